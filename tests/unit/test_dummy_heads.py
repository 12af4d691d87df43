"""Heads of pages that draw themselves, measured before anything stands."""

import pytest

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
