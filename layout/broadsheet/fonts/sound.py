"""Is a stranger's font sound enough to be used?

Takes the tables of a face that ``sfnt`` has let through; raises ``FaceError`` for one that would
fail later, set wrong glyphs or keep a reader of the PDF busy: HarfBuzz bears all of that in
silence, the press's RIP may not.  Each check is linear in the bytes of its table.
"""

import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from sys import byteorder

from broadsheet.errors import FaceError

Tables = Callable[[str], bytes]
_MAGIC = 0x5F0F3CF5  # of head (OpenType 1.9, head)
_UNITS = range(16, 16385)  # to the em, by the same table
_DEEPEST = 8  # glyphs made of glyphs made of glyphs
_MOST_FLAT = 0.9  # of the advances may be 0, as those of marks that combine
_MOST_PARTS = 500  # of one glyph, with the parts of its parts
# flags of a component (OpenType 1.9, glyf): what follows it, and whether another does
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080


def check_face(table: Tables, *, cff: bool) -> None:
    """Raise ``FaceError`` unless the tables that we and the painter read agree."""
    head, maxp = table("head"), table("maxp")
    if len(head) < 54 or struct.unpack(">I", head[12:16])[0] != _MAGIC:
        raise _spoilt("head")
    if struct.unpack(">H", head[18:20])[0] not in _UNITS:
        raise _spoilt("head", "units to the em")
    if len(maxp) < 6 or not (count := struct.unpack(">H", maxp[4:6])[0]):
        raise _spoilt("maxp", "no glyphs")
    hhea, hmtx = table("hhea"), table("hmtx")
    metrics = struct.unpack(">H", hhea[34:36])[0] if len(hhea) >= 36 else 0
    if not 0 < metrics <= count or len(hmtx) < 4 * metrics:
        raise _spoilt("hmtx", "advances are missing")
    advances = struct.unpack(f">{2 * metrics}H", hmtx[: 4 * metrics])[::2]
    if sum(advance == 0 for advance in advances) > _MOST_FLAT * metrics:
        raise _spoilt("hmtx", "glyphs without an advance: they would lie upon each other")
    _check_characters(table("cmap"))
    if cff:
        (_check_cff if table("CFF ") else _check_cff2)(table("CFF ") or table("CFF2"))
    else:
        _check_outlines(head, table("loca"), table("glyf"), count)


def _spoilt(tag: str, what: str = "") -> FaceError:
    return FaceError(f"is spoilt: {tag}{': ' + what if what else ''}", hint="fetch the font again")


def _check_characters(cmap: bytes) -> None:
    """Every subtable lies in the table, and claims each code point once at most."""
    count = struct.unpack(">H", cmap[2:4])[0] if len(cmap) >= 4 else 0
    if not count or len(cmap) < 4 + 8 * count or count > 64:
        raise _spoilt("cmap", "no characters")
    starts = {struct.unpack_from(">I", cmap, 8 + 8 * n)[0] for n in range(count)}
    for start in sorted(starts):
        if start + 6 > len(cmap):
            raise _spoilt("cmap", "cut short")
        (form,) = struct.unpack_from(">H", cmap, start)
        ranges = list(_ranges(cmap[start:], form))
        if any(end < first for first, end in ranges):
            raise _spoilt("cmap", "ranges run backwards")
        if any(ranges[n][0] <= ranges[n - 1][1] for n in range(1, len(ranges))):
            raise _spoilt("cmap", "characters claimed twice")


def _ranges(subtable: bytes, form: int) -> Iterator[tuple[int, int]]:
    """Yield first and last code point of each range of a subtable of formats 4, 12 and 13."""
    try:
        if form == 4:
            count = struct.unpack_from(">H", subtable, 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", subtable, 14)
            firsts = struct.unpack_from(f">{count}H", subtable, 16 + 2 * count)
            yield from zip(firsts, ends, strict=True)
        elif form in (12, 13):
            (count,) = struct.unpack_from(">I", subtable, 12)
            if 16 + 12 * count > len(subtable):
                raise _spoilt("cmap", "cut short")
            for first, end, _ in struct.iter_unpack(">3I", subtable[16 : 16 + 12 * count]):
                yield first, end
    except struct.error:
        raise _spoilt("cmap", "cut short") from None


def _check_outlines(head: bytes, loca: bytes, glyf: bytes, count: int) -> None:
    """Every glyph lies in ``glyf``, in order, and is made of few others and not of itself."""
    long = struct.unpack(">H", head[50:52])[0]
    size = 4 if long else 2
    if long > 1 or len(loca) < size * (count + 1):
        raise _spoilt("loca", "glyphs are missing")
    places = array("I" if long else "H", loca[: size * (count + 1)])
    if byteorder == "little":
        places.byteswap()
    starts: Sequence[int] = places if long else [2 * place for place in places]
    if starts[-1] > len(glyf) or any(starts[n] > starts[n + 1] for n in range(count)):
        raise _spoilt("loca", "glyphs outside glyf")
    made = {
        glyph: _parts(glyf[start:end])
        for glyph, (start, end) in enumerate(pairwise(starts))
        if end - start >= 10 and glyf[start] & 0x80  # a count of contours below nothing
    }
    sizes: dict[int, int] = {}
    for glyph in made:
        _count_parts(glyph, made, sizes, ())


def _parts(outline: bytes) -> list[int]:
    """Return the glyphs that a glyph is made of."""
    found: list[int] = []
    at, more = 10, True
    while more:
        if at + 4 > len(outline):
            raise _spoilt("glyf", "a glyph is cut short")
        flags, glyph = struct.unpack_from(">2H", outline, at)
        found.append(glyph)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        more = bool(flags & _MORE)
    return found


def _count_parts(
    glyph: int, made: dict[int, list[int]], sizes: dict[int, int], above: tuple[int, ...]
) -> int:
    """Return how many parts a glyph has in all."""
    if glyph in sizes or glyph not in made:
        return sizes.get(glyph, 1)
    if glyph in above or len(above) >= _DEEPEST:
        raise _spoilt("glyf", "a glyph is made of itself, or of too many in each other")
    inner = (*above, glyph)
    sizes[glyph] = sum(_count_parts(part, made, sizes, inner) for part in made[glyph])
    if sizes[glyph] > _MOST_PARTS:
        raise _spoilt("glyf", f"a glyph is made of over {_MOST_PARTS} others")
    return sizes[glyph]


def _check_cff(table: bytes) -> None:
    """The head and the first two indexes are there (Adobe Technical Note 5176, 6 and 5)."""
    if len(table) < 8 or table[0] != 1 or not 1 <= table[3] <= 4:
        raise _spoilt("CFF")
    at = table[2]
    for _ in ("names", "top"):
        at = _after_index(table, at)
    if at >= len(table):
        raise _spoilt("CFF", "cut short")


def _check_cff2(table: bytes) -> None:
    """The head and the top dictionary are there (OpenType 1.9, CFF2)."""
    size = struct.unpack(">H", table[3:5])[0] if len(table) >= 5 else 0
    if not size or table[0] != 2 or not 5 <= table[2] <= len(table) - size:
        raise _spoilt("CFF2")


def _after_index(table: bytes, at: int) -> int:
    try:
        (count,) = struct.unpack_from(">H", table, at)
        size = table[at + 2] if count else 0
        if not 1 <= count <= 16 or not 1 <= size <= 4:  # one face, one name
            raise _spoilt("CFF", "no index")
        last = at + 3 + count * size
        end = int.from_bytes(table[last : last + size], "big")
    except (struct.error, IndexError):
        raise _spoilt("CFF", "cut short") from None
    return int(last + size + end - 1)
