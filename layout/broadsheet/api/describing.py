"""A spec, a box → its keys in force, with where each was written and what it means."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import reach

if TYPE_CHECKING:
    from broadsheet.spec_yaml.keys_told import ToldKey


def box_keys(
    spec: str | Path,
    box: str,
    *,
    page: int = 1,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Sequence[str | Path] = (),
) -> tuple["ToldKey", ...]:
    """Return the keys of a box of a spec: those in force first, then others that it could have.

    ``spec`` is a bundled name, a file, or the text of one that extends bundled ones only; pages
    count from 1.  Raises SpecError for a spec that can't be read.
    """
    from broadsheet.spec_yaml import keys_told, loader

    root = loader.merged_nodes(str(spec), overrides, reach.folders(roots))
    return keys_told.keys_of(root, page, box)
