"""Pictures side by side, with captions and credits.

Takes pictures and the width they may take; returns a stack that takes whole rows, and sets
it.  Those of a group are equally deep, each as wide as its own form asks; where only one of
them has a caption, it stands under all.  A picture that is not there keeps its place: a
quiet, labelled panel.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from broadsheet.display import Adjusted, Mark, PlacedPicture
from broadsheet.edition import Picture, Role
from broadsheet.geometry import Rect
from broadsheet.headline import FITS, SetHead
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, source_of
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetLine, Setting, Span, set_paragraph
from broadsheet.spec import PicturePlace, Share, Size

EMPTY_RATIO = 5 / 3
WIDEST, NARROWEST = 3.0, 0.5  # of a picture's width against its depth, in a group
GAP = 8.0  # pt, between pictures side by side
CAPTION_WHITE = 0.35  # rows between picture and caption
FOOT_WHITE = 0.35  # rows between a caption and the text under it, at least
HEAD_WHITE = 0.65  # rows between text and the picture under it
BESIDE = 0.27  # of the width, for a caption beside its picture
MOST = 6  # lines of a caption
TOLD_CUT, MOST_CUT = 0.2, 0.4  # of a picture's area: cut off and told, cut off at most to fit
ENDLESS = 400  # rows
LEAST_BESIDE = 6  # em of it, at least


@frozen()
class SetPicture:
    """One picture with the width it takes, pt, and its caption and credit, set."""

    picture: Picture
    index: int
    width: float
    captions: tuple[SetHead, ...]
    beside: tuple[SetLine, ...] = ()  # caption and credit in a block beside the picture

    @property
    def depth(self) -> float:
        """Depth of the caption under it, pt."""
        return sum(head.leading * len(head.lines) for head in self.captions)


@frozen()
class Stack:
    """Pictures side by side, over their captions."""

    item: str
    shots: tuple[SetPicture, ...] = ()
    image_rows: int = 0
    caption_rows: int = 0
    white: int = 0  # rows between the text above and the pictures
    shared: bool = False  # one caption under all of them
    side: str = ""  # where a caption beside stands
    level: str = ""  # the text runs round it, at this level of its columns
    whole: tuple[float, ...] = ()  # rows at which each picture that is there shows all of itself

    @property
    def steps(self) -> range:
        """Rows more that its pictures may take, or fewer, before too much of one is cut off."""
        least = [ceil((1 - MOST_CUT) * rows) - self.image_rows for rows in self.whole]
        most = [int(rows / (1 - MOST_CUT)) - self.image_rows for rows in self.whole]
        first = min(0, max(least, default=-self.image_rows))
        return range(first, max(0, min(most, default=ENDLESS)) + 1)

    @property
    def rows(self) -> int:
        """Rows that it takes at its natural depth."""
        return self.white + self.image_rows + self.caption_rows

    @property
    def width(self) -> float:
        """Width of the pictures and the white between, pt."""
        return sum(shot.width + GAP for shot in self.shots) - GAP

    def depth(self, extra: int) -> int:
        """Rows with ``extra`` more in the picture."""
        return self.rows + extra if self.shots else 0


def plan_pictures(  # noqa: PLR0913 - a place among the columns is of one rank with the rest
    galley: Galley,
    place: PicturePlace,
    item: str,
    shown: Sequence[Picture],
    width: float,
    *,
    first: int = 0,
    level: str = "",
) -> Stack:
    """Set the captions of pictures in ``width`` pt, and find the rows that they need.

    ``first`` is the first picture's number in its story.  With a ``level`` text runs round
    them: white rows part them from it.
    """
    if not shown or place.at == "none":
        return Stack(item)
    row = galley.setup.row
    across = width_in(place.width, width)
    block = _beside_width(galley, place, across)
    ratios = _ratios(galley, place, shown)
    room = across - block - GAP * (len(shown) - 1)
    depth = room / sum(ratios)
    told = [n for n, picture in enumerate(shown) if picture.caption or picture.credit]
    shared = len(shown) > 1 and len(told) == 1 and not block
    shots: list[SetPicture] = []
    for n, (picture, ratio) in enumerate(zip(shown, ratios, strict=True)):
        wide = depth * ratio
        if block:
            lines = _beside(galley, item, picture, first + n, block - GAP)
            shots.append(SetPicture(picture, first + n, wide, (), lines))
        else:
            under = _captions(galley, item, picture, first + n, across if shared else wide)
            shots.append(SetPicture(picture, first + n, wide, under))
    rows = place.rows or max(3, round(depth / row))
    if block:
        rows = max(rows, ceil(sum(len(s.beside) for s in shots) * _beside_leading(galley) / row))
    side = place.caption if block else ""
    whole = tuple(_whole_rows(galley, shots))
    stack = Stack(item, tuple(shots), rows, 1, 0, shared, side, level, whole)
    return _with_white(stack, row, galley.type("body").size)


def _whole_rows(galley: Galley, shots: Sequence[SetPicture]) -> Iterator[float]:
    """Yield the rows at which pictures that are there show all of themselves."""
    for shot in shots:
        if shot.picture.src in galley.setup.picture_sizes:
            yield shot.width / _ratio(galley, shot.picture) / galley.setup.row


def _ratios(galley: Galley, place: PicturePlace, shown: Sequence[Picture]) -> list[float]:
    """Return width to depth of each picture; of several none so narrow or wide that it is lost."""
    ratios = [place.ratio or _ratio(galley, picture) for picture in shown]
    if len(shown) == 1:
        return ratios
    return [min(max(ratio, NARROWEST), WIDEST) for ratio in ratios]


def width_in(size: Size, width: float) -> float:
    """Return what a place takes of ``width`` pt."""
    return size.of * width if isinstance(size, Share) else min(size, width)


def _with_white(stack: Stack, row: float, em: float) -> Stack:
    """Count the rows of captions and white under and over the pictures."""
    depth = max(shot.depth for shot in stack.shots)
    white = CAPTION_WHITE + depth / row if depth else 0.0
    if not stack.level:
        return replace(stack, caption_rows=ceil(white) if depth else 1)
    if stack.level == "bottom":
        edge = (row - em) / 2 / row  # level with the last line beside it
        return replace(stack, caption_rows=ceil(white + edge) if depth else 0, white=1)
    rows = ceil(white + FOOT_WHITE)
    return replace(stack, caption_rows=rows, white=int(stack.level == "middle"))


def _ratio(galley: Galley, picture: Picture) -> float:
    size = galley.setup.picture_sizes.get(picture.src)
    return size[0] / size[1] if size and size[1] else EMPTY_RATIO


def _captions(
    galley: Galley, item: str, picture: Picture, index: int, width: float
) -> tuple[SetHead, ...]:
    type_ = galley.type("caption")
    return tuple(
        galley.fitted(text, type_, source_of(item, role, text, index), width=width, lines=MOST)
        for role, text in _words(picture)
    )


def left_out(pictures: Sequence[Picture]) -> tuple[Adjusted, ...]:
    """Return the step of leaving out pictures with words: what is not printed is told."""
    words = "; ".join(text for picture in pictures for _, text in _words(picture))
    return (Adjusted("drop", words=f"picture “{words}”"),) if words else ()


def _words(picture: Picture) -> list[tuple[Role, str]]:
    parts: tuple[tuple[Role, str], ...] = (("caption", picture.caption), ("credit", picture.credit))
    return [(role, text) for role, text in parts if text]


def _beside_width(galley: Galley, place: PicturePlace, across: float) -> float:
    """Return what a caption beside takes of the width, its gap too; 0 where it stands under."""
    if place.caption == "under":
        return 0.0
    size = galley.type("caption").size
    return min(max(BESIDE * across, LEAST_BESIDE * size), across / 2) + GAP


def _beside_leading(galley: Galley) -> float:
    type_ = galley.type("caption")
    return type_.size * type_.style.leading


def _beside(
    galley: Galley, item: str, picture: Picture, index: int, width: float
) -> tuple[SetLine, ...]:
    type_ = galley.type("caption")
    size = type_.size
    measure = int(width / size + 1e-6) * size
    setting = Setting(measure=measure, em=size, indent=0.0, align="left")
    lines: list[SetLine] = []
    for role, text in _words(picture):
        span = Span(
            text=text,
            typeface=type_.typeface,
            size=size,
            source=source_of(item, role, text, index),
            colour=type_.ink,
        )
        lines += set_paragraph([span], setting).lines
    return tuple(lines)


def place_pictures(galley: Galley, stack: Stack, rect: Rect) -> dict[int, list[Mark]]:
    """Set a stack; return its copy by the block of the body before which it is read."""
    row = galley.setup.row
    top, foot = _edges(galley, stack, rect)
    side = max(0.0, rect.width - stack.width) if stack.side else 0.0
    left = rect.centre - stack.width / 2
    if side:
        left = rect.left + (side if stack.side == "left" else 0.0)
    read_at: dict[int, list[Mark]] = {}
    under = sum(len(shot.beside) for shot in stack.shots)  # lines beside, those of a shot under it
    over = max(row, under * _beside_leading(galley)) - (foot - top)
    if over > FITS:
        message = f"pictures and captions are {over:.0f} pt too deep for their place"
        galley.overset(message)
    for shot in stack.shots:
        frame = Rect(left, top, shot.width, foot - top)
        own = Galley(galley.setup, galley.box)
        _tell_cut(galley, _show(own, stack.item, shot, frame), shot)
        y = foot + CAPTION_WHITE * row
        for head in shot.captions:
            picture = rect if stack.shared else frame
            _show_caption(own, head, picture, y)
            _check_width(galley, head.lines, picture.width)
            y += head.leading * len(head.lines)
        if shot.beside:
            beside = rect.left + (stack.width + GAP if stack.side == "right" else 0.0)
            under -= len(shot.beside)
            _set_beside(own, shot, Rect(beside, top, side - GAP, foot - top), under)
            _check_width(galley, shot.beside, side - GAP)
        galley.below += own.below
        read_at.setdefault(shot.picture.place, []).extend(own.copy)
        left = frame.right + GAP
    return read_at


def _check_width(galley: Galley, lines: Sequence[SetLine], width: float) -> None:
    """Tell of a caption that does not go in beside or under its picture."""
    widest = max(lines, key=lambda line: line.width)
    if widest.width > width + FITS:
        words = "".join(run.plain for run in widest.runs)
        message = f"the caption {words!r} is too wide for its picture of {width:.0f} pt"
        galley.overset(message)


def _show_caption(galley: Galley, head: SetHead, over: Rect, top: float) -> None:
    """Set a caption under its picture, where its style aligns it."""
    align = galley.type("caption").style.align
    if align not in ("left", "right"):
        galley.show_from(head, over.centre, top)
        return
    for n, line in enumerate(head.lines):
        left = over.left if align == "left" else over.right - line.width
        baseline = top + n * head.leading + ABOVE * head.size
        galley.copy.append(galley.mark(line, left, baseline))


def _edges(galley: Galley, stack: Stack, rect: Rect) -> tuple[float, float]:
    """Return where the pictures begin and end, pt, so that they are level with type beside."""
    row = galley.setup.row
    if not stack.level:
        return rect.top, rect.bottom - stack.caption_rows * row
    inset = (row - galley.type("body").size) / 2
    top = rect.top + (HEAD_WHITE * row if stack.white else inset)
    if stack.level == "bottom":
        depth = max(shot.depth for shot in stack.shots)
        return top, rect.bottom - inset - (depth + CAPTION_WHITE * row if depth else 0.0)
    return top, rect.bottom - stack.caption_rows * row


def _set_beside(galley: Galley, shot: SetPicture, block: Rect, under: int) -> None:
    """Set caption and credit in the block beside, over so many lines, level with its foot."""
    leading, size = _beside_leading(galley), galley.type("caption").size
    foot = block.bottom - (1 - ABOVE) * size
    for k, line in enumerate(shot.beside):
        baseline = foot - (under + len(shot.beside) - 1 - k) * leading
        galley.copy.append(galley.mark(line, block.left, baseline))


def _tell_cut(galley: Galley, share: float, shot: SetPicture) -> None:
    """Tell how much of a picture is cut off to fill its frame."""
    if share > TOLD_CUT:
        named = shot.picture.caption[:8] or shot.picture.src
        galley.say("note", "cropped", f"picture “{named}”: {share:.0%} of its area is cut off")


def _show(galley: Galley, item: str, shot: SetPicture, frame: Rect) -> float:
    """Place the picture in its frame, or keep its place; return what is cut off of its area."""
    picture = shot.picture
    size = galley.setup.picture_sizes.get(picture.src)
    if size is None:
        galley.keep_place(frame, "photo")
        return 0.0
    if min(frame.width, frame.height) <= 0:
        named = picture.caption[:8] or picture.src
        galley.say("error", "overset", f"溢 there is no room left for the picture “{named}”")
        return 0.0
    crop = crop_to(size[0] / size[1], frame.width / frame.height, picture.focus)
    source = source_of(item, "caption", picture.caption, shot.index)
    alt = picture.alt or picture.caption
    galley.copy.append(PlacedPicture(frame, picture.src, source, crop, alt, galley.box.name))
    return 1 - (crop[2] - crop[0]) * (crop[3] - crop[1])


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
