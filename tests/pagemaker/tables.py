"""Rows of figures: scores, standings, prices, quotations, timetables.

Each comes with a head, at times with a line of text; cells are parted by tabs or by white, as
extractions leave them, or cut so badly that each stands on a line of its own.
"""

from tests.pagemaker.opened import sign
from tests.pagemaker.rows import Made, Row, Story
from tests.pagemaker.stories import Habits
from tests.pagemaker.words import Teller

_GAPS = ("\t", "\t", " ", "  ", "　", "   ")


def table(teller: Teller, habits: Habits) -> Made:
    """A table under a head, or within a story."""
    kinds = (_scores, _standings, _prices, _quotes, _timetable, _medals, _statistics, _ranks)
    head, rows = teller.chance.choice(kinds)(teller)
    gap = teller.chance.choice(_GAPS)
    story = Story(headline=[head])
    if teller.maybe(0.35):
        story.body.append(("para", teller.say(f"<{teller.chance.choice(list(habits.topics))}>")))
        sign(story, teller, teller.chance.choice(list(habits.ways)))
    for cells in rows:
        story.body.append(("table", gap.join(cells)))
    made = story.made()
    if teller.maybe(0.15):
        made.rows.append(
            Row(
                teller.pick("单位：元/公斤", "（数据来源：<unit>）", "注：<s1>", "制表：<name>"),
                "table",
            )
        )
    if all(label == "table" for label, _ in story.body):
        made.truth = {"kind": "info", "lines": [row.text for row in made.rows]}
    return made


Found = tuple[str, list[list[str]]]


def _count(teller: Teller) -> int:
    return teller.between(3, 9)


def _scores(teller: Teller) -> Found:
    rows = [
        [
            teller.say("<town>"),
            f"{teller.between(0, 5)}{dash}{teller.between(0, 5)}",
            teller.say("<town>"),
        ]
        for dash in [teller.chance.choice(":-：—比")]
        for _ in range(_count(teller))
    ]
    if teller.maybe(0.4):
        rows = [[teller.say("<n:1-12>月<n:1-28>日"), *row] for row in rows]
    return teller.pick("昨日战报", "第<h:2-30>轮赛果", "比分牌", "赛事结果", "<n:1-28>日赛况"), rows


def _standings(teller: Teller) -> Found:
    head = [["名次", "球队", "赛", "胜", "平", "负", "积分"]] if teller.maybe(0.7) else []
    rows = [
        [
            str(n),
            teller.say("<town>"),
            *(str(teller.between(0, 30)) for _ in range(teller.chance.choice([3, 5]))),
        ]
        for n in range(1, _count(teller) + 1)
    ]
    return teller.pick("积分榜", "<town>联赛积分榜", "男篮排名", "射手榜"), head + rows


def _prices(teller: Teller) -> Found:
    head = [["品名", "最高价", "最低价", "平均价"]] if teller.maybe(0.6) else []
    named = teller.maybe(0.5)
    rows = [
        [
            teller.say("<crop>" if named else "<noun>"),
            *(teller.say("<n:0-30>.<n:1-99>") for _ in range(teller.chance.choice([1, 2, 3]))),
        ]
        for _ in range(_count(teller))
    ]
    if teller.maybe(0.3):
        rows = [
            [*row, teller.pick("+<n:1-9>.<n:1-9>%", "-<n:1-9>.<n:1-9>%", "持平")] for row in rows
        ]
    return teller.pick(
        "今日菜价", "<crop>行情一览", "本周批发价（元/公斤）", "油价表", "粮油报价"
    ), head + rows


def _quotes(teller: Teller) -> Found:
    head = [["代码", "简称", "收盘", "涨跌幅"]] if teller.maybe(0.6) else []
    rows = [
        [
            teller.say("<n:600000-688999>"),
            teller.say("<place1><place1><trade>")[:4],
            teller.say("<n:2-90>.<n:10-99>"),
            teller.pick("<n:0-9>.<n:10-99>", "-<n:0-9>.<n:10-99>", "+<n:0-9>.<n:10-99>%"),
        ]
        for _ in range(_count(teller))
    ]
    if teller.maybe(0.3):
        rows = [row[1:] for row in rows]
    return teller.pick(
        "沪深行情", "涨幅榜", "外汇牌价", "昨日收盘", "龙虎榜", "基金净值"
    ), head + rows


def _timetable(teller: Teller) -> Found:
    rows = [
        [
            teller.say("<letter><n:10-9000>"),
            teller.say("<town>—<town>"),
            teller.say("<n:6-22>:<n:10-59>"),
            teller.say("<n:6-22>:<n:10-59>"),
        ]
        for _ in range(_count(teller))
    ]
    return teller.pick("列车时刻", "航班时刻表", "轮渡班次", "电视节目"), rows


def _medals(teller: Teller) -> Found:
    head = [["代表团", "金", "银", "铜", "总数"]] if teller.maybe(0.6) else []
    rows = [
        [teller.say("<town>"), *(str(teller.between(0, 40)) for _ in range(4))]
        for _ in range(_count(teller))
    ]
    return teller.pick("奖牌榜", "金牌榜", "总成绩"), head + rows


def _statistics(teller: Teller) -> Found:
    words = ("射门", "射正", "控球率", "角球", "犯规", "黄牌", "篮板", "助攻", "失误", "三分命中率")
    rows = [
        [str(teller.between(0, 70)), word, str(teller.between(0, 70))]
        for word in teller.chance.sample(words, 5)
    ]
    return teller.pick("技术统计", "<town>VS<town>", "数据对比"), rows


def _ranks(teller: Teller) -> Found:
    rows = [
        [
            teller.say("<name>"),
            teller.say("<unit>"),
            teller.pick(
                "<n:60-100>分", "<n:9-14>秒<n:10-99>", "<n:2-8>.<n:10-99>米", "第<h:1-9>名"
            ),
        ]
        for _ in range(_count(teller))
    ]
    return teller.pick("获奖名单", "决赛成绩", "光荣榜", "考核结果"), rows
