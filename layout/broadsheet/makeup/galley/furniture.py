"""Frames, tints, rules, labels: what the spec adds around copy.

Takes a galley and rectangles; adds marks that set no copy.
"""

from broadsheet.display import Colour, Fill
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.ornament import ornament_marks
from broadsheet.makeup.galley.rules import frame_marks, rule_depth, rule_marks
from broadsheet.makeup.galley.setup import MIDDLE
from broadsheet.spec import Frame, Rule

LABEL_GROUND = Colour(black=0.12)  # reversed type this small does not hold on newsprint


def lay_ground(galley: Galley, rect: Rect) -> None:
    """Lay the tint of a box and draw its frame."""
    if galley.box.tint:
        galley.fill(rect, galley.box.tint)
    if galley.box.frame:
        draw_frame(galley, galley.box.frame, rect)


def inside_frame(galley: Galley, rect: Rect) -> Rect:
    """Return what a box's frame leaves of its rectangle."""
    frame = galley.box.frame
    if frame is None:
        return rect
    if frame.ornament:
        depth = frame.depth
    elif frame.kind != "single":
        depth = rule_depth(Rule(kind=frame.kind, weight=frame.weight))
    else:
        depth = frame.weight
    return rect.inset(depth + (frame.gap + frame.inner if frame.inner else 0.0))


def inside(galley: Galley, rect: Rect) -> Rect:
    """Return what a box's padding leaves of its rectangle, and its frame at least."""
    framed, padding = inside_frame(galley, rect), galley.box.padding
    sides = max(padding.sides, framed.left - rect.left)
    head, foot = (max(white, framed.top - rect.top) for white in (padding.head, padding.foot))
    return Rect(
        rect.left + sides, rect.top + head, rect.width - 2 * sides, rect.height - head - foot
    )


def draw_frame(galley: Galley, frame: Frame, rect: Rect) -> None:
    """Draw a frame inside the rectangle: its ornament, or its outer and inner line."""
    if frame.ornament:
        galley.below += ornament_marks(frame, rect, galley.box.name)
        return
    if frame.kind != "single":
        rule = Rule(kind=frame.kind, weight=frame.weight, colour=frame.colour)
        galley.below += frame_marks(rule, rect, galley.box.name)
        return
    galley.edge(rect, frame.weight, frame.colour)
    if frame.inner:
        galley.edge(rect.inset(frame.weight + frame.gap), frame.inner, frame.colour)


def draw_rule(galley: Galley, rect: Rect, above: int, *, nudge: int = 0) -> None:
    """Draw the rule in the white above a box or above a part of one.

    A box that is nudged down leaves the rule where the neighbours' rules are.
    """
    setup, box = galley.setup, galley.box
    if box.rule and above:
        middle = rect.top - nudge * setup.row - (above - nudge) * setup.row / 2
        galley.below += rule_marks(box.rule, rect.left, rect.right, middle, box=box.name)


def draw_side(galley: Galley, rect: Rect) -> None:
    """Draw the rule in the gutter at the left of a column."""
    if galley.box.side:
        galley.below += rule_marks(
            galley.box.side,
            rect.top,
            rect.bottom,
            rect.left - galley.setup.style.grid.gutter / 2,
            upright=True,
            box=galley.box.name,
        )


def label_panel(galley: Galley, rect: Rect, name: str) -> Rect | None:
    """Return the ground of a small label in the upper right corner, inside the box's frame."""
    text = galley.setup.style.labels.get(name, "")
    if not text:
        return None
    type_ = galley.type("label")
    inner = inside_frame(galley, rect)
    width = galley.line(text, type_).width + type_.size
    return Rect(inner.right - width, inner.top, width, 1.45 * type_.size)


def corner_label(galley: Galley, rect: Rect, name: str, *, over: bool = False) -> None:
    """Set a small label into the upper right corner, such as 广告.

    Its ground is the style's, or a pale one.

    ``over`` lays it over the box's copy, which is a picture.
    """
    panel = label_panel(galley, rect, name)
    if panel is None:
        return
    type_ = galley.type("label")
    line = galley.line(galley.setup.style.labels[name], type_)
    marks = galley.copy if over else galley.below
    marks.append(Fill(panel, fill=type_.style.fill or LABEL_GROUND, box=galley.box.name))
    baseline = panel.middle + MIDDLE * type_.size
    marks.append(galley.centred(line, panel.centre, baseline))
