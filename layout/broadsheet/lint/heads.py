"""Rules of headlines and of the nameplate.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

from broadsheet.geometry import Rect
from broadsheet.lint.lint_page import Ink, LintFault, LintPage, around
from broadsheet.spec import BriefsBox, StoryBox

LEVEL = 0.5  # of the smaller head: they stand at one level when they share more depth
LINE = 0.7  # of a headline beside it: a brief's head is no larger
OPENS_WELL = ("的士", "的确")  # words of their own
HANGERS = ("的", "们")  # belong to the word before them


def heads_meet(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """碰题: heads of two stories side by side at one level, nothing but white between them.

    A frame or a ground around one of them parts them, as type or a picture does; a rule
    does not.  Heads of briefs are lines of about the body's size: they meet no other of their
    box, and no headline that is plainly larger.
    """
    heads = _headlines(sheet)
    for (one, first), second in _pairs(heads):
        if _is_line_beside(sheet, first, second):
            continue
        near, far = sorted(
            (around([line.rect for line in lines]) for lines in (first, second)),
            key=lambda rect: rect.left,
        )
        shared = min(near.bottom, far.bottom) - max(near.top, far.top)
        if shared < LEVEL * min(near.height, far.height) or far.left < near.right:
            continue
        top = max(near.top, far.top)
        between = Rect(near.right, top, far.left - near.right, shared)
        if _parted(sheet, between, near, far):
            continue
        yield LintFault(
            first[0].box,
            f"碰题: the headlines {_named(first)} and {_named(second)} stand side by side",
            one,
        )


def _is_line_beside(sheet: LintPage, one: list[Ink], two: list[Ink]) -> bool:
    """Tell whether one of two heads is a brief's, and the other its like or plainly larger."""
    if not (sheet.is_brief(one[0].box) or sheet.is_brief(two[0].box)):
        return False
    small, large = sorted(_force(lines)[0] for lines in (one, two))
    return one[0].box == two[0].box or small < LINE * large


def louder_than_lead(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A headline as large and as heavy as the lead's, and more so in one of the two.

    The lead is the story that its box calls so, else the first of the page.
    """
    stories = [
        (box.name, box.content)
        for box in sheet.arrangement.leaves()
        if isinstance(box.content, StoryBox) and box.content.continues is None
    ]
    leads = {name for name, content in stories if content.lead} or {
        name for name, content in stories if content.select.rank == 1
    }
    heads = _headlines(sheet)
    lead = next((lines for lines in heads.values() if lines[0].box in leads), None)
    if lead is None:
        return
    size, weight = _force(lead)
    for item, lines in heads.items():
        own = _force(lines)
        if lines is not lead and own != (size, weight) and own[0] >= size and own[1] >= weight:
            yield LintFault(
                lines[0].box,
                f"the headline {_named(lines)} of {own[0]:g}pt is louder than the lead's, "
                f"{size:g}pt",
                item,
            )


def kicker_size(sheet: LintPage, part: float) -> Iterator[LintFault]:
    """A kicker larger than ``part`` of its headline, which it is to lead up to.

    Among briefs all words over a text are of the body's size.
    """
    heads = _headlines(sheet)
    told: set[str] = set()
    for line in sheet.lines("kicker"):
        lines, own = heads.get(line.item), sheet.arrangement.boxes.get(line.box)
        if not lines or line.item in told or (own and isinstance(own.content, BriefsBox)):
            continue
        size = max(head.size for head in lines)
        if line.size > part * size + 0.01:
            told.add(line.item)
            yield LintFault(
                line.box,
                f"the kicker of {line.size:g}pt is {line.size / size:.0%} of its headline, "
                f"{size:g}pt",
                line.item,
            )


def hanging_start(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A headline's line that opens with 的, which belongs to the word before it."""
    for item, lines in _headlines(sheet).items():
        for line in lines[1:]:
            if line.text.startswith(HANGERS) and not line.text.startswith(OPENS_WELL):
                yield LintFault(line.box, f"a line of the headline opens with {line.text[0]}", item)


def broken_word(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """断词: a number or a Latin word of a headline broken between two lines.

    Chinese words are not looked for: that takes a dictionary, and the fitting of heads has
    already broken between phrases.
    """
    for item, lines in _headlines(sheet).items():
        for above, below in pairwise(lines):
            last, first = above.text[-1], below.text[0]
            spaced = above.end < below.start
            if not above.upright and not spaced and _joined(last, first):
                yield LintFault(
                    above.box, f"断词: {above.text[-4:]}|{below.text[:4]} is broken in a word", item
                )


def _joined(last: str, first: str) -> bool:
    if last.isdigit() and first in "0123456789.%％‰℃万亿":
        return True
    return last.isascii() and first.isascii() and last.isalpha() and first.isalpha()


def small_nameplate(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """The nameplate is not the largest type of page 1."""
    plate = max(sheet.lines("masthead"), key=lambda ink: ink.size, default=None)
    if sheet.number != 1 or plate is None:
        return
    style = sheet.style.styles.get("nameplate")
    if style is not None and plate.size < style.smallest:  # no name, only facts
        return
    others = (ink for ink in sheet.of("type") if "masthead" not in ink.roles)
    largest = max(others, key=lambda ink: ink.size, default=plate)
    if largest is not plate and largest.size >= plate.size:
        yield LintFault(
            plate.box,
            f"the nameplate's {plate.size:g}pt is not the largest type: "
            f"“{largest.text}” has {largest.size:g}pt",
        )


def _headlines(sheet: LintPage) -> dict[str, list[Ink]]:
    """Return the lines of each story's headline, by item, in reading order."""
    heads: dict[str, list[Ink]] = {}
    for line in sheet.lines("headline"):
        heads.setdefault(line.item, []).append(line)
    return heads


def _pairs(heads: dict[str, list[Ink]]) -> Iterator[tuple[tuple[str, list[Ink]], list[Ink]]]:
    """Yield each two headlines once, the first with its item."""
    for first, (_, second) in combinations(heads.items(), 2):
        yield first, second


def _named(lines: list[Ink]) -> str:
    """Return a headline's words, with the spaces at which its lines were broken."""
    words = lines[0].text
    for above, below in pairwise(lines):
        words += (" " if above.end < below.start else "") + below.text
    return f"“{words}”"


def _force(lines: list[Ink]) -> tuple[float, int]:
    return max(line.size for line in lines), max(line.weight for line in lines)


def _parted(sheet: LintPage, between: Rect, near: Rect, far: Rect) -> bool:
    """Tell whether something stands between two heads, or around one of them alone."""
    for ink in sheet.ink:
        if ink.kind in ("type", "picture") and ink.rect.overlaps(between, 1.0):
            return True
        around = ink.kind in ("frame", "ground", "panel")
        if around and ink.rect.holds(near) != ink.rect.holds(far):
            return True
    return False
