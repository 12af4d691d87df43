"""Turn an edition into plain mappings, lists and texts.

Takes an ``Edition``; returns what YAML and JSON can hold, with the keys of DESIGN in the
order in which a person reads them.  Absent facts are left out.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet import markup
from broadsheet.edition import (
    Advert,
    Article,
    Block,
    Byline,
    Edition,
    EditionPage,
    Item,
    Jump,
    Masthead,
    Photo,
    Picture,
)
from broadsheet.models import names

_HEAD = ("section", "kicker", "headline", "deck", "standfirst", "source")
_PICTURE = ("src", "caption", "credit", "alt", "focus", "place")


def plain(edition: Edition) -> dict[str, Any]:
    """Return an edition as a plain mapping; its findings are no part of it."""
    found: dict[str, Any] = _present(edition, ("spec", "script"))
    masthead = _masthead(edition.masthead)
    if masthead:
        found["masthead"] = masthead
    if len(edition.pages) > 1:
        found["pages"] = [folio_of(page) | _items(page) for page in edition.pages]
    for page in edition.pages if len(edition.pages) == 1 else ():
        folio = folio_of(page)
        found |= ({"page": folio} if folio else {}) | _items(page)
    return found


def _present(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields that are there."""
    return {name: found for name in names if (found := getattr(value, name))}


def _masthead(masthead: Masthead) -> dict[str, Any]:
    facts = _present(masthead, tuple(name for name in names(Masthead) if name != "ear"))
    ear = _present(masthead.ear, ("promo",))
    code = _present(masthead.ear, ("caption", "src", "url"))
    if code:
        ear["qr"] = code
    return facts | ({"ear": ear} if ear else {})


def folio_of(page: EditionPage) -> dict[str, Any]:
    """Return what a page's folio line says."""
    return _present(page, ("folio", "section", "editors"))


def _items(page: EditionPage) -> dict[str, Any]:
    return {"items": [item_of(each) for each in page.items]}


def item_of(item: Item) -> dict[str, Any]:
    """Return one item."""
    found: dict[str, Any] = {"kind": item.kind, "id": item.id}
    if isinstance(item, Article):
        found |= _article(item)
    elif isinstance(item, Photo):
        found |= _present(item.picture, _PICTURE)
    else:
        title = ("name",) if isinstance(item, Advert) else ("title",)
        found |= _present(item, title)
        if item.copy:
            found["lines"] = list(item.copy)
        if isinstance(item, Advert):
            found |= _present(item, ("src", "alt", "size"))
    found |= _present(item, ("rank", "page"))
    if item.lines:
        found["at"] = list(item.lines)
    return found


def _article(story: Article) -> dict[str, Any]:
    found = _present(story, _HEAD)
    if story.byline is not None:
        found["byline"] = _byline(story.byline)
    if story.body:
        found["body"] = [_block(block) for block in story.body]
    if story.pictures:
        found["pictures"] = [_picture(picture) for picture in story.pictures]
    found |= _present(story, ("signature",))
    if story.jump is not None:
        found["jump"] = _jump(story.jump)
    found |= _present(story, ("treatment",))
    return found


def _byline(byline: Byline) -> str | dict[str, Any]:
    if not byline.roles:
        return byline.raw
    roles = [{"role": credit.role, "names": list(credit.names)} for credit in byline.roles]
    return {"raw": byline.raw, "roles": roles}


def _block(block: Block) -> str | dict[str, Any]:
    text = markup.write(block.text, block.inlines)
    if block.kind == "para" and not block.lines and not block.cuts:
        return text
    found: dict[str, Any] = {"kind": block.kind, "text": text}
    if block.lines:
        found["lines"] = list(block.lines)
    if block.cuts:
        found["cuts"] = [{"before": cut.before, "after": cut.after} for cut in block.cuts]
    return found


def _picture(picture: Picture) -> Mapping[str, Any]:
    return _present(picture, _PICTURE)


def _jump(jump: Jump) -> dict[str, Any]:
    return {"type": jump.type, **_present(jump, ("page", "raw"))}
