"""Classes of characters that the reader asks for.

Data and one-line tests only; sources: GB/T 15834-2011 for marks, Unicode for the rest.
"""

import re

# one ideograph: any letter that is not of Europe's scripts; a range of all ideographs would
# take milliseconds to compile in each of a hundred patterns
HAN = r"[^\W\da-zA-Z_\u00aa-\u052f]"
STOPS = "。！？!?…⋯"
CLOSERS = "”’）)》〉】」』］]〕\"'"
OPENERS = "“‘（(《〈【「『［[〔"
NO_START = "，。、；：！？”’）》〉】」』］〕,;:!?)]…—·"
BULLETS = "●■◆▲★□◇△☆○◎•▪▶►※⊙◈❖➤"

_HAN = re.compile(HAN)
_ASCII_DOT_END = re.compile(
    rf"(?:{HAN}|[{re.escape(CLOSERS)}%]|[A-Za-z]{{2}})\.[{re.escape(CLOSERS)}]*$"
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
