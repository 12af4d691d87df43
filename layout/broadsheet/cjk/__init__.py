"""Chinese line rules: what each character is, and what may happen between two.

Takes text; returns classes and flags, no widths.  Standards: UAX #14 (Unicode 15.0), W3C
Requirements for Chinese Text Layout (CLREQ), GB/T 15834-2011 part 5.  Knows nothing of
faces, sizes or measures.
"""

from broadsheet.cjk.breaks import flag_table, gaps
from broadsheet.cjk.classes import classify, latin_only, letter_of
from broadsheet.cjk.pairs import (
    BREAK,
    CLOSING,
    HALF_AFTER,
    HALF_BEFORE,
    LATIN,
    OPENING,
    WIDEN,
    Level,
)

__all__ = [
    "BREAK",
    "CLOSING",
    "HALF_AFTER",
    "HALF_BEFORE",
    "LATIN",
    "OPENING",
    "WIDEN",
    "Level",
    "classify",
    "flag_table",
    "gaps",
    "latin_only",
    "letter_of",
]
