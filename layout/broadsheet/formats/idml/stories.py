"""Passages and the lines that set them become paragraphs.

Takes an edition and composed pages; returns paragraphs with the whole copy: a line tells how a
stretch of characters looks, never what it says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from broadsheet.display import Pages, TextLine
from broadsheet.edition import Edition, Passage, passages
from broadsheet.formats.idml.models import Paragraph, TextLook, TextSpan
from broadsheet.geometry import Rect

Key = tuple[str, str, int]  # item, role, block
BODY = ("source", "byline", "para", "crosshead", "note", "list", "verse", "qa", "table",
        "signature", "jump")  # fmt: skip
_EVEN = ("para", "note", "qa")  # set to both edges
_AUTO = 1.3  # leading of what is one line, in its size
_NEAR = 1.5  # pt, by which the middle of a line may be off


def key_of(passage: Passage) -> Key:
    """Return what marks name a passage by."""
    return passage.item, passage.role, passage.block


def lines_of(pages: Pages) -> dict[Key, list[TextLine]]:
    """Return the lines of each passage, in the order in which they are set."""
    found: dict[Key, list[TextLine]] = {}
    for line in pages.lines():
        for key in dict.fromkeys(_keys(line)):
            found.setdefault(key, []).append(line)
    return found


def _keys(line: TextLine) -> Iterable[Key]:
    for run in line.runs:
        if run.source.item and run.glyphs:
            yield run.source.item, run.source.role, run.source.block


def paragraphs(
    edition: Edition, lines: Mapping[Key, Sequence[TextLine]], columns: Mapping[Key, Rect]
) -> dict[Key, Paragraph]:
    """Return each printed passage as a paragraph; ``columns`` are where their first lines stand."""
    made: dict[Key, Paragraph] = {}
    for passage in passages(edition):
        key = key_of(passage)
        if key in lines and passage.text:
            made[key] = paragraph(passage, lines[key], columns.get(key))
    return made


def paragraph(passage: Passage, lines: Sequence[TextLine], column: Rect | None) -> Paragraph:
    """Return a passage as it is set."""
    spans = _spans(passage, lines)
    size = max(span.look.size for span in spans)
    first = lines[0]
    indent = 0.0
    if column is not None and passage.role in BODY and not first.vertical and len(lines) > 1:
        indent = max(0.0, first.x - min(line.x for line in lines[1:2]))
    cells = tuple((line.cell, line.plain) for line in lines if line.cell is not None)
    return Paragraph(
        role=passage.role,
        spans=spans,
        leading=_leading(lines) or _AUTO * size,
        justify=_justification(passage.role, lines, column),
        indent=round(indent, 2),
        cells=cells,
    )


def _spans(passage: Passage, lines: Sequence[TextLine]) -> tuple[TextSpan, ...]:
    """Return all characters of a passage with the look of the runs that set them.

    What no run sets (white at a line's end, a hyphen's place) looks like what comes before it.
    """
    looks: list[TextLook | None] = [None for _ in passage.text]
    for line in lines:
        for run in line.runs:
            source = run.source
            if (source.item, source.role, source.block) == key_of(passage):
                look = TextLook(run.face, run.size, run.colour)
                end = min(max(source.end, source.start), len(looks))
                looks[source.start : end] = [look] * max(0, end - source.start)
    known = [look for look in looks if look is not None]
    last = known[0] if known else _first_look(lines)
    spans: list[TextSpan] = []
    for char, said in zip(passage.text, looks, strict=True):
        last = last if said is None else said
        if spans and spans[-1].look == last:
            spans[-1] = TextSpan(spans[-1].text + char, last)
        else:
            spans.append(TextSpan(char, last))
    return tuple(spans)


def _first_look(lines: Sequence[TextLine]) -> TextLook:
    run = lines[0].runs[0]
    return TextLook(run.face, run.size, run.colour)


def _leading(lines: Sequence[TextLine]) -> float:
    """Return the commonest step from one line to the next, pt; 0 for a single line."""
    steps = Counter(
        round(abs(after.x - line.x) if line.vertical else after.y - line.y, 2)
        for line, after in pairwise(lines)
    )
    found = [(count, -step) for step, count in steps.items() if step > 0]
    return -max(found)[1] if found else 0.0


def _justification(role: str, lines: Sequence[TextLine], column: Rect | None) -> str:
    if role in _EVEN or column is None or lines[0].vertical:
        return "LeftJustified" if role in _EVEN else "LeftAlign"
    free = [line for line in lines if line.width < column.width - 2 * _NEAR]
    if free and all(abs(line.x + line.width / 2 - column.centre) < _NEAR for line in free):
        return "CenterAlign"
    if free and all(abs(line.x + line.width - column.right) < _NEAR for line in free):
        return "RightAlign"
    return "LeftAlign"
