"""Stories, advertisements and notices of the thirties and the fifties."""

from tests.pagemaker.opened import sign
from tests.pagemaker.rows import Made, Story, service
from tests.pagemaker.stories import Habits
from tests.pagemaker.words import Teller


def _old_sign(story: Story, teller: Teller) -> None:
    kind = teller.chance.choice(["source", "source", "source", "line", "both", "end", "none"])
    if kind in {"source", "both"}:
        story.source = teller.say("<oldsource>")
        story.opening = story.source + teller.chance.choice(["　", " ", "", "：", "："])
    if kind == "line":
        story.byline = teller.say("<oldbyline>")
        story.roles = [("", [])]
    if kind == "end":
        sign(story, teller, "end")


def report(teller: Teller, _habits: Habits) -> Made:
    """A report: heads of several lines, the wire's place and day, few paragraphs."""
    story = Story(headline=[teller.say("<oldhead>")])
    if teller.maybe(0.35):
        story.kicker = teller.say("<oldhead>")
    if teller.maybe(0.4):
        story.deck = [teller.say("<oldhead>") for _ in range(teller.between(1, 3))]
    for _ in range(teller.between(1, 4)):
        text = teller.pick("<oldsent>", "<oldsent><oldsent>", "<oldsent><oldsent><oldsent>")
        story.body.append(("para", text))
    _old_sign(story, teller)
    if teller.maybe(0.1):
        story.captions.append(
            (
                teller.between(0, len(story.body)),
                [
                    teller.pick(
                        "<noun><vi>情形",
                        "<name>君近影",
                        "（上）<noun>（下）<noun>",
                        "<unit>工人在<verb><noun>",
                    )
                ],
            )
        )
    return story.made()


def paragraphs(teller: Teller, _habits: Habits) -> Made:
    """News in paragraphs under one head, each opened by ▲ or by its place."""
    story = Story(
        headline=[teller.pick("本埠简讯", "各地零讯", "市闻一束", "工厂简报", "杂讯", "外埠电讯")]
    )
    mark = teller.chance.choice(["▲", "△", "●", "○", "◎", "【<town>】", "<town>"])
    for _ in range(teller.between(2, 6)):
        story.body.append(("list", teller.pick(mark) + teller.say("<oldsent>")))
    return story.made()


def open_letter(teller: Teller, _habits: Habits) -> Made:
    """A letter or a speech."""
    story = Story(
        headline=[
            teller.pick(
                "给<job><name>同志的信", "读者来信", "致全<area><job>书", "响应<name>倡议的回信"
            )
        ]
    )
    story.body = [("para", teller.pick("编辑同志：", "<name>同志：", "亲爱的<job>同志们："))]
    story.body += [("para", teller.say("<oldsent>")) for _ in range(teller.between(1, 3))]
    story.signature = teller.pick(
        "<unit>　<name>", "<name> 敬上", "<unit>全体工人", "<name> <h:1-12>月<h:1-28>日"
    )
    return story.made()


def old_advert(teller: Teller) -> Made:
    """An advertisement of its time."""
    return service("ad", [teller.say("<oldad>") for _ in range(teller.between(1, 6))])


def old_notice(teller: Teller) -> Made:
    """A notice of its time."""
    lines = [teller.say("<oldnotice>"), teller.say("<oldnotice1>")]
    if teller.maybe(0.4):
        lines.append(teller.pick("<firm>启", "<name>谨启", "<unit>", "<name> <name> 同启"))
    return service("notice", lines)


def market(teller: Teller) -> Made:
    """Market prices and the like as service text."""
    lines = [teller.pick("今日市价", "金融行市", "粮价", "戏目", "船期")]
    lines += [
        teller.pick(
            "<crop> 每担<h:3-30>元",
            "公债 <n:30-99>.<n:10-99>",
            "<noun>每斤<h:100-900>元",
            "洋厘七钱<h:1-9>分",
            "<place1><place2>轮 <h:1-28>日开<town>",
        )
        for _ in range(teller.between(2, 5))
    ]
    return service("info", lines)
