"""Weights are learned from pages: the file has the shipped one's form, and reads pages."""

import json
from pathlib import Path

import numpy as np
import pytest

from broadsheet.parse.checks.verdict import read_signs
from broadsheet.parse.labels.weights import LABELS, read_weights
from broadsheet.parse.learned import shipped
from broadsheet.parse.traits.around import WHITES
from tests.pagemaker import make_page
from tests.training.everything import digest, learn_all, read_texts
from tests.training.factored import Factored, Pace
from tests.training.factored import learned as chain
from tests.training.learn import MOST, Settings, file_of, learn, weighed
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
from tests.training.plan import HELD, SMALL, Plan
from tests.training.recombine import parts, recombined
from tests.training.samples import sample
from tests.training.signs import Read, learn_signs, verdict_left_out

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
    assert len(new["factors"]) == len(shipped["factors"]) == SMALL.settings.pace.factors
    assert new["features"].keys() <= shipped["features"].keys()
    assert read_texts(learned).labels.knows("letter:记")


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
        learn([(sample("county", *held["county"]), 2)], Settings(least=1, pace=Pace(rounds=3)))
        for _ in "12"
    )
    assert once == again


def test_what_is_shipped_was_learned_of_the_pages_that_are_kept() -> None:
    told = json.loads(SHIPPED.read_text(encoding="utf-8"))["pages"]
    command = "python -m tests.training train -o layout/broadsheet/parse"
    assert told == digest(kept_pages(), Plan()), f"pages or the plan have changed: {command}"


def test_the_shipped_file_is_small_enough() -> None:
    assert SHIPPED.stat().st_size <= MOST
    assert shipped().labels.first.keys() == set(LABELS)


def test_letters_are_left_out_until_a_file_fits() -> None:
    often = [f"letter:{chr(0x4E00 + n)}" for n in range(9000)]
    rows = [([("long", *often), ("long", often[5])], ["para", "head"], [1, 1])]
    names = weighed(rows, Settings(least=1))
    assert {"long", often[5]} < set(names)
    assert 1000 < len(names) < 9000
    assert weighed(rows, Settings(least=2)) == [often[5], "long"]


def test_what_is_written_is_read_again() -> None:
    found = Factored(
        names=["bias", "letter:茶"],
        steps=np.array([[45.0, 0.0], [-22.0, 9.0]]),
        factors=np.arange(2.0 * len(LABELS)).reshape(2, -1) / 100,
        first=np.zeros(len(LABELS)),
        after=np.stack([np.eye(len(LABELS)) * n for n in range(len(WHITES))]),
    )
    weights = read_weights(file_of(found), file="w.json")
    want = found.steps[1] @ found.factors
    assert weights.of(("letter:茶", "unknown")) == pytest.approx(list(want), abs=0.15)
    assert weights.after[2]["head"]["head"] == pytest.approx(2.0, abs=0.01)
    assert weights.into[3]["head"]["byline"] == 0.0


def test_a_chain_learns_what_follows_what() -> None:
    rows = [([("long",), ("stop",), ("stop",)], ["head", "byline", "para"], [1, 1, 1])] * 8
    found = chain([*rows], [1] * 8, ["long", "stop"], LABELS, Pace(rounds=60, left_out=0.0))
    weights = read_weights(file_of(found), file="w.json")
    assert weights.after[1]["byline"]["para"] > weights.after[1]["byline"]["byline"]
    head, para = (LABELS.index(name) for name in ("head", "para"))
    assert weights.of(("long",))[head] > weights.of(("long",))[para]


def test_a_chain_learns_that_white_changes_what_follows() -> None:
    close = [([("long",), ("stop",)], ["para", "cross"], [1, 1])]
    apart = [([("long",), ("stop",)], ["para", "head"], [1, 2])]
    rows = (close + apart) * 8
    found = chain(rows, [1] * 16, ["long", "stop"], LABELS, Pace(rounds=60, left_out=0.0))
    after = read_weights(file_of(found), file="w.json").after
    assert after[1]["para"]["cross"] > after[1]["para"]["head"]
    assert after[2]["para"]["head"] > after[2]["para"]["cross"]


def test_signs_that_go_with_bad_readings_cost_what_they_tell() -> None:
    bad = [Read({"doubted": 0.1 * n, "no-story": 0.0}, 1 - 0.08 * n) for n in range(10)]
    worths = read_signs(learn_signs(bad * 3), file="signs.json")
    assert worths["doubted"] == pytest.approx(-0.8, abs=0.1)
    assert worths["alone"] == pytest.approx(1.0, abs=0.05)
    assert worths["no-story"] == 0.0
    told = verdict_left_out([bad[::2] * 3, bad[1::2] * 3])
    assert "correlation 1.00" in told
    assert "of 0 of 6 over 0.9" in told


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


def test_a_few_words_of_english_do_not_make_two_pages_one_paper() -> None:
    formula = "all interested parties are invited to attend"
    copied = "The ferry bell that the town bought in March has rung twice since."
    groups = papers(
        {"a": f"{formula} the fair", "b": f"{formula} a race\n{copied}", "c": f"So: {copied}"}
    )
    assert groups == [["b", "c"], ["a"]]


def test_recombined_pages_hold_the_copy_of_their_pages_only() -> None:
    page = kept_pages()["village-front"]
    kept = parts({"village-front": page})
    assert sum(len(made.rows) for made in kept.items) > 20
    one = recombined(kept, 3)
    assert len(one.features) == len(one.labels) > 5
    assert one == recombined(kept, 3)
    assert set(one.labels) <= set(page.labels.values())
