"""A lead that goes on on the next page, where copy deals badly whole (转版)."""

from io import BytesIO
from typing import Any

import broadsheet
from broadsheet import api
from broadsheet.arranging.jumped_leads import jump_plans
from broadsheet.arranging.ranking import letters_of, ranked
from broadsheet.display import Link
from broadsheet.edition import Article, Edition
from broadsheet.spec import StoryBox
from tests.unit.test_dummy import day
from tests.unit.test_dummy_index import paper

FULL, THIN = (2200, 700, 600), (400, 300)  # of a front page, and of the next


def goes_on(edition: Edition, **house: Any) -> list[int]:
    """Pages that hold what another one leaves of a story."""
    style = broadsheet.load_spec({"broadsheet": "1", "extends": "house", "make-up": house})
    [dummy] = api.dummy(edition, style)
    return [
        number
        for number, page in enumerate(dummy.spec.pages, 1)
        if any(
            isinstance(box.content, StoryBox) and box.content.continues
            for box in page.arrangement.boxes.values()
        )
    ]


def test_the_lead_of_a_full_front_page_goes_on_on_the_next() -> None:
    edition = paper(FULL, THIN)
    [dummy] = api.dummy(edition)
    assert len(dummy.spec.pages) == 2  # not one page more than the editor has
    pages = broadsheet.compose(edition, dummy.spec)
    assert [f.message for f in pages.findings if f.level == "error"] == []
    lead = edition.items[0].id
    assert [[b.item for b in page.boxes].count(lead) for page in pages.pages] == [1, 1]
    words = ["".join(getattr(mark, "plain", "") for mark in page.marks) for page in pages.pages]
    assert "（下转第2版）" in words[0]
    assert "（上接第1版）" in words[1]
    targets = {mark.target for mark in pages.pages[0].marks if isinstance(mark, Link)}
    assert f"#{lead}→2" in targets
    pdf = BytesIO()
    broadsheet.write_pdf(pages, pdf)
    assert broadsheet.prove(pdf.getvalue(), edition) == ()


def test_what_deals_well_stays_whole_and_a_house_may_forbid_it() -> None:
    assert goes_on(paper((900, 700, 500, 300), (900, 700, 500, 300))) == []
    assert goes_on(paper(FULL, THIN), jump="no") == []


def test_a_lead_with_a_table_or_a_treatment_is_not_parted() -> None:
    house = api.load_spec("house").style.open
    assert house is not None
    plain = day(5200, 1500, 1200, 900, 600)
    assert jump_plans(plain, house)
    for more in ({"treatment": "framed"}, {"jump": {"type": "to", "page": "3", "raw": "下转3版"}}):
        assert jump_plans(day(5200, 1500, 1200, 900, 600, s1=more), house) == []


def test_a_plan_keeps_all_items_once_and_most_of_the_lead() -> None:
    house = api.load_spec("house").style.open
    assert house is not None
    for lengths in ((5200, 1500, 1200, 900, 600), (3000, 900, 700, 500, 400)):
        edition = day(*lengths)
        for jump in jump_plans(edition, house):
            held = [item.id for share in jump.plan.shares for item in share.page.items]
            assert sorted(held) == sorted(item.id for item in edition.items)
            assert 0.35 < jump.kept < 0.95


def test_what_comes_from_another_page_leads_none() -> None:
    back = {"type": "from", "page": "1", "raw": "（上接第1版）"}
    edition = day(900, 700, s1={"jump": back})
    stories = [item for item in edition.items if isinstance(item, Article)]
    assert letters_of(stories[0]) > letters_of(stories[1])
    assert [story.id for story in ranked(stories)] == ["s2", "s1"]
