"""Make the table of radicals: ``python layout/tables/radicals.py`` writes it.

Takes Unicode's data as Debian packs it (unicode-data 15.0); writes ``fonts/radicals.py``.
With ``--check`` it writes nothing and fails if the module is another than it would write; with
``--data`` the file is looked up elsewhere.  Nothing of this runs when a page is set.
"""

import argparse
import sys
import textwrap
from pathlib import Path

DATA = Path("/usr/share/unicode")
MODULE = Path(__file__).resolve().parents[1] / "broadsheet" / "fonts" / "radicals.py"
WIDTH = 44  # of the characters in a line of the module

HEAD = '''"""Which ideograph each radical stands for: facts of Unicode {version}.

Made by ``layout/tables/radicals.py`` of EquivalentUnifiedIdeograph.txt.  A table: text out of PDFs
often has a radical (⻓) where a writer meant the character (长).
"""

from typing import Final

_RADICALS: Final = (
{radicals})
_IDEOGRAPHS: Final = (
{ideographs})

STANDS_FOR: Final[dict[str, str]] = dict(zip(_RADICALS, _IDEOGRAPHS, strict=True))
'''


def module(folder: Path) -> str:
    """Return the module's text."""
    source = (folder / "EquivalentUnifiedIdeograph.txt").read_text(encoding="utf-8")
    version = source.partition("-")[2].partition(".txt")[0]
    radicals, ideographs = "", ""
    for line in source.splitlines():
        row = line.partition("#")[0].strip()
        if not row:
            continue
        codes, ideograph = (part.strip() for part in row.split(";"))
        first, _, last = codes.partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            if code < 0x3000:  # strokes (U+31C0) stand for no ideograph that a text would mean
                radicals += chr(code)
                ideographs += chr(int(ideograph, 16))
    return HEAD.format(
        version=version.removesuffix(".0"),
        radicals=_written(radicals),
        ideographs=_written(ideographs),
    )


def _written(chars: str) -> str:
    return "".join(f'    "{line}"\n' for line in textwrap.wrap(chars, WIDTH))


def main() -> int:
    """Write the module, or compare it; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the table of radicals.")
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
