"""Weights are learned from pages: the file has the shipped one's form, and reads pages."""

import json
from pathlib import Path

import pytest

from broadsheet.parse.labels.weights import LABELS, read_weights
from broadsheet.parse.learned import shipped
from tests.pagemaker import make_page
from tests.training.everything import learn_all, read_texts
from tests.training.learn import MOST, Settings, file_of, learn, pooled
from tests.training.measure import made_accuracy, measured
from tests.training.own_pages import (
    FILE,
    FOLDERS,
    folds,
    kept_pages,
    labelled,
    papers,
    read_runs,
    text_of,
    written,
)
from tests.training.plan import HELD, SMALL
from tests.training.recombine import parts, recombined
from tests.training.samples import sample

SHIPPED = Path(__file__).parents[2] / "layout/broadsheet/parse/labels/weights.json"


@pytest.fixture(scope="module")
def learned() -> dict[str, str]:
    """What a few pages teach in a few rounds."""
    names = ("village-front", "county", "jetty-hk", "essay", "classified")
    held = kept_pages()
    pages = {name: held[name] for name in names}
    return learn_all(pages, SMALL)


def test_a_small_set_gives_a_file_of_the_shipped_form(learned: dict[str, str]) -> None:
    new, shipped = (
        json.loads(text) for text in (learned["labels"], SHIPPED.read_text(encoding="utf-8"))
    )
    assert new.keys() == shipped.keys()
    assert new["labels"] == shipped["labels"] == LABELS
    for table in (*new["after"].values(), *new["features"].values()):
        assert set(table) <= set(LABELS)
        assert all(isinstance(weight, float) for weight in table.values())
    assert read_texts(learned).labels.shaped


def test_what_is_learned_reads_pages_that_were_not_shown(learned: dict[str, str]) -> None:
    weights = read_texts(learned)
    pages = [
        make_page(HELD + n, kind=kind) for n, kind in enumerate(("party", "county", "evening"))
    ]
    assert all(share > 0.6 for share in made_accuracy(pages, [weights]).values())
    unseen = measured("harbour", labelled()["harbour"], weights)
    assert unseen.right > 0.75 * unseen.blocks
    assert unseen.score > 0.5


def test_the_same_pages_teach_the_same() -> None:
    held = {"county": (text_of("county"), labelled()["county"])}
    once, again = (
        learn([(sample("county", *held["county"]), 2)], Settings(rounds=5)) for _ in "12"
    )
    assert once == again


def test_the_shipped_file_is_small_enough() -> None:
    assert SHIPPED.stat().st_size <= MOST
    assert shipped().labels.first.keys() == set(LABELS)


def test_what_weighs_next_to_nothing_is_left_out_until_a_file_fits() -> None:
    states = {(f"wide:{n}", label): 0.001 * n for n in range(13) for label in LABELS}
    kept = json.loads(file_of({**states, ("bias", "para"): 1.234}, {("head", "para"): 0.5}))
    assert kept["features"] == {"bias": {"para": 1.23}}
    assert kept["after"]["head"] == {"para": 0.5}


def test_weights_lie_between_what_was_learned_and_what_people_think() -> None:
    learned = file_of({("long", "para"): 4.0, ("wide:3", "ad"): 1.0}, {("head", "para"): 2.0})
    start = json.loads(file_of({("long", "para"): 9.0, ("jump", "jump"): 5.0}, {}))
    start["other"] = -2.0
    found = json.loads(pooled(learned, json.dumps(start), 0.2))
    assert found["features"] == {
        "jump": {"jump": 1.0},
        "long": {"para": 5.0},
        "wide:3": {"ad": 0.8},
    }
    assert found["after"]["head"]["para"] == 1.2
    assert found["after"]["head"]["ad"] == pytest.approx(0.8 * -4.0 + 0.2 * -2.0)
    assert read_weights(json.dumps(found), file="pooled").after["head"]["para"] == 1.2


def test_every_page_kept_by_hand_has_a_label_for_each_line() -> None:
    pages = {path.stem for folder in FOLDERS for path in folder.glob("*.txt")}
    pages -= {"scores", "labels"}
    held = labelled()
    assert pages == set(held), "python -m tests.training label NAME"
    assert {label for labels in held.values() for label in labels.values()} <= set(LABELS)


def test_runs_of_labels_are_read_as_they_are_written() -> None:
    assert read_runs(written(["fact", "fact", "head"])) == ["fact", "fact", "head"]
    assert FILE.read_text(encoding="utf-8").startswith("#")


def test_papers_that_share_copy_are_left_out_together() -> None:
    same = "渡口老钟修好以后一共敲了十二下才停"
    groups = papers({"a": same, "b": "别的话" * 9, "c": f"再说一遍{same}"})
    assert groups == [["a", "c"], ["b"]]
    assert folds(groups, 2) == [["a", "c"], ["b"]]


def test_recombined_pages_hold_the_copy_of_their_pages_only() -> None:
    page = kept_pages()["village-front"]
    kept = parts({"village-front": page})
    assert sum(len(made.rows) for made in kept.items) > 20
    one = recombined(kept, 3)
    assert len(one.features) == len(one.labels) > 5
    assert one == recombined(kept, 3)
    assert set(one.labels) <= set(page.labels.values())
