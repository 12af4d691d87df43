"""Advertisers' PDF pages: opened, measured, held against what a standard bans.

Takes bytes; returns pypdf's page.  pypdf is imported here, for pages that place a PDF alone.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet import limits
from broadsheet.errors import AbsentPictureError, PictureError, SourceError, Where
from broadsheet.models import frozen
from broadsheet.opened_pdf import faults_told, open_pdf

MOST_OBJECTS = 20_000
LEAST_SIDE, MOST_SIDE = 1.0, 14400.0  # pt
# an operator that sets red, green and blue, and the name of their space in an inline image
LIGHT = re.compile(rb"[0-9.]\s+(?:rg|RG)\b|/(?:RGB|DeviceRGB|CalRGB|Lab)\b")


def is_artwork(name: str) -> bool:
    """Tell whether a picture's name is that of a PDF."""
    return name.lower().endswith(".pdf")


@frozen(kw_only=True)
class Artwork:
    """The first page of a PDF, and the box of it that is placed: left, bottom, right, top."""

    page: Any
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
            page = reader.pages[0]
            edges = tuple(float(edge) for edge in page.trimbox)
            turn = int(page.get("/Rotate", 0)) % 360
            unit = float(page.get("/UserUnit", 1))
    except SourceError as fault:
        raise PictureError(fault.message, where=where, hint=fault.hint) from None
    left, bottom, right, top = edges
    sides = ((right - left) * unit, (top - bottom) * unit)
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in sides):
        raise PictureError("has a page without a size", where=where)
    return Artwork(page=page, box=(left, bottom, right, top), turn=turn, unit=unit)


def _check_size(size: int, where: Where) -> None:
    if size > (most := limits.current().file):
        raise PictureError(f"is over {most / 1e6:g} MB", where=where)


def artwork_size(path: Path) -> tuple[int, int]:
    """Return width and height of a PDF's first page, pt."""
    try:
        _check_size(path.stat().st_size, Where(str(path)))
        across, down = open_artwork(path.read_bytes(), str(path)).size
    except OSError as fault:
        if isinstance(fault, FileNotFoundError):
            raise AbsentPictureError("no such file", where=Where(str(path))) from None
        raise PictureError("can't be read", where=Where(str(path))) from None
    return max(1, round(across)), max(1, round(down))


@frozen(kw_only=True)
class Bans:
    """What a standard refuses in placed pages."""

    title: str = ""  # of the standard; empty: nothing is refused
    light: bool = False  # colours that are no inks
    clear: bool = False  # transparency
    bare: bool = False  # fonts whose characters nobody knows


def faults_of(entries: Any, bans: Bans) -> Iterator[str]:
    """Yield what a dictionary of a placed page has that a standard refuses."""
    kind = str(entries.get("/Type", ""))
    if kind == "/Font":
        yield from _font_faults(entries, bans)
    programs = any(f"/FontFile{n}" in entries for n in ("", "2", "3"))
    if "/FontName" in entries and "/Flags" in entries and not programs:
        yield f"the face {str(entries['/FontName'])[1:]} is not embedded"
    yield from _rare_faults(entries, bans)
    if bans.light and str(entries.get("/ColorSpace", "")) in ("/DeviceRGB", "/CalRGB"):
        yield "a picture in red, green and blue"
    if bans.clear:
        mask = entries.get("/SMask")
        if mask is not None and str(mask) != "/None":
            yield "transparency"
        if any(float(entries.get(key, 1)) < 1 for key in ("/CA", "/ca")):
            yield "transparency"
        if str(entries.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
            yield "transparency"


def _rare_faults(entries: Any, bans: Bans) -> Iterator[str]:
    """Yield what hardly any file has: every standard bans the first of these.

    ISO 19005-2, 6.1.7, 6.2.5, 6.2.8 and 6.2.9; ISO 15930-4 and 15930-7 likewise.
    """
    if str(entries.get("/Subtype", "")) == "/PS" or str(entries.get("/Subtype2", "")) == "/PS":
        yield "a program in PostScript"
    if "/Ref" in entries and str(entries.get("/Subtype", "")) == "/Form":
        yield "a page of another file"
    mask = "/S" in entries  # of opacity: its own transfer function is no plate's
    if ("/TR" in entries and not mask) or str(entries.get("/TR2", "/Default")) != "/Default":
        yield "a transfer function"
    if entries.get("/Alternates"):
        yield "a picture with alternates"
    filters = str(entries.get("/Filter", ""))
    archive = bans.bare and bans.light
    if archive and str(entries.get("/Interpolate", False)) == "True":
        yield "a picture that asks to be smoothed"
    if (archive or bans.clear) and "/LZWDecode" in filters:
        yield "content packed by LZW"
    for coding in ("JPX", "JBIG2"):
        if bans.clear and f"/{coding}Decode" in filters:
            yield f"a picture in {coding}"


def _font_faults(entries: Any, bans: Bans) -> Iterator[str]:
    kind = str(entries.get("/Subtype", ""))
    if kind in ("/Type1", "/TrueType", "/MMType1") and "/FontDescriptor" not in entries:
        yield f"the face {str(entries.get('/BaseFont', '/?'))[1:]} is not embedded"
    if bans.bare and not kind.startswith("/CIDFont") and "/ToUnicode" not in entries:
        yield "a face that does not tell its characters"


def array_faults(values: Any, bans: Bans) -> Iterator[str]:
    """Yield what an array has that a standard refuses: a colour space that is no ink's."""
    if bans.light and values and str(values[0]) in ("/CalRGB", "/Lab"):
        yield "colours that are no inks"
    if bans.light and len(values) > 1 and str(values[0]) == "/ICCBased":
        profile = values[1].get_object()
        if int(profile.get("/N", 4)) == 3:
            yield "colours in red, green and blue"
    indexed = len(values) > 1 and str(values[0]) == "/Indexed"
    if bans.light and indexed and str(values[1].get_object()) == "/DeviceRGB":
        yield "a picture in red, green and blue"


def content_faults(content: bytes, bans: Bans) -> Iterator[str]:
    """Yield what operators have that a standard refuses."""
    if bans.light and LIGHT.search(content):
        yield "colours in red, green and blue"
