"""Pages by other programs become boxes: twelve layouts of our own by each program that is there.

Needs Typst and WeasyPrint (of PyPI), Chromium, XeLaTeX; ReportLab is always there.
"""

from functools import cache

import pytest

from tests.external.makers.engines import makers
from tests.external.makers.scored import GOOD, SETS, MadeElsewhere, every

SHARE, LEAST = 0.9, 0.85  # of boxes over the mark; of the worst


@cache
def scores(maker: str) -> tuple[MadeElsewhere, ...]:
    return tuple(every(SETS["first"], [maker]))


@pytest.mark.parametrize("maker", sorted(makers()))
def test_boxes_of_a_strangers_page_are_where_they_were_drawn(maker: str) -> None:
    found = scores(maker)
    assert len(found) == len(SETS["first"])
    assert [one.error for one in found if one.error] == []
    boxes = [box for one in found for box in one.boxes]
    assert sum(box >= GOOD for box in boxes) >= SHARE * len(boxes)
    assert min(boxes) >= LEAST
