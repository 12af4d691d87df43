"""Random maps, and boxes with what a story's box can have, from a seeded dice."""

from itertools import pairwise
from random import Random
from typing import Any

from broadsheet.errors import SpecError
from tests.unit.pages_of import small_spec
from tests.unit.random_copy import Room

COLUMNS = 4
NAMES = "abcdefghijklm"
CORNERS = (
    *("top-left", "top-middle", "top-right", "middle-left", "middle", "middle-right"),
    *("bottom-left", "bottom-middle", "bottom-right"),
)
LADDERS: tuple[Any, ...] = (
    "none",
    {"picture": "-3行..4行", "head": "1", "paragraph": "1"},
    {"crosshead": "-1..2", "headline": "14pt..20pt", "drop": ["deck", "picture"]},
    {"head": "2行", "picture": "5行", "crosshead": "2行", "paragraph": "1", "drop": ["kicker"]},
)

Cells = list[list[str]]


def cells_of(dice: Random, columns: int = COLUMNS, bands: int = 4, boxes: int = 4) -> Cells:
    """Rectangles cut from a page, some of them joined to L, T and U."""
    bands = dice.randint(1, bands)
    cells = [[NAMES[0]] * columns for _ in range(bands)]
    for name in NAMES[1 : dice.randint(1, boxes)]:
        top, left = dice.randrange(bands), dice.randrange(columns)
        foot, right = dice.randrange(top, bands), dice.randrange(left, columns)
        trial = [row.copy() for row in cells]
        for row in trial[top : foot + 1]:
            row[left : right + 1] = [name] * (right + 1 - left)
        if all(_drawable(trial, held) for held in {c for row in trial for c in row}):
            cells = trial
    return cells


def _drawable(cells: Cells, name: str) -> bool:
    """Tell whether a box is one piece, each of its columns too."""
    spans: list[tuple[int, int] | None] = []
    for column in range(len(cells[0])):
        bands = [n for n, row in enumerate(cells) if row[column] == name]
        if bands and bands[-1] - bands[0] + 1 != len(bands):
            return False
        spans.append((bands[0], bands[-1]) if bands else None)
    shown = [n for n, span in enumerate(spans) if span]
    if shown[-1] - shown[0] + 1 != len(shown):
        return False
    own = [span for span in spans if span]
    return all(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in pairwise(own))


def can_be_drawn(cells: Cells) -> bool:
    """Tell whether a spec takes a map."""
    names = {name for row in cells for name in row}
    try:
        small_spec(
            "\n".join(f"{' '.join(row)} | auto" for row in cells),
            {name: {"story": "1"} for name in names},
        )
    except SpecError:
        return False
    return True


HEADS = {
    "plain": 45,
    "across": 15,
    "deep": 8,
    "corner": 8,
    "beside": 8,
    "upright": 8,
    "upright-corner": 4,
    "ruled": 4,
}


def _head(dice: Random, columns: int, measure: int) -> dict[str, Any]:
    """Say where a story's head stands: beside the text only where that leaves it a column."""
    across, beside = dice.randint(1, columns), min(7, (columns * measure - 5) // 2)
    side = {"at": dice.choice(("left", "right")), "width": f"{max(3, beside)}字"}
    heads: dict[str, dict[str, Any]] = {
        "plain": {},
        "across": {"across": across},
        "deep": {"rows": dice.randint(3, 7)},
        "corner": {"at": dice.choice(CORNERS), "across": across},
        "beside": side if beside >= 3 else {},
        "upright": side | {"vertical": "yes"} if beside >= 3 else {},
        "upright-corner": {"at": dice.choice(CORNERS), "vertical": "yes", "rows": across + 4},
        "ruled": {"at": dice.choice(("bottom", "top")), "across": across, "rule": "wave"},
    }
    return heads[dice.choices(list(HEADS), weights=list(HEADS.values()))[0]]


def _picture_place(dice: Random, columns: int, *, inside: bool) -> dict[str, Any]:
    corners = dice.random() < 0.5 or inside
    place: dict[str, Any] = {
        "at": dice.choice(CORNERS if corners else ("top", "bottom", "none", "top", "bottom"))
    }
    if corners:
        place["columns"] = dice.randint(1, max(1, columns))
    if dice.random() < 0.7:
        place["rows"] = dice.randint(2, 8)
    elif dice.random() < 0.5:
        place["ratio"] = dice.choice(("5:3", "1:1", "3:4"))
    if dice.random() < 0.25:
        place["width"] = dice.choice(("50%", "70%", f"{dice.randint(4, 12)}字"))
    if dice.random() < 0.15:
        place["caption"] = dice.choice(("left", "right"))
    return place


def surface(dice: Random) -> dict[str, Any]:
    """What any box may have: frame, tint, white inside, rules, nudge."""
    keys: dict[str, Any] = {}
    at = dice.random()
    if at < 0.08:
        keys["frame"] = dice.choice(
            ("0.5pt", {"kind": "wave"}, {"ornament": "fret", "depth": "9.5pt"}, {"inner": "0.4pt"})
        )
        keys["padding"] = {"sides": "14pt", "head": "1行", "foot": "1行"}
    elif at < 0.12:
        keys |= {"tint": "pale-blue", "padding": {"sides": f"{dice.randint(4, 16)}pt"}}
    if dice.random() < 0.1:
        keys["above"] = f"{dice.randint(0, 3)}行"
    if dice.random() < 0.1:
        keys["rule"] = dice.choice(("1.4pt", "wave", {"kind": "thick-thin", "weight": "2pt"}))
    if dice.random() < 0.05:
        keys["side"] = "0.4pt"
    if dice.random() < 0.05:
        keys["nudge"] = f"{dice.choice((-1, 1, 2))}行"
    return keys


def story_box(dice: Random, room: Room, *, square: bool) -> dict[str, Any]:
    columns, measure = room.columns, room.measure
    keys: dict[str, Any] = {"headline": _head(dice, columns, measure)}
    if dice.random() < 0.5:
        keys["picture"] = _picture_place(dice, columns, inside=False)
    if dice.random() < 0.08:
        taken = range(dice.randint(1, 2))
        keys["pictures"] = [_picture_place(dice, columns, inside=True) for _ in taken]
    if dice.random() < 0.08:
        keys["pull"] = {"at": dice.choice(CORNERS), "columns": dice.randint(1, columns)}
    if dice.random() < 0.15:
        keys["byline"] = dice.choice(("head", "end"))
    if dice.random() < 0.1:
        keys["columns"] = dice.randint(1, columns)
    if dice.random() < 0.1:
        keys["measure"] = f"{dice.randint(min(4, measure), measure)}字"
    if square and dice.random() < 0.13:
        keys["vertical"] = "yes"
        keys["headline"] = dice.choice(({}, {"at": "left"}, {"at": "right"}))
        keys["measure"] = f"{dice.randint(5, 12)}字"
    if dice.random() < 0.1:
        keys["table"] = dice.choice(("rows", "grid", "none"))
    if dice.random() < 0.25:
        keys["fit"] = dice.choice(LADDERS)
    return keys


def left_by(box: dict[str, Any], room: Room) -> Room:
    """Return what a story's box leaves to its text of the room that it has."""
    head, across, rows = box["headline"], room.across, room.rows
    columns = int(box.get("columns", room.columns))
    measure = int(str(box.get("measure", room.measure)).removesuffix("字"))
    if "vertical" in box:
        tiers = int((rows * 1.29 + 1) / (measure + 1))
        return Room(1, max(1, int((across - 10) * 0.7)), tiers * measure + 3)
    if head.get("at") in ("left", "right"):
        across -= int(head["width"].removesuffix("字")) + 1
        rows += 3  # it takes none of them
    elif head.get("rows", 3) > 3:
        rows -= head["rows"] - 3
    return Room(columns, max(3, min(measure, across // columns)), rows)
