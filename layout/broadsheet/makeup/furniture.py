"""Frames, tints, rules, labels: what the spec adds around copy.

Takes a galley and rectangles; adds marks that set no copy.
"""

from broadsheet.display import INK, Colour, Fill
from broadsheet.geometry import Rect
from broadsheet.makeup.desk import MIDDLE
from broadsheet.makeup.galley import Galley
from broadsheet.makeup.ornament import ornament_marks
from broadsheet.spec import Frame

LABEL_GROUND = Colour(black=0.12)  # reversed type this small does not hold on newsprint


def lay_ground(galley: Galley, rect: Rect) -> None:
    """Lay the tint of a box and draw its frame."""
    if galley.box.tint:
        galley.fill(rect, galley.box.tint)
    if galley.box.frame:
        draw_frame(galley, galley.box.frame, rect)


def draw_frame(galley: Galley, frame: Frame, rect: Rect) -> None:
    """Draw a frame inside the rectangle: its ornament, or its outer and inner line."""
    if frame.ornament:
        galley.below += ornament_marks(frame, rect, galley.box.name)
        return
    galley.edge(rect, frame.weight, frame.colour)
    if frame.inner:
        galley.edge(rect.inset(frame.weight + frame.gap), frame.inner, frame.colour)


def draw_rule(galley: Galley, rect: Rect, above: int, *, nudge: int = 0) -> None:
    """Draw the rule in the white above a box or above a part of one.

    A box that is nudged down leaves the rule where the neighbours' rules are.
    """
    desk, box = galley.desk, galley.box
    if box.rule and above:
        middle = rect.top - nudge * desk.row - (above - nudge) * desk.row / 2
        galley.across(rect.left, rect.right, middle, box.rule, INK)


def draw_side(galley: Galley, rect: Rect) -> None:
    """Draw the rule in the gutter at the left of a column."""
    if galley.box.side:
        galley.upright(rect.left - galley.desk.spec.grid.gutter / 2, rect, galley.box.side, INK)


def corner_label(galley: Galley, rect: Rect, name: str, *, over: bool = False) -> None:
    """Set a small label on a pale ground into the upper right corner, such as 广告.

    ``over`` lays it over the box's copy, which is a picture.
    """
    text = galley.desk.spec.labels.get(name, "")
    if not text:
        return
    type_ = galley.type("label")
    line = galley.line(text, type_, colour=INK)
    depth = type_.size * 1.45
    panel = Rect(rect.right - line.width - type_.size, rect.top, line.width + type_.size, depth)
    marks = galley.copy if over else galley.below
    marks.append(Fill(panel, fill=LABEL_GROUND, box=galley.box.name))
    baseline = panel.middle + MIDDLE * type_.size
    marks.append(galley.centred(line, panel.centre, baseline))
