"""Rows of numbers written as ``broadsheet.parse.text.step_rows`` reads them.

Takes a row for each of some names; returns the table by family, and the text of a file a line for
each of its rows.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from broadsheet.parse.text.step_rows import MIDDLE, STEPS


def families(rows: Mapping[str, Sequence[float]], step: float = 1.0) -> dict[str, list[str]]:
    """Return rows in whole steps, by family; what is past the widest step is that."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(rows):
        found[name.partition(":")[0] if ":" in name else ""].append(name)
    return {
        family: [
            " ".join(name.removeprefix(f"{family}:") for name in names),
            "".join(_char(worth / step) for name in names for worth in rows[name]),
        ]
        for family, names in sorted(found.items())
    }


def in_steps(rows: Iterable[Sequence[float]], step: float) -> list[str]:
    """Return each row as a string, a character for each number."""
    return ["".join(_char(worth / step) for worth in row) for row in rows]


def _char(steps: float) -> str:
    return STEPS[max(0, min(len(STEPS) - 1, MIDDLE + round(steps)))]


def file_text(held: Mapping[str, object]) -> str:
    """Write a table a line for each of its rows, so that two files can be compared."""
    lines = (f"{json.dumps(key)}:{_bare(value)}" for key, value in held.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _bare(value: object) -> str:
    if isinstance(value, dict):
        rows = (f"{json.dumps(key)}:{_compact(row)}" for key, row in value.items())
        return "{\n" + ",\n".join(rows) + "\n}"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
