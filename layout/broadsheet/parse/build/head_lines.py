"""The lines of a head put together as section, kicker, headline and deck.

Takes the lines between the end of one story and the text of the next with the role of each (from
``head_roles``); returns the parts.  Where one line holds kicker and headline, it is cut at a phrase
gap.
"""

from collections.abc import Sequence

from broadsheet.models import frozen
from broadsheet.parse.text import trade_words
from broadsheet.parse.text.characters import has_han, letters
from broadsheet.parse.text.continuation import glue
from broadsheet.parse.text.matching import WordList

MOST_LINES = 7  # lines; a longer head is no head, its further lines go to the deck
_OPENING = {"1": "S", "2": "K", "3": "H"}
_KICKER_END = WordList(ends=trade_words.KICKER_ENDS)
_RHYTHM = 16  # letters: three phrases of fewer in all are one headline
_TAG = 5  # letters of most columns' names


@frozen(kw_only=True)
class HeadParts:
    """The parts of a head, lines joined by a gap."""

    section: str = ""
    kicker: str = ""
    headline: str = ""
    deck: str = ""


def read_head(lines: Sequence[str], roles: str, further: Sequence[str] = ()) -> HeadParts:
    """Put the lines of a head together; ``further`` lines go to the deck.

    ``roles`` has one of ``head_roles.ROLES`` for each.  No head opens with its deck: such a line is
    the headline.
    """
    way = "".join(_OPENING.get(role, role) for role in roles)
    if way[:1] and way[0] in "DdT":
        way = f"H{way[1:]}"
    parts = {role: _join(lines, way, role) for role in "SKHDT"}
    if further:
        parts["D"] = "\n".join(filter(None, [parts["D"], *further]))
    if not parts["K"] and way.count("H") == 1 and has_han(parts["H"]):
        parts["K"], parts["H"] = split_line(parts["H"], crowded="D" in way)
    section = "\u3000".join(filter(None, [parts["S"], parts["T"]]))
    return HeadParts(section=section, kicker=parts["K"], headline=parts["H"], deck=parts["D"])


def _join(lines: Sequence[str], way: str, role: str) -> str:
    """Put the lines of a role together: broken ones at their break, others with a gap."""
    text = ""
    for line, found in zip(lines, way, strict=True):
        if found.upper() != role:
            continue
        if not text:
            text = line
        elif found == role:
            text += ("\u3000" if has_han(text + line) else " ") + line
        else:
            cut, between = glue(text, line)
            text = text[: len(text) - cut] + between + line
    return text


def split_line(text: str, *, crowded: bool = False) -> tuple[str, str]:
    """Cut a line that holds kicker and headline at a phrase gap.

    Two short phrases of a length are one headline; equal short phrases before a longer
    one are its kicker; else a long line's first phrase is.  ``crowded`` heads with a deck
    keep their headline whole, but for such equal phrases.

    >>> split_line("数字赋能 云端共享 小镇用三张网留住年轻工匠")
    ('数字赋能 云端共享', '小镇用三张网留住年轻工匠')
    """
    phrases = text.split()
    sizes = [letters(p) for p in phrases]
    if len(phrases) < 2 or min(sizes) < 3:
        return "", text
    if (
        len(phrases) > 2
        and max(sizes[:-1]) - min(sizes[:-1]) <= 1
        and sizes[-1] > 1.5 * sizes[0]
        and sum(sizes) > _RHYTHM
    ):
        return " ".join(phrases[:-1]), phrases[-1]
    if crowded:
        return "", text
    if len(phrases) == 2:
        kicker = _KICKER_END.search(phrases[0]) and sizes[0] >= 8
        longer = sizes[0] >= 10 and sizes[0] > 1.3 * sizes[1]
        whole = sizes[0] <= _TAG or (sum(sizes) <= 20 and not kicker and not longer)
        return ("", text) if whole or sum(sizes) <= 14 else (phrases[0], phrases[1])
    if sizes[0] > 1.5 * max(sizes[1:]) and sum(sizes) > _RHYTHM:
        return phrases[0], " ".join(phrases[1:])
    return "", text
