"""Read XML from strangers, with places, and nothing that could reach out or blow up.

Takes bytes or text; returns elements.  expat, the parser of CPython itself, is driven by
handlers that refuse a document type at its first character: without one there are no entities
to expand and nothing external to fetch, so ``defusedxml`` would add nothing, and its tree has
no lines and columns.  XInclude is refused by name.  Size, depth and number are bounded.
"""

import re
from collections.abc import Callable
from typing import Final, NoReturn
from xml.parsers import expat

from broadsheet.errors import UserError, Where
from broadsheet.formats.elements import ElementNode, OpenElement, TextNode
from broadsheet.marked_yaml import FileLimits, edition_limits
from broadsheet.models import frozen
from broadsheet.reach import decoded

DEEPER: Final = 4  # times as deep as YAML may nest
_XINCLUDE: Final = "http://www.w3.org/2001/XInclude"
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
# encodings of several bytes that expat does not know
_CODECS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932", "euc-jp": "euc_jp", "euc-kr": "euc_kr",
}  # fmt: skip
# expat's words, ours, what to do
_FAULTS: Final = (
    ("mismatched tag", "this end has no beginning, or another", "close each tag in turn"),
    ("undefined entity", "an entity that XML has not", "write the character itself"),
    ("not well-formed", "this is not XML", "write &lt; for < and &amp; for & in text"),
    ("no element found", "the file ends before its root is closed", "close each tag"),
    ("unclosed token", "a tag or comment is not closed", "close it with >"),
    ("junk after document element", "there is more after the root's end", "keep one root"),
    ("duplicate attribute", "an attribute comes twice", "keep one of them"),
    ("unbound prefix", "a prefix without its xmlns", "declare it with xmlns:…"),
    ("unknown encoding", "the encoding is not known", "save it as UTF-8"),
    ("encoding specified in XML declaration is incorrect", "the encoding named is not the file's",
     "save it as UTF-8"),
    ("XML or text declaration not at start", "there is text before <?xml", "take it out"),
)  # fmt: skip


@frozen()
class XmlFile:
    """Which file is read, and where the XML stands when it is inside another form."""

    file: str
    error: type[UserError]
    at: Where | None = None


def load(content: bytes | str, source: XmlFile) -> ElementNode:
    """Return the root of an XML document; faults are raised as ``source.error``."""
    limits = edition_limits(deeper=DEEPER)
    if len(content) > limits.size:
        hint = f"at most {limits.size / 1e6:g} MB are read"
        raise source.error("the file is too large", where=Where(source.file), hint=hint)
    if isinstance(content, bytes):
        content = _decoded(content, source)
    else:
        content = content.lstrip("\ufeff \t\r\n")
    return _Tree(source, limits).read(content)


def _decoded(content: bytes, source: XmlFile) -> bytes | str:
    """Return what expat can read: as it is, or text where the encoding is beyond it."""
    declared = _DECLARED.match(content[:400])
    codec = _CODECS.get(declared[1].decode("ascii").lower()) if declared else None
    if codec is None:
        return content
    return decoded(content, source.file, source.error, codec=codec)


class _Tree:
    """Elements as expat tells of them."""

    def __init__(self, source: XmlFile, limits: FileLimits) -> None:
        self._source = source
        self._limits = limits
        self._count = 0
        self._open: list[OpenElement] = []
        self._root: ElementNode | None = None
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._document_type
        parser.SkippedEntityHandler = self._refuse("an entity is refused")
        parser.EntityDeclHandler = self._refuse("an entity is refused")
        parser.ExternalEntityRefHandler = self._refuse("an external reference is refused")

    def read(self, content: bytes | str) -> ElementNode:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as fault:
            raise self._syntax(fault) from None
        except (LookupError, ValueError):  # of the codec that the declaration names
            where = self._source.at or Where(self._source.file, 1)
            hint = "save it as UTF-8"
            raise self._source.error("the encoding is not known", where=where, hint=hint) from None
        if self._root is None:
            raise self._fault("there is no element in it", "")
        return self._root

    def _syntax(self, fault: expat.ExpatError) -> UserError:
        where = self._source.at or Where(self._source.file, fault.lineno, fault.offset + 1)
        words = expat.errors.messages[fault.code]
        for part, message, hint in _FAULTS:
            if part in words:
                return self._source.error(message, where=where, hint=hint)
        return self._source.error(f"this is not XML: {words}", where=where)

    def _here(self) -> Where:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return self._source.at or Where(self._source.file, line, column)

    def _fault(self, message: str, hint: str) -> UserError:
        return self._source.error(message, where=self._here(), hint=hint)

    def _document_type(self, name: str, _: object, __: object, inner: bool) -> None:
        """Pass over a line that only names NITF's own type: nothing of it is fetched."""
        if inner or name.lower() != "nitf":
            self._refuse("a document type (DTD) is refused")()

    def _refuse(self, message: str) -> Callable[..., NoReturn]:
        def refuse(*_: object) -> NoReturn:
            raise self._fault(message, "take out <!DOCTYPE …> and write characters themselves")

        return refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, own = name.rpartition(" ")
        if space == _XINCLUDE:
            raise self._fault("XInclude is refused", "put the text itself in this place")
        self._count += 1
        if self._count > self._limits.nodes:
            raise self._fault("the file holds too much", f"at most {self._limits.nodes} elements")
        if len(self._open) >= self._limits.depth:
            raise self._fault("too many elements in each other", f"at most {self._limits.depth}")
        found = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._open.append(OpenElement(own.lower(), found, [], self._here()))

    def _end(self, _: str) -> None:
        element = self._open.pop().closed()
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element

    def _words(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(TextNode(text, self._open[-1].where))
