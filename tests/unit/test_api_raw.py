"""Raw pages from the library's side: all that ``broadsheet parse`` can, with typed values."""

import io
from pathlib import Path

import pytest
import yaml

import broadsheet
from broadsheet import RawOptions, RawPage
from broadsheet.cli import main
from tests.unit.pages_of import edition, small_spec, story

EXAMPLES = Path(__file__).parents[2] / "examples"
RAW = EXAMPLES / "tinglan-front.txt"
MAST = "{name}\n2021年8月18日　星期三\n第{n}版\n\n"
BODY = "　　渡口的灯塔修好之后，夜里进港的船少绕了三里路，守塔人说这是今年最好的消息。\n" * 4


def page(name: str, headline: str, n: int = 1) -> str:
    return MAST.format(name=name, n=n) + f"{headline}\n本报记者　林潮\n{BODY}"


def test_the_command_and_the_library_read_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    read = broadsheet.read_raw(RAW, RawOptions(explain=True))
    assert main(["parse", str(RAW)]) == 0
    assert broadsheet.read_edition(yaml.safe_load(capsys.readouterr().out)).items == (
        read.edition.items
    )
    assert main(["parse", str(RAW), "--explain"]) == 0
    assert capsys.readouterr().out == broadsheet.explain(read) + "\n"
    assert main(["parse", str(RAW), "--review"]) == 0
    assert capsys.readouterr().out == broadsheet.review(read)


def test_each_line_of_the_page_has_its_decision_and_reasons() -> None:
    read = broadsheet.read_raw(page("汀潮报", "灯塔重新点亮"), RawOptions(explain=True))
    [parsed] = read.parsed
    labels = {decision.text: decision.label for decision in parsed.decisions}
    assert labels["灯塔重新点亮"] == "head"
    assert all(decision.why for decision in parsed.decisions if decision.label == "head")
    assert broadsheet.read_raw(page("汀潮报", "灯塔重新点亮")).parsed[0].decisions == ()


def test_pages_of_a_folder_become_one_edition_in_the_order_of_their_figures(
    tmp_path: Path,
) -> None:
    for n, headline in ((2, "渔港开渔"), (10, "盐田归来"), (1, "灯塔重新点亮")):
        (tmp_path / f"A{n}.txt").write_text(page("汀潮报", headline, n), encoding="utf-8")
    pages = broadsheet.raw_pages(tmp_path)
    assert [Path(one.file).name for one in pages] == ["A1.txt", "A2.txt", "A10.txt"]
    read = broadsheet.read_raw(tmp_path)
    heads = [item.headline for item in read.edition.items if item.kind == "article"]
    assert heads == ["灯塔重新点亮", "渔港开渔", "盐田归来"]
    assert len(read.edition.pages) == 3
    assert [f.message for f in read.findings if f.code == "coding"] == ["read as UTF-8"] * 3
    assert broadsheet.read_raw(pages).edition.pages == read.edition.pages
    two = [RawPage(text=one.text, file=one.file) for one in pages[:2]]
    assert len(broadsheet.read_raw(two).edition.pages) == 2


def test_a_pdf_of_several_pages_is_several_raw_pages(tmp_path: Path) -> None:
    day = edition(story(1, [120, 90]))
    out = tmp_path / "one.pdf"
    broadsheet.write_pdf(broadsheet.compose(day, small_spec("p p p p | auto")), out)
    [only] = broadsheet.raw_pages(out)
    assert (only.coding, only.file) == ("PDF", str(out))
    assert day.items[0].headline in only.text
    held = broadsheet.NamedBytes(content=out.read_bytes(), name="wire.pdf")
    assert broadsheet.raw_pages(held)[0].text == only.text
    assert broadsheet.raw_pages(held)[0].file == "wire.pdf"


WELL = """2021年8月18日 星期三
总第12期
石埠

老塔边上
守塔人回来了
本报讯 记者林潮报道 昨天,守塔人老何回到岛上,岛上的灯又亮了。
"""


def test_a_corrected_page_teaches_hints_and_hints_read_the_next_one(tmp_path: Path) -> None:
    assert broadsheet.read_raw(WELL).edition.masthead.name != "石埠"
    items = [{"kind": "article", "section": "老塔边上", "headline": "守塔人回来了"}]
    corrected = broadsheet.read_edition({"masthead": {"name": "石埠"}, "items": items})
    lesson = broadsheet.learn(WELL, corrected, hints="# ours\n")
    assert ("name", "石埠") in lesson.taught
    assert not lesson.unheeded
    assert lesson.hints.startswith("# ours\nname: 石埠\n")
    hints = broadsheet.read_hints(lesson.hints)
    taught = broadsheet.read_raw(WELL, RawOptions(hints=hints)).edition
    assert taught.masthead.name == "石埠"
    again = broadsheet.learn(WELL, corrected, hints=lesson.hints)
    assert (again.taught, again.hints) == ((), lesson.hints)
    path = tmp_path / "paper.hints"
    path.write_text(lesson.hints, encoding="utf-8")
    assert broadsheet.read_raw(WELL, RawOptions(hints=path)).edition == taught
    path.write_text("nameplate 石埠\n", encoding="utf-8")
    with pytest.raises(broadsheet.UserError, match=r"paper.hints:1: .*teaches nothing"):
        broadsheet.read_hints(path)


def test_no_page_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(broadsheet.UserError, match="the folder holds no page"):
        broadsheet.raw_pages(tmp_path)
    with pytest.raises(broadsheet.UserError, match="there is no page to read"):
        broadsheet.read_raw([])
    with pytest.raises(broadsheet.UserError, match=r"none.txt: no such file"):
        broadsheet.read_raw(tmp_path / "none.txt")


def test_bytes_are_read_with_the_name_they_are_given(tmp_path: Path) -> None:
    held = broadsheet.NamedBytes(content="masthead: {nmae: 潮}\n".encode(), name="post.yaml")
    with pytest.raises(broadsheet.UserError, match=r"post.yaml:1:12: masthead.nmae"):
        broadsheet.read_edition(held)
    raw = broadsheet.NamedBytes(content=RAW.read_bytes(), name="post.txt")
    alone = tmp_path / "post.txt"  # no pictures beside it
    alone.write_bytes(RAW.read_bytes())
    assert broadsheet.read_edition(raw).items == broadsheet.read_edition(alone).items


def test_a_stream_of_a_trial_and_its_file(tmp_path: Path) -> None:
    spec = broadsheet.load_spec()
    done = broadsheet.set_text("潮退了，灯还亮着。", spec, broadsheet.TrialOrder(measure="6em"))
    from broadsheet.api import write_trial

    write_trial(done, spec, tmp_path / "line.pdf")
    assert (tmp_path / "line.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(broadsheet.UserError, match=r"end it in .pdf, .png or .svg"):
        write_trial(done, spec, tmp_path / "line.jpg")
    assert io.BytesIO((tmp_path / "line.pdf").read_bytes()).getvalue().rstrip().endswith(b"%%EOF")
