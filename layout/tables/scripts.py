"""Make the table of letters of one script: ``python layout/tables/scripts.py`` writes it.

Takes Unicode's Han database as Debian packs it (unicode-data 15.0); writes
``broadsheet/fonts/script_letters.py``.  With ``--check`` it writes nothing and fails if the module
is another than it would write; with ``--data`` the files are looked up elsewhere.  Nothing of this
runs when a page is set.
"""

import sys
from pathlib import Path

from making import PACKAGE, quoted, run, unihan

MODULE = PACKAGE / "fonts" / "script_letters.py"
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
        simplified=quoted(sorted(simplified)),
        traditional=quoted(sorted(traditional)),
        hong_kong=quoted(sorted(hong_kong)),
        taiwan=TAIWAN,
    )


if __name__ == "__main__":
    sys.exit(run("Make the table of letters of one script.", MODULE, module))
