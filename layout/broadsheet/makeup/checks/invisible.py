"""Characters that nobody sees: told, as they change what a machine reads and not what is shown.

Takes the items of a page; returns findings.  Characters that no face has are ``no_face``'s matter:
there the page is refused.  What is told here is kept in the file's text and takes no room.
"""

import re
from collections.abc import Iterable

from broadsheet.edition import Item, item_passages
from broadsheet.errors import Finding, Level

# Zero-width space, joiners, word joiner, mark of byte order (Unicode 16, 23.2 and 23.8);
# the soft hyphen and variation selectors are common in good copy.
_UNSEEN = "[\u200b-\u200d\u2060\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_NAMES = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "mark of byte order",
    "\u00ad": "soft hyphen",
}
_SELECTOR = "variation selector"


def unseen_characters(items: Iterable[Item], page: int) -> list[Finding]:
    """Name each kind of unseen character of each item once, with its count."""
    findings: list[Finding] = []
    for item in items:
        counts: dict[str, list[str]] = {}
        for passage in item_passages(item):
            if not passage.text.isprintable():  # one look in C; most passages end here
                for char in re.findall(_UNSEEN, passage.text):
                    counts.setdefault(_NAMES.get(char, _SELECTOR), []).append(char)
        findings += [_finding(item.id, name, chars, page) for name, chars in counts.items()]
    return findings


def _finding(item: str, name: str, chars: list[str], page: int) -> Finding:
    level: Level = "note" if name in ("soft hyphen", _SELECTOR) else "warning"
    times = f"{len(chars)} times" if len(chars) > 1 else "once"
    return Finding(
        level=level,
        code="unseen",
        message=f"U+{ord(chars[0]):04X} {name}, {times} in {item}: kept, it shows nothing",
        page=page,
        item=item,
    )
