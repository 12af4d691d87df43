"""What other makers' pages need: which head owns which columns, frames of rules, what is hidden."""

import io
import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

import broadsheet
from broadsheet.geometry import Rect
from broadsheet.parse.pdf.frames import walls
from broadsheet.parse.pdf.glyphs import sheets
from broadsheet.parse.pdf.lines import lines
from broadsheet.parse.pdf.page import PageLayout, layout, page_lines
from broadsheet.parse.pdf.values import PrintedLine, PrintedPiece, PrintedStyle
from broadsheet.tracing import grid
from tests.unit.pdf_pages_of import HEIGHT, Rule, Set, column, pdf

TEXT = (
    "　　潮水退下去以后滩涂上留下一层",
    "薄薄的盐霜老人们说那是海在晒被子",
    "孩子们提着小桶跑来跑去捡海蛎子和",
    "小蟹天黑以前要把船拖到高处去明天",
    "还要早起赶头一班渡船到对岸的集市",
    "上卖掉换回一袋新米和两尺蓝布回家",
)


def read(*things: Set | Rule, width: float = 600) -> PageLayout:
    return layout(page_lines(next(iter(sheets(pdf(list(things), width=width))))))


def heads(page: PageLayout) -> list[tuple[str, int]]:
    """Return the words of each item's head, and how many columns it owns."""
    return [
        ("".join(n.text for n in item.story.head), len(item.story.columns)) for item in page.items
    ]


def test_a_column_ends_where_white_does_though_another_story_s_begins_below_it() -> None:
    # the story below has its head to the left: over this column is nothing but white
    page = read(
        Set(60, 90, 24, "桥通了"), *column(60, 120, *TEXT), *column(240, 120, *TEXT),
        Set(60, 240, 24, "船停了"), *column(60, 270, *TEXT), *column(240, 270, *TEXT),
    )  # fmt: skip
    assert heads(page) == [("桥通了", 2), ("船停了", 2)]


def test_a_column_under_no_head_is_of_the_story_whose_columns_begin_with_it() -> None:
    # two heads side by side, both short: the second column stands under neither
    page = read(
        Set(60, 90, 24, "桥通了"), *column(60, 120, *TEXT), *column(240, 120, *TEXT),
        Set(420, 90, 18, "渔市换新颜"), *column(420, 134, *TEXT),
    )  # fmt: skip
    assert heads(page) == [("桥通了", 2), ("渔市换新颜", 1)]


def test_columns_that_begin_with_it_are_of_the_story_though_its_head_is_to_their_right() -> None:
    page = read(
        Set(60, 90, 18, "渔市换新颜"), *column(60, 134, *TEXT),
        Set(430, 90, 24, "桥通了"), *column(240, 120, *TEXT), *column(420, 120, *TEXT),
    )  # fmt: skip
    assert sorted(heads(page)) == [("桥通了", 2), ("渔市换新颜", 1)]


def test_a_head_beside_columns_owns_them_and_not_those_above() -> None:
    page = read(
        Set(60, 120, 20, "船都停了"), *column(240, 110, *TEXT), *column(420, 110, *TEXT),
        Set(60, 232, 20, "桥通车了"), *column(240, 222, *TEXT), *column(420, 222, *TEXT),
    )  # fmt: skip
    assert heads(page) == [("船都停了", 2), ("桥通车了", 2)]


def test_a_head_over_two_columns_owns_the_third_that_begins_where_it_does() -> None:
    page = read(
        Set(60, 110, 24, "桥昨天通车了"), *column(60, 140, *TEXT), *column(240, 140, *TEXT),
        *column(420, 99, *TEXT, *TEXT),
    )  # fmt: skip
    assert heads(page) == [("桥昨天通车了", 3)]


def test_a_small_head_far_below_the_text_is_no_crosshead_of_it() -> None:
    near = read(Set(60, 90, 24, "桥通了"), *column(60, 120, *TEXT), Set(60, 222, 13, "船停了"),
                *column(60, 240, *TEXT))  # fmt: skip
    assert heads(near) == [("桥通了", 1)]
    far = read(Set(60, 90, 24, "桥通了"), *column(60, 120, *TEXT), Set(60, 236, 13, "船停了"),
               *column(60, 254, *TEXT))  # fmt: skip
    assert heads(far) == [("桥通了", 1), ("船停了", 1)]


def test_a_small_name_over_its_facts_and_a_rule_is_no_head_of_what_follows() -> None:
    story = [Set(60, 160, 26, "桥昨天通车了"), *column(60, 190, *TEXT), *column(240, 190, *TEXT)]
    name = [Set(60, 70, 34, "渡口晨报"), Set(60, 90, 10, "星期三　总第九号")]
    assert heads(read(*name, Rule(60, 96, 480, 0.5), *story))[-1] == ("桥昨天通车了", 2)


def test_four_rules_that_close_are_a_frame_and_three_are_none() -> None:
    style = PrintedStyle(size=10, face="", bold=False)
    words = [
        PrintedLine(text="归帆茶行", box=Rect(120, y, 60, 10), level=y + 9, style=style)
        for y in (120, 140)
    ]
    sides = [
        Rect(100, 100, 200, 0.8), Rect(100, 180, 200, 0.8),
        Rect(100, 100, 0.8, 80.8), Rect(299.2, 100, 0.8, 80.8),
    ]  # fmt: skip
    page = Rect(0, 0, 600, 800)
    closed = walls(sides, words, page)
    assert [(f.left, f.top, f.right, f.bottom) for f in closed.frames] == [(100, 100, 300, 180.8)]
    assert not closed.across
    assert not closed.down
    for gone in range(4):
        left = walls([s for n, s in enumerate(sides) if n != gone], words, page)
        assert not left.frames
        assert len(left.across) + len(left.down) == 3


def test_letters_outside_of_what_they_are_clipped_to_are_not_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(50, 700, 200, 60)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(60, 720, "seen")
        canvas.drawString(300, 720, "hidden")
        canvas.restoreState()
        canvas.drawString(300, 650, "also seen")

    assert texts(page) == ["seen", "also seen"]


def texts(draw: Callable[[Canvas], None]) -> list[str]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, HEIGHT))
    draw(canvas)
    canvas.save()
    return [piece.text for piece in next(iter(sheets(out.getvalue()))).pieces]


def row(*places: tuple[str, float], y: float = 100.0) -> list[PrintedPiece]:
    """Return words of 10 pt, each with its left edge; a letter is half as wide as it is high."""
    style = PrintedStyle(size=10, face="", bold=False)
    return [
        PrintedPiece(
            text=text, box=Rect(x, y - 9, 5 * len(text), 10), level=y, style=style, run=n
        )
        for n, (text, x) in enumerate(places)
    ]  # fmt: skip


def test_white_that_justifies_a_narrow_column_parts_no_words() -> None:
    # gaps of 12 pt, over an em; other lines end and begin within them
    loose = [
        row(("Growers", 50), ("counted", 97), ("the", 144), ("boats", 171), y=100 + 12 * n)
        for n in range(8)
    ]
    found = lines([piece for one in loose for piece in one])
    assert {line.text for line in found} == {"Growers counted the boats"}


def test_a_gutter_as_wide_as_the_next_one_parts_columns() -> None:
    places = (
        ("one whole line of it", 50),
        ("one whole line of it", 160),
        ("and one more line", 270),
    )
    found = lines([piece for n in range(8) for piece in row(*places, y=100 + 12 * n)])
    assert len(found) == 24


def test_columns_of_ragged_text_are_told_by_where_they_begin() -> None:
    edges = [(50.0 + 130 * n, 100.0 + 3 * n, 20.0) for n in range(4)]  # none as wide as another
    ((measure, gutter),) = grid._by_starts(edges, 10.0, (50.0, 558.0), 4)
    assert abs(measure - 118) < 0.5
    assert abs(gutter - 12) < 0.5


def test_advertisements_that_say_the_same_have_a_box_each() -> None:
    page: list[Set | Rule] = [Set(60, 90, 24, "桥昨天通车了")]
    page += [
        *column(60, 120, *TEXT * 2),
        *column(240, 120, *TEXT * 2),
        *column(420, 120, *TEXT * 2),
    ]
    for x in (60, 240, 420):
        page += [
            Rule(x, 320, 160, 70),
            Set(x + 10, 345, 18, "归帆茶行"),
            Set(x + 10, 375, 10, "南堤街九号"),
        ]
    traced = broadsheet.trace(pdf(page))
    ads = [box for box in traced.pages.pages[0].boxes if box.item.startswith("ad-")]
    assert sorted(round(box.rect.left) for box in ads) == [60, 240, 420]
    assert not [f for f in traced.findings if "no box" in f.message]


def test_thousands_of_rules_cost_seconds_at_the_most() -> None:
    shapes = [Rect(n % 700, n / 20, 40.0 + n % 60, 0.5) for n in range(20_000)]
    start = time.process_time()
    walls(shapes, (), Rect(0, 0, 842, 1191))
    assert time.process_time() - start < 5  # a tenth of a second; each with each, it took a minute


def test_text_given_for_a_drawing_may_reach_up_to_the_words_that_follow_it() -> None:
    style = PrintedStyle(size=10.0, face="Serif", bold=False)

    def row(needs: float, right: float) -> list[str]:
        one = PrintedPiece(
            text="By Ann Lowe", box=Rect(60, 90, right - 60, 10), level=100.0, style=style,
            run=1, needs=needs,
        )  # fmt: skip
        two = PrintedPiece(text="Rain", box=Rect(140, 90, 20, 10), level=100.0, style=style, run=2)
        return [line.text for line in lines([one, two])]

    assert row(needs=45.0, right=105) == ["By Ann Lowe\u3000Rain"]
    assert row(needs=0.0, right=105) == ["By Ann Lowe", "Rain"]
