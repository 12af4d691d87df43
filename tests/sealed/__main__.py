"""Score the sealed pages: one line a page, then mean and worst.

    python -m tests.sealed

Prints figures only.  What was read wrong is not told, on purpose: a page that somebody has looked
into measures nothing any more (see README.md here).  For pages that may be looked into, give
their folder (``--pages tests/unit/pages``); the figures are the same as in ``test_parse_scored``.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from broadsheet.edition import Edition, passages
from broadsheet.errors import UserError
from broadsheet.parse import decode, read_text
from tests.sealed.completeness import HERE, letters, names_in, read_page
from tests.unit.test_parse_scored import agreement, bare, copy_of, lines, plain

OUTSIDE = frozenset({"furniture"})  # masthead, running heads: not the copy of any item
HEADS = ("section", "kicker", "headline", "deck", "source", "signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one page was read."""

    name: str
    agreed: float  # of facts, heads and blocks, 0 to 1: as test_parse_scored counts
    labels: float  # of the raw page's lines, those that got the role they have in the truth
    lost: int  # letters and figures of the truth's copy that are nowhere in the edition
    seconds: float


def roles(page: dict[str, Any]) -> dict[str, list[str]]:
    """Return the letters of each role's pieces, of a truth or of a reading in its shape."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in page["items"]:
        if item["kind"] != "article":
            kind = "caption" if item["kind"] == "photo" else item["kind"]
            found[kind].append(bare(item.get("text") or "".join(item["lines"])))
            continue
        for key in HEADS:
            found[key].append(bare(item.get(key) or ""))
        found["caption"] += map(bare, item.get("captions", []))
        byline = item.get("byline") or {"roles": []}
        found["byline"].append(
            "".join(bare(r["role"] + "".join(r["names"])) for r in byline["roles"])
        )
        for block in item["body"]:
            kind = "list" if block["kind"] == "table" else block["kind"]
            found[kind].append(bare(block["text"]))
    return found


def labels_of(line: str, found: dict[str, list[str]]) -> frozenset[str]:
    """Return the roles whose pieces hold the line; a byline's names may hold less than its line."""
    held = {role for role, texts in found.items() if any(line in text for text in texts)}
    if any(text and text in line for text in found.get("byline", [])):
        held.add("byline")
    return frozenset(held)


def well_labelled(raw: str, truth: dict[str, Any], reading: dict[str, Any]) -> float:
    """Return the share of raw lines that have a role of theirs in the truth also in the reading.

    A line that the truth parts (an agency's head before the first words) is not asked; nor is one
    of a single letter.  A line that is in no item counts as furniture on either side.
    """
    wanted, got = roles(truth), roles(reading)
    furniture = {bare(line) for line in truth.get("furniture", [])}
    asked = right = 0
    for line in filter(lambda one: len(one) > 1, map(bare, raw.splitlines())):
        want = OUTSIDE if line in furniture else labels_of(line, wanted)
        asked += bool(want)
        right += bool(want & (labels_of(line, got) or OUTSIDE))
    return right / asked if asked else 1.0


def lost_from(edition: Edition, truth: dict[str, Any]) -> int:
    kept = "".join(p.text for p in passages(edition))
    kept += "".join(p.folio + p.section + p.editors for p in edition.pages)
    wanted = "".join(text for item in truth["items"] for text in copy_of(item))
    return (letters(wanted) - letters(kept)).total()


def score_page(name: str, folder: Path) -> Score:
    """Read a page and compare it with its truth; a page that is refused has nothing right."""
    raw, truth = read_page(name, folder)
    began = time.perf_counter()
    try:
        text, _ = decode((folder / f"{name}.txt").read_bytes(), file=name)
        edition = read_text(text, file=name).edition
    except UserError:
        lost = letters("".join(text for item in truth["items"] for text in copy_of(item))).total()
        return Score(name=name, agreed=0.0, labels=0.0, lost=lost, seconds=0.0)
    took = time.perf_counter() - began
    reading = plain(edition)
    return Score(
        name=name,
        agreed=agreement(lines(truth), lines(reading)),
        labels=well_labelled(raw, truth, reading),
        lost=lost_from(edition, truth),
        seconds=took,
    )


def report(scores: list[Score]) -> Iterator[str]:
    yield f"{'page':24} score  labels   lost      ms"
    for one in scores:
        figures = f"{one.agreed:.3f}   {one.labels:.3f} {one.lost:6} {one.seconds * 1e3:7.0f}"
        yield f"{one.name:24} {figures}"
    worst = min(scores, key=lambda one: one.agreed)
    yield (
        f"{len(scores)} pages: mean {mean(s.agreed for s in scores):.3f}, "
        f"worst {worst.agreed:.3f} ({worst.name}), "
        f"block labels {mean(s.labels for s in scores):.3f}, "
        f"lost {sum(s.lost for s in scores)}"
    )


def main() -> None:
    """Score a folder of pages with truths and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "--pages", type=Path, default=HERE, help="folder of NAME.txt, NAME.truth.json"
    )
    folder = options.parse_args().pages
    names = names_in(folder)
    if not names:
        options.error(f"no NAME.truth.json in {folder}")
    print(*report([score_page(name, folder) for name in names]), sep="\n")


if __name__ == "__main__":
    main()
