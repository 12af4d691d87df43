"""Write an edition as Markdown with YAML front matter, for people and their tools.

Takes an edition; returns one text that ``markdown_in`` reads back as the same copy, and what
Markdown has no place for.  What Markdown can say stands in it (headline, crossheads, lists,
notes, tables, pictures), everything else in the front matter of its item.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from broadsheet import markup
from broadsheet.edition import Article, Block, Edition, Item, Photo, Picture
from broadsheet.errors import Finding
from broadsheet.formats import copy_html, edition_plain, story_files, yaml_writer
from broadsheet.formats.losses import Losses

_SPECIAL: Final = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=[#a-zA-Z])")
_OPENING: Final = re.compile(r"[#>+\-=~|:]|\d+(?=[.)])")
_ODD: Final = re.compile(r"^[ \t\u3000]|[ \t\u3000]$|[\x00-\x08\x0a-\x1f\x7f]|  |\t")
_MOST: Final = 9  # digits that CommonMark takes for a list's number


def dump(edition: Edition) -> tuple[str, tuple[Finding, ...]]:
    """Return an edition as one Markdown text, and what is not in it."""
    losses = Losses()
    facts = story_files.paper_facts(edition)
    several = len(edition.pages) > 1
    parts = [_matter(facts)] if facts else []
    for page in edition.pages:
        folio = edition_plain.folio_of(page)
        if several or folio:
            parts.append(_matter({"page": folio}))
        parts += [_item(item, losses) for item in page.items]
    return "\n".join(parts), losses.findings()


def stories(edition: Edition) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return a file for each item, named so that a folder of them is in order.

    The paper's facts stand in the first, a page's before its first item.
    """
    losses = Losses()
    files: dict[str, str] = {}
    for one in story_files.story_files(edition, ".md", losses):
        front = f"{_matter(one.facts)}\n" if one.facts else ""
        files[one.name] = front + _item(one.item, losses)
    return files, losses.findings()


def _matter(facts: Mapping[str, Any]) -> str:
    return f"---\n{yaml_writer.block(facts)}---\n"


def _item(item: Item, losses: Losses) -> str:
    """Return an item: its front matter, and what Markdown can say under it."""
    facts = edition_plain.item_of(item)
    if facts["kind"] == "article":
        del facts["kind"]
    if isinstance(item, Article):
        body = _article(item, facts, losses)
    elif isinstance(item, Photo):
        body = _photo(item, facts)
    else:
        body = _lines(facts)
    return "\n".join([_matter(facts), *(f"{part}\n" for part in body)])


def _article(story: Article, facts: dict[str, Any], losses: Losses) -> list[str]:
    parts: list[str] = []
    if story.headline and not _ODD.search(story.headline):
        parts.append(f"# {_heading(story.headline)}")
        del facts["headline"]
    inline = all(map(_fits, story.pictures)) and _ordered(story)
    if inline:
        facts.pop("pictures", None)
    facts.pop("body", None)
    places = [picture.place for picture in story.pictures] if inline else []
    for n in range(len(story.body) + 1):
        parts += [_picture(p) for p, at in zip(story.pictures, places, strict=False) if at == n]
        if n < len(story.body):
            block = story.body[n]
            if block.lines or block.cuts:
                losses.fact("where a paragraph stood in raw text (lines, cuts)", item=story.id)
            parts.append(_block(block))
    return parts


def _ordered(story: Article) -> bool:
    places = [picture.place for picture in story.pictures]
    return places == sorted(places) and all(place <= len(story.body) for place in places)


def _fits(picture: Picture) -> bool:
    """Tell whether Markdown can say all of a picture."""
    words = (picture.caption, picture.credit, picture.alt, picture.src)
    bare = not any(map(_ODD.search, words)) and not any("｜" in w or "|" in w for w in words[:2])
    return bare and not picture.focus and bool(picture.caption or not picture.credit)


def _picture(picture: Picture) -> str:
    words = f"{picture.caption}｜{picture.credit}" if picture.credit else picture.caption
    title = words.replace("\\", "\\\\").replace('"', '\\"').replace("&", "\\&")
    src = copy_html.address(picture.src) or "<>"
    title = f' "{title}"' if title else ""
    return f"![{escaped(picture.alt)}]({src}{title})"


def _photo(item: Photo, facts: dict[str, Any]) -> list[str]:
    if not item.picture.src or not _fits(item.picture) or item.picture.place:
        return []
    for key in ("src", "alt", "caption", "credit"):
        facts.pop(key, None)
    return [_picture(item.picture)]


def _lines(facts: dict[str, Any]) -> list[str]:
    """Return the lines of an advertisement, a notice or an info, its title over them."""
    parts: list[str] = []
    title = facts.get("title", "")
    if title and not _ODD.search(title):
        parts.append(f"# {_heading(title)}")
        del facts["title"]
    lines = facts.get("lines", [])
    if lines and all(line and not _ODD.search(line) for line in lines):
        parts.append("\n".join(map(_opening, lines)))
        del facts["lines"]
    return parts


def _block(block: Block) -> str:
    copy = markup.write(block.text, block.inlines)
    if not copy.strip() or (block.kind != "table" and _ODD.search(copy)):
        return _fenced(block.kind, copy)
    writers: dict[str, Callable[[str], str]] = {
        "para": _opening,
        "crosshead": lambda words: f"## {_heading(words)}",
        "note": lambda words: f"> {_opening(words)}",
        "list": lambda words: f"- {_opening(words)}",
        "table": _table,
    }
    write = writers.get(block.kind)
    return write(copy) if write else _fenced(block.kind, copy)


def _fenced(kind: str, copy: str) -> str:
    """Return copy whose lines stand as they are."""
    runs = re.findall("`+", copy)
    fence = "`" * max(3, *(len(run) + 1 for run in runs)) if runs else "```"
    return f"{fence} {kind}\n{copy}\n{fence}"


def _table(copy: str) -> str:
    """Return rows with bars, the first as the head; a fence when they are of several lengths."""
    rows = [line.split("\t") for line in copy.split("\n")]
    if (
        len({len(row) for row in rows}) > 1
        or len(rows[0]) < 2
        or any(
            cell != cell.strip() or re.search("[\r\f\v]|  ", cell) for row in rows for cell in row
        )
    ):
        return _fenced("table", copy)
    bars = [[escaped(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in bars]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Return text in which Markdown sees nothing but text.

    >>> escaped("2*3 [注] a_b"), escaped("57.7%")
    ('2\\\\*3 \\\\[注\\\\] a_b', '57.7%')
    """
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _opening(text: str) -> str:
    """Return a paragraph or line of one: its first sign opens no list, note or heading."""
    found = _OPENING.match(text)
    if not found:
        return escaped(text)
    if found[0][0].isdecimal():
        return f"{found[0]}\\{text[found.end()]}{escaped(text[found.end() + 1 :])}"
    return f"\\{text[0]}{escaped(text[1:])}"


def _heading(text: str) -> str:
    """Return a heading's text; signs at its end would be taken for its own."""
    return re.sub(r"#(?=#*$)", r"\\#", escaped(text))
