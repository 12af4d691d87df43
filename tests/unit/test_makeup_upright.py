"""Stories from top to bottom: tiers, lines from right to left, all on the grid, in order."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import broadsheet
from broadsheet import api
from broadsheet.display import Fill, Pages, PlacedPicture, TextLine
from broadsheet.edition import passages
from broadsheet.geometry import Rect
from broadsheet.models import replace
from tests.unit.pages_of import edition, prose, small_spec, story, text_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"


def upright(drawn: str = "p p p p | auto", **more: Any) -> Any:
    box = {"story": "1", "vertical": "yes", "measure": "12字"} | more
    box.setdefault("headline", {"at": "right", "vertical": "yes", "width": "6字"})
    return small_spec(drawn, boxes={"p": box})


def body(pages: Pages) -> list[TextLine]:
    return [line for line in pages.lines() if line.runs[0].source.role == "para"]


def errors(pages: Pages) -> list[str]:
    return [finding.message for finding in pages.findings if finding.level == "error"]


def test_lines_run_from_right_to_left_and_the_highest_tier_comes_first() -> None:
    spec = upright()
    pages = broadsheet.compose(edition(story(1, [300, 280, 250])), spec)
    assert errors(pages) == []
    (box,) = [box for box in pages.boxes if box.name == "p"]
    assert len(box.columns) == 3
    lines = body(pages)
    assert all(line.vertical for line in lines)
    tiers = [
        next(n for n, t in enumerate(box.columns) if t.top <= line.y < t.bottom) for line in lines
    ]
    assert tiers == sorted(tiers)
    assert set(tiers) == {0, 1, 2}
    row = spec.style.grid.baseline
    for n in range(3):
        right = box.columns[n].right
        places = [
            round((right - line.x) / row - 0.5, 3)
            for line, tier in zip(lines, tiers, strict=True)
            if tier == n
        ]
        assert places == [float(k) for k in range(len(places))]
    for line, tier in zip(lines, tiers, strict=True):
        assert line.y + line.width <= box.columns[tier].bottom + 0.01
        for length in (line.x, line.y, line.width):
            assert length == round(length, 3)  # as those of all marks


def test_all_copy_is_set_and_reads_back_in_order() -> None:
    day = edition(
        story(
            1, [200, 0, 180], kicker="潮头", deck="——岸上观潮", source="本报讯", byline="记者林晚"
        )
    )
    pages = broadsheet.compose(day, upright())
    assert errors(pages) == []
    assert text_of(pages, "s1") == prose(200, 1) + prose(180, 15)
    out = io.BytesIO()
    api.write_pdf(pages, out)
    assert api.prove(out.getvalue(), day) == ()


def test_the_head_stands_at_the_right_or_the_left_of_its_text() -> None:
    for side in ("right", "left"):
        head = {"at": side, "vertical": "yes", "width": "6字"}
        pages = broadsheet.compose(edition(story(1, [200, 180])), upright(headline=head))
        (title,) = [x for x in pages.lines() if x.runs[0].source.role == "headline"]
        assert title.vertical
        beyond = [title.x > line.x if side == "right" else title.x < line.x for line in body(pages)]
        assert all(beyond)


def test_columns_bound_the_tiers_and_what_does_not_fit_is_told() -> None:
    pages = broadsheet.compose(edition(story(1, [900])), upright(columns="1"))
    (box,) = [box for box in pages.boxes if box.name == "p"]
    assert len(box.columns) == 1
    shown = sum(len(line.plain) for line in body(pages))
    assert f"溢 {900 - shown} 字 / " in errors(pages)[0]


@pytest.mark.parametrize(
    ("measure", "gaps", "under"),
    [(11, (2.786, 2.786), 0.0), (10, (1.0, 1.0), 69.0), (8, (2.19, 2.19, 2.19), 0.0)],
)
def test_tiers_share_white_up_to_three_ems_else_it_lies_under_the_lowest(
    measure: int, gaps: tuple[float, ...], under: float
) -> None:
    """Of 36 ems: three tiers of ten leave 6, which would be 4.3 each time; of eleven, 2.8."""
    pages = broadsheet.compose(edition(story(1, [300, 280])), upright(measure=f"{measure}字"))
    (box,) = [box for box in pages.boxes if box.name == "p"]
    em = box.columns[0].height / measure
    white = tuple(two.top - one.bottom for one, two in pairwise(box.columns))
    assert white == pytest.approx([gap * em for gap in gaps], abs=0.01)
    assert box.rect.bottom - box.columns[-1].bottom == pytest.approx(under, abs=0.01)


def test_too_little_text_is_told_in_lines() -> None:
    pages = broadsheet.compose(edition(story(1, [60])), upright())
    assert any("缺 " in f.message for f in pages.findings if f.code == "short")


def test_marks_stand_at_the_sides_of_vertical_lines() -> None:
    words = "江水⟦dot:东流⟧，⟦ruby:婵娟|ㄔㄢˊ ㄐㄩㄢ⟧照水⟦note:1⟧。" + prose(120)
    item = {"kind": "article", "id": "s1", "headline": "潮", "body": [words]}
    day = edition(item)
    pages = broadsheet.compose(day, upright())
    readings = [x for x in pages.lines() if x.runs[0].source.role == "ruby"]
    first = body(pages)[0]
    assert [line.plain for line in readings] == ["ㄔㄢˊ", "ㄐㄩㄢ"]
    assert all(line.x == pytest.approx(first.x + 0.65 * 10.5, abs=0.01) for line in readings)
    out = io.BytesIO()
    api.write_pdf(pages, out)
    assert api.prove(out.getvalue(), day) == ()


def test_quotes_take_the_corners_of_the_style() -> None:
    from broadsheet.fonts.typeface import FaceBook

    face = FaceBook.open({"song": ("Noto Serif SC",)}).typeface("song").faces[0]
    item = {"kind": "article", "id": "s1", "headline": "“潮”", "body": ["他说：“来了”。"]}
    for corners, shapes in (("double", "“”"), ("single", "「」")):
        spec = upright()
        both = {
            name: replace(spec.style.styles[name], corners=corners) for name in ("headline", "body")
        }
        styles = {**spec.style.styles, **both}
        pages = broadsheet.compose(
            edition(item), replace(spec, style=replace(spec.style, styles=styles))
        )
        glyphs = {
            glyph
            for line in pages.lines()
            for run in line.runs
            if run.source.role == "para"
            for glyph, char in zip(run.glyphs, run.text, strict=True)
            if char in "“”"
        }
        wanted = {face.form(char, form) for char in shapes for form in ("vert", "vert_half")}
        assert glyphs <= wanted
        assert all("“" in line.plain for line in pages.lines() if "来了" in line.plain)


def test_the_bundled_vertical_page_holds_the_example() -> None:
    day = api.read_edition(EXAMPLE)
    pages = api.compose(day, api.load_spec("shuzhi"))
    assert errors(pages) == []
    out = io.BytesIO()
    api.write_pdf(pages, out)
    assert api.prove(out.getvalue(), day) == ()
    tiers = {box.item: len(box.columns) for box in pages.boxes if box.name in "abc"}
    assert set(tiers.values()) == {3}


@pytest.mark.parametrize(
    "place",
    [
        {"at": "top-left"},
        {"at": "middle", "width": "30%"},
        {"at": "bottom-left", "columns": "2", "width": "40%"},
        {"at": "bottom-right", "columns": "3", "width": "80pt"},
    ],
)
def test_pictures_take_lines_of_their_tiers(place: dict[str, str]) -> None:
    shown = [{"caption": "退潮时的码头。", "credit": "潮生摄", "place": "1"}]
    facts = {"source": "本报讯", "byline": "记者林潮", "pictures": shown}
    day = edition(story(1, [160, 0, 150, 90], **facts))
    pages = broadsheet.compose(day, upright("p p p p | 30行", picture=place))
    assert errors(pages) == []
    [frame] = [m.rect for m in pages.pages[0].marks if isinstance(m, Fill) and m.stroke is not None]
    (box,) = pages.boxes
    tiers = int(place.get("columns", "1"))
    assert sum(tier.overlaps(frame) for tier in box.columns) == tiers
    side = place["at"].partition("-")[2]
    assert side != "left" or frame.left == pytest.approx(box.columns[0].left)
    assert side != "right" or frame.right == pytest.approx(box.columns[0].right)
    for line in [line for line in pages.lines() if line.runs[0].source.item]:
        size = max(run.size for run in line.runs)
        if line.vertical:
            own = Rect(line.x - size / 2, line.y, size, line.width)
        else:  # captions lie level under it
            own = Rect(line.x, line.y - 0.8 * size, line.width, size)
            assert own.left > frame.left - 1
            assert own.right < frame.right + 1
        assert not own.inset(0.5).overlaps(frame)
        assert box.rect.holds(own, slack=1.0)
    got = "".join(line.plain for line in pages.lines() if line.runs[0].source.item)
    assert got.replace("\u3000", "") == "".join(passage.text for passage in passages(day))
    rules = [m.rect for m in pages.pages[0].marks if isinstance(m, Fill) and m.stroke is None]
    assert not any(rule.overlaps(frame.inset(1)) for rule in rules)


@pytest.mark.parametrize(("at", "held"), [("top", 0), ("middle", 1), ("bottom", 2)])
def test_a_picture_stands_in_the_tier_that_its_place_names(at: str, held: int) -> None:
    day = edition(story(1, [160, 150], pictures=[{"caption": "退潮。", "place": "1"}]))
    pages = broadsheet.compose(day, upright("p p p p | 30行", picture={"at": at, "width": "30%"}))
    [frame] = [m.rect for m in pages.pages[0].marks if isinstance(m, Fill) and m.stroke is not None]
    (box,) = pages.boxes
    assert [n for n, tier in enumerate(box.columns) if tier.overlaps(frame)] == [held]
    assert frame.width == pytest.approx(0.3 * box.columns[0].width, abs=13.5)


@pytest.mark.parametrize(
    ("across", "down", "lines"), [(200, 400, 4), (300, 300, 8), (400, 200, 16)]
)
def test_a_picture_at_its_full_width_takes_the_lines_that_its_file_asks(
    tmp_path: Path, across: int, down: int, lines: int
) -> None:
    """As deep as its tier less a caption's row and a half: 105.75 pt, of rows of 13.5."""
    Image.new("L", (across, down)).save(tmp_path / "p.png")
    shown = [{"src": "p.png", "caption": "退潮。"}]
    day = replace(edition(story(1, [160, 150], pictures=shown)), folder=str(tmp_path))
    picture = {"at": "top-left", "width": "100%"}
    spec = upright("p p p p | 30行", picture=picture)
    pages = broadsheet.compose(day, spec)
    row, tier = spec.style.grid.baseline, pages.boxes[0].columns[0]
    [placed] = [m.rect for m in pages.pages[0].marks if isinstance(m, PlacedPicture)]
    assert placed.width == pytest.approx(lines * row)
    assert placed.left == pytest.approx(tier.left)
    beside = min(line.x for line in body(pages) if line.y < tier.bottom)
    assert beside - placed.right == pytest.approx(1.5 * row, abs=0.01)  # a row of white


def test_a_crosshead_of_two_lines_runs_from_right_to_left_in_the_middle_of_its_rows() -> None:
    words = [
        prose(60, 1),
        {"kind": "crosshead", "text": "潮退滩头石上灯火照见归帆十里"},
        prose(90, 3),
    ]
    pages = broadsheet.compose(edition(story(1, [], body=words)), upright())
    assert errors(pages) == []
    one, two = (x for x in pages.lines() if x.runs[0].source.role == "crosshead")
    assert one.plain + two.plain == "潮退滩头石上灯火照见归帆十里"
    paras = body(pages)
    before = min(line.x for line in paras if line.runs[0].source.block == 0)
    after = max(line.x for line in paras if line.runs[0].source.block == 2)
    assert before > one.x > two.x > after
    assert (one.x + two.x) / 2 == pytest.approx((before + after) / 2, abs=0.01)


def test_what_a_vertical_story_has_no_place_for_is_told() -> None:
    body = [prose(150, 1), {"kind": "pull", "text": "“船通了。”"}, prose(90, 3)]
    day = edition(story(1, [], body=body, pictures=[{"caption": "一。"}, {"caption": "二。"}]))
    spec = upright("p p p p | 30行", picture={"at": "top-left", "take": "1"}, pull={"at": "middle"})
    pages = broadsheet.compose(day, spec)
    assert errors(pages) == ["story 1 “第1条潮讯”: 溢 1 of 2 pictures have no place"]
    told = [f.message for f in pages.findings if f.code == "count"]
    assert told == ["pull quotes of a vertical story stand in its text: its pull has no meaning"]
