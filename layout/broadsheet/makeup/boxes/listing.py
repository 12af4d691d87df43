"""Service text, notices and advertisements that hold tables and price lists.

Takes lines of copy and a rectangle; sets lines with cells as tables, lines with leaders as
lists, and all else in lines of display type, from the rectangle's head.
"""

from collections.abc import Callable, Iterator, Sequence

from broadsheet.display import Colour, Source
from broadsheet.edition import Role
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, source_of
from broadsheet.makeup.text import tables
from broadsheet.makeup.text.tables import SetTable
from broadsheet.makeup.text.tables.leaders import PriceEntry, SetList, draw_list, set_list
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetParagraph, Setting, Span, set_paragraph

PITCH, LOOSE = 1.3, 1.8  # of the size: least and most from line to line
LEAST_SCALE = 0.5  # of the sizes of display lines, to let all in
SLACK = 0.5  # pt, too little to see
GAP = 0.6  # of a line, white between two parts

Style = Callable[[int], tuple[str, Colour | None]]  # role of type and colour of a line


@frozen()
class ListingPart:
    """A part of a listing: what it is, set, its lines and the size of its type, pt."""

    done: SetTable | SetList | SetHead | SetParagraph
    lines: int
    size: float


def is_listing(lines: Sequence[str]) -> bool:
    """Tell whether lines hold a table or a list with leaders."""
    return any(tables.is_table(line) or tables.leader_end(line) for line in lines)


def set_listing(
    galley: Galley,
    item: str,
    role: Role,
    lines: Sequence[tuple[int, str]],
    rect: Rect,
    style: Style,
) -> float:
    """Set lines of copy, each with its number, into a rectangle; return where they end.

    Lines stand as far apart as the depth allows, between 1.3 and 1.8 of their size; what does
    not go in runs out of the rectangle's foot and is told.
    """
    scale = 1.0
    while True:
        parts = list(_parts(galley, item, role, lines, rect.width, (style, scale)))
        units = sum(part.lines * part.size for part in parts)
        units += GAP * sum(part.size for part in parts[1:])
        if units * PITCH <= rect.height or scale < LEAST_SCALE:
            break
        scale *= 0.94
    pitch = min(LOOSE, max(PITCH, rect.height / units)) if units else PITCH
    y = rect.top
    for n, part in enumerate(parts):
        step = pitch * part.size
        y += GAP * step if n else 0.0
        y = _draw(galley, part, rect, y, step)
    if y > rect.bottom + SLACK:
        message = f"lines and prices are {y - rect.bottom:.0f} pt too deep for their place"
        galley.overset(message)
    return y


def _parts(
    galley: Galley,
    item: str,
    role: Role,
    lines: Sequence[tuple[int, str]],
    width: float,
    dressed: tuple[Style, float],
) -> Iterator[ListingPart]:
    """Yield the parts: runs of rows, runs of leaders, single lines of a scale."""
    style, scale = dressed
    dress = tables.dress_of(galley)
    for kind, group in _groups(lines):
        if kind == "table" and dress.rules != "leaders":
            cells = tables.cells_of(text for _, text in group)
            sources = [source_of(item, role, text, n) for n, text in group]
            table = tables.set_table(cells, sources, dress, width)
            yield ListingPart(table, sum(row.lines for row in table.rows), table.size)
        elif kind in ("table", "leaders"):
            entries = [_entry(item, role, n, text) for n, text in group]
            done = set_list(entries, dress.body, width)
            yield ListingPart(done, len(entries), done.size)
        else:
            for n, text in group:
                name, colour = style(n)
                source = source_of(item, role, text, n)
                if name == "notice":
                    yield _prose(galley, text, source, width)
                    continue
                type_ = galley.type(name).scaled(scale)
                head = galley.fitted(text, type_, source, width=width, colour=colour)
                yield ListingPart(head, len(head.lines), head.size)


def _prose(galley: Galley, text: str, source: Source, width: float) -> ListingPart:
    """A paragraph of small type."""
    type_ = galley.type("notice")
    span = Span(text=text, typeface=type_.typeface, size=type_.size, source=source)
    setting = Setting(measure=width, em=type_.size, indent=2.0, align="left")
    done = set_paragraph([replace(span, colour=type_.ink)], setting)
    return ListingPart(done, len(done.lines), type_.size)


def _groups(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    group: list[tuple[int, str]] = []
    held = ""
    for n, text in lines:
        kind = "table" if tables.is_table(text) else "leaders" if tables.leader_end(text) else ""
        if group and kind != held:
            yield held, group
            group = []
        held = kind
        group.append((n, text))
    if group:
        yield held, group


def _entry(item: str, role: Role, n: int, text: str) -> PriceEntry:
    """Cut a line after its name and dots; of several cells the last is the price."""
    cut = tables.leader_end(text) or text.rstrip("\t").rfind("\t") + 1
    name, price = text[:cut], text[cut:]
    source = source_of(item, role, text, n)
    start = cut + len(price) - len(price.lstrip())
    return PriceEntry(
        name.replace("\t", " ").strip(),
        price.strip(),
        replace(source, end=cut),
        replace(source, start=start, end=len(text)),
    )


def _draw(galley: Galley, part: ListingPart, rect: Rect, y: float, step: float) -> float:
    done = part.done
    over = done.columns.over if isinstance(done, SetTable) else getattr(done, "over", 0.0)
    if over > SLACK:
        what = "a table" if isinstance(done, SetTable) else "a price list"
        message = f"{what} is {over:.0f} pt wider than its box at {part.size:g} pt"
        galley.overset(message)
    if isinstance(done, SetTable):
        return tables.draw_block(galley, done, rect.left, y, step)
    if isinstance(done, SetList):
        type_ = tables.dress_of(galley).body
        return draw_list(galley, done, type_, rect.left, y, step)
    if isinstance(done, SetParagraph):
        for k, line in enumerate(done.lines):
            base = y + k * step + (step - part.size) / 2 + ABOVE * part.size
            galley.copy.append(galley.mark(line, rect.left, base))
        return y + step * part.lines
    galley.show_from(done, rect.centre, y + (step - done.size) / 2)
    return y + step * part.lines
