"""Kinds of blocks in a story, what stands round them, and where its byline goes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.api import open_faces
from broadsheet.display import Colour, Fill, Pages, TextLine
from broadsheet.edition import passages
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.setup import is_dark
from broadsheet.paragraph.places import width_of_runs
from tests.unit.pages_of import edition, prose, set_lines, small_spec

SMALL = {"at": "top", "rows": "3行"}
NOTE = "编者按：潮水退去，码头上的灯亮起来。今天起本报开设专栏，请听海岛的声音。"
QA = "问：海草为什么难种？\n答：不是草不行，是地方没选对，水深和盐度差一点就站不住，还要看泥沙。"


def composed(
    *body: dict[str, str] | str,
    styles: dict[str, Any] | None = None,
    box: dict[str, Any] | None = None,
    **facts: Any,
) -> Pages:
    story = {"kind": "article", "id": "s1", "headline": "潮讯", "body": list(body)} | facts
    spec = small_spec(
        "p p p p | 20行\n. . . . | fill",
        {"p": {"story": "1", **(box or {})}},
        styles={"headline": {"size": "16pt", "lines": "1"}} | (styles or {}),
    )
    return broadsheet.compose(edition(story), spec)


def lines_of(pages: Pages, role: str) -> list[TextLine]:
    return [m for m in set_lines(pages, "s1") if any(r.source.role == role for r in m.runs)]


def panels(pages: Pages) -> list[Rect]:
    return [
        m.rect for m in pages.pages[0].marks if isinstance(m, Fill) and m.rect.height > 12 and m.box
    ]


def em_box(line: TextLine) -> Rect:
    size = max(run.size for run in line.runs)
    return Rect(line.x, line.y - 0.85 * size, line.width, 0.9 * size)


def copy_of(pages: Pages) -> str:
    runs = (run for line in pages.lines() for run in line.runs)
    return "".join(run.plain for run in runs if run.source.item == "s1")


def printed(*body: dict[str, str] | str, **facts: Any) -> str:
    story = {"kind": "article", "id": "s1", "headline": "潮讯", "body": list(body)} | facts
    return "".join(p.text for p in passages(edition(story)) if p.item == "s1").replace("\n", "")


@pytest.mark.parametrize("look", [{"fill": "0/0/0/10"}, {"box": "0.5pt"}])
def test_an_editors_note_stands_in_a_panel_of_its_own(look: dict[str, str]) -> None:
    note = {"kind": "note", "text": NOTE}
    styles = {"note": {"rules": "0pt"} | look}
    pages = composed(note, prose(200), prose(180), styles=styles, source="本报讯", byline="潮生")
    lines = lines_of(pages, "note")
    [panel] = [rect for rect in panels(pages) if abs(rect.left - pages.boxes[0].rect.left) < 1]
    assert all(panel.inset(5, 3).holds(em_box(line), slack=1.0) for line in lines)
    assert not any(panel.overlaps(em_box(line)) for line in lines_of(pages, "para"))
    assert all(line.runs[0].colour.black == 1 for line in lines)
    # read where the edition has it: 本报讯 and byline first, though they open the text under it
    assert copy_of(pages).replace("\u3000", "") == printed(
        note, prose(200), prose(180), source="本报讯", byline="潮生"
    )
    assert lines_of(pages, "source")[0].y > lines[-1].y


def test_notes_that_follow_each_other_share_a_panel() -> None:
    notes = [{"kind": "note", "text": NOTE[:n]} for n in (20, 30)]
    pages = composed(
        prose(30), *notes, prose(260), styles={"note": {"fill": "0/0/0/8", "rules": "0pt"}}
    )
    lines = lines_of(pages, "note")
    holding = [rect for rect in panels(pages) if any(rect.holds(em_box(m)) for m in lines)]
    assert len(holding) == len({round(line.x) // 100 for line in lines})
    assert all(any(rect.holds(em_box(line)) for rect in holding) for line in lines)


@pytest.mark.parametrize("before", [0, 30])
def test_a_panel_is_level_with_type_at_a_columns_head_and_stands_off_elsewhere(before: int) -> None:
    """At the head its edge is that of the type beside it; 0.3 of its blank row lies outside it."""
    body = ([prose(before)] if before else []) + [{"kind": "note", "text": NOTE}, prose(300)]
    pages = composed(*body, styles={"note": {"fill": "0/0/0/8", "rules": "0pt"}})
    lines, row = lines_of(pages, "note"), small_spec().style.grid.baseline
    [panel] = [r for r in panels(pages) if all(r.holds(em_box(line)) for line in lines)]
    middle = lines[0].y - 0.38 * lines[0].runs[0].size  # of its em box
    over = middle - row / 2 - panel.top  # white over the row of its first line
    size = small_spec().style.grid.em
    assert over == pytest.approx(row - (row - size) / 2 if not before else 0.7 * row, abs=0.02)


def test_paragraphs_of_a_note_follow_each_other_without_white() -> None:
    note = {"kind": "note", "text": f"{NOTE}\n{NOTE}"}
    look = {"note": {"fill": "0/0/0/8", "rules": "0pt"}}
    pages = composed(note, prose(200), styles=look, box={"columns": "2"})
    lines, row = lines_of(pages, "note"), small_spec().style.grid.baseline
    assert len(lines) == 4
    assert lines[-1].y - lines[0].y == pytest.approx(3 * row)
    assert lines_of(pages, "para")[0].y - lines[-1].y == pytest.approx(2 * row)


def test_a_stanza_stays_in_one_column() -> None:
    verse = {"kind": "verse", "text": "\n\n".join("\n".join(["潮来一湾月"] * 4) for _ in range(4))}
    pages = composed(prose(50), verse, prose(220))
    lines = lines_of(pages, "verse")
    columns = [
        next(n for n, c in enumerate(pages.boxes[0].columns) if line.x < c.right) for line in lines
    ]
    assert len(lines) == 16
    assert len(set(columns)) > 1
    assert all(len(set(columns[n : n + 4])) == 1 for n in range(0, 16, 4))


def test_a_long_note_runs_on_in_the_next_column_with_its_panel() -> None:
    note = {"kind": "note", "text": prose(230)}
    pages = composed(note, prose(100), styles={"note": {"fill": "0/0/0/8", "rules": "0pt"}})
    lines = lines_of(pages, "note")
    holding = [r for r in panels(pages) if any(r.holds(em_box(line)) for line in lines)]
    assert len(holding) >= 2
    assert all(any(r.holds(em_box(line)) for r in holding) for line in lines)


@pytest.mark.parametrize(
    ("look", "white"), [({"box": "0.4pt"}, False), ({"fill": "0/0/0/100"}, True)]
)
def test_crossheads_are_boxed_or_reversed(look: dict[str, str], white: bool) -> None:
    pages = composed(
        prose(60),
        {"kind": "crosshead", "text": "守住"},
        prose(200),
        {"kind": "crosshead", "text": "种下"},
        prose(120),
        styles={"crosshead": look},
    )
    heads = lines_of(pages, "crosshead")
    assert len(heads) == 2
    for line in heads:
        assert (line.runs[0].colour == Colour()) == white
        [panel] = [rect for rect in panels(pages) if rect.holds(em_box(line))]
        assert panel.width < 105
        assert not any(panel.overlaps(em_box(other)) for other in lines_of(pages, "para"))


def test_a_crosshead_at_a_columns_head_is_level_with_the_line_beside_it() -> None:
    pages = composed(
        prose(300), {"kind": "crosshead", "text": "守住"}, prose(290), box={"columns": "2"}
    )
    [head] = lines_of(pages, "crosshead")
    first, *_ = paras = lines_of(pages, "para")
    assert head.x > pages.boxes[0].columns[1].left > first.x
    assert all(line.y > head.y for line in paras if line.x > head.x - 100)  # it opens its column
    middles = [line.y - 0.38 * line.runs[0].size for line in (head, first)]  # of their em boxes
    assert middles[0] == pytest.approx(middles[1], abs=0.002)


def test_a_ruled_crosshead_has_a_rule_over_and_under_it() -> None:
    pages = composed(
        prose(50),
        {"kind": "crosshead", "text": "守住"},
        prose(200),
        styles={"crosshead": {"rules": "0.5pt"}},
    )
    [line] = lines_of(pages, "crosshead")
    rules = [m.rect for m in pages.pages[0].marks if isinstance(m, Fill) and m.rect.height == 0.5]
    near = sorted(rect.middle - line.y for rect in rules if abs(rect.middle - line.y) < 30)
    assert len(near) == 2
    assert near[0] < -8 < 0 < near[1]


def test_a_long_crosshead_takes_two_lines() -> None:
    text = "让赶海的人都变成护草的人"
    pages = composed(prose(80), {"kind": "crosshead", "text": text}, prose(200))
    lines = lines_of(pages, "crosshead")
    assert len(lines) == 2
    assert "".join(line.plain for line in lines) == text


def test_crossheads_of_one_and_of_two_lines_are_of_one_size() -> None:
    heads = ("守住", "让赶海的人都变成护草的人")
    body = [part for head in heads for part in (prose(80), {"kind": "crosshead", "text": head})]
    pages = composed(*body, prose(150))
    assert len(lines_of(pages, "crosshead")) == 3
    assert len({run.size for line in lines_of(pages, "crosshead") for run in line.runs}) == 1


def test_a_pull_quote_is_copy_of_the_edition_between_rules() -> None:
    pull = {"kind": "pull", "text": "“岛小，可是船通了，市场就不小。”"}
    pages = composed(prose(120), pull, prose(240))
    lines = lines_of(pages, "pull")
    assert "".join(line.plain for line in lines) == pull["text"]
    assert min(run.size for line in lines for run in line.runs) >= 13
    assert copy_of(pages) == printed(prose(120), pull, prose(240))
    assert [f.code for f in pages.findings if f.level == "error"] == []


def test_answers_hang_under_their_labels() -> None:
    pages = composed(prose(30), {"kind": "qa", "text": QA}, prose(300))
    lines = lines_of(pages, "qa")
    columns = pages.boxes[0].columns
    found = []
    for line in lines:
        left = max(c.left for c in columns if c.left <= line.x + 0.1)
        labelled = line.plain[:2] in ("问：", "答：")
        found.append(labelled)
        assert line.x - left == pytest.approx(0 if labelled else 21, abs=0.01)
        if labelled:
            assert len({run.face for run in line.runs}) == 2
    assert found.count(True) == 2
    assert found.count(False) >= 3


def test_list_entries_hang_by_the_widest_label() -> None:
    entries = "1. 核心区全年禁捕，由护草队轮班巡海。\n10. 收入的七成按村分红，账目上墙公布。"
    pages = composed({"kind": "list", "text": entries}, prose(300))
    lines = lines_of(pages, "list")
    columns = pages.boxes[0].columns
    for line in lines:
        left = max(c.left for c in columns if c.left <= line.x + 0.1)
        labelled = line.plain[0] == "1"
        assert line.x - left == pytest.approx(0 if labelled else 21, abs=0.01)


def test_the_text_of_an_entry_begins_where_its_further_lines_do() -> None:
    for label in ("1. ", "1．", "● ", "（二）", "10. "):
        pages = composed(
            {"kind": "list", "text": label + "核心区全年禁捕由护草队轮班巡海来。"}, prose(300)
        )
        first, second = lines_of(pages, "list")[:2]
        faces = open_faces(small_spec().style)
        run_in = [run for run in first.runs if any(c in label for c in run.plain)]
        along = width_of_runs(run_in, {run.face: faces.face(run.face) for run in run_in})
        assert first.x + along == pytest.approx(second.x, abs=0.26 * 10.5), (
            label
        )  # a space may grow


def test_verse_stands_in_the_middle_by_its_longest_line() -> None:
    verse = {"kind": "verse", "text": "潮来一湾月\n潮去半滩星照人\n\n灯下补网的人"}
    pages = composed(prose(30), verse, prose(200))
    lines = lines_of(pages, "verse")
    assert [line.plain for line in lines] == ["潮来一湾月", "潮去半滩星照人", "灯下补网的人"]
    assert len({round(line.x, 2) for line in lines[:2]}) == 1
    longest = max(lines, key=lambda line: line.width)
    [column] = [c for c in pages.boxes[0].columns if c.left <= longest.x <= c.right]
    assert longest.x + longest.width / 2 == pytest.approx(column.centre, abs=0.1)
    row = small_spec().style.grid.baseline
    assert lines[1].y - lines[0].y == pytest.approx(row)
    if lines[2].x == lines[1].x:
        assert lines[2].y - lines[1].y == pytest.approx(2 * row)


@pytest.mark.parametrize("place", ["start", "head", "end"])
def test_the_byline_stands_in_its_place_and_is_read_in_its_own(place: str) -> None:
    facts = {
        "source": "本报讯", "byline": "潮生", "deck": "副题", "signature": "潮平",
        "pictures": [{"caption": "码头。"}],
    }  # fmt: skip
    pages = composed(prose(150), prose(160), box={"byline": place, "picture": SMALL}, **facts)
    [byline] = lines_of(pages, "byline")
    body = lines_of(pages, "para")
    if place == "head":
        head = lines_of(pages, "deck")[0]
        assert head.y < byline.y < min(line.y for line in body)
        assert byline.x + byline.width / 2 == pytest.approx(pages.boxes[0].rect.centre, abs=0.1)
    elif place == "end":
        column = pages.boxes[0].columns[-1]
        assert byline.x + byline.width == pytest.approx(column.right, abs=6)
        last = [line for line in body if column.left - 1 <= line.x][-1]
        assert byline.y - last.y == pytest.approx(small_spec().style.grid.baseline)
    else:
        assert byline.y == body[0].y
    assert copy_of(pages).replace("\u3000", "") == printed(prose(150), prose(160), **facts)


def test_a_parted_line_looks_as_one() -> None:
    one = composed(prose(150), source="本报讯")
    two = composed(prose(150), source="本报讯", byline="潮生", box={"byline": "end"})
    whole = lines_of(one, "source")[0]
    parts = sorted(
        (m for m in set_lines(two, "s1") if m.y == whole.y and m.x < 120), key=lambda m: m.x
    )
    assert [m.plain for m in parts] == ["本报讯", whole.plain.removeprefix("本报讯")]
    assert parts[0].x + parts[0].width == pytest.approx(parts[1].x, abs=0.01)
    assert parts[1].x + parts[1].width == pytest.approx(whole.x + whole.width, abs=0.01)


def test_a_standfirst_stands_under_the_head() -> None:
    text = (
        "一张时刻表改变了七座小岛的日子：班次加密，票价减半，货出得去，人回得来，老屋的灯也亮得晚。"
    )
    pages = composed(
        prose(200),
        box={"picture": SMALL},
        deck="副题",
        standfirst=text,
        pictures=[{"caption": "码头。"}],
    )
    lines = lines_of(pages, "standfirst")
    assert "".join(line.plain for line in lines) == text
    assert len(lines) == 2
    assert lines_of(pages, "deck")[0].y < lines[0].y < min(m.y for m in lines_of(pages, "para"))
    assert copy_of(pages) == printed(
        prose(200), deck="副题", standfirst=text, pictures=[{"caption": "码头。"}]
    )


def test_beside_an_upright_head_the_standfirst_opens_the_text() -> None:
    head = {"at": "left", "vertical": "yes", "width": "5字"}
    facts = {"standfirst": "一张时刻表改变了日子。", "pictures": [{"caption": "码头。"}]}
    pages = composed(prose(200), box={"headline": head, "columns": "3", "picture": SMALL}, **facts)
    assert copy_of(pages) == printed(prose(200), **facts)
    assert lines_of(pages, "standfirst")[0].y < lines_of(pages, "para")[0].y


def test_type_on_a_dark_ground_is_reversed() -> None:
    assert is_dark(Colour(black=1))
    assert is_dark(Colour(0, 1, 0.95, 0.1))
    assert not is_dark(Colour(black=0.12))
    assert not is_dark(Colour(0.07, 0.02, 0, 0))


def test_a_signature_is_never_made_a_line_longer() -> None:
    for count in range(150, 171):
        pages = composed(prose(count), prose(count + 3), signature="（记者　温良）")
        assert [line.plain for line in lines_of(pages, "signature")] == ["（记者　温良）"]


KINDS = st.sampled_from(
    [
        {"kind": "note", "text": NOTE},
        {"kind": "pull", "text": "“船通了，市场就不小。”"},
        {"kind": "qa", "text": QA},
        {"kind": "list", "text": "● 一湾潮水两岸灯火都在这里\n● 三座码头"},
        {"kind": "verse", "text": "潮来一湾月\n潮去半滩星\n\n灯下补网人"},
        {"kind": "crosshead", "text": "潮头"},
        prose(40),
        prose(130),
    ]
)
LOOKS = st.sampled_from([{}, {"fill": "0/0/0/10"}, {"box": "0.4pt"}, {"rules": "0.5pt"}])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(KINDS, min_size=1, max_size=7),
    st.sampled_from(["start", "head", "end"]),
    st.dictionaries(st.sampled_from(["note", "crosshead", "pull"]), LOOKS),
    st.booleans(),
)
def test_any_blocks_with_any_looks(
    body: list[Any], place: str, looks: dict[str, dict[str, str]], sourced: bool
) -> None:
    facts = {"byline": "记者潮生", "standfirst": "一句提要。"} | (
        {"source": "本报讯"} if sourced else {}
    )
    pages = composed(*body, box={"byline": place}, styles=looks, **facts)
    told = [f for f in pages.findings if f.code in ("overset", "lost")]
    got, wanted = copy_of(pages), printed(*body, **facts)
    if not told:
        assert got.replace("\u3000", "") == wanted.replace("\u3000", "")
    lines = set_lines(pages, "s1")
    rect = pages.boxes[0].rect
    for n, one in enumerate(lines):
        assert rect.holds(em_box(one), slack=1.5)
        for two in lines[n + 1 :]:
            assert not em_box(one).overlaps(em_box(two), slack=0.5)
