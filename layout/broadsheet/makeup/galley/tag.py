"""The ground of a column tag (栏花): bar, panel, pill, frame or flag.

Takes a shape, the rectangle of the tag and its colour; lays what stands under its words.
Knows nothing of heads.
"""

from broadsheet.display import Colour, Fill, Outline
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import WHITE, Type

BOX = 0.9  # pt, line of a boxed tag
POINT = 0.45  # of a flag's depth, cut into its end
OUTLINED = "boxed"  # its words stand on the paper


def tag_colours(galley: Galley, type_: Type) -> tuple[Colour, Colour]:
    """Return the colours of a tag's ground and of its words."""
    ground = galley.accent(type_.style.fill or type_.style.colour)
    if type_.style.form == OUTLINED:
        return ground, ground
    return ground, WHITE if type_.style.colour == ground else type_.ink


def lay_tag(galley: Galley, form: str, rect: Rect, ground: Colour, *, down: bool = False) -> None:
    """Lay the ground of a tag; ``down``: its words run from top to bottom."""
    name = galley.box.name
    if form == "pill":
        radius = round(min(rect.width, rect.height) / 2, 3)
        galley.below.append(Fill(rect, fill=ground, radius=radius, box=name))
    elif form == OUTLINED:
        galley.edge(rect, BOX, ground)
    elif form == "flag":
        galley.below.append(Outline(_flag(rect, down=down), fill=ground, box=name))
    else:
        galley.fill(rect, ground)


def tail(form: str, depth: float) -> float:
    """Return what a tag's form adds to its length, pt: the end of a flag."""
    return POINT * depth if form == "flag" else 0.0


def _flag(rect: Rect, *, down: bool) -> tuple[tuple[str | float, ...], ...]:
    """A pennant with a notch in the end where its words end."""
    if down:
        notch = rect.bottom - POINT * rect.width
        points = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.right, rect.bottom),
            (rect.centre, notch),
            (rect.left, rect.bottom),
        ]
    else:
        notch = rect.right - POINT * rect.height
        points = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (notch, rect.middle),
            (rect.right, rect.bottom),
            (rect.left, rect.bottom),
        ]
    first, *rest = [(round(x, 3), round(y, 3)) for x, y in points]
    return (("m", *first), *(("l", *point) for point in rest), ("h",))
