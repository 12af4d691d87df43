"""The seam (中缝): boxes in the margin towards the fold."""

from typing import Any

import pytest

import broadsheet
from broadsheet import api
from broadsheet.display import Pages
from broadsheet.errors import SpecError
from broadsheet.geometry import MM
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, small_spec, story

NOTICES = [{"kind": "notice", "title": "遗失", "lines": ["渔船证一本，编号零三七，声明作废。"]},
           {"kind": "ad", "name": "茶庄", "lines": ["茶庄", "新茶上市"]}]  # fmt: skip
PARTS = [{"notice": "1", "depth": "12行"}, {"ad": "1", "form": "tinted"}]
WIDE = {"size": "190mm x 170mm", "margin": {"top": "10mm", "bottom": "10mm", "sides": "15mm"}}


def spec_of(seam: Any, drawn: str = "p p q q | fill") -> Spec:
    return small_spec(drawn, page=WIDE, seam=seam)


def page_of(spec: Spec, count: int = 1) -> Pages:
    items = [story(1, [440]), story(2, [440]), *NOTICES]
    if count == 1:
        return broadsheet.compose(edition(*items), spec)
    second = [{**item, "id": f"z{n}"} for n, item in enumerate(items)]
    copy = broadsheet.read_edition({"pages": [{"items": items}, {"items": second}]})
    return broadsheet.compose(copy, spec)


@pytest.mark.parametrize("at", ["inner", "left", "right"])
def test_its_boxes_stand_one_under_another_beside_the_map(at: str) -> None:
    spec = spec_of({"at": at, "width": "11mm", "white": "3mm", "gap": "2mm", "boxes": PARTS})
    pages = page_of(spec, count=2)
    assert [f for f in pages.findings if f.level == "error" or "seam" in (f.box or "")] == []
    for page in pages.pages:
        boxes = {box.name: box.rect for box in page.boxes}
        first, second = boxes["seam.1"], boxes["seam.2"]
        right = at == "right" or (at == "inner" and page.number == 2)
        left = page.width - 12 * MM if right else 1 * MM
        assert first.left == pytest.approx(left)
        assert first.width == pytest.approx(11 * MM)
        assert first.height == pytest.approx(12 * spec.style.grid.baseline)
        assert second.top - first.bottom == pytest.approx(2 * MM)
        assert (first.top, second.bottom) == pytest.approx((boxes["p"].top, boxes["p"].bottom))
    codes = {fault.code for fault in api.lint(pages, spec)}
    assert not {"outside", "ad-unmarked"} & codes


def test_it_hides_no_fault_of_the_page() -> None:
    broken = "p p p p | 14行\n. . . . | 2行\nq q q q | fill"
    seam = {"at": "left", "width": "11mm", "white": "3mm", "boxes": PARTS}
    for spec in (spec_of(seam, broken), spec_of("none", broken)):
        codes = {fault.code for fault in api.lint(page_of(spec), spec)}
        assert "full-break" in codes


def test_an_item_is_set_once_and_an_empty_box_told() -> None:
    seam = {"width": "11mm", "white": "3mm", "boxes": [{"notice": "2"}, {"ad": "1"}]}
    told = {f.code: f.message for f in page_of(spec_of(seam)).findings if f.level != "note"}
    assert told["empty-box"] == "no notice 2 for this box: it stays white"
    assert "notice 1 has no box on page 1" in told["no-box"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"width": "13mm"}, "seam.width: 13mm and 3mm of white don't go into a margin of 15mm "
                            "(write width: 12mm at most, or a wider page.margin)"),
        ({"white": "10mm"}, "(write a wider page.margin: 21mm)"),
        ({"boxes": [{"story": "1"}]}, "seam.boxes.1: a seam can't hold this (write ad, notice,"),
        ({"boxes": []}, "seam.boxes: 0 boxes in a seam (write 1 to 24)"),
        ({"boxes": [{"ad": "1", "depth": "40行"}]},
         "depths and gaps take 540.0pt, the seam is 405.0pt deep"),
        ({"boxes": [{"ad": "1", "with": "3行"}]}, "'with' is no key here"),
        ({"at": "middle"}, "'middle' is not allowed here (write one of inner, left, right)"),
        ({"width": None}, "seam: width is missing (write width: 14mm)"),
    ],
)  # fmt: skip
def test_mistakes_are_answered_with_a_way_out(changes: dict[str, Any], said: str) -> None:
    seam: dict[str, Any] = {"width": "11mm", "white": "3mm", "boxes": PARTS} | changes
    with pytest.raises(SpecError) as fault:
        spec_of({key: value for key, value in seam.items() if value is not None})
    assert said in str(fault.value)
