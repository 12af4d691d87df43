"""What who listens to a page would miss: pictures that nobody has put into words.

Takes an edition and the standard that is asked for; returns the edition with what it doubts.
"""

from collections.abc import Iterator

from broadsheet.edition import Advert, Article, Edition, Item, Photo, Picture
from broadsheet.errors import Finding
from broadsheet.models import replace

TAGGED = ("ua1", "a2a")  # standards that are listened to


def with_unspoken(edition: Edition, standard: str) -> Edition:
    """Return an edition that warns of pictures without ``alt``, where a standard needs them."""
    if standard not in TAGGED:
        return edition
    found = tuple(_unspoken(edition))
    return replace(edition, findings=(*edition.findings, *found)) if found else edition


def _unspoken(edition: Edition) -> Iterator[Finding]:
    for number, page in enumerate(edition.pages, 1):
        for item in page.items:
            for src, name, instead in _without_alt(item):
                yield Finding(
                    level="warning",
                    code="no-alt",
                    message=f"the {name} {src} has no words of its own: who listens hears "
                    f"{instead} (alt: say what is seen in it)",
                    page=number,
                    item=item.id,
                )


def _without_alt(item: Item) -> Iterator[tuple[str, str, str]]:
    """Yield file, kind, and what is heard in its place, of an item's pictures without words."""
    if isinstance(item, Advert) and item.src and not item.alt:
        yield item.src, "advertisement", f"“{item.name}”" if item.name else _first(item)
    if isinstance(item, Article | Photo):
        held: tuple[Picture, ...]
        held = item.pictures if isinstance(item, Article) else (item.picture,)
        for picture in held:
            if picture.src and not picture.alt:
                yield picture.src, "picture", "its caption" if picture.caption else _first(item)


def _first(item: Item) -> str:
    headline = item.headline if isinstance(item, Article) else ""
    return f"“{headline}”" if headline else "no more than that it is one"
