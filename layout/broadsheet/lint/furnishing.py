"""Rules of frames, hairlines and colour.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.
"""

from collections.abc import Iterator

from broadsheet.display import Colour
from broadsheet.lint.lint_page import Ink, LintFault, LintPage, around, is_short

HAIRLINE = 0.6  # pt: a heavier rule parts stories
FOOT = 0.7  # rows between the last line and the edge of a box
_EDGE = 1.0  # pt
RED_TYPE = frozenset({"para", "headline", "kicker", "deck", "byline", "caption", "standfirst"})


def tight_padding(sheet: LintPage, ems: float) -> Iterator[LintFault]:
    """A framed or tinted box whose text stands too close to its edge.

    ``ems`` of the body at the sides; a row at the foot.
    """
    em = sheet.style.grid.em
    for box in sheet.news():
        own = sheet.arrangement.boxes.get(box.name)
        if own is None or not (own.frame or own.tint) or not box.columns:
            continue
        text = around(box.columns)
        side = min(text.left - box.rect.left, box.rect.right - text.right)
        foot = box.rect.bottom - text.bottom
        if side < ems * em - 0.05:
            message = f"text {side:.1f}pt from the side of its box, under {ems:g}字"
            yield LintFault(box.name, message, box.item)
        elif foot < FOOT * sheet.row:
            yield LintFault(box.name, f"text {foot:.1f}pt from the foot of its box", box.item)


def loose_hairline(sheet: LintPage, rows: float) -> Iterator[LintFault]:
    """A hairline between columns that runs where no two lines could be read across.

    Of a story that is short making up has told already.
    """
    told: set[str] = set()
    types = list(sheet.of("type"))
    tiers = {ink.box for ink in types if ink.upright and "para" in ink.roles}
    for rule in sheet.of("rule"):
        rect, box = rule.rect, sheet.boxes.get(rule.box)
        thin = rect.width <= HAIRLINE and rect.height > rows * sheet.row
        if not thin or box is None or not box.columns or is_short(box):
            continue
        if box.name in told or box.name in tiers:
            continue
        if sheet.services[box.name] != "news" or rect.left < box.rect.left + _EDGE:
            continue
        near = [ink for ink in types if _beside(ink, rule, sheet)]
        loose = _longest_gap(near, rule, sheet.row)
        if loose > rows + 0.05:
            told.add(box.name)
            message = f"a hairline runs {loose:.1f} rows with no line at one side or the other"
            yield LintFault(box.name, message, box.item)


def much_red(sheet: LintPage, frames: float) -> Iterator[LintFault]:
    """Red text in a story without a frame, and more than ``frames`` red frames round stories."""
    framed = {name for name, box in sheet.arrangement.boxes.items() if box.frame or box.tint}
    news = {box.name for box in sheet.news()}
    told: set[str] = set()
    for line in sheet.of("type"):
        plain = line.box in news - framed and RED_TYPE & set(line.roles)
        if plain and line.box not in told and line.colour and _is_red(line.colour):
            told.add(line.box)
            yield LintFault(line.box, f"“{line.text[:12]}” is red in a plain story", line.item)
    red = [
        box.name
        for box in sheet.arrangement.boxes.values()
        if box.name in news and box.frame and _is_red(box.frame.colour)
    ]
    if len(red) > frames:
        item = sheet.boxes[red[-1]].item
        yield LintFault(red[-1], f"{len(red)} frames are red: {', '.join(red)}", item)


def _beside(ink: Ink, rule: Ink, sheet: LintPage) -> bool:
    """Tell whether a line stands within a column's width of a rule, in its depth."""
    reach = sheet.style.grid.measure
    across = ink.rect.right > rule.rect.left - reach and ink.rect.left < rule.rect.right + reach
    return across and ink.rect.bottom > rule.rect.top and ink.rect.top < rule.rect.bottom


def _longest_gap(near: list[Ink], rule: Ink, row: float) -> float:
    """Return the rows of a rule, at most in one piece, that lack lines at one side."""
    longest = 0.0
    for left in (True, False):
        spans = sorted(
            (ink.rect.top, ink.rect.bottom)
            for ink in near
            if (ink.rect.right <= rule.rect.right + _EDGE) == left
        )
        reached = rule.rect.top
        for top, bottom in [*spans, (rule.rect.bottom, rule.rect.bottom)]:
            longest = max(longest, top - reached)
            reached = max(reached, bottom)
    return longest / row


def _is_red(colour: Colour) -> bool:
    warm = min(colour.magenta, colour.yellow) >= 0.75
    return warm and colour.cyan <= 0.1 and colour.black <= 0.15
