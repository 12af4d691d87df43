"""Every mark that may not begin or end a line, at the measure that other engines were tried at.

Six ideographs, a mark and two more on 6.17 em: the mark would fall on the second line.
"""

import pytest

from broadsheet import api, trial
from broadsheet.fonts.typeface import FaceBook
from broadsheet.spec import Style

STARTS = "，。、；：？！”’）》】」』〉·—…－～／％"  # 22; the last belongs to a number
ENDS = "“‘（《【「『〈〔／"  # 10


@pytest.fixture(scope="module")
def style() -> Style:
    return api.load_style()


@pytest.fixture(scope="module")
def book(style: Style) -> FaceBook:
    return api.open_faces(style)


def lines(text: str, style: Style, book: FaceBook, *, vertical: bool) -> list[str]:
    order = trial.TrialOrder(measure="6.17em", vertical=vertical)
    made = trial.set_text(text, style, book, order)
    return [line["text"] for line in trial.report(made)["lines"]]


@pytest.mark.parametrize("vertical", [False, True], ids=["across", "down"])
def test_no_mark_of_the_twenty_two_begins_a_line(
    style: Style, book: FaceBook, vertical: bool
) -> None:
    assert len(STARTS) == 22
    for mark in STARTS:
        found = lines(f"文文文文文文{mark}字字", style, book, vertical=vertical)
        assert len(found) == 2
        assert not any(line.startswith(mark) for line in found), found
    assert lines("文文文文文文字字字", style, book, vertical=vertical)[1] == "字字字"


@pytest.mark.parametrize("vertical", [False, True], ids=["across", "down"])
def test_no_mark_of_the_ten_ends_a_line(style: Style, book: FaceBook, vertical: bool) -> None:
    assert len(ENDS) == 10
    for mark in ENDS:
        found = lines(f"文文文文文{mark}字字字", style, book, vertical=vertical)
        assert len(found) == 2
        assert not any(line.endswith(mark) for line in found), found
