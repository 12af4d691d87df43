"""Random maps and editions, and what must hold of any page made of them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from broadsheet import api
from broadsheet.display import Page, Pages, PlacedBox, TextLine
from broadsheet.edition import Edition, item_passages
from broadsheet.errors import SpecError
from broadsheet.geometry import Rect
from broadsheet.makeup.complete import solid
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, small_spec, story

COLUMNS = 4
NAMES = "pqrs"
TOLD = frozenset({"overset", "no-box", "taken", "left-out"})

Cells = list[list[str]]


@st.composite
def maps(draw: st.DrawFn) -> Cells:
    """Rectangles cut from a page, some of them joined to L, T and U."""
    bands = draw(st.integers(1, 4))
    cells = [["p"] * COLUMNS for _ in range(bands)]
    for name in NAMES[1 : draw(st.integers(1, 4))]:
        top, left = draw(st.integers(0, bands - 1)), draw(st.integers(0, COLUMNS - 1))
        foot = draw(st.integers(top, bands - 1))
        right = draw(st.integers(left, COLUMNS - 1))
        trial = [row.copy() for row in cells]
        for row in trial[top : foot + 1]:
            row[left : right + 1] = [name] * (right + 1 - left)
        if all(_drawable(trial, held) for held in {c for row in trial for c in row}):
            cells = trial
    return cells


def _drawable(cells: Cells, name: str) -> bool:
    """Tell whether a box is one piece, each of its columns too."""
    spans: list[tuple[int, int] | None] = []
    for column in range(COLUMNS):
        bands = [n for n, row in enumerate(cells) if row[column] == name]
        if bands and bands[-1] - bands[0] + 1 != len(bands):
            return False
        spans.append((bands[0], bands[-1]) if bands else None)
    shown = [n for n, span in enumerate(spans) if span]
    if shown[-1] - shown[0] + 1 != len(shown):
        return False
    own = [span for span in spans if span]
    return all(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in pairwise(own))


HEADS = st.sampled_from([{}, {"across": "1"}, {"across": "2"}, {"rows": "6"}])
LADDERS = st.sampled_from(
    [
        None,
        "none",
        {"picture": "-3行..4行", "head": "1", "paragraph": "1"},
        {"crosshead": "-1..2", "headline": "16pt..20pt", "drop": ["deck", "picture"]},
    ]
)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """A page of random boxes, each with a story."""
    cells = draw(maps())
    heights = [draw(st.sampled_from(["auto", "auto", "fill", "7行"])) for _ in cells]
    heights[-1] = "auto"
    drawn = "\n".join(
        f"{' '.join(row)} | {height}" for row, height in zip(cells, heights, strict=True)
    )
    names = sorted({name for row in cells for name in row})
    boxes: dict[str, Any] = {}
    for n, name in enumerate(names, 1):
        box: dict[str, Any] = {"story": str(n), "headline": draw(HEADS)}
        if (fit := draw(LADDERS)) is not None:
            box["fit"] = fit
        if draw(st.booleans()):
            box["picture"] = {"at": draw(st.sampled_from(["top", "bottom"])), "rows": "4"}
        boxes[name] = box
    return small_spec(drawn, boxes)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Stories of random length, with some of what a story can have."""
    items: list[dict[str, Any]] = []
    for n in range(1, draw(st.integers(1, 5)) + 1):
        lengths = st.one_of(st.just(0), st.integers(1, 40), st.integers(60, 420))
        facts: dict[str, Any] = {}
        if draw(st.booleans()):
            facts["deck"] = "——潮头观察第一天"
        if draw(st.booleans()):
            facts["pictures"] = [{"caption": "码头上的灯"}]
        if draw(st.booleans()):
            facts["byline"] = "记者林潮报道"
        paragraphs = [draw(st.integers(1, 300)), *draw(st.lists(lengths, max_size=5))]
        items.append(story(n, paragraphs, **facts))
    return edition(*items)


def faults_of(content: Edition, spec: Spec) -> list[str]:
    """Say what is wrong with a page and is not said by it."""
    pages = api.compose(content, spec)
    deep = {f.box or "" for f in pages.findings if "too deep" in f.message}
    found = list(_overlaps(pages.pages[0], deep))
    found += _outside(pages.pages[0], deep)
    found += _losses(pages, content)
    found += _uneven(pages, spec)
    found += [str(finding) for finding in pages.findings if finding.code == "lost"]
    return found


def em_box(line: TextLine) -> Rect:
    size = max(run.size for run in line.runs)
    return Rect(line.x, line.y - 0.88 * size, line.width, size)


def _overlaps(page: Page, deep: set[str]) -> Iterator[str]:
    """Type over type, but of boxes whose head and pictures are told to be too deep."""
    lines = [
        line
        for line in page.marks
        if isinstance(line, TextLine) and line.plain.strip() and line.box not in deep
    ]
    rects = [em_box(line).inset(0.6) for line in lines]
    order = sorted(range(len(lines)), key=lambda n: rects[n].top)
    for k, n in enumerate(order):
        for m in order[k + 1 :]:
            if rects[m].top >= rects[n].bottom:
                break
            if rects[n].overlaps(rects[m]):
                yield f"{lines[n].plain!r} lies over {lines[m].plain!r}"


def _outside(page: Page, deep: set[str]) -> Iterator[str]:
    """Type outside its box, in boxes that say nothing of it."""
    boxes = {box.name: box for box in page.boxes if box.name not in deep}
    for line in page.marks:
        if isinstance(line, TextLine) and line.box in boxes:
            rect = boxes[line.box].rect
            own = em_box(line)
            if not rect.inset(-6, -2).holds(own):
                yield f"{line.plain!r} lies outside box {line.box}: {own} not in {rect}"


def _losses(pages: Pages, content: Edition) -> Iterator[str]:
    told = {finding.item for finding in pages.findings if finding.code in TOLD}
    shown: dict[tuple[str, str, int], int] = {}
    for line in pages.lines():
        for run in line.runs:
            source = run.source
            key = (source.item, source.role, source.block)
            shown[key] = shown.get(key, 0) + solid(run.plain)
    for item in content.items:
        for passage in item_passages(item):
            got = shown.get((passage.item, passage.role, passage.block), 0)
            wanted = solid(passage.text)
            if got > wanted or (got < wanted and item.id not in told):
                yield f"{item.id} {passage.role}: {got} of {wanted} characters are set"


def _uneven(pages: Pages, spec: Spec) -> Iterator[str]:
    """Columns that are equally deep end within a line, unless the page says they don't."""
    said = {finding.item for finding in pages.findings if finding.code in ("overset", "short")}
    said |= {fault.item for fault in api.lint(pages, spec)}
    for box in pages.boxes:
        if box.item in said or len({round(column.bottom) for column in box.columns}) > 1:
            continue
        # a head as deep as its box leaves no text under it
        gaps = [_white(pages, box, column) for column in box.columns if column.height > 0]
        if gaps and max(gaps) - min(gaps) > 1.1 * spec.grid.baseline:
            yield f"columns of box {box.name} end with whites of {gaps}"


def _white(pages: Pages, box: PlacedBox, column: Rect) -> float:
    ends = [
        em_box(line).bottom
        for line in pages.lines()
        if line.box == box.name and column.left - 1 < line.x < column.right
    ]
    return column.bottom - max([end for end in ends if end < column.bottom + 1], default=column.top)


def can_be_drawn(cells: Cells) -> bool:
    """Tell whether a spec takes a map."""
    try:
        small_spec("\n".join(f"{' '.join(row)} | auto" for row in cells))
    except SpecError:
        return False
    return True
