"""The forms that a block may take: how wide, where its head and its pictures stand.

Takes a block, the sheet and what its story asks for; returns forms, each with the depths that it
fills and what an art editor has against it.  This is where the house's taste lives; what is
hard is in ``rooms``, ``interlock`` and make-up.
"""

from collections.abc import Iterator, Mapping
from math import ceil, sqrt
from typing import Any

from broadsheet.arranging.demand import (
    NARROWEST,
    UNFIT,
    HeadDemand,
    Measures,
    PicturesDemand,
    TextDemand,
    spare_costs,
)
from broadsheet.arranging.ranking import RankedBlock
from broadsheet.arranging.rooms import LEFT, RIGHT
from broadsheet.edition import Article, Photo
from broadsheet.models import frozen
from broadsheet.spec import Grid
from broadsheet.spec.leeway import House

BOTH = LEFT | RIGHT
DEAR = 70.0  # a depth that costs more is not drawn
LEG, LEG_PICTURED = 12, 9  # rows of text of a dogleg, at least
KEPT_COLUMNS = 2  # over which a place that is kept for a picture reaches
LEVELS = ("top-left", "middle", "bottom-left")  # of pictures in rows
SHALLOW = 0.5  # price of each column's end, for each row under seven
RIBBON = 5  # rows of text in a column: fewer are a strip
LEAST_GUTTER = 0.95  # em, as make-up sets columns of a box's own
NARROW, WIDE = 10, 26  # characters of a column
SIDE = {True: 9, False: 8}  # characters of an upright head's block: on large sheets, on small ones
SIDE_SIZE = (34.0, 50.0)  # pt, of its letters
LINES = {1: 4, 2: 3}  # of a headline over so many columns; over more, two
QUIETER = 1.5  # pt by which other heads are smaller than the lead's
EMPTY_COST = 0.3  # of a row by which a photo differs from its own form


@frozen(kw_only=True)
class StoryForm:
    """A block in one form; a dogleg where it has a tail."""

    block: int
    width: int  # columns of the grid
    tail: int = 0
    right: bool = False
    box: Mapping[str, Any]  # keys of its box
    kind: str = "plain"  # plain beside broken framed upright photo briefs
    corners: int = 0
    price: float = 0.0
    costs: Mapping[int, float]  # by rows; of a dogleg by rows of columns to spare
    over: int = 0  # rows of white, head and pictures over the text
    lines: int = 0  # rows of text
    head: HeadDemand | None = None
    bridge: tuple[float, float] = (0.0, 0.0)  # what crosses gutters: from, to, in columns
    why: str = ""


@frozen(kw_only=True)
class FormGround:
    """What forms are measured against."""

    grid: Grid
    rows: int  # of the news
    house: House
    latin: bool
    any_width: bool = False  # as broad as the sheet too, whatever it looks like

    @property
    def large(self) -> bool:
        """Whether it is a sheet on which heads are large."""
        return self.grid.columns * self.grid.measure > 800

    def pitch(self) -> float:
        """From one column to the next, pt."""
        return self.grid.measure + self.grid.gutter


@frozen()
class FormMaker:
    """Makes the forms of one block."""

    number: int
    block: RankedBlock
    sheet: FormGround
    demand: Measures
    framed: bool  # whether it may have the page's frame
    upright: bool
    shapes: Mapping[str, Any]  # the house's form for each kind of box
    quiet: float = 0.0  # pt that its headline has at most, for the lead's sake; 0: its own style's

    @property
    def story(self) -> Article:
        """The block's story."""
        return self.block.story

    @property
    def columns(self) -> int:
        """Of the grid."""
        return self.sheet.grid.columns

    def forms(self) -> Iterator[StoryForm]:
        """Yield its forms."""
        if self.block.kind == "photo":
            yield from self._photo()
        elif self.block.kind == "briefs":
            yield from self._briefs()
        else:
            yield from self._story()

    # stories

    def _story(self) -> Iterator[StoryForm]:
        basic = self.demand.text(self.story, self.sheet.grid.measure)
        lines, asked = basic.rows, self.block.asked
        shot_there = bool(self.story.pictures)
        for width in self._widths(lines):
            price = self._width_price(width, lines)
            if asked not in ("framed", "upright"):
                yield from self._plain(width, basic, price)
            if width >= 2 and not shot_there and asked != "framed":
                yield from self._beside(width, basic, price + 1.0 + 1.5 * (width == 2))
            if width >= 3 and self.block.level <= 1 and asked != "framed":
                yield from self._broken(width, width - 1, price + 0.5)
            if width > 1 and basic.wide and asked != "framed":  # a table, or lines of verse
                yield from self._broken(width, max(1, width // 2), price)
            if (self.framed or asked == "framed") and 2 <= width <= 3:
                yield from self._framed(width, price + (0.0 if shot_there else 3.0))
            if (self.upright or asked == "upright") and width >= 3:
                yield from self._upright(width, price - 2.0)

    def _widths(self, lines: int) -> list[int]:
        wide, rows = self.columns, self.sheet.rows
        if self.sheet.any_width:
            return [wide]
        found = [
            w
            for w in range(1, wide + 1)
            if 0.5 * RIBBON <= lines / w <= 0.7 * rows and (self.block.rank or 2 * w >= wide)
        ]
        # a few lines are a strip in any width: on a page of little copy they may take any
        return found or list(range(1 if self.block.rank else max(1, wide // 2), wide + 1))

    def _width_price(self, width: int, lines: int) -> float:
        """Return what speaks against a width: the lead broad, others of pleasant proportion."""
        price = 2.0 * max(0.0, RIBBON - lines / width)
        if self.block.rank == 0:
            return price + 4.0 * abs(width - 0.67 * self.columns)
        suits = sqrt(lines / 12) + 0.3  # columns of a story about as deep as it is broad
        return price + 0.8 * abs(width - suits) + (1.5 if width == self.columns else 0.0)

    def _styles(self, kind: str) -> dict[str, Any]:
        return dict(self.shapes.get(kind) or {})

    def _names(self, kind: str) -> dict[str, str]:
        return dict((self.shapes.get(kind) or {}).get("styles", {}))

    @property
    def level(self) -> str:
        """The house's form of a plain box for this rank."""
        return ("lead", "second", "story", "small")[self.block.level]

    def _width(self, columns: int) -> float:
        return self.sheet.grid.span(0, columns - 1)

    def _head(self, width: float, columns: int, kind: str) -> HeadDemand:
        lines = LINES.get(columns, 2)
        return self.demand.head(self.story, width, self._names(kind), lines, self.quiet)

    def _shot(self, width: float) -> PicturesDemand | None:
        shown = self.story.pictures
        return self.demand.pictures(self.story.id, shown, width) if shown else None

    def _costs(
        self,
        text: TextDemand,
        rooms: list[int],
        image: tuple[int, int, int],
        under: int,
        count: int,
    ) -> dict[int, float]:
        """Return the cost of each depth; ``rooms``: rows of each column that are no text."""
        spare = spare_costs(text, count, under, image, self.growth)
        # where columns are shallow a paragraph's last line soon opens one
        shallow = SHALLOW * (count - 1) * max(0.0, 7.0 - text.rows / count)
        found = {}
        for rows in range(max(rooms) + 2, self.sheet.rows + 1):
            cost = spare.get(sum(rows - room for room in rooms) - text.rows)
            if cost is not None and cost < DEAR:
                found[rows] = cost + shallow
        if not found:  # so little text fills no depth well: it takes what it needs
            least = max(rooms) + max(2, -(-text.rows // count))
            found[min(least, self.sheet.rows)] = DEAR - 1.0
        return found

    @property
    def growth(self) -> int:
        """Rows by which a head may be deeper: one that stands alone soon floats."""
        items = self.block.items
        parts = items and isinstance(items[0], Article) and (items[0].kicker or items[0].deck)
        return 2 if parts else 1

    def _fit(self, image: tuple[int, int, int]) -> dict[str, Any]:
        fit: dict[str, Any] = {"head": f"{self.growth}行"}
        if image[0]:
            fit["picture"] = f"-{image[1]}行..{image[2]}行"
        return fit | {"crosshead": "2行", "paragraph": 1}

    def _plain(self, width: int, text: TextDemand, price: float) -> Iterator[StoryForm]:
        head = self._head(self._width(width), width, self.level)
        if not head.fits or text.wide:
            return
        box: dict[str, Any] = {"story": self.block.select, **self._styles(self.level)}
        shot = self._shot(self._width(width))
        if shot is None:
            yield self._made(width, box, text, head, price=price)
            return
        if shot.rows == UNFIT:
            yield from self._many(width, text, head, price)
            return
        corners = list(self._corners(width, box, text, head, price + 0.7))
        suits = self._suits(shot, width)
        if suits or self.block.rank == 0 or self.sheet.any_width or not corners:
            price += 0.0 if shot.there or width <= KEPT_COLUMNS else 6.0
            place = {"at": "top", "rows": f"{shot.rows}行"}
            yield self._made(width, box | {"picture": place}, text, head, price=price, shot=shot)
        yield from corners

    def _corners(
        self, width: int, box: dict[str, Any], text: TextDemand, head: HeadDemand, price: float
    ) -> Iterator[StoryForm]:
        """Pictures at the right under the head, the text beside them and under them."""
        for across in range(1, width):
            inner = self._shot(self._width(across))
            if inner is None or inner.rows == UNFIT:
                continue
            if across > (4 if inner.there else KEPT_COLUMNS):
                continue
            beside = text.rows / width + inner.rows * across / width
            if inner.rows + inner.captions > 0.6 * beside:
                continue
            corner = {"at": "top-right", "columns": str(across), "rows": f"{inner.rows}行"}
            yield self._made(
                width, box | {"picture": corner}, text, head, price=price, shot=inner, inside=across
            )

    def _suits(self, shot: PicturesDemand, width: int) -> bool:
        """Tell whether pictures over the head leave the story its place."""
        if not shot.there and width > KEPT_COLUMNS:
            return False
        return shot.rows <= 0.34 * self.sheet.rows and (width <= 4 or self.block.rank == 0)

    def _many(
        self, width: int, text: TextDemand, head: HeadDemand, price: float
    ) -> Iterator[StoryForm]:
        """Pictures in several rows: over the head, and across all columns under it."""
        room, shown = self._width(width), self.story.pictures
        abreast = max(1, int(room // NARROWEST))
        count = -(-len(shown) // abreast)
        if count > len(LEVELS) + 1:
            return
        each = -(-len(shown) // count)
        groups = [shown[n : n + each] for n in range(0, len(shown), each)]
        shots = [self.demand.pictures(self.story.id, group, room) for group in groups]
        box: dict[str, Any] = {"story": self.block.select, **self._styles(self.level)}
        box["pictures"] = [
            {"at": level, "columns": width, "take": len(group), "rows": f"{shot.rows}行"}
            for level, group, shot in zip(LEVELS, groups, shots, strict=False)
        ][: len(groups) - 1]
        box["picture"] = {"at": "top", "rows": f"{shots[-1].rows}行"}
        inner = sum(shot.rows + shot.captions + 1 for shot in shots[:-1])
        yield self._made(
            width, box, text, head, price=price, shot=shots[-1], pads=inner, kind="plain"
        )

    def _made(  # noqa: PLR0913 - the facts of a form are of one rank
        self, width: int, box: dict[str, Any], text: TextDemand, head: HeadDemand, *, price: float,
        shot: PicturesDemand | None = None, inside: int = 0, count: int = 0, pads: int = 0,
        kind: str = "plain", corners: int = 0, under: int = 0,
    ) -> StoryForm:  # fmt: skip
        """Put a form together; ``under`` columns stand under the head, the others beside it."""
        count = count or width
        under = under or count
        over = 1 + pads + head.rows
        image = (0, 0, 0)
        if shot and not inside:
            over += shot.rows + shot.captions
            image = (count, shot.rows - shot.least, shot.most - shot.rows)
        rooms = [over] * under + [1 + pads] * (count - under)
        if shot and inside:
            for n in range(count - inside, count):
                rooms[n] += shot.rows + shot.captions + 1
            image = (inside, shot.rows - shot.least, shot.most - shot.rows)
        costs = self._costs(text, rooms, image, under, count)
        top = BOTH if (shot and not inside) else corners
        share = head.share * (width if under == count else under)
        middle = (width if under == count else under) / 2
        bridge = (middle - share / 2, middle + share / 2)
        if self.sheet.latin:
            bridge = (0.0, share)
        if (shot and not inside) or kind == "framed":
            bridge = (0.0, float(width))
        return StoryForm(
            block=self.number, width=width, box=box | {"fit": self._fit(image)}, kind=kind,
            corners=top, price=price, costs=costs, over=over, lines=text.rows, head=head,
            bridge=bridge, why=f"{self.block.letters} 字",
        )  # fmt: skip

    def _beside(self, width: int, text: TextDemand, price: float) -> Iterator[StoryForm]:
        """串文题: the last column of text parts the head from its neighbour's."""
        across = width - 1
        head = self._head(self._width(across), across, self.level)
        if not head.fits or text.wide or text.rows / width < 9:
            return
        box = {"story": self.block.select, **self._styles(self.level)}
        box["headline"] = {"at": "top-left", "across": across}
        yield self._made(
            width, box, text, head, price=price, kind="beside", corners=RIGHT, under=across
        )

    def _own(self, width: int, count: int, sides: float, *, wide: bool = False) -> float:
        """Return the measure of ``count`` columns of a box's own, pt; 0 where none is pleasant."""
        em = self.sheet.grid.em
        room = self._width(width) - 2 * sides - LEAST_GUTTER * em * (count - 1)
        letters = int(room / count / em + 1e-6)
        most = WIDE + 6 * wide
        return letters * em if NARROW <= letters <= most or self.sheet.latin else 0.0

    def _broken(self, width: int, count: int, price: float) -> Iterator[StoryForm]:
        """破栏: fewer columns than the grid has there."""
        measure = self._own(width, count, 0.0, wide=True)
        if not measure:
            return
        text = self.demand.text(self.story, measure)
        head = self._head(self._width(width), width, self.level)
        shot = self._shot(self._width(width))
        if not head.fits or text.wide or (shot and not self._suits(shot, width)):
            return
        box = {"story": self.block.select, "columns": count, **self._styles(self.level)}
        if shot:
            box["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
        yield self._made(width, box, text, head, price=price, shot=shot, count=count, kind="broken")

    def _framed(self, width: int, price: float) -> Iterator[StoryForm]:
        shape = self.shapes.get("framed")
        if not shape:
            return
        count = 1 if width == 2 and self.sheet.grid.measure < 11 * self.sheet.grid.em else 2
        sides, pads = self._pads(shape)
        measure = self._own(width, count, sides)
        if not measure:
            return
        text = self.demand.text(self.story, measure)
        inner = self._width(width) - 2 * sides
        head = self._head(inner, width, "framed")
        shot = self._shot(inner)
        if not head.fits or text.wide or (shot and shot.rows > 0.36 * self.sheet.rows):
            return
        box = {"story": self.block.select, "columns": count, **self._styles("framed")}
        if shot:
            box["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
        yield self._made(
            width, box, text, head, price=price, shot=shot, count=count, pads=pads,
            kind="framed", corners=BOTH,
        )  # fmt: skip

    def _pads(self, shape: Mapping[str, Any]) -> tuple[float, int]:
        """Return the padding of a house's form: sides in pt, rows at head and foot."""
        padding = shape.get("padding", {})
        sides = float(str(padding.get("sides", "0pt")).removesuffix("pt"))
        rows = [int(str(padding.get(end, "0行")).removesuffix("行")) for end in ("head", "foot")]
        return sides, sum(rows)

    def _upright(self, width: int, price: float) -> Iterator[StoryForm]:
        """竖题: a block at the left with the head upright, as deep as the text."""
        shape = self.shapes.get("upright")
        letters = len(self.story.headline)
        if not shape or not 3 <= letters <= 12 or self.story.pictures or self.story.standfirst:
            return
        em, block = self.sheet.grid.em, SIDE[self.sheet.large]
        count = width - 1
        room = self._width(width) - (block + 1) * em - LEAST_GUTTER * em * (count - 1)
        measure = int(room / count / em + 1e-6) * em
        if measure < NARROW * em:
            return
        text = self.demand.text(self.story, measure, headless=True)
        box = {"story": self.block.select, "columns": count, **self._styles("upright")}
        box["headline"] = {"at": "left", "vertical": "yes", "width": f"{block}字"}
        spare = spare_costs(text, count, 0, (0, 0, 0))
        row, costs = self.sheet.grid.baseline, {}
        style = self.demand.setup.style.styles[self._names("upright").get("headline", "headline")]
        for rows in range(8, self.sheet.rows + 1):
            deep = (rows - 2) * row
            cost = spare.get(count * (rows - 1) - text.rows)
            if (
                cost is not None
                and cost < DEAR
                and letters * style.smallest <= deep <= 1.7 * letters * style.largest
            ):
                costs[rows] = cost
        if costs and not text.wide:
            yield StoryForm(
                block=self.number, width=width, box=box | {"fit": self._fit((0, 0, 0))},
                kind="upright", corners=RIGHT, price=price, costs=costs, over=1, lines=text.rows,
                bridge=(0.0, 1.0), why=f"{self.block.letters} 字",
            )  # fmt: skip

    # doglegs

    def legs(self) -> Iterator[StoryForm]:
        """Yield the doglegs that a story can be."""
        if self.block.kind != "story" or self.block.asked in ("framed", "upright"):
            return
        wide = self.columns
        text = self.demand.text(self.story, self.sheet.grid.measure)
        if text.wide or text.rows < (LEG_PICTURED if self.story.pictures else LEG):
            return
        for width in range(2, wide + 1):
            if width < 0.4 * wide:
                continue
            yield from self._doglegs(width, width, text)
            if width >= 3 and not self.story.pictures:
                yield from self._doglegs(width, width - 1, text)

    def _doglegs(self, width: int, across: int, text: TextDemand) -> Iterator[StoryForm]:
        """Yield doglegs whose head stands over ``across`` of their ``width`` columns."""
        wide = self.columns
        head = self._head(self._width(across), across, self.level)
        shot = self._shot(self._width(width))
        if not head.fits or (shot and shot.rows > 0.34 * self.sheet.rows):
            return
        box: dict[str, Any] = {"story": self.block.select, **self._styles(self.level)}
        over, image = 1 + head.rows, (0, 0, 0)
        if shot:
            box["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
            over += shot.rows + shot.captions
            image = (width, shot.rows - shot.least, shot.most - shot.rows)
        if across < width:
            box["headline"] = {"at": "top-left", "across": across}
        box["fit"] = self._fit(image)
        share = head.share * across
        bridge = (across / 2 - share / 2, across / 2 + share / 2)
        spare = spare_costs(text, width, across, image, self.growth)
        # a column beside the head is deeper by what stands over the others
        lines = text.rows - (width - across) * (over - 1)
        for tail in range(1 if wide < 7 else 2, width):
            if width == wide and tail < 2:
                continue
            price = 3.0 * abs(width - 0.67 * wide) if self.block.rank == 0 else 0.5
            price += 1.5 * (tail == 1) + 1.0 * (across < width)
            for right in (False, True) if across == width else (False,):
                yield StoryForm(
                    block=self.number, width=width, tail=tail, right=right, box=box,
                    price=price, costs=spare, over=over, lines=lines, head=head,
                    corners=BOTH if shot else RIGHT if across < width else 0,
                    bridge=(0.0, float(width)) if shot else bridge,
                    why=f"{self.block.letters} 字, a dogleg",
                )  # fmt: skip

    # other blocks

    def _photo(self) -> Iterator[StoryForm]:
        photo = self.block.items[0]
        if not isinstance(photo, Photo):
            return
        there = photo.picture.src in self.demand.setup.picture_sizes
        for width in range(1 if self.columns < 6 else 2, min(4, self.columns) + 1):
            shot = self.demand.pictures(photo.id, (photo.picture,), self._width(width))
            if shot.rows > 0.45 * self.sheet.rows:
                continue
            over = 1 + shot.captions
            costs = {
                rows + over: EMPTY_COST * abs(rows - shot.rows)
                for rows in range(shot.least, shot.most + 1)
            }
            yield StoryForm(
                block=self.number, width=width,
                box={"photo": self.block.select, **self._styles("photo")},
                kind="photo", corners=BOTH, costs=costs, bridge=(0.0, float(width)),
                price=0.0 if there else 1.0 * width, why="a photo",
            )  # fmt: skip

    def _briefs(self) -> Iterator[StoryForm]:
        stories = [item for item in self.block.items if isinstance(item, Article)]
        shape = self.shapes.get("framed") or {}
        for framed in (False, True):
            if framed and not (self.framed and shape):
                continue
            sides, pads = self._pads(shape) if framed else (0.0, 0)
            for width in range(2 if framed else 1, self.columns + self.sheet.any_width):
                count = width
                measure = self._own(width, count, sides) if framed else self.sheet.grid.measure
                if not measure:
                    continue
                form = self._poured(stories, width, measure, pads, framed)
                if form.costs:
                    yield form

    def _poured(
        self, stories: list[Article], width: int, measure: float, pads: int, framed: bool
    ) -> StoryForm:
        texts = [self.demand.brief(story, measure) for story in stories]
        rows = sum(text.rows for text in texts) + len(stories) - 1
        costs = {0: 0.0} | {n: 1.0 * n for n in range(1, len(stories))}
        spare = spare_costs(TextDemand(rows, costs, wide=False), width, 0, (0, 0, 0))
        over = (
            1
            + pads
            + (3 if stories[0].section or self.demand.setup.style.labels.get("briefs") else 0)
        )
        found = {}
        for deep in range(over + 4, self.sheet.rows + 1):
            # heads keep lines under them: a column's foot may stay white a row or two
            cost = spare.get(width * (deep - over) - rows - ceil(0.6 * (width - 1)))
            if cost is not None and cost < DEAR:
                found[deep] = cost
        box = {"briefs": self.block.select, **self._styles("framed" if framed else "briefs")}
        return StoryForm(
            block=self.number, width=width, box=box, kind="framed" if framed else "briefs",
            corners=BOTH, price=1.0 * framed + 0.5 * abs(width - 2), costs=found, over=over,
            lines=rows, bridge=(0.0, float(width)) if framed else (0.0, 0.0),
            why=f"{len(stories)} briefs",
        )  # fmt: skip
