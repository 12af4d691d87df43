"""Set styled text in lines.

Takes spans of text in typefaces, and a setting; returns set lines, with what no face holds
and in how many lines the paragraph can be set as well.  Knows nothing of columns, boxes or
the spec.

    models     what goes in and what comes out
    case       each character of a typeface on its body
    matter     a paragraph's characters as type, unbroken
    emergency  addresses, and units longer than the measure
    tallies    what lines between any two breaks would hold
    lines      a chosen line as runs
    setting    the way through all of them
"""

from broadsheet.paragraph.models import Align, Corners, Scheme, SetLine, SetParagraph, Setting, Span
from broadsheet.paragraph.setting import set_line, set_paragraph

__all__ = [
    "Align",
    "Corners",
    "Scheme",
    "SetLine",
    "SetParagraph",
    "Setting",
    "Span",
    "set_line",
    "set_paragraph",
]
