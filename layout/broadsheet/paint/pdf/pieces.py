"""Lines cut into pieces, each of which one element holds.

Takes the lines of a page; returns their runs, cut where links, languages, readings and the
lines of the copy begin and end, with the element of each.  Knows nothing of operators.
"""

import unicodedata
from collections.abc import Iterator

from broadsheet import display
from broadsheet.fonts.face import Face
from broadsheet.geometry import Rect
from broadsheet.models import field, record, replace
from broadsheet.paint.pdf.around import is_furniture
from broadsheet.paint.pdf.elements import Elements, PageLinks, under
from broadsheet.paint.pdf.standard import OpenPage
from broadsheet.paint.pdf.tree import Element

_LATIN_ENDS = "\u2060"  # letters and marks before it are of scripts that part words by spaces
WORD_SPACE, HEAD_SPACE = " ", "\u3000"
_DOTS = set("…⋯·•※")  # leaders and bullets, beside all signs of Unicode's class S

Piece = tuple[display.Run, Element | None, bool]  # None: an artifact; white is heard before it
Lead = tuple[int, display.Link]  # a link with its place among the page's


@record()
class Pieces:
    """What cuts the lines of one page."""

    opened: OpenPage
    elements: Elements
    found: PageLinks
    _lines: dict[int, display.TextLine] = field(default_factory=dict)  # the last of each link

    def of(self, line: display.TextLine) -> list[Piece]:
        """Return the runs of a line that have glyphs, cut where elements begin and end."""
        runs = list(self.spaced(line))
        leads = under(line, self._links())
        own = self._own(line, runs, leads)
        found: list[Piece] = []
        for run, element in self._cut(line, runs, own, leads):
            white = self._apart(run, element, line)
            found.append((run, element, white))
            if element is not None and element.kind == "Link":
                held = self.found.words.setdefault(id(element), "")
                self.found.words[id(element)] = held + (" " if white else "") + run.plain
        return found

    def _apart(self, run: display.Run, element: Element | None, line: display.TextLine) -> bool:
        """Tell whether white on the paper alone stands before a run: none is in its text.

        Before a credit after its caption, and the page of an index after its headline.
        """
        if self.elements.follows_caption(run.source):
            return True
        if element is None or element.kind != "Link" or not is_furniture(run.source):
            return False
        before = self._lines.get(id(element))
        self._lines[id(element)] = line
        return before is not None and before is not line and before.y == line.y

    def links_over(self, spot: Rect, box: str) -> list[int]:
        """Return the places of the links of a box that lie over a spot of no extent."""
        return [
            n
            for n, link in enumerate(self._links())
            if link.box == box
            and link.rect.left <= spot.left <= link.rect.right
            and link.rect.top <= spot.top <= link.rect.bottom
        ]

    def link(self, number: int, parent: Element) -> Element:
        """Return the element of a link, which joins its parent when its content is met."""
        if number not in self.found.elements:
            self.found.elements[number] = Element("Link", parent)
        return self.found.elements[number]

    def _links(self) -> list[display.Link]:
        return [mark for mark in self.opened.page.marks if isinstance(mark, display.Link)]

    def spaced(self, line: display.TextLine) -> tuple[display.Run, ...]:
        """Return the runs that have glyphs, with the white that the line's end stands for.

        A line's end shows nothing to who follows the tree: words of two lines would be one, and
        the two halves of a headline.
        """
        runs = tuple(run for run in line.runs if run.glyphs)
        last = runs[-1] if runs else None
        if last is None or not last.plain or is_furniture(last.source):
            return runs
        white = WORD_SPACE if last.plain[-1] <= _LATIN_ENDS else HEAD_SPACE
        if line.vertical and (white == WORD_SPACE or not last.upright):
            return runs
        needed = last.plain[-1] != white and self.elements.breaks_at_space(last.source)
        space = self._face(last).glyph(white) if needed else 0
        if not space:
            return runs
        text = (*last.text, white) if isinstance(last.text, tuple) else last.text + white
        return (*runs[:-1], replace(last, glyphs=(*last.glyphs, space), text=text))

    def _face(self, run: display.Run) -> Face:
        return self.opened.fonts[run.face].face

    def _own(
        self, line: display.TextLine, runs: list[display.Run], leads: list[Lead]
    ) -> list[Element | None]:
        """Return the element of each run, as if none were cut."""
        number = self.opened.page.number
        if all(is_furniture(run.source) and run.source.role != "folio" for run in runs):
            if all(_is_sign(run) for run in runs):
                return [None] * len(runs)
            to = next((n for n, link in leads if link.target.startswith("#")), None)
            return [self.elements.label(line, number, to)] * len(runs)
        found = _with_labels(runs, [self._passage(run, line) for run in runs])
        back = self._led_back(line, runs, leads)
        if back:  # （上接第1版） before the text that goes on is no part of its sentence
            found[:back] = [self.elements.label(line, number)] * back
        return found

    def _led_back(self, line: display.TextLine, runs: list[display.Run], leads: list[Lead]) -> int:
        """Return how many runs at a line's head lead elsewhere and set no copy."""
        pen = line.y if line.vertical else line.x
        for n, run in enumerate(runs):
            wide = _width(run, self._face(run), vertical=line.vertical)
            middle = pen + wide / 2
            if not is_furniture(run.source) or not any(
                link.target.startswith("#") and _holds(link, middle, vertical=line.vertical)
                for _, link in leads
            ):
                return n
            pen += wide
        return 0

    def _passage(self, run: display.Run, line: display.TextLine) -> Element | None:
        if run.source.role == "furniture":
            return None
        if line.cell is not None:
            return self.elements.cell(run.source, line.cell, line.lang)
        if line.beside is not None:
            return self.elements.reading(line.beside, line.lang)
        return self.elements.passage(
            run.source, line.lang, next(self.elements.spoken.places(run), None)
        )

    def _cut(
        self,
        line: display.TextLine,
        runs: list[display.Run],
        own: list[Element | None],
        leads: list[Lead],
    ) -> Iterator[tuple[display.Run, Element | None]]:
        links = self._links() if leads else []
        pen = line.y if line.vertical else line.x
        for run, whole in zip(runs, own, strict=True):
            if whole is None:
                yield run, None
            for part, element, inner in self._told(run, whole, line) if whole else ():
                if not leads:
                    yield part, inner
                    continue
                face = self._face(run)
                for piece, link in _linked_pieces(part, pen, line, leads, face):
                    yield (
                        piece,
                        inner if link is None else self._linked(link, element, links),
                    )
                pen += _width(part, face, vertical=line.vertical)
            if whole is None and leads:
                pen += _width(run, self._face(run), vertical=line.vertical)

    def _linked(self, number: int, parent: Element, links: list[display.Link]) -> Element:
        """Return the element of a link; one that a line's end broke is one."""
        while links[number].goes_on:
            number -= 1
        return self.link(number, parent)

    def _told(
        self, run: display.Run, whole: Element, line: display.TextLine
    ) -> Iterator[tuple[display.Run, Element, Element]]:
        """Yield the pieces that a passage cuts a run into: passage or line of one, and element."""
        source = run.source
        if is_furniture(source) or line.beside is not None:
            yield run, whole, whole
            return
        for place in self.elements.spoken.places(run):
            held = whole if line.cell else self.elements.passage(source, line.lang, place)
            part = _piece(run, *_glyphs(run.text, place.start, place.end))
            if part.glyphs:
                yield part, held, self.elements.within(held, source, place)


def _is_sign(run: display.Run) -> bool:
    """Tell whether a run shows signs that nobody reads out: bullets, dots that lead the eye."""
    words = run.plain.strip()
    return bool(words) and all(c in _DOTS or unicodedata.category(c)[0] == "S" for c in words)


def _width(run: display.Run, face: Face, *, vertical: bool) -> float:
    """Return how far a run moves the pen along its line, pt."""
    moves = sum(move for _, move in run.shifts)
    if vertical and run.upright:
        down = sum(face.vertical(glyph)[0] for glyph in run.glyphs)
        return run.size * down + run.tracking * len(run.glyphs) + moves
    em = run.size * run.stretch
    return sum(face.advance(glyph) * em + run.tracking for glyph in run.glyphs) + moves


def _holds(link: display.Link, at: float, *, vertical: bool) -> bool:
    """Tell whether a place along a line lies under a link."""
    rect = link.rect
    return rect.top <= at <= rect.bottom if vertical else rect.left <= at <= rect.right


def _linked_pieces(
    run: display.Run, pen: float, line: display.TextLine, leads: list[Lead], face: Face
) -> Iterator[tuple[display.Run, int | None]]:
    """Yield the pieces of a run that lie under one link or under none."""
    moves = dict(run.shifts)
    start, now = 0, None
    for n, glyph in enumerate(run.glyphs):
        pen += moves.get(n, 0.0)
        if line.vertical and run.upright:
            wide = face.vertical(glyph)[0] * run.size
        else:
            wide = face.advance(glyph) * run.size * run.stretch
        middle = pen + wide / 2
        link = next((k for k, at in leads if _holds(at, middle, vertical=line.vertical)), None)
        if link != now and n > start:
            yield _piece(run, start, n), now
            start = n
        now = link
        pen += wide + run.tracking
    yield _piece(run, start, len(run.glyphs)), now


def _with_labels(runs: list[display.Run], own: list[Element | None]) -> list[Element | None]:
    """Give what the spec adds to a line of copy to the passage that it belongs to.

    What touches the end of a passage (号) is the passage's, what stands free or first is that
    of the next (邮编：); spaces are the last one's, signs are nobody's.
    """
    found = list(own)
    touching = False  # the run before sets copy, or something that belongs to it
    for n, run in enumerate(runs):
        if run.source.role != "furniture":
            touching = True
            continue
        if _is_sign(run):
            continue
        blank = not run.plain.strip()
        before = next((element for element in reversed(found[:n]) if element), None)
        after = next((element for element in own[n + 1 :] if element), None)
        found[n] = (before or after) if blank or touching else (after or before)
        touching = touching and not blank
    return found


def _glyphs(text: str | tuple[str, ...], start: int, end: int) -> tuple[int, int]:
    """Return the glyphs that set the characters from ``start`` to ``end``.

    A ligature goes with its first character.
    """
    if isinstance(text, str):
        return start, end
    edges, at = [], 0
    for held in text:
        edges.append(at)
        at += len(held)
    return sum(edge < start for edge in edges), sum(edge < end for edge in edges)


def _piece(run: display.Run, start: int, end: int) -> display.Run:
    """Return some glyphs of a run."""
    if (start, end) == (0, len(run.glyphs)):
        return run
    shifts = tuple((n - start, move) for n, move in run.shifts if start <= n < end)
    return replace(run, glyphs=run.glyphs[start:end], text=run.text[start:end], shifts=shifts)
