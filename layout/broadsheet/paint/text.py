"""The display list as text, small enough to review.

Takes composed pages; returns one line for each mark.  For goldens and for a look at what
was composed: positions in points from the top left, to a tenth.
"""

from collections.abc import Iterator

from broadsheet import display
from broadsheet.geometry import MM, Rect

_NO_COLOUR = "-"


def dump(pages: display.Pages) -> str:
    """Return all pages as text, ending with a line end."""
    return "".join(f"{line}\n" for page in pages.pages for line in _page(page))


def _page(page: display.Page) -> Iterator[str]:
    size = f"{page.width / MM:.1f} x {page.height / MM:.1f} mm"
    yield f"page {page.number} {page.label}".rstrip() + f": {size}"
    box = None
    for mark in page.marks:
        name = "" if isinstance(mark, display.Anchor) else mark.box
        if name != box and not isinstance(mark, display.Anchor):
            box = name
            yield f"box {box or '-'}" + _place_of_box(page, name)
        yield "  " + _mark(mark)


def _place_of_box(page: display.Page, name: str) -> str:
    found = next((box for box in page.boxes if box.name == name), None)
    if found is None:
        return ""
    item = f" {found.item}" if found.item else ""
    return f" {_rect(found.rect)}{item} lines {found.lines}/{found.room}"


def _mark(mark: display.Mark) -> str:
    match mark:
        case display.TextLine():
            return _line(mark)
        case display.Fill():
            return f"fill {_rect(mark.rect)} {_paints(mark)}"
        case display.Outline():
            return f"outline {len(mark.path)} steps {_paints(mark)}"
        case display.PlacedPicture():
            return f"picture {_rect(mark.rect)} {mark.src}"
        case display.Link():
            return f"link {_rect(mark.rect)} {mark.target}"
        case display.Anchor():
            return f"anchor {_at(mark.x, mark.y)} {mark.name} {mark.title}"


def _line(line: display.TextLine) -> str:
    """Return place, width, roles and sizes of a line, and its text."""
    turned = "down " if line.vertical else ""
    exact = "! " if line.exact else ""
    styles = dict.fromkeys(f"{run.source.role} {run.face} {run.size:g}" for run in line.runs)
    place = f"{turned}{_at(line.x, line.y)} w {line.width:.1f}"
    return f"{place} [{', '.join(styles)}] {exact}{line.plain}"


def _paints(mark: display.Fill | display.Outline) -> str:
    stroke = f" stroke {_colour(mark.stroke)} {mark.weight:g}" if mark.stroke else ""
    return f"{_colour(mark.fill)}{stroke}"


def _colour(colour: display.Colour | None) -> str:
    if colour is None:
        return _NO_COLOUR
    inks = (colour.cyan, colour.magenta, colour.yellow, colour.black)
    return (f"{colour.spot} " if colour.spot else "") + "/".join(f"{100 * ink:g}" for ink in inks)


def _at(x: float, y: float) -> str:
    return f"{x:.1f},{y:.1f}"


def _rect(rect: Rect) -> str:
    return f"{_at(rect.left, rect.top)} {rect.width:.1f}x{rect.height:.1f}"
