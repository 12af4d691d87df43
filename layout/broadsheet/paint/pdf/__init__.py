"""The PDF painter: ``paint`` writes composed pages with ReportLab's canvas.

The only place that knows ReportLab.  ``document`` holds the order of work, ``page`` turns
marks into operators of a ``stream``, ``typecase`` notes which sorts of a face they use,
``composite`` makes a font object of it, ``links`` holds what leads where, ``file`` writes objects
as they are complete, ``images`` an image object of each picture, ``objects`` what ReportLab has
no class for.  ``standard`` lists what files differ in; ``around``, what stands around marks.
Files of a standard come from ``conforming``, on ``standards`` (what each asks), ``papers`` (what
the file says of itself), ``ink`` (overprint, marks), ``tagged`` and ``tree``, ``threads`` and
``packed``; a plain file imports none of these.
"""

from broadsheet.paint.pdf import unmodified
from broadsheet.paint.pdf.document import paint

__all__ = ["paint", "unmodified"]
