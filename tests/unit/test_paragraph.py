import io
import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import cjk
from broadsheet.display import Page, Pages, Source, TextLine
from broadsheet.fonts.face import Face, open_file
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.paint.pdf import paint
from broadsheet.paragraph import (
    SetLine,
    SetParagraph,
    Setting,
    Span,
    set_line,
    set_paragraph,
    strokes_of,
)

SIZE = 10.0
MARKS = "，。、；：？！”’）》】·－～／％℃—（《【“‘￥／"


@cache
def book() -> FaceBook:
    return FaceBook.open(
        {
            "song": ("Noto Serif SC",),
            "kai": ("Broadsheet Kai",),
            "brush": ("Ma Shan Zheng", "Noto Serif SC"),
        }
    )


@cache
def stranger() -> Typeface:
    """A bundled file opened as a user's own: no forms of marks are known of it."""
    face = open_file(book().typeface("song").faces[0].file, "stranger.otf")
    return Typeface("stranger", "regular", (face,), book(), system=False)


def faces() -> dict[str, Face]:
    return {**book().faces, "stranger.otf": stranger().faces[0]}


def span(text: str, typeface: Typeface | None = None, **changes: Any) -> Span:
    source = Source("story", "para", 0, changes.pop("start", 0))
    fields = {"typeface": typeface or book().typeface("song"), "size": SIZE} | changes
    return Span(text=text, source=source, **fields)


def compose(text: str, em: float, **changes: Any) -> SetParagraph:
    typeface = changes.pop("typeface", None)
    lines = changes.pop("lines", None)
    fields = {"measure": em * SIZE, "em": SIZE, "indent": 0.0} | changes
    return set_paragraph([span(text, typeface)], Setting(**fields), lines=lines)


def plain(line: SetLine) -> str:
    return "".join(run.plain for run in line.runs)


def plains(done: SetParagraph) -> list[str]:
    return [plain(line) for line in done.lines]


def pen(line: SetLine) -> float:
    """How far the pen goes from the head of the first glyph to the foot of the last, pt."""
    width = 0.0
    for run in line.runs:
        face = faces()[run.face]
        width += sum(face.advance(glyph) for glyph in run.glyphs) * run.size * run.stretch
        width += run.tracking * len(run.glyphs) + sum(move for _, move in run.shifts)
    return width - line.runs[-1].tracking


def bodies(line: SetLine) -> list[float]:
    """Advance of each glyph, em."""
    return [faces()[run.face].advance(glyph) for run in line.runs for glyph in run.glyphs]


def test_lines_fill_the_measure_and_the_last_keeps_its_width() -> None:
    done = compose("春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明江流宛转", 8)
    assert [len(text) for text in plains(done)] == [8, 8, 8, 8]
    assert [line.width for line in done.lines] == [80.0] * 4
    assert [line.last for line in done.lines] == [False, False, False, True]


def test_the_first_line_is_indented_and_an_opening_mark_there_is_trimmed() -> None:
    done = compose("“春江潮水连海平海上明月共潮生”", 8, indent=2.0)
    assert done.lines[0].left == 20.0
    assert bodies(done.lines[0])[0] == 0.5
    assert done.lines[1].left == 0.0


def test_a_mark_at_the_end_of_a_line_is_half() -> None:
    done = compose("春江潮水连海，海上明月共潮生", 6.5)
    assert plains(done)[0] == "春江潮水连海，"
    assert bodies(done.lines[0])[-1] == 0.5
    assert done.lines[0].stretch == 0.0


def test_of_adjacent_marks_one_is_half() -> None:
    line = set_line([span("说：“春（江）。”完")])
    assert bodies(line) == [1, 1, 0.5, 1, 1, 1, 0.5, 0.5, 1, 1]


def test_a_mark_that_gives_all_takes_its_half_glyph_and_less_moves_the_pen() -> None:
    text = "春，江“潮”水。连"
    told = {
        8.5: {3: -2.5, 6: -2.5},
        8.0: {2: -2.5, 3: -2.5, 6: -2.5, 8: -2.5},
        7.5: {2: -2.5, 8: -2.5},
    }
    halved = []
    for em in (9.0, 8.5, 8.0, 7.5, 7.0):
        (line,) = compose(text, em).lines
        assert line.width == pytest.approx(em * SIZE)
        sizes = zip(text, bodies(line), strict=True)
        halved.append("".join(char for char, body in sizes if body == 0.5))
        moves = {n: round(move, 3) for run in line.runs for n, move in run.shifts}
        assert moves == told.get(em, {})
    assert halved == ["", "", "", "“”", "，“”。"]


@pytest.mark.parametrize(
    ("scheme", "widths"),
    [
        ("full", [1, 1, 1, 1, 1, 1, 1]),
        ("kaiming", [1, 0.5, 1, 1, 1, 1, 1]),
        ("half", [1, 0.5, 1, 0.5, 1, 0.5, 1]),
    ],
)
def test_schemes_of_marks(scheme: str, widths: list[float]) -> None:
    assert bodies(set_line([span("春，江。潮？水")], scheme=scheme)) == widths


def test_hanging_marks_stand_beyond_the_edge() -> None:
    done = compose("春江潮水连海，海上明月共潮生生", 6, hanging=True)
    assert plains(done)[0] == "春江潮水连海，"
    assert done.lines[0].width == 60.0
    assert pen(done.lines[0]) > 60.0


def test_white_between_han_and_latin_is_a_quarter_em_and_gives_an_eighth() -> None:
    natural = set_line([span("共12页")])
    digits = sum(bodies(natural)[1:3])
    assert natural.width == pytest.approx((2 + digits + 0.5) * SIZE)
    tight = compose("共12页", 2 + digits + 0.25)
    assert tight.lines[0].width == pytest.approx((2.25 + digits) * SIZE)
    assert len(tight.lines) == 1


def test_digits_are_not_spaced() -> None:
    done = compose("春江潮水连2021海平海上明月共潮生", 8.3)
    run = next(run for run in done.lines[0].runs if "2021" in run.plain)
    assert run.tracking == 0.0 or run.plain == "1"


def test_white_at_an_edge_of_a_line_goes() -> None:
    done = compose("春江潮水 连海平海", 4)
    assert plains(done) == ["春江潮水", "连海平海"]
    assert done.lines[0].end == 4
    assert done.lines[1].start == 5
    done = compose("春江潮水2021年", 4)
    assert done.lines[1].runs[0].shifts == ((4, 2.5),)


def test_a_phrase_gap_is_one_em_and_stays_one_character() -> None:
    line = set_line([span("春江 潮水")])
    assert line.width == 50.0
    assert plain(line) == "春江 潮水"


@pytest.mark.parametrize("gap", [" ", "\u3000"])
def test_a_phrase_gap_takes_up_to_half_an_em_more(gap: str) -> None:
    text = f"春江潮水{gap}连海"
    wide = compose(text + "平海上明月共潮生生", 7.5)
    assert plains(wide)[0] == text
    assert wide.lines[0].stretch == 0.0
    assert wide.lines[0].width == 75.0


def test_the_last_line_holds_two_ideographs() -> None:
    for count in range(10, 60):
        done = compose("春" * count + "。", 9)
        last = plain(done.lines[-1])
        assert len(last) >= 3, count


def test_a_number_comes_down_to_a_last_line_that_is_too_short() -> None:
    done = compose("春江潮水连海平海上明月共12600个。", 15)
    assert plains(done)[-1] == "12600个。"


def test_one_line_more_is_set_as_well() -> None:
    text = "春江潮水连海平，海上明月共潮生。滟滟随波千万里，何处春江无月明。" * 4
    found = [(em, compose(text, em)) for em in (15, 16, 17, 18, 19, 20, 21, 22)]
    more = [(em, done) for em, done in found if done.longest > len(done.lines)]
    assert more
    for em, done in more:
        again = compose(text, em, lines=len(done.lines) + 1)
        assert len(again.lines) == len(done.lines) + 1
        assert max(line.stretch for line in again.lines) <= 0.0601
        assert "".join(plains(again)) == text


def test_runs_carry_the_place_of_their_characters() -> None:
    done = set_paragraph(
        [span("本报讯 ", start=0), span("春江潮水连海平海上明月", book().typeface("kai"), start=7)],
        Setting(measure=60.0, em=SIZE, indent=2.0),
    )
    runs = [run for line in done.lines for run in line.runs]
    assert runs[0].source == Source("story", "para", 0, 0, runs[0].source.end)
    for run in runs:
        assert run.source.end - run.source.start == len(run.plain)
    kai = [run for run in runs if run.face == book().typeface("kai").faces[0].id]
    assert kai[0].source.start == 7
    assert [run.source.start for run in kai[1:]] == [run.source.end for run in kai[:-1]]


def test_missing_characters_are_told_with_their_places() -> None:
    assert compose("春\U000f1234江", 10).missing == (("\U000f1234", 1),)


def test_characters_of_another_face_make_a_run_of_their_own() -> None:
    line = set_line([span("春℃江", book().typeface("brush"))])
    assert [run.plain for run in line.runs] == ["春", "℃", "江"]
    assert line.runs[1].face != line.runs[0].face


@pytest.mark.parametrize("align", ["left", "center", "right", "spread"])
def test_alignments(align: Any) -> None:
    line = compose("春江潮水", 8, align=align).lines[0]
    expected = {"left": (0, 40), "center": (20, 40), "right": (40, 40), "spread": (0, 80)}
    assert (line.left, line.width) == pytest.approx(expected[align])


def test_a_last_line_that_all_but_fills_the_measure_is_filled() -> None:
    assert compose("春江潮水连海平“海上”", 11).lines[-1].width == pytest.approx(110.0)
    assert compose("春江潮水连海平海", 9).lines[-1].width == 80.0


def test_line_ends_of_the_text_are_kept() -> None:
    done = compose("春江潮水\n连海平\n\n海上", 8)
    assert plains(done) == ["春江潮水", "连海平", "", "海上"]
    assert [(line.start, line.end) for line in done.lines] == [(0, 4), (5, 8), (9, 9), (10, 12)]
    assert [line.runs[0].source.start for line in done.lines if line.runs] == [0, 5, 10]
    assert [line.last for line in done.lines] == [False, False, False, True]


def test_nothing_gives_no_lines() -> None:
    assert compose("", 8) == SetParagraph(lines=())
    assert set_line([span("")]).runs == ()


@pytest.mark.parametrize(
    ("text", "em", "expected"),
    [
        (
            "请发邮件至someone.long@example.com.cn报名参加",
            10,
            ["请发邮件至someone", ".long@example.com", ".cn报名参加"],
        ),
        ("……………………", 4, ["…………", "…………"]),
        ("abcdefghijklmnop", 4, None),
        ("2021-2022年度", 6, ["2021-2022", "年度"]),
        ("海iPhone”。", 5, ["海", "iPhone”。"]),
        ("海iPhone”。", 4, None),
        ("“道”。", 2, ["“", "道”。"]),
        ("海（代）。", 3, ["海", "（代）。"]),
        ("海86976‰，", 5, ["海", "86976‰，"]),
    ],
)
def test_units_too_long_for_the_measure_are_opened(
    text: str, em: int, expected: list[str] | None
) -> None:
    done = compose(text, em)
    assert all(line.width <= em * SIZE + 1e-6 for line in done.lines)
    assert expected is None or plains(done) == expected


def test_letters_of_two_faces_are_not_kerned_with_each_other() -> None:
    """A glyph's number means another letter in another face: V and a would be drawn together."""
    both = FaceBook.open({"song": ("Noto Serif SC", "Broadsheet Roman")})
    typeface = both.typeface("song")
    song, roman = typeface.faces
    strange = roman.glyph("ą")
    assert not song.glyph("ą")
    assert song.kern(song.glyph("V"), strange) < -0.05  # whatever that glyph is there
    own = [song.advance(song.glyph(char)) for char in "AV"]
    kern = song.kern(song.glyph("A"), song.glyph("V"))
    line = set_line([span("AVą", typeface)])
    assert kern < 0
    assert line.width == pytest.approx(SIZE * (sum(own) + kern + roman.advance(strange)), abs=0.01)


@pytest.mark.parametrize("less", [0.0, 0.5])
def test_a_unit_is_opened_only_where_it_is_wider_than_its_line(less: float) -> None:
    word = "abcdefghijk"
    width = set_line([span(word)]).width
    done = compose(f"海{word}江", (width - less) / SIZE)
    assert plains(done) == (["海", word, "江"] if not less else ["海abcdefgh", "ijk江"])


def test_an_indent_gives_way_to_a_first_unit_that_has_no_room_beside_it() -> None:
    def lines(text: str, em: int) -> list[tuple[str, float, bool]]:
        done = compose(text, em, indent=2.0)
        return [
            (plain, line.left, line.torn)
            for plain, line in zip(plains(done), done.lines, strict=True)
        ]

    assert lines("“道”。", 3) == [("“道”。", 0.0, False)]
    assert lines("（带）。", 4) == [("（带）。", 10.0, False)]
    assert lines("春江潮水", 4) == [("春江", 20.0, False), ("潮水", 0.0, False)]
    assert lines("“道”。", 2) == [("“", 10.0, True), ("道”。", 0.0, False)]


MIXED = "汉字春江潮水的一是不" * 3 + MARKS + "。，、”“——……0123456789abcXY .%-"


@settings(max_examples=250, deadline=None)
@given(
    st.text(alphabet=MIXED, min_size=1, max_size=120),
    st.integers(4, 40),
    st.sampled_from(["basic", "gb", "strict"]),
    st.sampled_from(["full", "kaiming", "half"]),
    st.booleans(),
)
def test_any_text_at_any_measure(
    text: str, em: int, level: Any, scheme: Any, strange: bool
) -> None:
    done = compose(
        text, em, level=level, scheme=scheme, indent=2.0, typeface=stranger() if strange else None
    )
    shown = "".join(plains(done))
    assert shown.replace(" ", "") == text.replace(" ", "")
    for before, line in zip((None, *done.lines), done.lines, strict=False):
        assert line.runs
        assert line.stretch >= 0
        assert line.exact == (line.stretch > 0.09)
        blank = SIZE if strange else 0.0  # what the pen still owes after a mark that it moved for
        assert pen(line) == pytest.approx(line.width, abs=blank + 1e-6)
        if before is not None:
            assert may_break(text, line.start, level) or too_long(text, line.start, level, em)
        if not line.last and line.stretch < 0.5:
            assert line.left + line.width == pytest.approx(em * SIZE, abs=0.02) or fits_not(
                text, line, level, em
            )


def fits_not(text: str, line: SetLine, level: Any, em: float) -> bool:
    """One unit longer than the measure, or nothing between its characters that may be widened."""
    flags = cjk.gaps(cjk.classify(text), level)
    fixed = not any(flags[gap] & cjk.WIDEN for gap in range(line.start + 1, line.end))
    return fixed or line.left + line.width > em * SIZE


def may_break(text: str, gap: int, level: Any) -> bool:
    return bool(cjk.gaps(cjk.classify(text), level)[gap] & cjk.BREAK)


def too_long(text: str, gap: int, level: Any, em: float) -> bool:
    """The unit around a gap is longer than the first line, or an address."""
    start, end = gap, gap
    while start and not may_break(text, start, level):
        start -= 1
    while not may_break(text, end, level):
        end += 1
    unit = text[start:end]
    natural = set_line([span(unit)]).width + SIZE  # both its edges are trimmed
    return natural > (em - 2) * SIZE or re.search(r"[./@_]", unit) is not None


def painted(lines: Sequence[SetLine]) -> bytes:
    marks = tuple(
        TextLine(20 + line.left, 20 + 14 * n, line.width, line.runs, exact=line.exact)
        for n, line in enumerate(lines)
    )
    out = io.BytesIO()
    page = Page(number=1, width=300, height=40 + 14 * len(lines), marks=marks)
    paint(Pages(pages=(page,)), faces(), out)
    return out.getvalue()


@pytest.mark.parametrize("face", ["song", "kai", "stranger"])
def test_a_paragraph_reads_back_from_a_pdf(face: str) -> None:
    text = (
        "本报讯（记者甲乙）“十四五”以来，某市已建成各类“职工驿站”1260个，覆盖率达98.5%——"
        "比去年提高了12个百分点！“有了它，歇脚、喝水、充电都方便……”送餐员小丙说。"
    )
    typeface = stranger() if face == "stranger" else book().typeface(face)
    done = compose(text, 15, typeface=typeface, indent=2.0)
    read = pypdf.PdfReader(io.BytesIO(painted(done.lines))).pages[0].extract_text()
    assert re.sub(r"\s", "", read) == re.sub(r"\s", "", text)
    assert not re.search(r"[\u4e00-\u9fff，。] [\u4e00-\u9fff，。]", read)


def vertical(text: str, em: float, **changes: Any) -> SetParagraph:
    return compose(text, em, vertical=True, **changes)


def cells(line: SetLine) -> list[tuple[str, float, bool]]:
    """Each run's text, how deep it stands without what the pen adds, em, and whether upright."""
    found = []
    for run in line.runs:
        face = faces()[run.face]
        down = sum(face.vertical(glyph)[0] for glyph in run.glyphs)
        along = sum(face.advance(glyph) for glyph in run.glyphs) * run.stretch
        stands = run.upright and run.stretch == 1.0
        found.append((run.plain, round(down if stands else along, 3), run.upright))
    return found


def test_digits_stand_abreast_in_a_vertical_line() -> None:
    (line,) = vertical("共8月12日100人", 12).lines
    assert [cell for cell in cells(line) if cell[0] in ("8", "12", "100")] == [
        ("8", pytest.approx(0.56, abs=0.06), True),
        ("12", pytest.approx(1.0, abs=0.11), True),
        ("100", 1.0, True),
    ]
    assert line.width == 70.0
    assert all(run.stretch < 1 for run in line.runs if run.plain in ("8", "12", "100"))


@pytest.mark.parametrize("text", ["2021", "12%", "3.5", "A4", "iPhone"])
def test_longer_numbers_and_words_lie_on_their_side(text: str) -> None:
    (line,) = vertical(f"共{text}人", 20).lines
    assert {run.plain: run.upright for run in line.runs} == {"共": True, text: False, "人": True}


def test_quotes_have_the_shape_that_the_style_asks_for() -> None:
    face = book().typeface("song").faces[0]
    mainland = vertical("说“走”吧", 8).lines[0].runs[0]
    assert mainland.plain == "说“走”吧"
    assert mainland.glyphs[1] == face.form("“", "vert")
    single = vertical("说“走”吧", 8, corners="single").lines[0].runs[0]
    assert single.plain == "说“走”吧"
    assert (single.glyphs[1], single.glyphs[3]) == (
        face.form("「", "vert"),
        face.form("」", "vert"),
    )


def test_marks_are_squeezed_down_a_vertical_line_but_for_the_deep_ones() -> None:
    (line,) = vertical("他，（甲）。乙：“丙？”丁", 20).lines
    face = book().typeface("song").faces[0]
    depths = [face.vertical(glyph)[0] for run in line.runs for glyph in run.glyphs]
    assert depths == [1, 1, 0.5, 1, 0.5, 1, 1, 1, 0.5, 1, 1, 1, 1]


def test_vertical_lines_fill_their_measure() -> None:
    text = "春江潮水连海平，海上明月2021年8月18日共潮生。滟滟“随波”千万里，何处iPhone春江？"
    done = vertical(text, 10, indent=2.0)
    assert "".join(plains(done)) == text
    for line in done.lines[:-1]:
        assert line.left + line.width == pytest.approx(100.0)


def test_dots_stand_under_each_ideograph_but_no_mark() -> None:
    line = set_line([span("他说"), span("重，点", beside="dot", start=2), span("吧", start=5)])
    assert [(stroke.kind, round(stroke.start + stroke.end, 3) / 2) for stroke in line.strokes] == [
        ("dot", 25.0),
        ("dot", 45.0),
    ]
    assert {stroke.off for stroke in line.strokes} == {2.5}


def test_two_names_side_by_side_keep_two_lines() -> None:
    line = set_line([span("张三", beside="line"), span("李四", beside="line", start=2)])
    first, second = line.strokes
    assert first.end < second.start
    assert (first.start, second.end) == pytest.approx((0.6, 39.4))


def test_lines_follow_the_widened_text() -> None:
    spans = [span("春江"), span("潮水", beside="wave", start=2), span("连海", start=4)]
    line = set_line(spans, width=70.0)
    (wave,) = line.strokes
    assert (wave.start - 0.6, wave.end + 0.6) == pytest.approx((24.0, 46.0))
    (drawn,) = strokes_of(line, 100.0, 50.0)
    assert drawn.path[0][1:] == pytest.approx((124.6, 52.4))
    assert drawn.path[-1][5:] == pytest.approx((145.4, drawn.path[-1][6]), abs=9)


def test_a_wave_swings_from_side_to_side() -> None:
    line = set_line([span("潮水连海", beside="wave")])
    (drawn,) = strokes_of(line, 0.0, 50.0)
    (stroke,) = line.strokes
    middle = 50.0 + stroke.off
    ends = [step[-1] - middle for step in drawn.path]
    handles = [(step[2] - middle, step[4] - middle) for step in drawn.path[1:]]
    assert len(ends) > 4
    for n, (start, end) in enumerate(itertools.pairwise(ends)):
        assert start == pytest.approx(-end)  # from one side to the other, and as far
        assert handles[n] == pytest.approx((start, end))  # level where it turns
    assert abs(ends[0]) > 0.3


def test_in_vertical_lines_dots_stand_at_the_right_and_lines_at_the_left() -> None:
    done = set_paragraph(
        [span("重", beside="dot"), span("张", beside="line", start=1)],
        Setting(measure=90.0, em=SIZE, indent=0.0, vertical=True),
    )
    dot, rule = strokes_of(done.lines[0], 100.0, 50.0, vertical=True)
    assert dot.rect.left > 105.0 - 0.2
    assert dot.rect.middle == pytest.approx(55.0)
    assert rule.rect.right < 95.0
    assert (rule.rect.top, rule.rect.bottom) == pytest.approx((60.6, 69.4))
