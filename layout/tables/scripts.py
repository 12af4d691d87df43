"""Make the table of letters of one script: ``python layout/tables/scripts.py`` writes it.

Takes Unicode's Han database as Debian packs it (unicode-data 15.0); writes
``broadsheet/fonts/script_letters.py``.  With ``--check`` it writes nothing and fails if the module
is another than it would write; with ``--data`` the files are looked up elsewhere.  Nothing of this
runs when a page is set.
"""

import argparse
import bz2
import sys
import textwrap
from pathlib import Path

DATA = Path("/usr/share/unicode")
MODULE = Path(__file__).resolve().parents[1] / "broadsheet" / "fonts" / "script_letters.py"
WIDTH = 44  # of the characters in a line of the module
TAIWAN = "裡臺"  # where Hong Kong has 裏 and 台 throughout

HEAD = '''"""Ideographs that are in use in one Chinese only: facts of Unicode's Han database.

Made by ``layout/tables/scripts.py``.  A table, read by ``scripts`` when it is to tell in which
Chinese a copy is.
"""

from typing import Final

# Of 通用规范汉字表, and not of Big5: what is written otherwise in Taiwan and Hong Kong.
SIMPLIFIED: Final = frozenset(
{simplified})
# Of Big5, and neither of that table nor of GB 2312.
TRADITIONAL: Final = frozenset(
{traditional})
# Of HKSCS, and neither of those nor of JIS X 0208.
HONG_KONG: Final = frozenset(
{hong_kong})
# As Taiwan writes what Hong Kong writes otherwise.
TAIWAN: Final = frozenset("{taiwan}")
'''


def unihan(folder: Path, file: str, field: str) -> dict[str, str]:
    """Return a field of the database by character."""
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if f"\t{field}\t" in line)
        return {chr(int(code[2:], 16)): value for code, _, value in rows}


def module(folder: Path) -> str:
    """Return the module's text."""
    mainland = set(unihan(folder, "OtherMappings", "kTGH"))
    mainland_old = mainland | set(unihan(folder, "OtherMappings", "kGB0"))
    big5 = set(unihan(folder, "OtherMappings", "kBigFive"))
    sources = unihan(folder, "IRGSources", "kIRG_HSource")
    traditional_of = unihan(folder, "Variants", "kTraditionalVariant")
    simplified_of = unihan(folder, "Variants", "kSimplifiedVariant")
    simplified = mainland.intersection(traditional_of) - big5 - set(simplified_of)
    traditional = big5.intersection(simplified_of) - mainland_old
    japanese = set(unihan(folder, "OtherMappings", "kJis0"))  # 県 of a quotation tells nothing
    hong_kong = set(sources) - big5 - mainland_old - japanese
    hong_kong = {char for char in hong_kong if "\u4e00" <= char <= "\u9fff"} | {"裏"}
    return HEAD.format(
        simplified=_written(simplified),
        traditional=_written(traditional),
        hong_kong=_written(hong_kong),
        taiwan=TAIWAN,
    )


def _written(chars: set[str]) -> str:
    return "".join(f'    "{line}"\n' for line in textwrap.wrap("".join(sorted(chars)), WIDTH))


def main() -> int:
    """Write the module, or compare it; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the table of letters of one script.")
    parser.add_argument(
        "--data", type=Path, default=DATA, help=f"folder of Unicode's files ({DATA})"
    )
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args()
    text = module(options.data)
    if not options.check:
        MODULE.write_text(text, encoding="utf-8")
    elif text != MODULE.read_text(encoding="utf-8"):
        print(
            f"{MODULE} is not what {Path(__file__).name} makes of {options.data}", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
