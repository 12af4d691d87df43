"""Pictures on a page that draws itself: none loses much, and none is too deep for its page."""

from pathlib import Path
from random import Random

import pytest
from PIL import Image

import broadsheet
from broadsheet.display import Pages, PlacedPicture
from broadsheet.models import replace
from tests.unit.test_dummy import story


def composed(folder: Path, *stories: tuple[int, tuple[int, int]]) -> Pages:
    """A page of stories of so many characters, each with a picture of a form."""
    dice, items = Random(9), []
    for n, (count, form) in enumerate(stories, 1):
        Image.new("L", form, 128).save(folder / f"{n}.png")
        shown = [{"src": f"{n}.png", "caption": "码头"}]
        items.append(story(dice, n, count, pictures=shown))
    edition = broadsheet.read_edition({"masthead": {"name": "汀兰日报"}, "items": items})
    return broadsheet.compose(replace(edition, folder=str(folder)))


def shown(pages: Pages) -> list[PlacedPicture]:
    return [mark for page in pages.pages for mark in page.marks if isinstance(mark, PlacedPicture)]


@pytest.mark.parametrize(
    "forms",
    [((900, 900), (1600, 900), (800, 1200)), ((1800, 600), (1200, 800), (700, 1700))],
)
def test_a_drawing_cuts_no_more_than_a_fifth_of_a_picture(
    tmp_path: Path, forms: tuple[tuple[int, int], ...]
) -> None:
    pages = composed(tmp_path, *zip((900, 700, 500), forms, strict=True))
    assert len(shown(pages)) == 3
    for mark in shown(pages):
        left, top, right, bottom = mark.crop
        assert 1 - (right - left) * (bottom - top) <= 0.2
    assert not [f.message for f in pages.findings if f.code == "cropped"]


def test_upright_pictures_of_short_stories_are_printed(tmp_path: Path) -> None:
    pages = composed(tmp_path, (300, (800, 1200)), (200, (800, 1200)))
    assert [f.message for f in pages.findings if f.level == "error"] == []
    assert len(shown(pages)) == 2
