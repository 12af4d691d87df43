"""What an item asks, measured without a page, is what the composed page takes."""

from collections.abc import Iterator, Sequence
from random import Random

import pytest

import broadsheet
from broadsheet import api
from broadsheet.display import Pages
from broadsheet.edition import Article, Edition
from broadsheet.errors import Fault
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.items import set_item_box
from broadsheet.makeup.boxes.plain import lost_in
from broadsheet.makeup.galley.kept import Kept
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page.demand import MOST, Demand, bound, cells, demand, least_in
from broadsheet.makeup.shape.drawn import Shape, shapes
from broadsheet.makeup.shape.heights import TOO_MUCH
from broadsheet.makeup.story.story import StoryPlan
from broadsheet.models import replace
from broadsheet.spec import Arrangement, Box, BriefsBox, MapRow, RowHeight, Spec, StoryBox
from tests.unit import random_pages
from tests.unit.pages_of import edition, prose, small_spec, story


def setup_of(spec: Spec, content: Edition, kept: Kept | None = None) -> PageSetup:
    style = spec.style
    return PageSetup(
        style=style, book=api.open_faces(style), edition=content, picture_sizes={}, kept=kept
    )


def alone(spec: Spec, box: Box, shape: Shape, rows: Sequence[int]) -> Spec:
    """Return a page with nothing but a box, its bands so many rows deep."""
    bands = []
    for band, deep in enumerate(rows):
        held = {span.column for span in shape.spans if span.top <= band <= span.foot}
        names = tuple(box.name if n in held else "." for n in range(spec.style.grid.columns))
        bands.append(MapRow(cells=names, height=RowHeight(kind="rows", rows=deep)))
    left = spec.style.grid.rows - sum(rows)
    white = ("." for _ in range(spec.style.grid.columns))
    if left > 0:
        bands.append(MapRow(cells=tuple(white), height=RowHeight(kind="rows", rows=left)))
    page, grid = spec.style.page, spec.style.grid
    if left < 0:  # a taller page
        depth = page.height - left * grid.baseline
        grid = replace(grid, rows=grid.rows - left)
        page = replace(page, height=depth)
    drawn = Arrangement(map=tuple(bands), boxes={box.name: replace(box, above=0, nudge=0)})
    return replace(spec, style=replace(spec.style, page=page, grid=grid), arrangement=drawn)


def composed(asked: Demand, spec: Spec, content: Edition, *rows: int) -> Pages:
    one = replace(content, pages=content.pages[:1])
    page = replace(alone(spec, asked.box, asked.shape, rows), pages=())
    return broadsheet.compose(one, page)


def errors(pages: Pages, box: str) -> list[str]:
    found = [f for f in pages.findings if f.level == "error" and f.box == box]
    return [f.message for f in found if f.code in ("overset", "count")]


def boxes_of(seed: int) -> Iterator[tuple[Spec, Edition, Box, Shape]]:
    """Yield the boxes of a random page that hold stories or briefs."""
    made = random_pages.made_of(Random(seed))
    spec = made.spec.pages[0] if made.spec.pages else made.spec
    for name, shape in shapes(spec.arrangement.map).items():
        box = spec.arrangement.boxes[name]
        content = box.content
        if isinstance(content, StoryBox | BriefsBox) and not getattr(content, "continues", None):
            first = shape.bands[0]
            spans = [replace(s, top=s.top - first, foot=s.foot - first) for s in shape.spans]
            if shape.rectangular:
                spans = [replace(span, foot=0) for span in spans]
            yield spec, made.content, box, replace(shape, spans=tuple(spans))


@pytest.mark.parametrize("seed", range(24))
def test_what_is_asked_is_what_the_page_takes(seed: int) -> None:
    dice = Random(seed)
    for spec, content, box, shape in boxes_of(seed):
        asked = demand(setup_of(spec, content, Kept()), box, shape, content.pages[0].items)
        if shape.rectangular:
            depths = [(asked.least,), (asked.least - 1,), (asked.least + dice.randint(1, 6),)]
        else:
            depths = [tuple(dice.randint(2, 14) for _ in shape.bands) for _ in range(3)]
        for rows in depths:
            if not 0 < sum(rows) < MOST or min(rows) < 1:
                continue
            pages = composed(asked, spec, content, *rows)
            over = asked.cost(*rows) >= TOO_MUCH
            told_by = [f for f in asked.findings(*rows) if f.level == "error"]
            found = errors(pages, box.name)
            assert [f.message for f in told_by] == found
            if over or asked.faults:
                assert found, (box.name, rows)
            elif not any("caption" in message or "picture" in message for message in found):
                assert not found, (box.name, rows)
            told = asked.fitting(*rows)
            placed = next(one for one in pages.boxes if one.name == box.name)
            if told and isinstance(box.content, StoryBox):
                assert (placed.short, placed.over) == (told.short, told.over)
                assert placed.steps == told.steps


FILLED = {
    "ad": {
        "kind": "ad",
        "id": "ad",
        "name": "潮汐茶庄",
        "lines": ["潮汐茶庄", "新茶上市", "电话 12345"],
    },
    "notice": {"kind": "notice", "id": "notice", "title": "停水通知", "lines": [prose(90)]},
    "info": {"kind": "info", "id": "info", "lines": ["报料热线", "12345678"]},
    "photo": {"kind": "photo", "id": "photo", "caption": prose(30)},
}


@pytest.mark.parametrize("kind", sorted(FILLED))
@pytest.mark.parametrize("across", [1, 2, 4])
def test_the_least_of_what_is_no_story_is_that_of_the_page(kind: str, across: int) -> None:
    drawn = " ".join("p" if n < across else "." for n in range(4))
    spec = small_spec(f"{drawn} | auto", {"p": {kind: "1"}})
    content = edition(FILLED[kind])
    setup, box = setup_of(spec, content), spec.arrangement.boxes["p"]
    asked = demand(setup, box, cells((0, across)), content.items)
    least = asked.least
    assert not errors(composed(asked, spec, content, least), "p")
    assert least < 20
    if least > 1:
        assert errors(composed(asked, spec, content, least - 1), "p")
    width = spec.style.grid.span(0, across - 1)
    assert least_in(setup, box, width, content.items) == least


def test_boxes_side_by_side_ask_for_what_the_deepest_asks() -> None:
    parts = [{"ad": "1", "width": "30%"}, {"notice": "1"}]
    spec = small_spec("p p p p | auto", {"p": {"across": parts, "gap": "4mm"}})
    content = edition(FILLED["ad"], FILLED["notice"])
    setup, box = setup_of(spec, content), spec.arrangement.boxes["p"]
    asked = demand(setup, box, cells((0, 4)), content.items)
    room = spec.style.grid.span(0, 3)
    widths = (0.3 * room, 0.7 * room - 4 * 72 / 25.4)
    alone = [
        least_in(setup, part, width, content.items)
        for part, width in zip(box.content.parts, widths, strict=True)  # type: ignore[union-attr]
    ]
    assert asked.least == max(alone) > min(alone)


def test_a_text_is_set_once_for_all_forms_of_a_measure() -> None:
    """The body is set for one measure, whatever its head and depth: what is kept tells."""
    spec = small_spec("p p p p | auto", {"p": {"story": "1"}})
    content = edition(story(1, [200, 0, 260]))
    kept = Kept()
    setup, box = setup_of(spec, content, kept), spec.arrangement.boxes["p"]
    bodies = set()
    for across in (1, 2, 3, 4):
        for weight in ("headline", "lead-headline"):
            own = replace(box, styles={"headline": weight})
            demand(setup, own, cells((0, across)), content.items).curve(40)
        bodies = {key for key in kept.values if isinstance(key, tuple) and key[0] == "body"}
    assert len(bodies) == 1
    framed = replace(box, padding=replace(box.padding, sides=15.0))
    demand(setup, framed, cells((0, 2)), content.items)
    assert sum(key[0] == "body" for key in kept.values if isinstance(key, tuple)) == 2


def test_kept_text_costs_and_sets_what_fresh_text_does() -> None:
    for seed in range(6):
        kept = Kept()
        for spec, content, box, shape in boxes_of(seed):
            for _ in range(2):
                old = demand(setup_of(spec, content), box, shape, content.pages[0].items)
                new = demand(replace(old.setup, kept=kept), box, shape, content.pages[0].items)
                rows = tuple(12 for _ in shape.bands) if not shape.rectangular else (12,)
                assert new.cost(*rows) == old.cost(*rows)
                assert new.findings(*rows) == old.findings(*rows)


@pytest.mark.parametrize("seed", range(16))
def test_no_text_is_shorter_than_its_characters(seed: int) -> None:
    for spec, content, box, shape in boxes_of(seed):
        asked = demand(setup_of(spec, content), box, shape, content.pages[0].items)
        item = asked.held.picked.get(box.name)
        plan = asked.plan
        if not isinstance(item, Article) or not isinstance(plan, StoryPlan):
            continue
        if not shape.rectangular or asked.least > MOST:
            continue
        place = plan.columns.area.places[0]
        em = plan.galley.type("body").size
        assert bound(item, place.measure / em, len(plan.columns.area.places)) <= asked.least


def test_a_dogleg_takes_what_either_part_gives() -> None:
    spec = small_spec("p p p p | auto", {"p": {"story": "1"}})
    content = edition(story(1, [300, 260]))
    asked = demand(
        setup_of(spec, content), spec.arrangement.boxes["p"], cells((0, 3), (0, 2)), content.items
    )
    least = {
        upper: next(n for n in range(1, 60) if asked.cost(upper, n) < TOO_MUCH)
        for upper in (8, 10, 12)
    }
    # a row more of three columns saves one and a half of two
    assert least[8] - least[12] == pytest.approx(6, abs=1)
    with pytest.raises(Fault, match="1 depths of a shape of 2"):
        asked.cost(12)
    with pytest.raises(Fault, match="column 0 of a shape is interrupted"):
        cells((0, 2), (1, 2), (0, 2))


@pytest.mark.parametrize("form", ["plain", "strip", "tinted"])
def test_an_advertisement_that_goes_in_goes_into_a_deeper_slot(form: str) -> None:
    """Its picture grows with the slot, as far as its words still go in beside it."""
    spec = small_spec("p p p p | auto", {"p": {"ad": "1", "form": form}})
    lines = ["听涛茶庄", "新茶到货请来店里坐坐看看海", "电话 0573-1234567"]
    content = edition({"kind": "ad", "id": "ad", "name": "茶", "src": "e.png", "lines": lines})
    setup = replace(setup_of(spec, content), picture_sizes={"e.png": (300, 200)})
    for width in (150.0, 220.0, 420.0):
        box = spec.arrangement.boxes["p"]
        least = least_in(setup, box, width, content.items)
        assert least < 30
        held = demand(setup, box, cells((0, 4)), content.items).held
        for rows in range(least, least + 25):
            rect = Rect(20.0, 0.0, width, rows * setup.row)
            assert lost_in(held, box, set_item_box, rect) == 0, rows


def test_drawings_of_one_edition_share_what_is_set() -> None:
    """The same pages come, and no text or head is set twice."""
    content, kept = edition(story(1, [200, 0, 260]), story(2, [120])), Kept()
    one, two = small_spec("p p q q | auto"), small_spec("p p p p | auto\nq q q q | auto")
    book = api.open_faces(one.style)
    for spec in (one, two, one):
        shared = broadsheet.compose(content, spec, book=book, kept=kept)
        assert shared == broadsheet.compose(content, spec, book=book)
    size = len(kept.values)
    assert sum(key[0] == "body" for key in kept.values) == 2
    broadsheet.compose(content, two, book=book, kept=kept)
    assert len(kept.values) == size


def test_rows_are_found_in_which_an_upright_head_goes_in() -> None:
    """A head beside a short text asks for rows of its own: the text alone would take fewer."""
    head = {"at": "left", "vertical": "yes", "width": "3字"}
    boxes = {"p": {"story": "1", "headline": head, "columns": "3"}, "q": {"story": "2"}}
    spec = small_spec("p p p p | auto\nq q q q | auto", boxes)
    content = edition(story(1, [150], headline="夜潮来时灯塔照见归航的人"), story(2, [380]))
    pages = broadsheet.compose(content, spec)
    assert [f for f in pages.findings if f.level == "error"] == []
    asked = demand(
        setup_of(spec, content), spec.arrangement.boxes["p"], cells((0, 4)), content.items
    )
    lines = -(-asked.plan.columns.least[0] // 3)  # type: ignore[attr-defined]
    assert asked.least > lines + 2


def test_a_row_that_finds_its_height_holds_what_stands_in_it() -> None:
    """An advertisement in a row without a height asks for its own, as a story does."""
    lines = ["听涛茶庄", *(f"第{n}种好茶今天上市" for n in range(9)), "电话 0573-1234567"]
    ad = {"kind": "ad", "id": "ad", "name": "茶", "lines": lines}
    told = story(1, [180, 180], pictures=[{"caption": "潮"}])
    box = {"story": "1", "picture": {"rows": "8行"}, "fit": {"picture": "-5行..2行"}}
    spec = small_spec("p p p p | auto\nq q . . | auto", {"p": box, "q": {"ad": "1"}})
    content, gap = edition(told, ad), spec.style.grid.gap
    setup, boxes = setup_of(spec, content), spec.arrangement.boxes
    text = demand(setup, boxes["p"], cells((0, 4)), content.items)
    slot = demand(setup, boxes["q"], cells((0, 2)), content.items).least
    curve, rows = text.curve(40), spec.style.grid.rows
    assert text.least + gap + slot <= rows < min(curve, key=curve.__getitem__) + gap + slot
    pages = broadsheet.compose(content, spec)
    assert [f.message for f in pages.findings if f.level == "error"] == []
    placed = next(box for box in pages.boxes if box.name == "q")
    assert round(placed.rect.height / spec.style.grid.baseline) >= slot
