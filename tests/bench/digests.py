"""Digests of what is drawn: did a change that should change no page change one?

Takes nothing but the bundled specs with their editions, in all standards of press, and pages
of ``tests.unit.random_pages``; writes a digest for each, and compares them with a file of
before.  Bytes depend on the libraries' versions, so the file is made on the same machine:

    python -m tests.bench.digests -o before.json
    python -m tests.bench.digests --against before.json

``--long`` sets editions of five pages too, by one process and by as many as there are
processors: those two must be the same.
"""

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import broadsheet
from broadsheet.api import composing
from broadsheet.cli import child
from broadsheet.edition import Edition
from broadsheet.errors import LayoutError
from broadsheet.models import replace
from examples.gallery import EDITIONS, HERE
from tests.unit import random_pages

STANDARDS = ("pdf", "x4", "x1a", "a2u", "ua1")
SPECS = EDITIONS | {"zjgrb-facsimile": "tinglan-front"}
PAGES = 200  # random ones
MANY = ", by many processes"


def bundled() -> Iterator[tuple[str, str]]:
    """Yield a name and a digest for each bundled spec in each standard, and its findings."""
    for name, day in sorted(SPECS.items()):
        edition = broadsheet.read_edition(HERE / f"{day}.yaml")
        pages = broadsheet.compose(edition, broadsheet.load_spec(name))
        yield f"{name} findings", _told(pages)
        for standard in STANDARDS:
            yield f"{name} {standard}", _written(pages, standard)


def at_random(count: int) -> Iterator[tuple[str, str]]:
    """Yield a name and a digest for so many random pages."""
    for seed in range(count):
        page = random_pages.made_of(Random(seed))
        pages = broadsheet.compose(page.content, page.spec)
        yield f"random {seed} findings", _told(pages)
        yield f"random {seed}", _written(pages, "pdf")


def long_ones() -> Iterator[tuple[str, str]]:
    """Yield a name and a digest for five pages by each bundled spec: by one process, by many."""
    for name, day in sorted(SPECS.items()):
        read = broadsheet.read_edition(HERE / f"{day}.yaml")
        edition, spec = _long(read), broadsheet.load_spec(name)
        for told, share in (("", composing.by_itself), (MANY, child.shared_out)):
            out = io.BytesIO()
            pages = composing.typeset(edition, spec, out, draft=True, share=share)
            yield f"{name}, long{told}", _digest(out.getvalue() + _told(pages).encode())


def _long(edition: Edition) -> Edition:
    """Return an edition with its pages five times over, items under names of their own."""
    copies = [
        replace(page, items=tuple([replace(item, id=f"{n}-{item.id}") for item in page.items]))
        for n in range(5)
        for page in edition.pages
    ]
    return replace(edition, pages=tuple(copies))


def _told(pages: broadsheet.Pages) -> str:
    """Return the digest of the findings, wherever the checkout lies."""
    root = str(Path(__file__).parents[2])
    return _digest("\n".join(map(str, pages.findings)).replace(root, "").encode())


def _written(pages: broadsheet.Pages, standard: str) -> str:
    out = io.BytesIO()
    try:
        broadsheet.write_pdf(pages, out, standard=standard)
    except LayoutError as refused:
        return f"refused: {refused}"
    return _digest(out.getvalue())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def main() -> int:
    """Write the digests, or compare them: exit status 1 when one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", type=Path, help="write the digests here")
    parser.add_argument("--against", type=Path, help="compare with a file written before")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many random pages")
    parser.add_argument("--long", action="store_true", help="editions of five pages too")
    options = parser.parse_args()
    found = dict(bundled()) | dict(at_random(options.pages))
    found |= dict(long_ones()) if options.long else {}
    if options.o:
        options.o.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    before = json.loads(options.against.read_text(encoding="utf-8")) if options.against else found
    differ = [name for name in found if before.get(name) != found[name]]
    differ += [n for n in found if n.endswith(MANY) and found[n] != found[n.removesuffix(MANY)]]
    sys.stdout.write("".join(f"differs: {name}\n" for name in differ))
    sys.stdout.write(f"{len(found)} digests, {len(differ)} differ\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
