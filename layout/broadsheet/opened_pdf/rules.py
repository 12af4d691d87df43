"""What standards ask of a placed page: each rule once, with its clause.

Takes an object of a page with its kind, or operators, and a standard's bans; yields what the
standard refuses in words.  What is safe is mended instead: returns the object as it may stand.
ISO 15930-4 (PDF/X-1a:2003), 15930-7 (PDF/X-4), 19005-2 (PDF/A-2), 14289-1 (PDF/UA-1).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)

from broadsheet.models import frozen
from broadsheet.opened_pdf import coding, font_rules, spelling
from broadsheet.opened_pdf.content import OPERATORS
from broadsheet.opened_pdf.spelling import INLINE, Operation

_INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}
_BLENDS = frozenset(  # 11.3.5
    f"/{name}"
    for name in "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn "
    "HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity".split()
)
_LIGHT = {"/DeviceRGB", "/CalRGB", "/Lab", "/RGB"}
_INKS = {"/DeviceGray", "/DeviceCMYK", "/G", "/CMYK"}
_PROFILES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
_CLASSES = {b"prtr", b"mntr", b"scnr", b"spac"}  # of devices and spaces, not of ways between
_NEWEST = b"\x04"  # version (19005-2, 6.2.4.2)
_MOST_INKS, _MOST_INKS_OLD = 32, 8  # of a DeviceN space (6.1.13; PDF 1.4, annex C)
_BITS = {1, 2, 4, 8, 16}  # of a picture's parts
_LIGHTS = 3  # operands
_GREYS = {b"rg": b"g", b"RG": b"G"}
_DRAWN_AS = ("image", "state", "form", "page", "group")  # kinds that may be mended
IN_LIGHT = "in red, green and blue"
_LIGHT_WORDS = f"colours {IN_LIGHT}"


@frozen(kw_only=True)
class Bans:
    """What a standard refuses in placed pages."""

    title: str = ""  # of the standard; empty: nothing is refused
    light: bool = False  # colours that are no inks
    clear: bool = False  # transparency, and all that came after PDF 1.4: X-1a
    bare: bool = False  # fonts whose characters nobody knows: A-2u, UA-1
    sense: bool = False  # characters that mean nothing by themselves: level A

    @property
    def archive(self) -> bool:
        """Tell whether it is PDF/A."""
        return self.bare and self.light


BANS: dict[str, Bans] = {
    "x4": Bans(title="PDF/X-4", light=True),
    "x1a": Bans(title="PDF/X-1a:2003", light=True, clear=True),
    "a2u": Bans(title="PDF/A-2u", light=True, bare=True),
    "ua1": Bans(title="PDF/UA-1", bare=True),
    "a2a": Bans(title="PDF/A-2a", light=True, bare=True, sense=True),
}


def object_faults(kind: str, value: Any, bans: Bans) -> Iterator[str]:
    """Yield what an object has that a standard refuses; ``kind`` is one of ``kinds``."""
    entries = value if isinstance(value, DictionaryObject) else DictionaryObject()
    if kind == "space":
        yield from _space_faults(value, bans)
    elif kind in ("simple", "type3", "composite", "cidfont"):
        yield from _font_faults(kind, entries, bans)
    elif kind == "descriptor":
        if not any(f"/FontFile{n}" in entries for n in ("", "2", "3")):
            yield f"the face {str(entries.get('/FontName', '/?'))[1:]} is not embedded"
        yield from font_rules.program_faults(entries, old=bans.clear)
    elif kind == "image":
        yield from _image_faults(entries, bans)
    elif kind in ("state", "softmask"):
        yield from _state_faults(kind, entries, bans)
    elif kind == "foreign":
        yield "a program in PostScript"
    if kind in ("form", "image") and "/Ref" in entries:
        yield "a page of another file"
    if kind == "form" and str(entries.get("/Subtype2", "")) == "/PS":
        yield "a program in PostScript"
    if isinstance(value, StreamObject):
        yield from coding.coding_faults(value)
        yield from coding.packing_faults(value, archive=bans.archive, old=bans.clear)


def _space_faults(value: Any, bans: Bans) -> Iterator[str]:
    """Yield what a colour space is that is no ink of the press (6.2.4 of ISO 19005-2)."""
    parts = value if isinstance(value, ArrayObject) else [value]
    family = str(parts[0]) if len(parts) else ""
    if not bans.light:
        return
    if family in _LIGHT:
        yield _LIGHT_WORDS
    elif family in ("/CalGray", "/CalCMYK") and bans.clear:
        yield "a colour space that is no ink's"
    elif family == "/ICCBased" and len(parts) > 1:
        yield from _profile_faults(parts[1].get_object(), bans)
    elif family == "/DeviceN" and len(parts) > 1:
        if len(parts[1].get_object()) > (_MOST_INKS_OLD if bans.clear else _MOST_INKS):
            yield f"a colour of {len(parts[1].get_object())} inks"
        yield from _spot_faults(parts) if bans.archive else ()


def _profile_faults(profile: Any, bans: Bans) -> Iterator[str]:
    count = int(profile.get("/N", 0))
    if count == 3:
        yield _LIGHT_WORDS
    elif bans.clear:
        yield "colours by a profile"
    elif isinstance(profile, StreamObject):
        head = profile.get_data()[:40]
        known = head[12:16] in _CLASSES and head[8:9] <= _NEWEST and head[36:40] == b"acsp"
        if head[16:20] != _PROFILES.get(count) or not known:
            yield "a profile that is none of its colours"


def _spot_faults(parts: Any) -> Iterator[str]:
    """Yield spots of a DeviceN space that it does not describe (ISO 19005-2, 6.2.4.4)."""
    about = parts[4].get_object() if len(parts) > 4 else DictionaryObject()
    held = about.get("/Colorants", DictionaryObject()).get_object()
    process = {"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"}
    for name in parts[1].get_object():
        if str(name) not in process and name not in held:
            yield f"the ink {str(name)[1:]} is not described"


def _font_faults(kind: str, entries: Any, bans: Bans) -> Iterator[str]:
    name = str(entries.get("/BaseFont", entries.get("/Name", "/?")))[1:]
    if kind in ("simple", "cidfont") and "/FontDescriptor" not in entries:
        yield f"the face {name} is not embedded"
    yield from font_rules.kind_faults(kind, entries)
    if not bans.bare or kind == "cidfont":
        return
    if not font_rules.tells_characters(kind, entries):
        yield "a face that does not tell its characters"
    yield from font_rules.names_faults(kind, entries)


def _image_faults(entries: Any, bans: Bans) -> Iterator[str]:
    """Yield what pictures have that standards refuse (ISO 19005-2, 6.2.8)."""
    filters, bits = coding.filters_of(entries), int(entries.get("/BitsPerComponent", 8))
    wavelets = "/JPXDecode" in filters and isinstance(entries, StreamObject)
    if wavelets and bans.light:
        head = coding.wavelet_head(entries)
        yield from head.faults()
        if "/ColorSpace" not in entries and head.is_light:
            yield _LIGHT_WORDS
    if bans.archive and not wavelets and bits not in _BITS:
        yield f"a picture of {bits} bits"
    stencil = str(entries.get("/ImageMask", False)) == "True"
    if bans.archive and stencil and bits not in (1, 8):  # 8: it is not said
        yield "a mask of more than one bit"
    if not bans.clear:
        return
    if bits > 8:
        yield "a picture of sixteen bits"
    for coded in ("JPX", "JBIG2"):
        if f"/{coded}Decode" in filters:
            yield f"a picture in {coded}"
    mask = entries.get("/SMask")
    if (mask is not None and str(mask) != "/None") or int(entries.get("/SMaskInData", 0)):
        yield "transparency"


def _state_faults(kind: str, entries: Any, bans: Bans) -> Iterator[str]:
    """Yield what a graphics state asks for (ISO 19005-2, 6.2.5 and 6.2.10)."""
    if kind == "state":
        if "/TR" in entries and "/TR2" not in entries and str(entries["/TR"]) != "/Identity":
            yield "a transfer function"
        if str(entries.get("/TR2", "/Default")) not in ("/Default", "/Identity"):
            yield "a transfer function"
    if not bans.light:
        return
    blends = entries.get("/BM", NameObject("/Normal"))
    modes = [str(mode) for mode in (blends if isinstance(blends, ArrayObject) else [blends])]
    if not set(modes) & _BLENDS:  # of several, the first that is known (mended)
        yield f"a way of blending that is none: {modes[0][1:] if modes else ''}"
    modes = [mode for mode in modes if mode in _BLENDS][:1]
    mask = entries.get("/SMask")
    soft = kind == "softmask" or (mask is not None and str(mask) != "/None")
    faint = any(float(entries.get(key, 1)) < 1 for key in ("/CA", "/ca"))
    if bans.clear and (soft or faint or set(modes) - {"/Normal", "/Compatible"}):
        yield "transparency"


def content_faults(operations: Iterable[Operation], bans: Bans) -> Iterator[str]:
    """Yield what operators have that a standard refuses (ISO 19005-2, 6.2.2)."""
    operations = list(operations)
    yield from spelling.over_limits(operations) if bans.archive else ()
    for operands, operator in operations:
        if operator not in OPERATORS:
            yield f"an operator that is none: {operator.decode('latin-1')[:20]}"
        if operator == b"ri" and not (operands and str(operands[0]) in _INTENTS):
            yield "a rendering intent that is none"
        if not bans.light:
            continue
        named = str(operands[-1]) if operator in (b"cs", b"CS") and operands else ""
        if operator in (b"rg", b"RG") or named in _LIGHT:
            yield _LIGHT_WORDS
        elif operator == INLINE:
            yield from _inline_faults(operands["settings"], bans)


def _inline_faults(settings: Any, bans: Bans) -> Iterator[str]:
    space = settings.get("/CS", settings.get("/ColorSpace", NameObject("/G")))
    base = space[1] if isinstance(space, ArrayObject) and len(space) > 1 else space
    if str(base) in _LIGHT:
        yield f"a picture {IN_LIGHT}"
    filters = str(settings.get("/F", settings.get("/Filter", "")))
    if (bans.archive or bans.clear) and "LZW" in filters:
        yield "content packed by LZW"


def mended(kind: str, value: Any, bans: Bans) -> Any:
    """Return an object with what is safely put right, in its place a copy; or as it is."""
    if not isinstance(value, DictionaryObject) or not bans.title:
        return value
    changes, gone = font_rules.mended_font(kind, value)
    if kind in _DRAWN_AS:
        more, less = _mended_look(kind, value, bans)
        changes, gone = changes | more, gone | less
    return _changed(value, changes, gone) if changes or gone else value


def _mended_look(kind: str, value: Any, bans: Bans) -> tuple[dict[str, Any], set[str]]:
    """Return what of an object's look is to be changed, and what is to go."""
    changes: dict[str, Any] = {}
    gone: set[str] = set()
    if kind == "image":
        if str(value.get("/Intent", "/Perceptual")) not in _INTENTS:  # readers take none for it
            gone.add("/Intent")
        if str(value.get("/Interpolate", False)) == "True":
            changes["/Interpolate"] = BooleanObject(value=False)
    elif kind == "state":
        modes = value["/BM"].get_object() if "/BM" in value else None
        if isinstance(modes, ArrayObject) and (known := [m for m in modes if str(m) in _BLENDS]):
            changes["/BM"] = known[0]
        gone |= {"/RI"} if str(value.get("/RI", "/Perceptual")) not in _INTENTS else set()
        gone |= {key for key in ("/TR", "/TR2") if str(value.get(key, "")) == "/Identity"}
    elif kind in ("form", "page") and "/Group" in value and bans.clear:
        gone.add("/Group")  # with nothing clear in it, it paints the same alone
    elif kind == "group" and bans.light and not _is_ink(value.get("/CS")):
        gone.add("/CS")  # of what is all inks: it is blended as the page is
    return changes, gone


def _is_ink(space: Any) -> bool:
    held = space.get_object() if space is not None else None
    if isinstance(held, ArrayObject):
        profile = held[1].get_object() if len(held) > 1 else DictionaryObject()
        return str(held[0]) == "/ICCBased" and int(profile.get("/N", 0)) in (1, 4)
    return held is None or str(held) in _INKS


def _changed(value: Any, changes: dict[str, Any], gone: set[str]) -> Any:
    """Return a copy with entries changed or gone; a stream's bytes stay packed as they are."""
    made: Any = type(value)() if isinstance(value, StreamObject) else DictionaryObject()
    if isinstance(value, StreamObject):
        made._data = value._data
    for key in value:
        if key not in gone:
            made[key] = value.raw_get(key)
    for key, new in changes.items():
        made[NameObject(key)] = new
    return made


def mended_operations(operations: list[Operation], bans: Bans) -> list[Operation]:
    """Return operators with what is safely put right.

    Intents that are none are taken out: readers take none for them.  Where light is refused,
    red, green and blue of one strength become that grey, as in pictures: black alone prints it.
    """
    kept = [
        _plain_inline(*one) if one[1] == INLINE else one
        for one in operations
        if one[1] != b"ri" or (one[0] and str(one[0][0]) in _INTENTS)
    ]
    kept = list(spelling.in_short_texts(kept)) if bans.archive else kept
    return [_in_black(*one) for one in kept] if bans.light else kept


def _plain_inline(operands: Any, operator: bytes) -> Operation:
    """Return a picture within operators, not smoothed, and by an intent that there is."""
    settings = DictionaryObject(operands["settings"])
    for key in ("/I", "/Interpolate"):
        settings.pop(key, None)
    if str(settings.get("/Intent", "/Perceptual")) not in _INTENTS:
        settings.pop("/Intent")
    return {"settings": settings, "data": operands["data"]}, operator


def _in_black(operands: Any, operator: bytes) -> Operation:
    grey = _GREYS.get(operator)
    numbers = [one for one in operands if isinstance(one, int | float)]
    if grey is None or len(numbers) != _LIGHTS or len(set(numbers)) > 1:
        return operands, operator
    return [operands[0]], grey
