"""The order of work: from composed pages to the bytes of a file.

Takes the display list, the faces, where to read pictures, and a standard; writes a PDF to a
stream.  Pages are written as they come; then faces are cut down to the glyphs in use, and last
come the objects that need all of them: destinations and information.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from broadsheet import display
from broadsheet.errors import Fault, PictureError
from broadsheet.fonts.face import Face
from broadsheet.models import field, record
from broadsheet.paint.pdf import composite, objects
from broadsheet.paint.pdf.file import File
from broadsheet.paint.pdf.links import Links
from broadsheet.paint.pdf.mixed import MixedInks
from broadsheet.paint.pdf.page import PagePainter
from broadsheet.paint.pdf.standard import Conform, OpenPage, Standard, plain
from broadsheet.paint.pdf.stream import ContentStream, separation
from broadsheet.paint.pdf.typecase import Typecase, Typecases

_VERSION = (1, 7)
_FEW = 8  # pages whose content waits for its codes as it is, some 80 kB each; of more it is packed

Pictures = Callable[[str], bytes]


def paint(
    pages: display.Pages,
    faces: Mapping[str, Face],
    out: BinaryIO,
    *,
    read_picture: Pictures | None = None,
    producer: str = "broadsheet",
    conform: Conform = plain,
) -> None:
    """Write the pages as a PDF.

    ``faces`` are the faces by the ids that runs call for; ``read_picture`` returns the bytes
    of a picture by its name.  The same pages give the same bytes.  Raises ``PictureError``
    for a picture that can't be read.  ``conform`` makes the file one of a standard.
    """
    if not pages.pages:
        raise Fault("no page to paint")

    def opened(face: str) -> Face:
        if face not in faces:
            raise Fault(f"a face that nobody opened: {face}")
        return faces[face]

    work = begin(pages, opened, out, read_picture=read_picture, producer=producer, conform=conform)
    for page in pages.pages:
        work.add_page(page)
    work.finish(pages.faces)


def begin(
    cover: display.Pages,
    opened: Callable[[str], Face],
    out: BinaryIO,
    *,
    read_picture: Pictures | None = None,
    producer: str = "broadsheet",
    conform: Conform = plain,
) -> "Writer":
    """Begin a file whose pages are added one by one, and finished.

    ``cover`` has its title and language; its pages, which not every writer asks for, are not
    added by it.
    """
    pdfmetrics.registerFont(objects.NoFont())
    canvas = Canvas(
        None,
        invariant=1,
        pageCompression=0,  # page streams are compressed here
        pdfVersion=_VERSION,
        lang=cover.lang,
        initialFontName=objects.NoFont.fontName,
    )
    document = canvas._doc  # the one private name: the way to its objects
    document.signature = hashlib.md5(usedforsecurity=False)  # ReportLab's begins with a clock
    document.info = objects.Information({"Title": cover.title, "Producer": producer})
    standard = conform(document, cover)
    return Writer(canvas, document, File(document, out), Typecases(opened), standard, read_picture)


@record()
class Writer:
    """A file in the making."""

    canvas: Any  # ReportLab's
    document: Any
    file: File
    faces: Typecases
    standard: Standard
    read_picture: Pictures | None = None
    codes: bytearray = field(default_factory=bytearray)  # of sorts, two bytes each, by place
    pictures: dict[str, str] = field(default_factory=dict)  # resource names by picture name
    images: dict[str, Any] = field(default_factory=dict)  # references, by resource name
    links: Links = field(default_factory=Links)
    inks: MixedInks = field(default_factory=MixedInks)
    leads: list[tuple[Any, float, list[display.Link]]] = field(default_factory=list)  # of pages

    def _place_pictures(self, page: display.Page) -> None:
        """Put the page's pictures into the file, each once, and let go of them."""
        for mark in page.marks:
            if not isinstance(mark, display.PlacedPicture) or mark.src in self.pictures:
                continue
            if self.read_picture is None:
                raise PictureError(f"{mark.src}: this page is painted without pictures")
            name = f"I{len(self.pictures) + 1}"
            self.pictures[mark.src] = name
            before = self.document.objectcounter
            image = self._image(mark.src, self.read_picture)
            self.document.updateSignature(image.content)
            self.images[name] = self.document.Reference(image)
            self.file.put_streams(before)

    def _image(self, src: str, read_picture: Pictures) -> objects.Stream:
        """Return the image object of a picture, or the form of an advertiser's page."""
        if src.lower().endswith((".pdf", ".svg")):
            from broadsheet.paint.pdf import imported  # noqa: PLC0415  # brings pypdf along

            asked = self.standard
            placing = imported.PlacedIn(
                document=self.document,
                bans=asked.bans(),
                inks=self.inks,
                separate=asked.separate,
                convert=asked.convert,
            )
            return imported.form_object(src, read_picture, placing)
        from broadsheet.paint.pdf import images  # noqa: PLC0415  # brings pillow along

        separate = self.standard.separate()
        if separate is None:
            return images.image_object(src, read_picture)
        return images.image_object(src, read_picture, separate)

    def add_page(self, page: display.Page) -> None:
        """Write one page: its stream, resources, boxes, links and anchors."""
        canvas, standard = self.canvas, self.standard
        number, content = len(self.document.Pages.pages), ContentStream()
        opened = OpenPage(page=page, number=number, stream=content, fonts=self.faces)
        self._place_pictures(page)
        painter = PagePainter(opened, self.pictures, standard.around(opened))
        painter.paint()
        size = (page.width, page.height)
        canvas.setPageSize(size)
        canvas.setTrimBox((0, 0, *size))
        if page.label:
            canvas.addPageLabel(number, prefix=page.label)
        for mark in page.marks:
            if isinstance(mark, display.Anchor):
                self.links.anchor(mark, page.height, canvas)
        canvas.addLiteral("\n".join(content.operators))
        canvas.showPage()
        leaf = self.document.Pages.pages[-1]
        stream = "\n".join([leaf.stream, *standard.beyond(page)])
        leaf.stream = ""
        self.document.updateSignature(stream.encode())
        leaf.Contents = objects.OpenContent(stream, self.codes, packed=number >= _FEW)
        leaf.Resources = self._resources(painter)
        leads = [mark for mark in page.marks if isinstance(mark, display.Link)]
        if leads and standard.links_last:
            self.leads.append((leaf, page.height, leads))
        standard.complete_page(leaf, opened, self.links)

    def _resources(self, painter: PagePainter) -> Any:
        """Return the resources that one page calls for."""
        entries = self.standard.resources()
        if painter.called:
            called = {name: composite.reference(name) for name in painter.called}
            entries["Font"] = objects.dictionary(**called)
        if painter.shown:
            shown = {name: self.images[name] for name in painter.shown}
            entries["XObject"] = objects.dictionary(**shown)
        if spots := painter.opened.stream.spots:
            self.inks.take_own(spots)
            spaces = {name: separation(spot) for name, spot in spots.items()}
            entries["ColorSpace"] = objects.dictionary(**spaces)
        return objects.dictionary(**entries)

    def _put_face(self, case: Typecase) -> None:
        """Cut a face down and write it, before the next one: a program takes some megabytes."""
        before = self.document.objectcounter
        font = composite.cut(case)
        composite.put_codes(case, font, self.codes)
        self.document.updateSignature(font.packed)
        composite.type0(font, self.document)
        self.file.put_streams(before)

    def finish(self, faces: Sequence[tuple[str, str]], gone: Collection[str] = frozenset()) -> None:
        """Write what needs all pages, and the end of the file.

        ``faces`` are the ids and digests of those in use; links to ``gone``, of indexes to
        stories that were not set, are left out.
        """
        self.document.info.entries["Faces"] = ", ".join(
            f"{face} {digest[:16]}" for face, digest in faces
        )
        for case in self.faces.values():
            self._put_face(case)
        for leaf, height, links in self.leads:
            kept = [link for link in links if link.target not in gone]
            made = [self.links.annotation(link, height) for link in kept]
            leaf.Annots = [self.document.Reference(annotation) for annotation in made]
        names = self.links.names(self.document)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        if names is not None:
            self.document.Catalog.Names = names
        self.standard.complete_file()
        self._close()

    def _close(self) -> None:
        """Write all that is not written yet."""
        document = self.document
        document.info.digest(document.signature)
        document.Reference(document.Catalog)
        document.Reference(document.info)
        document.Outlines.prepare(document, self.canvas)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        self.standard.close(self.file)
