"""Make the table of radicals: ``python layout/tables/radicals.py`` writes it.

Takes Unicode's data as Debian packs it (unicode-data 15.0); writes ``fonts/radicals.py``.
With ``--check`` it writes nothing and fails if the module is another than it would write; with
``--data`` the file is looked up elsewhere.  Nothing of this runs when a page is set.
"""

import sys
from pathlib import Path

from making import PACKAGE, quoted, run

MODULE = PACKAGE / "fonts" / "radicals.py"

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
        radicals=quoted(radicals),
        ideographs=quoted(ideographs),
    )


if __name__ == "__main__":
    sys.exit(run("Make the table of radicals.", MODULE, module))
