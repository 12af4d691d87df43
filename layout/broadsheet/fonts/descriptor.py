"""What a PDF says of a face as a whole.

Takes the facts of its tables; returns the values of a font descriptor (ISO 32000-1, 9.8).
"""

from broadsheet.fonts import sfnt
from broadsheet.models import frozen

_SYMBOLIC, _SERIF, _ITALIC = 1 << 2, 1 << 1, 1 << 6  # ISO 32000-1, table 123


@frozen(kw_only=True)
class Descriptor:
    """What a PDF says of a face as a whole (ISO 32000-1, 9.8), in thousandths of an em."""

    bbox: tuple[int, int, int, int]
    italic_angle: float  # degrees
    stem_v: int
    flags: int


def describe(facts: sfnt.Facts) -> Descriptor:
    """Return what the PDF is to say of the face."""
    left, bottom, right, top = (round(1000 * length) for length in facts.bbox)
    return Descriptor(
        bbox=(left, bottom, right, top),
        italic_angle=facts.italic_angle,
        # No table gives it; this follows the stems of common faces from light to black.
        stem_v=50 + round((min(facts.weight, 1000) / 65) ** 2),
        flags=_SYMBOLIC | (_SERIF if facts.serif else 0) | (_ITALIC if facts.italic_angle else 0),
    )
