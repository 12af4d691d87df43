"""Whether a PDF's letters are what they say, and how they can be mended.

Takes sheets; returns them with bytes of older Chinese and Japanese codings read as such, and a
note on it.  Fonts that name no characters make their text unreadable: that is refused, as what
comes out must never be set for copy.
"""

from collections import Counter
from collections.abc import Sequence

from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import frozen, replace
from broadsheet.parse.pdf.values import PrintedPiece, PrintedSheet
from broadsheet.parse.text.characters import is_han

_STRANGE = 0.4  # of a face's letters in U+0080 to U+00FF: no European language has so many
_UNKNOWN = 0.2  # of the letters that no character is known of
_LEAST = 8  # letters of a face that are judged
_CODINGS = ("gb18030", "big5hkscs", "shift_jis", "euc_kr")
_BROKEN = "\ufffd"
_BAD = 0.05  # of the characters that may come out broken
# a few of the commonest characters of each: the right coding has the most
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们年月日报新这為個時國來們報會のはにをがで지이"
)
_HINT = "OCR it, or export it anew with fonts that name their characters"


@frozen(kw_only=True)
class Mended:
    """Sheets as they read, and what is told of it."""

    sheets: tuple[PrintedSheet, ...]
    findings: tuple[Finding, ...] = ()


def mended(sheets: Sequence[PrintedSheet], *, file: str) -> Mended:
    """Return sheets whose letters are characters; SourceError when they can't be."""
    letters: Counter[str] = Counter()
    strange: Counter[str] = Counter()
    private = 0
    for piece in (piece for sheet in sheets for piece in sheet.pieces):
        face = piece.style.face
        letters[face] += len(piece.text)
        strange[face] += sum("\u0080" <= char <= "\u00ff" for char in piece.text)
        private += sum(_is_private(char) for char in piece.text)
    unknown = sum(sheet.unknown for sheet in sheets) + private
    if unknown > _UNKNOWN * letters.total() and letters.total() >= _LEAST:
        raise _unreadable(file)
    odd = {f for f in letters if letters[f] >= _LEAST and strange[f] > _STRANGE * letters[f]}
    if not odd:
        return Mended(sheets=tuple(sheets))
    texts = [p.text for s in sheets for p in s.pieces if p.style.face in odd]
    coding = _coding(texts)
    if not coding:
        raise _unreadable(file)
    message = f"fonts name no characters: their bytes are read as {coding.upper()}"
    told = Finding(level="warning", code="coding", message=message, where=Where(file))
    return Mended(
        sheets=tuple(
            replace(s, pieces=tuple(_decoded(p, coding, odd) for p in s.pieces)) for s in sheets
        ),
        findings=(told,),
    )


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or (char < " " and char not in "\t\x02") or char == _BROKEN


def _unreadable(file: str) -> SourceError:
    message = "the text of this PDF can't be read: its fonts name no characters"
    return SourceError(message, where=Where(file), hint=_HINT)


def _coding(texts: Sequence[str]) -> str:
    """Return the coding in which texts read as words; empty where none does."""
    best, most = "", 0.0
    data = [_bytes(text) for text in texts]
    for coding in _CODINGS:
        found = "".join(part.decode(coding, "replace") for part in data)
        if found.count(_BROKEN) > _BAD * len(found) or not found:
            continue
        share = sum(char in _COMMON for char in found) / len(found)
        share *= sum(map(is_han, found)) / len(found)
        if share > most:
            best, most = coding, share
    return best


def _bytes(text: str) -> bytes:
    """Return the bytes that letters of the Latin codings stand for."""
    out = bytearray()
    for char in text:
        for coding in ("latin-1", "cp1252"):
            try:
                out += char.encode(coding)
                break
            except UnicodeEncodeError:
                continue
        else:
            out += b"\xad" if char == "\x02" else b"?"
    n = 0
    while n + 1 < len(out):  # PDFium gives a soft hyphen as a plain one
        lead = out[n] >= 0x81
        if lead and out[n + 1] == 0x2D:
            out[n + 1] = 0xAD
        n += 1 + lead
    return bytes(out)


def _decoded(piece: PrintedPiece, coding: str, odd: set[str]) -> PrintedPiece:
    if piece.style.face not in odd:
        return piece
    return replace(piece, text=_bytes(piece.text).decode(coding, "replace"))
