"""The PDF painter: ``paint`` writes composed pages with ReportLab's canvas.

The only place that knows ReportLab.  ``document`` holds the order of work, ``page`` turns
marks into operators, ``composite`` makes a font object of each face, ``images`` an image
object of each picture, ``objects`` what ReportLab has no class for.
"""

from broadsheet.paint.pdf.document import paint

__all__ = ["paint"]
