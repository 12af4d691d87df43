"""What is lost of a page is told by kind, and after the labels when those are given."""

import pytest

from broadsheet.parse import read_text
from tests.training.__main__ import main
from tests.training.losses import NONE, labels_given, losses, table, together
from tests.training.seams import seams_of, sketched

PAGE = """桥头镇修好老码头
　　镇里昨天修好了老码头，渡船今天起照常开。
旺铺转让，临街两层
13800000000"""
LABELS = {1: "head", 2: "para", 3: "ad", 4: "ad"}
ADVERT = ["旺铺转让，临街两层", "13800000000"]
TRUTH = {
    "masthead": {},
    "page": {},
    "items": [
        {
            "kind": "article",
            "headline": "桥头镇修好老码头",
            "body": [{"kind": "para", "text": "镇里昨天修好了老码头，渡船今天起照常开。"}],
        },
        {"kind": "ad", "lines": ADVERT},
    ],
}


def test_losses_are_counted_by_kind() -> None:
    with labels_given(PAGE, {1: "head", 2: "para", 3: "notice", 4: "notice"}):
        found = losses(TRUTH, read_text(PAGE).edition)
    assert found.held == {
        "item article": 1, "headline": 1, "para": 1, "item ad": 1, "copy ad": 1,
    }  # fmt: skip
    assert found.missing == {"item ad": 1}
    assert found.extra == {"item notice": 1}
    both = together([found, found, NONE])
    assert both.missing == {"item ad": 2}
    first = table(both).splitlines()[1].split()
    assert first == ["item", "ad", "2", "2", "0"]


def test_labels_that_are_given_are_read_and_no_others_after_them() -> None:
    own = [decision.label for decision in read_text(PAGE).decisions]
    with labels_given(PAGE, dict.fromkeys(LABELS, "verse")):
        given = read_text(PAGE)
    assert {decision.label for decision in given.decisions} == {"verse"}
    with labels_given(PAGE, LABELS):
        assert losses(TRUTH, read_text(PAGE).edition).missing.total() == 0
    assert [decision.label for decision in read_text(PAGE).decisions] == own


def test_signs_are_learned_of_no_reading_with_labels_given() -> None:
    with pytest.raises(SystemExit):
        main(["measure", "--given", "-o", "nowhere"])


def test_a_sketch_tells_where_small_items_part() -> None:
    sketch = "article\n  headline 老码头\nad\n  旺铺转让\n  5550101\nad\n  招船工\nnotice\n  公示"
    page = "老码头\n旺铺转让\n5550101\n招船工\n公示"
    begun = [seam.begins for seam in seams_of(page, sketched(sketch))]
    assert begun == [False, True]  # a notice after an advertisement is another kind of item
