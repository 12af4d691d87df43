"""Write XML: tags whose attributes and text are what they say.

Takes names and texts; returns text.  Characters that XML 1.0 can't hold (section 2.2) are
replaced, and told.
"""

import re
from html import escape
from typing import Final

from broadsheet.formats.losses import Losses

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEPT: Final = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}  # else white is one space


def tag(name: str, inner: str | None = None, /, **attributes: str) -> str:
    """Return an element round ``inner``, which is XML; empty attributes are left out.

    A ``_`` in an attribute's name is the ``-`` of the standard's, ``__`` its ``.``.

    >>> tag("doc-id", id_string="a&b"), tag("hl1", "")
    ('<doc-id id-string="a&amp;b"/>', '<hl1></hl1>')
    """
    said = "".join(
        f' {key.rstrip("_").replace("__", ".").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{said}/>" if inner is None else f"<{name}{said}>{inner}</{name}>"


def text(name: str, words: str, /, **attributes: str) -> str:
    """Return an element with text in it; nothing when there is none."""
    return tag(name, escape(words, quote=False), **attributes) if words else ""


def lines(*parts: str) -> str:
    """Return the parts that are not empty, one to a line."""
    return "\n".join(filter(None, parts))


def sound(document: str, losses: Losses) -> str:
    """Return a document with a mark in the place of characters that XML can't hold."""
    found, count = _FORBIDDEN.subn("\ufffd", document)
    if count:
        losses.told(f"{count} control characters are written as U+FFFD", level="warning")
    return found


def _attribute(value: str) -> str:
    return re.sub("[\t\n\r]", lambda found: _KEPT[found[0]], escape(value))
