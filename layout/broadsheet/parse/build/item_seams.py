"""Where one advertisement, notice or service text ends and the next begins, by learned weights.

Takes what is known of the item in hand, the line before and the next line of the same kind, and
what rules by hand say; returns what is weighed there.  Of a caption it is weighed whether its
picture is news by itself or belongs to the story in hand.
"""

from bisect import bisect_right
from collections.abc import Sequence

from broadsheet.models import frozen
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.characters import is_han, letters
from broadsheet.parse.text.patterns import DATED_PICTURE
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_WIDTHS = (9, 17, 25, 33, 45, 61, 101)  # half ems
_RATIOS = (0.35, 0.7, 0.95, 1.06, 1.5, 3.0)
_HELD = 12  # lines of an item that are asked for a number: a list may be long
_FIGURES = 7  # of a telephone's number
_MARKS = "。，、：；！？…）】」”·-—.,:;!?)"
_CLOSES = frozenset({T.CONTACT, T.SHOP, T.DATE, T.DIAL, T.FIRM, T.ORG, T.STOP})


@frozen(kw_only=True)
class Beside:
    """Two lines of one kind, one after the other."""

    kind: str  # ad, notice or info
    copy: Sequence[str]  # of the item in hand
    first: Seen
    last: Seen
    one: Seen
    by_rule: bool  # rules by hand begin another item


def seam_features(beside: Beside) -> list[str]:
    """Return the names of all that is weighed between two lines."""
    last, one = beside.last, beside.one
    apart = "gap" if one.block.gap else "flush"
    rule = f"{beside.kind}:rule:{'new' if beside.by_rule else 'same'}"
    wide, other = width(last.block.text), width(one.block.text)
    phone, now = (_figures(n.block.text) >= _FIGURES for n in (last, one))
    held = any(_figures(text) >= _FIGURES for text in beside.copy[-_HELD:])
    names = [
        "bias", rule, f"{rule}.{apart}", f"kind:{beside.kind}.{apart}", apart,
        f"phones:{phone}{now}", f"phones:{phone}{now}.{apart}", f"held:{held}{now}",
        f"held:{held}{now}.{apart}", f"lines:{min(len(beside.copy), 6)}",
        f"{beside.kind}:lines:{min(len(beside.copy), 4)}.{apart}",
        f"wide:{bisect_right(_WIDTHS, wide)}", f"wide2:{bisect_right(_WIDTHS, other)}",
        f"wides:{bisect_right(_WIDTHS, wide)}.{bisect_right(_WIDTHS, other)}",
        f"ratio:{bisect_right(_RATIOS, other / max(1, wide))}",
        f"end:{_kind(last.block.text[-1])}", f"start:{_kind(one.block.text[0])}",
        f"ends:{_kind(last.block.text[-1])}.{_kind(one.block.text[-1])}",
        f"like:{_shape(beside.first) == _shape(one)}.{_shape(last) == _shape(one)}.{apart}",
        f"shape:{_shape(last)}.{_shape(one)}",
        f"closes:{bool(last.traits & _CLOSES)}.{apart}",
        f"size:{min(6, letters(one.block.text) // 3)}.{apart}",
    ]  # fmt: skip
    names += [f"{beside.kind}:a:{trait.name}" for trait in last.traits]
    names += [f"{beside.kind}:b:{trait.name}" for trait in one.traits]
    names += [f"a:{trait.name}" for trait in last.traits]
    return [*names, *(f"b:{trait.name}" for trait in one.traits)]


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
        f"start:{_kind(text[0])}", f"end:{_kind(text[-1])}",
    ]  # fmt: skip
    return [f"photo:{name}" for name in [*names, *(f"b:{t.name}" for t in one.traits)]]


def _figures(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _shape(one: Seen) -> str:
    """Return how a line opens and ends, and whether it has figures and marks: items of one kind."""
    text = one.block.text
    long = "l" if width(text) > _WIDTHS[2] else "s"
    return f"{long}{_figures(text) >= _FIGURES:d}{any(m in text for m in '，,。'):d}"


def _kind(char: str) -> str:
    if char.isdecimal():
        return "digit"
    if is_han(char):
        return "han"
    return "latin" if char.isalpha() else char if char in _MARKS else "other"
