"""What leads from one part of a story to the next: jump lines, short heads, links.

Takes a leg and the marks of its page; returns or adds furniture and links.  Knows nothing of
how text is cut.
"""

from collections.abc import Mapping, Sequence

from broadsheet.display import FURNITURE, OVER, Anchor, Link, Mark, Source, TextLine
from broadsheet.geometry import Rect
from broadsheet.headline import FITS
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.links import edges
from broadsheet.makeup.galley.setup import ABOVE, Type, source_of
from broadsheet.makeup.story.head import HeadPart, StoryHead, words_of
from broadsheet.makeup.threads.legs import Leg
from broadsheet.models import replace
from broadsheet.paragraph import Span, set_line

JUMP_TO, JUMP_FROM = "（下转第{page}版）", "（上接第{page}版）"  # where a spec has no labels


def _jump_type(galley: Galley) -> Type:
    role = "jump" if galley.setup.has_style("jump", galley.box) else "byline"
    return galley.type(role)


def label_span(galley: Galley, label: str) -> Span:
    """Return a jump line's words, in the body's size."""
    type_ = _jump_type(galley)
    return Span(
        text=label,
        typeface=type_.typeface,
        size=galley.type("body").size,
        source=FURNITURE,
        colour=type_.style.colour,
    )


def jump_head(galley: Galley, leg: Leg, width: float) -> StoryHead:
    """Return the short head over what goes on: words of the story, repeated as furniture."""
    story, repeat = leg.story, galley.story.repeat
    text = "" if repeat == "none" else getattr(story, repeat) or story.headline
    row = galley.setup.row
    if not text:
        return StoryHead(begins(leg), None, (), row)
    role = "jump-head" if galley.setup.has_style("jump-head", galley.box) else "crosshead"
    type_ = galley.type(role)
    fitted = galley.fitted(text, type_, FURNITURE, width=width, story=words_of(story))
    flush = type_.style.align in ("left", "justify")
    part = HeadPart("headline", text, fitted, flush, overset=fitted.width > width + 0.5)
    return StoryHead(begins(leg), None, (part,), row)


def begins(leg: Leg) -> str:
    """Name the place where a leg begins, for links."""
    return f"{leg.story.id}→{leg.number}"


def ends(leg: Leg) -> str:
    """Name the place where a leg's text breaks off, for links."""
    return f"{leg.story.id}→{leg.number}→"


def label_of(labels: Mapping[str, str], key: str, page: int, folios: Sequence[str]) -> str:
    """Return the line that leads to a page, named by its folio; empty where a spec has none."""
    template = labels.get(key, JUMP_TO if key == "jump-to" else JUMP_FROM)
    return template.replace("{page}", folios[page - 1]).replace("{number}", str(page))


def lead_on(forme: Forme, leg: Leg, galley: Galley, folios: Sequence[str], *, broken: bool) -> None:
    """Set the line that leads to the next page, and the links of both ends.

    ``broken``: the text does go on; the copy's own line is set in any case.
    """
    copy = forme.copy[leg.story.id]
    if leg.number > 1:
        _mute_anchor(copy, begins(leg))
    if leg.lands and leg.before:
        label = label_of(forme.setup.style.labels, "jump-from", leg.before.page, folios)
        _link_back(forme, copy, leg, label)
    raw = raw_jump(leg)
    if leg.after is None or not leg.jumps or not (broken or raw):
        return
    placed = next(box for box in forme.boxes if box.name == leg.box.name)
    row = forme.setup.row
    if not placed.columns or placed.columns[-1].height < row:
        _refuse(forme, leg, "its head leaves no row for the line that leads on")
        return
    last = placed.columns[-1]
    foot = Rect(last.left, last.bottom - row, last.width, row)
    text, source = raw, source_of(leg.story.id, "jump", raw)
    if not raw:
        labels = forme.setup.style.labels
        text, source = label_of(labels, "jump-to", leg.after.page, folios), FURNITURE
    if text:
        line = _jump_line(galley, text, source, foot)
        if line.width > foot.width + FITS:
            _refuse(forme, leg, f"{text!r} is wider than its column")
        copy.append(line)
    if broken:
        copy.append(Anchor(ends(leg), "", foot.left, foot.top))
        copy.append(Link(foot, f"#{begins(leg.after)}", leg.box.name))


def _refuse(forme: Forme, leg: Leg, message: str) -> None:
    """Add to a leg's account that its line to the next page does not go in."""
    at = next(n for n, box in enumerate(forme.boxes) if box.name == leg.box.name)
    placed = forme.boxes[at]
    forme.boxes[at] = replace(placed, beyond=(*placed.beyond, message))
    told = f"{leg.name}: {OVER}{message}"
    forme.findings.append(leg.box.finding("error", "overset", told, leg.page, leg.story.id))


def raw_jump(leg: Leg) -> str:
    """Return the line to the next page that the copy has itself."""
    jump = leg.story.jump
    return jump.raw if jump and jump.type == "to" and leg.number == 1 and leg.jumps else ""


def _mute_anchor(copy: list[Mark], name: str) -> None:
    """Take a leg that goes on out of the outline: the story stands there already."""
    for n, mark in enumerate(copy):
        if isinstance(mark, Anchor) and mark.name == name:
            copy[n] = replace(mark, title="")


def _jump_line(galley: Galley, text: str, source: Source, foot: Rect) -> TextLine:
    """Set a line at the right of a column's last row."""
    line = set_line([replace(label_span(galley, text), source=source)])
    drop = galley.setup.baseline_drop(galley.type("body").size)
    return galley.mark(line, foot.right - line.width - line.left, foot.top + drop)


def _link_back(forme: Forme, copy: list[Mark], leg: Leg, label: str) -> None:
    """Lay a link over the label that leads back."""
    if not label or leg.before is None:
        return
    target = f"#{ends(leg.before)}"
    for mark in copy:
        if isinstance(mark, TextLine) and mark.box == leg.box.name:
            if mark.runs[0].source.item or not mark.plain.startswith(label):
                continue
            size = mark.runs[0].size
            left, right = mark.x, edges(mark, forme.setup.book)[len(label)]
            rect = Rect(left, mark.y - ABOVE * size, right - left, size)
            copy.append(Link(rect, target, mark.box))
            return
