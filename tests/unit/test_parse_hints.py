"""What a person taught about a paper: nameplates, tags and advertisers that no list knows."""

from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.edition import Advert, Article, Block, Edition, EditionPage
from broadsheet.errors import SourceError
from broadsheet.formats.edition_yaml import dump_yaml
from broadsheet.parse import read_text
from broadsheet.parse.hints import read_hints
from broadsheet.parse.lessons import lessons

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


def test_hints_are_read_as_people_type_them() -> None:
    hints = read_hints("  Name：岩上 \r\n\tTAG : 老井边上\n", file="h.txt")
    assert hints.taught == (("岩上", "name"), ("老井边上", "tag"))


def test_a_corrected_page_teaches_what_its_reading_lacked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, day, hints = tmp_path / "page.txt", tmp_path / "day.yaml", tmp_path / "paper.hints"
    page.write_text(PAGE, encoding="utf-8")
    taught = "name: 岩上\ntag: 老井边上\nad: 井边茶铺\n"
    corrected = read_text(PAGE, hints=read_hints(taught, file="h")).edition
    day.write_text(dump_yaml(corrected), encoding="utf-8")
    hints.write_text("# 岩上报\n", encoding="utf-8")
    learn = ["parse", str(page), "--learn", str(day), "--hints", str(hints)]
    assert main(learn) == 0
    # what was read right is not taught
    known = {line.strip() for line in taught.splitlines()} - {"name: 岩上"}
    learned = hints.read_text(encoding="utf-8").splitlines()
    assert learned[:2] == ["# 岩上报", "name: 岩上"]
    assert set(learned[2:]) <= known
    assert capsys.readouterr().out == "".join(f"{hints}: {line}\n" for line in learned[1:])
    assert main(["parse", str(page), "--hints", str(hints)]) == 0
    assert capsys.readouterr().out == dump_yaml(corrected)
    assert main(learn) == 0
    assert "nothing to learn" in capsys.readouterr().out
    for wrong in (learn[:-2], [*learn, "-o", str(day)]):
        assert main(wrong) == 2


def test_a_headline_that_was_none_is_learnt() -> None:
    read = Edition(pages=(EditionPage(items=(Article(id="a", headline="一碗茶　一口井"),)),))
    story = Article(id="b", headline="修井人", body=(Block(text="一碗茶 一口井"),))
    corrected = Edition(pages=(EditionPage(items=(story,)),))
    assert lessons("修井人\n一碗茶 一口井\n", read, corrected) == (("not-head", "一碗茶 一口井"),)


def test_without_hints_the_name_is_not_known() -> None:
    assert read_text(PAGE).edition.masthead.name != "岩上"


@pytest.mark.parametrize("line", ["paper: 岩上", "name:", "岩上"])
def test_what_teaches_nothing_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_hints(f"name: 岩上\n{line}\n", file="h.txt")
    assert str(caught.value).startswith("h.txt:2: ")
