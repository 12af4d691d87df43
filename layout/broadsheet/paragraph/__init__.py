"""Set styled text in lines.

Takes spans of text in typefaces, and a setting; returns set lines, with what no face holds
and in how many lines the paragraph can be set as well.  Knows nothing of columns, boxes or
the spec.

    models     what goes in and what comes out
    case       each character of a typeface on its body
    matter     a paragraph's characters as type, unbroken
    emergency  addresses, and units longer than the measure
    hyphens    Latin words, where a style asks for it
    quotes     typed quotes as a language has them
    tallies    what lines between any two breaks would hold
    squeezing  what each of its marks gives
    lines      a chosen line as runs
    ligatures  letters of a run that its face joins
    strokes    dots, lines and waves beside the characters
    inlines    marks inside a text as spans
    readings   what small type beside them (ruby) asks of the line
    glosses    that small type
    places     where each glyph stands
    setting    the way through all of them
"""

from broadsheet.paragraph.emergency import torn_message
from broadsheet.paragraph.models import (
    Align,
    Beside,
    Corners,
    Scheme,
    SetLine,
    SetParagraph,
    Setting,
    Span,
    Stroke,
)
from broadsheet.paragraph.setting import line_width, set_line, set_paragraph
from broadsheet.paragraph.strokes import closest, half_depth, strokes_of

__all__ = [
    "Align",
    "Beside",
    "Corners",
    "Scheme",
    "SetLine",
    "SetParagraph",
    "Setting",
    "Span",
    "Stroke",
    "closest",
    "half_depth",
    "line_width",
    "set_line",
    "set_paragraph",
    "strokes_of",
    "torn_message",
]
