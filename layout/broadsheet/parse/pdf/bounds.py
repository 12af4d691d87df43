"""What a PDF's pages draw with may not be without bound.

Takes a PDF's bytes and its pages' number; SourceError when its drawings unpack to more than they
may.  PDFium unpacks what it is given: sixty kilobytes can ask for gigabytes.  Only streams that
read as operators count, wherever in a stream they begin: a comment of noise before them hides
none.  What else a file unpacks to may be as much as its largest pictures.
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
    total = other = 0
    largest = 4 * limits.current().pixels * max(1, pages)  # bytes of pictures in four inks
    stop = 0
    for match in _STREAM.finditer(content):
        if match.end() < stop:
            continue  # the word within a stream
        stop = content.find(b"endstream", match.end())
        stop = stop if stop >= 0 else len(content)
        drawn, more = _unpacked(content[match.end() : stop], most - total, largest - other)
        total, other = total + drawn, other + more
        if total > most:
            hint = f"the limit drawing is {limits.current().drawing} a page"
            raise SourceError(f"draws with over {most / 1e6:g} MB", hint=hint)
        if other > largest:
            hint = f"the limit pixels is {limits.current().pixels} a page"
            raise SourceError(f"unpacks to over {largest / 1e6:g} MB", hint=hint)


def _unpacked(data: bytes, most: int, largest: int) -> tuple[int, int]:
    """Return how many bytes of operators, and of anything else, a stream unpacks to.

    Each is told no further than it goes over its bound.
    """
    for _ in range(_DEEP):
        if not _is_packed(data[:2]):
            return 0, 0
        head = _all(data, _HEAD)
        if not _is_packed(head[:2]):
            return _counted(data, most, largest)
        data = head if len(head) < _HEAD else _all(data, most)
    return 0, 0


def _is_packed(start: bytes) -> bool:
    """Tell a zlib stream by its two first bytes (RFC 1950, 2.2)."""
    return len(start) == 2 and start[0] & 15 == 8 and int.from_bytes(start, "big") % 31 == 0


def _counted(data: bytes, most: int, largest: int) -> tuple[int, int]:
    """Return the bytes of a stream's pieces that read as operators, and of those that do not."""
    unpacker = zlib.decompressobj()
    drawn = other = 0
    try:
        piece = unpacker.decompress(data, _HEAD)
        while piece and drawn <= most and other <= largest:
            drawn, other = (
                (drawn + len(piece), other) if _reads(piece) else (drawn, other + len(piece))
            )
            piece = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
    except zlib.error:
        return drawn, other
    return drawn, other


def _all(data: bytes, most: int) -> bytes:
    """Return an unpacked stream, or as much as may count of it."""
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


def _reads(head: bytes) -> bool:
    return len(head.translate(None, _PLAIN)) <= (1 - _READS) * len(head)
