"""Bytes to text, text to clean lines.

Takes what an extraction or an editor saved; returns lines with their numbers and a note on
each kind of change.  Only layout white and ways of coding a character change here, never a
character of the copy.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from broadsheet import limits
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.text.matching import Pattern

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # opens with the mark of UTF-16
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BROKEN = "\ufffd"  # stands for bytes that are no character
_FEW_BAD = 0.01  # share of broken bytes with which a text is still read
_FLUENT = 0.01  # share of everyday characters below which it is no text
_PAGE_BREAK = "\x0c"
_WHITE = " \t\u3000"
_FAR = Pattern(
    r"[ \t\u3000]{7,}", needs=("       ", "\t", "\u3000" * 3)
)  # tables need to tell two spaces from one, no more
# radicals and full-width letters: printable, and yet not plain
_FOLDED = frozenset(
    map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB07), *range(0xFF10, 0xFF5B)))
)
# the thousand or so commonest characters would be a longer table; these few are in any page
_COMMON_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们这這為個國時來們年月日报報新"
)


@frozen(kw_only=True)
class SourceLine:
    """One line of the source, or all blank lines that follow each other."""

    number: int  # from 1
    text: str  # no white at either end; empty: blank
    indent: int = 0  # white before it, in half ems
    fresh: bool = False  # first after a form feed
    blanks: int = 0  # blank lines that it stands for
    last: int = 0  # the number of its last piece, where it was put together of several


def decode(data: bytes, *, file: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    UTF-8 and UTF-16 (with or without mark), GB18030 and Big5 are told apart by what decodes
    and then by how many everyday characters come out.
    """
    if len(data) > (most := limits.current().raw):
        hint = "raise the limit raw, or cut it into pages"
        raise SourceError(f"is over {most / 1e6:g} MB of text", where=Where(file), hint=hint)
    if not data.strip():
        raise SourceError("the page is empty", where=Where(file), hint="give a file with text")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _filled(_strict(data, name, file), file), name
    if name := _utf16(data):
        return _filled(_strict(data, name, file), file), name
    few = data.count(b"\0") <= _FEW_BAD * len(data)
    if not few or data.startswith((b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG")):
        raise _not_text(file)
    try:
        return _filled(data.decode("utf-8"), file), "utf-8"
    except UnicodeDecodeError:
        pass
    tried = [(name, _tolerant(data, name)) for name in ("gb18030", "big5hkscs")]
    name, text = max(tried, key=lambda pair: _fluency(pair[1]))
    if _fluency(text) < _FLUENT:
        name, text = _mended(data)
    if _fluency(text) < _FLUENT:
        raise _not_text(file)
    return _filled(text, file), name


def _mended(data: bytes) -> tuple[str, str]:
    """Decode what has a few broken bytes, each shown as U+FFFD; the fewest win."""
    found = [
        (text.count(_BROKEN), n, name, text)
        for n, name in enumerate(("utf-8", "gb18030", "big5hkscs"))
        if (text := data.decode(name, "replace"))
    ]
    bad, _, name, text = min(found, default=(0, 0, "", ""))
    return (name, text) if bad <= _FEW_BAD * len(text) + 1 else ("", "")


def clean(text: str, seen: dict[str, tuple[int, int]]) -> Iterator[SourceLine]:
    """Yield the lines of a text without odd white; ``seen`` is filled for ``notes``."""
    blanks, broken = 0, False  # broken: a form feed before the blank lines, or among them
    for number, (raw, fresh) in enumerate(_raw_lines(text), 1):
        line = _line(raw, number, fresh, seen)
        if line is None:
            blanks, broken = blanks + 1, broken or fresh
            continue
        if blanks:
            yield SourceLine(number=number - blanks, text="", fresh=broken, blanks=blanks)
            blanks, broken = 0, False
        yield line
    if blanks:
        yield SourceLine(number=number + 1 - blanks, text="", fresh=broken, blanks=blanks)


def notes(seen: Mapping[str, tuple[int, int]], *, file: str) -> Iterator[Finding]:
    """Yield what cleaning changed: for each kind the first line, and how many times."""
    for code, (first, count) in seen.items():
        yield Finding(
            level="warning" if code == "broken" else "note",
            code=f"input-{code}",
            message=f"{_CHANGES[code]}, {count} times, first here",
            where=Where(file, first),
        )


def _raw_lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether a form feed stands before it."""
    start, fresh = 0, False
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()], fresh
        start, fresh = end.end(), end.group() == _PAGE_BREAK
    yield text[start:], fresh


_CHANGES = {
    "white": "unusual white made plain spaces",
    "control": "characters without a shape taken out",
    "surrogate": "broken halves of characters taken out",
    "radical": "radicals replaced by the characters they stand for",
    "wide": "full-width letters and digits made plain",
    "compat": "compatibility ideographs replaced by the usual ones",
    "ligature": "joined letters (ﬁ) written apart",
    "broken": "bytes that are no character, shown as \ufffd: compare with the source",
    "private": "private-use characters kept, no face may hold them",
}


def _line(
    raw: str, number: int, fresh: bool, seen: dict[str, tuple[int, int]]
) -> SourceLine | None:
    """Return a line without odd white; None when it is blank."""
    body = raw.strip(_WHITE)
    if not body:
        return None
    text = raw
    if not (body.isprintable() and _FOLDED.isdisjoint(body)) or _BROKEN in body:
        text = _plain(raw, number, seen)
        body = text.strip(_WHITE)
    body = _FAR.sub(_nearer, body)
    if not body:
        return None
    before = text[: len(text) - len(text.lstrip(_WHITE))] if text[0] in _WHITE else ""
    indent = len(before) + before.count("\u3000") + 3 * before.count("\t")
    return SourceLine(number=number, text=body, indent=indent, fresh=fresh)


def _nearer(gap: re.Match[str]) -> str:
    return "\t" if "\t" in gap.group() else "    "


def _plain(raw: str, number: int, seen: dict[str, tuple[int, int]]) -> str:
    """Make a line's odd characters plain, each kind of character decided once."""
    table: dict[int, str] = {}
    for char, count in Counter(raw).items():
        new, code = _made_plain(char)
        if code and (new != char or code in {"private", "broken"}):
            first, before = seen.get(code, (number, 0))
            seen[code] = (first, before + count)
            table[ord(char)] = new
    return raw.translate(table) if table else raw


def _made_plain(char: str) -> tuple[str, str]:
    """Return what a character becomes, and what kind of change that is."""
    if char == _BROKEN:
        return char, "broken"
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufb06":
        code = "radical" if char < "\uf900" else "compat" if char < "\ufb00" else "ligature"
        return _meant(char), code
    if char.isalnum():
        return (chr(ord(char) - 0xFEE0), "wide") if "\uff10" <= char <= "\uff5a" else (char, "")
    if char in _WHITE:
        return char, ""
    if char.isspace():
        return " ", "white"
    return (char, "") if char.isprintable() else _odd(char)


def _meant(char: str) -> str:
    """Return what a radical, a compatibility ideograph or joined letters stand for."""
    from broadsheet.fonts.radicals import STANDS_FOR  # noqa: PLC0415 - few pages have any

    return STANDS_FOR.get(char) or unicodedata.normalize("NFKC", char)


def _odd(char: str) -> tuple[str, str]:
    category = unicodedata.category(char)
    if category in {"Cc", "Cf"}:
        return "", "control"
    if category == "Cs":
        return "", "surrogate"
    return char, "private"


def _strict(data: bytes, name: str, file: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as fault:
        raise SourceError(
            f"byte {fault.start} is not {name}",
            where=Where(file),
            hint="save the page as UTF-8",
        ) from None


def _tolerant(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return ""


def _fluency(text: str) -> float:
    """Share of everyday characters among all that are not white."""
    solid = len(text) - text.count(" ") - text.count("\n")
    return sum(c in _COMMON_HAN for c in text[:20000]) / max(1, min(solid, 20000))


def _utf16(data: bytes) -> str:
    """Return the order of bytes that makes text of them; empty when neither does.

    Every page has line ends, figures or spaces: one byte of the pair is 0.  Which one does not
    tell the order, for an indent (U+3000) has it the other way round: everyday characters do.
    """
    if len(data) % 2 or b"\0" not in data:
        return ""
    found: list[tuple[float, str]] = []
    for name in ("utf-16-le", "utf-16-be"):
        text = _tolerant(data, name)
        first = text[:4000]
        letters = sum(c.isprintable() or c in "\r\n\t\f\u3000\xa0" for c in first)
        if text and "\0" not in text and letters >= 0.98 * len(first):
            found.append((_fluency(text), name))
    return max(found, default=(0.0, ""))[1]


def _not_text(file: str) -> SourceError:
    return SourceError(
        "this is not text in UTF-8, UTF-16, GB18030 or Big5",
        where=Where(file),
        hint="give the page's text, not a picture or an archive",
    )


def _filled(text: str, file: str) -> str:
    if not text.strip("\ufeff \t\r\n\f\u3000\u200b"):
        raise SourceError("the page is empty", where=Where(file), hint="give a file with text")
    return text.removeprefix("\ufeff")
