"""Pictures of a PDF: how fine they are on the page, and how much ink they take.

Takes image dictionaries of pypdf and the matrix they are shown under; returns what a mark
says of a picture.  Pillow decodes; a picture that it can't is not judged by its ink.
"""

import io
import math
from typing import Any

from PIL import Image

from broadsheet.preflight import colours
from broadsheet.preflight.models import Paint

_CODED = ("JPEG", "JPEG2000")  # no other reader is let near the bytes
_MOST_PIXELS = 89_000_000  # a broadsheet page at 300 ppi has 30 million
# Ink is judged over areas, as a densitometer does: the mean of so many pixels on a side.
_GRAIN = 400  # parts of the longer side
# Codings younger than X-1a: its programs can't be trusted with them.
_YOUNG = {"/JPXDecode": "JPEG 2000", "/JBIG2Decode": "JBIG2"}
_LONG = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/BPC": "/BitsPerComponent",
         "/IM": "/ImageMask", "/D": "/Decode", "/F": "/Filter"}  # fmt: skip


def picture_mark(
    held: Any,
    matrix: tuple[float, float, float, float, float, float],
    resources: Any,
    fill: Paint,
    known: dict[int, float],
) -> dict[str, Any]:
    """Return what a mark says of a picture; ``known`` keeps the ink of those met before."""
    about = {_LONG.get(key, key): held[key] for key in held}
    width, height = int(about["/Width"]), int(about["/Height"])
    across, down = math.hypot(*matrix[:2]), math.hypot(*matrix[2:4])
    ppi = min(72 * width / across if across else 0.0, 72 * height / down if down else 0.0)
    mask = about.get("/ImageMask") == True  # noqa: E712 - pypdf's false is truthy
    paint, peak = fill, 0.0
    if not mask:
        given = about.get("/ColorSpace")
        space = _own_space(held) if given is None else colours.space_of(given, resources)
        inner = space.base or space
        paint = Paint("light") if inner.kind == "light" else Paint("ink")
        if inner.kind == "process" and space.kind != "indexed":
            if id(held) not in known:
                known[id(held)] = _heaviest(held, about, width, height)
            peak = known[id(held)]
    bits = 1 if mask else int(about.get("/BitsPerComponent", 8))
    found = {"paint": paint, "ppi": ppi, "line_art": bits == 1, "peak": peak, "solid": not mask}
    found["coding"] = next((_YOUNG[name] for name in _filters(about) if name in _YOUNG), "")
    if "/SMask" in held:
        found |= {"solid": False, "clear": "soft mask of a picture"}
    return found


def _heaviest(held: Any, about: dict[str, Any], width: int, height: int) -> float:
    """Return the heaviest ink of a picture in four inks, percent; 0 when it can't be told."""
    if width * height > _MOST_PIXELS or width * height == 0:
        return 0.0
    filters = _filters(about)
    decode = [float(value) for value in about.get("/Decode", (0, 1, 0, 1, 0, 1, 0, 1))]
    coded = filters[-1] if filters else ""
    if coded in ("/DCTDecode", "/DCT", "/JPXDecode"):
        with Image.open(io.BytesIO(_coded(held, filters)), formats=_CODED) as opened:
            if len(opened.getbands()) != 4:  # four in JPEG 2000, whatever pillow takes them for
                return 0.0
            turned = "adobe" in opened.info  # pillow has turned these round
            picture = opened.reduce(_step(width, height))
    elif int(about.get("/BitsPerComponent", 8)) == 8 and hasattr(held, "get_data"):
        turned = False
        content = held.get_data()[: width * height * 4]
        picture = Image.frombytes("CMYK", (width, height), content)
        picture = picture.reduce(_step(width, height))
    else:
        return 0.0
    pixels = picture.tobytes()
    inverted = turned != (decode[0] > decode[1])
    sums = {sum(pixels[n : n + 4]) for n in range(0, len(pixels), 4)}
    heaviest = 4 * 255 - min(sums) if inverted else max(sums)
    return heaviest / 2.55


def _filters(about: dict[str, Any]) -> list[str]:
    filters = about.get("/Filter", [])
    return [str(name) for name in (filters if isinstance(filters, list) else [filters])]


def _coded(held: Any, filters: list[str]) -> bytes:
    """Return a picture's own coding, out of the filters about it."""
    content: bytes = held._data if len(filters) == 1 else held.get_data()
    return content


def _own_space(held: Any) -> colours.ColourSpace:
    """Return the colour space that JPEG 2000 keeps to itself: by the number of its parts."""
    with Image.open(io.BytesIO(_coded(held, _filters(dict(held))))) as opened:
        count = len(opened.getbands())
    return {1: colours.GREY, 3: colours.LIGHT, 4: colours.INKS}.get(count, colours.LIGHT)


def _step(width: int, height: int) -> int:
    return max(1, max(width, height) // _GRAIN)
