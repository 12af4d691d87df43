"""Advertisements, notices and service text while their lines come in.

Takes blocks that were labelled so, one by one; tells where the next one begins, and returns
finished items.  Keeps the words and the last block only: a list may be long.
"""

from broadsheet.edition import Advert, Info, Notice
from broadsheet.models import field, record
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_INDEX = frozenset({T.PAGE_REF, T.ABOVE_PAGE})
_NO_NAME = frozenset({T.CONTACT, T.GAPS, T.AD_SURE, T.NUMBER, T.SHOP, T.LATIN, T.MID_MARK, T.QR})
_NAME = 10  # letters of an advertiser's name by itself


@record(kw_only=True)
class SmallItem:
    """Lines of one advertisement, notice or service text."""

    kind: str  # ad, notice or info
    copy: list[str] = field(default_factory=list)
    last: Seen | None = None
    first_line: int = 0  # of the source
    alone: bool = True  # every line so far is a group of its own
    name: str = ""  # who advertises
    named: bool = False  # by a line that says so

    def add(self, one: Seen) -> None:
        """Take a line."""
        if self.last is None:
            self.first_line = one.block.first
        elif self.last.block.group == one.block.group:
            self.alone = False
        if T.FIRM in one.traits and not self.named:
            self.name, self.named = one.block.text, True
        elif not self.name and T.AD_LABEL not in one.traits:
            self.name = one.block.text
        self.copy.append(one.block.text)
        self.last = one

    def ends_before(self, one: Seen) -> bool:
        """Tell whether a line of the same kind opens a new item."""
        last = self.last
        if last is None:
            return False
        apart = one.block.group != last.block.group
        if self.kind == "notice":
            two_lines = len(self.copy) <= 2 and bool(last.traits & {T.FIRM, T.ORG})
            return T.NOTICE_TITLE in one.traits and not (two_lines or T.NOTICE_TITLE in last.traits)
        if self.kind == "ad":
            alone = self.alone and apart
            if T.AD_LABEL in one.traits:
                return True
            closed = len(self.copy) > 1 and bool(last.traits & {T.CONTACT, T.SHOP})
            named = one.size <= _NAME and not one.traits & _NO_NAME
            if closed and (T.FIRM in one.traits or ((alone or T.GAPLESS in one.traits) and named)):
                return True
            return apart and not alone
        index = bool(one.traits & _INDEX and last.traits & (_INDEX | {T.TEASER}))
        return apart and T.NEAR_INFO not in one.traits and not index

    def finished(self, name: str) -> Advert | Notice | Info:
        """Return the item under an id."""
        copy = tuple(self.copy)
        last = self.last.block.last if self.last else self.first_line
        span = (self.first_line, last)
        if self.kind == "ad":
            return Advert(id=name, name=self.name or copy[0], copy=copy, lines=span)
        if self.kind == "notice":
            return Notice(id=name, copy=copy, lines=span)
        return Info(id=name, copy=copy, lines=span)
