"""A spec is a house style and an arrangement: each is read alone, one may stand on the other."""

from pathlib import Path

import pytest

import broadsheet
from broadsheet import spec_yaml
from broadsheet.errors import SpecError
from broadsheet.spec import StoryBox

HOUSE = """\
broadsheet: 1
page: {size: 200mm x 300mm, margin: {top: 10mm, sides: 10mm}}
grid: {columns: 4, measure: 11字, baseline: 13pt, rows: 40}
typefaces: {song: [Noto Serif SC]}
styles: {body: {face: song, size: 10pt}}
labels: {ad: 广告}
"""
DRAWN = """\
map: |
  a a b b | auto
boxes:
  a: {story: 1, frame: {weight: 1pt}, tint: 0/0/0/10}
  b: {story: 2}
folio: {left: "{folio}"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "monday.yaml").write_text(HOUSE + DRAWN, encoding="utf-8")
    return tmp_path


def load(folder: Path, text: str) -> broadsheet.Spec:
    path = folder / "today.yaml"
    path.write_text("broadsheet: 1\n" + text, encoding="utf-8")
    return broadsheet.load_spec(path)


@pytest.mark.parametrize("name", spec_yaml.bundled_specs())
def test_a_style_is_that_of_its_spec(name: str) -> None:
    spec = broadsheet.load_spec(name)
    if not spec.pages:
        assert broadsheet.load_style(name) == spec.style
    assert broadsheet.load_style(name).typefaces == spec.style.typefaces


def test_a_house_style_draws_nothing(folder: Path) -> None:
    style = broadsheet.load_style(folder / "house.yaml")
    assert (style.grid.rows, style.labels["ad"], style.folder) == (40, "广告", str(folder))
    with pytest.raises(SpecError, match="boxes is missing"):
        broadsheet.load_spec(folder / "house.yaml")


def test_what_is_drawn_wrong_does_not_touch_a_style() -> None:
    wrong = HOUSE + "map: a b c\nboxes: {a: {nothing: 1}}\n"
    assert broadsheet.load_style(wrong).grid.columns == 4
    with pytest.raises(SpecError, match="'b' has no box"):
        broadsheet.load_spec(wrong)
    with pytest.raises(SpecError, match=r"styles\.body\.size"):
        broadsheet.load_style(wrong.replace("10pt}", "wide}"))


def test_a_drawing_extends_a_style(folder: Path) -> None:
    spec = load(folder, "extends: house\nmap: a a a a | auto\nboxes: {a: {story: 3}}\n")
    assert spec.style.grid.rows == 40
    assert list(spec.arrangement.boxes) == ["a"]


def test_style_takes_no_box_of_the_other_drawing(folder: Path) -> None:
    own = "map: a a a b | auto\nboxes: {a: {story: 3}, b: {ad: 1}}\ngrid: {rows: 38}\n"
    spec = load(folder, "style: monday\n" + own)
    a = spec.arrangement.boxes["a"]
    assert isinstance(a.content, StoryBox)
    assert (a.content.select.rank, a.frame, a.tint) == (3, None, None)
    assert (spec.arrangement.folio, spec.style.grid.rows, spec.rows) == (None, 38, 38)
    # extends merges key by key: a frame comes with the letter
    both = load(folder, "extends: monday\n" + own.replace(", b: {ad: 1}", "") + "fit: none\n")
    assert both.arrangement.boxes["a"].frame
    assert both.rows == 35


def test_a_style_reaches_down_a_chain(folder: Path) -> None:
    (folder / "tuesday.yaml").write_text(
        "broadsheet: 1\nextends: monday\nstyles: {body: {size: 9pt}}\n", encoding="utf-8"
    )
    own = "map: a a a a | auto\nboxes: {a: {story: 1}}\n"
    spec = load(folder, "style: tuesday\n" + own)
    assert (spec.style.styles["body"].largest, spec.style.grid.em) == (9, 9)
    assert spec.arrangement.folio is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("style: house\nextends: monday\n", "style: a spec stands on one other: extends takes all"),
        ("style: {body: {size: 9pt}}\n", "style: this is not the name of a spec (how type is set"),
        ("style: hous\n", "style: there is no spec 'hous'"),
        ("style: today\n", "style: there is no spec 'today'"),
    ],
)
def test_what_a_spec_stands_on_is_one_name(folder: Path, text: str, told: str) -> None:
    with pytest.raises(SpecError) as caught:
        load(folder, text)
    assert told in str(caught.value)
    assert "today.yaml:2:8" in str(caught.value)


def test_an_option_does_not_change_what_a_spec_stands_on() -> None:
    with pytest.raises(SpecError, match="'style' can't be set"):
        broadsheet.load_style(HOUSE, overrides=[("style", "sikai")])
