"""Lines of mastheads and folio lines, of many papers: which fact each of their words is."""

import pytest

from broadsheet.edition import Masthead
from broadsheet.facts.numerals import number
from broadsheet.parse.build.imprint import Imprint
from broadsheet.parse.text.known_folio import read_known
from broadsheet.parse.text.printed_facts import find_facts, value_of
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import Seen, look


def block(text: str, line: int) -> Seen:
    return look(TextBlock(text=text, first=line, last=line, gap=0, group=1))


def masthead(*lines: str, name: str = "") -> Masthead:
    gathered = Imprint()
    for n, line in enumerate(lines, 1):
        gathered.read([block(line, n)], "page.txt")
    if name:
        gathered.take("name", name, len(lines) + 1)
    return gathered.finished("page.txt")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("第四千八百六十二號", "issue_number", "4862"),
        ("一九五七年第八期", "issue_number", "8"),
        ("Issue 612", "issue_number", "612"),
        ("总第一三〇七期", "total_issue", "1307"),
        ("本報每日出版一張", "pages", "本報每日出版一張"),
        ("今日出紙兩大張", "pages", "今日出紙兩大張"),
        ("零售銅元六枚", "price", "零售銅元六枚"),
        ("每份售洋二分半", "price", "每份售洋二分半"),
        ("本埠零售一元", "price", "本埠零售一元"),
        ("零售每份RM1.20", "price", "零售每份RM1.20"),
        ("15¢ a copy", "price", "15¢ a copy"),
        ("Fifteen Cents", "price", "Fifteen Cents"),
        ("Weather: Dry and hot.", "weather", "Dry and hot."),
        ("111年11月28日", "date", "2022-11-28"),
        ("三十五年二月四日", "date", "1946-02-04"),
        ("1995年1O月l1日", "date", "1995-10-11"),
        ("6月9日 2015年", "date", "2015-06-09"),
        ("Wednesday, Oct. 2, 1991", "date", "1991-10-02"),
        ("Friday, 17th August, 1979", "date", "1979-08-17"),
        ("COTTON BEND, JULY 22, 1896.", "date", "1896-07-22"),
        ("卅七年十一月四日", "date", "1948-11-04"),
        ("民國四年六月九號", "date", "1915-06-09"),
        ("八月五日（三）", "weekday", "三"),
        ("零售港幣一毫", "price", "零售港幣一毫"),
        ("EC$1.00", "price", "EC$1.00"),
        ("栗山水庫管理處出版", "publisher", "栗山水庫管理處"),
        ("青坪市中心医院 主办", "sponsor", "青坪市中心医院"),
        ("舊曆丁丑年二月廿八日", "lunar", "丁丑年二月廿八日"),
        ("讀者熱線：5557777（8:30—22:00）", "hotline", "5557777"),
        ("電話經理部一二號", "phone", "一二號"),
    ],
)
def test_a_fact_is_known_by_how_papers_print_it(text: str, key: str, value: str) -> None:
    assert value in [value_of(fact) for fact in find_facts(text) if fact.key == key]


@pytest.mark.parametrize(
    "text", ["每周二、五出版", "每月十日出版", "Issue of the day", "送學生三十五人", "第一千號紀念"]
)
def test_words_that_only_look_like_a_fact_are_none(text: str) -> None:
    assert not find_facts(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("P6 City 城事", {"folio": "P6", "section": "City 城事"}),
        ("22-23 收视指南", {"folio": "22-23", "section": "收视指南"}),
        ("⑥ 班级擂台", {"folio": "⑥", "section": "班级擂台"}),
        ("第廿二頁　地產分類", {"folio": "廿二", "section": "地產分類"}),
        ("第16版 讣告 悼念", {"folio": "16", "section": "讣告 悼念"}),
        ("四", {"folio": "四"}),
        ("6 星期五节目", {"folio": "6", "section": "星期五节目"}),
        ("08-09 图片周刊", {"folio": "08-09", "section": "图片周刊"}),
        ("一审 田禾　二审 麦收　终审 安澜", {"editors": "一审 田禾　二审 麦收　终审 安澜"}),
        ("版面主持 乔木", {"editors": "版面主持 乔木"}),
        ("执行主编 田禾　版式 麦收", {"editors": "执行主编 田禾　版式 麦收"}),
        ("T05·深度", {"folio": "T05", "section": "深度"}),
        ("④图片版", {"folio": "④", "section": "图片版"}),
        ("FOOD 11", {"folio": "11", "section": "FOOD"}),
        ("Editor: B. Reed", {"editors": "Editor: B. Reed"}),
        ("Page 9 CLASSIFIEDS", {"folio": "9", "section": "CLASSIFIEDS"}),
        ("6B Sports & Ads", {"folio": "6B", "section": "Sports & Ads"}),
        ("Page Four", {"folio": "Four"}),
        ("THE SATURDAY SEED", {"section": "THE SATURDAY SEED"}),
        ("Page 6A  The Elmford Sun-Times", {"folio": "6A", "name": "The Elmford Sun-Times"}),
    ],
)
def test_a_line_known_as_a_folio_line_gives_its_parts(text: str, parts: dict[str, str]) -> None:
    found = read_known(text)
    assert found
    said = {key: getattr(found, key) for key in ("folio", "section", "name", "editors")}
    assert {key: value for key, value in said.items() if value} == parts
    kept = "".join((*said.values(), found.facts, *found.marks, *found.rest))
    assert sorted("".join(kept.split())) == sorted("".join(text.split()))


@pytest.mark.parametrize("text", ["Vol. 9, No. 4", "2 SECTIONS", ""])
def test_counts_are_no_page(text: str) -> None:
    assert read_known(text) is None


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        (["《青湾大学人》第187期 2024年12月12日"], {"name": "青湾大学人", "other": ""}),
        (["罗江晚刊 · 儿童版 2007年4月13日"], {"name": "罗江晚刊", "other": "儿童版"}),
        (["Tidewater Today 潮讯", "2007年4月13日"], {"name": "潮讯", "name_en": "Tidewater Today"}),
        (["THE ELMFORD TIMES, SUNDAY, MAY 22, 1938"], {"name": "THE ELMFORD TIMES", "other": ""}),
        (["2012年第18期 5月7日"], {"date": "2012-05-07", "issue_number": "18", "other": ""}),
        (["1999年第6期（2月8日—2月14日）"], {"date": "1999-02-08", "other": "（2月8日—2月14日）"}),
        (["第12期 内部资料"], {"permit": "", "other": "内部资料"}),
        (["Thursday, July 5, 2007 / 星期四"], {"weekday": "Thursday", "other": ""}),
        (["2030年4月13日 免费赠阅"], {"price": "免费赠阅", "other": ""}),
        (["2030年4月13日 陰"], {"weather": "陰", "other": ""}),
    ],
)
def test_what_is_left_between_facts_says_a_fact_after_all(
    lines: list[str], facts: dict[str, str]
) -> None:
    found = masthead(*lines)
    assert {key: getattr(found, key) for key in facts} == facts


def test_a_name_said_twice_is_copy_once() -> None:
    found = masthead("栗山日報 2030年4月13日 星期六", name="栗山日報")
    assert (found.name, found.other) == ("栗山日報", "")


def test_the_place_in_a_date_line_is_a_part_of_the_papers_name() -> None:
    found = masthead("ELMFORD, MONDAY, MAY 4, 1931", name="The Elmford Courier")
    assert (found.date, found.other) == ("1931-05-04", "")


@pytest.mark.parametrize("text", ["一千〇五", "壹仟零伍"])
def test_numbers_of_contracts_are_numbers(text: str) -> None:
    assert number(text) == 1005
    assert number("百花") == -1
