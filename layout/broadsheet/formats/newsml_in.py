"""Read NewsML-G2: news items, packages of them, and messages that carry both.

Takes bytes; returns an edition in its own language, the items of one page.  A package says
the order.  The text is NITF, XHTML or plain text inside the item; what lies elsewhere is not
fetched, but told.  Metadata that says nothing to a page is told too.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from broadsheet.errors import EditionError
from broadsheet.formats import drafts, html_in, loose_html, nitf_in, strict_xml
from broadsheet.formats.blocks import BlockReader
from broadsheet.formats.drafts import Reading, Story
from broadsheet.formats.elements import Element, Words
from broadsheet.formats.losses import Losses
from broadsheet.formats.strict_xml import Source
from broadsheet.marked_yaml import Mapping, Node, Text

_OTHER_ITEMS: Final = ("conceptitem", "knowledgeitem", "planningitem", "catalogitem")
_QUIET: Final = frozenset(
    "catalogref catalog itemclass provider versioncreated pubstatus language generator".split()
)
_PICTURES: Final = ("picture", "graphic", "image")


def read(content: bytes, *, file: str) -> Reading:
    """Read a file of NewsML-G2; faults are raised as EditionError with their place."""
    root = strict_xml.load(content, Source(file, EditionError))
    if root.name == "newsml":
        hint = "NewsML 1 is not read; write NewsML-G2"
        raise EditionError("<NewsML> is no NewsML-G2", where=root.where, hint=hint)
    losses = Losses()
    items: list[Node] = []
    facts: dict[str, Node] = {}
    found = list(_items(root, losses))
    for element in found:
        item, told = _item(element, losses)
        items.append(item)
        facts = {**told, **facts}
    if not items:
        hint = "a package alone carries no text: write a newsMessage with its items"
        raise EditionError("there is no news item in it", where=root.where, hint=hint)
    return Reading(root=drafts.edition(root.where, items, facts), findings=losses.findings())


def _items(root: Element, losses: Losses) -> Iterator[Element]:
    """Yield the news items: as packages order them, then those that no package names."""
    if root.name == "newsitem":
        yield root
        return
    for other in root.each(*_OTHER_ITEMS):
        losses.fact(f"<{other.name}>", other.get("guid"), other.where)
        losses.text(other.name, other.plain, other.where)
    if (header := root.first("header")) is not None:
        losses.fact("header", "", header.where)
    found = {
        element.get("guid") or str(n): element for n, element in enumerate(root.each("newsitem"))
    }
    packages = [root] if root.name == "packageitem" else list(root.each("packageitem"))
    for package in packages:
        for path in (("itemmeta", "title"), ("contentmeta", "headline")):
            if (told := package.first(*path)) is not None:
                losses.fact(f"the package's {told.name}", f"“{told.plain}”", told.where)
        for reference in _references(package):
            name = reference.get("residref") or reference.get("href")
            if name in found:
                yield found.pop(name)
            else:
                words = reference.plain
                losses.text(f"itemRef {name}: is not in the file", words or name, reference.where)
    yield from found.values()


def _references(package: Element) -> Iterator[Element]:
    """Yield a package's references in reading order: from its root group down."""
    groups = {group.get("id"): group for group in package.each("group")}
    top = package.first("groupset")
    first = groups.get(top.get("root")) if top is not None else None
    if first is None:
        yield from package.each("itemref")
        return
    done: set[str] = set()
    waiting: list[Element] = [first]
    while waiting:
        element = waiting.pop(0)
        if element.name == "itemref":
            yield element
        elif element.name == "groupref":
            group = groups.get(element.get("idref"))
            if group is not None and group.get("id") not in done:
                waiting.insert(0, group)
        else:
            done.add(element.get("id"))
            waiting[:0] = [e for e in element.inside() if e.name in ("itemref", "groupref")]


def _item(element: Element, losses: Losses) -> tuple[Mapping, dict[str, Node]]:
    """Return one news item as an item of the edition, and what it says of the paper."""
    nature = element.first("itemmeta", "itemclass")
    kind = (
        (nature.get("qcode") or nature.get("uri")).rpartition(":")[2].rpartition("/")[2]
        if nature
        else ""
    )
    story = Story(element.where, losses)
    facts: dict[str, Node] = {}
    content = element.first("contentset")
    inline = [*content.inside()] if content is not None else []
    if kind in _PICTURES:
        return _photo(element, inline, story), facts
    _meta(element, story)
    told = _contents(inline, story)
    facts |= told
    _names(element, story)
    return story.item(), facts


def _meta(element: Element, story: Story) -> None:
    """Read what is told of the content; what says nothing to a page is told."""
    meta = element.first("contentmeta")
    for part in meta.inside() if meta is not None else ():
        if part.name == "headline":
            if not story.put("headline", part.plain, part.where):
                story.losses.text("contentMeta.headline", part.plain, part.where)
        elif part.name == "by":
            story.put("byline", part.plain, part.where)
        elif part.name == "dateline":
            story.put("source", part.plain, part.where)
        elif part.name == "description":
            story.losses.text("contentMeta.description", part.plain, part.where)
        elif part.name != "creator" and part.name not in _QUIET:
            story.losses.fact(part.name, part.plain, part.where)
    for name in ("rightsinfo", "itemmeta"):
        group = element.first(name)
        for part in group.inside() if group is not None else ():
            if part.name not in _QUIET:
                story.losses.fact(part.name, part.plain, part.where)


def _names(element: Element, story: Story) -> None:
    """Take the creators for a byline when the text has none of its own."""
    creators = list((element.first("contentmeta") or element).each("creator"))
    names = [name.plain for part in creators if (name := part.first("name")) is not None]
    if not names:
        return
    where = creators[0].where
    if not story.has("byline"):
        story.put("byline", "　".join(names), where)
    else:
        story.losses.fact("creator", " ".join(names), where)


def _contents(parts: list[Element], story: Story) -> dict[str, Node]:
    """Read the text that is inside the item."""
    facts: dict[str, Node] = {}
    done = False
    for part in parts:
        if part.name not in ("inlinexml", "inlinedata"):
            href = part.get("href")
            if part.get("contenttype").startswith("image/") and href:
                story.picture({"src": _name(href)}, part.where)
            else:
                story.losses.fact(f"<{part.name}>", f"{href} lies elsewhere", part.where)
        elif done:
            story.losses.fact(
                f"a further <{part.name}>", "another form of the same text", part.where
            )
        else:
            done = True
            facts = _inline(part, story)
    return facts


def _inline(part: Element, story: Story) -> dict[str, Node]:
    if part.name == "inlinedata":
        words = "".join(part.raw())
        if "html" in part.get("contenttype"):
            html_in.put(loose_html.load(words, part.where, EditionError), story)
        else:
            lines = words.split("\n\n") if "\n\n" in words.strip() else words.split("\n")
            made = [Element("p", {}, (Words(line, part.where),), part.where) for line in lines]
            BlockReader(story, "inlineData").read(Element("body", {}, tuple(made), part.where))
        return {}
    root = next(part.inside(), None)
    if root is None:
        story.losses.text("inlineXML", part.plain, part.where)
        return {}
    if root.name == "nitf":
        told = story.facts.pop("headline", None)
        facts = nitf_in.item_of(root, story)[1]
        if isinstance(told, Text) and not story.put("headline", told.value, told.where):
            story.losses.text("contentMeta.headline", told.value, told.where)
        return facts
    html_in.put(root, story)
    return {}


def _name(href: str) -> str:
    """Return the name of a file that lies beside the item, as ``href`` writes it."""
    href = href.strip()
    if href.startswith("file:"):
        href = href.removeprefix("file:").lstrip("/")
    return unquote(href.removeprefix("./").lstrip())


def _photo(element: Element, parts: list[Element], story: Story) -> Mapping:
    """Return a picture item: its largest file, its caption and credit."""
    files = [part for part in parts if part.name == "remotecontent" and part.get("href")]

    def width(part: Element) -> int:
        return int(part.get("width")) if part.get("width")[:6].isdecimal() else 0

    best = max(files, key=width, default=None)
    for part in files:
        if part is not best:
            story.losses.fact("a smaller rendition of a picture", "", part.where)
    meta = element.first("contentmeta")
    src = _name(best.get("href")) if best is not None else ""
    facts = {"src": src, "caption": "", "credit": ""}
    for part in meta.inside() if meta is not None else ():
        if part.name == "description" and not facts["caption"]:
            facts["caption"] = part.plain
        elif part.name == "creditline":
            facts["credit"] = part.plain
        elif part.name in ("headline", "description"):
            story.losses.text(f"contentMeta.{part.name}", part.plain, part.where)
        elif part.name not in _QUIET:
            story.losses.fact(part.name, part.plain, part.where)
    story.picture(facts, element.where)
    node = story.pictures.pop()
    entries = drafts.texts(element.where, kind="photo")
    if isinstance(node, Mapping):
        entries |= {key: entry.node for key, entry in node.entries.items() if key != "place"}
    return drafts.mapping(element.where, entries)
