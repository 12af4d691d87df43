"""Pieces that are no plain news: pages for children, programmes, mail, books, voices, pictures.

Takes a teller and habits as ``stories`` does; returns one made item with its truth.
"""

from tests.pagemaker import stories
from tests.pagemaker.opened import sign
from tests.pagemaker.rows import Made, Row, Story
from tests.pagemaker.stories import Habits, caption
from tests.pagemaker.words import Teller, rules


def mailbag(teller: Teller, habits: Habits) -> Made:
    """What readers ask and who answers, in paragraphs."""
    story = Story(headline=[teller.pick("有问有答", "民声回音", "<tag>", "你问我查", "热线回复")])
    for _ in range(teller.between(1, 4)):
        rule = teller.chance.choice(list(habits.topics))
        asks = teller.pick(
            "读者<elder>：", "<village><elder>来电：", "市民<elder>问：", "网友“<penname>”："
        )
        answers = teller.pick("<unit>答复：", "<unit>回应：", "<unit><job><name>答：")
        story.body.append(("para", asks + teller.say("<s1>。<ask>")))
        story.body.append(("para", answers + teller.say(f"<{rule}>")))
    return story.made()


def composition(teller: Teller, _habits: Habits) -> Made:
    """A pupil's composition, with school and teacher."""
    story = Story(
        headline=[teller.pick("<shorthead>", "我的<noun>", "一次难忘的<noun>", "给<noun>的一封信")]
    )
    name = teller.say("<name>")
    story.byline = teller.pick(
        f"<place1><place2>小学三（<n:1-9>）班　{name}", f"<place1><place2>中学 {name}",
        f"小记者 {name}", f"◎五（2）班 {name}", f"<unit>　{name}（<n:8-15>岁）",
    )  # fmt: skip
    story.roles = [("", [name])]
    story.body += [("para", teller.say("<essay>")) for _ in range(teller.between(1, 4))]
    if teller.maybe(0.5):
        story.signature = teller.pick(
            "指导老师：<name>", "（指导教师 <name>）", "（辅导老师：<name>）"
        )
    return story.made()


def programme(teller: Teller, _habits: Habits) -> Made:
    """What is shown or held, hour by hour or day by day."""
    story = Story(
        headline=[
            teller.pick("今日电视", "本周活动", "讲座预告", "影讯", "赛程", "文化日历", "考试安排")
        ]
    )
    row = teller.chance.choice(rules()["programmerow"])
    if teller.maybe(0.3):
        story.body.append(
            ("cross", teller.pick("<town>一台", "<town>影城", "<unit>", "中央<h:1-9>套"))
        )
    story.body += [("list", teller.say(row)) for _ in range(teller.between(3, 9))]
    return story.made()


def books(teller: Teller, _habits: Habits) -> Made:
    """New books, each with who wrote and who published it."""
    story = Story(
        section=teller.pick("新书架", "<tag>", "书讯", ""),
        headline=[teller.pick("《<noun><noun>》：<e1>", "<shorthead>", "读《<noun>》")],
    )
    if teller.maybe(0.6):
        story.body.append(
            (
                "list",
                teller.pick(
                    "《<noun><noun>》 <name> 著 <place1><place2>出版社 <n:1990-2025>年<n:1-12>月",
                    "作者：<name>　定价：<n:20-90>.00元",
                    "书名：《<noun>》",
                ),
            )
        )
    story.body += [
        ("para", teller.pick("<essay>", "<opinion>")) for _ in range(teller.between(1, 4))
    ]
    sign(story, teller, teller.chance.choice(["bare", "bullet", "slash", "end"]))
    return story.made()


def voices(teller: Teller, _habits: Habits) -> Made:
    """What several people say, each in a paragraph."""
    story = Story(headline=[teller.pick("声音", "众说", "语录", "本周声音", "说两句", "微言")])
    for _ in range(teller.between(2, 6)):
        story.body.append(
            (
                "para",
                teller.pick(
                    "“<q1>。”——<unit><job><name>",
                    "<name>（<job>）：<s1>。",
                    "<q1>，<q1>。——网友“<penname>”",
                    "@<penname>：<s1>。",
                ),
            )
        )
    return story.made()


def picture_story(teller: Teller, habits: Habits) -> Made:
    """Few words and many pictures."""
    story = Story(
        headline=[teller.say("<head>")], kicker=teller.say("<kicker>") if teller.maybe(0.3) else ""
    )
    story.body += [
        ("para", teller.say(f"<{teller.chance.choice(list(habits.topics))}>"))
        for _ in range(teller.between(1, 2))
    ]
    sign(story, teller, teller.chance.choice(["line", "slash", "bare", "end", "bullet"]))
    marks = teller.chance.choice(
        ["", "", "①②③④⑤⑥⑦⑧", "12345678", "图1|图2|图3|图4|图5|图6|图7|图8"]
    )
    numbers = marks.split("|") if "|" in marks else list(marks)
    for n in range(teller.between(3, 7)):
        lines = caption(teller)
        lines[0] = (numbers[n] if numbers else "") + lines[0].lstrip("①▲←▼")
        story.captions.append((len(story.body), lines))
    return story.made()


def profile(teller: Teller, habits: Habits) -> Made:
    """A person's life, with a box that says who it is, or links to what was known."""
    story = Story(
        headline=[teller.pick("<name>：<q1>", "<job><name>的<h:2-40>年", "<noun>先生<name>")]
    )
    story.body.append(
        (
            "note",
            teller.pick(
                "人物名片：<name>，<n:1930-2000>年生，<unit><job>，<s1>。",
                "人物简介 <name>，<place1><place2>人，<job>。",
                "【人物档案】<name>，<s1>。",
            ),
        )
    )
    story.body += [
        ("para", teller.say(f"<{teller.chance.choice(list(habits.topics))}>"))
        for _ in range(teller.between(2, 4))
    ]
    if teller.maybe(0.5):
        story.body.append(
            (
                "cross",
                teller.pick(
                    "链接：<noun>",
                    "延伸阅读",
                    "■链接",
                    "相关链接",
                    "新闻背景",
                    "名词解释",
                    "记者手记",
                    "□<noun>小史",
                ),
            )
        )
        story.body.append(("para", teller.say("<mid>")))
    sign(story, teller, teller.chance.choice(list(habits.ways)))
    return story.made()


def digital(teller: Teller, habits: Habits) -> Made:
    """A story with the lines that a paper's own site puts under its head."""
    story = Story(
        headline=[teller.say("<head>")], deck=[teller.say("<deck>")] if teller.maybe(0.2) else []
    )
    name = teller.say("<name>")
    story.byline = teller.say("<metaline>").replace("某某", name)
    story.roles = [("作者", [name])] if name in story.byline else []
    story.body += [
        ("para", teller.say(f"<{teller.chance.choice(list(habits.topics))}>"))
        for _ in range(teller.between(2, 6))
    ]
    if teller.maybe(0.3):
        story.signature = teller.pick(
            "（责任编辑：<name>）",
            "责编：<name>",
            "数据来源：<unit>",
            "（摘编自《<place1><place2>周刊》）",
            "——编者",
            "编辑：<name>　校对：<name>",
            "（图文无关）",
        )
    return story.made()


def provenance(teller: Teller, habits: Habits) -> Made:
    """A story taken from another paper, with the place where it stood under its head."""
    made = stories.news(teller, habits)
    line = Row(teller.say("<provenance>"), "folio", whole=True)
    at = next((n for n, row in enumerate(made.rows) if row.label == "para"), len(made.rows))
    made.rows.insert(at, line)
    return made


def picture_report(teller: Teller, _habits: Habits) -> Made:
    """A picture under a head that says only that it is one; its credit on a line of its own."""
    rows = [
        Row(
            teller.pick("图片报道", "图片新闻", "【图片故事】", "图片专题", "图说", "【图说】"),
            "head",
        )
    ]
    rows.append(
        Row(
            teller.pick("<caption>", "<when>，<s1>。", "<when>，<s1>。图为<name>在<verb><noun>。"),
            "caption",
        )
    )
    if teller.maybe(0.8):
        rows.append(Row(teller.say("<credit>"), "caption"))
    text = "\n".join(row.text for row in rows)
    return Made(rows=rows, truth={"kind": "photo", "text": text}, leads=1)


def sayings(teller: Teller, _habits: Habits) -> Made:
    """Sayings or couplets, a line each."""
    story = Story(
        headline=[teller.pick("农谚", "民谣", "楹联", "打油诗", "快板", "顺口溜", "三字经")]
    )
    rule = teller.pick(
        "[noun]不[vi]，[noun]不[vi]",
        "[verb][noun]，[verb][noun]；",
        "[z][z][z][z]，[z][z][z][z]",
        "[noun][vi] [noun][vi]",
    )
    rule = rule.replace("[", "<").replace("]", ">")
    story.body += [("verse", teller.say(rule)) for _ in range(teller.between(3, 8))]
    return story.made()


def riddles(teller: Teller, _habits: Habits) -> Made:
    """Jokes, riddles, sayings: very short pieces under one head."""
    story = Story(
        headline=[
            teller.pick(
                "幽默", "谜语", "农谚", "笑话两则", "歇后语", "小幽默", "脑筋急转弯", "成语接龙"
            )
        ]
    )
    for n in range(teller.between(2, 6)):
        text = teller.pick(
            "<noun><vi>，<noun><vi>。",
            "<e1>。",
            "<noun>不<vi>，<noun>先<vi>",
            "<n:1-9>.<noun><noun>（打一字）",
            "<q1>？——<q1>！",
        )
        story.body.append(
            ("list" if text[0].isdigit() else "para", text)
            if n or teller.maybe(0.8)
            else ("cross", teller.say("<shorthead>"))
        )
    return story.made()
