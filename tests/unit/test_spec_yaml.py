import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broadsheet import resources, spec_yaml
from broadsheet.display import INK, PAPER, Colour
from broadsheet.errors import SpecError, UserError, Where
from broadsheet.geometry import MM
from broadsheet.spec import (
    AcrossBox,
    EarBox,
    Frame,
    HeadPlace,
    ItemBox,
    MastheadBox,
    Nameplate,
    Padding,
    PicturePlace,
    RowHeight,
    Rule,
    Selector,
    Share,
    Spec,
    StoryBox,
)
from broadsheet.spec_yaml import read_spec

SPECS = Path(__file__).parent / "specs"
FRONT = (SPECS / "front.yaml").read_text("utf-8")
BASE = (SPECS / "base-sheet.yaml").read_text("utf-8")
MISTAKES = yaml.safe_load((SPECS / "mistakes.yaml").read_text("utf-8"))

SMALL: dict[str, object] = {
    "broadsheet": 1,
    "page": {"size": "200mm x 300mm", "margin": {"top": "10mm", "sides": "10mm"}},
    "grid": {"columns": 2, "measure": "80mm", "baseline": "5mm"},
    "typefaces": {"song": ["Noto Serif SC"]},
    "styles": {"body": {"face": "song", "size": "10pt"}},
    "map": ["a b | auto", "a . | 2行"],
    "boxes": {"a": {"story": 1}, "b": {"ad": 1}},
}


def find(name: str, _: str) -> tuple[str, str]:
    files = {"base-sheet": BASE, "front": FRONT}
    if name not in files:
        raise SpecError(f"there is no spec {name!r}", hint="write base-sheet")
    return files[name], f"{name}.yaml"


@pytest.fixture
def front() -> Spec:
    return read_spec(FRONT, file="front.yaml", find=find)


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "bundled", lambda _: SPECS)


def small(**sections: object) -> Spec:
    return read_spec(SMALL | sections)


def content(spec: Spec, box: str) -> object:
    return spec.arrangement.boxes[box].content


def test_the_gutter_takes_what_the_columns_leave(front: Spec) -> None:
    assert front.style.grid.em == 10.5
    assert front.style.grid.measure == pytest.approx(157.5)
    area = (390 - 38) * MM
    assert front.style.grid.gutter == pytest.approx((area - 6 * 157.5) / 5)
    assert front.style.page.height == pytest.approx(545 * MM)
    assert (front.style.page.left, front.style.page.bottom) == pytest.approx((19 * MM, 20 * MM))
    assert (front.style.grid.rows, front.style.grid.gap, front.style.grid.rule) == (106, 1, 0.25)


def test_what_is_not_said_is_found() -> None:
    spec = small()
    assert spec.style.page.bottom == pytest.approx(10 * MM)
    assert spec.style.grid.rows == 56  # 280 mm of 5 mm rows
    assert spec.style.grid.em == 10
    assert spec.style.grid.gutter == pytest.approx(20 * MM)
    assert spec.name == "spec"


def test_a_measure_can_follow_from_the_gutter() -> None:
    spec = small(grid={"columns": 2, "gutter": "4mm", "baseline": "5mm", "size": "9pt"})
    assert spec.style.grid.measure == pytest.approx(88 * MM)
    assert spec.style.grid.em == 9
    one = small(grid={"columns": 1, "baseline": "5mm"}, map=["a | auto"], boxes={"a": {"story": 1}})
    assert (one.style.grid.measure, one.style.grid.gutter) == pytest.approx((180 * MM, 0))


def test_extends_merges_keys_replaces_lists_and_removes_null(front: Spec) -> None:
    assert front.name == "front"
    assert front.style.typefaces == {
        "song": ("Noto Serif SC",),
        "hei": ("Noto Sans SC", "system"),
        "kai": ("Broadsheet Kai",),
    }
    assert front.style.colours == {
        "black": INK,
        "white": PAPER,
        "paper": PAPER,
        "red": Colour(0.0, 1.0, 0.95, 0.1),
        "sea": Colour(0.99, 0.5, 0.0, 0.0, "PANTONE 300"),
    }
    assert front.style.labels == {"ad": "广告", "photo": "图"}


def test_styles_resolve_what_they_extend(front: Spec) -> None:
    crosshead = front.style.styles["crosshead"]
    assert (crosshead.face, crosshead.weight, crosshead.align) == ("hei", "bold", "center")
    assert (crosshead.smallest, crosshead.largest, crosshead.indent) == (10.5, 10.5, 0)
    assert crosshead.rows == 2
    headline = front.style.styles["headline"]
    assert (headline.smallest, headline.largest, headline.leading) == (30, 64, 1.15)
    assert front.style.styles["body"].indent == 2
    tag = front.style.styles["tag"]
    assert tag.leading == pytest.approx(1.2)  # 18 pt on 15
    assert tag.tracking == pytest.approx(0.1)
    assert (tag.colour, tag.fill) == (PAPER, Colour(0.0, 1.0, 0.95, 0.1))


def test_the_map_gives_rows_with_heights_and_places(front: Spec) -> None:
    kinds = [(row.height.kind, row.height.rows) for row in front.arrangement.map]
    assert kinds == [("rows", 17), ("auto", 0), ("rows", 9), ("fill", 0), ("rows", 9)]
    assert front.arrangement.map[3].cells == tuple("bbcccc")
    assert front.arrangement.map[3].where == Where("front.yaml", 17, 3)  # a blank line lies above


@pytest.mark.parametrize(
    ("height", "rows"), [("40mm", 8), ("40.1mm", 9), ("8行", 8), ("3字", 3), ("25%", 14)]
)
def test_heights_are_rounded_up_to_rows(height: str, rows: int) -> None:
    spec = small(map=[f"a b | {height}"])
    assert spec.arrangement.map[0].height == RowHeight(kind="rows", rows=rows)


def test_boxes_hold_what_they_say(front: Spec) -> None:
    assert content(front, "M") == MastheadBox(
        nameplate=Nameplate(scales=(1, 0.92, 0.77), kerns=(0.1, 0, -0.05)),
        slogan="rules",
        data=(("国内统一刊号：{cn_code}", "邮编：{postcode}"), ("{ear_promo}",)),
    )
    assert content(front, "E") == EarBox(form="couplet")
    assert content(front, "a") == StoryBox(
        select=Selector(rank=1), columns=3, measure=210, headline=HeadPlace(rows=7)
    )
    assert content(front, "b") == StoryBox(
        select=Selector(rank=2, section="要闻"), columns=4, headline=HeadPlace(across=3)
    )
    assert content(front, "c") == StoryBox(
        select=Selector(id="third"),
        columns=3,
        headline=HeadPlace(at="left", vertical=True, width=94.5),
    )


def test_boxes_have_frames_and_furniture(front: Spec) -> None:
    red, sea = front.style.colours["red"], front.style.colours["sea"]
    assert front.arrangement.boxes["E"].frame == Frame(weight=1.6, inner=0.4, gap=3, colour=red)
    third = front.arrangement.boxes["c"]
    assert (third.rule, third.side, third.above) == (Rule(weight=0.4), Rule(weight=0.25), 2)
    box = front.arrangement.boxes["d"]
    assert box.frame == Frame(ornament="fret", depth=9.5)
    assert (box.tint, box.accent) == (Colour(0.07, 0.02, 0.0, 0.0), sea)
    assert box.padding == Padding(sides=pytest.approx(12.6), head=13.5, foot=13.5)
    assert box.styles == {"headline": "tag"}
    assert isinstance(box.content, StoryBox)
    assert box.content.picture == PicturePlace(ratio=pytest.approx(5 / 3), width=Share(0.88))
    assert box.where.line == 37


def test_boxes_side_by_side_are_named_by_number(front: Spec) -> None:
    foot = front.arrangement.boxes["F"]
    assert isinstance(foot.content, AcrossBox)
    assert foot.content.gap == pytest.approx(3.2 * MM)
    names = [(part.name, part.content, part.width) for part in foot.content.parts]
    assert names == [
        ("F.1", ItemBox(kind="ad", select=Selector(rank=1), form="reversed"), None),
        ("F.2", ItemBox(kind="photo", select=Selector(rank=1)), Share(0.5)),
        ("F.3", ItemBox(kind="info", select=Selector(rank=1)), pytest.approx(41.6 * MM)),
    ]
    assert foot.content.parts[1].frame == Frame(weight=0.5)
    assert foot.padding.foot == pytest.approx(2 * MM)


def test_a_lone_picture_is_a_photo() -> None:
    spec = small(boxes={"a": {"story": 1, "picture": {"rows": 5}}, "b": {"picture": {"id": "x"}}})
    assert content(spec, "b") == ItemBox(kind="photo", select=Selector(id="x"))
    assert content(spec, "a") == StoryBox(select=Selector(rank=1), picture=PicturePlace(rows=5))


def test_a_plain_list_of_facts_is_one_line() -> None:
    spec = small(
        boxes={"a": {"masthead": {"data": ["{name}", "第{pages}版"]}}, "b": {"ear": "code"}}
    )
    masthead = content(spec, "a")
    assert isinstance(masthead, MastheadBox)
    assert masthead.data == (("{name}", "第{pages}版"),)


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize("n", range(len(MISTAKES)))
def test_mistakes_are_answered_with_place_key_and_a_way_out(n: int) -> None:
    mistake = MISTAKES[n]
    assert mistake["for"] in FRONT
    file = SPECS / "front.yaml"
    with pytest.raises(SpecError) as caught:
        read_spec(
            FRONT.replace(mistake["for"], mistake["put"], 1),
            file=str(file),
            find=beside,
        )
    assert str(caught.value).replace(f"{SPECS}/", "") == mistake["says"]


def beside(name: str, file: str) -> tuple[str, str]:
    """Find what a spec extends as the loader does: in its folder, else among the bundled."""
    path = spec_yaml.loader._found_beside(name, file)
    return spec_yaml.loader._text(path), str(path)


def line_of(mistake: Mapping[str, str]) -> int:
    return int(mistake["says"].split(":")[1])


def part_of(mistake: Mapping[str, str]) -> str:
    """The box or the style that is wrong: its parts are told before what it lacks as a whole."""
    return ".".join(mistake["says"].split(": ")[1].split(".")[:2])


# on a line that no other mistake changes, in a section that the page does not hang on
APART = [
    mistake
    for mistake in MISTAKES
    if re.match(r"front\.yaml:\d+:\d+: (styles|boxes|lint|labels|colours)\.", mistake["says"])
    and mistake["put"].count("\n") == mistake["for"].count("\n") == 0
]


@pytest.mark.usefixtures("bundled")
@given(st.lists(st.sampled_from(APART), min_size=2, max_size=4, unique_by=(line_of, part_of)))
def test_all_that_is_wrong_is_told_in_one_pass(chosen: list[dict[str, str]]) -> None:
    file, text = SPECS / "front.yaml", FRONT
    for mistake in chosen:
        assume(text.count(mistake["for"]) == FRONT.count(mistake["for"]))
        text = text.replace(mistake["for"], mistake["put"], 1)
    with pytest.raises(SpecError) as caught:
        read_spec(text, file=str(file), find=beside)
    told = [str(fault).replace(f"{SPECS}/", "") for fault in caught.value.each()]
    assert told == [mistake["says"] for mistake in sorted(chosen, key=line_of)]


def test_the_table_of_mistakes_is_long_and_every_answer_is_whole() -> None:
    assert len({(mistake["for"], mistake["put"]) for mistake in MISTAKES}) >= 60
    for mistake in MISTAKES:
        assert re.fullmatch(r"[\w.-]+\.yaml:\d+:\d+: .+ \(.+\)", mistake["says"]), mistake


def test_overrides_are_put_over_the_whole_spec() -> None:
    spec = read_spec(
        FRONT,
        file="front.yaml",
        find=find,
        overrides=[
            ("styles.body.size", "10pt"),
            ("boxes.F.across.3.width", "40mm"),
            ("boxes.c.headline", "{at: right, vertical: yes}"),
            ("labels.ad", ""),
            ("labels.note", "按"),
        ],
    )
    assert spec.style.grid.em == 10
    assert spec.style.grid.measure == 150
    assert isinstance(spec.arrangement.boxes["F"].content, AcrossBox)
    assert spec.arrangement.boxes["F"].content.parts[2].width == pytest.approx(40 * MM)
    assert isinstance(spec.arrangement.boxes["c"].content, StoryBox)
    assert spec.arrangement.boxes["c"].content.headline == HeadPlace(at="right", vertical=True)
    assert spec.style.labels == {"photo": "图", "note": "按"}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("styles.body.size", "10", "--set: styles.body.size: '10' has no unit (write 10pt)"),
        ("grid.rules", "1pt", "--set: grid.rules: 'rules' is no key here (did you mean rule?)"),
        ("gird.rows", "9", "--set: gird: 'gird' is no key here (did you mean grid?)"),
        ("extends", "x", "--set: 'extends' can't be set (write it in a spec's file)"),
        ("grid..rule", "1pt", "--set: 'grid..rule' is no key (write styles.body.size=10pt)"),
        ("grid.rule.x", "1pt", "--set: grid.rule.x: grid.rule holds a text, no keys"),
        ("boxes.F.across.4.width", "1mm", "--set: boxes.F.across.4: '4' is no part of this list"),
        ("boxes.F.across.², x", "1mm", "--set: boxes.F.across.², x: '², x' is no part of this"),
        ("boxes.a.story", "{id: [x", "--set:1:6: a [ without its ]"),
        ("map", "a b", "--set: map: this row has 2 cells, the grid 6 columns"),
    ],
)
def test_wrong_overrides_name_the_option(path: str, value: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        read_spec(FRONT, file="front.yaml", find=find, overrides=[(path, value)])
    assert str(caught.value).startswith(message)


def test_specs_that_extend_each_other_are_refused() -> None:
    one = "broadsheet: 1\nextends: two\n"
    two = "broadsheet: 1\nextends: one\n"

    def around(name: str, _: str) -> tuple[str, str]:
        return {"one": one, "two": two}[name], f"{name}.yaml"

    with pytest.raises(SpecError, match=r"^two.yaml:2:10: extends: specs extend each other: one"):
        read_spec(one, file="one.yaml", find=around)


def test_a_base_is_itself_extended_and_keeps_its_name_to_itself() -> None:
    chain = {
        "mid": "broadsheet: 1\nname: mid\nextends: base-sheet\ngrid: {rows: 100, gap: 3}\n",
        "base-sheet": BASE,
    }
    top = FRONT.replace("extends: base-sheet", "extends: mid")
    spec = read_spec(top, file="my.yaml", find=lambda name, _: (chain[name], f"{name}.yaml"))
    assert (spec.name, spec.style.grid.rows, spec.style.grid.gap) == ("my", 100, 1)
    named = read_spec(top + "name: 头版\n", file="my.yaml", find=lambda n, _: (chain[n], n))
    assert named.name == "头版"


def test_styles_in_a_ring_are_named() -> None:
    styles = {
        "body": {"face": "song", "size": "10pt"},
        "a": {"extends": "b"},
        "b": {"extends": "c"},
        "c": {"extends": "a"},
    }
    with pytest.raises(SpecError, match="styles extend each other: a → b → c → a"):
        small(styles=styles)


def test_a_column_of_a_box_must_not_be_interrupted() -> None:
    with pytest.raises(SpecError, match="column 1 of 'a' is interrupted"):
        small(map=["a a | auto", "b a | auto", "a a | auto"])
    u_shape = small(
        map=["a b a | auto", "a a a | auto"],
        grid={"columns": 3, "measure": "50mm", "baseline": "5mm"},
    )
    assert len(u_shape.arrangement.map) == 2


@pytest.mark.usefixtures("bundled")
def test_files_are_found_beside_and_among_the_bundled(tmp_path: Path) -> None:
    assert spec_yaml.open_spec("front").style.folder == ""
    assert set(spec_yaml.bundled_specs()) == {"base-sheet", "front", "mistakes"}
    mine = tmp_path / "mine.yaml"
    mine.write_text("broadsheet: 1\nextends: front\ngrid: {gap: 2}\n", "utf-8")
    spec = spec_yaml.open_spec(str(mine), [("grid.rule", "1pt")])
    assert (spec.name, spec.style.grid.gap, spec.style.grid.rule) == ("mine", 2, 1)
    assert spec.style.folder == str(tmp_path)
    (tmp_path / "front.yaml").write_text(
        FRONT.replace("extends: base-sheet", "extends: front").replace("gap: 1", "gap: 4"), "utf-8"
    )
    assert spec_yaml.open_spec(str(mine)).arrangement.boxes["M"].where.file == str(
        tmp_path / "front.yaml"
    )
    text = spec_yaml.load("broadsheet: 1\nextends: front\n")
    assert text.style == spec_yaml.load({"broadsheet": 1, "extends": "front"}).style


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("frnt", "there is no spec 'frnt' (a file ends in .yaml; did you mean front?)"),
        ("nowhere/x.yaml", "nowhere/x.yaml: there is no such file"),
        ("long" * 200, "there is no spec 'longlong"),
        ("long" * 200 + ".yaml", "longlong"),
        ("nul\0.yaml", "'nul\\x00.yaml' is no file's name"),
    ],
)
def test_a_spec_that_is_not_there_is_one_line(name: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        spec_yaml.open_spec(name)
    assert str(caught.value).startswith(message)


@pytest.mark.usefixtures("bundled")
def test_files_that_are_no_specs_are_refused(tmp_path: Path) -> None:
    for content_, message in [
        (b"", "a mapping is needed, nothing stands here"),
        (b"\x89PNG\r\n\x1a\n\x00", "is not UTF-8"),
        (b"- a\n", "a mapping is needed, a list stands here"),
        (b"a: 1\n" * 200_000, "the file is too large (at most 0.5 MB are read)"),
    ]:
        file = tmp_path / "x.yaml"
        file.write_bytes(content_)
        with pytest.raises(SpecError, match=re.escape(message)):
            spec_yaml.open_spec(str(file))
    with pytest.raises(SpecError, match="this is a folder"):
        spec_yaml.open_spec(str(tmp_path / ".." / tmp_path.name / ""), ())


def keys_of(value: object) -> set[str]:
    if isinstance(value, Mapping):
        return set(value) | {key for inside in value.values() for key in keys_of(inside)}
    if isinstance(value, list):
        return {key for inside in value for key in keys_of(inside)}
    return set()


def test_the_schema_knows_every_key_that_is_read() -> None:
    schema = json.loads(json.dumps(spec_yaml.schema()))
    free = {"song", "hei", "kai", "sea", "gone", "body", "crosshead", "tag"} | set("MEabcdF")
    assert keys_of(yaml.safe_load(FRONT)) - free <= keys_of(schema) - {"type"}
    assert schema["additionalProperties"] is False


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_spec_is_read_or_refused_in_one_line(data: st.DataObject) -> None:
    words = re.findall(r"[\w.%/]+|\s+|.", FRONT)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(
            st.sampled_from(
                ["", " ", "null", "[]", "{}", "x", "9", "-1", "5%", "2行", "\n", *words]
            )
        )
    told = ""
    try:
        read_spec("".join(words), file="front.yaml", find=find)
    except UserError as refused:
        told = str(refused)
    assert not told or re.match(r"(front|base-sheet)\.yaml:\d+", told)
    assert "\n" not in told


def test_a_spot_colour_has_tints_and_may_overprint() -> None:
    colours = {
        "sea": {"spot": {"name": "PANTONE 300", "alternate": "99/50/0/0", "overprint": True}},
        "foam": {"spot": {"name": "PANTONE 300", "alternate": "99/50/0/0", "tint": "30%"}},
    }
    style = small(colours=colours).style
    sea, foam = style.colours["sea"], style.colours["foam"]
    assert (sea.over, sea.tint, foam.over, foam.tint) == (True, 1.0, False, 0.3)
    assert (foam.cyan, foam.magenta) == pytest.approx((0.297, 0.15))
    assert foam.solid == sea.solid


def told(tmp_path: Path, text: str, *overrides: tuple[str, str]) -> list[str]:
    """Return the faults of a spec in a file of its own, that extends a bundled one."""
    file = tmp_path / "own.yaml"
    file.write_text(f"broadsheet: 1\n{text}", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        spec_yaml.load(file, overrides=overrides)
    return [str(fault).replace(str(file), "own") for fault in caught.value.each()]


BUNDLED_MAP = """extends: duikai-6
map: |
  M M M M E E | 17行
  a a a a d d | auto
  b b b b d d | auto
  F F F F F F | 10行
"""


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (BUNDLED_MAP, ["own:3:6: boxes.c: this box is not in the map"]),
        ("extends: duikai-6\nboxes: {b: null}\n", ["own:3:1: map: 'b' has no box"]),
        (
            "extends: duikai-6\ngrid: {columns: 5, measure: 15字}\n",
            ["own:3:17: map: this row has 6 cells, the grid 5 columns"],
        ),
        ("extends: duikai-6\ngrid:\n  rows: 20\n", ["own:4:9: map: the heights add up to"]),
        ("extends: own.yaml\n", ["own:2:10: extends: a spec can't extend itself (name a bundled"]),
        (
            "extends: house\ngrid: {columns: 5}\n",
            ["own:3:17: grid.columns: the page draws itself, and each sheet"],
        ),
    ],
)
def test_what_an_own_file_brings_about_in_another_is_told_in_the_own(
    tmp_path: Path, text: str, faults: list[str]
) -> None:
    """And once, though each row of the other's map is at odds with it."""
    found = told(tmp_path, text)
    assert len(found) == len(faults) or "'b'" in faults[0]
    assert all(one.startswith(faults[0]) for one in found)


def test_what_an_option_brings_about_is_told_of_the_option(tmp_path: Path) -> None:
    [columns] = told(tmp_path, "extends: duikai-6\n", ("grid.columns", "5"))
    assert columns.startswith("--set: map: this row has 6 cells, the grid 5 columns")
    [drawn] = told(tmp_path, "extends: house\n", ("grid.rows", "90"))
    assert drawn.startswith("--set: grid.rows: the page draws itself")
    assert "make-up.sheets.1.grid.rows=" in drawn
    ruled = spec_yaml.load("house", overrides=[("grid.rule", "0pt")])  # put over the drawing
    assert ruled.style.grid.rule == 0


def test_a_sheet_of_ones_own_has_the_columns_that_it_says(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    sheet = "{name: 对开, grid: {columns: 5, measure: 18字, baseline: 13.5pt, rows: 106}}"
    file.write_text(
        f"broadsheet: 1\nextends: house\ngrid: {{columns: 4}}\nmake-up: {{sheets: [{sheet}]}}\n",
        encoding="utf-8",
    )
    house = spec_yaml.load(file).style.open
    assert house is not None
    assert house.sheets[0].sections["grid"]["columns"] == "5"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("13,5pt", "13.5pt"), ("１３.５pt", "13.5pt"), ("13，5pt", "13.5pt"), ("13·5pt", "10.5pt")],
)
def test_a_length_with_another_point_is_answered_with_the_length(written: str, meant: str) -> None:
    with pytest.raises(SpecError) as caught:
        read_spec({**SMALL, "styles": {"body": {"face": "song", "size": written}}})
    assert caught.value.hint.startswith(f"write {meant}")
