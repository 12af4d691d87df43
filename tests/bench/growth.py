"""How time and memory grow with the pages of one run.

Takes commands that set n pages; returns curves, a table and a plot.
"""

import json
import random
import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from broadsheet.edition import Edition
from broadsheet.formats import edition_yaml
from tests.bench import timing

Command = Callable[[int], list[str]]
Curves = Mapping[str, Mapping[int, timing.Runs]]
COUNTS = (1, 10, 50, 100, 500)
LONG = 200  # from so many pages on, one round is enough: minutes each
FASTEST = ("broadsheet", "before", "typst")  # the others' hundred pages take minutes
_HAN = re.compile("[\u4e00-\u9fff]")
_SHOWN = {"kicker", "headline", "deck", "name", "lines"}  # keys of short texts
WIDTH, HEIGHT, EDGE = 640, 360, 56
INKS = ("#b3001b", "#8a8a8a", "#1d5b8f")


def many(edition: Edition, count: int) -> str:
    """Return an edition of so many pages with text of their own, as JSON."""
    facts: dict[str, Any] = json.loads(edition_yaml.dump_json(edition))
    items = facts.pop("items")
    facts["pages"] = [{"items": dealt(items, number)} for number in range(1, count + 1)]
    return json.dumps(facts, ensure_ascii=False)


def one_of(edition: Edition, number: int) -> Edition:
    """Return one page of those that ``many`` deals, as an edition."""
    facts: dict[str, Any] = json.loads(edition_yaml.dump_json(edition))
    facts["items"] = dealt(facts["items"], number)
    return edition_yaml.read(json.dumps(facts, ensure_ascii=False))


def dealt(items: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """Return a page's items with text of that page's own: heads and advertisements too."""
    page: list[dict[str, Any]] = json.loads(json.dumps(items))
    letters = sorted(set(_HAN.findall("".join(_bodies(items)))))
    for n, item in enumerate(page):
        item["id"] = f"p{number}-{n}"
        if number == 1:
            continue
        chance = random.Random(number * 1000 + n)
        for place, block in enumerate(item.get("body", ())):
            if block.get("kind", "para") == "para":
                block["text"] = other(block["text"], number, place)
            else:
                block["text"] = redrawn(block["text"], letters, chance)
        for key in _SHOWN & item.keys():
            held = item[key]
            if isinstance(held, str):
                item[key] = redrawn(held, letters, chance)
            else:
                item[key] = [redrawn(line, letters, chance) for line in held]
    return page


def _bodies(items: list[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        for block in item.get("body", ()):
            yield block["text"]


def redrawn(text: str, letters: Sequence[str], chance: random.Random) -> str:
    """Return a short text with other ideographs; marks, figures and white stay where they are."""
    return _HAN.sub(lambda _: chance.choice(letters), text)


def other(text: str, number: int, place: int) -> str:
    """Return a text as long whose lines no page has had before: nothing may be remembered.

    Clauses change places, and the first begins with the page's number.
    """
    clauses = re.split(r"(?<=[，。；：！？])", text)
    ends = [clause[-1:] for clause in clauses]
    order = random.Random(number * 1000 + place).sample(range(len(clauses)), len(clauses))
    moved = "".join([clauses[n][:-1] + end for n, end in zip(order, ends, strict=True)])
    mark = f"{number}版{place}段"
    return mark + moved[len(mark) :]


def curves(work: Path, commands: Mapping[str, Command], rounds: int) -> Curves:
    """Measure each engine at several counts of pages."""
    del work
    found: dict[str, dict[int, timing.Runs]] = {}
    for name in FASTEST:
        if name in commands:
            found[name] = {}
            for count in COUNTS:
                often = 1 if count >= LONG else rounds
                runs = timing.in_turn({name: commands[name](count)}, often)
                found[name][count] = runs[name]
    return found


def table(found: Curves) -> str:
    """Return seconds, memory and the cost of each further page."""
    rows = ["| pages | " + " | ".join(f"{name}" for name in found) + " |"]
    rows.append("|---" * (len(found) + 1) + "|")
    for count in COUNTS:
        cells = []
        for runs in found.values():
            run = runs[count]
            cells.append(f"{run.seconds:.2f} s, {max(run.memory) / 1e6:.0f} MB")
        rows.append(f"| {count} | " + " | ".join(cells) + " |")
    last = COUNTS[-1]
    for told, taken in (("wall", "wall"), ("CPU", "cpu")):
        each = []
        for runs in found.values():
            first, most = (statistics.median(getattr(runs[n], taken)) for n in (1, last))
            each.append(f"{(most - first) / (last - 1) * 1e3:.1f} ms")
        rows.append(f"| each further page, {told} | " + " | ".join(each) + " |")
    return "\n## Many pages in one run, each with text of its own\n\n" + "\n".join(rows) + "\n"


def plot(found: Curves) -> str:
    """Return a plot of seconds over pages as SVG."""
    longest = max(runs[COUNTS[-1]].seconds for runs in found.values())

    def at(count: int, seconds: float) -> tuple[float, float]:
        x = EDGE + (WIDTH - 2 * EDGE) * count / COUNTS[-1]
        return round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * seconds / longest, 1)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for count in (1, *COUNTS[2:]):  # the second would lie on the first
        x, y = at(count, 0)
        out.append(f'<text x="{x}" y="{y + 20}" text-anchor="middle">{count}</text>')
    for part in range(5):
        x, y = at(0, longest * part / 4)
        out.append(f'<line x1="{x}" y1="{y}" x2="{WIDTH - EDGE}" y2="{y}" stroke="#ddd"/>')
        out.append(
            f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{longest * part / 4:.1f} s</text>'
        )
    for ink, (name, runs) in zip(INKS, found.items(), strict=False):
        places = [at(count, runs[count].seconds) for count in COUNTS]
        out.append(_line(places, ink))
        x, y = places[-1]
        out.append(f'<text x="{x}" y="{y - 8}" fill="{ink}" text-anchor="end">{name}</text>')
    out.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">pages</text></svg>')
    return "\n".join(out) + "\n"


def _line(places: Sequence[tuple[float, float]], ink: str) -> str:
    points = " ".join(f"{x},{y}" for x, y in places)
    return f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="2.5"/>'
