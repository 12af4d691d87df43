"""What who listens to a page is told: the structure tree of a PDF, read with pypdf.

Takes a file; returns its tree as lines of text, one for each element, with what it says.  Knows
nothing of how the tree was written.
"""

import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ContentStream

_BFCHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BFRANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f]+>\s*\[([^\]]*)\]")
_SECTION = re.compile(r"begin(bfchar|bfrange)(.*?)end", re.DOTALL)


def structure(pdf: pypdf.PdfReader) -> str:
    """Return the tree, two spaces for each level: ``P lang=en alt=… “words”``.

    What an element says itself stands in one string; of a link, what its annotation says.
    """
    root: Any = pdf.trailer["/Root"]
    texts = [dict(_texts(page)) for page in pdf.pages]
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(pdf.pages)}  # type: ignore[union-attr]
    top = root["/StructTreeRoot"]["/K"].get_object()
    return "\n".join(_lines(top, None, texts, numbers, 0)) + "\n"


def _lines(
    element: Any, home: Any, texts: list[dict[int, str]], numbers: dict[int, int], level: int
) -> Iterator[str]:
    home = element.raw_get("/Pg") if "/Pg" in element else home
    told = "".join(
        f" {key[1:].lower()}={element[key]}" for key in ("/Lang", "/Alt") if key in element
    )
    kids = element["/K"].get_object() if "/K" in element else []
    below: list[str] = []
    words = ""

    def say() -> None:
        nonlocal words
        if words:
            below.append(f"{'  ' * (level + 1)}“{words}”")
        words = ""

    for kid in kids if isinstance(kids, list) else [kids]:
        held = kid.get_object()
        if isinstance(held, int):
            words += texts[numbers[home.idnum]].get(held, "")
        elif held.get("/Type") == "/MCR":
            words += texts[numbers[held.raw_get("/Pg").idnum]].get(held["/MCID"], "")
        elif held.get("/Type") == "/OBJR":
            say()
            below.append(f"{'  ' * (level + 1)}→ {held['/Obj'].get('/Contents', '')}")
        else:
            say()
            below += _lines(held, home, texts, numbers, level + 1)
    say()
    if len(below) == 1 and below[0].lstrip().startswith("“"):
        yield f"{'  ' * level}{element['/S'][1:]}{told} {below[0].lstrip()}"
        return
    yield f"{'  ' * level}{element['/S'][1:]}{told}"
    yield from below


def _texts(page: pypdf.PageObject) -> Iterator[tuple[int, str]]:
    """Yield the marked content of a page by its MCID, in the order of the stream."""
    resources: Any = page["/Resources"]
    fonts = {name: _codes(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    codes: dict[str, str] = {}
    open_: list[tuple[int | None, str | None, list[str]]] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf, "bytes").operations:
        if operator == b"Tf":
            codes = fonts[operands[0]]
        elif operator in {b"BDC", b"BMC"}:
            held = operands[1] if operator == b"BDC" else {}
            open_.append((held.get("/MCID"), held.get("/ActualText"), []))
        elif operator == b"EMC":
            number, actual, shown = open_.pop()
            text = "".join(shown) if actual is None else str(actual)
            if number is not None:
                yield number, text
            elif open_ and actual is not None:
                open_[-1][2].append(text)
        elif operator in {b"Tj", b"TJ"} and open_:
            pieces = operands[0] if operator == b"TJ" else operands
            shown = open_[-1][2]
            shown += [_decoded(piece, codes) for piece in pieces if isinstance(piece, bytes)]


def _decoded(piece: bytes, codes: dict[str, str]) -> str:
    size = len(next(iter(codes), "00")) // 2
    keys = (piece[n : n + size].hex() for n in range(0, len(piece), size))
    return "".join(codes.get(key, "\ufffd") for key in keys)


def _codes(font: Any) -> dict[str, str]:
    """Return what each code of a font of ours means (ISO 32000-1, 9.10.3)."""
    found: dict[str, str] = {}
    for kind, body in _SECTION.findall(font["/ToUnicode"].get_data().decode("latin-1")):
        if kind == "bfchar":
            found |= {code.lower(): _text(text) for code, text in _BFCHAR.findall(body)}
            continue
        for first, texts in _BFRANGE.findall(body):
            for n, text in enumerate(re.findall("<(.*?)>", texts), int(first, 16)):
                found[f"{n:0{len(first)}x}"] = _text(text)
    return found


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
