"""A composed page as a picture: PNG by way of our own PDF, SVG from the display list.

Takes composed pages; returns the bytes of a file, of one page each.
"""

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet import deadline, outfile, printing, reach
from broadsheet.display import Link, Page, Pages, PlacedPicture, check_marks
from broadsheet.errors import OutputError
from broadsheet.models import frozen, replace

if TYPE_CHECKING:
    from broadsheet.deadline import Watch
    from broadsheet.fonts.typeface import FaceBook

FORMS = ("pdf", "png", "svg")
PPI, LEAST_PPI, MOST_PPI = 144, 18, 1200  # pixels to an inch
_ENDING = re.compile("[a-z][a-z0-9]{1,4}")  # that names a kind of file; not that of page.2026-05
_ART_PPI = 300  # of an advertiser's page in an SVG


def to_png(pages: Pages, *, page: int = 1, ppi: int = PPI, book: "FaceBook | None" = None) -> bytes:
    """Return a page, counted from 1, as PNG with so many pixels to an inch.

    Raises OutputError for a page that is not there, a number of pixels out of reason, and a
    picture over the limits.
    """
    _check_ppi(ppi)
    return _drawn(_alone(pages, page), ppi, book)


def to_svg(pages: Pages, *, page: int = 1, book: "FaceBook | None" = None) -> str:
    """Return a page, counted from 1, as SVG: one file that asks for no other, its type as outlines.

    Advertisers' pages stand in it as pictures of 300 pixels to an inch.  Raises OutputError for a
    page that is not there, PictureError for a picture that can't be read.
    """
    from broadsheet.paint import svg

    alone = _alone(pages, page)

    def read(mark: PlacedPicture) -> bytes:
        path = printing.picture_path(pages.folder, mark.src, pages.roots)
        if path.suffix.lower() in (".pdf", ".svg"):
            return _drawn(_of_one_mark(alone, mark), _ART_PPI, book)
        return reach.read_bytes(path)

    faces = printing.faces_of(alone, book)
    return svg.draw(alone.pages[0], faces, read)


@frozen(kw_only=True)
class ImageOrder:
    """Which picture of which page."""

    form: str  # png or svg
    ppi: int = PPI  # of PNG
    page: int = 0  # counted from 1; 0: all


def form_of(out: str | Path | BinaryIO, said: str = "") -> str:
    """Return the form of what is to be written: the one that is said, else by the name's ending.

    A stream, a name without an ending and a device take PDF.  Raises OutputError for a form that is
    none, for an ending of another form than is said, and for one of another kind of file, which
    nobody means for a PDF, unless the form is said.
    """
    name = Path(out).name.lower() if isinstance(out, str | Path) else ""
    ending = name.rpartition(".")[2] if "." in name else ""  # of ".svg" too
    if said:
        check_asked(said)
        if ending in FORMS and ending != said:
            hint = f"end it in .{said}"
            raise OutputError(f"{out}: its ending is not that of {said}", hint=hint)
        return said
    if ending not in FORMS and _ENDING.fullmatch(ending):
        raise OutputError(f"{out}: {ending} is not written", hint="end it in .pdf, .png or .svg")
    return ending if ending in FORMS else "pdf"


def check_asked(form: str = "", ppi: int = PPI, page: int = 0) -> None:
    """Refuse a form that is none, pixels out of range and a page under 1; raises OutputError."""
    if form and form not in FORMS:
        raise OutputError(f"no form {form!r}", hint=f"one of {', '.join(FORMS)}")
    _check_ppi(ppi)
    if page < 0:
        raise OutputError(f"there is no page {page}", hint="count from 1; 0 is all")


def check_form(form: str, *, standard: str, ppi: int, page: int) -> None:
    """Refuse what a form has no place for; raises OutputError."""
    if form != "pdf" and standard != "pdf":
        raise OutputError(f"{standard} is a standard of PDFs", hint="end the name in .pdf")
    if form == "pdf" and (page or ppi != PPI):
        hint = "end the name in .png or .svg"
        raise OutputError("--page and --ppi are of pictures", hint=hint)
    if form == "png":
        _check_ppi(ppi)


def _check_ppi(ppi: int) -> None:
    if not LEAST_PPI <= ppi <= MOST_PPI:
        raise OutputError(f"ppi {ppi} is out of range", hint=f"write {LEAST_PPI} to {MOST_PPI}")


def write_images(
    pages: Pages,
    out: str | Path | BinaryIO,
    order: ImageOrder,
    *,
    book: "FaceBook | None" = None,
    watch: "Watch | None" = None,
) -> tuple[str, ...]:
    """Write pages as pictures, a file each, and return the names of the files.

    Of several pages ``day.png`` becomes ``day-1.png``, ``day-2.png`` …; a stream takes one page.
    Each file is there whole or not at all.  Raises OutputError, also for several pages to a stream.
    """
    numbers = [order.page] if order.page else [n + 1 for n in range(len(pages.pages))]
    look = watch or deadline.untimed

    def image(number: int) -> bytes:
        look(f"drawing page {number}")
        if order.form == "svg":
            return to_svg(pages, page=number, book=book).encode("utf-8")
        return to_png(pages, page=number, ppi=order.ppi, book=book)

    if not isinstance(out, str | Path):
        if len(numbers) != 1:
            raise OutputError(f"{len(numbers)} pages for one stream", hint="ask for one page")
        out.write(image(numbers[0]))
        return ()
    path = Path(out)
    names = [path.with_name(f"{path.stem}-{n}{path.suffix}") for n in numbers]
    if len(numbers) == 1:
        names = [path]
    for name in names:
        outfile.place(name)  # so that no page is written when another can't be
    for number, name in zip(numbers, names, strict=True):
        outfile.write_bytes(name, image(number))
    return tuple(map(str, names))


def _alone(pages: Pages, number: int) -> Pages:
    """Return one of the pages, without links: a picture leads nowhere in its file."""
    if not 1 <= number <= len(pages.pages):
        count = len(pages.pages)
        hint = f"write 1 to {count}" if count > 1 else "there is one"
        raise OutputError(f"there is no page {number}", hint=hint)
    check_marks(pages)
    page = pages.pages[number - 1]
    marks = tuple(m for m in page.marks if not (isinstance(m, Link) and m.target.startswith("#")))
    return replace(pages, pages=(replace(page, marks=marks),))


def _of_one_mark(pages: Pages, mark: PlacedPicture) -> Pages:
    """Return a page that is one picture, as large as it is placed and uncropped."""
    left, top, right, bottom = mark.crop
    width, height = mark.rect.width / (right - left), mark.rect.height / (bottom - top)
    rect = replace(mark.rect, left=0.0, top=0.0, width=width, height=height)
    shown: Any = replace(mark, rect=rect, crop=(0.0, 0.0, 1.0, 1.0))
    page = Page(number=1, width=width, height=height, marks=(shown,))
    return replace(pages, pages=(page,), faces=())


def _drawn(pages: Pages, ppi: int, book: "FaceBook | None") -> bytes:
    from broadsheet.paint import raster

    pdf = io.BytesIO()
    printing.write_pdf(pages, pdf, book=book)
    held = raster.OpenPdf(pdf.getvalue())
    try:
        return held.png(0, ppi / 72)
    finally:
        held.close()
