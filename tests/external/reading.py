"""What must hold of any page that is read, and mutated pages in number.

    python -m tests.external.reading --seconds 600

Each page is a seed, so that a finding is read again by its number.  The characters are counted
here anew, from the source's own lines: the reader's ledger is not asked what it kept.
"""

import argparse
import random
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from broadsheet.edition import item_passages
from broadsheet.errors import SourceError, UserError
from broadsheet.parse.reader import Decision, decode, read_text
from tests.strategies import mutated

PAGES = sorted((Path(__file__).parents[1] / "unit" / "pages").glob("*.txt"))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs")
# of lines with these labels only the facts are kept, not every label before a fact
FACTS = frozenset({"fact", "folio", "name", "name_en", "slogan", "ear", "earcap"})


def letters(text: str) -> Counter[str]:
    """Count ideographs, Latin letters and figures, however they are coded."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(c for c in plain if "\u4e00" <= c <= "\u9fff" or (c.isascii() and c.isalnum()))


def fault_of(text: str) -> str:
    """Return what is wrong with how a page is read; nothing when all is well."""
    try:
        parsed = read_text(text, file="page.txt")
    except SourceError as refused:
        return "" if not letters(text) and "\n" not in str(refused) else f"refused: {refused}"
    edition = parsed.edition
    ledger = [str(f) for f in edition.findings if f.code == "ledger"]
    if ledger:
        return ledger[0]
    source = letters(text)
    kept = letters("\n".join(p.text for item in edition.items for p in item_passages(item)))
    if kept - source:
        return f"invented: {kept - source}"
    kept_as_facts = (*_fact_lines(text, parsed.decisions), edition.masthead.other)
    missing = source - kept - letters("\n".join(kept_as_facts))
    return f"lost: {missing}" if missing else ""


def _fact_lines(text: str, decisions: tuple[Decision, ...]) -> Iterator[str]:
    lines = text.splitlines()
    for one in decisions:
        if one.label in FACTS:
            yield from lines[one.lines[0] - 1 : one.lines[1]]


def page_of(seed: int) -> bytes:
    """Return a page whose bytes went wrong on their way, or whose lines did."""
    dice = random.Random(seed)
    text = dice.choice(PAGES).read_text(encoding="utf-8-sig")
    if seed % 3 == 0:
        lines = text.split("\n") + dice.choice(PAGES).read_text(encoding="utf-8-sig").split("\n")
        dice.shuffle(lines)
        text = "\n".join(lines[: dice.randrange(2, len(lines))])
    return mutated(text.encode(dice.choice(ENCODINGS), "replace"), dice)


def fault_of_seed(seed: int) -> str:
    """Read a mutated page; return what is wrong."""
    try:
        text, _ = decode(page_of(seed), file="page.txt")
    except UserError as refused:
        return "" if "\n" not in str(refused) else f"refused in lines: {refused}"
    return fault_of(text)


def main() -> None:
    """Read mutated pages for a while and print what is wrong with any."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--first", type=int, default=0, help="seed of the first page")
    given = options.parse_args()
    end, seed, found = time.monotonic() + given.seconds, given.first, 0
    while time.monotonic() < end:
        if fault := fault_of_seed(seed):
            found += 1
            print(f"seed {seed}: {fault}", flush=True)
        seed += 1
    print(f"{seed - given.first} pages, {found} findings")


if __name__ == "__main__":
    main()
