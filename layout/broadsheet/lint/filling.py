"""Rules of how well boxes are filled: advertisements, notices, stories.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.
"""

from collections.abc import Iterator, Sequence

from broadsheet.display import PlacedBox
from broadsheet.lint.lint_page import Ink, LintFault, LintPage, around
from broadsheet.spec import BriefsBox

LOUD = 4.5  # times the body's size: larger type shouts, however small its slot
ACROSS = 3  # columns of a ribbon, at least
FEW = 3  # rows of white at a notice's foot that are nothing to speak of


def blown_up(sheet: LintPage, share: float) -> Iterator[LintFault]:
    """An advertisement of words that is much larger than they need.

    Its type covers under ``share`` of its slot, or is far larger than the body.  A size that was
    sold is the advertiser's: white in it is paid for.
    """
    for box, lines in _boxes_of(sheet, "ad"):
        own = next((leaf for leaf in sheet.arrangement.leaves() if leaf.name == box.name), None)
        if (own is not None and own.slot) or _pictured(sheet, box):
            continue
        covered = sum(line.rect.width * line.rect.height for line in lines)
        area, size = box.rect.width * box.rect.height, max(line.size for line in lines)
        if size > LOUD * sheet.style.grid.em:
            times = size / sheet.style.grid.em
            message = (
                f"type of {size:g}pt, {times:.1f} times the body: the advertisement is blown up"
            )
            yield LintFault(box.name, message, box.item)
        elif covered < share * area:
            message = (
                f"its words cover {covered / area:.0%} of the advertisement, under {share:.0%}"
            )
            yield LintFault(box.name, message, box.item)


def half_empty(sheet: LintPage, share: float) -> Iterator[LintFault]:
    """A notice or service text that fills under ``share`` of the depth of its box."""
    for role in ("notice", "info"):
        for box, lines in _boxes_of(sheet, role):
            if _pictured(sheet, box):
                continue
            depth = around([line.rect for line in lines]).height
            white = (box.rect.height - depth) / sheet.row
            if depth < share * box.rect.height and white > FEW:
                message = (
                    f"its text fills {depth / box.rect.height:.0%} of the box: {white:.0f} rows"
                )
                yield LintFault(box.name, f"{message} are white", box.item)


def ribbon(sheet: LintPage, lines: float) -> Iterator[LintFault]:
    """A story of ``ACROSS`` columns and more with fewer than ``lines`` lines in each."""
    for box in sheet.news():
        own = sheet.arrangement.boxes.get(box.name)
        count = len(box.columns)
        if count < ACROSS or not box.lines or (own and isinstance(own.content, BriefsBox)):
            continue
        if box.lines / count < lines:
            message = f"a ribbon: {box.lines} lines in {count} columns, under {lines:g} in each"
            yield LintFault(box.name, message, box.item)


def _boxes_of(sheet: LintPage, role: str) -> Iterator[tuple[PlacedBox, Sequence[Ink]]]:
    """Yield the boxes whose item is set in a role, with its lines."""
    found: dict[str, list[Ink]] = {}
    for line in sheet.of("type"):
        if role in line.roles and line.item and line.box in sheet.boxes:
            found.setdefault(line.box, []).append(line)
    for name, lines in found.items():
        yield sheet.boxes[name], lines


def _pictured(sheet: LintPage, box: PlacedBox) -> bool:
    return any(ink.box == box.name for ink in sheet.of("picture"))
