"""Tags around marks: every run in an element of the structure tree, or an artifact.

Takes the marks of a page and the tree; writes operators around them, and notes in the tree what
they hold.  Rules, tints and strokes beside lines are artifacts; so is what the spec adds, unless
it stands in an item's box (广告) or in a line of copy (邮编：).
"""

from collections.abc import Iterator

from broadsheet import display
from broadsheet.models import record, replace
from broadsheet.paint.pdf import languages
from broadsheet.paint.pdf.around import Artifacts, is_furniture
from broadsheet.paint.pdf.objects import hex_text
from broadsheet.paint.pdf.standard import OpenPage
from broadsheet.paint.pdf.tree import Element, PageLinks, Tree

_LATIN_ENDS = "\u2060"  # letters and marks before it are of scripts that part words by spaces
_ASIDE = {"folio"}  # roles of what stands on every page


@record()
class Tags:
    """The tags of one page, as its marks are written."""

    opened: OpenPage
    artifacts: Artifacts
    tree: Tree
    links: PageLinks
    _stretch: Element | None = None  # what is open around text objects
    _parts: Iterator[Element | None] | None = None  # of the runs of a line of several passages
    _exact: bool = False  # that line gives its characters too

    def open_line(self, line: display.TextLine) -> display.TextLine:
        """Go on with the passage that the whole line sets, or note what its runs set."""
        self._parts = None
        pieces = list(self._pieces(line))
        elements = [element for _, element in pieces]
        if all(element is None for element in elements):
            self._enter(furniture=True)
            return line
        if not line.exact and all(element is elements[0] for element in elements):
            self._continue(elements[0])
            return replace(line, runs=self._spaced(line))
        # A span inside other content loses what follows it in poppler's reading of the
        # structure: the text that an exact line gives stands in the stretches' own lists.
        self.close()
        self._parts = iter(elements)
        self._exact = line.exact
        return replace(line, runs=tuple(run for run, _ in pieces), exact=False)

    def open_run(self, run: display.Run) -> bool:
        """Begin the element of a run, where its line sets several."""
        if self._parts is None:
            return False
        element = next(self._parts)
        if element is None:
            self.opened.stream.write("/Artifact BMC")
        else:
            self._begin(element, run.plain if self._exact else "")
        return True

    def open_shape(self, shape: display.Fill | display.Outline) -> None:
        """Enter a stretch of artifacts: rules and tints are no copy."""
        del shape
        self._enter(furniture=True)

    def open_picture(self, picture: display.PlacedPicture) -> None:
        """Begin a figure, or enter a stretch of artifacts."""
        if is_furniture(picture.source):
            self._enter(furniture=True)
        else:
            self._continue(self.tree.figure(picture, self.opened.page.height))

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

    def _pieces(self, line: display.TextLine) -> Iterator[tuple[display.Run, Element | None]]:
        """Yield the runs of a line that have glyphs, cut where links begin and end."""
        runs = self._spaced(line)
        own: list[Element | None]
        if all(is_furniture(run.source) for run in runs):
            own = [self._label(line)] * len(runs)
        else:
            own = _with_labels(list(runs), [self._passage(run, line) for run in runs])
        links = [] if line.vertical else self._links(line)
        pen = line.x
        for run, element in zip(runs, own, strict=True):
            if element is None:
                yield run, None
            elif not links:
                yield from self._told(run, element)
            else:
                for piece, link in self._linked_pieces(run, pen, links):
                    if link is None:
                        yield from self._told(piece, element)
                    else:
                        self.links.words[link] = self.links.words.get(link, "") + piece.plain
                        yield piece, self._link(link, element)
            pen += self._width(run) if links else 0.0

    def _spaced(self, line: display.TextLine) -> tuple[display.Run, ...]:
        """Return the runs that have glyphs, with the word space that the line's end stands for.

        A line's end shows nothing to who follows the tree: words of two lines would be one.
        """
        runs = tuple(run for run in line.runs if run.glyphs)
        last = runs[-1] if runs else None
        if last is None or line.vertical or not last.plain or last.plain[-1] > _LATIN_ENDS:
            return runs
        space = self.opened.fonts[last.face].face.glyph(" ")
        needed = not last.plain.endswith(" ") and self.tree.breaks_at_space(last.source)
        if is_furniture(last.source) or not (space and needed):
            return runs
        text = (*last.text, " ") if isinstance(last.text, tuple) else last.text + " "
        return (*runs[:-1], replace(last, glyphs=(*last.glyphs, space), text=text))

    def _passage(self, run: display.Run, line: display.TextLine) -> Element | None:
        if is_furniture(run.source) or run.source.role in _ASIDE:
            return None
        if line.cell is not None:
            return self.tree.cell(run.source, line.cell, line.lang)
        return self.tree.passage(run.source, line.lang)

    def _label(self, line: display.TextLine) -> Element | None:
        """Return the element of a line that the spec adds; a table's head set again is none."""
        if not line.box or line.cell is not None:
            return None
        return self.tree.label(line.box, self.opened.page.number)

    def _told(
        self, run: display.Run, element: Element
    ) -> Iterator[tuple[display.Run, Element | None]]:
        """Yield a run cut where its words are of another language than the paper."""
        start = 0
        for first, end, lang in languages.foreign_words(run.text, self.tree.lang):
            if first > start:
                yield _piece(run, start, first), element
            yield _piece(run, first, end), self.tree.span(element, lang)
            start = end
        if start < len(run.glyphs):
            yield _piece(run, start, len(run.glyphs)), element

    def _links(self, line: display.TextLine) -> list[tuple[int, display.Link]]:
        """Return the links that lie over a line, with their places among the page's links."""
        links = (mark for mark in self.opened.page.marks if isinstance(mark, display.Link))
        return [
            (n, link)
            for n, link in enumerate(links)
            if link.rect.top < line.y < link.rect.bottom
            and link.rect.left < line.x + max(line.width, 1)
            and link.rect.right > line.x
        ]

    def _link(self, number: int, parent: Element) -> Element:
        if number not in self.links.elements:
            self.links.elements[number] = self.tree.link(parent)
        return self.links.elements[number]

    def _width(self, run: display.Run) -> float:
        advance = self.opened.fonts[run.face].face.advance
        moves = sum(move for _, move in run.shifts)
        em = run.size * run.stretch
        return sum(advance(glyph) * em + run.tracking for glyph in run.glyphs) + moves

    def _linked_pieces(
        self, run: display.Run, pen: float, links: list[tuple[int, display.Link]]
    ) -> Iterator[tuple[display.Run, int | None]]:
        """Yield the pieces of a run that lie under one link or under none."""
        advance = self.opened.fonts[run.face].face.advance
        moves = dict(run.shifts)
        start, under = 0, None
        for n, glyph in enumerate(run.glyphs):
            pen += moves.get(n, 0.0)
            wide = advance(glyph) * run.size * run.stretch
            middle = pen + wide / 2
            link = next((k for k, at in links if at.rect.left <= middle <= at.rect.right), None)
            if link != under and n > start:
                yield _piece(run, start, n), under
                start = n
            under = link
            pen += wide + run.tracking
        yield _piece(run, start, len(run.glyphs)), under


def _with_labels(runs: list[display.Run], own: list[Element | None]) -> list[Element | None]:
    """Give what the spec adds to a line of copy to the passage that it belongs to.

    What touches the end of a passage (号) is the passage's, what stands free or first is that
    of the next (邮编：); spaces are the last one's.
    """
    found = list(own)
    touching = False  # the run before sets copy, or something that belongs to it
    for n, run in enumerate(runs):
        if not is_furniture(run.source):
            touching = True
            continue
        blank = not run.plain.strip()
        before = next((element for element in reversed(found[:n]) if element), None)
        after = next((element for element in own[n + 1 :] if element), None)
        found[n] = (before or after) if blank or touching else (after or before)
        touching = touching and not blank
    return found


def _piece(run: display.Run, start: int, end: int) -> display.Run:
    """Return some glyphs of a run."""
    if (start, end) == (0, len(run.glyphs)):
        return run
    shifts = tuple((n - start, move) for n, move in run.shifts if start <= n < end)
    return replace(run, glyphs=run.glyphs[start:end], text=run.text[start:end], shifts=shifts)
