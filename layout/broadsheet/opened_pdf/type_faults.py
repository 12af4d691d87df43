"""Text that an archive refuses: glyphs that are none, widths that lie, codes that tell nothing.

Takes operators with their resources; yields faults in words.  Asks the embedded programs
(ISO 19005-2, 6.2.11.5, 6.2.11.7 and 6.2.11.8; ISO 14289-1, 7.21).  Fonts by a code table of their
own are not looked into.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fontTools.agl import AGL2UV
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from broadsheet.models import field, record
from broadsheet.opened_pdf import programs
from broadsheet.opened_pdf.content import named
from broadsheet.opened_pdf.spelling import Operation, is_text, text_bytes

_SLACK = 1.001  # of a thousandth of an em (6.2.11.5: consistent)
_INVISIBLE = 3
_HEX = rb"<\s*([0-9A-Fa-f\s]*)>"
_UNSAID = {"\x00", "\ufeff", "\ufffe"}
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@record()
class ShownText:
    """What is shown in a font: strings, and whether they are to be seen."""

    font: Any
    texts: dict[bytes, bool] = field(default_factory=dict)


def text_faults(
    operations: Iterable[Operation], resources: Any, *, sense: bool = False
) -> Iterator[str]:
    """Yield what the text of a content stream has that PDF/A-2u and PDF/UA-1 refuse.

    ``sense`` is level A's: characters of private use mean nothing by themselves (6.2.11.7.3).
    """
    for shown in _shown(operations, resources):
        if isinstance(shown.font, DictionaryObject):
            yield from font_faults(shown.font, shown.texts, sense=sense)
        elif any(shown.texts.values()):
            yield "text in a face that it has not taken up itself"


def font_faults(font: Any, shown: Mapping[bytes, bool], *, sense: bool = False) -> Iterator[str]:
    """Yield what is wrong with what is shown in a font: strings, and whether they are seen."""
    codes = _codes(font, shown)
    name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:]
    told = _told(font["/ToUnicode"].get_object()) if "/ToUnicode" in font else None
    if told is not None and programs.is_plain(font):
        if any(told.get(code, "\0") in _UNSAID for code in codes):
            yield f"characters of {name} that tell nothing"
        if sense and any(_PRIVATE.search(told.get(code, "")) for code in codes):
            yield f"characters of {name} of private use, which say nothing by themselves"
    program = programs.program_of(font)
    if program is None:
        return
    if any(code not in program.glyphs for code in codes):
        yield f"characters that {name} does not have"
    by_name = str(font.get("/Subtype", "")) not in ("/Type0", "/TrueType")
    unnamed = any(program.names.get(code, "") not in AGL2UV for code in codes)
    if told is None and by_name and unnamed:
        yield "a face that does not tell its characters"
    widths = _widths(font)
    for code, seen in codes.items():
        own, said = program.glyphs.get(code), widths.get(code, widths[-1])
        if seen and own is not None and abs(own - said) > _SLACK:
            yield f"widths of {name} that are not its own"
            return


def _codes(font: Any, shown: Mapping[bytes, bool]) -> dict[int, bool]:
    size = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    codes: dict[int, bool] = {}
    for text, seen in shown.items():
        for at in range(0, len(text) - size + 1, size):
            code = int.from_bytes(text[at : at + size], "big")
            codes[code] = codes.get(code, False) or seen
    return codes


def _shown(operations: Iterable[Operation], resources: Any) -> Iterable[ShownText]:
    """Return the strings shown in each font, and whether they are to be seen."""
    found: dict[int, ShownText] = {}
    font: Any = None
    mode, saved = 0, list[tuple[Any, int]]()
    for operands, operator in operations:
        if operator == b"q":
            saved.append((font, mode))
        elif operator == b"Q" and saved:
            font, mode = saved.pop()
        elif operator == b"Tf" and operands:
            font = _opened(named(resources, "/Font", str(operands[0])))
        elif operator == b"gs" and operands:
            state = _opened(named(resources, "/ExtGState", str(operands[0])))
            held = state.get("/Font") if isinstance(state, DictionaryObject) else None
            font = _opened(_opened(held)[0]) if held is not None else font
        elif operator == b"Tr" and operands:
            mode = int(operands[0])
        elif operator in (b"Tj", b"TJ", b"'", b'"') and operands:
            texts = found.setdefault(id(font), ShownText(font)).texts
            last = operands[-1]
            for part in last if isinstance(last, ArrayObject) else [last]:
                if is_text(part):
                    text = text_bytes(part)
                    texts[text] = texts.get(text, False) or mode != _INVISIBLE
    return found.values()


def _opened(held: Any) -> Any:
    return held.get_object() if held is not None else None


def _told(cmap: Any) -> dict[int, str]:
    """Return what a ToUnicode table says of each code (9.10.3)."""
    found: dict[int, str] = {}
    data = cmap.get_data() if isinstance(cmap, StreamObject) else b""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        pairs = re.findall(_HEX + rb"\s*" + _HEX, block)
        found |= {int(code or b"0", 16): _text(text) for code, text in pairs}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        row = _HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])"
        for first, last, text, each in re.findall(row, block, re.DOTALL):
            start, end = int(first or b"0", 16), min(int(last or b"0", 16), 0xFFFF)
            texts = re.findall(_HEX, each) if each else []
            for n, code in enumerate(range(start, end + 1)):
                if each:
                    found[code] = _text(texts[n]) if n < len(texts) else "\0"
                elif began := _text(text):
                    found[code] = began[:-1] + chr(min(ord(began[-1]) + n, 0x10FFFF))
    return found


def _text(digits: bytes) -> str:
    plain = re.sub(rb"\s", b"", digits)
    raw = bytes.fromhex(plain.decode("ascii")) if len(plain) % 2 == 0 else b""
    return raw.decode("utf-16-be", "replace")


def _widths(font: Any) -> dict[int, float]:
    """Return the widths that the font's dictionary says; -1 holds that of all others."""
    if str(font.get("/Subtype", "")) != "/Type0":
        first = int(font.get("/FirstChar", 0))
        own = font.get("/Widths", ArrayObject()).get_object()
        most = int(font.get("/LastChar", 255)) - first + 1
        said = {first + n: float(w) for n, w in enumerate(own[:most])}
        about = font.get("/FontDescriptor", DictionaryObject()).get_object()
        return {-1: float(about.get("/MissingWidth", 0)), **said}
    below = font["/DescendantFonts"].get_object()[0].get_object()
    widths = {-1: float(below.get("/DW", 1000))}
    entries = [one.get_object() for one in below.get("/W", ArrayObject()).get_object()]
    while len(entries) > 1:
        start, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, ArrayObject):
            widths |= {start + n: float(value) for n, value in enumerate(second)}
        elif entries:
            value = float(entries.pop(0))
            widths |= dict.fromkeys(range(start, min(int(second), 0xFFFF) + 1), value)
    return widths
