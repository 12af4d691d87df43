"""Advertisers' pages: PDFs, and drawings in SVG, opened and measured.

Takes bytes; returns pypdf's page.  pypdf is imported here, for pages that place one alone.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet import files_read, limits
from broadsheet.errors import AbsentPictureError, PictureError, SourceError, Where
from broadsheet.models import frozen
from broadsheet.opened_pdf import faults_told, open_pdf

if TYPE_CHECKING:
    from broadsheet.paint.vector_page import Inks

DRAWING = ".svg"
MOST_OBJECTS = 20_000
_ROUNDED = 1.0  # pt, by which programs round boxes
LEAST_SIDE, MOST_SIDE = 1.0, 14400.0  # pt


def is_drawing(name: str) -> bool:
    """Tell whether a picture's name is that of a drawing in SVG."""
    return name.lower().endswith(DRAWING)


def as_pdf(content: bytes, name: str, inks: "Inks | None" = None) -> bytes:
    """Return the PDF of a drawing in SVG, in inks; a PDF as it is."""
    if not is_drawing(name):
        return content
    from broadsheet.paint import vector_page  # noqa: PLC0415 - few pages have a drawing

    return vector_page.page_of(content, name, inks or vector_page.quick_inks)


@frozen(kw_only=True)
class Artwork:
    """The first page of a PDF, and the box of it that is placed: left, bottom, right, top."""

    page: Any
    catalog: Any  # of the document: its layers' settings
    box: tuple[float, float, float, float]
    turn: int  # degrees clockwise
    unit: float = 1.0  # pt, what the page's own unit is (PDF 1.7, 14.11.2 and table 30)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, pt."""
        left, bottom, right, top = self.box
        across, down = (right - left) * self.unit, (top - bottom) * self.unit
        return (down, across) if self.turn in (90, 270) else (across, down)


def open_artwork(content: bytes, name: str) -> Artwork:
    """Open a PDF's first page.  Raises ``PictureError``, in one line, whatever the file is."""
    where = Where(name)
    _check_size(len(content), where)
    try:
        reader = open_pdf(content)
        with faults_told("its first page"):
            if reader.is_encrypted:
                raise PictureError("is locked", where=where, hint="save it without a password")
            page, catalog = reader.pages[0], reader.trailer["/Root"].get_object()
            edges = tuple(float(edge) for edge in page.trimbox)
            sheet = tuple(float(edge) for edge in page.mediabox)
            turn = int(page.get("/Rotate", 0)) % 360
            unit = float(page.get("/UserUnit", 1))
    except SourceError as fault:
        raise PictureError(fault.message, where=where, hint=fault.hint) from None
    left, bottom, right, top = edges
    sides = ((right - left) * unit, (top - bottom) * unit)
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in sides):
        raise PictureError("has a page without a size", where=where)
    within = left >= sheet[0] - _ROUNDED and bottom >= sheet[1] - _ROUNDED
    if not within or right > sheet[2] + _ROUNDED or top > sheet[3] + _ROUNDED:
        # PDF 1.7, 14.11.2: what lies outside the MediaBox is not there
        message = "has a TrimBox or CropBox that reaches out of its MediaBox"
        raise PictureError(message, where=where, hint="export it anew with its page's size")
    return Artwork(page=page, catalog=catalog, box=(left, bottom, right, top), turn=turn, unit=unit)


def _check_size(size: int, where: Where) -> None:
    if size > (most := limits.current().file):
        raise PictureError(f"is over {most / 1e6:g} MB", where=where)


def _check_ink(opened: Artwork, name: str) -> None:
    """Refuse a page that draws nothing: its place would stay white, and nobody told."""
    from broadsheet.opened_pdf.layers import layers_of  # noqa: PLC0415 - few pages place a PDF
    from broadsheet.opened_pdf.seen import draws  # noqa: PLC0415 - as above

    where = Where(name)
    try:
        with faults_told("its first page"):
            inked = draws(opened.page, opened.box, layers_of(opened.catalog).shows)
    except SourceError as fault:
        raise PictureError(fault.message, where=where, hint=fault.hint) from None
    if not inked:
        hint = "ask the advertiser for the page that was meant"
        raise PictureError("draws nothing, all of it is white", where=where, hint=hint)


def faces_stood_in(path: Path) -> tuple[tuple[str, str], ...]:
    """Return the faces that a drawing names and that are not here, and which are set for them."""
    from broadsheet.paint.vectors import read_drawing  # noqa: PLC0415 - few pages have a drawing

    try:
        return read_drawing(path.read_bytes(), str(path)).stood_in
    except (PictureError, OSError):  # it is told where its size is read
        return ()


def has_light(path: Path) -> bool:
    """Tell whether a PDF's first page has colours in red, green and blue; False if unreadable."""
    from broadsheet.opened_pdf.rules import IN_LIGHT, Bans  # noqa: PLC0415 - as above
    from broadsheet.opened_pdf.walk import page_faults  # noqa: PLC0415 - as above

    try:
        opened = open_artwork(path.read_bytes(), str(path))
        with faults_told("its first page"):
            faults = list(page_faults(opened.page, Bans(light=True)))
    except (SourceError, PictureError, OSError):
        return False
    return any(fault.endswith(IN_LIGHT) for fault in faults)


def artwork_size(path: Path) -> tuple[int, int]:
    """Return width and height of a PDF's first page or of a drawing, pt."""
    return measured(path).size


@frozen(kw_only=True)
class MeasuredArtwork:
    """An advertiser's page as it is measured: its size, and what of its file stays behind."""

    size: tuple[int, int]  # pt
    left: tuple[str, ...] = ()


def measured(path: Path) -> MeasuredArtwork:
    """Measure a PDF's first page or a drawing.  Raises ``PictureError``."""
    try:
        _check_size(path.stat().st_size, Where(str(path)))
        content = path.read_bytes()
        files_read.note(path, content)
        opened = open_artwork(as_pdf(content, str(path)), str(path))
        _check_ink(opened, str(path))
        across, down = opened.size
        left = _left(opened)
    except OSError as fault:
        if isinstance(fault, FileNotFoundError):
            raise AbsentPictureError("no such file", where=Where(str(path))) from None
        raise PictureError("can't be read", where=Where(str(path))) from None
    return MeasuredArtwork(size=(max(1, round(across)), max(1, round(down))), left=left)


def _left(opened: Artwork) -> tuple[str, ...]:
    from broadsheet.opened_pdf.left_behind import left_behind  # noqa: PLC0415 - as above

    try:
        with faults_told("its first page"):
            return left_behind(opened.catalog, opened.page)
    except SourceError:  # what is broken there is no part of the look
        return ()
