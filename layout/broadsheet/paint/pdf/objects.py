"""PDF objects that ReportLab has no class for, or writes in a way that standards refuse.

Takes numbers, text and bytes; returns objects for ReportLab's document.  Knows nothing of
pages, faces or marks.
"""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc

from broadsheet import kernel
from broadsheet.paint.pdf.typecase import place_of

# Level 6 takes 0.2 % off a page's stream, in half as much time again; level 3 saves a third of
# the time for 9 % more.
LEVEL = 5
# A carriage return as it stands would be read as a line feed.
_ESCAPES = {"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"}
_WAITING = 1  # of content that waits in memory, and is compressed once more


@lru_cache(maxsize=1 << 14)  # pages share columns, baselines, sizes and colours
def number(value: float) -> str:
    """Write a number with at most three decimals, as short as it goes.

    >>> number(12.0), number(-0.0001), number(0.25), number(-3.14159)
    ('12', '0', '0.25', '-3.142')
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    """Write numbers with a space between two."""
    return " ".join(map(number, values))


def hex_text(text: str) -> str:
    """Write a text string in hexadecimal, UTF-16 with its mark (ISO 32000-1, 7.9.2.2)."""
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


class Stream(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """A stream whose bytes are final, with the filters that made them.

    ReportLab's own class writes no end of line before ``endstream``, which PDF/A asks for
    (ISO 19005-2, 6.1.7.1), and wraps page streams in ASCII85 by a global setting.
    """

    __RefOnly__ = 1

    def __init__(self, content: bytes, **entries: Any) -> None:
        self.content = content
        self.entries = entries

    def format(self, document: Any) -> bytes:
        """Return the stream's bytes."""
        entries = Dictionary({**self.entries, "Length": len(self.content)})
        head = entries.format(document)
        return head + b"\nstream\n" + self.content + b"\nendstream\n"

    def release(self) -> None:
        """Let go of the content, which is in the file."""
        self.content = b""


class Array(pdfdoc.PDFArray):  # type: ignore[misc]  # ReportLab is untyped
    """An array whose numbers are written once each; ReportLab's way is a tenth of a page's end."""

    def format(self, document: Any) -> bytes:
        """Return the array's bytes, as ReportLab's compact one has them."""
        parts = [_part(value, document) for value in self.sequence]
        return b"[ %b ]" % _in_rows(parts, 10)


class Dictionary(pdfdoc.PDFDictionary):  # type: ignore[misc]  # ReportLab is untyped
    """A dictionary whose keys are written once each."""

    def format(self, document: Any) -> bytes:
        """Return the dictionary's bytes, as ReportLab has them, keys in alphabetical order."""
        entries = [
            b"%b %b" % (_key(key), _part(self.dict[key], document)) for key in sorted(self.dict)
        ]
        return b"<<\n%b\n>>" % _in_rows(entries, 6)


def _part(value: Any, document: Any) -> bytes:
    if type(value) in (float, int):
        return _figure(value)
    written: bytes = pdfdoc.format(value, document)
    return written


def _in_rows(parts: list[bytes], count: int) -> bytes:
    """Put so many parts on a line."""
    rows = [b" ".join(parts[n : n + count]) for n in range(0, len(parts), count)]
    return b" \n  ".join(rows)


@lru_cache(maxsize=1 << 12)  # widths recur from page to page
def _figure(value: float) -> bytes:
    written: bytes = pdfdoc.format(value, None)
    return written


@lru_cache(maxsize=1 << 10)
def _key(key: str) -> bytes:
    written: bytes = pdfdoc.format(pdfdoc.PDFName(key), None)
    return written


class Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object of its own that is written already, or will be before the file is."""

    __RefOnly__ = 1

    def __init__(self, written: str = "") -> None:
        self.written = written

    def format(self, document: Any) -> bytes:
        """Return the object's bytes."""
        del document
        return self.written.encode("latin-1")


def recoded(text: str, codes: bytearray) -> bytes:
    """Put codes into strings, where nothing else stands; there are no other parentheses.

    The kernel, where there is one, does as ``recoded_by_rule``.
    """
    if kernel.core is None:
        return recoded_by_rule(text, codes)
    return kernel.core.recode(text, codes)


def recoded_by_rule(text: str, codes: bytearray) -> bytes:
    """Return what ``recoded`` does, by the rule as it is written here."""
    stood = (letter for letter in set(text) if letter > "\xff")
    code = {letter: _escaped(codes, place_of(letter)) for letter in stood}.__getitem__
    first, *parts = text.split("(")
    coded = [first]
    for part in parts:
        sorts, rest = part.split(")")
        coded += ("(", *map(code, sorts), ")", rest)
    return "".join(coded).encode("latin-1")


def _escaped(codes: bytearray, place: int) -> str:
    """Return a code as two bytes of a literal string (ISO 32000-1, 7.3.4.2).

    Hexadecimal strings would make the page's stream a third larger, compressed.
    """
    two = codes[2 * place : 2 * place + 2].decode("latin-1")
    return "".join([_ESCAPES.get(byte, byte) for byte in two])


class OpenContent(Stream):
    """A page's content, in which characters beyond Latin-1 stand for glyphs yet.

    ``codes`` has two bytes for each, by its place, when the object is written, and it is small
    until then where ``packed``.
    """

    def __init__(self, text: str, codes: bytearray, *, packed: bool) -> None:
        super().__init__(b"", Filter=name("FlateDecode"))
        self.codes = codes
        self.text = "" if packed else text
        self.packed = zlib.compress(text.encode(), _WAITING) if packed else b""

    def format(self, document: Any) -> bytes:
        """Return the stream's bytes, with codes in their places."""
        text = zlib.decompress(self.packed).decode() if self.packed else self.text
        coded = recoded(text, self.codes)
        self.content = zlib.compress(coded, LEVEL)
        return super().format(document)

    def release(self) -> None:
        """Let go of what is held."""
        super().release()
        self.text, self.packed = "", b""


def reference(named: str) -> Any:
    """Return the reference of an object by its name, which may yet have to be made."""
    return pdfdoc.PDFObjectReference(named)


def page_reference(number: int) -> Any:
    """Return the reference of a page, which may yet have to be made; pages count from 0."""
    return reference(f"Page{number + 1}")  # ReportLab's names


def deflated(content: bytes, **entries: Any) -> Stream:
    """Return a compressed stream."""
    return Stream(zlib.compress(content, LEVEL), Filter=name("FlateDecode"), **entries)


def name(text: str) -> str:
    """Return a PDF name.  Characters beyond ASCII are written as UTF-8 (ISO 32000-1, 7.3.5)."""
    written: str = pdfdoc.PDFName(text.encode("utf-8").decode("latin-1"))
    return written


def array(*values: Any) -> Any:
    """Return an array."""
    return Array(values)


def dictionary(**entries: Any) -> Any:
    """Return a dictionary; keys are written in alphabetical order."""
    return Dictionary(entries)


def text_string(text: str) -> Any:
    """Return a text string."""
    return pdfdoc.PDFString(text)


class Information(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The document information: what we know, and no invented dates.

    ReportLab's writes "anonymous" and the first of January 2000 where nothing is set.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        super().__init__()
        self.entries = dict(entries)

    def digest(self, md5object: Any) -> None:
        """Add the entries to the file's identifier."""
        md5object.update(repr(sorted(self.entries.items())).encode("utf-8"))

    def format(self, document: Any) -> bytes:
        """Return the dictionary's bytes."""
        entries = {key: text_string(value) for key, value in self.entries.items() if value}
        entries["Trapped"] = name("False")
        return Dictionary(entries).format(document)


class NoFont:
    """What a canvas is told to begin with, so that it does not call for Helvetica."""

    fontName = "broadsheet-none"  # noqa: N815  # names that ReportLab asks for
    _dynamicFont = 1  # noqa: N815
    _multiByte = 1  # noqa: N815
    shapable = False

    class face:  # noqa: N801
        """The face that it has not."""

        name, builtIn = "broadsheet-none", False  # noqa: N815


class Copied(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """An object of another file, written for this one."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.written = b"null"

    def format(self, document: Any) -> bytes:
        """Return the object's bytes."""
        del document
        return self.written


class CopiedStream(Stream):
    """A stream of another file, its dictionary written for this one."""

    def __init__(self) -> None:
        super().__init__(b"")
        self.head = b""

    def format(self, document: Any) -> bytes:
        """Return the stream's bytes."""
        del document
        return self.head + b"\nstream\n" + self.content + b"\nendstream\n"
