"""Files that conform to a standard: PDF/X-4, PDF/X-1a, PDF/A-2u, PDF/UA-1, PDF/A-2a.

Takes what the plain painter takes and what is ordered; writes a PDF.  What ``standard`` asks is
answered three ways: for the press, for archives, for access.  Imported only for such files.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from broadsheet import display
from broadsheet.errors import Fault
from broadsheet.fonts.face import Face
from broadsheet.models import frozen
from broadsheet.paint.pdf import boxes, document, ink, objects, standards, threads
from broadsheet.paint.pdf.around import Artifacts
from broadsheet.paint.pdf.elements import Elements
from broadsheet.paint.pdf.file import File
from broadsheet.paint.pdf.links import Links
from broadsheet.paint.pdf.packed import close_packed
from broadsheet.paint.pdf.papers import Papers
from broadsheet.paint.pdf.pieces import Pieces
from broadsheet.paint.pdf.standard import Conform, OpenPage, Standard
from broadsheet.paint.pdf.stream import separation
from broadsheet.paint.pdf.tagged import Tags
from broadsheet.paint.pdf.tree import Element

if TYPE_CHECKING:  # they bring libraries along that pages without pictures do without
    from broadsheet.opened_pdf.rules import Bans
    from broadsheet.paint.pdf.images import Separate


def paint(
    pages: display.Pages,
    faces: Mapping[str, Face],
    out: BinaryIO,
    order: standards.FileOrder,
    *,
    read_picture: document.Pictures | None = None,
    producer: str = "broadsheet",
) -> None:
    """Write the pages as a PDF of the standard that is ordered.

    Faces are fit to be embedded: those whose licence bits forbid it are never opened.
    Raises ``PictureError`` for a picture that can't be read.
    """
    asked = conform(order, producer)
    document.paint(pages, faces, out, read_picture=read_picture, producer=producer, conform=asked)


def conform(order: standards.FileOrder, producer: str) -> Conform:
    """Return what makes a file conform, once its document is begun."""
    if order.standard.intent and order.intent is None:
        raise Fault(f"{order.standard.title} needs an output intent")

    def asked(begun: Any, cover: display.Pages) -> Standard:
        papers = Papers(order=order, producer=producer, document=begun)
        papers.head(cover)
        if order.standard.press:
            return _press(papers)
        if order.standard.tagged:
            return _access(papers, cover)
        return _archive(papers, cover)

    return asked


def _press(papers: Papers) -> Standard:
    """Return what the press asks: boxes, overprint, marks; nothing to click, no threads."""
    plates = _Plates(papers=papers)
    return Standard(
        separate=_separating(papers.order.intent),
        bans=partial(_bans, papers.order.standard),
        convert=papers.order.convert,
        around=lambda opened: ink.Overprint(opened.stream, Artifacts(opened.stream)),
        beyond=plates.marks,
        resources=lambda: {"ExtGState": objects.dictionary(**ink.STATES)},
        links_last=False,
        complete_page=plates.complete_page,
        complete_file=papers.foot,
        close=_closing(papers.order.standard),
    )


def _archive(papers: Papers, cover: display.Pages) -> Standard:
    """Return what archives ask: colours by a profile; there are threads too."""

    def complete_file() -> None:
        _thread(papers.document, cover)
        papers.foot()

    return Standard(
        separate=_separating(papers.order.intent),
        bans=partial(_bans, papers.order.standard),
        convert=papers.order.convert,
        complete_page=lambda leaf, _opened, _links: _bare(leaf),
        complete_file=complete_file,
        close=_closing(papers.order.standard),
    )


def _access(papers: Papers, cover: display.Pages) -> Standard:
    """Return what access asks: tags; there are threads too."""
    tagging = _Tagging(document=papers.document, elements=Elements(cover), pages=len(cover.pages))

    def complete_file() -> None:
        tagging.complete_file()
        _thread(papers.document, cover)
        papers.foot()

    return Standard(
        separate=_separating(papers.order.intent),
        bans=partial(_bans, papers.order.standard),
        convert=papers.order.convert,
        around=tagging.tags,
        links_last=False,  # each has its place in the tree
        complete_page=tagging.complete_page,
        complete_file=complete_file,
        close=_closing(papers.order.standard),
    )


def _thread(begun: Any, cover: display.Pages) -> None:
    """Add article threads, one a story."""
    anchors = (mark for page in cover.pages for mark in page.marks)
    titles = {mark.name: mark.title for mark in anchors if isinstance(mark, display.Anchor)}
    begun.Catalog.Threads = threads.write(cover, titles, begun)


def _separating(intent: standards.Intent | None) -> "Callable[[], Separate | None]":
    """Return what separates pictures for a printing condition, made when the first is met."""

    @cache
    def separate() -> "Separate | None":
        from broadsheet.paint import separation  # noqa: PLC0415  # brings pillow along

        return separation.separator(intent.profile) if intent else None

    return separate


def _bans(standard: standards.Conformance) -> "Bans":
    from broadsheet.opened_pdf.rules import BANS  # noqa: PLC0415  # brings pypdf along

    return BANS[standard.name]


def _closing(standard: standards.Conformance) -> Callable[[File], None]:
    return close_packed if standard.packed else File.close


def _bare(leaf: Any) -> None:
    leaf.Trans = None  # an empty transition, of ReportLab's


@frozen(kw_only=True)
class _Plates:
    """Pages for plates."""

    papers: Papers

    def marks(self, page: display.Page) -> list[str]:
        """Return the operators of printer's marks."""
        return ink.printers_marks(self._sheet(page)) if self.papers.order.marks else []

    def complete_page(self, leaf: Any, opened: OpenPage, links: Links) -> None:
        """Set the boxes, and what preflight reads of the page.

        With marks, the sheet is larger than the page and begins below nought, so that content
        and destinations stay where they are.
        """
        del links
        _bare(leaf)
        sheet, time = self._sheet(opened.page), self.papers.time
        leaf.MediaBox = _box(sheet.box(sheet.margin))
        leaf.BleedBox = _box(sheet.box(sheet.bleed))
        leaf.TrimBox = _box(sheet.box(0.0))
        if self.papers.order.marks:
            spaces = leaf.Resources.dict.setdefault("ColorSpace", objects.dictionary())
            spaces[ink.REGISTRATION] = separation(display.Colour(1.0, 1.0, 1.0, 1.0, spot="All"))
        leaf.PieceInfo = boxes.piece_info(opened.page, time)
        leaf.LastModified = objects.text_string(time)

    def _sheet(self, page: display.Page) -> ink.Sheet:
        order = self.papers.order
        slug = ink.SLUG if order.marks else 0.0
        return ink.Sheet(width=page.width, height=page.height, bleed=order.bleed, slug=slug)


@frozen(kw_only=True)
class _Tagging:
    """Pages with tags."""

    document: Any
    elements: Elements
    pages: int  # of the whole file

    def tags(self, opened: OpenPage) -> Tags:
        """Return what tags the marks of a page."""
        pieces = Pieces(opened, self.elements, self.elements.links(opened.number))
        return Tags(opened, Artifacts(opened.stream), self.elements, pieces)

    def complete_page(self, leaf: Any, opened: OpenPage, links: Links) -> None:
        """Add links, and the way from content to tags."""
        _bare(leaf)
        under = (mark for mark in opened.page.marks if isinstance(mark, display.Link))
        leaf.Annots = []
        first = 0
        for n, link in enumerate(under):
            first = first if link.goes_on else n
            leaf.Annots.append(self._annotation(first, link, opened, links))
        self.elements.end_page()
        leaf.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        leaf.StructParents = opened.number
        leaf.Tabs = "/S"

    def _annotation(self, n: int, link: display.Link, opened: OpenPage, links: Links) -> Any:
        """Return a link with words for it and its place in the tree (ISO 14289-1, 7.18.5)."""
        found = self.elements.links(opened.number)
        element = found.elements.get(n)
        annotation = links.annotation(link, opened.page.height)
        words = found.words.get(id(element), "").strip() if link.target[:1] == "#" else ""
        told = words or found.figures.get(n) or link.target
        annotation["Contents"] = objects.text_string(told)
        reference = self.document.Reference(annotation)
        if element is None:  # nothing that is read lies under it
            element = Element("Link", self.elements.aside(opened.page, link.box))
        key = self.elements.tree.annotation(element, opened.number, reference)
        annotation["StructParent"] = self.pages + key
        return reference

    def complete_file(self) -> None:
        """Add the tree."""
        catalog = self.document.Catalog
        catalog.StructTreeRoot = self.elements.tree.write(self.document, self.pages)
        catalog.MarkInfo = objects.dictionary(Marked="true")


def _box(edges: tuple[float, float, float, float]) -> Any:
    return objects.array(*map(objects.number, edges))
