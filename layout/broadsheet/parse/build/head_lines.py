"""The lines of a head to section, kicker, headline and deck.

Takes the lines between the end of one story and the text of the next; weighs every way of
giving them their roles in the order in which heads are set.  Where one line holds kicker
and headline, it is cut at a phrase gap.
"""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from broadsheet.models import frozen, replace
from broadsheet.parse.build.head_fits import (
    LARGEST,
    TAG,
    as_printed,
    score_of,
    split_line,
    ways_of,
)
from broadsheet.parse.build.head_roles import (
    NO_ROLES,
    ByHand,
    HeadContext,
    RoleWeights,
    chosen,
    role_features,
)
from broadsheet.parse.text.characters import has_han, is_han
from broadsheet.parse.text.continuation import glue
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_WRAPPED = 10  # letters of the shortest line that its measure broke
_BRIDGE = 2  # ideographs on each side of a break
_TOPIC = 2  # words
MOST_LINES = 7  # lines; a longer head is no head, its further lines go to the deck


@frozen(kw_only=True)
class HeadParts:
    """The parts of a head, lines joined by a gap."""

    section: str = ""
    kicker: str = ""
    headline: str = ""
    deck: str = ""


def read_head(
    lines: Sequence[Seen],
    further: Sequence[str] = (),
    *,
    context: HeadContext | None = None,
    weights: RoleWeights = NO_ROLES,
) -> HeadParts:
    """Give each line of a head its role; ``further`` lines go to the deck.

    The ``context`` (the story's copy, pairs of ideographs that make words, the page's measure)
    tells where a line was only broken.  Rules by hand speak first, learned ``weights`` decide.
    """
    if not lines:
        return HeadParts()
    context = context or HeadContext()
    by_hand = hand_roles(lines, context)
    way = by_hand.roles
    if len(lines) > 1 and weights.rows:
        found = role_features(lines, by_hand, context)
        way = chosen(found, weights, way, _barred(lines, way))
    parts = {role: _join(lines, way, role) for role in "SKHDT"}
    if further:
        parts["D"] = "\n".join(filter(None, [parts["D"], *further]))
    if not parts["K"] and way.count("H") == 1 and has_han(parts["H"]):
        parts["K"], parts["H"] = split_line(parts["H"], crowded="D" in way)
    section = "\u3000".join(filter(None, [parts["S"], parts["T"]]))
    return HeadParts(section=section, kicker=parts["K"], headline=parts["H"], deck=parts["D"])


def hand_roles(lines: Sequence[Seen], context: HeadContext) -> ByHand:
    """Return the role that rules by hand give each line, and how far other roles are from it."""
    if not any(has_han(one.block.text) for one in lines):
        return ByHand(roles=_printed_english(lines) or _english([one.block.text for one in lines]))
    broken = [False, *(_broken(a, b, context) for a, b in itertools.pairwise(lines))]
    whole = _unbroken(lines, broken)
    ways = ways_of(len(whole))
    ways = [way for way in ways if as_printed(whole, way)] or ways
    scored = sorted(((score_of(whole, way), way) for way in ways), reverse=True)
    best, way = scored[0]
    found, short, at = "", list[Mapping[str, float]](), -1
    for goes_on in broken:
        at += not goes_on
        found += way[at].lower() if goes_on else way[at]
        nearest: dict[str, float] = {}
        for score, other in scored:
            nearest.setdefault(other[at], best - score)
        short.append(nearest)
    return ByHand(roles=found, short=short)


def page_measure(seen: Sequence[Seen]) -> int:
    """Return the width that most of a page's texts are broken at; half ems, 0 for none."""
    found = Counter(one.block.measure for one in seen if one.block.measure)
    return found.most_common(1)[0][0] if found else 0


def _barred(lines: Sequence[Seen], by_hand: str) -> list[str]:
    """Return the roles that a line can't have.

    One that was broken within a word or a name goes on; in print the largest lines are the
    headline.
    """
    sizes = [one.block.printed.size for one in lines if one.block.printed]
    if len(sizes) < len(lines):
        return ["SKHDT" if role.islower() else "" for role in by_hand]
    english = not any(has_han(one.block.text) for one in lines)
    barred = []
    for one, size in zip(lines, sizes, strict=True):
        tagged = one.block.printed is not None and one.block.printed.tagged
        no = "SKDskd" if size >= LARGEST * max(sizes) else "Hh"
        if no == "Hh" and tagged:
            no = "KHDkhd"  # a tag names a column of the paper
        elif no == "Hh" and english:
            no = "SsHh"  # and in English nothing else does
        barred.append(no)
    return barred


def _printed_english(lines: Sequence[Seen]) -> str:
    """Give the lines of a printed English head roles by size; nothing where that is not known."""
    printed = [one.block.printed for one in lines if one.block.printed]
    if len(printed) < len(lines):
        return ""
    large = LARGEST * max(block.size for block in printed)
    first = next(n for n, block in enumerate(printed) if block.size >= large)
    roles = ""
    for n, block in enumerate(printed):
        over = "S" if block.tagged else "K"
        roles += "H" if block.size >= large else over if n < first else "D"
    return roles


def _english(texts: Sequence[str]) -> str:
    """Give the lines of an English head their roles.

    A word or two above say what it is about; the headline goes on where the next line opens in
    lower case, or is in capitals like it and not longer; what follows is the deck.
    """
    roles = "K" if len(texts) > 1 and _names_topic(*texts[:2]) else ""
    roles += "H"
    while len(roles) < len(texts) and _goes_on_in(*texts[len(roles) - 1 : len(roles) + 1]):
        roles += "h"
    return roles + "D" * (len(texts) - len(roles))


def _names_topic(one: str, two: str) -> bool:
    few = len(one.split()) <= _TOPIC and len(one) <= 0.6 * len(two)
    return few and one[-1] not in "?!" and (one.isupper() or not two.isupper())


def _goes_on_in(one: str, two: str) -> bool:
    capitals = one.isupper() and two.isupper() and len(two) <= 1.3 * len(one)
    return two[0].islower() or capitals


def _unbroken(lines: Sequence[Seen], broken: Sequence[bool]) -> list[Seen]:
    """Put lines together that were broken within a word or a name."""
    whole: list[Seen] = []
    for one, goes_on in zip(lines, broken, strict=True):
        if not goes_on:
            whole.append(one)
            continue
        last = whole[-1]
        text = last.block.text + one.block.text
        block = replace(last.block, text=text, last=one.block.last)
        whole[-1] = replace(last, block=block, size=last.size + one.size)
    return whole


def _broken(one: Seen, two: Seen, context: HeadContext) -> bool:
    return not _other_size(one, two) and _breaks(one, two, context.copy, context.pairs)


def _other_size(one: Seen, two: Seen) -> bool:
    """Tell whether two lines are printed in two sizes: they are two lines."""
    a, b = one.block.printed, two.block.printed
    return a is not None and b is not None and abs(a.size - b.size) > 0.06 * a.size


def _breaks(one: Seen, two: Seen, copy: str, pairs: Pairs | None) -> bool:
    """Tell whether two lines of a head are one line that was broken at its measure.

    The copy has the letters on both sides of the break next to each other; or both make a
    word, and the second line is too short to say anything.
    """
    before, after = one.block.text, two.block.text
    if one.size < max(_WRAPPED, two.size) or T.DASH in two.traits:
        return False
    if not (is_han(before[-1]) and is_han(after[0])):
        return False
    bridge = before[-_BRIDGE:] + after[:_BRIDGE]
    if bridge.isalpha() and bridge in copy:
        return True
    short = two.size <= TAG and T.TAG not in two.traits
    return short and pairs is not None and pairs.hold(before[-1], after[0])


def _join(lines: Sequence[Seen], way: str, role: str) -> str:
    """Put the lines of a role together: broken ones at their break, others with a gap."""
    text = ""
    for one, found in zip(lines, way, strict=True):
        line = one.block.text
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
