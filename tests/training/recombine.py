"""Pages of our own put together anew, and extracted badly.

Takes pages with labels; returns others made of their mastheads, stories, advertisements and
notices, some of them beside stories made by rule, with the order, the blank lines, the measure
and the marks of another extraction.  Copy by hand in forms that it was never seen in.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.parse.text.line_joints import NO_JOINTS
from tests.pagemaker.damage import Damage, damaged
from tests.pagemaker.page import printed
from tests.pagemaker.rows import Made, Row
from tests.training.own_pages import Kept, Labels
from tests.training.samples import Sample, looked, sample

_TOP = frozenset({"fact", "name", "name_en", "slogan", "ear", "earcap", "folio"})
_RUNS = frozenset({"ad", "notice", "info"})
_WHOLE = frozenset({"verse", "table", "folio", "fact"})


@dataclass(frozen=True)
class Parts:
    """What pages are put together of."""

    tops: Sequence[Made]
    items: Sequence[Made]


def parts(pages: Mapping[str, Kept]) -> Parts:
    """Cut pages, each a text with labels, into mastheads and items."""
    tops: list[Made] = []
    items: list[Made] = []
    for page in pages.values():
        top, own = _cut(page.text, page.labels)
        tops += [top] if top.rows else []
        items += own
    return Parts(tops, items)


def recombined(kept: Parts, seed: int, joints: Mapping[str, float] = NO_JOINTS) -> Sample:
    """Return a page of some parts, as one of many extractions leaves it."""
    chance = random.Random(seed)
    top = chance.choice(list(kept.tops))
    count = min(len(kept.items), chance.randint(4, 12))
    items = chance.sample(list(kept.items), count)
    return _extracted(f"recombined-{seed}", [top, *items], chance, joints)


def fragment(kept: Parts, seed: int, joints: Mapping[str, float] = NO_JOINTS) -> Sample:
    """Return an item or two without a page around them: what somebody tries first."""
    chance = random.Random(f"fragment-{seed}")
    items = chance.sample(list(kept.items), chance.randint(1, 2))
    return _extracted(f"fragment-{seed}", items, chance, joints)


def _extracted(
    name: str, made: Sequence[Made], chance: random.Random, joints: Mapping[str, float]
) -> Sample:
    rows = damaged([_copy(one) for one in made], Damage.drawn(chance), chance)
    lines, labels = printed(rows)
    numbered = {n: label for n, label in enumerate(labels, 1) if label}
    return sample(name, "\n".join(lines) + "\n", numbered, joints)


def _copy(made: Made) -> Made:
    rows = [Row(r.text, r.label, r.gap, r.indent, r.whole) for r in made.rows]
    return Made(rows=rows, leads=made.leads)


def _cut(text: str, labels: Labels) -> tuple[Made, list[Made]]:
    lines = text.splitlines()
    top = Made(rows=[])
    items: list[Made] = []
    before, end = "", 0
    for one in looked(text):
        label = labels.get(one.block.first, "para")
        row = Row(one.block.text, label, whole=label in _WHOLE)
        if label in _TOP:
            top.rows.append(row)
        elif not items or _opens(label, before, blank=_blank(lines, end, one.block.first)):
            items.append(Made(rows=[row], leads=int(label == "head")))
        else:
            items[-1].rows.append(row)
            items[-1].leads += label == "head" and items[-1].leads == len(items[-1].rows) - 1
        before, end = label, one.block.last
    return top, items


def _blank(lines: Sequence[str], end: int, start: int) -> bool:
    """Tell whether there is a blank line between two blocks."""
    return any(not line.strip() for line in lines[end : start - 1])


def _opens(label: str, before: str, *, blank: bool) -> bool:
    """Tell whether a block begins another item."""
    if label == "head":
        return before != "head"
    if label in _RUNS:
        return label != before or blank
    return before in _RUNS
