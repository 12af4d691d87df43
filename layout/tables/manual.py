"""Make the manual page from the command's parser: python layout/tables/manual.py

Writes layout/broadsheet.1, which the wheel installs where man looks.
"""

import os
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
    return f"{page}\n".replace("1970\\-01\\-01", "", 1)


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
