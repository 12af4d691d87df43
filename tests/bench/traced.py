"""From a printed page to its spec and back: ``python -m tests.bench.traced [NAME…] [--keep DIR]``.

Sets the example editions in every bundled spec, traces the PDF as a stranger's, sets it again from
the trace, and prints a line for each: boxes (least intersection over union, farthest side), the
text's size and row, columns and heads, edition, lines with the same breaks, errors, seconds.
``--boxes`` traces boxes where they stand, without a map;
``--standard x4`` traces pages of that standard; ``--drawn N`` takes N days of a paper whose pages
draw themselves, each story up to 30 percent longer or shorter (from seed ``--first`` on), and
sums them up.
``--makers first`` (or ``second``) traces layouts that programs have set, of those that are there.
"""

import argparse
import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import broadsheet
from broadsheet import api
from broadsheet.display import Pages, PlacedBox
from broadsheet.edition import Advert, Article, Edition, EditionPage
from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.spec import Spec, StoryBox
from tests.bench import tomorrow
from tests.external.makers import scored
from tests.unit.test_parse_scored import lines as copy_lines
from tests.unit.test_parse_scored import plain

HERE = Path(__file__).parents[2] / "examples"
PAPERS = (
    ("duikai-6", "tinglan-front"),
    ("zjgrb-front", "tinglan-front"),
    ("neiye-6", "tinglan-front"),
    ("sikai", "tinglan-sikai"),
    ("zjgrb-front-8", "tinglan-eight"),
    ("siban-4", "tinglan-evening"),
    ("english-6", "saltmarsh-front"),
    ("house", "tinglan-front"),
    ("house", "tinglan-sikai"),
    ("house", "tinglan-evening"),
    ("house-english", "saltmarsh-front"),
)
DAYS = ("tinglan-front", "tinglan-eight", "tinglan-sikai")  # that pages are drawn of
_DAY = ("date", "weekday", "lunar")  # which are printed in forms of their own
BODY = frozenset({"para", "verse", "list", "qa", "note", "source", "byline"})


@frozen(kw_only=True)
class Figures:
    """What one round trip came to."""

    name: str
    boxes: tuple[float, ...]  # intersection over union of each
    side: float  # pt, the farthest side of a box from its own
    size: float  # pt, off
    row: float
    columns: float  # share of stories
    heads: float
    edition: float
    breaks: float
    errors: int
    seconds: float
    error: str = ""


def overlap(one: Rect, two: Rect) -> float:
    """Return the intersection of two boxes over their union."""
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    both = max(0.0, across) * max(0.0, down)
    return both / (one.width * one.height + two.width * two.height - both)


def away(one: Rect, two: Rect) -> float:
    """Return how far the sides of two boxes are apart, pt."""
    across = abs(one.left - two.left), abs(one.right - two.right)
    return max(*across, abs(one.top - two.top), abs(one.bottom - two.bottom))


def pairs(truth: Pages, back: Pages) -> Iterator[tuple[PlacedBox, PlacedBox | None]]:
    """Yield each box of the truth that holds something, with the traced one nearest to it."""
    for one, two in zip(truth.pages, back.pages, strict=False):
        for box in one.boxes:
            near = [(overlap(box.rect, other.rect), n) for n, other in enumerate(two.boxes)]
            best = max(near, default=(0.0, -1))
            yield box, two.boxes[best[1]] if best[0] > 0.05 else None


def broken(pages: Pages) -> Counter[str]:
    """Return the body's lines, each by its words."""
    return Counter(
        line.plain
        for line in pages.lines()
        if any(run.source.role in BODY for run in line.runs) and not line.vertical
    )


def contents(spec: Spec) -> Iterator[tuple[int, str, Any]]:
    """Yield the stories' boxes of a spec: page, name, content."""
    for number, page in enumerate(spec.pages or (spec,), start=1):
        for box in page.arrangement.boxes.values():
            if isinstance(box.content, StoryBox):
                yield number, box.name, box.content


def head_of(content: StoryBox, count: int) -> tuple[str, int, bool]:
    """Return how a head stands, whatever its own name for it."""
    head = content.headline
    across = head.across or count
    if head.beside or head.vertical:
        return head.at, 0, head.vertical
    over = across >= count
    return ("top" if over and head.at.startswith("top") else head.at), 0 if over else across, False


def measured(
    name: str, edition: Edition, spec: Spec, folder: Path, standard: str, *, boxes: bool = False
) -> Figures:
    """Set, trace, set again, and hold one against the other."""
    edition, spec, _ = api.drawn(edition, spec)
    truth = api.compose(edition, spec)
    out = io.BytesIO()
    api.write_pdf(truth, out, standard=standard)
    (folder / "source.pdf").write_bytes(out.getvalue())
    start = time.perf_counter()
    traced = broadsheet.trace(folder / "source.pdf", boxes=boxes)
    seconds = time.perf_counter() - start
    api.write_trace(traced, folder)
    again = broadsheet.read_edition(folder / "edition.yaml")
    own = broadsheet.load_spec(folder / "page.yaml")
    back = api.compose(again, own)
    broadsheet.write_pdf(back, folder / "back.pdf")
    held = list(pairs(truth, back))
    stories = [(one, two) for one, two in held if one.columns]
    was = {(n, name): c for n, name, c in contents(spec)}
    now = {(n, name): c for n, name, c in contents(own)}
    heads = [
        _head(one, was, truth) == _head(two, now, back) if two else False for one, two in stories
    ]
    lines, same = broken(truth), broken(truth) & broken(back)
    style, other = spec.pages[0].style if spec.pages else spec.style, (own.pages or (own,))[0].style
    return Figures(
        name=name,
        boxes=tuple(overlap(one.rect, two.rect) if two else 0.0 for one, two in held),
        side=max(away(one.rect, two.rect) if two else 999.0 for one, two in held),
        size=abs(style.styles["body"].largest - other.styles["body"].largest),
        row=abs(style.grid.baseline - other.grid.baseline),
        columns=_columns(stories),
        heads=_share(heads),
        edition=_score(edition, again, _printed(truth)),
        breaks=same.total() / max(1, lines.total()),
        errors=sum(f.level == "error" for f in [*back.findings]),
        seconds=seconds,
    )  # fmt: skip


def _head(box: PlacedBox, known: dict[tuple[int, str], Any], pages: Pages) -> Any:
    number = next(p.number for p in pages.pages if any(b is box for b in p.boxes))
    content = known.get((number, box.name))
    return head_of(content, len(box.columns)) if content else None


def _columns(stories: Sequence[tuple[PlacedBox, PlacedBox | None]]) -> float:
    return _share(
        [two is not None and len(one.columns) == len(two.columns) for one, two in stories]
    )


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))


def _flat(edition: Edition) -> Edition:
    """Return an edition as one page: what is on which is measured by the boxes."""
    items = [
        replace(item, copy=tuple(item.alt.split("\n")))  # words of what was cut out as a file
        if isinstance(item, Advert) and item.src and item.alt and not item.copy
        else item
        for item in edition.items
    ]
    page = EditionPage(items=tuple(items))
    return replace(edition, pages=(page,))


def _score(truth: Edition, read: Edition, printed: str) -> float:
    """Return how much of what the page says was read, as pages with truths are scored.

    Facts of the masthead that the page does not print can't be read off it; an edition that names
    no roles in its bylines is not held against one that does.
    """
    one, two = (copy_lines(plain(_flat(each))) for each in (truth, read))
    bare = any(isinstance(i, Article) and i.byline and not i.byline.roles for i in truth.items)
    for lines in (one, two):
        for line in [*lines]:
            if line[:1] == ("byline",) and bare:
                del lines[line]
    facts = [line for line in one if line[0] == "masthead" and line[1] not in _DAY]
    one -= Counter(line for line in facts if str(line[2]) not in printed)
    return 2 * (one & two).total() / max(1, one.total() + two.total())


def _printed(pages: Pages) -> str:
    """Return the letters and figures that pages print, line by line."""
    return "".join(char for line in pages.lines() for char in line.plain if char.isalnum())


def told(figures: Figures) -> str:
    """Return a line of the table."""
    if figures.error:
        return f"{figures.name:32} {figures.error}"
    boxes = figures.boxes
    good = sum(one >= 0.97 for one in boxes)
    return (
        f"{figures.name:32} {good:3}/{len(boxes):<3} {min(boxes):5.3f} {figures.side:6.1f} "
        f"{figures.size:5.2f} {figures.row:6.3f} {figures.columns:5.0%} {figures.heads:5.0%} "
        f"{figures.edition:6.3f} {figures.breaks:6.1%} {figures.errors:3} {figures.seconds:5.2f}"
    )


def main() -> int:
    """Print the table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*")
    given.add_argument("--keep", default="")
    given.add_argument("--standard", default="pdf")
    given.add_argument("--boxes", action="store_true")
    given.add_argument("--drawn", type=int, default=0, metavar="N")
    given.add_argument("--first", type=int, default=0, metavar="SEED", help="of --drawn")
    given.add_argument("--makers", default="", choices=("", *scored.SETS))
    order = given.parse_args()
    if order.makers:
        pages = scored.every(scored.SETS[order.makers], order.names)
        sys.stdout.write(scored.told(list(pages)))
        return 0
    sys.stdout.write(
        f"{'page':32} {'boxes':>7} {'IoU':>5} {'side':>6} {'size':>5} {'row':>6} {'cols':>5} "
        f"{'heads':>5} {'copy':>6} {'breaks':>6} {'err':>3} {'s':>5}\n"
    )
    found = []
    for name, spec, edition in _orders(order.names, order.drawn, order.first):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(order.keep or temporary) / name.replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            style = broadsheet.load_spec(spec)
            try:
                how = order.standard
                found.append(measured(name, edition, style, folder, how, boxes=order.boxes))
            except broadsheet.UserError as fault:
                found.append(replace(_NONE, name=name, error=str(fault)))
        sys.stdout.write(told(found[-1]) + "\n")
    if order.drawn:
        sys.stdout.write(summed(found) + "\n")
    return 0


def _orders(names: Sequence[str], drawn: int, first: int) -> Iterator[tuple[str, str, Edition]]:
    """Yield what is traced: a name, a spec, an edition."""
    if drawn:
        for seed in range(first, first + drawn):
            edition = broadsheet.read_edition(HERE / f"{DAYS[seed % len(DAYS)]}.yaml")
            yield f"house day {seed + 1}", "house", tomorrow.varied(edition, 30, seed)
        return
    for spec, day in PAPERS:
        if not names or spec in names:
            yield f"{spec} {day}", spec, broadsheet.read_edition(HERE / f"{day}.yaml")


def summed(found: Sequence[Figures]) -> str:
    """Return a line for many pages: shares and means."""
    done = [one for one in found if not one.error]
    boxes = [box for one in done for box in one.boxes]
    good, fair = _share([box >= 0.97 for box in boxes]), _share([box >= 0.9 for box in boxes])
    columns, heads = _mean([one.columns for one in done]), _mean([one.heads for one in done])
    copy, breaks = _mean([one.edition for one in done]), _mean([one.breaks for one in done])
    clean = sum(not one.errors for one in done)
    return (
        f"{len(found)} pages, {len(done)} set again, {clean} without an error; {good:.0%} of "
        f"{len(boxes)} boxes at 0.97, {fair:.0%} at 0.9; columns {columns:.0%}, heads {heads:.0%}, "
        f"copy {copy:.3f}, lines {breaks:.1%}, {_mean([one.seconds for one in done]):.1f} s"
    )


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / max(1, len(figures))


_NONE = Figures(
    name="", boxes=(), side=0, size=0, row=0, columns=0, heads=0, edition=0, breaks=0, errors=0,
    seconds=0,
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
