"""Choose the lines of a paragraph, all of them together.

Takes numbers only; returns which breaks to take.  Knows nothing of characters or faces.

    table   one measure for all lines
    shaped  first lines with measures of their own, beside a picture
"""

from broadsheet.linebreak.table import (
    LOOSE,
    Breaks,
    Choice,
    Fill,
    Held,
    Measure,
    Tally,
    choose,
    fill,
)

__all__ = ["LOOSE", "Breaks", "Choice", "Fill", "Held", "Measure", "Tally", "choose", "fill"]
