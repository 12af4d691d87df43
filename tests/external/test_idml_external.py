"""IDML as another program reads it: SimpleIDML (BSD) opens what we write."""

import io
import json
import zipfile
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from simple_idml.components import Story
from simple_idml.idml import IDMLPackage

import broadsheet
from broadsheet.edition import Article, passages
from broadsheet.formats.idml.stories import BODY
from tests.unit.pages_of import prose, story
from tests.unit.test_idml import bounds

EXAMPLES = Path(__file__).parents[2] / "examples"


def _text(package: IDMLPackage, name: str) -> str:
    story = Story(package, name)
    return "".join(content.text or "" for content in story.dom.iter("Content"))


@pytest.mark.parametrize("spec", ["duikai-6", "shuzhi", "zjgrb-front"])
def test_another_reader_finds_pages_stories_and_text(spec: str) -> None:
    options = broadsheet.PageOptions(spec=spec)
    done = broadsheet.desktop_pages(EXAMPLES / "tinglan-front.yaml", options)
    with IDMLPackage(io.BytesIO(done.idml)) as package:
        assert len(package.pages) == len(done.pages.pages)
        texts = [_text(package, name) for name in package.stories]
        names = {family.get("Name") for family in package.font_families}
    assert "Noto Serif SC" in names
    for item in done.edition.items:
        if isinstance(item, Article):
            firsts = [block.text.split("\n")[0] for block in item.body]
            assert any(all(first in text for first in firsts) for text in texts)


LATIN = "The council put off the matter of the weir until the spring. "
OWN = {"name": "江湾晚报", "date": "2026-12-01"}
DOGLEG = """\
broadsheet: 1
extends: sikai
map: |
  M M M M M | 12行
  a a a b b | auto
  a a c c b | auto
boxes: {a: {story: 1}, b: {story: 2}, c: {story: 3}, d: null, F: null, E: null}
"""
TABLE = {"kind": "table", "text": "品种\t今日\t昨日\n青菜\t3.50\t3.20\n“白玉”菇\t8.00\t8.00"}
SPOT = (("colours.red", "{spot: {name: 金墨 & <1>, alternate: 20/30/80/10}}"),)
PICTURE = {"src": "p.jpg", "caption": "试航。", "credit": "何川 摄"}
ADS = [{"kind": "ad", "name": f"春风书店{n}", "lines": ["全场八折"]} for n in range(3)]
HOTLINE = {"kind": "info", "title": "热线", "lines": ["021-55550123"]}
VERSE = {"kind": "verse", "text": "一根针\n一把剪"}


def _day(*items: Any, pages: Any = None) -> dict[str, Any]:
    return {"masthead": OWN, **({"pages": pages} if pages else {"items": list(items)})}


def _english(number: int, count: int) -> dict[str, Any]:
    body = [LATIN * count, "“Nobody,” said Mr O’Brien, “asked the eels.”"]
    return {"kind": "article", "headline": f"Weir must wait for spring {number}", "body": body}


STORIES = [story(n, [90, 0, 120, 80], pictures=[PICTURE] if n == 1 else []) for n in range(1, 5)]
UNSEEN: dict[str, tuple[dict[str, Any], str, tuple[tuple[str, str], ...]]] = {
    "vertical": (_day(*STORIES, *ADS, HOTLINE), "shuzhi", ()),
    "english": (_day(*(_english(n, 12 // n) for n in range(1, 4)), ADS[0]), "house-english", ()),
    "doglegs": (_day(*(story(n, [170] * (5 - n)) for n in range(1, 4))), DOGLEG, ()),
    "tables": (_day(story(1, [120]) | {"body": [prose(90), TABLE, prose(80), VERSE]},
                    story(2, [130])), "house", ()),
    "spot": (_day(*STORIES[:3], ADS[0]), "house", SPOT),
    "pages": (_day(pages=[{"items": STORIES[:2]}, {"folio": "第2版", "section": "副刊",
                                                   "items": STORIES[2:]}]), "house", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSEEN)
def test_pages_of_many_kinds_are_read_back_whole(name: str, tmp_path: Path) -> None:
    day, spec, overrides = UNSEEN[name]
    Image.new("RGB", (900, 600), (120, 90, 70)).save(tmp_path / "p.jpg")
    file = tmp_path / "day.json"
    file.write_text(json.dumps(day, ensure_ascii=False), encoding="utf-8")
    if "\n" in spec:
        (tmp_path / "own.yaml").write_text(spec, encoding="utf-8")
        spec = str(tmp_path / "own.yaml")
    options = broadsheet.PageOptions(spec=spec, overrides=overrides)
    done = broadsheet.desktop_pages(file, options)
    assert done.idml, [str(one) for one in done.pages.findings]
    with IDMLPackage(io.BytesIO(done.idml)) as package:
        assert len(package.pages) == len(done.pages.pages) == len(done.edition.pages)
        texts = ["".join(_text(package, one).split()) for one in package.stories]
    for item in done.edition.items:
        own = [p for p in passages(done.edition) if p.item == item.id and p.role in BODY]
        told = "".join("".join(p.text.split()) for p in own)
        assert item.kind != "article" or any(told in text for text in texts), item.id
    for passage in passages(done.edition):
        assert any("".join(passage.text.split()) in text for text in texts), passage
    _frames_stand_apart(done.idml)


def _frames_stand_apart(idml: bytes) -> None:
    """Text frames of a spread have room of their own, and each thread leads back."""
    with zipfile.ZipFile(io.BytesIO(idml)) as package:
        spreads = [n for n in package.namelist() if n.startswith("Spreads/")]
        found = [list(ET.fromstring(package.read(n)).iter("TextFrame")) for n in spreads]
    for frames in found:
        for one, two in combinations(map(bounds, frames), 2):
            across = min(one[2], two[2]) - max(one[0], two[0])
            down = min(one[3], two[3]) - max(one[1], two[1])
            assert across < 2 or down < 2
    every = {frame.get("Self", ""): frame for frames in found for frame in frames}
    for name, frame in every.items():
        after = frame.get("NextTextFrame", "n")
        assert after == "n" or every[after].get("PreviousTextFrame") == name
