"""Frames, tints, rules, labels: what the spec adds around copy.

Takes rectangles and the spec's box; returns marks that set no copy.  Knows nothing of what
a box holds.
"""

from broadsheet.display import FURNITURE, INK, Colour, Fill, Mark
from broadsheet.geometry import Rect
from broadsheet.makeup.desk import Desk
from broadsheet.spec import Box, Frame

LABEL_GROUND = Colour(black=0.65)


def ground(box: Box, rect: Rect) -> list[Mark]:
    """Tint and frame of a box."""
    marks: list[Mark] = []
    if box.tint:
        marks.append(Fill(rect, fill=box.tint, box=box.name))
    if box.frame:
        marks += frame_marks(box.frame, rect, box.name)
    return marks


def frame_marks(frame: Frame, rect: Rect, box: str) -> list[Mark]:
    """Outer and inner line of a frame, drawn inside the rectangle."""
    half = frame.weight / 2
    marks: list[Mark] = [Fill(rect.inset(half), stroke=frame.colour, weight=frame.weight, box=box)]
    if frame.inner:
        inset = frame.weight + frame.gap + frame.inner / 2
        marks.append(Fill(rect.inset(inset), stroke=frame.colour, weight=frame.inner, box=box))
    return marks


def across(
    left: float, right: float, middle: float, weight: float, colour: Colour, box: str
) -> Fill:
    """A horizontal rule about ``middle``."""
    return Fill(Rect(left, middle - weight / 2, right - left, weight), fill=colour, box=box)


def upright(
    centre: float, top: float, foot: float, weight: float, colour: Colour, box: str
) -> Fill:
    """A vertical rule about ``centre``."""
    return Fill(Rect(centre - weight / 2, top, weight, foot - top), fill=colour, box=box)


def double(
    left: float, right: float, top: float, thick: float, thin: float, colour: Colour, box: str
) -> list[Mark]:  # noqa: PLR0913 - a rule's measures
    """A thick rule at ``top`` with a thin one under it; the white between is 1.6 pt."""
    return [
        across(left, right, top + thick / 2, thick, colour, box),
        across(left, right, top + thick + 1.6 + thin / 2, thin, colour, box),
    ]


def rules(desk: Desk, box: Box, rect: Rect, above: int) -> list[Mark]:
    """The rule in the white above a box, and the one in the gutter at its left."""
    marks: list[Mark] = []
    if box.rule and above:
        middle = rect.top - above * desk.row / 2
        marks.append(across(rect.left, rect.right, middle, box.rule, INK, box.name))
    if box.side:
        centre = rect.left - desk.spec.grid.gutter / 2
        marks.append(upright(centre, rect.top, rect.bottom, box.side, INK, box.name))
    return marks


def corner_label(desk: Desk, box: Box, rect: Rect, name: str) -> list[Mark]:
    """A small reversed label in the upper right corner, such as 广告."""
    text = desk.label(name)
    if not text:
        return []
    type_ = desk.type("label", box)
    line = desk.line(text, type_, FURNITURE, colour=Colour())
    depth = type_.size * 1.45
    panel = Rect(rect.right - line.width - type_.size, rect.top, line.width + type_.size, depth)
    baseline = panel.middle + 0.38 * type_.size
    return [
        Fill(panel, fill=LABEL_GROUND, box=box.name),
        desk.centred(line, panel.centre, baseline, box.name),
    ]
