"""Random copy from a seeded dice: text with all that papers print, stories, other items.

What is made is sound: quotes are closed, lines begin as an editor would begin them.
"""

from collections.abc import Callable
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

HAN = (
    "潮水退去以后码头上的灯一盏接着亮起来挑担人沿石阶往走他们说今年海带比厚晒三天就能收"
    "市政府工作会议代表群众发展经济建设改革开放学校老师生医院街道社区居民服务中心新闻记者"
    "本报讯员摄影图片春夏秋冬雨雪风云山河湖花草树木鱼鸟车船路桥城乡村镇县省国家世界和平"
)
WORDS = (
    *("GDP", "5G", "Wi-Fi", "AI", "iPhone", "COVID-19", "broadsheet", "New York", "A4", "PM2.5"),
    *("Tinglan", "don’t", "C++", "QR", "NBA", "the tide"),
)
UNITS = ("%", "℃", "元", "万人", "公里", "吨", "亿元", "年", "个", "‰", "kg", "mm", "号", "")
CLOSERS = ("。", "。", "。", "。", "！", "？", "……", "；", "”。")
ADDRESSES = ("www.tinglan.example/news/2026", "news@tinglan.example", "http://t.example/a?b=1&c=2")
TABLES = (
    "品种\t价格\t产地\n海带\t12.50\t汀兰\n虾皮\t8.00\t北港\n紫菜\t105.20\t南湾",
    "名次\t姓名\n1\t林潮\n2\t程雪",
    "站\t时刻\n汀兰\t8:05\n北港\t12:40",
)


def han(dice: Random, count: int) -> str:
    """Return so many characters."""
    return "".join(dice.choices(HAN, k=count))


def _number(dice: Random) -> str:
    number = dice.choice(
        [
            f"{dice.randrange(1, 100)}",
            f"{dice.randrange(1000, 99999)}",
            f"{dice.randrange(1, 99)}.{dice.randrange(1, 99)}",
            f"{dice.randrange(1, 12)}月{dice.randrange(1, 30)}日",
            f"{dice.randrange(1, 23)}:{dice.randrange(10, 59)}",
            f"{dice.randrange(10, 99)}-{dice.randrange(1, 9)}",
        ]
    )
    return number + dice.choice(UNITS)


def _marked(dice: Random) -> str:
    """Return a stretch with markup in it (``broadsheet.markup``)."""
    return dice.choice(
        [
            f"⟦dot:{han(dice, 2)}⟧",
            f"⟦name:{han(dice, 3)}⟧",
            f"⟦title:{han(dice, 4)}⟧",
            "⟦ruby:骎|qīn⟧",
            f"⟦note:{dice.randrange(1, 9)}⟧",
            f"⟦wide:{han(dice, 2)}⟧",
        ]
    )


PIECES: tuple[tuple[int, Callable[[Random], str]], ...] = (
    (55, lambda _: "，"),
    (7, lambda dice: dice.choice("、：；")),
    (6, lambda dice: f"“{han(dice, dice.randrange(1, 7))}”"),
    (5, lambda dice: f"《{han(dice, dice.randrange(1, 5))}》"),
    (4, lambda dice: f"（{han(dice, dice.randrange(1, 5))}）"),
    (10, _number),
    (6, lambda dice: dice.choice(WORDS)),
    (3, lambda dice: dice.choice(("——", "……", "。", "·", "/", "！", "——“是”", "《一》《二》"))),
    (3, _marked),
    (1, lambda dice: dice.choice(ADDRESSES)),
)
PIECE_WEIGHTS = list(accumulate(weight for weight, _ in PIECES))


def _piece(dice: Random) -> str:
    """Return what stands between two stretches of characters."""
    [(_, make)] = dice.choices(PIECES, cum_weights=PIECE_WEIGHTS)
    return make(dice)


def prose(dice: Random, count: int) -> str:
    """Return a paragraph of about ``count`` characters, with marks, numbers and Latin words."""
    parts: list[str] = []
    length = 0
    while length < count - 1:
        run = han(dice, min(dice.randrange(2, 14), max(1, count - 1 - length)))
        parts.append(run)
        length += len(run)
        if length < count - 2:
            piece = _piece(dice)
            parts.append(piece)
            length += len(piece)
    end = dice.choice(CLOSERS)
    return ("“" if end[0] == "”" else "") + ("".join(parts) or han(dice, 1)) + end


def _list(dice: Random, count: int) -> str:
    each = max(4, count // 4)
    return "\n".join(f"{n}．{prose(dice, each)}" for n in range(1, dice.randrange(2, 5)))


def _talk(dice: Random, count: int) -> str:
    return f"问：{prose(dice, max(4, count // 4))}\n答：{prose(dice, max(4, count // 2))}"


def _verse(dice: Random, _: int) -> str:
    return "\n".join(han(dice, dice.choice((5, 7))) + mark for mark in "，。，。")


BLOCKS: dict[str, tuple[int, Callable[[Random, int], str]]] = {
    "para": (80, prose),
    "crosshead": (6, lambda dice, _: han(dice, dice.randrange(2, 9))),
    "note": (3, lambda dice, count: prose(dice, min(count, 60))),
    "list": (3, _list),
    "verse": (2, _verse),
    "qa": (2, _talk),
    "table": (2, lambda dice, _: dice.choice(TABLES)),
    "pull": (2, lambda dice, _: han(dice, dice.randrange(6, 24)) + "。"),
}
BLOCK_WEIGHTS = list(accumulate(weight for weight, _ in BLOCKS.values()))


def block(dice: Random, count: int) -> dict[str, str]:
    """Return a block of the body of about ``count`` characters."""
    [kind] = dice.choices(list(BLOCKS), cum_weights=BLOCK_WEIGHTS)
    return {"kind": kind, "text": BLOCKS[kind][1](dice, count)}


def headline(dice: Random, across: int) -> str:
    """Return the words of a head, at times with white or marks between."""
    words = han(dice, dice.randint(2, max(3, min(16, across))))
    at = dice.random()
    if at < 0.1 and len(words) > 5:
        return f"{words[:4]} {words[4:]}"
    if at < 0.2:
        return f"{words}“{han(dice, 2)}”{han(dice, 2)}"
    if at < 0.25:
        return f"{words}{_number(dice)}"
    return words


class Room(NamedTuple):
    """About what a story's box holds."""

    columns: int
    measure: int  # characters
    rows: int

    @property
    def across(self) -> int:
        """Characters across all columns."""
        return self.columns * self.measure


DEPTHS = {"headline": 3, "section": 2, "kicker": 1, "deck": 2, "pictures": 6, "standfirst": 3}


def article(dice: Random, number: int, room: Room) -> dict[str, Any]:
    """Return a story with some of what a story can have, mostly so long that it goes in."""
    story: dict[str, Any] = {"kind": "article", "id": f"s{number}"}
    rich = min(1.0, max(0.05, (room.rows - 4) / 16))  # low boxes have little but text
    across = room.across

    def has(chance: float) -> bool:
        return dice.random() < chance * rich

    if dice.random() < 0.9:
        story["headline"] = headline(dice, across)
    if has(0.2):
        story["section"] = dice.choice(("要闻", "社区", "潮头观察")[: 2 + (across > 7)])
    if has(0.25):
        story["kicker"] = han(dice, dice.randint(3, max(4, min(14, across - 1))))
    if has(0.25):
        story["deck"] = f"——{han(dice, dice.randint(2, max(3, min(16, across - 3))))}"
    if has(0.08):
        story["standfirst"] = prose(dice, dice.randrange(10, 50))
    if dice.random() < 0.2:
        story["source"] = dice.choice(("本报讯", "新华社北京8月1日电"))
    if dice.random() < 0.25:
        story["byline"] = dice.choice(("记者林潮报道", "记者 林潮 通讯员 程雪", "林潮"))
    if has(0.35):
        taken = range(dice.choice((1, 1, 1, 2, 3)) if across > 11 else 1)
        story["pictures"] = [_picture(dice, across) for _ in taken]
    if has(0.08):
        story["signature"] = "（作者系本报评论员）"
    rows = room.rows - sum(depth for part, depth in DEPTHS.items() if part in story)
    count = int(across * rows * dice.uniform(0.35, 0.9)) - 8
    if dice.random() < 0.05:
        count *= 2
    story["body"] = _body(dice, count)
    return story


def _body(dice: Random, count: int) -> list[dict[str, str]]:
    """Return blocks of about ``count`` characters; one short paragraph at least."""
    body: list[dict[str, str]] = []
    while count > 0 and len(body) < 9:
        size = count if count < 30 else dice.randrange(8, min(count, 260) + 1)
        body.append(
            block(dice, size) if count > 20 else {"kind": "para", "text": prose(dice, size)}
        )
        count -= len(body[-1]["text"])
    if not body or body[-1]["kind"] == "crosshead":
        body.append({"kind": "para", "text": prose(dice, 8)})
    return body


def _picture(dice: Random, across: int) -> dict[str, Any]:
    picture: dict[str, Any] = {}
    if dice.random() < 0.75:
        picture["caption"] = han(dice, dice.randint(3, max(4, min(30, 2 * across))))
    if dice.random() < 0.3:
        picture["credit"] = "本报记者 林潮 摄"
    if dice.random() < 0.3:
        picture["place"] = dice.randrange(4)
    return picture


def item(dice: Random, kind: str, number: int, across: int) -> dict[str, Any]:
    """Return an advertisement, a notice, a photo or service text."""
    made: dict[str, Any] = {"kind": kind, "id": f"{kind}{number}"}
    if kind == "photo":
        return made | _picture(dice, across) | {"caption": han(dice, dice.randrange(3, 24))}
    most = max(3, across)
    lines = [han(dice, dice.randint(2, most)) for _ in range(dice.randrange(1, 4))]
    if dice.random() < 0.4 and across > 8:
        lines.append(f"电话：{dice.randrange(10**7, 10**8)}")
    if dice.random() < 0.15 and across > 8:
        lines += TABLES[1].split("\n")
    elif dice.random() < 0.1 and across > 8:
        lines += [f"{han(dice, dice.randint(2, 5))}……{_number(dice)}" for _ in range(3)]
    if kind != "ad" and dice.random() < 0.8:
        made["title"] = han(dice, dice.randint(2, min(8, most)))
    return made | {"lines": lines}
