"""A million random pages, each composed and looked at: ``python -m tests.external.million``.

One seed is one page.  A page with a fault prints a line with its seed, and the run goes on; every
thousand pages the log says how far it came: ``--seed`` with the number after goes on from there.
"""

import argparse
import io
import sys
import time
import traceback
from itertools import pairwise
from pathlib import Path
from random import Random

from broadsheet import api
from broadsheet.display import Pages
from broadsheet.edition import Masthead
from broadsheet.fonts.typeface import FaceBook
from broadsheet.models import replace
from tests.unit import page_faults, random_pages
from tests.unit.random_pages import Made

EACH = 1000  # pages between two lines of the log
READ = 100  # of so many pages one is composed twice, and its PDF read back


def made(seed: int) -> Made:
    """Return the page of a seed."""
    return random_pages.made_of(Random(seed))


def faults_of(seed: int, book: FaceBook) -> list[str]:
    """Compose the page of a seed and return what is wrong with it, a fault of ours too."""
    try:
        page = made(seed)
        pages = api.compose(page.content, page.spec, book=book)
        found = page_faults.faults_on(pages, page.content, page.spec)
        return found or (read_back(page, pages, book) if seed % READ == 0 else [])
    except Exception as fault:  # noqa: BLE001 - the run goes on; what was raised is the finding
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return [f"{type(fault).__name__} at {place}: {str(fault)[:200]}"]


def read_back(page: Made, pages: Pages, book: FaceBook) -> list[str]:
    """Compose a page again, and read its PDF back where all copy is said to be on it."""
    found: list[str] = []
    if api.compose(page.content, page.spec, book=book) != pages:
        found.append("composed again it is another page")
    # wide gaps, said to be loose or white behind a list's labels, are read as spaces
    told = any(f.level == "error" or f.code in ("left-out", "loose") for f in pages.findings)
    spaced = any(run.source.role == "list" for line in pages.lines() for run in line.runs)
    if told or spaced or not any(pages.lines()) or _level(pages):
        return found
    stream, copy = io.BytesIO(), replace(page.content, masthead=Masthead())
    api.write_pdf(pages, stream, book=book)
    return found + [str(finding) for finding in api.prove(stream.getvalue(), copy)]


def _level(pages: Pages) -> bool:
    """Tell whether text goes on at the level where it broke off, in the next column.

    Columns one row deep: readers take both lines for one, with a space between.
    """
    lines = [line for line in pages.lines() if not line.vertical]
    pairs = ((one, one.runs[-1].source, two, two.runs[0].source) for one, two in pairwise(lines))
    return any(
        one.y == two.y and last.end == first.start and last.block == first.block >= 0
        for one, last, two, first in pairs
    )


def main() -> int:
    """Run from a seed on for so many pages or minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="the first page")
    parser.add_argument("--pages", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=10_000.0)
    options = parser.parse_args()
    book = api.open_faces(made(options.seed).spec.style)
    start, bad = time.monotonic(), 0
    for done, seed in enumerate(range(options.seed, options.seed + options.pages), start=1):
        if found := faults_of(seed, book):
            bad += 1
            print(f"seed {seed}: {found[0]} ({len(found)})", flush=True)
        spent = time.monotonic() - start
        late = spent > 60 * options.minutes
        if done % EACH == 0 or late or done == options.pages:
            each = 1000 * spent / done
            print(f"-- {done} pages to seed {seed}: {bad} bad, {each:.2f} ms each", flush=True)
        if late:
            break
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
