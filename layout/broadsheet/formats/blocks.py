"""Take a story's copy out of elements: HTML's, XHTML's and NITF's alike.

Takes an element and a ``Story``; puts paragraphs, crossheads, lists, notes, verse, tables and
pictures into it in their order.  A name that is not known is a container or words, so that all
text lands in the story or is told as lost.
"""

import re
from collections.abc import Container
from typing import Final
from urllib.parse import unquote

from broadsheet import marked_yaml
from broadsheet.errors import EditionError
from broadsheet.formats import wrapped
from broadsheet.formats.drafts import KINDS, Story, listing, same, text
from broadsheet.formats.elements import ElementNode, TextNode, tidied
from broadsheet.formats.text_writer import TextWriter
from broadsheet.marked_yaml import Node

_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6 hl1 hl2".split())
_BOXES: Final = frozenset(
    "html head body body.content body.head body.end article section main header footer nav div "
    "block center address details summary form fieldset dl ul ol thead tbody tfoot nitf abstract "
    "bibliography".split()
)
_NOTES: Final = frozenset("blockquote bq aside note fn footnote".split())
_LINES: Final = frozenset("li dt dd".split())
_TABLES: Final = frozenset("table nitf-table".split())
_PICTURES: Final = frozenset("figure media picture".split())
_NONE: Final = frozenset("hr title col colgroup meta link base input wbr".split())
_UNSHOWN: Final = frozenset(
    "script style template noscript iframe object embed audio video svg math select".split()
)
_OTHERS: Final = frozenset({"p", "pre", *_UNSHOWN, *_NONE})
BLOCKS: Final = _HEADINGS | _BOXES | _NOTES | _LINES | _TABLES | _PICTURES | _OTHERS
ROLES: Final = frozenset("section kicker headline deck source byline signature".split())
_CREDITS: Final = frozenset("credit byline source photographer copyright".split())
_NUMBERED: Final = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,3}[.．、)）]")
_MEDIA_WORDS: Final = ("figcaption", "caption", "media-caption")
_MEDIA_CREDITS: Final = ("media-producer",)
_MEDIA_FACTS: Final = ("media-metadata", "media-object")


class BlockReader:
    """Puts what elements hold into a story."""

    def __init__(self, story: Story, key: str, *, headlines: frozenset[str] = _HEADINGS) -> None:
        self._story = story
        self._headlines = headlines  # which headings may be the story's own
        self._losses = story.losses
        self._key = key

    def read(self, element: ElementNode, kind: str = "para") -> None:
        """Take all that is in an element; what has no form of its own becomes ``kind``."""
        run: list[ElementNode | TextNode] = []
        start = element.get("start")
        number = int(start) if re.fullmatch("[0-9]{1,4}", start) else 1
        for child in element.children:
            if isinstance(child, TextNode) or not _is_block(child):
                run.append(child)
                continue
            self._text(tuple(run), kind, element)
            run.clear()
            self._block(child, kind, number if element.name == "ol" else 0)
            number += child.name == "li"
        self._text(tuple(run), kind, element)

    def _block(self, element: ElementNode, kind: str, number: int) -> None:
        name = element.name
        if name in _HEADINGS:
            self._heading(element)
        elif name in _NOTES:
            self.read(element, "note")
        elif name in _LINES:
            self._line(element, number)
        elif name == "p":
            self._paragraph(element, kind)
        elif name == "pre":
            self._drawn(element)
        elif name in _TABLES:
            self._table(element)
        elif name in _PICTURES:
            self._figure(element)
        elif name in _UNSHOWN:
            if name not in ("script", "style"):
                self._losses.fact(f"{self._key}: <{name}>", "", element.where)
            self._losses.text(f"{self._key}.{name}", element.plain, element.where)
        elif name not in _NONE:
            self.read(element, kind)

    def _paragraph(self, element: ElementNode, kind: str) -> None:
        if any(_is_block(child) for child in element.inside()):
            self.read(element, kind)
            return
        role = next((word for word in element.classes if word in ROLES), "")
        if role and not self._story.has(role):
            self._story.put(role, element.plain, element.where)
            return
        kind = next((word for word in element.classes if word in KINDS), kind)
        self._text(element.children, kind, element)

    def _text(
        self, children: tuple[ElementNode | TextNode, ...], kind: str, element: ElementNode
    ) -> None:
        """Add words as a block, after their pictures; a line's end parts two paragraphs.

        But where a wire only broke its lines to fit (``wrapped``).
        """
        if not children:
            return
        writer = TextWriter(self._losses, self._key)
        writer.take(children)
        copy, inlines = writer.finished()
        for picture in writer.pictures:
            self._story.picture(_img(picture), picture.where)
        if not copy:
            return
        where = element.where
        if kind in element.classes:
            self._story.block(kind, (copy, inlines), where, _source_of(element))
        elif "\n" in copy and not inlines:
            for line in wrapped.paragraphs(map(tidied, copy.split("\n"))):
                self._story.block(kind, (line, ()), where)
        else:
            self._story.block(kind, (copy, inlines), where)

    def _heading(self, element: ElementNode) -> None:
        story = self._story
        own = "crosshead" in element.classes or element.name not in self._headlines
        if not own and same(element.plain, story.value("headline")):
            return
        for picture in element.each("img"):
            story.picture(_img(picture), picture.where)
        if not own and not story.body and not story.has("headline"):
            story.put("headline", element.plain, element.where)
            return
        writer = TextWriter(self._losses, self._key)
        writer.take(element.children)
        copy = writer.finished()
        if copy[0]:
            story.block("crosshead", copy, element.where, _source_of(element))

    def _line(self, element: ElementNode, number: int) -> None:
        children = element.children
        if number and not _NUMBERED.match(element.plain):
            first = children[0] if children else None
            lead: tuple[ElementNode | TextNode, ...] = (TextNode(f"{number}. ", element.where),)
            if isinstance(first, ElementNode) and first.name == "p":
                inner = ElementNode("p", first.attributes, lead + first.children, first.where)
                children = (inner, *children[1:])
            else:
                children = lead + children
        self.read(ElementNode("li", element.attributes, children, element.where), "list")

    def _drawn(self, element: ElementNode) -> None:
        """Add text whose lines stand as they are drawn: a kind of block by its class, or verse."""
        copy = "".join(element.raw()).strip("\n")
        code = element.first("code")
        words = [*element.classes, *(code.classes if code else ())]
        kind = next(
            (w for word in words if (w := word.removeprefix("language-")) in KINDS), "verse"
        )
        if copy.strip():
            self._story.block(kind, (copy, ()), element.where, _source_of(element))

    def _table(self, element: ElementNode) -> None:
        for caption in element.each("caption"):
            self.read(caption, "note")
        rows: list[str] = []
        for row in element.each("tr"):
            cells: list[str] = []
            for cell in row.each("td", "th"):
                writer = TextWriter(self._losses, self._key)
                writer.take(cell.children)
                cells.append(writer.finished()[0].replace("\n", " ").replace("\t", " "))
                for picture in writer.pictures:
                    self._story.picture(_img(picture), picture.where)
            rows.append("\t".join(cells))
            self._losses.text(f"{self._key}.{element.name}", _rest(row, ("td", "th")), row.where)
        beside = _rest(element, ("tr", "caption"))
        self._losses.text(f"{self._key}.{element.name}", beside, element.where)
        copy = "\n".join(rows)
        if copy.strip():
            self._story.block("table", (copy, ()), element.where, _source_of(element))

    def _figure(self, element: ElementNode) -> None:
        """Take pictures; what of them has words of its own becomes caption and credit."""
        credited = [p for p in _all(element) if p.name in _MEDIA_CREDITS or _CREDITS & {*p.classes}]
        credit = " ".join(dict.fromkeys(part.plain for part in credited))
        given: tuple[str | ElementNode, ...] = (*_MEDIA_CREDITS, *_MEDIA_FACTS, *credited)
        words = [_rest(part, given) for part in element.each(*_MEDIA_WORDS)]
        rest = _rest(element, (*_MEDIA_WORDS, *given))
        caption = " ".join(filter(None, words)) or rest
        moving = element.get("media-type") in ("video", "audio") or element.first("video")
        sources = [*element.each("img", "media-reference")]
        if moving or not sources:
            self._losses.fact(f"{self._key}: <{element.name}> without a picture", "", element.where)
            self._losses.text(f"{self._key}.{element.name}", element.plain, element.where)
            return
        facts = _img(sources[0])
        for fact in element.each(*_MEDIA_FACTS):
            name = fact.get("name").removeprefix("broadsheet.")
            if fact.name == "media-metadata" and name in ("place", "focus"):
                facts[name] = fact.get("value")
            else:
                self._losses.element(f"{self._key}.media.{fact.name}", fact)
        self._story.picture({**facts, "caption": caption, "credit": credit}, element.where)
        for other in sources[1:]:
            if _img(other)["src"] != facts["src"]:
                why = f"{_img(other)['src']}: another rendition of the same picture"
                self._losses.fact("a picture's file", why, other.where)
        if not same(rest, caption):
            self._losses.text(f"{self._key}.{element.name}", rest, element.where)


def _rest(element: ElementNode, given: Container[str | ElementNode]) -> str:
    """Return the text in an element but for that under some names or elements."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, TextNode):
            parts.append(child.text)
        elif child not in given and child.name not in given:
            parts.append(_rest(child, given))
    return tidied(" ".join(parts))


def stories(root: ElementNode) -> list[list[ElementNode | TextNode]]:
    """Cut what is in an element at each ``h1``: a headline begins a story.

    A kicker or section right over it goes with it.
    """
    found: list[list[ElementNode | TextNode]] = [[]]
    for child in root.children:
        if isinstance(child, ElementNode) and child.name == "h1":
            over: list[ElementNode | TextNode] = []
            while found[-1] and _over_head(found[-1][-1]):
                over.insert(0, found[-1].pop())
            if any(isinstance(one, ElementNode) for one in found[-1]):
                found.append([])
            found[-1] += over
        found[-1].append(child)
    return found


def _over_head(child: ElementNode | TextNode) -> bool:
    """Tell whether this stands over a headline, or is white between what does."""
    if isinstance(child, TextNode):
        return not child.text.strip()
    return bool({"kicker", "section"} & {*child.classes})


def _all(element: ElementNode) -> list[ElementNode]:
    found: list[ElementNode] = []
    for child in element.inside():
        found += [child, *_all(child)]
    return found


def _is_block(element: ElementNode) -> bool:
    if element.name in BLOCKS:
        return True
    return any(_is_block(child) for child in element.inside())


def _img(element: ElementNode) -> dict[str, str]:
    """Return what an element says of a picture: HTML's img, NITF's media-reference."""
    src = unquote(element.get("src") or element.get("source")).strip()
    alt = element.get("alt") or element.get("alternate-text")
    caption = " ".join(element.get("title").split())
    credit, focus = element.get("credit"), element.get("focus")
    facts = {"src": src, "alt": alt, "caption": caption, "credit": credit, "focus": focus}
    return {**facts, "place": element.get("place")} if element.get("place") else facts


def _source_of(element: ElementNode) -> dict[str, Node]:
    """Return where the block stood in raw text, as ``copy_html`` writes it."""
    where = element.where
    found: dict[str, Node] = {}
    if lines := element.get("data-lines").split():
        found["lines"] = listing([text(line, where) for line in lines], where)
    if cuts := element.get("data-cuts"):
        try:
            found["cuts"] = marked_yaml.load_json(cuts, file=where.file, error=EditionError)
        except EditionError as fault:
            raise EditionError(
                fault.message, where=where, key="data-cuts", hint=fault.hint
            ) from None
    return found
