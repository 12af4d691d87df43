"""What a masthead can't say is told of an edition of any origin, and once."""

import pytest

from broadsheet import compose, load_spec
from broadsheet.api import read_edition
from broadsheet.edition import Article, Block, Edition, EditionPage, Masthead
from broadsheet.errors import EditionError, Finding
from broadsheet.models import replace

_FACTS = {"date", "weekday", "lunar", "cn-code", "issn", "postal-code"}
_STORY = Article(id="a", headline="渡口清晨", body=(Block(text="渡口的灯亮了一夜。"),))


def _told(edition: Edition) -> list[Finding]:
    found = compose(edition, load_spec("neiye-6")).findings
    return [one for one in found if one.code in _FACTS]


def _made(**facts: str) -> Edition:
    return Edition(masthead=Masthead(**facts), pages=(EditionPage(items=(_STORY,)),))


def test_a_yaml_is_told_of_where_it_says_what_cannot_be() -> None:
    text = (
        "masthead:\n  name: 渡口日报\n  date: 2026-11-18\n  weekday: 星期一\n"
        "  lunar: 丙午年十月初一\n  issn: 1000-0001\nitems:\n- {kind: article, headline: 渡口}\n"
    )
    found = _told(read_edition(text))
    assert [(one.code, one.where.line if one.where else 0) for one in found] == [
        ("weekday", 4),
        ("lunar", 5),
        ("issn", 6),
    ]
    assert "2026-11-18 is 星期三, not 星期一" in str(found[0])


def test_an_edition_made_in_python_is_told_of_too() -> None:
    assert [one.message for one in _told(_made(date="2026-13-01"))] == ["'2026-13-01' is no date"]
    codes = [one.code for one in _told(_made(cn_code="CN 99-0001", postal_code="4四"))]
    assert codes == ["cn-code", "postal-code"]
    assert not _told(_made(date="2026-11-18", weekday="星期三", cn_code="CN 41-0099"))


def test_a_raw_page_is_told_of_once_though_its_script_changes() -> None:
    raw = "渡口日報\n2026年11月18日 星期一\n\n渡口清晨\n渡口的燈亮了一夜，沒有人說話。\n"
    edition = read_edition(raw)
    assert edition.masthead.weekday == "星期一"
    assert [one.code for one in _told(edition)] == ["weekday"]


def test_an_id_that_is_taken_is_said_where_an_edition_is_set() -> None:
    pages = (EditionPage(items=(_STORY,)), EditionPage(items=(_STORY,)))
    for spec in (load_spec("neiye-6"), None):
        with pytest.raises(EditionError, match="the id 'a' is taken"):
            compose(Edition(pages=pages), spec)


@pytest.mark.parametrize("style", ["house", "house-tabloid"])
def test_a_small_masthead_prints_what_its_facts_are(style: str) -> None:
    facts = {"cn_code": "CN41-0099", "issue_number": "3021", "address": "柳河市渡口路8号"}
    story = replace(_STORY, body=(Block(text="渡口的灯亮了一夜。" * 40),))
    edition = Edition(
        masthead=Masthead(name="渡口日报", date="2026-11-18", **facts),
        pages=(EditionPage(items=(story,)),),
    )
    pages = compose(edition, load_spec(style))
    printed = "".join("".join(line.plain.split()) for line in pages.lines())
    for words in ("国内统一刊号：CN41-0099", "总第3021期", "地址：柳河市渡口路8号"):
        assert words in printed
