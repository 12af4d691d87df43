"""The foot of a page that draws itself: what stands beside what."""

from random import Random
from typing import Any

import broadsheet
from broadsheet import api
from broadsheet.spec import AcrossBox, ItemBox
from tests.unit.test_dummy import prose
from tests.unit.test_dummy import story as tale


def bands(*others: dict[str, Any]) -> list[list[str]]:
    """What stands side by side in each band of a page with three stories."""
    dice = Random(3)
    items = [*(tale(dice, n, count) for n, count in enumerate((900, 700, 500), 1)), *others]
    head = {"name": "汀兰日报", "date": "2026-11-18"}
    [dummy] = api.dummy(broadsheet.read_edition({"masthead": head, "items": items}))
    found = []
    for box in dummy.spec.arrangement.boxes.values():
        parts = box.content.parts if isinstance(box.content, AcrossBox) else [box]
        kinds = [part.content.kind for part in parts if isinstance(part.content, ItemBox)]
        found += [sorted(kinds)] * bool(kinds)
    return sorted(found)


AD = {"kind": "ad", "lines": ["汀兰茶行", "电话：88880000", "汀兰路1号"]}


def test_a_line_of_service_text_is_a_strip_and_a_short_notice_stands_among_advertisements() -> None:
    line = {"kind": "info", "lines": ["本报热线：0571-88880000"]}
    assert bands(AD, AD, line) == [["ad", "ad"], ["info"]]
    notice = {"kind": "notice", "title": "停水通知", "lines": [prose(Random(1), 80)]}
    assert bands(AD, AD, notice) == [["ad", "ad", "notice"]]
