"""The end of a file with its small objects in object streams (ISO 32000-1, 7.5.7 and 7.5.8).

Takes a file whose objects are all known; writes what is not written yet.  For PDF 1.5 and
later: dictionaries of fonts, tags and bookmarks compress to a sixth.
"""

import zlib

from broadsheet.paint.pdf import objects
from broadsheet.paint.pdf.file import File

_TOGETHER = 250  # objects in a stream: a reader unpacks all to get at one
_FREE, _PLAIN, _PACKED = 0, 1, 2  # types of entries (table 18)


def close_packed(file: File) -> None:
    """Write what is left, and the table of all objects."""
    ends = file.ends()  # before the last object is counted
    small: list[tuple[int, bytes]] = []
    last = 0
    for number, held in file.rest():
        last = number
        if isinstance(held, objects.Stream):
            file.put(number, held.format(file.document))
            held.release()
        else:
            small.append((number, file.body(held)))
    last = max([last, *file.places])
    places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
    for start in range(0, len(small), _TOGETHER):
        last += 1
        group = small[start : start + _TOGETHER]
        places |= {number: (_PACKED, last, n) for n, (number, _) in enumerate(group)}
        file.put(last, _object_stream(group).format(file.document))
    places |= {number: (_PLAIN, place, 0) for number, place in file.places.items()}
    last += 1
    places[last] = (_PLAIN, file.size, 0)
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + third.to_bytes(2, "big")
        for kind, place, third in (places[number] for number in range(last + 1))
    )
    trailer = objects.deflated(table, Type="/XRef", Size=last + 1, W="[1 4 2]", **ends)
    file.put(last, trailer.format(file.document))
    file.write(b"startxref\n%d\n%%%%EOF\n" % file.places[last])


def _object_stream(group: list[tuple[int, bytes]]) -> objects.Stream:
    """Return a stream that holds objects one after the other, with a table of where."""
    head, held = [], bytearray()
    for number, body in group:
        head.append(b"%d %d" % (number, len(held)))
        held += body.rstrip() + b"\n"
    table = b" ".join(head) + b"\n"
    return objects.Stream(
        zlib.compress(table + bytes(held), objects.LEVEL),
        Type="/ObjStm",
        N=len(group),
        First=len(table),
        Filter="/FlateDecode",
    )
