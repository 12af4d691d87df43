"""Which marks of a face come in several forms, and where those forms are found.

A table, no code of a face: the build gives the forms to every bundled face under the code
points declared here, ``face`` looks them up by the same table.  The order of ``MARKS`` and
``FORMS`` is part of the built files: add at the end, then build again.
"""

from typing import Final, Literal

Form = Literal["half", "full", "narrow", "vert", "vert_half", "quarter"]

FORMS: Final[tuple[Form, ...]] = ("half", "full", "narrow", "vert", "vert_half", "quarter")

# Ink in the left half of the body; in vertical setting in the upper one.
CLOSING: Final = "，。、；：？！”’）》〉】〕」』〗］｝．"
# Ink in the right half of the body; in vertical setting in the lower one.
OPENING: Final = "“‘（《〈【〔「『〖［｛"
# Ink in the middle.
MIDDLE: Final = "·"
# One em each (the last one two), never squeezed.
LONG: Final = "—…～－⸺"
# The ideographic space; its forms are the narrower blanks.
BLANK: Final = "\u3000"

MARKS: Final = CLOSING + OPENING + MIDDLE + LONG + BLANK

QUOTES: Final = "“”‘’"
# Too deep for half an em when set vertically, and not squeezed there.
DEEP: Final = "；：？！"

# The marks that have each form.
MARKS_OF: Final[dict[Form, str]] = {
    # advance 0.5 em: closing marks at the left, opening ones moved left by half an em
    "half": CLOSING + OPENING + MIDDLE + BLANK,
    # advance 1 em (⸺ 2 em); — and ⸺ reach both edges, so that a pair joins
    "full": QUOTES + MIDDLE + LONG,
    # as wide as the letters of an English text want them
    "narrow": QUOTES,
    # in a vertical cell: “” and ‘’ as ﹃﹄ and ﹁﹂ (GB/T 15834-2011, 5.2)
    "vert": CLOSING + OPENING + MIDDLE + LONG,
    # depth 0.5 em, the vertical origin still at the head of the cell
    "vert_half": "".join(mark for mark in CLOSING if mark not in DEEP) + OPENING + MIDDLE,
    # advance 0.25 em: the white between Han and Latin
    "quarter": BLANK,
}

_PLANE = 0xF0000  # private use: no standard ever gives these a meaning
_ROW = 0x100

PRIVATE: Final[dict[tuple[str, Form], int]] = {
    (mark, form): _PLANE + _ROW * row + MARKS.index(mark)
    for row, form in enumerate(FORMS)
    for mark in MARKS_OF[form]
}


def private(mark: str, form: Form) -> int:
    """Return the code point of a mark's form in plane 15, 0 when there is no such form.

    >>> hex(private("，", "half")), private("浙", "half")
    ('0xf0000', 0)
    """
    return PRIVATE.get((mark, form), 0)
