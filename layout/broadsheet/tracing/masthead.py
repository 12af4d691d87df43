"""The masthead of a page: how it is arranged, which facts stand in its lines, its type.

Takes the lines and areas over the first story, and the facts that the edition has; returns the
box, an ear's box beside it, and styles.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from broadsheet.display import Page, TextLine
from broadsheet.edition import MONTHS, Edition
from broadsheet.geometry import Rect
from broadsheet.parse.pdf.stories import union
from broadsheet.parse.pdf.values import PrintedLine, PrintedStyle
from broadsheet.tracing.inks import WHITE, Inks, is_seen, written
from broadsheet.tracing.roles import letters
from broadsheet.tracing.styles import face_of
from broadsheet.tracing.values import Area, FoundGrid, PrintedPage, StoryLine

_DATA = 1.45  # times the text's size: facts are set no larger
_SMALL = 14.0  # pt: facts are no larger
_ROW = 3.0  # pt by which baselines of one line of facts differ
_BESIDE = 0.5  # of the page's width, in whose right an ear stands
_EAR_WORDS = (("ear_promo", "promo"), ("ear_caption", "ear"))  # facts and their styles
_PANEL = 12  # letters of a line in the panel of the day, at most
_FIGURE = 18.0  # pt: the day's figure is larger
_LACKING = 4  # rows of white over a name, at most, that its page does not show
_UNDER = {"block": 1, "across": 0}  # rows under its last line, that make-up leaves there
_LABELS = frozenset(
    {"date", "weekday", "lunar", "slogan", "name", "name_en", "ear_promo", "ear_caption"}
)  # that stand for themselves, and no label leads to


class Zone:
    """What stands over a page's first story."""

    def __init__(self, page: PrintedPage, edition: Edition, foot: float, latin: bool) -> None:
        self.page, self.facts, self.latin = page, edition.masthead.facts(), latin
        self.edition = edition
        self.lines = [line for line in page.lines if line.box.bottom <= foot + 2]
        self.shapes = [s for s in page.sheet.shapes if s.bottom <= foot + 4]
        self.name = self._name()

    def _name(self) -> list[PrintedLine]:
        name = letters(self.edition.masthead.name)
        large = [n for n in self.lines if letters(n.text) and letters(n.text) in name]
        if not name or not large:
            return []
        size = max(n.style.size for n in large)
        return [n for n in large if n.style.size > 0.6 * size]


def areas(zone: Zone, grid: FoundGrid, inks: Inks) -> tuple[list[Area], dict[str, Any]]:
    """Return the masthead's boxes and the styles of its type; none where there is no name."""
    if not zone.name:
        return [], {}
    ear = _ear(zone, grid)
    foot = [n.box.bottom for n in zone.lines if not ear or not ear.box.holds(n.box, 3)]
    foot += [s.bottom for s in zone.shapes if not ear or not ear.box.inset(-3).holds(s)]
    box: dict[str, Any] = {"masthead": _facts(zone, ear, grid)}
    last = ceil(grid.row_at(max(foot) - 1.5)) + _UNDER[box["masthead"]["arrange"]]
    columns = ear.column if ear and ear.column else grid.columns
    bar = _slogan(zone, inks)
    box["masthead"]["slogan"] = bar[0]
    accent = bar[1] or inks.of_text(zone.name[0].box)
    if accent:
        box["accent"] = accent
    whole = union([n.box for n in zone.name])
    found = [
        Area(
            kind="masthead", item="masthead", box=whole, columns=columns, rows=last, spec=box,
            head=tuple(StoryLine(line=n, box=n.box, role="name") for n in zone.name),
        )
    ]  # fmt: skip
    if ear:
        ear.spec |= _edge(ear, inks)
        found.append(ear)
    return found, _styles(zone, inks)


def rows_lacking(found: Sequence[Area], page: Page, grid: FoundGrid) -> int:
    """Return the rows of white that a masthead lacks at its head, as its name is set too low.

    The name stands in the middle of what the lines under it leave; where the panel of the day
    stands beside it, that tells where the box begins.
    """
    own = next((area for area in found if area.kind == "masthead" and area.head), None)
    if own is None or own.spec["masthead"].get("date") != "no":
        return 0
    lines = [m for m in page.marks if isinstance(m, TextLine) and m.box == own.name and m.runs]
    if not lines:
        return 0
    name = max(lines, key=lambda line: max(run.size for run in line.runs))
    was = max(own.head, key=lambda line: line.line.style.size)
    rows = round(2 * (name.y - was.line.level) / grid.row)
    most = int(grid.top / grid.row)
    return min(rows, most) if not name.vertical and 0 < rows <= _LACKING else 0


def _ear(zone: Zone, grid: FoundGrid) -> Area | None:
    """Return the block beside the name: a frame in columns of its own, with the ear's words."""
    promo = letters(zone.edition.masthead.ear.promo)
    if not promo:
        return None
    held = [n for n in zone.lines if letters(n.text) and letters(n.text) in promo]
    for frame in zone.page.frames:
        inside = held and all(frame.holds(n.box, 3) for n in held)
        if not inside or frame.left < _BESIDE * zone.page.sheet.width:
            continue
        column = min(range(grid.columns), key=lambda n: abs(grid.column_left(n) - frame.left))
        if column and abs(grid.column_left(column) - frame.left) < 3:
            rows = round(grid.row_at(frame.bottom))
            return Area(
                kind="ear", item="ear", box=frame, column=column,
                columns=grid.columns - column, rows=rows, spec={"ear": "couplet"},
            )  # fmt: skip
    return None


def _edge(ear: Area, inks: Inks) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if frame := inks.frame(ear.box):
        found["frame"] = frame
        if "colour" in frame:
            found["accent"] = frame["colour"]
    if tint := inks.ground(ear.box):
        found["tint"] = tint
    return found


def _slogan(zone: Zone, inks: Inks) -> tuple[str, str]:
    """Return how the slogan is set off, and the colour of its bar."""
    words = letters(zone.facts.get("slogan", ""))
    for line in zone.lines:
        if words and letters(line.text) and letters(line.text) in words:
            ground = inks.behind(line.box)
            if ground is not None and inks.of_text(line.box) == WHITE:
                return "bar", written(ground.paint)
            beside = [s for s in zone.shapes if s.height < 4 and _level(s, line.box)]
            return ("rules" if beside else "none"), ""
    return "none", ""


def _level(rule: Rect, box: Rect) -> bool:
    apart = rule.right <= box.left + 2 or rule.left >= box.right - 2
    return apart and box.top - 2 < rule.middle < box.bottom + 2


def _facts(zone: Zone, ear: Area | None, grid: FoundGrid) -> dict[str, Any]:
    """Return the masthead's arrangement, and its lines of facts as templates."""
    name = union([n.box for n in zone.name])
    date = [n for n in zone.lines if _is_day(n, zone)]
    left = bool(date) and max(n.box.right for n in date) <= name.left + 2
    centre = (grid.left + grid.right) / 2
    across = ear is None and (left or not date or abs(name.centre - centre) < 0.1 * name.width)
    found: dict[str, Any] = {"arrange": "across" if across else "block"}
    if not date:
        found["date"] = "no"
    weekday = letters(zone.facts.get("weekday", ""))
    if date and any(n.upright and letters(n.text) == weekday for n in zone.lines):
        found["weekday"] = "beside"
    rows: list[list[PrintedLine]] = []
    held = [n for n in zone.lines if n.style.size <= _DATA * grid.size]
    held = [n for n in held if n not in date and not (ear and ear.box.holds(n.box, 3))]
    made = {id(n): template(n.text, zone.facts) for n in held}
    panel = {"{weekday}", "{lunar}", "{date}"} if date else set()
    held = [n for n in held if "{" in made[id(n)] and made[id(n)].strip() not in panel]
    for line in sorted(held, key=lambda n: n.level):
        if rows and abs(rows[-1][0].level - line.level) < _ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    data = [[made[id(n)] for n in sorted(row, key=lambda n: n.box.left)] for row in rows]
    if data:
        found["data"] = data
    return found


def _is_day(line: PrintedLine, zone: Zone) -> bool:
    """Tell whether a line is the day's figure or stands in its panel."""
    day = zone.facts.get("date", "")[-2:].lstrip("0")
    text = "".join(line.text.split())
    alone = text.startswith(day) and not text[len(day) :][:1].isdigit()  # 日 may stand beside it
    return bool(day) and alone and len(text) < _PANEL and line.style.size > _FIGURE


def template(text: str, facts: Mapping[str, str]) -> str:
    """Return a printed line with its facts in braces; as it is where it has none.

    >>> template("2026年11月8日", {"date": "2026-11-08"})
    '{year}年{month}月{day}日'
    >>> template("邮编：990018", {"postcode": "990018"})
    '邮编：{postcode}'
    """
    known = [(value, key) for key, value in facts.items() if key not in _LABELS and value]
    known += _day_words(facts)
    for value, key in sorted(known, key=lambda pair: -len(pair[0])):
        start = text.find(value)
        if start >= 0 and not _within_braces(text, start):
            text = f"{text[:start]}{{{key}}}{text[start + len(value) :]}"
    return text


def _day_words(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    date = facts.get("date", "")
    found = [(facts[key], key) for key in ("weekday", "lunar") if facts.get(key)]
    if len(date) == 10 and date[5:7].isdigit():
        year, month, day = date[:4], date[5:7], date[8:]
        name = MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else ""
        for words, key in (
            (f"{int(day)} {name} {year}", "{day} {month_name} {year}"),
            (f"{name} {int(day)}, {year}", "{month_name} {day}, {year}"),
            (f"{year}年{int(month)}月{int(day)}", "{year}年{month}月{day}"),
        ):
            found.append((words, key[1:-1]))
    return found


def _within_braces(text: str, start: int) -> bool:
    return text.rfind("{", 0, start) > text.rfind("}", 0, start)


def _styles(zone: Zone, inks: Inks) -> dict[str, Any]:
    """Return the styles of the name, the facts and the slogan."""
    found: dict[str, Any] = {}
    name = max(zone.name, key=lambda n: n.style.size)
    found["nameplate"] = face_of(name.style, latin=zone.latin) | {"size": f"{name.style.size:g}pt"}
    if colour := inks.of_text(name.box):
        found["nameplate"]["colour"] = colour
    data = [n for n in zone.lines if "{" in template(n.text, zone.facts)]
    sizes: Counter[PrintedStyle] = Counter()
    for line in data:
        sizes[line.style] += len(line.text)
    small = [style for style in sizes if style.size < _SMALL]
    if small:
        style = max(small, key=lambda one: (sizes[one], one.face))
        found["data"] = face_of(style, latin=zone.latin) | {"size": f"{style.size:g}pt"}
    words = letters(zone.facts.get("slogan", ""))
    for line in zone.lines:
        if words and letters(line.text) and letters(line.text) in words:
            found["slogan"] = face_of(line.style, latin=zone.latin)
            found["slogan"]["size"] = f"{line.style.size:g}pt"
            colour = inks.of_text(line.box)
            if colour and is_seen(colour, ""):
                found["slogan"]["colour"] = colour
            break
    for fact, role in _EAR_WORDS:
        own = letters(zone.facts.get(fact, ""))
        level = [n for n in zone.lines if not n.upright and letters(n.text)]
        held = [n for n in level if letters(n.text) in own and 2 * len(letters(n.text)) > len(own)]
        if held:
            most = max(held, key=lambda n: len(n.text)).style
            found[role] = face_of(most, latin=zone.latin) | {"size": f"{most.size:g}pt"}
    figure = next((n for n in zone.lines if _is_day(n, zone)), None)
    if figure:
        found["figure"] = face_of(figure.style, latin=zone.latin)
        found["figure"]["size"] = f"{figure.style.size:g}pt"
        if colour := inks.of_text(figure.box):
            found["figure"]["colour"] = colour
    return found
