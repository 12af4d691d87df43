"""What is said, in the reader's language: the catalogue, its templates, the command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.cli import main
from broadsheet.errors import Finding, SpecError, Where
from broadsheet.messages.catalogue import Catalogue, entries, opened
from broadsheet.messages.languages import chosen
from broadsheet.messages.spoken import fault_line, line_of, of, put

ROOT = Path(__file__).parents[2]
SMALL = Catalogue(
    {
        "no story {0}": "没有第 {0} 篇",
        "box {0}: {1}": "框 {0}：{1}",
        "{0} of {1} pages": "共 {1} 版的第 {0} 版",
        "{0}: {1}": "{1} {0}",
        "not yet": "",
        "all is well": "一切都好",
        "pages": "版",
    }
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("all is well", "一切都好"),
        ("no story 5", "没有第 5 篇"),
        ("2 of 8 pages", "共 8 版的第 2 版"),
        ("box a: no story 5", "框 a：没有第 5 篇"),
        ("box a: all is well", "框 a：一切都好"),
        ("box a: {1}", "框 a：{1}"),
        ("a: b", "a: b"),
        ("box a: all is well; pages", "框 a：一切都好；版"),
        ("box a: all is well; nobody", "框 a：all is well; nobody"),
        ("no story items, pages", "没有第 items, pages 篇"),  # keys are to be written
        ("not yet", "not yet"),
        ("nobody has said this", "nobody has said this"),
        ("", ""),
    ],
)
def test_a_message_is_found_by_its_template(said: str, told: str) -> None:
    assert SMALL.of(said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no face has it", "没有一款字体有这个字"),
        (
            "info 2 has no box on page 1: it is not set (draw a box and write x: {info: 2}, "
            "or let broadsheet dummy draw the page)",
            "服务 2 在第 1 版没有框：没有排（画一个框，写 x: {info: 2}；"
            "或用 broadsheet dummy 自动画版）",
        ),
        (
            "draw a box and write x: {story: 5}, or let broadsheet dummy draw the page",
            "画一个框，写 x: {story: 5}；或用 broadsheet dummy 自动画版",
        ),
        ("did you mean story?", "是不是 story？"),
        ("did you mean box or page?", "是不是 box 或 page？"),
        ("write story", "写 story"),
        ("write {box: story 5}", "写 {box: story 5}"),
        (
            "U+5403 吃: no face has it, 〓 is printed (name a face that holds it under typefaces, "
            "or a sign for it under gaiji), story 1 paragraph 3",
            "U+5403 吃：没有一款字体有这个字，印成 〓（在 typefaces 里写一款有它的字体，"
            "或在 gaiji 里为它写一个图形），第 1 篇第 3 段",
        ),
        (
            "溢 37 行 in all, 402 字; it goes in if these are cut: story 1 “no face has it” by 7 字"
            ", story 3 “灯, 桥” by 29 字; or these larger: box d by 1 行 or to 3 columns",
            "总共溢 37 行，402 字；这样删就排得下：第 1 篇“no face has it”删 7 字，"
            "第 3 篇“灯, 桥”删 29 字；或者放大这些框：框 d 加高 1 行或加宽到 3 栏",
        ),
        ("2026-11-30 is 星期一, not 星期二", "2026-11-30 是星期一，不是星期二"),
        (
            "story 1 paragraph 4: 第 1 字: 应为“甲”, 页面没有"
            "; it stands after story 2 paragraph 10",
            "第 1 篇第 4 段：第 1 字: 应为“甲”, 页面没有；它在第 2 篇第 10 段之后",
        ),
        # what nobody has translated is not broken up by templates that are shorter than it
        ("nobody minds this box column", "nobody minds this box column"),
        ("box of a page that is gone", "box of a page that is gone"),
        ("story that nobody wrote, or column", "story that nobody wrote, or column"),
        ("a thing has nobody in it", "a thing has nobody in it"),
    ],
)
def test_parts_are_told_whole_and_what_is_to_be_written_stays(said: str, told: str) -> None:
    assert opened("zh").of(said) == told


def test_each_message_is_found_by_its_own_template() -> None:
    """None is caught by a shorter one, whatever stands in its places."""
    catalogue = opened("zh")
    text = (ROOT / "layout" / "broadsheet" / "messages" / "zh.po").read_text(encoding="utf-8")
    for said, words in entries(text):
        assert catalogue.of(numbered(said)) == numbered(words)


def numbered(text: str) -> str:
    return re.sub(r"\{(\d)\}", lambda place: str(int(place[1]) + 7), text)


# What stands in a place is one part: no half of a piece of code, and nothing that separates parts.
PLACED = st.text(st.characters(exclude_characters="{}:;,", exclude_categories=["Cs"]), max_size=40)


@given(PLACED, PLACED)
def test_what_changes_in_a_message_comes_through(one: str, other: str) -> None:
    catalogue = Catalogue({"between {0} and {1} lie rows": "{1}|{0}"})
    told = catalogue.of(f"between {one} and {other} lie rows")
    assert sorted(told) == sorted(f"{one}|{other}") or " and " in one + other


def test_a_po_file_is_read_with_its_escapes() -> None:
    head = 'msgid ""\nmsgstr "Language: zh\\n"\n\n#: a.py:1\n'
    text = head + 'msgid "a \\"b\\"\\n"\n"c"\nmsgstr "甲\\t乙"\n'
    assert list(entries(text)) == [('a "b"\nc', "甲\t乙")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no story 4 for this box: it stays white", "这个框没有第 4 篇：留白"),
        ("write one of items, pages", "写 items, pages 之一"),
        (
            "story 2 “灯”: 溢 headline '灯' is too wide at 26 pt: 1 字 too many for 2 lines; "
            "4 lines, 9 行, would hold it",
            "第 2 篇“灯”：溢：主题 '灯' 用 26 pt 太宽：2 行还多 1 字；分 4 行（占 9 行高）就放得下",
        ),
    ],
)
def test_messages_within_messages_are_told_and_keys_stay(said: str, told: str) -> None:
    assert opened("zh").of(said) == told


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("zh", {}, "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("", {"LANG": "zh_TW.Big5"}, "zh"),
        ("", {"LC_ALL": "C", "LANG": "zh_CN"}, "en"),
        ("", {"LC_MESSAGES": "zh_CN", "LANG": "de_DE"}, "zh"),
        ("", {}, "en"),
    ],
)
def test_the_language_is_asked_for_or_that_of_the_locale(
    asked: str, environment: dict[str, str], language: str
) -> None:
    assert chosen(asked, environment) == language


def test_places_and_names_stay_and_words_change() -> None:
    where = Where("s.yaml", 3, 5)
    finding = Finding(level="warning", code="a", message="stray", page=2, box="b", where=where)
    fault = SpecError("no such file", where=Where("s.yaml", 3), key="grid", hint="ask me")
    assert line_of(finding) == str(finding)
    with put("zh"):
        assert line_of(finding).startswith("s.yaml:3:5: 第 2 版 b 框: 警告: ")
        assert fault_line(fault).startswith("s.yaml:3: grid: ")
        assert fault_line(fault).endswith("（ask me）")
        assert of("error") == "错误"
    assert of("error") == "error"


def test_the_catalogue_has_every_message_and_no_place_more() -> None:
    check = [sys.executable, str(ROOT / "layout" / "tables" / "messages.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "", "python layout/tables/messages.py, then translate"
    catalogue = ROOT / "layout" / "broadsheet" / "messages" / "zh.po"
    for said, words in entries(catalogue.read_text(encoding="utf-8")):
        assert set(places(words)) <= set(places(said)), said


def places(text: str) -> list[str]:
    return [f"{{{n}}}" for n in range(10) if f"{{{n}}}" in text]


def test_the_command_speaks_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    none = tmp_path / "none.yaml"
    assert main(["render", str(none), "-o", "a.pdf", "--lang", "zh"]) == 2
    assert capsys.readouterr().err.startswith(
        f"broadsheet: {none}: {opened('zh').of('no such file')}"
    )
    with pytest.raises(SystemExit):
        main(["render", "--help", "--lang=zh"])
    shown = capsys.readouterr().out
    assert shown.startswith("用法")
    assert "--standard" in shown
    day = str(ROOT / "examples" / "tinglan-front.yaml")
    assert main(["--lang", "zh", "check", day, "--spec", "duikai-6"]) == 0
    assert "稿" in capsys.readouterr().out.splitlines()[0]
