"""Make the table of 通用规范汉字表: ``python layout/tables/standards.py`` writes it.

Takes Unicode's Han database as Debian packs it (unicode-data 15.0); writes
``broadsheet/fonts/standard_letters.py``.  With ``--check`` it writes nothing and fails if the
module is another than it would write; with ``--data`` the files are looked up elsewhere.  Nothing
of this runs when a page is set.
"""

import sys
from pathlib import Path

from making import PACKAGE, quoted, run, unihan

MODULE = PACKAGE / "fonts" / "standard_letters.py"

HEAD = '''"""What 通用规范汉字表 (2013) has beyond GB/T 2312, and what of that it has not.

Made by ``layout/tables/standards.py`` of field kTGH of Unicode's Han database.  A table, read by
``standards``.
"""

from typing import Final

GENERAL: Final = (
{general})
NOT_GENERAL: Final = (
{not_general})
'''


def module(folder: Path) -> str:
    """Return the module's text."""
    general = set(unihan(folder, "OtherMappings", "kTGH"))
    cells = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = {cell.decode("gb2312", "ignore") for cell in cells} - {""}
    return HEAD.format(
        general=quoted(sorted(general - gb2312)), not_general=quoted(sorted(gb2312 - general))
    )


if __name__ == "__main__":
    sys.exit(run("Make the table of 通用规范汉字表.", MODULE, module))
