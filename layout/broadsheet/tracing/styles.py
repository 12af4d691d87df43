"""How kinds of text are set on a page: faces by nearest role, sizes, colours.

Takes lines and what they set; returns styles as a spec writes them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from broadsheet.parse.pdf.values import PrintedStyle
from broadsheet.parse.text.characters import is_han
from broadsheet.tracing.inks import BLACK, Inks, is_seen, written
from broadsheet.tracing.values import Area, StoryLine

HEADS = ("section", "kicker", "headline", "deck", "standfirst")
_TEXT = ("crosshead", "caption", "byline", "source", "note", "verse", "qa", "pull")
_FACES = (
    ("brush", re.compile(r"mashan|brush|xingkai|行楷|行书|草|隶|lishu|zhimang|liujian", re.I)),
    ("kai", re.compile(r"kai|楷|ukai", re.I)),
    ("hei", re.compile(r"sans|hei|黑|gothic|arial|helvet|grotes|yahei|pingfang|dejavu", re.I)),
)
_LATIN = {"song": "roman", "kai": "roman", "brush": "roman", "hei": "sans"}
_BLACK = re.compile(r"black|heavy|extrabold|ultra", re.I)
_ITALIC = re.compile(r"italic|oblique", re.I)
_LEAST = 0.92  # of its size, that a head may shrink to where it would not go in
_EVEN = 0.15  # ems by which the widths of lines differ that are spread to one
_TRACKED = 0.015  # ems: less is a rounding


def face_of(style: PrintedStyle, *, latin: bool) -> dict[str, str]:
    """Return the typeface, weight and slant that come nearest to a font by its name."""
    role = next((name for name, known in _FACES if known.search(style.face)), "song")
    found = {"face": _LATIN[role] if latin else role}
    bold = "black" if _BLACK.search(style.face) and not latin else "bold"
    found["weight"] = bold if style.bold else "regular"
    if latin and _ITALIC.search(style.face):
        found["slant"] = "italic"
    return found


def common(areas: Iterable[Area], inks: Inks, *, latin: bool) -> dict[str, dict[str, Any]]:
    """Return the styles that stories share: crossheads, captions, bylines, notes."""
    held: dict[str, list[StoryLine]] = {}
    for area in areas:
        if area.kind in ("story", "photo"):
            lines = [*(n for lines in area.text for n in lines), *area.captions]
            for line in lines:
                if line.role in _TEXT:
                    held.setdefault(line.role, []).append(line)
    found: dict[str, dict[str, Any]] = {}
    for role in ("crosshead", "caption"):
        if own := held.get(role):
            style = _most(own)
            found[role] = face_of(style, latin=latin) | {"size": _sizes(own)}
            colour = inks.of_text(own[0].box)
            if colour:
                found[role]["colour"] = colour
    return found


def _sizes(lines: Sequence[StoryLine]) -> str:
    """Return the sizes of a role: one, or from the least to the largest."""
    sizes = {line.line.style.size for line in lines}
    least, most = min(sizes), max(sizes)
    return f"{most:g}pt" if least == most else f"{least:g}pt..{most:g}pt"


def _most(lines: Sequence[StoryLine]) -> PrintedStyle:
    counts: Counter[PrintedStyle] = Counter()
    for line in lines:
        counts[line.line.style] += len(line.line.text)
    return max(counts, key=lambda style: (counts[style], style.size, style.face))


def of_heads(area: Area, inks: Inks, *, latin: bool) -> dict[str, dict[str, Any]]:
    """Return the styles of the parts of a story's head, by role."""
    found: dict[str, dict[str, Any]] = {}
    for role in HEADS:
        lines = [line for line in area.head if line.role == role]
        if not lines:
            continue
        style = _most(lines)
        own: dict[str, Any] = {"extends": role, **face_of(style, latin=latin)}
        # a little smaller where a face's words are wider: one head may not break a page
        least = f"{round(_LEAST * style.size, 1):g}pt.." if role != "section" else ""
        own["size"] = f"{least}{style.size:g}pt"
        ground = _ground(area, inks)
        colour = inks.of_text(lines[0].box)
        if colour and role != "section" and is_seen(colour, ground):
            own["colour"] = colour if colour != BLACK else "black"
        if role == "headline" and area.panel is not None and ground:
            own["fill"] = ground
        if role == "section":
            own |= _tag(area, lines, inks)
        else:
            own["lines"] = max(len(lines), 1)
            if role != "standfirst":
                own["align"] = _align(area, lines)
            if (white := _tracking(lines)) is not None:
                own["tracking"] = f"{white:g}em"
        if any(n.line.upright for n in lines):
            own.pop("align", None)
        found[role] = own
    return found


def _ground(area: Area, inks: Inks) -> str:
    """Return the inks of what a story's head stands on; empty for paper."""
    if area.panel is not None:
        for mark in inks.fills:
            if mark.rect == area.panel:
                return written(mark.paint)
    return inks.ground(area.box)


def _tag(area: Area, lines: Sequence[StoryLine], inks: Inks) -> dict[str, Any]:
    """Return the form and the colours of a column tag; none that could not be read."""
    box = lines[0].box
    ground, colour = inks.tag(box), inks.of_text(box)
    fill = written(ground.paint) if ground else ""
    if ground is None or not fill:
        return {"colour": colour} if colour and is_seen(colour, _ground(area, inks)) else {}
    if colour and not is_seen(colour, fill):
        return {}
    found = {"fill": fill} | ({"colour": colour} if colour else {})
    if not ground.solid:  # its ends are round
        found["form"] = "pill"
    if area.text:
        left = min(n.box.left for part in area.text for n in part)
        right = max(n.box.right for part in area.text for n in part)
        if abs(ground.rect.centre - (left + right) / 2) < box.height and (
            ground.rect.left > left + 2 * box.height
        ):
            found["align"] = "center"
    return found


def _align(area: Area, lines: Sequence[StoryLine]) -> str:
    """Return how a head's lines stand to each other and to their story."""
    lefts, centres = [n.box.left for n in lines], [n.box.centre for n in lines]
    size = lines[0].line.style.size
    if len(lines) > 1:
        wide = [n.box.width for n in lines]
        longest, least = max(len(n.line.text) for n in lines), min(len(n.line.text) for n in lines)
        if max(wide) - min(wide) < _EVEN * size and longest > least:
            return "spread"
        level = max(lefts) - min(lefts) < 0.2 * size
        middle = max(centres) - min(centres) < 0.4 * size
        if level != middle:
            return "left" if level else "center"
    starts = [n.box.left for part in area.text for n in part] or [area.box.left]
    left = lefts[0] - min(starts)
    ends = [n.box.right for part in area.text for n in part] or [area.box.right]
    right = max(ends) - max(n.box.right for n in lines)
    return "left" if left < 0.6 * size and right - left > size else "center"


def _tracking(lines: Sequence[StoryLine]) -> float | None:
    """Return the white between the ideographs of a head, ems; None where it can't be told."""
    for line in lines:
        text, style = line.line.text, line.line.style
        if len(text) > 2 and all(map(is_han, text)) and not line.line.upright:
            white = (line.box.width / (style.size * style.narrow) - len(text)) / (len(text) - 1)
            return round(white, 3) if abs(white) > _TRACKED else 0.0
    return None
