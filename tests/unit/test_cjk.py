import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import cjk
from broadsheet.cjk import Level, breaks

STARTS = "，。、；：？！”’）》】〉」』〕〗·－—～…／％℃々"
ENDS = "（《〈「『【〔〖“‘￥"


def broken(text: str, level: Level = "gb") -> str:
    """Show the text with a bar at each place where a line may end."""
    flags = cjk.gaps(cjk.classify(text), level)
    return "".join(
        ("|" if n and flags[n] & cjk.BREAK else "") + char for n, char in enumerate(text)
    )


@pytest.mark.parametrize("mark", STARTS)
def test_no_line_starts_with_a_mark_that_belongs_to_what_stands_before(mark: str) -> None:
    for level in ("gb", "strict"):
        assert broken(f"文{mark}字", level) == f"文{mark}|字".replace("／|", "／")


@pytest.mark.parametrize("mark", ENDS)
def test_no_line_ends_with_a_mark_that_belongs_to_what_follows(mark: str) -> None:
    for level in ("basic", "gb", "strict"):
        assert broken(f"文{mark}字", level) == f"文|{mark}字"


@pytest.mark.parametrize("mark", "，。（“")
def test_where_nothing_is_prohibited_marks_stand_anywhere(mark: str) -> None:
    assert broken(f"文{mark}字", "none") == f"文|{mark}|字"


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("none", "甲|／|乙|–|丙|——|丁|……|戊|—|己"),
        ("basic", "甲|／|乙|–|丙|——|丁|……|戊—|己"),
        ("gb", "甲／乙–|丙|——|丁|……|戊—|己"),
        ("strict", "甲／乙–|丙——|丁……|戊—|己"),
    ],
)
def test_each_level_adds_its_prohibitions(level: Level, expected: str) -> None:
    assert broken(expected.replace("|", ""), level) == expected


@pytest.mark.parametrize(
    "unit",
    [
        "——", "……", "…………", "⸺", "11.6%", "2600", "±3", "30℃", "￥5", "$1,200.50", "25％",
        "31-2", "CN33-0018", "12:30", "don’t", "iPhone", "COVID-19", "？！", "100‰", "(3)",
    ],
)  # fmt: skip
def test_units_hold_together_at_every_level(unit: str) -> None:
    for level in ("basic", "gb", "strict"):
        assert broken(f"共{unit}次", level).replace("共|", "共") in (f"共{unit}|次", f"共{unit}次")
    for level in ("none",):
        if "？" not in unit:
            assert unit in broken(f"共{unit}次", level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("读 “新 闻” 吧", "读 |“新 |闻” |吧"),
        ("（ 一）", "（ 一）"),
        ("http://a.cn/news/2021-08/x.html", "http://|a.cn/|news/|2021-08/|x.html"),
        ("甲\u00a0乙", "甲\u00a0乙"),
        ("甲\u2060乙", "甲\u2060乙"),
        ("long\u200bword", "long\u200b|word"),
        ("汉\u0301字", "汉\u0301|字"),
        ("🇨🇳🇨🇳好", "🇨🇳|🇨🇳|好"),
        ("👩‍🏭工", "👩‍🏭|工"),
        ("한국어", "한|국|어"),
        ("①②③", "①|②|③"),
        ("甲\n乙", "甲\n|乙"),
    ],
)
def test_breaks_follow_uax14(text: str, expected: str) -> None:
    assert broken(text) == expected


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("他说：“走——”", "HH:{Hdd}"),
        ("He said “go” twice", "aa_aaaa_qaaq_aaaaa"),
        ("苹果“iPhone”手机", "HH{aaaaaa}HH"),
        ("他爱“rock and roll”音乐", "HH{aaaa_aaa_aaaa}HH"),
        ("他说 he said “hi” and 去", "HH_aa_aaaa_qaaq_aaa_H"),
        ("don’t", "aaaqa"),
        ("甲—乙……丙…丁", "HDHeeHEH"),
        ("A1①ａ。", "anIH."),
    ],
)
def test_classes_are_told_by_context(text: str, letters: str) -> None:
    assert cjk.classify(text) == letters


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("。”", "10"),
        ("”，", "10"),
        ("：“", "01"),
        ("》《", "01"),
        ("（“", "01"),
        ("”“", "01"),
        ("！”）", "110"),
        ("？！", "11"),
        ("！！！", "110"),
        ("！！！！", "1111"),
        ("·《", "01"),
        ("》·", "10"),
        ("字，", "00"),
        ("——”", "000"),
    ],
)
def test_of_two_marks_the_one_with_its_white_between_them_is_halved(text: str, halves: str) -> None:
    flags = cjk.gaps(cjk.classify(f"字{text}字"), "gb")
    halved = [
        bool(flags[n] & cjk.HALF_AFTER or flags[n + 1] & cjk.HALF_BEFORE)
        for n in range(1, len(text) + 1)
    ]
    assert "".join(str(int(half)) for half in halved) == halves


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("汉a", 1), ("汉1字", 2), ("汉，a", 0), ("“a”", 0), ("（a）", 0), ("30℃到", 1),
        ("5%的", 1), ("カa", 1), ("汉é字", 2), ("汉 a", 0),
    ],
)  # fmt: skip
def test_a_quarter_em_parts_han_from_letters_and_digits(text: str, gaps: int) -> None:
    flags = cjk.gaps(cjk.classify("字" + text), "gb")
    assert sum(1 for flag in flags if flag & cjk.LATIN) == gaps


def test_justification_leaves_units_alone() -> None:
    text = "约2600家——在York市30℃……甲—乙～丙／丁"
    flags = cjk.gaps(cjk.classify(text), "gb")
    fixed = [text[n - 1 : n + 1] for n in range(1, len(text)) if not flags[n] & cjk.WIDEN]
    units = ["26", "60", "00", "——", "Yo", "or", "rk", "30", "0℃", "……"]
    connectors = ["甲—", "—乙", "乙～", "～丙", "丙／", "／丁"]
    assert fixed == [*units, *connectors]


@given(st.text(min_size=1, max_size=60))
def test_every_text_gets_a_class_and_a_flag_for_each_gap(text: str) -> None:
    letters = cjk.classify(text)
    flags = cjk.gaps(letters, "gb")
    assert len(letters) == len(text)
    assert len(flags) == len(text) + 1
    assert flags[-1] & cjk.BREAK
    assert not flags[0] & cjk.BREAK


@given(st.text(alphabet=STARTS + ENDS + "汉字abc 12.%—…", max_size=40))
def test_stricter_levels_only_take_breaks_away(text: str) -> None:
    letters = cjk.classify(text)
    allowed = [
        {n for n, flag in enumerate(cjk.gaps(letters, level)) if flag & cjk.BREAK}
        for level in ("none", "basic", "gb", "strict")
    ]
    assert allowed[0] >= allowed[1] >= allowed[2] >= allowed[3]


@given(st.text(alphabet=st.characters(categories=["Mn", "Mc"]), min_size=1, max_size=3))
def test_combining_marks_stay_with_their_base(marks: str) -> None:
    marks = "".join(mark for mark in marks if unicodedata.category(mark) in ("Mn", "Mc"))
    flags = cjk.gaps(cjk.classify("汉" + marks + "字"), "none")
    assert not any(
        flags[n] & cjk.BREAK for n in range(1, len(marks) + 1) if cjk.classify(marks[n - 1]) == "c"
    )


def test_the_table_of_pairs_is_enough_only_where_all_rules_say_the_same() -> None:
    for size in range(1, 5):
        for letters in map("".join, product("nsipoy(])H", repeat=size)):
            assert breaks.gaps(letters, "gb") == breaks._complex(letters, "gb"), letters


def test_a_number_that_ends_with_a_point_holds_its_sign() -> None:
    assert broken("约4.%的") == "约|4.%|的"
