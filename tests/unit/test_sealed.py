"""The sealed pages have complete truths.  They are not read here: see tests/sealed/README.md."""

import pytest

from tests.sealed import completeness


def test_there_are_twenty_four_pages() -> None:
    texts = {p.stem for p in completeness.HERE.glob("*.txt")}
    assert texts == set(completeness.NAMES)
    assert len(texts) == 24


@pytest.mark.parametrize("name", completeness.NAMES)
def test_truth_has_each_letter_of_its_page_and_no_other(name: str) -> None:
    assert not completeness.faults_of(name)
