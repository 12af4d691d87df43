"""Red, green and blue of a placed page as inks, where a paper asks for it (``adverts: convert``).

Takes operators, colour spaces, shadings and pictures of a placed page, and what separates light
for the press; returns them in inks.  What is in none of the ways that are known stays as it is,
and is refused by the standard's own rules.
"""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from broadsheet.models import field, record
from broadsheet.opened_pdf import functions
from broadsheet.opened_pdf.content import named
from broadsheet.opened_pdf.spelling import INLINE, Operation, text_bytes
from broadsheet.paint.pdf import objects

Separate = Callable[[Image.Image], Image.Image]
Inks = tuple[float, ...]

_STEPS = 32  # straight pieces that a curve of colours is cut into
_FILL, _STROKE = 0, 1
_SPACES = {b"cs": _FILL, b"CS": _STROKE}
_DIRECT = {b"rg": _FILL, b"RG": _STROKE}
_COLOURS = {b"sc": _FILL, b"scn": _FILL, b"SC": _STROKE, b"SCN": _STROKE}
_OTHERS = {b"g": _FILL, b"k": _FILL, b"G": _STROKE, b"K": _STROKE}
_GREY, _FOUR = (b"g", b"G"), (b"k", b"K")
_INKED = NameObject("/DeviceCMYK")
_QUALITY = 88
_MOST_KNOWN = 50_000  # colours kept


@record(kw_only=True)
class Lights:
    """Turns the light of one page into inks."""

    separate: Separate
    used: bool = False  # whether anything was turned
    known: dict[tuple[bytes, tuple[int, ...]], Inks] = field(default_factory=dict)

    # --- one colour ---

    def inks(self, light: Iterable[Any], profile: bytes = b"") -> Inks:
        """Return a colour's inks: one for grey, four for others; from 0 to 1."""
        levels = tuple(round(255 * min(max(float(one), 0.0), 1.0)) for one in light)
        key = (profile, levels)
        if key not in self.known:
            if len(self.known) > _MOST_KNOWN:
                self.known.clear()
            point = Image.new("RGB", (1, 1), levels)
            if profile:
                point.info["icc_profile"] = profile
            found = self.separate(point).getpixel((0, 0))
            parts = found if isinstance(found, tuple) else (found or 0,)
            self.known[key] = tuple(round(float(part) / 255, 4) for part in parts)
        self.used = True
        return self.known[key]

    def four(self, light: Iterable[Any], profile: bytes = b"") -> list[float]:
        """Return a colour's inks, four for grey too."""
        found = self.inks(light, profile)
        return [0.0, 0.0, 0.0, 1 - found[0]] if len(found) == 1 else list(found)

    # --- operators ---

    def operations(self, operations: Iterable[Operation], resources: Any) -> list[Operation]:
        """Return operators that set inks."""
        return list(_Turning(self, resources).turned(operations))

    # --- spaces, shadings, pictures ---

    def space(self, value: Any) -> Any:
        """Return a colour space in inks: what colours stand upon, alternates of spot colours."""
        held = value.get_object()
        if not isinstance(held, ArrayObject) or len(held) < 2:
            return value
        family, parts = str(held[0]), list(held)
        if family == "/Pattern" and light_of(held[1]) is not None:
            return ArrayObject([held[0], _INKED])
        profile = light_of(held[2]) if family == "/Separation" and len(held) > 3 else None
        curve = self._curve(held[3], (0.0, 1.0), profile) if profile is not None else None
        if curve is None:
            return value
        parts[2:4] = [_INKED, curve]
        return ArrayObject(parts)

    def shading(self, value: Any) -> Any:
        """Return a shading along a line or a circle in inks."""
        profile = light_of(value.get("/ColorSpace"))
        if profile is None or str(value.get("/ShadingType", "")) not in ("2", "3"):
            return value
        domain = value["/Domain"].get_object() if "/Domain" in value else (0, 1)
        first, last = (float(one) for one in domain)
        curve = self._curve(value["/Function"], (first, last), profile)
        if curve is None:
            return value
        made = DictionaryObject({key: value.raw_get(key) for key in value})
        made[NameObject("/ColorSpace")] = _INKED
        made[NameObject("/Function")] = curve
        if "/Background" in value:
            ground = self.four(value["/Background"].get_object(), profile)
            made[NameObject("/Background")] = _array(ground)
        return made

    def _curve(self, function: Any, domain: tuple[float, float], profile: bytes) -> Any:
        """Return the inks along a function of light, in straight pieces; None of an odd one."""
        first, last = domain
        places = [first + (last - first) * n / _STEPS for n in range(_STEPS + 1)]
        try:
            given = functions.along(function)
            inks = [self.four(given(place), profile) for place in places]
        except (ValueError, LookupError, ArithmeticError, TypeError):  # it is read on trust
            return None
        pieces = ArrayObject(
            _dictionary(FunctionType=2, Domain=[0, 1], C0=one, C1=two, N=1)
            for one, two in pairwise(inks)
        )
        made = _dictionary(
            FunctionType=3, Domain=[first, last], Bounds=places[1:-1], Encode=[0, 1] * _STEPS
        )
        made[NameObject("/Functions")] = pieces
        return made

    def fit(self, kind: str, value: Any) -> Any:
        """Return an object of a page in inks, where it is a shading or a picture."""
        if kind == "shading" and not isinstance(value, StreamObject):
            return self.shading(value)
        return self.picture(value) if kind == "image" else value

    def picture(self, value: Any) -> Any:
        """Return a picture in inks; what can't be unpacked here, as it is."""
        found = _unpacked(value, value.get("/ColorSpace"))
        if found is None:
            return value
        inked = self.separate(found)
        self.used = True
        again = io.BytesIO()
        coded = {"/DCTDecode", "/JPXDecode"} & set(_filters(value))
        if coded:
            inked.save(again, "JPEG", quality=_QUALITY, subsampling=0)
        made = StreamObject()
        packed = zlib.compress(inked.tobytes(), objects.LEVEL)
        made._data = again.getvalue() if coded else packed  # pypdf has no other way in
        left = ("/ColorSpace", "/BitsPerComponent", "/Filter", "/DecodeParms", "/Decode", "/Length")
        for key in value:
            if key not in left:
                made[key] = value.raw_get(key)
        four = inked.mode == "CMYK"
        made[NameObject("/ColorSpace")] = _INKED if four else NameObject("/DeviceGray")
        made[NameObject("/BitsPerComponent")] = NumberObject(8)
        made[NameObject("/Filter")] = NameObject("/DCTDecode" if coded else "/FlateDecode")
        if coded and four:  # pillow writes the inks inverted, as Adobe does
            made[NameObject("/Decode")] = _array([1, 0] * 4)
        return made

    def inline(self, operands: Any, resources: Any) -> Any:
        """Return a picture within operators in inks."""
        settings = _long(operands["settings"])
        space = settings.get("/ColorSpace")
        held = named(resources, "/ColorSpace", str(space)) if space is not None else None
        stream = StreamObject()
        stream._data = operands["data"]
        for key, own in settings.items():
            stream[NameObject(key)] = own
        found = _unpacked(stream, held if held is not None else space)
        if found is None:
            return operands
        inked = self.separate(found)
        self.used = True
        four = inked.mode == "CMYK"
        left = (
            "/CS /ColorSpace /BPC /BitsPerComponent /F /Filter /DP /DecodeParms /L /Length".split()
        )
        own = operands["settings"]
        kept = DictionaryObject({key: own.raw_get(key) for key in own if key not in left})
        kept[NameObject("/CS")] = NameObject("/CMYK" if four else "/G")
        kept[NameObject("/BPC")] = NumberObject(8)
        kept[NameObject("/F")] = ArrayObject([NameObject("/AHx"), NameObject("/Fl")])
        data = zlib.compress(inked.tobytes(), objects.LEVEL).hex().encode() + b">"
        return {"settings": kept, "data": data}


class _Turning:
    """A content stream on its way into inks: which space is in force, for fills and strokes."""

    def __init__(self, lights: Lights, resources: Any) -> None:
        self.lights = lights
        self.resources = resources
        self.spaces: list[bytes | None] = [None, None]  # the light's profile; None: inks
        self.saved: list[list[bytes | None]] = []

    def turned(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        """Yield operators in inks."""
        for operands, operator in operations:
            if operator == b"q":
                self.saved.append(list(self.spaces))
            elif operator == b"Q" and self.saved:
                self.spaces = self.saved.pop()
            if operator == INLINE:
                yield self.lights.inline(operands, self.resources), operator
            elif operator in _DIRECT:
                self.spaces[_DIRECT[operator]] = None
                yield self._set(operands, _DIRECT[operator], b"")
            elif operator in _SPACES and operands:
                yield self._space(operands, operator)
            elif operator in _COLOURS:
                yield self._colour(operands, operator)
            else:
                if operator in _OTHERS:
                    self.spaces[_OTHERS[operator]] = None
                yield operands, operator

    def _space(self, operands: Any, operator: bytes) -> Operation:
        """Return black for what takes up a space of light (8.6.8); other spaces as they are."""
        name, way = str(operands[0]), _SPACES[operator]
        held = named(self.resources, "/ColorSpace", name)
        space = held if held is not None else operands[0]
        self.spaces[way] = light_of(space)
        if self.spaces[way] is not None:
            return [NumberObject(0)], _GREY[way]
        parts = space.get_object()
        if isinstance(parts, ArrayObject) and len(parts) > 1 and str(parts[0]) == "/Pattern":
            self.spaces[way] = light_of(parts[1])
        return operands, operator

    def _colour(self, operands: Any, operator: bytes) -> Operation:
        way = _COLOURS[operator]
        profile = self.spaces[way]
        if profile is None or len(operands) < 3:
            return operands, operator
        if isinstance(operands[-1], NameObject):  # a pattern in one colour
            inks = self.lights.four(operands[:3], profile)
            return [*map(FloatObject, inks), operands[-1]], operator
        return self._set(operands, way, profile)

    def _set(self, operands: Any, way: int, profile: bytes) -> Operation:
        inks = self.lights.inks(operands[:3], profile)
        return [*map(FloatObject, inks)], (_GREY if len(inks) == 1 else _FOUR)[way]


def light_of(space: Any) -> bytes | None:
    """Return the profile of a space in red, green and blue, empty for none; None for others."""
    held = space.get_object() if space is not None else None
    if isinstance(held, ArrayObject):
        family = str(held[0]) if held else ""
        if family == "/ICCBased" and len(held) > 1:
            stream = held[1].get_object()
            return bytes(stream.get_data()) if int(stream.get("/N", 0)) == 3 else None
        return b"" if family in ("/CalRGB", "/DeviceRGB") else None
    return b"" if str(held) in ("/DeviceRGB", "/RGB") else None


def _filters(value: Any) -> list[str]:
    held = value.get("/Filter")
    found = held.get_object() if held is not None else ArrayObject()
    return [str(one) for one in (found if isinstance(found, ArrayObject) else [found])]


_RAW = {8: "RGB", 16: "RGB;16B"}
_TABLE = {1: "P;1", 2: "P;2", 4: "P;4", 8: "P"}


def _unpacked(value: Any, space: Any) -> Image.Image | None:
    """Return a picture in light; None for others, and for what is kept in an odd way."""
    coded = {"/DCTDecode", "/JPXDecode"} & set(_filters(value))
    odd = "/Decode" in value or isinstance(value.get("/Mask", None), ArrayObject)
    matte = value.get("/SMask")
    odd = odd or (matte is not None and "/Matte" in matte.get_object())
    if odd:
        return None
    held: Any = space.get_object() if space is not None else None
    table = isinstance(held, ArrayObject) and len(held) > 3 and str(held[0]) in ("/Indexed", "/I")
    profile = light_of(held[1] if table else held)
    if profile is None and not (held is None and "/JPXDecode" in coded):
        return None
    found = _coded(value) if coded and not table else _raw(value, held[3] if table else None)
    if found is not None:
        found.info["icc_profile"] = profile or b""
    return found


def _coded(value: Any) -> Image.Image | None:
    with Image.open(io.BytesIO(value.get_data()), formats=("JPEG", "JPEG2000")) as found:
        found.load()
        return found.convert("RGB") if found.mode in ("RGB", "RGBA") else None


def _raw(value: Any, table: Any) -> Image.Image | None:
    size, bits = (int(value["/Width"]), int(value["/Height"])), int(value["/BitsPerComponent"])
    way = (_RAW if table is None else _TABLE).get(bits)
    if way is None:
        return None
    data = value.get_data()
    if table is None:
        return Image.frombytes("RGB", size, data, "raw", way)
    found = Image.frombytes("P", size, data, "raw", way)
    found.putpalette(_looked_up(table))
    return found.convert("RGB")


def _looked_up(value: Any) -> bytes:
    held = value.get_object()
    found = held.get_data() if isinstance(held, StreamObject) else text_bytes(held)
    return bytes(found[:768])


_LONG = {
    "/W": "/Width", "/H": "/Height", "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace",
    "/F": "/Filter", "/DP": "/DecodeParms", "/D": "/Decode", "/IM": "/ImageMask",
}  # fmt: skip
_LONG_NAMES = {
    "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode", "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode", "/RL": "/RunLengthDecode", "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}  # fmt: skip


def _long(settings: Any) -> dict[str, Any]:
    """Return the settings of a picture within operators by their whole names (8.9.7)."""
    found: dict[str, Any] = {}
    for key in settings:
        own = settings.raw_get(key)
        if key in ("/F", "/Filter"):
            each = own if isinstance(own, ArrayObject) else [own]
            own = ArrayObject(NameObject(_LONG_NAMES.get(str(one), str(one))) for one in each)
        found[_LONG.get(key, key)] = own
    return found


def _array(numbers: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(number) for number in numbers)


def _dictionary(**entries: Any) -> DictionaryObject:
    made = DictionaryObject()
    for key, value in entries.items():
        own = _array(value) if isinstance(value, list) else NumberObject(value)
        made[NameObject(f"/{key}")] = own
    return made
