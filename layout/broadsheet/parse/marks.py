"""Classes of characters that the reader asks for.

Data and one-line tests only; sources: GB/T 15834-2011 for marks, Unicode for the rest.
"""

import re

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
STOPS = "。！？!?…⋯"
CLOSERS = "”’）)》〉】」』］]〕\"'"
OPENERS = "“‘（(《〈【「『［[〔"
NO_START = "，。、；：！？”’）》〉】」』］〕,;:!?)]…—·"
BULLETS = "●■◆▲★□◇△☆○◎•▪▶►※⊙◈❖➤"

_HAN = re.compile(f"[{HAN}]")
_ASCII_DOT_END = re.compile(
    rf"(?:[{HAN}{re.escape(CLOSERS)}%]|[A-Za-z]{{2}})\.[{re.escape(CLOSERS)}]*$"
)
_FIGURE_END = re.compile(r"\d\.[”’」』)）\"']*$")  # of a sentence, when the text is long
_STOP_END = re.compile(rf"[{STOPS}][{re.escape(CLOSERS)}]*$")


def is_han(char: str) -> bool:
    """Tell whether a character is an ideograph."""
    return bool(char) and _HAN.match(char) is not None


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a sentence's mark, closing marks aside.

    >>> ends_sentence("他说：“好。”"), ends_sentence("全长3."), ends_sentence("结束.")
    (True, False, True)
    """
    tail = text[-12:]
    figure = len(text) > 12 and _FIGURE_END.search(tail) is not None
    return bool(_STOP_END.search(tail) or _ASCII_DOT_END.search(tail) or figure)


def solid(text: str) -> str:
    """Return a text without white."""
    return "".join(text.split())


def letters(text: str) -> int:
    """Count ideographs, letters and digits."""
    return sum(map(str.isalnum, text))
