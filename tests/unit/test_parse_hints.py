"""What a person taught about a paper: nameplates, tags and advertisers that no list knows."""

import pytest

from broadsheet.edition import Advert, Article
from broadsheet.errors import SourceError
from broadsheet.parse import read_text
from broadsheet.parse.hints import read_hints

PAGE = """2021年8月18日 星期三
总第12期
岩上

老井边上
修井人回来了
本报讯 记者金水报道 昨天,修井人老秦回到村里,村里的老井又出水了。

井边茶铺
一碗茶 一口井
"""


def test_hints_teach_what_a_line_is() -> None:
    hints = read_hints("# 岩上报\nname: 岩上\ntag: 老井边上\n\nad: 井边茶铺\n", file="h.txt")
    edition = read_text(PAGE, hints=hints).edition
    assert edition.masthead.name == "岩上"
    story, advert = edition.items
    assert isinstance(story, Article)
    assert (story.section, story.headline) == ("老井边上", "修井人回来了")
    assert isinstance(advert, Advert)
    assert advert.copy == ("井边茶铺", "一碗茶　一口井")


def test_without_hints_the_name_is_not_known() -> None:
    assert read_text(PAGE).edition.masthead.name != "岩上"


@pytest.mark.parametrize("line", ["paper: 岩上", "name:", "岩上"])
def test_what_teaches_nothing_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_hints(f"name: 岩上\n{line}\n", file="h.txt")
    assert str(caught.value).startswith("h.txt:2: ")
