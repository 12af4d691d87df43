"""The masthead (报头): nameplate, date, imprint and slogan.

Takes a galley and a rectangle; sets the masthead into it in one of two arrangements:
``block`` (nameplate with the date panel at its right, data lines, slogan on a bar) or
``across`` the page (date at the left, code at the right, slogan between rules, data on a
tint).
"""

from collections.abc import Sequence
from itertools import combinations

from broadsheet.display import Colour, Mark, TextLine
from broadsheet.geometry import MM, Rect
from broadsheet.makeup.boxes.ear import set_qr, stacked
from broadsheet.makeup.boxes.facts import date_parts, fact_source, label_spans
from broadsheet.makeup.boxes.nameplate import set_nameplate
from broadsheet.makeup.boxes.plain import file_plain, too_wide
from broadsheet.makeup.galley.contract import Account, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, MIDDLE, WHITE, Type
from broadsheet.models import frozen
from broadsheet.paragraph import SetLine, set_line
from broadsheet.spec import MastheadBox

PANEL = 32.5 * MM  # width of the date panel beside the nameplate
PANEL_ACROSS = 46.6 * MM  # of the one at the left of the page, and of the code's place
BAND = 7 * MM  # depth of a data line on a tint
BESIDE = 1.9  # of the date's size: the strip for a weekday beside the day
DAY_ROOM = 0.9  # of its size, that the day needs: figures stand about 0.72 em high
DAY_LEAST = 0.6  # of its size, that the day keeps: what lies over the rest is told
WEEKDAY_PITCH = 1.45  # of its size, from character to character there
BLOCK_INSET, BAND_INSET = 9.0, 10.0  # pt, at the sides of data lines
DATA_SHARES, DATA_LEAST = (0.92, 0.84, 0.76), 6.0  # of their size, to go in; pt
DATA_GAP = 4.0  # pt between two blocks, at least
DATA_TINT = Colour(black=0.06)
DIVIDER = Colour(black=0.45)
OUT = 20.0  # pt: a nameplate may reach over the gutter, not into the next column
TOUCHING = 0.5  # pt that bodies may share: type is smaller than its body


def set_masthead_box(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Set the masthead into its box; a part that does not go in is told."""
    set_masthead(galley, content_of(galley.box, MastheadBox), rect)
    page = forme.setup.style.page
    beyond = _beyond(galley.copy, rect, Rect(0.0, rect.top, page.width, rect.height))
    return file_plain(forme, galley, rect, None, beyond)


def _beyond(copy: Sequence[Mark], rect: Rect, sheet: Rect) -> tuple[str, ...]:
    """Tell of a nameplate or a fact that runs off the sheet or out of its box, or over another."""
    if wide := too_wide(copy, sheet):
        return (f"{wide.plain[:20]!r} runs off the page",)
    if wide := too_wide(copy, rect.inset(-OUT, 0)):
        return (f"{wide.plain[:20]!r} is wider than its place in the box",)
    if pair := crowded(copy):
        one, two = (line.plain[:20] for line in pair)
        return (f"{one!r} lies over {two!r}: the box is too small",)
    return ()


def set_masthead(galley: Galley, content: MastheadBox, rect: Rect) -> None:
    """Set the masthead."""
    if content.arrange == "across":
        _across(galley, content, rect)
    else:
        _block(galley, content, rect)


def crowded(copy: Sequence[Mark]) -> tuple[TextLine, TextLine] | None:
    """Return two lines that lie over each other: the box is too small for what it is to hold."""
    lines = [(mark, _body(mark)) for mark in copy if isinstance(mark, TextLine) and mark.runs]
    for (one, first), (other, second) in combinations(lines, 2):
        if first.overlaps(second, TOUCHING):
            return one, other
    return None


def _body(line: TextLine) -> Rect:
    """Return where the ink of a line may be, pt: an ideograph's stands on the baseline."""
    size = max(run.size for run in line.runs)
    if line.vertical:
        return Rect(line.x - 0.4 * size, line.y, 0.8 * size, line.width)
    return Rect(line.x, line.y - 0.72 * size, line.width, 0.72 * size)


def _block(galley: Galley, content: MastheadBox, rect: Rect) -> None:
    head = galley.setup.edition.masthead
    accent = galley.accent(galley.type("nameplate").style.colour)
    foot = rect.bottom - 1.1 * galley.setup.row
    late = Galley(galley.setup, galley.box)
    if content.slogan != "none" and head.slogan:
        foot = _slogan_bar(late, Rect(rect.left, rect.top, rect.width, foot - rect.top)) - 6
    table = _data_lines(late, content.data, rect.width - 2 * BLOCK_INSET)
    if table.lines:
        depth = table.type_.style.leading * table.type_.size * len(table.lines)
        place = Rect(rect.left, foot - depth, rect.width, depth)
        _set_data(late, table, place.inset(BLOCK_INSET, 0))
        foot -= depth + 7
    late.double(Rect(rect.left, foot - 4.6, rect.width, 4.6), 2.4, 0.6, accent)
    upper = Rect(rect.left, rect.top, rect.width, foot - 4.6 - 9 - rect.top)
    panel = PANEL if content.date and head.date else 0.0
    room = upper.width - (panel + 1.2 * galley.setup.style.grid.em if panel else 0.0)
    _plate(galley, content, Rect(upper.left, upper.top, room, upper.height))
    if panel:
        place = Rect(upper.right - panel, upper.top, panel, upper.height)
        _date_panel(galley, content, place, accent)
    galley.below += late.below
    galley.copy += late.copy


def _plate(galley: Galley, content: MastheadBox, rect: Rect) -> None:
    if galley.setup.edition.masthead.name:
        galley.copy.append(set_nameplate(galley, content.nameplate, rect))


def _slogan_bar(galley: Galley, rect: Rect) -> float:
    """Slogan reversed on a bar at the foot of ``rect``; returns the bar's top."""
    type_ = galley.type("slogan")
    depth = 1.6 * type_.size
    bar = Rect(rect.left, rect.bottom - depth, rect.width, depth)
    galley.fill(bar, galley.accent(type_.style.fill or type_.style.colour))
    text = galley.setup.edition.masthead.slogan
    source = fact_source(galley.setup, "slogan")
    room = bar.width - 2 * type_.size
    galley.show(galley.fitted(text, type_, source, width=room, lines=1, colour=WHITE), bar)
    return bar.top


@frozen()
class _DataTable:
    """Labelled facts in lines of blocks, set in one type."""

    lines: list[list[SetLine]]
    type_: Type
    spans: bool = False  # a block alone on its line stands under none

    @property
    def widths(self) -> list[float]:
        """Widths of blocks that stand under each other, pt."""
        lines = [line for line in self.lines if len(line) > 1 or not self.spans]
        count = max((len(line) for line in lines), default=1)
        return [max((ln[k].width for ln in lines if k < len(ln)), default=0.0)
                for k in range(count)]  # fmt: skip

    def goes_in(self, room: float) -> bool:
        """Tell whether no line is wider than ``room`` pt."""
        widths = self.widths
        whole = sum(widths) + DATA_GAP * (len(widths) - 1)
        return max([whole, *(line[0].width for line in self.lines)]) <= room


def _data_lines(galley: Galley, lines: tuple[tuple[str, ...], ...], room: float) -> _DataTable:
    """Set labelled facts; blocks and lines without any fact go.

    What is wider than ``room`` pt is set a little smaller, at last long blocks on lines of
    their own.
    """
    type_ = galley.type("data")
    sizes = [max(DATA_LEAST, share * type_.size) for share in DATA_SHARES]
    types = [type_, *map(type_.sized, sizes)]
    tables = [_DataTable(_data_table(galley, lines, own), own) for own in types[:1]]
    if not tables[0].goes_in(room):
        tables += [_DataTable(_data_table(galley, lines, own), own) for own in types[1:]]
        tables += [_DataTable(_parted(table.lines, room), table.type_, True) for table in tables]
    return next((table for table in tables if table.goes_in(room)), tables[-1])


def _parted(table: list[list[SetLine]], room: float) -> list[list[SetLine]]:
    """Give blocks that are wider than half the room lines of their own."""
    made: list[list[SetLine]] = []
    for line in table:
        made.append([cell for cell in line if cell.width <= room / 2])
        made += [[cell] for cell in line if cell.width > room / 2]
    return [line for line in made if line]


def _data_table(
    galley: Galley, lines: tuple[tuple[str, ...], ...], type_: Type
) -> list[list[SetLine]]:
    table: list[list[SetLine]] = []
    for line in lines:
        spans = [label_spans(galley.setup, template, type_) for template in line]
        table.append([set_line(s) for s in spans if s])
    return [line for line in table if line]


def _set_data(galley: Galley, table: _DataTable, inner: Rect) -> None:
    """Labelled facts in lines; blocks stand under each other, spread over the width."""
    widths, type_ = table.widths, table.type_
    count = len(widths)
    gap = (inner.width - sum(widths)) / (count - 1) if count > 1 else 0.0
    leading = inner.height / len(table.lines)
    drop = (leading - type_.size) / 2 + ABOVE * type_.size
    left = inner.left
    for k, width in enumerate(widths):
        for n, cells in enumerate(table.lines):
            if k < len(cells):
                galley.copy.append(galley.mark(cells[k], left, inner.top + n * leading + drop))
        left += width + gap
        if k + 1 < count and not table.spans:
            galley.upright(left - gap / 2, inner.inset(0, 2), 0.4, DIVIDER)


def _date_panel(galley: Galley, content: MastheadBox, rect: Rect, accent: Colour) -> None:
    """Month on a band, the day large, weekday and lunar date under it."""
    head = galley.setup.edition.masthead
    parts = date_parts(head)
    type_ = galley.type("date")
    galley.edge(rect, 0.6, accent)
    band = Rect(rect.left, rect.top, rect.width, 1.75 * type_.size)
    galley.fill(band, accent)
    month = f"{parts['year']}年{parts['month']}月" if parts else head.date
    line = galley.line(month, type_, fact_source(galley.setup, "date"), colour=WHITE)
    galley.copy.append(galley.centred(line, band.centre, band.middle + MIDDLE * type_.size))
    foot = rect.bottom - (2.1 * type_.size if head.lunar else 0.0)
    room = Rect(rect.left, band.bottom, rect.width, foot - band.bottom)
    _day(galley, content, room, parts.get("day", ""))
    if head.lunar:
        source = fact_source(galley.setup, "lunar")
        lunar = galley.fitted(head.lunar, galley.type("lunar"), source, width=rect.width - 8)
        galley.show(lunar, Rect(rect.left, foot, rect.width, rect.bottom - foot))
        galley.across(rect.left + 8, rect.right - 8, foot, 0.5, accent)


def _day(galley: Galley, content: MastheadBox, rect: Rect, day: str) -> None:
    """The day large with its unit; the weekday under it, or upright at its right.

    A room too shallow for the day over the weekday has it beside; the figure is as large as its
    room lets it be.
    """
    figure, small = galley.type("figure"), galley.type("date")
    weekday = galley.setup.edition.masthead.weekday
    shallow = rect.height - 1.75 * small.size < DAY_ROOM * figure.size
    beside = content.weekday == "beside" or shallow
    beside = beside and bool(weekday) and not weekday.isascii()
    foot = rect.bottom - (1.75 * small.size if weekday and not beside else 0.0)
    if shallow:
        figure = figure.between(0.0, max(DAY_LEAST * figure.size, (foot - rect.top) / DAY_ROOM))
    right = rect.right - (BESIDE * small.size if beside else 0.0)
    if day:
        source = fact_source(galley.setup, "date")
        number = galley.line(day, figure, source)
        unit = galley.line("日", small, source)
        width = number.width + unit.width + 0.3 * small.size
        left = (rect.left + right - width) / 2
        # figures stand about 0.72 em high: their middle in the middle of the room
        baseline = (rect.top + foot) / 2 + 0.36 * figure.size
        galley.copy.append(galley.mark(number, left, baseline))
        galley.copy.append(galley.mark(unit, left + width - unit.width, baseline))
    if weekday and beside:
        depth = min(rect.height, WEEKDAY_PITCH * small.size * len(weekday))
        left = right - 0.3 * small.size
        strip = Rect(left, rect.middle - depth / 2, 1.3 * small.size, depth)
        source = fact_source(galley.setup, "weekday")
        galley.copy.append(stacked(galley, weekday, small, source, strip, small.ink))
    elif weekday:
        line = galley.line(weekday, small, fact_source(galley.setup, "weekday"))
        galley.copy.append(galley.centred(line, rect.centre, foot + 1.05 * small.size))


def _across(galley: Galley, content: MastheadBox, rect: Rect) -> None:
    head = galley.setup.edition.masthead
    accent = galley.accent(galley.type("nameplate").style.colour)
    late = Galley(galley.setup, galley.box)
    foot = rect.bottom - 0.6 * galley.setup.row
    late.across(rect.left, rect.right, foot, 1.6, accent)
    foot -= 5
    table = _data_lines(late, content.data, rect.width - 2 * BAND_INSET)
    if table.lines:
        depth = BAND * len(table.lines)
        band = Rect(rect.left, foot - depth, rect.width, depth)
        late.fill(band, DATA_TINT)
        _set_data(late, table, band.inset(BAND_INSET, 0))
        foot = band.top - 6
    if content.slogan != "none" and head.slogan:
        foot = _slogan_line(late, rect, foot, accent)
    upper = Rect(rect.left, rect.top, rect.width, foot - 6 - rect.top)
    left, right = upper.left, upper.right
    if content.date and head.date:
        left += PANEL_ACROSS
    if head.ear.promo or head.ear.caption or head.ear.src:
        right -= PANEL_ACROSS
    _plate(galley, content, Rect(left, upper.top, right - left, upper.height).inset(12, 0))
    if left > upper.left:
        place = Rect(upper.left, upper.top, PANEL_ACROSS, upper.height)
        _date_panel(galley, content, place, accent)
    if right < upper.right:
        set_qr(galley, Rect(right, upper.top, PANEL_ACROSS, upper.height))
    galley.below += late.below
    galley.copy += late.copy


def _slogan_line(galley: Galley, rect: Rect, foot: float, accent: Colour) -> float:
    """Slogan between double rules, standing on ``foot``; returns its top."""
    slogan = galley.setup.edition.masthead.slogan
    source = fact_source(galley.setup, "slogan")
    type_ = galley.type("slogan")
    fitted = galley.fitted(slogan, type_, source, width=rect.width * 0.7, lines=1)
    depth = 1.35 * fitted.size
    middle = foot - depth / 2
    galley.show(fitted, Rect(rect.left, foot - depth, rect.width, depth))
    reach = fitted.width / 2 + fitted.size
    for left, right in ((rect.left, rect.centre - reach), (rect.centre + reach, rect.right)):
        galley.double(Rect(left, middle - 2, right - left, 4.0), 1.6, 0.5, accent)
    return foot - depth
