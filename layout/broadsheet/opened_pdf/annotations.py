"""Stamps, fields and drawings that lie over a page: those that print are part of its look.

Takes a page and what its document's layers show; returns appearances, each with the matrix that
lays it in its place (ISO 32000-1, 12.5.5).  What is seen on a screen and would not be printed,
or has no look of its own, is refused: nobody can tell what the advertiser saw.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from broadsheet.errors import SourceError
from broadsheet.models import frozen

_HIDDEN, _PRINTED = 2, 4  # flags (table 165)
# No ink of the page: what leads elsewhere, notes behind a sign, what plays, a press's own.
_NO_INK = frozenset(
    "/Link /Popup /Text /FileAttachment /Sound /Movie /Screen /3D /RichMedia /TrapNet "
    "/PrinterMark".split()
)
_HINT = "ask the advertiser to flatten it"
_WORDS = {"/Stamp": "stamp", "/Widget": "field of a form", "/FreeText": "text over the page"}


@frozen(kw_only=True)
class Appearance:
    """What is drawn for an annotation, and where."""

    form: Any  # a stream, or the pointer to it
    matrix: tuple[float, float, float, float]  # scale across and down, place


def appearances(page: Any, shows: Callable[[Any], bool]) -> Iterator[Appearance]:
    """Yield the looks of what prints over a page.  Raises SourceError."""
    held = page.get("/Annots")
    for entry in held.get_object() if held is not None else ():
        note = entry.get_object()
        kind = str(note.get("/Subtype", "")) if isinstance(note, DictionaryObject) else "/Link"
        flags = int(note.get("/F", 0)) if kind not in _NO_INK else _HIDDEN
        if flags & _HIDDEN or ("/OC" in note and not shows(note.raw_get("/OC"))):
            continue
        form = _look(note)
        if form is None:
            _check_bare(note, kind)
            continue
        if not flags & _PRINTED:
            raise SourceError(f"has a {_word(kind)} that is shown and not printed", hint=_HINT)
        yield Appearance(form=form, matrix=_place(note, form.get_object()))


def _look(note: Any) -> Any:
    """Return the normal appearance, in the state that it is in; None when there is none."""
    looks = note.get("/AP")
    looks = looks.get_object() if looks is not None else DictionaryObject()
    if "/N" not in looks:
        return None
    found = looks.raw_get("/N")
    held = found.get_object()
    if not isinstance(held, StreamObject) and isinstance(held, DictionaryObject):
        state = str(note.get("/AS", "/Off"))
        found = held.raw_get(state) if state in held else None
    stream = found.get_object() if isinstance(found, IndirectObject) else None
    return found if isinstance(stream, StreamObject) and stream.get_data() else None


def _check_bare(note: Any, kind: str) -> None:
    """Refuse what a viewer would draw by itself; an empty field or a button off is nothing."""
    said = str(note.get("/V", note.get("/Contents", ""))).strip()
    drawn = kind in ("/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Ink", "/Stamp")
    writing = kind == "/FreeText" or (kind == "/Widget" and str(note.get("/FT", "")) == "/Tx")
    if (drawn and "/AP" not in note) or (writing and said):
        raise SourceError(f"has a {_word(kind)} without its look", hint=_HINT)


def _word(kind: str) -> str:
    return _WORDS.get(kind, f"{kind[1:]} annotation")


def _place(note: Any, form: Any) -> tuple[float, float, float, float]:
    """Return what takes the form's box, under its own matrix, to the annotation's rectangle."""
    a, b, c, d, e, f = (float(v) for v in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    x1, y1, x2, y2 = (float(v) for v in form["/BBox"])
    corners = [(x, y) for x in (x1, x2) for y in (y1, y2)]
    across = [a * x + c * y + e for x, y in corners]
    down = [b * x + d * y + f for x, y in corners]
    left, low, right, high = (float(v) for v in note["/Rect"])
    left, right, low, high = min(left, right), max(left, right), min(low, high), max(low, high)
    width, depth = max(across) - min(across), max(down) - min(down)
    if not (width > 0 and depth > 0):
        return 1.0, 1.0, left - min(across), low - min(down)
    x, y = (right - left) / width, (high - low) / depth
    return x, y, left - x * min(across), low - y * min(down)


def with_appearances(names: list[str], found: list[Appearance]) -> bytes:
    """Return the operators that draw appearances under names, each in a state of its own."""
    parts: list[str] = []
    for name, one in zip(names, found, strict=True):
        x, y, left, low = one.matrix
        parts.append(f"q {x:.6f} 0 0 {y:.6f} {left:.4f} {low:.4f} cm {NameObject(name)} Do Q")
    return "\n".join(parts).encode("ascii")
