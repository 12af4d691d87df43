"""Boxes one under another in a box: notices in a column."""

from itertools import pairwise
from typing import Any

import pytest

import broadsheet
from broadsheet.display import Pages, PlacedBox
from broadsheet.errors import SpecError
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, prose, small_spec, text_of

ROW = 13.5


def notice(number: int, letters: int) -> dict[str, Any]:
    return {
        "kind": "notice",
        "id": f"n{number}",
        "title": f"告示{number}",
        "lines": [prose(letters)],
    }


def column(*parts: dict[str, Any], rows: int = 24, gap: str = "4pt") -> Spec:
    box = {"down": list(parts), "gap": gap}
    return small_spec(f"p p . . | {rows}行", {"p": box})


def places(pages: Pages) -> dict[str, PlacedBox]:
    return {box.name: box for box in pages.boxes}


def test_boxes_in_a_column_are_as_deep_as_they_need_and_share_the_rest() -> None:
    spec = column({"notice": "1"}, {"notice": "2"}, {"notice": "3"})
    content = edition(notice(1, 40), notice(2, 200), notice(3, 90))
    pages = broadsheet.compose(content, spec)
    assert [f for f in pages.findings if f.level == "error"] == []
    held = [places(pages)[f"p.{n}"].rect for n in (1, 2, 3)]
    assert [box.item for box in pages.boxes] == ["n1", "n2", "n3"]
    assert held[0].height < held[2].height < held[1].height
    for upper, lower in pairwise(held):
        assert lower.top - upper.bottom == pytest.approx(4)
    assert held[2].bottom - held[0].top == pytest.approx(24 * ROW)
    # what is left over is shared alike: the same white under each text, to half a row
    feet = {
        item: max(line.y for line in pages.lines() if line.runs[0].source.item == item)
        for item in ("n1", "n2", "n3")
    }
    white = [rect.bottom - feet[f"n{n}"] for n, rect in enumerate(held, 1)]
    assert max(white) - min(white) < 1.3 * ROW
    for item in content.items:
        assert text_of(pages, item.id, "notice").endswith(item.copy[0])


def test_a_depth_that_is_given_is_kept() -> None:
    spec = column({"notice": "1", "depth": "50%"}, {"notice": "2"})
    pages = broadsheet.compose(edition(notice(1, 40), notice(2, 90)), spec)
    first, second = (places(pages)[f"p.{n}"].rect for n in (1, 2))
    assert first.height == pytest.approx(12 * ROW)
    assert second.height == pytest.approx(12 * ROW - 4)


def test_a_column_that_is_too_short_names_what_is_over() -> None:
    spec = column({"notice": "1"}, {"notice": "2"}, rows=6)
    pages = broadsheet.compose(edition(notice(1, 120), notice(2, 120)), spec)
    told = {f.box for f in pages.findings if f.code == "overset"}
    assert told == {"p.1", "p.2"}
    held = [places(pages)[f"p.{n}"].rect for n in (1, 2)]
    assert held[1].bottom - held[0].top == pytest.approx(6 * ROW)


def test_a_column_stands_among_boxes_side_by_side() -> None:
    parts = [
        {"ad": "1", "width": "40%"},
        {"down": [{"notice": "1"}, {"notice": "2"}], "gap": "3pt"},
    ]
    spec = small_spec("p p p p | 14行", {"p": {"across": parts, "gap": "3pt"}})
    ad = {"kind": "ad", "id": "ad", "name": "茶", "lines": ["听涛茶庄", "新茶上市"]}
    pages = broadsheet.compose(edition(ad, notice(1, 60), notice(2, 60)), spec)
    assert [f for f in pages.findings if f.level == "error"] == []
    held = places(pages)
    assert set(held) == {"p.1", "p.2.1", "p.2.2"}
    assert held["p.2.1"].rect.left == held["p.2.2"].rect.left > held["p.1"].rect.right
    assert held["p.2.1"].rect.bottom < held["p.2.2"].rect.top


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ({"down": [{"story": "1"}]}, "a box among others in a column can't hold this (write ad,"),
        ({"down": [{"down": [{"ad": "1"}]}]}, "a box among others in a column can't hold this"),
        ({"down": [{"across": [{"ad": "1"}]}]}, "boxes side by side can't be in each other"),
        ({"down": []}, "0 boxes in a column (write 1 to"),
        ({"down": [{"ad": "1", "width": "20%"}]}, "width"),
    ],
)
def test_what_no_column_holds_is_refused(box: dict[str, Any], told: str) -> None:
    with pytest.raises(SpecError) as caught:
        small_spec("p p p p | 9行", {"p": box})
    assert told in str(caught.value)


@pytest.mark.parametrize("rows", [5, 6, 12])
def test_a_notice_whose_size_is_open_is_as_large_as_its_box_lets_it_be(rows: int) -> None:
    styles = {"notice": {"size": "8pt..12pt"}}
    fixed = small_spec(f"p p . . | {rows}行", {"p": {"notice": "1"}})
    free = small_spec(f"p p . . | {rows}行", {"p": {"notice": "1"}}, styles=styles)
    small, large = (
        [line for line in broadsheet.compose(edition(notice(1, 60)), spec).lines()
         if line.runs[0].source.role == "notice" and not line.plain.startswith("告示")]
        for spec in (fixed, free)
    )  # fmt: skip
    box = places(broadsheet.compose(edition(notice(1, 60)), free))["p"].rect
    title = box.top + 6.3
    assert {run.size for line in small for run in line.runs} == {8}
    [size] = {run.size for line in large for run in line.runs}
    assert size == {5: 8, 6: 9.5, 12: 12}[rows]
    assert max(line.y for line in large) < box.bottom
    under, over = box.bottom - max(line.y for line in large), min(line.y for line in large) - title
    assert rows < 12 or under > 2 * ROW < over  # white that is left stands over and under
