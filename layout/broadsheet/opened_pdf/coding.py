"""How streams of a placed page are packed: which filters may stand, which are taken off.

Takes streams; returns the same bytes under another filter where a standard refuses LZW or knows
no filter for secrets, and says what nobody can unpack (ISO 19005-2, 6.1.7.2).  Of JPEG 2000 reads
the heads: colours, depths and how many (ISO 15444-1, annex I; ISO 19005-2, 6.2.8.3).
"""

import zlib
from collections.abc import Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NullObject,
    StreamObject,
)

from broadsheet.models import frozen

_PLAIN = {"/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode"}
_PACKED = {"/CCITTFaxDecode", "/DCTDecode", "/JBIG2Decode", "/JPXDecode"}
_LZW, _CRYPT = "/LZWDecode", "/Crypt"
_LEVEL = 6
_SRGB, _GREY, _SYCC, _CMYK = 16, 17, 18, 12  # enumerated colour spaces
_WHOLE_PROFILE, _BEST = 3, 1
_SAME_DEPTH = 255
_DEEPEST = 38  # bits


def filters_of(stream: Any) -> list[str]:
    """Return the names of a stream's filters, in the order in which they are taken off."""
    held = stream.get("/Filter")
    found = held.get_object() if held is not None else ArrayObject()
    each = found if isinstance(found, ArrayObject) else [found]
    return [str(one.get_object()) for one in each if not isinstance(one, NullObject)]


def _settings(stream: Any) -> list[DictionaryObject]:
    held = stream.get("/DecodeParms")
    found = held.get_object() if held is not None else ArrayObject()
    each = found if isinstance(found, ArrayObject) else [found]
    opened = [one.get_object() for one in each]
    return [one for one in opened if isinstance(one, DictionaryObject)]


def coding_faults(stream: Any) -> Iterator[str]:
    """Yield what nobody can unpack, in any file, and what lies elsewhere."""
    if "/F" in stream:  # 7.3.8.2: what is inside is to be ignored then
        yield "a stream that lies in another file"
    for name in filters_of(stream):
        if name not in _PLAIN | _PACKED | {_LZW, _CRYPT}:
            yield f"a way of packing that is none: {name[1:][:20]}"


def repacked(stream: Any) -> bytes | None:
    """Return a stream's bytes packed by Flate instead of LZW; None where nothing is to be done.

    LZW that has settings of its own is left: its bytes could not be told.
    """
    names = filters_of(stream)
    if _LZW not in names and _CRYPT not in names:
        return None
    odd = any(
        int(one.get("/Predictor", 1)) > 1 or int(one.get("/EarlyChange", 1)) != 1
        for one in _settings(stream)
    )
    if odd or not set(names) <= _PLAIN | {_LZW, _CRYPT}:
        return None
    return zlib.compress(stream.get_data(), _LEVEL)


@frozen(kw_only=True)
class WaveletHead:
    """What a picture in JPEG 2000 says of its colours."""

    channels: int = 0
    depths: tuple[int, ...] = ()
    spaces: tuple[tuple[int, int, int], ...] = ()  # method, enumerated space, approximation
    profile: bytes = b""

    def faults(self) -> Iterator[str]:
        """Yield what an archive refuses."""
        if self.channels not in (1, 3, 4):
            yield f"a picture in JPEG 2000 of {self.channels} channels"
        if any(not 1 <= depth <= _DEEPEST for depth in self.depths) or len(set(self.depths)) > 1:
            yield "a picture in JPEG 2000 whose channels differ in depth"
        best = [one for one in self.spaces if one[2] == _BEST]
        if len(self.spaces) > 1 and len(best) != 1:
            yield "a picture in JPEG 2000 of several colour spaces"
        if any(not 1 <= method <= _WHOLE_PROFILE for method, *_ in self.spaces):
            yield "a picture in JPEG 2000 of a colour space that nobody knows"

    @property
    def is_light(self) -> bool:
        """Tell whether its colours, where nothing else says what they are, are no inks."""
        told = {space for method, space, _ in self.spaces if method == 1}
        return not told <= {_GREY, _CMYK} or self.profile[16:20] not in (b"", b"CMYK", b"GRAY")


def wavelet_head(stream: StreamObject) -> WaveletHead:
    """Read the boxes of a picture in JPEG 2000, whose other filters are none."""
    data = bytes(stream._data)
    if data[:4] == b"\xff\x4f\xff\x51":  # a bare code stream says of colours nothing
        count = int.from_bytes(data[40:42], "big")
        depths = tuple((data[at] & 0x7F) + 1 for at in range(42, min(len(data), 42 + 3 * count), 3))
        return WaveletHead(channels=count, depths=depths)
    found: dict[str, Any] = {"channels": 0, "depths": (), "spaces": (), "profile": b""}
    for kind, held in _inside(data):
        if kind == b"jp2h":
            for inner, part in _inside(held):
                _take(found, inner, part)
    return WaveletHead(**found)


def _take(found: dict[str, Any], kind: bytes, held: bytes) -> None:
    if kind == b"ihdr" and len(held) > 10:
        found["channels"] = int.from_bytes(held[8:10], "big")
        if held[10] != _SAME_DEPTH:
            found["depths"] = ((held[10] & 0x7F) + 1,)
    elif kind == b"bpcc":
        found["depths"] = tuple((depth & 0x7F) + 1 for depth in held)
    elif kind == b"colr" and len(held) > 2:
        space = int.from_bytes(held[3:7], "big") if held[0] == 1 else 0
        found["spaces"] = (*found["spaces"], (held[0], space, held[2]))
        if held[0] in (2, _WHOLE_PROFILE):
            found["profile"] = held[3:]


def _inside(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes of a JP2: kind and content."""
    at = 0
    while at + 8 <= len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = at + size if size else len(data)
        if end < at + head:
            return
        yield data[at + 4 : at + 8], data[at + head : end]
        at = end


def packing_faults(stream: Any, *, archive: bool, old: bool) -> Iterator[str]:
    """Yield filters that a standard refuses: LZW of archives and X-1a, what came after PDF 1.4."""
    names = filters_of(stream)
    if (archive or old) and _LZW in names and repacked(stream) is None:
        yield "content packed by LZW"
    if _CRYPT in names and repacked(stream) is None:
        yield "content packed in a way of its own"
