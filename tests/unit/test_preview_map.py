"""Boundaries of a map are moved, and the spec's text changes there alone."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.errors import OutputError, Where
from broadsheet.preview import map_text
from broadsheet.preview.drawn_map import Drawn, Edge, MapLine, edges, moved, piece
from broadsheet.spec_yaml import read_spec

HEAD = """\
# a paper's page; comments stay
broadsheet: 1
extends: base
name: tide   # with a reason
map: |{end}"""
FOOT = """\

boxes:            # in no order
"""
BASE = """\
broadsheet: 1
page: {size: 390mm x 545mm, margin: {top: 20mm, sides: 19mm}}
grid: {columns: 6, measure: 15字, baseline: 13.5pt, rows: 100}
typefaces: {song: [Noto Serif SC]}
styles: {body: {face: song, size: 10.5pt}}
"""


def drawn(picture: str) -> Drawn:
    """Return a map from lines such as ``a a b | auto 30``: with the rows that each has got."""
    found = []
    for n, line in enumerate(filter(None, map(str.strip, picture.splitlines()))):
        cells, _, height = line.partition("|")
        word, *rows = height.split()
        got = int(rows[0]) if rows else int(word.removesuffix("行"))
        found.append(MapLine(cells=tuple(cells.split()), height=word, rows=got, source=n))
    return tuple(found)


def shown(after: Drawn) -> list[str]:
    return [f"{' '.join(line.cells)} | {line.height}" for line in after]


def painted(of: Drawn) -> list[tuple[str, ...]]:
    """Return the page row by row of the grid."""
    return [line.cells for line in of for _ in range(line.rows)]


FRONT = """
M M M M E E | 17行
a a a a E E | 2行
a a a a d d | auto 30
b b b b d d | auto 20
b b c c c c | auto 21
F F F F F F | 10行
"""


def edge(of: Drawn, way: str, at: int, along: int) -> Edge:
    [found] = [e for e in edges(of) if (e.way, e.at) == (way, at) and e.first <= along <= e.last]
    return found


def test_a_boundary_is_the_line_that_boxes_share() -> None:
    front = drawn(FRONT)
    nameplate = edge(front, "column", 4, 0)
    # M and a end where E and d begin: one line down to the foot of the long box
    assert (nameplate.first, nameplate.last, nameplate.pieces) == (
        0,
        3,
        ((0, 0), (1, 1), (2, 2), (3, 3)),
    )
    under = edge(front, "row", 4, 2)
    assert (under.first, under.last, under.pieces) == (2, 5, ((2, 3), (4, 5)))
    feet = edge(front, "row", 5, 0)
    assert (feet.first, feet.last, feet.ahead) == (0, 5, 9)


def test_boxes_side_by_side_over_others_have_boundaries_of_their_own() -> None:
    four = drawn("a a b b | 10行\nc c d d | 20行")
    assert [(e.way, e.at, e.first, e.last) for e in edges(four)] == [
        ("column", 2, 0, 0),
        ("column", 2, 1, 1),
        ("row", 1, 0, 1),
        ("row", 1, 2, 3),
    ]


def test_a_boundary_of_columns_moves_by_columns() -> None:
    front = drawn(FRONT)
    after = moved(front, edge(front, "column", 2, 4), 1)
    assert shown(after)[4] == "b b b c c c | auto"
    assert [line for n, line in enumerate(after) if n != 4] == [
        line for n, line in enumerate(front) if n != 4
    ]


@pytest.mark.parametrize(
    ("picture", "at", "along", "by", "wanted"),
    [
        # nobody else stands on the line: two heights change, and a line that finds its own stays
        ("a b | 10行\nc b | 20行", 1, 0, 5, ["a b | 15行", "c b | 15行"]),
        ("a b | 10行\nc b | 20行", 1, 0, -4, ["a b | 6行", "c b | 24行"]),
        ("a b | auto 10\nc b | auto 20", 1, 0, 5, ["a b | 15行", "c b | auto"]),
        ("a b | auto 10\nc b | auto 20", 1, 0, -5, ["a b | auto", "c b | 25行"]),
        ("a b | auto 10\nc b | 20行", 1, 0, 5, ["a b | auto", "c b | 15行"]),
        ("a b | 10行\nc b | fill 20", 1, 0, 5, ["a b | 15行", "c b | fill"]),
        ("a | auto 9\nb | auto 9\nc | 9行", 2, 0, 3, ["a | auto", "b | 12行", "c | 6行"]),
        # others do: a line comes between
        ("a b | 10行\nc d | 20行", 1, 0, 5, ["a b | 10行", "a d | 5行", "c d | 15行"]),
        ("a b | 10行\nc d | 20行", 1, 1, -3, ["a b | 7行", "a d | 3行", "c d | 20行"]),
        ("a b | auto 10\nc d | auto 20", 1, 0, 5, ["a b | auto", "a d | 5行", "c d | auto"]),
        # as far as another line, and over it
        ("a b | 5行\nc b | 5行\nc d | 9行", 1, 0, 5, ["a b | 10行", "c d | 9行"]),
        ("a b | 5行\nc b | 5行\nc d | 9行", 1, 0, 7, ["a b | 10行", "a d | 2行", "c d | 7行"]),
        # white is taken whole
        ("a b | 10行\n. b | 5行", 1, 0, 5, ["a b | 15行"]),
    ],
)
def test_a_boundary_of_lines_moves_by_rows(
    picture: str, at: int, along: int, by: int, wanted: list[str]
) -> None:
    before = drawn(picture)
    after = moved(before, edge(before, "row", at, along), by)
    assert shown(after) == wanted


def test_a_piece_of_a_boundary_makes_a_dogleg() -> None:
    before = drawn("a a b b | 10行\na a c c | 20行")
    whole = edge(before, "column", 2, 0)
    assert shown(moved(before, whole, 1)) == ["a a a b | 10行", "a a a c | 20行"]
    assert shown(moved(before, piece(before, whole, 1), 1)) == ["a a b b | 10行", "a a a c | 20行"]


@st.composite
def maps(draw: st.DrawFn) -> Drawn:
    """Maps of rectangles, cut again and again as pages are."""
    columns, depth = draw(st.integers(1, 6)), draw(st.integers(1, 40))
    names = iter("abcdefghijklmnop")
    cells = [[""] * columns for _ in range(depth)]
    waiting = [(0, 0, columns, depth, 0)]
    while waiting:
        left, top, right, foot, level = waiting.pop()
        way = draw(st.sampled_from(("across", "down", "whole"))) if level < 4 else "whole"
        if way == "across" and right - left > 1:
            at = draw(st.integers(left + 1, right - 1))
            waiting += [(left, top, at, foot, level + 1), (at, top, right, foot, level + 1)]
        elif way == "down" and foot - top > 1:
            at = draw(st.integers(top + 1, foot - 1))
            waiting += [(left, top, right, at, level + 1), (left, at, right, foot, level + 1)]
        else:
            name = "." if level and draw(st.integers(0, 9)) == 0 else next(names)
            for row in range(top, foot):
                cells[row][left:right] = [name] * (right - left)
    lines: list[MapLine] = []
    for row in map(tuple, cells):
        if lines and lines[-1].cells == row and draw(st.integers(0, 9)):
            rows = lines[-1].rows + 1
            lines[-1] = MapLine(cells=row, height="", rows=rows, source=lines[-1].source)
        else:
            lines.append(MapLine(cells=row, height="", rows=1, source=len(lines)))
    kinds = draw(st.lists(st.sampled_from(("auto", "")), min_size=len(lines), max_size=len(lines)))
    return tuple(
        MapLine(
            cells=line.cells,
            height=kind or f"{line.rows}行",
            rows=line.rows,
            source=line.source,
        )
        for line, kind in zip(lines, kinds, strict=True)
    )


def a_move(before: Drawn, data: st.DataObject) -> tuple[Edge, int]:
    found = [e for e in edges(before) if e.back or e.ahead]
    assume(found)
    chosen = data.draw(st.sampled_from(found))
    if data.draw(st.booleans()):
        chosen = piece(before, chosen, data.draw(st.integers(0, len(chosen.pieces) - 1)))
    by = data.draw(st.integers(-chosen.back, chosen.ahead).filter(bool))
    return chosen, by


@given(before=maps(), data=st.data())
def test_only_the_strip_that_a_boundary_sweeps_is_another_box_s(
    before: Drawn, data: st.DataObject
) -> None:
    chosen, by = a_move(before, data)
    after = moved(before, chosen, by)
    old, new = painted(before), painted(after)
    assert len(old) == len(new)
    tops = [sum(line.rows for line in before[:n]) for n in range(len(before) + 1)]
    if chosen.way == "column":
        rows = range(tops[chosen.first], tops[chosen.last + 1])
        columns = range(chosen.at + min(by, 0), chosen.at + max(by, 0))
        into = chosen.at - 1 if by > 0 else chosen.at
        wanted = [[row[into] if n in columns else c for n, c in enumerate(row)] for row in old]
        wanted = [w if n in rows else list(old[n]) for n, w in enumerate(wanted)]
    else:
        line = tops[chosen.at]
        rows, columns = (
            range(line + min(by, 0), line + max(by, 0)),
            range(chosen.first, chosen.last + 1),
        )
        into = line - 1 if by > 0 else line
        wanted = [
            [old[into][n] if y in rows and n in columns else c for n, c in enumerate(row)]
            for y, row in enumerate(old)
        ]
    assert [tuple(row) for row in wanted] == new
    assert {c for row in old for c in row} - {"."} == {c for row in new for c in row} - {"."}
    # a map that has a line for what is left keeps one
    assert any(not line.fixed for line in before) == any(not line.fixed for line in after)


@given(
    before=maps(),
    data=st.data(),
    ends=st.sampled_from(("\n", "\r\n")),
    indent=st.integers(1, 6),
)
def test_the_file_changes_in_its_map_alone(
    before: Drawn, data: st.DataObject, ends: str, indent: int
) -> None:
    chosen, by = a_move(before, data)
    after = moved(before, chosen, by)
    head = HEAD.format(end="\n").replace("columns: 6", f"columns: {len(before[0].cells)}")
    names = sorted({c for line in before for c in line.cells} - {"."})
    boxes = [f"  {name}: {{photo: {n}}}  # {name}\n" for n, name in enumerate(names, 1)]
    foot = FOOT + "".join(boxes)
    rows = [
        f"{' ' * indent}{'  '.join(line.cells)} |{' ' * (n % 3)}{line.height}{' ' * (n % 2)}\n"
        for n, line in enumerate(before)
    ]
    text = (head + "".join(rows) + foot).replace("\n", ends)
    start = head.count("\n") + 1
    places = [Where("s", start + n, indent + 1) for n in range(len(rows))]
    changed = map_text.rewritten(text, places, before, after)
    own_head, own_foot = head.replace("\n", ends), foot.replace("\n", ends)
    assert changed.startswith(own_head)
    assert changed.endswith(own_foot)
    between = changed[len(own_head) : len(changed) - len(own_foot)]
    old = [row.replace("\n", ends) for row in rows]
    for line, written in zip(after, between.splitlines(keepends=True), strict=True):
        if line in before:
            assert written == old[line.source]
        assert written.endswith(ends)
    columns = len(before[0].cells)
    base = BASE.replace("columns: 6, measure: 15字", f"columns: {columns}, measure: 9字")
    read = read_map(changed, base)
    if read is not None:
        assert read == [(line.cells, line.height) for line in after]


def read_map(text: str, base: str) -> list[tuple[tuple[str, ...], str]] | None:
    """Return the map of a text as a spec is read; None for a form that a box can't have."""
    from broadsheet.errors import SpecError

    try:
        spec = read_spec(text, find=lambda *_: (base, "base"))
    except SpecError as fault:
        if re.search("rectangle|two pieces|interrupted", str(fault)):
            return None
        raise
    return [
        (row.cells, f"{row.height.rows}行" if row.height.kind == "rows" else row.height.kind)
        for row in spec.arrangement.map
    ]


def test_columns_of_a_drawing_stay_in_line_when_names_are_long() -> None:
    text = "map: |\n  lead  lead  b     | 10行\n  lead  lead  photo | 10行\n"
    before = drawn("lead lead b | 10行\nlead lead photo | 10行")
    after = moved(before, edge(before, "column", 2, 0), -1)
    places = [Where("s", 2, 3), Where("s", 3, 3)]
    assert map_text.rewritten(text, places, before, after) == (
        "map: |\n  lead  b     b     | 10行\n  lead  photo photo | 10行\n"
    )


def test_a_last_line_without_an_end_gets_one_when_another_comes_after() -> None:
    before = drawn("a b | 10行\nc d | 20行")
    after = moved(before, edge(before, "row", 1, 0), 5)
    places = [Where("s", 2, 3), Where("s", 3, 3)]
    text = map_text.rewritten("map: |\n  a b | 10行\n  c d | 20行", places, before, after)
    assert text == "map: |\n  a b | 10行\n  a d | 5行\n  c d | 15行"


@pytest.mark.parametrize(
    "text",
    [
        "map: [a b | 10行, c d | 20行]\n",
        "map:\n- a b | 10行\n- c d | 20行\n",
        'map: "a b | 10行\\nc d | 20行"\n',
        "map: |\n  a b | 11行\n  c d | 20行\n",
        "",
    ],
)
def test_a_map_that_is_written_otherwise_is_left(text: str) -> None:
    before = drawn("a b | 10行\nc d | 20行")
    after = moved(before, edge(before, "row", 1, 0), 5)
    with pytest.raises(OutputError, match="not drawn in lines of its own here"):
        map_text.rewritten(text, [Where("s", 2, 3), Where("s", 3, 3)], before, after)


def test_a_map_is_written_as_a_block_with_its_columns_in_line() -> None:
    assert map_text.block(drawn("a bb | 10行\nc d | auto 20")) == [
        "map: |",
        "  a  bb | 10行",
        "  c  d  | auto",
    ]
