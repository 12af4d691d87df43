"""Lines that an extraction cut at wide gaps, or within brackets: one line again.

Takes what has been put together so far and the next line; tells whether that line is a piece
of it: a name after a role that stands alone, a letter of a name that was set with white
inside, the end of a bracket.  Blank lines may stand between the pieces of a gap.
"""

from broadsheet.parse.text.bylines import is_name, names_only, parse_byline
from broadsheet.parse.text.characters import is_han
from broadsheet.parse.text.matching import Pattern, shortest
from broadsheet.parse.text.trade_words import FOLIO_WORDS, ROLES

_ROLE_ALONE = Pattern(
    r"^[（(【—■□]*\s*(?:本[报報刊台社]|[^\W\da-zA-Z_]{2,6}[报報社])?\s?(?:"
    + "|".join(sorted(ROLES, key=len, reverse=True))
    + r")[：:]?$",
    needs=shortest(ROLES),
)
_EDITORS = Pattern(
    "^(?:" + "|".join(sorted(FOLIO_WORDS, key=len, reverse=True)) + r")\s?[：:]\s?[^：:]{0,40}$",
    needs=shortest(FOLIO_WORDS),
)
_NAMES = 24  # characters of several names
_NAME = 4  # characters of the longest name that may be a piece
_SPREAD = 2  # letters of a name that was set with white inside
_OPEN, _SHUT = "（(【[", "）)】]"
_REST = 14  # characters of the end of a bracket on the next line
_BYLINE = 40  # characters
_BLANKS = 2  # blank lines that a gap may leave


def is_piece(so_far: str, line: str, *, pieced: bool, blanks: int) -> bool:
    """Tell whether a line is a piece of the one before it; ``pieced``: so was that one.

    >>> is_piece("本报记者", "钱岸", pieced=False, blanks=1)
    True
    >>> is_piece("本版责编：王", "海", pieced=False, blanks=1)
    True
    >>> is_piece("本报记者 钱岸", "栈桥加固", pieced=True, blanks=0)
    False
    """
    if not blanks and so_far and _shuts(so_far, line):
        return True
    if not so_far or blanks > _BLANKS or len(line) > _NAMES:
        return False
    parts = line.split()
    if len(parts) == _SPREAD and all(len(part) == 1 for part in parts):  # 盛 军
        line = "".join(parts)
    alone = _ROLE_ALONE.match(so_far) is not None
    if alone and len(names_only(line)) > 1:
        return True
    if len(line) > _NAME or not all(map(is_han, line)):
        return False
    if _EDITORS.match(so_far):
        return _cut_name(so_far, line) or (pieced and (is_name(line) or len(line) == 1))
    named = pieced and len(so_far) <= _BYLINE and parse_byline(so_far) is not None
    return (named and is_name(line)) or (alone and is_name(line, strict=False))


def between_pieces(so_far: str, line: str) -> str:
    """Return what is set between two pieces: nothing within a bracket or a name, else a gap."""
    return "" if _shuts(so_far, line) or _cut_name(so_far, line) else " "


def _cut_name(so_far: str, line: str) -> bool:
    """Tell whether a name's first letter stands alone before its second."""
    last = so_far.replace("：", " ").replace(":", " ").split()[-1]
    return len(last) == 1 and is_han(last) and len(line) <= 2


def _shuts(so_far: str, line: str) -> bool:
    """Tell whether a line goes on in a bracket that opens the text before, and closes it."""
    if so_far[0] not in _OPEN or any(mark in so_far[1:] for mark in _SHUT + "。"):
        return False
    return line[-1] in _SHUT and len(line) <= _REST and not any(m in line for m in _OPEN)
