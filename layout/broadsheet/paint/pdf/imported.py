"""An advertiser's PDF page as a form: vectors stay vectors, fonts stay fonts.

Takes the bytes of a PDF and the document; returns a form XObject that fills the unit square as
a picture does, with copies of all objects that it calls for (ISO 32000-1, 8.10).  Nothing else
of the file comes along: no scripts, links, forms to fill in.
"""

import io
import zlib
from collections.abc import Callable
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
)
from reportlab.pdfbase import pdfdoc

from broadsheet.errors import PictureError, SourceError, Where
from broadsheet.opened_pdf import faults_told
from broadsheet.paint import artwork
from broadsheet.paint.artwork import Artwork, Bans
from broadsheet.paint.pdf import objects

# The state that a page begins with (8.4.1): a form begins with its caller's.
_FRESH = b"0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts 1 w 0 J 0 j 10 M [] 0 d 0 g 0 G\n"
# Left behind: what leads back to the page, and what is no part of its look.
_DROPPED = {"/Parent", "/StructParent", "/StructParents", "/PieceInfo", "/Metadata", "/OPI", "/OC"}
_FILED = {"/Length", "/F", "/FFilter", "/FDecodeParms"}  # content that lies in other files
_DEEPEST = 60


class Copied(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """An object of another file, written for this one."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.written = b"null"

    def format(self, document: Any) -> bytes:
        """Return the object's bytes."""
        del document
        return self.written


class CopiedStream(objects.Stream):
    """A stream of another file, its dictionary written for this one."""

    def __init__(self) -> None:
        super().__init__(b"")
        self.head = b""

    def format(self, document: Any) -> bytes:
        """Return the stream's bytes."""
        del document
        return self.head + b"\nstream\n" + self.content + b"\nendstream\n"


def form_object(
    src: str, read_picture: Callable[[str], bytes], document: Any, bans: Bans
) -> objects.Stream:
    """Return the form of a PDF's first page.

    Raises ``PictureError`` for a file that can't be read, or has what ``bans`` refuse.
    """
    try:
        content = read_picture(src)
    except OSError as fault:
        reason = (fault.strerror or "can't be read").lower()
        raise PictureError(reason, where=Where(src)) from None
    opened = artwork.open_artwork(content, src)
    copier = _Copier(document, bans, src)
    try:
        with faults_told("its first page"):
            return copier.form(opened)
    except SourceError as fault:
        raise PictureError(fault.message, where=Where(src), hint=fault.hint) from None


class _Copier:
    """Copies objects, each once."""

    def __init__(self, document: Any, bans: Bans, src: str) -> None:
        self.document = document
        self.bans = bans
        self.src = src
        self.known: dict[tuple[int, int], str] = {}
        self.waiting: list[tuple[Any, Copied | CopiedStream]] = []

    def form(self, opened: Artwork) -> objects.Stream:
        page = opened.page
        contents = page.get_contents()
        drawn = contents.get_data() if contents is not None else b""
        self._refuse(artwork.content_faults(drawn, self.bans))
        resources = page.get("/Resources", DictionaryObject()).get_object()
        group = page.get("/Group")
        made = CopiedStream()
        made.content = zlib.compress(_FRESH + drawn, objects.LEVEL)
        entries = [
            b"/Type /XObject /Subtype /Form /Filter /FlateDecode",
            f"/BBox [{objects.numbers(*opened.box)}] /Matrix [{_matrix(opened)}]".encode(),
            b"/Resources " + self._written(resources),
            f"/Length {len(made.content)}".encode(),
        ]
        if group is not None and not self.bans.clear:
            entries.append(b"/Group " + self._written(group))
        made.head = b"<<" + b" ".join(entries) + b">>"
        while self.waiting:
            self._fill(*self.waiting.pop(0))
        return made

    def _refuse(self, faults: Any) -> None:
        fault = next(iter(faults), None)
        if fault and self.bans.title:
            raise PictureError(
                f"is not fit for {self.bans.title}: {fault}",
                where=Where(self.src),
                hint="ask the advertiser for a PDF/X, or write a plain PDF",
            )

    def _reference(self, pointer: IndirectObject) -> bytes:
        key = (pointer.idnum, pointer.generation)
        if key not in self.known:
            if len(self.known) >= artwork.MOST_OBJECTS:
                raise PictureError("has too many objects", where=Where(self.src))
            found = pointer.get_object()
            made = CopiedStream() if isinstance(found, StreamObject) else Copied()
            reference = self.document.Reference(made)
            number, version = self.document.idToObjectNumberAndVersion[reference.name]
            self.known[key] = f"{number} {version} R"
            self.waiting.append((found, made))
        return self.known[key].encode()

    def _fill(self, found: Any, made: Copied | CopiedStream) -> None:
        if isinstance(found, StreamObject) and isinstance(made, CopiedStream):
            if str(found.get("/Subtype", "")) == "/Form":
                self._refuse(artwork.content_faults(found.get_data(), self.bans))
            made.content = bytes(found._data)
            self._refuse(artwork.faults_of(found, self.bans))
            length = f"/Length {len(made.content)}".encode()
            made.head = b"<<" + self._entries(found, _FILED, 0) + b" " + length + b">>"
        elif isinstance(made, Copied):
            made.written = self._written(found)

    def _written(self, value: Any, depth: int = 0) -> bytes:
        if depth > _DEEPEST:
            raise PictureError("is nested too deep", where=Where(self.src))
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, DictionaryObject):
            self._refuse(artwork.faults_of(value, self.bans))
            return b"<<" + self._entries(value, set(), depth) + b">>"
        if isinstance(value, ArrayObject):
            self._refuse(artwork.array_faults(value, self.bans))
            return b"[" + b" ".join(self._written(own, depth + 1) for own in value) + b"]"
        if value is None:
            return b"null"
        out = io.BytesIO()
        value.write_to_stream(out)
        return out.getvalue()

    def _entries(self, value: Any, left: set[str], depth: int) -> bytes:
        parts: list[bytes] = []
        for key in value:
            if key in _DROPPED or key in left:
                continue
            parts += [self._written(key), self._written(value.raw_get(key), depth + 1)]
        return b" ".join(parts)


def _matrix(opened: Artwork) -> str:
    """Return what takes the box, turned as the page asks, to the unit square (8.3.3)."""
    left, bottom, right, top = opened.box
    across, down = right - left, top - bottom
    x, y = -left / across, -bottom / down
    a, d = 1 / across, 1 / down
    matrices = {
        0: (a, 0, 0, d, x, y),
        90: (0, -a, d, 0, y, 1 - x),
        180: (-a, 0, 0, -d, 1 - x, 1 - y),
        270: (0, a, -d, 0, 1 - y, x),
    }
    return " ".join(f"{value:.9f}" for value in matrices.get(opened.turn, matrices[0]))
