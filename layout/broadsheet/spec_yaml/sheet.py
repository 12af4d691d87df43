"""Read the sheet: the page, its margins and the grid.

Takes nodes; returns ``PageShape`` and ``Grid``.  What does not fit (columns wider than the
type area, more rows than it is deep) is refused with the numbers.
"""

from typing import Any

from broadsheet.geometry import MM
from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Sequence,
    Table,
    integer,
    listed,
    mapping_of,
    read_table,
    record,
    table_schema,
    text_of,
)
from broadsheet.spec import Grid, PageShape, TypeStyle
from broadsheet.spec_yaml.values import HUGE, LINE, Scope, length, rows

_SLACK = 0.01  # pt, what rounding of millimetres may amount to
_SIDE = length(10 * MM, HUGE, "390mm")


def _trim(node: Node, scope: Scope) -> tuple[float, float]:
    text = text_of(node, scope)
    parts = text.value.replace("×", "x").split("x")
    if len(parts) != 2:
        raise scope.fault(
            text.where, f"{text.value!r} is not a page size", "write width x height: 390mm x 545mm"
        )
    across, down = (_SIDE.read(type(text)(part.strip(), text.where), scope) for part in parts)
    return across, down


TRIM: Kind[Scope, tuple[float, float]] = Kind(_trim, {"type": "string"})
_MARGIN = length(0.0, HUGE, "20mm")
MARGINS: Table[Scope] = {
    "top": Key(kind=_MARGIN, needed="20mm", about="White over the type area: `20mm`"),
    "bottom": Key(
        kind=_MARGIN, about="White under the type area, as at the top where it is not given: `18mm`"
    ),
    "sides": Key(kind=_MARGIN, about="White at both sides of the type area: `19mm`"),
    "left": Key(kind=_MARGIN, about="White at its left, where it is not that of `sides`: `22mm`"),
    "right": Key(kind=_MARGIN, about="White at its right, where it is not that of `sides`: `16mm`"),
}
PAGE: Table[Scope] = {
    "size": Key(
        kind=TRIM, needed="390mm x 545mm", about="The trimmed page, width x height: `390mm x 545mm`"
    ),
    "margin": Key(
        kind=record(MARGINS, dict),
        needed="{top: 20mm, sides: 19mm}",
        about="White around the type area: `{top: 20mm, sides: 19mm}`",
    ),
}
_COUNT = integer(1, 48)
_WIDTHS = listed(length(5.0, HUGE, "15字, 55mm or 157pt"), 48)
_COLUMNS_SCHEMA = {"anyOf": [_COUNT.schema, {"type": "array", "items": {"type": "string"}}]}


def _column_widths(node: Node, scope: Scope) -> int | tuple[float, ...]:
    """Read how many equal columns there are, or the width of each (不等栏)."""
    if not isinstance(node, Sequence):
        return _COUNT.read(node, scope)
    if not node.items:
        raise scope.fault(node.where, "no column is given", "write [12字, 12字, 20字]")
    return _WIDTHS.read(node, scope)


GRID: Table[Scope] = {
    "columns": Key(
        kind=Kind(_column_widths, _COLUMNS_SCHEMA),
        needed="6",
        about="Basic columns (栏): how many, or the width of each (不等栏): `[12字, 12字, 20字]`",
    ),
    "size": Key(
        kind=length(3.0, 100.0, "10.5pt"),
        about="The body character, where it is not the size of the style `body`: `10.5pt`",
    ),
    "measure": Key(
        kind=length(5.0, HUGE, "15字, 55mm or 157pt"),
        about="The width of a basic column; the gutters take what is left: `15字`",
    ),
    "gutter": Key(
        kind=length(0.0, 500.0, "1字, 4mm or 10pt"),
        about="White between two columns, in place of `measure` or with it: `1字`",
    ),
    "baseline": Key(
        kind=length(3.0, 200.0, "13.5pt"),
        needed="13.5pt",
        about="The depth of a row, which everything stands on: `13.5pt`",
    ),
    "rows": Key(
        kind=rows(1, 2000),
        about="Rows of the type area; as many as go in where it is not given: `106`",
    ),
    "gap": Key(kind=rows(0, 50), about="White over a box that stands under another: `1行`"),
    "rule": Key(kind=LINE, about="The hairline between the columns of a story: `0.25pt`"),
}


def read_page(node: Node, scope: Scope) -> PageShape:
    """Read ``page``; the foot is as wide as the head where it is not given."""
    values = read_table(node, scope, PAGE)
    width, height = values["size"]
    margin: dict[str, float] = values["margin"]
    sides = {side: margin.get(side, margin.get("sides")) for side in ("left", "right")}
    where = mapping_of(node, scope).entries["margin"].where
    for side, white in sides.items():
        if white is None:
            raise scope.at("margin").fault(where, f"{side} is missing", "write sides: 19mm")
    page = PageShape(
        width=width,
        height=height,
        top=margin["top"],
        bottom=margin.get("bottom", margin["top"]),
        left=sides["left"] or 0.0,
        right=sides["right"] or 0.0,
    )
    if page.left + page.right > width - 10 or page.top + page.bottom > height - 10:
        raise scope.at("margin").fault(
            where, "the margins leave no type area", f"the page is {_mm(width)} x {_mm(height)}"
        )
    return page


def read_grid(node: Node, scope: Scope, page: PageShape, body: TypeStyle | None) -> Grid:
    """Read ``grid``; columns, gutters and rows must fit the page's type area."""
    em = _body_em(node, scope, body)
    values = read_table(node, _with_em(scope, em), GRID)
    area = page.width - page.left - page.right
    columns: int | tuple[float, ...] = values["columns"]
    widths = columns if isinstance(columns, tuple) else ()
    if widths:
        measure, gutter = min(widths), _gutter_between(node, scope, values, area)
    else:
        measure, gutter = _columns(node, scope, values, area)
    return Grid(
        columns=len(widths) or values["columns"],
        measure=measure,
        gutter=gutter,
        widths=widths,
        em=em,
        baseline=values["baseline"],
        rows=_rows(node, scope, values, page.height - page.top - page.bottom),
        **{key: values[key] for key in ("gap", "rule") if key in values},
    )


def _with_em(scope: Scope, em: float) -> Scope:
    return Scope(error=scope.error, key=scope.key, em=em)


def _body_em(node: Node, scope: Scope, body: TypeStyle | None) -> float:
    """Return the body character: ``grid.size``, or the size of the style ``body``."""
    mapping = mapping_of(node, scope)
    size = mapping.get("size")
    if size is not None:
        return float(GRID["size"].kind.read(size, scope.at("size")))
    if body is None or body.smallest != body.largest:
        raise scope.fault(
            mapping.where,
            "the body character has no size",
            "write size: 10.5pt, or give styles.body a fixed size",
        )
    return body.largest


def _columns(node: Node, scope: Scope, values: dict[str, Any], area: float) -> tuple[float, float]:
    """Return measure and gutter; what one leaves of the type area is the other's."""
    count: int = values["columns"]
    gutters = count - 1
    measure, gutter = values.get("measure"), values.get("gutter")
    where = mapping_of(node, scope).where
    if measure is None and gutter is None:
        if gutters:
            raise scope.fault(where, "measure is missing", "write measure: 15字")
        return area, 0.0
    if measure is None:
        measure = (area - gutters * (gutter or 0.0)) / count
    taken = count * measure + gutters * (gutter or 0.0)
    if measure <= 0 or taken > area + _SLACK:
        place = scope.at("measure" if "measure" in values else "gutter")
        each = (area - gutters * (gutter or 0.0)) / count
        raise place.fault(
            _where(node, scope, "measure", "gutter"),
            f"{count} columns take {_pt(taken)}, the type area is {_pt(area)} wide",
            f"a column may be {_pt(each)} at most" if each > 0 else "make the gutter smaller",
        )
    left = (area - count * measure) / gutters if gutters else 0.0
    if gutters and gutter is None and left < _SLACK:
        raise scope.at("measure").fault(
            _where(node, scope, "measure"),
            f"{count} columns take all of the {_pt(area)}: no gutter is left",
            "make the measure smaller",
        )
    if gutters and gutter is not None and abs(left - gutter) > _SLACK:
        raise scope.at("gutter").fault(
            _where(node, scope, "gutter"),
            f"measure and gutter take {_pt(taken)} of {_pt(area)}",
            f"write gutter: {left:.4g}pt, or leave one of the two out",
        )
    return measure, left


def _gutter_between(node: Node, scope: Scope, values: dict[str, Any], area: float) -> float:
    """Return the gutter between columns whose widths are given."""
    widths: tuple[float, ...] = values["columns"]
    if "measure" in values:
        raise scope.at("measure").fault(
            _where(node, scope, "measure"), "the columns have widths of their own", "take one out"
        )
    gutters, place = len(widths) - 1, scope.at("columns")
    left = area - sum(widths)
    if left < -_SLACK or (gutters and left < _SLACK):
        raise place.fault(
            _where(node, scope, "columns"),
            f"the columns take {_pt(sum(widths))}, the type area is {_pt(area)} wide",
            "make a column narrower",
        )
    gutter = values.get("gutter")
    if gutter is not None and abs(left - gutters * gutter) > _SLACK:
        raise scope.at("gutter").fault(
            _where(node, scope, "gutter"),
            f"columns and gutters take {_pt(sum(widths) + gutters * gutter)} of {_pt(area)}",
            f"write gutter: {left / max(1, gutters):.4g}pt, or leave it out",
        )
    return left / gutters if gutters else 0.0


def _rows(node: Node, scope: Scope, values: dict[str, Any], area: float) -> int:
    baseline: float = values["baseline"]
    most = int((area + _SLACK) / baseline)
    count: int = values.get("rows", most)
    if not 1 <= count <= most:
        raise scope.at("rows").fault(
            _where(node, scope, "rows", "baseline"),
            f"{count} rows of {_pt(baseline)} take {_pt(count * baseline)}, "
            f"the type area is {_pt(area)} deep",
            f"write rows: {most} at most",
        )
    return count


def _where(node: Node, scope: Scope, *keys: str) -> Any:
    mapping = mapping_of(node, scope)
    return next(
        (inside.where for key in keys if (inside := mapping.get(key)) is not None), mapping.where
    )


def _pt(length: float) -> str:
    return f"{length:.1f}pt"


def _mm(length: float) -> str:
    return f"{length / MM:g}mm"


PAGE_SCHEMA, GRID_SCHEMA = table_schema(PAGE), table_schema(GRID)
