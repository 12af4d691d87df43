"""Characters that nobody sees, or that stand for another: told.

Takes the items of a page; returns findings.  Characters that no face has are ``no_face``'s matter.
What is not seen changes what a machine reads and not what is shown: it is kept in the file's text
and takes no room.  What describes a character by its parts (⿰) is printed as it stands.
"""

import re
from collections.abc import Iterable, Iterator

from broadsheet.edition import Item, Passage, item_passages
from broadsheet.errors import Finding, Level

# Zero-width space, joiners, word joiner, mark of byte order (Unicode 16, 23.2 and 23.8);
# the soft hyphen and variation selectors are common in good copy.
_UNSEEN = re.compile(
    "[\u200b-\u200d\u2060\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "\U0001f3fb-\U0001f3ff\u2ff0-\u2fff]"
)
_OPERATORS = frozenset(map(chr, range(0x2FF0, 0x3000)))
_NAMES = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "mark of byte order",
    "\u00ad": "soft hyphen",
    **dict.fromkeys(map(chr, range(0x1F3FB, 0x1F400)), "colour of skin"),
}
_SELECTOR = "variation selector"


def unseen_characters(items: Iterable[Item], page: int) -> list[Finding]:
    """Name each kind of unseen character of each item once, with its count."""
    findings: list[Finding] = []
    for item in items:
        counts: dict[str, list[str]] = {}
        for passage in item_passages(item):
            odd = _UNSEEN.findall(passage.text)
            for char in odd:
                if char not in _OPERATORS:
                    counts.setdefault(_NAMES.get(char, _SELECTOR), []).append(char)
            if not _OPERATORS.isdisjoint(odd):
                findings += _of_parts(passage, page)
        findings += [_finding(item.id, name, chars, page) for name, chars in counts.items()]
    return findings


def _of_parts(passage: Passage, page: int) -> list[Finding]:
    """Name what describes a character by its parts (Unicode 18.2), each once."""
    return [
        Finding(
            level="warning",
            code="of-parts",
            message=f"{parts} stands for a character and is printed as it is written, in "
            f"{passage.item} (write the character, or give a private one a sign under gaiji)",
            page=page,
            item=passage.item,
        )
        for parts in dict.fromkeys(described(passage.text))
    ]


def described(text: str) -> Iterator[str]:
    """Yield what describes characters by their parts: an operator and what it joins.

    >>> list(described("他叫⿰亻厓，住⿱⿰木木日村"))
    ['⿰亻厓', '⿱⿰木木日']
    """
    end = 0
    for match in re.finditer("[\u2ff0-\u2fff]", text):
        if match.start() < end:
            continue
        wanted, end = 1, match.start()
        while wanted and end < len(text):
            joins = 3 if text[end] in "⿲⿳" else 1 if text[end] in "⿾⿿" else 2
            wanted += joins - 1 if text[end] in _OPERATORS else -1
            end += 1
        yield text[match.start() : end]


def _finding(item: str, name: str, chars: list[str], page: int) -> Finding:
    level: Level = "note" if name in ("soft hyphen", "colour of skin", _SELECTOR) else "warning"
    times = f"{len(chars)} times" if len(chars) > 1 else "once"
    return Finding(
        level=level,
        code="unseen",
        message=f"U+{ord(chars[0]):04X} {name}, {times} in {item}: kept, "
        + ("for a face that has its form" if name == _SELECTOR else "it shows nothing"),
        page=page,
        item=item,
    )
