"""Characters of a paper's own (造字), as the spec says they are read.

Takes an edition and a house style; returns the edition whose copy has, for each character with
an entry under ``gaiji``, the one that it stands for.
"""

from typing import Any

from broadsheet.edition import Edition
from broadsheet.models import names, replace
from broadsheet.spec import Style

# Ids, names of files and addresses are no copy.
_NO_COPY = frozenset({"id", "src", "url", "kind", "website", "email", "lines"})


def spelled(edition: Edition, style: Style) -> Edition:
    """Return an edition as it is set and read: of signs that say no reading nothing changes."""
    table = {ord(char): sign.reads for char, sign in style.gaiji.items() if sign.reads != char}
    if not table:
        return edition
    masthead, pages = _translated(edition.masthead, table), _translated(edition.pages, table)
    return replace(edition, masthead=masthead, pages=pages)


def _translated(value: Any, table: dict[int, str]) -> Any:
    """Return texts, tuples and models with all their copy translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_translated(one, table) for one in value)
    if not hasattr(type(value), "__struct_fields__"):
        return value
    copy = {name: getattr(value, name) for name in names(value) if name not in _NO_COPY}
    return replace(value, **{name: _translated(one, table) for name, one in copy.items()})
