"""Letters that a face joins: ffi as one glyph, where it has one (GSUB ``liga``).

Takes a run of glyphs, one a character; returns it with ligatures in the place of letters that stand
as close as the face sets them.  The run is as long as before, so that the line keeps its width.
Lines are broken first: a word may be hyphenated where its letters would have joined.
"""

import re
from typing import Final

from broadsheet.display import Run
from broadsheet.fonts.face import Face
from broadsheet.models import replace

# What faces for text join by themselves; the longest first.
_JOINED: Final = re.compile("ff[bhijklt]|f[bfhijklt]|Th|tt|ti")
_SEEN: Final = 0.01  # em by which the end of a line may be off


def ligated(run: Run, face: Face) -> Run:
    """Return a run with its ligatures; it must be set without white between its letters."""
    text = run.text
    if run.tracking or run.stretch != 1 or not isinstance(text, str):
        return run
    moves = dict(run.shifts)
    glyphs: list[int] = []
    texts: list[str] = []
    shifts: list[tuple[int, float]] = []
    at, owed = 0, 0.0  # pt that the ligature before is shorter than its letters
    while at < len(text):
        end, glyph = _join(run, face, at)
        move = moves.get(at, 0.0) + owed
        if move:
            shifts.append((len(glyphs), move))
        inside = sum(moves.get(n, 0.0) for n in range(at + 1, end))
        wide = sum(face.advance(one) for one in run.glyphs[at:end]) - face.advance(glyph)
        owed = wide * run.size + inside if end > at + 1 else 0.0
        glyphs.append(glyph)
        texts.append(text[at:end])
        at = end
    if len(glyphs) == len(text):
        return run
    return replace(run, glyphs=tuple(glyphs), text=tuple(texts), shifts=tuple(shifts))


def _join(run: Run, face: Face, at: int) -> tuple[int, int]:
    """Return where the glyph that begins at a character ends, and the glyph."""
    text = run.text
    found = _JOINED.match(text, at) if isinstance(text, str) else None
    while found is not None:
        end = at + len(found[0])
        own = tuple(face.glyph(char) for char in found[0])
        glyph = face.ligature(found[0]) if own == run.glyphs[at:end] else 0
        if glyph and (end < len(text) or _fits(face, own, glyph)):
            return end, glyph
        found = _JOINED.fullmatch(found[0][:-1])
    return at + 1, run.glyphs[at]


def _fits(face: Face, letters: tuple[int, ...], glyph: int) -> bool:
    """Tell whether a ligature at the end of a run leaves its edge where it was."""
    return abs(sum(map(face.advance, letters)) - face.advance(glyph)) < _SEEN
