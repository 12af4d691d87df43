"""The foot of a page that draws itself: what stands beside what."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadsheet
from broadsheet import api
from broadsheet.arranging.foot_bands import levelled
from broadsheet.arranging.ground import BareSheet
from broadsheet.spec import AcrossBox, DownBox, ItemBox, Share, Spec
from tests.unit.test_dummy import prose
from tests.unit.test_dummy import story as tale


def drawn(*others: dict[str, Any]) -> Spec:
    """The drawing of a page with three stories."""
    dice = Random(3)
    items = [*(tale(dice, n, count) for n, count in enumerate((900, 700, 500), 1)), *others]
    head = {"name": "汀兰日报", "date": "2026-11-18"}
    [dummy] = api.dummy(broadsheet.read_edition({"masthead": head, "items": items}))
    return dummy.spec


def bands(*others: dict[str, Any]) -> list[list[str]]:
    """What stands side by side in each band of a page with three stories."""
    found = []
    for box in drawn(*others).arrangement.boxes.values():
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


@pytest.mark.parametrize("lines", [["新闻服务热线", "400-555-0528"], ["88851111", "新闻热线"]])
def test_a_band_over_figures_fills_any_depth_and_stands_among_advertisements(
    lines: list[str],
) -> None:
    assert bands(AD, AD, AD, {"kind": "info", "lines": lines}) == [["ad", "ad", "ad", "info"]]


def test_a_band_of_words_is_shared_until_their_depths_are_like() -> None:
    long, short = (
        {"kind": "notice", "title": "公告", "lines": [prose(Random(n), count)]}
        for n, count in enumerate((420, 60))
    )
    boxes = drawn(long, short).arrangement.boxes.values()
    [band] = [box.content for box in boxes if isinstance(box.content, AcrossBox)]
    assert isinstance(band.parts[0].width, Share)
    assert band.parts[0].width.of > 0.68  # by letters alone it is 0.63


def test_a_short_notice_does_not_stand_beside_a_deep_size_that_was_sold() -> None:
    sold = {"kind": "ad", "size": "1/4版", "lines": ["汀兰茶行", "电话：88880000"]}
    notice = {"kind": "notice", "title": "停水通知", "lines": [prose(Random(1), 80)]}
    assert bands(sold, notice) == [["ad"], ["notice"]]


@given(st.lists(st.tuples(st.floats(80, 400), st.floats(10, 400)), min_size=2, max_size=5))
def test_levelled_widths_take_the_room_and_none_is_narrow(pairs: list[tuple[float, float]]) -> None:
    widths = [width for width, _ in pairs]
    wanted = [min(one, width) for width, one in pairs]
    made = levelled(widths, wanted, [True] * len(pairs), 100.0)
    assert sum(made) == pytest.approx(sum(widths))
    assert min(made) >= min(100.0, *widths) - 1e-6


def test_advertisements_take_what_words_beside_them_leave() -> None:
    assert levelled((200, 200, 200), (200, 50, 200), (True, False, True), 90) == pytest.approx(
        [255, 90, 255]
    )
    assert levelled((200, 200), (200, 50), (False, False), 90) == [200, 200]


def test_short_notices_stand_one_over_another_beside_an_advertisement() -> None:
    notices = [
        {"kind": "notice", "title": title, "lines": [prose(Random(n), 40)]}
        for n, title in enumerate(("公告", "招领启事"))
    ]
    boxes = drawn(AD, *notices).arrangement.boxes.values()
    [band] = [box.content for box in boxes if isinstance(box.content, AcrossBox)]
    held = [len(p.content.parts) if isinstance(p.content, DownBox) else 1 for p in band.parts]
    assert sorted(held) == [1, 2]


def test_an_advertisement_of_few_words_is_no_deeper_than_these_fill() -> None:
    [few, many] = (
        drawn({"kind": "ad", "lines": lines}).arrangement
        for lines in (["汀兰茶行"], ["汀兰茶行", "秋茶上市", "电话：88880000", "汀兰路1号"])
    )
    assert few.map[-1].height.rows < many.map[-1].height.rows


def test_a_small_sheets_masthead_has_rows_for_its_date(monkeypatch: pytest.MonkeyPatch) -> None:
    head = {"name": "汀兰日报", "date": "2026-11-27", "weekday": "星期五",
            "lunar": "丙午年十月十九", "slogan": "看潮起潮落　知一城冷暖", "cn_code": "CN33-0018",
            "address": "潮声路18号", "issue_number": "1234", "website": "www.tinglan.example",
            "postcode": "310012"}  # fmt: skip
    found: dict[str, tuple[int, list[bool]]] = {}
    whole = BareSheet.masthead_rows

    def watched(bare: BareSheet) -> int:
        rows = whole(bare)
        setup = bare.desk()
        crowds = [bare._crowds(setup, n) for n in (rows - 1, rows)]
        found[bare.sheet.name] = rows, crowds
        return rows

    monkeypatch.setattr(BareSheet, "masthead_rows", watched)
    api.dummy(broadsheet.read_edition({"masthead": head, "items": [tale(Random(1), 1, 230)]}))
    rows, crowds = found["八开"]
    assert rows > 8  # what its house gives it
    assert crowds == [True, False]  # a row less, and its date is too small or lies on a rule
