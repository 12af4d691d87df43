"""What a proofreader would underline, and what not."""

import pytest

from broadsheet.parse import read_text
from broadsheet.parse.checks.slips import doubts


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("全市增长增长很快。", ["repeated"]),
        ("他的的车停在门口。", ["repeated"]),
        ("共1,2000人参加。", ["thousands"]),
        ("捐书3千册。", ["figures"]),
        ("请拨打电话：123。", []),
        ("请拨打电话：0571-8512-34567890。", ["phone"]),
        ("拨打手机号码1381234567查询。", ["phone"]),
        ("他他先上船，孩子们们跟着。", ["repeated", "repeated"]),
        ("二十3人报名。", ["figures"]),
        ("登录www.a查询。", ["address"]),
        ("登录http://paper查询。", ["address"]),
        ("二0二一年通车。", ["figures"]),
        ("来了3、4个人。", ["figures"]),
        ("走了10几里路。", ["figures"]),
    ],
)
def test_slips_are_told(text: str, codes: list[str]) -> None:
    assert [code for code, _ in doubts(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "鱼苗一群一群地穿过，大家热热闹闹。",
        "我们研究研究，再说。",
        "的的确确，共1,200元，3万人，5亿元。",
        "电话：0571-85123456，登录https://www.a.cn/x?y=1查询。",
        "和和气气，为其他他山之石以外；手机13812345678，电话1385123。",
        "百货大楼和三百六十5路车，比分3:1，1,2,3号，8月18日。",
        "二〇二一年，十几里，三四个人，第3、4号楼，1、2、3名。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert list(doubts(text)) == []


def test_findings_name_the_line() -> None:
    page = "桥通了\n本报讯 记者金水报道 昨天,新桥通车了,车流增长增长很快,大家都很高兴。\n"
    found = [
        (f.code, f.level, f.where.line if f.where else 0) for f in read_text(page).edition.findings
    ]
    assert ("repeated", "note", 2) in found


PAGE = """海东日报
2021年8月18日 星期三

桥通了
本报讯 记者石大林报道 8月18日(星期二)上午,新桥通车了,顾潮生说,这一天等了十年.
顾潮生说,桥面铺了三遍,一遍比一遍平.老人顾朝生也来了,8月20日(星期五)还要来.
石大休是老工人,他说,要是早十年通车,不用天天绕路.
图为新桥夜景。 石太林 摄
"""


def test_names_and_weekdays_are_held_against_each_other() -> None:
    found = [(f.code, f.message) for f in read_text(PAGE).edition.findings]
    assert [m for code, m in found if code == "name-differs"] == [
        "'石大休' once, '石大林' elsewhere in this story",
        "'石太林' once, '石大林' elsewhere in this story",
        "'顾朝生' once, '顾潮生' elsewhere in this story",
    ]
    assert [m for code, m in found if code == "weekday"] == [
        "'8月18日（星期二': 2021-08-18 is 星期三"
    ]
