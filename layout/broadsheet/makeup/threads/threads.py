"""A story that runs through several boxes (转版): its text goes on where a box ended.

Takes the legs of a story on one page and where its text stood before; plans each leg with the
text that the one before leaves, tells ``heights`` what they cost together, and sets the lines
that lead from page to page.  Lengths are pt.  Knows nothing of the page's other boxes.
"""

from collections.abc import Iterator, Mapping, Sequence

from broadsheet.display import FURNITURE
from broadsheet.edition import Article
from broadsheet.errors import Level
from broadsheet.makeup.boxes.plain import PlainPlan, set_nothing
from broadsheet.makeup.galley.contract import Planned, content_of
from broadsheet.makeup.galley.forme import Forme, rows_above
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import Stack
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.shape.drawn import Shape, lattice, own_lattice
from broadsheet.makeup.story.area import StoryArea, area_of
from broadsheet.makeup.story.plan import ColumnsPlan
from broadsheet.makeup.story.pull import floating
from broadsheet.makeup.story.story import StoryPlan, plan_story
from broadsheet.makeup.text.body import set_body
from broadsheet.makeup.text.chunk import Chunk, padded, set_chunk, setting_of
from broadsheet.makeup.threads.jumps import jump_head, label_of, label_span, lead_on, raw_jump
from broadsheet.makeup.threads.legs import Key, Leg, PageContent, find_legs
from broadsheet.models import field, frozen, record, replace
from broadsheet.paragraph import Span
from broadsheet.paragraph.inlines import part_of
from broadsheet.spec import StoryBox

STARVED = 1000.0  # cost of a row that a column lacks under its head
LEAST = 3  # rows of text in each column of a leg


@frozen()
class Rest:
    """What is left of a story: its chunks from one on, without that one's first characters."""

    chunk: int = 0
    offset: int = 0


BEGIN = Rest()


@record()
class PlannedLeg:
    """A leg on its page: how it is planned for what the leg before leaves."""

    leg: Leg
    area: StoryArea
    setup: PageSetup
    label: str  # that leads back; empty: the text comes from this page
    first: StoryPlan | None  # of the story's own box
    plans: dict[Rest, StoryPlan | None] = field(default_factory=dict)
    said: tuple[tuple[Level, str, str], ...] = ()  # of its columns
    rows: tuple[int, ...] = ()  # of a box outside the map; empty: what its bands get

    @property
    def white(self) -> PlainPlan:
        """The plan of a leg that nothing is left for."""
        galley, area = Galley(self.setup, self.leg.box), self.area
        return PlainPlan(galley, area.shape, area.above, 1, set_nothing)

    def plan(self, rest: Rest) -> StoryPlan | None:
        """Return the plan for what is left of the story; None when nothing is."""
        if self.first is not None:
            return self.first
        if rest not in self.plans:
            self.plans[rest] = self._planned(rest)
        return self.plans[rest]

    def _planned(self, rest: Rest) -> StoryPlan | None:
        galley = Galley(self.setup, self.leg.box, said=list(self.said))
        chunks = rest_of_body(galley, self.leg, self.area.places[0].measure, rest, self.label)
        if not chunks:
            return None
        head = jump_head(galley, self.leg, self.area.head_width)
        columns = ColumnsPlan(
            galley=galley,
            area=self.area,
            head=head,
            head_rows=head.rows,
            pictures=Stack(self.leg.story.id),
            pictures_below=False,
            chunks=chunks,
            onward=self.leg.after is not None,
            tail=int(self.leg.jumps),
        )
        return StoryPlan(self.leg.story, columns)

    def ended(self, plan: ColumnsPlan, heights: tuple[int, ...], rest: Rest) -> Rest:
        """Return what the leg leaves of the story when its bands are ``heights`` rows deep."""
        fit = plan.fit(heights)
        apart = self._apart(plan)
        poured = fit.poured
        for n, (rows, pieces) in enumerate(zip(poured.rows, poured.pieces, strict=True)):
            over = [piece.first for piece in pieces if piece.column >= len(fit.depths)]
            if not over:
                continue
            chunk, at = fit.chunks[n], 0
            lines = chunk.lines(rows)
            line = min(over) - chunk.before
            if line >= len(lines) and not chunk.crosshead and not chunk.part:
                continue  # nothing but the white under it
            if line > 0 and not chunk.crosshead and not chunk.part:
                at = lines[line].start
            if n == 0 and not apart:  # it has lost characters, and may have gained a label
                return Rest(rest.chunk, max(rest.offset, rest.offset + at - self._gained(plan)))
            at += rest.offset if n <= apart else 0
            return Rest(rest.chunk + max(0, n - apart), at)
        return Rest(rest.chunk + len(plan.chunks) - apart)

    def _apart(self, plan: ColumnsPlan) -> int:
        """Count the chunk that holds nothing but the label."""
        spans = plan.chunks[0].spans if plan.chunks else ()
        return int(bool(self.label) and len(spans) == 1 and spans[0].source == FURNITURE)

    def _gained(self, plan: ColumnsPlan) -> int:
        """Return the characters that the label adds to the first chunk."""
        spans = plan.chunks[0].spans
        return len(self.label) if self.label and spans and spans[0].text == self.label else 0


@record()
class PageThread:
    """The legs of one story on one page, in order."""

    threads: "Threads"
    parts: list[PlannedLeg]
    start: Rest = BEGIN
    set: list[tuple[PlannedLeg, StoryPlan, bool]] = field(
        default_factory=list
    )  # whether it breaks off

    @property
    def mapped(self) -> list[PlannedLeg]:
        """Those that the map draws: others have their rows."""
        return [part for part in self.parts if not part.rows]

    @property
    def first(self) -> int:
        """First band of the map that any of them touches."""
        return min(part.area.shape.bands.start for part in self.mapped)

    @property
    def last(self) -> int:
        """Last band of the map that any of them touches."""
        return max(part.area.shape.bands[-1] for part in self.mapped)

    def planned(
        self, heights: Sequence[int], first: int
    ) -> Iterator[tuple[PlannedLeg, StoryPlan | None, tuple[int, ...], Rest]]:
        """Yield each leg with its plan, its own bands of ``heights``, and what it leaves."""
        rest = self.start
        for part in self.parts:
            bands = part.area.shape.bands
            own = part.rows or tuple(heights[bands.start - first : bands.stop - first])
            plan = part.plan(rest)
            if plan is not None:
                rest = part.ended(plan.columns, own, rest)
            yield part, plan, own, rest

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of all legs together; ``heights`` begin with their first band."""
        total = 0.0
        for part, plan, own, _ in self.planned(heights, self.first):
            if plan is None:
                total += STARVED * max(0, part.area.above + 1 - sum(own))
                continue
            total += plan.cost(own)
            if plan.columns.onward:
                total += sum(STARVED * max(0, LEAST - room) for room in plan.columns.rooms(own))
        return total

    @property
    def open(self) -> bool:
        """Whether its text goes on on another page, so that any height will do."""
        return self.parts[-1].leg.after is not None

    def rank(self, box: str) -> int:
        """Return which of them stands in a box."""
        return next(n for n, part in enumerate(self.parts) if part.leg.box.name == box)

    def close(self, heights: Sequence[int]) -> dict[str, Planned]:
        """Return the plan of each box for a page's final heights, and note what they leave."""
        plans: dict[str, Planned] = {}
        rest = self.start
        for part, plan, own, left in self.planned(heights, 0):
            rest = left
            plans[part.leg.box.name] = plan or part.white
            if plan is not None:
                self.set.append((part, plan, plan.columns.fit(own).poured.overset > 0))
        self.threads.rests[self.parts[0].leg.story.id] = rest
        return plans

    def finish(self, forme: Forme) -> None:
        """Say which boxes are left white, and set the lines that lead to another page."""
        shown = {part.leg.box.name for part, _, _ in self.set}
        for part in self.parts:
            leg = part.leg
            if leg.box.name in shown:
                continue
            message = f"{leg.name} ends before this box: it stays white"
            forme.findings.append(
                leg.box.finding("warning", "empty-box", message, leg.page, leg.story.id)
            )
        for part, plan, broken in self.set:
            lead_on(forme, part.leg, plan.galley, self.threads.folios, broken=broken)


@record()
class Threads:
    """All stories of an edition that run through several boxes."""

    legs: Mapping[Key, Leg]
    folios: Sequence[str]  # what each page is called in a line that leads to it
    rests: dict[str, Rest] = field(default_factory=dict)  # by story

    def on_page(
        self,
        forme: Forme,
        forms: Mapping[str, Shape],
    ) -> dict[str, PageThread]:
        """Return the stories of a page that run through several boxes, by box."""
        own = [leg for (page, _), leg in self.legs.items() if page == forme.number]
        threads: dict[str, PageThread] = {}
        held: dict[str, PageThread] = {}
        for leg in sorted(own, key=lambda leg: leg.number):
            story = leg.story.id
            if story not in threads:
                threads[story] = PageThread(self, [], self.rests.get(story, BEGIN))
            threads[story].parts.append(self._planned_leg(forme, leg, forms[leg.box.name]))
            held[leg.box.name] = threads[story]
            forme.parts[leg.box.name] = leg.number
            if leg.story.id not in {item.id for item in forme.items}:
                forme.others[story] = (leg.story, leg.name)
        return held

    def _planned_leg(self, forme: Forme, leg: Leg, shape: Shape) -> PlannedLeg:
        spec = forme.spec
        galley, content = Galley(forme.setup, leg.box), content_of(leg.box, StoryBox)
        basic = lattice(spec.style, spec.top, [0] * len(spec.arrangement.map))
        rows: tuple[int, ...] = ()
        if leg.box.at is not None:
            basic = own_lattice(spec.style, leg.box.at)
            rows = basic.heights
        area = area_of(galley, content, shape, basic, rows_above(leg.box, shape, spec))
        if leg.number == 1:
            own = _own_plan(galley, leg, area)
            return PlannedLeg(leg, area, forme.setup, "", own, rows=rows)
        label = ""
        if leg.before and leg.lands:
            label = label_of(spec.style.labels, "jump-from", leg.before.page, self.folios)
        return PlannedLeg(leg, area, forme.setup, label, None, said=tuple(galley.said), rows=rows)


def find_threads(formes: Sequence[Forme], folios: Sequence[str]) -> Threads:
    """Return the stories that run through several boxes; what is amiss goes to its page."""
    pages = [PageContent(forme.spec.arrangement, forme.items, forme.picked) for forme in formes]
    legs, findings = find_legs(pages)
    for finding in findings:
        formes[(finding.page or 1) - 1].findings.append(finding)
    named = [folio or str(number) for number, folio in enumerate(folios, 1)]
    return Threads(legs, named)


def _own_plan(galley: Galley, leg: Leg, area: StoryArea) -> StoryPlan:
    """Plan a story's own box: what goes on elsewhere is not over."""
    own = plan_story(galley, content_of(leg.box, StoryBox), leg.story, area)
    columns = replace(own.columns, poured={}, onward=True, tail=int(leg.jumps))
    if raw_jump(leg):
        chunks = body_of(galley, leg, area.places[0].measure)
        shaper = columns.shaper and replace(columns.shaper, chunks=chunks)
        columns = replace(columns, chunks=chunks, shaper=shaper, tailed=True)
    return replace(own, columns=columns)


def _poured_story(leg: Leg) -> Article:
    """Return the story without the line to the next page, which has a place of its own."""
    return replace(leg.story, jump=None) if raw_jump(leg.first) else leg.story


def body_of(galley: Galley, leg: Leg, measure: float) -> tuple[Chunk, ...]:
    """Set a story's whole text for a leg, in the same chunks as for its own box."""
    own = content_of(leg.first.box, StoryBox)
    upright = own.headline.beside or own.headline.vertical
    byline = "start" if upright and own.byline == "head" else own.byline
    story = _poured_story(leg)
    return set_body(galley, story, measure, byline, headless=upright, without=floating(own, story))


def rest_of_body(
    galley: Galley, leg: Leg, measure: float, rest: Rest, label: str = ""
) -> tuple[Chunk, ...]:
    """Set what is left of a story at ``measure`` pt, opened by a label that leads back."""
    left = body_of(galley, leg, measure)[rest.chunk :]
    if not left:
        return ()
    first = left[0]
    lead = (label_span(galley, label),) if label else ()
    display = first.crosshead or first.part is not None
    if lead and (display or first.inset or first.setting.align == "right"):
        body = setting_of(galley.type("body"), measure, down=False)
        opened = set_chunk(lead, body, galley.ladder.paragraph)
        return (opened, _cut(galley, first, rest.offset, ()), *left[1:])
    return (first if display else _cut(galley, first, rest.offset, lead), *left[1:])


def _cut(galley: Galley, chunk: Chunk, count: int, lead: tuple[Span, ...]) -> Chunk:
    """Return a chunk without its first ``count`` characters, opened by ``lead``."""
    if not count and not lead:
        return chunk
    setting = chunk.setting
    if count and not lead:
        setting = replace(setting, indent=0.0)
    spans = (*lead, *_without(chunk.spans, count))
    cut = set_chunk(spans, setting, galley.ladder.paragraph, chunk.inset)
    before = 0 if count else chunk.before
    return padded(cut, before, chunk.after, chunk.panel) if before or chunk.after else cut


def _without(spans: Sequence[Span], count: int) -> Iterator[Span]:
    """Yield spans without their first ``count`` characters."""
    for span in spans:
        size = len(span.text)
        if count >= size:
            count -= size
            continue
        if span.source.item:
            yield part_of(span, count, size) if count else span
        else:
            yield replace(span, text=span.text[count:])
        count = 0
