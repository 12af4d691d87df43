"""The index box (导读): what stands on which page, each line a link to it.

Takes the edition and a rectangle; sets headlines of the other pages with their page as
furniture, or an item of the edition that names pages, and lays a link over each line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from broadsheet.display import FURNITURE, Link, PlacedBox, TextLine
from broadsheet.edition import Article, EditionPage, Info
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead
from broadsheet.makeup.boxes.items import set_item
from broadsheet.makeup.boxes.plain import file_plain
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.contract import Account, Fitting, account_of, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, WHITE, Type
from broadsheet.makeup.text.tables.columns import STEP
from broadsheet.makeup.text.tables.leaders import LEAST, OWN, SetList, draw_list, leader_line
from broadsheet.models import replace
from broadsheet.paragraph import SetLine
from broadsheet.spec import IndexBox, ItemBox, Selector

PITCH, LOOSE = 1.35, 2.0  # of the size: least and most from line to line
PAD = 8.0  # pt
FEW, ALL = 3, 400  # entries of an index that is worth its title; more than any has
BAND = 1.7  # of the title's size: depth of its band
TITLE, PAGE = "导读", "{page}版"  # where a spec has no labels
AT_END = re.compile(r"(?:第\s*)?([A-Za-z]?[0-9]{1,3})\s*版?[)）]?\s*$")
AT_START = re.compile(r"^\s*[(（]?第?\s*([A-Za-z]?[0-9]{1,3})\s*版[)）]?")


def set_index_box(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Set an index into its box: an item of the edition, or one made of its other pages."""
    content = content_of(galley.box, IndexBox)
    item = forme.picked.get(galley.box.name)
    own = item if isinstance(item, Info) else None
    if content.select is None or own:
        forme.leads += set_index(galley, content, own, rect, forme.number)
    if own:
        return file_plain(forme, galley, rect, own)
    galley.below += galley.copy  # one that is made is furniture, all of it
    galley.copy = []
    forme.file("", galley)
    place = PlacedBox(name=galley.box.name, rect=rect, where=galley.box.where)
    return account_of(forme, galley, "", "index", (place,), Fitting())


def set_index(
    galley: Galley, content: IndexBox, item: Info | None, rect: Rect, here: int
) -> list[Link]:
    """Set an index; return the links of its lines, whose ends may not be on any page."""
    if item is None:
        return _made(galley, content, rect, here)
    held = ItemBox(kind="info", select=content.select or Selector(), table="leaders")
    own = Galley(galley.setup, replace(galley.box, content=held))
    set_item(own, held, item, rect)
    galley.below += own.below
    galley.copy += own.copy
    galley.said += own.said
    return list(_links_of(galley, item))


def _made(galley: Galley, content: IndexBox, rect: Rect, here: int) -> list[Link]:
    """Set headlines of the other pages, as many as the box holds, in the order of pages."""
    accent = galley.accent(galley.type("info").ink)
    inner = furniture.inside_frame(galley, rect)
    own = Galley(galley.setup, galley.box)
    head, depth = _title(own, inner.width)
    top = inner.top
    if head is not None:
        band = Rect(inner.left, inner.top, inner.width, depth)
        galley.fill(band, accent)
        own.show(head, band)
        top = band.bottom + 0.5 * PAD
    room = Rect(inner.left + PAD, top, inner.width - 2 * PAD, inner.bottom - 0.5 * PAD - top)
    type_ = _type(galley)
    lines = int(room.height / (PITCH * type_.style.smallest) + 1e-6)
    stories = _stories(galley, here, min(content.most or lines, max(0, lines)))
    if not stories:
        galley.say("warning", "empty-box", "no other page has a story: the index is empty")
        return []
    done = _set(galley, stories, type_, room)
    while done is None and len(stories) > 1:
        stories = _stories(galley, here, len(stories) - 1)
        done = _set(galley, stories, type_, room)
    if done is None:
        galley.overset(f"an index of {len(stories)} headlines is too deep")
        done = _entries(galley, stories, type_.sized(type_.style.smallest), room.width)
    pitch = min(LOOSE * done.size, max(PITCH * done.size, room.height / len(done.lines)))
    draw_list(own, done, type_, room.left, room.top, pitch)
    galley.below += [*own.below, *own.copy]
    return list(_made_links(own, stories, done, Rect(room.left, room.top, room.width, pitch)))


def _title(galley: Galley, width: float) -> tuple[SetHead | None, float]:
    """Return the title of an index that is made, and how deep its band is; none without a label."""
    title = galley.setup.style.labels.get("index", TITLE)
    if not title:
        return None, 0.0
    head = galley.fitted(title, galley.type("info-title"), FURNITURE, width=width, colour=WHITE)
    return head, BAND * head.size


def index_depths(galley: Galley, width: float, here: int) -> tuple[float, float]:
    """Return how deep an index of the other pages is at least and at most, pt.

    Least with ``FEW`` entries at their smallest, most with all that its box may have at their
    largest.  (0, 0) where the other pages have no more than one story.
    """
    content = content_of(galley.box, IndexBox)
    inner = furniture.inside_frame(galley, Rect(0.0, 0.0, width, 1000.0))
    own = Galley(galley.setup, galley.box)
    stories = _stories(own, here, content.most or ALL)
    if len(stories) < 2:
        return 0.0, 0.0
    around = 1000.0 - inner.height + PAD + _title(own, inner.width)[1]
    type_ = _type(galley)
    depths = []
    for shown, size, pitch in (
        (stories[:FEW], type_.style.smallest, PITCH),
        (stories, type_.style.largest, LOOSE),
    ):
        done = _entries(own, shown, type_.sized(size), inner.width - 2 * PAD)
        depths.append(around + len(done.lines) * pitch * size)
    return depths[0], depths[1]


def _made_links(
    galley: Galley, stories: Sequence[tuple[str, Article]], done: SetList, first: Rect
) -> Iterator[Link]:
    """Yield a link over the lines of each entry; ``first`` is where the first line stands."""
    top, waiting = first.top, iter(stories)
    depth = 0.0
    for _, price in done.lines:
        depth += first.height
        if price is not None:
            _, story = next(waiting)
            yield Link(Rect(first.left, top, first.width, depth), f"#{story.id}", galley.box.name)
            top, depth = top + depth, 0.0


def _set(
    galley: Galley, stories: Sequence[tuple[str, Article]], type_: Type, room: Rect
) -> SetList | None:
    """Set an index at the largest size at which all of it goes in; nothing where none does."""
    size = type_.style.largest
    while size >= type_.style.smallest - 1e-9:
        done = _entries(galley, stories, type_.sized(size), room.width)
        if len(done.lines) * PITCH * size <= room.height + 1e-6 and done.over <= 0:
            return done
        size -= STEP
    done = _entries(galley, stories, type_.sized(type_.style.smallest), room.width)
    return done if len(done.lines) * PITCH * done.size <= room.height + 1e-6 else None


def _entries(
    galley: Galley, stories: Sequence[tuple[str, Article]], type_: Type, width: float
) -> SetList:
    """Set headlines and their pages, in two lines where one is too short for a headline.

    One that is too long for two is cut; ``over`` is then more than nothing.
    """
    lines: list[tuple[SetLine, SetLine | None]] = []
    over, size = 0.0, type_.size
    label = galley.setup.style.labels.get("index-page", PAGE)
    for page, story in stories:
        price = leader_line(label.replace("{page}", page), type_, FURNITURE, size)
        measure = width - price.width - LEAST * size
        name = story.headline.replace("\n", " ")
        head = galley.fitted(name, type_, FURNITURE, width=measure, lines=1)
        if head.width > measure:
            head = galley.fitted(name, type_, FURNITURE, width=measure, lines=2)
        if head.width > measure:
            over, words = max(over, head.width - measure), name
            while len(words) > 1 and head.width > measure:
                words = words[:-1]
                name = words.rstrip("，、：“（ ") + "…"
                head = galley.fitted(name, type_, FURNITURE, width=measure, lines=2)
        lines += [(line, None) for line in head.lines[:-1]]
        lines.append((head.lines[-1], price))
    return SetList(tuple(lines), size, width, over)


def _type(galley: Galley) -> Type:
    return galley.type("index" if galley.setup.has_style("index", galley.box) else "info")


def _stories(galley: Galley, here: int, most: int) -> list[tuple[str, Article]]:
    """Return stories of other pages with what their page is called: leads before seconds."""
    pages = [
        [(name, item) for item in content.items if isinstance(item, Article) and item.headline]
        for number, (name, content) in enumerate(_named(galley), 1)
        if number != here
    ]
    ranked = [one for rank in zip_longest(*pages) for one in rank if one is not None]
    chosen = {story.id for _, story in ranked[:most]}
    return [one for page in pages for one in page if one[1].id in chosen]


def _named(galley: Galley) -> Iterator[tuple[str, EditionPage]]:
    for number, content in enumerate(galley.setup.edition.pages, 1):
        yield content.folio or str(number), content


def names_pages(item: Info) -> bool:
    """Tell whether service text is an index of the edition's own: most of its lines name a page."""
    lines = [text for text in item.copy if text.strip()]
    named = sum(bool(AT_START.match(text) or AT_END.search(text)) for text in lines)
    return named > 1 and 2 * named >= len(lines) - 1


def _links_of(galley: Galley, item: Info) -> Iterator[Link]:
    """Yield a link for each line of an item that names a page."""
    pages = dict(_named(galley))
    for n, text in enumerate(item.copy):
        found = AT_START.match(text) or AT_END.search(text)
        marks = [
            mark
            for mark in galley.copy
            if isinstance(mark, TextLine) and mark.runs[0].source.block == n
        ]
        if not found or not marks:
            continue
        page = pages.get(found[1]) or pages.get(found[1].lstrip("0"))
        if page is None:
            message = f"“{text.strip()}” names page {found[1]}: the edition has none"
            galley.say("warning", "index", message)
            continue
        words = (text[: found.start()] + text[found.end() :]).strip(f" \t　{OWN}.·:：")
        story = _story(page, words)
        if story:
            yield Link(_over(marks), f"#{story.id}", galley.box.name)


def _story(page: EditionPage, words: str) -> Article | None:
    """Return the story of a page that an entry means: by its words, else the first."""
    stories = [item for item in page.items if isinstance(item, Article)]
    named = (
        story
        for story in stories
        if words and (words in story.headline or (story.headline and story.headline in words))
    )
    return next(named, stories[0] if stories else None)


def _over(marks: Sequence[TextLine]) -> Rect:
    size = max(run.size for mark in marks for run in mark.runs)
    left = min(mark.x for mark in marks)
    right = max(mark.x + mark.width for mark in marks)
    top = min(mark.y for mark in marks) - ABOVE * size
    foot = max(mark.y for mark in marks) + (1 - ABOVE) * size
    return Rect(left, top, right - left, foot - top)
