"""The report of a batch: what became of how many, and of each."""

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from broadsheet.batch.models import Outcome, State

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_OWN: Final = re.compile(rb"\[\s*(?:\]|\{\s*\"source\":\s)")  # how a report begins
STATES: Final[dict[State, str]] = {
    "done": "set",
    "kept": "set by an earlier run",
    "errors": "with errors in the copy",
    "refused": "refused: a file is wrong",
    "fault": "failed by a fault of ours",
}


def summary(outcomes: Sequence[Outcome], seconds: float, of: Callable[[str], str] = str) -> str:
    """Return a table of how many came to what, with the time and size of those set.

    ``of`` puts what is said into another language.
    """
    counts = Counter(outcome.state for outcome in outcomes)
    width = len(f"{len(outcomes)}")
    told = [(counts[state], of(text)) for state, text in STATES.items() if counts[state]]
    lines = [f"{count:>{width}}  {text}" for count, text in told]
    fresh = [outcome for outcome in outcomes if outcome.state in ("done", "errors")]
    pages = sum(outcome.pages for outcome in fresh)
    if pages:
        size = sum(outcome.size for outcome in fresh) / 1e6
        rate = pages / seconds if seconds else 0.0
        told_size = f"{pages} pages in {seconds:.1f} s, {rate:.1f} a second, {size:.1f} MB"
        lines.append(of(told_size))
    return "\n".join(lines or [of("no editions")])


def may_be_written(name: str) -> bool:
    """Tell whether a report may go to a file: to a new one, an empty one, or over a report.

    A folder of editions may hold one of the very name.
    """
    path = Path(name)
    if not os.path.isfile(path):
        return True
    with path.open("rb") as file:
        head = file.read(200).lstrip()
    return not head or head.startswith((b"source,output,", b"source\n")) or bool(_OWN.match(head))


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Return one object for each edition."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.job.source)
    return json.dumps([dict(o.facts()) for o in ordered], ensure_ascii=False, indent=1) + "\n"


def as_csv(outcomes: Sequence[Outcome]) -> str:
    """Return one line for each edition, with a head."""
    out = io.StringIO()
    ordered = sorted(outcomes, key=lambda outcome: outcome.job.source)
    rows = [{key: _cell(told) for key, told in one.facts().items()} for one in ordered]
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["source"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: names come from strangers.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
