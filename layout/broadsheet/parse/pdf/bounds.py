"""What a PDF's pages draw with may not be without bound.

Takes a PDF's bytes and its pages' number; SourceError when its drawings unpack to more than they
may.  PDFium unpacks what it is given: sixty kilobytes can ask for gigabytes.  Only streams that
read as operators count; pictures and fonts are not unpacked to read a page's letters.
"""

import re
import zlib

from broadsheet import limits
from broadsheet.errors import SourceError

_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 1024  # bytes of a stream that tell what it is
_READS = 0.9  # of them are letters, figures and white in a drawing
_PIECE = 1 << 20  # bytes that are unpacked at a time
_DEEP = 3  # packings within each other
_PLAIN = bytes([9, 10, 13, *range(32, 127)])


def check_drawings(content: bytes, pages: int) -> None:
    """Refuse a PDF whose drawings unpack to more than the limit ``drawing`` for each page."""
    most = limits.current().drawing * max(1, pages)
    total = 0
    stop = 0
    for match in _STREAM.finditer(content):
        if match.end() < stop:
            continue  # the word within a stream
        stop = content.find(b"endstream", match.end())
        stop = stop if stop >= 0 else len(content)
        total += _unpacked(content[match.end() : stop], most - total + 1)
        if total > most:
            hint = f"the limit drawing is {limits.current().drawing} a page"
            raise SourceError(f"draws with over {most / 1e6:g} MB", hint=hint)


def _unpacked(data: bytes, most: int) -> int:
    """Return how many bytes of operators a stream unpacks to, ``most`` at the most."""
    for _ in range(_DEEP):
        if not _is_packed(data[:2]):
            return 0
        head, whole = _inflated(data, most)
        if _is_packed(head[:2]):
            data = head if len(head) < _HEAD else _all(data, most)
            continue
        return whole if _reads(head) else 0
    return 0


def _is_packed(start: bytes) -> bool:
    """Tell a zlib stream by its two first bytes (RFC 1950, 2.2)."""
    return len(start) == 2 and start[0] & 15 == 8 and int.from_bytes(start, "big") % 31 == 0


def _inflated(data: bytes, most: int) -> tuple[bytes, int]:
    """Return a stream's first bytes, and its length when they read as a drawing."""
    unpacker = zlib.decompressobj()
    try:
        head = unpacker.decompress(data, _HEAD)
        count = len(head)
        if not _reads(head):
            return head, count
        while count < most and not unpacker.eof and (rest := unpacker.unconsumed_tail):
            count += len(unpacker.decompress(rest, _PIECE))
    except zlib.error:
        return b"", 0
    return head, count


def _all(data: bytes, most: int) -> bytes:
    """Return an unpacked stream, or as much as may count of it."""
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


def _reads(head: bytes) -> bool:
    return len(head.translate(None, _PLAIN)) <= (1 - _READS) * len(head)
