"""Long and odd texts: work grows with the text and no faster, memory by a bounded multiple."""

import sys
import tracemalloc
from types import FrameType

import pytest

from broadsheet import limits
from broadsheet.edition import Article, Info
from broadsheet.parse import read_text
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.portions import portions

PROSE = "昨天,新桥通车了,两岸的人从此不用绕路,走路十分钟就能过江.孩子们说这座桥像一把长长的梯子.\n"
LINES = {
    "prose": PROSE,
    "cut prose": PROSE[:-2] + "\n",
    "short": "新桥\n",
    "verse": "春眠不觉晓,\n处处闻啼鸟.\n",
    "notices": "遗失声明\n某人遗失公章,声明作废.\n",
    "adverts": "大江有限公司\n电话:0571-5550123\n",
    "facts": "邮编:310012 地址:大江市\n",
    "captions": "图为大桥.\n",
    "jumps": "(下转第3版)\n",
    "form feeds": "桥\x0c",
    "blank lines": "桥通了.\n\n",
}
RUNS = {
    "no marks": "桥", "white": " ", "spread": "桥 ", "cells": "桥\t", "thousands": "123,",
    "open quotes": "“桥", "straight quotes": '"桥', "open brackets": "(桥", "nested": "(",
    "dots": ".", "dashes": "-", "angles": "<<", "decimals": "1.", "figures": "1", "mail": "a.",
    "address": "www.", "host": "a.com", "code": 'f("', "braces": '{"', "years": "2021年",
    "roles": "记者 王芳 ", "credits": "王芳/文 ", "twice": "甲乙", "zero width": "\u200b",
    "telephone": "电话:0", "signed": "桥。（",
}  # fmt: skip


def forget() -> None:
    """Let go of what is kept of lines that were asked before."""
    rooms = [room for name, room in sys.modules.items() if name.startswith("broadsheet.parse.")]
    for kept in {id(one): one for room in rooms for one in vars(room).values()}.values():
        if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"] > 1:
            kept.cache_clear()


def calls(text: str) -> int:
    """Count calls of functions, built-in ones too, where nothing of the text is known."""
    forget()
    count = 0

    def step(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(step)
    try:
        read_text(text, account=False)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", LINES)
def test_four_times_the_lines_cost_four_times_the_work(kind: str) -> None:
    text = LINES[kind] * 100
    read_text(text, account=False)  # patterns are compiled when they are first asked
    assert calls(text * 4) < 4.6 * calls(text) + 20_000


@pytest.mark.parametrize("kind", RUNS)
def test_a_line_of_one_thing_over_and_over_costs_work_for_each_once(kind: str) -> None:
    text = RUNS[kind] * 300
    assert calls(text * 4 + "桥。") < 4.6 * calls(text + "桥。") + 20_000


@pytest.mark.parametrize("kind", RUNS)
def test_no_pattern_looks_again_at_what_it_saw(kind: str) -> None:
    """A pattern that took the square of the line's length would take minutes here."""
    edition = read_text("桥" + RUNS[kind] * 8_000 + "桥。", account=False).edition
    assert "ledger" not in [f.code for f in edition.findings]


@pytest.mark.parametrize("kind", ["prose", "cut prose"])
def test_memory_is_a_bounded_multiple_of_the_text(kind: str) -> None:
    line = LINES[kind]
    text = line * (200_000 // len(line.encode()))
    tracemalloc.start()
    read_text(text, account=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * len(text.encode())


def test_a_text_of_many_pages_is_read_to_its_end() -> None:
    page = "桥通了\n本报讯 记者金水报道 昨天,新桥通车了.\n市民很高兴,在桥上走来走去.\n\n"
    edition = read_text(page * 500, account=False).edition
    stories = [item for item in edition.items if isinstance(item, Article)]
    assert len(stories) == 500
    assert {(s.headline, s.source, len(s.body)) for s in stories} == {("桥通了", "本报讯", 2)}
    assert len({s.id for s in stories}) == 500


def test_what_no_page_holds_is_kept_unread_and_told() -> None:
    text = "桥通了\n" + "昨天,新桥通车了.\n" * 8 + "市民很高兴.\n\n\n\x0c" * 6
    with limits.put(passages=10):
        edition = read_text(text, account=False).edition
    (told,) = [f for f in edition.findings if f.code == "long-page"]
    assert (told.level, told.where and told.where.line) == ("warning", 14)
    assert "--limit passages=15 " in told.message
    last = edition.pages[0].items[-1]
    assert isinstance(last, Info)
    assert (last.copy, last.lines) == (("市民很高兴。",) * 5, (14, 30))
    with limits.put(passages=15):
        assert not [f for f in read_text(text).edition.findings if f.code == "long-page"]


def test_every_block_is_one_stretchs_own() -> None:
    blocks = [TextBlock(text=f"{n}号", first=n, last=n, gap=0, group=1) for n in range(2600)]
    own = [
        s.block.first
        for part in portions(blocks, None, Pairs())
        for s in part.seen[part.start : part.stop]
    ]
    assert own == list(range(2600))


def test_like_doubts_are_told_with_their_number() -> None:
    text = (
        "桥通了\n本报讯 记者金水报道 昨天,新桥通车了.\n"
        + "他说”好，桥上的人都听见了，于是大家一起往桥的那一头走去，天黑才回来，一早又去了.\n"
        * 1000
    )
    told = [f for f in read_text(text, account=False).edition.findings if f.code == "unbalanced"]
    assert len(told) == 401
    assert "600 more" in told[-1].message
