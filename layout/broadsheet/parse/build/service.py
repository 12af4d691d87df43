"""Advertisements, notices and service text while their lines come in.

Takes blocks that were labelled so, one by one; tells where the next one begins, and returns
finished items.  Keeps the words and the last block only: a list may be long.
"""

from collections.abc import Mapping

from broadsheet.edition import Advert, Info, Notice
from broadsheet.models import field, record
from broadsheet.parse.build.item_seams import Beside, seam_features
from broadsheet.parse.text.line_joints import speaks_for
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
_REACHED = Pattern(r"\d[\d—– -]{5,}\d|[路街号號樓楼]", needs=tuple("0123456789路街号號樓楼"))
_ASKED = 12  # lines of an advertisement that are asked how to reach it
_UNREACHED = 2.5  # nats, where no line tells it and no white parts two lines
# nats that rules by hand are worth: an index of pages is told by its form
_TRUST = {"ad": 0.1, "notice": 0.3, "info": 9.0}
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


@record(kw_only=True)
class SmallItem:
    """Lines of one advertisement, notice or service text."""

    kind: str  # ad, notice or info
    seams: Mapping[str, float] = field(default_factory=dict)  # what speaks for another item
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

    def ends_before(self, one: Seen) -> bool:
        """Tell whether a line of the same kind opens a new item: learned weights decide, if any.

        The word 广告 by itself is the mark of what follows it.
        """
        if self.kind == "ad" and self.marked and T.AD_LABEL not in one.traits:
            return False
        by_rule = self.ends_by_rule(one)
        if one.block.printed or not self.seams or self.first is None or self.last is None:
            return by_rule
        beside = Beside(
            kind=self.kind,
            copy=self.copy,
            first=self.first,
            last=self.last,
            one=one,
            by_rule=by_rule,
        )
        return speaks_for(self.seams, seam_features(beside), by_rule, self._trust(one))

    def _trust(self, one: Seen) -> float:
        """Return what rules by hand are worth: an advertisement ends with how to reach it."""
        told = one.block.gap or any(_REACHED.search(text) for text in self.copy[-_ASKED:])
        return _TRUST[self.kind] if self.kind != "ad" or told else _UNREACHED

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
