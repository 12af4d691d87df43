"""Write an edition as IPTC ninjs 3.0 or 2.1.

Takes an edition; returns JSON with the keys of the schema and no others: a composite whose
associations are the pages, whose associations are the items, whose associations are the
pictures.  What ninjs has no key for stands where it lets a role be named (headlines,
descriptions, alternative ids), so that ``ninjs_in`` finds all of it again.
"""

import json
import uuid
from collections.abc import Iterable
from typing import Any, Final

from broadsheet.edition import (
    Advert,
    Article,
    Byline,
    Edition,
    EditionPage,
    Item,
    Masthead,
    Photo,
    Picture,
)
from broadsheet.formats import copy_html
from broadsheet.models import names

VERSIONS: Final = {"ninjs": "3.0", "ninjs3": "3.0", "ninjs2": "2.1"}
_SCHEMA: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_{}.json"
_Plain = dict[str, Any]


def dump(edition: Edition, version: str = "3.0") -> str:
    """Return an edition as ninjs; 2.1 has the same keys in small letters."""
    paper = _Paper(edition)
    found = paper.whole(version)
    if version.startswith("2"):
        found = _small(found)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _small(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _small(inside) for key, inside in value.items()}
    return [_small(inside) for inside in value] if isinstance(value, list) else value


def _roles(pairs: Iterable[tuple[str, str]]) -> list[_Plain]:
    return [{"role": role, "value": value} for role, value in pairs if value]


def _present(**values: Any) -> _Plain:
    return {key: value for key, value in values.items() if value}


class _Paper:
    """One edition, whose day and paper name every object."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        masthead = edition.masthead
        self._paper = f"{masthead.name}/{masthead.date}"

    def _uri(self, what: str) -> str:
        """Return a name for an object: always the same for the same day, paper and id."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self._paper}/{what}").urn

    def whole(self, version: str) -> _Plain:
        masthead = self._edition.masthead
        return {
            "uri": self._uri(""),
            "standard": {"name": "ninjs", "version": version, "schema": _SCHEMA.format(version)},
            "type": "composite",
            "representationType": "full",
            "profile": "edition",
            **_present(
                title=" ".join(filter(None, (masthead.name, masthead.date))),
                descriptions=_masthead(masthead),
                altIds=_roles([("spec", self._edition.spec), ("script", self._edition.script)]),
            ),
            "associations": [self._page(n, p) for n, p in enumerate(self._edition.pages, 1)],
        }

    def _page(self, number: int, page: EditionPage) -> _Plain:
        told = [("folio", page.folio), ("section", page.section), ("editors", page.editors)]
        return {
            "name": f"page-{number}",
            "uri": self._uri(f"page-{number}"),
            "type": "composite",
            "profile": "page",
            **_present(descriptions=_roles(told)),
            "associations": [self._item(item) for item in page.items],
        }

    def _item(self, item: Item) -> _Plain:
        at = " ".join(map(str, item.lines))
        if isinstance(item, Photo):
            found = self._picture(item.picture, item.id, item.id)
            found["profile"] = "photo"
            found["altIds"] = [*_roles([("id", item.id), ("at", at)]), *found.get("altIds", [])]
            return found
        found = {
            "name": item.id,
            "uri": self._uri(item.id),
            "type": "text",
            "profile": item.kind,
            "altIds": _roles([("id", item.id), ("at", at)]),
        }
        return found | (self._article(item) if isinstance(item, Article) else self._lines(item))

    def _lines(self, item: Item) -> _Plain:
        if isinstance(item, Article | Photo):
            return {}
        found: _Plain = {}
        pictures: list[_Plain] = []
        if isinstance(item, Advert):
            found |= _present(title=item.name)
            if item.src or item.alt:
                picture = Picture(src=item.src, alt=item.alt)
                pictures.append(self._picture(picture, "picture-1", f"{item.id}/1"))
        else:
            found |= _present(headlines=_roles([("main", item.title)]))
        if item.copy:
            found["bodies"] = [_html(copy_html.lines(item.copy), item.copy)]
        return found | _present(associations=pictures)

    def _article(self, story: Article) -> _Plain:
        heads = [("section", story.section), ("kicker", story.kicker)]
        heads += [("main", story.headline), ("deck", story.deck), ("standfirst", story.standfirst)]
        told = [("source", story.source), ("signature", story.signature)]
        jump = [("jump", story.jump.raw)] if story.jump else []
        leads = [(f"jump-{story.jump.type}", story.jump.page or "?")] if story.jump else []
        pictures = [
            self._picture(picture, f"picture-{n}", f"{story.id}/{n}")
            for n, picture in enumerate(story.pictures, 1)
        ]
        found = _present(headlines=_roles(heads), descriptions=_roles([*told, *jump]))
        found |= _byline(story.byline) if story.byline else {}
        if leads:
            ids = _roles([("id", story.id), ("at", " ".join(map(str, story.lines)))])
            found["altIds"] = [*ids, *_roles(leads)]
        if story.body:
            found["bodies"] = [_html(copy_html.body(story.body), [b.text for b in story.body])]
        return found | _present(associations=pictures)

    def _picture(self, picture: Picture, name: str, what: str) -> _Plain:
        place = str(picture.place) if picture.place else ""
        file = {"name": "original", "originalFilename": picture.src} if picture.src else {}
        told = _roles([("caption", picture.caption), ("alt", picture.alt)])
        return {
            "name": name,
            "uri": self._uri(what),
            "type": "picture",
            **_present(
                by=picture.credit,
                descriptions=told,
                altIds=_roles([("place", place), ("focus", picture.focus)]),
                renditions=[file] if file else [],
            ),
        }


def _html(value: str, copy: Iterable[str]) -> _Plain:
    count = sum(len(text) for text in copy)
    return {"role": "main", "contentType": "text/html", "charCount": count, "value": value}


def _byline(byline: Byline) -> _Plain:
    """Return who wrote it: each name with its role, ``literal`` says which go together."""
    sources = [
        {"name": name, "role": credit.role, "literal": f"byline-{n}"}
        for n, credit in enumerate(byline.roles, 1)
        for name in credit.names
    ]
    return {"by": byline.raw, **_present(infoSources=sources)}


def _masthead(masthead: Masthead) -> list[_Plain]:
    facts = [(name, getattr(masthead, name)) for name in names(masthead) if name != "ear"]
    ear = [(f"ear.{name}", getattr(masthead.ear, name)) for name in names(masthead.ear)]
    return _roles((f"masthead.{name}", value) for name, value in [*facts, *ear])
