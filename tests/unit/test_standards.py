"""Public test data of the standards, in files of our own form beside this one."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from broadsheet import cjk
from broadsheet.cjk import Level
from broadsheet.display import Source
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.paragraph import Setting, Span, set_line, set_paragraph

FOLDER = Path(__file__).parent / "standards"
LEVELS: dict[str, tuple[Level, ...]] = {
    "loose": ("none",),
    "normal": ("basic",),
    "strict": ("gb", "strict"),
}

# Where Chinese setting differs from UAX #14, by the class of what would start the line, and
# in how many cases of the data that shows.  Lines never start with these, not even after
# white: a dash alone (CLREQ: connectors), an ellipsis, an iteration mark, small kana.
TAILORED = {"D": 145, "E": 84, "S": 81, "J": 81}


@cache
def song() -> Typeface:
    return FaceBook.open({"song": ("Noto Serif SC",)}).typeface("song")


def span(text: str) -> Span:
    return Span(text=text, typeface=song(), size=10.0, source=Source())


def rows(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def uax14_cases() -> Iterator[tuple[str, list[bool]]]:
    """Yield texts, and for each gap between two characters whether a line may break."""
    lines = iter(rows("line_break.txt"))
    samples = [chr(int(code, 16)) for code in next(lines).split()[1:]]
    for line in lines:
        if line == "cases":
            break
        codes = line.split()[1:]
        between = "".join(chr(int(code, 16)) for code in codes if code != "-")
        for first in samples:
            for second, digit in zip(samples, next(lines), strict=True):
                bits = f"{int(digit, 16):0{len(between) + 1}b}"
                yield first + between + second, [bit == "1" for bit in bits]
    for line in lines:
        parts = [part.split() for part in line.split("|")]
        text = "".join(chr(int(code, 16)) for part in parts for code in part)
        ends = {sum(len(part) for part in parts[: n + 1]) for n in range(len(parts) - 1)}
        yield text, [n in ends for n in range(1, len(text))]


def test_lines_break_as_uax14_says_but_for_the_tailorings_told() -> None:
    total, differing = 0, Counter[str]()
    for text, expected in uax14_cases():
        total += 1
        letters = cjk.classify(text)
        flags = cjk.gaps(letters, "strict")
        for n, may in enumerate(expected, 1):
            if bool(flags[n] & cjk.BREAK) != may:
                assert may, f"{letters} may not break before character {n}"
                differing[letters[n]] += 1
    assert total == 7654
    assert differing == TAILORED


def wpt_cases() -> Iterator[tuple[str, str, bool]]:
    for line in rows("wpt_line_break_zh.txt"):
        _, where, *codes = line.split()
        for code in codes:
            for strictness in LEVELS:
                yield code, strictness, strictness in where.split(",")


@pytest.mark.parametrize(("code", "strictness", "may_start"), list(wpt_cases()))
def test_wpt_chinese_line_starts(code: str, strictness: str, may_start: bool) -> None:
    text = f"文文文文文文{chr(int(code, 16))}字字"
    for level in LEVELS[strictness]:
        done = set_paragraph([span(text)], Setting(measure=61.7, em=10, indent=0, level=level))
        cut = 6 if may_start else 5
        assert [(line.start, line.end) for line in done.lines] == [(0, cut), (cut, 9)]


# text-spacing-trim for Chinese: in a pair of classes, which of the two is half.  C closing,
# stops and commas among them, M middle dot, O opening, I ideographic space, H ideograph.
TRIMMED = {"CC": "10", "CM": "10", "CI": "10", "CO": "01", "MO": "01", "OO": "01", "IO": "01"}
OF_CLASS = {
    "O": "（《〈「『【〔〖［｛“‘",
    "C": "）》〉」』】〕〗］｝”’，、。．：；？！",
    "M": "·",
    "I": "\u3000",
    "H": "字",
}


@pytest.mark.parametrize("first", OF_CLASS)
@pytest.mark.parametrize("second", OF_CLASS)
def test_text_spacing_trim(first: str, second: str) -> None:
    expected = TRIMMED.get(first + second, "00")
    for a in OF_CLASS[first]:
        for b in OF_CLASS[second]:
            if a in "？！" and b in "？！":
                continue  # stacked: two to an em, tested elsewhere
            line = set_line([span(f"字{a}{b}字")])
            face = song().faces[0]
            widths = [face.advance(glyph) for run in line.runs for glyph in run.glyphs]
            assert [width == 0.5 for width in widths[1:3]] == [bit == "1" for bit in expected], (
                a + b
            )


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("水A", "1"), ("A水", "1"), ("水1", "1"), ("1水", "1"), ("水é", "1"), ("水я", "1"),
        ("水！", "0"), ("A！", "0"), ("水-", "0"), ("水 A", "00"), ("水水", "0"), ("AA", "0"),
        ("水%", "0"), ("水(", "0"), ("水＋", "0"), ("水Ａ", "0"), ("あA", "1"), ("水α", "1"),
        ("々A", "1"), ("水。A", "00"), ("水\u0301A", "01"),
    ],
)  # fmt: skip
def test_text_autospace(text: str, gaps: str) -> None:
    flags = cjk.gaps(cjk.classify(text), "gb")
    assert "".join("1" if flag & cjk.LATIN else "0" for flag in flags[1:-1]) == gaps
