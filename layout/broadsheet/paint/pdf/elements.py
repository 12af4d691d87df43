"""Which element of the structure tree holds what a mark shows.

Takes composed pages, then sources of marks as they are met; returns elements, in the order in
which the edition is read wherever they lie.  Knows nothing of operators.
"""

from collections.abc import Iterable, Iterator

from broadsheet import display
from broadsheet.geometry import Rect
from broadsheet.models import field, record
from broadsheet.paint.pdf import objects
from broadsheet.paint.pdf.around import is_furniture
from broadsheet.paint.pdf.boxes import NAMEPLATE
from broadsheet.paint.pdf.spoken import Heard, Key, Spoken, key_of
from broadsheet.paint.pdf.tree import Element, Tree

_STORY_ROLES = {"headline", "para", "crosshead", "deck", "byline"}
_PARTS = {"credit": "caption"}  # roles that are read as part of another
_PICTURE = {"zh": "图片", "ja": "写真", "ko": "사진"}  # what is said of one without any words
_ANY_PICTURE = "Picture"

Box = tuple[int, str]  # page and name


@record()
class PageLinks:
    """What stands under the links of one page, by their places among its links."""

    elements: dict[int, Element] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)  # by the elements' ids
    figures: dict[int, str] = field(default_factory=dict)  # words of what is drawn under them


class Elements:
    """The elements of what is on the pages, made as it is met."""

    def __init__(self, pages: display.Pages) -> None:
        self.tree = Tree()
        self.lang = pages.lang
        self.spoken = Spoken(pages)
        self._links: dict[int, PageLinks] = {}  # by page
        self._made: dict[tuple[object, ...], Element] = {}  # by what they hold
        self._items: dict[str, Element] = {}
        self._asides: dict[int, Element] = {}  # what a page's folio line is read with, by page
        self._boxes: dict[Box, Element] = {}  # items, or indexes without one
        self._indexes: set[Box] = set()
        self._entries: set[Key] = set()  # passages of an item that lead to other pages
        self._late: list[Element] = []  # of the page in hand
        self._words: dict[str, str] = {}  # the first words of each item
        self._starts: set[tuple[str, str, int, int]] = set()  # of runs, in their passages
        self._headed: set[str] = set()  # items whose headline has been met
        for page in pages.pages:
            self._begin_page(page)
        self._heading = 2 if self.spoken.holds(NAMEPLATE) else 1  # the paper's name is the first
        kinds: dict[str, set[str]] = {item: set() for item in self._items}
        for source, _ in (one for page in pages.pages for one in _sources(page.marks)):
            kinds.setdefault(source.item, set()).add(source.role)
        kinds.pop("", None)
        for item, element in self._items.items():
            element.kind = "Art" if kinds[item] & _STORY_ROLES else "Sect"
        self._adverts = {self._items[item] for item in kinds if kinds[item] == {"ad"}}

    def _begin_page(self, page: display.Page) -> None:
        """Note what a page holds, and give its items their places in the order of reading."""
        for source, words in _sources(page.marks):
            if source.item and source.item not in self._items:
                self._items[source.item] = Tree.grow(self.tree.root, "Sect")
            self._words.setdefault(source.item, words)
            self._starts.add((*key_of(source), source.start))
        if any(source.role == "folio" for source, _ in _sources(page.marks)):
            self._asides[page.number] = Tree.grow(self.tree.root, "Sect")
        for box in page.boxes:
            if box.item in self._items:
                self._boxes.setdefault((page.number, box.name), self._items[box.item])
        leads = [m for m in page.marks if isinstance(m, display.Link) and m.target[:1] == "#"]
        for line in page.marks if leads else ():
            if isinstance(line, display.TextLine) and line.runs and under(line, leads):
                self._note_lead(page, line)

    def _note_lead(self, page: display.Page, line: display.TextLine) -> None:
        """Note a line that leads elsewhere: of an item, or of an index that was made."""
        source, box = line.runs[0].source, (page.number, line.box)
        if source.role == "info":
            self._entries.add(key_of(source))
        elif is_furniture(source) and box not in self._boxes:
            first = next((s.item for s, _ in _sources(page.marks) if s.item not in _HEAD), "")
            index = Element("Sect", self.tree.root)
            kids = self.tree.root.kids
            before = (n for n, kid in enumerate(kids) if first and kid is self._items[first])
            kids.insert(next(before, len(kids)), index)
            self._boxes[box] = index
            self._indexes.add(box)

    def _once(self, key: tuple[object, ...], parent: Element, kind: str, lang: str = "") -> Element:
        """Return an element of a parent, made when it is first asked for."""
        if key not in self._made:
            self._made[key] = Tree.grow(parent, kind, lang=lang)
        return self._made[key]

    def _parent(self, source: display.Source) -> Element:
        if source.role == "folio":
            return self._asides.get(source.block, self.tree.root)
        return self._items.get(source.item, self.tree.root)

    def passage(self, source: display.Source, lang: str, place: Heard | None = None) -> Element:
        """Return the element of what sets copy: of a passage, or of one of its lines."""
        key = key_of(source)
        line = place.line if place else 0
        other = lang if lang != self.lang else self.spoken.language(key, line)
        other = "" if other == self.lang else other
        parent = self._parent(source)
        if key in self.spoken.parted:
            return self._line(key, parent, place or Heard(0, 0), other)
        if key in self._entries:
            contents = self._once(("TOC", source.item), parent, "TOC")
            return self._once((*key, "TOCI"), contents, "TOCI", other)
        role = _PARTS.get(source.role, source.role)
        whole = (source.item, role, source.block)
        if whole in self._made:
            return self._made[whole]
        return self._once(whole, parent, self._kind(whole), other)

    def _line(self, key: Key, parent: Element, place: Heard, lang: str) -> Element:
        """Return the element of a line of a passage that has several."""
        if key[1] == "list":
            entries = self._once((*key, "L"), parent, "L")
            entry = self._once((*key, "LI", place.line), entries, "LI")
            kind = "Lbl" if place.label else "LBody"
            own = "" if place.label else lang  # numbers are read in any voice
            return self._once((*key, kind, place.line), entry, kind, own)
        if key[1] == "verse":
            stanzas = self.spoken.parted[key].stanzas
            stanza = sum(n <= place.line for n in stanzas)
            parent = self._once((*key, "Div", stanza), parent, "Div")
        return self._once((*key, "P", place.line), parent, "P", lang)

    def within(self, element: Element, source: display.Source, place: Heard) -> Element:
        """Return the element of a piece in its passage's: the same, a language's, a base's."""
        stretch = place.stretch
        if stretch is None:
            return element
        if stretch.read:
            return self._half("RB", source.item, source.block, stretch.start, element)
        if not place.known:
            return Element("Span", element, lang=stretch.lang)
        key = (*key_of(source), "Span", stretch.start, id(element))
        if key not in self._made:
            self._made[key] = Element("Span", element, lang=stretch.lang)
        return self._made[key]

    def reading(self, base: display.Source, lang: str) -> Element:
        """Return the element of a reading beside some characters (ruby)."""
        parent = self.passage(base, lang)
        return self._half("RT", base.item, base.block, base.start, parent)

    def _half(self, kind: str, item: str, block: int, start: int, parent: Element) -> Element:
        """Return what is read, or how, each of which joins the other when its content is met."""
        whole, key = (item, block, "Ruby", start), (item, block, kind, start)
        if whole not in self._made:
            self._made[whole] = Element("Ruby", parent)
        if key not in self._made:
            self._made[key] = Element(kind, self._made[whole])
        return self._made[key]

    def breaks_at_space(self, source: display.Source) -> bool:
        """Tell whether the passage goes on one character after a run: a line took its place."""
        key = key_of(source)
        parted = self.spoken.parted.get(key)
        if source.role in {"table", "ruby"} or (parted and source.end + 1 in parted.starts):
            return False
        return (*key, source.end + 1) in self._starts and (*key, source.end) not in self._starts

    def follows_caption(self, source: display.Source) -> bool:
        """Tell whether a run begins the credit of a picture that has a caption."""
        caption = (source.item, "caption", source.block)
        return source.role == "credit" and not source.start and self.spoken.holds(caption)

    def cell(self, source: display.Source, cell: display.Cell, lang: str) -> Element:
        """Return the element of a table's cell.

        Rows are whole from the start, as every one has to be (ISO 32000-1, 14.8.4.3.4): what
        holds no copy is an empty cell.
        """
        key = (source.item, source.role, cell.table)
        table = self._once((*key, "Table"), self._parent(source), "Table")
        if (*key, cell.row, 0) not in self._made:
            row = Tree.grow(table, "TR")
            scope = "<</O /Table /Scope /Column>>" if cell.head else ""
            for n in range(cell.columns):
                kind = "TH" if cell.head else "TD"
                self._made[*key, cell.row, n] = Tree.grow(row, kind, attributes=scope)
        found = self._made[*key, cell.row, cell.column]
        found.lang = "" if lang == self.lang else lang
        return found

    def _kind(self, key: Key) -> str:
        if key == NAMEPLATE:
            return "H1"
        if key[1] == "headline":
            self._headed.add(key[0])
            return f"H{self._heading}"
        if key[1] == "crosshead":  # no level is left out (ISO 14289-1, 7.4.2)
            return f"H{self._heading + (key[0] in self._headed)}"
        return "Caption" if key[1] == "caption" else "P"

    def label(self, line: display.TextLine, page: int, lead: int | None = None) -> Element | None:
        """Return an element for a line that the spec adds to an item, such as 广告.

        In an index that was made, ``lead`` is the link over the line: its lines are one entry.
        None where the box has neither: then it is no part of what is read.
        """
        box = (page, line.box)
        holder = self._boxes.get(box)
        if holder is None or line.cell is not None:
            return None
        if lead is None or box not in self._indexes:
            label = Element("P", holder)
            # that it is an advertisement is told before it
            holder.kids.insert(0 if holder in self._adverts else len(holder.kids), label)
            return label
        contents = self._once((*box, "TOC"), holder, "TOC")
        return self._once((*box, "TOCI", lead), contents, "TOCI")

    def figure(self, picture: display.PlacedPicture, height: float) -> Element:
        """Return the element of a picture; without words of its own it has its item's first."""
        alt = picture.alt or self._words.get(picture.source.item, "") or self._any_picture()
        return self._figure(self._parent(picture.source), picture.rect, height, alt)

    def drawn(self, shape: display.Outline, page: display.Page, link: Element | None) -> Element:
        """Return the element of what is drawn, such as a code: in its link, if it has one."""
        parent = link or self.aside(page, shape.box)
        return self._figure(parent, _bounds(shape), page.height, shape.alt)

    def _holder(self, page: display.Page, box: str) -> Element:
        """Return the item whose copy stands in a box, else one for the box alone."""
        sources = (
            run.source
            for mark in page.marks
            if isinstance(mark, display.TextLine) and mark.box == box
            for run in mark.runs
        )
        item = next((source.item for source in sources if source.item in self._items), None)
        if item is not None:
            return self._items[item]
        found = self._boxes.get((page.number, box))
        return found or self._once((page.number, box, "Sect"), self.tree.root, "Sect")

    def aside(self, page: display.Page, box: str) -> Element:
        """Return a paragraph for what stands in a box and sets no passage: heard after its copy."""
        late = Element("P", self._holder(page, box))
        self._late.append(late)
        return late

    def end_page(self) -> None:
        """Put what is heard after the copy of its box into its place."""
        for element in self._late:
            if element.parent is not None:
                element.parent.kids.append(element)
        self._late.clear()

    @staticmethod
    def _figure(parent: Element, rect: Rect, height: float, alt: str) -> Element:
        edges = objects.numbers(rect.left, height - rect.bottom, rect.right, height - rect.top)
        placed = f"<</O /Layout /Placement /Block /BBox [{edges}]>>"
        return Tree.grow(parent, "Figure", alt=alt, attributes=placed)

    def _any_picture(self) -> str:
        return _PICTURE.get(self.lang.split("-", maxsplit=1)[0], _ANY_PICTURE)

    def links(self, page: int) -> PageLinks:
        """Return what stands under the links of a page, filled as its marks are met."""
        return self._links.setdefault(page, PageLinks())


_HEAD = {"", "masthead"}  # what indexes follow


def under(line: display.TextLine, links: Iterable[display.Link]) -> list[tuple[int, display.Link]]:
    """Return the links that lie over a line, with their places among those that are given."""
    return [(n, link) for n, link in enumerate(links) if _is_over(link.rect, line)]


def _is_over(rect: Rect, line: display.TextLine) -> bool:
    long = max(line.width, 1)
    if line.vertical:
        over = rect.left < line.x < rect.right
        return over and rect.top < line.y + long and rect.bottom > line.y
    over = rect.top < line.y < rect.bottom
    return over and rect.left < line.x + long and rect.right > line.x


def _sources(marks: Iterable[display.Mark]) -> Iterator[tuple[display.Source, str]]:
    """Yield the sources of copy with the words that they set."""
    for mark in marks:
        if isinstance(mark, display.TextLine):
            runs = (run for run in mark.runs if run.source.role != "furniture")
            yield from ((run.source, run.plain) for run in runs)
        elif isinstance(mark, display.PlacedPicture) and mark.source.role != "furniture":
            yield mark.source, ""


def _bounds(shape: display.Outline) -> Rect:
    xs = [float(n) for step in shape.path for n in step[1::2]]
    ys = [float(n) for step in shape.path for n in step[2::2]]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
