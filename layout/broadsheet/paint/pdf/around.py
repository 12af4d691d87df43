"""What stands around a page's marks in its content stream.

Takes a mark before it is written; writes what a standard wants to stand before it.  A plain
file's artifacts are here; overprint is in ``ink``, tags are in ``tagged``.
"""

from typing import Protocol

from broadsheet import display
from broadsheet.models import record
from broadsheet.paint.pdf.stream import ContentStream


class Around(Protocol):
    """What a page's painter asks before it writes a mark."""

    def open_line(self, line: display.TextLine) -> display.TextLine:
        """Write what comes before a line; return the line as it is to be written."""

    def open_run(self, run: display.Run) -> bool:
        """Open what is to stand around a run, and tell whether anything does."""

    def close_line(self) -> None:
        """Close what stands around the last runs of a line."""

    def open_shape(self, shape: display.Fill | display.Outline) -> None:
        """Write what comes before a rule, a tint or a path."""

    def open_picture(self, picture: display.PlacedPicture) -> None:
        """Write what comes before a picture."""

    def text_colour(self, colour: display.Colour) -> str:
        """Return the operators for a colour of text, as far as it changes."""

    def close(self) -> None:
        """Close what is open: the page's last mark is written."""


@record()
class Artifacts:
    """What is no part of the copy is an artifact (ISO 32000-1, 14.8.2.2)."""

    stream: ContentStream
    inside: bool = False

    def enter(self, *, furniture: bool) -> None:
        """Open or close a stretch of marks that are no part of the copy."""
        if furniture != self.inside:
            self.stream.write("/Artifact BMC" if furniture else "EMC")
            self.inside = furniture

    def open_line(self, line: display.TextLine) -> display.TextLine:
        """Enter or leave a stretch of artifacts before a line."""
        self.enter(furniture=all(is_furniture(run.source) for run in line.runs))
        return line

    def open_run(self, run: display.Run) -> bool:
        """Open an artifact around what the spec adds to a line of copy."""
        if not is_furniture(run.source) or self.inside:
            return False
        self.stream.write("/Artifact BMC")
        return True

    def close_line(self) -> None:
        """Leave nothing: each run has closed its own."""

    def open_shape(self, shape: display.Fill | display.Outline) -> None:
        """Enter or leave a stretch of artifacts before a rule, a tint or a path."""
        self.enter(furniture=is_furniture(shape.source))

    def open_picture(self, picture: display.PlacedPicture) -> None:
        """Enter or leave a stretch of artifacts before a picture."""
        self.enter(furniture=is_furniture(picture.source))

    def text_colour(self, colour: display.Colour) -> str:
        """Return the operator for a colour of text, if it changes."""
        return self.stream.colour(colour)

    def close(self) -> None:
        """Leave the last stretch of artifacts."""
        self.enter(furniture=False)


def is_furniture(source: display.Source) -> bool:
    """Tell whether a source is no part of the copy; a folio line says what others do, but tags."""
    return source.role in {"furniture", "folio"}
