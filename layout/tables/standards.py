"""Make the table of what faces are measured by: ``python layout/tables/standards.py`` writes it.

Takes Unicode's Han database as Debian packs it (unicode-data); writes
``broadsheet/fonts/standards.py``.  With ``--check`` it writes nothing and fails if the module is
another than it would write.  Nothing of this runs when a page is set.
"""

import argparse
import bz2
import sys
import textwrap
from pathlib import Path

UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
MODULE = Path(__file__).resolve().parents[1] / "broadsheet" / "fonts" / "standards.py"
WIDTH = 46  # ideographs in a line of the module

HEAD = '''"""Sets of characters that faces are measured by: facts of national standards.

Made by ``layout/tables/standards.py``.  What Python's codecs know is taken from them; the table
of 2013 (通用规范汉字表; field kTGH of Unicode's Han database) is what it has beyond GB/T 2312 and
what of that it has not.
"""

from typing import Final
from unicodedata import category

'''

TAIL = '''

def encoded(codec: str, leads: range, trails: tuple[range, ...]) -> frozenset[str]:
    """Return the letters that a coding of two bytes holds between some lead and trail bytes.

    Letters of scripts without capitals: ideographs, kana, hangul.
    """
    cells = (bytes([lead, trail]) for lead in leads for part in trails for trail in part)
    held = {cell.decode(codec, "ignore") for cell in cells}
    return frozenset(char for char in held if len(char) == 1 and category(char) == "Lo")


def standards() -> dict[str, frozenset[str]]:
    """Return the sets by the names of their standards, those of the mainland first."""
    rows, big5 = (range(0xA1, 0xFF),), (range(0x40, 0x7F), range(0xA1, 0xFF))
    gb2312 = encoded("gb2312", range(0xB0, 0xF8), rows)
    return {
        "GB/T 2312": gb2312,
        "通用规范汉字表": (gb2312 | set(GENERAL)) - set(NOT_GENERAL),
        "GBK": encoded("gbk", range(0x81, 0xFF), (range(0x40, 0x7F), range(0x80, 0xFF)))
        - encoded("gb2312", range(0xA4, 0xA6), rows),
        "Big5": encoded("big5", range(0xA4, 0xFA), big5),
        "HKSCS-2004": encoded("big5hkscs", range(0x87, 0xFF), big5),
        "JIS X 0208 kanji": encoded("euc_jp", range(0xB0, 0xF5), rows),
        "kana": encoded("euc_jp", range(0xA4, 0xA6), rows),
        "KS X 1001 hangul": encoded("euc_kr", range(0xB0, 0xC9), rows),
        "Latin": frozenset(chr(code) for code in range(0x21, 0x180) if chr(code).isalpha()),
    }
'''


def table(name: str, chars: set[str]) -> str:
    """Return a constant as it stands in the module."""
    lines = textwrap.wrap("".join(sorted(chars)), WIDTH)
    return f"{name}: Final = (\n" + "".join(f'    "{line}"\n' for line in lines) + ")\n"


def module() -> str:
    """Return the module's text."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        general = {chr(int(line.split("\t")[0][2:], 16)) for line in lines if "\tkTGH\t" in line}
    cells = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = {cell.decode("gb2312", "ignore") for cell in cells} - {""}
    parts = table("GENERAL", general - gb2312), table("NOT_GENERAL", gb2312 - general)
    return HEAD + "".join(parts) + TAIL


def main() -> int:
    """Write the module, or say whether it is current."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--check", action="store_true", help="write nothing")
    given = options.parse_args()
    text = module()
    if given.check:
        return int(MODULE.read_text(encoding="utf-8") != text)
    MODULE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
