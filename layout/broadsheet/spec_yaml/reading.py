"""Read a spec: YAML or a mapping in, ``Spec`` out.

Takes the text of a spec, a way to find the text of the spec it extends, and single values
put over it; opens nothing itself.  Sections are read in the order in which they need each
other: colours and typefaces, styles, page, grid, boxes, map.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from pathlib import PurePath
from types import MappingProxyType
from typing import cast

from broadsheet import limits
from broadsheet.errors import SpecError, Where
from broadsheet.marked_yaml import (
    TEXT,
    FileLimits,
    Kind,
    Mapping,
    Node,
    Sequence,
    from_value,
    load,
    mapping_of,
    pattern,
    published,
    refuse_unknown,
    text_of,
)
from broadsheet.models import replace
from broadsheet.spec import (
    FIT,
    AcrossBox,
    Box,
    BriefsBox,
    FolioLine,
    Grid,
    MapRow,
    Share,
    Spec,
    StoryBox,
)
from broadsheet.spec_yaml import (
    boxes,
    folio,
    ladders,
    lint_rules,
    masters,
    merge,
    page_map,
    press,
    seam,
    sheet,
    threads,
    type_styles,
)
from broadsheet.spec_yaml.values import Scope

Find = Callable[[str, str], tuple[str, str]]
FORMAT = "1"
LANGUAGE: Kind[Scope, str] = pattern(
    "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "a language", "write zh-CN, zh-TW or en-GB"
)
_CHAIN = 8  # specs that extend each other

_BOX = {"$ref": "#/$defs/box"}
# every section and the JSON Schema of its value
_SHEET: AnyMapping[str, AnyMapping[str, object]] = {
    "broadsheet": {"enum": [1, "1"]},
    "extends": {"type": "string"},
    "name": {"type": "string"},
    "language": LANGUAGE.schema,
    "page": sheet.PAGE_SCHEMA,
    "grid": sheet.GRID_SCHEMA,
    "typefaces": type_styles.TYPEFACES.schema,
    "colours": type_styles.COLOURS.schema,
    "styles": type_styles.STYLES_SCHEMA,
    "map": page_map.MAP_SCHEMA,
    "boxes": {"type": "object", "additionalProperties": _BOX},
    "labels": type_styles.LABELS.schema,
    "lint": lint_rules.LINT_RULES.schema,
    "press": press.PRESS_SHEET.schema,
    "fit": ladders.FIT_STEPS.schema,
    "folio": folio.FOLIO.schema,
    "seam": seam.SEAM_SCHEMA,
}
_OWN = {key: _SHEET[key] for key in masters.SECTIONS}
_MASTER = {"type": "object", "properties": {"extends": {"type": "string"}, **_OWN}}
_PAGE = {"type": "object", "properties": {"master": {"type": "string"}, **_OWN}}
SECTIONS: AnyMapping[str, AnyMapping[str, object]] = {
    **_SHEET,
    "masters": {
        "type": "object",
        "additionalProperties": {**_MASTER, "additionalProperties": False},
    },
    "pages": {
        "type": "array",
        "items": {"anyOf": [{"type": "string"}, {**_PAGE, "additionalProperties": False}]},
    },
}
_NEEDED = {
    "page": "{size: 390mm x 545mm, margin: {top: 20mm, sides: 19mm}}",
    "grid": "{columns: 6, measure: 15字, baseline: 13.5pt}",
    "typefaces": "{song: [Noto Serif SC]}",
    "styles": "{body: {face: song, size: 10.5pt}}",
    "boxes": "{a: {story: 1}}",
    "map": "| with a row of boxes in each line",
}


def find_nothing(name: str, _: str) -> tuple[str, str]:
    """Refuse to find any spec: for texts that stand alone."""
    raise SpecError(f"there is no spec {name!r} to extend")


def read_spec(
    source: str | AnyMapping[str, object],
    *,
    file: str = "spec",
    find: Find = find_nothing,
    overrides: AnySequence[tuple[str, str]] = (),
    folder: str = "",
) -> Spec:
    """Read a spec from YAML, JSON or a mapping.

    ``find`` takes the name after ``extends`` and the file that says it, and returns text and
    file of that spec.  ``folder`` is where fonts and pictures are looked up.
    """
    scope = Scope(error=SpecError)
    root = merge_spec(source, file=file, find=find, overrides=overrides)
    refuse_unknown(root, SECTIONS, scope)
    sheets = masters.sheets(root, scope)
    pages = tuple(_resolved(page, scope.at("pages").at(n)) for n, page in enumerate(sheets, 1))
    masters.check_drawn(root, sheets, scope)
    spec = replace(pages[0], pages=pages) if pages else _resolved(root, scope)
    threads.check_threads(spec, scope)
    return replace(
        spec, name=spec.name or PurePath(file).stem, folder=folder, where=Where(file, 1, 1)
    )


def merge_spec(
    source: str | AnyMapping[str, object],
    *,
    file: str = "spec",
    find: Find = find_nothing,
    overrides: AnySequence[tuple[str, str]] = (),
) -> Mapping:
    """Return a spec's nodes with all that it extends: every key in force, and where it stands."""
    scope = Scope(error=SpecError)
    root = _extended(_root(source, file, scope), file, find, scope)
    return merge.pruned_but(merge.overridden(root, overrides, scope), "masters", "pages")


def _root(source: str | AnyMapping[str, object], file: str, scope: Scope) -> Mapping:
    most = limits.current()
    bounds = FileLimits(size=most.spec, depth=most.depth, nodes=most.spec_values)
    if isinstance(source, str):
        root = load(source, file=file, error=SpecError, limits=bounds)
    else:
        root = from_value(source, error=SpecError, file=file, limits=bounds)
    mapping = mapping_of(root, scope)
    refuse_unknown(mapping, SECTIONS, scope)
    version = mapping.get("broadsheet")
    if version is None:
        raise scope.fault(
            mapping.where, "the number of the format is missing", f"write broadsheet: {FORMAT}"
        )
    found = text_of(version, scope.at("broadsheet"))
    if found.value != FORMAT:
        raise scope.at("broadsheet").fault(
            found.where, f"{found.value!r} is not a format this version reads", f"write {FORMAT}"
        )
    return mapping


def _extended(root: Mapping, file: str, find: Find, scope: Scope) -> Mapping:
    """Return the spec merged with what it extends, and that with what it extends."""
    over, chain = [root], [file]
    place = scope.at("extends")
    while (base := over[-1].get("extends")) is not None:
        name = text_of(base, place)
        try:
            text, found = find(name.value, chain[-1])
        except SpecError as fault:
            raise (
                fault if fault.where else place.fault(name.where, fault.message, fault.hint)
            ) from None
        if found in chain or len(chain) > _CHAIN:
            around = " → ".join((*chain, found))
            raise place.fault(name.where, f"specs extend each other: {around}", "take one out")
        over.append(_root(text, found, scope))
        chain.append(found)
    merged = merge.without(over.pop(), "name", "extends") if len(over) > 1 else over.pop()
    while over:
        own = over.pop()
        merged = merge.merged(merged, merge.without(own, "extends"))
        if over:  # a base's name is its own
            merged = merge.without(merged, "name")
    return merge.without(merged, "extends")


def _resolved(root: Mapping, scope: Scope) -> Spec:
    _check_needed(root, scope)

    def section(key: str) -> tuple[Node, Scope]:
        return root.entries[key].node, scope.at(key)

    nothing = from_value({}, error=SpecError)
    colours = type_styles.COLOURS.read(root.get("colours") or nothing, scope.at("colours"))
    typefaces = type_styles.TYPEFACES.read(*section("typefaces"))
    scope = replace(scope, colours=colours, typefaces=tuple(typefaces))
    styles = type_styles.read_styles(*section("styles"))
    page = sheet.read_page(*section("page"))
    grid = sheet.read_grid(*section("grid"), page, styles.get("body"))
    scope = replace(
        scope, em=grid.em, row=grid.baseline, styles=tuple(styles), columns=grid.columns
    )
    band, free = _folio(root, scope, grid)
    rows, every = _boxes(root, scope, grid, free)
    fold = root.get("seam")
    name_node, language = root.get("name"), root.get("language")
    return Spec(
        name=TEXT.read(name_node, scope.at("name")) if name_node else "",
        page=page,
        grid=grid,
        typefaces=typefaces,
        colours=colours,
        styles=styles,
        map=rows,
        boxes=every,
        language=LANGUAGE.read(language, scope.at("language")) if language else "zh-CN",
        labels=type_styles.LABELS.read(root.get("labels") or nothing, scope.at("labels")),
        lint=lint_rules.LINT_RULES.read(root.get("lint") or nothing, scope.at("lint")),
        press=press.PRESS_SHEET.read(root.get("press") or nothing, scope.at("press")),
        fit=ladders.FIT_STEPS.read(fit, scope.at("fit")) if (fit := root.get("fit")) else FIT,
        places=MappingProxyType(dict(_faces_at(section("typefaces")[0]))),
        folio=band,
        seam=seam.read_seam(fold, scope.at("seam"), page, free * grid.baseline) if fold else None,
        where=root.where,
    )


def _check_needed(root: Mapping, scope: Scope) -> None:
    for key, example in _NEEDED.items():
        if root.get(key) is None:
            raise scope.fault(root.where, f"{key} is missing", f"write {key}: {example}")


def _folio(root: Mapping, scope: Scope, grid: Grid) -> tuple[FolioLine | None, int]:
    """Return the folio line, and the rows that it leaves."""
    line = root.get("folio")
    band = folio.FOLIO.read(line, scope.at("folio")) if line else None
    free = grid.rows - (band.rows if band else 0)
    if band and free < 1:
        raise scope.at("folio").fault(
            band.where, f"{band.rows} rows of folio line leave none", f"the grid has {grid.rows}"
        )
    return band, free


def _boxes(
    root: Mapping, scope: Scope, grid: Grid, free: int
) -> tuple[tuple[MapRow, ...], AnyMapping[str, Box]]:
    """Return the map, of ``free`` rows, and the boxes."""
    node = root.entries["boxes"].node
    named = mapping_of(node, scope.at("boxes"))
    if len(named.entries) > limits.current().boxes:
        raise scope.at("boxes").fault(
            named.where, f"{len(named.entries)} boxes", f"at most {limits.current().boxes}"
        )
    for name, entry in named.entries.items():
        type_styles.check_name(name, entry.where, scope.at("boxes").at(name))
    places = {name: entry.where for name, entry in named.entries.items()}
    drawn = root.entries["map"].node
    rows = page_map.read_map(drawn, scope.at("map"), replace(grid, rows=free), places)
    every = boxes.read_boxes(node, scope.at("boxes"))
    for box in every.values():
        _check_box(box, rows, grid, scope.at("boxes").at(box.name))
    return rows, every


def _faces_at(node: Node) -> Iterator[tuple[str, Where]]:
    """Yield where each face is named, by its key: whether it is there is found when it is opened.

    A name that stands alone is a list of one.
    """
    for name, entry in node.entries.items() if isinstance(node, Mapping) else ():
        families = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
        yield f"typefaces.{name}", entry.where
        for n, family in enumerate(families, 1):
            yield f"typefaces.{name}.{n}", family.where


def _check_box(box: Box, rows: Iterable[MapRow], grid: Grid, scope: Scope) -> None:
    """Refuse boxes side by side that are wider together than the box around them.

    And stories that would have to change their measure on the way.
    """
    if isinstance(box.content, StoryBox) and grid.widths:
        _check_measure(box, rows, grid, scope)
    _check_rectangle(box, rows, scope)
    if not isinstance(box.content, AcrossBox):
        return
    width = max(_width_of(box.name, row, grid) for row in rows)
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


def schema() -> dict[str, object]:
    """Return the JSON Schema of the language, made from the tables that read it."""
    box = boxes.box_schema()
    inside = {"type": "array", "items": _BOX}  # boxes side by side are boxes themselves
    keys = cast("AnyMapping[str, object]", box["properties"])
    box = {**box, "properties": {**keys, "across": inside}}
    return published(
        "broadsheet layout spec",
        {
            "$defs": {"box": box},
            "type": "object",
            "required": ["broadsheet"],
            "properties": dict(SECTIONS),
            "additionalProperties": False,
        },
    )
