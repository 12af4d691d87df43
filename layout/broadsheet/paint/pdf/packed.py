"""The file with its small objects in object streams (ISO 32000-1, 7.5.7 and 7.5.8).

Takes ReportLab's document when all its objects are known; returns the bytes of the file.  For
PDF 1.5 and later: dictionaries of fonts, tags and bookmarks compress to a sixth.
"""

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from broadsheet.paint.pdf import objects

_TOGETHER = 250  # objects in a stream: a reader unpacks all to get at one
_FREE, _PLAIN, _PACKED = 0, 1, 2  # types of entries (table 18)


def packed_file(document: Any) -> bytes:
    """Return the file's bytes."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    bodies = _bodies(document)
    out = bytearray(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % document._pdfVersion)
    places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
    small = [(number, body) for number, body in bodies.items() if not _is_stream(body)]
    for number, body in bodies.items():
        if _is_stream(body):
            places[number] = (_PLAIN, len(out), 0)
            out += _object(number, body)
    last = max(bodies)
    for start in range(0, len(small), _TOGETHER):
        last += 1
        group = small[start : start + _TOGETHER]
        places |= {number: (_PACKED, last, n) for n, (number, _) in enumerate(group)}
        places[last] = (_PLAIN, len(out), 0)
        out += _object(last, _object_stream(group).format(document))
    start, last = len(out), last + 1
    places[last] = (_PLAIN, start, 0)
    identifier = document.signature.hexdigest().encode("ascii")
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + third.to_bytes(2, "big")
        for kind, place, third in (places[number] for number in range(last + 1))
    )
    trailer = objects.deflated(
        table,
        Type="/XRef",
        Size=last + 1,
        W="[1 4 2]",
        Root=root,
        Info=info,
        ID=b"[<%b> <%b>]" % (identifier, identifier),
    )
    out += _object(last, trailer.format(document))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _bodies(document: Any) -> dict[int, bytes]:
    """Return all objects, written, by number; writing one may call for others."""
    bodies: dict[int, bytes] = {}
    number = 1
    while number in document.numberToId:
        held = document.idToObject[document.numberToId[number]]
        bodies[number] = pdfdoc.format(held, document, toplevel=1)
        number += 1
    return bodies


def _is_stream(body: bytes) -> bool:
    return body.endswith(b"endstream\n")


def _object(number: int, body: bytes) -> bytes:
    end = b"" if body.endswith(b"\n") else b"\n"
    return b"%d 0 obj\n" % number + body + end + b"endobj\n"


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
