"""Pages that went wrong on their way: no exception, no character lost, whatever happened."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.edition import item_passages
from broadsheet.errors import SourceError
from broadsheet.parse import decode, read_text
from broadsheet.parse.text.clean import clean
from tests.strategies import mutated

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
PAGES = [page for page in PAGES if page.name != "scores.txt"]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs")


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if "\u4e00" <= c <= "\u9fff")


def assert_kept(text: str) -> None:
    """Every ideograph is in an item, or a fact of masthead and folio was made of it."""
    lines = tuple(clean(text, {}))
    source = letters("".join(line.text for line in lines))
    if not any(line.text for line in lines):
        with pytest.raises(SourceError):
            read_text(text)
        return
    edition = read_text(text, account=False).edition
    assert "ledger" not in [f.code for f in edition.findings]
    kept = letters("".join(p.text for item in edition.items for p in item_passages(item)))
    assert not kept - source
    facts = "".join(edition.masthead.facts().values())
    facts += "".join(p.folio + p.section + p.editors for p in edition.pages)
    if not facts:
        assert kept == source


@pytest.mark.parametrize("seed", range(60))
def test_mutated_bytes_are_read_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    page = dice.choice(PAGES).read_bytes().decode("utf-8-sig")
    encoding = dice.choice(ENCODINGS)
    data = mutated(page.encode(encoding, "replace"), dice)
    try:
        text, _ = decode(data, file="f")
    except SourceError:
        return
    assert_kept(text)


@pytest.mark.parametrize("seed", range(40))
def test_lines_broken_and_glued_lose_nothing(seed: int) -> None:
    dice = random.Random(1000 + seed)
    text = dice.choice(PAGES).read_text(encoding="utf-8-sig")
    for _ in range(30):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(["\n", "\n\n", "", "　　", " "]) + text[at + 1 :]
    assert_kept(text)


WORDS = st.sampled_from(
    [
        *"昨天 新桥 通车了 ， 。 ； ： “ ” （ ） 《 》 1 2. 3、 一、 二、 1.5 9 60 年 ".split(),
        *"月 日 问： 答： □ \ue000 ● —— - -- 记者 王芳 报道 本报讯 本报评论员".split(),
        *"链接： 小贴士： 图为".split(),
        *"（左） 摄 电话： 5550-1110 号 路 米 版 A3 A03 导读 声明 公告 主管 主办".split(),
        *"邮发代号 31-2 星期三 农历 廿六日 Ocean Br ain \ufffd".split(),
        *("\n", " \n", "\n\n", "　　", "\t", "\x0c", " "),
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60).map("".join))
def test_words_in_any_order_lose_nothing(text: str) -> None:
    assert_kept(text)


def test_a_page_with_a_broken_byte_is_read_and_told() -> None:
    page = PAGES[0].read_bytes()
    for data, name in ((page[:301] + b"\xff" + page[301:], "utf-8"), (page[:-1], "utf-8")):
        text, encoding = decode(data + b"\xe4", file="f")
        assert encoding == name
        codes = [(f.code, f.level) for f in read_text(text).edition.findings]
        assert ("input-broken", "warning") in codes
