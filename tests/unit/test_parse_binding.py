"""Folders and PDFs of several pages become one edition."""

from pathlib import Path

import pytest

from broadsheet.cli.entry import main
from broadsheet.edition import Article, Info
from broadsheet.formats import edition_yaml
from broadsheet.parse import read_text
from broadsheet.parse.binding import bind

FRONT = """海东日报
2021年8月18日 星期三
CN33-0001

桥通了
本报讯 记者金水报道 昨天,新桥通车了,两岸的人从此不用绕路。
"""
INNER = """A{n} 民生 海东日报 2021年8月18日 星期三 责编:白露

桥通了
本报讯 记者石林报道 昨天,老街的路灯全亮了,街坊们出门走了一圈。
"""


def test_the_front_page_gives_the_masthead_and_each_page_its_folio() -> None:
    texts = [INNER.format(n=2), FRONT, INNER.format(n=10).replace("海东日报", "海西日报")]
    files = ["2.txt", "1.txt", "10.txt"]
    read = [read_text(text, file=file) for text, file in zip(texts, files, strict=True)]
    edition = bind(read, files).edition
    assert (edition.masthead.name, edition.masthead.cn_code) == ("海东日报", "CN33-0001")
    assert [(page.folio, page.section) for page in edition.pages] == [
        ("A2", "民生"),
        ("", ""),
        ("A10", "民生"),
    ]
    assert [item.id for item in edition.items] == ["桥通了", "桥通了-2", "桥通了-3", "masthead-2"]
    other = edition.items[-1]
    assert isinstance(other, Info)
    assert other.copy == ("海西日报",)
    assert [
        (f.code, f.where.file) for f in edition.findings if f.where and f.code == "fact-twice"
    ] == [("fact-twice", "10.txt")]


def test_a_folder_is_an_edition_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name, text in (
        ("A10.txt", INNER.format(n=10)),
        ("A1.txt", FRONT),
        ("A2.txt", INNER.format(n=2)),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "notes.doc").write_text("x", encoding="utf-8")
    out = tmp_path / "day.yaml"
    assert main(["parse", str(tmp_path), "-o", str(out)]) == 0
    edition = edition_yaml.read(out.read_text(encoding="utf-8"))
    assert [page.folio for page in edition.pages] == ["", "A2", "A10"]
    assert [len(page.items) for page in edition.pages] == [1, 1, 1]
    assert all(isinstance(item, Article) for item in edition.items)


def test_the_coding_of_each_page_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n, coding in enumerate(("utf-8", "gb18030", "utf-16"), 1):
        (tmp_path / f"{n}.txt").write_bytes(INNER.format(n=n).encode(coding))
    assert main(["parse", str(tmp_path), "--explain"]) == 0
    shown = capsys.readouterr()
    assert [line for line in shown.err.splitlines() if "read as" in line] == [
        f"{tmp_path}/{n}.txt: note: read as {name}"
        for n, name in enumerate(("UTF-8", "GB18030", "UTF-16"), 1)
    ]
    assert [line for line in shown.out.splitlines() if line.endswith(".txt:")] == [
        f"{tmp_path}/{n}.txt:" for n in (1, 2, 3)
    ]


def test_a_folder_without_pages_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parse", str(tmp_path)]) == 2
    assert "the folder holds no page (put .txt, .text, .pdf in it)" in capsys.readouterr().err
