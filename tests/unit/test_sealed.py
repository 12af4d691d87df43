"""The sealed and the opened pages have complete truths.  None is read here: see tests/sealed."""

from pathlib import Path

import pytest

from tests.sealed.completeness import HERE, OPENED, faults_of, names_in

PAGES = [(folder, name) for folder in (HERE, OPENED) for name in names_in(folder)]


@pytest.mark.parametrize("folder", [HERE, OPENED], ids=lambda folder: folder.name)
def test_each_page_has_a_truth(folder: Path) -> None:
    assert {p.stem for p in folder.glob("*.txt")} == set(names_in(folder))


def test_there_are_twenty_four_opened_pages() -> None:
    assert len(names_in(OPENED)) == 24


@pytest.mark.parametrize(("folder", "name"), PAGES, ids=[name for _, name in PAGES])
def test_truth_has_each_letter_of_its_page_and_no_other(folder: Path, name: str) -> None:
    assert not faults_of(name, folder)
