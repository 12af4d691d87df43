"""Pictures side by side, with captions and credits.

Takes pictures and the width they may take; returns a stack that takes whole rows, and sets
it.  A picture that is not there keeps its place: a quiet, labelled panel.
"""

from collections.abc import Sequence
from math import ceil

from broadsheet.display import Mark, PlacedPicture
from broadsheet.edition import Picture, Role
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead
from broadsheet.makeup.desk import source_of
from broadsheet.makeup.galley import Galley
from broadsheet.models import frozen
from broadsheet.spec import PicturePlace, Share

EMPTY_RATIO = 5 / 3
GAP = 8.0  # pt, between pictures side by side
CAPTION_WHITE = 0.35  # rows between picture and caption


@frozen()
class Shot:
    """One picture and its caption and credit, set."""

    picture: Picture
    index: int
    captions: tuple[SetHead, ...]

    @property
    def depth(self) -> float:
        """Depth of its caption, pt."""
        return sum(head.leading * len(head.lines) for head in self.captions)


@frozen()
class Stack:
    """Pictures side by side, over their captions."""

    item: str
    shots: tuple[Shot, ...] = ()
    width: float = 0.0  # pt, of each
    image_rows: int = 0
    caption_rows: int = 0

    @property
    def rows(self) -> int:
        """Rows that it takes at its natural depth."""
        return self.image_rows + self.caption_rows

    def depth(self, extra: int) -> int:
        """Rows with ``extra`` more in the picture."""
        return self.rows + extra if self.shots else 0


def plan_pictures(
    galley: Galley, place: PicturePlace, item: str, shown: Sequence[Picture], width: float
) -> Stack:
    """Set the captions of pictures in ``width`` pt, and find the rows that they need."""
    if not shown or place.at == "none":
        return Stack(item)
    row = galley.desk.row
    across = place.width.of * width if isinstance(place.width, Share) else min(place.width, width)
    each = (across - GAP * (len(shown) - 1)) / len(shown)
    shots = tuple(_shot(galley, item, picture, n, each) for n, picture in enumerate(shown))
    ratio = place.ratio or _ratio(galley, shown[0])
    rows = place.rows or max(3, round(each / ratio / row))
    depth = max(shot.depth for shot in shots)
    caption_rows = ceil(CAPTION_WHITE + depth / row) if depth else 1
    return Stack(item, shots, each, rows, caption_rows)


def _ratio(galley: Galley, picture: Picture) -> float:
    size = galley.desk.picture_sizes.get(picture.src)
    return size[0] / size[1] if size and size[1] else EMPTY_RATIO


def _shot(galley: Galley, item: str, picture: Picture, index: int, width: float) -> Shot:
    type_ = galley.type("caption")
    heads: list[SetHead] = []
    parts: tuple[tuple[Role, str], ...] = (("caption", picture.caption), ("credit", picture.credit))
    for role, text in parts:
        if text:
            source = source_of(item, role, text, index)
            heads.append(galley.fitted(text, type_, source, width=width, lines=3))
    return Shot(picture, index, tuple(heads))


def place_pictures(galley: Galley, stack: Stack, rect: Rect) -> dict[int, list[Mark]]:
    """Set a stack; return its copy by the block of the body before which it is read."""
    row = galley.desk.row
    depth = rect.height - stack.caption_rows * row
    across = len(stack.shots) * (stack.width + GAP) - GAP
    read_at: dict[int, list[Mark]] = {}
    for n, shot in enumerate(stack.shots):
        left = rect.centre - across / 2 + n * (stack.width + GAP)
        frame = Rect(left, rect.top, stack.width, depth)
        own = Galley(galley.desk, galley.box)
        _show(own, stack.item, shot, frame)
        y = frame.bottom + CAPTION_WHITE * row
        for head in shot.captions:
            own.show_from(head, frame.centre, y)
            y += head.leading * len(head.lines)
        galley.below += own.below
        read_at.setdefault(shot.picture.place, []).extend(own.copy)
    return read_at


def _show(galley: Galley, item: str, shot: Shot, frame: Rect) -> None:
    """Place the picture in its frame, or keep its place."""
    picture = shot.picture
    size = galley.desk.picture_sizes.get(picture.src)
    if size is None:
        galley.keep_place(frame, "photo")
        return
    crop = crop_to(size[0] / size[1], frame.width / frame.height, picture.focus)
    source = source_of(item, "caption", picture.caption, shot.index)
    alt = picture.alt or picture.caption
    galley.copy.append(PlacedPicture(frame, picture.src, source, crop, alt, galley.box.name))


def crop_to(own: float, wanted: float, focus: str) -> tuple[float, float, float, float]:
    """Return the part of a picture of ratio ``own`` that fills ``wanted``, about its focus.

    >>> crop_to(2.0, 1.0, "")
    (0.25, 0.0, 0.75, 1.0)
    >>> crop_to(2.0, 1.0, "90% 50%")
    (0.5, 0.0, 1.0, 1.0)
    """
    x, y = _focus(focus)
    if own > wanted:
        part = wanted / own
        left = min(max(0.0, x - part / 2), 1 - part)
        return (left, 0.0, left + part, 1.0)
    part = own / wanted
    top = min(max(0.0, y - part / 2), 1 - part)
    return (0.0, top, 1.0, top + part)


def _focus(focus: str) -> tuple[float, float]:
    parts = [p.rstrip("%") for p in focus.split()]
    if len(parts) == 2 and all(p.replace(".", "", 1).isdigit() for p in parts):
        return float(parts[0]) / 100, float(parts[1]) / 100
    return 0.5, 0.5
