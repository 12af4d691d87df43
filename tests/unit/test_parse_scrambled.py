"""Text that was read in a wrong coding and saved again, and lines of marks alone."""

from pathlib import Path

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.parse import read_text
from broadsheet.parse.text.scrambled import put_back

PAGE = """汀潮报
2021年8月18日　星期三

灯塔重新点亮
　　渡口的灯塔修好之后，夜里进港的船少绕了三里路。
"""


@pytest.mark.parametrize("coding", ["latin-1", "cp1252"])
def test_utf_8_taken_for_latin_1_is_put_back_and_told(coding: str) -> None:
    data = PAGE.encode()
    scrambled = "".join(
        bytes([byte]).decode(coding, "ignore") or chr(byte) for byte in data
    )  # five bytes are nothing in cp1252: programs keep their numbers
    assert scrambled != PAGE
    read = read_text(scrambled, file="page.txt").edition
    assert read.items == read_text(PAGE).edition.items
    [told] = [finding for finding in read.findings if finding.code == "input-scrambled"]
    assert told.level == "warning"
    assert "put back" in told.message


def test_bytes_that_are_left_over_are_shown() -> None:
    cut = PAGE.encode()[:-3].decode("latin-1")  # in the middle of a character
    text, count = put_back(cut)
    assert count > 30
    assert text.startswith("汀潮报\n")
    odd, _ = put_back("潮水".encode().decode("latin-1") * 2 + "\x97")
    assert odd == "潮水潮水\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "Élan déjà vu à côté; cœur, São Paulo, Ærø, 5 µm ± 2°, «œuvre»",
        "Ã© Ã¨",  # French in a wrong coding: nothing says so beyond doubt
        "潮水退了，Ã©lan 的灯。",
        "plain",
        "",
    ],
)
def test_what_is_no_such_text_stays(text: str) -> None:
    assert put_back(text) == (text, 0)


def test_marks_alone_are_kept_and_a_page_of_them_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for mark in ("★★★★★", "※※※", "———", "······"):
        read = read_text(f"{mark}\n{PAGE}").edition
        kept = [read.masthead.other, *(str(item) for item in read.items)]
        assert any(mark in words for words in kept), mark
    raw = tmp_path / "marks.txt"
    raw.write_text("★★★★★\n", encoding="utf-8")
    assert main(["render", str(raw), "-o", str(tmp_path / "page.pdf")]) == 1
    assert "there is nothing to set" in capsys.readouterr().err
    assert not (tmp_path / "page.pdf").exists()
    assert "★★★★★" in broadsheet.read_edition(raw).masthead.other
