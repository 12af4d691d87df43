"""Clauses of CLREQ and GB/T 15834-2011 part 5, each proved by what a PDF of it holds.

``layout/CLREQ.md`` lists the clauses and names the tests.  Positions are read back from the
painted file, in em from the head of the line; every test also shows what must not be.
"""

import io
import re
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from broadsheet.display import Fill, Outline, Page, Pages, Source, TextLine
from broadsheet.fonts.face import Face
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.paint.pdf import paint
from broadsheet.paragraph import SetParagraph, Setting, Span, set_paragraph, strokes_of

SIZE = 10.0
HEAD = 100.0  # pt, where lines begin
BOTH = pytest.mark.parametrize("vertical", [False, True], ids=["across", "down"])
TABLE = Path(__file__).parents[2] / "layout" / "CLREQ.md"

Line = list[tuple[str, float]]  # characters and where they stand along the line, em


@cache
def book() -> FaceBook:
    return FaceBook.open({"song": ("Noto Serif SC",), "kai": ("Broadsheet Kai",)})


def song() -> Typeface:
    return book().typeface("song")


def faces() -> dict[str, Face]:
    return dict(book().faces)


def compose(*texts: str | Span, em: float = 30, **changes: Any) -> SetParagraph:
    spans, start = [], 0
    for text in texts:
        if isinstance(text, str):
            source = Source("story", "para", 0, start)
            text = Span(text=text, typeface=song(), size=SIZE, source=source)  # noqa: PLW2901
        spans.append(text)
        start += len(text.text)
    fields = {"measure": em * SIZE, "em": SIZE, "indent": 0.0} | changes
    return set_paragraph(spans, Setting(**fields))


def paged(done: SetParagraph, *, vertical: bool) -> io.BytesIO:
    marks: list[TextLine | Fill | Outline] = []
    for n, line in enumerate(done.lines):
        x, y = (HEAD + line.left, 100 + 20 * n)
        if vertical:
            x, y = 500 - 20 * n, HEAD + line.left
        marks.append(TextLine(x, y, line.width, line.runs, vertical=vertical, exact=line.exact))
        marks += strokes_of(line, x, y, vertical=vertical)
    out = io.BytesIO()
    paint(Pages(pages=(Page(number=1, width=600, height=600, marks=tuple(marks)),)), faces(), out)
    return out


def read(*texts: str | Span, vertical: bool = False, em: float = 30, **changes: Any) -> list[Line]:
    """Compose, paint, and read back each line's characters with their places."""
    done = compose(*texts, em=em, vertical=vertical, **changes)
    found: list[Line] = []
    with pdfplumber.open(paged(done, vertical=vertical)) as pdf:
        chars = iter(pdf.pages[0].chars)
        for line in done.lines:
            count = sum(len(run.glyphs) for run in line.runs)
            row = list(islice(chars, count))
            found.append([(char["text"], along(char, vertical)) for char in row])
    return found


def along(char: dict[str, Any], vertical: bool) -> float:
    place = 600 - char["matrix"][5] if vertical else char["matrix"][4]
    return round((place - HEAD) / SIZE, 3)


def steps(line: Line) -> list[float]:
    """How far each character stands from the one before it."""
    return [round(b - a, 3) for (_, a), (_, b) in pairwise(line)]


def words(lines: list[Line]) -> list[str]:
    return ["".join(char for char, _ in line) for line in lines]


# Marks on their bodies


@BOTH
@pytest.mark.parametrize("mark", "，。、；：？！”’）》】“（《")
def test_a_mark_takes_one_em(mark: str, vertical: bool) -> None:
    (line,) = read(f"春{mark}江", vertical=vertical)
    assert steps(line) == [1.0, 1.0]


def ink(char: str, form: str) -> tuple[float, float, float, float]:
    face = song().faces[0]
    glyph = face.form(char, form) or face.glyph(char)
    return face.ink(glyph)


@pytest.mark.parametrize("mark", "，。、；：？！”’）》")
def test_closing_marks_keep_to_the_left_of_the_body(mark: str) -> None:
    left, _, right, _ = ink(mark, "full")
    assert (left + right) / 2 < 0.5
    assert (ink("（", "full")[0] + ink("（", "full")[2]) / 2 > 0.5


@pytest.mark.parametrize("mark", "，。、")
def test_stops_stand_low_across_and_upper_right_down(mark: str) -> None:
    low, high = ink(mark, "full"), ink(mark, "vert")
    assert (low[1] + low[3]) / 2 < 0.2
    assert (high[1] + high[3]) / 2 > 0.5
    assert (high[0] + high[2]) / 2 > 0.5


@BOTH
def test_dashes_and_ellipses_take_two_em_and_join(vertical: bool) -> None:
    (line,) = read("春——江……水", vertical=vertical)
    assert steps(line) == [1.0] * 6
    left, low, right, high = ink("—", "vert" if vertical else "full")
    long = high - low if vertical else right - left
    assert long >= 1.0


@BOTH
def test_stacked_question_and_exclamation_marks(vertical: bool) -> None:
    pairs = {"？！": 1.0, "！！": 1.0, "！！！": 2.0}
    for marks, width in pairs.items():
        (line,) = read(f"春{marks}江", vertical=vertical)
        assert line[-1][1] == pytest.approx(1.0 + width)


@pytest.mark.parametrize(("scheme", "width"), [("full", 1.0), ("kaiming", 0.5), ("half", 0.5)])
def test_the_interpunct_takes_half_an_em_but_in_the_full_scheme(scheme: Any, width: float) -> None:
    (line,) = read("阿·水", scheme=scheme)
    assert steps(line) == [1.0, width]


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [("full", [1, 1, 1, 1]), ("kaiming", [1, 0.5, 1, 1]), ("half", [1, 0.5, 1, 0.5])],
)
@BOTH
def test_schemes(scheme: Any, expected: list[float], vertical: bool) -> None:
    (line,) = read("春，江。水", scheme=scheme, vertical=vertical)
    assert steps(line) == expected


# Prohibitions


CLOSERS = "，。、；：？！”’）》】〉」』·～－—"
OPENERS = "“‘（《【〈「『"


@BOTH
@pytest.mark.parametrize("mark", CLOSERS)
def test_no_line_starts_with(mark: str, vertical: bool) -> None:
    lines = words(read(f"春春春春春{mark}江江江江", em=5.1, vertical=vertical))
    assert lines[0] == "春春春春"
    assert lines[1].startswith(f"春{mark}")
    assert words(read("春春春春春江江江江江", em=5.1, vertical=vertical))[0] == "春春春春春"


@BOTH
@pytest.mark.parametrize("mark", OPENERS)
def test_no_line_ends_with(mark: str, vertical: bool) -> None:
    lines = words(read(f"春春春春{mark}江江江江江江", em=5, vertical=vertical))
    assert lines[0] == "春春春春"
    assert lines[1][0] == mark


@BOTH
@pytest.mark.parametrize(
    ("level", "first"),
    [("none", "春春春春春"), ("basic", "春春春春"), ("gb", "春春春春"), ("strict", "春春春春")],
)
def test_levels_of_prohibition(level: Any, first: str, vertical: bool) -> None:
    assert words(read("春春春春春，江江江江", em=5, level=level, vertical=vertical))[0] == first


@BOTH
def test_a_solidus_stands_at_no_edge(vertical: bool) -> None:
    for text in ("春春春春春／江江江江", "春春春春／江江江江江"):
        for line in words(read(text, em=5, vertical=vertical)):
            assert "／" not in (line[0], line[-1])
    loose = words(read("春春春春春／江江江江", em=5, level="basic", vertical=vertical))
    assert loose[1][0] == "／"


@BOTH
@pytest.mark.parametrize("unit", ["——", "……"])
def test_strict_keeps_long_dashes_from_the_line_start(unit: str, vertical: bool) -> None:
    text = f"春春春春春{unit}江江江江江"
    assert words(read(text, em=5, level="gb", vertical=vertical))[1].startswith(unit)
    assert words(read(text, em=5, level="strict", vertical=vertical))[1].startswith("春" + unit)


@BOTH
@pytest.mark.parametrize("unit", ["——", "……", "⸺", "11.6%", "30℃", "￥50", "±30", "2600"])
def test_units_are_never_broken(unit: str, vertical: bool) -> None:
    for before in range(3, 9):
        lines = words(read("春" * before + unit + "江江江江江江江", em=7, vertical=vertical))
        assert sum(unit in line for line in lines) == 1
    assert any("春" in line and "江" not in line for line in lines)


# Width of marks


@BOTH
@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("”，", [0.5, 1.0]),
        ("）。", [0.5, 1.0]),
        ("”）", [0.5, 1.0]),
        ("（“", [1.0, 0.5]),
        ("》《", [1.0, 0.5]),
        ("，“", [1.0, 0.5]),
    ],
)
def test_adjacent_marks_share_an_em_and_a_half(
    marks: str, expected: list[float], vertical: bool
) -> None:
    (line,) = read(f"春{marks}江", vertical=vertical)
    assert steps(line) == [1.0, *expected]
    (apart,) = read(f"春{marks[0]}春{marks[1]}江", vertical=vertical)
    assert steps(apart) == [1.0] * 4


def test_deep_marks_keep_their_em_down_the_line() -> None:
    (line,) = read("春：“江？”水", vertical=True)
    assert steps(line) == [1.0, 1.0, 0.5, 1.0, 1.0, 1.0]
    (across,) = read("春：“江？”水")
    assert steps(across) == [1.0, 1.0, 0.5, 1.0, 0.5, 1.0]


@BOTH
@pytest.mark.parametrize("mark", "，。、”）》")
def test_a_mark_at_the_line_end_is_half(mark: str, vertical: bool) -> None:
    done = compose(f"春江潮水{mark}江江江江江", em=4.5, vertical=vertical)
    assert done.lines[0].end == 5
    assert done.lines[0].width == pytest.approx(45.0)
    assert done.lines[0].stretch == 0.0
    inside = compose(f"春江潮水{mark}江", em=30, vertical=vertical)
    assert inside.lines[0].width == 60.0


@BOTH
@pytest.mark.parametrize("indent", [0.0, 2.0])
def test_an_opening_mark_at_the_line_start_is_half(indent: float, vertical: bool) -> None:
    first = read("“春”江", vertical=vertical, indent=indent)[0]
    assert first[1][1] == pytest.approx(indent + 0.5)
    second = read("春江潮水“春江潮水", vertical=vertical, em=4.5)[1]
    assert second[1][1] == pytest.approx(0.5)


@BOTH
def test_hanging_is_off_unless_asked_for_and_only_for_three_marks(vertical: bool) -> None:
    text = "春江潮水连，海上明月共生生"
    assert words(read(text, em=5, vertical=vertical))[0] != "春江潮水连，"
    hung = read(text, em=5, vertical=vertical, hanging=True)[0]
    assert hung[-1] == ("，", 5.0)
    for other in ("；", "）", "。”"):
        lines = words(read(text.replace("，", other), em=5, vertical=vertical, hanging=True))
        assert lines[0] != "春江潮水连" + other


# Han and Latin


@BOTH
def test_a_quarter_em_between_han_and_latin_none_at_edges_or_marks(vertical: bool) -> None:
    face = song().faces[0]
    glyphs = [face.glyph(char) for char in "iPad"]
    width = sum(face.advance(glyph) for glyph in glyphs)
    if not vertical:  # letters are kerned
        width += sum(face.kern(*pair) for pair in pairwise(glyphs))
    (line,) = read("春iPad江", vertical=vertical)
    assert line[1][1] == pytest.approx(1.25)
    assert line[-1][1] == pytest.approx(1.5 + width, abs=0.002)
    (bare,) = read("，iPad。江", vertical=vertical)
    assert bare[1][1] == pytest.approx(1.0)
    assert bare[-2][1] == pytest.approx(1.0 + width, abs=0.002)
    assert read("春江潮水iPad江", em=4, vertical=vertical)[1][0] == ("i", 0.0)


@BOTH
def test_words_are_not_broken_nor_spaced(vertical: bool) -> None:
    lines = read("春江潮水连editors海上明月共潮生", em=9.3, vertical=vertical)
    place = dict(next(line for line in lines if ("e" in dict(line))))
    face = song().faces[0]
    assert place["d"] - place["e"] == pytest.approx(face.advance(face.glyph("e")), abs=0.002)
    assert sum("editors" in line for line in words(lines)) == 1


def test_short_numbers_and_initials_stand_upright_in_vertical_lines() -> None:
    (line,) = read("共12人", vertical=True)
    assert line[-1][1] == pytest.approx(2.0)
    (turned,) = read("共2021人", vertical=True)
    assert turned[-1][1] > 3.0
    for text in ("共A座", "升GDP吧"):
        (line,) = read(text, vertical=True)
        assert line[-1][1] == pytest.approx(len(text) - 1)


# Reduction and expansion


def given(line: Line) -> dict[str, float]:
    """What each mark of a line lacks of its body, em; of an opening one before its ink."""
    apart = [0.0, *steps(line)]
    found = {}
    for n, (char, _) in enumerate(line[:-1]):
        if char in "，。、：”）》":
            found[char] = round(1 - apart[n + 1], 3)
        elif char in "“（《":
            found[char] = round(2 - apart[n] - apart[n + 1], 3)
    return found


@BOTH
@pytest.mark.parametrize(
    ("em", "lacks", "down"),
    [
        (9.0, (0, 0, 0, 0), (0, 0, 0, 0)),
        (8.6, (0, 0.2, 0.2, 0), (0.15, 0, 0.25, 0)),
        (8.3, (0.2, 0.25, 0.25, 0), (0.25, 0, 0.25, 0.2)),
        (8.0, (0.25, 0.25, 0.25, 0.25), (0.25, 0, 0.5, 0.25)),
        (7.8, (0.25, 0.35, 0.35, 0.25), (0.45, 0, 0.5, 0.25)),
        (7.1, (0.5, 0.5, 0.5, 0.4), (0.5, 0.5, 0.5, 0.4)),
        (7.0, (0.5, 0.5, 0.5, 0.5), (0.5, 0.5, 0.5, 0.5)),
    ],
)
def test_reduction_goes_by_ranks(
    em: float, lacks: tuple[float, ...], down: tuple[float, ...], vertical: bool
) -> None:
    """A quarter em of each, rank by rank, then the rest; down the page opening marks last.

    What is left of the white ahead of a mark would read as a space there.
    """
    (line,) = read("春，江“潮”水。连", em=em, vertical=vertical)
    wanted = dict(zip("，“”。", down if vertical else lacks, strict=True))
    assert given(line) == pytest.approx(wanted, abs=0.002)
    assert line[-1][1] == pytest.approx(em - 1, abs=0.002)


def test_down_the_page_an_opening_mark_gives_all_or_nothing() -> None:
    (alone,) = read("春江“潮水连海平", em=7.7, vertical=True)
    small, *others = sorted(steps(alone))
    assert small == pytest.approx(0.5 + 0.2 / 7, abs=0.002)  # half, and what it gave too much
    assert others == pytest.approx([1 + 0.2 / 7] * 6, abs=0.002)
    (both,) = read("春江“潮水，连海平", em=8.7, vertical=True)
    assert given(both) == pytest.approx({"“": 0.0, "，": 0.3}, abs=0.002)


@BOTH
def test_marks_of_one_rank_give_alike_and_no_gap_is_widened(vertical: bool) -> None:
    text = "江，潮、水，连海、平海上明"
    for want in (0.1, 0.5, 0.9, 1.4):
        (line,) = read(text, em=len(text) - want, vertical=vertical)
        apart = dict(zip(text, steps(line), strict=False))
        marks = [step for char, step in zip(text, steps(line), strict=False) if char in "，、"]
        assert marks == pytest.approx([1 - want / 4] * 4, abs=0.002)
        assert {apart[char] for char in "江潮水连海平上"} == {1.0}


@BOTH
def test_latin_gaps_shrink_to_an_eighth_at_least(vertical: bool) -> None:
    face = song().faces[0]
    digits = sum(face.advance(face.glyph(char)) for char in "2021")
    (line,) = read("共2021人", em=2.25 + digits, vertical=vertical)
    assert line[1][1] == pytest.approx(1.125, abs=0.003)
    assert line[-1][1] == pytest.approx(1.25 + digits, abs=0.003)
    assert len(read("共2021人", em=2.15 + digits, vertical=vertical)) == 2


@BOTH
def test_expansion_takes_latin_gaps_to_a_third_then_all_alike(vertical: bool) -> None:
    face = song().faces[0]
    digits = sum(face.advance(face.glyph(char)) for char in "2021")
    text, natural = "春江潮水2021海上明月共潮生生", 9.5 + digits  # the first nine and the number
    some = read(text, em=natural + 0.1, vertical=vertical)[0]
    assert steps(some)[:3] == [1.0, 1.0, 1.0]
    assert some[4][1] == pytest.approx(4.3, abs=0.003)
    more = read(text, em=natural + 0.5, vertical=vertical)[0]
    gap = steps(more)[0] - 1
    assert gap > 0.02
    # The reader forgets the letter-spacing after the last glyph of a string.
    assert more[4][1] == pytest.approx(4 + 4 * gap + 1 / 3, abs=gap + 0.005)


@BOTH
def test_expansion_leaves_units_and_connectors_alone(vertical: bool) -> None:
    lines = read("春江——潮水甲～乙海上明月", em=8.4, vertical=vertical)
    first = steps(lines[0])
    assert max(first) > 1.0
    assert first[2] == 1.0  # inside the dash
    text = words(lines)[0]
    if "～" in text:
        at = text.index("～")
        assert first[at - 1] == 1.0


@BOTH
def test_squeezing_goes_before_widening(vertical: bool) -> None:
    lines = read("春江，潮水连海平海上明月共", em=5.5, vertical=vertical)
    assert words(lines)[0] == "春江，潮水连"
    assert steps(lines[0]) == [1.0, 1.0, 0.5, 1.0, 1.0]


# Paragraphs


@BOTH
def test_lines_end_at_the_edge_and_the_last_keeps_its_width(vertical: bool) -> None:
    done = compose("春江潮水连，海上“明月”共潮生，滟滟随波。", em=6, vertical=vertical)
    assert {round(line.width, 3) for line in done.lines[:-1]} == {60.0}
    last = compose("春江潮水连海平海上", em=6, vertical=vertical).lines[-1]
    assert last.width == 30.0


@BOTH
def test_the_first_line_is_indented_by_two_em(vertical: bool) -> None:
    lines = read("春江潮水连海平海上明月", em=6, indent=2.0, vertical=vertical)
    assert (lines[0][0][1], lines[1][0][1]) == (2.0, 0.0)


@BOTH
def test_no_last_line_of_one_ideograph(vertical: bool) -> None:
    for count in range(13, 40):
        assert len(words(read("春" * count + "。", em=6, vertical=vertical))[-1]) >= 3


@BOTH
@pytest.mark.parametrize("align", ["left", "center", "right", "spread"])
def test_alignments(align: Any, vertical: bool) -> None:
    (line,) = read("春江潮水", em=10, align=align, vertical=vertical)
    places = [at for _, at in line]
    expected = {"left": [0, 3], "center": [3, 6], "right": [6, 9], "spread": [0, 9]}[align]
    assert [places[0], places[-1]] == pytest.approx(expected)


# Vertical forms and marks beside the line


@pytest.mark.parametrize("mark", "（）《》〈〉“”‘’—…～「」【】")
def test_vertical_forms_differ_from_level_ones(mark: str) -> None:
    (run,) = compose(f"春{mark}江", vertical=True).lines[0].runs
    face = song().faces[0]
    assert run.glyphs[1] == face.form(mark, "vert")
    assert run.glyphs[1] not in (face.glyph(mark), face.form(mark, "full"))
    assert run.plain[1] == mark


def test_quotes_take_corner_shapes_and_read_back_as_quotes() -> None:
    for corners in ("double", "single"):
        assert words(read("说“走”吧", vertical=True, corners=corners)) == ["说“走”吧"]


@BOTH
def test_dots_stand_beside_ideographs_and_no_marks(vertical: bool) -> None:
    spans = [Span(text="重，点", typeface=song(), size=SIZE, source=Source(), beside="dot")]
    done = compose(*spans, vertical=vertical)
    with pdfplumber.open(paged(done, vertical=vertical)) as pdf:
        page = pdf.pages[0]
        shapes = page.curves + page.rects
        middles = sorted(
            ((s["top"] + s["bottom"]) / 2 if vertical else (s["x0"] + s["x1"]) / 2) for s in shapes
        )
        assert middles == pytest.approx([105.0, 125.0])
        side = [s["x0"] > 505 if vertical else s["top"] > 101.2 for s in shapes]
        assert side == [True, True]
        assert "".join(char["text"] for char in page.chars) == "重，点"


@BOTH
def test_each_name_has_a_line_of_its_own(vertical: bool) -> None:
    spans = [
        Span(text=name, typeface=song(), size=SIZE, source=Source(), beside="line")
        for name in ("张三", "李四")
    ]
    done = compose(*spans, vertical=vertical)
    with pdfplumber.open(paged(done, vertical=vertical)) as pdf:
        rects = sorted(pdf.pages[0].rects, key=lambda r: (r["top"], r["x0"]))
        spread = [(r["top"], r["bottom"]) if vertical else (r["x0"], r["x1"]) for r in rects]
    (a, b), (c, d) = spread
    assert a == pytest.approx(100.6)
    assert d == pytest.approx(139.4)
    assert c - b == pytest.approx(1.2)


def test_the_same_in_a_face_without_forms_of_its_own() -> None:
    kai = Span(text="春，江“潮”。水", typeface=book().typeface("kai"), size=SIZE, source=Source())
    assert [steps(line) for line in read(kai)] == [steps(line) for line in read(kai.text)]


# The table itself


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("| clause"))
    table = [line for line in lines[head + 1 :] if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_every_clause_has_a_state_and_a_test_or_a_reason() -> None:
    here = Path(__file__).parent
    known = {
        name
        for file in here.glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(rows()) > 50
    for clause, _, across, down, proof in rows():
        assert {across, down} <= {"yes", "partly", "no", "—"}, clause
        named = re.findall(r"`(test_\w+)`", proof)
        assert set(named) <= known, clause
        if "yes" in (across, down):
            assert named, clause
        if {"partly", "no"} & {across, down}:
            assert re.search(r"[a-z]{3,} [a-z]", re.sub(r"`\w+`", "", proof)), clause


def test_the_share_of_clauses_kept_is_what_the_table_says() -> None:
    text = TABLE.read_text(encoding="utf-8")
    for direction, column in (("across", 2), ("down", 3)):
        states = [row[column] for row in rows() if row[column] != "—"]
        share = round(100 * states.count("yes") / len(states))
        assert f"{direction} {states.count('yes')} of {len(states)} ({share} %)" in text
