"""Write an edition as NewsML-G2: one message with a package of its pages and their items.

Takes an edition; returns XML with the elements of IPTC's NewsML-G2 2.33, power conformance, in
the order of its sequences.  The package says the order: a ``group`` for each page.  Stories,
advertisements and notices are NITF inside a text item, as ``nitf_out`` writes them; pictures
that stand alone are picture items.  What has no element is an extension property under the
edition's own keys, so that ``newsml_in`` finds it again.
"""

import uuid
from typing import Final

from broadsheet.edition import Advert, Article, Byline, Edition, EditionPage, Item, Photo
from broadsheet.errors import Finding
from broadsheet.formats import copy_html, edition_plain, flat, nitf_out, story_files
from broadsheet.formats.drafts import day_of
from broadsheet.formats.losses import Losses
from broadsheet.formats.xml_text import HEAD, lines, sound, tag, text

NAMESPACE: Final = "http://iptc.org/std/nar/2006-10-01/"
ALIAS: Final = "bs:"  # of the scheme that our own facts are named in
VERSION: Final = "2.33"
_CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_33.xml"
_NO_DAY: Final = "1970-01-01"  # a date is needed; none is told


def dump(edition: Edition) -> tuple[str, tuple[Finding, ...]]:
    """Return an edition as a ``newsMessage``, and what is not in it."""
    losses = Losses()
    return sound(_Message(edition, losses).whole(), losses) + "\n", losses.findings()


class _Message:
    """One edition, whose day and paper name every item."""

    def __init__(self, edition: Edition, losses: Losses) -> None:
        masthead = edition.masthead
        self._edition = edition
        self._name = masthead.name
        self._paper = f"{masthead.name}/{masthead.date}"
        day = day_of(masthead.date)
        if not day:
            losses.told(f"the paper has no date: versionCreated says {_NO_DAY}")
        self._time = f"{day or _NO_DAY}T00:00:00Z"

    def whole(self) -> str:
        pages = self._edition.pages
        items = "\n".join(self._item(item, page) for page in pages for item in page.items)
        header = tag("header", text("sent", self._time) + text("sender", self._name))
        inner = lines(header, tag("itemSet", lines("", self._package(), items, "")))
        return HEAD + tag("newsMessage", f"\n{inner}\n", xmlns=NAMESPACE)

    def _guid(self, what: str) -> str:
        """Return a name for an item: always the same for the same day, paper and id."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self._paper}/{what}").urn

    def _any_item(self, name: str, what: str, inner: str) -> str:
        """Return an item with the attributes and catalogues that all have."""
        scheme = tag("scheme", alias=ALIAS.rstrip(":"), uri=f"{nitf_out.SPACE}#")
        return tag(
            name,
            lines("", tag("catalogRef", href=_CATALOG), tag("catalog", scheme), inner, ""),
            guid=self._guid(what),
            version="1",
            standard="NewsML-G2",
            standardversion=VERSION,
            conformance="power",
        )

    def _item_meta(self, nature: str, title: str, more: str = "") -> str:
        provider = text("name", self._name)
        return tag(
            "itemMeta",
            lines(
                tag("itemClass", qcode=f"ninat:{nature}"),
                tag("provider", provider or None, literal=self._name or "-"),
                text("versionCreated", self._time),
                tag("pubStatus", qcode="stat:usable"),
                text("title", title),
                more,
            ),
        )

    def _package(self) -> str:
        facts = story_files.paper_facts(self._edition)
        title = " ".join(filter(None, (self._name, self._edition.masthead.date)))
        meta = self._item_meta("composite", title, _facts("itemMetaExtProperty", facts))
        groups = [self._group(n, page) for n, page in enumerate(self._edition.pages, 1)]
        refs = "".join(tag("groupRef", idref=f"page-{n}") for n in range(1, len(groups) + 1))
        top = tag("group", refs, id="edition", role=f"{ALIAS}edition", mode="pgrmod:seq")
        inner = lines(meta, tag("groupSet", lines("", top, *groups, ""), root="edition"))
        return self._any_item("packageItem", "", inner)

    def _group(self, number: int, page: EditionPage) -> str:
        told = _facts("groupExtProperty", {"page": edition_plain.folio_of(page)})
        return tag(
            "group",
            lines("", *map(self._reference, page.items), told, ""),
            id=f"page-{number}",
            role=f"{ALIAS}page",
            mode="pgrmod:seq",
        )

    def _reference(self, item: Item) -> str:
        inner = tag("itemClass", qcode=f"ninat:{_nature(item)}") + text("title", _title(item))
        kind = "application/vnd.iptc.g2.newsitem+xml"
        return tag("itemRef", inner, residref=self._guid(item.id), contenttype=kind)

    def _item(self, item: Item, page: EditionPage) -> str:
        meta = self._item_meta(_nature(item), _title(item))
        if isinstance(item, Photo):
            inner = lines(meta, *_picture(item))
        else:
            nitf = nitf_out.document(item, self._edition.masthead, page)
            content = tag("inlineXML", f"\n{nitf}\n", contenttype="application/nitf+xml")
            inner = lines(meta, _content_meta(item), tag("contentSet", content))
        return self._any_item("newsItem", item.id, inner)


def _nature(item: Item) -> str:
    return "picture" if isinstance(item, Photo) else "text"


def _title(item: Item) -> str:
    if isinstance(item, Photo):
        return item.picture.caption
    if isinstance(item, Article):
        return item.headline
    return item.name if isinstance(item, Advert) else item.title


def _content_meta(item: Item) -> str:
    """Return what is told of a text: whoever does not read NITF finds the head here."""
    if not isinstance(item, Article):
        return tag("contentMeta", headline) if (headline := text("headline", _title(item))) else ""
    byline = item.byline or Byline(raw="")
    names = [name for credit in byline.roles for name in credit.names if name in byline.raw]
    inner = lines(
        *(tag("creator", text("name", name), literal=name) for name in names),
        text("headline", item.headline),
        text("dateline", item.source),
        text("by", byline.raw),
    )
    return tag("contentMeta", inner) if inner else ""


def _picture(item: Photo) -> tuple[str, str]:
    """Return the two halves of a picture item."""
    picture = item.picture
    facts = edition_plain.item_of(item)
    unsaid: dict[str, object] = {
        key: facts[key] for key in ("id", "alt", "focus", "place", "at") if key in facts
    }
    meta = lines(
        text("creditline", picture.credit),
        text("description", picture.caption, role="drol:caption"),
        _facts("contentMetaExtProperty", unsaid),
    )
    file = tag(
        "remoteContent",
        rendition="rnd:highRes",
        href=copy_html.address(picture.src),
        contenttype=nitf_out.mime_type(picture.src),
    )
    return tag("contentMeta", meta), tag("contentSet", file) if picture.src else ""


def _facts(name: str, facts: dict[str, object]) -> str:
    """Return facts as extension properties of one name."""
    return lines(*(tag(name, rel=ALIAS + key, value=value) for key, value in flat.flat(facts)))
