"""The order of work: from composed pages to the bytes of a file.

Takes the display list, the faces, and where to read pictures; writes a PDF to a stream.
Glyphs are collected first and subsets cut, then pages written, and last the objects that
need all of them: destinations and information.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO
from urllib.parse import quote

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from broadsheet import display
from broadsheet.errors import Fault, PictureError
from broadsheet.fonts.face import Face
from broadsheet.models import field, record
from broadsheet.paint.pdf import composite, objects
from broadsheet.paint.pdf.page import Content

_VERSION = (1, 7)


def paint(
    pages: display.Pages,
    faces: Mapping[str, Face],
    out: BinaryIO,
    *,
    read_picture: Callable[[str], bytes] | None = None,
    producer: str = "broadsheet",
    writer: "Callable[[Any, Any, Mapping[str, composite.Composite]], Writer] | None" = None,
) -> None:
    """Write the pages as a PDF.

    ``faces`` are the faces by the ids that runs call for; ``read_picture`` returns the bytes
    of a picture by its name.  The same pages give the same bytes.  Raises ``PictureError``
    for a picture that can't be read.  ``writer`` makes another writer than the plain one, for
    files that conform to a standard.
    """
    if not pages.pages:
        raise Fault("no page to paint")
    fonts = composite.cut_fonts(pages, faces)
    pdfmetrics.registerFont(objects.NoFont())
    canvas = Canvas(
        None,
        invariant=1,
        pageCompression=0,  # page streams are compressed here
        pdfVersion=_VERSION,
        lang=pages.lang,
        initialFontName=objects.NoFont.fontName,
    )
    document = canvas._doc  # the one private name: the way to its objects
    document.signature = hashlib.md5(usedforsecurity=False)  # ReportLab's begins with a clock
    document.info = objects.Info(
        {
            "Title": pages.title,
            "Producer": producer,
            "Faces": ", ".join(f"{face} {digest[:16]}" for face, digest in pages.faces),
        }
    )
    work = (writer or Writer)(canvas, document, fonts)
    work.begin(pages)
    work.place_resources(pages, read_picture)
    for page in pages.pages:
        work.add_page(page)
    work.finish()
    out.write(canvas.getpdfdata())


@record()
class Writer:
    """A file in the making."""

    canvas: Any
    document: Any
    fonts: Mapping[str, composite.Composite]
    resources: dict[str, Any] = field(default_factory=dict)  # fonts, pictures, by resource name
    pictures: dict[str, str] = field(default_factory=dict)  # resource names by picture name
    destinations: dict[str, Any] = field(default_factory=dict)  # by anchor name
    targets: set[str] = field(default_factory=set)  # names of anchors that links lead to
    level: int = -1  # of the last outline entry

    def begin(self, pages: display.Pages) -> None:
        """Look at all pages before any is written."""

    def place_resources(
        self, pages: display.Pages, read_picture: Callable[[str], bytes] | None
    ) -> None:
        """Put fonts and pictures into the file, each picture once."""
        for font in self.fonts.values():
            self.document.updateSignature(font.packed)
            self.resources |= composite.type0(font, self.document)
        marks = (mark for page in pages.pages for mark in page.marks)
        names = dict.fromkeys(mark.src for mark in marks if isinstance(mark, display.PlacedPicture))
        if not names:
            return
        if read_picture is None:
            raise PictureError(f"{next(iter(names))}: this page is painted without pictures")
        for number, src in enumerate(names, 1):
            self.pictures[src] = f"I{number}"
            image = self._image(src, read_picture)
            self.document.updateSignature(image.content)
            self.resources[f"I{number}"] = self.document.Reference(image)

    def _image(self, src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
        """Return the image object of a picture, or the form of an advertiser's page."""
        if src.lower().endswith(".pdf"):
            return self._form(src, read_picture)
        from broadsheet.paint.pdf import images  # noqa: PLC0415  # brings pillow along

        return images.image_object(src, read_picture)

    def _form(self, src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
        from broadsheet.paint.artwork import Bans  # noqa: PLC0415  # brings pypdf along
        from broadsheet.paint.pdf import imported  # noqa: PLC0415

        return imported.form_object(src, read_picture, self.document, Bans())

    def _content(self, page: display.Page) -> Content:
        """Return the page's content, not yet painted."""
        return Content(page.height, self.fonts, self.pictures)

    def add_page(self, page: display.Page) -> None:
        """Write one page: its stream, resources, boxes, links and anchors."""
        canvas = self.canvas
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
        stream = leaf.stream.encode("latin-1")
        self.document.updateSignature(stream)
        leaf.Contents = objects.deflated(stream)
        leaf.Resources = self._resources(content)
        links = [mark for mark in page.marks if isinstance(mark, display.Link)]
        leaf.Annots = self._annotations(links, page, content)
        self._complete(leaf, page, content)
        leaf.stream = ""  # held twice otherwise, and this one not compressed, until the file ends

    def _annotations(
        self, links: list[display.Link], page: display.Page, content: Content
    ) -> list[Any]:
        """Return references of a page's annotations."""
        del content
        return [
            self.document.Reference(objects.dictionary(**self._link(link, page.height)))
            for link in links
        ]

    def _complete(self, leaf: Any, page: display.Page, content: Content) -> None:
        """Add to a page what only conforming files have."""

    def _resources(self, content: Content) -> Any:
        """Return the resources that one page calls for."""
        entries = self._states()
        for kind, names in (("Font", content.called), ("XObject", content.shown)):
            if names:
                held = {name: self.resources[name] for name in names}
                entries[kind] = objects.dictionary(**held)
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

    def finish(self) -> None:
        """Write what needs all pages: the tree of destinations."""
        if lost := sorted(self.targets - self.destinations.keys()):
            raise Fault(f"links lead nowhere: {', '.join(lost)}")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        if not self.destinations:
            return
        # A name tree is searched by bytes (ISO 32000-1, 7.9.6); ids beyond ASCII are UTF-16.
        keyed = sorted((_tree_key(name), name) for name in self.destinations)
        pairs = [
            entry
            for _, name in keyed
            for entry in (objects.text_string(name), self.destinations[name])
        ]
        tree = objects.dictionary(Names=objects.array(*pairs))
        self.document.Catalog.Names = objects.dictionary(Dests=self.document.Reference(tree))


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
