"""Read Word files (Office Open XML): styles say what a paragraph is.

Takes bytes; returns an edition in its own language, and the pictures that were inside.  Each
title (styles Title and Heading 1) begins a story; further headings are crossheads.  What was
struck out with changes tracked is gone, what was put in is there.  python-docx opens the
package; it comes with the extra ``docx``.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from broadsheet import limits
from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts, strict_xml
from broadsheet.formats.blocks import BlockReader, stories
from broadsheet.formats.drafts import Reading, Story
from broadsheet.formats.elements import ElementNode, TextNode
from broadsheet.formats.losses import Losses
from broadsheet.formats.strict_xml import XmlFile
from broadsheet.marked_yaml import Node

MOST_PARTS: Final = 5_000
_TABLES_DEEP: Final = 20  # tables in tables
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, annex B
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED: Final = frozenset("del moveFrom delText instrText Fallback txbxContent".split())
# style names in small letters, of Word and of desks that name their own: element, class
_STYLES: Final = {
    "title": ("h1", ""), "heading 1": ("h1", ""), "标题": ("h1", ""), "主题": ("h1", ""),
    "subtitle": ("p", "deck"), "副题": ("p", "deck"), "副标题": ("p", "deck"),
    "kicker": ("p", "kicker"), "引题": ("p", "kicker"), "肩题": ("p", "kicker"),
    "section": ("p", "section"), "栏目": ("p", "section"),
    "byline": ("p", "byline"), "署名": ("p", "byline"), "作者": ("p", "byline"),
    "source": ("p", "source"), "电头": ("p", "source"), "来源": ("p", "source"),
    "signature": ("p", "signature"), "尾署": ("p", "signature"),
    "quote": ("blockquote", ""), "intense quote": ("blockquote", ""), "编者按": ("blockquote", ""),
    "小标题": ("h2", ""), "crosshead": ("h2", ""), "verse": ("p", "verse"), "诗": ("p", "verse"),
    "caption": ("figcaption", ""), "图注": ("figcaption", ""), "图片说明": ("figcaption", ""),
}  # fmt: skip
_HEADING: Final = re.compile(r"heading [2-9]$")
_LIST: Final = re.compile(r"list( |$)")
_SHORT: Final = 40  # characters of a first line that may be a headline
# what zipfile raises: besides its own, on an unknown packing, a password, a wrong offset or
# length, an end that comes too soon
_NO_PACKAGE: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError,
    EOFError,
)  # fmt: skip
# what python-docx raises besides: a part that is not there or is no XML, one of another kind
# than its name says, in which it looks for elements all the same
_NO_DOCUMENT: Final = (
    *_NO_PACKAGE, OpcError, LxmlError, LookupError, AttributeError, TypeError, AssertionError,
)  # fmt: skip
_TOGGLES: Final = {"b": "b", "i": "i", "u": "u", "strike": "s"}


def read(content: bytes, *, file: str) -> Reading:
    """Read a Word file; faults are raised as EditionError."""
    where = Where(file)
    _check(content, where)
    document, styles = _opened(content, where)
    losses = Losses()
    reader = _Reader(document, styles, where, losses)
    root = ElementNode("body", {}, tuple(_captioned(reader.blocks(document.element.body))), where)
    items: list[Node] = []
    told = stories(root)
    for n, children in enumerate(told):
        notes = reader.notes() if n == len(told) - 1 else []
        story = Story(where, losses)
        _head(children, story)
        element = ElementNode("body", {}, (*children, *notes), where)
        BlockReader(story, "story", headlines=frozenset({"h1"})).read(element)
        if not story.empty:
            items.append(story.item())
    if not items:
        raise EditionError("there is no text in it", where=where, hint="write a title and text")
    reader.rest()
    return Reading(
        root=drafts.edition(where, items), findings=losses.findings(), pictures=reader.pictures
    )


def _check(content: bytes, where: Where) -> None:
    """Refuse what is no package, too large, or holds a document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            most = limits.current().file
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
                hint = f"at most {most / 1e6:g} MB unpacked"
                raise EditionError("the file is too large", where=where, hint=hint)
            if any(part.compress_type not in _PACKED for part in parts):
                hint = "save it anew with Word"
                raise EditionError("is packed as no Word file is", where=where, hint=hint)
            if "word/document.xml" not in package.namelist():
                raise EditionError("is no Word file", where=where, hint="save it as .docx")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    head = package.read(part).replace(b"\0", b"")
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        message = f"a document type (DTD) in {part.filename} is refused"
                        raise EditionError(message, where=where, hint="save it anew with Word")
    except _NO_PACKAGE:
        raise EditionError("is broken", where=where, hint="save it anew with Word") from None


def _opened(content: bytes, where: Where) -> tuple[Any, dict[str, str]]:
    """Return the document, which has a body, and the names of its styles in small letters."""
    try:
        document = docx.Document(io.BytesIO(content))
        if document.element.body is None:
            raise LookupError("a document without a body")
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    except _NO_DOCUMENT:
        raise EditionError("is broken", where=where, hint="save it anew with Word") from None
    return document, styles


def _head(children: list[ElementNode | TextNode], story: Story) -> None:
    """Take a short first line for the headline where no style names one."""
    first = next((child for child in children if isinstance(child, ElementNode)), None)
    if first is None or any(isinstance(c, ElementNode) and c.name == "h1" for c in children):
        return
    words = first.plain
    short = 0 < len(words) <= _SHORT and words[-1] not in "。！？.!?：:"
    if first.name == "p" and not first.classes and short:
        children.remove(first)
        children.insert(0, ElementNode("h1", {}, first.children, first.where))
        story.losses.told(f"“{words}” is taken for the headline: no style names one", first.where)


def _captioned(blocks: Iterable[ElementNode]) -> list[ElementNode]:
    """Join a caption to the picture that it stands under, or over."""
    found: list[ElementNode] = []
    for block in blocks:
        before = found[-1] if found else None
        if before is not None and {before.name, block.name} == {"figcaption", "p"}:
            picture = block if block.name == "p" else before
            if next(picture.each("img"), None) is not None and not picture.plain:
                found[-1] = ElementNode("figure", {}, (before, block), block.where)
                continue
        found.append(block)
    return found


def _own(node: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, never those of a table inside it."""
    for child in node.iterchildren():
        if _name(child) == name:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _own(child, name)


def _name(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Reader:
    """Word's paragraphs as elements."""

    def __init__(self, document: Any, styles: dict[str, str], where: Where, losses: Losses) -> None:
        self._document = document
        self._where = where
        self._losses = losses
        self._styles = styles
        self._pictures: dict[str, tuple[str, bytes]] = {}
        self._footnotes: list[str] = []

    @property
    def pictures(self) -> tuple[tuple[str, bytes], ...]:
        """The pictures inside, each once."""
        return tuple(self._pictures.values())

    def blocks(self, parent: Any) -> Iterator[ElementNode]:
        """Yield the paragraphs and tables of a part, a caption joined to its picture."""
        for node in parent.iterchildren():
            name = _name(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield self._table(node)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                yield from self.blocks(node)

    def _paragraph(self, node: Any) -> Iterator[ElementNode]:
        name, role = self._style(node)
        children = tuple(self._inside(node))
        attributes = {"class": role} if role else {}
        yield ElementNode(name, attributes, children, self._where)
        for box in node.iter(f"{_W}txbxContent"):
            around = takewhile(lambda one: one is not node, box.iterancestors())
            if not {"Fallback", "txbxContent"} & set(map(_name, around)):  # not an inner box
                yield from self.blocks(box)

    def _style(self, node: Any) -> tuple[str, str]:
        """Return the element and class that a paragraph's style stands for."""
        style = node.find(f"{_W}pPr/{_W}pStyle")
        name = self._styles.get(style.get(f"{_W}val"), "") if style is not None else ""
        if name in _STYLES:
            return _STYLES[name]
        if _HEADING.match(name):
            return "h2", ""
        numbered = node.find(f"{_W}pPr/{_W}numPr") is not None
        return ("li", "") if numbered or _LIST.match(name) else ("p", "")

    def _table(self, node: Any) -> ElementNode:
        rows: list[ElementNode | TextNode] = []
        if sum(1 for _ in node.iterancestors(f"{_W}tbl")) > _TABLES_DEEP:
            hint = "write the table without others in it"
            raise EditionError("holds tables in tables over 20 deep", where=self._where, hint=hint)
        for row in _own(node, "tr"):
            cells: list[ElementNode | TextNode] = []
            for cell in _own(row, "tc"):
                lines = [part for block in self.blocks(cell) for part in (*block.children, _BREAK)]
                cells.append(ElementNode("td", {}, tuple(lines), self._where))
            rows.append(ElementNode("tr", {}, tuple(cells), self._where))
        return ElementNode("table", {}, tuple(rows), self._where)

    def _inside(self, node: Any) -> Iterator[ElementNode | TextNode]:
        """Yield the words, marks and pictures of a paragraph or run."""
        for child in node.iterchildren():
            name = _name(child)
            if name in _SKIPPED or name in ("pPr", "rPr"):
                continue
            if name == "t":
                yield TextNode(child.text or "", self._where)
            elif name in ("tab", "ptab"):
                yield TextNode(" ", self._where)
            elif name in ("br", "cr"):
                yield _BREAK
            elif name == "noBreakHyphen":
                yield TextNode("-", self._where)
            elif name == "sym":
                self._losses.fact("a sign of a symbol face", "write the character", self._where)
            elif name == "r":
                yield from self._run(child)
            elif name == "ruby":
                yield self._ruby(child)
            elif name == "blip":
                yield from self._picture(child)
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._reference(name.removesuffix("Reference"), child)
            else:
                yield from self._inside(child)

    def _run(self, run: Any) -> Iterator[ElementNode | TextNode]:
        properties = run.find(f"{_W}rPr")
        children = tuple(self._inside(run))
        if properties is None or not children:
            yield from children
            return
        mark = properties.find(f"{_W}em")
        if mark is not None and mark.get(f"{_W}val") not in (None, "none"):
            yield ElementNode("em", {"class": "dot"}, children, self._where)
            return
        for name, tag in _TOGGLES.items():
            toggle = properties.find(f"{_W}{name}")
            if toggle is not None and toggle.get(f"{_W}val") not in ("0", "false", "none"):
                children = (ElementNode(tag, {}, children, self._where),)
        yield from children

    def _ruby(self, node: Any) -> ElementNode:
        base = [part for n in node.iterchildren(f"{_W}rubyBase") for part in self._inside(n)]
        reading = [part for n in node.iterchildren(f"{_W}rt") for part in self._inside(n)]
        mark = ElementNode("rt", {}, tuple(reading), self._where)
        return ElementNode("ruby", {}, (*base, mark), self._where)

    def _picture(self, blip: Any) -> Iterator[ElementNode]:
        """Yield a picture; its file is kept under a name of its own."""
        relation = blip.get(f"{_R}embed")
        part = self._document.part.related_parts.get(relation) if relation else None
        if part is None or not part.content_type.startswith("image/"):
            self._losses.fact("a picture that lies elsewhere", "", self._where)
            return
        own = PurePosixPath(str(part.partname)).name
        stem = PurePosixPath(self._where.file.replace("\\", "/")).stem
        stem = re.sub(r"[^\w.-]+", "-", stem)
        src = f"pictures/{stem}-{own}"
        self._pictures.setdefault(str(part.partname), (src, part.blob))
        alt = ""
        for parent in blip.iterancestors():
            found = next((n for n in parent.iterchildren() if _name(n) == "docPr"), None)
            if found is not None:
                alt = found.get("descr") or ""
                break
        yield ElementNode("img", {"src": src, "alt": alt}, (), self._where)

    def _reference(self, kind: str, node: Any) -> ElementNode:
        number = node.get(f"{_W}id")
        words = self._notes_of(kind).get(number, "")
        self._footnotes.append(words)
        mark = TextNode(str(len(self._footnotes)), self._where)
        return ElementNode("sup", {"class": "note"}, (mark,), self._where)

    def _notes_of(self, kind: str) -> dict[str, str]:
        """Return the words of foot or end notes by their numbers."""
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                source = XmlFile(self._where.file, EditionError, at=self._where)
                root = strict_xml.load(relation.target_part.blob, source)
                return {note.get("id"): note.plain for note in root.each(kind)}
        return {}

    def notes(self) -> list[ElementNode]:
        """Return the notes at the foot, in the order of their marks."""
        return [
            ElementNode("note", {}, (TextNode(f"{n} {words}", self._where),), self._where)
            for n, words in enumerate(self._footnotes, 1)
        ]

    def rest(self) -> None:
        """Tell what a page of a newspaper has no place for: headers, footers, comments."""
        for section in self._document.sections:
            for name in ("header", "footer"):
                words = " ".join(paragraph.text for paragraph in getattr(section, name).paragraphs)
                self._losses.text(name, words, self._where)
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith("/comments"):
                self._losses.fact("comments", "", self._where)


_BREAK: Final = ElementNode("br", {}, (), Where(""))
