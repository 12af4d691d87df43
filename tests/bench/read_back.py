"""What is set, printed and read back: ``python -m tests.bench.read_back [NAME…] [--made A:B]``.

Sets the example editions in bundled specs (``NAME``s of these, or all) and prints for each how far
what is read from its PDF agrees with the edition, of what its pages print.  ``--made`` takes
editions made by rule, whose pages draw themselves; ``--standard`` writes another PDF standard;
``--wrong`` prints what is missing (-) and what is read in its place (+).
"""

import argparse
import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import broadsheet
from broadsheet import api
from broadsheet.edition import Edition
from broadsheet.models import frozen
from broadsheet.spec import Spec
from tests.bench.dummies import made
from tests.unit.test_parse_pdf import EXAMPLES, SPECS, edition, pages, said
from tests.unit.test_parse_scored import Line, agreement, bare

# styles whose pages draw themselves, with the days that they are tried with
DRAWN = (
    ("house", "tinglan-front"),
    ("house", "tinglan-eight"),
    ("house", "tinglan-sikai"),
    ("house", "tinglan-evening"),
    ("house-english", "saltmarsh-front"),
    ("house-inside", "tinglan-eight"),
    ("house-inside", "tinglan-sikai"),
    ("house-tabloid", "tinglan-front"),
    ("house-tabloid", "tinglan-sikai"),
)


@frozen(kw_only=True)
class ReadBack:
    """One edition, set and read back."""

    name: str
    score: float
    missing: Counter[Line]
    more: Counter[Line]
    seconds: float  # of reading, processor time


def read_back(name: str, wanted: Edition, spec: Spec | None, *, standard: str = "pdf") -> ReadBack:
    """Set an edition, write its PDF, read that and hold it against the edition."""
    wanted, drawn, _ = api.drawn(wanted, spec)
    out = io.BytesIO()
    broadsheet.write_pdf(broadsheet.compose(wanted, drawn), out, standard=standard)
    begun = time.process_time()
    read = edition(out.getvalue())
    seconds = time.process_time() - begun
    shown = bare("".join(page.text for page in pages(out.getvalue())))
    want, found = said(wanted, shown), said(read, shown)
    return ReadBack(
        name=name,
        score=agreement(want, found),
        missing=want - found,
        more=found - want,
        seconds=seconds,
    )


def _days(names: Sequence[str], seeds: str) -> Iterator[tuple[str, Edition, Spec | None]]:
    """Yield what is set: a name, an edition and a spec, or none for a page that draws itself."""
    if seeds:
        first, _, last = seeds.partition(":")
        with tempfile.TemporaryDirectory() as folder:
            for path in made(range(int(first), int(last)), Path(folder)):
                yield path.stem, broadsheet.read_edition(path), None
        return
    for spec, day in (*SPECS.items(), *DRAWN):
        if not names or spec in names:
            wanted = broadsheet.read_edition(EXAMPLES / f"{day}.yaml")
            yield f"{spec} {day}", wanted, broadsheet.load_spec(spec)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.read_back", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="specs; all when none is named")
    parser.add_argument("--made", default="", metavar="A:B", help="seeds of made editions instead")
    parser.add_argument("--standard", default="pdf", help="pdf, x4, ua1 …")
    parser.add_argument("--wrong", action="store_true", help="print what is read wrong")
    given = parser.parse_args(argv)
    found = []
    for name, wanted, spec in _days(given.names, given.made):
        one = read_back(name, wanted, spec, standard=given.standard)
        found.append(one.score)
        sys.stdout.write(
            f"{one.name:32} {one.score:.3f}  -{one.missing.total()} +{one.more.total()}"
            f"  {one.seconds:.2f} s\n"
        )
        if given.wrong:
            for mark, lines in (("-", one.missing), ("+", one.more)):
                sys.stdout.writelines(f"  {mark} {' '.join(line)}\n" for line in lines)
    if found:
        mean, worst = sum(found) / len(found), min(found)
        sys.stdout.write(f"{len(found)} editions, mean {mean:.3f}, worst {worst:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
