"""The masthead (报头): nameplate, date, imprint and slogan.

Takes the edition's masthead and a rectangle; returns its marks.  Two arrangements: ``block``
(nameplate with the date panel at its right, data lines, slogan on a bar) and ``across`` the
page (date at the left, code at the right, slogan between rules, data on a tint).
"""

from broadsheet.display import Colour, Fill, Mark
from broadsheet.geometry import MM, Rect
from broadsheet.makeup import furniture
from broadsheet.makeup.desk import ABOVE, Desk
from broadsheet.makeup.ear import set_code
from broadsheet.makeup.facts import date_parts, fact_source, label_spans
from broadsheet.makeup.nameplate import set_nameplate
from broadsheet.paragraph import SetLine, set_line
from broadsheet.spec import Box, MastheadBox

PANEL = 32.5 * MM  # width of the date panel beside the nameplate
PANEL_ACROSS = 46.6 * MM  # and of the one at the left of the page
DATA_TINT = Colour(black=0.06)
DIVIDER = Colour(black=0.45)
Marks = tuple[list[Mark], list[Mark]]


def set_masthead(desk: Desk, box: Box, content: MastheadBox, rect: Rect) -> Marks:
    """Return furniture and copy of the masthead."""
    if content.arrange == "across":
        return _across(desk, box, content, rect)
    return _block(desk, box, content, rect)


def _block(desk: Desk, box: Box, content: MastheadBox, rect: Rect) -> Marks:
    below: list[Mark] = []
    copy: list[Mark] = []
    foot = rect.bottom - 1.1 * desk.row
    if content.slogan != "none" and desk.edition.masthead.slogan:
        foot = _slogan_bar(
            desk, box, Rect(rect.left, rect.top, rect.width, foot - rect.top), below, copy
        )
        foot -= 6
    type_ = desk.type("data", box)
    leading = type_.style.leading * type_.size
    data = Rect(
        rect.left, foot - leading * len(content.data), rect.width, leading * len(content.data)
    )
    _data(desk, box, content.data, data, below, copy, inset=9.0)
    line_top = data.top - 7 - 4.6 if content.data else foot - 4.6
    accent = box.accent or desk.type("nameplate", box).style.colour
    below += furniture.double(rect.left, rect.right, line_top, 2.4, 0.6, accent, box.name)
    upper = Rect(rect.left, rect.top, rect.width, line_top - 9 - rect.top)
    panel = PANEL if content.date and desk.edition.masthead.date else 0.0
    plate = Rect(
        upper.left, upper.top, upper.width - panel - (1.2 * desk.em if panel else 0), upper.height
    )
    _plate(desk, box, content, plate, copy)
    if panel:
        spot = Rect(upper.right - panel, upper.top, panel, upper.height)
        _date_panel(desk, box, spot, accent, below, copy)
    return below, copy


def _plate(desk: Desk, box: Box, content: MastheadBox, rect: Rect, copy: list[Mark]) -> None:
    name = desk.edition.masthead.name
    if name:
        type_ = desk.type("nameplate", box)
        copy.insert(0, set_nameplate(desk, box, content.nameplate, type_, name, rect))


def _slogan_bar(desk: Desk, box: Box, rect: Rect, below: list[Mark], copy: list[Mark]) -> float:
    """Slogan reversed on a bar at the foot of ``rect``; returns the bar's top."""
    type_ = desk.type("slogan", box)
    text = desk.edition.masthead.slogan
    depth = 1.6 * type_.size
    bar = Rect(rect.left, rect.bottom - depth, rect.width, depth)
    ground = box.accent or type_.style.fill or type_.style.colour
    below.append(Fill(bar, fill=ground, box=box.name))
    fitted = desk.fitted(
        text, type_, fact_source(desk, "slogan"), width=bar.width - 2 * type_.size, lines=1,
        colour=Colour(),
    )  # fmt: skip
    baseline = bar.middle + (ABOVE - 0.5) * fitted.size
    copy.append(desk.centred(fitted.lines[0], bar.centre, baseline, box.name))
    return bar.top


def _data(
    desk: Desk,
    box: Box,
    lines: tuple[tuple[str, ...], ...],
    rect: Rect,
    below: list[Mark],
    copy: list[Mark],
    inset: float,
) -> None:
    """Labelled facts in lines; blocks stand under each other, spread over the width."""
    type_ = desk.type("data", box)
    table: list[list[SetLine]] = []
    for line in lines:
        spans = [label_spans(desk, template, type_) for template in line]
        table.append([set_line(s) for s in spans if s])
    count = max((len(line) for line in table), default=0)
    if not count:
        return
    widths = [max((ln[k].width for ln in table if k < len(ln)), default=0.0) for k in range(count)]
    inner = rect.inset(inset, 0)
    gap = (inner.width - sum(widths)) / (count - 1) if count > 1 else 0.0
    leading = rect.height / len(table)
    left = inner.left
    for k, width in enumerate(widths):
        for n, line in enumerate(table):
            if k < len(line):
                baseline = rect.top + n * leading + (leading - type_.size) / 2 + ABOVE * type_.size
                copy.append(desk.mark(line[k], left, baseline, box.name))
        if k + 1 < count:
            x = left + width + gap / 2
            below.append(
                furniture.upright(x, rect.top + 1, rect.bottom - 1, 0.4, DIVIDER, box.name)
            )
        left += width + gap


def _date_panel(
    desk: Desk, box: Box, rect: Rect, accent: Colour, below: list[Mark], copy: list[Mark]
) -> None:
    """Month on a band, the day large, weekday and lunar date under it."""
    head = desk.edition.masthead
    parts = date_parts(head)
    type_ = desk.type("date", box)
    below.append(Fill(rect.inset(0.3), stroke=accent, weight=0.6, box=box.name))
    band = Rect(rect.left, rect.top, rect.width, 1.75 * type_.size)
    below.append(Fill(band, fill=accent, box=box.name))
    source = fact_source(desk, "date")
    month = f"{parts['year']}年{parts['month']}月" if parts else head.date
    line = desk.line(month, type_, source, colour=Colour())
    copy.append(desk.centred(line, band.centre, band.middle + 0.38 * type_.size, box.name))
    foot = rect.bottom
    if head.lunar:
        foot -= 2.0 * type_.size
        lunar = desk.fitted(
            head.lunar, desk.type("lunar", box), fact_source(desk, "lunar"), width=rect.width - 8
        )
        copy.append(
            desk.centred(
                lunar.lines[0], rect.centre, foot + type_.size + 0.38 * lunar.size, box.name
            )
        )
        below.append(furniture.across(rect.left + 8, rect.right - 8, foot, 0.5, accent, box.name))
    day = Rect(rect.left, band.bottom, rect.width, foot - band.bottom)
    _day(desk, box, day, parts.get("day", ""), copy)


def _day(desk: Desk, box: Box, rect: Rect, day: str, copy: list[Mark]) -> None:
    figure, small = desk.type("figure", box), desk.type("date", box)
    weekday = desk.edition.masthead.weekday
    room = rect.height - (1.5 * small.size if weekday else 0.0)
    middle = rect.top + room / 2
    source = fact_source(desk, "date")
    if day:
        number = desk.line(day, figure, source)
        unit = desk.line("日", small, source)
        width = number.width + unit.width + 0.3 * small.size
        left = rect.centre - width / 2
        baseline = middle + 0.36 * figure.size
        copy.append(desk.mark(number, left, baseline, box.name))
        copy.append(desk.mark(unit, left + width - unit.width, baseline, box.name))
    if weekday:
        line = desk.line(weekday, small, fact_source(desk, "weekday"))
        baseline = rect.bottom - 0.55 * small.size
        copy.append(desk.centred(line, rect.centre, baseline, box.name))


def _across(desk: Desk, box: Box, content: MastheadBox, rect: Rect) -> Marks:
    below: list[Mark] = []
    copy: list[Mark] = []
    accent = box.accent or desk.type("nameplate", box).style.colour
    foot = rect.bottom - 0.6 * desk.row
    below.append(furniture.across(rect.left, rect.right, foot, 1.6, accent, box.name))
    foot -= 5
    if content.data:
        depth = 7 * MM * len(content.data)
        band = Rect(rect.left, foot - depth, rect.width, depth)
        below.append(Fill(band, fill=DATA_TINT, box=box.name))
        _data(desk, box, content.data, band, below, copy, inset=10.0)
        foot = band.top - 6
    if content.slogan != "none" and desk.edition.masthead.slogan:
        foot = _slogan_line(desk, box, rect, foot, accent, below, copy)
    upper = Rect(rect.left, rect.top, rect.width, foot - 6 - rect.top)
    left, right = upper.left, upper.right
    if content.date and desk.edition.masthead.date:
        panel = Rect(upper.left, upper.top, PANEL_ACROSS, upper.height)
        _date_panel(desk, box, panel, accent, below, copy)
        left = panel.right
    ear = desk.edition.masthead.ear
    if ear.promo or ear.caption or ear.src:
        spot = Rect(upper.right - PANEL_ACROSS, upper.top, PANEL_ACROSS, upper.height)
        code_below, code_copy = set_code(desk, box, spot)
        below += code_below
        copy += code_copy
        right = spot.left
    _plate(desk, box, content, Rect(left, upper.top, right - left, upper.height).inset(12, 0), copy)
    return below, copy


def _slogan_line(
    desk: Desk,
    box: Box,
    rect: Rect,
    foot: float,
    accent: Colour,
    below: list[Mark],
    copy: list[Mark],
) -> float:
    type_ = desk.type("slogan", box)
    head = desk.edition.masthead
    fitted = desk.fitted(
        head.slogan, type_, fact_source(desk, "slogan"), width=rect.width * 0.7, lines=1
    )
    depth = 1.35 * fitted.size
    middle = foot - depth / 2
    line = fitted.lines[0]
    copy.append(desk.centred(line, rect.centre, middle + 0.38 * fitted.size, box.name))
    reach = line.width / 2 + fitted.size
    for left, right in ((rect.left, rect.centre - reach), (rect.centre + reach, rect.right)):
        below += furniture.double(left, right, middle - 2, 1.6, 0.5, accent, box.name)
    return foot - depth
