"""What says of a file that broadsheet made it.

Takes a file; tells whether it is a page of ours, as PDF, PNG or SVG: its maker's name stands where
each form has a place for it.  Painters write it; who looks for pictures in a folder passes such
a file over.
"""

import re
from pathlib import Path
from typing import Final

OWN_MARK: Final = "broadsheet"
_WHERE_IN_PNG: Final = "Software"  # PNG (third edition), 11.3.3.2: a keyword for the maker
SVG_MARK: Final = f'data-made-by="{OWN_MARK}"'
_SAYS: Final = re.compile(
    rb"/Producer \(broadsheet |<pdf:Producer>broadsheet |tEXtSoftware\0broadsheet|"
    + SVG_MARK.encode()
)
_LOOKED = 1 << 20  # bytes at a file's end, where a PDF says who made it, and at its head


def png_text() -> dict[str, str]:
    """Return what a PNG says of its maker, by keyword."""
    return {_WHERE_IN_PNG: OWN_MARK}


def made_here(file: Path) -> bool:
    """Tell whether broadsheet made a file; one that can't be read is nobody's."""
    try:
        with file.open("rb") as stream:
            head = stream.read(4096)
            stream.seek(max(0, file.stat().st_size - _LOOKED))
            return bool(_SAYS.search(head) or _SAYS.search(stream.read(_LOOKED)))
    except OSError:
        return False
