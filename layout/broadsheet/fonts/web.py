"""Unpack a web font (WOFF, WOFF2) into the font that it was made of.

Takes a file; returns the bytes of a plain font, within the limits of one, for ``sfnt`` to look at
as at any other.  fontTools puts a WOFF2's glyphs together again, with Brotli, which is an extra;
what both kinds claim and unfold to is weighed here before, since no library does.
"""

import io
import struct
import zlib
from functools import lru_cache
from pathlib import Path

from broadsheet import limits
from broadsheet.errors import FaceError, Where
from broadsheet.models import frozen

KINDS = (b"wOFF", b"wOF2")
_COLLECTION = b"ttcf"
_HEAD, _HEAD_2 = 44, 48  # bytes of the heads (WOFF 1.0, 4; WOFF2, 4.1)
# Tags that WOFF2 names by number (5.1); those of glyf and loca are unpacked by a transform.
_KNOWN, _NAMED = 0x3F, 0x3F
_GLYF, _LOCA = 10, 11
_BASE128 = 5  # bytes of a number at most
_STEP = 1 << 20  # bytes unfolded at a time


@frozen()
class _Claim:
    """What a packed font says of itself."""

    unpacked: int  # bytes of all its tables
    stream: int = 0  # bytes that its one stream unfolds to (WOFF2)
    start: int = 0  # where that begins
    length: int = 0  # and its bytes


def is_web(head: bytes) -> bool:
    """Tell whether a file that begins so is a web font."""
    return head[:4] in KINDS


def is_packed(path: Path) -> bool:
    """Tell whether a file is a web font; one that can't be read is none."""
    try:
        with path.open("rb") as file:
            return is_web(file.read(4))
    except OSError:
        return False


def unpacked(path: Path) -> bytes:
    """Return the plain font in a file; the same one is unpacked once in a process.

    Raises FaceError for one that is spoilt, too large, a collection, or needs the extra.
    """
    where = Where(str(path))
    try:
        state = path.stat()
        return _unpacked(path, state.st_mtime_ns, state.st_size)
    except OSError as cause:
        raise FaceError(f"can't be read: {cause.strerror}", where=where) from None
    except (struct.error, IndexError):
        raise FaceError("is cut short", where=where, hint="fetch the font again") from None


def how_to_unpack(path: Path) -> str:
    """Return the command that makes a web font a plain one; empty for a file that is none."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return ""
    if not is_web(head):
        return ""
    plain = path.with_suffix(".otf" if head[4:8] == b"OTTO" else ".ttf").name
    if head[:4] == KINDS[0]:
        return f"python -m fontTools.ttLib -o {plain} {path.name}"
    return f"python -m fontTools.ttLib.woff2 decompress -o {plain} {path.name}"


@lru_cache(maxsize=8)
def _unpacked(path: Path, changed: int, size: int) -> bytes:
    del changed
    where = Where(str(path))
    if size > limits.current().font:
        raise _too_large(where)
    content = path.read_bytes()
    if content[4:8] == _COLLECTION:
        hint = "unpack it where it was made, into a .ttc file"
        raise FaceError("is a web font of several faces", where=where, hint=hint)
    return _plain_of(content, where) if content[:4] == KINDS[0] else _plain_of_2(content, where)


def _too_large(where: Where) -> FaceError:
    most = limits.current().font
    return FaceError(f"is over {most / 1e6:g} MB", where=where, hint="raise the limit font")


def _spoilt(where: Where) -> FaceError:
    return FaceError("is a spoilt web font", where=where, hint="fetch the font again")


def _plain_of(content: bytes, where: Where) -> bytes:
    """Return the font of a WOFF: each table by itself, packed by zlib or as it was."""
    (count,) = struct.unpack_from(">H", content, 12)
    if not 0 < count <= limits.current().tables:
        raise FaceError(f"is spoilt: {count} tables", where=where)
    entries = [struct.unpack_from(">4s4L", content, _HEAD + 20 * n) for n in range(count)]
    if sum(entry[3] for entry in entries) > limits.current().font:
        raise _too_large(where)
    tables: list[tuple[bytes, int, bytes]] = []
    for tag, start, packed, length, checksum in entries:
        table = content[start : start + packed]
        if packed < length:
            opened = zlib.decompressobj()
            try:
                table = opened.decompress(table, length + 1)
            except zlib.error:
                raise _spoilt(where) from None
        if len(table) != length:
            raise _spoilt(where)
        tables.append((tag, checksum, table))
    return _put_together(content[4:8], sorted(tables))


def _put_together(flavor: bytes, tables: list[tuple[bytes, int, bytes]]) -> bytes:
    """Return a font of some tables, by tag (OpenType 1.9, table directory)."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    head = struct.pack(">4s4H", flavor, count, search, power, 16 * count - search)
    directory, at = b"", 12 + 16 * count
    parts: list[bytes] = []
    for tag, checksum, table in tables:
        directory += struct.pack(">4s3L", tag, checksum, at, len(table))
        parts.append(table + bytes(-len(table) % 4))
        at += len(parts[-1])
    return head + directory + b"".join(parts)


def _plain_of_2(content: bytes, where: Where) -> bytes:
    """Return the font of a WOFF2, whose tables are one stream of Brotli's."""
    claim = _claim_of_2(content)
    if max(claim.unpacked, claim.stream) > limits.current().font:
        raise _too_large(where)
    try:
        import brotli  # noqa: PLC0415 - an extra, for few papers
    except ModuleNotFoundError:
        once = how_to_unpack(Path(where.file))
        hint = f"pip install 'broadsheet[woff2]', or unpack it once where that is: {once}"
        raise FaceError("is a web font, which needs brotli", where=where, hint=hint) from None
    opened, size = brotli.Decompressor(), 0
    part = content[claim.start : claim.start + claim.length]
    try:  # no more is unfolded than is claimed: a small file may unfold without end
        while not opened.is_finished():
            got = len(opened.process(part, output_buffer_limit=_STEP))
            size += got
            part = b""
            if size > claim.stream or not (got or opened.is_finished()):
                raise _spoilt(where)
    except brotli.error:
        raise _spoilt(where) from None
    return _rebuilt(content, where)


def _rebuilt(content: bytes, where: Where) -> bytes:
    """Return the font with its glyphs put together again."""
    from fontTools.ttLib import TTLibError, woff2  # noqa: PLC0415 - for few papers

    out = io.BytesIO()
    try:
        woff2.decompress(io.BytesIO(content), out)
    # of a broken glyph it says so by whichever fault it meets
    except (TTLibError, struct.error, ValueError, KeyError, IndexError, AssertionError, TypeError):
        raise _spoilt(where) from None
    return out.getvalue()


def _claim_of_2(content: bytes) -> _Claim:
    """Read what a WOFF2 claims: the sizes of its tables, and where its stream lies."""
    count, length = (
        struct.unpack_from(">H", content, 12)[0],
        struct.unpack_from(">L", content, 20)[0],
    )
    at, plain, stream = _HEAD_2, 0, 0
    for _ in range(count):
        flags = content[at]
        at += 1
        known, version = flags & _KNOWN, flags >> 6
        if known == _NAMED:
            at += 4
        own, at = _number(content, at)
        taken = own
        # glyf and loca are transformed by version 0, others by any but that
        if (version == 0) if known in (_GLYF, _LOCA) else version:
            taken, at = _number(content, at)
        plain, stream = plain + own, stream + taken
    return _Claim(plain, stream, at, length)


def _number(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits a byte (UIntBase128), and where it ends."""
    value = 0
    for n in range(_BASE128):
        byte = content[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise IndexError
