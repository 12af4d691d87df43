"""Heads of pages that draw themselves, measured before anything stands."""

import pytest

import broadsheet
from broadsheet.arranging.demand import Measures
from broadsheet.edition import Article
from tests.unit.pages_of import edition, prose, small_spec
from tests.unit.test_demand import setup_of


@pytest.mark.parametrize(("width", "least"), [(200.0, 24.0), (150.0, 28.0)])
def test_a_headline_that_does_not_go_in_is_as_large_as_it_can_be_in_more_lines(
    width: float, least: float
) -> None:
    made = {"headline": "合作社记下雨季账本 南屿收割山里的电线", "body": [prose(300)]}
    content = edition({"kind": "article", "id": "lead", **made})
    spec = small_spec(styles={"headline": {"size": "28pt..46pt", "lines": "2"}})
    [lead] = content.items
    assert isinstance(lead, Article)
    head = Measures(setup_of(spec, content)).head(lead, width, {}, 3)
    assert head.fits
    assert head.size >= least  # on fewer lines it would be half as large


@pytest.mark.parametrize("count", [1, 3, 5])
def test_facts_of_a_masthead_that_are_too_wide_are_smaller_or_stand_on_lines_of_their_own(
    count: int,
) -> None:
    facts = {"cn_code": "CN33-0018", "issue_number": "3050", "price": "每月定价12元"}
    facts |= {"permit": "　".join(count * ["广告经营许可证：北工商广字第0055号"])}
    made = {"kind": "article", "headline": "听诊器", "body": [prose(300)]}
    content = broadsheet.read_edition({"masthead": {"name": "汀兰日报", **facts}, "items": [made]})
    pages = broadsheet.compose(content)
    assert [finding for finding in pages.findings if finding.level == "error"] == []
    set_facts = [line for line in pages.lines() if line.box == "M" and "许可证" in line.plain]
    [page], [box] = pages.pages, [box for box in pages.pages[0].boxes if box.name == "M"]
    assert sum(line.plain.count("许可证") for line in set_facts) == count
    for line in set_facts:
        assert box.rect.left < line.x
        assert line.x + line.width < box.rect.right
        assert min(run.size for run in line.runs) >= 6
    assert page.number == 1
