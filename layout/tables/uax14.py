"""Make the table of line breaking classes: ``python layout/tables/uax14.py`` writes it.

Takes Unicode's data as Debian packs it (unicode-data 15.0); writes ``broadsheet/cjk/uax14.py``.
With ``--check`` it writes nothing and fails if the module is another than it would write; with
``--data`` the files are looked up elsewhere.  Nothing of this runs when a page is set.
"""

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from making import PACKAGE, run

MODULE = PACKAGE / "cjk" / "uax14.py"
WIDTH = 88  # of the ranges in a line of the module
FIRST_SYMBOL = 0x2460  # ambiguous characters (AI) from here on are as wide as ideographs

# Classes by the names of LineBreak.txt; what stands alone is told by ``letter``.
LETTERS = {
    "SP": " ", "EX": "!", "CP": ")", "JL": "5", "JV": "6", "JT": "7", "BB": "B", "CB": "C",
    "B2": "D", "IN": "E", "CJ": "J", "RI": "R", "NS": "S", "ZWJ": "Z", "CL": "]", "BA": "b",
    "CM": "c", "LF": "f", "GL": "g", "HL": "h", "IS": "i", "BK": "k", "NL": "l", "EM": "m",
    "NU": "n", "PO": "o", "PR": "p", "QU": "q", "CR": "r", "SY": "s", "WJ": "w", "EB": "x",
    "HY": "y", "ZW": "z",
}  # fmt: skip
UNLISTED = {"AL", "SG", "XX", "H2", "H3"}  # AL is what is in no range; Hangul is counted

HEAD = '''"""Line breaking classes of all characters: facts of Unicode {version}, LineBreak.txt.

Made by ``layout/tables/uax14.py``.  A table, read by ``classes`` for the characters that its own
small table does not name.  One entry a class: its letter, then the ranges in hexadecimal.
Resolved as LB1 asks: SG and XX are AL, SA is CM or AL; AI is AL in the Latin blocks and an
ideographic symbol from U+2460.  What is in no range is AL; Hangul syllables are counted, not
listed.  Wide OP (East Asian Width F, W or H) stands apart from narrow OP, as LB30 asks, and
pictographs yet to be assigned stand with EB (LB30b).
"""

from typing import Final

RANGES: Final[dict[str, str]] = {{
'''


def rows(path: Path) -> Iterator[tuple[range, str]]:
    """Yield the characters and the first value of each row of a file of Unicode's."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.partition("#")[0].strip()
        if row:
            codes, value = (part.strip() for part in row.split(";")[:2])
            first, _, last = codes.partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), value


def categories(path: Path) -> dict[int, str]:
    """Return the general category of each assigned character."""
    found: dict[int, str] = {}
    begun = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, category = line.split(";")[:3]
        if name.endswith(", First>"):
            begun = int(code, 16)
            continue
        first = begun if name.endswith(", Last>") else int(code, 16)
        found.update(dict.fromkeys(range(first, int(code, 16) + 1), category))
    return found


class Facts:
    """What the files say of characters, besides their classes."""

    def __init__(self, folder: Path) -> None:
        self.category = categories(folder / "UnicodeData.txt")
        self.wide = {
            code
            for codes, width in rows(folder / "EastAsianWidth.txt")
            if width in ("F", "W", "H")
            for code in codes
        }
        self.pictographs = {
            code
            for codes, kind in rows(folder / "emoji" / "emoji-data.txt")
            if kind == "Extended_Pictographic"
            for code in codes
        }

    def letter(self, code: int, named: str) -> str:
        """Return the letter of a character of a class; empty for AL.

        Raises KeyError for a class that is not known.
        """
        if named in UNLISTED:
            return ""
        if named == "SA":  # LB1
            return "c" if self.category.get(code) in ("Mn", "Mc") else ""
        if named == "AI":
            return "I" if code >= FIRST_SYMBOL else ""
        if named == "OP":
            return "<" if code in self.wide else "("
        if named == "ID":
            return "x" if code in self.pictographs and code not in self.category else "H"
        return LETTERS[named]


def module(folder: Path) -> str:
    """Return the module's text."""
    source = folder / "LineBreak.txt"
    version = source.read_text(encoding="utf-8").partition("-")[2].partition(".txt")[0]
    facts = Facts(folder)
    letters = {
        code: letter
        for codes, named in rows(source)
        for code in codes
        if (letter := facts.letter(code, named))
    }
    ranges: dict[str, list[list[int]]] = {}
    for code in sorted(letters):
        held = ranges.setdefault(letters[code], [])
        if held and held[-1][1] == code - 1:
            held[-1][1] = code
        else:
            held.append([code, code])
    entries = "".join(f'    "{key}": ({_written(ranges[key])}),\n' for key in sorted(ranges))
    return HEAD.format(version=version.removesuffix(".0")) + entries + "}\n"


def _written(ranges: list[list[int]]) -> str:
    spans = (f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in ranges)
    lines = textwrap.wrap(" ".join(spans), WIDTH, break_on_hyphens=False)
    if len(lines) == 1:
        return f'"{lines[0]}"'
    inner = "".join(f'\n        "{line} "' for line in lines[:-1])
    return f'{inner}\n        "{lines[-1]}"\n    '


if __name__ == "__main__":
    sys.exit(run("Make the table of line breaking classes.", MODULE, module))
