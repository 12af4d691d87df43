"""The pages sealed, opened and learned from have complete truths; none is read here."""

from pathlib import Path

import pytest

from tests.sealed.completeness import HERE, OPENED, faults_of, names_in
from tests.training.own_pages import TAUGHT

FOLDERS = (HERE, OPENED, TAUGHT)
PAGES = [(folder, name) for folder in FOLDERS for name in names_in(folder)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_page_has_a_truth(folder: Path) -> None:
    assert {p.stem for p in folder.glob("*.txt")} - {"labels"} == set(names_in(folder))


@pytest.mark.parametrize("folder", [HERE, OPENED], ids=lambda folder: folder.name)
def test_a_set_has_twenty_four_pages(folder: Path) -> None:
    assert len(names_in(folder)) == 24


@pytest.mark.parametrize(("folder", "name"), PAGES, ids=[name for _, name in PAGES])
def test_truth_has_each_letter_of_its_page_and_no_other(folder: Path, name: str) -> None:
    assert not faults_of(name, folder)
