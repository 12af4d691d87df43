"""The structure tree: what every piece of content is, and in which order it is read.

Takes elements as they are asked for; numbers their content, and writes the objects of the file
at last (ISO 32000-1, 14.7; ISO 14289-1, 7).  Knows nothing of operators, nor of what a page holds.
"""

from typing import Any

from reportlab.pdfbase import pdfdoc

from broadsheet.models import field, record
from broadsheet.paint.pdf import objects

_INLINE = {"Link", "Span", "Ruby", "RB", "RT"}  # what joins its parent where its content is met


@record()
class Element:
    """A structure element; ``kids`` are elements, marked content and annotations."""

    kind: str
    parent: "Element | None" = None
    lang: str = ""
    alt: str = ""
    attributes: str = ""  # as the file holds them
    kids: "list[Element | MarkedContent | Annotation]" = field(default_factory=list)
    reference: Any = None

    def __hash__(self) -> int:
        return id(self)


@record()
class MarkedContent:
    """A stretch of marked content."""

    page: int  # counts from 0
    number: int  # MCID


@record()
class Annotation:
    """A link's annotation."""

    page: int
    reference: Any


class Tree:
    """The elements of a document, made as its marks are met."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.contents: list[list[Element]] = []  # by page and MCID
        self.annotated: list[Element] = []  # in the order of their keys

    @staticmethod
    def grow(parent: Element, kind: str, **more: Any) -> Element:
        """Add an element to another, which joins its own parent first where it has to."""
        Tree.join(parent)
        element = Element(kind, parent, **more)
        parent.kids.append(element)
        return element

    @staticmethod
    def join(element: Element) -> None:
        """Put an element inside a line into its parent, if it is not there yet."""
        parent = element.parent
        if element.kind in _INLINE and parent is not None and not element.kids:
            Tree.join(parent)
            parent.kids.append(element)

    def content(self, element: Element, page: int) -> int:
        """Note a stretch of marked content; return its MCID."""
        while len(self.contents) <= page:
            self.contents.append([])
        number = len(self.contents[page])
        self.join(element)
        self.contents[page].append(element)
        element.kids.append(MarkedContent(page, number))
        return number

    def annotation(self, element: Element, page: int, reference: Any) -> int:
        """Note a link's annotation; return its key in the parent tree, after those of pages."""
        self.join(element)
        element.kids.append(Annotation(page, reference))
        self.annotated.append(element)
        return len(self.annotated) - 1

    def write(self, document: Any, pages: int) -> Any:
        """Put the tree into the document; return the reference of its root.

        Keys of the parent tree: the pages, then the annotations.
        """
        top = pdfdoc.PDFDictionary({"Type": "/StructTreeRoot"})
        root = document.Reference(top)
        _refer(self.root, document)
        _fill(self.root, root, document)
        keys: list[Any] = []
        for page in range(pages):
            held = self.contents[page] if page < len(self.contents) else []
            written = " ".join(_written(element.reference, document) for element in held)
            keys += [page, document.Reference(objects.Written(f"[{written}]"))]
        for n, element in enumerate(self.annotated):
            keys += [pages + n, element.reference]
        top["K"] = self.root.reference
        top["ParentTree"] = document.Reference(objects.dictionary(Nums=objects.array(*keys)))
        top["ParentTreeNextKey"] = pages + len(self.annotated)
        return root


def _refer(element: Element, document: Any) -> None:
    """Give an element and all below it a place in the file, in reading order."""
    element.reference = document.Reference(objects.Written())
    for kid in element.kids:
        if isinstance(kid, Element):
            _refer(kid, document)


def _written(reference: Any, document: Any) -> str:
    number, version = document.idToObjectNumberAndVersion[reference.name]
    return f"{number} {version} R"


def _fill(element: Element, parent: Any, document: Any) -> None:
    """Write an element's dictionary, and those below it."""
    kids, home = [], _home(element)
    for kid in element.kids:
        match kid:
            case Element():
                kids.append(_written(kid.reference, document))
            case MarkedContent() if kid.page == home:
                kids.append(str(kid.number))
            case MarkedContent():
                page = _page(kid.page, document)
                kids.append(f"<</Type /MCR /Pg {page} /MCID {kid.number}>>")
            case Annotation():
                page, held = _page(kid.page, document), _written(kid.reference, document)
                kids.append(f"<</Type /OBJR /Pg {page} /Obj {held}>>")
    entries = {
        "/Type": "/StructElem",
        "/S": f"/{element.kind}",
        "/P": _written(parent, document),
    }
    if kids or element.kind == "Document":
        entries["/K"] = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    if home is not None:
        entries["/Pg"] = _page(home, document)
    if element.lang:
        entries["/Lang"] = f"({element.lang})"
    if element.alt:
        entries["/Alt"] = objects.hex_text(element.alt)
    if element.attributes:
        entries["/A"] = element.attributes
    written = " ".join(f"{key} {value}" for key, value in entries.items())
    document.idToObject[element.reference.name].written = f"<<{written}>>"
    for kid in element.kids:
        if isinstance(kid, Element):
            _fill(kid, element.reference, document)


def _home(element: Element) -> int | None:
    """Return the page that holds the element's first content."""
    return next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), None)


def _page(number: int, document: Any) -> str:
    return _written(objects.page_reference(number), document)
