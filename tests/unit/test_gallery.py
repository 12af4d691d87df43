"""The gallery: every bundled spec has a section, its pictures are there, its page is sound."""

import re
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.spec_yaml import bundled_specs

TOP = Path(__file__).parents[2]
GALLERY = (TOP / "specs" / "GALLERY.md").read_text(encoding="utf-8")
UNPICTURED = {"zjgrb-facsimile", "house-english"}  # one source page's copy; as the other house
SMALL = 250_000  # bytes
# places for panoramas, filled with the example's picture of 5 : 3: lint says how much is lost
PANORAMAS = {"sikai", "siban-4", "zjgrb-front-8"}


EDITIONS: dict[str, str] = dict(
    re.findall(
        r'^    "([\w-]+)": "([\w-]+)",$',
        (TOP / "examples" / "gallery.py").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def test_every_bundled_spec_has_its_section() -> None:
    assert sorted(re.findall(r"^## (\S+)$", GALLERY, re.MULTILINE)) == sorted(bundled_specs())
    assert {*EDITIONS} == {*bundled_specs()} - UNPICTURED


def test_every_picture_is_there_and_small() -> None:
    shown = re.findall(r"\]\((\.\./examples/gallery/([\w-]+\.png))\)", GALLERY)
    for path, _ in shown:
        assert 20_000 < (TOP / "specs" / path).stat().st_size < SMALL
    drawn = {file.name for file in (TOP / "examples" / "gallery").iterdir()}
    assert {name for _, name in shown} == drawn


@pytest.mark.parametrize("name", sorted(EDITIONS))
def test_every_page_is_without_a_finding_and_nearly_full(name: str) -> None:
    edition, spec = (
        api.read_edition(TOP / "examples" / f"{EDITIONS[name]}.yaml"),
        api.load_spec(name),
    )
    edition, spec, _ = api.drawn(edition, spec)
    pages = api.compose(edition, spec)
    told = [*pages.findings, *api.lint(pages, spec)]
    # an inside page shows little of a front page's masthead, which is told
    shown = [f for f in told if f.level != "note" and f.code != "unprinted"]
    assert [f.message for f in shown if f.code != "cropped"] == []
    assert [f.code for f in shown] == ["cropped"] * (name in PANORAMAS)
    stories = [box for box in pages.boxes if box.columns]
    assert sum(box.lines for box in stories) > 0.97 * sum(box.room for box in stories)
