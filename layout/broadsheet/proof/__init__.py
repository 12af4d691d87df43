"""Is the edition on the page, complete and identical?

``compare`` reads a PDF back and returns what differs, one finding for each passage with a
fault; ``compare_text`` does so with text that another tool took out of the page.  ``extract``
alone reads the text.  Knows nothing of specs, faces or the display list: any PDF will do.
"""

from broadsheet.proof.checking import compare, compare_text
from broadsheet.proof.reading import extract

__all__ = ["compare", "compare_text", "extract"]
