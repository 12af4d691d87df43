"""White round crossheads: like for all of a story, across and from top to bottom."""

from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import cast

import pytest

from broadsheet import api
from broadsheet.display import Pages, TextLine
from broadsheet.flow import AT_HEAD, Choice, Slab, pour
from broadsheet.makeup.story.even import UNLIKE, WORTHS, Likeness, Way, Worth, likest
from broadsheet.makeup.text.chunk import Chunk
from tests.unit.pages_of import edition, small_spec, story

GIVES = {"crosshead": 2, "paragraph": 1}
ROW = 13.51  # pt, of the grid
ACROSS, DOWN = (
    (2, 4, 10, 16, 19, 22),
    (3, 4, 26),
)  # made stories; what slack they have can be shared


def made(number: int) -> list[int]:
    """Characters of each paragraph of a story; 0: a crosshead."""
    dice = Random(number)
    body: list[int] = []
    for _ in range(dice.randint(3, 4)):
        body += [*(dice.randint(30, 110) for _ in range(dice.randint(1, 2))), 0]
    return [*body, dice.randint(30, 110)]


def least_rows(body: list[int], *, down: bool = False) -> int:
    """The least depth of its box into which a story goes."""
    return next(rows for rows in range(10, 30) if not lost(composed(body, rows, down=down))[0])


def composed(body: list[int], rows: int, *, down: bool = False) -> Pages:
    """A story over four columns, or in tiers, its box so many rows deep."""
    box: dict[str, object] = {"story": "1", "fit": GIVES}
    if down:
        box |= {"vertical": "yes", "columns": "3"}
    grid = {"columns": "4", "measure": "10字", "rows": str(rows)}
    spec = small_spec("p p p p | fill", {"p": box}, grid=grid)
    return api.compose(edition(story(1, body)), spec)


def white(pages: Pages) -> list[float]:
    """Distances between the lines about each crosshead, in pt; without those that open a column."""
    lines = [line for line in pages.lines() if line.runs[0].source.role in ("para", "crosshead")]
    found: list[float] = []
    for before, head in pairwise(lines):
        if head.runs[0].source.role != "crosshead":
            continue
        after = lines[lines.index(head) + 1]
        along = _along(after) - _along(before)
        if along > 0:
            found.append(round(along, 2))
    return found


def _along(line: TextLine) -> float:
    """How far down its column a line stands; of vertical lines how far to the left."""
    return -line.x if line.vertical else line.y


def spread(found: list[float]) -> float:
    return max(found) - min(found) if found else 0.0


def lost(pages: Pages) -> tuple[int, int]:
    return sum(box.over for box in pages.boxes), sum(box.short for box in pages.boxes)


@pytest.mark.parametrize("down", [False, True])
def test_crossheads_of_a_story_have_liker_white_than_the_least_cost_gives(
    down: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = [made(number) for number in (DOWN if down else ACROSS)]
    now: list[Pages] = []
    before: list[Pages] = []
    for body in bodies:
        monkeypatch.undo()
        deep = [least_rows(body, down=down) + more for more in (0, 1)]
        now += [composed(body, rows, down=down) for rows in deep]
        for room in ("plan", "upright"):
            monkeypatch.setattr(f"broadsheet.makeup.story.{room}.unlike", lambda *_: False)
        before += [composed(body, rows, down=down) for rows in deep]
    pairs = [(spread(white(a)), spread(white(b))) for a, b in zip(now, before, strict=True)]
    assert all(a <= b for a, b in pairs), pairs
    assert sum(a for a, _ in pairs) < 0.6 * sum(b for _, b in pairs), pairs
    for a, b in zip(now, before, strict=True):
        (over, short), (over_before, short_before) = lost(a), lost(b)
        assert over <= over_before
        # a row of white at the end is less seen than one at a crosshead, two than two
        assert short <= max(2 if spread(white(b)) > ROW else 1, short_before)


def test_crossheads_of_a_box_differ_by_a_row_at_most() -> None:
    found = [
        spread(white(composed(body, least_rows(body) + more)))
        for body in map(made, range(40, 60))
        for more in (0, 1)
    ]
    assert max(found) <= ROW, found
    assert sum(one == 0 for one in found) >= 0.4 * len(found), found


def heads(count: int) -> list[Chunk]:
    """Crossheads that take up to two rows more, as far as their likeness is asked."""
    slab = Slab(choices=(Choice(2), Choice(3, 1.5), Choice(4, 6.0)), splits=False)
    made_up = SimpleNamespace(slab=slab, crosshead=True, rule=None, role="crosshead")
    return [cast("Chunk", made_up)] * count


@pytest.mark.parametrize(
    ("differ", "best"),
    [
        ({0: 2, 1: 0, 2: 0}, 1),  # what differs by more than a row is worse, however cheap
        ({0: 2, 1: 2, 2: 1}, 2),
        ({0: 2, 1: 2, 2: 2}, 0),  # none keeps to a row: the cheapest
    ],
)
def test_the_likest_way_is_the_cheapest_that_keeps_to_a_row(
    differ: dict[int, int], best: int
) -> None:
    def pour_so(wish: Likeness) -> Way[int]:
        return Way(10.0 * wish.level, differ[wish.level], wish.level)

    assert likest(heads(2), 0.0, pour_so) == best


def test_more_white_at_the_end_is_asked_for_only_where_crossheads_differ_by_two_rows() -> None:
    asked: list[Worth] = []

    def pour_so(wish: Likeness) -> Way[str] | None:
        asked.append(wish.worth)
        return Way(50.0, 1, "more white") if wish.worth is WORTHS[1] else None

    assert likest(heads(2), 0.0, pour_so) == "more white"
    assert asked[:3] == [WORTHS[0]] * 3
    assert WORTHS[1] in asked
    asked.clear()
    assert likest(heads(2), 0.0, lambda wish: asked.append(wish.worth) or Way(9.0, 1, "x")) == "x"
    assert WORTHS[1] not in asked
    assert likest(heads(2), 0.0, lambda _: None) is None


@pytest.mark.parametrize(("opening", "rows"), [(0.0, 3), (AT_HEAD * UNLIKE, 2)])
def test_a_crosshead_at_a_columns_head_is_not_deepened_to_be_like_the_others(
    opening: float, rows: int
) -> None:
    head = Slab(choices=(Choice(2), Choice(3, 1.5, opening=opening)), splits=False, keep=1)
    # three rows at the head and one of white at the end would be 9, two and two of white 12
    poured = pour([Slab(choices=(Choice(6),)), head, Slab(choices=(Choice(8),))], [6, 12])
    assert poured.pieces[1][0].row == 0
    assert (poured.rows[1], poured.short) == (rows, 4 - rows)
