"""Files that conform to a standard: PDF/X-4, PDF/X-1a, PDF/A-2u, PDF/UA-1.

Takes what the plain painter takes and an order; writes a PDF.  Imported only for such files,
so that a plain one starts as quickly as ever.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from broadsheet import display
from broadsheet.errors import Fault
from broadsheet.fonts.face import Face
from broadsheet.models import field, record
from broadsheet.paint.pdf import boxes, document, ink, objects, standards, threads
from broadsheet.paint.pdf.packed import close_packed
from broadsheet.paint.pdf.page import Content
from broadsheet.paint.pdf.tagged import TaggedContent
from broadsheet.paint.pdf.tree import Tree


def paint(
    pages: display.Pages,
    faces: Mapping[str, Face],
    out: BinaryIO,
    order: standards.Order,
    *,
    read_picture: document.Pictures | None = None,
    producer: str = "broadsheet",
) -> None:
    """Write the pages as a PDF of the standard that the order names.

    Faces are fit to be embedded: those whose licence bits forbid it are never opened.
    Raises ``PictureError`` for a picture that can't be read.
    """
    writer = writer_of(order, producer)
    document.paint(pages, faces, out, read_picture=read_picture, producer=producer, writer=writer)


def writer_of(order: standards.Order, producer: str) -> Callable[..., document.Writer]:
    """Return what makes the writer of a standard."""
    if order.standard.intent and order.intent is None:
        raise Fault(f"{order.standard.title} needs an output intent")
    return partial(ConformingWriter, order=order, producer=producer)


@record()
class ConformingWriter(document.Writer):
    """A file of a standard in the making."""

    order: Any = None  # standards.Order
    producer: str = ""
    pages: Any = None  # display.Pages
    tree: Tree | None = None
    separate: Any = None  # from light to ink, made when the first picture is met
    tags: list[tuple[Any, TaggedContent]] = field(default_factory=list)

    def begin(self, cover: display.Pages) -> None:
        """Set version and information; make the tree from the order of the marks."""
        self.pages = cover
        file, order = self.document, self.order
        file._pdfVersion = order.standard.version
        file.info.entries |= {
            "Title": cover.title or "broadsheet",
            "Creator": self.producer,
            "CreationDate": standards.pdf_time(order.date),
            "ModDate": standards.pdf_time(order.date),
        }
        if order.standard.name == "x1a":
            file.info.entries["GTS_PDFXVersion"] = order.standard.title
        if order.standard.tagged:
            self.tree = Tree(cover)

    def _image(self, src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
        """Return a picture separated for the printing condition, or a page that is fit for it."""
        if src.lower().endswith(".pdf"):
            return self._form(src, read_picture)
        from broadsheet.paint import separation  # noqa: PLC0415  # brings pillow along
        from broadsheet.paint.pdf import images  # noqa: PLC0415

        if self.order.intent is None:
            return images.image_object(src, read_picture)
        self.separate = self.separate or separation.separator(self.order.intent.profile)
        return images.image_object(src, read_picture, self.separate)

    def _form(self, src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
        """Return a placed page; one that would break the standard is refused."""
        from broadsheet.opened_pdf.rules import Bans  # noqa: PLC0415  # brings pypdf along
        from broadsheet.paint.pdf import imported  # noqa: PLC0415

        standard = self.order.standard
        bans = Bans(
            title=standard.title,
            light=bool(standard.intent),
            clear=standard.name == "x1a",
            bare=not standard.press,
        )
        return imported.form_object(src, read_picture, self.document, bans)

    def _content(self, page: display.Page) -> Content:
        if self.order.standard.press:
            return ink.PressContent(page.height, self.faces, self.pictures)
        if self.tree is None:
            return Content(page.height, self.faces, self.pictures)
        return TaggedContent(
            page.height,
            self.faces,
            self.pictures,
            tree=self.tree,
            page=page,
            number=len(self.document.Pages.pages),
        )

    def _states(self) -> dict[str, Any]:
        if not self.order.standard.press:
            return {}
        return {"ExtGState": objects.dictionary(**ink.STATES)}

    def _lead(self, links: list[display.Link], leaf: Any, page: display.Page) -> None:
        """Lead nowhere: the press wants no annotation on the page; tagged links have a place."""
        if not self.order.standard.press and self.tree is None:
            document.Writer._lead(self, links, leaf, page)

    def _tagged_link(
        self, n: int, link: display.Link, page: display.Page, content: TaggedContent, tree: Tree
    ) -> Any:
        """Return a link with words for it and its place in the tree (ISO 14289-1, 7.18.5)."""
        entries = self._link(link, page.height)
        words = content.words.get(n, "").strip()
        told = words if words and link.target.startswith("#") else link.target
        entries["Contents"] = objects.text_string(told)
        annotation = objects.dictionary(**entries)
        reference = self.document.Reference(annotation)
        element = content.linked.get(n) or tree.link(tree.root)
        key = tree.annotation(element, content.number, reference)
        annotation["StructParent"] = len(self.pages.pages) + key
        return reference

    def _complete(self, leaf: Any, page: display.Page, content: Content) -> None:
        """Add boxes, marks, and the way from content to tags."""
        leaf.Trans = None  # an empty transition, of ReportLab's
        if self.tree is not None and isinstance(content, TaggedContent):
            links = (mark for mark in page.marks if isinstance(mark, display.Link))
            leaf.Annots = [
                self._tagged_link(n, link, page, content, self.tree) for n, link in enumerate(links)
            ]
        if self.order.standard.press:
            self._sheet(leaf, page)
            time = standards.pdf_time(self.order.date)
            leaf.PieceInfo = boxes.piece_info(page, time)
            leaf.LastModified = objects.text_string(time)
        if isinstance(content, TaggedContent):
            leaf.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
            leaf.StructParents = content.number
            leaf.Tabs = "/S"

    def _around(self, page: display.Page) -> ink.Sheet:
        order = self.order
        slug = ink.SLUG if order.marks else 0.0
        return ink.Sheet(width=page.width, height=page.height, bleed=order.bleed, slug=slug)

    def _beyond(self, page: display.Page) -> list[str]:
        return ink.printers_marks(self._around(page)) if self.order.marks else []

    def _sheet(self, leaf: Any, page: display.Page) -> None:
        """Set the boxes; with marks, the sheet is larger than the page and begins below nought.

        So that content and destinations stay where they are.
        """
        sheet = self._around(page)
        leaf.MediaBox = _box(sheet.box(sheet.margin))
        leaf.BleedBox = _box(sheet.box(sheet.bleed))
        leaf.TrimBox = _box(sheet.box(0.0))
        if not self.order.marks:
            return
        spaces = leaf.Resources.dict.setdefault("ColorSpace", objects.dictionary())
        spaces[ink.REGISTRATION] = document.separation(
            display.Colour(1.0, 1.0, 1.0, 1.0, spot="All")
        )

    def _complete_file(self) -> None:
        """Add tags, threads, intent, metadata."""
        file, order = self.document, self.order
        catalog = file.Catalog
        catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
        if self.tree is not None:
            catalog.StructTreeRoot = self.tree.write(file, len(self.pages.pages))
            catalog.MarkInfo = objects.dictionary(Marked="true")
        if not order.standard.press:
            anchors = (mark for page in self.pages.pages for mark in page.marks)
            titles = {m.name: m.title for m in anchors if isinstance(m, display.Anchor)}
            catalog.Threads = threads.write(self.pages, titles, file)
        if order.standard.intent:
            file.updateSignature(order.intent.profile)
            catalog.OutputIntents = objects.array(file.Reference(self._intent(order.intent)))
        file.updateSignature(repr((order.standard.name, order.date, order.marks)))
        catalog.Metadata = file.Reference(self._metadata())

    def _write_rest(self) -> None:
        if self.order.standard.packed:
            close_packed(self.file)
        else:
            self.file.close()

    def _intent(self, intent: standards.Intent) -> Any:
        """Return the output intent (ISO 32000-1, 14.11.5)."""
        entries = {
            "OutputConditionIdentifier": intent.condition,
            "OutputCondition": intent.about,
            "RegistryName": intent.registry,
            "Info": intent.about or intent.condition,
        }
        texts = {key: objects.text_string(text) for key, text in entries.items() if text}
        profile = objects.deflated(intent.profile, N=4)
        return objects.dictionary(
            Type="/OutputIntent",
            S=f"/{self.order.standard.intent}",
            DestOutputProfile=self.document.Reference(profile),
            **texts,
        )

    def _metadata(self) -> objects.Stream:
        """Return the XMP packet, not compressed: PDF/X and archives read it as it stands."""
        entries = self.document.info.entries
        digest = hashlib.md5(self.document.signature.digest(), usedforsecurity=False)
        digest.update(repr(sorted(entries.items())).encode("utf-8"))
        text = standards.packet(
            self.order,
            title=entries["Title"],
            producer=entries["Producer"],
            identifier=digest.hexdigest(),
        )
        return objects.Stream(text, Type="/Metadata", Subtype="/XML")


def _box(edges: tuple[float, float, float, float]) -> Any:
    return objects.array(*map(objects.number, edges))
