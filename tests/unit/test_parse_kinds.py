"""Kinds of pages that strangers bring, each with pages of its own: what is what, nothing lost."""

import pytest

from broadsheet.edition import Advert, Article, Edition, Photo
from broadsheet.parse import read_text
from broadsheet.parse.account import Parsed
from broadsheet.parse.build.assemble import Assembly
from broadsheet.parse.build.imprint import Imprint
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.characters import is_han
from broadsheet.parse.text.continuation import glue
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import look


def read(*lines: str) -> Parsed:
    parsed = read_text("\n".join(lines), file="page.txt")
    assert not [f for f in parsed.edition.findings if f.code == "ledger"]
    return parsed


def edition(*lines: str) -> Edition:
    return read(*lines).edition


def only_story(found: Edition) -> Article:
    (item,) = found.items
    assert isinstance(item, Article)
    return item


def body(story: Article) -> list[str]:
    return [block.text for block in story.body]


# where a story stood


def test_where_a_story_stood_is_a_fact_of_paper_and_page() -> None:
    found = edition(
        "老茶馆重新开门", "本报记者 沈一帆", "《桐溪早报》（2029年11月2日 第05版）", "",
        "本报讯 停业三年的老茶馆昨天重新开门，茶客坐满了两层楼。", "",
        "掌柜说，茶价不涨，评弹照唱。",
    )  # fmt: skip
    story = only_story(found)
    assert (story.headline, story.kicker, story.deck) == ("老茶馆重新开门", "", "")
    assert story.byline
    assert story.byline.roles[0].names == ("沈一帆",)
    assert len(story.body) == 2
    assert (found.masthead.name, found.masthead.date) == ("桐溪早报", "2029-11-02")
    assert found.pages[0].folio == "05"


@pytest.mark.parametrize("line", ["《山间》（组诗）", "《小城故事》（长篇连载 12）"])
def test_a_title_in_brackets_is_no_place_where_it_stood(line: str) -> None:
    found = edition(line, "本报记者 沈一帆", "", "小城的雨下了三天，石阶上长出青苔来了。")
    assert found.masthead.name == ""


# measure


def test_a_line_as_wide_as_its_neighbours_in_a_sentence_is_text() -> None:
    found = edition(
        "桑园小学开了木工课", "本报记者 沈一帆", "",
        "　　开课那天，退休木匠、家长代表和四十多名学生一起走进作坊，",
        "先后看了榫卯模型与祖辈留下的刨子墨斗等二百多件老工具的陈",
        "列，又在师傅手把手指点下锯开了自己的第一块木板。", "",
        "　　课程每周一次，工具由镇里提供。",
    )  # fmt: skip
    story = only_story(found)
    assert len(story.body) == 2
    assert "老工具的陈列，又在" in story.body[0].text


@pytest.mark.parametrize("mark", ["；", "：", "——"])
def test_indented_lines_with_white_between_are_paragraphs_however_they_end(mark: str) -> None:
    lines = ("镇里今年办了三件实事，都在年初说过。", f"一件是修通了后山的路，通车里程过百{mark}",
             f"一件是翻新了临河的桥，两岸不再绕行{mark}", "大家都说，日子更方便了。")  # fmt: skip
    found = edition("三件实事办完了", "本报记者 沈一帆", "", *(f"\u3000\u3000{n}\n" for n in lines))
    assert body(only_story(found)) == list(lines)


# heads


def test_a_head_that_its_measure_broke_in_a_name_is_one_line() -> None:
    found = edition(
        "桐溪镇群众体育工作领导小组办公室主任钱如海会见龙舟", "协会会长", "",
        "　　本报桐溪5月6日电　钱如海6日会见龙舟协会会长沈一帆，谈了今年的赛事。", "",
        "　　双方还看了新船。",
    )  # fmt: skip
    story = only_story(found)
    whole = "桐溪镇群众体育工作领导小组办公室主任钱如海会见龙舟协会会长"
    assert (story.headline, story.kicker) == (whole, "")


def test_two_lines_that_the_copy_does_not_put_together_stay_kicker_and_headline() -> None:
    found = edition(
        "桐溪镇部署今年防汛工作强调", "把每一座水库都看好", "",
        "　　本报讯 记者沈一帆报道 昨天，镇里开会部署防汛，要求各村巡堤。", "",
        "　　会议强调，物资要备足。",
    )  # fmt: skip
    story = only_story(found)
    assert (story.kicker, story.headline) == (
        "桐溪镇部署今年防汛工作强调", "把每一座水库都看好",
    )  # fmt: skip


# pieces


def test_names_cut_off_their_role_are_one_byline() -> None:
    found = edition(
        "别让老井变成摆设", "本报记者", "", "沈一帆", "", "钱如海", "",
        "老井是村里的记忆。近年来，不少老井加了盖，再没有人去打水。", "", "村民说，井水还甜。",
    )  # fmt: skip
    story = only_story(found)
    assert story.headline == "别让老井变成摆设"
    assert story.byline
    assert story.byline.roles[0].names == ("沈一帆", "钱如海")


def test_names_of_editors_that_were_cut_letter_by_letter_are_the_pages() -> None:
    found = edition(
        "桂花开了", "沈一帆", "", "桂花一夜之间全开了。巷子里的人走得很慢，都说今年香得早。", "",
        "本版责编：钱", "", "海", "", "沈小帆", "", "方", "", "圆",
    )  # fmt: skip
    assert found.pages[0].editors == "本版责编：钱海 沈小帆 方圆"
    assert only_story(found).headline == "桂花开了"


def test_a_head_below_a_role_that_has_its_name_is_no_piece() -> None:
    found = edition(
        "旧桥拆了", "本报记者 沈一帆", "旧桥昨天拆了，新桥月底通车，两岸的人先坐渡船。", "",
        "新茶上市", "本报记者 钱如海", "今年的新茶昨天上市，价格同去年差不多，茶农很高兴。",
    )  # fmt: skip
    heads = [item.headline for item in found.items if isinstance(item, Article)]
    assert heads == ["旧桥拆了", "新茶上市"]


# pictures


@pytest.mark.parametrize("title", ["图片报道", "图片新闻", "【图片故事】"])
def test_a_picture_report_is_one_photo(title: str) -> None:
    found = edition(
        title, "", "　　5月4日，桐溪镇龙舟赛开赛。图为选手正在下水试桨。", "", "本报记者 沈一帆摄"
    )
    (photo,) = found.items
    assert isinstance(photo, Photo)
    wanted = ("5月4日，桐溪镇龙舟赛开赛。图为选手正在下水试桨。", "沈一帆摄", title)
    assert all(text in photo.picture.caption for text in wanted)


# ends of a story


@pytest.mark.parametrize(
    "line", ["数据来源：桐溪镇统计站", "（摘编自《桐溪志》）", "——编者", "资料来源：镇档案馆"]
)
def test_a_closing_line_is_its_storys_signature(line: str) -> None:
    found = edition(
        "油菜丰收", "本报记者 沈一帆", "", "今年油菜长势好，亩产比去年多了一成，油坊天天开榨。",
        "", line,
    )  # fmt: skip
    assert only_story(found).signature == line


def test_a_signature_in_brackets_goes_over_two_lines() -> None:
    found = edition(
        "油菜丰收", "", "今年油菜长势好，亩产比去年多了一成，油坊天天开榨。", "",
        "（本报桐溪、柳浦5月7日电　记者沈一帆、钱如", "海）",
    )  # fmt: skip
    assert only_story(found).signature == "（本报桐溪、柳浦5月7日电　记者沈一帆、钱如海）"


def test_a_wire_in_brackets_signs_below_who_gave_the_figures_too() -> None:
    found = edition(
        "油菜丰收", "本报记者 沈一帆", "", "今年油菜长势好，亩产比去年多了一成。",
        "", "数据来源：桐溪镇榨油公司", "", "（本报桐溪、柳浦5月7日电　记者沈一帆、钱如海）",
    )  # fmt: skip
    story = only_story(found)
    assert not story.pictures
    assert story.signature.endswith("（本报桐溪、柳浦5月7日电　记者沈一帆、钱如海）")


@pytest.mark.parametrize(("confidence", "kind"), [(0.6, "info"), (0.9, "ad")])
def test_lines_without_a_sign_of_an_advertiser_need_a_sure_label(
    confidence: float, kind: str
) -> None:
    page = Assembly(file="page.txt")
    seen = [
        look(TextBlock(text=text, first=n, last=n, gap=0, group=1))
        for n, text in enumerate(("静享时光", "悦己人生 从这里开始"), 1)
    ]
    page.take(seen, [Label(name="ad", confidence=confidence, why=())] * 2, 0, 2)
    assert [item.kind for item in page.finished().items] == [kind]
    told = [f.message for f in page.findings if "perhaps an advertisement" in f.message]
    assert told == ["service text, perhaps an advertisement: 静享时光"] * (kind == "info")


# Latin words in Chinese text


def test_a_latin_word_that_the_page_has_whole_is_put_together() -> None:
    found = edition(
        "水表换新", "本报记者 沈一帆", "",
        "　　今年镇里给老街的住户换装了新水表，全部符合PQRS",
        "T标准，抄表不用再上门，住户都说省心。",
        "", "　　据介绍，PQRST标准是三年前定的。",
    )  # fmt: skip
    assert "全部符合PQRST标准" in body(only_story(found))[0]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the har-", "bor is", "the harbor is"),
        ("well-", "known", "wellknown"),
        ("Anglo-", "French", "Anglo-French"),
        ("on Monday,", "and a", "on Monday, and a"),
        ("in March", "8 the", "in March 8 the"),
        ("今年的Sea Br", "eeze号", "今年的Sea Br eeze号"),
        ("共有12", "万人", "共有12万人"),
        ("(see", "p. 10)", "(see p. 10)"),
    ],
)
def test_pieces_are_put_together(before: str, after: str, whole: str) -> None:
    cut, between = glue(before, after, Pairs())
    assert before[: len(before) - cut] + between + after == whole


def test_a_compound_that_the_page_has_keeps_its_hyphen() -> None:
    pairs = Pairs(["a well known man", "The so called expert"])
    assert glue("a well-", "known", pairs) == (0, "")
    assert glue("the har-", "bor", pairs) == (1, "")


# scripts


@pytest.mark.parametrize("char", "ﬁﬂＡａﷺﬡ𝐀")
def test_letters_of_other_scripts_are_no_ideographs(char: str) -> None:
    assert not is_han(char)


@pytest.mark.parametrize("char", "港ㄅかｶ한𠀀豈")
def test_letters_of_east_asia_are_set_on_an_em(char: str) -> None:
    assert is_han(char)


def test_joined_letters_are_written_apart_and_told_in_latin_text() -> None:
    found = edition(
        "PIER OPENS AGAIN", "By Ann Holt",
        'The ﬁrst ofﬁce opened at six (see p. 4). "Fine," said Ann, "at last".',
    )  # fmt: skip
    (text,) = body(only_story(found))
    assert text == 'The first office opened at six (see p. 4). "Fine," said Ann, "at last".'
    assert [f.message for f in found.findings if f.code == "input-ligature"] == [
        "joined letters (ﬁ) written apart, 2 times, first here"
    ]


# English


ENGLISH = """\
THE PORTREE LANTERN
Vol. XII, No. 45    TUESDAY, OCTOBER 6, 2026    Price 60 cents    16 pages

COUNCIL BACKS NEW SEA WALL
Work To Begin After Winter Storms, Mayor Tells Residents
By Clara Finch
Staff Writer
PORTREE, Oct. 5 — The town council voted late Monday to
build a sea wall along the north shore, ending two years of
argument over who should pay for it.
   The wall, which will be 400 meters long, is to be ready be-
fore the autumn of next year. "We cannot wait for another
flood," Mayor Iris Bell said.
   Residents of Quay Street asked for a footpath on top of the
wall. The council will decide on that in November.
Continued on page 4

SCHOOL BUS ROUTES CHANGE
By Martin Oakes and Lena Pool
Three school bus routes will change on Monday because the
bridge at Millbrook is closed for repairs.
   Parents should look at the new timetable, which hangs in ev-
ery school, the district said.

HOLLOWAY & SONS
Boots and shoes for every weather
12 Harbor Street, Portree
Tel. 555-0143

PUBLIC NOTICE
Notice is hereby given that the harbor board will meet on
October 12 at seven in the evening.
"""


def test_an_english_page_is_read() -> None:
    found = edition(ENGLISH)
    masthead = found.masthead
    assert (masthead.name, masthead.date) == ("THE PORTREE LANTERN", "2026-10-06")
    assert (masthead.issue_number, masthead.price) == ("45", "Price 60 cents")
    assert [item.kind for item in found.items] == ["article", "article", "ad", "notice"]
    wall, buses = (item for item in found.items if isinstance(item, Article))
    assert (wall.headline, wall.deck) == (
        "COUNCIL BACKS NEW SEA WALL",
        "Work To Begin After Winter Storms, Mayor Tells Residents",
    )
    assert wall.source == "PORTREE, Oct. 5 —"
    assert wall.byline
    assert wall.byline.roles[0].names == ("Clara Finch",)
    assert wall.jump
    assert body(wall)[1].startswith(
        "The wall, which will be 400 meters long, is to be ready before"
    )
    assert len(wall.body) == 3
    assert buses.byline
    assert buses.byline.roles[0].names == ("Martin Oakes", "Lena Pool")
    assert body(buses)[1].endswith("which hangs in every school, the district said.")


def test_a_line_of_facts_that_ends_with_a_full_stop_is_no_text() -> None:
    found = edition(
        "The Wanlee Courier", "", "Vol. IX. WANLEE, MONDAY, MAY 4, 1931. No. 7.", "",
        "PIER OPENS AGAIN", "By Ann Lowe", "",
        "The old pier at Wanlee opened again on Sunday, and two hundred people came to see it.",
    )  # fmt: skip
    masthead = found.masthead
    assert (masthead.name, masthead.date) == ("The Wanlee Courier", "1931-05-04")
    assert masthead.issue_number == "7"
    assert only_story(found).headline == "PIER OPENS AGAIN"


def test_no_mark_of_an_english_page_becomes_chinese() -> None:
    found = edition(ENGLISH)
    copy = "".join(text for item in found.items if isinstance(item, Article) for text in body(item))
    assert not set("，。；：！？（）“”‘’") & set(copy)


def test_a_story_in_ragged_lines_without_white_is_a_head_and_a_paragraph() -> None:
    found = edition(
        "LIGHTHOUSE KEEPER RETIRES", "Forty Years On The Rock, Not One Night Off",
        "The keeper of the Stark Rock light will re-", "tire in June after forty years, the",
        "harbor office said on Friday. No suc-", "cessor has been named, and the",
        "lamp will be tended from the shore.",
    )  # fmt: skip
    story = only_story(found)
    assert (story.headline, story.deck) == (
        "LIGHTHOUSE KEEPER RETIRES",
        "Forty Years On The Rock, Not One Night Off",
    )
    assert body(story) == [
        "The keeper of the Stark Rock light will retire in June after forty years, the harbor "
        "office said on Friday. No successor has been named, and the lamp will be tended from "
        "the shore."
    ]


@pytest.mark.parametrize("mark", ["广告", "廣告"])
def test_the_word_by_itself_marks_the_advertisement_that_follows(mark: str) -> None:
    shops = [
        ("青石米行", "0578-2210331"),
        ("渡口布店", "0578-2210332"),
        ("南门鞋庄", "0578-2210333"),
    ]
    text = "\n\n".join(f"{mark}\n\n{shop}\n新店开张八折酬宾\n电话：{dial}" for shop, dial in shops)
    found = [item for item in edition(text).items if isinstance(item, Advert)]
    assert [(item.name, len(item.copy)) for item in found] == [(shop, 4) for shop, _ in shops]


# what a paper says of itself


@pytest.mark.parametrize(
    ("said", "slogan", "other"),
    [
        ("Every parish and all its news since 1902", True, False),
        ("Entered as second-class matter at the post office", False, True),
    ],
)
def test_a_motto_of_small_words_among_facts_is_the_papers(
    said: str, slogan: bool, other: bool
) -> None:
    gathered = Imprint()
    gathered.take("name", "The Fenwick Herald", 1)
    gathered.read([look(TextBlock(text=said, first=2, last=2, gap=0, group=1))], "page.txt")
    masthead = gathered.finished("page.txt")
    assert (masthead.slogan == said, masthead.other == said) == (slogan, other)
