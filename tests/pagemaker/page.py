"""One made page: its text as a bad extraction leaves it, its labels, its truth.

Everything follows from the seed.
"""

import random
from dataclasses import dataclass, replace

from tests.pagemaker import foreign, nameplate, script
from tests.pagemaker.damage import Damage, damaged
from tests.pagemaker.papers import PAPERS, Paper, items
from tests.pagemaker.rows import Made, Row, Truth
from tests.pagemaker.words import Teller, Voice

_WRONG = (0.0, 0.0, 0.0, 0.0, 0.004, 0.012)  # shares of characters that a scan confuses


@dataclass(frozen=True)
class Page:
    """A page with all that is known of it."""

    seed: int
    kind: str
    damage: Damage
    text: str
    labels: tuple[str, ...]  # of each line, "" for a blank one
    truth: Truth


def make_page(seed: int, *, kind: str = "") -> Page:
    """Make the page of a seed, of a ``kind`` of paper or of one that the seed draws."""
    chance = random.Random(seed)
    papers = [paper for paper in PAPERS if kind in {"", paper.kind}]
    paper = chance.choices(papers, [paper.weight for paper in papers])[0]
    teller = Teller(chance, _voice(paper, chance))
    made, top = _content(teller, paper)
    damage = Damage.drawn(chance)
    if len(made) < 3 and chance.random() < 0.6:  # a cutting: a story or two, no paper's name
        damage = replace(damage, masthead="lost")
        if chance.random() < 0.3:  # not even its head
            made[0] = replace(made[0], rows=made[0].rows[made[0].leads :], leads=0)
    rows = damaged([top, *made], damage, chance)
    lines, labels = printed(rows)
    truth: Truth = {
        "case": f"{paper.kind}-{seed}",
        "encoding": "utf-8",
        "masthead": {
            key: top.truth[key] for key in ("name", "date", "weekday") if key in top.truth
        },
        "page": {key: top.truth[key] for key in ("folio", "section") if key in top.truth},
        "items": [one.truth for one in made if one.truth],
    }
    return Page(seed, paper.kind, damage, "\n".join(lines) + "\n", tuple(labels), truth)


def _voice(paper: Paper, chance: random.Random) -> Voice:
    hant = paper.script == "traditional" or (paper.script == "either" and chance.random() < 0.5)
    voice = script.traditional if hant else script.plain
    wrong = chance.choice(_WRONG)
    return script.scanned(chance, wrong, voice) if wrong and paper.language == "zh" else voice


def _content(teller: Teller, paper: Paper) -> tuple[list[Made], Made]:
    """Return the items of a page, and its masthead or folio line."""
    made = items(teller, paper)
    if paper.language == "en":
        return made, foreign.english_masthead(teller)
    day = nameplate.Day(teller, *paper.years)
    kind = paper.kind
    if kind not in nameplate.KINDS:
        kind = teller.chance.choice(["party", "evening", "county", "securities"])
    name = nameplate.paper_name(teller, kind)
    front = paper.kind not in {"classified", "inner"} and teller.maybe(0.5)
    top = (
        nameplate.masthead(teller, kind, name, day) if front else nameplate.folio(teller, name, day)
    )
    if teller.maybe(0.45 if front else 0.15):
        made.append(nameplate.imprint(teller))
    if teller.maybe(0.12):
        at = teller.between(0, len(made))
        made.insert(at, Made(rows=[nameplate.running_head(teller, name, day)]))
    if teller.maybe(0.06):
        at = teller.between(0, len(made))
        made.insert(at, nameplate.ornament(teller, first=at == 0))
    return made, top


def printed(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Return the lines of a file, and the label of each."""
    lines: list[str] = []
    labels: list[str] = []
    for row in rows:
        if not row.text.strip():
            continue
        if lines:
            lines += [""] * row.gap
            labels += [""] * row.gap
        for piece in row.text.split("\n"):
            lines.append("　" * row.indent + piece)
            labels.append(row.label)
    return lines, labels
