"""What must hold of any page: nothing lost, nothing over another, lines and columns as they should.

Takes an edition and a spec, composes them and says what is wrong and is not said by the page.
Rules of lines are written here again, from the standards, not taken from what is tested.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from broadsheet import api
from broadsheet.display import Fill, Page, Pages, PlacedPicture, TextLine
from broadsheet.edition import Article, Edition, item_passages
from broadsheet.fonts.typeface import FaceBook
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import HOLD
from broadsheet.spec import Spec

TOLD = frozenset({"overset", "no-box", "taken", "left-out"})
TOO_LARGE = (
    "too deep",
    "too wide",
    "too large",
    "wide in a box",
    "wider than",
    " 字 go in",
    "deeper than",
    "run into",
    "go in well",
    "leave no room",
    "bars are",
    "box is too small",
    "runs off the page",
)
NEVER = frozenset({"outside", "rule-on-type", "picture-under-type", "off-grid"})
LOOKED_FOR = NEVER | {"uneven-columns", "crosshead-foot"}  # of lint's rules
TORN = 5  # em: in narrower lines some units go in nowhere
READING = "qīn"  # stands close to what is over its line
# GB/T 15834-2011, 5.1: what no line begins with, what none ends with
NO_START = frozenset("，。、；：？！）》〉」』】〗〕｝”’")
NO_END = frozenset("（《〈「『【〖〔｛“‘")
BROKEN = ("——", "……")
FLOWING = frozenset({"para", "note", "list", "qa", "standfirst", "byline", "source"})


def faults_of(content: Edition, spec: Spec, book: FaceBook | None = None) -> list[str]:
    """Say what is wrong with a page and is not said by it."""
    return faults_on(api.compose(content, spec, book=book), content, spec)


def faults_on(pages: Pages, content: Edition, spec: Spec) -> list[str]:
    """Say what is wrong with composed pages."""
    deep = {
        finding.box or ""
        for finding in pages.findings
        if any(words in finding.message for words in TOO_LARGE)
    }
    cut = {finding.box for finding in pages.findings if finding.code == "overset"}
    linted = api.lint(pages, spec)
    found: list[str] = []
    for page in pages.pages:
        found += _overlaps(page, deep)
        found += _outside(page, deep)
        found += _under(page, deep)
        found += _boxes(page, deep)
    found += _losses(pages, content)
    found += _edges(pages, deep)
    found += _uneven(pages, spec, {f.box for f in linted if f.code == "uneven-columns"})
    found += [str(finding) for finding in pages.findings if finding.code == "lost"]
    # what is too deep in one box lies on others
    clear = NEVER - ({"rule-on-type", "picture-under-type"} if deep else set())
    found += [
        str(fault)
        for fault in linted
        if fault.code in clear and fault.box not in deep and READING not in fault.message
    ]
    before_text = tuple(_over_text(content))
    found += [
        str(fault)
        for fault in linted
        if fault.code == "crosshead-foot"
        and fault.box not in deep | cut
        and any(words in fault.message for words in before_text)
    ]
    return found


def _over_text(content: Edition) -> Iterator[str]:
    """Yield the last characters of crossheads that lines of text follow, not a whole piece."""
    for item in content.items:
        body = item.body if isinstance(item, Article) else ()
        for block, after in pairwise(body):
            if block.kind == "crosshead" and after.kind in ("para", "list", "qa"):
                yield f"{block.text[-3:]}”"


def em_box(line: TextLine) -> Rect:
    """Return the em boxes of a line's characters."""
    size = max(run.size for run in line.runs)
    if line.vertical:
        return Rect(line.x - size / 2, line.y, size, line.width)
    return Rect(line.x, line.y - 0.88 * size, line.width, size)


def _overlaps(page: Page, deep: set[str]) -> Iterator[str]:
    """Type over type, but of boxes whose head and pictures are told to be too deep."""
    lines = [
        line
        for line in page.marks
        if isinstance(line, TextLine)
        and line.plain.strip()
        and line.box not in deep
        # figures are lower than their bodies: the date's stand close to what is over them
        and not (line.runs[0].source.role == "masthead" and line.plain.isdigit())
    ]
    # a reading stands close under the line above, its ink within its em box
    rects = [em_box(line).inset(0.6, 1.3 if _is_reading(line) else 0.6) for line in lines]
    edges = [(r.left + 0.01, r.right - 0.01, r.top + 0.01, r.bottom - 0.01) for r in rects]
    order = sorted(range(len(lines)), key=lambda n: edges[n][2])
    for k, n in enumerate(order):
        left, right, _, bottom = edges[n]
        for m in order[k + 1 :]:
            other = edges[m]
            if other[2] >= bottom:
                break
            if left < other[1] and other[0] < right:
                yield f"{lines[n].plain!r} lies over {lines[m].plain!r}"


def _is_reading(line: TextLine) -> bool:
    return line.runs[0].source.role == "ruby"


def _outside(page: Page, deep: set[str]) -> Iterator[str]:
    """Type outside its box, in boxes that say nothing of it."""
    boxes = {box.name: box for box in page.boxes if box.name not in deep}
    for line in page.marks:
        if isinstance(line, TextLine) and line.box in boxes and not _is_reading(line):
            rect = boxes[line.box].rect
            own = em_box(line)
            if not rect.inset(-6, -2).holds(own):
                yield f"{line.plain!r} lies outside box {line.box}: {own} not in {rect}"


def _under(page: Page, deep: set[str]) -> Iterator[str]:
    """Copy over a picture or its place."""
    places = [
        mark.rect
        for mark in page.marks
        if (isinstance(mark, PlacedPicture) or (isinstance(mark, Fill) and mark.fill == HOLD))
        and mark.box not in deep
    ]
    if not places:
        return
    for line in page.marks:
        if isinstance(line, TextLine) and line.box not in deep and line.runs[0].source.item:
            own = em_box(line).inset(0.6)
            if any(own.overlaps(place) for place in places):
                yield f"{line.plain!r} lies over a picture"
    for n, place in enumerate(places):
        if any(place.overlaps(other, 0.1) for other in places[n + 1 :]):
            yield "two pictures lie over each other"


def _boxes(page: Page, deep: set[str]) -> Iterator[str]:
    """Columns of two boxes over each other, or off the page."""
    columns = [
        (box.name, column)
        for box in page.boxes
        for column in box.columns
        if column.height > 0 and box.name not in deep
    ]
    whole = Rect(0, 0, page.width, page.height)
    for n, (name, column) in enumerate(columns):
        if not whole.holds(column):
            yield f"a column of box {name} lies off the page"
        for other, rect in columns[n + 1 :]:
            inside = other.startswith(f"{name}.")  # a part of it
            if other != name and not inside and column.overlaps(rect, 0.1):
                yield f"boxes {name} and {other} lie over each other"


def _losses(pages: Pages, content: Edition) -> Iterator[str]:
    """Copy that is not set, set twice, or set in another order; of told items, what is set."""
    told = {finding.item for finding in pages.findings if finding.code in TOLD}
    shown: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for line in pages.lines():
        for run in line.runs:
            source = run.source
            shown[source.item, source.role, source.block].append(run.plain)
    tags: set[str] = set()  # briefs in a row share one
    for item in content.items:
        for passage in item_passages(item):
            if passage.role == "section" and passage.text in tags:
                continue
            tags |= {passage.text} if passage.role == "section" else set()
            parts = shown.get((passage.item, passage.role, passage.block), [])
            got = "".join("".join(parts).split())
            wanted = "".join(passage.text.split())
            if got == wanted:
                continue
            if len(got) > len(wanted) or (len(got) < len(wanted) and item.id not in told):
                yield f"{item.id} {passage.role}: {len(got)} of {len(wanted)} characters are set"
            elif passage.role in FLOWING and not wanted.startswith(got):
                yield f"{item.id} {passage.role}: set in another order: {got!r} for {wanted!r}"


def _edges(pages: Pages, deep: set[str]) -> Iterator[str]:
    """Marks where no line begins or ends, and units that are torn."""
    torn = [finding for finding in pages.findings if finding.code == "torn"]
    told = {(finding.box, finding.message.split("“", 1)[1].rsplit("”", 1)[0]) for finding in torn}
    before: dict[tuple[str, str, int], TextLine] = {}
    for line in pages.lines():
        source = line.runs[0].source
        if source.role not in FLOWING or not source.item or line.cell or line.box in deep:
            continue
        key = (source.item, source.role, source.block)
        text = line.plain.strip()
        last = before.get(key)
        before[key] = line
        if not text or last is None:
            continue
        above = last.plain.strip()
        if (last.box, last.plain[-6:]) in told and last.width < TORN * last.runs[0].size:
            continue
        if text[0] in NO_START and not text.startswith("“"):
            yield f"{above!r} / {text!r}: a line begins with {text[0]}"
        if above and above[-1] in NO_END:
            yield f"{above!r} / {text!r}: a line ends with {above[-1]}"
        if above[-1:] == text[0] and text[0] in "—…":
            yield f"{above!r} / {text!r}: a unit of two is torn"


def _uneven(pages: Pages, spec: Spec, uneven: set[str | None]) -> Iterator[str]:
    """Columns that are equally deep end within a line, unless the page says they don't."""
    told = [finding for finding in pages.findings if finding.code in ("overset", "short")]
    items = {finding.item for finding in told}
    boxes = {finding.box for finding in told} | uneven
    for page in pages.pages:
        ends: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for line in page.marks:
            if isinstance(line, TextLine) and not line.vertical:
                ends[line.box].append((line.x, em_box(line).bottom))
        for box in page.boxes:
            said = box.item in items or box.name in boxes
            if said or len({round(column.bottom) for column in box.columns}) > 1:
                continue
            # a head as deep as its box leaves no text under it
            gaps = [_white(ends[box.name], column) for column in box.columns if column.height > 0]
            if gaps and max(gaps) - min(gaps) > 1.5 * spec.style.grid.baseline:
                yield f"columns of box {box.name} end with whites of {gaps}"


def _white(ends: list[tuple[float, float]], column: Rect) -> float:
    own = [end for x, end in ends if column.left - 1 < x < column.right and end < column.bottom + 1]
    return min(column.height, column.bottom - max(own, default=column.top))
