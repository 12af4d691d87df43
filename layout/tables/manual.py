"""Make the manual page from the command's parser: python layout/tables/manual.py

Writes layout/broadsheet.1, which the wheel installs where man looks.
"""

import os
import re
from pathlib import Path

from argparse_manpage.manpage import Manpage

from broadsheet.cli.entry import ALL, parser

PAGE = Path(__file__).parents[1] / "broadsheet.1"


def manual() -> str:
    """Return the page in roff; its date is none, so that it changes with the options alone."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    os.environ["COLUMNS"] = "90"
    page = Manpage(
        parser(ALL),
        {
            "manual_title": "broadsheet",
            "manual_section": "1",
            "description": "sets a newspaper edition as a press-ready PDF",
            "project_name": "broadsheet",
            "format": "single-commands-section",
        },
    )
    return _as_typed(f"{page}\n".replace("1970\\-01\\-01", "", 1))


def _as_typed(text: str) -> str:
    """Keep text as it is typed, where roff reads it otherwise.

    It takes a line that begins with ' for an order of its own, and runs commands that stand in
    lines of their own on.
    """
    text = re.sub("^'", r"\\&'", text, flags=re.MULTILINE)
    return re.sub(r"(?:^  \S.*\n)+", r".nf\n\g<0>.fi\n", text, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
