"""Doubts as comments: where they stand, and that the edition stays the same."""

from broadsheet.errors import Finding, Where
from broadsheet.formats import edition_yaml
from broadsheet.formats.edition_review import _LABELS, dump_review
from broadsheet.models import replace
from broadsheet.parse import read_text
from broadsheet.parse.binding import bind
from broadsheet.parse.labels.weights import LABELS

PAGE = """海东日报
2021年8月18日 星期二

桥通了
本报讯 记者金水报道 昨天,新桥通车了。市民说,从此不用绕路,走路也能过江。

桥面要铺三遍,一遍也不能少。”工长石林说,工人们都点头,没有一个人回家。
"""


def test_doubts_stand_above_what_they_ask_about() -> None:
    edition = read_text(PAGE, file="a.txt").edition
    lines = dump_review(edition).splitlines()
    assert lines[0] == "# 2 places to look at, each with a comment above it"
    day = next(n for n, line in enumerate(lines) if line.startswith("  # ! line 2: 2021-08-18"))
    assert lines[day + 1] == "  weekday: 星期二"
    at = next(n for n, line in enumerate(lines) if line.startswith("  # ! line 7: ” closes "))
    assert [line.partition(":")[0] for line in lines[1:4]] == [
        f"# 1. here line {day + 1}", f"# 2. here line {at + 1}", ""
    ]  # fmt: skip
    assert lines[at + 1] == "  - kind: para"
    assert lines[at + 2].startswith("    text: 桥面要铺三遍")


def test_of_several_pages_each_doubt_stands_at_its_own() -> None:
    files = ["d/1.txt", "d/2.txt", "d/3.txt"]
    texts = [
        PAGE,
        PAGE.replace("海东日报\n2021年8月18日 星期二", "第2版\n").replace("桥", "路"),
        PAGE,
    ]
    edition = bind([read_text(t, file=f) for t, f in zip(texts, files, strict=True)], files).edition
    lines = dump_review(edition, files).splitlines()
    for file, words in (("d/1.txt", "桥面"), ("d/2.txt", "路面"), ("d/3.txt", "桥面")):
        found = [n for n, line in enumerate(lines) if line.strip().startswith(f"# ! {file} line 7")]
        assert len(found) == 1
        assert lines[found[0] + 2].strip().startswith(f"text: {words}要铺三遍"), file
    at = [n for n, line in enumerate(lines) if line.startswith("    # ! d/")]
    opened = [n for n, line in enumerate(lines) if line.startswith("- ")]
    assert [sum(n > start for start in opened) for n in at] == [1, 2, 3]


def test_comments_are_no_part_of_the_edition() -> None:
    edition = read_text(PAGE, file="a.txt").edition
    read = edition_yaml.read(dump_review(edition))
    assert read == edition_yaml.read(edition_yaml.dump_yaml(edition))
    calm = replace(edition, findings=())
    assert dump_review(calm).startswith("# nothing doubtful\n")


def test_a_doubt_says_what_to_write() -> None:
    edition = read_text(PAGE, file="a.txt").edition
    message = "taken for para, perhaps cross: 桥面要铺三遍"
    doubt = Finding(level="note", code="doubtful", message=message, where=Where("a.txt", 7))
    lines = dump_review(replace(edition, findings=(doubt,))).splitlines()
    said = "? line 7: taken for paragraph, perhaps crosshead: 桥面要铺三遍"
    at = lines.index(f"  # {said}")
    assert lines[at + 1] == "  #   if so, write kind: crosshead"
    assert lines[1] == f"# 1. here line {at + 1}: {said}"
    assert set(_LABELS) == set(LABELS)
