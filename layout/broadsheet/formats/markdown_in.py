"""Read stories written in Markdown with YAML front matter.

Takes text; returns an edition in its own language.  A file is one story, or a whole edition:
each ``# headline`` begins a story, and so does each front matter, whose keys are those of an
item of the edition.  ``masthead``, ``page`` and ``spec`` in a front matter are the edition's;
each ``page`` begins a page.  markdown-it-py reads the Markdown (CommonMark, with tables).
"""

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt

from broadsheet import limits
from broadsheet.deadline import Watch, untimed
from broadsheet.errors import EditionError, Where, did_you_mean
from broadsheet.formats import drafts, loose_html
from broadsheet.formats.blocks import BlockReader, stories
from broadsheet.formats.drafts import Reading, Story
from broadsheet.formats.edition_yaml import ITEM_KEYS
from broadsheet.formats.elements import ElementNode
from broadsheet.formats.losses import Losses
from broadsheet.marked_yaml import Entry, Mapping, Node, Sequence, Text, load
from broadsheet.models import frozen

_RULE: Final = re.compile(r"---[ \t]*$")
_END: Final = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*[ \t]*:(?:[ \t]|$)")
_FENCE: Final = re.compile(r" {0,3}(```+|~~~+)")
_OF_EDITION: Final = ("spec", "script", "masthead", "page")
# what other tools call the same facts
_ALIASES: Final = {"title": "headline", "subtitle": "deck", "author": "byline"}
_CREDIT: Final = re.compile(r"[ \t]*[｜|][ \t]*(?=[^｜|]*$)")


@frozen(kw_only=True)
class _Part:
    """A front matter and the text under it; ``line`` is how many lines stand before the text."""

    facts: Mapping | None
    text: str
    line: int


def read(text: str, *, file: str, watch: Watch = untimed) -> Reading:
    """Read a file of Markdown; faults are raised as EditionError with their place.

    ``watch`` is asked story by story, and may raise to stop.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    losses = Losses()
    spec: dict[str, Node] = {}
    pages: list[tuple[dict[str, Node], list[Node]]] = [({}, [])]
    for part in _parts(lines, file):
        watch("")
        _check_length(part, file)
        facts = dict(part.facts.entries) if part.facts else {}
        for key in _OF_EDITION:
            if key not in facts:
                continue
            node = facts.pop(key).node
            if key == "page":
                pages.append((_entries(node, part.facts), []))
            elif key in spec:
                where = node.where
                raise EditionError(f"{key} comes twice", where=where, key=key, hint="keep one")
            else:
                spec[key] = node
        pages[-1][1].extend(_items(part, facts, losses, file))
    return Reading(root=_edition(spec, pages, Where(file, 1)), findings=losses.findings())


def _check_length(part: _Part, file: str) -> None:
    """Refuse a story of more characters than a page may have, before it is parsed.

    CommonMark's readers look ten times longer at a bracket that opens nothing than at a letter.
    """
    most = limits.current().characters
    if len(part.text) > most:
        where, hint = Where(file, part.line + 1), f"the limit characters is {most}"
        raise EditionError(f"{len(part.text)} characters of one story", where=where, hint=hint)


def _edition(
    spec: dict[str, Node], pages: list[tuple[dict[str, Node], list[Node]]], where: Where
) -> Mapping:
    """Return the edition: its first page has no facts of its own when it is not told any."""
    pages = [page for page in pages if page[0] or page[1]]
    if len(pages) <= 1:
        facts, items = pages[0] if pages else ({}, [])
        folio: dict[str, Node] = {"page": drafts.mapping(where, facts)} if facts else {}
        return drafts.edition(where, items, {**spec, **folio})
    made: list[Node] = [
        drafts.mapping(where, {**facts, "items": drafts.listing(items, where)})
        for facts, items in pages
    ]
    return drafts.mapping(where, {**spec, "pages": drafts.listing(made, where)})


def _entries(node: Node, under: Mapping | None) -> dict[str, Node]:
    if isinstance(node, Mapping):
        return {key: entry.node for key, entry in node.entries.items()}
    where = under.where if under else node.where
    raise EditionError(
        "a mapping is needed", where=where, key="page", hint="write page: {folio: A2}"
    )


def _parts(lines: list[str], file: str) -> Iterator[_Part]:
    """Cut a file at its front matters."""
    facts: Mapping | None = None
    start = at = 0
    fence = ""
    while at < len(lines):
        line = lines[at]
        if found := _FENCE.match(line):
            fence = "" if found[1].startswith(fence) and fence else fence or found[1]
        opens = not fence and _RULE.match(line) and (at == start or not lines[at - 1].strip())
        if opens and (end := _front_matter(lines, at)):
            if start < at or facts is not None:
                yield _Part(facts=facts, text="\n".join(lines[start:at]), line=start)
            facts = _facts(lines, at + 1, end, file)
            start = at = end + 1
            continue
        at += 1
    yield _Part(facts=facts, text="\n".join(lines[start:]), line=start)


def _front_matter(lines: list[str], at: int) -> int:
    """Return the line that ends the front matter which opens at a line; 0 when it is a rule.

    Within a file its first key stands right under it: what comes after a blank line is text.
    """
    top = not any(line.strip() for line in lines[:at])
    under = range(at + 1, len(lines) if top else min(at + 2, len(lines)))
    said = (n for n in under if lines[n].strip() and not (top and lines[n].startswith("#")))
    first = next(said, 0)
    if not first or not (_KEY.match(lines[first].lstrip()) or _END.match(lines[first])):
        return 0
    return next((n for n in range(at + 1, len(lines)) if _END.match(lines[n])), 0)


def _facts(lines: list[str], start: int, end: int, file: str) -> Mapping:
    """Read a front matter; lines above it are left blank, so that places are the file's."""
    yaml = "\n" * start + "\n".join(lines[start:end]) + "\n"
    root = load(yaml, file=file, error=EditionError)
    where = Where(file, start)
    if isinstance(root, Text) and root.null:
        return drafts.mapping(where, {})
    if not isinstance(root, Mapping):
        hint = "write key: value"
        raise EditionError("front matter holds keys and values", where=root.where, hint=hint)
    return root


def _items(part: _Part, facts: dict[str, Entry], losses: Losses, file: str) -> Iterator[Mapping]:
    """Yield the items of a part: one for its front matter, one for each further headline."""
    kind = _kind(facts)
    root = _html(part, file, breaks=kind != "article")
    for n, children in enumerate(stories(root)):
        own = facts if n == 0 else {}
        filled = any(isinstance(child, ElementNode) for child in children)
        if not own and not filled:
            continue
        where = next((c.where for c in children if isinstance(c, ElementNode)), root.where)
        if own:
            where = next(iter(own.values())).where
        element = ElementNode("html", {}, tuple(children), where)
        yield _item(element, own, kind if n == 0 else "article", losses)


def _kind(facts: dict[str, Entry]) -> str:
    node = facts["kind"].node if "kind" in facts else None
    return node.value if isinstance(node, Text) and node.value else "article"


def _html(part: _Part, file: str, *, breaks: bool) -> ElementNode:
    reader = MarkdownIt("commonmark", {"html": True, "breaks": breaks}).enable("table")
    tokens = reader.parse(part.text)
    for token in tokens:
        if token.map:
            token.attrSet(loose_html.LINE, str(part.line + token.map[0] + 1))
    html = reader.renderer.render(tokens, reader.options, {})
    return loose_html.load(html, Where(file, part.line + 1), EditionError)


def _item(element: ElementNode, facts: dict[str, Entry], kind: str, losses: Losses) -> Mapping:
    story = Story(element.where, losses, marked=True)
    pictures = _told(story, facts, kind, losses)
    BlockReader(story, "story", headlines=frozenset({"h1"})).read(element)
    _credits(story)
    story.pictures[:0] = pictures
    if kind == "article":
        return story.item()
    found = {key: entry.node for key, entry in _lines_item(story, kind).entries.items()}
    return drafts.mapping(story.where, found | {"kind": facts["kind"].node})


def _told(story: Story, facts: dict[str, Entry], kind: str, losses: Losses) -> list[Node]:
    """Put a front matter's facts into the story; return its pictures."""
    pictures: list[Node] = []
    known = ITEM_KEYS.get(kind, ())
    for name, entry in facts.items():
        key = _ALIASES.get(name, name) if kind == "article" else name
        if key == "kind":
            continue
        if key == "pictures" and isinstance(entry.node, Sequence) and kind == "article":
            pictures = list(entry.node.items)
        elif key in known or kind not in ITEM_KEYS:
            story.facts[key] = entry.node
        else:
            why = did_you_mean(name, known)
            losses.fact(f"front matter: {name}", why if why.startswith("did") else "", entry.where)
    return pictures


def _credits(story: Story) -> None:
    """Part captions from credits: ``![alt](src "caption ｜ credit")``."""
    for n, node in enumerate(story.pictures):
        caption = node.get("caption") if isinstance(node, Mapping) else None
        if (
            isinstance(node, Mapping)
            and isinstance(caption, Text)
            and _CREDIT.search(caption.value)
        ):
            words, credit = _CREDIT.split(caption.value, maxsplit=1)
            found = {key: entry.node for key, entry in node.entries.items()}
            found |= {"caption": Text(words, caption.where), "credit": Text(credit, caption.where)}
            story.pictures[n] = drafts.mapping(node.where, found)


def _lines_item(story: Story, kind: str) -> Mapping:
    """Return an item whose copy is lines, or a photo with the picture in the text."""
    where = story.where
    entries: dict[str, Node] = {"kind": Text(kind, where)}
    headline = story.facts.pop("headline", None)
    lines = [node.get("text") for node in story.body if isinstance(node, Mapping)]
    copy: list[Node] = []
    for node in lines:
        if isinstance(node, Text):
            copy += [Text(line, node.where) for line in node.value.split("\n")]
    picture = story.pictures[0] if story.pictures else None
    if kind == "photo":
        entries |= _photo(picture, headline, copy)
    else:
        if isinstance(picture, Mapping) and kind == "ad":
            entries |= {
                key: picture.entries[key].node for key in ("src", "alt") if picture.get(key)
            }
        if headline is not None and kind != "ad":
            entries["title"] = headline
        elif headline is not None:
            copy.insert(0, headline)
        if copy:
            entries["lines"] = drafts.listing(copy, where)
    used = {"photo": ("src", "alt", "caption", "credit", "focus"), "ad": ("src", "alt")}
    for n, other in enumerate(story.pictures):
        _unused(other, used.get(kind, ()) if n == 0 else (), story.losses, kind)
    return drafts.mapping(where, entries | story.facts)


def _unused(picture: Node, used: tuple[str, ...], losses: Losses, kind: str) -> None:
    """Tell what an item of this kind can't hold of a picture."""
    for key, entry in picture.entries.items() if isinstance(picture, Mapping) else ():
        if key not in (*used, "place") and isinstance(entry.node, Text):
            losses.text(f"{kind}.picture.{key}", entry.node.value, entry.where)


def _photo(picture: Node | None, headline: Node | None, copy: list[Node]) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    if isinstance(picture, Mapping):
        entries = {key: entry.node for key, entry in picture.entries.items() if key != "place"}
    words = [node for node in (headline, *copy) if isinstance(node, Text)]
    if words:
        caption = entries.get("caption")
        own = [caption.value] if isinstance(caption, Text) else []
        entries["caption"] = Text("　".join([*own, *(w.value for w in words)]), words[0].where)
    return entries
