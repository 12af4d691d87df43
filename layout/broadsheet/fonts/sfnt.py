"""What the tables of a font file say about it as a whole.

Takes a file or the tables of an opened face; returns numbers, or says why the file is no
font to be used.  A font beside a spec is a stranger's file: it is looked at before HarfBuzz,
which forgives broken tables in silence, gets it.
"""

import io
import re
import struct
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from broadsheet import limits
from broadsheet.errors import FaceError, Where
from broadsheet.fonts import other_kinds, web
from broadsheet.models import frozen

_PLAIN = {b"\0\1\0\0", b"OTTO", b"true"}
_COLLECTION = b"ttcf"
_MOST_FACES = 256  # in a collection; the largest known hold some fifty
# OS/2 fsType: restricted licence, no subsetting, bitmaps only (OpenType 1.9, OS/2).
_NOT_TO_EMBED = 0x0002 | 0x0100 | 0x0200

# The ideographic em box where a face has metrics of other habits.
BOX_TOP, BOX_BOTTOM = 0.88, -0.12


_SANS = re.compile(r"sans|gothic|\bhei|黑|圆体|ゴシック|고딕", re.IGNORECASE)


@frozen(kw_only=True)
class Facts:
    """A face as a whole; lengths in em."""

    weight: int  # 400 is regular, 700 bold, 900 black
    ascent: float
    descent: float  # below zero
    cap_height: float  # 0 when the face does not say
    bbox: tuple[float, float, float, float]
    italic_angle: float  # degrees
    serif: bool
    sans: bool
    embeddable: bool


def check_file(path: Path, index: int = 0) -> None:
    """Raise a ``FaceError`` unless the file holds a whole font with that index."""
    where = Where(str(path))
    try:
        size = path.stat().st_size
        if size > (most := limits.current().font):
            raise FaceError(f"is over {most / 1e6:g} MB", where=where, hint="raise the limit font")
        with path.open("rb") as packed:
            file: BinaryIO = packed
            if web.is_web(packed.read(4)):
                plain = web.unpacked(path)
                file, size = io.BytesIO(plain), len(plain)
            file.seek(0)
            head = file.read(12 + 4 * _MOST_FACES)
            start = _start(head, index, where)
            file.seek(start)
            head = file.read(64)
            if head[:4] not in _PLAIN:
                says, way = other_kinds.refusal(head if not start else b"?")
                raise FaceError(says, where=where, hint=way)
            (count,) = struct.unpack(">H", head[4:6])
            if count > limits.current().tables:
                raise FaceError(f"is spoilt: {count} tables", where=where)
            file.seek(start + 12)
            tables = file.read(16 * count)
    except OSError as cause:
        raise FaceError(f"can't be read: {cause.strerror}", where=where) from None
    except struct.error:
        raise FaceError("is cut short", where=where) from None
    starts = range(0, len(tables) - 15, 16)
    if not all(0x20 <= byte < 0x7F for at in starts for byte in tables[at : at + 4]):
        raise FaceError("is spoilt: it has tables without a name", where=where)
    places = [struct.unpack_from(">II", tables, at + 8) for at in starts]
    if len(places) < count or any(start + length > size for start, length in places):
        raise FaceError("is cut short", where=where, hint="fetch the font again")
    if len({tables[at : at + 4] for at in starts}) < count:
        raise FaceError("is spoilt: a table comes twice", where=where)
    ordered = sorted({place for place in places if place[1]})  # two tables may be one and the same
    if any(one[0] + one[1] > two[0] for one, two in pairwise(ordered)):
        raise FaceError("is spoilt: its tables lie over each other", where=where)


def _start(head: bytes, index: int, where: Where) -> int:
    """Return where the face of that index starts in the file."""
    if head[:4] != _COLLECTION:
        if index and head[:4] in _PLAIN:
            raise FaceError(f"has no face number {index}: it holds one", where=where)
        return 0
    (count,) = struct.unpack(">I", head[8:12])
    if not 0 <= index < min(count, _MOST_FACES):
        raise FaceError(f"has no face number {index}", where=where)
    (start,) = struct.unpack_from(">I", head, 12 + 4 * index)
    return int(start)


def faces_in(path: Path) -> int:
    """Return how many faces a file holds, 0 when it is no font."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return 0
    if head[:4] == _COLLECTION and len(head) == 12:
        return min(int(struct.unpack(">I", head[8:12])[0]), _MOST_FACES)
    return int(head[:4] in _PLAIN or web.is_web(head))


def read_facts(table: Callable[[str], bytes], units: int) -> Facts:
    """Read what ``OS/2``, ``hhea``, ``head`` and ``post`` say; absent tables say the usual."""
    os2, hhea, head, post = (table(tag) for tag in ("OS/2", "hhea", "head", "post"))
    ascent, descent, cap_height = BOX_TOP, BOX_BOTTOM, 0.0
    if len(hhea) >= 8:
        ascent, descent = (value / units for value in struct.unpack(">2h", hhea[4:8]))
    weight, embedding, style = 400, 0, (0, 0)
    if len(os2) >= 72:
        (weight,) = struct.unpack(">H", os2[4:6])
        (embedding,) = struct.unpack(">H", os2[8:10])
        style = os2[32], os2[33]  # PANOSE: family and serifs
        ascent, descent = (value / units for value in struct.unpack(">2h", os2[68:72]))
    if len(os2) >= 90:
        cap_height = struct.unpack(">h", os2[88:90])[0] / units
    bbox = struct.unpack(">4h", head[36:44]) if len(head) >= 44 else (0, 0, units, units)
    angle = struct.unpack(">i", post[4:8])[0] / 65536 if len(post) >= 8 else 0.0
    return Facts(
        weight=weight,
        ascent=ascent,
        descent=descent,
        cap_height=cap_height,
        bbox=tuple(value / units for value in bbox),
        italic_angle=angle,
        serif=style[0] == 2 and 2 <= style[1] <= 10,
        sans=style[0] == 2 and 11 <= style[1] <= 15,
        embeddable=not embedding & _NOT_TO_EMBED,
    )


def is_sans(facts: Facts, family: str) -> bool:
    """Tell whether a face has no serifs: by PANOSE, or where that is silent by its name."""
    return facts.sans or (not facts.serif and _SANS.search(family) is not None)


def plain_name(name: str) -> str:
    """Return a PostScript name with nothing that a PDF name would have to escape."""
    kept = "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_."))
    return kept[:63] or "Face"
