"""Boxes outside the map (``at``): where they stand, what stands in them, what is refused."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import broadsheet
from broadsheet import api, spec_yaml
from broadsheet.display import Fill, Pages, PlacedBox
from broadsheet.edition import Article
from broadsheet.errors import SpecError, UserError
from broadsheet.geometry import MM
from broadsheet.preview.session import Shown
from broadsheet.preview.telling import Commands, as_json
from broadsheet.resources import bundled
from broadsheet.spec import Spec
from broadsheet.spec_yaml.keys_told import keys_of
from broadsheet.spec_yaml.reading import merge_spec
from tests.unit.pages_of import edition, set_lines, small_spec, story, text_of

AD = {"kind": "ad", "id": "tea", "name": "茶庄", "lines": ["茶庄", "新茶上市"]}
LEFT = ". . p p | fill"  # the map leaves the left half to boxes of their own
HALF = "8 12 60 90"


def spec_of(boxes: dict[str, Any], drawn: str = LEFT, **more: Any) -> Spec:
    named = {name: {"story": str(n)} for n, name in enumerate("pq", 1) if name in drawn}
    return small_spec(drawn, {**named, **boxes}, **more)


def composed(boxes: dict[str, Any], *items: dict[str, Any], drawn: str = LEFT) -> Pages:
    return broadsheet.compose(edition(story(1, [480]), *items), spec_of(boxes, drawn))


def box_of(pages: Pages, name: str) -> PlacedBox:
    return next(box for box in pages.boxes if box.name == name)


def errors(pages: Pages) -> list[str]:
    return [str(finding.message) for finding in pages.findings if finding.level == "error"]


def test_a_story_stands_where_its_millimetres_say_in_rows_of_its_own() -> None:
    pages = composed({"s": {"at": HALF, "story": "2"}}, story(2, [230]))
    box = box_of(pages, "s")
    at = (box.rect.left, box.rect.top, box.rect.width, box.rect.height)
    assert at == pytest.approx((8 * MM, 12 * MM, 60 * MM, 90 * MM))
    assert errors(pages) == []
    row = 13.5
    body = [line for line in set_lines(pages, "s2") if line.runs[0].source.role == "para"]
    steps = {round((line.y - body[0].y) / row, 3) % 1 for line in body}
    assert steps == {0.0}
    head = min(line.y for line in set_lines(pages, "s2"))
    assert head > 12 * MM
    assert max(line.y for line in body) < box.rect.bottom
    assert all(line.x >= 8 * MM - 0.01 for line in body)
    # sixty millimetres hold one column as wide as the grid's: whole characters of 10.5 pt
    (column,) = box.columns
    assert column.width / 10.5 == pytest.approx(round(column.width / 10.5))
    assert column.left - box.rect.left == pytest.approx(box.rect.right - column.right)


def test_it_has_the_columns_that_it_asks_for() -> None:
    own = {"at": "8 12 60 90", "story": "2", "columns": "1", "measure": "70pt"}
    wide = {"at": "5mm 12mm 78mm 90mm", "story": "2"}
    assert box_of(composed({"s": own}, story(2, [90])), "s").columns[0].width == pytest.approx(70)
    first, second = box_of(composed({"s": wide}, story(2, [390])), "s").columns
    assert first.left == pytest.approx(5 * MM)
    assert second.right == pytest.approx(83 * MM)
    assert second.left - first.right >= 0.9 * 10.5


@pytest.mark.parametrize("head", [{"at": "left", "vertical": "true"}, {"at": "top-right"}])
def test_its_head_stands_as_in_a_box_of_the_map(head: dict[str, str]) -> None:
    own = {"at": "5 12 78 90", "story": "2", "columns": "2", "headline": {"across": "1", **head}}
    pages = composed({"s": own}, story(2, [150]))
    box = box_of(pages, "s")
    lines = [n for n in set_lines(pages, "s2") if n.runs[0].source.role == "headline"]
    assert len(lines) == 1
    assert lines[0].vertical == ("vertical" in head)
    assert box.rect.left <= lines[0].x <= box.rect.right
    assert errors(pages) == []


def test_frame_ground_and_rule_go_with_it() -> None:
    own = {"at": "10 20 50 30", "ad": "1", "frame": "0.5pt", "tint": "0/0/0/10", "side": "0.4pt"}
    pages = composed({"s": own}, AD)
    fills = [m for m in pages.pages[0].marks if isinstance(m, Fill) and m.box == "s"]
    ground = next(m.rect for m in fills if m.fill and m.rect.width > 100)
    assert (ground.left, ground.bottom) == pytest.approx((10 * MM, 50 * MM))
    assert any(m.rect.right < 10 * MM and m.rect.height > 80 for m in fills)
    story_box = {"at": HALF, "story": "2", "above": "2行", "rule": "1pt"}
    ruled = composed({"s": story_box}, story(2, [300]))
    box = box_of(ruled, "s").rect
    assert (box.top, box.bottom) == pytest.approx((12 * MM + 27, 102 * MM))
    assert any(
        isinstance(m, Fill) and m.box == "s" and abs(m.rect.middle - 12 * MM - 13.5) < 0.1
        for m in ruled.pages[0].marks
    )


@pytest.mark.parametrize(
    "content",
    [
        {"across": [{"ad": "1", "width": "50%"}, {"info": "1"}], "gap": "2mm"},
        {"down": [{"ad": "1"}, {"info": "1"}]},
        {"briefs": {"from": "2", "to": "3"}},
    ],
)
def test_it_holds_whatever_a_box_of_the_map_does(content: dict[str, Any]) -> None:
    info = {"kind": "info", "id": "call", "lines": ["热线：0570-33418"]}
    pages = composed({"s": {"at": HALF, **content}}, story(2, [60]), story(3, [60]), AD, info)
    inside = [box for box in pages.boxes if box.name.partition(".")[0] == "s"]
    assert inside
    for box in inside:
        assert 8 * MM - 0.01 <= box.rect.left < box.rect.right <= 68 * MM + 0.01
        assert 12 * MM - 0.01 <= box.rect.top < box.rect.bottom <= 102 * MM + 0.01
    unset = [f for f in pages.findings if f.level == "error" and f.code != "no-box"]
    assert unset == []


def test_a_story_goes_on_from_one_into_another() -> None:
    boxes = {
        "s": {"at": "8 12 60 40", "story": "2"},
        "t": {"at": "8 60 60 90", "continues": {"box": "s"}, "repeat": "none"},
    }
    pages = composed(boxes, story(2, [360]))
    first, second = box_of(pages, "s"), box_of(pages, "t")
    assert errors(pages) == []
    assert (first.part, second.part) == (1, 2)
    [whole] = edition(story(2, [360])).items
    assert isinstance(whole, Article)
    assert text_of(pages, "s2") == whole.body[0].text
    assert first.lines == first.room  # it is full before the other begins
    levels = [n.y for n in set_lines(pages, "s2")]
    assert any(first.rect.top < y < first.rect.bottom for y in levels)
    assert any(second.rect.top < y < second.rect.bottom for y in levels)


def test_too_much_copy_is_told_with_its_lines() -> None:
    over = composed({"s": {"at": "8 12 60 30", "story": "2"}}, story(2, [500]))
    assert any("溢" in line for line in errors(over))
    advert = composed({"s": {"at": "8 12 20 5", "ad": "1"}}, AD)
    assert [f.code for f in advert.findings if f.level == "error"] == ["overset"]
    assert "needs" not in {f.code for f in advert.findings}


def test_what_lies_over_the_map_is_an_error_that_says_by_how_much() -> None:
    own = {"at": "60 20 40 30", "ad": "1"}
    (fault,) = [f for f in composed({"s": own}, AD).findings if f.code == "overlap"]
    assert fault.level == "error"
    assert fault.box == "s"
    # the third column begins at 5 mm, and two columns and two gutters after that
    right = 5 + 2 * (10 * 10.5 / MM) + 2 * ((160 - 40 * 10.5 / MM) / 3)
    assert f"they share {round(100 - right, 1):g} x 30 mm".replace(" x ", " mm x ") in fault.message
    dogleg = "p p . .\n".replace("\n", " | 10行\n") + "p p p p | fill"
    assert not [
        f
        for f in composed({"s": {"at": "90 12 60 30", "ad": "1"}}, AD, drawn=dogleg).findings
        if f.code == "overlap"
    ]


def test_the_folio_line_is_kept_free() -> None:
    folio = {"left": "{folio}", "rows": "3"}
    spec = spec_of({"s": {"at": "8 12 40 20", "ad": "1"}}, folio=folio)
    pages = broadsheet.compose(edition(story(1, [480]), AD), spec)
    assert next(f.message for f in pages.findings if f.code == "overlap").startswith(
        "box s lies over the folio line"
    )


def test_a_page_of_such_boxes_needs_no_map() -> None:
    boxes = {
        "a": {"at": "8 12 60 90", "story": "1"},
        "b": {"at": "80 40 80 110", "story": "2", "columns": "2"},
    }
    source = {
        "broadsheet": "1", "style": "duikai-6", "page": {
            "size": "170mm x 170mm", "margin": {"top": "10mm", "sides": "5mm"}},
        "grid": {"columns": "4", "measure": "10字", "rows": "29"}, "boxes": boxes,
    }  # fmt: skip
    spec = broadsheet.load_spec(source)
    pages = broadsheet.compose(edition(story(1, [210]), story(2, [300])), spec)
    assert box_of(pages, "b").rect.left == pytest.approx(80 * MM)
    assert [f for f in pages.findings if f.level == "error"] == []
    del boxes["a"]["at"]
    with pytest.raises(SpecError, match="map is missing"):
        broadsheet.load_spec(source)


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"s": {"at": "8 12 60", "ad": "1"}}, "boxes.s.at: 3 lengths are no place"),
        ({"s": {"at": "8 12 60 ab", "ad": "1"}}, "boxes.s.at: 'ab' is not a length"),
        ({"s": {"at": "8 12 -6 20", "ad": "1"}}, "is out of range"),
        ({"s": {"at": "8 12 0.5 20", "ad": "1"}}, "is out of range"),
        ({"s": {"at": "140 12 60 20", "ad": "1"}}, "ends 200mm from the left .* 170mm x 170mm"),
        ({"s": {"at": "8 160 60 11", "ad": "1"}}, "its depth 10mm at most"),
        ({"s": {"at": "8 12 60 3", "story": "2"}}, "3mm are less than a row"),
        ({"s": {"at": HALF, "ad": "1", "size": "通栏"}}, "boxes.s.size: .* size twice"),
        ({"s": {"at": HALF, "ad": "1", "nudge": "1"}}, "boxes.s.nudge: .* no neighbours"),
        ({"p": {"at": HALF, "story": "1"}}, "boxes.p: .* the map draws it too"),
        (
            {"s": {"at": HALF, "story": "2"}, "t": {"at": "60 90 20 20", "ad": "1"}},
            "boxes.t.at: this box lies over box s: they share 8mm x 12mm",
        ),
    ],
)
def test_places_that_are_none_are_refused(boxes: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=said):
        spec_of(boxes)


def test_a_fault_is_told_where_it_is_written() -> None:
    text = """broadsheet: 1
style: duikai-6
map: |
  a a a . . . | fill
boxes:
  a: {story: 1}
  q:
    ad: 1
    at: 350 40 80 20
"""
    with pytest.raises(SpecError) as caught:
        broadsheet.load_spec(text)
    where = caught.value.where
    assert where is not None
    assert (where.line, where.column) == (9, 9)
    assert caught.value.key == "boxes.q.at"


def test_every_page_of_a_master_has_its_boxes() -> None:
    source = {
        "broadsheet": "1", "style": "duikai-6",
        "masters": {"m": {"map": "a a a a . .|fill",
                          "boxes": {"a": {"story": "1"}, "q": {"at": "300 40 60 40", "ad": "1"}}}},
        "pages": [{"master": "m"}, {"master": "m", "map": "b b b b . .|fill",
                                    "boxes": {"b": {"story": "1"}}}],
    }  # fmt: skip
    spec = broadsheet.load_spec(source)
    assert [sorted(page.arrangement.boxes) for page in spec.pages] == [["a", "q"], ["b", "q"]]


def test_lint_takes_it_for_what_it_is() -> None:
    boxes = {"s": {"at": "8 13.1 60 90", "story": "2"}, "t": {"at": "8 161 60 8", "ad": "1"}}
    spec = spec_of(boxes)
    pages = broadsheet.compose(edition(story(1, [480]), story(2, [330]), AD), spec)
    told = {(f.code, f.box) for f in api.lint(pages, spec)}
    assert not told & {("off-grid", "s"), ("outside", "t"), ("outside", "s")}
    moved = spec_of({"s": {"at": HALF, "story": "2"}}, lint={"off-grid": {"level": "warning"}})
    assert not [f for f in api.lint(pages, moved) if f.code == "outside" and f.box == "s"]


def test_it_is_in_the_schema_and_among_the_keys_of_a_box() -> None:
    schema = spec_yaml.schema()
    own = schema["$defs"]["box"]["properties"]["at"]
    assert "left, top, width and depth in mm" in own["description"]


def test_its_keys_are_told_with_what_they_mean() -> None:
    text = """broadsheet: 1
style: duikai-6
map: "a a a . . . | fill"
boxes: {a: {story: 1}, q: {ad: 1, at: 300 40 60 20}}
"""
    told = {key.key: key for key in keys_of(merge_spec(text, find=beside), 1, "q")}
    assert told["at"].value == "300 40 60 20"
    assert "trimmed sheet" in told["at"].about


def beside(name: str, _: str) -> tuple[str, str]:
    return (bundled("specs") / f"{name}.yaml").read_text(encoding="utf-8"), name


@pytest.mark.parametrize("own", ["at: 19 40 120 80, ad: 1", "ad: 1"])
def test_a_page_that_draws_itself_has_no_boxes_of_its_own(own: str) -> None:
    text = f"broadsheet: 1\nextends: house\nboxes:\n  q: {{{own}}}\n"
    with pytest.raises(SpecError) as told:
        broadsheet.load_spec(text)
    assert "boxes.q: a page that draws itself has no boxes of its own" in str(told.value)
    assert ":4:3:" in str(told.value)


def test_the_preview_shows_it_and_offers_no_boundary() -> None:
    spec = spec_of({"s": {"at": HALF, "story": "2"}})
    pages = broadsheet.compose(edition(story(1, [480]), story(2, [230])), spec)
    fixed = Commands(fixed=("",))
    (page,) = json.loads(as_json(Shown(pages=pages, spec=spec), fixed))["pages"]
    assert page["placed"] == ["s"]
    (own,) = [box for box in page["boxes"] if box["name"] == "s"]
    assert own["rect"] == pytest.approx([8 * MM, 12 * MM, 60 * MM, 90 * MM])
    # the one boundary is that of the map's box: it leads from the white into it
    assert [edge["at"] for edge in page["grid"]["edges"] if edge["way"] == "column"] == [2]


def test_an_idml_package_has_its_frames_in_place(tmp_path: Path) -> None:
    spec = tmp_path / "paper.yaml"
    spec.write_text(
        "broadsheet: 1\nstyle: duikai-6\nmap: 'a a a . . . | fill'\n"
        "boxes:\n  a: {story: 1}\n  q: {at: 240 40 120 200, story: 2, columns: 2}\n"
    )
    copy = {"items": [story(1, [2400]), story(2, [500])]}
    made = broadsheet.desktop_pages(copy, broadsheet.PageOptions(spec=spec))
    page = made.pages.pages[0]
    with zipfile.ZipFile(io.BytesIO(made.idml)) as package:
        spread = ET.fromstring(package.read("Spreads/Spread_spread1.xml"))
    lefts = {
        round(min(float(p.get("Anchor", "").split()[0]) for p in frame.iter("PathPointType"))
              + page.width / 2, 1)
        for frame in spread.iter("TextFrame")
    }  # fmt: skip
    (own,) = [box for box in page.boxes if box.name == "q"]
    assert {round(column.left, 1) for column in own.columns} <= lefts
