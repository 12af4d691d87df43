"""The structure tree: what every piece of content is, and in which order it is read.

Takes sources of marks; returns elements, and at last the objects of the file (ISO 32000-1,
14.7; ISO 14289-1, 7).  Knows nothing of operators.
"""

from collections.abc import Iterable
from typing import Any

from reportlab.pdfbase import pdfdoc

from broadsheet import display
from broadsheet.models import field, record
from broadsheet.paint.pdf import objects

NAMEPLATE = ("masthead", "masthead", 0)  # item, role and block of the paper's name
_STORY_ROLES = {"headline", "para", "crosshead", "deck", "byline"}
_INLINE = {"Link", "Span"}  # what joins its parent where its content is met
_PARTS = {"credit": "caption"}  # roles that are read as part of another
Key = tuple[str, str, int]


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


@record()
class PageLinks:
    """What stands under the links of one page, by their places among its links."""

    elements: dict[int, Element] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)


class Tree:
    """The elements of a document, made as its marks are met."""

    def __init__(self, pages: display.Pages) -> None:
        self.root = Element("Document")
        self.lang = pages.lang
        self.contents: list[list[Element]] = []  # by page and MCID
        self.annotated: list[Element] = []  # in the order of their keys
        self._links: dict[int, PageLinks] = {}  # by page
        self._passages: dict[Key, Element] = {}
        self._tables: dict[Key, Element] = {}
        self._cells: dict[Key, dict[tuple[int, int], Element]] = {}  # by row and column
        self._items = self._parts(pages)
        self._words: dict[str, str] = {}  # the first words of each item
        self._starts: set[tuple[str, str, int, int]] = set()  # of runs, in their passages
        for line in pages.lines():
            for run in line.runs:
                source = run.source
                self._words.setdefault(source.item, run.plain)
                self._starts.add((source.item, source.role, source.block, source.start))
        self._owners = {
            (page.number, box.name): box.item
            for page in pages.pages
            for box in page.boxes
            if box.item
        }
        sources = {source for page in pages.pages for source in _sources(page.marks)}
        named = any((s.item, s.role, s.block) == NAMEPLATE for s in sources)
        self._heading = 2 if named else 1  # the paper's name is the first heading
        self._headed: set[str] = set()  # items whose headline has been met

    def _parts(self, pages: display.Pages) -> dict[str, Element]:
        """Return an element for each item, in the order in which the items are read."""
        roles: dict[str, set[str]] = {}
        for page in pages.pages:
            for source in _sources(page.marks):
                if source.item:
                    roles.setdefault(source.item, set()).add(source.role)
        return {
            item: self._grow(self.root, "Art" if held & _STORY_ROLES else "Sect")
            for item, held in roles.items()
        }

    @staticmethod
    def _grow(parent: Element, kind: str, **more: Any) -> Element:
        element = Element(kind, parent, **more)
        parent.kids.append(element)
        return element

    def passage(self, source: display.Source, lang: str) -> Element:
        """Return the element of a run that sets copy."""
        role = _PARTS.get(source.role, source.role)
        key = (source.item, role, source.block)
        found = self._passages.get(key)
        if found is None:
            parent = self._items.get(source.item, self.root)
            other = "" if lang == self.lang else lang
            if role == "list":  # one entry: how many there are, the source doesn't tell
                entry = self._grow(self._grow(parent, "L"), "LI")
                found = self._grow(entry, "LBody", lang=other)
            else:
                found = self._grow(parent, self._kind(key), lang=other)
            self._passages[key] = found
        return found

    def breaks_at_space(self, source: display.Source) -> bool:
        """Tell whether the passage goes on one character after a run: a line took its place."""
        key = (source.item, source.role, source.block)
        return (*key, source.end + 1) in self._starts and (*key, source.end) not in self._starts

    def cell(self, source: display.Source, cell: display.Cell, lang: str) -> Element:
        """Return the element of a table's cell.

        Rows are whole from the start, as every one has to be (ISO 32000-1, 14.8.4.3.4): what
        holds no copy is an empty cell.
        """
        key = (source.item, source.role, cell.table)
        table = self._tables.get(key)
        if table is None:
            table = self._grow(self._items.get(source.item, self.root), "Table")
            self._tables[key], self._cells[key] = table, {}
        cells = self._cells[key]
        if (cell.row, 0) not in cells:
            row = self._grow(table, "TR")
            for n in range(cell.columns):
                cells[cell.row, n] = self._table_cell(row, head=cell.head)
        found = cells[cell.row, cell.column]
        found.lang = "" if lang == self.lang else lang
        return found

    def _table_cell(self, row: Element, *, head: bool) -> Element:
        scope = "<</O /Table /Scope /Column>>" if head else ""
        return self._grow(row, "TH" if head else "TD", attributes=scope)

    def _kind(self, key: Key) -> str:
        if key == NAMEPLATE:
            return "H1"
        if key[1] == "headline":
            self._headed.add(key[0])
            return f"H{self._heading}"
        if key[1] == "crosshead":  # no level is left out (ISO 14289-1, 7.4.2)
            return f"H{self._heading + (key[0] in self._headed)}"
        return "Caption" if key[1] == "caption" else "P"

    def label(self, box: str, page: int) -> Element | None:
        """Return a new element for a line that the spec adds to an item, such as 广告.

        None where the box has no item: then it is no part of what is read.
        """
        item = self._items.get(self._owners.get((page, box), ""))
        return None if item is None else self._grow(item, "P")

    def figure(self, picture: display.PlacedPicture, height: float) -> Element:
        """Return the element of a picture; without words of its own it has its item's first."""
        rect = picture.rect
        edges = objects.numbers(rect.left, height - rect.bottom, rect.right, height - rect.top)
        placed = f"<</O /Layout /Placement /Block /BBox [{edges}]>>"
        parent = self._items.get(picture.source.item, self.root)
        alt = picture.alt or self._words.get(picture.source.item, "") or picture.src
        return self._grow(parent, "Figure", alt=alt, attributes=placed)

    def links(self, page: int) -> PageLinks:
        """Return what stands under the links of a page, filled as its marks are met."""
        return self._links.setdefault(page, PageLinks())

    @staticmethod
    def link(parent: Element) -> Element:
        """Return a link inside another element, which joins it when its content is met."""
        return Element("Link", parent)

    @staticmethod
    def span(parent: Element, lang: str) -> Element:
        """Return words of another language inside an element, which joins it in the same way."""
        return Element("Span", parent, lang=lang)

    @staticmethod
    def _join(element: Element) -> None:
        parent = element.parent
        if element.kind in _INLINE and parent is not None and not element.kids:
            Tree._join(parent)
            parent.kids.append(element)

    def content(self, element: Element, page: int) -> int:
        """Note a stretch of marked content; return its MCID."""
        while len(self.contents) <= page:
            self.contents.append([])
        number = len(self.contents[page])
        self._join(element)
        self.contents[page].append(element)
        element.kids.append(MarkedContent(page, number))
        return number

    def annotation(self, element: Element, page: int, reference: Any) -> int:
        """Note a link's annotation; return its key in the parent tree, after those of pages."""
        self._join(element)
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


def _sources(marks: Iterable[display.Mark]) -> Iterable[display.Source]:
    for mark in marks:
        if isinstance(mark, display.TextLine):
            yield from (run.source for run in mark.runs if run.source.role != "furniture")
        elif isinstance(mark, display.PlacedPicture) and mark.source.role != "furniture":
            yield mark.source


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
