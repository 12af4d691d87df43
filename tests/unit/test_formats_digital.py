"""The digital paper: outlines of stories, their text, and a page without a script."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.display import PlacedBox
from broadsheet.edition import item_passages
from broadsheet.formats import digital
from broadsheet.geometry import Rect

DAY = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"


def box(item: str, *rect: float, columns: tuple[tuple[float, ...], ...] = ()) -> PlacedBox:
    held = tuple(Rect(*column) for column in columns)
    return PlacedBox(name=item, rect=Rect(*rect), item=item, columns=held)


def test_a_box_without_neighbours_is_its_rectangle() -> None:
    alone = box("a", 0, 0, 100, 50, columns=((0, 10, 40, 40), (50, 10, 50, 30)))
    assert digital.zone(alone, [alone]) == ((0, 0), (100, 0), (100, 50), (0, 50))
    bare = box("a", 1, 2, 3, 4)
    assert digital.zone(bare, [bare]) == ((1, 2), (4, 2), (4, 6), (1, 6))


def test_an_l_is_stepped_where_the_other_box_lies() -> None:
    story = box("a", 0, 0, 100, 100, columns=((0, 20, 45, 80), (55, 20, 45, 30)))
    other = box("b", 55, 60, 100, 40)
    assert digital.zone(story, [story, other]) == (
        (0, 0), (100, 0), (100, 60), (50, 60), (50, 100), (0, 100),
    )  # fmt: skip
    above = box("c", 0, 0, 48, 15)
    low = box("a", 0, 0, 100, 100, columns=((0, 20, 45, 80), (55, 0, 45, 100)))
    assert digital.zone(low, [low, above]) == (
        (0, 15), (50, 15), (50, 0), (100, 0), (100, 100), (0, 100),
    )  # fmt: skip


def test_a_head_beside_the_columns_belongs_to_the_story() -> None:
    story = box("a", 0, 0, 100, 50, columns=((30, 0, 30, 50), (70, 0, 30, 50)))
    assert digital.zone(story, [story]) == ((0, 0), (100, 0), (100, 50), (0, 50))


class Page(HTMLParser):
    """What the page links, shows and fetches."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.fetched: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.add(tag)
        self.ids |= {held["id"] or ""} if "id" in held else set()
        self.targets += [held["href"] or ""] if tag == "a" else []
        self.fetched += [held["src"] or ""] if "src" in held else []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digital") / "out"
    argv = ["export", str(DAY), "--to", "digital", "-o", str(folder), "--ppi", "36"]
    assert main(argv) == 0
    return folder


def test_zones_lie_on_the_page_and_none_meets_another(written: Path) -> None:
    told = json.loads((written / "zones.json").read_text(encoding="utf-8"))
    [page] = told["pages"]
    assert (told["paper"], told["date"], page["size_mm"]) == ("汀澜日报", "2026-11-18", [390, 545])
    zones = {zone["item"]: zone["polygon_permille"] for zone in page["zones"]}
    assert len(zones) == len(told["items"]) == 8
    assert len(zones["haishang-gongjiao"]) == 6  # the L
    assert all(0 <= x <= 1000 and 0 <= y <= 1000 for line in zones.values() for x, y in line)

    def inside(line: list[list[float]], x: float, y: float) -> bool:
        crossed = False
        for (x0, y0), (x1, y1) in zip(line, line[1:] + line[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                crossed = not crossed
        return crossed

    for x in range(5, 1000, 10):
        for y in range(5, 1000, 10):
            assert sum(inside(line, x, y) for line in zones.values()) <= 1
    first = page["zones"][0]
    millimetres = [
        [round(x / 390 * 1000, 1), round(y / 545 * 1000, 1)] for x, y in first["polygon_mm"]
    ]
    for one, other in zip(millimetres, first["polygon_permille"], strict=True):
        assert one == pytest.approx(other, abs=0.1)


def test_every_passage_is_in_the_page_and_every_link_leads_on(written: Path) -> None:
    html = (written / "index.html").read_text(encoding="utf-8")
    words = re.sub(r"<[^>]+>", "", html)
    day = broadsheet.read_edition(DAY)
    for item in day.items:
        for passage in item_passages(item):
            assert passage.text in words
    page = Page()
    page.feed(html)
    assert page.fetched == ["page-1.png"]
    assert {target.removeprefix("#") for target in page.targets} <= page.ids
    assert len([target for target in page.targets if target.startswith("#story")]) == 8
    assert not page.tags & {"script", "link", "iframe"}
    assert "http:" not in html
    assert "https:" not in html
    assert (written / "page-1.png").read_bytes().startswith(b"\x89PNG")
    told = json.loads((written / "zones.json").read_text(encoding="utf-8"))
    assert told["pages"][0]["image"] == {"file": "page-1.png", "width": 553, "height": 773}


def test_copy_can_t_break_out_of_the_page() -> None:
    day = broadsheet.read_edition(
        {"items": [{"kind": "article", "headline": "<script>x</script>", "body": ["a & <b>"]}]}
    )
    pages = broadsheet.compose(day, broadsheet.load_spec("duikai-6"))
    html = digital.html(day, pages, [('"><script>.png', 1, 1)])
    assert "<script" not in html
    assert "&lt;script&gt;x" in html
    assert "a &amp; &lt;b&gt;" in html


def test_errors_and_wrong_options_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    argv = ["export", str(DAY), "--to", "digital", "-o", str(folder)]
    assert main([*argv, "--spec", "duikai-6", "--set", "boxes.d.picture.rows=40"]) == 1
    assert "is not written" in capsys.readouterr().err
    assert main([*argv, "--ppi", "9"]) == 2
    assert "ppi 9 is out of range (write 36 to 300)" in capsys.readouterr().err
    assert main(argv[:-2]) == 2
    assert not folder.exists()
