"""What is cut off of a picture to fill its place is told, and has an end."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import broadsheet
from broadsheet import api
from broadsheet.display import Pages, PlacedPicture
from broadsheet.edition import Edition
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, small_spec, story


def day(folder: Path, size: tuple[int, int], letters: int = 400) -> Edition:
    Image.new("L", size, 128).save(folder / "sea.png")
    shown = [{"src": "sea.png", "caption": "潮水退去以后的码头"}]
    return replace(edition(story(1, [letters // 2] * 2, pictures=shown)), folder=str(folder))


def paper(rows: str, **box: Any) -> Spec:
    place = {"at": "top", "rows": rows, "width": "60%"}
    return small_spec("p p p p | auto", {"p": {"story": "1", "picture": place, **box}})


def cut(pages: Pages) -> float:
    [mark] = [m for page in pages.pages for m in page.marks if isinstance(m, PlacedPicture)]
    left, top, right, bottom = mark.crop
    return 1 - (right - left) * (bottom - top)


@pytest.mark.parametrize("rows", [4, 6, 8, 10, 12])
def test_what_is_cut_off_is_told_with_its_share(tmp_path: Path, rows: int) -> None:
    content, spec = day(tmp_path, (300, 200)), paper(f"{rows}行", fit="none")
    pages = broadsheet.compose(content, spec)
    share = cut(pages)
    told = [f.message for f in pages.findings if f.code == "cropped"]
    want = [f"picture “潮水退去以后的码”: {share:.0%} of its area is cut off"]
    assert told == (want if share > 0.2 else [])
    linted = [f for f in api.lint(pages, spec) if f.code == "cropped"]
    assert bool(linted) == (share > 0.405)
    if linted:
        assert linted[0].message == f"{share:.0%} of a picture's area is cut off, over 40%"
        assert linted[0].item == "s1"


def test_both_ends_of_the_shares_are_met(tmp_path: Path) -> None:
    shares = [
        cut(broadsheet.compose(day(tmp_path, (300, 200)), paper(f"{rows}行", fit="none")))
        for rows in (4, 9, 11)
    ]
    assert shares[0] > 0.4 > shares[1] > 0.2 > shares[2]


@pytest.mark.parametrize("letters", [40, 300, 800])
def test_no_step_to_fit_cuts_too_much(tmp_path: Path, letters: int) -> None:
    spec = paper("9行", fit={"picture": "-8行..20行"})
    pages = broadsheet.compose(day(tmp_path, (300, 200), letters), spec)
    assert cut(pages) < 0.43  # to half a row
    # a place that is kept has nothing to lose: it goes on where the picture ends
    free = replace(day(tmp_path, (300, 200), letters), folder=str(tmp_path / "nowhere"))
    wanted, taken = (picture_steps(broadsheet.compose(free, spec)), picture_steps(pages))
    assert abs(taken) <= abs(wanted)
    assert (abs(taken) < abs(wanted)) == (letters in (40, 800))


def picture_steps(pages: Pages) -> float:
    steps = pages.boxes[0].steps
    return sum(step.after - step.before for step in steps if step.kind == "picture")


def test_the_limit_is_the_spec_s() -> None:
    strict = small_spec("p p p p | auto", lint={"cropped": {"share": "10%"}})
    assert strict.style.lint["cropped"].limit == pytest.approx(0.1)
    with pytest.raises(broadsheet.UserError, match=r"'much' is no part of an area \(write 40%\)"):
        small_spec("p p p p | auto", lint={"cropped": {"share": "much"}})
