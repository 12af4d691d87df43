"""Where text flows: composed pages become stories with their frames.

Takes an edition and its pages; returns a layout.  A story's body is one text that flows through
the columns of all its boxes; heads, captions, advertisements and all else that stands alone
have frames of their own, as large as their lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from broadsheet.display import (
    Fill,
    Outline,
    Page,
    Pages,
    PlacedBox,
    PlacedPicture,
    TextLine,
)
from broadsheet.edition import Article, Edition, Passage, passages
from broadsheet.formats.idml.models import (
    FlowedStory,
    FramedPages,
    Paragraph,
    TextFrame,
    TextLook,
    TextSpan,
)
from broadsheet.formats.idml.stories import (
    BODY,
    Key,
    key_of,
    lines_of,
    paragraph,
    paragraphs,
)
from broadsheet.geometry import Rect
from broadsheet.models import replace

_ABOVE, _BELOW = 0.88, 0.12  # em box about the baseline, as faces of ideographs have it
_ROOM = 0.02  # of a frame's width more: another engine's widths differ by hairs
_SLACK = 0.5  # pt


def layout(edition: Edition, pages: Pages) -> FramedPages:
    """Return an edition's pages as stories, frames and shapes."""
    lines = lines_of(pages)
    where = _places(pages)
    columns = {key: _column(where, held[0]) for key, held in lines.items()}
    made = paragraphs(edition, lines, columns)
    stories = [*_bodies(edition, pages, made, lines), *_alone(edition, where, made, lines)]
    stories += _furniture(pages)
    return FramedPages(stories=tuple(stories), shapes=tuple(map(_shapes, pages.pages)))


def _places(pages: Pages) -> dict[int, tuple[int, Page]]:
    """Return where each line stands, by its identity: the same line may be set twice."""
    return {
        id(mark): (n, page)
        for n, page in enumerate(pages.pages)
        for mark in page.marks
        if isinstance(mark, TextLine)
    }


def _column(where: Mapping[int, tuple[int, Page]], line: TextLine) -> Rect:
    """Return the column that a line stands in: of its box, else what it takes itself."""
    _, page = where[id(line)]
    for box in page.boxes:
        if box.name == line.box:
            held = [column for column in box.columns if _within(line, column)]
            return held[0] if held else box.rect
    return extent([line])


def _within(line: TextLine, column: Rect) -> bool:
    middle = line.x if line.vertical else line.x + line.width / 2
    inside = column.left - _SLACK <= middle <= column.right + _SLACK
    return inside and column.top - _SLACK <= line.y <= column.bottom + _SLACK


def extent(lines: Iterable[TextLine]) -> Rect:
    """Return the rectangle that lines take, their em boxes and a hair more."""
    edges: list[tuple[float, float, float, float]] = []
    for line in lines:
        size = max((run.size for run in line.runs if run.glyphs), default=0.0)
        if line.vertical:
            edges.append((line.x - size / 2, line.y, line.x + size / 2, line.y + line.width))
        else:
            top, bottom = line.y - _ABOVE * size, line.y + _BELOW * size
            edges.append((line.x, top, line.x + line.width, bottom))
    left, top = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    right, bottom = max(edge[2] for edge in edges), max(edge[3] for edge in edges)
    return Rect(left, top, right - left, bottom - top)


def _roomy(rect: Rect) -> Rect:
    """Return a frame with a little room at both sides, so that no line breaks anew."""
    more = rect.width * _ROOM + _SLACK
    return Rect(rect.left - more, rect.top, rect.width + 2 * more, rect.height + _SLACK)


def _bodies(
    edition: Edition,
    pages: Pages,
    made: Mapping[Key, Paragraph],
    lines: Mapping[Key, Sequence[TextLine]],
) -> Iterator[FlowedStory]:
    """Yield each story's body, through all columns that hold lines of it."""
    for item in edition.items:
        if not isinstance(item, Article):
            continue
        keys = [key for key in made if key[0] == item.id and key[1] in BODY]
        if not keys:
            continue
        own = {id(line) for key in keys for line in lines[key]}
        held = [line for key in keys for line in lines[key]]
        frames = tuple(_columns(item.id, pages, own))
        yield FlowedStory(
            name=f"body {item.id}",
            title=item.headline or item.kicker,
            paragraphs=tuple(_joined(keys, made, lines)),
            frames=frames,
            vertical=held[0].vertical,
        )


def _joined(
    keys: Sequence[Key], made: Mapping[Key, Paragraph], lines: Mapping[Key, Sequence[TextLine]]
) -> Iterator[Paragraph]:
    """Yield paragraphs; what begins in the line where the one before ends goes on in it."""
    held: Paragraph | None = None
    for n, key in enumerate(keys):
        now = made[key]
        if held is not None and lines[keys[n - 1]][-1] is lines[key][0]:
            between = TextSpan("\u3000", held.spans[-1].look)
            held = replace(now, spans=(*held.spans, between, *now.spans), indent=held.indent)
            continue
        if held is not None:
            yield held
        held = now
    if held is not None:
        yield held


def _columns(item: str, pages: Pages, own: set[int]) -> Iterator[TextFrame]:
    """Yield the frames of a story, in the order in which its columns are read."""
    for n, page in enumerate(pages.pages):
        for box in page.boxes:
            mine = [
                mark
                for mark in page.marks
                if isinstance(mark, TextLine) and mark.box == box.name and id(mark) in own
            ]
            for column, held in _by_column(box, mine):
                rect = extent(held)
                frame = Rect(column.left, rect.top, column.width, rect.height + _SLACK)
                yield TextFrame(
                    story=f"body {item}", page=n, rect=rect if held[0].vertical else frame
                )


def _by_column(box: PlacedBox, lines: Sequence[TextLine]) -> Iterator[tuple[Rect, list[TextLine]]]:
    """Yield columns with their lines; lines that run round something part a column."""
    left = list(lines)
    for column in box.columns or (box.rect,):
        held = [line for line in left if _within(line, column)]
        left = [line for line in left if line not in held]
        if held:
            yield column, held
    if left:
        yield extent(left), left


def _alone(
    edition: Edition,
    where: Mapping[int, tuple[int, Page]],
    made: Mapping[Key, Paragraph],
    lines: Mapping[Key, Sequence[TextLine]],
) -> Iterator[FlowedStory]:
    """Yield what stands alone: a frame for each passage, on each page and in each box."""
    flowed = {item.id for item in edition.items if isinstance(item, Article)}
    for passage in passages(edition):
        key = key_of(passage)
        if key not in made or (key[0] in flowed and key[1] in BODY):
            continue
        first = lines[key][0]
        n, _ = where[id(first)]
        held = [line for line in lines[key] if line.box == first.box and where[id(line)][0] == n]
        name = " ".join(map(str, key))
        frame = TextFrame(story=name, page=n, rect=_roomy(extent(held)))
        yield FlowedStory(
            name=name,
            title=passage.text[:40],
            paragraphs=(made[key],),
            frames=(frame,),
            vertical=first.vertical,
        )


def _furniture(pages: Pages) -> Iterator[FlowedStory]:
    """Yield labels that the spec adds, a frame each."""
    for n, page in enumerate(pages.pages):
        lines = [mark for mark in page.marks if isinstance(mark, TextLine)]
        bare = [line for line in lines if line.runs and not _of_copy(line)]
        for k, line in enumerate(bare):
            name = f"label {n + 1} {k + 1}"
            passage = Passage("", "info", line.plain)
            told = paragraph(passage, [line], extent([line]))
            yield FlowedStory(
                name=name,
                title=line.plain,
                paragraphs=(_labelled(told, line),),
                frames=(TextFrame(story=name, page=n, rect=_roomy(extent([line]))),),
                vertical=line.vertical,
            )


def _of_copy(line: TextLine) -> bool:
    return any(run.source.item for run in line.runs if run.glyphs)


def _labelled(told: Paragraph, line: TextLine) -> Paragraph:
    runs = [run for run in line.runs if run.plain]
    looks = [TextLook(run.face, run.size, run.colour) for run in runs]
    spans = tuple(TextSpan(run.plain, look) for run, look in zip(runs, looks, strict=True))
    return replace(told, role="label", spans=spans or told.spans)


def _shapes(page: Page) -> tuple[Fill | Outline | PlacedPicture, ...]:
    return tuple(mark for mark in page.marks if isinstance(mark, Fill | Outline | PlacedPicture))
