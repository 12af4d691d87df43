"""Composed pages become a file: what goes with a standard, faces, pictures, an atomic place.

Takes composed pages, whole or one by one, and an order for the press; writes a PDF.  ``api``
hands its functions out.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet import __version__, deadline, files_read, reach
from broadsheet.deadline import Watch
from broadsheet.display import Pages, check_marks
from broadsheet.errors import OutputError, PictureError, SpecError, UserError, Where
from broadsheet.models import frozen, misfit
from broadsheet.reach import read_bytes
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.fonts.face import Face
    from broadsheet.fonts.typeface import FaceBook
    from broadsheet.paint.pdf.document import Writer
    from broadsheet.paint.pdf.standard import Conform
    from broadsheet.paint.pdf.standards import FileOrder

STANDARDS = ("pdf", "x4", "x1a", "a2u", "ua1", "a2a")
_ADVERTS = ("", "refuse", "convert")
_MOST_BLEED = 57.0  # pt, 20 mm
CONVERT = "convert"  # what a press sheet may say of advertisers' pages in light
WHOLE = ("a2u", "ua1", "a2a")  # whose tags are made of all pages, before the first is written


def picture_path(folder: str, name: str, roots: Sequence[str] = ()) -> Path:
    """Return the file of a picture that an edition names: under its folder, or a root."""
    try:
        return reach.within(name, reach.open_to(folder, roots), "the edition's folder")
    except UserError as fault:
        raise PictureError(fault.message, where=Where(name), hint=fault.hint) from None


def _check_press(made: "Press") -> None:
    """Refuse an option that is none where it is made; raises OutputError."""
    if told := misfit(made):
        raise OutputError(told)
    if made.adverts not in _ADVERTS:
        hint = f"write {CONVERT!r}, or leave it out"
        raise OutputError(f"Press.adverts: {made.adverts!r} is not known", hint=hint)
    if not 0 <= made.bleed <= _MOST_BLEED:
        hint = f"write 0 to {_MOST_BLEED:g}, in points"
        raise OutputError(f"Press.bleed: {made.bleed!r} is out of range", hint=hint)


@frozen(kw_only=True, check=_check_press)
class Press:
    """What goes with a standard of print or archive.

    - ``profile``: ICC file of the press; without it, coldset newsprint
    - ``condition``: registered name of the printing condition; without it, "Custom"
    - ``marks``: printer's marks and a grey bar outside the trim
    - ``bleed``: pt; newspapers have none
    - ``date``: ISO 8601 day for the file's dates, the edition's: no clock is read
    - ``adverts``: "convert": red, green and blue of advertisers' pages become inks
    """

    profile: str | Path | None = None
    condition: str = ""
    marks: bool = False
    bleed: float = 0.0
    date: str = ""
    adverts: str = ""


def press_of(
    spec: Spec, standard: str, *, profile: str | None = None, marks: bool = False, date: str = ""
) -> Press:
    """Return what goes with a standard: what is asked for, else what the spec says.

    Of the spec only what the standard has a place for.  Its profile lies in the spec's folder.
    """
    sheet, printed = spec.style.press, standard in ("x4", "x1a")
    chosen: str | Path | None = profile
    condition = ""
    if profile is None and sheet.profile and (printed or standard in ("a2u", "a2a")):
        chosen, condition = _beside(spec, sheet.profile), sheet.condition
    if chosen is not None:
        files_read.note(chosen)  # it is read when all else may be written already
    return Press(
        profile=chosen,
        condition=condition,
        marks=marks or (sheet.marks and printed),
        bleed=sheet.bleed if printed else 0.0,
        date=date,
        adverts=sheet.adverts,
    )


def _beside(spec: Spec, name: str) -> Path:
    """Return a file of the spec's folder; a spec reaches nothing outside it."""
    try:
        return reach.within(
            name, reach.open_to(spec.style.folder, spec.style.roots), "the spec's folder"
        )
    except UserError as fault:
        where, key = spec.where, "press.profile"
        message = f"{name!r} {fault.message}"
        raise SpecError(message, where=where, key=key, hint=fault.hint) from None


def write_pdf(
    pages: Pages,
    out: str | Path | BinaryIO,
    *,
    standard: str = "pdf",
    press: Press | None = None,
    book: "FaceBook | None" = None,
    watch: Watch | None = None,
) -> None:
    """Write composed pages as PDF, to a file or a binary stream.

    A file is written beside its name and then renamed: it is there whole or not at all.
    ``standard`` is one of ``STANDARDS``: plain PDF, PDF/X-4, PDF/X-1a:2003, PDF/A-2u,
    PDF/UA-1, or PDF/A-2a with PDF/UA-1.  ``book`` has the pages' faces open already.  ``watch``
    is told of each page and picture, and may raise to stop.  Raises
    OutputError, also for pages that ``typeset`` or ``render`` wrote one by one: compose them again.
    """
    check_order(standard, press)
    if not pages.pages:
        raise OutputError("there is no page to write", hint="compose an edition that has one")
    check_marks(pages)
    look = watch or deadline.untimed

    def write(stream: BinaryIO) -> None:
        look("loading what paints")
        work = begin_pdf(pages, faces.__getitem__, stream, standard, press, watch)
        for page in pages.pages:
            look(f"painting page {page.number}")
            work.add_page(page)
        look("closing the file")
        work.finish(pages.faces)

    with files_read.listed_if_none():
        faces = faces_of(pages, book)
        write_to(out, write)


def write_to(out: str | Path | BinaryIO, write: Callable[[BinaryIO], None]) -> None:
    """Have a file written beside its name and renamed, or a stream when all is there."""
    from broadsheet import outfile

    if isinstance(out, str | Path):
        outfile.write_atomic(out, write)
    else:
        outfile.write_whole(out, write)


def check_order(standard: str, press: Press | None) -> None:
    """Refuse a standard that is none, and what it has no place for; raises OutputError."""
    if standard not in STANDARDS:
        raise OutputError(f"no standard {standard!r}", hint=f"one of {', '.join(STANDARDS)}")
    if press and (press.marks or press.bleed) and standard not in ("x4", "x1a"):
        raise OutputError("marks and bleed are for the press", hint="standard x4 or x1a")
    if press and press.profile is not None and standard in ("pdf", "ua1"):
        raise OutputError(
            "this standard has no place for a profile", hint="x4, x1a, a2u or a2a has"
        )


def begin_pdf(
    cover: Pages,
    opened: "Callable[[str], Face]",
    stream: BinaryIO,
    standard: str,
    press: Press | None,
    watch: Watch | None,
) -> "Writer":
    """Begin a PDF whose pages are added one by one.

    ``cover`` has what is known of the pages before the first; for the standards of ``WHOLE``
    it has them all.  ``opened`` returns a face by its id.
    """
    from broadsheet.paint.pdf import document
    from broadsheet.paint.pdf.standard import plain

    def read_picture(name: str) -> bytes:
        if watch is not None:
            watch(f"painting picture {name}")
        return read_bytes(picture_path(cover.folder, name, cover.roots))

    _check_clock()
    producer = f"broadsheet {__version__}"
    conform: Conform = plain
    if standard != "pdf":
        from broadsheet.paint.pdf import conforming

        conform = conforming.conform(_order(standard, press or Press()), producer)
    return document.begin(
        cover, opened, stream, read_picture=read_picture, producer=producer, conform=conform
    )


def _check_clock() -> None:
    """Refuse a SOURCE_DATE_EPOCH that is no time: ReportLab reads it, though our dates don't.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        time.gmtime(int(said or 0))
    except (ValueError, OverflowError, OSError):
        hint = "write whole seconds, or unset it"
        raise OutputError(f"SOURCE_DATE_EPOCH is no time: {said!r}", hint=hint) from None


def _order(standard: str, press: Press) -> "FileOrder":
    """Return what the painter is to do, with the profile read and looked at."""
    from broadsheet.paint import profiles
    from broadsheet.paint.pdf import standards

    chosen = standards.STANDARDS[standard]
    intent = None
    if chosen.intent and press.profile is None:
        intent = profiles.coldset()
    elif chosen.intent:
        from broadsheet.paint import separation

        content = read_bytes(Path(str(press.profile)))
        newest = 2 if standard == "x1a" else 0
        separation.check_profile(content, str(press.profile), newest=newest)
        name = Path(str(press.profile)).stem
        registry = "http://www.color.org" if press.condition else ""
        intent = standards.Intent(
            profile=content,
            condition=press.condition or "Custom",
            registry=registry,
            about=name,
        )
    date = press.date or standards.UNDATED
    return standards.FileOrder(
        standard=chosen,
        intent=intent,
        date=date,
        marks=press.marks,
        bleed=press.bleed,
        convert=press.adverts == CONVERT,
    )


def faces_of(pages: Pages, book: "FaceBook | None") -> Mapping[str, Any]:
    """Return the faces that pages call for, by their ids; opened when no book has them open."""
    if book is None:
        from broadsheet.fonts.typeface import FaceBook

        folders = reach.open_to(pages.face_folder, pages.face_roots)
        book = FaceBook.open(dict(pages.typefaces), folders, signs=pages.signs)
    return {face: book.face(face) for face, _ in pages.faces}
