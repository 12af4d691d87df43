"""Tell what may happen between two neighbouring characters.

Takes class letters from ``classes`` and a level of prohibition; returns one byte of flags
for the gap before each character: may a line break there, may it be widened, does a quarter
em stand there, does a mark beside it lose half its body.  Rules are those of UAX #14
(Unicode 15.0) with the tailorings of CLREQ, "Prohibition Rules for Line Start and Line End"
and "Adjustment of Punctuation Width"; ``breaks`` knows the rules that need more than a pair.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

Level = Literal["none", "basic", "gb", "strict"]

BREAK: Final = 1  # a line may end before the gap
WIDEN: Final = 2  # justification may widen it
LATIN: Final = 4  # between Han and Latin: a quarter em
HALF_BEFORE: Final = 8  # the mark before the gap is half an em wide
HALF_AFTER: Final = 16  # the mark after it is

OPENING: Final = "<{"
CLOSING: Final = ">},:.?"
IDEOGRAPHS: Final = "HSJ3456"  # a quarter em parts these from letters and digits
LETTERS: Final = "anh"

_HANGUL: Final = "34567"
_WIDE: Final = "HI<>{},:.?MDdEe~-/SJOPWxm" + _HANGUL
_NARROW: Final = "anAhpoisyqbB()]!gw"
_ALL: Final = _WIDE + _NARROW + "kRrflz_cCZ"
_IDEOGRAPHIC: Final = "HIxm"

# Never at the start of a line, by the level that says so first.
NO_START: Final[dict[Level, str]] = {
    "none": "",
    "basic": ">},:.?MDE~SO",
    "gb": "/-",
    "strict": "deJ",
}
# Never at its end.
NO_END: Final[dict[Level, str]] = {"none": "", "basic": "<{P", "gb": "/", "strict": ""}

LEVELS: Final[tuple[Level, ...]] = ("none", "basic", "gb", "strict")

Pairs = Iterator[tuple[str, str]]


def prohibited(table: dict[Level, str], level: Level) -> str:
    """Return the classes that a table forbids at a level: its own and those of lesser levels."""
    return "".join(table[known] for known in LEVELS[: LEVELS.index(level) + 1])


def _unbroken(level: Level) -> Pairs:
    """Yield classes between which no line may break, all of the first with all of the second."""
    starts, ends = prohibited(NO_START, level), prohibited(NO_END, level)
    yield _ALL, starts
    yield ends, _ALL
    if level == "none":
        # Units hold together even where nothing is prohibited.
        yield "Dd", "Dd"
        yield _NARROW, "-OM"
    yield from _UNITS
    yield from _UAX14


# What is one unit whatever the level: long dashes, ellipses, a number with its unit.
_UNITS: Final = (
    ("d", "d"),
    ("e", "e"),
    ("E", "E"),
    ("n", "O"),
    (")", "O"),
    ("Pp", "n"),
    ("P", "(y"),
    ("nah", "-"),
)
# UAX #14 by number; spaces stay in front of the break (LB7), also before wide space (BA).
_UAX14: Final = (
    (_ALL, "krflz_cZwW"),  # LB6, LB7, LB9, LB11
    ("w", _ALL),  # LB11
    ("g", _ALL),  # LB12
    ("".join(c for c in _ALL if c not in "_by-W"), "g"),  # LB12a
    (_ALL, "])!is"),  # LB13
    ("(", _ALL),  # LB14
    (_ALL, "q"),  # LB19
    ("q", _ALL),
    (_ALL, "by"),  # LB21
    ("B", _ALL),
    ("s", "h"),  # LB21b
    ("ahAn", "anAh"),  # LB23, LB28
    ("p", _IDEOGRAPHIC),  # LB23a
    (_IDEOGRAPHIC, "o"),
    ("po", "aAh"),  # LB24
    ("aAh", "po"),
    ("n", "po"),  # LB25, the rest of it in ``breaks``
    ("poy", "n"),
    ("5", "5634"),  # LB26
    ("63", "67"),
    ("74", "7"),
    (_HANGUL, "o"),  # LB27
    ("p", _HANGUL),
    ("i", "aAh"),  # LB29
    ("aAhn", "("),  # LB30
    (")", "aAhn"),
    ("x", "m"),  # LB30b
)


def _rigid() -> Pairs:
    """Yield classes between which justification adds nothing: inside a word or a unit."""
    yield _NARROW, _NARROW
    yield "d", "d"
    yield "D", "D"
    yield "Ee", "Ee"
    yield "n", "O"
    yield "P", "n"
    yield _NARROW, "O"
    yield "P", _NARROW
    # Connectors and solidi stay close to what they connect (CLREQ, Space Expansion, b).
    yield _ALL, "D~-/"
    yield "D~-/", _ALL
    yield _ALL, "_WckrflzZ"
    yield "krflz", _ALL


def _halved() -> Iterator[tuple[str, str, int]]:
    """Yield pairs of marks that share 1.5 em, and which of the two gives the half.

    The one whose white lies between them does: a closing mark before another one, else the
    opening mark (CLREQ 6.3.2.2, adjacent punctuation).
    """
    yield CLOSING, CLOSING + "MW", HALF_BEFORE
    yield OPENING + CLOSING + "MW", OPENING, HALF_AFTER


def _without(classes: str) -> str:
    return "".join(letter for letter in _ALL if letter not in classes)


@cache
def pair_table(level: Level) -> bytes:
    """Return the flags of every pair of classes, at ``ord(first) << 7 | ord(second)``."""
    table = bytearray([BREAK | WIDEN]) * (1 << 14)
    for firsts, seconds in _unbroken(level):
        _clear(table, firsts, seconds, BREAK)
    # Above the other rules: the text's own line ends and opportunities (LB4, LB5, LB8), white
    # (LB18) except before what must never start a line, and objects (LB20).
    _set(table, "krfl", _ALL, BREAK)
    _set(table, "z", _without("krflz_"), BREAK)
    _set(table, "_", _without(f"krflz_w])!isS{prohibited(NO_START, level)}"), BREAK)
    _set(table, "C", "by", BREAK)
    _set(table, "B", "C", BREAK)
    for firsts, seconds in _rigid():
        _clear(table, firsts, seconds, WIDEN)
    for firsts, seconds in ((IDEOGRAPHS, LETTERS), (LETTERS, IDEOGRAPHS)):
        _set(table, firsts, seconds, LATIN)
    for firsts, seconds, flag in _halved():
        _set(table, firsts, seconds, flag)
    return bytes(table)


def _clear(table: bytearray, firsts: str, seconds: str, flag: int) -> None:
    mask = 255 - flag
    columns = [ord(second) for second in seconds]
    for first in firsts:
        row = ord(first) << 7
        for column in columns:
            table[row | column] &= mask


def _set(table: bytearray, firsts: str, seconds: str, flag: int) -> None:
    columns = [ord(second) for second in seconds]
    for first in firsts:
        row = ord(first) << 7
        for column in columns:
            table[row | column] |= flag
