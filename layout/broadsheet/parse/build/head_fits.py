"""How well lines of a head suit their roles, by rules set by hand.

Takes the lines and a row of roles; returns what speaks for it.  Where one line holds kicker and
headline, it is cut at a phrase gap.
"""

import itertools
from collections.abc import Sequence

from broadsheet.parse.text import trade_words
from broadsheet.parse.text.characters import letters
from broadsheet.parse.text.matching import Pattern, WordList
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_KICKER_END = WordList(ends=trade_words.KICKER_ENDS)
_OPENED = Pattern(
    r"在.{2,14}(?:召开|舉行|举行|启动|開幕|开幕|揭幕)", needs=("召开", "行", "启动", "幕")
)
_SCENE = WordList(
    "纪实 侧记 側記 主持会议 出席 并讲话 作报告 致辞 记录 综述 探访 见闻 采访 走访".split()
)
# who says it, before a colon: 业主：…, 记者调查：…
_SPEAKER = Pattern(r"[^\s，。！？：:“”、]{2,6}[：:]\s*\S{5}", needs=("：", ":"))
# what happens, or when: the kicker's way; and what a deck says of the headline's subject
_OCCASION = Pattern(
    r"(?:之[前后後]|[过過以][后後]|首日|最[后後]一[天日夜晚周]|前一[天日夜晚周]|当[天日]|旺季|淡季|[开開]考|落幕|收官|[吃告][紧緊急]|上路|"
    r"[节節年冬春夏秋腊八月日][到至](?=\s|$)|[浓濃]$|临近$|臨近$|在即$|正当时$|正當時$|来袭$|"
    r"第[^\s，,]{1,4}[站轮輪届屆场場回期次季日天])$"
)
_SAID_OF_IT = Pattern(
    r"(?:强调|強調|要求|指出|提出|明确|明確|预计|預計|部署|推动|推動|打造|力争|力爭|确保|確保)\S",
    first="强強要指提明预預部推打力确確",
)
# who spoke and presided: a deck's way, below the headline
_PRESENT = Pattern(
    r"(?:.*\s)?[^\s，。]{2,8}(?:主持|[并並]?[讲講][话話]|作[^\s，。]{0,10}[报報]告|[出列]席|参加|致[辞词辭])[^\s，。]{0,8}$",
    needs=("主持", "讲话", "講話", "报告", "報告", "席", "致", "参加"),
)
# figures of what the headline tells: a deck's way
_DETAIL = Pattern(
    r"[^\s，。：\d]{0,8}?(?:总投资|总面积|总长|全长|占比|最低|最高|最多|最快|首付|预计|涉及|覆盖|惠及|共计|累计|平均|其中|同比|年均|人均|每年可|每天可|首批|"
    r"總投資|全長|預計|涉及|覆蓋|惠及|累計|平均|每年可|首批)[^，。]{0,12}?[\d一二三四五六七八九十百千万两]",
    needs=tuple(
        "最 总 總 全长 全長 占比 快 首 预计 預計 涉及 覆 惠及 計 计 均 其中 同比 每".split()
    ),
)
_GOES_ON = WordList(
    ends="即日起 今日起 今起 明起 日起 将 將 把 让 讓 给 給 为 為 和 与 與 及 的 、".split()
)
_QUOTES = frozenset('”」"·')
_STOREYS = {"KHD": 1.6, "SHD": 1.0}  # of three lines each is something else
_SHORT_LINE = 9  # letters: of two such lines, as long as each other, one headline is made
_RHYTHM = 16  # letters: three phrases of fewer in all are one headline
LARGEST = 0.93  # of the largest size: the headline's, too
TAG = 5  # letters of most columns' names
_FOCUS = ("聚焦", "关注", "關注", "直击", "直擊", "走进", "走進", "喜迎")
_TAG_LETTERS = "行谈談说說苑窗廊坛壇角登议議音屋评評话話线線园園"  # how names of columns end
# “…”新事, “…”观察, “…”之三
_QUOTED_TAG = Pattern(r"^[“「\"][^”」\"]{2,12}[”」\"][^\s，、：；！？]{1,5}$", first='“「"')


def split_line(text: str, *, crowded: bool = False) -> tuple[str, str]:
    """Cut a line that holds kicker and headline at a phrase gap.

    Two short phrases of a length are one headline; equal short phrases before a longer
    one are its kicker; else a long line's first phrase is.  ``crowded`` heads with a deck
    keep their headline whole, but for such equal phrases.

    >>> split_line("数字赋能 云端共享 小镇用三张网留住年轻工匠")
    ('数字赋能 云端共享', '小镇用三张网留住年轻工匠')
    """
    phrases = text.split()
    sizes = [letters(p) for p in phrases]
    if len(phrases) < 2 or min(sizes) < 3:
        return "", text
    if (
        len(phrases) > 2
        and max(sizes[:-1]) - min(sizes[:-1]) <= 1
        and sizes[-1] > 1.5 * sizes[0]
        and sum(sizes) > _RHYTHM
    ):
        return " ".join(phrases[:-1]), phrases[-1]
    if crowded:
        return "", text
    if len(phrases) == 2:
        kicker = _KICKER_END.search(phrases[0]) and sizes[0] >= 8
        longer = sizes[0] >= 10 and sizes[0] > 1.3 * sizes[1]
        whole = sizes[0] <= TAG or (sum(sizes) <= 20 and not kicker and not longer)
        return ("", text) if whole or sum(sizes) <= 14 else (phrases[0], phrases[1])
    if sizes[0] > 1.5 * max(sizes[1:]) and sum(sizes) > _RHYTHM:
        return phrases[0], " ".join(phrases[1:])
    return "", text


def as_printed(lines: Sequence[Seen], way: str) -> bool:
    """Tell whether the largest lines are the headline; true of lines whose print is not known."""
    sizes = [one.block.printed.size for one in lines if one.block.printed]
    if len(sizes) < len(lines):
        return True
    largest = [size >= LARGEST * max(sizes) for size in sizes]
    return largest == [role == "H" for role in way]


def ways_of(count: int) -> list[str]:
    """All rows of roles in the order section, kicker, headline, deck, with a headline."""
    return [
        "S" * s + "K" * k + "H" * h + "D" * d
        for s, k, d in itertools.product(range(3), range(3), range(count))
        if (h := count - s - k - d) >= 1 and h <= 4
    ] or ["H" * count]


def score_of(lines: Sequence[Seen], way: str) -> float:
    """Return how well a row of roles suits the lines of a head."""
    main = max(_main_size(s) for s, role in zip(lines, way, strict=True) if role == "H")
    score = -1.6 * (way.count("H") - 1) - 0.6 * max(0, way.count("S") - 1)
    score -= 1.4 * max(0, way.count("K") - 1) + 1.5 * max(0, way.count("D") - 1)
    for one, role in zip(lines, way, strict=True):
        score += _fit(one, role, main)
    decks = [T.DASH in s.traits for s, role in zip(lines, way, strict=True) if role == "D"]
    if len(decks) > 1 and decks[-1] and not decks[0]:
        score -= 2.0  # the dash opens the deck, on its first line
    score += _first_half(lines, way)
    gaps = {role for s, role in zip(lines, way, strict=True) if T.GAPS in s.traits}
    score -= 0.9 * ("D" in gaps and "H" not in gaps)  # phrases are the headline's way
    if way[0] == "S" and _may_be_tag(lines):
        score += 1.7
    heads = [s.size for s, role in zip(lines, way, strict=True) if role == "H"]
    gapped = any(T.GAPS in s.traits for s in lines)
    if len(heads) == 2 and not gapped and abs(heads[0] - heads[1]) <= 1 and heads[0] >= 5:
        led = way.startswith("K") and _KICKER_END.search(lines[0].block.text)
        score += 2.2 * (max(heads) <= _SHORT_LINE or led)  # a headline of two even lines
    return score + _STOREYS.get(way, 0.0)


def _first_half(lines: Sequence[Seen], way: str) -> float:
    """A headline's first line that asks, cries or names its place, or the kicker that asks."""
    n = way.index("H")
    if not n and _occasion(lines[0].block.text) and not _says_of_it(lines[1:]):
        return -1.7 * (len(way) > 1)  # the headline says what it means
    if way[n + 1 : n + 2] == "H":
        one, two = lines[n], lines[n + 1]
        shorter = one.block.text[-1] in "？?" and one.size < two.size  # asked before the answer
        if one.block.text[-1] in "？?！!：:" and not shorter:
            return 3.4 if T.MID_MARK not in one.traits else 1.0
        return 2.4 * _GOES_ON.search(one.block.text)
    return 0.0


def _says_of_it(below: Sequence[Seen]) -> bool:
    """Tell whether the next line can only go on with a headline's subject."""
    return bool(below) and _SAID_OF_IT.match(below[0].block.text) is not None


def _may_be_tag(lines: Sequence[Seen]) -> bool:
    """Tell whether a few letters above a line as long or longer name a column."""
    one, two = lines[0], lines[1]
    plain = not one.traits & {T.MID_MARK, T.GAPS, T.DASH, T.ASKS, T.PARALLEL}
    plain = plain and one.block.text[-1] not in "：:"
    return (
        one.size <= TAG and plain and (two.size >= one.size or one.block.text[-1] in _TAG_LETTERS)
    )


def _main_size(one: Seen) -> int:
    """Letters of the headline in a line that may hold its kicker too."""
    return letters(split_line(one.block.text, crowded=True)[1])


def _occasion(text: str) -> bool:
    """Tell whether a line says what happens, or when."""
    return bool(_KICKER_END.search(text)) or _OCCASION.search(text) is not None


def _fit(one: Seen, role: str, main: int) -> float:
    fit = {"S": _fit_section, "K": _fit_kicker, "H": _fit_headline}.get(role, _fit_deck)
    return fit(one, main)


def _fit_section(one: Seen, main: int) -> float:
    """How like the name of a column of the paper a line is."""
    text, size, traits = one.block.text, one.size, one.traits
    score = -1.6 + 2.2 * (T.TAG in traits) + 3.0 * (T.DESK in traits) + 2.6 * (T.BOXED in traits)
    score += 1.8 * (T.TAG not in traits and main > size and bool(_QUOTED_TAG.match(text)))
    return (
        score
        + 0.4 * (size <= 6)
        + 2.0 * (size <= 12 and text.startswith(_FOCUS))
        + 1.4 * (size <= 4 and main >= 2 * size)
        + 0.8 * (size <= 4 and main > size)
        + 2.2 * (size <= 6 and main >= 1.4 * size and text[-1] in _TAG_LETTERS)
        - 2.0 * (size > 18)
        - 1.5 * (size > 9 and T.BOXED not in traits and not (_QUOTES & set(text)))
        - 3 * (T.DASH in traits)
    )


def _fit_kicker(one: Seen, main: int) -> float:
    """How like a kicker."""
    text, size, traits = one.block.text, one.size, one.traits
    score = -0.5 + 1.8 * _occasion(text) - 3 * (T.DASH in traits)
    score += 1.8 * (T.ASKS in traits and text[-1] in "？?" and size <= main)
    score += 0.7 * (size > main) - 1.1 * (T.TAG in traits) - 0.6 * (T.BOXED in traits)
    score += 1.2 * (T.MID_MARK in traits and size > 0.9 * main)
    score += 2.2 * (T.ORG in traits and size < main)  # whose news it is
    score -= 1.6 * bool(traits & {T.TITLE_CASE, T.CAPITALS} and size > TAG)
    score -= 2.5 * (_SPEAKER.match(text) is not None and T.ASKS not in traits)
    plain = not (_occasion(text) or traits & {T.GAPS, T.MID_MARK, T.ASKS})
    score -= 1.0 * (plain and abs(size - main) <= 1)  # nothing tells it from a headline
    return score + 0.5 * (8 <= size <= 24) - 0.8 * (size < 5) - 0.6 * (size <= TAG)


def _fit_headline(one: Seen, _main: int) -> float:
    """How like a headline."""
    text, traits = one.block.text, one.traits
    score = -3.0 * (T.DASH in traits) - 1.2 * (T.BOXED in traits) - 0.8 * (T.TAG in traits)
    score += 0.5 * (T.GAPS in traits)
    score -= 1.0 * (T.MID_MARK in traits)
    score -= 1.5 * (_SPEAKER.match(text) is not None)
    score -= 1.5 * (_SAID_OF_IT.match(text) is not None and T.GAPS not in traits)
    score -= 3.2 * (_PRESENT.match(text) is not None)
    score -= 1.8 * (T.ORG in traits)
    score -= 1.2 * (_DETAIL.match(text) is not None)
    score += 1.6 * (T.CAPITALS in traits) - 2.4 * (T.LATIN in traits)  # a translation
    own = _main_size(one)
    return score + 0.4 * (6 <= own <= 20) - 1.0 * (own > 28) - 1.6 * (own <= 3)


def _fit_deck(one: Seen, main: int) -> float:
    """How like a deck."""
    text, size, traits = one.block.text, one.size, one.traits
    scene = _SCENE.search(text) or _OPENED.search(text) is not None
    score = -0.8 + 3.5 * (T.DASH in traits) + 0.8 * scene
    score += 3.6 * (_SAID_OF_IT.match(text) is not None and T.GAPS not in traits)
    score += 2.4 * (_PRESENT.match(text) is not None)
    score += 2.4 * (_DETAIL.match(text) is not None)
    score += 1.6 * (T.LATIN in traits)
    score += 1.8 * (T.TITLE_CASE in traits and T.LATIN not in traits) - 1.2 * (T.CAPITALS in traits)
    score += 2.2 * (_SPEAKER.match(text) is not None) - 2.0 * (size <= TAG and T.DASH not in traits)
    score += (
        0.6 * (T.MID_MARK in traits)
        + 1.6 * (size > 1.35 * main)
        + 0.4 * (T.GAPS not in traits) * (size > main)
    )
    return (
        score
        - 1.2 * (size < 0.8 * main and not scene)
        - 0.8 * (T.TAG in traits)
        - 1.5 * (T.BOXED in traits)
    )
