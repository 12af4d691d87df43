"""Marks back to full width.

Takes one passage; returns it with the marks that GB/T 15834-2011 asks for in Chinese text.
Each mark is judged by what stands on both sides, so that addresses, figures, times and
foreign text keep theirs.  Letters never change.
"""

import re
import unicodedata

from broadsheet.parse.marks import HAN

_KEEP = re.compile(
    r"(?:https?://|www\.)[\w.\-/?=&%#~:+]+|(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)+"
    r"|(?<![\w.\-])[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]+)*\.(?:com|cn|net|org|gov|edu|tw|hk|io|top|vip)\b[\w./\-?=&]*"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+[.:]\d+(?:[.:]\d+)*",
    re.ASCII | re.IGNORECASE,
)
_WIDE_MARK = "，。、；：！？“”‘’（）《》〈〉【】「」『』…—·～％℃"
_CHINESE = re.compile(f"(?:{HAN}|[{_WIDE_MARK}])")
_HAN_ONE = re.compile(HAN)
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
    (re.compile(r"(?:\.{3,}|。{3,}|\u22ef+)"), "……"),
    (re.compile(r"(?:-{2,}|─{2,}|―{2,})"), "——"),
    (re.compile(r"<<(?=[^<>]*>>)"), "《"),
    (re.compile(r"(?<=\S)>>"), "》"),
)
_BESIDE_MARK = re.compile(
    r"(?<=[，。、；：！？“‘（《」』”’）》])[ \t]+|[ \t]+(?=[，。、；：！？”’）》」』])"
)
_PHRASE_GAP = re.compile(rf"(?<={HAN}|[{_WIDE_MARK}])[ \t\u3000]+(?=(?:{HAN}|[{_WIDE_MARK}]))")
_SPREAD = re.compile(rf"(?<!{HAN}){HAN}(?:[ \u3000]{HAN}){{3,}}(?!{HAN})")
_WORD = re.compile(r"[A-Za-z0-9][\w.\-]*", re.ASCII)
_LATIN_GAP = re.compile(rf"(?<={HAN}) (?=[A-Za-z0-9])(?!\d+[.、．])|(?<=[A-Za-z0-9%]) (?={HAN})")


def full_width(text: str, *, prose: bool = True) -> str:
    """Return a passage with full-width marks where it is Chinese.

    ``prose`` also takes out the white that extraction leaves between Han and Latin; lines
    of advertisements keep it.

    >>> full_width("增长3.5%,达到1,200元(含税);网址:www.a.cn,8:30开始.")
    '增长3.5%，达到1,200元（含税）；网址：www.a.cn，8:30开始。'
    """
    if not _HAN_ONE.search(text):
        return text
    for pattern, mark in _RUNS:
        if pattern.search(text):
            text = _outside(text, pattern, mark)
    text = _quotes(text.translate(_HALF_FORMS))
    text = _brackets(text)
    text = _singles(text)
    text = _BESIDE_MARK.sub("", text) if prose else text
    if prose:
        text = _SPREAD.sub(lambda m: re.sub(r"\s", "", m.group()), text)
        text = _LATIN_GAP.sub("", text)
    return _PHRASE_GAP.sub("\u3000", text)


def folded(text: str) -> str:
    """Return what must not change when marks do: letters, and marks made alike."""
    text = re.sub(r"(?:\.{3,}|。{3,}|[…⋯]+)+", "…", text)
    text = re.sub(r"(?:-{2,}|[—─―]+)+", "—", text)
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())
    return re.sub("<+|>+", lambda m: m.group()[0], plain)


def _kept(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _KEEP.finditer(text)]


def _outside(text: str, pattern: re.Pattern[str], mark: str) -> str:
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
    opened = {'"': False, "'": False}
    shapes = {'"': "“”", "'": "‘’"}
    for n, char in enumerate(text):
        if char not in opened:
            continue
        before, after = text[n - 1 : n], text[n + 1 : n + 2]
        latin = before.isascii() and before.isalnum() and after.isascii() and after.isalpha()
        if char == "'" and latin and not opened["'"]:
            continue
        out[n] = shapes[char][opened[char]]
        opened[char] = not opened[char]
    return "".join(out)


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
            if _CHINESE.search(near.strip("()")):
                out[n] = "）"
                out[start] = "（" if start != n else "）"
    for n in stack:
        if _CHINESE.search(text[max(0, n - 1) : n] + text[n + 1 : n + 2]):
            out[n] = "（"
    return "".join(out)


def _singles(text: str) -> str:
    chinese = len(_HAN_ONE.findall(text)) >= len(_WORD.findall(text))
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
    if not before or not (_CHINESE.match(before) or before in "%)"):
        return bool(before.isalnum() and not after and n > 8)
    return (
        not after or bool(_CHINESE.match(after)) or text[n + 1 : n + 2].isspace() or after in "\"')"
    )


def _takes_full(char: str, before: str, after: str, touching: str, chinese: bool) -> bool:
    if before and _CHINESE.match(before):
        return True
    if after and _CHINESE.match(after) and (before or char in ":"):
        return True
    if not chinese or not before or char == ":":
        return False
    return not touching.isspace() and bool(after) and (before.isalnum() or before in "%)")
