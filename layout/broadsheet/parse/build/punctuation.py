"""Marks back to full width.

Takes one passage; returns it with the marks that GB/T 15834-2011 asks for in Chinese text.
Each mark is judged by what stands on both sides, so that addresses, figures, times and
foreign text keep theirs.  Letters never change.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable

from broadsheet.parse.text.characters import has_han, is_han
from broadsheet.parse.text.matching import Pattern

_KEEP = Pattern(
    r"(?:https?://|www\.)[\w.\-/?=&%#~:+]+|(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)+"
    r"|(?<![\w.\-])[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]+)*\.(?:com|cn|net|org|gov|edu|tw|hk|io|top|vip)\b[\w./\-?=&]*"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|(?<!\d)\d+[.:]\d+(?:[.:]\d+)*",
    needs=(".", ":", ",", "@"),
    flags=re.ASCII | re.IGNORECASE,
)
_WIDE_MARK = "，。、；：！？“”‘’（）《》〈〉【】「」『』…—·～％℃"
_CURLY = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_SHAPES = {'"': "“”", "'": "‘’"}
# bounded: what has no closing bracket near is no code
_CODE = Pattern(
    r"(?<![\w.])[A-Za-z_][\w.]{0,63}\([ !#-&(-<>-z|}~]{0,99}[\"'{=][ -~]{0,199}\)"
    r"|\{ ?[\"'][ -~]{0,199}\}",
    needs=("(", "{"),
    flags=re.ASCII,
)
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF_FORMS = str.maketrans(
    {
        "､": "、",
        "｡": "。",
        "｢": "「",
        "｣": "」",
        "﹐": "，",
        "﹔": "；",
        "﹕": "：",
        "﹖": "？",
        "﹗": "！",
    }
)
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "《": "<", "》": ">"})
_RUNS = (
    (Pattern(r"\.{3,}|。{3,}|\u22ef+", needs=("...", "。。。", "\u22ef")), "……"),
    (Pattern("-{2,}|─{2,}|―{2,}", needs=("--", "──", "――")), "——"),
    (Pattern(r"<<(?=[^<>]*>>)", needs=("<<",)), "《"),
    (Pattern(r"(?<=[^\s>])>>(?!>)", needs=(">>",)), "》"),
)
_DOUBLED = frozenset(".。\u22ef-─―<>")  # what the runs are made of
_ALIKE = (
    (
        Pattern(r"(?:\.{3,}|。{3,}|[…⋯]+)+", needs=("...", "。。。", "…", "⋯")),
        "…",
    ),
    (Pattern(r"(?:-{2,}|[—─―]+)+", needs=("--", "—", "─", "―")), "—"),
)
_ANGLES = Pattern("<{2,}|>{2,}", needs=("<<", ">>"))
# four single ideographs or more: a word that was set with its letters apart
_SPREAD = re.compile(r"(?<!\S)[^\W\da-zA-Z_](?:\s+[^\W\da-zA-Z_]){3,}(?!\S)")
_ROUND = {"(": "(（", ")": ")）", "（": "（（", "）": "））"}
_GAP = re.compile(r"\s+")
_QUOTE = re.compile("[\"'“”‘’]")
_BRACKET = re.compile("[()（）]")
_SINGLE = re.compile("[,;:!?.]")
_NOWHERE = (sys.maxsize, sys.maxsize)
_AFTER_NONE = frozenset("，。、；：！？“‘（《「』”’）》")  # no white after these
_BEFORE_NONE = frozenset("，。、；：！？”’）》」』")
_WIDE = frozenset(_WIDE_MARK)
_WORD = re.compile(r"[A-Za-z0-9][\w.\-]*", re.ASCII)
_LISTED = Pattern(r"\d+[.、．]", needs=(".", "、", "．"))


def full_width(text: str, *, prose: bool = True, head: bool = False) -> str:
    """Return a passage with full-width marks where it is Chinese.

    ``prose`` also takes out the white that extraction leaves between Han and Latin; lines
    of advertisements keep it, and in a ``head`` a gap parts two phrases.

    >>> full_width("增长3.5%,达到1,200元(含税);网址:www.a.cn,8:30开始.")
    '增长3.5%，达到1,200元（含税）；网址：www.a.cn，8:30开始。'
    """
    if not has_han(text):
        return text
    if not _DOUBLED.isdisjoint(text):
        for pattern, mark in _RUNS:
            if pattern.search(text):
                text = _outside(text, pattern, mark)
    text = _quotes(text.translate(_HALF_FORMS))
    text = _brackets(text)
    text = _singles(text)
    return _gaps(text, prose, head)


def _gaps(text: str, prose: bool, head: bool) -> str:
    """Close the gaps that extraction left; one between Chinese phrases is an em."""
    if " " not in text and "\t" not in text and "\u3000" not in text:
        return text
    spread = _Spans([m.span() for m in _SPREAD.finditer(text)] if prose else ())

    def white(found: re.Match[str]) -> str:
        start, stop = found.span()
        inside = spread.hold(start, stop) and start > spread.at[0] and stop < spread.at[1]
        return (
            ""
            if inside
            else _gap(text[start - 1 : start], found.group(), text[stop : stop + 9], prose, head)
        )

    return _GAP.sub(white, text)


def _gap(before: str, white: str, after: str, prose: bool, head: bool) -> str:
    left, right = before, after[:1]
    if not left or not right or "\n" in white:
        return white
    plain = "\u3000" not in white
    if prose and plain and (left in _AFTER_NONE or right in _BEFORE_NONE):
        return ""
    if head and ((is_han(left) and right.isdecimal()) or (left.isdecimal() and is_han(right))):
        return "\u3000"
    if prose and white == " ":
        if is_han(left) and right.isascii() and right.isalnum() and not _LISTED.match(after):
            return ""
        if is_han(right) and left.isascii() and (left.isalnum() or left == "%"):
            return ""
    return "\u3000" if _is_chinese(left) and _is_chinese(right) else white


def _is_chinese(char: str) -> bool:
    return is_han(char) or char in _WIDE


def folded(text: str) -> str:
    """Return what must not change when marks do: letters, and marks made alike."""
    for pattern, mark in _ALIKE:
        text = pattern.sub(mark, text)
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())
    return _ANGLES.sub(lambda m: m.group()[0], plain)


class _Spans:
    """Stretches of a text that keep their marks, asked from left to right."""

    __slots__ = ("at", "spans")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = iter(spans)
        self.at = next(self.spans, _NOWHERE)

    def hold(self, start: int, stop: int) -> bool:
        """Tell whether a stretch lies in one of them, or overlaps it; ask in order."""
        while self.at[1] <= start:
            self.at = next(self.spans, _NOWHERE)
        return self.at[0] < stop


def _kept(text: str) -> list[tuple[int, int]]:
    spans = [m.span() for m in _KEEP.finditer(text)]
    codes = _codes(text)
    if not codes:
        return spans
    inside = _Spans(codes)
    return sorted([s for s in spans if not inside.hold(s[0], s[0] + 1)] + codes)


def _outside(text: str, pattern: Pattern, mark: str) -> str:
    spans = _Spans(_kept(text))
    return pattern.sub(lambda m: m.group() if spans.hold(*m.span()) else mark, text)


def _quotes(text: str) -> str:
    """Pair straight quotes; an apostrophe between Latin letters and a foot sign stay."""
    if '"' not in text and "'" not in text:
        return text
    spans = _Spans(_codes(text))
    opened = {'"': False, "'": False}

    def mark(found: re.Match[str]) -> str:
        char, n = found.group(), found.start()
        if char in _CURLY:
            opened[_CURLY[char]] = char in "“‘"
            return char
        if spans.hold(n, n + 1):
            return char
        before, after = text[n - 1 : n], text[n + 1 : n + 2]
        latin = before.isascii() and before.isalnum() and after.isascii() and after.isalpha()
        if char == "'" and latin and not opened["'"]:
            return char
        opens = _opens_quote(before, after, opened[char])
        opened[char] = opens
        return _SHAPES[char][not opens]

    return _QUOTE.sub(mark, text)


def _opens_quote(before: str, after: str, opened: bool) -> bool:
    """Tell whether a straight quote opens: by what it touches where that is clear."""
    if not before or before in "(（":
        return True
    if not after or after in ",.;:!?，。；：！？、)）":
        return False
    return not opened


def _codes(text: str) -> list[tuple[int, int]]:
    """Stretches of program text, whose quotes and marks are its own."""
    return [m.span() for m in _CODE.finditer(text)]


def _brackets(text: str) -> str:
    """Make a pair of brackets full-width when Han stands inside or beside it."""
    if "(" not in text and ")" not in text:
        return text
    spans = _Spans(_kept(text))
    full: set[int] = set()
    stack: list[int] = []  # opening brackets
    inside: list[bool] = []  # whether Han stands inside each
    last = 0  # what came before is known
    for found in _BRACKET.finditer(text):
        n, char = found.start(), found.group()
        if stack and not inside[-1] and any(map(_is_chinese, text[last:n])):
            inside[-1] = True
        last = n + 1
        if spans.hold(n, n + 1):
            continue
        if char in "(（":
            stack.append(n)
            inside.append(char == "（")
            continue
        start, chinese = (stack.pop(), inside.pop()) if stack else (n, False)
        chinese = chinese or char == "）"
        if chinese or _touches_chinese(text, start, n):
            full |= {start, n}
        if stack and chinese:
            inside[-1] = True
    full.update(n for n in stack if _touches_chinese(text, n, n))
    return _BRACKET.sub(lambda m: _ROUND[m.group()][m.start() in full], text) if full else text


def _touches_chinese(text: str, start: int, stop: int) -> bool:
    return any(map(_is_chinese, text[max(0, start - 1) : start] + text[stop + 1 : stop + 2]))


def _singles(text: str) -> str:
    if not any(mark in text for mark in ",;:!?."):
        return text
    chinese = sum(map(is_han, text)) >= len(_WORD.findall(text))
    spans = _Spans(_kept(text))
    done: dict[int, str] = {}  # the last marks that were changed

    def mark(found: re.Match[str]) -> str:
        char, n = found.group(), found.start()
        if spans.hold(n, n + 1):
            return char
        for k in [k for k in done if k < n - 3]:
            del done[k]
        ahead = "".join(done.get(k, text[k]) for k in range(max(0, n - 3), n))
        before, after = ahead.rstrip()[-1:], text[n + 1 : n + 4].lstrip()[:1]
        if char == ".":
            new = "。" if _is_stop(text, n, before, after) else char
        else:
            full = _takes_full(char, before, after, text[n + 1 : n + 2], chinese)
            new = _FULL[char] if full else char
        if new != char:
            done[n] = new
        return new

    return _SINGLE.sub(mark, text)


def _is_stop(text: str, n: int, before: str, after: str) -> bool:
    if not before or not (_is_chinese(before) or before in "%)"):
        return bool(before.isalnum() and not after and n > 8)
    return not after or _is_chinese(after) or text[n + 1 : n + 2].isspace() or after in "\"')"


def _takes_full(char: str, before: str, after: str, touching: str, chinese: bool) -> bool:
    if before and _is_chinese(before):
        return True
    if after and _is_chinese(after) and (before or char in ":"):
        return True
    if not chinese or not before:
        return False
    if not after:
        return before.isalnum() or before in "%)"
    if char == ":":
        return False
    return not touching.isspace() and bool(after) and (before.isalnum() or before in "%)")
