"""A drawing becomes an ordinary layout spec.

Takes spots of a page, its bands and masthead; returns the sections of a spec (map, boxes, styles)
and their text, with comments that say why.  Knows the language of specs; composes nothing.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from broadsheet.arranging.foot_bands import FootBand
from broadsheet.arranging.forms import StoryForm
from broadsheet.arranging.rooms import PlacedBlock
from broadsheet.models import frozen
from broadsheet.spec.leeway import laid_over

LETTERS = "abcdefghijklmnopqrstuvw"
BANDS = "FGHIJKLNOPQRSTUV"
RULE = "0.5pt"


@frozen(kw_only=True)
class PageDrawing:
    """All that stands on a drawn page."""

    columns: int
    spots: tuple[PlacedBlock, ...]  # by the rows of the news area
    forms: Sequence[Sequence[StoryForm]]  # of each block
    bands: tuple[FootBand, ...]
    depths: tuple[int, ...]  # of the bands
    masthead: Mapping[str, Any] | None
    mast_rows: int
    white: int  # rows at the foot that nothing fills: the type area is so much shorter
    full: float  # pt, width of the type area


def sections(page: PageDrawing) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a page's map, boxes and own styles, and for each box why it is as it is."""
    styles: dict[str, Any] = {}
    boxes: dict[str, Any] = {}
    why: dict[str, str] = {}
    rows: list[tuple[list[str], int]] = []
    if page.masthead is not None:
        boxes["M"] = dict(page.masthead)
        rows.append((["M"] * page.columns, page.mast_rows))
    by_block: dict[int, list[PlacedBlock]] = {}
    for spot in page.spots:
        by_block.setdefault(spot.block, []).append(spot)
    names = {block: LETTERS[n] for n, block in enumerate(sorted(by_block))}
    for block, spots in sorted(by_block.items()):
        form = page.forms[block][spots[0].form]
        name = names[block]
        boxes[name] = story_box(name, form, spots, styles)
        if not block and "story" in boxes[name]:
            boxes[name]["lead"] = "yes"
        why[name] = _why(form)
    rows += _news_rows(page, by_block, names)
    for name, band, deep in zip(BANDS, page.bands, page.depths, strict=False):
        boxes[name] = band.box(page.full)
        rows.append(([name] * page.columns, deep))
    found: dict[str, Any] = {"styles": styles} if styles else {}
    found["map"] = [f"{' '.join(cells)} | {deep}行" for cells, deep in rows]
    found["boxes"] = boxes
    return found, why


def _news_rows(
    page: PageDrawing, by_block: Mapping[int, Sequence[PlacedBlock]], names: Mapping[int, str]
) -> list[tuple[list[str], int]]:
    spots = [(names[block], spot) for block, own in by_block.items() for spot in own]
    cuts = sorted({edge for _, s in spots for edge in (s.row, s.row + s.rows)} | {0})
    rows = []
    for top, foot in pairwise(cuts):
        cells = ["."] * page.columns
        for name, s in spots:
            if s.row <= top and foot <= s.row + s.rows:
                cells[s.column : s.column + s.width] = [name] * s.width
        rows.append((cells, foot - top))
    return rows


def story_box(
    name: str,
    form: StoryForm,
    spots: Sequence[PlacedBlock],
    styles: dict[str, Any],
) -> dict[str, Any]:
    """Return a box with the sizes of its head, in styles of its own where the house has none."""
    box = {**form.box, "above": "1行"}
    if spots[0].row and form.kind not in ("framed", "index", "ad"):
        box.setdefault("rule", RULE)
    if form.head is None:
        return box
    own = dict(box.get("styles", {}))
    for role, (base, least, most, lines) in form.head.styles.items():
        own[role] = f"{name}-{role}"
        style: dict[str, Any] = {"extends": base, "size": _size(least, most)}
        if role == "headline":
            style["lines"] = lines
        styles[own[role]] = style
    return box | {"styles": own}


def _size(least: float, most: float) -> str:
    return f"{least:g}pt..{most:g}pt" if least < most else f"{most:g}pt"


def _why(form: StoryForm) -> str:
    if form.kind in ("index", "ad"):
        return form.why
    count = form.box.get("columns", form.width)
    return f"{form.why}, {count} columns" + (f" over {form.width}" if count != form.width else "")


def text(head: Mapping[str, Any], pages: Sequence[tuple[dict[str, Any], dict[str, str]]]) -> str:
    """Return a drawing as the text of a spec; one page stands alone, several under ``pages``.

    A head that is all of a style, as one that lies in no file, has keys that its one page changes.
    """
    lines = ["broadsheet: 1"]
    if len(pages) == 1:
        found, why = pages[0]
        shared = {key: laid_over(head[key], own) for key, own in found.items() if key in head}
        head = {key: own for key, own in head.items() if key not in found}
        pages = [({**found, **shared}, why)]
    lines += [f"{key}: {flow(value)}" for key, value in head.items() if key != "broadsheet"]
    if len(pages) == 1:
        return "\n".join([*lines, *_page(pages[0], "")]) + "\n"
    lines.append("pages:")
    for page in pages:
        first, *rest = _page(page, "  ")
        lines += [f"- {first.lstrip()}", *rest]
    return "\n".join(lines) + "\n"


def _page(page: tuple[dict[str, Any], dict[str, str]], indent: str) -> list[str]:
    found, why = page
    lines: list[str] = []
    for key, value in found.items():
        if key == "map" and not isinstance(value, str):
            lines += [f"{indent}map: |", *(f"{indent}  {row}" for row in value)]
        elif key in ("boxes", "styles") and value:
            lines.append(f"{indent}{key}:")
            for name, own in value.items():
                if key == "boxes" and name in why:
                    lines.append(f"{indent}  # {why[name]}")
                lines.append(f"{indent}  {name}: {flow(own)}")
        else:
            lines.append(f"{indent}{key}: {flow(value)}")
    return lines


def flow(value: Any) -> str:
    """Return a plain value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(own)}" for key, own in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None:
        return "null"
    word = str(value)
    bare = word and word == word.strip() and not set(word) & set(":{}[],#\"'|>&*!%@`")
    if bare or (word.endswith("%") and word[:-1].replace(".", "").isdigit()):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
