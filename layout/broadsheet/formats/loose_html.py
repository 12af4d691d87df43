"""Read HTML as strangers write it: tags left open, names in capitals.

Takes a text and where it stands; returns elements under one root.  Nothing is fetched and no
script is run; what a browser would not show is kept as an element all the same, so that its
reader can say so.
"""

import re
from html.parser import HTMLParser
from typing import Final

from broadsheet.errors import UserError, Where
from broadsheet.formats.elements import ElementNode, OpenElement, TextNode
from broadsheet.marked_yaml import edition_limits

DEEPER: Final = 4  # times as deep as YAML may nest
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr main nav ol p pre section table ul".split()
)
# what the start of one of these closes, when the other still stands open (HTML, 13.1.2.4)
_CLOSES: Final = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("td", "th", "tr"),
    "td": ("td", "th"), "th": ("td", "th"), "rt": ("rb", "rt", "rp"), "rp": ("rb", "rt", "rp"),
}  # fmt: skip
_SCOPES: Final = frozenset("ul ol dl table ruby".split())  # closing stops at these


LINE: Final = "data-line"  # of the source, where an element was made from one


def load(text: str, where: Where, error: type[UserError], *, lines: bool = False) -> ElementNode:
    """Return what a piece of HTML holds, under an element ``html``.

    All of it stands at ``where``, but what says its line itself; with ``lines`` the text is
    the whole file, and each element stands at its own line and column.
    """
    reader = _Reader(where, error, lines=lines)
    reader.feed(text)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self, where: Where, error: type[UserError], *, lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._where = where
        self._error = error
        self._lines = lines
        limits = edition_limits(deeper=DEEPER)
        self._depth, self._left = limits.depth, limits.nodes
        self._open = [OpenElement("html", {}, [], where)]

    def finished(self) -> ElementNode:
        while len(self._open) > 1:
            self._close()
        return self._open[0].closed()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and any(frame.name == "p" for frame in self._open):
            self._close_to("p")
        self._close_siblings(_CLOSES.get(tag, ()))
        self._count()
        if len(self._open) >= self._depth:
            raise self._error(
                "too many elements in each other", where=self._where, hint=f"at most {self._depth}"
            )
        attributes = {name: value or "" for name, value in attrs}
        where = self._place(attributes.get(LINE, ""))
        self._open.append(OpenElement(tag, attributes, [], where))
        if tag in _VOID:
            self._close()

    def _place(self, line: str) -> Where:
        if self._lines:
            number, column = self.getpos()
            return Where(self._where.file, number, column + 1)
        if re.fullmatch("[0-9]{1,8}", line):
            return Where(self._where.file, int(line))
        return self._open[-1].where

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and any(frame.name == tag for frame in self._open[1:]):
            self._close_to(tag)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            hint = "the limit edition_values"
            raise self._error("the file holds too much", where=self._where, hint=hint)

    def handle_data(self, data: str) -> None:
        self._count()
        self._open[-1].children.append(TextNode(data, self._open[-1].where))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Take ``<![…>`` for a comment, as HTML does outside SVG (13.2.5.42).

        The base class raises AssertionError for one that SGML doesn't know.
        """
        del report
        return self.parse_bogus_comment(i)

    def _close(self) -> None:
        element = self._open.pop().closed()
        self._open[-1].children.append(element)

    def _close_to(self, tag: str) -> None:
        while self._open[-1].name != tag:
            self._close()
        self._close()

    def _close_siblings(self, names: tuple[str, ...]) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name in names:
                while len(self._open) > depth:
                    self._close()
            elif self._open[depth].name in _SCOPES:
                return
