"""PDF pages by what is drawn: kinds of things that were read as other ones."""

import pytest

from broadsheet.edition import Advert, Article, Info, Notice
from tests.unit.pdf_pages_of import Rule, Set, column, pdf
from tests.unit.test_parse_pdf import BODY, NEXT, OTHER, edition, pages, stories

STORY = (Set(60, 80, 24, "新桥昨天通车"), *column(60, 120, *BODY[:9]))
FALLS = [
    "　　上半夜的雨把堤脚冲开一道口子，",
    "守堤的人扛来二百只沙袋，天亮前口子",
    "堵上了，田里的稻子一棵也没有倒下。",
]


def across(x: float, y: float, width: float) -> Rule:
    return Rule(x, y, width, 0.5)


def test_a_quote_between_rules_of_a_column_is_no_head() -> None:
    page = [
        *STORY,
        across(60, 250, 170),
        *column(60, 268, "头一回走着过江，", "水还是那个颜色。", size=14, pitch=18),
        across(60, 296, 170),
        *column(60, 315, *OTHER),
    ]
    (story,) = stories(pdf(page))
    assert [(b.kind, b.text[:4]) for b in story.body[-2:]] == [
        ("pull", "头一回走"),
        ("para", "渔市的灯"),
    ]


def test_a_ruled_table_keeps_its_rows() -> None:
    rows = [
        ("渔市", "开市", "摊位"),
        ("南堤", "四点", "三十二"),
        ("北岸", "五点", "十八"),
        ("河口", "六点", "九"),
    ]
    cells = [
        Set(x, 260 + 14 * n, 9, text)
        for n, row in enumerate(rows)
        for x, text in zip((62, 120, 190), row, strict=True)
    ]
    rules = [across(60, y, 170) for y in (248, 264, 308)]
    page = [*STORY, *cells, *rules]
    (story,) = stories(pdf(page))
    (table,) = [b for b in story.body if b.kind == "table"]
    assert [row.split() for row in table.text.split("\n")] == [list(row) for row in rows]


def test_short_items_run_on_at_the_next_columns_top() -> None:
    """The second item breaks off at the first column's foot, beside the first one's head."""
    first = ["　　江上昨天起了大风，渡船停了半日，", "桥上的人都走着过了江。"]
    second = ["　　渔市的灯比往年早亮了一个钟头，", "摊位重新编了号，通道加宽了一米，推"]
    rest = ["车的人不再喊借过，摊主们把秤都擦了", "一遍，说新地方要有新样子。"]
    page = [
        Rule(50, 60, 420, 170),
        Set(60, 80, 12, "大风停了渡船"),
        *column(60, 98, *first),
        across(60, 130, 170),
        Set(60, 148, 12, "渔市早早亮灯"),
        *column(60, 166, *second),
        *column(250, 80, *rest),
        across(250, 112, 170),
        Set(250, 130, 12, "守堤的人堵住了口子"),
        *column(250, 148, *FALLS),
        Set(60, 300, 24, "新桥昨天通车"),
        *column(60, 340, *BODY[:9]),
    ]
    read = {s.headline: "".join(b.text for b in s.body) for s in stories(pdf(page))}
    assert read["大风停了渡船"].endswith("走着过了江。")
    assert read["渔市早早亮灯"].endswith(
        "推车的人不再喊借过，摊主们把秤都擦了一遍，说新地方要有新样子。"
    )
    assert read["守堤的人堵住了口子"].startswith("上半夜的雨")


def test_a_framed_text_in_smaller_type_is_a_notice() -> None:
    frame = [
        Rule(60, 400, 300, 80),
        Set(190, 418, 14, "公告"),
        *column(
            70,
            438,
            "　　南堤街明日八时起断水检修，预计晚六时复水，请沿街住户",
            "提前备水。",
            size=8,
            pitch=11,
        ),
    ]
    read = edition(pdf([*STORY, *frame]))
    (notice,) = [item for item in read.items if isinstance(item, Notice)]
    assert "断水检修" in "".join(notice.copy)


def test_an_advertisement_of_many_lines_stays_one_item() -> None:
    frame = [
        Rule(60, 400, 200, 110),
        Set(230, 408, 7, "广告"),
        *column(
            70,
            428,
            "归帆茶行秋茶上市，存茶满一斤送",
            "小罐一只，老客另有心意，欢迎到",
            "店品尝。",
            size=10,
        ),
        Set(70, 490, 16, "归帆茶行"),
    ]
    read = edition(pdf([*STORY, *frame]))
    (advert,) = [item for item in read.items if isinstance(item, Advert)]
    assert "".join(advert.copy).endswith("归帆茶行")
    assert len([item for item in read.items if isinstance(item, Article)]) == 1


def test_the_word_in_a_kept_place_is_left_out_and_told() -> None:
    page = [
        *STORY,
        Rule(250, 110, 170, 120),
        Set(325, 172, 8, "图片"),
        Set(250, 244, 8, "新桥上走着过江的人，昨天清晨。"),
    ]
    read = edition(pdf(page))
    (story,) = read.items
    assert isinstance(story, Article)
    assert [p.caption for p in story.pictures] == ["新桥上走着过江的人，昨天清晨。"]
    assert [f.code for f in read.findings if f.code == "picture-place"] == ["picture-place"]


def test_captions_side_by_side_are_two_and_keep_who_took_them() -> None:
    page = [
        Rule(60, 100, 120, 80),
        Rule(190, 100, 120, 80),
        Set(62, 192, 8, "渔市的灯早早亮了"),
        Set(75, 203, 8, "本报记者　金水　摄"),
        Set(192, 192, 8, "推车的人不再喊借过"),
        Set(60, 236, 24, "渔市换新颜"),
        *column(60, 270, *OTHER),
        *column(250, 270, *FALLS),
    ]
    (story,) = stories(pdf(page))
    assert [(p.caption, p.credit) for p in story.pictures] == [
        ("渔市的灯早早亮了", "本报记者　金水　摄"),
        ("推车的人不再喊借过", ""),
    ]


def test_a_list_of_contents_heads_no_story() -> None:
    page = [
        Set(60, 60, 14, "导读"),
        *[
            Set(60, 84 + 18 * n, 13, f"{text} ………………… {n + 2}版")
            for n, text in enumerate(("渔市换新颜", "海岛减排", "步道贯通"))
        ],
        Set(60, 180, 24, "新桥昨天通车"),
        *column(60, 220, *BODY[:9]),
    ]
    read = edition(pdf(page))
    (story,) = [item for item in read.items if isinstance(item, Article)]
    assert (story.kicker, story.headline, story.deck) == ("", "新桥昨天通车", "")
    assert any(isinstance(item, Info) and "海岛减排" in "".join(item.copy) for item in read.items)


def test_facts_in_a_band_across_the_page_are_no_story() -> None:
    page: list[Set | Rule] = [
        Set(200, 70, 56, "渡口晨报"),
        across(60, 88, 480),
        *[Set(62, 102, 9, "国内统一刊号：CN33-0018"), Set(62, 116, 9, "地址：渡口市南堤街九号")],
        *[Set(320, 102, 9, "总第312期"), Set(320, 116, 9, "邮编：310012")],
        across(60, 122, 480),
        Set(60, 160, 24, "新桥昨天通车"),
        *column(60, 200, *BODY[:9]),
    ]
    read = edition(pdf(page))
    assert (read.masthead.cn_code, read.masthead.postcode) == ("CN33-0018", "310012")
    assert len(read.items) == 1


def test_lines_that_end_where_they_like_are_verse() -> None:
    lines = (
        "雨停了，灯还亮着，",
        "江面上全是碎银子。",
        "摆渡的人",
        "没有来捡，",
        "他说亮着就好。",
        "灯在等船，船在等人，",
        "人在桥上。",
    )
    page = [
        Set(60, 80, 20, "渡口的灯"),
        *column(60, 120, *lines),
        Set(260, 80, 20, "渔市换新颜"),
        *column(260, 120, *OTHER, *FALLS),
    ]
    verse = next(s for s in stories(pdf(page)) if s.headline == "渡口的灯")
    assert {b.kind for b in verse.body} == {"verse"}
    assert "".join(b.text for b in verse.body).split() == [*lines]


def test_items_whose_lines_hang_behind_their_numbers_are_whole() -> None:
    hangs = "\u3000\u3000"
    lines = (
        "渔市今年办了几件事：",
        "1．灯比往年早亮了一个钟头，摊位重新编",
        f"{hangs}了号，通道也加宽了一米。",
        "2．推车的人不再喊借过，摊主们把秤都擦",
        f"{hangs}了一遍，说要有新样子。",
        "3．来得最早的还是卖蛤的阿婆，她说灯亮",
        f"{hangs}了，蛤也看得清沙子。",
    )
    (story,) = stories(pdf([Set(60, 80, 24, "渔市换新颜"), *column(60, 120, *lines)]))
    assert [b.text[:2] + b.text[-3:] for b in story.body[1:]] == [
        "1．一米。",
        "2．样子。",
        "3．沙子。",
    ]


@pytest.mark.parametrize(
    ("one", "two", "whole"),
    [("ninety-", "two years", "ninety-two"), ("vil-", "lages", "villages")],
)
def test_a_number_keeps_its_hyphen_at_a_lines_end(one: str, two: str, whole: str) -> None:
    lines = (
        f"The harbour ferry sailed for the {one}",
        f"{two} that were left to it, and the",
        "pilot did not weep.",
    )
    (story,) = stories(pdf([Set(60, 80, 24, "Ferry sails on"), *column(60, 120, *lines)]))
    assert whole in story.body[0].text


def test_a_large_letter_opens_the_paragraph_that_it_is_sunk_into() -> None:
    lines = [
        Set(60, 138, 26, "渔"),
        *column(88, 124, "市的灯比往年早亮了一个钟头", "摊位重新编了号，通道加宽了"),
        *column(60, 152, "一米，推车的人不再喊借过，摊主", "们把秤都擦了一遍。"),
        *column(60, 180, *FALLS),
    ]
    (story,) = stories(pdf([Set(60, 80, 24, "渔市换新颜"), *lines]))
    assert story.body[0].text.startswith(
        "渔市的灯比往年早亮了一个钟头摊位重新编了号，通道加宽了一米"
    )
    assert len(story.body) == 2


def test_a_table_of_cells_with_lines_around_each_keeps_its_rows() -> None:
    rows = [("渔市", "开市"), ("南堤", "四点"), ("北岸", "五点")]
    cells = [
        Set(x, 260 + 14 * n, 9, text)
        for n, row in enumerate(rows)
        for x, text in zip((64, 150), row, strict=True)
    ]
    grid = [across(60, 250 + 14 * n, 170) for n in range(4)]
    grid += [Rule(x, 250, 0.5, 42) for x in (60, 145, 230)]
    page = [*STORY, *cells, *grid]
    (story,) = stories(pdf(page))
    (table,) = [b for b in story.body if b.kind == "table"]
    assert [row.split() for row in table.text.split("\n")] == [list(row) for row in rows]


def test_small_lines_at_a_pictures_side_are_its_caption() -> None:
    page = [
        Set(60, 80, 24, "新桥昨天通车"),
        Rule(60, 100, 200, 120),
        *column(268, 196, "昨天清晨，头一批走", "着过江的人。", size=8, pitch=11),
        *column(60, 250, *BODY[:9]),
        *column(250, 250, *BODY[5:9], *BODY[5:9]),
    ]
    (story,) = stories(pdf(page))
    assert [p.caption for p in story.pictures] == ["昨天清晨，头一批走着过江的人。"]


def test_small_heads_side_by_side_are_no_line() -> None:
    texts = (OTHER, FALLS, BODY[5:9])
    heads = ("渔市的灯早早就亮了起来", "堤脚的口子天亮前堵上了", "船工老秦头一回走着过江")
    page: list[Set | Rule] = [Set(60, 60, 30, "江上三则")]
    page += [across(60, 76, 560)]
    for n, (head, text) in enumerate(zip(heads, texts, strict=True)):
        page += [Set(60 + 190 * n, 100, 15, head), *column(60 + 190 * n, 124, *text, *text)]
    read = stories(pdf(page, width=700))
    assert set(heads) <= {s.headline for s in read}


def test_a_standfirst_is_neither_deck_nor_text() -> None:
    page = [
        Set(60, 80, 28, "新桥昨天通车"),
        *column(
            60,
            104,
            "桥长三百二十六米，两岸走路十分钟，渡口的船从此",
            "只在节日里开，船工们都上岸了。",
            size=12,
            pitch=17,
        ),
        *column(60, 160, *BODY[:9]),
        *column(250, 160, *BODY[5:9], *BODY[5:9]),
    ]
    (story,) = stories(pdf(page))
    assert story.deck == ""
    assert story.standfirst.startswith("桥长三百二十六米")
    assert story.standfirst.endswith("船工们都上岸了。")


def test_the_title_of_a_notice_and_of_contents_is_apart_from_its_lines() -> None:
    page = [
        *STORY,
        Rule(60, 400, 300, 80),
        Set(190, 418, 14, "公告"),
        *column(
            70,
            438,
            "　　南堤街明日八时起断水检修，预计晚六时复水，请沿街住户",
            "提前备水。",
            size=8,
            pitch=11,
        ),
        Rule(60, 500, 200, 80),
        *[
            Set(70, 518 + 15 * n, 11, text)
            for n, text in enumerate(("导读", "渔市换新颜　2版", "海岛减排　3版"))
        ],
    ]
    read = edition(pdf(page))
    (notice,) = [item for item in read.items if isinstance(item, Notice)]
    (contents,) = [item for item in read.items if isinstance(item, Info)]
    assert (notice.title, contents.title) == ("公告", "导读")
    assert list(contents.copy) == ["渔市换新颜　2版", "海岛减排　3版"]


def test_the_largest_letters_under_a_folio_line_are_a_headline() -> None:
    """An inside page has no nameplate, however large its headline is."""
    page = [
        *[Set(60, 40, 12, "3　要闻"), Set(480, 40, 9, "2026年11月18日　星期三")],
        across(60, 48, 500),
        Set(60, 110, 50, "新桥昨天通车"),
        *column(60, 150, *BODY[:9]),
        Set(300, 150, 16, "渔市换新颜"),
        *column(300, 180, *OTHER),
    ]
    read = edition(pdf(page))
    assert "新桥昨天通车" in {s.headline for s in read.items if isinstance(s, Article)}
    assert read.masthead.name == ""


def test_pieces_of_one_line_stay_together_beside_columns_a_little_lower() -> None:
    """Baselines of other columns lie between those of a line's two faces."""
    page: list[Set | Rule] = [Set(60, 80, 24, "新桥昨天通车")]
    for n, line in enumerate(OTHER * 3):
        page.append(Set(60, 120 + 14 * n, 10, line.strip()))
        page += [
            Set(300, 122.3 + 14 * n, 10, "渔船今年减排"),
            Set(361, 122.8 + 14 * n, 10, "1860吨，够用。"),
        ]
    text = "".join(b.text for s in stories(pdf(page)) for b in s.body)
    assert text.count("渔船今年减排1860吨，够用。") == 12


def test_marks_that_hang_out_of_a_column_do_not_reach_the_next() -> None:
    """Half an em of white is left between a mark beyond the measure and the next column."""
    left = [
        "渔市的灯比往年早亮了一个钟头",
        "摊位重新编了号，通道加宽了一米。",
        "推车的人不再喊借过，摊主们把",
        "秤都擦了一遍，说要有新样子来。",
    ]
    right = [
        "堤脚的口子天亮前就堵上了，守",
        "堤的人扛来了二百只沙袋，田里",
        "的稻子一棵也没有倒下，鱼塘也",
        "没有漫出来，大家回家睡了一觉",
    ]
    page = [
        Set(60, 80, 24, "渔市换新颜"),
        *column(60, 120, *left * 3),
        *column(214, 120, *right * 3),
    ]
    text = "".join(b.text for s in stories(pdf(page)) for b in s.body)
    assert text.index("堤脚的口子") > text.rindex("说要有新样子来")


def test_words_set_wide_in_a_narrow_column_do_not_reach_the_next() -> None:
    """A line of three words, justified, ends at a gutter as wide as its own gaps."""
    left = (
        "the harbour board said on",
        "Monday that all the ferries",
        "would sail, and the old pier",
        "would be mended before the",
    )
    page: list[Set | Rule] = [Set(60, 80, 24, "Ferries sail on")]
    for n, line in enumerate(left * 3):
        page.append(Set(60, 120 + 14 * n, 10, line))
        page.append(Set(212, 120 + 14 * n, 10, "night nurses counted the boats"))
    page += [
        Set(x, 288, 10, word) for x, word in ((60, "nobody"), (106, "measured"), (162, "sluices"))
    ]
    page += [
        Set(x, 288, 10, word) for x, word in ((212, "teachers"), (268, "counted"), (322, "boats"))
    ]
    text = "".join(b.text for s in stories(pdf(page)) for b in s.body)
    assert "sluices teachers" not in text.replace("\u3000", " ")


def test_a_pages_number_and_its_section_in_another_size_are_one_folio_line() -> None:
    line = [Set(60, 40, 20, "8"), Set(73, 40, 16, "乡村"), Set(300, 40, 14, "渡口晨报")]
    page = [
        *line,
        across(60, 48, 480),
        Set(60, 90, 24, "渔市换新颜"),
        *column(60, 130, *OTHER, *FALLS),
    ]
    (read,) = edition(pdf(page)).pages
    assert (read.folio, read.section) == ("8", "乡村")


def test_a_footnote_stands_behind_its_story_and_parts_no_paragraph() -> None:
    page = [
        Set(60, 80, 24, "新桥昨天通车"),
        *column(60, 120, *BODY),
        across(60, 264, 60),
        *column(60, 276, "1　江上旧有渡口三处，此桥在中间一处。", size=8, pitch=11),
        *column(250, 120, *NEXT, *FALLS),
    ]
    (story,) = stories(pdf(page))
    assert "工长说，第三遍是夜里铺的" in "".join(b.text for b in story.body)
    assert [b.kind for b in story.body][-1] == "note"
    assert "渡口三处" in story.body[-1].text


def test_readings_over_characters_are_left_out_of_the_text_and_told() -> None:
    lines = [Set(60, 120 + 20 * n, 10, line.strip()) for n, line in enumerate(OTHER)]
    over = [Set(61, 110.5, 5, "yú"), Set(131, 130.5, 5, "tān"), Set(73, 150.5, 5, "chē")]
    page = [Set(60, 80, 24, "渔市换新颜"), *lines, *over]
    read = edition(pdf(page))
    (story,) = read.items
    assert isinstance(story, Article)
    assert "".join(b.text for b in story.body) == "".join(line.strip() for line in OTHER)
    (told,) = [f for f in read.findings if f.code == "readings"]
    assert "yú" in told.message


def test_figures_at_the_ends_of_lines_are_no_upright_line() -> None:
    """Single figures stand nearer to those below them than to the dots that lead to them."""
    rows = [
        [Set(60, 200 + 13 * n, 10, f"{text}………………"), Set(216, 200 + 13 * n, 10, str(n + 2))]
        for n, text in enumerate(("渔市换新颜了", "海岛减排有成", "环湖步道贯通", "新桥昨天通车"))
    ]
    page = [Set(60, 180, 14, "导读"), *[one for row in rows for one in row]]
    page += [Set(300, 80, 24, "新桥昨天通车"), *column(300, 120, *BODY[:9])]
    copy = [
        line for item in edition(pdf(page)).items if isinstance(item, Info) for line in item.copy
    ]
    assert any(line.startswith("渔市换新颜了") and line.endswith("2") for line in copy)
    assert any(line.startswith("新桥昨天通车") and line.endswith("5") for line in copy)


def test_answers_that_hang_are_whole_though_a_line_ends_a_sentence() -> None:
    hangs = "\u3000\u3000"
    lines = (
        "问：渔市的灯为什么比往年早亮了一个钟头",
        f"{hangs}呢，摊主们怎么说？",
        "答：天冷了，来得早的人多，灯就要早亮。",
        f"{hangs}摊主们也把秤都擦了一遍，说新地方要",
        f"{hangs}有新样子，通道加宽了，车也好推。",
        "问：蛤看得清沙子了吗，阿婆天天来得最早",
        f"{hangs}的那一位怎么说？",
        "答：看得清。她说灯亮了，蛤也看得清沙子",
        f"{hangs}，手里的秤也看得清。",
    )
    (story,) = stories(pdf([Set(60, 80, 24, "渔市换新颜"), *column(60, 120, *lines)]))
    assert [b.text[:2] for b in story.body] == ["问：", "答：", "问：", "答："]


def test_a_crosshead_as_wide_as_its_column_parts_paragraphs() -> None:
    """White stands around it, though the next line is indented and no sentence ends."""
    page = [
        Set(60, 80, 24, "新桥昨天通车"),
        *column(60, 120, *BODY[:5]),
        Set(63, 198, 10.4, "两岸的人头一回走着过了江"),
        *column(60, 219, *BODY[5:9]),
    ]
    (story,) = stories(pdf(page))
    assert "两岸的人头一回走着过了江" in [b.text for b in story.body]


def test_a_byline_below_drawings_is_one_line() -> None:
    """It reaches out of the drawings that it stands under: it is no caption of theirs."""
    page = [
        Rule(60, 60, 60, 50),
        Rule(140, 60, 60, 50),
        Set(90, 126, 10, "本报讯"),
        Set(131, 126, 10, "记者金水报道"),
        *column(60, 140, *[line.strip() for line in OTHER], *FALLS),
        Set(260, 80, 24, "新桥昨天通车"),
        *column(260, 120, *BODY[:9]),
    ]
    assert any("本报讯\u3000记者金水报道" in b.text for b in pages(pdf(page))[0].blocks)
