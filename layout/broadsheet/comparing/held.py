"""Two files held against each other.

Takes what is seen of two PDFs; returns what differs, page by page and story by story.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from broadsheet.comparing import wording
from broadsheet.comparing.pairing import Matched, near, pair
from broadsheet.comparing.values import (
    Comparison,
    DrawnChange,
    InkChange,
    LineChange,
    PageChange,
    SeenFile,
    SeenLine,
    SeenPage,
    SeenStory,
    StoryChange,
)
from broadsheet.geometry import Rect

SLACK = 0.1  # pt that things may stand apart and be in one place
_SIZES = 0.02  # pt that sizes may differ


def hold(
    was: SeenFile, now: SeenFile, *, slack: float = SLACK, inks: Sequence[InkChange] = ()
) -> Comparison:
    """Return what differs; ``inks`` are how much of each page looks otherwise."""
    pages = []
    anew: Counter[int] = Counter()  # lines of each story of the second file that break elsewhere
    for number, (one, two) in enumerate(zip_longest(was.pages, now.pages), start=1):
        ink = inks[number - 1] if number <= len(inks) else InkChange(share=0.0)
        page = _page(number, one, two, slack)
        pages.append(PageChange(
            number=number, was=page.was, now=page.now, same=page.same, lines=page.lines,
            drawn=page.drawn, ink=ink,
        ))  # fmt: skip
        anew.update(c.now.story for c in page.lines if c.now and c.kind in ("new", "reworded"))
    return Comparison(pages=tuple(pages), stories=tuple(_stories(was, now, slack, anew)))


def _page(number: int, was: SeenPage | None, now: SeenPage | None, slack: float) -> PageChange:
    pairs = pair(
        was.lines if was else (), now.lines if now else (), lambda n: n.text, lambda n: n.start
    )
    found = [LineChange(was=one, now=two) for one, two in pairs.both if _moved(one, two, slack)]
    found += _reworded(pairs)
    found.sort(key=lambda change: change.line.start[::-1])
    drawn = _drawn("drawn", was.shapes if was else (), now.shapes if now else (), slack)
    drawn += _drawn("picture", was.pictures if was else (), now.pictures if now else (), slack)
    return PageChange(
        number=number,
        was=_sides(was),
        now=_sides(now),
        same=sum(not _moved(one, two, slack) for one, two in pairs.both),
        lines=tuple(found),
        drawn=tuple(drawn),
    )


def _sides(page: SeenPage | None) -> tuple[float, float] | None:
    return (round(page.width, 2), round(page.height, 2)) if page else None


def _moved(one: SeenLine, two: SeenLine, slack: float) -> bool:
    apart = max(abs(a - b) for a, b in zip(one.start, two.start, strict=True))
    wider = abs(one.box.width - two.box.width)
    return apart > slack or abs(one.size - two.size) > _SIZES or wider > 2 * slack


def _reworded(pairs: Matched[SeenLine]) -> list[LineChange]:
    """Return lines without a pair: two that begin at one place are one with other words."""

    def place(line: SeenLine) -> Sequence[float]:
        return (*line.start, line.size)

    found = near(pairs.gone, pairs.new, place, 2.0)
    return [
        *(LineChange(was=one, now=two) for one, two in found.both),
        *(LineChange(was=one, now=None) for one in found.gone),
        *(LineChange(was=None, now=two) for two in found.new),
    ]


def _drawn(kind: str, was: Sequence[Rect], now: Sequence[Rect], slack: float) -> list[DrawnChange]:
    still = near(was, now, lambda r: (r.left, r.top, r.width, r.height), slack)
    gone, new = still.gone, still.new
    found: list[DrawnChange] = []
    for shift in (0.0, 0.5):  # the second time for sides that lie on an edge of rounding
        alike = pair(
            gone, new, lambda r, s=shift: (int(r.width / 2 + s), int(r.height / 2 + s)),  # type: ignore[misc]
            lambda r: (r.left, r.top),
        )  # fmt: skip
        found += [DrawnChange(kind=kind, was=one, now=two) for one, two in alike.both]
        gone, new = alike.gone, alike.new
    found += [DrawnChange(kind=kind, was=one, now=None) for one in gone]
    return found + [DrawnChange(kind=kind, was=None, now=one) for one in new]


def _stories(was: SeenFile, now: SeenFile, slack: float, anew: Counter[int]) -> list[StoryChange]:
    pairs = wording.paired(was.stories, now.stories)
    words = wording.without_moves(
        [wording.edits(one.text if one else "", two.text if two else "") for one, two in pairs]
    )
    number = {id(story): n for n, story in enumerate(now.stories)}
    lines = Counter(line.story for page in now.pages for line in page.lines)
    found = [
        StoryChange(
            was=one,
            now=two,
            edits=own,
            anew=anew[number[id(two)]] if two else 0,
            lines=lines[number[id(two)]] if two else 0,
        )
        for (one, two), own in zip(pairs, words, strict=True)
    ]
    return sorted((c for c in found if _differs(c, slack)), key=_order)


def _differs(change: StoryChange, slack: float) -> bool:
    one, two = change.was, change.now
    if one is None or two is None:
        return bool(change.edits)  # its words stand in another story
    resized = max(abs(one.box.width - two.box.width), abs(one.box.height - two.box.height))
    moved = max(map(abs, change.by))
    return bool(change.edits or change.anew) or one.page != two.page or max(moved, resized) > slack


def _order(change: StoryChange) -> tuple[int, float, float]:
    story: SeenStory | None = change.now or change.was
    return (story.page, story.box.top, story.box.left) if story else (0, 0.0, 0.0)
