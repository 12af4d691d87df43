"""What is lost of pages when they are read, by kind of fact, head, block and item.

Takes full truths and the readings of the same pages; returns how many of each kind a reading
lacks and has besides.  With the labels of a page given to the reader instead of its own, what is
lost is lost after the labels: by joints, seams, roles of heads, facts of mastheads.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from broadsheet.edition import Edition
from broadsheet.models import replace
from broadsheet.parse import reader
from broadsheet.parse.labels.sequence import LabelRow, label_row
from broadsheet.parse.labels.weights import Weights
from broadsheet.parse.traits.own import Seen
from tests.training.own_pages import Labels
from tests.training.samples import labels_of
from tests.unit.test_parse_scored import Line, bare, lines, plain

_PARTED = frozenset({"masthead", "page", "item"})  # kinds that are told apart by what they hold
_SURE = 0.99  # belief in a label that is given
_ROWS = 40  # of a table: what is lost once or twice tells nothing


@dataclass(frozen=True)
class Losses:
    """How many of each kind truths hold, readings lack, and readings have besides."""

    held: Counter[str]
    missing: Counter[str]
    extra: Counter[str]


NONE = Losses(Counter(), Counter(), Counter())


def losses(truth: Mapping[str, Any], edition: Edition) -> Losses:
    """Return what a reading of a page lacks, and has besides."""
    read = plain(edition)
    want, found = lines(dict(truth)), lines(read)
    kinds, others = _copy_kinds(truth), _copy_kinds(read)
    return Losses(
        held=Counter(kind_of(line, kinds) for line in want.elements()),
        missing=Counter(kind_of(line, kinds) for line in (want - found).elements()),
        extra=Counter(kind_of(line, others) for line in (found - want).elements()),
    )


def _copy_kinds(page: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the kinds of items that are no stories, by their text."""
    items = [item for item in page["items"] if item["kind"] != "article"]
    return {bare(item.get("text") or "".join(item["lines"])): item["kind"] for item in items}


def kind_of(line: Line, copy: Mapping[str, str]) -> str:
    """Return the kind of one of ``lines``; ``copy`` has the kinds of items by their text.

    >>> kind_of(("masthead", "date", "一九五三年"), {}), kind_of(("copy", "出租"), {"出租": "ad"})
    ('masthead date', 'copy ad')
    """
    if line[0] == "copy":
        return f"copy {copy.get(line[1], '')}".rstrip()
    return " ".join(line[:2]) if line[0] in _PARTED else line[0]


def together(every: Iterable[Losses]) -> Losses:
    """Return the losses of several pages as one."""
    sums = Losses(Counter(), Counter(), Counter())
    for one in every:
        sums.held.update(one.held)
        sums.missing.update(one.missing)
        sums.extra.update(one.extra)
    return sums


def table(one: Losses) -> str:
    """Write losses a line a kind, the most missing first."""
    kinds = sorted(one.held | one.extra, key=lambda kind: (-one.missing[kind], -one.extra[kind]))
    rows = [f"  {'lost, by kind':24} {'missing':>7} {'of':>6} {'extra':>6}"]
    for kind in kinds[:_ROWS]:
        count = f"{one.missing[kind]:7} {one.held[kind]:6} {one.extra[kind]:6}"
        rows.append(f"  {kind:24} {count}")
    return "\n".join(rows)


@contextmanager
def labels_given(text: str, labels: Labels) -> Iterator[None]:
    """Have the reader take the labels of a page's lines, by number from 1, for its own."""

    def given(seen: Sequence[Seen], weights: Weights, *, reasons: bool = True) -> LabelRow:
        row, names = label_row(seen, weights, reasons=reasons), labels_of(seen, text, labels)
        told = zip(row.labels, names, strict=True)
        sure = tuple(replace(one, name=name, confidence=_SURE) for one, name in told)
        return replace(row, labels=sure)

    with patch.object(reader, "label_row", given):
        yield
