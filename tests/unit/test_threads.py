"""Stories through several boxes and pages: nothing lost, linked, proved."""

import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.display import Anchor, Link, Pages, TextLine
from broadsheet.edition import Article, Edition, passages
from broadsheet.errors import SpecError
from broadsheet.makeup.guides import only_box
from broadsheet.paint import text as text_dump
from broadsheet.proof import compare_text, extract
from broadsheet.spec import Spec
from tests.unit.pages_of import set_lines, small_spec, story, text_of

HAN = [bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFF)]
FRONT = {"map": "p p q q | auto", "boxes": {"p": {"story": 1}, "q": {"story": 2}}}
INNER = {
    "grid": {"columns": 3, "measure": "12字", "rows": 30},
    "map": "a b b | auto",
    "boxes": {"a": {"story": 1}, "b": {"continues": {"page": 1, "box": "p"}}},
}


def spec(**more: Any) -> Spec:
    source: dict[str, Any] = {
        "masters": {"front": FRONT, "inner": INNER},
        "pages": ["front", "inner"],
        "styles": {
            "headline": {"size": "16pt..20pt"},
            "jump-head": {"face": "hei", "size": "12pt..14pt"},
        },
    }
    return small_spec("p p q q | auto", **(source | more))


def words(count: int, seed: int) -> str:
    """Return words that stand nowhere twice, as those of a paper do."""
    chance = random.Random(seed)
    letters = [chance.choice(HAN) for _ in range(max(1, count - 1))]
    for n in range(11, len(letters) - 2, 13):
        letters[n] = "，"
    return "".join(letters) + "。"


def tale(number: int, *counts: int, **facts: Any) -> dict[str, Any]:
    body = [
        words(count, 31 * number + n) if count else {"kind": "crosshead", "text": "潮头观察"}
        for n, count in enumerate(counts)
    ]
    return story(number, [1], **({"body": body} | facts))


def day(*pages: dict[str, Any]) -> Edition:
    return broadsheet.read_edition({"pages": list(pages)})


def jumped(**facts: Any) -> Edition:
    first = tale(1, 200, 0, 310, 300, 120, **({"signature": "潮平"} | facts))
    return day({"items": [first, tale(2, 240, 240)]}, {"folio": "A2", "items": [tale(3, 300)]})


def errors(pages: Pages) -> list[str]:
    return [finding.message for finding in pages.findings if finding.level == "error"]


def furniture(pages: Pages, box: str) -> list[str]:
    return [
        run.plain
        for line in pages.lines()
        if line.box == box
        for run in line.runs
        if run.source.role == "furniture"
    ]


def pdf_of(pages: Pages, standard: str = "pdf") -> bytes:
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out, standard=standard)
    return out.getvalue()


def test_a_story_goes_on_on_another_page_with_lines_that_lead_there_and_back() -> None:
    edition = jumped()
    pages = broadsheet.compose(edition, spec())
    assert errors(pages) == []
    told = edition.items[0]
    assert isinstance(told, Article)
    wanted = "".join(block.text for block in told.body if block.kind == "para")
    assert text_of(pages, "s1") == wanted
    assert furniture(pages, "p") == ["（下转第A2版）"]
    assert furniture(pages, "b") == ["第1条潮讯", "（上接第1版）"]
    last = [line for line in pages.lines() if line.box == "p"][-1]
    foot = pages.pages[0].boxes[0].columns[-1]
    assert last.plain == "（下转第A2版）"
    assert last.x + last.width == pytest.approx(foot.right, abs=6)
    assert foot.bottom - 13.5 < last.y < foot.bottom
    parts = [(box.name, box.part) for box in pages.boxes if box.item == "s1"]
    assert parts == [("p", 1), ("b", 2)]


def test_labels_and_the_head_that_is_repeated_are_the_specs() -> None:
    inner = INNER | {
        "boxes": {"a": {"story": 1}, "b": {"continues": {"page": 1, "story": 1}, "repeat": "none"}}
    }
    labels = {"jump-to": "转{number}版", "jump-from": ""}
    pages = broadsheet.compose(
        jumped(), spec(masters={"front": FRONT, "inner": inner}, labels=labels)
    )
    assert furniture(pages, "p") == ["转2版"]
    assert furniture(pages, "b") == []
    assert errors(pages) == []


def test_a_story_that_fits_into_its_box_does_not_jump() -> None:
    edition = day({"items": [tale(1, 200), tale(2, 240, 240)]}, {"items": [tale(3, 300)]})
    pages = broadsheet.compose(edition, spec())
    assert furniture(pages, "p") == []
    white = [f for f in pages.findings if f.code == "empty-box"]
    assert [(f.page, f.box, f.level) for f in white] == [(2, "b", "warning")]
    assert not any(isinstance(mark, Link) for page in pages.pages for mark in page.marks)


def test_what_is_over_is_counted_at_the_end_of_the_thread_alone() -> None:
    edition = day({"items": [tale(1, *[300] * 6), tale(2, 240, 240)]}, {"items": [tale(3, 300)]})
    pages = broadsheet.compose(edition, spec())
    [over] = [f for f in pages.findings if f.code == "overset"]
    assert (over.page, over.box) == (2, "b")
    shown = len(text_of(pages, "s1"))
    assert f"溢 {1800 - shown} 字" in over.message
    assert not any(f.code == "lost" for f in pages.findings)


def test_the_copys_own_line_stands_for_the_one_that_is_made() -> None:
    edition = jumped(jump={"type": "to", "page": "2", "raw": "（下转第二版）"})
    pages = broadsheet.compose(edition, spec())
    assert errors(pages) == []
    assert furniture(pages, "p") == []
    own = [line for line in set_lines(pages, "s1") if line.runs[0].source.role == "jump"]
    assert [(line.plain, line.box) for line in own] == [("（下转第二版）", "p")]
    assert broadsheet.prove(pdf_of(pages), edition) == ()


def test_links_lead_to_the_other_end() -> None:
    pages = broadsheet.compose(jumped(), spec())
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pages)))
    places = reader.named_destinations
    found = []
    for number, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", []):
            dest = places[str(annotation.get_object()["/Dest"])]
            found.append((number, reader.get_destination_page_number(dest)))
    assert found == [(0, 1), (1, 0)]
    outline = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert outline.count("第1条潮讯") == 1


def test_beads_go_on_through_all_boxes() -> None:
    pages = broadsheet.compose(jumped(), spec())
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pages, "ua1")))
    threads = [thread.get_object() for thread in reader.trailer["/Root"]["/Threads"]]
    [thread] = [t for t in threads if t["/I"]["/Title"] == "第1条潮讯"]
    first = bead = thread["/F"].get_object()
    walked = []
    while True:
        walked.append(reader.get_page_number(bead["/P"].get_object()))
        bead = bead["/N"].get_object()
        if bead == first:
            break
    assert walked == [0, 0, 1, 1]


def test_proof_follows_a_story_over_pages() -> None:
    edition = jumped()
    text = extract(pdf_of(broadsheet.compose(edition, spec())))
    assert compare_text(text, edition) == ()


def test_a_line_that_is_lost_where_the_story_goes_on_is_found() -> None:
    edition = jumped()
    pages = broadsheet.compose(edition, spec())
    text = extract(pdf_of(pages))
    story_lines = [line.plain for line in pages.lines() if line.box == "b" and len(line.runs) == 1]
    gone = story_lines[5]
    [fault] = compare_text(text.replace(gone, "", 1), edition)
    assert fault.code == "proof-lost"
    assert fault.page == 2
    assert gone[:4] in fault.message
    changed = gone[:3] + "潮" + gone[4:]
    [fault] = compare_text(text.replace(gone, changed, 1), edition)
    assert (fault.code, fault.page) == ("proof-changed", 2)


def test_damage_on_the_second_page_is_named_there() -> None:
    edition = jumped()
    text = extract(pdf_of(broadsheet.compose(edition, spec())))
    story = edition.items[0]
    assert isinstance(story, Article)
    third, fourth = (text.index(block.text[:6]) for block in story.body[-2:])
    end = text.index(story.signature, fourth)
    assert text.count("\f", 0, third) == 1
    swapped = "".join((text[:third], text[fourth:end], text[third:fourth], text[end:]))
    first, *more = compare_text(swapped, edition)
    assert {fault.code for fault in more} <= {"proof-order"}
    assert (first.code, first.page) == ("proof-order", 2)
    assert first.message.startswith("story 1 paragraph 4: 第 1 字: ")
    torn = text[: fourth + 4] + " " + text[fourth + 4 :]
    (fault,) = compare_text(torn, edition)
    assert (fault.code, fault.page) == ("proof-space", 2)
    assert fault.message.startswith("story 1 paragraph 4: 第 5 字: ")


def test_proof_tells_when_what_goes_on_is_missing() -> None:
    edition = jumped()
    text = extract(pdf_of(broadsheet.compose(edition, spec())))
    first, second, *_ = text.split("\f")
    cut = second.index("（上接")
    faults = compare_text(f"{first}\f{second[:cut]}\f", edition)
    assert {fault.code for fault in faults} == {"proof-lost"}
    assert len(faults) >= 2


def test_a_story_whose_words_stand_twice_is_no_fault_of_ours() -> None:
    edition = day({"items": [tale(1, 60)]}, {"items": []})
    line = words(60, 31)
    assert compare_text(f"第1条潮讯\n{line}\f{line}\f", edition) == ()
    assert {fault.code for fault in compare_text("甲乙\f丙\f", edition)} <= {
        "proof-lost", "proof-changed",
    }  # fmt: skip


def test_a_box_goes_on_on_its_own_page() -> None:
    boxes = {"p": {"story": 1}, "q": {"story": 2}, "r": {"continues": "p", "repeat": "none"}}
    drawn = "q p p p | 14行\nq r r r | auto"
    edition = day({"items": [tale(1, 200, 0, 210, 180), tale(2, 230)]})
    pages = broadsheet.compose(edition, small_spec(drawn, boxes))
    assert errors(pages) == []
    assert furniture(pages, "r") == []
    assert {box.name for box in pages.boxes if box.item == "s1"} == {"p", "r"}
    told = edition.items[0]
    assert isinstance(told, Article)
    assert text_of(pages, "s1") == "".join(b.text for b in told.body if b.kind == "para")


def test_a_box_that_goes_on_elsewhere_keeps_three_rows_a_column() -> None:
    """What is over costs it nothing: its neighbour would take all but its head."""
    front = {
        "map": "p p p p | auto\nq q q q | auto",
        "boxes": {"p": {"story": 1}, "q": {"story": 2}},
    }
    pages = broadsheet.compose(
        day({"items": [tale(1, 600, 500), tale(2, 900, 600)]}, {"items": []}),
        spec(masters={"front": front, "inner": INNER}),
    )
    rooms = {box.name: (box.lines, box.room) for box in pages.pages[0].boxes}
    assert rooms["p"] == (4 * 3, 4 * 3)
    assert rooms["q"] == (80, 80)


def test_a_box_may_go_on_with_one_that_is_drawn_after_it() -> None:
    boxes = {"p": {"continues": "q"}, "q": {"story": 1}}
    pages = broadsheet.compose(
        day({"items": [tale(1, 260, 260)]}), small_spec("p p p p | 12行\nq q q q | 18行", boxes)
    )
    assert errors(pages) == []
    boxes_of = [line.box for line in set_lines(pages, "s1")]
    assert boxes_of == sorted(boxes_of, reverse=True)  # read in order: q, then p


def test_two_boxes_cant_go_on_with_one_text() -> None:
    boxes = {"p": {"story": 1}, "q": {"continues": "p"}, "r": {"continues": {"box": "p"}}}
    pages = broadsheet.compose(day({"items": [tale(1, 600)]}), small_spec("p q r r | auto", boxes))
    taken = [f for f in pages.findings if f.code == "taken"]
    assert [(f.box, f.level) for f in taken] == [("r", "error")]


def test_a_box_with_nothing_to_go_on_with_is_told() -> None:
    edition = day({"items": []}, {"items": [tale(3, 300)]})
    pages = broadsheet.compose(edition, spec())
    white = [(f.page, f.box) for f in pages.findings if f.code == "empty-box"]
    assert (2, "b") in white


def test_one_box_alone_keeps_no_link_to_what_is_gone() -> None:
    pages = broadsheet.compose(jumped(), spec())
    alone = only_box(pages, "1:p")
    assert [page.number for page in alone.pages] == [1]
    assert not any(isinstance(mark, Link) for mark in alone.pages[0].marks)
    assert any(isinstance(mark, Anchor) for mark in alone.pages[0].marks)
    assert pdf_of(alone).startswith(b"%PDF")
    with pytest.raises(broadsheet.UserError, match="there is no page '7'"):
        only_box(pages, "7:p")


@pytest.mark.parametrize(
    ("goes_on", "says"),
    [
        ("z", "boxes.b.continues: 'z' is no box with a story on page 2 (write a)"),
        ({"page": 1, "box": "z"}, "'z' is no box with a story on page 1 (write one of p, q)"),
        ({"page": 3, "box": "p"}, "there is no page 3 (the spec has 2 pages)"),
        ({"page": 1}, "this names no text to go on with, or two"),
        ({"box": "a", "id": "x"}, "this names no text to go on with, or two"),
        ("b", "these boxes go on with each other: b → b"),
    ],
)
def test_wrong_threads_are_refused(goes_on: Any, says: str) -> None:
    inner = INNER | {"boxes": {"a": {"story": 1}, "b": {"continues": goes_on}}}
    with pytest.raises(SpecError) as caught:
        spec(masters={"front": FRONT, "inner": inner})
    assert says in str(caught.value)


def test_a_story_does_not_go_on_backward() -> None:
    front = FRONT | {"boxes": {"p": {"story": 1}, "q": {"continues": {"page": 2, "box": "a"}}}}
    with pytest.raises(SpecError, match="page 2 comes after this one"):
        spec(masters={"front": front, "inner": INNER})


SPLITS = ("b | 30行", "a b | 18行\na . | fill", "a a | 12行\nb b | fill")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([0, 3, 24, 40, 90, 151, 260]), min_size=1, max_size=9),
    st.sampled_from([5, 9, 17, 24]),
    st.sampled_from(["10字", "12字", "17字"]),
    st.booleans(),
    st.sampled_from(["", "（下转第二版）"]),
)
def test_any_split_keeps_every_character_in_order(
    counts: list[int], rows: int, measure: str, twice: bool, raw: str
) -> None:
    columns = {"10字": 3, "12字": 3, "17字": 2}[measure]
    cells = " ".join("b" * columns)
    grid = {"columns": columns, "measure": measure, "rows": 30}
    inner = {
        "grid": grid,
        "map": f"{cells} | 10行\n{' '.join('c' * columns)} | fill",
        "boxes": {
            "b": {"continues": {"page": 1, "box": "p"}},
            "c": {"continues": "b", "repeat": "none"} if twice else {"ad": 1},
        },
    }
    front = {
        "map": f"p p p p | {rows}行\n. . . . | fill",
        "boxes": {"p": {"story": 1, "columns": 3, "headline": {"rows": 2}}},
    }
    copy = tale(1, *counts, source="本报讯", byline="记者潮生", signature="潮平")
    if raw:
        copy |= {"jump": {"type": "to", "raw": raw}}
    ad = [] if twice else [{"kind": "ad", "lines": ["潮汐茶"]}]
    edition = day({"items": [copy]}, {"items": ad})
    pages = broadsheet.compose(edition, spec(masters={"front": front, "inner": inner}))
    over = any(f.code == "overset" for f in pages.findings)
    assert not any(f.code == "lost" for f in pages.findings)
    roles = ("source", "byline", "para", "crosshead", "signature")
    wanted = "".join(p.text for p in passages(edition) if p.item == "s1" and p.role in roles)
    shown = "".join(
        run.plain
        for line in pages.lines()
        for run in line.runs
        if run.source.item == "s1" and run.source.role in roles
    )
    assert wanted.startswith(shown) if over else wanted == shown
    boxes = {box.name: box for box in pages.boxes}
    for line in (line for line in pages.lines() if isinstance(line, TextLine)):
        if line.runs[0].source.role == "para":
            columns_of = boxes[line.box].columns
            assert any(c.left - 0.5 <= line.x and line.y <= c.bottom for c in columns_of)


def test_a_threaded_edition(golden: Callable[[str, str], None]) -> None:
    edition = jumped()
    golden("two-pages", text_dump.dump(broadsheet.compose(edition, spec())))


def test_the_evening_paper_fills_its_four_pages_and_reads_back() -> None:
    path = Path(__file__).parents[2] / "examples" / "tinglan-evening.yaml"
    edition = broadsheet.read_edition(path)
    pages = broadsheet.compose(edition, broadsheet.load_spec("siban-4"))
    assert errors(pages) == []
    assert [page.label for page in pages.pages] == ["A1", "A2", "A3", "A4"]
    parts = [(page.number, box.name) for page in pages.pages for box in page.boxes if box.part > 1]
    assert parts == [(2, "a")]
    assert "（下转第A2版）" in furniture(pages, "a")
    assert "（上接第A1版）" in "".join(furniture(pages, "a"))
    folio = [line.plain for line in pages.lines() if line.box == "folio"]
    assert folio[:3] == ["责编　温如岸　版式　程一苇　2026年11月20日 星期五", "汀澜晚报", "A2 要闻"]
    assert broadsheet.prove(pdf_of(pages), edition) == ()


@pytest.mark.parametrize("name", ["neiye-6", "sikai"])
def test_bundled_sheets_take_a_page(name: str) -> None:
    spec_ = broadsheet.load_spec(name)
    items = [tale(n, 90, 80) for n in range(1, 5)]
    pages = broadsheet.compose(day({"items": items}), spec_)
    assert errors(pages) == []
    assert bool(spec_.arrangement.folio) == (name == "neiye-6")
