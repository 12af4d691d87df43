"""The documents' pictures are what the commands make now, to the column: none has grown old."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import broadsheet

EXAMPLES = Path(__file__).parents[2] / "examples"
COARSE = 8  # pixels that are one for the comparison: colours of a palette, edges of letters
NEAR = 2.0  # of 255, on average; another drawing of the same copy is over 10 off
SHOWN = dict(
    re.findall(
        r'^    "([\w-]+)": "([\w-]+)",$',
        (EXAMPLES / "gallery.py").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def difference(pages: broadsheet.Pages, number: int, picture: Path) -> float:
    """Return how far a page is from its picture, on average, of 255."""
    made = Image.open(io.BytesIO(broadsheet.to_png(pages, page=number, ppi=60))).convert("L")
    with Image.open(picture) as kept:
        assert made.size == kept.size
        size = (made.width // COARSE, made.height // COARSE)
        sides = [one.resize(size, Image.Resampling.BOX) for one in (made, kept.convert("L"))]
    return float(ImageStat.Stat(ImageChops.difference(*sides)).mean[0])


def test_the_readme_s_picture_is_what_its_first_command_makes() -> None:
    pages = broadsheet.compose(broadsheet.read_edition(EXAMPLES / "tinglan-front.txt"))
    assert difference(pages, 1, EXAMPLES / "tinglan-drawn.png") < NEAR


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_spec_s_picture_is_its_page(name: str) -> None:
    edition = broadsheet.read_edition(EXAMPLES / f"{SHOWN[name]}.yaml")
    pages = broadsheet.compose(edition, broadsheet.load_spec(name))
    many = len(pages.pages) > 1
    for number in range(1, len(pages.pages) + 1):
        part = f"-{number}" if many else ""
        assert difference(pages, number, EXAMPLES / "gallery" / f"{name}{part}.png") < NEAR
