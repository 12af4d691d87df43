"""What stands between two stages, as text: for who looks for a fault.

Takes what was read or composed; returns lines to read and to compare.  ``blocks`` of raw pages
are known while they are read; the rest of an edition that was composed.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from broadsheet.api.reading import RawReading
from broadsheet.api.rendering import Rendered
from broadsheet.display import Page, PlacedBox
from broadsheet.errors import UserError
from broadsheet.spec import MapRow, Spec, StoryBox

if TYPE_CHECKING:
    from broadsheet.makeup.page.demand import Demand

_DEPTHS: Final = 6  # from the least on, that are told of a demand
READ: Final = ("blocks", "edition")  # what ``dump_reading`` knows
COMPOSED: Final = ("edition", "demands", "heights", "display")  # what ``dump_composed`` knows


def dump_reading(reading: RawReading, stage: str) -> str:
    """Return ``blocks`` (what each was taken for, and the traits that it shows) or ``edition``.

    Blocks are those of a reading that was asked to explain itself.  Raises UserError for
    another stage.
    """
    if stage == "edition":
        return _edition(reading)
    if stage != "blocks":
        raise _no_stage(stage, READ)
    return "".join(f"{line}\n" for line in _blocks(reading))


def dump_composed(done: Rendered, stage: str) -> str:
    """Return the ``edition`` as it was read, the ``demands`` of boxes, ``heights`` or ``display``.

    Demands are what a box would cost at the depth that it got, and from the least at which
    nothing is over on; heights are the rows of the map's lines.

    The display list has a line for each mark, with its place in pt from the top left; pages
    that were written one by one have none left.  Raises UserError for another stage.
    """
    if stage == "edition":
        return _edition(done)
    if stage == "heights":
        return "".join(
            f"{line}\n" for page in done.pages.pages for line in _heights(page, done.spec)
        )
    if stage == "demands":
        return "".join(f"{line}\n" for line in _demands(done))
    if stage != "display":
        raise _no_stage(stage, COMPOSED)
    from broadsheet.paint import text

    return text.dump(done.pages)


def _no_stage(stage: str, known: tuple[str, ...]) -> UserError:
    return UserError(f"no stage {stage!r} to dump", hint=f"one of {', '.join(known)}")


def _edition(held: RawReading | Rendered) -> str:
    from broadsheet.formats import edition_yaml

    return edition_yaml.dump_yaml(held.edition)


def _blocks(reading: RawReading) -> Iterator[str]:
    for page, parsed in zip(reading.pages, reading.parsed, strict=True):
        yield f"page {page.file or '(text)'}"
        for block in parsed.decisions:
            first, last = block.lines
            joined = " joined" if block.joined else ""
            rival = f", else {block.second}" if block.second else ""
            yield f"lines {first}-{last} {block.label}{joined} {block.confidence:.2f}{rival}"
            yield f"  {block.text}"
            yield f"  {' '.join(block.traits) or '-'}"


def _demands(done: Rendered) -> Iterator[str]:
    """Yield each box with what it would cost, as the page itself asked before it was drawn."""
    from broadsheet.api.materials import open_faces, picture_sizes
    from broadsheet.makeup.boxes.plain import PlainPlan
    from broadsheet.makeup.galley.setup import PageSetup
    from broadsheet.makeup.page import demand
    from broadsheet.makeup.shape.drawn import shapes

    book, (sizes, _) = open_faces(done.spec.style), picture_sizes(done.edition)
    for page, content in zip(done.pages.pages, done.edition.pages, strict=False):
        sheet = done.spec.sheet(page.number)
        setup = PageSetup(style=sheet.style, book=book, edition=done.edition, picture_sizes=sizes)
        yield f"page {page.number}"
        for name, shape in shapes(sheet.arrangement.map).items():
            box = sheet.arrangement.boxes[name]
            held = demand.demand(setup, box, shape, content.items)
            got = [page.bands[band] for band in shape.bands]
            rows = "+".join(map(str, got))
            told = f"  box {name}: {len(shape.spans)} columns, {rows} rows"
            if isinstance(held.plan, PlainPlan) and isinstance(box.content, StoryBox):
                yield f"{told}, asks for nothing by itself"  # white, or a story that goes on here
                continue
            yield f"{told} cost {_price(held.cost(*got))}"
            if shape.rectangular:  # the least of a dogleg's part hangs on the other's
                cells = demand.cells((shape.spans[0].column, len(shape.spans)))
                yield from _curve(demand.demand(setup, box, cells, content.items))


def _curve(held: "Demand") -> Iterator[str]:
    from broadsheet.makeup.page.demand import MOST

    least = held.least
    if least > MOST:
        yield "    fits at no depth"
        return
    depths = range(least, least + _DEPTHS)
    told = "  ".join(f"{depth}: {_price(held.cost(depth))}" for depth in depths)
    yield f"    least {least} rows  {told}"


def _price(cost: float) -> str:
    from broadsheet.makeup.shape.heights import TOO_MUCH

    return "over" if cost >= TOO_MUCH else f"{cost:.1f}"


def _heights(page: Page, spec: Spec) -> Iterator[str]:
    """Yield the map with the rows that each of its lines has got, then the boxes' depths."""
    sheet = spec.sheet(page.number)
    told = f"{sum(page.bands)} of {sheet.rows} rows of {sheet.style.grid.baseline:g} pt"
    yield f"page {page.number} {page.label}".rstrip() + f": {told}"
    for row, rows in zip(sheet.arrangement.map, page.bands, strict=False):
        yield f"  {' '.join(row.cells)} | {rows:>3}  {_asked(row)}"
    for box in page.boxes:
        yield f"  box {box.name}: {_depth(box, sheet.style.grid.baseline)}"


def _asked(row: MapRow) -> str:
    return f"{row.height.rows}行" if row.height.kind == "rows" else row.height.kind


def _depth(box: PlacedBox, row: float) -> str:
    parts = [f"{box.rect.height / row:.1f} rows", box.item]
    if box.columns:
        parts.append(f"lines {box.lines + box.over} room {box.room}")
    parts += [f"over {box.over}" if box.over else "", f"short {box.short}" if box.short else ""]
    return "  ".join(part for part in [*parts, *map(str, box.steps)] if part)
