"""Pictures and advertisements of a traced page become files, and the edition names them.

Takes sketches, the edition and the open PDF; returns the edition and the files by name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet.edition import Advert, Article, Edition, EditionPage, Item, Photo, Picture
from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.tracing import cutting
from broadsheet.tracing.inks import Inks
from broadsheet.tracing.page import Sketch
from broadsheet.tracing.values import Area

PICTURES, ADVERTS = "pictures", "ads"  # folders
_LABELS = frozenset({"广告", "廣告", "advertisement", "advertising", "advert"})
_SQUARE = 0.9  # of its depth: a code is as wide as it is deep
_PANEL = 4.0  # times its words: the ground of a label is no larger


def cut_out(
    sketches: Sequence[Sketch], edition: Edition, reader: Any
) -> tuple[Edition, dict[str, bytes]]:
    """Return the edition with its pictures and advertisements as files, and these."""
    files: dict[str, bytes] = {}
    changed: dict[str, Item] = {}
    known = {item.id: item for item in edition.items}
    ear = ""
    for number, one in enumerate(sketches):
        codes = _codes(one)
        spots = [spot for area in one.areas for spot in area.pictures] + codes
        page = reader.pages[number]
        steps = cutting.steps_of(page) if spots or any(a.kind == "ad" for a in one.areas) else []
        shown = list(cutting.pictures_of(page, steps, spots)) if spots else []
        for spot in codes[:1]:
            ear = _named(spot, shown, files)
        for area in one.areas:
            item = known.get(area.item)
            if isinstance(item, Advert):
                name = f"{ADVERTS}/{area.item}.pdf"
                files[name] = cutting.part_of(page, steps, area.box, _holes(area, one))
                words = "\n".join(item.copy)
                changed[area.item] = replace(item, src=name, alt=item.alt or words, copy=())
            elif isinstance(item, Article | Photo) and area.pictures:
                changed[area.item] = _pictured(item, area, shown, files)
    edition = _with_items(edition, changed)
    if ear:
        masthead = edition.masthead
        edition = replace(edition, masthead=replace(masthead, ear=replace(masthead.ear, src=ear)))
    return edition, files


def _codes(one: Sketch) -> list[Rect]:
    """Return the pictures of a page's ear, the largest first: of the masthead where it has none."""
    every = one.page.sheet.pictures
    ears = [area.box for area in one.areas if area.kind == "ear"]
    found = [spot for spot in every if any(ear.holds(spot, 2.0) for ear in ears)]
    foot = [one.grid.row_top(a.rows) for a in one.areas if a.kind == "masthead"]
    if not ears and foot:
        square = [s for s in every if _SQUARE < s.width / max(s.height, 1.0) < 1 / _SQUARE]
        found = [spot for spot in square if spot.bottom <= foot[0]]
    return sorted(found, key=lambda spot: -spot.width * spot.height)


def _named(spot: Rect, shown: Sequence[cutting.ShownPicture], files: dict[str, bytes]) -> str:
    """Keep the picture of a place as a file; return its name, empty where there is none."""
    found = next((one for one in shown if one.rect.holds(spot, 1.5)), None)
    if found is None:
        return ""
    count = sum(name.startswith(PICTURES) for name in files) + 1
    name = f"{PICTURES}/{count}.{found.ending}"
    files[name] = found.content
    return name


def _holes(area: Area, one: Sketch) -> list[Rect]:
    """Return the mark that says what it is, and its ground: the page marks it anew."""
    found: list[Rect] = []
    for line in area.head:
        if "".join(line.line.text.split()).strip("（()）").lower() in _LABELS:
            found.append(line.box)
            ground = Inks(one.page.marks).behind(line.box)
            most = _PANEL * line.box.width * line.box.height
            if ground is not None and ground.rect.width * ground.rect.height < most:
                found.append(ground.rect)
    return found


def _pictured(
    item: Article | Photo,
    area: Area,
    shown: Sequence[cutting.ShownPicture],
    files: dict[str, bytes],
) -> Item:
    spots = sorted(area.pictures, key=lambda box: (round(box.top), box.left))
    names = [_named(spot, shown, files) for spot in spots]
    if isinstance(item, Photo):
        return replace(item, picture=replace(item.picture, src=names[0]))
    held = list(item.pictures) + [Picture()] * (len(names) - len(item.pictures))
    own = tuple(
        replace(picture, src=names[n]) if n < len(names) else picture
        for n, picture in enumerate(held)
    )
    return replace(item, pictures=own)


def _with_items(edition: Edition, changed: Mapping[str, Item]) -> Edition:
    pages: list[EditionPage] = []
    for page in edition.pages:
        items = tuple(changed.get(item.id, item) for item in page.items)
        pages.append(replace(page, items=items))
    return replace(edition, pages=tuple(pages))
