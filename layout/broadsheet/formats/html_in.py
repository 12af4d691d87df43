"""Read a page of HTML as one story.

Takes bytes; returns an edition in its own language.  Tags may be left open as browsers allow;
what a browser does not show is told, not set.
"""

import re
from typing import Final

from broadsheet import limits
from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts, html_page, loose_html
from broadsheet.formats.blocks import BlockReader
from broadsheet.formats.drafts import Reading, Story
from broadsheet.formats.elements import ElementNode
from broadsheet.formats.losses import Losses
from broadsheet.reach import decoded

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*(gb2312|gbk|gb18030|big5)", re.IGNORECASE)
_CODECS: Final = {b"big5": "big5hkscs"}
_TAG: Final = re.compile(r"<[a-zA-Z]")


def read(content: bytes, *, file: str) -> Reading:
    """Read a file of HTML; faults are raised as EditionError with their place."""
    where = Where(file, 1)
    if len(content) > (most := limits.current().edition):
        hint = f"at most {most / 1e6:g} MB are read"
        raise EditionError("the file is too large", where=where, hint=hint)
    losses = Losses()
    story = Story(where, losses)
    root = loose_html.load(_decoded(content, file), where, EditionError, lines=True)
    BlockReader(story, "body").read(html_page.article_of(root, losses))
    html_page.put_facts(root, story)
    for title in root.each("title"):  # most add the site's name
        if not story.put("headline", title.plain, title.where) and not _names_it(title, story):
            losses.fact("title", f"“{title.plain}”", title.where)
    if story.empty:
        raise EditionError("there is no text in it", where=where, hint="write <p>…</p>")
    return Reading(root=drafts.edition(where, [story.item()]), findings=losses.findings())


def put(root: ElementNode, story: Story, key: str = "body") -> None:
    """Put what a page shows into a story; its title when there is no headline."""
    BlockReader(story, key).read(next(root.each("body"), root))
    for title in root.each("title"):
        if not story.put("headline", title.plain, title.where):
            story.losses.text("title", title.plain, title.where)


def _names_it(title: ElementNode, story: Story) -> bool:
    """Tell whether a title is the headline, with more behind it or not."""
    return "".join(title.plain.split()).startswith("".join(story.value("headline").split()))


def _decoded(content: bytes, file: str) -> str:
    declared = _CHARSET.search(content[:2048])
    codec = _CODECS.get(declared[1].lower(), "gb18030") if declared else "utf-8-sig"
    return decoded(content, file, EditionError, codec=codec)
