"""Stories of all kinds, in the parts that they are set in.

Takes a teller and the habits of a paper; returns one made item with its truth.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.pagemaker.opened import sign
from tests.pagemaker.rows import Made, Row, Story, Truth
from tests.pagemaker.words import Teller

_GAPS = ("　", " ", "，", "　　")


@dataclass(frozen=True)
class Habits:
    """How a paper writes and signs its stories."""

    ways: Sequence[str]  # of ``opened.WAYS``
    topics: Sequence[str] = ("long", "long", "mid", "sent")  # rules that paragraphs are drawn from
    heads: Sequence[str] = ("head", "head", "head", "longhead", "shorthead")
    tags: float = 0.2
    kickers: float = 0.3
    decks: float = 0.25
    pictures: float = 0.3
    plain_tags: bool = True


def _lines(teller: Teller, rule: str, most: int = 2) -> list[str]:
    """Return a head's line, or two lines that it was set in."""
    text = teller.say(f"<{rule}>")
    if most > 1 and len(text) > 9 and teller.maybe(0.2):
        middle = text.find(" ")
        middle = middle if middle > 0 else text.find("，") + 1
        middle = middle if 2 < middle < len(text) - 2 else len(text) // 2
        return [text[:middle].strip(), text[middle:].strip()]
    return [text]


def _head(story: Story, teller: Teller, habits: Habits) -> None:
    story.headline = _lines(teller, teller.chance.choice(list(habits.heads)))
    if teller.maybe(habits.kickers):
        story.kicker = teller.say("<kicker>")
    if teller.maybe(habits.decks):
        story.deck = [teller.say("<deck>") for _ in range(teller.chance.choice([1, 1, 1, 2]))]
    if teller.maybe(habits.tags):
        story.section = teller.pick(
            "<tag>", "<tag>" if habits.plain_tags else "<boxname>", "<boxname>"
        )


def _paragraph(teller: Teller, habits: Habits) -> str:
    rule = teller.chance.choice(list(habits.topics))
    text = teller.say(f"<{rule}>")
    if teller.maybe(0.1):
        text += teller.say("<sent>")
    return text


def _pictures(story: Story, teller: Teller, habits: Habits, share: float | None = None) -> None:
    if not teller.maybe(habits.pictures if share is None else share):
        return
    for _ in range(teller.chance.choice([1, 1, 1, 2, 3])):
        place = teller.between(0, len(story.body))
        story.captions.append((place, caption(teller)))
    story.captions.sort(key=lambda one: one[0])


def caption(teller: Teller) -> list[str]:
    """Return a caption's line, or with the credit on a line of its own."""
    text = teller.say("<caption>")
    if teller.maybe(0.5):
        credit = teller.say("<credit>")
        if teller.maybe(0.2):
            return [text, credit]
        return [text + teller.chance.choice(["", " ", "　"]) + credit]
    return [text]


def _jump(story: Story, teller: Teller, share: float = 0.06) -> None:
    if teller.maybe(share):
        kind = teller.chance.choice(["to", "to", "from"])
        raw = teller.say("<jumpto>" if kind == "to" else "<jumpfrom>")
        story.jump = (kind, "", raw)
        story.jump_within = kind == "to" and teller.maybe(0.4)
        if story.jump_within and story.body:
            label, text = story.body[-1]
            story.body[-1] = (label, text.rstrip("。！？”；…") + teller.chance.choice(["", "，"]))


def news(teller: Teller, habits: Habits) -> Made:
    """A story of some paragraphs."""
    story = Story()
    _head(story, teller, habits)
    for _ in range(teller.chance.choice([1, 2, 2, 3, 3, 4, 5, 6])):
        story.body.append(("para", _paragraph(teller, habits)))
    sign(story, teller, teller.chance.choice(list(habits.ways)))
    if not story.signature and teller.maybe(0.06):
        story.signature = teller.say("<closing>")
    _pictures(story, teller, habits)
    _jump(story, teller)
    return story.made()


def brief(teller: Teller, habits: Habits) -> Made:
    """A head and one paragraph."""
    story = Story()
    story.headline = _lines(teller, teller.chance.choice(list(habits.heads)), 1)
    story.body = [("para", _paragraph(teller, habits))]
    sign(story, teller, teller.chance.choice([*habits.ways, "none", "end"]))
    return story.made()


def long_read(teller: Teller, habits: Habits) -> Made:
    """A story with crossheads, pictures, perhaps an editor's note."""
    story = Story()
    _head(story, teller, habits)
    if teller.maybe(0.3):
        story.body.append(("note", note(teller)))
    rule = teller.chance.choice(["cross", "cross", "cross", "numcross", "shorthead"])
    lead = teller.between(0, 2)
    for _ in range(lead):
        story.body.append(("para", _paragraph(teller, habits)))
    spaced = teller.maybe(0.1)
    for _ in range(teller.between(2, 4)):
        text = teller.say(f"<{rule}>")
        story.body.append(("cross", " ".join(text) if spaced and len(text) < 8 else text))
        for _ in range(teller.between(1, 4)):
            story.body.append(("para", _paragraph(teller, habits)))
    sign(story, teller, teller.chance.choice(list(habits.ways)))
    _pictures(story, teller, habits, 0.5)
    _jump(story, teller)
    return story.made()


def note(teller: Teller) -> str:
    """An editor's note."""
    word, text = teller.say("<noteword>"), teller.say("<notetext>")
    return word + (teller.chance.choice(["", " ", "　"]) if word[-1] not in "：】　" else "") + text


def talk(teller: Teller, habits: Habits) -> Made:
    """An interview in questions and answers."""
    story = Story()
    _head(story, teller, habits)
    if teller.maybe(0.3):
        story.body.append(("note", note(teller)))
    for _ in range(teller.between(0, 2)):
        story.body.append(("para", _paragraph(teller, habits)))
    one, two = teller.say("<speaker>"), teller.say("<speaker2>")
    mark = teller.chance.choice(["：", "：", "：", "　", "."])
    for _ in range(teller.between(2, 6)):
        story.body.append(("qa", f"{one}{mark}{teller.say('<ask>')}"))
        story.body.append(("qa", f"{two}{mark}{_paragraph(teller, habits)}"))
        if teller.maybe(0.2):
            story.body.append(("para", _paragraph(teller, habits)))
    sign(story, teller, teller.chance.choice(["line", "bullet", "none", "slash", "bare"]))
    _pictures(story, teller, habits)
    return story.made()


def opinion(teller: Teller, _habits: Habits) -> Made:
    """A comment."""
    story = Story(section=teller.pick("<tag>", "<boxname>", "") if teller.maybe(0.7) else "")
    if teller.maybe(0.15):
        story.section = teller.pick(
            "本报评论员", "社论", "短评", "本报编辑部", "编辑部文章", "社　评"
        )
    story.headline = _lines(teller, teller.chance.choice(["head", "shorthead", "cross"]), 1)
    for _ in range(teller.between(1, 5)):
        story.body.append(("para", teller.say("<opinion>")))
    sign(
        story,
        teller,
        teller.chance.choice(["bare", "bare", "bullet", "line", "parted", "end", "none"]),
    )
    return story.made()


def essay(teller: Teller, _habits: Habits) -> Made:
    """Prose of a literary page."""
    story = Story(section=teller.say("<boxname>") if teller.maybe(0.2) else "")
    title = teller.say("<shorthead>")
    if len(title) <= 6 and teller.maybe(0.4):
        title = teller.chance.choice([" ", "　"]).join(title)
    story.headline = [title]
    for _ in range(teller.between(2, 6)):
        story.body.append(("para", teller.say("<essay>")))
    sign(story, teller, teller.chance.choice(["bare", "bare", "bullet", "slash", "unit"]))
    if teller.maybe(0.2):
        story.signature = teller.say("<signature>")
    return story.made()


def verse(teller: Teller, _habits: Habits) -> Made:
    """Free verse in stanzas, or equal lines; perhaps several poems under one head."""
    story = Story()
    title = teller.say("<shorthead>") + teller.chance.choice(
        ["", "", "（外一首）", "（组诗）", "（节选）"]
    )
    story.headline = [title]
    for poem in range(teller.chance.choice([1, 1, 2, 3])):
        if poem or (teller.maybe(0.2)):
            story.body.append(("cross", teller.say("<shorthead>")))
        story.body += _poem(teller)
    sign(story, teller, teller.chance.choice(["bare", "bare", "bullet", "slash"]))
    made = story.made()
    _stanzas(teller, made)
    return made


def _poem(teller: Teller) -> list[tuple[str, str]]:
    if teller.maybe(0.3):
        kind = teller.chance.choice(["<five>，<five>。", "<seven>，<seven>。", "<seven>", "<five>"])
        return [("verse", teller.say(kind)) for _ in range(teller.chance.choice([2, 4, 4, 8]))]
    marked = teller.maybe(0.25)
    lines = [teller.say("<verse>") for _ in range(teller.between(5, 16))]
    if marked:
        lines = [line + teller.chance.choice("，，。；") for line in lines]
    if teller.maybe(0.1):
        lines = [line + " / " + teller.say("<v1>") for line in lines]
    return [("verse", line) for line in lines]


def _stanzas(teller: Teller, made: Made) -> None:
    """Part some stanzas by a blank line."""
    if teller.maybe(0.5):
        each = teller.between(2, 5)
        verses = [row for row in made.rows if row.label == "verse"]
        for row in verses[each::each]:
            row.gap = 1


def tips(teller: Teller, habits: Habits) -> Made:
    """A list under a head."""
    story = Story()
    _head(story, teller, habits)
    if teller.maybe(0.5):
        story.body.append(("para", _paragraph(teller, habits)))
    mark = teller.pick(
        "<listmark>",
        "n.",
        "（n）",
        "n、",
        "",
        "n．",
        "第n，",
        "①",
        "h、",
        "h、",
        "（h）",
        "h是",
        "h ",
    )
    rule = teller.chance.choice(
        [
            "<listrow>",
            "<listrow>",
            "<s1>。",
            "<noun>：<s1>。",
            "<n:1-12>月<n:1-28>日 <n:8-22>:<n:10-59> <town>—<town>",
        ]
    )
    for n in range(teller.between(2, 8)):
        text = mark.replace("n", str(n + 1)).replace("h", "一二三四五六七八"[n])
        if mark == "①":
            text = "①②③④⑤⑥⑦⑧"[n]
        story.body.append(("list", text + teller.say(rule)))
    if teller.maybe(0.3):
        sign(story, teller, "end")
        story.signed_within = False
    return story.made()


def letters(teller: Teller, _habits: Habits) -> Made:
    """A reader's letter."""
    story = Story(section=teller.pick("读者来信", "<tag>") if teller.maybe(0.3) else "")
    story.headline = _lines(teller, "head", 1)
    if teller.maybe(0.4):
        story.body.append(
            ("para", teller.pick("编辑同志：", "编辑部：", "尊敬的编辑：", "<unit>："))
        )
    for _ in range(teller.between(1, 3)):
        story.body.append(("para", teller.say("<opinion>")))
    story.signature = teller.pick(
        "读者　<name>",
        "<village>居民　<name>",
        "<name>",
        "<town>　<name>",
        "一名<job>",
        "（<name>）",
    )
    return story.made()


def document(teller: Teller, habits: Habits) -> Made:
    """A report or rules in numbered parts."""
    story = Story(headline=[teller.say("<longhead>")])
    if teller.maybe(0.5):
        story.deck = [
            teller.pick(
                "（<n:2000-2024>年<n:1-12>月<n:1-28>日在<city>第<h:2-16>届人民代表大会上）",
                "——在<unit><nounx>会议上的讲话",
                "（摘要）",
            )
        ]
    ordinals = "一二三四五六七"
    for n in range(teller.between(2, 5)):
        story.body.append(("cross", f"{ordinals[n]}、{teller.say('<do>')}"))
        for _ in range(teller.between(1, 3)):
            lead = teller.pick("", "", "（<h:1-5>）", "第<h:1-60>条　")
            story.body.append(("para", lead + _paragraph(teller, habits)))
    sign(story, teller, teller.chance.choice(["none", "bare", "parted"]))
    return story.made()


def photo(teller: Teller, _habits: Habits) -> Made:
    """A picture that is news by itself."""
    text = teller.pick(
        "<when>，<s1>。", "<caption>", "<n:1-12>月<n:1-28>日，<where>，<topic><vi>。<s1>。"
    )
    credit = teller.say("<credit>")
    head = [teller.say("<head>")] if teller.maybe(0.5) else []
    rows = [Row(line, "head") for line in head]
    rows.append(Row(text + teller.chance.choice(["", " ", "　"]) + credit, "caption"))
    truth: Truth = {"kind": "photo", "text": "\n".join(row.text for row in rows)}
    return Made(rows=rows, truth=truth, leads=len(head))


def serial(teller: Teller, _habits: Habits) -> Made:
    """A part of a book, from a page's middle to its middle."""
    story = Story(
        section=teller.pick("连载", "长篇连载<n:2-90>", "小说连载"),
        headline=[f"《{teller.say('<noun><noun>')}》"],
    )
    for _ in range(teller.between(3, 8)):
        story.body.append(
            ("para", teller.say("<essay>") if teller.maybe(0.5) else teller.say("<quote>"))
        )
    sign(story, teller, teller.chance.choice(["bare", "slash"]))
    story.signature = teller.pick(
        "（<n:2-99>）", "（未完待续）", "（连载<n:2-60>）", "<noun><noun>出版社出版", ""
    )
    return story.made()


Maker = Callable[[Teller, Habits], Made]
