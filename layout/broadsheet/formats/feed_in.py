"""Read feeds: RSS 2.0 and 1.0 (WordPress's exports are such), and Atom (RFC 4287).

Takes bytes; returns an edition in its own language: each entry is a story.  The whole text of
an entry comes before its summary; dates, addresses and categories say nothing to a page and are
told.
"""

from typing import Final

from broadsheet.errors import EditionError
from broadsheet.formats import drafts, html_in, loose_html, strict_xml
from broadsheet.formats.drafts import Reading, Story, same
from broadsheet.formats.elements import ElementNode
from broadsheet.formats.losses import Losses
from broadsheet.formats.strict_xml import XmlFile
from broadsheet.marked_yaml import Node

_ENTRIES: Final = ("item", "entry")
_BODIES: Final = ("encoded", "content", "description", "summary")  # the whole text comes first
_NAMES: Final = ("creator", "author")
_POST: Final = ("", "post", "page")  # wp:post_type of what has copy; others are files and menus


def read(content: bytes, *, file: str) -> Reading:
    """Read a feed; faults are raised as EditionError with their place."""
    root = strict_xml.load(content, XmlFile(file, EditionError))
    losses = Losses()
    items: list[Node] = []
    for entry in root.each(*_ENTRIES):
        story = _story(entry, losses)
        if not story.empty:
            items.append(story.item())
    if not items:
        raise EditionError("there is no entry in it", where=root.where, hint="write <item>…</item>")
    return Reading(root=drafts.edition(root.where, items), findings=losses.findings())


def _story(entry: ElementNode, losses: Losses) -> Story:
    story = Story(entry.where, losses)
    kind = entry.first("post_type")
    if kind is not None and kind.plain not in _POST:
        losses.fact(f"an entry of type {kind.plain}", "", entry.where)
        return story
    bodies = [part for name in _BODIES for part in entry.inside() if part.name == name]
    written = [part for part in bodies if part.plain or list(part.inside())]
    for part in entry.inside():
        if part.name == "title":
            title = loose_html.load("".join(part.raw()), part.where, EditionError).plain
            story.put("headline", title, part.where)
        elif part.name in _NAMES:
            name = part.first("name") or part
            if not story.put("byline", name.plain, part.where):
                losses.text(f"entry.{part.name}", part.plain, part.where)
        elif part not in bodies:
            losses.fact(f"entry.{part.name}", part.plain or part.get("href"), part.where)
    if written:
        _body(written[0], story)
    said = "".join(inner for part in written[:1] for inner in part.raw())
    for other in written[1:]:
        words = loose_html.load("".join(other.raw()), other.where, EditionError).plain
        if not same(words, said) and words.rstrip(" .…[]") not in said:
            losses.fact(f"entry.{other.name}", "another form of the same text", other.where)
    story.set_once()
    return story


def _body(part: ElementNode, story: Story) -> None:
    """Put an entry's text into its story: HTML that is escaped, or XHTML as it stands."""
    if list(part.inside()):
        html_in.put(part, story, part.name)
        return
    html_in.put(loose_html.load("".join(part.raw()), part.where, EditionError), story, part.name)
