"""The order of work: from composed pages to the bytes of a file.

Takes the display list, the faces, and where to read pictures; writes a PDF to a stream.  Pages
are written as they come; then faces are cut down to the glyphs in use, and last come the
objects that need all of them: destinations and information.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from broadsheet import display
from broadsheet.errors import Fault, PictureError
from broadsheet.fonts.face import Face
from broadsheet.models import field, record
from broadsheet.paint.pdf import composite, objects
from broadsheet.paint.pdf.file import File
from broadsheet.paint.pdf.page import Content
from broadsheet.paint.pdf.typecase import Typecases

_VERSION = (1, 7)
_FEW = 2  # pages whose content waits for its codes as it is; of more it is packed

Pictures = Callable[[str], bytes]


def paint(
    pages: display.Pages,
    faces: Mapping[str, Face],
    out: BinaryIO,
    *,
    read_picture: Pictures | None = None,
    producer: str = "broadsheet",
    writer: "type[Writer] | Callable[..., Writer] | None" = None,
) -> None:
    """Write the pages as a PDF.

    ``faces`` are the faces by the ids that runs call for; ``read_picture`` returns the bytes
    of a picture by its name.  The same pages give the same bytes.  Raises ``PictureError``
    for a picture that can't be read.  ``writer`` makes another writer than the plain one, for
    files that conform to a standard.
    """
    if not pages.pages:
        raise Fault("no page to paint")

    def opened(face: str) -> Face:
        if face not in faces:
            raise Fault(f"a face that nobody opened: {face}")
        return faces[face]

    work = begin(pages, opened, out, read_picture=read_picture, producer=producer, writer=writer)
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
    writer: "type[Writer] | Callable[..., Writer] | None" = None,
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
    document.info = objects.Info({"Title": cover.title, "Producer": producer})
    work = (writer or Writer)(
        canvas, document, File(document, out), Typecases(opened), read_picture
    )
    work.begin(cover)
    return work


@record()
class Writer:
    """A file in the making."""

    canvas: Any
    document: Any
    file: File
    faces: Typecases
    read_picture: Pictures | None = None
    codes: dict[str, str] = field(default_factory=dict)  # by what stands for them in content
    pictures: dict[str, str] = field(default_factory=dict)  # resource names by picture name
    images: dict[str, Any] = field(default_factory=dict)  # references, by resource name
    destinations: dict[str, Any] = field(default_factory=dict)  # by anchor name
    leads: list[tuple[Any, float, list[display.Link]]] = field(default_factory=list)  # of pages
    targets: set[str] = field(default_factory=set)  # names of anchors that links lead to
    level: int = -1  # of the last outline entry

    def begin(self, cover: display.Pages) -> None:
        """Look at what is known of the file before its first page."""

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

    def _image(self, src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
        """Return the image object of a picture, or the form of an advertiser's page."""
        if src.lower().endswith(".pdf"):
            return self._form(src, read_picture)
        from broadsheet.paint.pdf import images  # noqa: PLC0415  # brings pillow along

        return images.image_object(src, read_picture)

    def _form(self, src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
        from broadsheet.opened_pdf.rules import Bans  # noqa: PLC0415  # brings pypdf along
        from broadsheet.paint.pdf import imported  # noqa: PLC0415

        return imported.form_object(src, read_picture, self.document, Bans())

    def _content(self, page: display.Page) -> Content:
        """Return the page's content, not yet painted."""
        return Content(page.height, self.faces, self.pictures)

    def add_page(self, page: display.Page) -> None:
        """Write one page: its stream, resources, boxes, links and anchors."""
        canvas = self.canvas
        self._place_pictures(page)
        content = self._content(page)
        content.paint(page.marks)
        size = (page.width, page.height)
        canvas.setPageSize(size)
        canvas.setTrimBox((0, 0, *size))
        if page.label:
            canvas.addPageLabel(len(self.document.Pages.pages), prefix=page.label)
        for mark in page.marks:
            if isinstance(mark, display.Anchor):
                self._anchor(mark, page.height)
        canvas.addLiteral("\n".join(content.operators))
        canvas.showPage()
        leaf = self.document.Pages.pages[-1]
        stream = "\n".join([leaf.stream, *self._beyond(page)])
        leaf.stream = ""
        self.document.updateSignature(stream.encode())
        many = len(self.document.Pages.pages) > _FEW
        leaf.Contents = objects.OpenContent(stream, self.codes, packed=many)
        leaf.Resources = self._resources(content)
        self._lead([mark for mark in page.marks if isinstance(mark, display.Link)], leaf, page)
        self._complete(leaf, page, content)

    def _beyond(self, page: display.Page) -> list[str]:
        """Return operators for what lies beyond the trim."""
        del page
        return []

    def _lead(self, links: list[display.Link], leaf: Any, page: display.Page) -> None:
        """Note where a page leads: what is not there is known after the last one."""
        if links:
            self.leads.append((leaf, page.height, links))

    def _complete(self, leaf: Any, page: display.Page, content: Content) -> None:
        """Add to a page what only conforming files have."""

    def _resources(self, content: Content) -> Any:
        """Return the resources that one page calls for."""
        entries = self._states()
        if content.called:
            called = {name: composite.reference(name) for name in content.called}
            entries["Font"] = objects.dictionary(**called)
        if content.shown:
            shown = {name: self.images[name] for name in content.shown}
            entries["XObject"] = objects.dictionary(**shown)
        if content.spots:
            spaces = {name: separation(spot) for name, spot in content.spots.items()}
            entries["ColorSpace"] = objects.dictionary(**spaces)
        return objects.dictionary(**entries)

    def _states(self) -> dict[str, Any]:
        """Return the graphics states that pages call for, as a resource."""
        return {}

    def _anchor(self, anchor: display.Anchor, height: float) -> None:
        """Add a destination and its outline entry; levels deepen by one at most."""
        destination = self.canvas.bookmarkPage(
            anchor.name, fit="XYZ", left=anchor.x, top=height - anchor.y, zoom=0
        )
        self.destinations[anchor.name] = destination
        if anchor.title:
            self.level = min(anchor.level, self.level + 1)
            self.canvas.addOutlineEntry(anchor.title, anchor.name, self.level)

    def _link(self, link: display.Link, height: float) -> dict[str, Any]:
        """Return the entries of a link without a frame, to a place in this file or an address."""
        rect = link.rect
        corners = (rect.left, height - rect.bottom, rect.right, height - rect.top)
        entries: dict[str, Any] = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": objects.array(*map(objects.number, corners)),
            "Border": "[0 0 0]",
            "F": 4,  # printed, as PDF/A wants every annotation
        }
        if link.target.startswith("#"):
            self.targets.add(link.target[1:])
            entries["Dest"] = objects.text_string(link.target[1:])
        else:
            address = quote(link.target, safe="!#$%&'()*+,/:;=?@[]~")
            entries["A"] = objects.dictionary(S="/URI", URI=objects.text_string(address))
        return entries

    def finish(self, faces: Sequence[tuple[str, str]], gone: Collection[str] = frozenset()) -> None:
        """Write what needs all pages, and the end of the file.

        ``faces`` are the ids and digests of those in use; links to ``gone``, of indexes to
        stories that were not set, are left out.
        """
        self.document.info.entries["Faces"] = ", ".join(
            f"{face} {digest[:16]}" for face, digest in faces
        )
        before = self.document.objectcounter
        for case in self.faces.values():
            font = composite.cut(case)
            self.codes.update(composite.codes(case, font))
            self.document.updateSignature(font.packed)
            composite.type0(font, self.document)
        self.file.put_streams(before)
        for leaf, height, links in self.leads:
            kept = [link for link in links if link.target not in gone]
            made = [objects.dictionary(**self._link(link, height)) for link in kept]
            leaf.Annots = [self.document.Reference(annotation) for annotation in made]
        if lost := sorted(self.targets - self.destinations.keys()):
            raise Fault(f"links lead nowhere: {', '.join(lost)}")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        if self.destinations:
            self.document.Catalog.Names = self._names()
        self._complete_file()
        self._close()

    def _names(self) -> Any:
        """Return the tree of destinations."""
        # A name tree is searched by bytes (ISO 32000-1, 7.9.6); ids beyond ASCII are UTF-16.
        keyed = sorted((_tree_key(name), name) for name in self.destinations)
        pairs = [
            entry
            for _, name in keyed
            for entry in (objects.text_string(name), self.destinations[name])
        ]
        tree = objects.dictionary(Names=objects.array(*pairs))
        return objects.dictionary(Dests=self.document.Reference(tree))

    def _complete_file(self) -> None:
        """Add to the file what only conforming files have."""

    def _close(self) -> None:
        """Write all that is not written yet."""
        document = self.document
        document.info.digest(document.signature)
        document.Reference(document.Catalog)
        document.Reference(document.info)
        document.Outlines.prepare(document, self.canvas)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        self._write_rest()

    def _write_rest(self) -> None:
        self.file.close()


def _tree_key(name: str) -> bytes:
    """Return a name as the file holds it."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def separation(spot: display.Colour) -> Any:
    """Return the colour space of a spot colour, its alternate in process inks."""
    inks = (spot.cyan, spot.magenta, spot.yellow, spot.black)
    tint = objects.dictionary(
        FunctionType=2,
        Domain=objects.array(0, 1),
        C0=objects.array(0, 0, 0, 0),
        C1=objects.array(*inks),
        N=1,
    )
    return objects.array("/Separation", objects.name(spot.spot), "/DeviceCMYK", tint)
