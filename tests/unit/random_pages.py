"""Random maps, boxes and editions from a seeded dice: one number makes one page.

hypothesis hands the dice to the strategies here, so that it can shrink what it finds;
``tests.external.million`` hands seeds, which is faster by far.
"""

from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

import broadsheet
from broadsheet.edition import Edition
from broadsheet.errors import SpecError
from broadsheet.marked_yaml import Gathered, from_value
from broadsheet.models import replace
from broadsheet.spec import LINT, Arrangement, FolioLine, Grid, PageShape, Spec, Style
from broadsheet.spec_yaml import boxes as box_reader
from broadsheet.spec_yaml import page_map, threads
from broadsheet.spec_yaml.values import Scope
from tests.unit import random_copy
from tests.unit.page_faults import LOOKED_FOR
from tests.unit.pages_of import STYLES
from tests.unit.random_boxes import cells_of, left_by, story_box, surface
from tests.unit.random_copy import Room

EM, BASELINE = 10.5, 13.5  # pt
MARGIN = 28.0  # pt

FOLIO = FolioLine(left="第{number}版", right="{name}", rows=2, mirror=True)
RAGGED = ("body", "source", "byline", "note", "question", "qa")
MASTHEAD = {
    "name": "汀兰日报",
    "date": "2026-11-24",
    "weekday": "星期二",
    "issue_number": "1234",
    "cn_code": "CN33-0018",
    "issn": "1002-123X",
    "weather": "晴 10℃～18℃",
    "slogan": "潮起汀兰",
    "phone": "0571-88880000",
    "ear": {"promo": "看潮 读报", "qr": {"url": "http://tinglan.example", "caption": "扫码"}},
}


class Size(NamedTuple):
    """How large a page may be: most columns, characters of a measure, rows, bands, boxes."""

    columns: int
    measure: int
    rows: tuple[int, int]
    bands: int
    boxes: int


TINY = Size(2, 9, (6, 11), 2, 2)
SMALL = Size(3, 9, (7, 15), 2, 3)
MIDDLE = Size(4, 14, (18, 36), 4, 5)
LARGE = Size(7, 16, (36, 80), 6, 9)


class Made(NamedTuple):
    """A page to be composed, and what its spec was made of, to be shown."""

    content: Edition
    spec: Spec
    drawn: list[str]
    boxes: list[dict[str, Any]]


@cache
def _bases() -> tuple[Style, ...]:
    """The bundled styles, with smaller heads, at each level and scheme: read once."""
    sizes = {"headline": "11pt..22pt", "kicker": "8pt..14pt", "deck": "8pt..13pt"}
    sizes |= {"ad-line": "7pt..14pt", "ad-name": "8pt..18pt", "caption": "7pt..10pt"}
    styles_of = {name: {"size": size, "lines": "2"} for name, size in sizes.items()}
    own = {"extends": STYLES, "styles": styles_of}
    lint = {code: "off" for code in LINT if code not in LOOKED_FOR}
    base = broadsheet.load_style({"broadsheet": "1", "lint": lint, **own})
    made: list[Style] = []
    for level in ("gb", "gb", "gb", "basic", "strict"):
        for scheme in ("full", "full", "kaiming", "half"):
            for hanging in (False, False, True):
                styles = {
                    name: replace(style, level=level, scheme=scheme, hanging=hanging)
                    for name, style in base.styles.items()
                }
                if len(made) % 9 == 8:  # ragged
                    styles |= {name: replace(styles[name], align="left") for name in RAGGED}
                made.append(replace(base, styles=MappingProxyType(styles)))
    return tuple(made)


def _grid(dice: Random, size: Size) -> tuple[Grid, PageShape]:
    columns = dice.randint(1 if size.rows[0] < 10 else 2, size.columns)
    gutter = dice.choice((1.0, 1.0, 1.5, 2.0)) * EM
    rows = dice.randint(*size.rows)
    chars = [dice.randint(5, size.measure)] * columns
    if columns > 1 and dice.random() < 0.08:
        chars = [dice.randint(6, size.measure) for _ in range(columns)]
    widths = tuple(count * EM for count in chars)
    grid = Grid(
        columns=columns,
        measure=min(widths),
        gutter=gutter if columns > 1 else 0.0,
        em=EM,
        baseline=BASELINE,
        rows=rows,
        gap=dice.choice((1, 1, 1, 2, 0)),
        rule=dice.choice((0.25, 0.25, 0.0)),
        widths=widths if len(set(widths)) > 1 else (),
    )
    page = PageShape(
        width=sum(widths) + grid.gutter * (columns - 1) + 2 * MARGIN,
        height=rows * BASELINE + 2 * MARGIN,
        top=MARGIN,
        bottom=MARGIN,
        left=MARGIN,
        right=MARGIN,
    )
    return grid, page


CONTENTS = {"story": 76, "goes-on": 4, "briefs": 5, "item": 8, "furniture": 5, "across": 4}


class _Sheet:
    """A page in the making: its map, its boxes, and the items that they ask for."""

    def __init__(self, dice: Random, size: Size, number: int) -> None:
        self.dice = dice
        self.number = number
        self.grid, self.page = _grid(dice, size)
        self.cells = cells_of(dice, self.grid.columns, size.bands, size.boxes)
        if not all(map(self.square, {cell for row in self.cells for cell in row})):
            self.grid = replace(self.grid, widths=())  # text keeps its measure in a dogleg
        self.base = dice.choice(_bases())
        self.boxes: dict[str, dict[str, Any]] = {}
        self.items: list[dict[str, Any]] = []
        self.counts: dict[str, int] = {}

    def next(self, kind: str) -> int:
        """Return the rank of one more item of a kind on this page."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def columns(self, name: str) -> int:
        """Columns that a box runs over."""
        return len({n for row in self.cells for n, cell in enumerate(row) if cell == name})

    def square(self, name: str) -> bool:
        """Tell whether a box is a rectangle: only text runs through other forms."""
        rows = {tuple(cell == name for cell in row) for row in self.cells if name in row}
        return len(rows) == 1

    def room(self, name: str) -> Room:
        """About what a box holds, if all rows of the map were equal."""
        columns, cells = self.columns(name), sum(row.count(name) for row in self.cells)
        rows = cells * self.grid.rows // (len(self.cells) * columns)
        return Room(columns, int(self.grid.measure / EM), rows)

    def story(self, room: Room) -> int:
        """Add a story for a box; return its rank."""
        rank = self.next("article")
        name = 100 * self.number + rank if self.number > 1 else rank
        self.items.append(random_copy.article(self.dice, name, room))
        return rank

    def fill(self, before: list[str]) -> None:
        """Put something in each box; ``before`` are boxes of page 1 that may be gone on with."""
        dice = self.dice
        for name in sorted({cell for row in self.cells for cell in row}):
            around = surface(dice)
            self.boxes[name] = self._content(name, before, framed="padding" in around) | around
        if dice.random() < 0.04:
            self.story(Room(2, 8, dice.randint(4, 12)))  # has no box

    def _content(self, name: str, before: list[str], *, framed: bool) -> dict[str, Any]:
        dice, room = self.dice, self.room(name)
        if framed:
            room = room._replace(measure=max(3, room.measure - 3), rows=max(3, room.rows - 2))
        square, across = self.square(name), room.across
        [kind] = dice.choices(list(CONTENTS), weights=list(CONTENTS.values()))
        taken = [box.get("continues") for box in self.boxes.values()]
        free = [known for known, box in self.boxes.items() if "story" in box and known not in taken]
        onward: list[Any] = free if kind == "goes-on" else []
        if before and dice.random() < 0.7:
            onward = [{"page": 1, "box": before.pop()}]
        if onward:
            return {"continues": dice.choice(onward)} | self._repeat()
        if kind == "briefs":
            return self._briefs(room)
        if kind == "furniture" and square:
            return self._furniture(across)
        if kind == "across" and square and across > 10:
            parts = [self._item(dice.choice(("ad", "info", "notice")), across // 2) for _ in "ab"]
            return {"across": parts, "gap": "6pt"}
        if kind == "item" and square:
            return self._item(dice.choice(("ad", "ad", "notice", "photo", "info")), across)
        return self._story(room, square=square)

    def _story(self, room: Room, *, square: bool) -> dict[str, Any]:
        box = story_box(self.dice, room, square=square)
        return {"story": self.story(left_by(box, room))} | box

    def _furniture(self, across: int) -> dict[str, Any]:
        """What is made of the masthead's facts, and what names other pages."""
        if across > 15 and not self.counts.get("masthead") and self.dice.random() < 0.4:
            self.next("masthead")
            return self._masthead()
        kind = self.dice.choice(("weather", "code", "index"))
        words = {
            "weather": self.dice.choice(("sign", "words")),
            "code": self.dice.choice(("qr", "issn")),
            "index": {"pages": "yes"},
        }
        return {kind: words[kind]}

    def _masthead(self) -> dict[str, Any]:
        """The paper's name with what stands about it, or its ear."""
        dice = self.dice
        if dice.random() < 0.3:
            return {"ear": dice.choice(("couplet", "code"))}
        about = ["邮编：{postcode}", "刊号：{cn_code}　第{issue_number}期", "电话：{phone}"]
        keys: dict[str, Any] = {
            "arrange": dice.choice(("block", "across")),
            "slogan": dice.choice(("bar", "rules", "none")),
            "data": about[: dice.randint(0, 3)],
        }
        return {"masthead": keys}

    def _repeat(self) -> dict[str, Any]:
        return {"repeat": self.dice.choice(("headline", "kicker", "section", "none"))}

    def _briefs(self, room: Room) -> dict[str, Any]:
        dice = self.dice
        many = dice.randint(1, max(1, min(4, room.rows * room.columns // 7)))
        each = Room(1, room.measure, room.rows * room.columns // many - 1)
        ranks = [self.story(each) for _ in range(many)]
        keys: dict[str, Any] = {"briefs": ranks, "heads": dice.choice(("line", "run-in"))}
        if dice.random() < 0.3:
            keys["mark"] = "■"
        if dice.random() < 0.3:
            keys["between"] = "none"
        return keys

    def _item(self, kind: str, across: int) -> dict[str, Any]:
        number = self.next(kind)
        self.items.append(random_copy.item(self.dice, kind, 100 * self.number + number, across))
        box: dict[str, Any] = {kind: number}
        if kind == "ad":
            box["form"] = self.dice.choice(("plain", "reversed", "tinted", "strip"))
        return box

    def drawn(self) -> list[str]:
        """The map as a spec has it."""
        dice, left = self.dice, self.grid.rows - 3 * len(self.cells)
        lines: list[str] = []
        for row in self.cells:
            height = dice.choice(("auto",) * 6 + ("fill", "rows"))
            if row is self.cells[-1] and height == "rows":
                height = "auto"
            if height == "rows":
                rows = min(dice.randint(3, 9), max(1, left))
                left -= rows
                height = f"{rows}行"
            lines.append(f"{' '.join(row)} | {height}")
        return lines

    def spec(self, drawn: list[str]) -> Spec:
        """Read map and boxes as a spec's reader does."""
        base = self.base
        scope = Scope(
            error=SpecError,
            em=EM,
            row=BASELINE,
            colours=base.colours,
            typefaces=tuple(base.typefaces),
            styles=tuple(base.styles),
            columns=self.grid.columns,
        )
        node = from_value(self.boxes, error=SpecError)
        faults = Gathered()
        boxes = box_reader.read_boxes(node, scope, faults)
        faults.tell()
        places = {name: box.where for name, box in boxes.items()}
        rows = page_map.read_map(from_value(drawn, error=SpecError), scope, self.grid, places)
        style = replace(base, grid=self.grid, page=self.page)
        drawn = Arrangement(map=rows, boxes=boxes)
        return Spec(name="mapping", style=style, arrangement=drawn)


def _with_folio(spec: Spec, folio: FolioLine) -> Spec:
    """Return a sheet that is as much taller as its folio line takes."""
    grid = replace(spec.style.grid, rows=spec.style.grid.rows + folio.rows)
    page = replace(spec.style.page, height=spec.style.page.height + folio.rows * BASELINE)
    return replace(
        spec,
        style=replace(spec.style, grid=grid, page=page),
        arrangement=replace(spec.arrangement, folio=folio),
    )


def sized(dice: Random) -> Size:
    """Mostly small pages: faults show in them as in large ones, and cost less."""
    return dice.choices((TINY, SMALL, MIDDLE, LARGE), weights=(32, 60, 7.5, 0.5))[0]


def made_of(dice: Random, size: Size | None = None) -> Made:
    """Make a page, or at times two, with the edition that fills it."""
    size = size or sized(dice)
    sheets = [_Sheet(dice, size, 1)]
    sheets[0].fill([])
    if dice.random() < 0.04:
        second = _Sheet(dice, size, 2)
        second.base = sheets[0].base
        second.fill([name for name, box in sheets[0].boxes.items() if "story" in box])
        sheets.append(second)
    drawn = [sheet.drawn() for sheet in sheets]
    specs = [sheet.spec(rows) for sheet, rows in zip(sheets, drawn, strict=True)]
    if dice.random() < 0.1:
        folio = replace(FOLIO, at=dice.choice(("top", "bottom")))
        specs = [_with_folio(spec, folio) for spec in specs]
    spec = replace(specs[0], pages=tuple(specs)) if len(specs) > 1 else specs[0]
    threads.check_threads(spec, Scope(error=SpecError))
    content = broadsheet.read_edition(
        {
            "masthead": MASTHEAD if dice.random() < 0.7 else {},
            "pages": [{"items": sheet.items} for sheet in sheets],
        }
    )
    return Made(content, spec, ["\n".join(rows) for rows in drawn], [s.boxes for s in sheets])


dice_of = st.randoms(use_true_random=False)
maps = dice_of.map(cells_of)
pages = dice_of.map(made_of)
