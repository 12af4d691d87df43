"""The drawn map as shapes, and the lattice of rows and columns."""

from broadsheet.makeup.shape.drawn import lattice, shapes, stands_under
from broadsheet.spec import MapRow, RowHeight
from tests.unit.pages_of import small_spec

AUTO = RowHeight(kind="auto")


def rows(*lines: str) -> list[MapRow]:
    return [MapRow(cells=tuple(line.split()), height=AUTO) for line in lines]


def test_a_dogleg_knows_how_deep_each_column_is() -> None:
    found = shapes(rows("a a a", "b b c", "b d d"))
    assert [(s.column, s.top, s.foot) for s in found["b"].spans] == [(0, 1, 2), (1, 1, 1)]
    assert not found["b"].rectangular
    assert found["a"].rectangular
    assert list(found["b"].bands) == [1, 2]


def test_white_cells_belong_to_nobody() -> None:
    found = shapes(rows("a .", "a b"))
    assert set(found) == {"a", "b"}
    assert not stands_under(found["b"], rows("a .", "a b"))


def test_who_stands_under_another() -> None:
    drawn = rows("a a", "b c", "b d")
    found = shapes(drawn)
    assert [name for name in "abcd" if stands_under(found[name], drawn)] == ["b", "c", "d"]


def test_the_lattice_fills_the_type_area() -> None:
    spec = small_spec()
    grid = lattice(spec.style, spec.top, [4, 6])
    assert grid.starts == (0, 4, 10)
    page = spec.style.page
    right = grid.column_right(spec.style.grid.columns - 1)
    assert abs(right - (page.width - page.right)) < 0.01
    foot = grid.row_top(spec.style.grid.rows)
    assert abs((grid.top - page.top) - (page.height - page.bottom - foot)) < 0.01
    rect = grid.rect(0, 1, 4, 10)
    assert abs(rect.width - (2 * spec.style.grid.measure + spec.style.grid.gutter)) < 0.01
    assert abs(rect.height - 6 * spec.style.grid.baseline) < 0.01
