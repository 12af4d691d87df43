"""Classes of characters that the reader asks for.

Data and one-line tests only; sources: GB/T 15834-2011 for marks, Unicode for the rest.
"""

from functools import lru_cache

STOPS = "。！？!?…⋯"
CLOSERS = "”’）)》〉】」』］]〕\"'"
OPENERS = "“‘（(《〈【「『［[〔"
NO_START = "，。、；：！？”’）》〉】」』］〕,;:!?)]…—·"
BULLETS = "●■◆▲★□◇△☆○◎•▪▶►※⊙◈❖➤"
LONGEST = 50_000  # characters: a page has 15,000; what is longer is judged by no mark in it
MID_MARKS = "，。；：！？、,;:!?"

# letters at and beyond U+A4D0 that are set on a full em
_KEPT = 1024  # lines of a page that are asked again and again
_EAST_ASIA = (
    ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff66", "\uffdc"),
    ("\U00016fe0", "\U00018d8f"), ("\U0001aff0", "\U0001b2ff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip

# no patterns here: to compile a class of ideographs takes longer than to read a story


def is_han(char: str) -> bool:
    """Tell whether a character is an ideograph, or a letter of another script of East Asia.

    By blocks of Unicode: Latin letters at full width, joined Latin letters (ﬁ) and the forms
    of Arabic and Hebrew stand beyond U+2E7F too.

    >>> [is_han(char) for char in "港ㄅかﾊ한ﬁＡﷲ〇"]
    [True, True, True, True, True, False, False, False, False]
    """
    if char <= "\u2e7f" or not char.isalpha():
        return False
    return char < "\ua4d0" or any(first <= char <= last for first, last in _EAST_ASIA)


def has_han(text: str) -> bool:
    """Tell whether an ideograph is in a text."""
    return not text.isascii() and any(map(is_han, text))


@lru_cache(maxsize=_KEPT)
def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a sentence's mark, closing marks aside.

    >>> ends_sentence("他说：“好。”"), ends_sentence("全长3."), ends_sentence("结束.")
    (True, False, True)
    """
    tail = text[-12:].rstrip(CLOSERS)
    if tail[-1:] != ".":
        return tail[-1:] != "" and tail[-1] in STOPS
    before = tail[-2:-1]
    if is_han(before) or (before and before in CLOSERS + "%"):
        return True
    if before.isdecimal():
        return len(text) > 12  # a figure ends a sentence only where the text is long
    return tail[-3:-1].isascii() and tail[-3:-1].isalpha() and len(tail) > 2


def is_bullet(char: str) -> bool:
    """Tell whether a character is a bullet, or may be one in a face's private use."""
    return char in BULLETS or "\ue000" <= char <= "\uf8ff"


def solid(text: str) -> str:
    """Return a text without white."""
    return "".join(text.split())


@lru_cache(maxsize=_KEPT)
def letters(text: str) -> int:
    """Count ideographs, letters and digits."""
    return sum(map(str.isalnum, text))
