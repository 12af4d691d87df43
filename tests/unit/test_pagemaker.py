"""Pages made by rule: the same for the same seed, nothing lost, each label where it belongs."""

import re
from collections import Counter

import pytest

from broadsheet.parse import read_text
from tests.pagemaker import make_page
from tests.pagemaker.nameplate import KINDS
from tests.pagemaker.papers import MAKERS, PAPERS, SERVICES
from tests.pagemaker.words import rules
from tests.unit.test_parse_scored import agreement, copy_of, letters, lines, plain

LABELS = (
    "fact name name_en slogan ear earcap folio head byline para cross caption ad notice info jump "
    "sign note list verse qa table"
)
SEEDS = range(40)


def test_a_seed_makes_one_page_only() -> None:
    assert [make_page(seed) for seed in SEEDS] == [make_page(seed) for seed in SEEDS]
    assert len({make_page(seed).text for seed in SEEDS}) == len(SEEDS)


def test_every_rule_that_the_stock_names_is_there() -> None:
    named = {
        name
        for choices in rules().values()
        for choice in choices
        for name in re.findall(r"<@?([\w:-]+)>", choice)
    }
    missing = {name for name in named if not re.match(r"[nh]:-?\d+-\d+$", name)} - set(rules())
    assert not missing
    assert all(choice.strip() for choices in rules().values() for choice in choices)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_line_has_the_label_that_it_was_made_with(seed: int) -> None:
    page = make_page(seed)
    found = page.text.splitlines()
    assert len(found) == len(page.labels)
    assert [bool(line.strip()) for line in found] == [bool(label) for label in page.labels]
    assert set(page.labels) <= {"", *LABELS.split()}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_character_of_a_story_is_lost_however_bad_the_extraction(seed: int) -> None:
    page = make_page(seed)
    wanted = Counter[str]()
    for item in page.truth["items"]:
        wanted += letters("".join(copy_of(item)))
    assert not wanted - letters(page.text)


def test_all_labels_are_made_and_no_kind_of_page_is_rare() -> None:
    pages = [make_page(seed) for seed in range(400)]
    made = Counter(label for page in pages for label in page.labels if label)
    assert set(made) == set(LABELS.split())
    assert {page.kind for page in pages} == {paper.kind for paper in PAPERS}
    orders = {page.damage.order for page in pages}
    assert orders == {"kept", "columns", "heads_after", "heads_last", "heads_first"}


def test_words_do_not_repeat_so_that_none_can_be_learned_by_heart() -> None:
    paragraphs = [
        line
        for seed in range(100)
        for page in [make_page(seed)]
        for label, line in zip(page.labels, page.text.splitlines(), strict=True)
        if label == "para" and len(line) > 20
    ]
    assert len(set(paragraphs)) > 0.97 * len(paragraphs)


def test_kinds_name_makers_that_are_there() -> None:
    for paper in PAPERS:
        for choices, makers in ((paper.stories, MAKERS), (paper.services, SERVICES)):
            assert {choice.split()[0] for choice in choices.split(", ")} <= set(makers)
    assert {name.removeprefix("name_") for name in rules()} >= KINDS


def test_a_truth_has_the_form_that_pages_are_scored_in() -> None:
    scores = []
    for seed in range(12):
        page = make_page(seed, kind="party")
        truth = lines(page.truth)
        assert agreement(truth, truth) == 1.0
        scores.append(agreement(truth, lines(plain(read_text(page.text).edition))))
    assert sum(scores) / len(scores) > 0.4


@pytest.mark.parametrize("seed", [5489, 5695, *range(60, 80)])
def test_no_made_page_stops_the_reader_or_changes_in_reading(seed: int) -> None:
    findings = read_text(make_page(seed).text).edition.findings
    assert "ledger" not in {finding.code for finding in findings}
