"""Whether a picture among stories is news by itself, by learned weights and by rules by hand.

Takes its caption with what stands before and after; returns what is weighed there, and the answer.
"""

from bisect import bisect_right
from collections.abc import Mapping

from broadsheet.models import frozen
from broadsheet.parse.build.item_seams import kind_of
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.characters import ends_sentence
from broadsheet.parse.text.line_joints import speaks_for
from broadsheet.parse.text.patterns import DATED_PICTURE
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_WIDTHS = (9, 17, 25, 33, 45, 61, 101)  # half ems
_INSIDE = frozenset({"para", "cross", "list", "qa", "sign", "jump", "verse", "table"})
_TRUST = 1.0  # nats that rules by hand are worth


@frozen(kw_only=True)
class Pictured:
    """A caption while a story is in hand."""

    last: Seen  # the block before
    one: Seen
    after: str  # label of the block before
    follow: str  # label of the next one, empty at the page's end
    by_rule: bool  # rules by hand say that it is news by itself


def picture_features(pictured: Pictured) -> list[str]:
    """Return the names of all that tells whether a picture is an item of its own."""
    one, text = pictured.one, pictured.one.block.text
    apart = "gap" if one.block.gap else "flush"
    around = f"{pictured.after}.{pictured.follow or 'none'}"
    dated = DATED_PICTURE.match(text) is not None
    stopped = T.STOP in pictured.last.traits
    names = [
        "bias", f"rule:{pictured.by_rule}", f"after:{pictured.after}", f"around:{around}",
        f"around:{around}.{apart}", f"follow:{pictured.follow or 'none'}", apart,
        f"dated:{dated}", f"dated:{dated}.{around}", f"credit:{T.CREDIT in one.traits}.{dated}",
        f"stopped:{stopped}.{apart}", f"wide:{bisect_right(_WIDTHS, width(text))}",
        f"start:{kind_of(text[0])}", f"end:{kind_of(text[-1])}",
    ]  # fmt: skip
    return [f"photo:{name}" for name in [*names, *(f"b:{t.name}" for t in one.traits)]]


def is_news(pictured: Pictured, weights: Mapping[str, float]) -> bool:
    """Tell whether a picture is news by itself: learned weights decide, if any, between items."""
    if not weights or pictured.follow in _INSIDE:
        return pictured.by_rule
    return speaks_for(weights, picture_features(pictured), pictured.by_rule, _TRUST)


def news_by_rule(one: Seen, *, after: str, follow: str, text: str) -> bool:
    """Tell whether rules by hand take a picture for news: dated and credited, between two items.

    ``text`` is what stands before it, ``after`` and ``follow`` are the labels around it.
    """
    if follow in _INSIDE or "caption" in {follow, after}:
        return False
    dated = DATED_PICTURE.match(one.block.text) is not None
    return dated and T.CREDIT in one.traits and ends_sentence(text)
