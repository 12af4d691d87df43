"""Tell strange forms apart, and read them.

Takes the bytes of a file and its name; returns which form it is, or the edition in it.  The
edition's own YAML and JSON and raw page text are none of these: they are told by what is left.
"""

import re
from importlib import import_module
from typing import Final

from broadsheet.deadline import Watch, untimed
from broadsheet.edition import Edition
from broadsheet.errors import EditionError, Where
from broadsheet.formats import edition_yaml
from broadsheet.formats.drafts import Reading
from broadsheet.models import frozen, replace
from broadsheet.reach import decoded

FORMS: Final = ("ninjs", "nitf", "newsml", "feed", "html", "markdown", "docx")
ENDINGS: Final = {".md": "markdown", ".markdown": "markdown", ".docx": "docx"}
_NINJS: Final = rb'"(?:uri|bodies|headlines|body_[a-z]+)"\s*:'
_ROOT: Final = (
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?[^>]*>|\s)*<(?:[\w.-]+:)?([\w.-]+)"
)
_ROOTS: Final = {
    "nitf": "nitf", "html": "html", "article": "html", "newsitem": "newsml",
    "packageitem": "newsml", "newsmessage": "newsml", "conceptitem": "newsml",
    "planningitem": "newsml", "knowledgeitem": "newsml", "newsml": "newsml",
    "rss": "feed", "feed": "feed", "rdf": "feed",
}  # fmt: skip
# a front matter with its end; YAML alone is an edition
_FRONT_MATTER: Final = (
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[ \t\r\n]*[A-Za-z_#][^\n]*\n"
    rb"(?:[^\n]*\n){0,500}?---[ \t]*(?:\r?\n|$)"
)
_LOOKED_AT: Final = 65_536  # bytes, for the root of XML


@frozen(kw_only=True)
class Imported:
    """What a file of a strange form gave; its losses are the edition's findings."""

    edition: Edition
    pictures: tuple[tuple[str, bytes], ...] = ()  # name, content: they were inside the file


def form_of(content: bytes, file: str) -> str:
    """Return the form of a file's content, one of ``FORMS``; empty when it is none of them.

    Content counts before the name, but what is named .txt is raw text, whatever it looks like.
    """
    name = file.lower()
    if name.endswith((".txt", ".yaml", ".yml", ".pdf")):
        return ""
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    head = content[:_LOOKED_AT]
    sign = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    if sign == b"<":
        return _xml_form(head, name)
    if sign in (b"{", b"[") and re.search(_NINJS, content):
        return "ninjs"
    if sign == b"-" and re.match(_FRONT_MATTER, content):
        return "markdown"
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), "")


def _xml_form(head: bytes, name: str) -> str:
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = head.decode("utf-16" if wide else "utf-8", "replace")
    found = re.match(_ROOT, text.removeprefix("\ufeff"), re.DOTALL | re.IGNORECASE)
    root = found[1].lower() if found else ""
    if root in _ROOTS:
        return _ROOTS[root]
    if name.endswith((".md", ".markdown")):
        return "markdown"
    return "html" if name.endswith((".html", ".htm", ".xhtml")) else ""


def read(
    content: bytes, form: str, *, file: str, folder: str = "", watch: Watch | None = None
) -> Imported:
    """Read an edition from a file of a strange form.

    ``folder`` is where the pictures it names are looked up; ``watch`` is asked story by story
    of Markdown, which is read slowly, and may raise to stop.  Raises EditionError or
    SourceError, whose text is one line with the place of the fault.
    """
    if form not in FORMS:
        raise EditionError(f"{form!r} is no form", hint=f"one of {', '.join(FORMS)}")
    reading = _reading(content, form, file, watch or untimed)
    edition = edition_yaml.read_nodes(reading.root, folder=folder)
    return Imported(edition=replace(edition, findings=reading.findings), pictures=reading.pictures)


def _reading(content: bytes, form: str, file: str, watch: Watch) -> Reading:
    """Have a form's reader read; it, and the library that it needs, is loaded when wanted."""
    try:
        reader = import_module(f"broadsheet.formats.{form}_in")
    except ModuleNotFoundError as fault:
        hint = f"pip install 'broadsheet[{form}]'"
        raise EditionError(f"{form} needs {fault.name}", where=Where(file), hint=hint) from None
    found: Reading
    if form == "markdown":
        found = reader.read(decoded(content, file, EditionError), file=file, watch=watch)
    elif form == "ninjs":
        found = reader.read(decoded(content, file, EditionError), file=file)
    else:
        found = reader.read(content, file=file)
    return found
