"""Tables and price lists: cells, columns, rows that break over columns, boxes."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.display import Fill, Pages, TextLine
from broadsheet.flow import Choice, Slab, pour
from broadsheet.geometry import Rect
from broadsheet.makeup.text.tables import cells_of, read_cells
from broadsheet.makeup.text.tables.columns import Need, fit_columns
from tests.unit.pages_of import edition, prose, small_spec, story

FISH = (
    "品种\t上岸量\t同比\n鲈鱼\t312.5\t+18.2%\n带鱼\t1,860\t+9.75%\n"
    "梭子蟹\t97.04\t-12%\n小黄鱼\t640\t持平\n鳗鱼\t58.3\t+3%"
)


def table_story(text: str, before: int = 40) -> dict[str, Any]:
    body = [prose(before), {"kind": "table", "text": text}, prose(30, 9)]
    return story(1, []) | {"body": body}


def composed(*items: dict[str, Any], drawn: str = "p p p p | auto", **boxes: Any) -> Pages:
    return broadsheet.compose(edition(*items), small_spec(drawn, boxes or None))


def cell_lines(pages: Pages, item: str = "s1", role: str = "table") -> list[TextLine]:
    return [
        line
        for line in pages.lines()
        if any((run.source.item, run.source.role) == (item, role) for run in line.runs)
    ]


def line_of(pages: Pages, text: str) -> TextLine:
    (found,) = [line for line in pages.lines() if line.plain == text]
    return found


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("品种\t价\n鲈鱼\t28\n带鱼\t26", 1),
        ("鲈鱼\t28\n带鱼\t26", 0),
        ("国家\t2020\t2021\n甲\t12\t13", 1),  # years over amounts name columns
        ("线路\t起点\t终点\n一路\t码头\t车站\n二路\t车站\t学校", 1),
        ("周一\t晴", 0),
        ("起航\t到港\n8时\t9时", 0),
    ],
)
def test_the_head_is_the_row_that_names_the_columns(text: str, head: int) -> None:
    assert read_cells(text).head == head


def test_cells_know_their_places_and_short_rows_are_filled_up() -> None:
    cells = read_cells("甲\t 乙\n\n丙")
    assert [[(c.text, c.start) for c in row] for row in cells.rows] == [
        [("甲", 0), ("乙", 3)],
        [("丙", 6), ("", 6)],
    ]


@pytest.mark.parametrize(
    ("text", "point"),
    [("1,860", 5), ("+9.75%", 2), ("28.00元", 2), ("135元/斤", 3), ("-12%", 3), ("￥5", 2)],
)
def test_an_amount_is_cut_at_its_point(text: str, point: int) -> None:
    (cell,) = cells_of([text]).rows[0]
    assert cell.numeric
    assert cell.point == point


@pytest.mark.parametrize("text", ["2024年", "8时", "持平", "约20", "12-18", ""])
def test_dates_and_words_are_no_amounts(text: str) -> None:
    assert not cells_of([text]).rows[0][0].numeric


def test_amounts_stand_point_under_point() -> None:
    amounts = ("97.04", "58.3", "640")
    pages = composed(table_story(FISH), p={"story": "1", "columns": "2"})
    digit = line_of(pages, "640").width / 3
    ends = [line_of(pages, text).x + digit * len(text.partition(".")[0]) for text in amounts]
    assert max(ends) - min(ends) < 0.06


def test_a_table_is_ruled_with_three_lines() -> None:
    pages = composed(table_story(FISH), p={"story": "1", "columns": "1"})
    rules = [
        mark.rect
        for mark in pages.pages[0].marks
        if isinstance(mark, Fill) and mark.rect.height < 1 and mark.rect.width > 100
    ]
    assert [round(rule.height, 1) for rule in sorted(rules, key=lambda r: r.top)] == [0.8, 0.3, 0.8]
    lines = sorted(cell_lines(pages), key=lambda line: line.y)
    head, first, last = lines[0].y, lines[3].y, lines[-1].y
    middles = sorted(rule.middle for rule in rules)
    assert middles[0] < head - 7 < head < middles[1] < first < last < middles[2]


def test_rules_of_a_grid_close_at_its_corners_and_those_of_three_lines_stand_off() -> None:
    def rules(kind: str) -> tuple[list[Rect], list[Rect]]:
        pages = composed(table_story(FISH), p={"story": "1", "columns": "1", "table": kind})
        thin = [m.rect for m in pages.pages[0].marks if isinstance(m, Fill)]
        level = [rect for rect in thin if rect.height < 1 and rect.width > 100]
        return level, [rect for rect in thin if rect.width < 1 and rect.height > 10]

    level, upright = rules("grid")
    assert len(level) == 7
    assert len(upright) == 6 * 4
    outer = min(rect.middle for rect in level), max(rect.middle for rect in level)
    assert min(rect.top for rect in upright) == pytest.approx(outer[0], abs=0.01)
    assert max(rect.bottom for rect in upright) == pytest.approx(outer[1], abs=0.01)
    three, none = rules("three")
    assert none == []
    assert max(rect.middle for rect in three) - min(rect.middle for rect in three) > (
        outer[1] - outer[0] + 1
    )


def test_rows_stay_whole_and_the_head_is_set_again_over_the_rest() -> None:
    pages = composed(
        table_story(FISH, before=30), drawn="p p . . | auto", p={"story": "1", "columns": "2"}
    )
    names = [line for line in pages.lines() if line.plain == "品种"]
    assert [line.runs[0].source.item for line in names].count("s1") == 1
    again = [line for line in names if not line.runs[0].source.item]
    (box,) = pages.boxes
    held = [any(c.left <= one.x <= c.right for one in cell_lines(pages)) for c in box.columns]
    assert held == [True, True]
    assert len(again) == 1


def test_cells_of_the_head_stand_in_its_middle_and_all_others_at_the_top_of_their_row() -> None:
    text = (
        "名称\t上岸地点和具体的日期时间\t价\n鲈鱼王\t北岬码头今晨五时三十分前后到港\t28\n"
        "带鱼\t云礁\t16"
    )
    pages = composed(table_story(text), p={"story": "1", "columns": "4"})
    row = small_spec().style.grid.baseline
    places: dict[int, dict[int, list[float]]] = {}
    for line in cell_lines(pages):
        assert line.cell is not None
        places.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append(line.y)
    head, first = places[0], places[1]
    assert [len(head[n]) for n in range(3)] == [1, 2, 1]
    assert head[0] == head[2] == pytest.approx([head[1][0] + row / 2])
    assert [len(first[n]) for n in range(3)] == [1, 3, 1]
    assert first[0][0] == first[1][0] == first[2][0]


def test_every_cell_is_read_back_in_its_row() -> None:
    pages = composed(table_story(FISH), p={"story": "1", "columns": "2"})
    text = "".join(line.plain for line in cell_lines(pages))
    assert text == FISH.replace("\t", "").replace("\n", "")
    assert not [f for f in pages.findings if f.level == "error"]


def test_a_table_in_a_page_reads_back_from_the_file() -> None:
    copy = edition(table_story(FISH))
    spec = small_spec("p p p p | auto", {"p": {"story": "1", "columns": "2"}})
    out = io.BytesIO()
    broadsheet.write_pdf(broadsheet.compose(copy, spec), out)
    assert broadsheet.prove(out.getvalue(), copy) == ()


def test_a_table_too_wide_for_its_column_is_told() -> None:
    wide = "\t".join(f"1234567.{n}" for n in range(9))
    pages = composed(table_story(f"{wide}\n{wide}"), drawn="p p . . | auto")
    (found,) = [f for f in pages.findings if "a table is" in f.message]
    assert found.level == "error"
    assert "wider than its column at 7.5 pt" in found.message


@pytest.mark.parametrize(
    ("natural", "least", "measure", "size", "over"),
    [
        ((3, 4, 3), (3, 4, 3), 120.0, 10.0, 0.0),  # 12 em with gaps: goes in as it is
        ((3, 4, 3), (3, 4, 3), 100.0, 8.25, 0.0),  # smaller, whole
        ((3, 30), (3, 4), 120.0, 8.5, 0.0),  # words are broken at the size of fewest lines
        ((9, 9), (9, 9), 100.0, 8.0, 52.0),  # nothing helps
    ],
)
def test_columns_find_their_size(
    natural: tuple[float, ...],
    least: tuple[float, ...],
    measure: float,
    size: float,
    over: float,
) -> None:
    needs = [Need(a, b, (a,)) for a, b in zip(natural, least, strict=True)]
    found = fit_columns(needs, measure, (8.0, 10.0))
    assert (found.size, round(found.over, 2)) == (size, over)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0.5, 40), st.floats(0.1, 1)), min_size=1, max_size=8),
    st.floats(60, 500),
)
def test_columns_never_overlap_nor_leave_the_measure(
    drawn: list[tuple[float, float]], measure: float
) -> None:
    needs = [Need(a, a * part, (a,)) for a, part in drawn]
    found = fit_columns(needs, measure, (7.0, 9.5))
    for n, (left, after) in enumerate(pairwise(found.lefts)):
        assert left + found.widths[n] <= after + 1e-6
    if not found.over:
        assert found.lefts[-1] + found.widths[-1] <= measure + 0.02
    for need, width in zip(needs, found.widths, strict=True):
        assert width >= need.least * found.size - 0.02


WORDS = st.text(st.sampled_from("潮水退去码头灯亮，（）12.5%元—A"), max_size=14)
TABLES = st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=7)


@settings(deadline=None, max_examples=20)
@given(TABLES, st.sampled_from(["three", "grid", "rows", "none"]))
def test_no_text_of_a_cell_is_lost_and_no_cell_lies_over_another(
    rows: list[list[str]], rules: str
) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    pages = composed(
        table_story(text),
        drawn="p p p p | auto",
        p={"story": "1", "columns": "2", "table": rules},
    )
    lines = cell_lines(pages)
    got = "".join(line.plain for line in lines)
    if "\t" in text:
        assert [f for f in pages.findings if f.code == "lost"] == []
    if not any(f.code == "overset" for f in pages.findings):
        assert "".join(got.split()) == "".join(text.split())
        boxes = [(line.x, line.x + line.width, line.y, line.runs[0].size) for line in lines]
        for n, (left, right, y, size) in enumerate(boxes):
            for other in boxes[n + 1 :]:
                level = abs(other[2] - y) < 0.9 * size
                assert not (level and left < other[1] - 0.5 and other[0] < right - 0.5)


def test_a_head_is_poured_again_over_the_rest_of_a_table() -> None:
    head = Slab(choices=(Choice(1),), splits=False, keep=1)
    rows = [Slab(choices=(Choice(1),), splits=False, repeat=1) for _ in range(5)]
    poured = pour([head, *rows], (4, 4))
    assert [piece.count for pieces in poured.pieces for piece in pieces] == [1, 1, 1, 1, 2, 1]
    assert (poured.overset, poured.short) == (0, 1)


def info(*lines: str, **more: Any) -> dict[str, Any]:
    return {"kind": "info", "id": "list", "lines": list(lines)} | more


def test_service_text_with_cells_is_a_table_under_its_title() -> None:
    pages = composed(
        info("品种\t均价", "青菜\t3.50元", "带鱼\t26.00元", title="今日菜价"), p={"info": "1"}
    )
    title, left, right = (line_of(pages, text) for text in ("今日菜价", "青菜", "3.50元"))
    assert title.y < left.y == right.y
    assert left.x < right.x
    assert not pages.findings


def test_leaders_fill_the_line_between_name_and_price() -> None:
    pages = composed(
        info("海上公交票价", "灯罩岛……20元", "小帆岛……15.5元", "老人和学生半价"), p={"info": "1"}
    )
    prices = [line_of(pages, text) for text in ("20元", "15.5元")]
    assert prices[0].x + prices[0].width == pytest.approx(prices[1].x + prices[1].width, abs=0.01)
    name = line_of(pages, "灯罩岛……")
    dots = [line for line in pages.lines() if set(line.plain) == {"…"}]
    assert len(dots) == 2
    assert all(not line.runs[0].source.item for line in dots)
    (own,) = [line for line in dots if line.y == name.y]
    assert own.x == pytest.approx(name.x + name.width, abs=0.01)
    assert own.x + own.width < prices[0].x
    assert not [f for f in pages.findings if f.level == "error"]


def test_an_advertisers_prices_are_marked_and_led() -> None:
    advert = {"kind": "ad", "name": "归帆", "lines": ["归帆渔具", "手竿\t128元", "北岬码头3号"]}
    pages = composed(advert, p={"ad": "1", "table": "leaders"})
    assert line_of(pages, "广告").x > line_of(pages, "归帆渔具").x
    assert line_of(pages, "手竿").y == line_of(pages, "128元").y
    assert [line.plain for line in pages.lines() if set(line.plain) == {"…"}]


def test_a_notice_sets_paragraphs_and_a_table() -> None:
    lines = ["因大潮影响，下列航班停航：", "航线\t日期", "北岬—灯罩岛\t24日", "云礁—月洲\t25日"]
    pages = composed(
        {"kind": "notice", "id": "gg", "title": "停航公告", "lines": lines}, p={"notice": "1"}
    )
    got = "".join(line.plain for line in cell_lines(pages, "gg", "notice"))
    assert got == "停航公告" + "".join(lines).replace("\t", "")
    assert not [f for f in pages.findings if f.level == "error"]


def test_a_price_list_too_wide_for_its_box_is_told() -> None:
    lines = ["海上公交票价", "北岬码头到灯罩岛和小帆岛往返联票……二百三十五元"]
    boxes = {"across": [{"info": "1", "width": "30mm"}]}
    found = [f for f in composed(info(*lines), p=boxes).findings if "price list" in f.message]
    assert [(f.level, f.code) for f in found] == [("error", "overset")]


def test_a_price_list_is_as_large_as_its_line_allows_and_no_smaller_than_its_style() -> None:
    def sizes(name: str) -> tuple[set[float], bool]:
        item = info("海上公交票价", f"{name}……235元")
        spec = small_spec(
            "p . . . | auto", {"p": {"info": "1"}}, styles={"table": {"size": "6pt..10pt"}}
        )
        pages = broadsheet.compose(edition(item), spec)
        over = any("price list" in finding.message for finding in pages.findings)
        return {run.size for run in line_of(pages, f"{name}……").runs}, over

    assert sizes("灯罩岛") == ({10.0}, False)
    assert sizes("灯罩岛小帆岛往返") == ({6.5}, False)
    assert sizes("北岬码头到灯罩岛和小帆岛往返联票") == ({6.0}, True)


def test_the_page_of_boxes_has_all_its_copy() -> None:
    folder = Path(__file__).parents[2] / "examples" / "boxes"
    copy = broadsheet.read_edition(folder / "boxes.yaml")
    pages = broadsheet.compose(copy, broadsheet.load_spec(folder / "boxes-spec.yaml"))
    assert [f for f in pages.findings if f.level == "error"] == []
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    assert broadsheet.prove(out.getvalue(), copy) == ()


def test_lines_of_cells_know_their_row_and_column() -> None:
    item = info("行情", "品种\t价", "鲈鱼\t28元", "带鱼\t")
    pages = composed(item, drawn="p p p p | 12行", p={"info": "1"})
    lines = [line for line in pages.lines() if line.cell]
    places = {line.plain: (c.table, c.row, c.column, c.head) for line in lines if (c := line.cell)}
    assert places == {
        "品种": (1, 0, 0, True),
        "价": (1, 0, 1, True),
        "鲈鱼": (1, 1, 0, False),
        "28元": (1, 1, 1, False),
        "带鱼": (1, 2, 0, False),
    }
    assert {line.cell.columns for line in lines if line.cell} == {2}
