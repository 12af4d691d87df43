"""Read NewsML-G2: news items, packages of them, and messages that carry both.

Takes bytes; returns an edition in its own language, the items of one page.  A package says
the order.  The text is NITF, XHTML or plain text inside the item; what lies elsewhere is not
fetched, but told.  Metadata that says nothing to a page is told too.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts, flat, html_in, loose_html, nitf_in, strict_xml, wrapped
from broadsheet.formats.blocks import BlockReader
from broadsheet.formats.drafts import Reading, Story, same
from broadsheet.formats.elements import ElementNode, TextNode, tidied
from broadsheet.formats.losses import Losses
from broadsheet.formats.strict_xml import XmlFile
from broadsheet.marked_yaml import Mapping, Node, Text
from broadsheet.models import record

_OTHER_ITEMS: Final = ("conceptitem", "knowledgeitem", "planningitem", "catalogitem")
# what a message is made of; all else is told
_QUIET: Final = frozenset(
    "itemclass provider versioncreated pubstatus generator sent sender".split()
)
_MECHANICS: Final = ("id", "standard", "standardversion", "conformance", "schemalocation")
_HEADS: Final = {"headline": "headline", "by": "byline", "dateline": "source"}
_OWN: Final = "bs:"  # the scheme of our own facts
_TAGGED: Final = re.compile(
    r"(?is)\s*<(p|div|body|html|section|article|h[1-6]|ul|table)\b.*</\1\s*>\s*$"
)
# how somebody is known to a machine: no name that is printed
_LOG_IN: Final = re.compile(r"[a-z0-9]+(?:[._@+-][A-Za-z0-9.-]+)*|[A-Z0-9]{2,8}[/_-]?[A-Z0-9]*")
_PICTURES: Final = ("picture", "graphic", "image")


@record()
class _Found:
    """A news item that was read; where it goes is not known yet."""

    name: str
    node: Mapping
    facts: dict[str, Node]  # of the paper and its page


@record()
class _Page:
    """A page in work: what its group tells, and its items."""

    facts: dict[str, Node]
    items: list[_Found]


def read(content: bytes, *, file: str) -> Reading:
    """Read a file of NewsML-G2; faults are raised as EditionError with their place."""
    root = strict_xml.load(content, XmlFile(file, EditionError))
    if root.name == "newsml":
        hint = "NewsML 1 is not read; write NewsML-G2"
        raise EditionError("<NewsML> is no NewsML-G2", where=root.where, hint=hint)
    losses = Losses()
    found = {}
    for n, element in enumerate(_singles(root, losses)):
        one = _item(element, losses)
        found[one.name if one.name and one.name not in found else f"{one.name} {n}"] = one
    items = list(found.values())
    pages = [_Page({}, [])]
    facts: dict[str, Node] = {}
    packages = [root] if root.name == "packageitem" else list(root.each("packageitem"))
    for package in packages:
        facts = {**_package_facts(package, losses), **facts}
        _packed(package, found, pages, losses)
    pages[-1].items.extend(found.values())
    if not items and not (packages and len(pages) > 1):
        hint = "a package alone carries no text: write a newsMessage with its items"
        raise EditionError("there is no news item in it", where=root.where, hint=hint)
    for one in items:
        facts = {**{key: node for key, node in one.facts.items() if key != "page"}, **facts}
    return Reading(root=_edition(root.where, facts, pages), findings=losses.findings())


def _edition(where: Where, facts: dict[str, Node], pages: list[_Page]) -> Mapping:
    """Return an edition of one page or of several."""
    pages = [page for n, page in enumerate(pages) if n or page.items or len(pages) == 1]
    made = []
    for page in pages:
        told = next((one.facts["page"] for one in page.items if "page" in one.facts), None)
        folio = page.facts.get("page", told)
        items = drafts.listing([one.node for one in page.items], where)
        if len(pages) == 1:
            more = {"page": folio} if folio is not None else {}
            return drafts.mapping(where, {**facts, **more, "items": items})
        held = {k: e.node for k, e in folio.entries.items()} if isinstance(folio, Mapping) else {}
        made.append(drafts.mapping(where, {**held, "items": items}))
    return drafts.mapping(where, {**facts, "pages": drafts.listing(made, where)})


def _singles(root: ElementNode, losses: Losses) -> Iterator[ElementNode]:
    """Yield the news items as they stand; what else is in the file is told."""
    if root.name == "newsitem":
        yield root
        return
    for other in root.each(*_OTHER_ITEMS):
        losses.fact(f"<{other.name}>", other.get("guid"), other.where)
        losses.text(other.name, other.plain, other.where)
    header = root.first("header")
    for part in header.inside() if header is not None else ():
        if part.name not in _QUIET:
            losses.element(f"header.{part.name}", part)
    yield from root.each("newsitem")


def _package_facts(package: ElementNode, losses: Losses) -> dict[str, Node]:
    """Return what a package tells of the paper in our own terms; the rest is told."""
    ours = any(group.get("role").startswith(_OWN) for group in package.each("group"))
    for name in ("rightsinfo", "itemmeta", "contentmeta"):
        part = package.first(name)
        for inner in part.inside() if part is not None else ():
            if not (ours or inner.name in _QUIET):
                losses.element(f"package.{name}.{inner.name}", inner)
    return _own_facts(package.first("itemmeta"))


def _own_facts(element: ElementNode | None) -> dict[str, Node]:
    """Return the facts that stand in an element under the edition's own names."""
    if element is None:
        return {}
    pairs = [
        (part.get("rel").removeprefix(_OWN), Text(part.get("value"), part.where))
        for part in element.inside()
        if part.get("rel").startswith(_OWN)
    ]
    return flat.nested(pairs, element.where)


def _packed(
    package: ElementNode, found: dict[str, _Found], pages: list[_Page], losses: Losses
) -> None:
    """Put items on their pages as a package orders them, and take them out of ``found``."""
    for reference in _references(package):
        if reference.name == "group":
            pages.append(_Page(_own_facts(reference), []))
            continue
        name = reference.get("residref") or reference.get("href")
        if name in found:
            pages[-1].items.append(found.pop(name))
        else:
            words = reference.plain
            losses.text(f"itemRef {name}: is not in the file", words or name, reference.where)


def _references(package: ElementNode) -> Iterator[ElementNode]:
    """Yield a package's references in reading order, and the groups that are pages."""
    groups = {group.get("id"): group for group in package.each("group")}
    top = package.first("groupset")
    first = groups.get(top.get("root")) if top is not None else None
    if first is None:
        yield from package.each("itemref")
        return
    done: set[str] = set()
    waiting: list[ElementNode] = [first]
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
            if element.get("role") == f"{_OWN}page":
                yield element
            waiting[:0] = [e for e in element.inside() if e.name in ("itemref", "groupref")]


def _item(element: ElementNode, losses: Losses) -> _Found:
    """Read one news item."""
    nature = element.first("itemmeta", "itemclass")
    named = (nature.get("qcode") or nature.get("uri")) if nature else ""
    kind = named.rpartition(":")[2].rpartition("/")[2]
    story = Story(element.where, losses)
    if not (guid := element.get("guid")).startswith("urn:uuid:"):
        losses.attributes("newsItem", element, _MECHANICS)
    content = element.first("contentset")
    inline = [*content.inside()] if content is not None else []
    if kind in _PICTURES:
        return _Found(guid, _photo(element, inline, story), {})
    _meta(element, story)
    node, facts = _contents(inline, story)
    if node is None:
        _names(element, story)
        node = story.item()
    return _Found(guid, node, facts)


def _meta(element: ElementNode, story: Story) -> None:
    """Read what is told of the content; what says nothing to a page is told by its path."""
    meta = element.first("contentmeta")
    for part in meta.inside() if meta is not None else ():
        key = _HEADS.get(part.name, "")
        if key or part.name == "description":
            if not (key and story.put(key, part.plain, part.where)):
                story.losses.text(f"contentMeta.{part.name}", part.plain, part.where)
        elif part.name != "creator":
            story.losses.element(f"contentMeta.{part.name}", part)
    _others(element, story.losses, story.value("headline"))


def _others(element: ElementNode, losses: Losses, headline: str) -> None:
    """Tell what an item says of rights and of its handling."""
    for name, path in (("rightsinfo", "rightsInfo"), ("itemmeta", "itemMeta")):
        group = element.first(name)
        for part in group.inside() if group is not None else ():
            told = part.name == "title" and same(part.plain, headline)
            if part.name not in _QUIET and not told:
                losses.element(f"{path}.{part.name}", part)


def _names(element: ElementNode, story: Story) -> None:
    """Take the creators for a byline when the text has none of its own."""
    creators = list((element.first("contentmeta") or element).each("creator"))
    names: list[str] = []
    for part in creators:
        name = (part.first("name") or part).plain
        literal = part.get("literal")
        if name or (literal and not _LOG_IN.fullmatch(literal)):
            names.append(name or literal)
        elif literal:
            story.losses.fact("contentMeta.creator", literal, part.where)
    if not names:
        return
    where = creators[0].where
    byline = story.facts.get("byline")
    raw = byline.get("raw") if isinstance(byline, Mapping) else byline
    said = raw.value if isinstance(raw, Text) else ""
    if not story.put("byline", "　".join(names), where) and (
        missing := [name for name in names if name not in said]
    ):
        story.losses.fact("contentMeta.creator", " ".join(missing), where)


def _contents(parts: list[ElementNode], story: Story) -> tuple[Mapping | None, dict[str, Node]]:
    """Read the text that is inside the item; return an item of another kind than a story."""
    node: Mapping | None = None
    facts: dict[str, Node] = {}
    done = False
    for part in parts:
        if part.name not in ("inlinexml", "inlinedata"):
            href = part.get("href")
            if part.get("contenttype").startswith("image/") and _is_file(href):
                story.picture({"src": _name(href)}, part.where)
            else:
                story.losses.fact(f"<{part.name}>", f"{href} lies elsewhere", part.where)
        elif done:
            story.losses.fact(
                f"a further <{part.name}>", "another form of the same text", part.where
            )
        else:
            done = True
            node, facts = _inline(part, story)
    return node, facts


def _inline(part: ElementNode, story: Story) -> tuple[Mapping | None, dict[str, Node]]:
    if part.name == "inlinedata":
        words = "".join(part.raw())
        if "html" in part.get("contenttype") or _TAGGED.match(words):
            words = words if "html" in part.get("contenttype") else _lined(words)
            html_in.put(loose_html.load(words, part.where, EditionError), story)
        else:
            parted = "\n\n" in words.strip()
            single = map(tidied, words.split("\n"))
            lines = words.split("\n\n") if parted else list(wrapped.paragraphs(single))
            made = [
                ElementNode("p", {}, (TextNode(line, part.where),), part.where) for line in lines
            ]
            BlockReader(story, "inlineData").read(ElementNode("body", {}, tuple(made), part.where))
        return None, {}
    root = next(part.inside(), None)
    if root is None:
        story.losses.text("inlineXML", part.plain, part.where)
        return None, {}
    if root.name != "nitf":
        html_in.put(root, story)
        return None, {}
    return _nitf(root, story)


def _lined(words: str) -> str:
    """Return text that is tagged in spite of its type: its lines are as plain text has them.

    One that is set in after one that is not begins a paragraph.
    """
    return re.sub(r"(?<=[^\s>])[ \t]*\n[ \t]{2,}(?=[^\s<])", "</p><p>", words)


def _nitf(root: ElementNode, story: Story) -> tuple[Mapping | None, dict[str, Node]]:
    """Read NITF: what it says comes before what is told of the content."""
    told = {key: story.facts.pop(key) for key in _HEADS.values() if key in story.facts}
    kind = nitf_in.kind_of(root)
    story.marked = kind != "article"
    item, facts = nitf_in.item_of(root, story)
    if kind != "article":
        return item, facts
    for key, words in told.items():
        if isinstance(words, Text) and not _carried(story, key, words):
            story.losses.text(f"contentMeta.{key}", words.value, words.where)
    return None, facts


def _carried(story: Story, key: str, words: Text) -> bool:
    """Take a fact unless the text has its own; tell whether the words are safe."""
    held = story.facts.get(key)
    raw = held.get("raw") if isinstance(held, Mapping) else held
    return story.put(key, words.value, words.where) or (
        isinstance(raw, Text) and same(raw.value, words.value)
    )


def _is_file(href: str) -> bool:
    """Tell whether an address may name a file beside the item: no tag, no number, no network."""
    return bool(href) and (
        href.startswith("file:") or not re.match("[A-Za-z][A-Za-z0-9+.-]+:", href)
    )


def _name(href: str) -> str:
    """Return the name of a file that lies beside the item, as ``href`` writes it."""
    href = href.strip()
    if href.startswith("file:"):
        href = href.removeprefix("file:").lstrip("/")
    return unquote(href.removeprefix("./").lstrip())


def _photo(element: ElementNode, parts: list[ElementNode], story: Story) -> Mapping:
    """Return a picture item: its largest file, its caption and credit."""
    files = [part for part in parts if part.name == "remotecontent" and part.get("href")]

    def width(part: ElementNode) -> int:
        return int(part.get("width")) if part.get("width")[:6].isdecimal() else 0

    best = max(files, key=width, default=None)
    for part in files:
        for inner in part.inside():
            story.losses.element(f"remoteContent.{inner.name}", inner)
        if part is not best:
            story.losses.fact("a smaller rendition of a picture", "", part.where)
    meta = element.first("contentmeta")
    own = _own_facts(meta)
    src = _name(best.get("href")) if best is not None else ""
    facts = {"src": src, "caption": "", "credit": ""}
    for part in meta.inside() if meta is not None else ():
        if part.name == "description" and not facts["caption"]:
            facts["caption"] = part.plain
        elif part.name == "creditline" and not facts["credit"]:
            facts["credit"] = part.plain
        elif part.name in ("headline", "description"):
            story.losses.text(f"contentMeta.{part.name}", part.plain, part.where)
        elif not part.get("rel").startswith(_OWN):
            story.losses.element(f"contentMeta.{part.name}", part)
    _others(element, story.losses, facts["caption"])
    story.picture(facts, element.where)
    node = story.pictures.pop()
    entries = drafts.texts(element.where, kind="photo")
    if isinstance(node, Mapping):
        entries |= {key: entry.node for key, entry in node.entries.items() if key != "place"}
    return drafts.mapping(element.where, entries | own)
