"""A story's pictures, with captions and credits.

Takes the pictures of a story and the width they may take; returns a stack that takes whole
rows, and sets it.  A picture that is not there keeps its place: a quiet, labelled panel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from broadsheet.display import FURNITURE, Fill, Mark, PlacedPicture
from broadsheet.edition import Article, Picture
from broadsheet.geometry import Rect
from broadsheet.makeup.desk import ABOVE, HOLD, HOLD_EDGE, Desk, source_of
from broadsheet.paragraph import SetLine
from broadsheet.spec import Box, PicturePlace, Share

EMPTY_RATIO = 5 / 3
GAP = 8.0  # pt, between pictures side by side
CAPTION_WHITE = 0.35  # rows between picture and caption


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture and its caption, set."""

    picture: Picture
    index: int
    caption: tuple[SetLine, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Stack:
    """The pictures of a story side by side, over their captions."""

    desk: Desk
    box: Box
    item: str
    shots: tuple[Shot, ...]
    width: float  # pt, of each
    image_rows: int
    caption_rows: int

    @property
    def rows(self) -> int:
        """Rows that it takes at its natural depth."""
        return self.image_rows + self.caption_rows if self.shots else 0

    def depth(self, extra: int) -> int:
        """Rows with ``extra`` more in the picture."""
        return self.rows + extra if self.shots else 0

    def place(self, rect: Rect) -> tuple[list[Mark], dict[int, list[Mark]]]:
        """Return furniture, and the copy by the block before which it is read."""
        below: list[Mark] = []
        copy: dict[int, list[Mark]] = {}
        row = self.desk.row
        depth = rect.height - self.caption_rows * row
        if not self.caption_rows:
            depth -= CAPTION_WHITE * row
        for n, shot in enumerate(self.shots):
            left = rect.left + n * (self.width + GAP)
            if len(self.shots) == 1:
                left = rect.centre - self.width / 2
            frame = Rect(left, rect.top, self.width, depth)
            marks = copy.setdefault(shot.picture.place, [])
            marks += picture_marks(self.desk, self.box, self.item, shot, frame, below)
            for k, line in enumerate(shot.caption):
                drop = CAPTION_WHITE * row + ABOVE * shot.size + k * 1.2 * shot.size
                marks.append(
                    self.desk.centred(line, frame.centre, frame.bottom + drop, self.box.name)
                )
        return below, copy


def plan_pictures(desk: Desk, box: Box, place: PicturePlace, story: Article, width: float) -> Stack:
    """Set the captions of a story's pictures, and find the rows that they need."""
    shown = () if place.at == "none" else story.pictures
    return plan_shots(desk, box, place, story.id, shown, width)


def plan_shots(
    desk: Desk, box: Box, place: PicturePlace, item: str, shown: Sequence[Picture], width: float
) -> Stack:
    """Set the captions of pictures side by side in ``width`` pt, and find their rows."""
    if not shown:
        return Stack(desk, box, item, (), 0.0, 0, 0)
    across = place.width.of * width if isinstance(place.width, Share) else min(place.width, width)
    each = (across - GAP * (len(shown) - 1)) / len(shown)
    shots = tuple(_shot(desk, box, item, picture, n, each) for n, picture in enumerate(shown))
    ratio = place.ratio or _ratio(desk, shown[0])
    rows = place.rows or max(3, round(each / ratio / desk.row))
    lines = max(len(shot.caption) for shot in shots)
    size = max(shot.size for shot in shots)
    caption_rows = ceil(CAPTION_WHITE + lines * 1.2 * size / desk.row) if lines else 0
    return Stack(desk, box, item, shots, each, rows, caption_rows)


def _ratio(desk: Desk, picture: Picture) -> float:
    size = desk.picture_sizes.get(picture.src)
    return size[0] / size[1] if size and size[1] else EMPTY_RATIO


def _shot(desk: Desk, box: Box, item: str, picture: Picture, index: int, width: float) -> Shot:
    type_ = desk.type("caption", box)
    lines: list[SetLine] = []
    for role, text in (("caption", picture.caption), ("credit", picture.credit)):
        if text:
            source = source_of(item, "caption" if role == "caption" else "credit", text, index)
            lines += desk.fitted(text, type_, source, width=width, lines=3).lines
    return Shot(picture, index, tuple(lines), type_.size)


def picture_marks(
    desk: Desk, box: Box, item: str, shot: Shot, frame: Rect, below: list[Mark]
) -> list[Mark]:
    """Return the picture in its frame, or furniture that keeps its place."""
    picture = shot.picture
    size = desk.picture_sizes.get(picture.src) if picture.src else None
    if size is None:
        keep_place(desk, box, frame, below)
        return []
    crop = crop_to(size[0] / size[1], frame.width / frame.height, picture.focus)
    source = source_of(item, "caption", picture.caption, shot.index)
    return [
        PlacedPicture(frame, picture.src, source, crop, picture.alt or picture.caption, box.name)
    ]


def keep_place(desk: Desk, box: Box, frame: Rect, below: list[Mark]) -> None:
    """A quiet panel with a label where a picture is still to come."""
    below.append(Fill(frame, fill=HOLD, stroke=HOLD_EDGE, weight=0.4, box=box.name))
    text = desk.label("photo")
    type_ = desk.type("label", box)
    if text and frame.height > 3 * type_.size:
        line = desk.line(text, type_, FURNITURE, colour=HOLD_EDGE)
        below.append(desk.centred(line, frame.centre, frame.middle + 0.38 * type_.size, box.name))


def crop_to(own: float, wanted: float, focus: str) -> tuple[float, float, float, float]:
    """Return the part of a picture of ratio ``own`` that fills ``wanted``, about its focus.

    >>> crop_to(2.0, 1.0, "")
    (0.25, 0.0, 0.75, 1.0)
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
