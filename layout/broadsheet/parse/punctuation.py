"""Marks back to full width.

Takes one passage; returns it with the marks that GB/T 15834-2011 asks for in Chinese text.
Each mark is judged by what stands on both sides, so that addresses, figures, times and
foreign text keep theirs.  Letters never change.
"""

import re
import unicodedata

from broadsheet.parse.marks import has_han, is_han
from broadsheet.parse.needles import Pattern

_KEEP = Pattern(
    r"(?:https?://|www\.)[\w.\-/?=&%#~:+]+|(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)+"
    r"|(?<![\w.\-])[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]+)*\.(?:com|cn|net|org|gov|edu|tw|hk|io|top|vip)\b[\w./\-?=&]*"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+[.:]\d+(?:[.:]\d+)*",
    needs=(".", ":", ",", "@"),
    flags=re.ASCII | re.IGNORECASE,
)
_WIDE_MARK = "，。、；：！？“”‘’（）《》〈〉【】「」『』…—·～％℃"
_CURLY = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_SHAPES = {'"': "“”", "'": "‘’"}
_CODE = Pattern(
    r"[A-Za-z_][\w.]*\([!-~ ]*[\"'{=][!-~ ]*\)|\{ ?[\"'][!-~ ]*\}", needs=("(", "{"), flags=re.ASCII
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
    (Pattern(r"(?<=\S)>>", needs=(">>",)), "》"),
)
_SPREAD = 4  # letters
_GAP = re.compile(r"\s+")
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
    pieces = _GAP.split(text)
    whites = [m.group() for m in _GAP.finditer(text)]
    out = [pieces[0]]
    spread = _spread(pieces) if prose else frozenset()
    for n, (white, after) in enumerate(zip(whites, pieces[1:], strict=True)):
        out += ["" if n in spread else _gap(pieces[n], white, after, prose, head), after]
    return "".join(out)


def _spread(pieces: list[str]) -> frozenset[int]:
    """Gaps within a word that was set with its letters apart: four single ideographs or more."""
    found: set[int] = set()
    run = 0
    for n in range(len(pieces) + 1):
        single = n < len(pieces) and len(pieces[n]) == 1 and is_han(pieces[n])
        if single:
            run += 1
            continue
        if run >= _SPREAD:
            found |= set(range(n - run, n - 1))
        run = 0
    return frozenset(found)


def _gap(before: str, white: str, after: str, prose: bool, head: bool) -> str:
    left, right = before[-1:], after[:1]
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
    text = re.sub(r"(?:\.{3,}|。{3,}|[…⋯]+)+", "…", text)
    text = re.sub(r"(?:-{2,}|[—─―]+)+", "—", text)
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())
    return re.sub("<+|>+", lambda m: m.group()[0], plain)


def _kept(text: str) -> list[tuple[int, int]]:
    codes = _codes(text)
    if not codes:
        return [m.span() for m in _KEEP.finditer(text)]
    spans = [m.span() for m in _KEEP.finditer(text)]
    free = [s for s in spans if not any(a <= s[0] < b for a, b in codes)]
    return sorted(free + codes)


def _outside(text: str, pattern: Pattern, mark: str) -> str:
    spans = iter([*_kept(text), (len(text) + 1, len(text) + 1)])
    out: list[str] = []
    at, span = 0, next(spans)
    for found in pattern.finditer(text):
        while span[1] <= found.start():
            span = next(spans)
        if span[0] >= found.end():
            out += [text[at : found.start()], mark]
            at = found.end()
    return "".join([*out, text[at:]])


def _quotes(text: str) -> str:
    """Pair straight quotes; an apostrophe between Latin letters and a foot sign stay."""
    if '"' not in text and "'" not in text:
        return text
    out = list(text)
    spans = _codes(text)
    opened = {'"': False, "'": False}
    for n, char in enumerate(text):
        if char in _CURLY:
            opened[_CURLY[char]] = char in "“‘"
        elif char in opened and not any(a <= n < b for a, b in spans):
            before, after = text[n - 1 : n], text[n + 1 : n + 2]
            latin = before.isascii() and before.isalnum() and after.isascii() and after.isalpha()
            if char == "'" and latin and not opened["'"]:
                continue
            opens = _opens_quote(before, after, opened[char])
            out[n] = _SHAPES[char][not opens]
            opened[char] = opens
    return "".join(out)


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
    out = list(text)
    stack: list[int] = []
    spans = {n for start, stop in _kept(text) for n in range(start, stop) if text[n] in "()"}
    for n, char in enumerate(text):
        if n in spans:
            continue
        if char in "(（":
            stack.append(n)
        elif char in ")）":
            start = stack.pop() if stack else n
            near = text[max(0, start - 1) : start] + text[start : n + 1] + text[n + 1 : n + 2]
            if any(map(_is_chinese, near)):
                out[n] = "）"
                out[start] = "（" if start != n else "）"
    for n in stack:
        if any(map(_is_chinese, text[max(0, n - 1) : n] + text[n + 1 : n + 2])):
            out[n] = "（"
    return "".join(out)


def _singles(text: str) -> str:
    chinese = sum(map(is_han, text)) >= len(_WORD.findall(text))
    out = list(text)
    spans = iter([*_kept(text), (len(text) + 1, len(text) + 1)])
    span = next(spans)
    for n, char in enumerate(text):
        if char not in ",;:!?.":
            continue
        while span[1] <= n:
            span = next(spans)
        if span[0] <= n:
            continue
        before, after = _beside(out, n)
        if char == ".":
            if _is_stop(text, n, before, after):
                out[n] = "。"
        elif _takes_full(char, before, after, text[n + 1 : n + 2], chinese):
            out[n] = _FULL[char]
    return "".join(out)


def _beside(out: list[str], n: int) -> tuple[str, str]:
    """Return the nearest solid characters on both sides, within three."""
    before = "".join(out[max(0, n - 3) : n]).rstrip()[-1:]
    after = "".join(out[n + 1 : n + 4]).lstrip()[:1]
    return before, after


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
