"""Choose the lines of a paragraph, all of them together.

Takes numbers only; returns which breaks to take.  Knows nothing of characters or faces.

    filling  how one line fills its measure, and what that costs
    table    one measure for all lines
    shaped   first lines with measures of their own, beside a picture
"""

from broadsheet.linebreak.filling import LOOSE, Held, LineFill, fill
from broadsheet.linebreak.table import BreakChoice, Breaks, Measure, Sums, choose

__all__ = [
    "LOOSE",
    "BreakChoice",
    "Breaks",
    "Held",
    "LineFill",
    "Measure",
    "Sums",
    "choose",
    "fill",
]
