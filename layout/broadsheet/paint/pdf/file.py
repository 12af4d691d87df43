"""The file, written object by object.

Takes ReportLab's document and a stream; writes what is complete at once and lets go of it, and
the rest at the end, with the table of where each object lies (ISO 32000-1, 7.5).  ReportLab's
own way holds all of a file three times over.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from broadsheet.models import field, record
from broadsheet.paint.pdf import objects


@record()
class File:
    """A file in the writing."""

    document: Any
    out: BinaryIO
    size: int = 0  # bytes written
    places: dict[int, int] = field(default_factory=dict)  # of objects, in bytes from the start

    def write(self, content: bytes) -> int:
        """Write some bytes; return where they begin."""
        start = self.size
        if not start:
            head = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % self.document._pdfVersion
            self.out.write(head)
            start = len(head)
        self.out.write(content)
        self.size = start + len(content)
        return start

    def put(self, number: int, body: bytes) -> None:
        """Write an object."""
        end = b"" if body.endswith(b"\n") else b"\n"
        self.places[number] = self.write(b"%d 0 obj\n%b%bendobj\n" % (number, body, end))

    def put_streams(self, since: int) -> None:
        """Write the streams that the document was given after its first ``since`` objects."""
        for number in range(since + 1, self.document.objectcounter + 1):
            held = self._held(number)
            if isinstance(held, objects.Stream):
                self.put(number, held.format(self.document))
                held.release()

    def rest(self) -> Iterator[tuple[int, Any]]:
        """Yield the objects that are not written, with their numbers.

        Writing one may call for others.
        """
        number = 1
        while number in self.document.numberToId:
            if number not in self.places:
                yield number, self._held(number)
            number += 1

    def body(self, held: Any) -> bytes:
        """Return the bytes of an object."""
        written: bytes = pdfdoc.format(held, self.document, toplevel=1)
        return written

    def close(self) -> None:
        """Write what is left, and the table of all objects."""
        for number, held in self.rest():
            self.put(number, self.body(held))
            if isinstance(held, objects.Stream):
                held.release()
        count = len(self.places) + 1
        rows = [b"%010d 00000 n \n" % self.places[number] for number in range(1, count)]
        start = self.write(b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(rows))
        trailer = objects.dictionary(Size=count, **self.ends())
        self.write(b"trailer\n" + trailer.format(self.document))
        self.write(b"\nstartxref\n%d\n%%%%EOF\n" % start)

    def ends(self) -> dict[str, Any]:
        """Return what a file's last dictionary leads to."""
        document = self.document
        identifier = document.signature.hexdigest().encode("ascii")
        return {
            "Root": document.Reference(document.Catalog),
            "Info": document.Reference(document.info),
            "ID": b"[<%b> <%b>]" % (identifier, identifier),
        }

    def _held(self, number: int) -> Any:
        return self.document.idToObject[self.document.numberToId[number]]
