"""How time and memory grow with the pages of one run.

Takes commands that set n pages; returns curves, a table and a plot.
"""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from broadsheet.edition import Edition
from broadsheet.formats import edition_yaml
from tests.bench import timing

Command = Callable[[int], list[str]]
Curves = Mapping[str, Mapping[int, timing.Runs]]
COUNTS = (1, 10, 50, 100, 500)
LONG = 200  # from so many pages on, one round is enough: minutes each
FASTEST = ("broadsheet", "typst")  # the others' hundred pages take minutes
WIDTH, HEIGHT, EDGE = 640, 360, 56
INKS = ("#b3001b", "#1d5b8f")


def many(edition: Edition, count: int) -> str:
    """Return an edition of so many pages with text of their own, as JSON."""
    facts: dict[str, Any] = json.loads(edition_yaml.dump_json(edition))
    items = facts.pop("items")
    facts["pages"] = []
    for number in range(1, count + 1):
        page = json.loads(json.dumps(items))
        for item in page:
            item["id"] = f"{item['id']}-{number}" if "id" in item else f"item-{number}"
            for n, block in enumerate(item.get("body", ())):
                if block.get("kind", "para") == "para" and number > 1:
                    block["text"] = other(block["text"], number, n)
        for n, item in enumerate(page):
            item["id"] = f"p{number}-{n}"
        facts["pages"].append({"items": page})
    return json.dumps(facts, ensure_ascii=False)


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
    each = []
    for runs in found.values():
        last = COUNTS[-1]
        step = (runs[last].seconds - runs[1].seconds) / (last - 1)
        each.append(f"{step * 1e3:.0f} ms")
    rows.append("| each further page | " + " | ".join(each) + " |")
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
