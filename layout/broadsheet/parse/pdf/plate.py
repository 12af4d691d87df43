"""Which letters of a page are the paper's name.

Takes the level lines of a page and its sheet; returns the size from which letters are the name's.
"""

from collections.abc import Sequence

from broadsheet.parse.pdf.values import PrintedLine, PrintedSheet

NO_PLATE = 1e9  # pt: no letters are so large
_NAME = 4.0  # times the text's size: a nameplate at the least
_PLATE = 1.35  # times the next larger size: a nameplate
_RULE = 4.0  # pt: a rule is no deeper
_ACROSS = 0.6  # of the page's width: a rule across it
_SMALL = 2.4  # times the text's size: what a folio line is set in at the most
_TOP = 0.35  # of the page's height, in which a nameplate stands


def plate_size(found: Sequence[PrintedLine], sheet: PrintedSheet, body: float) -> float:
    """Return the size of the paper's name: the largest of the page, at its top.

    ``body`` is the text's size.  A headline is the largest of a page without a name: what stands
    over no facts must be larger than one.
    """
    sizes = sorted({line.style.size for line in found if len(line.text) > 1}, reverse=True)
    if len(sizes) < 3:
        return NO_PLATE
    largest = min((n for n in found if n.style.size == sizes[0]), key=lambda n: n.box.top)
    large = sizes[0] >= _PLATE * sizes[1] and 0.95 * sizes[0] >= _NAME * body
    if not large and not _has_facts(largest, found, sheet):
        return NO_PLATE
    if _under_folio(largest, found, sheet, body):
        return NO_PLATE
    return 0.95 * sizes[0] if largest.box.top < _TOP * sheet.height else NO_PLATE


def _under_folio(
    name: PrintedLine, found: Sequence[PrintedLine], sheet: PrintedSheet, body: float
) -> bool:
    """Tell whether one row of small lines over a rule heads the page: it is no front page."""
    rules = [
        s
        for s in sheet.shapes
        if s.height < _RULE and s.width > _ACROSS * sheet.width and s.bottom < name.box.top
    ]
    if not rules:
        return False
    top = min(rules, key=lambda s: s.top)
    above = [line for line in found if line.box.middle < top.top]
    if not above or max(line.style.size for line in above) > _SMALL * body:
        return False
    return max(n.level for n in above) - min(n.level for n in above) < body


def _has_facts(name: PrintedLine, found: Sequence[PrintedLine], sheet: PrintedSheet) -> bool:
    """Tell whether a line heads the page with small ones under it, over a rule across the page."""
    low = name.box.bottom + name.style.size
    rules = [
        s
        for s in sheet.shapes
        if s.height < _RULE and s.width > _ACROSS * sheet.width and name.box.middle < s.top < low
    ]
    if not rules or min(n.box.top for n in found if n.style.size > 0.5 * name.style.size) < (
        name.box.top - 1
    ):
        return False
    rule = min(rules, key=lambda s: s.top)
    between = [n for n in found if name.level < n.level < rule.top + 1]
    return bool(between) and all(n.style.size < 0.5 * name.style.size for n in between)
