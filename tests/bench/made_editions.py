"""Editions by rule, to see pages draw themselves: ``edition(seed)`` is always the same day.

Takes a seed; returns an edition as a plain mapping, with copy put together from words of our
own.  What is drawn: front or inside page, Chinese or English, 1 to 20 stories whose lengths are
spread as those of daily papers are (one long story, a few of middling length, many short ones),
0 to 10 advertisements in text, with an emblem or as material, pictures with files and places
kept, notices, service text, briefs, tables, verse, questions and answers.
"""

from random import Random
from typing import Any

SCORED = range(7000, 7300)  # committed before anything was tuned; looked at rarely
TUNED = range(0, 60)  # what is developed on

_WHO = (
    "渔民 船队 社区 学校 医院 茶农 盐场 工会 志愿者 "
    "巡护员 气象台 图书馆 老街 码头 果园 农机站 合作社 海关"
).split()
_DID = (
    "修好 种下 开出 送来 记下 试用 清点 扩建 晒干 翻新 护送 登记 收割 调度 讲解 推开 算清 补齐"
).split()
_WHAT = (
    "三条航线 一片红树林 新的灯塔 两百亩梯田 夜间门诊 一座石桥 五十台机器 沿河步道 老人食堂 "
    "第一茬春茶 渔港水闸 旧船坞 电动渡轮 村口水井 山里的电线 雨季账本 木偶戏台 海带架"
).split()
_WHEN = "今年 昨天 清晨 入冬以来 这几天 去年秋天 雨后 夜里 本月中旬 周末".split()
_WHERE = "汀兰湾 北港 石门镇 茶岭 南屿 盐田村 河口区 东礁 鹭洲 上坪".split()
_MORE = "大家说 记者看到 据统计 负责人介绍 一位老人回忆 到目前为止 与上年相比 接下来".split()
_NAMES = "林潮 程雪 陆小满 何岸 沈秋 郭海生 秦望 苏禾 周砚 方宁".split()
_TAGS = "要闻 民生 潮头观察 社区 一线 乡村 记者走基层".split()
_EN_WHO = (
    "ferry crews|the harbour board|teachers|growers|night nurses|the library|net menders".split("|")
)
_EN_DID = "reopened|counted|planted|repaired|measured|carried|sorted|argued over|paid for".split(
    "|"
)
_EN_WHAT = (
    "the old sluice|two miles of sea wall|a hundred young trees|the winter timetable|a brass bell|"
    "the last lighthouse lamp|eleven boats|the market roof|a footbridge|the school kitchen"
).split("|")
_EN_WHEN = (
    "on Monday|before dawn|this spring|after the storm|for the third year|at high water".split("|")
)

PICTURES = ("harbour.jpg", "windmill.png")
EMBLEMS = ("bank.png", "bookshop.png", "tea.png")


def sentence(dice: Random, *, latin: bool) -> str:
    """Return a sentence of our own."""
    if latin:
        words = f"{dice.choice(_EN_WHO)} {dice.choice(_EN_DID)} {dice.choice(_EN_WHAT)}"
        words += f" {dice.choice(_EN_WHEN)}"
        if dice.random() < 0.4:
            words += f", and {dice.choice(_EN_WHO)} {dice.choice(_EN_DID)} {dice.choice(_EN_WHAT)}"
        return words[0].upper() + words[1:] + "."
    parts = [
        f"{dice.choice(_WHEN)}，{dice.choice(_WHERE)}{dice.choice(_WHO)}{dice.choice(_DID)}{dice.choice(_WHAT)}"
    ]
    for _ in range(dice.choice((0, 1, 1, 2))):
        way = dice.random()
        if way < 0.3:
            parts.append(f"{dice.choice(_DID)}了{dice.choice(_WHAT)}")
        elif way < 0.6:
            count = f"{dice.randrange(2, 9000)}{dice.choice('人户亩吨次')}"
            parts.append(f"共{count}，上升{dice.randrange(10, 900) / 10}%")
        elif way < 0.8:
            parts.append(
                f"{dice.choice(_MORE)}，“{dice.choice(_WHO)}{dice.choice(_DID)}{dice.choice(_WHAT)}”"
            )
        else:
            parts.append(f"{dice.choice(_WHO)}也{dice.choice(_DID)}{dice.choice(_WHAT)}")
    return "，".join(parts) + "。"


def paragraph(dice: Random, count: int, *, latin: bool) -> str:
    """Return about ``count`` characters; never fewer than a sentence."""
    text = sentence(dice, latin=latin)
    while len(text) < count - 12:
        text += (" " if latin else "") + sentence(dice, latin=latin)
    return text


def headline(dice: Random, *, latin: bool) -> str:
    """Return the words of a headline: 6 to 24 characters, or 3 to 9 words."""
    if latin:
        words = f"{dice.choice(_EN_WHO)} {dice.choice(_EN_DID)} {dice.choice(_EN_WHAT)}"
        words += f" {dice.choice(_EN_WHEN)}" if dice.random() < 0.4 else ""
        return words[0].upper() + words[1:]
    way = dice.random()
    what, who = dice.choice(_WHAT), dice.choice(_WHO)
    if way < 0.25:
        return f"{dice.choice(_WHERE)}{dice.choice(_DID)}{what}"
    if way < 0.6:
        return f"{who}{dice.choice(_DID)}{what}"
    if way < 0.8:
        more = f"{dice.choice(_WHERE)}{dice.choice(_DID)}{dice.choice(_WHAT)}"
        return f"{who}{dice.choice(_DID)}{what} {more}"
    return f"“{what}”{dice.choice(_DID)}{who}{dice.choice(_WHERE)}"


def lengths(dice: Random, count: int, *, latin: bool) -> list[int]:
    """Return the characters of each story: as a daily's spread, the lead not always the longest."""
    found = [min(3200, max(50, round(dice.lognormvariate(6.05, 0.75)))) for _ in range(count)]
    lead = max(found) if dice.random() < 0.6 else max(500, sorted(found)[count // 2])
    found.remove(max(found)) if lead == max(found) else found.pop()
    return [(5 if latin else 1) * length // (2 if latin else 1) for length in [lead, *found]]


def _picture(dice: Random, *, latin: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"caption": headline(dice, latin=latin)}
    if dice.random() < 0.7:
        made["src"] = f"pictures/{dice.choice(PICTURES)}"
    if dice.random() < 0.3:
        made["focus"] = "40% 60%"
    if not latin and dice.random() < 0.4:
        made["credit"] = f"本报记者　{dice.choice(_NAMES)}　摄"
    return made


def _body(dice: Random, count: int, *, latin: bool) -> list[Any]:
    body: list[Any] = []
    left = count
    each = dice.choice((110, 160, 220)) * (2 if latin else 1)
    while left > 0:
        text = paragraph(dice, min(left, max(40, round(dice.gauss(each, each / 4)))), latin=latin)
        body.append(text)
        left -= len(text)
        if left > 2 * each and len(body) % 4 == 3 and dice.random() < 0.5:
            body.append(
                {"kind": "crosshead", "text": headline(dice, latin=latin).split(" ")[0][:11]}
            )
    if count > 500 and dice.random() < 0.12:
        body.insert(1, {"kind": "pull", "text": sentence(dice, latin=latin)})
    if count > 400 and dice.random() < 0.08:
        body.insert(0, {"kind": "note", "text": paragraph(dice, 60, latin=latin)})
    return body


def _other_body(dice: Random, *, latin: bool) -> list[Any]:
    """Return verse, a table, questions or a list in place of prose."""
    kind = dice.choice(("verse", "table", "qa", "list"))
    if kind == "verse":
        lines = [
            sentence(dice, latin=latin).split("，" if not latin else " and ")[-1] for _ in range(8)
        ]
        return [{"kind": "verse", "text": "\n".join(line[:24] for line in lines)}]
    if kind == "table":
        rows = [
            "\t".join((dice.choice(_WHERE), f"{dice.randrange(90, 990) / 10}", dice.choice(_NAMES)))
            for _ in range(6)
        ]
        return [
            paragraph(dice, 90, latin=latin),
            {"kind": "table", "text": "\n".join(["地方\t价格\t经手", *rows])},
        ]
    if kind == "list":
        rows = [f"{n}．{sentence(dice, latin=latin)}" for n in range(1, 5)]
        return [paragraph(dice, 60, latin=latin), {"kind": "list", "text": "\n".join(rows)}]
    asked = [
        f"问：{sentence(dice, latin=latin)}\n答：{paragraph(dice, 110, latin=latin)}"
        for _ in range(4)
    ]
    return [paragraph(dice, 80, latin=latin), *({"kind": "qa", "text": text} for text in asked)]


def _story(dice: Random, count: int, *, latin: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": "article", "headline": headline(dice, latin=latin)}
    weight = min(1.0, count / (1600 if latin else 700))
    if not latin and dice.random() < 0.3 * weight:
        made["section"] = dice.choice(_TAGS)
    if dice.random() < 0.4 * weight:
        made["kicker"] = (
            headline(dice, latin=latin).split(" ")[0] if not latin else dice.choice(_EN_WHEN)
        )
    if dice.random() < 0.35 * weight:
        made["deck"] = ("" if latin else "——") + headline(dice, latin=latin)
    if dice.random() < 0.06 * weight:
        made["standfirst"] = paragraph(dice, 60, latin=latin)
    if not latin and dice.random() < 0.6:
        made["source"] = "本报讯"
    if dice.random() < 0.7:
        made["byline"] = (
            f"By {dice.choice(('Ada Finch', 'Tom Reed'))}"
            if latin
            else f"记者　{dice.choice(_NAMES)}"
        )
    plain = latin or dice.random() > 0.07 or count > 900
    made["body"] = _body(dice, count, latin=latin) if plain else _other_body(dice, latin=latin)
    chance = 0.5 if count > 900 else 0.3 if count > 350 else 0.05
    if dice.random() < chance:
        made["pictures"] = [
            _picture(dice, latin=latin) for _ in range(dice.choice((1, 1, 1, 1, 2, 3)))
        ]
    return made


def _advert(dice: Random, *, latin: bool) -> dict[str, Any]:
    way = dice.random()
    if way < 0.12:
        made: dict[str, Any] = {
            "kind": "ad",
            "name": "material",
            "src": f"pictures/{dice.choice(EMBLEMS + PICTURES)}",
        }
    else:
        name = (
            dice.choice(_EN_WHAT).title()
            if latin
            else dice.choice(_WHERE)
            + dice.choice(("茶行", "银行", "书店", "船务", "家具城", "医院"))
        )
        lines = [name, headline(dice, latin=latin)][: dice.choice((1, 2, 2))]
        if dice.random() < 0.6:
            lines.append(f"{'Tel' if latin else '电话'}：{dice.randrange(10**7, 10**8)}")
        if dice.random() < 0.2:
            lines.append(
                "12 Quay Street"
                if latin
                else f"地址：{dice.choice(_WHERE)}潮声路{dice.randrange(1, 99)}号"
            )
        made = {"kind": "ad", "name": name, "lines": lines}
        if dice.random() < 0.3:
            made["src"] = f"pictures/{dice.choice(EMBLEMS)}"
    if dice.random() < 0.15:
        made["size"] = dice.choice(("通栏", "半通栏", "1/8版", "1/16版"))
    return made


def _others(dice: Random, *, latin: bool) -> list[dict[str, Any]]:
    """Return advertisements, notices, service text and photos of a day."""
    ads = dice.choice((0, 0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10))
    found = [_advert(dice, latin=latin) for _ in range(ads)]
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2, 4))):
        title = (
            "Public notice" if latin else dice.choice(("遗失声明", "公告", "招领启事", "停电通知"))
        )
        found.append(
            {
                "kind": "notice",
                "title": title,
                "lines": [paragraph(dice, dice.choice((40, 90, 160)), latin=latin)],
            }
        )
    if dice.random() < 0.35:
        lines = ["News desk" if latin else "新闻热线", f"{dice.randrange(10**7, 10**8)}"]
        found.append({"kind": "info", "lines": lines[: dice.choice((1, 2, 2))]})
    if dice.random() < 0.15:
        entries = [
            f"{headline(dice, latin=latin)[:14]}　{n}{'' if latin else '版'}" for n in range(2, 6)
        ]
        found.append({"kind": "info", "title": "Inside" if latin else "导读", "lines": entries})
    if dice.random() < 0.2:
        found.append({"kind": "photo", **_picture(dice, latin=latin)})
    return found


def _masthead(dice: Random, *, latin: bool, full: bool) -> dict[str, Any]:
    day = dice.randrange(1, 28)
    if latin:
        return {
            "name": "The Tinglan Courier",
            "date": f"2026-11-{day:02}",
            "issue_number": "812",
            "price": "90p",
        }
    made = {"name": dice.choice(("汀兰日报", "鹭洲晚报", "河口时报")), "date": f"2026-11-{day:02}"}
    made["weekday"] = "星期" + "日一二三四五六"[day % 7]
    if full:
        made |= {
            "issue_number": "1234",
            "cn_code": "CN33-0018",
            "website": "www.tinglan.example",
            "postcode": "310012",
        }
        made |= (
            {"address": "汀兰市潮声路18号", "lunar": "丙午年十月初九"}
            if dice.random() < 0.6
            else {}
        )
        made |= {"slogan": "看潮起潮落　知一城冷暖"} if dice.random() < 0.4 else {}
        made |= {"weather": "晴转多云　8℃～15℃"} if dice.random() < 0.3 else {}
    return made


def edition(seed: int) -> dict[str, Any]:
    """Return the edition of a seed as a plain mapping."""
    dice = Random(seed)
    latin, front = dice.random() < 0.15, dice.random() < 0.6
    count = dice.choice(
        (1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8, 8, 9, 10, 11, 12, 14, 16, 18, 20)
    )
    stories = [_story(dice, length, latin=latin) for length in lengths(dice, count, latin=latin)]
    if dice.random() < 0.25:
        briefs = [
            _story(dice, (2 if latin else 1) * dice.randrange(45, 118), latin=latin)
            for _ in range(dice.randrange(2, 7))
        ]
        stories = [*stories, *briefs][:20]
    if dice.random() < 0.15 and len(stories) > 2:  # the editor has a will
        stories[dice.randrange(1, len(stories))]["treatment"] = dice.choice(("framed", "brief"))
        stories[dice.randrange(len(stories))]["rank"] = 1
    made: dict[str, Any] = {"masthead": _masthead(dice, latin=latin, full=front)}
    if not front:
        made["page"] = {
            "folio": str(dice.randrange(2, 9)),
            "section": "News" if latin else dice.choice(_TAGS),
        }
        made["page"] |= {} if latin else {"editors": f"责编　{dice.choice(_NAMES)}"}
    elif dice.random() < 0.3:
        made["page"] = {"folio": "1"}
    made["items"] = [*stories, *_others(dice, latin=latin)]
    return made
