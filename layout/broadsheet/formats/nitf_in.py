"""Read NITF 3.6 (News Industry Text Format) and its forerunners.

Takes bytes, or elements that stand in NewsML-G2 or ninjs; returns an edition of one story in
its own language.  What ``pubdata`` says of the paper becomes masthead and folio.
"""

import re
from typing import Final

from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts, strict_xml
from broadsheet.formats.blocks import BlockReader
from broadsheet.formats.drafts import Reading, Story, day_of
from broadsheet.formats.elements import Element
from broadsheet.formats.losses import Losses
from broadsheet.formats.strict_xml import Source
from broadsheet.marked_yaml import Mapping, Node, Text

KINDS: Final = ("ad", "notice", "info")
_ID: Final = re.compile(r"\S([^\x00-\x1f\x7f]{0,198}\S)?")
_PAPER: Final = {
    "name": "name", "issn": "issn", "number": "issue_number", "date.publication": "date",
}  # fmt: skip
_HEADS: Final = ("kicker", "section", "deck")


def read(content: bytes, *, file: str) -> Reading:
    """Read a file of NITF; faults are raised as EditionError with their place."""
    root = strict_xml.load(content, Source(file, EditionError))
    if root.name != "nitf":
        message = f"<{root.name}> is no NITF"
        raise EditionError(message, where=root.where, hint="the root is <nitf>")
    losses = Losses()
    item, facts = item_of(root, Story(root.where, losses, marked=_kind(root) != "article"))
    return Reading(root=drafts.edition(root.where, [item], facts), findings=losses.findings())


def put(value: str, where: Where, story: Story, key: str) -> None:
    """Put a document that stands as text in another form into a story."""
    try:
        root = strict_xml.load(value, Source(where.file, EditionError, at=where))
    except EditionError as fault:
        raise EditionError(fault.message, where=where, key=key, hint=fault.hint) from None
    _content(root, story)


def item_of(root: Element, story: Story) -> tuple[Mapping, dict[str, Node]]:
    """Return the item in a document, and what it says of the paper and its page."""
    facts = _document(root, story)
    _content(root, story)
    title = root.first("head", "title")
    if title is not None and not story.put("headline", title.plain, title.where):
        story.losses.text("title", title.plain, title.where)
    kind = _kind(root)
    return (story.item() if kind == "article" else _lines(story, kind)), facts


def _kind(root: Element) -> str:
    return next((word for word in root.classes if word in KINDS), "article")


def _lines(story: Story, kind: str) -> Mapping:
    """Return an item whose copy is lines."""
    entries: dict[str, Node] = {"kind": Text(kind, story.where)}
    headline = story.facts.pop("headline", None)
    if headline is not None:
        entries["name" if kind == "ad" else "title"] = headline
    copy = [node.get("text") for node in story.body if isinstance(node, Mapping)]
    entries["lines"] = drafts.listing([node for node in copy if node is not None], story.where)
    picture = next((p for p in story.pictures if isinstance(p, Mapping)), None)
    if picture is not None and kind == "ad":
        entries |= {key: picture.entries[key].node for key in ("src", "alt") if picture.get(key)}
    return drafts.mapping(story.where, entries | story.facts)


def _document(root: Element, story: Story) -> dict[str, Node]:
    """Read ``head``: the story's id, the paper and the page; the rest is told."""
    masthead: dict[str, Node] = {}
    page: dict[str, Node] = {}
    head = root.first("head") or root
    for element in head.each("doc-id", "date.issue", "pubdata", *_TOLD):
        where = element.where
        if element.name == "doc-id":
            name = element.get("id-string")
            if _ID.fullmatch(name):
                story.put("id", name, where)
        elif element.name == "date.issue":
            day = day_of(element.get("norm"))
            masthead.setdefault("date", Text(day, where)) if day else None
        elif element.name == "pubdata":
            for key, fact in _PAPER.items():
                value = element.get(key)
                value = day_of(value) if fact == "date" else value
                if value:
                    masthead[fact] = Text(value, where)
            if section := element.get("position.section"):
                page["section"] = Text(section, where)
        else:
            values = " ".join(v for k, v in sorted(element.attributes.items()) if k != "id")
            story.losses.fact(element.name, " ".join(filter(None, (element.plain, values))), where)
    facts = {"masthead": masthead, "page": page}
    return {key: drafts.mapping(head.where, found) for key, found in facts.items() if found}


_TOLD: Final = (
    "tobject.subject", "tobject.property", "urgency", "du-key", "doc.copyright", "doc.rights",
    "date.release", "date.expire", "fixture", "series", "ed-msg", "evloc", "del-list", "keyword",
    "identified-content", "revision-history", "ds", "iim", "meta",
)  # fmt: skip


def _content(root: Element, story: Story) -> None:
    """Read ``body``: head, content and end, in the order in which they are printed."""
    body = root if root.name == "body" else root.first("body") or root
    reader = BlockReader(story, "body")
    blocks: list[Element] = []
    for part in body.inside():
        if part.name == "body.head":
            blocks += _head(part, story)
    for block in blocks:
        reader.read(Element("body", {}, (block,), block.where), "note")
    for part in body.inside():
        if part.name == "body.end":
            _end(part, story, reader)
        elif part.name not in ("body.head", "head"):
            reader.read(Element("body", {}, (part,), part.where))


def _head(head: Element, story: Story) -> list[Element]:
    """Read what stands over the text; return what is printed as notes before it."""
    notes: list[Element] = []
    for part in head.inside():
        where, words = part.where, part.plain
        if part.name == "hedline":
            _hedline(part, story)
        elif part.name == "byline":
            if not story.put("byline", words, where):
                story.put("byline-2", words, where)
        elif part.name == "dateline":
            story.put("source", words, where)
        elif part.name == "abstract":
            if any(child.name == "p" for child in part.inside()) or not story.put(
                "deck", words, where
            ):
                notes.append(part)
        elif part.name == "note":
            notes.append(part)
        elif part.name != "distributor":
            story.losses.text(part.name, words, where)
    for part in head.each("distributor"):
        if not story.put("source", part.plain, part.where):
            story.losses.text("distributor", part.plain, part.where)
    _join_bylines(story)
    return notes


def _join_bylines(story: Story) -> None:
    """Set two bylines as one line, as a page has it."""
    second = story.facts.pop("byline-2", None)
    first = story.facts.get("byline")
    if isinstance(second, Text) and isinstance(first, Text):
        story.facts["byline"] = Text(f"{first.value}　{second.value}", first.where)


def _hedline(hedline: Element, story: Story) -> None:
    more: list[Element] = []
    for line in hedline.inside():
        role = next((word for word in line.classes if word in _HEADS), "")
        key = "headline" if line.name == "hl1" else role or "deck"
        if not story.put(key, line.plain, line.where):
            more.append(line)
    for line in more:
        deck = story.value("deck")
        joined = f"{deck}　{line.plain}" if deck else line.plain
        story.facts["deck"] = Text(joined, line.where)


def _end(end: Element, story: Story, reader: BlockReader) -> None:
    for part in end.inside():
        if part.name != "tagline" or not story.put("signature", part.plain, part.where):
            reader.read(Element("body", {}, (part,), part.where), "note")
