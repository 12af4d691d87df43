"""Two PDFs held against each other: numbers, words, a picture, and the exit status."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import broadsheet
from broadsheet.cli import main
from broadsheet.comparing import telling, wording
from broadsheet.comparing.values import Comparison, PageChange, SeenStory, StoryChange, TextEdit
from broadsheet.errors import SourceError, UserError
from broadsheet.geometry import Rect
from tests.unit.pdf_pages_of import Rule, Set, column, pdf

TIDE = (
    "　　海潮每天两次漫过滩涂，守堤人",
    "老林记下时刻，也记下风向，三十",
    "年里写满四十六本簿子，没有一页",
    "是空的。他说潮水从来不会失约。",
)
BRIDGE = (
    "　　北桥昨天合龙，工人们在江心握",
    "手，江面上汽笛长鸣，两岸居民冒",
    "雨赶来观看，有人放起了鞭炮，桥",
    "将于明年春天通车，全长两公里。",
)


def page(*, down: float = 0.0, tide: tuple[str, ...] = TIDE, size: float = 24) -> list[Set | Rule]:
    return [
        Set(60, 80, size, "守堤人的簿子"),
        *column(60, 110, *tide),
        Rule(60, 230 + down, 300, 0.5),
        Set(60, 270 + down, 24, "北桥江心合龙"),
        *column(60, 300 + down, *BRIDGE),
    ]


def test_a_page_is_the_same_as_itself() -> None:
    one = pdf(page())
    found = broadsheet.compare(one, one)
    assert found.is_same
    assert found.is_same_text
    assert found.pages[0].same == 10


def test_what_moved_is_told_in_points_and_its_words_are_the_same() -> None:
    found = broadsheet.compare(pdf(page()), pdf(page(down=13.5)))
    (sheet,) = found.pages
    assert not found.is_same
    assert found.is_same_text
    assert sheet.same == 5
    assert [change.by for change in sheet.lines] == [(0.0, 13.5)] * 5
    assert sheet.farthest == 13.5
    assert [(one.kind, one.by) for one in sheet.drawn] == [("drawn", (0.0, 13.5))]
    assert sheet.ink.share > 0
    (story,) = found.stories
    assert (story.name, story.by, story.edits) == ("北桥江心合龙", (0.0, 13.5), ())


def test_slack_is_how_far_things_may_stand_apart() -> None:
    one, two = pdf(page()), pdf(page(down=0.4))
    assert len(broadsheet.compare(one, two).pages[0].lines) == 5
    found = broadsheet.compare(one, two, slack=0.5)
    assert (found.pages[0].lines, found.pages[0].drawn, found.stories) == ((), (), ())


def test_other_words_are_told_with_those_before_them() -> None:
    other = (*TIDE[:2], "年里写满四十七本簿子，没有一页", TIDE[3])
    found = broadsheet.compare(pdf(page()), pdf(page(tide=other)))
    (story,) = found.stories
    assert [(e.before, e.was, e.now) for e in story.edits] == [("三十年里写满四十", "六", "七")]
    assert [change.kind for change in found.pages[0].lines] == ["reworded"]


def test_lines_broken_elsewhere_are_no_other_words() -> None:
    narrow = ("　　海潮每天两次漫过滩涂，", "守堤人老林记下时刻，也记", "下风向，三十年里写满四十",
              "六本簿子，没有一页是空的。", "他说潮水从来不会失约。")  # fmt: skip
    found = broadsheet.compare(pdf(page()), pdf(page(tide=narrow)))
    assert found.is_same_text
    (story,) = found.stories
    assert (story.anew, story.lines) == (5, 6)


def test_a_head_of_another_size_moved_nowhere_and_is_told() -> None:
    (change,) = broadsheet.compare(pdf(page()), pdf(page(size=26))).pages[0].lines
    assert change.was is not None
    assert change.now is not None
    assert (change.was.size, change.now.size, change.by) == (24, 26, (0.0, 0.0))


def test_a_page_too_many_and_another_sheet_are_told() -> None:
    more = broadsheet.compare(pdf(page()), pdf(page(), page(down=40)))
    assert [p.was is None for p in more.pages] == [False, True]
    assert not more.is_same
    wider = broadsheet.compare(pdf(page()), pdf(page(), width=610))
    assert (wider.pages[0].was, wider.pages[0].now) == ((600, 800), (610, 800))
    assert not wider.is_same


def test_a_story_on_another_page_keeps_its_words() -> None:
    first, rest = page()[:5], page()[6:]
    found = broadsheet.compare(pdf(first, rest), pdf(rest, first))
    assert found.is_same_text
    assert {(s.was and s.was.page, s.now and s.now.page) for s in found.stories} == {(1, 2), (2, 1)}


def test_another_colour_alone_is_ink_that_differs() -> None:
    def panel(grey: float) -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(200, 100))
        canvas.setFillGray(grey)
        canvas.rect(50, 20, 40, 40, stroke=0, fill=1)
        canvas.save()
        return out.getvalue()

    (sheet,) = broadsheet.compare(panel(0.1), panel(0.8)).pages
    assert (sheet.lines, sheet.drawn) == ((), ())
    assert sheet.ink.share == pytest.approx(1600 / 20000, rel=0.05)
    assert sheet.ink.box is not None
    assert sheet.ink.box.left == pytest.approx(50, abs=1)
    assert sheet.ink.box.top == pytest.approx(40, abs=1)


def test_the_picture_has_both_and_what_each_has_alone() -> None:
    one, two = pdf(page()), pdf(page(down=30))
    sheet = Image.open(io.BytesIO(broadsheet.comparison_sheet(one, two)))
    assert sheet.size == (3 * 600 + 4 * 12, 800 + 2 * 12)
    laid = sheet.crop((12 * 3 + 1200, 12, 12 * 3 + 1800, 812))
    inks = [
        red - green
        for _, (red, green, blue) in laid.getcolors(1 << 16) or ()  # type: ignore[misc]
        if green == blue  # no frame of what moved
    ]
    assert max(inks) > 60  # the rule where it stood
    assert min(inks) < -60  # and where it stands
    still = laid.crop((0, 0, 600, 225)).getcolors(1 << 16) or ()
    assert {red - green for _, (red, green, _) in still} == {0}  # type: ignore[misc]


def test_the_command_tells_and_its_status_says_whether_anything_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, sheet = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "sheet.png"
    one.write_bytes(pdf(page()))
    two.write_bytes(pdf(page(down=13.5)))
    assert main(["compare", str(one), str(one)]) == 0
    assert capsys.readouterr().out == "the same: 10 lines on 1 page\n"
    assert main(["compare", str(one), str(two), "-v", "-o", str(sheet)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("page 1: 5 lines in place, 5 moved (up to 13.5 pt), 1 rules or areas")
    assert told[1] == "  moved: 北桥江心合龙: 13.5 pt down"
    assert told[-1] == "the words are the same"
    assert sheet.read_bytes().startswith(b"\x89PNG")
    assert main(["compare", str(one), str(two), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["same"], found["same_text"], found["pages"][0]["farthest"]) == (False, True, 13.5)
    assert main(["compare", str(one), str(two), "-o", str(one)]) == 2
    assert main(["compare", str(one), str(two), "-o", str(two.with_suffix(".jpg"))]) == 2


def test_what_is_no_pdf_is_refused_in_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(SourceError, match=r"bad\.pdf: is broken"):
        broadsheet.compare(bad, bad)
    with pytest.raises(SourceError, match="the second: is not a PDF"):
        broadsheet.compare(pdf(page()), b"no")
    with pytest.raises(UserError, match="slack"):
        broadsheet.compare(bad, bad, slack=-1)


@settings(max_examples=60, deadline=None)
@given(st.text("潮水江桥，。", max_size=40), st.text("潮水江桥，。", max_size=40))
def test_edits_turn_one_text_into_the_other(was: str, now: str) -> None:
    at, made = 0, ""
    for edit in wording.edits(was, now):
        start = was.index(edit.before + edit.was, max(0, at - len(edit.before))) + len(edit.before)
        made += was[at:start] + edit.now
        at = start + len(edit.was)
    # an edit is placed by the letters before it, which may stand earlier too
    assert sorted(made + was[at:]) == sorted(now)
    assert bool(wording.edits(was, now)) == (was != now)


def test_words_that_came_and_words_that_went_are_told_apart() -> None:
    one = SeenStory(page=1, name="潮", box=Rect(0, 0, 9, 9), text="")
    edits = (
        TextEdit(before="分拣", was="", now="海漂"),
        TextEdit(before="出港", was="抄网起落", now=""),
        TextEdit(before="", was="26", now="62"),
    )
    story = StoryChange(was=one, now=one, edits=edits)
    found = Comparison(
        pages=(PageChange(number=1, was=(9, 9), now=(9, 9), same=1),), stories=(story,)
    )
    assert telling.as_text(found).splitlines()[2:] == [
        "  after “分拣”: “海漂” is new",
        "  after “出港”: “抄网起落” is gone",
        "  at its start: “26” → “62”",
    ]


def test_pages_without_text_are_told_to_be_compared_by_their_looks_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = tmp_path / "scan.pdf"
    Image.new("RGB", (60, 80), "gray").save(scan)
    assert main(["compare", str(scan), str(scan)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "the same: 0 lines on 1 page",
        "page 1 has no text in either: its looks alone are compared",
    ]
