"""Read the two halves of a spec from its nodes: the house style, and what is drawn.

Takes the merged nodes of one sheet; returns a ``Style`` or an ``Arrangement``.  The drawing is
read with a style at hand, whose columns, rows and names it is drawn with.  Sections are read
in the order in which they need each other: colours and typefaces, type, page, grid, then
folio line, boxes, map.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from types import MappingProxyType
from typing import Any, get_args

from broadsheet import limits
from broadsheet.display import INK, Colour
from broadsheet.edition import Script
from broadsheet.errors import Fault, SpecError, Where
from broadsheet.marked_yaml import (
    Gathered,
    Kind,
    Mapping,
    Node,
    Sequence,
    choice,
    from_value,
    mapping_of,
    pattern,
)
from broadsheet.models import replace
from broadsheet.spec import (
    AcrossBox,
    Arrangement,
    Box,
    BriefsBox,
    FolioLine,
    Grid,
    MapRow,
    PageShape,
    Share,
    StoryBox,
    Style,
    TypeStyle,
)
from broadsheet.spec_yaml import (
    boxes,
    folio,
    gaiji,
    ladders,
    leeway,
    lint_rules,
    page_map,
    places,
    press,
    seam,
    sheet,
    type_styles,
)
from broadsheet.spec_yaml.values import BUILT_IN, Scope

LANGUAGE: Kind[Scope, str] = pattern(
    "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "a language", "write zh-CN, zh-TW or en-GB"
)
SCRIPT: Kind[Scope, Any] = choice(*get_args(Script)[1:])
# sections that stand on no other
_FURTHER: AnyMapping[str, Kind[Scope, Any]] = {
    "gaiji": gaiji.GAIJI,
    "labels": type_styles.LABELS,
    "language": LANGUAGE,
    "script": SCRIPT,
    "lint": lint_rules.LINT_RULES,
    "press": press.PRESS_SHEET,
    "fit": ladders.FIT_STEPS,
}
# keys of what is drawn; all others are a house style's
DRAWN = ("map", "boxes", "folio", "seam", "takes", "masters", "pages")
_STYLE_NEEDED = {
    "page": "{size: 390mm x 545mm, margin: {top: 20mm, sides: 19mm}}",
    "grid": "{columns: 6, measure: 15字, baseline: 13.5pt}",
    "typefaces": "{song: [Noto Serif SC]}",
    "styles": "{body: {face: song, size: 10.5pt}}",
}
_DRAWN_NEEDED = {
    "boxes": "{a: {story: 1}}",
    "map": "| with a row of boxes in each line",
}


def read_style(root: Mapping, scope: Scope) -> tuple[Style, Scope]:
    """Read a house style; return it with the scope in which its drawings are read."""
    faults = Gathered()
    found = _style(root, scope, faults)
    faults.tell()
    return found


def read_both(root: Mapping, scope: Scope) -> tuple[Style, Arrangement]:
    """Read both halves; what is wrong in either is told together."""
    faults = Gathered()
    style, inner = _style(root, scope, faults)
    with faults:
        arrangement = read_arrangement(root, style, inner)
    faults.tell()
    return style, arrangement


def _style(root: Mapping, scope: Scope, faults: Gathered) -> tuple[Style, Scope]:
    """Read a house style as far as it goes; what is wrong in it is gathered.

    Where a section is wrong, others may still name what is in it.  Without page and grid nothing
    more can be read: the faults so far are told then.
    """
    _check_needed(root, scope, _STYLE_NEEDED)
    typefaces, scope = _named(root, scope, faults)
    styles = type_styles.read_styles(*_section(root, scope, "styles"), faults)
    page, grid = _page(root, scope, styles, faults)
    names = _names(root, "styles")
    scope = replace(scope, em=grid.em, row=grid.baseline, styles=names, columns=grid.columns)
    further: dict[str, Any] = {}
    for key, kind in _FURTHER.items():
        with faults:
            if (node := root.get(key)) is not None:
                further[key] = kind.read(node, scope.at(key))
    with faults:
        further["open"] = leeway.read_house(root, scope)
    style = Style(
        page=page,
        grid=grid,
        typefaces=typefaces,
        colours=scope.colours,
        styles=styles,
        places=MappingProxyType(
            dict(_faces_at(root.get("typefaces"))) | dict(_signs_at(root.get("gaiji")))
        ),
        **further,
    )
    return style, scope


def _section(root: Mapping, scope: Scope, key: str) -> tuple[Node, Scope]:
    """Return a section's node and place; an empty mapping for one that is not there."""
    return root.get(key) or from_value({}, error=SpecError), scope.at(key)


def _names(root: Mapping, key: str) -> tuple[str, ...]:
    """Return what a section names, be it right or wrong."""
    node = root.get(key)
    return tuple(node.entries) if isinstance(node, Mapping) else ()


def _named(
    root: Mapping, scope: Scope, faults: Gathered
) -> tuple[AnyMapping[str, tuple[str, ...]], Scope]:
    """Return the typefaces, and the scope in which they and the colours have names."""
    colours: AnyMapping[str, Colour] = {**dict.fromkeys(_names(root, "colours"), INK), **BUILT_IN}
    typefaces: AnyMapping[str, tuple[str, ...]] = dict.fromkeys(_names(root, "typefaces"), ())
    with faults:
        colours = type_styles.COLOURS.read(*_section(root, scope, "colours"))
    with faults:
        typefaces = type_styles.TYPEFACES.read(*_section(root, scope, "typefaces"))
    return typefaces, replace(scope, colours=colours, typefaces=tuple(typefaces))


def _page(
    root: Mapping, scope: Scope, styles: AnyMapping[str, TypeStyle], faults: Gathered
) -> tuple[PageShape, Grid]:
    """Return page and grid, or raise what is wrong so far."""
    page = grid = None
    with faults:
        page = sheet.read_page(*_section(root, scope, "page"))
    body = styles.get("body")
    if page is not None and (body is not None or "body" not in _names(root, "styles")):
        with faults:
            node, within = _section(root, scope, "grid")
            within = replace(within, near=tuple(_grid_at(root)))
            grid = sheet.read_grid(node, within, page, body)
    if page is None or grid is None:
        faults.tell()
        raise Fault("a style without page and grid")
    return page, grid


def read_arrangement(root: Mapping, style: Style, scope: Scope) -> Arrangement:
    """Read what is drawn with a style, in its scope."""
    check_drawn(root, scope)
    faults = Gathered()
    band, free, drawn = None, style.grid.rows, Arrangement(map=(), boxes={})
    with faults:
        band, free = _folio(root, scope, style.grid)
    with faults:
        rows, every = _boxes(root, scope, style, free)
        drawn = Arrangement(map=rows, boxes=every, folio=band)
    fold, depth, takes = root.get("seam"), free * style.grid.baseline, root.get("takes")
    with faults:
        if fold is not None:
            found = seam.read_seam(fold, scope.at("seam"), style.page, depth)
            drawn = replace(drawn, seam=found)
    with faults:
        if takes is not None:
            drawn = replace(drawn, takes=leeway.TAKES.read(takes, scope.at("takes")))
    faults.tell()
    return drawn


def check_needed(root: Mapping, scope: Scope) -> None:
    """Refuse a spec that lacks a section of either half."""
    _check_needed(root, scope, _STYLE_NEEDED)
    check_drawn(root, scope)


def check_drawn(root: Mapping, scope: Scope) -> None:
    """Refuse a spec without boxes, or without a map, but where its pages draw themselves.

    Boxes that all have places of their own need no map.
    """
    needed = {} if page_map.is_auto(root.get("map")) else dict(_DRAWN_NEEDED)
    if places.all_placed(root.get("boxes")):
        needed.pop("map", None)
    _check_needed(root, scope, needed)


def _check_needed(root: Mapping, scope: Scope, needed: AnyMapping[str, str]) -> None:
    faults = Gathered()
    for key, example in needed.items():
        with faults:
            if root.get(key) is None:
                raise scope.fault(root.where, f"{key} is missing", f"write {key}: {example}")
    faults.tell()


def _folio(root: Mapping, scope: Scope, grid: Grid) -> tuple[FolioLine | None, int]:
    """Return the folio line, and the rows that it leaves."""
    line = root.get("folio")
    place = replace(scope.at("folio"), near=tuple(_grid_at(root)))
    band = folio.FOLIO.read(line, scope.at("folio")) if line else None
    free = grid.rows - (band.rows if band else 0)
    if band and free < 1:
        raise place.fault(
            band.where, f"{band.rows} rows of folio line leave none", f"the grid has {grid.rows}"
        )
    return band, free


def _boxes(
    root: Mapping, scope: Scope, style: Style, free: int
) -> tuple[tuple[MapRow, ...], AnyMapping[str, Box]]:
    """Return the map, of ``free`` rows, and the boxes; nothing where they are to be drawn."""
    if page_map.is_auto(root.get("map")):
        _check_open(root.get("boxes"), scope.at("boxes"))
        return (), MappingProxyType({})
    node, grid = root.entries["boxes"].node, style.grid
    named = mapping_of(node, scope.at("boxes"))
    if len(named.entries) > limits.current().boxes:
        raise scope.at("boxes").fault(
            named.where, f"{len(named.entries)} boxes", f"at most {limits.current().boxes}"
        )
    faults = Gathered()
    for name, entry in named.entries.items():
        with faults:
            type_styles.check_name(name, entry.where, scope.at("boxes").at(name))
    rows: tuple[MapRow, ...] = ()
    with faults:
        rows = _map(root, scope, replace(grid, rows=free), named)
    every = boxes.read_boxes(node, scope.at("boxes"), faults)
    for box in every.values() if rows else ():
        with faults:
            _check_box(box, rows, grid, scope.at("boxes").at(box.name))
    with faults:
        places.check_places(node, every, (style.page, grid), scope.at("boxes"))
    faults.tell()
    return rows, every


def _check_open(boxes: Node | None, scope: Scope) -> None:
    """Refuse boxes where there is nothing that they could stand in, or over."""
    for name, entry in boxes.entries.items() if isinstance(boxes, Mapping) else ():
        raise scope.at(name).fault(
            entry.where,
            "a page that draws itself has no boxes of its own",
            "write boxes: null, or a map that draws them",
        )


def _map(root: Mapping, scope: Scope, grid: Grid, named: Mapping) -> tuple[MapRow, ...]:
    """Return the map; all white where every box has a place of its own and nothing is drawn."""
    placed = places.placed_in(named)
    if root.get("map") is None and placed:
        return page_map.white(grid, named.where)
    names = {name: entry.where for name, entry in named.entries.items()}
    near = (root.entries["boxes"].where, *_grid_at(root))
    within = replace(scope.at("map"), near=near)
    return page_map.read_map(root.entries["map"].node, within, grid, names, placed)


def _grid_at(root: Mapping) -> Iterator[Where]:
    """Yield where that is written which cells and type area are counted by."""
    styles = root.get("styles")
    body = styles.get("body") if isinstance(styles, Mapping) else None
    for held in (root.get("grid"), root.get("page"), body):
        for key in ("columns", "measure", "gutter", "rows", "baseline", "size", "margin"):
            if isinstance(held, Mapping) and key in held.entries:
                yield held.entries[key].node.where


def _faces_at(node: Node | None) -> Iterator[tuple[str, Where]]:
    """Yield where each face is named, by its key: whether it is there is found when it is opened.

    A name that stands alone is a list of one.
    """
    for name, entry in node.entries.items() if isinstance(node, Mapping) else ():
        families = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
        yield f"typefaces.{name}", entry.where
        for n, family in enumerate(families, 1):
            yield f"typefaces.{name}.{n}", family.where


def _signs_at(node: Node | None) -> Iterator[tuple[str, Where]]:
    """Yield where each sign of the paper's own is named, by its key."""
    for name, entry in node.entries.items() if isinstance(node, Mapping) else ():
        yield f"gaiji.{name}", entry.where


def _check_box(box: Box, rows: Iterable[MapRow], grid: Grid, scope: Scope) -> None:
    """Refuse boxes side by side that are wider together than the box around them.

    And stories that would have to change their measure on the way.
    """
    if isinstance(box.content, StoryBox) and grid.widths:
        _check_measure(box, rows, grid, scope)
    _check_rectangle(box, rows, scope)
    if not isinstance(box.content, AcrossBox):
        return
    width = box.at.width if box.at else max(_width_of(box.name, row, grid) for row in rows)
    parts = box.content.parts
    sizes = [part.width or 0.0 for part in parts]
    taken = sum(size.of * width if isinstance(size, Share) else size for size in sizes)
    taken += box.content.gap * (len(parts) - 1) + 2 * box.padding.sides
    if taken > width + 0.01:
        raise scope.at("across").fault(
            box.where,
            f"widths and gaps take {taken:.1f}pt, the box is {width:.1f}pt wide",
            "make a width smaller, or leave one out: it takes what is left",
        )


def _check_rectangle(box: Box, rows: Iterable[MapRow], scope: Scope) -> None:
    """Refuse a box of another form around what stands in one piece: columns alone run round."""
    content = box.content
    upright = isinstance(content, StoryBox) and content.vertical
    if isinstance(content, StoryBox | BriefsBox) and not upright:
        return
    held = {tuple(cell == box.name for cell in row.cells) for row in rows if box.name in row.cells}
    if len(held) > 1:
        what = "its lines run from top to bottom" if upright else "it holds no columns of text"
        raise scope.fault(
            box.where, f"this box is no rectangle, and {what}", "draw it as a rectangle"
        )


def _check_measure(box: Box, rows: Iterable[MapRow], grid: Grid, scope: Scope) -> None:
    held = {tuple(n for n, cell in enumerate(row.cells) if cell == box.name) for row in rows}
    held -= {()}
    widths = {grid.width(column) for columns in held for column in columns}
    if len(held) > 1 and len(widths) > 1:
        raise scope.fault(
            box.where,
            "this box is no rectangle, and its columns are of several widths",
            "draw it over columns of one width, or as a rectangle",
        )


def _width_of(name: str, row: MapRow, grid: Grid) -> float:
    held = [column for column, cell in enumerate(row.cells) if cell == name]
    return grid.span(held[0], held[-1]) if held else 0.0
