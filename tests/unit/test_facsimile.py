"""Columns that end where the source was cut."""

from typing import Any

import pytest

import broadsheet
from broadsheet import api
from broadsheet.display import Pages, Source
from broadsheet.edition import Block, Cut
from broadsheet.errors import SpecError
from broadsheet.flow import Choice, Slab, pour
from broadsheet.makeup.text import cuts
from broadsheet.paragraph import Span
from tests.unit.pages_of import edition, prose, small_spec, story, text_of


def cut(text: str, at: int) -> dict[str, str]:
    return {"before": text[at - 6 : at], "after": text[at : at + 6]}


def cut_story(counts: list[int], at: int, **more: Any) -> dict[str, Any]:
    """A story whose second paragraph was cut."""
    whole = story(1, counts)
    text = whole["body"][1]
    whole["body"][1] = {"kind": "para", "text": text, "cuts": [cut(text, at)]} | more
    return whole


def page(item: dict[str, Any], breaks: str = "source", rows: int = 20) -> Pages:
    boxes = {"p": {"story": "1", "columns": {"breaks": breaks}, "fit": "none"}}
    grid = {"columns": "4", "measure": "10字", "rows": str(rows)}
    return api.compose(edition(item), small_spec("p p p p | fill", boxes, grid=grid))


def ends(pages: Pages) -> list[str]:
    """The last line of each column."""
    box = pages.boxes[0]
    found: list[str] = []
    for column in box.columns:
        inside = [
            line
            for line in pages.lines()
            if line.runs[0].source.role == "para" and column.left - 1 < line.x < column.right
        ]
        found.append(max(inside, key=lambda line: line.y).plain if inside else "")
    return found


def test_a_column_ends_where_the_source_was_cut() -> None:
    item = cut_story([80, 120, 100], 48)
    text = item["body"][1]["text"]
    pages = page(item)
    first, *rest = ends(pages)
    assert first.endswith(text[43:48])
    assert not ends(page(item, "balance"))[0].endswith(text[43:48])
    assert any(rest)
    whole = "".join(block if isinstance(block, str) else block["text"] for block in item["body"])
    assert text_of(pages, "s1") == whole
    # the line before the cut fills the column as any other does
    [last] = [line for line in pages.lines() if line.plain == first]
    assert last.width == pytest.approx(105, abs=0.01)


def test_the_next_column_starts_flush_with_what_follows() -> None:
    item = cut_story([80, 120, 100], 48)
    pages = page(item)
    second = pages.boxes[0].columns[1]
    lines = [line for line in pages.lines() if second.left - 1 < line.x < second.right]
    top = min(
        (line for line in lines if line.runs[0].source.role == "para"), key=lambda line: line.y
    )
    assert top.x == pytest.approx(second.left, abs=0.01)
    assert item["body"][1]["text"][48:].startswith(top.plain)
    assert top.runs[0].source.start == 48


def test_white_under_a_cut_is_told() -> None:
    pages = page(cut_story([60, 60, 60], 20))
    box = pages.boxes[0]
    assert box.short == box.room - box.lines > 10
    assert any(f.code == "short" and f"缺 {box.short} 行" in f.message for f in pages.findings)


def test_a_cut_whose_words_are_gone_is_told() -> None:
    item = story(1, [80, 120])
    item["body"][1] = {
        "kind": "para",
        "text": item["body"][1],
        "cuts": [{"before": "从前的字", "after": "如今没有"}],
    }
    [told] = [f for f in page(item).findings if f.code == "cut"]
    assert told.level == "warning"
    assert told.message.endswith(
        "a column of the source ended “从前的字|如今没有”: not in the text"
    )
    assert not [f for f in page(item, "balance").findings if f.code == "cut"]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("一起开会,", "办活动", 7),  # the comma was ASCII, the quote was not there
        ("一起开会", "，“办活动", 7),
        ("起开会", "来办", 0),
        ("", "办活动", 0),
    ],
)
def test_cuts_are_found_by_their_letters(before: str, after: str, place: int) -> None:
    text = "从不一起开会，“办活动”，也不来往。"
    found = cuts.place_of(Cut(before=before, after=after), text)
    assert found == place
    assert cuts.places(Block(text=text, cuts=(Cut(before=before, after=after),) * 2)) == (
        [7] if place else []
    )


def test_spans_are_cut_with_their_places() -> None:
    face: Any = None
    spans = [
        Span(text=text, typeface=face, size=9.0, source=Source("s1", "para", 0, start, end))
        for text, start, end in [("潮水退", 0, 3), ("去以后", 3, 6), ("了", 6, 7)]
    ]
    parts = cuts.cut_spans(spans, [2, 3, 5])
    shown = [[(span.text, span.source.start) for span in part] for part in parts]
    assert shown == [[("潮水", 0)], [("退", 2)], [("去以", 3)], [("后", 5), ("了", 6)]]
    assert cuts.cut_spans(spans, []) == [tuple(spans)]


def test_what_follows_an_end_begins_the_next_column() -> None:
    slabs = [Slab(choices=(Choice(3),), ends=True), Slab(choices=(Choice(2),))]
    poured = pour(slabs, [5, 5])
    assert [(piece.column, piece.row) for own in poured.pieces for piece in own] == [(0, 0), (1, 0)]
    full = pour([Slab(choices=(Choice(5),), ends=True), slabs[1]], [5, 5])
    assert full.pieces[1][0].column == 1
    over = pour([*slabs, *slabs], [5])
    assert over.overset == 2 + 3 + 2


def test_columns_are_read_as_a_count_or_a_mapping() -> None:
    def content(text: str) -> Any:
        source = f"broadsheet: 1\nextends: duikai-6\nboxes:\n  a: {{columns: {text}}}\n"
        return broadsheet.load_spec(source).arrangement.boxes["a"].content

    assert (content("2").columns, content("2").breaks) == (2, "balance")
    assert (content("{breaks: source}").columns, content("{breaks: source}").breaks) == (
        0,
        "source",
    )
    assert content("{count: 4, breaks: balance}").columns == 4
    with pytest.raises(SpecError, match=r":4:25: boxes.a.columns.breaks: 'cuts' is not allowed"):
        content("{breaks: cuts}")


def test_the_bundled_facsimile_sets_an_edition_without_cuts() -> None:
    spec = broadsheet.load_spec("zjgrb-facsimile")
    pages = api.compose(edition(story(1, [300, 200]), story(2, [400])), spec)
    assert text_of(pages, "s2") == prose(400, 2)
