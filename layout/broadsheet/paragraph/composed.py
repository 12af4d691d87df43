"""Have the kernel set what is plain: paragraphs, single lines and their widths.

Takes spans and a setting, as ``setting`` does; returns what the rule would, to the bit, or nothing
where the rule is to do it: paragraphs down the page, marked words, hyphens, letterspacing, sunk
initials, faces that join letters.  What the kernel finds strange, it leaves too.
"""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any, Final, cast

from broadsheet import cjk, kernel
from broadsheet.cjk.pairs import pair_table
from broadsheet.display import Run, Source
from broadsheet.fonts.marks import DEEP
from broadsheet.paragraph.case import FULL, Body, Case, case_of
from broadsheet.paragraph.matter import opened
from broadsheet.paragraph.models import Align, Scheme, SetLine, SetParagraph, Setting, Span

# As in ``kernel.h`` and ``composed.c``.
PARAGRAPH, LINE, WIDTH = range(3)
_ALIGNS: Final[Mapping[Align, int]] = {"justify": 0, "left": 1, "center": 2, "right": 3}
_BODIES: Final[tuple[Body | None, ...]] = (None, "half", "narrow", "quarter", "full", None)
_OWN: Final = 0
_AHEAD: Final = 5
_MADE: Final = (SetLine, Run, Source)
# A sort that is new may make what is there strange, so that all is asked for anew.
_TURNS: Final = 6

Wanted = list[tuple[int, int, int]]  # stretch, character, body


def paragraph(spans: Sequence[Span], setting: Setting, lines: int | None) -> SetParagraph | None:
    """Return a paragraph as ``set_paragraph`` sets a part without line ends of its own."""
    if setting.hyphens or setting.widths or setting.sunk[0] or setting.align == "spread":
        return None
    found = _set(spans, setting, PARAGRAPH, lines)
    if found is None:
        return None
    made, shortest, longest = found
    return SetParagraph(lines=made, shortest=shortest, longest=longest)


def line(spans: Sequence[Span], setting: Setting) -> SetLine | None:
    """Return one line at its natural width, as ``set_line`` sets it."""
    return cast("SetLine | None", _set(spans, setting, LINE, None))


def width(spans: Sequence[Span], setting: Setting) -> float | None:
    """Return the natural width of a line, pt, as ``line_width`` tells it."""
    return cast("float | None", _set(spans, setting, WIDTH, None))


def _set(spans: Sequence[Span], setting: Setting, kind: int, lines: int | None) -> Any:
    """Return what the kernel makes of it; None where it is left to the rule."""
    core = kernel.core
    if core is None or setting.letterspace or (setting.vertical and kind == PARAGRAPH):
        return None
    cases, stretches, end = [], [], 0
    for span in spans:
        if span.beside or span.hold or span.reading or span.sunk or opened(span):
            return None
        case = case_of(span.typeface, setting.scheme, setting.vertical, setting.corners)
        if not case.plain:
            return None
        start, end = end, end + len(span.text)
        cases.append(case)
        stretches.append(_stretch(span, case, start, end))
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    manner = (
        setting.measure,
        setting.em,
        setting.indent,
        _ALIGNS[setting.align],
        setting.hanging,
        setting.filled,
        setting.vertical,
        *_rules(setting.scheme, setting.level),
    )
    asked = -1 if lines is None else lines
    for _ in range(_TURNS):
        found = core.compose(text, tuple(stretches), manner, kind, asked, setting.look, _MADE)
        if not isinstance(found, list):
            return found
        _stock(core, cases, found)
    return None


def _stretch(span: Span, case: Case, start: int, end: int) -> tuple[Any, ...]:
    """Return a span as the kernel takes it."""
    source, main = span.source, case.main
    facts = (
        main.id,
        span.size,
        span.colour,
        span.rise * span.size,
        source.item,
        source.role,
        source.block,
        source.start - start,
    )
    return end, case.sorts, main, span.size, span.tracking, case.wide, facts


@cache
def _rules(scheme: Scheme, level: cjk.Level) -> tuple[Any, ...]:
    """Return the marks on whole bodies, the flags of pairs, and what knows those of all else."""
    return FULL[scheme], pair_table(level), partial(cjk.gaps, level=level)


def _stock(core: kernel.Core, cases: Sequence[Case], wanted: Wanted) -> None:
    """Put the sorts that are wanted into the tables of their cases."""
    by_case: dict[int, list[tuple[int, int]]] = {}
    for stretch, code, body in dict.fromkeys(wanted):
        by_case.setdefault(stretch, []).append((code, body))
    for stretch, sorts in by_case.items():
        case = cases[stretch]
        own = [chr(code) for code, body in sorts if body == _OWN]
        case.stock(own)
        # characters last: another body of one may be the first with a move, and make it strange
        rows = [_on_body(case, code, body) for code, body in sorts if body != _OWN]
        core.stock(case.sorts, rows + _sorts(case, own))


def _sorts(case: Case, chars: Sequence[str]) -> list[kernel.PlainSort]:
    """Return characters as they come: code, body, glyph, width, class, strange."""
    glyphs, widths, letter_of = case.glyphs, case.widths, cjk.letter_of
    strange = case.strange | case.missing
    if case.vertical:
        strange = strange.union(DEEP)  # they stand on no half body
    return [
        (ord(char), _OWN, glyphs[char], widths[char], letter_of(char), char in strange)
        for char in chars
    ]


def _on_body(case: Case, code: int, body: int) -> kernel.PlainSort:
    """Return a character on another body, as ``_sorts`` does."""
    char = chr(code)
    if body == _AHEAD:
        return code, body, 0, case.ahead(char), "A", False
    cell = case.cell(char, cast("Body", _BODIES[body]))
    return code, body, cell.glyph, cell.width, "A", False
