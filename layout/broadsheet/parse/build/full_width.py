"""An item as it is kept: its marks at full width.

Takes an item in the characters of the source; returns it with every passage's marks judged
by ``punctuation``.  A passage whose letters or marks would change stays as it was.
"""

from broadsheet.edition import (
    Advert,
    Article,
    Block,
    Byline,
    Info,
    Item,
    Jump,
    Masthead,
    Notice,
    Photo,
    Picture,
)  # fmt: skip
from broadsheet.models import replace
from broadsheet.parse.build.punctuation import folded, full_width
from broadsheet.parse.text.characters import LONGEST
from broadsheet.parse.text.patterns import CELLS


def wide_masthead(masthead: Masthead) -> Masthead:
    """Return a masthead with its mottos' marks at full width."""
    ear = replace(
        masthead.ear, promo=_marks(masthead.ear.promo), caption=_marks(masthead.ear.caption)
    )
    return replace(masthead, slogan=_marks(masthead.slogan), ear=ear)


def wide_item(item: Item) -> Item:
    """Return an item with its marks at full width."""
    if isinstance(item, Article):
        return _article(item)
    if isinstance(item, Photo):
        return replace(item, picture=_picture(item.picture))
    return _copy(item)


def _marks(text: str, *, prose: bool = True, head: bool = False) -> str:
    if not text or len(text) > LONGEST:
        return text
    new = full_width(text, prose=prose, head=head)
    return new if new == text or folded(new) == folded(text) else text


def _copy(item: Advert | Notice | Info) -> Item:
    return replace(item, copy=tuple(_marks(line, prose=False) for line in item.copy))


def _picture(picture: Picture) -> Picture:
    return replace(picture, caption=_marks(picture.caption))


def _article(story: Article) -> Article:
    byline = story.byline
    return replace(
        story,
        section=_marks(story.section),
        kicker=_marks(story.kicker, head=True),
        headline=_marks(story.headline, head=True),
        deck=_marks(story.deck, head=True),
        source=_marks(story.source),
        byline=Byline(raw=_marks(byline.raw), roles=byline.roles) if byline else None,
        body=tuple(_block(block) for block in story.body),
        pictures=tuple(_picture(p) for p in story.pictures),
        signature=_marks(story.signature),
        jump=_jump(story.jump),
    )


def _block(block: Block) -> Block:
    text = "\n".join(_row(t, block.kind) for t in block.text.split("\n"))
    if text == block.text:
        return block
    return Block(kind=block.kind, text=text, lines=block.lines, cuts=block.cuts)


def _row(text: str, kind: str) -> str:
    if kind != "table":
        return _marks(text, head=kind == "list")
    return "\t".join(_marks(cell, prose=False) for cell in CELLS.split(text))


def _jump(jump: Jump | None) -> Jump | None:
    return replace(jump, raw=_marks(jump.raw)) if jump else None
