"""What a story asks for: its text at a measure, its head over a width, its pictures.

Takes a story and the house's styles; returns rows, measured by make-up's own setting of text and
heads, each once.  Knows nothing of where anything stands.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from broadsheet.edition import Article, Picture
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import plan_pictures
from broadsheet.makeup.galley.setup import PageSetup, source_of
from broadsheet.makeup.story.copyfit import wide_chunks
from broadsheet.makeup.story.head import HEAD_WHITE, StoryHead, set_head
from broadsheet.makeup.text.body import set_body
from broadsheet.models import field, frozen, record, replace
from broadsheet.spec import Box, PicturePlace, StoryBox, TypeStyle

SHORT, MOST_SHORT = 3.0, 3  # cost of a row that is white at the foot, squared; the most of them
HOLE = 4.0  # of a column that ends a row early
HEADS = (0.0, 1.0, 4.0)  # of a head that is so many rows deeper
PICTURE = 1.2  # of a picture a row deeper or less deep, squared
NEARLY, FULL, PLAINLY = 0.855, 0.925, 0.84  # of its width that a headline fills: neither, or less
KICKER, DECK = 0.64, 0.48  # of the headline's size, at most
MOST_LINES = 5  # of a headline, for its deck's sake
HALF = 0.5  # of it: a deck that is larger is told
KEPT_RATIO = 1.9  # width to depth of a place that is kept for a picture
NARROWEST = 80.0  # pt of a picture among others
UNFIT = 999  # rows of pictures that are narrower
SMALLER = (0.85, 0.7, 0.55, 0.0)  # of its least size, that a headline may be to go in
LEAST = 10.0  # pt of a headline, whatever the style says, before it does not go in


@frozen()
class TextDemand:
    """A story's text at a measure."""

    rows: int
    costs: Mapping[int, float]  # by rows more or fewer that its paragraphs and crossheads take
    wide: bool  # something in it is wider than its column
    whole: int = 0  # rows of what stays in one column, at most: a stanza, a table


@frozen(kw_only=True)
class HeadDemand:
    """A head over a width: the rows that it takes, and how its parts are set."""

    rows: int
    size: float  # pt, of the headline
    share: float  # of the width that the headline's longest line takes
    lines: int
    over: float  # rows of the head over the headline: tag, kicker, white
    deep: float  # rows of the headline itself
    styles: Mapping[str, tuple[str, float, float, int]]  # role: style, sizes, lines of its own
    fits: bool
    cramped: bool = False  # its deck is large beside the headline


@frozen()
class PicturesDemand:
    """A story's pictures side by side in a width: rows of the pictures, and under them."""

    rows: int
    captions: int
    least: int  # rows of the pictures, cropped as far as they may be
    most: int
    there: bool  # their files are


@record()
class Measures:
    """Measures stories; keeps what it has measured."""

    setup: PageSetup
    texts: dict[tuple[str, int, bool], TextDemand] = field(default_factory=dict)
    heads: dict[tuple[object, ...], HeadDemand] = field(default_factory=dict)
    shots: dict[tuple[str, int], PicturesDemand] = field(default_factory=dict)

    @property
    def row(self) -> float:
        """Depth of a row, pt."""
        return self.setup.style.grid.baseline

    def text(self, story: Article, measure: float, *, headless: bool = False) -> TextDemand:
        """Return a story's text set to ``measure`` pt; ``headless``: its head is not over it."""
        key = (story.id, round(measure * 20), headless)
        if key not in self.texts:
            galley = Galley(self.setup, _box())
            chunks = set_body(galley, story, measure, headless=headless)
            rows = sum(chunk.slab.choices[0].rows for chunk in chunks)
            steps: dict[bool, list[float]] = {True: [], False: []}
            for chunk in chunks:
                natural = chunk.slab.choices[0].rows
                for choice in chunk.slab.choices[1:]:
                    steps[choice.rows > natural].append(choice.cost)
            costs = {0: 0.0}
            for more, found in steps.items():
                total = 0.0
                for n, cost in enumerate(sorted(found), 1):
                    total += cost
                    costs[n if more else -n] = total
            whole = max((chunk.slab.choices[0].rows for chunk in chunks if not chunk.slab.splits),
                        default=0)  # fmt: skip
            self.texts[key] = TextDemand(rows, costs, any(wide_chunks(chunks)), whole)
        return self.texts[key]

    def brief(self, story: Article, measure: float) -> TextDemand:
        """Return what a story takes among the briefs: its head on lines of its own, its text."""
        key = (f"brief {story.id}", round(measure * 20), False)
        if key not in self.texts:
            text = self.text(replace(story, standfirst=""), measure)
            em = self.setup.style.grid.em
            galley = Galley(self.setup, _box())
            rows = text.rows
            if story.headline:
                role = "brief-head" if "brief-head" in self.setup.style.styles else "crosshead"
                source = source_of(story.id, "headline", story.headline)
                fitted = galley.fitted(story.headline, galley.type(role), source, width=measure)
                depth = fitted.size + fitted.leading * (len(fitted.lines) - 1)
                rows += max(galley.type(role).style.rows, ceil(depth / self.row - 0.1))
            for words in (story.kicker, story.deck, story.standfirst):
                rows += ceil(1.02 * len(words) * em / measure) if words else 0
            self.texts[key] = TextDemand(rows, text.costs, text.wide)
        return self.texts[key]

    def head(
        self,
        story: Article,
        width: float,
        styles: Mapping[str, str],
        lines: int,
        most: float = 0.0,
        larger: float = 1.0,
    ) -> HeadDemand:
        """Fit a story's head to ``width`` pt, its parts in proportion.

        Its headline takes ``lines`` at most, and ``most`` pt, if that is not 0; ``larger``: by
        which its largest size is more than the house's.
        """
        key = (story.id, round(width * 20), tuple(sorted(styles.items())), lines, most, larger)
        if key not in self.heads:
            self.heads[key] = self._head(story, width, styles, lines, most, larger)
        return self.heads[key]

    def _head(
        self,
        story: Article,
        width: float,
        names: Mapping[str, str],
        lines: int,
        most: float,
        larger: float,
    ) -> HeadDemand:
        known = self.setup.style.styles
        base = known[names.get("headline", "headline")]
        if larger > 1.0:
            base = replace(base, largest=round(base.largest * larger, 1))
        if most and base.largest > most:
            base = replace(base, smallest=min(base.smallest, most), largest=most)
        least = base.smallest
        if story.deck:  # a deck is half its headline at most
            least = max(least, min(base.largest, known[names.get("deck", "deck")].smallest / DECK))
        wanted = {"headline": replace(base, smallest=least, lines=max(lines, base.lines))}
        head, size, share = self._set(story, width, names, wanted)
        for part in SMALLER if not head.fits else ():  # the fewest lines are taken that go in
            smallest = max(min(least, LEAST), part * least)
            wanted["headline"] = replace(wanted["headline"], smallest=smallest, lines=lines + 1)
            head, size, share = self._set(story, width, names, wanted)
            if head.fits:
                break
        if NEARLY < share < FULL and size * PLAINLY / share >= min(least, base.smallest):
            capped = int(size * PLAINLY / share * 10) / 10
            own = wanted["headline"]
            wanted["headline"] = replace(own, smallest=min(own.smallest, capped), largest=capped)
            head, size, share = self._set(story, width, names, wanted)
        for role, part in (("kicker", KICKER), ("deck", DECK)):
            style = known.get(names.get(role, role))
            if style and getattr(story, role) and size and style.largest > part * size:
                largest = max(8.0, int(part * size * 10) / 10)
                least = min(style.smallest, largest)
                wanted[role] = replace(style, smallest=least, largest=largest)
        if len(wanted) > 1:
            head, size, share = self._set(story, width, names, wanted)
        deck = wanted.get("deck")
        if deck is None or deck.smallest <= HALF * size:
            return head
        if lines < MOST_LINES:  # in more lines it may be larger
            more = self._head(story, width, names, lines + 1, most, larger)
            if more.fits and not more.cramped:
                return more
        return replace(head, cramped=True)

    def _set(
        self,
        story: Article,
        width: float,
        names: Mapping[str, str],
        wanted: Mapping[str, TypeStyle],
    ) -> tuple[HeadDemand, float, float]:
        """Set a head with some styles of its own."""
        styles = {**self.setup.style.styles, **{f"own-{role}": s for role, s in wanted.items()}}
        desk = replace(self.setup, style=replace(self.setup.style, styles=styles))
        own = {**names, **{role: f"own-{role}" for role in wanted}}
        found = set_head(Galley(desk, _box(own)), story, width)
        line = found.headline
        size = line.set.size if line else 0.0
        share = max((x.width for x in line.set.lines), default=0.0) / width if line else 0.0
        fits = not any(part.overset for part in found.parts) and not (
            found.tag and found.tag.overset
        )
        head = HeadDemand(
            rows=found.rows,
            size=size,
            share=share,
            lines=len(line.set.lines) if line else 0,
            over=_over(found, self.row),
            deep=line.depth / self.row if line else 0.0,
            styles={
                role: (names.get(role, role), style.smallest, style.largest, style.lines)
                for role, style in wanted.items()
            },
            fits=fits,
        )
        return head, size, share

    def pictures(
        self, item: str, shown: Sequence[Picture], width: float, least_width: float = NARROWEST
    ) -> PicturesDemand:
        """Return what pictures side by side take in ``width`` pt, and cropped.

        None is narrower than ``least_width`` pt.
        """
        key = (f"{item} {len(shown)} {shown[0].caption}", round(width * 20))
        if key not in self.shots:
            galley = Galley(self.setup, _box())
            stack = plan_pictures(galley, PicturePlace(), item, shown, width)
            rows = stack.image_rows
            there = all(picture.src in self.setup.picture_sizes for picture in shown)
            least, most = ceil(0.82 * rows), int(1.2 * rows)
            if not there:  # a place that is kept is no larger than it must be
                rows = max(4, min(rows, round(width / len(shown) / KEPT_RATIO / self.row)))
                least, most = max(3, rows - 2), rows + 1
            if width / len(shown) < least_width:
                rows = most = UNFIT
            self.shots[key] = PicturesDemand(
                rows, stack.caption_rows, min(least, rows), max(most, rows), there
            )
        return self.shots[key]


def _over(head: StoryHead, row: float) -> float:
    """Return what stands in a head over its headline, rows."""
    over = (head.tag.depth if head.tag else 0.0) + HEAD_WHITE * row
    for part in head.parts:
        over += part.before
        if part.role == "headline":
            break
        over += part.depth
    return over / row


def _box(styles: Mapping[str, str] | None = None) -> Box:
    return Box(name="demand", content=StoryBox(), styles=styles or {})


def spare_costs(
    text: TextDemand,
    columns: int,
    under_head: int,
    picture: tuple[int, int, int],
    growth: int = 2,
) -> dict[int, float]:
    """Return the cost of each number of rows of columns to spare, as a story takes them up.

    ``under_head`` columns are as many rows less deep as the head is deeper, ``growth`` rows at
    most; ``picture``: the columns that pictures are wide, rows by which they may be less deep,
    and deeper.
    """
    base: dict[int, float] = dict(text.costs)
    most = max(base)
    for n in range(1, columns):  # a column may end a row early
        base[most + n] = base[most] + HOLE * n
    for spare in sorted(base):
        for n in range(1, MOST_SHORT + 1):
            cost = base[spare] + SHORT * n * n
            if cost < base.get(spare + n, 1e9):
                base[spare + n] = cost
    across, less, more = picture
    found: dict[int, float] = {}
    for deeper, head in enumerate(HEADS[: growth + 1] if under_head else HEADS[:1]):
        for image in range(-less, more + 1) if across else range(1):
            taken = under_head * deeper + across * image
            cost = head + PICTURE * image * image
            for spare, price in base.items():
                total = cost + price
                if total < found.get(spare + taken, 1e9):
                    found[spare + taken] = total
    return found
