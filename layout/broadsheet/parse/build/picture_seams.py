"""Which captions are of one picture, and whether a picture among stories is news by itself.

Takes captions with what stands before and after; returns a picture's caption put together, what
is weighed of it, and the answer of learned weights and of rules by hand.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from broadsheet.models import frozen, replace
from broadsheet.parse.build.item_seams import kind_of
from broadsheet.parse.build.joins import join
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.bylines import names_only, parse_byline
from broadsheet.parse.text.characters import ends_sentence
from broadsheet.parse.text.english import CREDIT as CREDIT_LATIN
from broadsheet.parse.text.line_joints import speaks_for
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import CREDIT, DATED_PICTURE
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_WIDTHS = (9, 17, 25, 33, 45, 61, 101)  # half ems
_INSIDE = frozenset({"para", "cross", "list", "qa", "sign", "jump", "verse", "table"})
_TAIL = 30  # characters in which a caption tells who took its picture
_LONG_TAIL = 80
_BROKEN = 16  # characters of the shortest caption that a line's end breaks
_OPENS = re.compile(r"[①-⑳▲▼◀▶△▽↑↓→←]|[图圖][为為一二三四\d①②③④:：]|\d{1,2}月|[上下左右][图圖]")
_CREDIT = 8  # characters of who took a picture


def is_credit(text: str) -> bool:
    """Tell whether a line says who took a picture, and no more."""
    short = len(text) <= _CREDIT and (text[-1] in "摄攝图圖影" or bool(names_only(text)))
    return short or parse_byline(text) is not None or CREDIT_LATIN.search(text) is not None


def breaks_off(caption: str, follow: str) -> bool:
    """Tell whether rules by hand take a line for the rest of a caption before it.

    Neither a sentence's end nor who took the picture ends that, and the line opens no other.
    """
    if len(caption) < _BROKEN or not any(mark in caption for mark in "，,"):
        return False
    ended = ends_sentence(caption) or CREDIT.search(caption[-_LONG_TAIL:]) is not None
    return not ended and _OPENS.match(follow) is None


def whole_caption(pieces: Sequence[Seen], pairs: Pairs) -> tuple[Seen, str]:
    """Return the captions of one picture as one, and the hyphens that this took out."""
    first, text, spent = pieces[0], pieces[0].block.text, ""
    for one in pieces[1:]:
        if is_credit(one.block.text):
            text = f"{text} {one.block.text}"
            continue
        text, _, out = join(text, one.block.text, pairs)
        spent += out
    traits = frozenset(first.traits | pieces[-1].traits)
    block = replace(first.block, text=text, last=pieces[-1].block.last)
    return replace(first, block=block, traits=traits), spent


@frozen(kw_only=True)
class Pictured:
    """A picture while a story is in hand."""

    last: Seen  # the block before
    one: Seen  # its caption, whole
    after: str  # label of the block before
    follow: str  # label of the next one, empty at the page's end
    bare: bool  # the story has no text yet
    pictures: int  # that the story has already
    by_rule: bool  # rules by hand say that it is news by itself


def picture_features(pictured: Pictured) -> list[str]:
    """Return the names of all that tells whether a picture is an item of its own."""
    one, text = pictured.one, pictured.one.block.text
    apart = "gap" if one.block.gap else "flush"
    around = f"{pictured.after}.{pictured.follow or 'none'}"
    dated = DATED_PICTURE.match(text) is not None
    stopped = T.STOP in pictured.last.traits
    taken = CREDIT.search(text[-_TAIL:]) is not None or CREDIT_LATIN.search(text) is not None
    credit = f"{taken:d}{dated:d}"
    bare, held = f"{pictured.bare:d}", f"{pictured.bare:d}{min(pictured.pictures, 3)}"
    names = [
        "bias", f"rule:{pictured.by_rule}", f"after:{pictured.after}", f"around:{around}",
        f"around:{around}.{apart}", f"follow:{pictured.follow or 'none'}", apart,
        f"dated:{dated}", f"dated:{dated}.{around}", f"credit:{credit}",
        f"credit:{credit}.{around}", f"credit:{credit}.{held}", f"credit:{credit}.{apart}",
        f"bare:{bare}.{around}",
        f"held:{held}", f"held:{held}.{pictured.follow or 'none'}", f"taken:{taken:d}.{held}",
        f"stopped:{stopped}.{apart}", f"wide:{bisect_right(_WIDTHS, width(text))}",
        f"start:{kind_of(text[0])}", f"end:{kind_of(text[-1])}", f"open:{text[0]}",
        f"ends:{ends_sentence(text):d}.{held}",
    ]  # fmt: skip
    return [f"photo:{name}" for name in [*names, *(f"b:{t.name}" for t in one.traits)]]


def is_news(pictured: Pictured, weights: Mapping[str, float]) -> bool:
    """Tell whether a picture is news by itself: learned weights decide, if any."""
    if not weights:
        return pictured.by_rule and not pictured.bare
    return speaks_for(weights, picture_features(pictured), pictured.by_rule)


def news_by_rule(one: Seen, *, after: str, follow: str, text: str) -> bool:
    """Tell whether rules by hand take a picture for news: dated and credited, between two items.

    ``text`` is what stands before it, ``after`` and ``follow`` are the labels around it.
    """
    if follow in _INSIDE or "caption" in {follow, after} or not text:
        return False
    dated = DATED_PICTURE.match(one.block.text) is not None
    return dated and T.CREDIT in one.traits and ends_sentence(text)
