"""Advertisements, notices and service text while their lines come in.

Takes blocks that were labelled so, one by one; tells where the next one begins, and returns
finished items.  Keeps the words and the last block only: a list may be long.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from broadsheet.edition import Advert, Info, Notice
from broadsheet.models import field, record
from broadsheet.parse.build.item_seams import parts, run_of
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_PRICE = Pattern(r"[¥￥$]\s?\d|\d\s?[元圆圓折]", needs=("元", "圆", "圓", "折", "¥", "￥", "$"))
_OFFER = 14  # letters and figures of a line that is an advertisement by itself
_LABELLED = Pattern(r"[^\W\da-zA-Z_]{2,6}[：:]|\d|[（(+]", needs=tuple("0123456789（(+：:"))
_INDEX = frozenset({T.PAGE_REF, T.ABOVE_PAGE})
_NO_NAME = frozenset({T.CONTACT, T.GAPS, T.AD_SURE, T.NUMBER, T.SHOP, T.LATIN, T.MID_MARK, T.QR})
# what an advertisement shows: a shop, a firm, how to reach or to pay it
_EVIDENT = frozenset({
    T.AD_WORDS, T.AD_SURE, T.AD_LABEL, T.AD_GROUP, T.AD_LINES, T.CONTACT, T.FIRM, T.SHOP, T.DIAL,
    T.NUMBER, T.QR, T.LATIN_AD, T.LATIN,
})  # fmt: skip
KINDS = frozenset({"ad", "notice", "info"})
RUNS = KINDS | {"caption"}
_TITLE = 1.15  # times the size of the lines below it
_TITLE_LETTERS = 12
_TITLES = frozenset(
    "导读 導讀 今日导读 今日導讀 目录 目錄 要目 Inside INSIDE Contents Index".split()
)
_NAME = 10  # letters of an advertiser's name by itself


def _own_number(one: Seen) -> bool:
    """Tell whether a line says what is offered, and the number to call: one advertisement."""
    labelled = _LABELLED.match(one.block.text) is not None
    return T.CONTACT in one.traits and one.size >= _OFFER and not labelled


def _sells(text: str) -> bool:
    """Tell whether a line names a price."""
    return _PRICE.search(text) is not None


def openings(
    seen: Sequence[Seen], kinds: Sequence[str], weights: Mapping[str, float]
) -> frozenset[int] | None:
    """Return the blocks that begin another item of the kind of the one before, by learned weights.

    A caption begins another picture, or goes on.
    ``kinds`` has the label of each block.  None for a printed page, or where nothing was learned:
    rules by hand decide.
    """
    if not weights or any(one.block.printed for one in seen):
        return None
    found = set[int]()
    for kind, held in groupby(range(len(kinds)), kinds.__getitem__):
        places = list(held)
        if kind in RUNS and len(places) > 1:
            run = run_of(kind, [seen[n] for n in places])
            found.update(places[n] for n in parts(run, weights))
    return frozenset(found)


def together(
    kinds: Sequence[str], opened: frozenset[int] | None, start: int, stop: int
) -> Iterator[tuple[int, int]]:
    """Yield the places from ``start`` to ``stop`` as spans: captions of one picture are one."""
    n = start
    while n < stop:
        until = n + 1
        if kinds[n] == "caption" and opened is not None:
            while until < stop and kinds[until] == "caption" and until not in opened:
                until += 1
        yield n, until
        n = until


@record(kw_only=True)
class SmallItem:
    """Lines of one advertisement, notice or service text."""

    kind: str  # ad, notice or info
    copy: list[str] = field(default_factory=list)
    first: Seen | None = None
    last: Seen | None = None
    first_line: int = 0  # of the source
    alone: bool = True  # every line so far is a group of its own
    marked: bool = True  # every line so far says that it is an advertisement, and no more
    name: str = ""  # who advertises
    named: bool = False  # by a line that says so
    evident: bool = False  # somebody advertises: a line says so, or is surely labelled so

    def add(self, one: Seen, *, sure: bool = False) -> None:
        """Take a line; a ``sure`` label is evidence of what it is, as its words are."""
        if self.last is None:
            self.first, self.first_line = one, one.block.first
        elif self.last.block.group == one.block.group:
            self.alone = False
        if T.FIRM in one.traits and not self.named:
            self.name, self.named = one.block.text, True
        elif not self.name and T.AD_LABEL not in one.traits:
            self.name = one.block.text
        marked = one.block.printed is not None and one.block.printed.marked
        evident = sure or marked or bool(one.traits & _EVIDENT) or _sells(one.block.text)
        self.evident = self.evident or evident
        self.marked = self.marked and T.AD_LABEL in one.traits
        self.copy.append(one.block.text)
        self.last = one

    def ends_before(self, one: Seen, *, opens: bool | None) -> bool:
        """Tell whether a line of the same kind opens a new item; None: rules by hand decide.

        The word 广告 by itself is the mark of what follows it.
        """
        if self.kind == "ad" and self.marked and T.AD_LABEL not in one.traits:
            return False
        return self.ends_by_rule(one) if opens is None else opens

    def ends_by_rule(self, one: Seen) -> bool:
        """Tell whether rules by hand begin a new item with a line of the same kind."""
        last = self.last
        if last is None:
            return False
        apart = one.block.group != last.block.group
        if self.kind == "notice":
            two_lines = len(self.copy) <= 2 and bool(last.traits & {T.FIRM, T.ORG})
            return T.NOTICE_TITLE in one.traits and not (two_lines or T.NOTICE_TITLE in last.traits)
        if self.kind == "ad":
            return self._ad_ends(last, one, apart=apart)
        index = bool(one.traits & _INDEX and last.traits & (_INDEX | {T.TEASER}))
        return apart and T.NEAR_INFO not in one.traits and not index

    def _ad_ends(self, last: Seen, one: Seen, *, apart: bool) -> bool:
        alone = self.alone and apart
        if T.AD_LABEL in one.traits or (_own_number(last) and _own_number(one)):
            return True
        closed = len(self.copy) > 1 and bool(last.traits & {T.CONTACT, T.SHOP})
        named = one.size <= _NAME and not one.traits & _NO_NAME
        if closed and (T.FIRM in one.traits or ((alone or T.GAPLESS in one.traits) and named)):
            return True
        return apart and not alone

    def finished(self, name: str) -> Advert | Notice | Info:
        """Return the item under an id."""
        copy = tuple(self.copy)
        last = self.last.block.last if self.last else self.first_line
        span = (self.first_line, last)
        if self.kind == "ad" and self.evident:
            return Advert(id=name, name=self.name or copy[0], copy=copy, lines=span)
        title, copy = (copy[0], copy[1:]) if self._titled() else ("", copy)
        if self.kind == "notice":
            return Notice(id=name, title=title, copy=copy, lines=span)
        return Info(id=name, title=title, copy=copy, lines=span)

    def _titled(self) -> bool:
        """Tell whether a page prints the first line as the title of the others."""
        if self.first is None or self.last is None or len(self.copy) < 2:
            return False
        one, last = self.first.block.printed, self.last.block.printed
        if one is None or last is None:
            return False
        larger = one.size > _TITLE * last.size or (one.bold and not last.bold)
        titled = self.kind == "notice" and larger and self.first.size <= _TITLE_LETTERS
        return titled or self.copy[0] in _TITLES
