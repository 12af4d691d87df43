"""Pages made up: nothing lost, nothing overlaps, columns level, on one grid, in order."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.display import Colour, Fill, Link, Pages, PlacedPicture, TextLine
from broadsheet.edition import Article, passages
from broadsheet.errors import stops
from broadsheet.geometry import Rect
from tests.unit.pages_of import edition, prose, set_lines, small_spec, story, text_of


def codes(pages: Pages, level: str = "error") -> list[str]:
    return [finding.code for finding in pages.findings if finding.level == level]


def test_a_story_is_set_whole_in_order_and_on_the_grid() -> None:
    spec = small_spec("p p q q | auto")
    day = edition(story(1, [150, 0, 180, 90]), story(2, [160, 140, 130]))
    pages = broadsheet.compose(day, spec)
    assert codes(pages) == []
    for item in day.items:
        assert isinstance(item, Article)
        paragraphs = "".join(block.text for block in item.body if block.kind == "para")
        assert text_of(pages, item.id) == paragraphs
        assert text_of(pages, item.id, "headline") == item.headline
    row, top = spec.style.grid.baseline, pages.boxes[0].rect.top
    drop = {
        round((line.y - top) % row, 2)
        for line in pages.lines()
        if line.runs[0].source.role == "para"
    }
    assert len(drop) == 1


def test_columns_of_a_story_are_level_to_a_line() -> None:
    pages = broadsheet.compose(
        edition(story(1, [260, 270, 240, 250])), small_spec("p p p p | auto")
    )
    feet: dict[float, float] = {}
    lines = [line for line in set_lines(pages, "s1") if line.runs[0].source.role == "para"]
    columns = sorted({column.left for column in pages.boxes[0].columns})
    for line in lines:
        left = max(x for x in columns if x <= line.x + 0.01)
        feet[left] = max(feet.get(left, 0.0), line.y)
    row = small_spec().style.grid.baseline
    assert len(feet) == 4
    assert max(feet.values()) - min(list(feet.values())[:-1]) < 1.01 * row


def test_what_does_not_fit_is_counted_in_characters_and_lines() -> None:
    pages = broadsheet.compose(edition(story(1, [900, 900])), small_spec("p p q q | auto"))
    [over] = [finding for finding in pages.findings if finding.code == "overset"]
    shown = len(text_of(pages, "s1"))
    assert f"溢 {1800 - shown} 字 / " in over.message
    assert over.level == "error"
    assert over.box == "p"
    assert over.where is not None


def test_too_little_text_is_told_as_missing_lines() -> None:
    pages = broadsheet.compose(edition(story(1, [60])), small_spec("p p p p | auto"))
    assert codes(pages, "warning") == ["short"]
    assert "缺 " in next(f.message for f in pages.findings if f.code == "short")


def test_columns_are_level_when_the_text_is_too_short_for_them() -> None:
    pages = broadsheet.compose(edition(story(1, [150, 160])), small_spec("p p p p | auto"))
    feet: dict[float, float] = {}
    for line in set_lines(pages, "s1"):
        if line.runs[0].source.role == "para":
            left = max(c.left for c in pages.boxes[0].columns if c.left <= line.x + 0.01)
            feet[left] = max(feet.get(left, 0.0), line.y)
    assert len(feet) == 4
    assert max(feet.values()) - min(feet.values()) < 1.01 * small_spec().style.grid.baseline
    assert "缺" in next(f.message for f in pages.findings if f.code == "short")


def test_a_draft_marks_the_foot_of_what_is_over_in_red() -> None:
    day = edition(story(1, [2000]), story(2, [200]))
    spec = small_spec("p p q q | auto")

    def red(pages: Pages) -> list[Fill]:
        fills = [mark for mark in pages.pages[0].marks if isinstance(mark, Fill)]
        return [mark for mark in fills if mark.fill == Colour(0, 1, 1, 0)]

    assert red(broadsheet.compose(day, spec)) == []
    pages = broadsheet.compose(day, spec, draft=True)
    (bar,) = red(pages)
    box = next(box.rect for box in pages.boxes if box.name == "p")
    assert (bar.box, bar.rect) == ("p", Rect(box.left, box.bottom - 3, box.width, 3))


def test_boxes_without_items_and_items_without_boxes_are_told() -> None:
    day = edition(story(1, [300]), {"kind": "ad", "lines": ["潮汐茶"]})
    pages = broadsheet.compose(day, small_spec("p p q q | auto"))
    said = {finding.code: finding for finding in pages.findings}
    assert said["no-box"].level == "error"
    assert said["no-box"].message.startswith("ad 1 has no box on page 1: it is not set (draw")
    assert said["empty-box"].level == "warning"
    assert said["empty-box"].box == "q"


def test_a_geta_stands_for_a_character_that_no_face_has() -> None:
    text = prose(40)[:-1] + "𱍊。"
    day = edition(
        story(1, [200]) | {"body": [prose(120), {"kind": "crosshead", "text": "潮头"}, text]}
    )
    pages = broadsheet.compose(day, small_spec("p p p p | auto"))
    [lost] = [finding for finding in pages.findings if finding.code == "no-face"]
    assert lost.message == (
        "U+3134A 𱍊: no face has it, 〓 is printed (name a face that holds it under typefaces, "
        "or a sign for it under gaiji), story 1 paragraph 2"
    )
    assert lost.level == "error"
    assert not stops(pages.findings)
    assert "𱍊" in "".join(line.plain for line in pages.lines())  # the copy is whole


def test_a_dogleg_flows_round_its_neighbour() -> None:
    drawn = "p p p p | auto\np p q q | 12行"
    day = edition(story(1, [250, 260, 270]), story(2, [70, 50]))
    pages = broadsheet.compose(day, small_spec(drawn))
    assert codes(pages) == []
    whole = next(box for box in pages.boxes if box.name == "p")
    depths = [round(column.height, 1) for column in whole.columns]
    assert depths[0] == depths[1] > depths[2] == depths[3]
    other = next(box for box in pages.boxes if box.name == "q").rect
    for line in set_lines(pages, "s1"):
        assert not Rect(line.x, line.y - 9, line.width, 9).overlaps(other)


def test_a_head_beside_its_story_runs_down_the_page() -> None:
    boxes = {
        "p": {
            "story": "1",
            "columns": "2",
            "headline": {"at": "left", "vertical": "yes", "width": "6字"},
        }
    }
    day = edition(story(1, [160, 150], kicker="潮头", headline="七座小岛连成城"))
    pages = broadsheet.compose(day, small_spec("p p p p | auto", boxes))
    assert codes(pages) == []
    heads = [line for line in set_lines(pages, "s1") if line.runs[0].source.role == "headline"]
    assert [line.vertical for line in heads] == [True]
    assert heads[0].plain == "七座小岛连成城"
    assert all(heads[0].x < column.left for column in pages.boxes[0].columns)


def test_pictures_keep_their_place_until_they_come() -> None:
    day = edition(story(1, [200], pictures=[{"caption": "退潮时的码头。", "credit": "潮生摄"}]))
    pages = broadsheet.compose(day, small_spec("p p p p | auto"))
    marks = pages.pages[0].marks
    assert not any(isinstance(mark, PlacedPicture) for mark in marks)
    labels = [
        m.plain for m in marks if isinstance(m, TextLine) and m.runs[0].source.role == "furniture"
    ]
    assert "图片" in labels
    assert text_of(pages, "s1", "caption") == "退潮时的码头。"
    assert text_of(pages, "s1", "credit") == "潮生摄"


def test_every_advertisement_is_marked_and_links_are_laid() -> None:
    ads = [
        {"kind": "ad", "lines": ["潮汐茶", "一杯看海", "www.example.cn  tea@example.cn"]}
        for _ in range(2)
    ]
    boxes = {
        "p": {
            "across": [{"ad": "1", "form": "strip"}, {"ad": "2", "form": "reversed"}],
            "gap": "3mm",
        }
    }
    pages = broadsheet.compose(edition(*ads), small_spec("p p p p | 12行\n. . . . | fill", boxes))
    assert codes(pages) == []
    furniture = [line.plain for line in pages.lines() if line.runs[0].source.role == "furniture"]
    assert furniture.count("广告") == 2
    links = [mark for mark in pages.pages[0].marks if isinstance(mark, Link)]
    assert [link.target for link in links] == [
        "https://www.example.cn",
        "mailto:tea@example.cn",
    ] * 2
    assert all(link.rect.width > 20 for link in links)


def test_labels_go_with_missing_facts() -> None:
    boxes = {
        "p": {"masthead": {"data": ["邮编：{postcode}", "总第{issue_number}号　刊号：{cn_code}"]}}
    }
    day = edition(name="汀潮报", date="2026-11-18", weekday="星期三", issue_number="12")
    pages = broadsheet.compose(day, small_spec("p p p p | 18行\n. . . . | fill", boxes))
    lines = [line.plain for line in pages.lines()]
    assert "总第12号" in lines
    assert not any("邮编" in line or "刊号" in line for line in lines)
    assert {"2026年11月", "18", "日", "星期三", "汀潮报"} <= set(lines)


def test_the_same_page_is_composed_alike() -> None:
    day, spec = edition(story(1, [230, 0, 240])), small_spec("p p p p | auto")
    assert broadsheet.compose(day, spec) == broadsheet.compose(day, spec)


MAPS = (
    "p p q q | auto",
    "p p p p | auto\nq q r r | auto",
    "p p q q | auto\np p r r | auto",
    "p p p q | auto\nr r p q | auto",
    "p q q q | auto\np p r r | auto\ns s r r | auto",
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(MAPS),
    st.lists(
        st.lists(st.sampled_from([0, 3, 40, 90, 151, 260]), min_size=1, max_size=6),
        min_size=4,
        max_size=4,
    ),
)
def test_any_map_with_any_copy(drawn: str, bodies: list[list[int]]) -> None:
    count = len({c for c in drawn if c in "pqrs"})
    day = edition(*(story(n, body) for n, body in enumerate(bodies[:count], start=1)))
    pages = broadsheet.compose(day, small_spec(drawn))
    over = {finding.item for finding in pages.findings if finding.code == "overset"}
    boxes = {box.item: box for box in pages.boxes}
    for item in day.items:
        wanted = "".join(p.text for p in passages(day) if p.item == item.id and p.role == "para")
        got = text_of(pages, item.id)
        assert wanted.startswith(got)
        assert item.id in over or wanted == got
        box = boxes[item.id]
        for line in set_lines(pages, item.id):
            if line.runs[0].source.role == "para":
                spot = Rect(line.x, line.y, line.width, 0.1)
                assert any(column.holds(spot, slack=0.5) for column in box.columns)
    for one, two in combinations(pages.boxes, 2):
        for left in one.columns:
            assert not any(left.overlaps(right) for right in two.columns)


def test_copy_is_painted_in_reading_order() -> None:
    day = edition(
        story(
            1,
            [200],
            section="潮头",
            kicker="引",
            deck="副题在此",
            source="本报讯",
            byline="记者潮生",
        ),
        story(2, [150, 150], signature="潮平"),
        name="汀潮报",
    )
    pages = broadsheet.compose(day, small_spec("q q p p | auto"))
    assert codes(pages) == []
    painted = "".join(
        run.plain
        for line in pages.lines()
        for run in line.runs
        if run.source.role != "furniture" and run.source.item != "masthead"
    )
    assert painted == "".join(p.text for p in passages(day) if p.item != "masthead")


def test_a_style_that_is_missing_is_a_fault_of_the_spec() -> None:
    with pytest.raises(broadsheet.UserError, match="headline"):
        broadsheet.compose(
            edition(story(1, [200])), small_spec("p p p p | auto", styles={"headline": None})
        )


def test_loose_lines_are_told_one_by_one() -> None:
    day = edition(story(1, [30]) | {"body": ["潮" * 9 + "（" + "a" * 18 + "）" + prose(160)]})
    pages = broadsheet.compose(day, small_spec("p p p p | auto"))
    told = [finding for finding in pages.findings if finding.code == "loose"]
    loose = [
        line
        for line in set_lines(pages, "s1")
        if line.exact and max(run.tracking / run.size for run in line.runs) > 0.09
    ]
    assert len(told) == len(loose) > 0
    assert all(finding.level == "note" and " em a gap" in finding.message for finding in told)


@pytest.mark.parametrize("side", ["left", "right"])
def test_lines_of_an_upright_head_follow_its_side(side: str) -> None:
    """TYPOGRAPHY 1, 12: left of its story left to right, right of it right to left."""
    head = {"at": side, "vertical": "yes", "width": "8字"}
    boxes = {"p": {"story": "1", "columns": "2", "headline": head}}
    styles = {"headline": {"size": "24pt..30pt", "lines": "2"}}
    title = "七座小岛连成一座城　海上公交每天开出四十六班次"
    day = edition(story(1, [190, 180], headline=title))
    spec = small_spec("p p p p | auto", boxes, styles=styles)
    pages = broadsheet.compose(day, spec)
    lines = [line for line in set_lines(pages, "s1") if line.runs[0].source.role == "headline"]
    assert len(lines) == 2
    assert (lines[0].x < lines[1].x) == (side == "left")
    text = pages.boxes[0].columns
    assert all((line.x < text[0].left) == (side == "left") for line in lines)
