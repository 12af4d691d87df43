"""Typed quotes as the language has them: " shown as “ or „ or «.

Takes matter whose typeface asks for the quotes of a language; puts other glyphs for ``"`` and ``'``
into it.  The copy keeps what was typed, and so does what a reader of the page is told.
"""

from typing import Final

from broadsheet.fonts.quotes import APOSTROPHE, QUOTES
from broadsheet.paragraph.matter import Matter, SpanRange, Spring

_TYPED: Final = "\"'"
_THIN: Final = 0.2  # em of white inside French quotes
_OPENS: Final = " \t\u3000\u00a0([{—–-/«„“‘‚‹"


def set_quotes(matter: Matter) -> None:
    """Put the quotes of their languages for those that were typed."""
    opened = 0  # inner quotes that are not closed yet
    for stretch in matter.stretches:
        marks = QUOTES.get(stretch.case.typeface.quotes)
        if marks is None:
            continue
        for at in range(stretch.start, stretch.end):
            char = matter.text[at]
            if char == '"':
                begins = _begins(matter.text, at)
                _put(matter, stretch, at, marks.outer[0 if begins else 1])
                if marks.white:
                    _part(matter, stretch, at + 1 if begins else at)
            elif char == "'":
                begins = _begins(matter.text, at) and not matter.text[at + 1 : at + 2].isdigit()
                closes = not begins and opened and not matter.text[at + 1 : at + 2].isalnum()
                opened += begins - bool(closes)
                shape = marks.inner[0] if begins else marks.inner[1] if closes else APOSTROPHE
                _put(matter, stretch, at, shape)


def _begins(text: str, at: int) -> bool:
    """Tell whether a typed quote opens: nothing before it belongs to what it would close."""
    before = text[:at].rstrip(_TYPED)
    after = text[at + 1 : at + 2]
    return (not before or before[-1] in _OPENS) and bool(after) and not after.isspace()


def _put(matter: Matter, stretch: SpanRange, at: int, shape: str) -> None:
    """Show a character as another of the same face."""
    cell = stretch.case.cell(shape, "narrow")
    if cell.glyph and cell.face is stretch.case.main and cell.face.covers(shape):
        matter.glyphs[at] = cell.glyph
        matter.widths[at] = (cell.width + stretch.span.tracking) * stretch.span.size


def _part(matter: Matter, stretch: SpanRange, gap: int) -> None:
    """Put thin white into a gap."""
    matter.springs[gap] = Spring(_THIN * stretch.span.size, 0.0, 0.0)
