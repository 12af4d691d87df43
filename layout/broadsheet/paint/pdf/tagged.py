"""Tags around marks: every run in an element of the structure tree, or an artifact.

Takes the marks of a page and the elements; writes operators around them, and notes in the tree
what they hold.  Rules, tints and strokes beside lines are artifacts; so is what the spec adds,
unless it stands in an item's box (广告) or in a line of copy (邮编：).
"""

from collections.abc import Iterator

from broadsheet import display
from broadsheet.geometry import Rect
from broadsheet.models import field, record, replace
from broadsheet.paint.pdf.around import Artifacts
from broadsheet.paint.pdf.elements import Elements
from broadsheet.paint.pdf.objects import hex_text
from broadsheet.paint.pdf.pieces import Piece, Pieces
from broadsheet.paint.pdf.standard import OpenPage
from broadsheet.paint.pdf.tree import Element, Tree


@record()
class Tags:
    """The tags of one page, as its marks are written."""

    opened: OpenPage
    artifacts: Artifacts
    elements: Elements
    pieces: Pieces
    _stretch: Element | None = None  # what is open around text objects
    _parts: list[tuple[bool, Element | None, str]] = field(default_factory=list)
    """Of each run to come of a line of several elements: whether it begins one, which, its text."""
    _inside: bool = False  # something is open in the text object

    @property
    def tree(self) -> Tree:
        """Where content is noted."""
        return self.elements.tree

    def open_line(self, line: display.TextLine) -> display.TextLine:
        """Go on with the passage that the whole line sets, or note what its runs set."""
        self._parts = []
        pieces = self.pieces.of(line)
        elements = [element for _, element, _ in pieces]
        if all(element is None for element in elements):
            self._enter(furniture=True)
            return line
        apart = any(white for _, _, white in pieces)
        if not (line.exact or apart) and all(one is elements[0] for one in elements):
            self._continue(elements[0])
            return replace(line, runs=self.pieces.spaced(line))
        # A span inside other content loses what follows it in poppler's reading of the
        # structure: the text that an exact line gives stands in the stretches' own lists.
        self.close()
        self._parts = list(self._grouped(pieces, exact=line.exact))
        return replace(line, runs=tuple(run for run, _, _ in pieces), exact=False)

    def _grouped(
        self, pieces: list[Piece], *, exact: bool
    ) -> Iterator[tuple[bool, Element | None, str]]:
        """Yield for each run whether it begins a stretch, and the stretch's text if it is told."""
        begins = [
            white or not n or element is not pieces[n - 1][1]
            for n, (_, element, white) in enumerate(pieces)
        ]
        for n, (_, element, white) in enumerate(pieces):
            if not begins[n]:
                yield False, element, ""
                continue
            end = next((k for k in range(n + 1, len(pieces)) if begins[k]), len(pieces))
            words = "".join(own.plain for own, _, _ in pieces[n:end])
            yield True, element, f" {words}" if white else words if exact else ""

    def open_run(self, run: display.Run) -> bool:
        """Begin the element of a run, where its line sets several."""
        del run
        if self._parts:
            begins, element, words = self._parts.pop(0)
            if begins:
                self.close_line()
                self._inside = True
                if element is None:
                    self.opened.stream.write("/Artifact BMC")
                else:
                    self._begin(element, words)
        return False

    def close_line(self) -> None:
        """Close what is open in a text object."""
        if self._inside:
            self.opened.stream.write("EMC")
            self._inside = False

    def open_shape(self, shape: display.Fill | display.Outline) -> None:
        """Enter a stretch of artifacts: rules and tints are no copy; or begin a figure."""
        if isinstance(shape, display.Outline) and shape.alt:
            self._continue(self._drawn(shape))
        else:
            self._enter(furniture=True)

    def _drawn(self, shape: display.Outline) -> Element:
        """Return the element of a figure that is drawn; the link over it is named by it."""
        box, page = shape.box, self.opened.page
        _, x, y = shape.path[0][:3]
        spot = Rect(float(x), float(y), 0.0, 0.0)
        over = self.pieces.links_over(spot, box)
        link = self.pieces.link(over[0], self.elements.aside(page, box)) if over else None
        self.pieces.found.figures |= dict.fromkeys(over, shape.alt)
        return self.elements.drawn(shape, page, link)

    def open_picture(self, picture: display.PlacedPicture) -> None:
        """Begin a figure, or enter a stretch of artifacts."""
        if picture.source.role == "furniture":
            self._enter(furniture=True)
        else:
            self._continue(self.elements.figure(picture, self.opened.page.height))

    def text_colour(self, colour: display.Colour) -> str:
        """Return the operator for a colour of text, if it changes."""
        return self.opened.stream.colour(colour)

    def close(self) -> None:
        """Close what is open."""
        self._enter(furniture=False)

    def _enter(self, *, furniture: bool) -> None:
        if self._stretch is not None:
            self.opened.stream.write("EMC")
            self._stretch = None
        self.artifacts.enter(furniture=furniture)

    def _continue(self, element: Element | None) -> None:
        """Go on with an element's content, or begin it."""
        if element is not None and self._stretch is not element:
            self.close()
            self._begin(element)
            self._stretch = element

    def _begin(self, element: Element, exact: str = "") -> None:
        number = self.tree.content(element, self.opened.number)
        text = f" /ActualText {hex_text(exact)}" if exact else ""
        self.opened.stream.write(f"/{element.kind} <</MCID {number}{text}>> BDC")
