"""The reader's steps one by one, and what must hold for any text."""

import random
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.edition import Advert, Article, Edition, item_passages
from broadsheet.errors import SourceError
from broadsheet.parse import decode, explain, read_text
from broadsheet.parse.build.joins import weigh_seam
from broadsheet.parse.build.punctuation import folded, full_width
from broadsheet.parse.checks.doubts import unbalanced
from broadsheet.parse.text import printed_facts as facts_of
from broadsheet.parse.text.bylines import parse_byline, run_in, tail
from broadsheet.parse.text.clean import clean, notes
from broadsheet.parse.text.text_blocks import cut_blocks

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
STORY = '桥通了\n本报讯 记者金水报道 昨天,新桥通车了.市民说:"真快!"\n'


def codes(edition: Edition) -> list[str]:
    return [f.code for f in edition.findings if f.level != "note"]


# --- input


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
    ],
)
def test_encoding_is_told_and_named(encoding: str, name: str) -> None:
    assert decode((STORY * 3).encode(encoding), file="a.txt") == (STORY * 3, name)


def test_big5_and_gb18030_are_told_apart() -> None:
    page = "老漁港的燈亮了,這是我們的地方,他說:「今年的秋天來得早。」\n" * 3
    assert decode(page.encode("big5"), file="a.txt") == (page, "big5hkscs")
    wide = "\u3000\u3000昨天老渡口重开。\n" * 9 + "\u3000\u3000船上的人都来了。\n" * 9
    for name in ("utf-16-le", "utf-16-be"):  # without a mark; an indent has its 0 in the wrong half
        assert decode(wide.encode(name), file="a.txt") == (wide, name)
    rare = "的一是在不了有和人这中大𠮷\n"
    assert decode(rare.encode("gb18030"), file="a.txt") == (rare, "gb18030")


@pytest.mark.parametrize(
    "data", [b"", b" \n\n", b"\xef\xbb\xbf", b"%PDF-1.4 x", b"\x00\x01\x02" * 40]
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, file="page.txt")
    assert str(caught.value).startswith("page.txt: ")
    assert "\n" not in str(caught.value)


def test_odd_white_goes_and_is_told() -> None:
    seen: dict[str, tuple[int, int]] = {}
    lines = clean("\ufeff甲\u00a0乙\u200b丙\r\n\u3000\u3000⼯人１２\x0c丁", seen)
    assert [(n.text, n.indent, n.fresh) for n in lines] == [
        ("甲 乙丙", 0, False),
        ("工人12", 4, False),
        ("丁", 0, True),
    ]
    assert [n.code for n in notes(seen, file="f")] == [
        "input-control",
        "input-white",
        "input-radical",
        "input-wide",
    ]


def test_lines_wrapped_at_a_measure_become_paragraphs() -> None:
    text = "　　甲乙丙丁戊己庚辛\n壬癸子丑寅卯辰巳午未\n申酉。\n" * 4
    blocks = list(cut_blocks(deque(clean(text, {}))))
    assert [b.text for b in blocks] == ["甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉。"] * 4
    assert [(b.first, b.last) for b in blocks] == [(1, 3), (4, 6), (7, 9), (10, 12)]


# --- masthead and bylines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("邮发代号:31-7 总第1234号", {"postal_code": "31-7", "total_issue": "1234"}),
        ("邮编:310000", {"postcode": "310000"}),
        ("国内统一刊号 CN 11—0001", {"cn_code": "CN11-0001"}),
        ("民國一百一十年十月五日 星期二", {"date": "2021-10-05", "weekday": "星期二"}),
        ("二〇二二年十二月七日", {"date": "2022-12-07"}),
        ("农历癸卯年闰二月十五", {"lunar": "癸卯年闰二月十五"}),
        ("今日16版 零售价:2.00元", {"pages": "今日16版", "price": "零售价:2.00元"}),
    ],
)
def test_masthead_facts(text: str, found: dict[str, str]) -> None:
    assert {f.key: facts_of.value_of(f) for f in facts_of.find_facts(text)} == found


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("记者 金水 通讯员 白 露", [("记者", ("金水",)), ("通讯员", ("白露",))]),
        ("本报记者 曲文 温良 摄影报道", [("记者", ("曲文", "温良"))]),
        ("【記者蘇安／台北報導】", [("記者", ("蘇安",))]),
        ("文/王朗 图/岳峰", [("文", ("王朗",)), ("图", ("岳峰",))]),
        ("见习记者胡杨柳青报道", [("见习记者", ("胡杨", "柳青"))]),
    ],
)
def test_bylines(text: str, roles: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    byline = parse_byline(text)
    assert byline is not None
    assert [(c.role, c.names) for c in byline.roles] == roles


def test_a_mark_between_source_and_byline_is_kept() -> None:
    edition = read_text("桥通了\n本报讯:记者 叶青 闻喜)9月29日,新桥通车了,大家都来看.\n").edition
    assert "ledger" not in [f.code for f in edition.findings]


def test_source_and_byline_come_off_a_paragraph() -> None:
    opened = run_in("新华社南京6月1日电(记者 方圆、石林)大桥今天通车。")
    assert (opened.source, opened.rest) == ("新华社南京6月1日电", "大桥今天通车。")
    assert opened.byline is not None
    assert opened.byline.roles[0].names == ("方圆", "石林")
    assert run_in("记者在现场看到,桥通了。").found is False
    assert tail("桥通了。（方圆）") == ("桥通了。", None, "（方圆）")


# --- marks and seams


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('今天,他说:"好!"', "今天，他说：“好！”"),
        ("比分3:1,时间8:30,共1,200元,增长3.5%.", "比分3:1，时间8:30，共1,200元，增长3.5%。"),
        ("网址:www.a.cn/x,邮箱:a.b@c.cn", "网址：www.a.cn/x，邮箱：a.b@c.cn"),
        ("他叫O'Neil,来自(美国)...", "他叫O'Neil，来自（美国）……"),
        ("Made in 1999, by hand (mostly).", "Made in 1999, by hand (mostly)."),
        ("甲 乙", "甲　乙"),
    ],
)
def test_full_width_by_context(text: str, wanted: str) -> None:
    assert full_width(text, prose=False) == wanted


def test_a_seam_is_joined_on_evidence() -> None:
    assert weigh_seam("他说,这一仗要打好,也要打", "赢。").joined
    assert not weigh_seam("他说,这一仗要打好。", "赢了以后怎么办?").joined
    assert weigh_seam("他说,这一仗要打好。", "”大家笑了。").joined
    assert weigh_seam("他说,这一仗要打好。", "赢了以后呢?", indented=False).joined
    assert not weigh_seam("他说,这一仗要打好,", "本报讯 记者金水报道 昨天").joined


def test_a_cut_paragraph_is_joined_around_a_caption() -> None:
    text = (
        STORY
        + "工人们说,桥面铺了三遍,一遍比一遍平\n图为新桥夜景。\n整。老秦说,往后过河只要两分钟。\n"
    )
    story = read_text(text, file="f").edition.items[0]
    assert isinstance(story, Article)
    assert (
        story.body[-1].text
        == "工人们说，桥面铺了三遍，一遍比一遍平整。老秦说，往后过河只要两分钟。"
    )
    cuts = [(c.before, c.after) for c in story.body[-1].cuts]
    assert cuts == [("遍,一遍比一遍平", "整。老秦说,往后")]
    assert [p.caption for p in story.pictures] == ["图为新桥夜景。"]


def test_news_of_a_notice_is_news() -> None:
    text = "外事部门发表声明\n8月18日,外事部门发表声明说,渡口从明天起开放。\n"
    text += "渡口有三条船,每条船坐二十人。\n"
    (story,) = read_text(text, file="f").edition.items
    assert isinstance(story, Article)
    assert story.headline == "外事部门发表声明"
    assert len(story.body) == 2


# --- doubts


def test_doubts_are_reported_with_their_lines() -> None:
    head = "海东日报\n2021年8月18日 星期二\n辛丑年七月十二\nCN99-0001\nISSN 1008-1233\n\n"
    edition = read_text(
        head + STORY + "他说:桥通了”。大家都很高兴,在桥上走了一遍又一遍。\n"
    ).edition
    found = [
        (f.code, f.where.line if f.where else 0) for f in edition.findings if f.level != "note"
    ]
    assert found == [
        ("weekday", 2),
        ("lunar", 3),
        ("cn-code", 4),
        ("issn", 5),
        ("unbalanced", 9),
    ]


def test_a_missing_quote_is_put_back_only_when_asked() -> None:
    text = STORY + "桥面要铺三遍,一遍也不能少。”工长石林说,工人们都点头,没有一个人回家。\n"
    kept, mended = read_text(text), read_text(text, repair=True)
    assert codes(kept.edition) == ["unbalanced"]
    assert codes(mended.edition) == []
    story = mended.edition.items[0]
    assert isinstance(story, Article)
    assert story.body[-1].text.startswith("“桥面要铺三遍")
    assert unbalanced(story.body[-1].text) == []


def test_explain_names_every_block_and_why() -> None:
    parsed = read_text(STORY, file="f.txt")
    assert [d.label for d in parsed.decisions] == ["head", "para"]
    account = explain(parsed)
    assert "opens with source or byline" in account
    assert account.count("\n") >= 2 * len(parsed.decisions)


# --- any text


def copy_out(edition: Edition) -> str:
    return "".join(p.text for item in edition.items for p in item_passages(item))


def assert_whole(text: str) -> None:
    """No ledger fault, and every letter is in the items or in the masthead's facts."""
    edition = read_text(text, file="f").edition
    assert "ledger" not in [f.code for f in edition.findings]
    kept = copy_out(edition)
    source = [c for n in clean(text, {}) for c in n.text if "\u4e00" <= c <= "\u9fff"]
    page = edition.pages[0]
    if edition.masthead.facts() or page.folio or page.section or page.editors:
        return
    assert sorted(source) == sorted(c for c in kept if "\u4e00" <= c <= "\u9fff")


PIECES = st.sampled_from(
    [
        "本报讯 ", "记者金水报道 ", "(记者 白露)", "新华社北京6月1日电", "桥通了",
        "昨天,新桥通车了.", "“好”", "”", "“", "(", ")", "\n", "\n\n", "\n\n\n\n", "　　", " ",
        "\t", "1.", "3:1", "www.a.cn", "公告", "声明作废", "图为大桥。", "(下转第3版)", "问:",
        "答:", "A3", "星期三", "日报", "2021年8月18日", "电话:0571-5550123", "有限公司",
        "编者按 ", "——", "...", "、", "--", "\"", "'", "<<", ">>", "\x0c",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(lambda t: t.split()))
def test_no_text_loses_a_character(text: str) -> None:
    if any(n.text for n in clean(text, {})):
        assert_whole(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_unicode_is_read_or_refused(text: str) -> None:
    if any(n.text for n in clean(text, {})):
        assert_whole(text)
    else:
        with pytest.raises(SourceError):
            read_text(text)


@pytest.mark.parametrize("seed", range(24))
def test_shuffled_pages_lose_nothing(seed: int) -> None:
    dice = random.Random(seed)
    lines = dice.choice(PAGES).read_text(encoding="utf-8").splitlines()
    lines += dice.choice(PAGES).read_text(encoding="utf-8").splitlines()
    dice.shuffle(lines)
    for _ in range(10):
        n = dice.randrange(len(lines))
        lines[n] = lines[n][: dice.randrange(len(lines[n]) + 1)]
    assert_whole("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_marks_change_no_letter_and_come_to_rest(text: str, prose: bool) -> None:
    once = full_width(text, prose=prose)
    assert folded(once) == folded(text)
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_section_over_the_facts_is_no_nameplate_where_the_paper_is_named_below_them() -> None:
    page = "体育\n2026年1月5日 星期一\n编辑:林潮 版面:江渚\n汀澜日报\n6版\n\n" + STORY
    found = read_text(page).edition
    assert (found.masthead.name, found.pages[0].section) == ("汀澜日报", "体育")


def test_an_advertiser_who_takes_names_below_the_masthead_is_an_ad() -> None:
    plate = "汀澜日报\n2026年1月5日 星期一\n第5期 分类广告\n\n"
    lines = ["海风驾校", "C1手动 C2自动 随到随学", "学员一对一 不满意换教练", "报名:5550-4567"]
    edition = read_text(plate + "\n".join(lines) + "\n\n" + STORY).edition
    (ad,) = (item for item in edition.items if isinstance(item, Advert))
    assert [line.replace("：", ":").replace("\u3000", " ") for line in ad.copy] == lines
