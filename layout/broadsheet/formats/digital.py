"""The digital paper (数字报): where each story lies on the page, and its text beside.

Takes composed pages and their edition; returns JSON with a polygon for each story, in mm and
in per mille of the page, and one HTML page whose page pictures lead to the stories.  The HTML
needs no script and no network: zones are links, so keys and screen readers find them.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any, Final

from broadsheet.display import Page, Pages, PlacedBox
from broadsheet.edition import Advert, Article, Edition, Item, Photo, item_passages
from broadsheet.formats import copy_html
from broadsheet.geometry import MM, Rect
from broadsheet.models import replace

VERSION: Final = 1
_NEAR: Final = 2.0  # pt: less is no notch in a polygon
_Point = tuple[float, float]


def zone(box: PlacedBox, others: Sequence[PlacedBox]) -> tuple[_Point, ...]:
    """Return the outline of a placed box, pt, clockwise from its top left.

    A box whose columns end at several depths is stepped where another box lies beside them;
    white of its own stays with it.
    """
    strips = [_cut(strip, column, box, others) for strip, column in _strips(box)]
    points: list[_Point] = []
    for strip in strips:
        points += [(strip.left, strip.top), (strip.right, strip.top)]
    for strip in reversed(strips):
        points += [(strip.right, strip.bottom), (strip.left, strip.bottom)]
    return _plain(points)


def _strips(box: PlacedBox) -> Iterator[tuple[Rect, Rect | None]]:
    """Yield the box cut between its columns from left to right, each with its column."""
    columns: dict[float, Rect] = {}
    for column in sorted(box.columns, key=lambda rect: rect.left):
        above = columns.get(column.left, column)
        head, foot = min(above.top, column.top), max(above.bottom, column.bottom)
        columns[column.left] = Rect(column.left, head, column.width, foot - head)
    held: list[Rect | None] = [*columns.values()]
    edges = [box.rect.left]
    ordered = [*columns.values()]
    for before, after in pairwise(ordered):
        edges.append((before.right + after.left) / 2)
    edges.append(box.rect.right)
    first, last = (ordered[0], ordered[-1]) if ordered else (None, None)
    if first is not None and first.left - box.rect.left > first.width / 3:
        edges.insert(1, first.left)  # a head stands beside the columns
        held.insert(0, None)
    if last is not None and box.rect.right - last.right > last.width / 3:
        edges.insert(-1, last.right)
        held.append(None)
    for own, (left, right) in zip(held or [None], pairwise(edges), strict=True):
        yield Rect(left, box.rect.top, right - left, box.rect.height), own


def _cut(strip: Rect, column: Rect | None, box: PlacedBox, others: Sequence[PlacedBox]) -> Rect:
    """Return a strip without what other boxes take of it over and under its column."""
    if column is None:
        return strip
    top, bottom = strip.top, strip.bottom
    under = Rect(strip.left, column.bottom, strip.width, bottom - column.bottom)
    over = Rect(strip.left, top, strip.width, column.top - top)
    for other in others:
        if other is box or (other.item == box.item and other.item):
            continue
        if under.height > _NEAR and other.rect.overlaps(under, _NEAR):
            bottom = min(bottom, max(column.bottom, other.rect.top))
        if over.height > _NEAR and other.rect.overlaps(over, _NEAR):
            top = max(top, min(column.top, other.rect.bottom))
    return Rect(strip.left, top, strip.width, bottom - top)


def _plain(points: Sequence[_Point]) -> tuple[_Point, ...]:
    """Return the points at which the outline turns."""
    round_ = [p for n, p in enumerate(points) if p != points[n - 1]]
    count = len(round_)
    return tuple(
        point
        for n, point in enumerate(round_)
        if not (_level(round_[n - 1], point, round_[(n + 1) % count]))
    )


def _level(before: _Point, point: _Point, after: _Point) -> bool:
    return before[0] == point[0] == after[0] or before[1] == point[1] == after[1]


def document(edition: Edition, pages: Pages, images: Sequence[tuple[str, int, int]]) -> str:
    """Return the JSON: pages with their zones, items with their text.

    ``images`` are name, width and height in pixels of each page's picture.
    """
    masthead = edition.masthead
    told = {"paper": masthead.name, "date": masthead.date, "issue": masthead.issue_number}
    found = {
        "format": "broadsheet-digital",
        "version": VERSION,
        **{key: value for key, value in told.items() if value},
        "pages": [
            _page(page, edition, image) for page, image in zip(pages.pages, images, strict=True)
        ],
        "items": [_item(item) for item in edition.items],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _page(page: Page, edition: Edition, image: tuple[str, int, int]) -> dict[str, Any]:
    items = {item.id: item for item in edition.items}
    return {
        "number": page.number,
        **({"label": page.label} if page.label else {}),
        "size_mm": [round(page.width / MM, 2), round(page.height / MM, 2)],
        "image": {"file": image[0], "width": image[1], "height": image[2]},
        "zones": [
            {
                "item": box.item,
                "kind": items[box.item].kind,
                "title": title_of(items[box.item]),
                "box": box.name,
                "polygon_mm": [[round(x / MM, 2), round(y / MM, 2)] for x, y in outline],
                "polygon_permille": _permille(outline, page),
            }
            for box, outline in _zones(page)
            if box.item in items
        ],
    }


def _zones(page: Page) -> Iterator[tuple[PlacedBox, tuple[_Point, ...]]]:
    for box in page.boxes:
        if box.item:
            yield box, zone(box, page.boxes)


def _permille(outline: Sequence[_Point], page: Page) -> list[list[float]]:
    return [[round(1000 * x / page.width, 2), round(1000 * y / page.height, 2)] for x, y in outline]


def title_of(item: Item) -> str:
    """Return what an item is called: its headline, title or name, else its first words."""
    if isinstance(item, Article):
        named = item.headline or item.kicker
    elif isinstance(item, Photo):
        named = item.picture.caption or item.picture.alt
    else:
        named = item.name if isinstance(item, Advert) else item.title
    return named or next((passage.text for passage in item_passages(item)), item.id)


def _item(item: Item) -> dict[str, Any]:
    """Return an item's text: as HTML, and passage by passage in reading order."""
    passages = [{"role": passage.role, "text": passage.text} for passage in item_passages(item)]
    return {
        "id": item.id,
        "kind": item.kind,
        "title": title_of(item),
        "html": _story(item),
        "passages": passages,
    }


_HEADS: Final = {"section": "p", "kicker": "p", "headline": "h2", "title": "h2", "deck": "p"}
_STYLE: Final = """\
:root{color-scheme:light}
body{margin:0;font:17px/1.8 "Noto Serif SC","Songti SC",SimSun,serif}
body{color:#1b1b1b;background:#eee9df}
header{padding:.6rem 1.2rem;background:#1b1b1b;color:#fff;font-size:15px}
header a{color:#ffd9a0;margin-left:1rem}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(20rem,2fr)}
.sheet{position:relative;margin:1rem;background:#fff;box-shadow:0 1px 6px #0005}
.sheet img{display:block;width:100%;height:auto}
.sheet svg{position:absolute;inset:0;width:100%;height:100%}
polygon{fill:#0000;stroke:#0000;stroke-width:3;vector-effect:non-scaling-stroke}
a:hover polygon{fill:#b0202018;stroke:#b02020}
a:focus-visible{outline:none}
a:focus-visible polygon{fill:#1450a020;stroke:#1450a0;stroke-width:5}
.texts{max-height:100vh;overflow:auto;position:sticky;top:0;padding:0 1.4rem;background:#fffdf8}
article{padding:.8rem 0;border-bottom:1px solid #ccc3b4}
article:focus{outline:none}
article:target{background:#fff3d6;box-shadow:0 0 0 .6rem #fff3d6}
h2{font-size:1.35rem;line-height:1.4;margin:.2rem 0}h3{font-size:1.05rem;text-align:center}
p{margin:.3rem 0}.para{text-indent:2em;text-align:justify}
.section,.kicker,.deck,.source,.byline,.caption,.credit,.signature,.jump{color:#5a5248;font-size:.92em}
.back{font-size:.85em}
@media(max-width:60rem){main{grid-template-columns:1fr}.texts{max-height:none;position:static}}
"""


def html(edition: Edition, pages: Pages, images: Sequence[tuple[str, int, int]]) -> str:
    """Return one page of HTML for all pages of the edition."""
    anchors = {item.id: f"story-{n}" for n, item in enumerate(edition.items, 1)}
    items = {item.id: item for item in edition.items}
    named = " ".join(filter(None, (edition.masthead.name, edition.masthead.date)))
    title = escape(named or pages.title)
    links = "".join(
        f'<a href="#page-{page.number}">{escape(page.label or str(page.number))}</a>'
        for page in pages.pages
    )
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(pages.lang)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{title}</title><style>\n{_STYLE}</style></head><body>",
        f"<header><b>{title}</b><nav>{links}</nav></header>",
    ]
    told: set[str] = set()
    for page, image in zip(pages.pages, images, strict=True):
        order = {item: n for n, item in enumerate(items)}
        zones = [(box, line) for box, line in _zones(page) if box.item in items]
        zones.sort(key=lambda pair: order[pair[0].item])
        parts += [f'<main id="page-{page.number}">', _sheet(page, image, zones, anchors, items)]
        parts.append('<div class="texts">')
        for box, _ in zones:
            if box.item not in told:
                told.add(box.item)
                parts.append(_article(items[box.item], anchors[box.item], page.number))
        parts.append("</div></main>")
    left = [item for item in edition.items if item.id not in told]
    parts += [_article(item, anchors[item.id], 1) for item in left]
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _sheet(
    page: Page,
    image: tuple[str, int, int],
    zones: Sequence[tuple[PlacedBox, tuple[_Point, ...]]],
    anchors: dict[str, str],
    items: dict[str, Item],
) -> str:
    """Return a page's picture with its zones as links, in reading order."""
    name, width, height = image
    links: list[str] = []
    for box, outline in zones:
        points = " ".join(f"{x:g},{y:g}" for x, y in _permille(outline, page))
        words = escape(title_of(items[box.item]))
        links.append(
            f'<a href="#{anchors[box.item]}" aria-label="{words}"><title>{words}</title>'
            f'<polygon points="{points}"/></a>'
        )
    label = escape(page.label or str(page.number))
    return (
        f'<div class="sheet"><img src="{escape(name)}" width="{width}" height="{height}" '
        f'alt="{label}">\n<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" '
        f'role="group" aria-label="{label}">\n' + "\n".join(links) + "\n</svg></div>"
    )


def _article(item: Item, anchor: str, page: int) -> str:
    back = f'<p class="back"><a href="#page-{page}" aria-label="page {page}">↑ {page}</a></p>'
    return f'<article id="{anchor}" tabindex="-1">\n{_story(item)}\n{back}</article>'


def _story(item: Item) -> str:
    """Return an item's copy as HTML, in reading order."""
    if isinstance(item, Article):
        dialect = replace(copy_html.HTML, crosshead="h3")
        bare = (replace(block, lines=(), cuts=()) for block in item.body)
        bodies = [copy_html.block(block, dialect) for block in bare]
    parts: list[str] = []
    blocks = {block.kind for block in item.body} if isinstance(item, Article) else set()
    for passage in item_passages(item):
        if passage.role in blocks and passage.block >= 0:
            parts.append(bodies[passage.block])
        elif passage.role != "ruby":
            first = (
                not isinstance(item, Article) and passage.block < 0 and passage.role == item.kind
            )
            role = "title" if first else passage.role
            tag = _HEADS.get(role, "p")
            words = escape(passage.text, quote=False).replace("\n", "<br>")
            parts.append(f'<{tag} class="{role}">{words}</{tag}>')
    return "\n".join(parts)
