"""What the million random pages found, each as small as it may be."""

import pytest

from broadsheet import api
from broadsheet.display import Fill, Pages, TextLine
from broadsheet.edition import Edition
from broadsheet.makeup.galley.galley import HOLD
from broadsheet.models import replace
from broadsheet.spec import Continued, Spec, StoryBox
from tests.unit.page_faults import em_box, faults_of
from tests.unit.pages_of import edition, small_spec, story

LONG = "潮水退去以后码头上的灯一盏接着一盏亮起来"


def told(pages: Pages, code: str) -> list[str]:
    return [finding.message for finding in pages.findings if finding.code == code]


def lines_of(pages: Pages, role: str) -> list[TextLine]:
    return [line for line in pages.lines() if line.runs[0].source.role == role]


def test_a_head_beside_its_text_leaves_it_a_column_and_columns_that_go_in() -> None:
    drawn = "p p . . | auto"
    box = {"story": "1", "measure": "7字", "headline": {"at": "right", "width": "9字"}}
    spec, content = small_spec(drawn, {"p": box}), edition(story(1, [60]))
    assert faults_of(content, spec) == []
    pages = api.compose(content, spec)
    assert told(pages, "count") == ["columns 2: 1 of 7 字 go in"]
    box["headline"] = {"at": "right", "width": "18字"}
    wide = api.compose(content, small_spec(drawn, {"p": box | {"measure": "4字"}}))
    assert told(wide, "count")[0].endswith("leaves no column of 4 字 beside it")
    assert wide.boxes[0].columns[0].width == pytest.approx(42)


def test_an_upright_head_is_as_small_as_its_place_is_narrow() -> None:
    box = {"story": "1", "headline": {"at": "left", "vertical": "yes", "width": "3字"}}
    spec = small_spec("p p . . | 6行", {"p": box})
    style = replace(spec.style.styles["headline"], smallest=12.0, largest=26.0, lines=2)
    styles = {**spec.style.styles, "headline": style}
    spec = replace(spec, style=replace(spec.style, styles=styles))
    pages = api.compose(edition(story(1, [30], headline=LONG[:9])), spec)
    heads = lines_of(pages, "headline")
    assert len(heads) == 2
    assert max(line.runs[0].size for line in heads) == 14.0
    assert all(pages.boxes[0].rect.holds(em_box(line), 0.5) for line in heads)


def test_captions_take_more_lines_in_narrow_places_or_are_told() -> None:
    box = {"story": "1", "picture": {"at": "top-left", "columns": "1", "width": "4字"}}
    shown = [{"caption": LONG[:20]}]
    spec = small_spec("p p . . | auto", {"p": box})
    content = edition(story(1, [200], pictures=shown))
    assert faults_of(content, spec) == []
    assert len(lines_of(api.compose(content, spec), "caption")) > 3
    narrow = small_spec("p p . . | auto", {"p": box | {"picture": {"at": "top", "width": "2字"}}})
    pages = api.compose(content, narrow)
    assert "is too wide for its picture of 21 pt" in told(pages, "overset")[0]


def test_a_unit_that_goes_into_no_line_is_parted_and_told() -> None:
    spec = small_spec("p . . . | auto", {"p": {"story": "1", "measure": "2字"}})
    content = edition(story(1, []) | {"body": ["“道”。", "海（代）。"]})
    pages = api.compose(content, spec)
    assert told(pages, "count") == ["a measure of 2 字 is narrow: text wants 4 字"]
    assert told(pages, "torn") == [
        "a line ends with ““”, inside what is wider than the column",
        "a line ends with “（”, inside what is wider than the column",
    ]
    assert faults_of(content, spec) == []


@pytest.mark.parametrize("side", ["left", "right"])
def test_captions_beside_two_pictures_stand_one_under_another(side: str) -> None:
    box = {"story": "1", "picture": {"at": "top", "rows": "9", "caption": side}}
    shown = [{"caption": "码头上的灯"}, {"caption": "石阶"}]
    spec = small_spec("p p p p | auto", {"p": box})
    content = edition(story(1, [200], pictures=shown))
    assert faults_of(content, spec) == []
    one, two = lines_of(api.compose(content, spec), "caption")
    assert (one.x, one.y < two.y) == (two.x, True)


@pytest.mark.parametrize("vertical", ["no", "yes"])
def test_captions_of_pictures_that_a_spec_leaves_out_are_told(vertical: str) -> None:
    box = {"story": "1", "picture": {"at": "none"}, "vertical": vertical}
    spec = small_spec("p p p p | auto", {"p": box})
    pages = api.compose(edition(story(1, [90], pictures=[{"caption": "石阶"}, {}])), spec)
    assert [words for words in told(pages, "left-out") if "picture “石阶” left out" in words]
    assert told(pages, "lost") == []


def test_pictures_under_a_story_stand_under_a_head_at_its_foot() -> None:
    box = {"story": "1", "headline": {"at": "bottom", "across": "2"}, "picture": {"at": "bottom"}}
    spec = small_spec("p p . . | auto", {"p": box})
    assert faults_of(edition(story(1, [60], pictures=[{"caption": "石阶"}])), spec) == []


def test_no_rule_is_drawn_under_a_head_without_words() -> None:
    spec = small_spec("p p . . | auto", {"p": {"story": "1", "headline": {"rule": "1pt"}}})
    named, bare = (
        api.compose(edition(story(1, [60], headline=words)), spec) for words in ("石阶", "")
    )
    rules = [
        sum(isinstance(mark, Fill) and mark.rect.height == 1 for mark in pages.pages[0].marks)
        for pages in (named, bare)
    ]
    assert rules == [1, 0]


def two_sheets(first: str, box: dict[str, object]) -> Spec:
    """Return a story's box on page 1 that page 2 goes on with."""
    one = small_spec(first, {"p": box})
    base = small_spec("p p p p | auto", {"p": {"story": "1"}})
    content = base.arrangement.boxes["p"].content
    assert isinstance(content, StoryBox)
    goes_on = replace(content, continues=Continued(page=1, box="p"))
    box = replace(base.arrangement.boxes["p"], content=goes_on)
    two = replace(base, arrangement=replace(base.arrangement, boxes={"p": box}))
    return replace(one, pages=(one, two))


def two_pages(content: Edition) -> Edition:
    return replace(content, pages=(*content.pages, replace(content.pages[0], items=())))


def test_a_head_that_leaves_no_row_for_text_goes_on_all_the_same() -> None:
    box = {"story": "1", "headline": {"at": "bottom-left", "vertical": "yes", "rows": "3"}}
    spec = two_sheets("p . . . | 3行\n. . . . | auto", box)
    pages = api.compose(two_pages(edition(story(1, [60]))), spec)
    assert any("no row for the line that leads on" in message for message in told(pages, "overset"))
    assert lines_of(pages, "para")


def test_a_jump_line_that_is_wider_than_its_column_is_told() -> None:
    spec = two_sheets("p . . . | 10行\n. . . . | auto", {"story": "1", "measure": "4字"})
    pages = api.compose(two_pages(edition(story(1, [200]))), spec)
    assert [m for m in told(pages, "overset") if m.endswith("is wider than its column")]


def test_an_advertisement_as_low_as_its_mark_keeps_off_it() -> None:
    copy = {"kind": "ad", "id": "x", "lines": ["石阶码头"]}
    spec = small_spec("p . . . | 2行\n. . . . | auto", {"p": {"ad": "1", "form": "plain"}})
    assert faults_of(edition(copy), spec) == []
    framed = {"ad": "1", "form": "plain", "frame": {"kind": "wave", "weight": "1pt"}}
    tall = small_spec("p . . . | 9行\n. . . . | auto", {"p": framed})
    assert faults_of(edition(copy), tall) == []


def test_a_photo_stands_inside_the_padding_of_its_box() -> None:
    box = {"photo": "1", "frame": "1pt", "padding": {"sides": "12pt", "head": "1行", "foot": "2行"}}
    spec = small_spec("p p . . | 12行\n. . . . | auto", {"p": box})
    pages = api.compose(edition({"kind": "photo", "id": "x", "caption": "石阶"}), spec)
    [place] = [m for m in pages.pages[0].marks if isinstance(m, Fill) and m.fill == HOLD]
    rect = pages.boxes[0].rect
    assert place.rect.left - rect.left == pytest.approx(12)
    assert place.rect.top - rect.top == pytest.approx(13.5)
    [caption] = lines_of(pages, "caption")
    assert em_box(caption).bottom <= rect.bottom - 27


def test_captions_that_leave_no_picture_are_told() -> None:
    spec = small_spec("p . . . | 2行\n. . . . | auto", {"p": {"photo": "1"}})
    pages = api.compose(edition({"kind": "photo", "id": "x", "caption": LONG}), spec)
    assert "too deep for their place" in told(pages, "overset")[0]


def test_a_table_in_briefs_that_is_too_wide_is_told() -> None:
    rows = "\t".join(["汀兰海带"] * 9)
    brief = story(1, []) | {"body": [{"kind": "table", "text": f"{rows}\n{rows}"}]}
    spec = small_spec("p . . . | auto", {"p": {"briefs": ["1"]}})
    assert [m for m in told(api.compose(edition(brief), spec), "overset") if "a table is" in m]


def test_words_that_leave_no_room_for_a_code_are_told() -> None:
    ear = {"promo": "看潮", "qr": {"url": "http://tinglan.example", "caption": "扫码"}}
    spec = small_spec("p . . . | 1行\n. . . . | auto", {"p": {"code": "qr"}})
    pages = api.compose(edition(ear=ear), spec)
    assert told(pages, "overset") == ["溢 the words of the ear leave no room for its code"]


def test_words_that_are_wider_than_their_columns_are_told() -> None:
    box = {"story": "1", "measure": "4字"}
    spec = small_spec("p . . . | auto", {"p": box})
    body = [{"kind": "pull", "text": f"{LONG}{LONG}"}, {"kind": "crosshead", "text": LONG}, LONG]
    content = edition(story(1, [], section=LONG) | {"body": body})
    roles = {message.split()[4] for message in told(api.compose(content, spec), "overset")}
    assert {"section", "pull", "crosshead"} <= roles
    narrow = small_spec("p . . . | auto", {"p": {"story": "1", "padding": {"sides": "40pt"}}})
    [message] = told(api.compose(edition(story(1, [9])), narrow), "count")
    assert message == "a column of 2.4 字 is too narrow: 4 字 go in well"


def test_boxes_side_by_side_keep_off_the_frame_round_them() -> None:
    parts = [{"ad": "1"}, {"ad": "2"}]
    box = {"across": parts, "frame": "1pt", "padding": {"sides": "12pt", "head": "1行"}}
    spec = small_spec("p p . . | 9行\n. . . . | auto", {"p": box})
    items = [{"kind": "ad", "id": f"x{n}", "lines": ["石阶"]} for n in (1, 2)]
    pages = api.compose(edition(*items), spec)
    rects = [placed.rect for placed in pages.boxes if placed.item]
    assert (rects[0].left, rects[0].top) == pytest.approx(
        (spec.style.page.left + 12, spec.top + 13.5)
    )
    assert rects[0].bottom == pytest.approx(spec.top + 9 * 13.5 - 1)


@pytest.mark.parametrize("form", ["plain", "strip", "reversed"])
def test_an_advertisement_with_too_many_lines_is_told(form: str) -> None:
    copy = {"kind": "ad", "id": "x", "lines": [LONG[n : n + 6] for n in range(9)]}
    spec = small_spec("p . . . | 4行\n. . . . | auto", {"p": {"ad": "1", "form": form}})
    [message] = told(api.compose(edition(copy), spec), "overset")
    assert message.startswith("溢 lines are ")


@pytest.mark.parametrize("prices", [(), ("石阶一\t9元", "石阶二\t8元")])
def test_the_mark_that_an_advertisement_brings_along_is_no_name(prices: tuple[str, ...]) -> None:
    spec = small_spec("p p p p | 12行\n. . . . | auto", {"p": {"ad": "1"}})
    for mark, name in (("广告", "潮水茶社"), ("潮水茶社", "春茶上市")):
        copy = {"kind": "ad", "id": "x", "lines": [mark, name, *prices, "石阶路九号"]}
        pages = api.compose(edition(copy), spec)
        sizes = {n.plain: n.runs[0].size for n in pages.lines() if n.runs[0].source.item == "x"}
        assert sizes["潮水茶社"] == max(sizes.values())
        assert sizes["潮水茶社"] > min(sizes.values())


def test_prices_of_an_advertisement_begin_under_its_mark() -> None:
    rows = ["石阶码头潮水灯一", "名次\t姓名", "1\t林潮", "2\t程雪"]
    box = {"ad": "1", "frame": {"ornament": "fret", "depth": "9.5pt"}}
    spec = small_spec("p . . . | 12行\n. . . . | auto", {"p": box})
    assert faults_of(edition({"kind": "ad", "id": "x", "lines": rows}), spec) == []


def test_a_line_that_leads_back_stands_over_verse() -> None:
    verse = "\n".join(["和去表众工灯走。"] * 9)
    spec = two_sheets("p p . . | 7行\n. . . . | auto", {"story": "1"})
    content = edition(story(1, []) | {"body": [{"kind": "verse", "text": verse}]})
    pages = api.compose(two_pages(content), spec)
    [back] = [line for line in pages.lines() if line.plain.startswith("（上接")]
    assert back.plain == "（上接第1版）"


def test_a_story_that_goes_on_may_have_no_text_of_its_own() -> None:
    box = {"story": "1", "pull": {"at": "top-left"}}
    content = edition(story(1, []) | {"body": [{"kind": "pull", "text": "潮水退去"}]})
    assert api.compose(two_pages(content), two_sheets("p p . . | auto", box)).pages


def test_lint_takes_no_tier_for_a_foot_and_no_reading_for_type_outside() -> None:
    body = [{"kind": "crosshead", "text": "潮头观察"}, "潮水。"]
    upright = small_spec("p p p p | auto", {"p": {"story": "1", "vertical": "yes"}})
    content = edition(story(1, []) | {"body": body})
    assert not [f for f in api.lint(api.compose(content, upright), upright) if "foot" in f.code]
    spec = small_spec("p p p p | auto", {"p": {"story": "1"}})
    content = edition(story(1, [], headline="") | {"body": ["⟦ruby:骎|qīn⟧骎"]})
    assert not [f for f in api.lint(api.compose(content, spec), spec) if f.code == "outside"]


def test_no_label_is_set_on_a_place_that_is_narrower() -> None:
    box = {"story": "1", "picture": {"at": "top", "rows": "8", "width": "10pt"}}
    pages = api.compose(
        edition(story(1, [60], pictures=[{}])), small_spec("p p p p | auto", {"p": box})
    )
    assert "图片" not in [line.plain for line in pages.lines()]


@pytest.mark.parametrize("place", [{"at": "bottom"}, {"at": "bottom", "width": "4字"}])
def test_pictures_under_a_dogleg_stand_under_a_head_at_its_foot(place: dict[str, str]) -> None:
    drawn = "p b . . | 18行\np p p . | auto"
    box = {
        "story": "1",
        "headline": {"at": "bottom", "across": "2"},
        "picture": place | {"rows": "4"},
    }
    spec = small_spec(drawn, {"p": box, "b": {"story": "2"}})
    first = story(1, [90], pictures=[{"caption": "石阶"}], headline=LONG[:8])
    content = edition(first, story(2, [60]))
    assert faults_of(content, spec) == []
    pages = api.compose(content, spec)
    [head], [caption] = lines_of(pages, "headline")[:1], lines_of(pages, "caption")
    assert head.y < caption.y


def test_prices_that_reach_the_frame_of_their_box_are_told() -> None:
    rows = ["海带", "电话：80097585", "名次\t姓名", "1\t林潮", "2\t程雪"]
    frame = {"frame": {"kind": "wave"}, "padding": {"sides": "14pt", "head": "1行"}}
    for depth, deep in (("6行", True), ("14行", False)):
        spec = small_spec(f"p p . . | {depth}\n. . . . | auto", {"p": {"info": "1"} | frame})
        item = {"kind": "info", "id": "x", "title": "三亮潮国县", "lines": rows}
        found = told(api.compose(edition(item), spec), "overset")
        assert bool([m for m in found if "lines and prices are" in m]) == deep
        assert deep or faults_of(edition(item), spec) == []


def test_a_paragraph_of_many_lines_more_beside_a_picture_keeps_off_it() -> None:
    place = {"at": "top-right", "width": "70%", "rows": "9"}
    spec = small_spec("p p p p | auto", {"p": {"story": "1", "columns": "1", "picture": place}})
    assert faults_of(edition(story(1, [78, 60], pictures=[{}])), spec) == []


def test_a_nameplate_that_runs_out_of_its_box_is_told() -> None:
    name = {"name": "汀兰日报", "date": "2026-11-24", "weekday": "星期二"}
    spec = small_spec(". p p . | 14行\n. . . . | auto", {"p": {"masthead": {"arrange": "block"}}})
    content = edition(**name)
    assert faults_of(content, spec) == []
    assert [m for m in told(api.compose(content, spec), "overset") if "its place in the box" in m]
