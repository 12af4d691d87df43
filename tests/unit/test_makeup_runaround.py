"""Heads and pictures among the columns: the text runs round them, and nothing is lost."""

from itertools import combinations, pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.display import Fill, Pages, PlacedPicture, TextLine
from broadsheet.edition import passages
from broadsheet.geometry import Rect
from broadsheet.makeup.shape.runaround import Level, Obstacle, TextRows, lay_out, levelled
from broadsheet.spec import Corner
from tests.unit.pages_of import edition, prose, set_lines, small_spec, story, text_of

LEVELS: tuple[Level, ...] = get_args(Level)


def stretches(columns: list[tuple[int, int]], *blocks: Obstacle) -> list[tuple[int, int, int]]:
    return [(s.column, s.top, s.rows) for s in lay_out(columns, blocks).stretches]


def test_text_jumps_over_a_block_in_its_column() -> None:
    columns = [(0, 20), (0, 20)]
    assert stretches(columns, Obstacle(1, 1, "middle", 6)) == [(0, 0, 20), (1, 0, 7), (1, 13, 7)]


def test_a_block_across_all_columns_parts_the_text() -> None:
    columns = [(0, 20), (0, 20)]
    found = stretches(columns, Obstacle(0, 1, "middle", 6))
    assert found == [(0, 0, 7), (1, 0, 7), (0, 13, 7), (1, 13, 7)]


def test_blocks_at_one_corner_stand_under_each_other() -> None:
    layout = lay_out([(0, 20), (0, 20)], [Obstacle(1, 1, "top", 5), Obstacle(1, 1, "top", 4)])
    assert [(spot.top, spot.rows) for spot in layout.spots] == [(0, 5), (5, 4)]
    assert layout.stretches == (TextRows(0, 0, 20), TextRows(1, 9, 11))


def test_a_block_under_text_has_a_row_of_white() -> None:
    # a head over the first column; a picture under it and beside, over both columns
    layout = lay_out([(6, 14), (0, 20)], [Obstacle(0, 1, "top", 5)])
    assert (layout.spots[0].top, layout.spots[0].rows, layout.spots[0].above) == (6, 6, 1)
    assert layout.stretches == (TextRows(1, 0, 6), TextRows(0, 12, 8), TextRows(1, 12, 8))


def test_too_few_rows_stay_white() -> None:
    assert stretches([(0, 12)], Obstacle(0, 0, "top", 4), Obstacle(0, 0, "bottom", 6)) == []
    assert stretches([(0, 13)], Obstacle(0, 0, "top", 4), Obstacle(0, 0, "bottom", 6)) == [
        (0, 4, 3)
    ]


def test_what_is_too_deep_is_counted() -> None:
    assert lay_out([(0, 9)], [Obstacle(0, 0, "middle", 12)]).lacking == 3


def test_columns_with_a_block_are_levelled_at_their_feet() -> None:
    layout = lay_out([(0, 20), (0, 20), (0, 20)], [Obstacle(2, 2, "top", 8)])
    assert layout.depths == (20, 20, 12)
    assert levelled(layout, 47) == (19, 18, 10)
    assert levelled(layout, 4) is None


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 30)), min_size=1, max_size=5),
    st.lists(
        st.tuples(
            st.integers(0, 4), st.integers(0, 4), st.sampled_from(LEVELS), st.integers(1, 14)
        ),
        max_size=4,
    ),
)
def test_stretches_and_blocks_never_share_a_row(
    columns: list[tuple[int, int]], drawn: list[tuple[int, int, Level, int]]
) -> None:
    last = len(columns) - 1
    blocks = [
        Obstacle(min(a, b, last), min(max(a, b), last), level, rows) for a, b, level, rows in drawn
    ]
    layout = lay_out(columns, blocks)
    taken = [
        (column, spot.top, spot.top + spot.rows)
        for block, spot in zip(blocks, layout.spots, strict=True)
        for column in block.columns
    ]
    text = [(s.column, s.top, s.foot) for s in layout.stretches]
    for one, two in combinations(text, 2):
        assert one[0] != two[0] or one[2] <= two[1] or two[2] <= one[1]
    for one in text:
        assert columns[one[0]][0] <= one[1] <= one[2] <= sum(columns[one[0]])
        for two in taken:
            assert one[0] != two[0] or one[2] <= two[1] or two[2] <= one[1]
    if not layout.lacking:
        assert all(sum(columns[c]) >= foot for c, _, foot in taken)


def ink(line: TextLine) -> Rect:
    """The em boxes of a line, a little drawn in."""
    size = max(run.size for run in line.runs)
    if line.vertical:
        return Rect(line.x - size / 2, line.y, size, line.width).inset(0.5)
    return Rect(line.x, line.y - 0.8 * size, line.width, 0.85 * size)


def body_of(pages: Pages, item: str = "s1") -> list[TextLine]:
    lines = set_lines(pages, item)
    return [line for line in lines if line.runs[-1].source.role in ("para", "crosshead")]


def head_of(pages: Pages, item: str = "s1") -> list[TextLine]:
    heads = ("section", "kicker", "headline", "deck")
    return [line for line in set_lines(pages, item) if line.runs[0].source.role in heads]


def frames(pages: Pages) -> list[Rect]:
    """Pictures, and the places kept for them."""
    marks = pages.pages[0].marks
    return [m.rect for m in marks if isinstance(m, PlacedPicture)] + [
        m.rect for m in marks if isinstance(m, Fill) and m.stroke is not None
    ]


def composed(box: dict[str, Any], *paragraphs: int, **facts: Any) -> Pages:
    boxes = {"p": {"story": "1"} | box}
    return broadsheet.compose(
        edition(story(1, list(paragraphs), **facts)), small_spec("p p p p | 30行", boxes)
    )


def sides(pages: Pages) -> tuple[int, int, int]:
    """Rows of text over, beside (left and right) and under the head, any column counted once."""
    head = head_of(pages)
    top, foot = min(ink(h).top for h in head), max(ink(h).bottom for h in head)
    rows = {round(line.y, 1) for line in body_of(pages)}
    over = sum(y < top for y in rows)
    under = sum(y > foot + 5 for y in rows)
    return over, len(rows) - over - under, under


@pytest.mark.parametrize(
    ("head", "over", "beside"),
    [
        ({"at": "top"}, False, False),
        ({"at": "top-right", "across": "2"}, False, True),
        ({"at": "middle"}, True, False),
        ({"at": "middle", "across": "2"}, True, True),
        ({"at": "middle-left", "across": "2"}, True, True),
        ({"at": "bottom-right", "across": "2"}, True, True),
        ({"at": "right", "vertical": "yes", "rows": "9行"}, False, True),
    ],
)
def test_heads_stand_where_the_spec_puts_them(
    head: dict[str, str], over: bool, beside: bool
) -> None:
    pages = composed({"headline": head}, 240, 240, 200, deck="副题写在这里")
    assert [f.code for f in pages.findings if f.level == "error"] == []
    above, level, under = sides(pages)
    assert (above > 3, level > 0) == (over, beside)
    assert (under > 3) == (head["at"] != "bottom-right")
    assert text_of(pages, "s1") == "".join(
        prose(count, 7 * n + 1) for n, count in enumerate((240, 240, 200))
    )


def test_a_waist_head_is_read_after_the_text_above_it_in_no_column() -> None:
    """腰题 parts the story: the upper half is read through all columns first."""
    pages = composed({"headline": {"at": "middle"}}, 260, 260, 260)
    middle = head_of(pages)[0].y
    above = [line.y < middle for line in body_of(pages)]
    assert above == sorted(above, reverse=True)


def test_a_wrapped_head_is_jumped_over_in_its_columns() -> None:
    """文包题: a column is read to its foot, over the head in it."""
    pages = composed({"headline": {"at": "middle", "across": "2"}}, 260, 260, 260)
    lefts = [round(line.x) for line in body_of(pages) if line.width > 90]
    order = [x for n, x in enumerate(lefts) if not n or x != lefts[n - 1]]
    assert len([x for x in order if x in sorted(set(order))]) <= 8
    head = head_of(pages)[0]
    columns = [c for c in pages.boxes[0].columns if c.left - 1 <= head.x + head.width <= c.right]
    assert len(columns) == 2
    assert columns[0].bottom < head.y < columns[1].top


@pytest.mark.parametrize("at", get_args(Corner))
def test_pictures_stand_at_any_corner(at: str) -> None:
    shown = [{"caption": "退潮时的码头。", "credit": "潮生摄"}]
    picture = {"at": at, "columns": "2", "rows": "7行"}
    pages = composed({"picture": picture, "headline": {"at": "top"}}, 220, 200, 150, pictures=shown)
    [frame] = [rect for rect in frames(pages) if rect.width > 150]
    box = pages.boxes[0].rect
    row = small_spec().style.grid.baseline
    assert frame.width == pytest.approx(2 * 105 + small_spec().style.grid.gutter)
    level, _, side = at.partition("-")
    assert side != "left" or frame.left == pytest.approx(box.left)
    assert side != "right" or frame.right == pytest.approx(box.right)
    if level == "bottom":
        captions = [m for m in pages.lines() if m.runs[0].source.role == "credit"]
        assert box.bottom - captions[0].y < row
        assert frame.height >= 6 * row
    elif level == "top":
        assert frame.top - max(line.y for line in head_of(pages)) < 4 * row
    else:
        assert abs(frame.middle - box.middle) < 4 * row
    for line in body_of(pages):
        assert not frame.overlaps(ink(line))


def test_each_picture_of_a_list_has_its_place_and_the_others_a_common_one() -> None:
    shown: list[dict[str, str]] = [{"caption": f"第{n}张照片。"} for n in "一二三四"]
    places = [{"at": "top-left"}, {"at": "bottom-right", "rows": "5行"}]
    pages = composed(
        {"pictures": places, "picture": {"at": "top", "rows": "4行"}}, 200, 180, pictures=shown
    )
    found = {frame.top: frame for frame in frames(pages)}
    assert len(frames(pages)) == 4
    captions = [m.plain for m in pages.lines() if m.runs[0].source.role == "caption"]
    assert captions == [f"第{n}张照片。" for n in "一二三四"]
    lone = [f for f in frames(pages) if f.width == pytest.approx(105)]
    assert len(lone) == 2
    assert found


def test_a_picture_without_a_place_is_told() -> None:
    places = {"pictures": [{"at": "top-left", "rows": "3行"}]}
    pages = composed(
        places | {"picture": {"at": "top", "take": "1", "rows": "3行"}}, 200, pictures=[{}, {}, {}]
    )
    assert [f.message for f in pages.findings if f.code == "overset"] == [
        "story 1 “第1条潮讯”: 溢 1 of 3 pictures have no place"
    ]


def test_pictures_of_a_group_are_equally_deep_and_share_a_caption() -> None:
    shown = [{"caption": "三处码头。"}, {}, {}]
    pages = composed({"picture": {"at": "bottom-left", "columns": "4"}}, 300, pictures=shown)
    group = sorted(frames(pages), key=lambda frame: frame.left)
    assert len({round(frame.top, 2) for frame in group}) == 1
    assert len({round(frame.height, 2) for frame in group}) == 1
    assert all(one.right < two.left for one, two in pairwise(group))
    [caption] = [m for m in pages.lines() if m.runs[0].source.role == "caption"]
    middle = (group[0].left + group[-1].right) / 2
    assert caption.x + caption.width / 2 == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_caption_beside_its_picture_stands_at_its_foot(side: str) -> None:
    shown = [{"caption": "退潮时的码头，灯一盏接着一盏亮起来。", "credit": "潮生摄"}]
    picture = {"at": "bottom-left", "columns": "3", "rows": "8行", "caption": side}
    pages = composed({"picture": picture}, 300, 120, pictures=shown)
    [frame] = frames(pages)
    lines = [m for m in pages.lines() if m.runs[0].source.role in ("caption", "credit")]
    assert len(lines) >= 3
    for line in lines:
        assert (ink(line).left > frame.right) == (side == "right")
        assert not ink(line).overlaps(frame)
    assert 0 <= frame.bottom - max(line.y for line in lines) < 3


QUOTE = "“岛小，可是船通了，市场就不小。”"


@pytest.mark.parametrize("at", ["top-right", "middle", "bottom-left"])
def test_pull_quotes_stand_among_the_columns_and_are_read_in_their_place(at: str) -> None:
    body = [prose(150, 1), {"kind": "pull", "text": QUOTE}, prose(190, 3), prose(110, 9)]
    body.append({"kind": "pull", "text": "“船通了。”"})
    body.insert(1, {"kind": "pull", "text": "\u3000"})  # nothing to set
    day = edition(story(1, [], body=body))
    box = {"story": "1", "pull": {"at": at, "columns": "2"}}
    pages = broadsheet.compose(day, small_spec("p p p p | 24行", {"p": box}))
    assert not [f for f in pages.findings if f.level == "error"]
    assert "".join(line.plain for line in set_lines(pages, "s1")) == "".join(
        passage.text.strip() for passage in passages(day)
    )
    quote = [ink(m) for m in pages.lines() if m.runs[0].source.role == "pull"]
    assert quote[0].width > 12 * 10.5  # wider than a column; the second one stands in the text
    assert quote[-1].width < 10 * 10.5
    for line in body_of(pages):
        assert not any(ink(line).overlaps(one) for one in quote)
    above = sum(line.y < quote[0].top for line in body_of(pages))
    assert (above > 10) == (at != "top-right")


@pytest.mark.parametrize(
    ("box", "narrow"),
    [
        ({"picture": {"at": "middle", "columns": "2", "width": "18字", "rows": "6行"}}, 2),
        ({"picture": {"at": "top-right", "width": "10字", "rows": "6行"}}, 1),
        ({"picture": {"at": "bottom-left", "columns": "2", "width": "31字", "rows": "6行"}}, 1),
        ({"picture": {"at": "top-left", "width": "15字", "rows": "6行"}}, 0),  # five are too few
    ],
)
def test_text_runs_beside_a_picture_that_is_narrower_than_its_columns(
    box: dict[str, Any], narrow: int
) -> None:
    shown = [{"caption": "退潮时的码头。"}]
    pages = composed({"columns": "2"} | box, 230, 0, 240, 170, pictures=shown)
    assert not [f for f in pages.findings if f.level == "error"]
    [frame] = frames(pages)
    columns = {c.left: c for c in pages.boxes[0].columns if c.right > frame.left + 1}
    beside = [
        (left, ink(line))
        for line in body_of(pages)
        for left, column in columns.items()
        if left < frame.right - 1 and column.left - 1 < line.x < column.right
        if frame.top < line.y < frame.bottom
    ]
    assert len({left for left, _ in beside}) == narrow
    assert len(beside) >= 5 * narrow
    for _, line in beside:
        assert not line.overlaps(frame.inset(-9, 0))
        assert line.width <= 20 * 10.5 + small_spec().style.grid.gutter - 9 * 10.5
    assert text_of(pages, "s1") == prose(230, 1) + prose(240, 15) + prose(170, 22)


HEADS = st.one_of(
    st.just({"at": "top"}),
    st.fixed_dictionaries(
        {"at": st.sampled_from([*get_args(Corner), "top", "bottom"])},
        optional={"across": st.sampled_from(["1", "2", "3", "all"])},
    ),
    st.fixed_dictionaries(
        {"at": st.sampled_from(["left", "right"]), "vertical": st.just("yes")},
        optional={"rows": st.sampled_from(["8行", "12行"]), "across": st.just("1")},
    ),
)
PLACES = st.lists(
    st.fixed_dictionaries(
        {"at": st.sampled_from(get_args(Corner))},
        optional={
            "columns": st.sampled_from(["1", "2", "4"]),
            "rows": st.sampled_from(["3行", "6行"]),
            "caption": st.sampled_from(["under", "left", "right"]),
            "take": st.sampled_from(["1", "2"]),
            "width": st.sampled_from(["40%", "55%", "12字"]),
        },
    ),
    max_size=3,
)


QUOTES = st.fixed_dictionaries(
    {"at": st.sampled_from(get_args(Corner))},
    optional={"columns": st.just("2"), "width": st.sampled_from(["50%", "9字"])},
)
STORY = st.fixed_dictionaries(
    {"headline": HEADS, "pictures": PLACES},
    optional={"columns": st.sampled_from(["1", "2", "3"]), "pull": QUOTES},
)


@settings(max_examples=40, deadline=None)
@given(
    STORY,
    st.lists(st.sampled_from([0, 5, 60, 130, 210]), min_size=1, max_size=6),
    st.integers(0, 3),
    st.booleans(),
)
def test_any_story_with_any_places(
    box: dict[str, Any], paragraphs: list[int], pictures: int, quoted: bool
) -> None:
    shown = [{"caption": f"第{n}张。", "place": n} for n in range(pictures)]
    body = story(1, paragraphs)["body"]
    body[1:1] = [{"kind": "pull", "text": QUOTE}] if quoted else []
    facts = {"pictures": shown, "body": body}
    pages = composed(box, **facts)
    day_lines = set_lines(pages, "s1")
    assert not [f for f in pages.findings if f.code == "lost"]
    told = [f for f in pages.findings if f.code == "overset"]
    rect = pages.boxes[0].rect
    got = text_of(pages, "s1")
    wanted = "".join(prose(count, 7 * n + 1) for n, count in enumerate(paragraphs) if count)
    assert wanted.startswith(got)
    assert told or got == wanted
    if any("head" in f.message or "place" in f.message for f in told):
        return
    heads = [ink(line) for line in head_of(pages)]
    heads += [ink(m) for m in set_lines(pages, "s1") if m.runs[0].source.role == "pull"]
    for line in body_of(pages):
        assert rect.holds(ink(line), slack=1.0)
        assert not any(ink(line).overlaps(frame) for frame in frames(pages))
        assert not any(ink(line).overlaps(one) for one in heads)
    for one, two in combinations(frames(pages), 2):
        assert not one.overlaps(two)
    for frame in frames(pages):
        assert rect.holds(frame, slack=0.1)
        assert not any(frame.overlaps(one) for one in heads)
    # copy stands in the order of reading, wherever it is on the page
    order = [p.text for p in passages(edition(story(1, [], **facts)))]
    if not told:
        assert "".join(line.plain for line in day_lines) == "".join(order)


def test_an_upright_head_beside_a_dogleg_stands_in_a_column_of_it() -> None:
    boxes = {
        "p": {"story": "1"},
        "q": {"story": "2", "headline": {"at": "left", "vertical": "yes"}},
        "r": {"story": "3"},
    }
    day = edition(*(story(n, [60, 60 if n < 3 else 20]) for n in (1, 2, 3)))
    pages = broadsheet.compose(day, small_spec("p p q q | auto\nr p p q | 12行", boxes))
    assert not [f for f in pages.findings if f.level == "error" and f.item == "s2"]
    head = [ink(line) for line in head_of(pages, "s2")]
    assert head[0].height > 3 * head[0].width
    assert not any(ink(line).overlaps(one) for line in body_of(pages, "s2") for one in head)


DOGLEGS = (
    "p p p p | auto\np p q q | 12行",
    "q q p p | 12行\np p p p | auto",
    "p p q q | auto\nr p p q | 12行",
    "p p p q | auto",
)


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(DOGLEGS),
    st.lists(HEADS, min_size=3, max_size=3),
    st.lists(PLACES, min_size=3, max_size=3),
    st.integers(0, 2),
)
def test_any_shape_with_any_places(
    drawn: str, heads: list[dict[str, str]], places: list[list[dict[str, str]]], pictures: int
) -> None:
    names = sorted({c for c in drawn if c in "pqr"})
    shown = [{"caption": f"第{n}张。"} for n in range(pictures)]
    boxes = {
        name: {"story": str(n + 1), "headline": heads[n], "pictures": places[n]}
        for n, name in enumerate(names)
    }
    day = edition(*(story(n, [90, 0, 60], pictures=shown) for n in range(1, len(names) + 1)))
    pages = broadsheet.compose(day, small_spec(drawn, boxes))
    over = {f.item for f in pages.findings if f.code == "overset"}
    assert not [f for f in pages.findings if f.code == "lost"]
    for box in (box for box in pages.boxes if box.item not in over):
        assert text_of(pages, box.item) == prose(90, 7 * 0 + int(box.item[1])) + prose(
            60, 14 + int(box.item[1])
        )
        own = [
            mark.rect
            for mark in pages.pages[0].marks
            if isinstance(mark, Fill) and mark.stroke is not None and mark.box == box.name
        ]
        around = [ink(line) for line in head_of(pages, box.item)]
        for line in body_of(pages, box.item):
            assert any(column.holds(ink(line), slack=1.0) for column in box.columns)
            assert not any(ink(line).overlaps(rect) for rect in (*own, *around))
