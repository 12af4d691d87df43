"""What a printed page shows of its blocks.

Takes the blocks of a page with what was noticed of them; returns for each the traits of its
size and place, when the page's print is known: that of a PDF.  Nothing for text alone.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.text.text_blocks import Part, Printed
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T, Trait

_PLATE = 1.35  # times the next larger size: a nameplate
_NAME = 4.0  # times the text's size: a nameplate at the least
_SMALL = 1.15  # times the text's size: who wrote it is set no larger
_NAME_LETTERS = 6
_NOTICE = 0.95  # of the text's size: a framed text in smaller type
_TINY = 0.75  # of the text's size
_TOP = 0.35  # of the page's height, in which a nameplate stands
_LARGE = 1.25  # times the text's size
_HEADLINE = 0.93  # of the largest line of a head
_OVER = 12.0  # pt by which what belongs to a masthead may reach below the first head
_NOTHING: Mapping[int, AbstractSet[Trait]] = {}
_PLAIN: Mapping[Part, Trait] = {
    "text": T.SET_AS_TEXT,
    "crosshead": T.SET_AS_CROSSHEAD,
    "caption": T.SET_AS_CAPTION,
    "boxed": T.SET_IN_FRAME,
    "running": T.SET_AS_RUNNING,
    "note": T.SET_BETWEEN_RULES,
    "pull": T.SET_BETWEEN_RULES,
    "row": T.SET_AS_ROW,
    "foot": T.SET_AS_FOOTNOTE,
}
_SHOWN: frozenset[Part] = frozenset({"shown", "boxed", "caption"})


def drawn(seen: Sequence[Seen]) -> Mapping[int, AbstractSet[Trait]]:
    """Return the traits of what a page shows, by the number of each block."""
    printed = {n: one.block.printed for n, one in enumerate(seen) if one.block.printed}
    if not printed:
        return _NOTHING
    largest: dict[int, float] = {}
    for block in printed.values():
        if block.part == "head":
            largest[block.item] = max(largest.get(block.item, 0.0), block.size)
    page = _Page(
        largest=largest,
        small=_small(seen, printed),
        around=_around(printed),
        plate=_plate(seen, printed),
        floor=_floor(printed),
    )
    found: dict[int, AbstractSet[Trait]] = {}
    for n, block in printed.items():
        traits = _by_place(block, page)
        if T.SET_AS_CROSSHEAD in traits and _opens_below(n, seen, printed):
            traits = {T.SET_OVER_OPENING}
        if T.SET_AS_TEXT in traits and _opens_otherwise(n, printed):
            traits = {T.SET_TO_OPEN}
        if T.SET_IN_HEAD in traits and _is_below(n, printed) and _is_name(seen[n], block):
            traits.add(T.SET_BELOW_HEAD)
        over = block.part in _SHOWN and page.around[block.item].bottom <= page.floor
        if n == page.plate and block.part in _SHOWN:
            traits = {T.SET_AS_PLATE}
        elif page.plate is not None and over:
            plate = printed[page.plate].box
            beside = block.part == "caption" or _beside(page.around[block.item], plate)
            traits = {T.SET_BY_PLATE if beside else T.SET_WITH_PLATE}
        elif page.plate is None and over:
            traits.add(T.SET_OVER_ALL)
        found[n] = traits
    return found


@frozen(kw_only=True)
class _Page:
    """What the blocks of a page show together."""

    largest: Mapping[int, float]  # by item: the largest size of its head, pt
    small: AbstractSet[int]  # items that are notices or the like
    around: Mapping[int, Rect]  # by item: its box
    plate: int | None  # number of the nameplate
    floor: float  # where stories begin, pt from the page's top


def _by_place(block: Printed, page: _Page) -> set[Trait]:
    """Return what a block's own place and size show."""
    traits = {_trait(block, page.largest.get(block.item, 0.0))}
    if block.item in page.small and block.part in {"head", "text"}:
        traits = {T.SET_IN_BOX}
    elif block.ragged:
        traits = {T.SET_IN_LINES}
    if block.scale < _TINY:
        traits.add(T.SET_TINY)
    if block.marked:
        traits = {T.SET_AS_AD}
    if block.part in _SHOWN:
        traits.add(T.SET_LARGE if block.scale >= _LARGE else T.SET_SMALL)
    return traits


def _opens_below(n: int, seen: Sequence[Seen], printed: Mapping[int, Printed]) -> bool:
    """Tell whether the text below a crosshead opens as a story does: it is a head."""
    block = printed[n]
    while n + 1 in printed and printed[n + 1].part == "crosshead":
        n += 1
    after = printed.get(n + 1)
    if after is None or after.item != block.item or after.part != "text":
        return False
    return bool(seen[n + 1].traits & {T.RUNIN, T.SOURCE, T.BYLINE})


def _opens_otherwise(n: int, printed: Mapping[int, Printed]) -> bool:
    """Tell whether a text is the first of its story, in another face than what follows."""
    block, before, after = printed[n], printed.get(n - 1), printed.get(n + 1)
    if before is not None and before.item == block.item and before.part != "head":
        return False
    if after is None or after.item != block.item or after.part != "text" or block.lead:
        return False
    return block.face != after.face and block.bold == after.bold


def _small(seen: Sequence[Seen], printed: Mapping[int, Printed]) -> AbstractSet[int]:
    """Return the numbers of framed items that are notices or the like.

    Their text is smaller than the page's, or they open with the title of a notice.
    """
    sizes: dict[int, float] = {}
    titled: set[int] = set()
    for n, block in printed.items():
        if block.boxed and block.part == "text":
            sizes[block.item] = max(sizes.get(block.item, 0.0), block.scale)
        if block.boxed and block.part == "head" and T.NOTICE_TITLE in seen[n].traits:
            titled.add(block.item)
    return {item for item, scale in sizes.items() if scale < _NOTICE or item in titled}


def _is_below(n: int, printed: Mapping[int, Printed]) -> bool:
    """Tell whether nothing larger follows a line of a head."""
    size = printed[n].size
    while (after := printed.get(n + 1)) and after.part == "head":
        n += 1
        if after.size > 1.05 * size:
            return False
    return True


def _is_name(one: Seen, block: Printed) -> bool:
    """Tell whether a line is no longer and no larger than a name."""
    return block.scale <= _SMALL and one.size <= _NAME_LETTERS and T.GAPS not in one.traits


def _around(printed: Mapping[int, Printed]) -> Mapping[int, Rect]:
    """Return the box around each item."""
    found: dict[int, Rect] = {}
    for block in printed.values():
        box, had = block.box, found.get(block.item, block.box)
        left, top = min(had.left, box.left), min(had.top, box.top)
        right, bottom = max(had.right, box.right), max(had.bottom, box.bottom)
        found[block.item] = Rect(left, top, right - left, bottom - top)
    return found


def _beside(box: Rect, plate: Rect) -> bool:
    """Tell whether something stands at the nameplate's height: an ear, the date."""
    if box.top < plate.top - _OVER or box.top >= plate.bottom:
        return False
    outside = box.centre < plate.left or box.centre > plate.right
    return outside or box.top < plate.middle


def _trait(block: Printed, largest: float) -> Trait:
    if block.part == "head":
        return T.SET_AS_HEAD if block.size >= _HEADLINE * largest else T.SET_IN_HEAD
    return _PLAIN.get(block.part, T.SET_LARGE if block.scale >= _LARGE else T.SET_SMALL)


def _plate(seen: Sequence[Seen], printed: Mapping[int, Printed]) -> int | None:
    """Return the number of the nameplate: by far the largest letters, named so or with facts."""
    sizes = sorted({block.size for block in printed.values()}, reverse=True)
    first = next(n for n, block in printed.items() if block.size == sizes[0])
    block = printed[first]
    if len(sizes) < 3 or sizes[0] < _PLATE * sizes[1] or block.scale < _NAME:
        return None
    foot = max(block.box.bottom for block in printed.values())
    named = bool(seen[first].traits & {T.PAPER, T.PAPER_EN})
    told = any(T.FACTS in one.traits for one in seen)
    at_top = block.part in _SHOWN and block.box.top < _TOP * foot
    return first if at_top and (named or told) else None


def _floor(printed: Mapping[int, Printed]) -> float:
    """Return where a page's stories begin, pt from its top."""
    tops = [block.box.top for block in printed.values() if block.part == "head"]
    return min(tops, default=0.0) + _OVER
