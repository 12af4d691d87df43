"""Tell what each character is to the setter of a line.

Takes text; returns one letter a character, the names of classes that ``pairs`` has rules
for.  The base is UAX #14 (Unicode 15.0); characters that Chinese setting tells apart have
classes of their own.  Knows nothing of faces or widths.

    Han and full-width            from UAX #14
    H  ideograph, kana            a  letter            n  digit
    I  symbol as wide as one      A  other of AL       h  Hebrew letter
    <  opening bracket            p  prefix            o  postfix
    >  closing bracket            P  wide prefix       O  wide postfix
    {  opening quote              i  infix .,:;        s  solidus
    }  closing quote              y  hyphen-minus      b  break after
    ,  ，、                       B  break before      -  hyphens and en dash
    :  ：；                       q  narrow quote      !  ?!
    .  。．                       (  [ narrow          )  ] narrow  (] other closers)
    ?  ？！                       S  non-starter       J  small kana
    M  middle dot                 c  combining mark    Z  zero-width joiner
    D  dash, alone                g  glue              w  word joiner
    d  dash of a pair             z  zero-width space  _  space
    E  ellipsis of one            k  r  f  l           line ends
    e  ellipsis of two or more    x  m  emoji base, modifier
    ~  wide connector             3 4 5 6 7            Hangul
    /  wide solidus               R  regional indicator
    W  ideographic space          C  contingent break
"""

import re
from bisect import bisect_right
from functools import cache
from typing import Final

# What Chinese setting tells apart; all else comes from UAX #14.
CHINESE: Final[dict[str, str]] = {
    "<": "（《〈「『【〔〖［｛〘〚〝｟",
    ">": "）》〉」』】〕〗］｝〙〛〞〟｠",
    "{": "“‘",
    "}": "”’",
    ",": "，、",
    ":": "：；",
    ".": "。．",
    "?": "？！",
    "M": "·・‧",
    "D": "—―",
    "d": "⸺⸻",
    "E": "…‥⋯․",
    "~": "～－",
    "-": "‐–〜゠",
    "/": "／",
    "O": "％﹪￠‰℃℉°′″‵",
    "P": "￥￡＄￦€№",
    "W": "\u3000",
    "_": " ",
}
# Narrow quotes belong to Latin words; everywhere else they are full-width.
_QUOTE_IN_LATIN: Final = re.compile(r"(?<=[anAh])[{}](?=[anAh])|\{(?=[anAh(])|(?<=[anAhi!)])\}")
_UNITS: Final = re.compile(r"DD+|EE+")
_LATIN: Final = frozenset("anAhpoisyqb!()")
_WIDE: Final = re.compile(r"[HI<>,:.?]")
_FOREIGN: Final = re.compile(r"[^anAhpoisyqb!()\-_DdEecgzw]")
_CONTEXT: Final = ("{", "}", "DD", "EE")


def latin_only(letters: str) -> bool:
    """Tell of classified text whether it is Latin: words, and nothing of Han or full-width.

    >>> latin_only(classify("The 8 bells")), latin_only(classify("2026")), latin_only("aH")
    (True, False, False)
    """
    return "a" in letters and not _FOREIGN.search(letters)


class _Letters(dict[str, str]):
    """Class letters by character, filled as characters are met."""

    def __missing__(self, char: str) -> str:
        letter = self[char] = _look_up(ord(char))
        return letter


@cache
def _letters() -> _Letters:
    known = {char: letter for letter, chars in CHINESE.items() for char in chars}
    return _Letters(known)


@cache
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    from broadsheet.cjk import uax14  # noqa: PLC0415 - most pages never need it

    rows = []
    for letter, ranges in uax14.RANGES.items():
        for row in ranges.split():
            first, _, last = row.partition("-")
            rows.append((int(first, 16), int(last or first, 16), letter))
    rows.sort()
    return [first for first, _, _ in rows], [(last, letter) for _, last, letter in rows]


def _look_up(code: int) -> str:
    if 0x4E00 <= code <= 0x9FFF:
        return "H"
    if 0xAC00 <= code <= 0xD7A3:
        return "4" if (code - 0xAC00) % 28 else "3"
    if code < 0x80 and chr(code).isalnum():
        return "a" if code > 0x39 else "n"
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return "H"  # private use is for characters of one's own (造字); UAX #14 leaves XX open
    firsts, rest = _ranges()
    at = bisect_right(firsts, code) - 1
    if at >= 0 and code <= rest[at][0]:
        letter = rest[at][1]
        return "_" if letter == " " else letter
    return "a" if chr(code).isalpha() else "A"


def letter_of(char: str) -> str:
    """Return the class of a character by itself: a quote is full-width, a dash alone.

    >>> letter_of("“"), letter_of("—")
    ('{', 'D')
    """
    return _letters()[char]


def classify(text: str) -> str:
    """Return one class letter for each character.

    Pairs and runs of dashes and ellipses are told from single ones, and narrow quotes from
    full-width ones, by context.

    >>> classify("他说：“走——”")
    'HH:{Hdd}'
    >>> classify("don’t")
    'aaaqa'
    """
    letters = "".join(map(_letters().__getitem__, text))  # ``str.translate`` takes four times that
    if not any(map(letters.__contains__, _CONTEXT)):
        return letters
    letters = _UNITS.sub(lambda unit: unit[0].lower(), letters)
    if "{" in letters or "}" in letters:
        letters = _narrow_quotes(letters)
    return letters


def _narrow_quotes(letters: str) -> str:
    """Turn quotes that belong to Latin text into ``q``: an apostrophe, a quoted phrase."""
    if not _WIDE.search(letters):
        return letters.replace("{", "q").replace("}", "q")
    if not _QUOTE_IN_LATIN.search(letters):
        return letters
    out = list(letters)
    last = len(letters) - 1
    for at, letter in enumerate(letters):
        if letter in "{}":
            before = letters[at - 1] if at else ""
            after = letters[at + 1] if at < last else ""
            inner, outer = (after, before) if letter == "{" else (before, after)
            if inner in _LATIN and (outer in _LATIN or (outer == "_" and _spaced(letters, at))):
                out[at] = "q"
    return "".join(out)


def _spaced(letters: str, at: int) -> bool:
    """Tell whether the white outside of a quote parts it from Latin text."""
    step = -2 if letters[at] == "{" else 2
    return 0 <= at + step < len(letters) and letters[at + step] in _LATIN
