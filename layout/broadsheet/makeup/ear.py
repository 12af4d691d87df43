"""The ear (报眼): a couplet about a code, or the code with its captions.

Takes the masthead's ear and a rectangle; returns its marks.
"""

from broadsheet.display import Colour, Fill, Mark, PlacedPicture, Run, Source, TextLine
from broadsheet.geometry import MM, Rect
from broadsheet.makeup.desk import HOLD, HOLD_EDGE, Desk, Type
from broadsheet.makeup.facts import fact_source
from broadsheet.paragraph import SetLine
from broadsheet.spec import Box, EarBox

STRIP = 17.6 * MM  # width of a couplet's strip
WHITE = Colour()
Marks = tuple[list[Mark], list[Mark]]


def set_ear(desk: Desk, box: Box, content: EarBox, rect: Rect) -> Marks:
    """Return furniture and copy of the ear."""
    inner = rect.inset(2.6 * MM, 3.2 * MM) if box.frame else rect
    if content.form == "code":
        return set_code(desk, box, inner)
    return _couplet(desk, box, inner)


def set_code(desk: Desk, box: Box, rect: Rect) -> Marks:
    """Return the code with promo and caption under it."""
    ear = desk.edition.masthead.ear
    lines: list[tuple[SetLine, float]] = []
    for role, key, text in (("promo", "ear_promo", ear.promo), ("ear", "ear_caption", ear.caption)):
        if text:
            source = fact_source(desk, key)
            fitted = desk.fitted(text, desk.type(role, box), source, width=rect.width, lines=1)
            lines.append((fitted.lines[0], fitted.size))
    depth = sum(1.3 * size for _, size in lines)
    side = min(rect.width, rect.height - depth - 4)
    spot = Rect(rect.centre - side / 2, rect.top, side, side)
    below, copy = code_place(desk, box, spot)
    y = rect.bottom - depth
    for line, size in lines:
        copy.append(desk.centred(line, rect.centre, y + 1.08 * size, box.name))
        y += 1.3 * size
    return below, copy


def code_place(desk: Desk, box: Box, rect: Rect) -> Marks:
    """Return the ear's code, or furniture that keeps its place."""
    ear = desk.edition.masthead.ear
    if ear.src in desk.picture_sizes:
        source = fact_source(desk, "ear_caption")
        return [], [
            PlacedPicture(rect, ear.src, source, alt=ear.caption or ear.promo, box=box.name)
        ]
    below: list[Mark] = [Fill(rect, fill=HOLD, stroke=HOLD_EDGE, weight=0.4, box=box.name)]
    type_ = desk.type("label", box)
    if desk.label("code"):
        line = desk.line(desk.label("code"), type_, colour=HOLD_EDGE)
        below.append(desk.centred(line, rect.centre, rect.middle + 0.38 * type_.size, box.name))
    return below, []


def _couplet(desk: Desk, box: Box, rect: Rect) -> Marks:
    """The promo's two halves on upright strips, the code between, its caption below."""
    ear = desk.edition.masthead.ear
    foot = rect.bottom
    last: list[Mark] = []
    if ear.caption:
        source = fact_source(desk, "ear_caption")
        fitted = desk.fitted(ear.caption, desk.type("ear", box), source, width=rect.width, lines=1)
        foot -= 1.9 * fitted.size
        baseline = foot + 1.45 * fitted.size
        last.append(desk.centred(fitted.lines[0], rect.centre, baseline, box.name))
    strips = (
        Rect(rect.left, rect.top, STRIP, foot - rect.top),
        Rect(rect.right - STRIP, rect.top, STRIP, foot - rect.top),
    )
    below, copy = _strips(desk, box, strips)
    middle = Rect(strips[0].right, rect.top, strips[1].left - strips[0].right, foot - rect.top)
    side = min(middle.width - 16, middle.height - 4)
    spot = Rect(middle.centre - side / 2, middle.middle - side / 2, side, side)
    code_below, code_copy = code_place(desk, box, spot)
    return below + code_below, copy + code_copy + last


def _strips(desk: Desk, box: Box, strips: tuple[Rect, Rect]) -> Marks:
    ear = desk.edition.masthead.ear
    type_ = desk.type("promo", box)
    accent = box.accent or type_.style.colour
    rank = fact_source(desk, "ear_promo").block
    below: list[Mark] = []
    copy: list[Mark] = []
    at = 0
    for half, strip in zip(ear.promo.split(maxsplit=1), strips, strict=False):
        start = ear.promo.index(half, at)
        at = start + len(half)
        below.append(Fill(strip, fill=accent, box=box.name))
        source = Source("masthead", "masthead", rank, start, at)
        copy.append(stacked(desk, box, half, type_, source, strip.inset(2, 3), WHITE))
    return below, copy


def stacked(
    desk: Desk, box: Box, text: str, type_: Type, source: Source, rect: Rect, colour: Colour
) -> TextLine:
    """Return characters one under another, spread over the depth of ``rect``."""
    count = max(1, len(text))
    size = min(type_.style.largest, rect.width * 0.8, rect.height / count * 0.96)
    gap = (rect.height - size * count) / (count + 1)
    runs: list[Run] = []
    for n, char in enumerate(text):
        face = type_.typeface.face_for(char) or type_.typeface.faces[0]
        start = source.start + n
        runs.append(
            Run(
                face=face.id,
                size=round(size, 2),
                glyphs=(face.form(char, "vert") or face.glyph(char),),
                text=char,
                source=Source(source.item, source.role, source.block, start, start + 1),
                colour=colour,
                tracking=round(gap, 3),
            )
        )
    return TextLine(
        x=round(rect.centre, 3),
        y=round(rect.top + gap, 3),
        width=round(rect.height - 2 * gap, 3),
        runs=tuple(runs),
        vertical=True,
        lang=desk.lang,
        box=box.name,
    )
