"""Pages whose parts an extraction put in another order, and the verdict on a page."""

from broadsheet.edition import Article, Edition
from broadsheet.parse import read_text
from broadsheet.parse.account import Parsed
from broadsheet.parse.binding import bind
from broadsheet.parse.build.imprint import Imprint
from broadsheet.parse.checks import verdict
from broadsheet.parse.text.characters import solid
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import look


def read(*lines: str) -> Parsed:
    parsed = read_text("\n".join(lines), file="page.txt")
    assert not [f for f in parsed.edition.findings if f.code == "ledger"]
    return parsed


def edition(*lines: str) -> Edition:
    return read(*lines).edition


STORIES = (
    ("老渡口装上新路灯",),
    ("茶园里的夜校", "四十名茶农报名"),
    ("图书室搬进老祠堂",),
)
TEXTS = (
    (
        "本报讯 记者沈一帆报道 昨晚，老渡口的新路灯亮了，夜里摆渡的人不再摸黑。",
        "村民说，灯亮了心里也亮。",
    ),
    (
        "本报讯 通讯员钱如海报道 茶园夜校上周开课，四十名茶农报了名。",
        "夜校每周两次，讲制茶和记账。",
    ),
    (
        "本报讯 记者方圆报道 镇里的图书室搬进了老祠堂，藏书八千册，孩子放学就来。",
        "周末还有故事会。",
    ),
)
DATED = ("桐溪早报 2029年11月2日 星期五", "")


def _name(story: Article) -> str:
    return story.byline.roles[0].names[0] if story.byline else ""


def told(found: Edition) -> list[tuple[str, str]]:
    """The head of each story and the name that its byline gives."""
    stories = [item for item in found.items if isinstance(item, Article)]
    return [
        ("\u3000".join(filter(None, (s.section, s.kicker, s.headline, s.deck))), _name(s))
        for s in stories
    ]


RIGHT = [
    ("老渡口装上新路灯", "沈一帆"),
    ("茶园里的夜校　四十名茶农报名", "钱如海"),
    ("图书室搬进老祠堂", "方圆"),
]


def test_heads_before_their_stories_stay_there() -> None:
    lines = [n for head, text in zip(STORIES, TEXTS, strict=True) for n in (*head, *text, "")]
    assert told(edition(*DATED, *lines)) == RIGHT


def test_a_head_below_each_story_is_its_own() -> None:
    lines = [n for head, text in zip(STORIES, TEXTS, strict=True) for n in (*text, *head, "")]
    assert told(edition(*DATED, *lines)) == RIGHT


def test_heads_below_all_stories_go_to_them_in_order() -> None:
    lines = [n for text in TEXTS for n in (*text, "")]
    lines += [n for head in STORIES for n in (*head, "")]
    assert told(edition(*DATED, *lines)) == RIGHT


def test_heads_above_all_stories_go_to_them_in_order() -> None:
    lines = [n for head in STORIES for n in (*head, "")]
    lines += [n for text in TEXTS for n in (*text, "")]
    assert told(edition(*DATED, *lines)) == RIGHT


def test_a_signed_text_ends_its_story() -> None:
    found = edition(
        *DATED, "老渡口装上新路灯", "老渡口的新路灯昨晚亮了，摆渡的人不再摸黑。（沈一帆）",
        "茶园夜校上周开课，四十名茶农报了名。每周两次，讲制茶和记账。",
    )  # fmt: skip
    first, second = found.items
    assert isinstance(first, Article)
    assert (first.signature, len(first.body)) == ("（沈一帆）", 1)
    assert isinstance(second, Article)


def test_signed_items_of_one_column_stay_together() -> None:
    found = edition(
        *DATED, "校园短讯",
        "11月28日，我校举行消防演练，全校师生用时三分钟，从教学楼撤到操场上。（教务处）",
        "12月3日，市教研室来校听课，看了语文和数学各两节，听完座谈到天黑。（语文组 周敏）",
    )  # fmt: skip
    (story,) = found.items
    assert isinstance(story, Article)
    assert len(story.body) == 2


def test_a_masthead_taken_last_is_the_pages() -> None:
    lines = [n for head, text in zip(STORIES, TEXTS, strict=True) for n in (*head, *text, "")]
    found = edition(
        *lines, "桐溪早报", "TONGXI MORNING POST", "2029年11月2日 星期五",
        "国内统一连续出版物号 CN33-0012", "第1208期 今日8版",
    )  # fmt: skip
    masthead = found.masthead
    assert (masthead.name, masthead.name_en) == ("桐溪早报", "TONGXI MORNING POST")
    assert (masthead.date, masthead.issue_number) == ("2029-11-02", "1208")
    assert [item.kind for item in found.items] == ["article"] * 3


def test_an_advertisers_name_at_the_foot_is_no_nameplate() -> None:
    lines = [n for head, text in zip(STORIES, TEXTS, strict=True) for n in (*head, *text, "")]
    found = edition(*DATED, *lines, "柳浦晚报", "订阅热线：0571-5550101")
    assert found.masthead.name == "桐溪早报"


# the verdict


def test_a_page_that_is_read_well_has_a_high_number_and_no_warning() -> None:
    lines = [n for head, text in zip(STORIES, TEXTS, strict=True) for n in (*head, *text, "")]
    found = edition(*DATED, *lines)
    assert found.reading is not None
    assert found.reading > verdict.BADLY
    assert not [f for f in found.findings if f.code == "reads-badly"]


def test_a_page_that_is_read_badly_is_told_in_words_without_asking() -> None:
    found = edition(
        "老街的", "", "在修", "", "三月", "去年的事情没有说完，大家又", "", "桥头 渡口 祠堂", "",
        "昨天下午有人看见两艘旧船停在", "", "五点", "", "一起去看看那座新修的",
    )  # fmt: skip
    assert found.reading is not None
    assert found.reading < 0.8
    (warning,) = [f for f in found.findings if f.code == "reads-badly"]
    assert warning.level == "warning"
    assert "no masthead" in warning.message or "in doubt" in warning.message
    assert warning.message.endswith("look at --explain, or give hints")


def test_of_several_pages_the_worst_number_is_told() -> None:
    lines = [n for head, text in zip(STORIES, TEXTS, strict=True) for n in (*head, *text, "")]
    good = read(*DATED, *lines)
    bad = read(
        "老街的", "在修", "去年的事情没有说完，大家又", "", "五点", "", "一起去看看那座新修的"
    )
    bound = bind([good, bad], ["1.txt", "2.txt"]).edition
    assert bound.reading == bad.edition.reading
    assert bad.edition.reading < good.edition.reading


def test_rules_beside_a_name_amid_facts_are_not_lost() -> None:
    line = "要闻 | 2029 年 11 月 2 日 星期五 | 桐溪早报 | 2-5"
    taken = Imprint()
    taken.read([look(TextBlock(text=line, first=1, last=1, gap=0, group=1))], "page.txt")
    facts = taken.finished("page.txt").facts()
    assert (facts["name"], facts["date"], facts["other"]) == (
        "桐溪早报",
        "2029-11-02",
        "要闻\u30002-5",
    )
    assert solid("".join(sorted("".join(taken.spent)))) == "".join(sorted(solid(line)))


def test_editors_beside_their_telephone_are_the_pages() -> None:
    found = edition(
        "桐溪早报", "2029年11月2日 星期五", "责任编辑：方圆    电话：0571-5550101", "",
        *STORIES[0], *TEXTS[0],
    )  # fmt: skip
    assert found.pages[0].editors == "责任编辑：方圆"
    assert found.masthead.phone == "0571-5550101"


def test_a_page_of_heads_and_openings_in_a_row_is_read() -> None:
    found = edition("本报讯", "", "本报记者 方圆", "", *STORIES[0], "", "本报讯", *STORIES[1])
    assert found.items
