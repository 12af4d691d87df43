"""Read NITF 3.6 (News Industry Text Format) and its forerunners.

Takes bytes, or elements that stand in NewsML-G2 or ninjs; returns an edition of one story in
its own language.  What ``pubdata`` says of the paper becomes masthead and folio.
"""

import re
from typing import Final

from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts, flat, strict_xml
from broadsheet.formats.blocks import BlockReader
from broadsheet.formats.drafts import Reading, Story, day_of
from broadsheet.formats.elements import ElementNode, TextNode, tidied
from broadsheet.formats.losses import Losses
from broadsheet.formats.strict_xml import XmlFile
from broadsheet.marked_yaml import Mapping, Node, Text

KINDS: Final = ("ad", "notice", "info", "photo")
OWN: Final = "broadsheet."  # what the names of our own facts begin with
_ID: Final = re.compile(r"\S([^\x00-\x1f\x7f]{0,198}\S)?")
_PAPER: Final = {"name": "name", "issn": "issn", "number": "issue_number"}
_HEADS: Final = ("kicker", "section", "deck")
_STAMP: Final = re.compile(
    r"\d{8}(T\d{2,6}(Z|[+-]\d{4})?)?|\d{4}-\d{2}-\d{2}(T[\d:]+(Z|[+-][\d:]+)?)?"
)
_WIDE: Final = 0x2E7F  # from here on characters are ideographs and their like


def read(content: bytes, *, file: str) -> Reading:
    """Read a file of NITF; faults are raised as EditionError with their place."""
    root = strict_xml.load(content, XmlFile(file, EditionError))
    if root.name != "nitf":
        message = f"<{root.name}> is no NITF"
        raise EditionError(message, where=root.where, hint="the root is <nitf>")
    losses = Losses()
    item, facts = item_of(
        root, Story(root.where, losses, marked=kind_of(root) not in ("article", "photo"))
    )
    return Reading(root=drafts.edition(root.where, [item], facts), findings=losses.findings())


def put(value: str, where: Where, story: Story, key: str) -> None:
    """Put a document that stands as text in another form into a story."""
    try:
        root = strict_xml.load(value, XmlFile(where.file, EditionError, at=where))
    except EditionError as fault:
        raise EditionError(fault.message, where=where, key=key, hint=fault.hint) from None
    for of, facts in _document(root, story).items():  # of a paper that is not this one
        for name, entry in facts.entries.items() if isinstance(facts, Mapping) else ():
            said = entry.node.value if isinstance(entry.node, Text) else ""
            story.losses.fact(f"{key}: {of}.{name}", said, where)
    _content(root, story)


def item_of(root: ElementNode, story: Story) -> tuple[Mapping, dict[str, Node]]:
    """Return the item in a document, and what it says of the paper."""
    facts = _document(root, story)
    own: dict[str, Node] = {
        key: story.facts.pop(key) for key in ("byline", "jump") if key in story.facts
    }
    _content(root, story)
    _roles(story, own)
    title = root.first("head", "title")
    if title is not None and not story.put("headline", title.plain, title.where):
        story.losses.text("head.title", title.plain, title.where)
    kind = kind_of(root)
    if kind == "article":
        if not _is_ours(root):
            story.set_once()
        return story.item(), facts
    return (_photo(story) if kind == "photo" else _lines(story, kind)), facts


def _is_ours(root: ElementNode) -> bool:
    """Tell whether a document was written here: it may say a thing twice on purpose."""
    return any(meta.get("name").startswith(OWN) for meta in root.each("meta"))


def kind_of(root: ElementNode) -> str:
    """Return what kind of item a document is: its ``class`` says it."""
    return next((word for word in root.classes if word in KINDS), "article")


def _roles(story: Story, own: dict[str, Node]) -> None:
    """Add what the text has no words for: who did what, and where a story goes on."""
    byline, raw = own.get("byline"), story.facts.get("byline")
    if isinstance(byline, Mapping) and isinstance(raw, Text):
        roles = {key: entry.node for key, entry in byline.entries.items()}
        story.facts["byline"] = drafts.mapping(raw.where, {"raw": raw, **roles})
    if "jump" in own:
        story.facts["jump"] = own["jump"]


def _photo(story: Story) -> Mapping:
    """Return the picture that stands alone; what else is in the document is told."""
    entries: dict[str, Node] = {"kind": Text("photo", story.where), **story.facts}
    for n, picture in enumerate(story.pictures):
        for key, entry in picture.entries.items() if isinstance(picture, Mapping) else ():
            if not n:
                entries[key] = entry.node
            elif isinstance(entry.node, Text):
                story.losses.text(f"body.media.{key}", entry.node.value, entry.where)
    for node in story.body:
        copy = node.get("text") if isinstance(node, Mapping) else None
        if isinstance(copy, Text):
            story.losses.text("body", copy.value, copy.where)
    return drafts.mapping(story.where, entries)


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


def _document(root: ElementNode, story: Story) -> dict[str, Node]:
    """Read ``head``: the story's id, the paper and the page; the rest is told by its path."""
    head = root.first("head")
    if head is None:
        return {}
    masthead: dict[str, Node] = {}
    page: dict[str, Node] = {}
    own = [element for element in head.each("meta") if element.get("name").startswith(OWN)]
    pairs = [(e.get("name").removeprefix(OWN), Text(e.get("content"), e.where)) for e in own]
    found = flat.nested(pairs, head.where)
    for element in head.inside():
        if element in own:
            continue
        if element.name == "docdata":
            _docdata(element, story, masthead)
        elif element.name == "pubdata":
            _pubdata(element, story.losses, masthead, page, folio=dict(pairs).get("page.folio"))
        elif element.name != "title":
            story.losses.element(f"head.{element.name}", element)
    facts = {"masthead": masthead, "page": page}
    for key, told in facts.items():
        more = found.get(key)
        if isinstance(more, Mapping):
            told |= {name: entry.node for name, entry in more.entries.items()}
    story.facts |= {key: node for key, node in found.items() if key not in flat.PAPER}
    paper = {key: drafts.mapping(head.where, told) for key, told in facts.items() if told}
    return {**{key: found[key] for key in ("spec", "script") if key in found}, **paper}


def _docdata(docdata: ElementNode, story: Story, masthead: dict[str, Node]) -> None:
    """Read the story's id and its day."""
    for element in docdata.inside():
        where, path = element.where, f"head.docdata.{element.name}"
        if element.name == "doc-id" and _ID.fullmatch(element.get("id-string")):
            if not story.put("id", element.get("id-string"), where):
                story.losses.fact(f"{path}.id-string", element.get("id-string"), where)
            story.losses.attributes(path, element, ("id", "id-string"))
        elif element.name == "date.issue" and day_of(element.get("norm")):
            _put_day(element.get("norm"), f"{path}.norm", story.losses, masthead, where)
        else:
            story.losses.element(path, element)


def _pubdata(
    pubdata: ElementNode,
    losses: Losses,
    masthead: dict[str, Node],
    page: dict[str, Node],
    *,
    folio: Text | None,
) -> None:
    """Read which paper printed it, and in which section; ``folio`` is what our own meta says."""
    where = pubdata.where
    for key, value in pubdata.attributes.items():
        if key in ("date.publication", "date.issue") and day_of(value):
            _put_day(value, f"head.pubdata.{key}", losses, masthead, where)
        elif key in _PAPER and value:
            masthead[_PAPER[key]] = Text(value, where)
        elif key == "position.section" and value:
            page["section"] = Text(value, where)
        elif key == "position.sequence" and folio is not None and folio.value == value:
            continue
        elif key not in ("type", "id") and value:
            losses.fact(f"head.pubdata.{key}", value, where)


def _put_day(
    stamp: str, path: str, losses: Losses, masthead: dict[str, Node], where: Where
) -> None:
    """Take the day of a date; its hour, and another day than before, are told."""
    day = day_of(stamp)
    before = masthead.get("date")
    if isinstance(before, Text) and before.value != day:
        losses.fact(path, f"{stamp}: the day is {before.value}", where)
        return
    masthead["date"] = Text(day, where)
    if len(stamp.strip()) > len(day):
        losses.fact(f"{path}: the hour", stamp, where)


def _content(root: ElementNode, story: Story) -> None:
    """Read ``body``: head, content and end, in the order in which they are printed."""
    body = root if root.name == "body" else root.first("body") or root
    reader = BlockReader(story, "body")
    blocks: list[ElementNode] = []
    for part in body.inside():
        if part.name == "body.head":
            blocks += _head(part, story)
    for block in blocks:
        reader.read(ElementNode("body", {}, (block,), block.where), "note")
    for part in body.inside():
        if part.name == "body.end":
            _end(part, story, reader)
        elif part.name not in ("body.head", "head"):
            reader.read(ElementNode("body", {}, (part,), part.where))


def _head(head: ElementNode, story: Story) -> list[ElementNode]:
    """Read what stands over the text; return what is printed as notes before it."""
    notes: list[ElementNode] = []
    for part in head.inside():
        where, words = part.where, tidied(_parted(part, names=part.name == "byline"))
        if part.name == "hedline":
            _hedline(part, story)
        elif part.name == "byline":
            if not story.put("byline", words, where):
                story.put("byline-2", words, where)
        elif part.name == "dateline":
            _dateline(part, story)
        elif part.name == "abstract":
            if len(list(part.inside())) > 1 or not story.put("standfirst", words, where):
                notes.append(part)
        elif part.name == "note":
            notes.append(part)
        elif part.name != "distributor":
            story.losses.text(f"body.head.{part.name}", words, where)
    for part in head.each("distributor"):
        if not story.put("source", part.plain, part.where):
            story.losses.text("body.head.distributor", part.plain, part.where)
    _join_bylines(story)
    return notes


def _dateline(part: ElementNode, story: Story) -> None:
    """Take the words of a dateline; a stamp in it is the day, and no words."""
    dates = [date for date in part.each("story.date") if _STAMP.fullmatch(date.plain)]
    for date in dates:
        story.losses.fact("body.head.dateline.story.date", date.plain, date.where)
    kept = tuple(child for child in part.children if child not in dates)
    story.put("source", tidied(_parted(ElementNode(part.name, {}, kept, part.where))), part.where)


def _parted(element: ElementNode, *, names: bool = False) -> str:
    """Return words whose parts are tagged (person, title, location): what is apart stays apart.

    ``names``: parts in wide characters are names, which a full-width space parts.
    """
    words = ""
    for child in element.children:
        piece = child.text if isinstance(child, TextNode) else _parted(child, names=names)
        if words and piece and words[-1].isalnum() and piece[0].isalnum():
            wide = ord(words[-1]) > _WIDE and ord(piece[0]) > _WIDE
            latin = words[-1].isascii() and piece[0].isascii()
            title = isinstance(child, ElementNode) and child.name == "byttl"
            words += ("　" if names and wide else "") or (", " if title else " " if latin else "")
        words += piece
    return words


def _join_bylines(story: Story) -> None:
    """Set two bylines as one line, as a page has it."""
    second = story.facts.pop("byline-2", None)
    first = story.facts.get("byline")
    if isinstance(second, Text) and isinstance(first, Text):
        story.facts["byline"] = Text(f"{first.value}　{second.value}", first.where)


def _hedline(hedline: ElementNode, story: Story) -> None:
    more: list[ElementNode] = []
    for line in hedline.inside():
        role = next((word for word in line.classes if word in _HEADS), "")
        key = "headline" if line.name == "hl1" else role or "deck"
        if not story.put(key, line.plain, line.where):
            more.append(line)
    for line in more:
        deck = story.value("deck")
        joined = f"{deck}　{line.plain}" if deck else line.plain
        story.facts["deck"] = Text(joined, line.where)


def _end(end: ElementNode, story: Story, reader: BlockReader) -> None:
    for part in end.inside():
        if part.name != "tagline" or not story.put("signature", part.plain, part.where):
            reader.read(ElementNode("body", {}, (part,), part.where), "note")
