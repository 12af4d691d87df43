"""Pages kept by hand, with a label for each line.

Takes ``tests/unit/pages`` with ``labels.txt`` beside this module, ``tests/training/pages`` and
``tests/opened`` with the ``labels.txt`` in each, where each page has one entry, its name and the
labels of its lines that are not blank: ``village-front: 3 fact, name, 2 head``.
"""

import json
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from broadsheet.formats import edition_yaml
from broadsheet.parse.text.clean import decode
from tests.unit.test_parse_pages import sketch

PAGES = Path(__file__).parents[1] / "unit" / "pages"
FILE = Path(__file__).with_name("labels.txt")
TAUGHT = Path(__file__).with_name("pages")  # written to be learned from; no score is demanded
OPENED = Path(__file__).parents[1] / "opened"  # sealed once
EXAMPLES = Path(__file__).parents[2] / "examples"  # is demanded to be read right, has no truth here
FOLDERS = (PAGES, TAUGHT, OPENED, EXAMPLES)
LABELLED = (PAGES, TAUGHT, OPENED)  # those whose labels stand in a file of their own
_SAME = 14  # letters in a row that tell of the same copy
_SAME_LATIN = 40  # of an alphabet: five or six words
Labels = Mapping[int, str]  # by number of the line, from 1


@dataclass(frozen=True)
class Kept:
    """A page to learn from."""

    text: str
    labels: Labels
    truth: Mapping[str, Any] | None = None  # full; None: the page has a sketch alone
    seen: bool = False  # rules by hand were set with it in view
    sketch: str = ""  # of its right reading, where there is no full truth


def kept_pages() -> dict[str, Kept]:
    """Return every page by its name."""
    return {name: _kept(name, labels) for name, labels in labelled().items()}


def _kept(name: str, labels: Labels) -> Kept:
    folder = folder_of(name)
    file = folder / f"{name}.truth.json"
    truth = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
    seen = folder in {PAGES, EXAMPLES}
    return Kept(text_of(name), labels, truth, seen=seen, sketch=_sketch(folder, name))


def _sketch(folder: Path, name: str) -> str:
    drawn, corrected = folder / f"{name}.truth", folder / f"{name}.yaml"
    if folder == EXAMPLES:
        return "\n".join(sketch(edition_yaml.read(corrected.read_text(encoding="utf-8"))))
    return drawn.read_text(encoding="utf-8") if drawn.exists() else ""


def scored(name: str) -> bool:
    """Tell whether a page has a truth that its reading is held against."""
    return folder_of(name) != EXAMPLES


def folder_of(name: str) -> Path:
    """Return the folder that a page is in; one that is in none counts to ``PAGES``."""
    return next((folder for folder in FOLDERS if (folder / f"{name}.txt").exists()), PAGES)


def _labels_file(folder: Path) -> Path:
    return FILE if folder in {PAGES, EXAMPLES} else folder / FILE.name


def text_of(name: str) -> str:
    """Return the text of a page."""
    return decode((folder_of(name) / f"{name}.txt").read_bytes(), file=name)[0]


def written(labels: Sequence[str]) -> str:
    """Write the labels of lines that follow each other.

    >>> written(["fact", "fact", "head"])
    '2 fact, head'
    """
    runs = [(label, len(list(run))) for label, run in groupby(labels)]
    return ", ".join(label if count == 1 else f"{count} {label}" for label, count in runs)


def read_runs(entry: str) -> list[str]:
    """Read what ``written`` wrote."""
    found: list[str] = []
    for run in filter(None, map(str.strip, entry.split(","))):
        count, _, label = run.rpartition(" ")
        found += [label] * int(count or 1)
    return found


def labelled() -> dict[str, Labels]:
    """Return the labels of every page by its name; ValueError for a page that has changed."""
    text = "".join(_labels_file(folder).read_text(encoding="utf-8") for folder in LABELLED)
    entries = re.sub(r"\n\s+", " ", text).splitlines()
    pairs = (entry.partition(":") for entry in entries if entry and not entry.startswith("#"))
    return {name: _by_line(name, read_runs(runs)) for name, _, runs in pairs}


def _by_line(name: str, labels: Sequence[str]) -> Labels:
    filled = [n for n, line in enumerate(text_of(name).splitlines(), 1) if line.strip()]
    if len(filled) != len(labels):
        raise ValueError(f"{name} has {len(filled)} lines, {FILE.name} labels {len(labels)}")
    return dict(zip(filled, labels, strict=True))


def papers(texts: Mapping[str, str]) -> list[list[str]]:
    """Return the names of pages in groups that share copy: they are left out together."""
    first: dict[str, str] = {}
    parent = {name: name for name in texts}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for name, text in texts.items():
        for piece in _pieces(text):
            parent[root(name)] = root(first.setdefault(piece, name))
    groups = defaultdict(list)
    for name in texts:
        groups[root(name)].append(name)
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        bare = "".join(filter(str.isalnum, line))
        for n in range(len(bare) - _SAME + 1):
            piece = bare[n : n + _SAME]
            if not piece.isascii():
                yield piece
            elif n + _SAME_LATIN <= len(bare):
                yield bare[n : n + _SAME_LATIN]


def folds(groups: Iterable[Sequence[str]], count: int) -> list[list[str]]:
    """Return pages in so many parts of about a size, no paper in two of them."""
    found: list[list[str]] = [[] for _ in range(count)]
    for group in groups:
        min(found, key=len).extend(group)
    return found


def entry(name: str, labels: Sequence[str]) -> str:
    """Write the entry of a page, in lines that fit on a screen."""
    lines = textwrap.wrap(
        f"{name}: {written(labels)}",
        98,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def written_down(name: str, labels: Sequence[str]) -> None:
    """Put the entry of a page into its folder's file, in the place of the one that it had."""
    file = _labels_file(folder_of(name))
    held, heading = file.read_text(encoding="utf-8"), "#"
    entries = {e.partition(":")[0]: e for e in re.split(r"\n(?=\S)", held.rstrip("\n"))}
    entries[name] = entry(name, labels).rstrip("\n")
    ordered = sorted(entries, key=lambda one: (not one.startswith(heading), one))
    file.write_text("\n".join(entries[one] for one in ordered) + "\n", encoding="utf-8")
