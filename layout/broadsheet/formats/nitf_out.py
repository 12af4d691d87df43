"""Write stories as NITF 3.6 (News Industry Text Format), a document for each item.

Takes an edition; returns texts with the elements of IPTC's nitf-3-6.xsd in the order in which
its sequences have them, in its namespace.  What of an item or of the paper has an element there
stands in it (``hedline``, ``byline``, ``dateline``, ``abstract``, ``tagline``, ``media``,
``pubdata``); all else is ``head/meta`` under the edition's own keys, so that ``nitf_in`` finds
it again.  Where a block stood in raw text are attributes of a namespace of our own, as the
schema allows on any element.
"""

from collections.abc import Mapping
from typing import Any, Final

from broadsheet.edition import Advert, Article, Edition, EditionPage, Item, Masthead, Photo, Picture
from broadsheet.errors import Finding
from broadsheet.formats import copy_html, edition_plain, flat
from broadsheet.formats.drafts import day_of
from broadsheet.formats.losses import Losses
from broadsheet.formats.nitf_in import OWN
from broadsheet.formats.story_files import story_files
from broadsheet.formats.xml_text import HEAD, lines, sound, tag, text

NAMESPACE: Final = "http://iptc.org/std/NITF/2006-10-18/"
SPACE: Final = "urn:x-broadsheet:edition"  # of our attributes
_VERSION: Final = "-//IPTC//DTD NITF 3.6//EN"
_MIME: Final = {
    "jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "gif", "webp": "webp", "tif": "tiff",
    "tiff": "tiff", "svg": "svg+xml",
}  # fmt: skip
# the facts that pubdata has attributes for
_PAPER: Final = ("name", "issn", "issue_number", "date")


def files(edition: Edition) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return a document for each item, by names that keep their order; and what is not in them."""
    losses = Losses()
    written = {
        one.name: HEAD
        + sound(document(one.item, edition.masthead, one.page, one.facts), losses)
        + "\n"
        for one in story_files(edition, ".xml", losses)
    }
    return written, losses.findings()


def document(
    item: Item, masthead: Masthead, page: EditionPage, facts: Mapping[str, Any] | None = None
) -> str:
    """Return one item as a document without its XML declaration.

    ``facts`` are those of the paper that go with it beside what ``pubdata`` says.
    """
    told = edition_plain.item_of(item)
    name = _title(item)
    paper = _unsaid(facts or {}, masthead)
    if page.folio:  # with each item: a folder of them is parted into pages by it
        paper = {**paper, "page": {**paper.get("page", {}), "folio": page.folio}}
    metas = [*flat.flat(paper), *flat.flat(_item_facts(item, told))]
    docdata = tag("docdata", lines(tag("doc-id", id_string=item.id), _issued(masthead)))
    head = lines(
        text("title", name),
        *(tag("meta", name=OWN + key, content=value) for key, value in metas),
        docdata,
        _pubdata(masthead, page),
    )
    if isinstance(item, Article):
        body = _article(item)
    elif isinstance(item, Photo):
        body = tag("body", tag("body.content", _media(item.picture)))
    else:
        picture = Picture(src=item.src, alt=item.alt) if isinstance(item, Advert) else Picture()
        shown = _media(picture) if picture.src or picture.alt else ""
        over = tag("body.head", tag("hedline", text("hl1", name))) if name else ""
        body = tag(
            "body", lines(over, tag("body.content", lines(shown, copy_html.lines(item.copy))))
        )
    inner = f"\n{tag('head', head)}\n{body}\n"
    kind = "" if item.kind == "article" else item.kind
    own = SPACE if f" {copy_html.NITF.own}" in body else ""
    return tag("nitf", inner, xmlns=NAMESPACE, **{"xmlns:bs": own}, version=_VERSION, class_=kind)


def mime_type(src: str) -> str:
    """Return the type of a picture's file, by its ending; empty when it is not known."""
    found = _MIME.get(src.rpartition(".")[2].lower(), "")
    return f"image/{found}" if found else ""


def _title(item: Item) -> str:
    if isinstance(item, Article):
        return item.headline
    if isinstance(item, Photo):
        return ""
    return item.name if isinstance(item, Advert) else item.title


def _issued(masthead: Masthead) -> str:
    return tag("date.issue", norm=masthead.date.replace("-", "")) if _dated(masthead) else ""


def _dated(masthead: Masthead) -> bool:
    return bool(masthead.date) and day_of(masthead.date) == masthead.date


def _pubdata(masthead: Masthead, page: EditionPage) -> str:
    """Return where the item was printed."""
    date = masthead.date.replace("-", "") if _dated(masthead) else ""
    return tag(
        "pubdata",
        type="print",
        date__publication=date,
        name=masthead.name,
        issn=masthead.issn,
        number=masthead.issue_number,
        position__section=page.section,
        position__sequence=page.folio,
    )


def _unsaid(facts: Mapping[str, Any], masthead: Masthead) -> dict[str, Any]:
    """Return the facts of the paper that ``pubdata`` does not say."""
    said = _PAPER if _dated(masthead) else _PAPER[:3]
    found = {key: value for key, value in facts.items() if key != "masthead"}
    rest = {key: value for key, value in facts.get("masthead", {}).items() if key not in said}
    folio = {key: value for key, value in facts.get("page", {}).items() if key != "section"}
    return {**found, "masthead": rest, **({"page": folio} if folio else {})}


def _item_facts(item: Item, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an item that no element says."""
    found: dict[str, Any] = {"at": told["at"]} if "at" in told else {}
    if isinstance(item, Article):
        found |= {"jump": told["jump"]} if "jump" in told else {}
        if item.byline is not None and item.byline.roles:
            found["byline"] = {"roles": told["byline"]["roles"]}
    return found


def _article(story: Article) -> str:
    heads = [("section", story.section), ("kicker", story.kicker), ("deck", story.deck)]
    hedline = [text("hl2", words, class_=role) for role, words in heads]
    if story.headline or any(hedline):  # an hl1 is needed before any hl2
        hedline.insert(0, text("hl1", story.headline) or tag("hl1"))
    abstract = tag("abstract", text("p", story.standfirst)) if story.standfirst else ""
    over = lines(
        tag("hedline", lines(*hedline)) if any(hedline) else "",
        text("byline", story.byline.raw) if story.byline else "",
        text("dateline", story.source),
        abstract,
    )
    return tag(
        "body",
        lines(
            tag("body.head", over) if over else "",
            tag("body.content", _content(story)),
            tag("body.end", text("tagline", story.signature)) if story.signature else "",
        ),
    )


def _content(story: Article) -> str:
    """Return blocks and pictures; a picture stands after the blocks that come before it."""
    parts: list[str] = []
    waiting = list(story.pictures)
    for n in range(len(story.body) + 1):
        while waiting and (waiting[0].place <= n or n == len(story.body)):
            parts.append(_media(waiting.pop(0), n))
        if n < len(story.body):
            parts.append(copy_html.block(story.body[n], copy_html.NITF))
    return lines(*parts)


def _media(picture: Picture, after: int = 0) -> str:
    """Return a picture that stands after so many blocks; another place is a ``media-metadata``."""
    place = str(picture.place) if picture.place != after else ""
    facts = [("place", place), ("focus", picture.focus)]
    return tag(
        "media",
        lines(
            *(tag("media-metadata", name=OWN + key, value=value) for key, value in facts if value),
            tag(
                "media-reference",
                mime_type=mime_type(picture.src),
                source=copy_html.address(picture.src),
                alternate_text=picture.alt,
            ),
            text("media-caption", picture.caption),
            text("media-producer", picture.credit),
        ),
        media_type="image",
    )
