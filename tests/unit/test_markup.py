"""Markup in an edition's text: read, written back, set, and read from the page."""

import io
from itertools import pairwise
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import api, markup
from broadsheet.display import Fill, Outline, Pages, TextLine
from broadsheet.edition import Article, Edition, Inline, passages
from broadsheet.errors import EditionError
from broadsheet.formats import edition_yaml

COPY = (
    "傍晚，⟦name:青石巷⟧亮起了灯。⟦ruby:骎骎|qīn qīn⟧而来的晚风里，人们读⟦title:听澜集⟧，"
    "⟦dot:谁也不舍得走⟧⟦note:12⟧。到场的有⟦wide:李明⟧、⟦wide:王小川⟧，还有⟦ruby:婵娟|chánjuān⟧。"
)
PLAIN = (
    "傍晚，青石巷亮起了灯。骎骎而来的晚风里，人们读听澜集，"
    "谁也不舍得走12。到场的有李明、王小川，还有婵娟。"
)


def edition(text: str) -> Edition:
    body = [text, "岸上的灯一盏一盏亮起来，照着回家的路。" * 12]
    item = {"kind": "article", "id": "s", "headline": "老街新灯", "body": body}
    return api.read_edition({"masthead": {"name": "汀澜日报"}, "items": [item]})


def composed(text: str = COPY) -> Pages:
    return api.compose(edition(text), api.load_spec())


def story(text: str) -> Article:
    (item,) = edition(text).items
    assert isinstance(item, Article)
    return item


def test_markup_leaves_the_plain_copy_and_places() -> None:
    text, inlines = markup.read("读⟦ruby:骎骎|qīn  qīn⟧，⟦dot:别⟧走⟦note:①⟧")
    assert text == "读骎骎，别走①"
    assert inlines == (
        Inline("ruby", 1, 3, "qīn qīn"),
        Inline("dot", 4, 5),
        Inline("note", 6, 7),
    )


@pytest.mark.parametrize(
    "text",
    [
        "〔某某〕",
        "⟦某⟧",
        "⟦dto:某⟧",
        "⟦dot:⟧",
        "⟦ruby:某⟧",
        "⟦dot:某",
        "⟦name+title:某⟧",
        "⟦dot+dot:某⟧",
        "⟦ruby+dot:某⟧",
        "⟦note+dot:1⟧",
        "⟦dot:某|mǒu⟧",
        "[[dot:某]]",
        "｜某《x》",
    ],
)
def test_what_is_no_markup_is_copy(text: str) -> None:
    assert markup.read(text) == (text, ())


def test_the_sign_itself_is_doubled() -> None:
    assert markup.read("⟦⟦dot:某⟧") == ("⟦dot:某⟧", ())
    assert markup.write("⟦dot:某⟧", ()) == "⟦⟦dot:某⟧"


@given(st.lists(st.sampled_from(["⟦", "⟧", "|", "dot:", "字", "⟦dot:甲⟧", "⟦ruby:乙|yǐ⟧"])))
def test_what_is_read_is_written_back(parts: list[str]) -> None:
    text, inlines = markup.read("".join(parts))
    assert markup.read(markup.write(text, inlines)) == (text, inlines)


def test_an_edition_keeps_its_markup() -> None:
    first = edition(COPY)
    again = edition_yaml.read(edition_yaml.dump_yaml(first), file="a.yaml")
    assert again == first
    block = story(COPY).body[0]
    assert block.text == PLAIN
    assert [inline.kind for inline in block.inlines][:3] == ["name", "ruby", "title"]


def test_readings_are_a_passage_after_their_paragraph() -> None:
    found = [(p.role, p.text) for p in passages(edition(COPY)) if p.item == "s"]
    assert found[1:3] == [("para", PLAIN), ("ruby", "qīn qīn chánjuān")]


def test_the_page_reads_as_the_edition_does() -> None:
    pages = composed()
    assert not [f for f in pages.findings if f.level == "error"]
    out = io.BytesIO()
    api.write_pdf(pages, out)
    assert api.prove(out.getvalue(), edition(COPY)) == ()
    text = pypdf.PdfReader(out).pages[0].extract_text().replace("\n", "")
    assert PLAIN in text.replace(" ", "")
    lost = api.prove(out.getvalue(), edition(COPY.replace("qīn qīn", "qǐn qīn")))
    assert len(lost) == 1


def lines(pages: Pages, role: str) -> list[TextLine]:
    return [line for line in pages.lines() if line.runs[0].source.role == role]


def test_readings_stand_over_what_they_read_and_lines_keep_the_grid() -> None:
    pages = composed()
    para = lines(pages, "para")
    small = lines(pages, "ruby")
    assert [line.plain for line in small] == ["qīn", "qīn", "chánjuān"]
    base = para[0]
    at = (
        base.x + 2 * 10.5 + sum(1 for char in base.plain[: base.plain.index("骎")]) * 0.0
    )  # the indent is the line's own place
    assert all(base.x <= line.x <= base.x + base.width for line in small[:2]), at
    assert small[0].runs[0].size == pytest.approx(0.4 * 10.5)
    for line in small:
        under = min((p.y - line.y for p in para if p.y > line.y), default=0.0)
        assert under == pytest.approx(0.93 * 10.5, abs=0.01)
    rows = sorted({round(line.y, 3) for line in para})
    steps = {round((b - a) / 13.5, 6) for a, b in pairwise(rows)}
    assert all(step == int(step) for step in steps)


def test_a_base_is_widened_for_a_longer_reading_and_stays_in_one_line() -> None:
    long = "江" * 12 + "⟦ruby:婵娟|chánjuānzàicǐtiānyá⟧" + "江" * 20
    plain = composed("江" * 12 + "婵娟" + "江" * 20)
    for line in lines(composed(long), "para"):
        assert ("婵" in line.plain) == ("娟" in line.plain)
    (reading,) = lines(composed(long), "ruby")
    base = next(line for line in lines(composed(long), "para") if "婵" in line.plain)
    assert reading.width <= base.width
    moved = [move for run in base.runs for _, move in run.shifts]
    # room is made before the letters of the reading are kerned
    # and half an em at each side hangs over
    assert sum(moved) == pytest.approx(reading.width + 1.05 - 21 - 10.5, abs=0.4)
    assert not any(run.shifts for line in lines(plain, "para") for run in line.runs)


def test_dots_lines_and_waves_lie_under_the_copy() -> None:
    marks = composed().pages[0].marks
    para = {line.y for line in lines(composed(), "para")}
    dots = [m for m in marks if isinstance(m, Fill) and m.radius]
    waves = [m for m in marks if isinstance(m, Outline) and m.path[1][0] == "c" and not m.fill]
    names = [
        m
        for m in marks
        if isinstance(m, Fill)
        and m.rect.height == pytest.approx(0.525)
        and any(0 < m.rect.top - y < 3 for y in para)
    ]
    assert (len(dots), len(names), len(waves)) == (6, 1, 1)
    assert names[0].rect.width == pytest.approx(3 * 10.5 - 1.26, abs=1)


def test_note_marks_are_small_raised_and_never_start_a_line() -> None:
    for count in range(8, 16):
        for line in lines(composed("江" * count + "⟦note:12⟧" + "，水" * 12), "para"):
            assert line.plain[0] != "1"
            for run in line.runs:
                if run.plain == "12":
                    assert (run.size, run.rise) == (pytest.approx(6.3), pytest.approx(3.78))


def test_names_of_two_characters_take_the_room_of_three() -> None:
    def width(text: str) -> float:
        return lines(composed(text), "para")[0].width

    two, three, four = (width(f"⟦wide:{name}⟧") for name in ("李明", "王小川", "欧阳小川"))
    assert (two, three, four) == tuple(pytest.approx(n * 10.5) for n in (3, 3, 4))
    assert width("李明") == pytest.approx(21)


def test_unknown_markup_is_told_as_a_character_without_a_face() -> None:
    found = [f for f in composed("⟦dto:某⟧人").findings if f.code == "no-face"]
    assert [f.message[:8] for f in found] == ["U+27E6 ⟦", "U+27E7 ⟧"]


def trial_of(text: str, **changes: Any) -> Pages:
    from broadsheet import trial

    order = trial.TrialOrder(**{"measure": "20em"} | changes)
    return trial.as_pages(api.set_text(text, api.load_spec(), order), api.load_style())


def test_zhuyin_stands_at_the_right_of_a_vertical_line() -> None:
    base, *readings = trial_of("江⟦ruby:婵娟|ㄔㄢˊ ㄐㄩㄢ⟧水", vertical=True).lines()
    assert [line.plain for line in readings] == ["ㄔㄢˊ", "ㄐㄩㄢ"]
    for n, line in enumerate(readings, 1):
        assert line.vertical
        assert line.x - base.x == pytest.approx(0.65 * 10.5, abs=0.01)
        middle = line.y + line.width / 2 - base.y
        assert middle == pytest.approx((n + 0.5) * 10.5, abs=0.6)


def test_a_note_mark_stands_at_the_right_of_a_vertical_line() -> None:
    out = io.BytesIO()
    api.write_pdf(trial_of("江⟦note:12⟧水", vertical=True), out)
    import pdfplumber

    with pdfplumber.open(out) as pdf:
        river, one, _, water = pdf.pages[0].chars
    middle = (river["x0"] + river["x1"]) / 2
    assert one["x0"] > middle
    assert one["top"] >= river["bottom"] - 2.2
    assert water["matrix"][5] == pytest.approx(river["matrix"][5] - 1.6 * 10.5, abs=0.01)


@given(st.sampled_from(["name+dot", "title+dot", "ruby+name", "ruby+title+dot", "ruby+dot"]))
def test_marks_on_the_same_characters_are_written_as_they_are_read(kinds: str) -> None:
    reading = "|qīng shí" if "ruby" in kinds else ""
    written = f"走过⟦{kinds}:青石{reading}⟧，⟦dot:停⟧"
    copy, inlines = markup.read(written)
    assert copy == "走过青石，停"
    assert (inlines[0].kind, *inlines[0].also) == tuple(kinds.split("+"))
    assert markup.write(copy, inlines) == written
    backward = written.replace(kinds, "+".join(reversed(kinds.split("+"))))
    assert markup.read(backward) == (copy, inlines)


def test_what_can_not_stand_together_is_refused_in_an_edition_made_by_hand() -> None:
    with pytest.raises(EditionError, match=r"name\+title do not stand on the same characters"):
        Inline("name", 0, 1, also=("title",))


def test_a_name_is_drawn_with_its_line_and_dots() -> None:
    marks = trial_of("走过⟦name+dot:青石巷⟧口").pages[0].marks
    rule, *dots = [mark for mark in marks if isinstance(mark, Fill)]
    assert len(dots) == 3
    assert all(dot.rect.top > rule.rect.bottom for dot in dots)
