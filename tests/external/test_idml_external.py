"""IDML as another program reads it: SimpleIDML (BSD) opens what we write."""

import io
from pathlib import Path

import pytest
from simple_idml.components import Story
from simple_idml.idml import IDMLPackage

import broadsheet
from broadsheet.edition import Article

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
