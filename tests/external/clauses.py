"""A file held against the clauses that veraPDF asks of what pages are made of.

``faults(content, "a2u")`` yields clause and what is wrong, for PDF/A-2 (ISO 19005-2), PDF/UA-1 (ISO
14289-1) and, as far as the same things are asked, PDF/X.  Written anew from the clauses, with
pikepdf, and knowing nothing of the painter: what both overlook, nobody sees.
"""

import io
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

OPERATORS = set(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k "
    "l m M MP n q Q re RG rg ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W "
    "W* y ' \" INLINE".split()
)
FILTERS = set(
    "/ASCIIHexDecode /ASCII85Decode /FlateDecode /RunLengthDecode /CCITTFaxDecode /DCTDecode "
    "/JBIG2Decode /JPXDecode".split()
)
INTENTS = set("/RelativeColorimetric /AbsoluteColorimetric /Perceptual /Saturation".split())
BLENDS = {
    f"/{name}"
    for name in "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn "
    "HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity".split()
}
LIGHT = ("/DeviceRGB", "/RGB", "/CalRGB", "/Lab")
COLLECTIONS = ("GB1", "CNS1", "Japan1", "Korea1")
STREAMS = ("/Form", "/Image")


class Held:
    """A file, and what of it was seen."""

    def __init__(self, content: bytes, standard: str) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.archive, self.access = standard in ("a2u", "a2a"), standard in ("ua1", "a2a")
        self.press = standard in ("x4", "x1a")
        self.old = standard == "x1a"
        self.seen: set[tuple[int, int]] = set()
        self.spots: dict[str, str] = {}

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with any object, and with what pages draw."""
        for held in self.pdf.objects:
            yield from self._object(held)
        for n, page in enumerate(self.pdf.pages, 1):
            resources = page.obj.get("/Resources", pikepdf.Dictionary())
            for fault in self._content(page.obj, resources):
                yield f"{fault} on page {n}"

    # --- objects, wherever they lie ---

    def _object(self, held: Any) -> Iterator[str]:
        if isinstance(held, pikepdf.Stream):
            yield from self._stream(held)
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            for key in held:
                yield from self._name(key)
                yield from self._inner(held, key)
        elif isinstance(held, pikepdf.Array):
            yield from self._space(held)
            for one in held:
                if not getattr(one, "is_indirect", False):
                    yield from self._object(one)
        elif isinstance(held, pikepdf.Name):
            yield from self._name(str(held))

    def _inner(self, held: Any, key: str) -> Iterator[str]:
        own = held[key]
        named_space = key == "/ColorSpace" and isinstance(own, pikepdf.Name) and self.inks
        if named_space and str(own) in LIGHT:
            yield f"6.2.4.3: {own}"
        if not getattr(own, "is_indirect", False):
            yield from self._object(own)

    @cached_property
    def inks(self) -> bool:
        """Tell whether all colours are to be inks."""
        return self.archive or self.press

    def _name(self, name: str) -> Iterator[str]:
        if self.archive and len(name[1:].encode()) > 127:
            yield "6.1.13: a name of over 127 bytes"

    def _stream(self, held: Any) -> Iterator[str]:
        if "/F" in held or "/FFilter" in held or "/FDecodeParms" in held:
            yield "6.1.7.1: a stream in another file"
        filters = held.get("/Filter", pikepdf.Array())
        each = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
        if (self.archive or self.old) and not {str(one) for one in each} <= FILTERS:
            yield f"6.1.7.2: {each}"
        subtype = str(held.get("/Subtype", ""))
        if subtype == "/PS" or "/PS" in held or str(held.get("/Subtype2", "")) == "/PS":
            yield "6.2.9: PostScript"
        if subtype in STREAMS and any(key in held for key in ("/OPI", "/Ref", "/Alternates")):
            yield "6.2.8, 6.2.9: OPI, Ref, Alternates"
        if subtype == "/Image":
            yield from self._image(held)

    def _image(self, held: Any) -> Iterator[str]:
        if held.get("/Interpolate", False):
            yield "6.2.8.1: Interpolate"
        if "/Intent" in held and str(held.Intent) not in INTENTS:
            yield "6.2.6: Intent"
        bits = held.get("/BitsPerComponent", 8)
        if self.archive and bits not in (1, 2, 4, 8, 16):
            yield f"6.2.8.2: {bits} bits"
        if (
            self.archive
            and held.get("/ImageMask", False)
            and bits != 1
            and "/BitsPerComponent" in held
        ):
            yield "6.2.8.2: a mask of several bits"
        if self.old and ("/SMask" in held or bits == 16):
            yield "X-1a: a soft mask, or sixteen bits"

    def _space(self, held: Any) -> Iterator[str]:
        family = str(held[0]) if len(held) and isinstance(held[0], pikepdf.Name) else ""
        if not self.inks:
            return
        if family in LIGHT or (family == "/Indexed" and str(held[1]) in LIGHT):
            yield f"6.2.4.3: {family}"
        if family == "/ICCBased":
            yield from self._profile(held[1])
        if family == "/DeviceN" and self.archive:
            about = held[4] if len(held) > 4 else pikepdf.Dictionary()
            told = about.get("/Colorants", pikepdf.Dictionary())
            for one in held[1]:
                if str(one) not in told and str(one)[1:] not in "Cyan Magenta Yellow Black None":
                    yield f"6.2.4.4: {one} is not described"
        if family in ("/Separation", "/DeviceN") and len(held) > 3 and str(held[2]) in LIGHT:
            yield f"6.2.4.4: an alternate in {held[2]}"
        if family == "/Separation" and self.archive:
            way = "|".join(part.unparse(resolved=True).decode("latin-1") for part in held[2:4])
            if self.spots.setdefault(str(held[1]), way) != way:
                yield f"6.2.4.4: {held[1]} is mixed in two ways"

    def _profile(self, held: Any) -> Iterator[str]:
        head, count = held.read_bytes()[:40], int(held.N)
        if head[16:20] != {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[count] or head[8] > 4:
            yield "6.2.4.2: a profile at odds"
        if head[12:16] not in (b"prtr", b"mntr", b"scnr", b"spac"):
            yield "6.2.4.2: a profile of another class"
        if self.old:
            yield "X-1a: ICCBased"

    # --- what is drawn ---

    def _content(self, drawn: Any, resources: Any) -> Iterator[str]:  # noqa: PLR0912 - one a clause
        saved = 0
        font: Any = None
        for instruction in pikepdf.parse_content_stream(drawn):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator not in OPERATORS and not isinstance(
                instruction, pikepdf.ContentStreamInlineImage
            ):
                yield f"6.2.2: {operator}"
            saved += {"q": 1, "Q": -1}.get(operator, 0)
            if (self.archive and saved > 28) or saved < 0:
                yield "6.1.13: saved deep, or given back too often"
            if operator in ("rg", "RG") and self.inks:
                yield f"6.2.4.3: {operator}"
            if operator == "ri" and str(operands[0]) not in INTENTS:
                yield "6.2.6: ri"
            if operator == "BDC" and self.access and "/MCID" not in operands[1]:
                known = str(operands[0]) in ("/Span", "/Artifact")
                yield from () if known else [f"7.1: a mark of {operands[0]}"]
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield from self._inline(instruction.iimage.obj)
            for value in operands:
                if self.archive and isinstance(value, pikepdf.String) and len(bytes(value)) > 32767:
                    yield "6.1.13: a long string"
                if self.archive and isinstance(value, int) and abs(value) > 2147483647:
                    yield "6.1.13: a great number"
            if operator == "Tf":
                font = named(resources, "/Font", operands[0])
                yield from self._font(font) if font is not None else ["6.2.2: no such face"]
            elif operator == "gs":
                state = named(resources, "/ExtGState", operands[0])
                yield from self._state(state) if state is not None else ["6.2.2: no such state"]
            elif operator == "Do":
                shown = named(resources, "/XObject", operands[0])
                yield from self._shown(shown) if shown is not None else ["6.2.2: no such object"]
            elif operator in ("cs", "CS"):
                name = str(operands[0])
                if name in LIGHT and self.inks:
                    yield f"6.2.4.3: {name}"
            elif operator in ("scn", "SCN") and operands and isinstance(operands[-1], pikepdf.Name):
                yield from self._pattern(resources.Pattern[str(operands[-1])])
            elif operator in ("Tj", "'", '"', "TJ") and font is not None:
                yield from self._text(font, operands[-1])

    def _once(self, held: Any) -> bool:
        new = held.objgen not in self.seen or held.objgen == (0, 0)
        self.seen.add(held.objgen)
        return new

    def _shown(self, held: Any) -> Iterator[str]:
        if str(held.Subtype) != "/Form" or not self._once(held):
            return
        if "/Resources" not in held:
            yield "6.2.2: a form without resources of its own"
        group = held.get("/Group", pikepdf.Dictionary())
        if self.old and group:
            yield "X-1a: a group"
        if self.inks and str(group.get("/CS", "")) in LIGHT:
            yield "6.2.10: a group in light"
        yield from self._content(held, held.get("/Resources", pikepdf.Dictionary()))

    def _pattern(self, held: Any) -> Iterator[str]:
        if self._once(held) and isinstance(held, pikepdf.Stream):
            yield from self._content(held, held.Resources)

    def _state(self, held: Any) -> Iterator[str]:
        if "/TR" in held or "/HTP" in held or str(held.get("/TR2", "/Default")) != "/Default":
            yield "6.2.5: a transfer function, or a halftone's phase"
        if "/RI" in held and str(held.RI) not in INTENTS:
            yield "6.2.6: RI"
        if self.inks and str(held.get("/BM", "/Normal")) not in BLENDS:
            yield f"6.2.10: {held.BM}"
        clear = "/SMask" in held and str(held.SMask) != "/None"
        faint = any(float(held.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        if self.old and (clear or faint or str(held.get("/BM", "/Normal")) != "/Normal"):
            yield "X-1a: transparency"

    def _inline(self, held: Any) -> Iterator[str]:
        keys = {str(key): held[key] for key in held}
        if keys.get("/I", keys.get("/Interpolate", False)):
            yield "6.2.8.1: Interpolate"
        filters = str(keys.get("/F", keys.get("/Filter", "")))
        if (self.archive or self.old) and "LZW" in filters:
            yield "6.1.10: LZW"
        if self.inks and any(name in str(keys.get("/CS", "")) for name in LIGHT):
            yield "6.2.4.3: an inline picture in light"

    # --- faces ---

    def _font(self, held: Any) -> Iterator[str]:  # noqa: PLR0912 - one a clause
        if not self._once(held):
            return
        subtype = str(held.get("/Subtype", ""))
        if subtype == "/Type3":
            for name in held.CharProcs:
                yield from self._content(held.CharProcs[name], held.Resources)
        if subtype == "/Type0":
            yield from self._composite(held)
            holder = held.DescendantFonts[0]
        else:
            holder = held
            if subtype not in ("/Type1", "/MMType1", "/TrueType", "/Type3"):
                yield f"6.2.11.2: {subtype}"
        if subtype != "/Type3":
            about = holder.get("/FontDescriptor", pikepdf.Dictionary())
            files = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in about]
            if not files:
                yield "6.2.11.4.1: not embedded"
            if "/CIDSet" in about or "/CharSet" in about:
                yield "6.2.11.4.2: a list of glyphs that nobody keeps"
        if not (self.archive or self.access):
            return
        if subtype != "/Type0":
            wanted = int(held.get("/LastChar", 0)) - int(held.get("/FirstChar", 0)) + 1
            if "/FirstChar" not in held or len(held.get("/Widths", [])) != wanted:
                yield "6.2.11.2: widths"
        if subtype == "/TrueType":
            yield from self._encoding(held, about)
        if "/ToUnicode" not in held:
            yield from self._untold(held, subtype)

    def _untold(self, held: Any, subtype: str) -> Iterator[str]:
        if subtype == "/Type0":
            info = held.DescendantFonts[0].CIDSystemInfo
            told = str(info.Ordering) in COLLECTIONS
        else:
            told = subtype in ("/Type1", "/Type3") or "/Encoding" in held
        if not told:
            yield "6.2.11.7.2: no ToUnicode"

    def _encoding(self, held: Any, about: Any) -> Iterator[str]:
        encoding = held.get("/Encoding", "")
        if int(about.get("/Flags", 4)) & 4:
            if "/Encoding" in held:
                yield "6.2.11.6: a symbolic face with an encoding"
            return
        base = (
            encoding.get("/BaseEncoding", "")
            if isinstance(encoding, pikepdf.Dictionary)
            else encoding
        )
        if str(base) not in ("/WinAnsiEncoding", "/MacRomanEncoding"):
            yield "6.2.11.6: letters without an encoding"

    def _composite(self, held: Any) -> Iterator[str]:
        below = held.DescendantFonts[0]
        if str(below.Subtype) == "/CIDFontType2" and "/CIDToGIDMap" not in below:
            yield "6.2.11.3.2: no map"
        encoding = held.Encoding
        if isinstance(encoding, pikepdf.Stream):
            words = encoding.read_bytes().split()
            said = int(words[words.index(b"/WMode") + 1]) if b"/WMode" in words else 0
            if said != int(encoding.get("/WMode", 0)):
                yield "6.2.11.3.3: WMode"
        elif not str(encoding).startswith(("/Identity-", "/Uni", "/GBK", "/90ms")):
            yield from [f"6.2.11.3.3: {encoding}"] if self.archive or self.access else ()

    def _text(self, font: Any, shown: Any) -> Iterator[str]:
        """Yield widths and glyphs of composite faces by Identity, and what codes tell."""
        if not (self.archive or self.access) or str(font.Subtype) != "/Type0":
            return
        below = font.DescendantFonts[0]
        about = below.FontDescriptor
        if "/FontFile2" not in about or not str(font.Encoding).startswith("/Identity"):
            return
        face = TTFont(io.BytesIO(about.FontFile2.read_bytes()), lazy=True)
        order, scale = face.getGlyphOrder(), 1000 / face["head"].unitsPerEm
        parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        text = b"".join(bytes(one) for one in parts if isinstance(one, pikepdf.String))
        widths, table = _widths(below), below.CIDToGIDMap
        turned = table.read_bytes() if isinstance(table, pikepdf.Stream) else b""
        for at in range(0, len(text) - 1, 2):
            code = int.from_bytes(text[at : at + 2], "big")
            gid = int.from_bytes(turned[2 * code : 2 * code + 2], "big") if turned else code
            if not 0 < gid < len(order):
                yield f"6.2.11.8: code {code} of {below.BaseFont}"
            elif abs(face["hmtx"][order[gid]][0] * scale - widths.get(code, widths[-1])) > 1.001:
                yield f"6.2.11.5: width of code {code} of {below.BaseFont}"


def named(resources: Any, kind: str, name: Any) -> Any:
    """Return what resources have under a name; None for nothing."""
    return resources.get(kind, pikepdf.Dictionary()).get(str(name))


def _widths(below: Any) -> dict[int, float]:
    found = {-1: float(below.get("/DW", 1000))}
    entries = list(below.get("/W", []))
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + n: float(width) for n, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(entries.pop(0)))
    return found


def faults(content: bytes, standard: str) -> list[str]:
    """Return what is wrong, each once."""
    return list(dict.fromkeys(Held(content, standard).faults()))
