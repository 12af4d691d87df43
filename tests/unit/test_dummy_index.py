"""The index of the other pages on a front page that draws itself (导读)."""

from random import Random
from typing import Any

import broadsheet
from broadsheet import api
from broadsheet.arranging.contents_box import with_index
from broadsheet.arranging.ranking import MOST, blocks_of
from broadsheet.display import Link
from broadsheet.edition import Edition
from broadsheet.spec import IndexBox, Spec
from tests.unit.test_dummy import day, story

FRONT, INSIDE = (900, 700, 500, 300), (900, 700, 500, 300)


def paper(*pages: tuple[int, ...], more: tuple[dict[str, Any], ...] = ()) -> Edition:
    """An edition of pages with stories of such lengths; ``more`` items stand on the first."""
    dice, made = Random(5), []
    for number, lengths in enumerate(pages, 1):
        items = [story(dice, 10 * number + n, count) for n, count in enumerate(lengths)]
        items.append({"kind": "ad", "id": f"ad{number}", "lines": [f"汀兰茶行{number}号"]})
        made.append({"folio": str(number), "items": [*items, *(more if number == 1 else ())]})
    head = {"name": "汀兰日报", "date": "2026-11-18"}
    return broadsheet.read_edition({"masthead": head, "pages": made})


def indexes(spec: Spec) -> list[str]:
    """The names of a front page's boxes that are indexes."""
    front = spec.sheet(1).arrangement.boxes
    return [name for name, box in front.items() if isinstance(box.content, IndexBox)]


def test_page_1_names_what_stands_on_the_others_and_leads_there() -> None:
    edition = paper(FRONT, INSIDE, INSIDE)
    [dummy] = api.dummy(edition)
    [name] = indexes(dummy.spec)
    assert all(not indexes_of for indexes_of in map(indexes, dummy.spec.pages[1:]))
    pages = broadsheet.compose(edition, dummy.spec)
    assert [f.message for f in pages.findings if f.level == "error"] == []
    links = [m for m in pages.pages[0].marks if isinstance(m, Link) and m.box == name]
    inside = {f"#{item.id}" for page in edition.pages[1:] for item in page.items}
    assert len(links) >= 4
    assert {link.target for link in links} <= inside
    assert {link.target[:3] for link in links} == {"#s2", "#s3"}  # of both pages


def test_a_front_page_of_many_stories_has_no_room_for_an_index() -> None:
    house = api.load_spec("house").style.open
    assert house is not None
    blocks = blocks_of(paper((900,) * MOST).pages[0].items, house)
    assert len(blocks) == MOST
    assert with_index(blocks) == blocks
    assert [block.kind for block in with_index(blocks[1:])][-2:] == ["story", "index"]


def test_an_index_of_the_editions_own_stands_alone() -> None:
    own = {"kind": "info", "id": "i", "lines": ["导读", "大潮之后 2版", "灯塔旧事 2版"]}
    [dummy] = api.dummy(paper(FRONT, INSIDE, more=(own,)))
    assert indexes(dummy.spec) == []


def test_a_house_may_do_without() -> None:
    style = broadsheet.load_spec(
        {"broadsheet": "1", "extends": "house", "make-up": {"index": "no"}}
    )
    [dummy] = api.dummy(paper(FRONT, INSIDE), style)
    assert indexes(dummy.spec) == []


def test_one_page_has_no_index() -> None:
    [dummy] = api.dummy(day(900, 700, 500))
    assert indexes(dummy.spec) == []
