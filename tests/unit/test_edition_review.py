"""Doubts as comments: where they stand, and that the edition stays the same."""

from broadsheet.formats import edition_yaml
from broadsheet.formats.edition_review import dump_review
from broadsheet.models import replace
from broadsheet.parse import read_text

PAGE = """海东日报
2021年8月18日 星期二

桥通了
本报讯 记者金水报道 昨天,新桥通车了。市民说,从此不用绕路,走路也能过江。

桥面要铺三遍,一遍也不能少。”工长石林说,工人们都点头,没有一个人回家。
"""


def test_doubts_stand_above_what_they_ask_about() -> None:
    edition = read_text(PAGE, file="a.txt").edition
    lines = dump_review(edition).splitlines()
    assert lines[0] == "# 2 places to look at"
    assert [n for n, line in enumerate(lines) if "# ! line 2: 2021-08-18 is 星期三" in line] == [1]
    at = next(n for n, line in enumerate(lines) if "# ! line 7: ” closes nothing" in line)
    assert lines[at + 1] == "  - kind: para"
    assert lines[at + 2].startswith("    text: 桥面要铺三遍")


def test_comments_are_no_part_of_the_edition() -> None:
    edition = read_text(PAGE, file="a.txt").edition
    read = edition_yaml.read(dump_review(edition))
    assert read == edition_yaml.read(edition_yaml.dump_yaml(edition))
    calm = replace(edition, findings=())
    assert dump_review(calm).startswith("# nothing doubtful\n")
