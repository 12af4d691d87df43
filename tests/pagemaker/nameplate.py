"""Mastheads, folio lines and imprints of all kinds of paper.

Returns rows with labels, and the masthead's and the page's truths as far as they are facts of
one form.  What is printed of a day is said in one of many ways, on one line or on ten.
"""

import datetime

from tests.pagemaker.rows import Made, Row, Truth
from tests.pagemaker.words import Teller, figures, ideographs

_WEEK = "一二三四五六日"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_FACTS = {
    "fact_issue": 0.6,
    "fact_pages": 0.55,
    "fact_code": 0.5,
    "fact_post": 0.35,
    "fact_price": 0.35,
    "fact_sponsor": 0.4,
    "fact_hotline": 0.3,
    "fact_site": 0.3,
    "fact_weather": 0.25,
    "fact_permit": 0.15,
    "fact_founded": 0.12,
    "fact_editors": 0.25,
    "fact_address": 0.12,
}  # rules, and shares of mastheads that have such a fact
_OLD_FACTS = {
    "oldfact_issue": 0.7,
    "oldfact_pages": 0.5,
    "oldfact_price": 0.5,
    "oldfact_address": 0.4,
    "oldfact_phone": 0.35,
    "oldfact_publisher": 0.25,
    "oldfact_registered": 0.25,
    "oldfact_lunar": 0.3,
    "oldfact_weather": 0.15,
    "oldfact_organ": 0.2,
}
_MOONS = "正二三四五六七八九十冬腊"


class Day:
    """A day, said in all ways."""

    def __init__(self, teller: Teller, first: int, last: int) -> None:
        start = datetime.date(first, 1, 1)
        span = (datetime.date(last, 12, 28) - start).days
        self.date = start + datetime.timedelta(days=teller.between(0, span))
        self.weekday = (
            teller.pick("星期", "星期", "星期", "周", "礼拜") + _WEEK[self.date.weekday()]
        )

    def printed(self, teller: Teller, *, old: bool = False) -> str:
        """Return the date in figures or ideographs."""
        d = self.date
        month, day = ideographs(d.month), ideographs(d.day)
        ways: tuple[str, ...]
        spoken = f"{figures(d.year)}年{month}月{day}日"
        if old and d.year < 1949:
            year = ideographs(d.year - 1911)
            ways = (spoken, f"民国{year}年{month}月{day}日", f"中华民国{year}年{month}月{day}日")
        elif old:
            ways = (spoken, spoken, f"公元{spoken}")
        else:
            plain = f"{d.year}年{d.month}月{d.day}日"
            padded = f"{d.year}年{d.month:02}月{d.day:02}日"
            aired = f"{d.year} 年 {d.month} 月 {d.day} 日"
            dotted = f"{d.year}.{d.month}.{d.day}"
            ways = (plain, plain, spoken, padded, aired, dotted, dotted.replace(".", "/"), str(d))
        return teller.voice(teller.chance.choice(ways))

    def lunar(self, teller: Teller) -> str:
        """Return some lunar date: year by stem and branch, month and day."""
        n = self.date.year - 4
        day = teller.chance.choice(
            ["初一", "初三", "初九", "十二", "十七", "廿三", "二十", "廿九", "三十"]
        )
        year = f"{_STEMS[n % 10]}{_BRANCHES[n % 12]}年"
        lead = teller.chance.choice(["", "", "农历", "农历", "夏历"])
        return teller.voice(lead + year + teller.chance.choice(_MOONS) + "月" + day)


KINDS = frozenset(
    "party evening campus company military sports securities literary science farm legal county "
    "hongkong taiwan fifties thirties".split()
)  # that have names of their own in the stock


def paper_name(teller: Teller, kind: str) -> str:
    """Return the name of a paper of a kind."""
    return teller.say(f"<name_{kind}>")


def masthead(teller: Teller, kind: str, name: str, day: Day) -> Made:
    """Return a front page's masthead: the name, facts in one line or many, mottos, ears."""
    old = kind in {"fifties", "thirties"}
    facts = _lines(teller, _facts(teller, day, old=old))
    at = teller.chance.choice([0, 0, 0, teller.between(0, len(facts)), len(facts)])
    rows = facts[:at] + _plate(teller, name, old=old)
    beside = [Row(teller.say("<motto>"), "slogan")] if teller.maybe(0.35) else []
    beside += _ears(teller) if teller.maybe(0.3) else []
    rows += beside + facts[at:] if teller.maybe(0.6) else facts[at:] + beside
    if teller.maybe(0.25):
        rows.append(Row(teller.say("<imprint>"), "fact"))
    if teller.maybe(0.35):
        for row in rows[1:]:
            row.gap = int(teller.maybe(0.6))
    truth: Truth = {"name": name, "date": day.date.isoformat()}
    if any("星期" in row.text for row in rows):
        truth["weekday"] = "星期" + _WEEK[day.date.weekday()]
    return Made(rows=rows, truth=truth)


def _plate(teller: Teller, name: str, *, old: bool) -> list[Row]:
    """Return the nameplate, perhaps with a name in Latin letters."""
    spread = teller.chance.choice(["", "", "", " ", "　"])
    rows = [Row(spread.join(name) if len(name) < 9 else name, "name")]
    if teller.maybe(0.03):
        rows = [Row(char, "fact") for char in name]  # as the facts below: one narrow column
    if teller.maybe(0.2) and not old:
        rows.insert(teller.between(0, 1), Row(teller.say("<latinname>"), "name_en", whole=True))
    return rows


def _ears(teller: Teller) -> list[Row]:
    """Return what stands beside a nameplate: what is praised, and a code with what it leads to."""
    ear, caption = Row(teller.say("<ear>"), "ear"), Row(teller.say("<earcap>"), "earcap")
    return teller.chance.choice([[ear, caption], [ear, caption], [caption, ear], [caption], [ear]])


def _facts(teller: Teller, day: Day, *, old: bool) -> list[str]:
    date = day.printed(teller, old=old)
    if teller.maybe(0.75):
        date += teller.chance.choice([" ", "　", " "]) + day.weekday
    facts = [date] if teller.maybe(0.7) else date.split()
    if teller.maybe(0.55):
        facts.append(day.lunar(teller))
    some = _OLD_FACTS if old else _FACTS
    facts += [teller.say(f"<{rule}>") for rule, share in some.items() if teller.maybe(share)]
    if teller.maybe(0.6):
        teller.chance.shuffle(facts)
    return facts


def _lines(teller: Teller, facts: list[str]) -> list[Row]:
    """Put facts on lines: one each, all on one, or some and some."""
    gap = teller.chance.choice([" ", "　", " | ", "　　", "  ", " / ", "｜"])
    most = teller.chance.choice([1, 1, 2, 3, 5, 20])
    narrow = teller.maybe(0.06)
    rows: list[Row] = []
    left = list(facts)
    while left:
        count = teller.between(1, most)
        held, left = left[:count], left[count:]
        label = "folio" if all(map(_makes_page, held)) else "fact"
        pieces = _narrow(held) if narrow else [gap.join(held)]
        rows += [Row(piece, label) for piece in pieces]
    return rows


def _makes_page(fact: str) -> bool:
    """Tell whether a fact is who made the page: no fact of the paper."""
    return fact.startswith(
        ("责任编辑", "本期责编", "值班总编", "責任編輯", "本期責編", "總編輯", "总编辑")
    )


def _narrow(facts: list[str]) -> list[str]:
    """Break facts as a masthead of a few ems in width does."""
    return [fact[n : n + 6].strip() for fact in facts for n in range(0, len(fact), 6)]


def folio(teller: Teller, name: str, day: Day) -> Made:
    """Return an inner page's folio line: on one line or on several, with who made the page."""
    number = teller.say("<pagenumber>")
    section = teller.say("<section>")
    if teller.maybe(0.15) and len(section) == 2:
        section = f"{section[0]} {section[1]}"
    date = day.printed(teller, old=teller.maybe(0.1)) + (
        f" {day.weekday}" if teller.maybe(0.7) else ""
    )
    if teller.maybe(0.2):
        date += " " + day.lunar(teller)
    # a paper's name or a day by itself are facts of the masthead, with a page's number its folio
    parts = [(number, "folio")]
    parts += [(section, "folio")] if teller.maybe(0.85) else []
    parts += [(name if teller.maybe(0.9) else f"《{name}》", "name")] if teller.maybe(0.6) else []
    parts.append((date, "fact"))
    if teller.maybe(0.6):
        parts.append((editors(teller), "folio"))
    if teller.maybe(0.15):
        parts.append((teller.say("<foliofact>"), "fact"))
    if teller.maybe(0.5):
        teller.chance.shuffle(parts)
    gap = teller.chance.choice([" ", "　", "　　", " | ", "·", "  "])
    cut = teller.chance.choice([1, 1, 2, 9, 9])
    rows = []
    for n in range(0, len(parts), cut):
        held = parts[n : n + cut]
        kinds = {kind for _, kind in held}
        label = kinds.pop() if len(kinds) == 1 else "folio"
        rows.append(Row(gap.join(text for text, _ in held), label, whole=True))
    return Made(rows=rows, truth={"folio": number, "section": section})


def running_head(teller: Teller, name: str, day: Day) -> Row:
    """Return what a next page's head leaves within a page."""
    return Row(
        teller.pick(
            "<n:2-16>",
            f"{name} <n:2-16>版",
            f"第<n:2-16>版　{name}",
            f"{day.date.year}年{day.date.month}月{day.date.day}日 {name}",
            "— <n:2-16> —",
            "第 <n:2-16> 页",
        ),
        "folio",
        whole=True,
    )


def ornament(teller: Teller, *, first: bool) -> Made:
    """Return a row of marks alone: of no story, a fact of the paper above them all."""
    mark = teller.chance.choice("★☆※—═-*·◆●○~＝_#")
    return Made(rows=[Row(mark * teller.between(3, 12), "fact" if first else "info", whole=True)])


def editors(teller: Teller) -> str:
    """Return who made the page."""
    mark = teller.chance.choice(["：", ":", " ", "/", "　", "／", "｜"])
    gap = teller.chance.choice([" ", "　", "  "])
    roles = teller.say("<pageroles>").split()
    return gap.join(f"{role}{mark}{teller.say('<name>')}" for role in roles)


def imprint(teller: Teller) -> Made:
    """Return the imprint that stands at a page's foot: facts of the paper."""
    gap = teller.chance.choice(["　", " ", "  ", "|"])
    parts = [teller.say("<imprint>") for _ in range(teller.between(2, 6))]
    if teller.maybe(0.3):
        parts.insert(teller.between(0, len(parts)), editors(teller))
    whole = teller.maybe(0.65)
    rows = [Row(gap.join(parts), "fact")] if whole else [Row(part, "fact") for part in parts]
    return Made(rows=rows)
