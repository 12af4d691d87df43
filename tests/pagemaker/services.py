"""Advertisements, notices, service text.

Each returned item is one advertiser's, one notice, one piece of service text; classified columns
are heads of service text with advertisements below.
"""

from tests.pagemaker.rows import Made, service
from tests.pagemaker.words import Teller


def advert(teller: Teller) -> Made:
    """An advertisement: name, what is offered, where."""
    kinds = (_shop, _shop, _shop, _property, _bare, _event, _price_list, _tariff)
    return service("ad", teller.chance.choice(kinds)(teller))


def _shop(teller: Teller) -> list[str]:
    lines = [teller.say("<firm>")]
    lines += [teller.say("<offer>") for _ in range(teller.chance.choice([1, 1, 2, 3]))]
    lines += [teller.say("<slogan>")] if teller.maybe(0.3) else []
    lines += [teller.say("<addrline>")] if teller.maybe(0.5) else []
    lines += [teller.say("<telline>")] if teller.maybe(0.75) else []
    lines += [teller.say("<latinad>")] if teller.maybe(0.08) else []
    if teller.maybe(0.15):
        teller.chance.shuffle(lines)
    return lines


def _property(teller: Teller) -> list[str]:
    lines = [
        teller.pick(
            "<place1><place1><place2>府",
            "<place1><place2>·<noun>里",
            "<place1><place1>花园",
            "<firm>",
        ),
        teller.say("<slogan>"),
    ]
    lines += [
        teller.pick(
            "<n:60-160>㎡<adj><noun>",
            "<n:3000-20000>元/㎡起",
            "现房实景 恭迎品鉴",
            "建面约<n:60-200>平",
        )
        for _ in range(teller.between(1, 3))
    ]
    lines.append(teller.pick("VIP LINE <phone>", "<telline>", "贵宾热线 <phone>", "<phone>"))
    lines += (
        [
            teller.pick(
                "开发商：<firm>",
                "项目地址：<addr>",
                "预售证：<n:2010-2024>第<n:10-900>号",
                "本广告仅为要约邀请",
            )
        ]
        if teller.maybe(0.5)
        else []
    )
    return lines


def _bare(teller: Teller) -> list[str]:
    """No firm, no number: a line or two that only call out."""
    return [
        teller.pick("<slogan>", "<offer>", "<firm>祝全市人民新春快乐", "<firm> <slogan>")
        for _ in range(teller.between(1, 2))
    ]


def _event(teller: Teller) -> list[str]:
    lines = [
        teller.pick(
            "<noun>音乐会",
            "《<noun>》话剧 全国巡演",
            "<place1><place2>庙会",
            "<noun><nounx>招商",
            "第<h:2-20>届<town><noun>节",
        )
    ]
    lines += [
        teller.pick(
            "时间：<n:1-12>月<n:1-28>日<n:9-20>:30",
            "地点：<addr>",
            "票价：<n:30-90>/<n:100-280>/<n:300-880>",
            "主办：<unit>",
            "凭票入场",
        )
        for _ in range(teller.between(1, 4))
    ]
    return lines + ([teller.say("<telline>")] if teller.maybe(0.6) else [])


def _price_list(teller: Teller) -> list[str]:
    lines = [teller.say("<firm>")]
    lines += [
        teller.pick(
            "<noun> <n:9-900>元",
            "<noun>……<n:9-900>",
            "<crop>每斤<n:1-20>元",
            "<noun>　原价<n:200-900>　现价<n:20-199>",
        )
        for _ in range(teller.between(2, 5))
    ]
    return lines + ([teller.say("<telline>")] if teller.maybe(0.7) else [])


def _tariff(teller: Teller) -> list[str]:
    """What is sold, in rows and columns."""
    gap = teller.chance.choice(["\t", "\t", "  ", "　"])
    rows = [
        [
            teller.pick("<noun><h:1-9>号", "<given1><given1>卡", "<crop><n:1-90>号"),
            teller.pick("<n:1-90>元", "<n:1-60>G", "<n:1-50>公斤/袋"),
            teller.say("<n:9-900>元"),
        ]
        for _ in range(teller.between(2, 4))
    ]
    head = [["品种", "规格", "单价"]] if teller.maybe(0.6) else []
    lines = [
        teller.pick("<firm> <offer>", "<firm>", "<firm>价目"),
        *(gap.join(row) for row in head + rows),
    ]
    return lines + ([teller.say("<telline>")] if teller.maybe(0.6) else [])


def small_ad(teller: Teller) -> Made:
    """One line or two of a classified column; often without any word of the trade."""
    kind = teller.chance.choice(["hire", "lease", "sundry", "sundry", "offer"])
    text = teller.say(f"<{kind}>")
    if kind == "sundry":
        return service("ad", [text])
    if teller.maybe(0.5):
        return service("ad", [f"{text} {teller.say('<phone>')}"])
    lines = [text]
    if teller.maybe(0.4):
        lines.insert(0, teller.say("<firm>"))
    return service("ad", [*lines, teller.say("<telline>")])


def classified(teller: Teller) -> list[Made]:
    """A column of small advertisements under heads of their own."""
    found: list[Made] = []
    for _ in range(teller.between(1, 4)):
        if teller.maybe(0.75):
            mark = teller.chance.choice(["", "", "【", "■", "●", "◆"])
            head = mark + teller.say("<classhead>") + ("】" if mark == "【" else "")
            found.append(service("info", [head]))
        found += [small_ad(teller) for _ in range(teller.between(1, 6))]
    return found


def notice(teller: Teller) -> Made:
    """A notice: its head, text, perhaps rows, who signs and when."""
    teller.turn()
    if teller.maybe(0.2):
        lines = (
            [teller.pick("遗失声明", "声明", "遗　失", "遗失启事", "挂失")]
            if teller.maybe(0.8)
            else []
        )
        return service(
            "notice", lines + [teller.say("<lost>") for _ in range(teller.between(1, 5))]
        )
    lines = [teller.say("<noticehead>")]
    if teller.maybe(0.15):
        lines.append(teller.say("<bracketcase>"))
    if teller.maybe(0.2):
        lines.append(teller.pick("<name>：", "各<unit>：", "<firm>：", "各位股东：", "全体业主："))
    lines += [teller.say("<notice1>") for _ in range(teller.chance.choice([1, 1, 2]))]
    lines += [teller.say("<noticerow>") for _ in range(teller.chance.choice([0, 0, 1, 2, 4]))]
    if teller.maybe(0.12):
        lines += _articles(teller)
    if teller.maybe(0.75):
        lines.append(teller.say("<noticesign>"))
        lines += [teller.say("<date1>")] if teller.maybe(0.7) else []
    return service("notice", lines)


def _articles(teller: Teller) -> list[str]:
    """The parts of a long notice, numbered or marked."""
    mark = teller.pick("h、", "（h）", "●", "n.", "n、", "◆")
    count = teller.between(3, 7)
    marks = [mark.replace("h", "一二三四五六七"[n]).replace("n", str(n + 1)) for n in range(count)]
    return [f"{lead}{teller.say('<article>')}" for lead in marks]


def information(teller: Teller) -> Made:
    """An index of other pages, the weather, how to reach the paper, what was drawn."""
    kind = teller.chance.choice(["index", "index", "weather", "contact", "lotto", "numbers"])
    lines: list[str] = []
    if kind == "index":
        lines = [teller.say("<indexhead>")] if teller.maybe(0.8) else []
        if teller.maybe(0.15):
            for _ in range(teller.between(2, 4)):
                lines += [
                    teller.say("<head>"),
                    teller.pick(
                        "（详见第<h:2-12>版）", "A<n:2-16>", ">><n:2-8>版", "（见<n:2-8>版）"
                    ),
                ]
            return service("info", lines)
        row = teller.chance.choice(
            [
                "<head> <n:2-16>版",
                "<head> A<n:2-24>",
                "A<n:2-24> <head>",
                "<indexrow>",
                "<head>……<n:2-16>",
            ]
        )
        for _ in range(teller.between(2, 6)):
            teller.turn()
            lines.append(teller.say(row))
    elif kind == "weather":
        lines = (
            [teller.pick("今日天气", "天气预报", "天气", "<town>天气")] if teller.maybe(0.6) else []
        )
        lines += [teller.say("<weatherrow>") for _ in range(teller.between(1, 5))]
    elif kind == "contact":
        lines = [teller.say("<inforow>") for _ in range(teller.between(1, 4))]
        if teller.maybe(0.3):
            lines = teller.chance.choice(
                [
                    ["新闻热线", teller.say("<phone>")],
                    [teller.say("<n:10000-12999>"), "职工服务热线"],
                    [teller.say("<phone>"), teller.say("<unit>热线")],
                    [teller.say("安全生产第<n:100-3000>天")],
                    [teller.say("征集邮箱：<latin>@<latin>.example")],
                ]
            )
    elif kind == "lotto":
        lines = (
            [teller.pick("彩票开奖", "开奖公告", "福彩信息", "体彩")] if teller.maybe(0.7) else []
        )
        lines += [teller.say("<lotto>") for _ in range(teller.between(1, 4))]
    else:
        lines = [teller.pick("便民电话", "常用电话", "值班电话", "服务窗口")]
        lines += [
            teller.pick("<unit> <phone>", "<unit>：<phone>", "<noun>报修　<phone>")
            for _ in range(teller.between(2, 5))
        ]
    return service("info", lines)
