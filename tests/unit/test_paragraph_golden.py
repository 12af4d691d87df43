"""Paragraphs of every kind as they are set, to be read by a person when they change.

Each line as it lies: characters of the text, left edge and width in pt; then its runs with what
is set otherwise than plainly, marks beside it and readings over it.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from broadsheet.display import Fill, Run, Source
from broadsheet.fonts.face import open_file
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.paragraph import (
    SetLine,
    SetParagraph,
    Setting,
    Span,
    set_line,
    set_paragraph,
    strokes_of,
)
from broadsheet.paragraph.glosses import glosses_of
from broadsheet.paragraph.models import Ruby

SIZE = 10.0
Golden = Callable[[str, str], None]


@cache
def book() -> FaceBook:
    return FaceBook.open({"song": ("Noto Serif SC",), "kai": ("Broadsheet Kai",)})


def spans(*parts: str | tuple[str, dict[str, Any]]) -> list[Span]:
    """Return spans of one passage, each where the one before ends."""
    found: list[Span] = []
    start = 0
    for part in parts:
        text, more = (part, {}) if isinstance(part, str) else part
        fields = {"typeface": book().typeface("song"), "size": SIZE, **more}
        found.append(Span(text=text, source=Source("story", "para", 0, start), **fields))
        start += len(text)
    return found


@cache
def stranger() -> Typeface:
    """A bundled file opened as a user's own: no forms of marks are known of it."""
    face = open_file(book().typeface("song").faces[0].file, "stranger.otf")
    return Typeface("stranger", "regular", (face,), book(), system=False)


def read(text: str, reading: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each character with its reading."""
    for n, char in enumerate(text):
        yield char, {"reading": Ruby(text=reading, source=Source("story", "reading", n))}


def number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def run_of(run: Run, most: str) -> str:
    told = [run.plain]
    if run.face != most:
        told.append(run.face)
    for name, value, usual in (
        ("size", run.size, SIZE),
        ("track", run.tracking, 0.0),
        ("wide", run.stretch, 1.0),
        ("rise", run.rise, 0.0),
    ):
        if abs(value - usual) > 1e-6:
            told.append(f"{name} {number(value)}")
    told += [f"+{number(move)} before {n}" for n, move in run.shifts]
    return " ".join(told if run.upright else [*told, "on its side"])


def line_of(line: SetLine, most: str) -> Iterator[str]:
    signs = [name for name in ("exact", "last", "torn") if getattr(line, name)]
    head = f"{line.start}-{line.end}  {number(line.left)} + {number(line.width)}"
    yield " ".join([head, f" ({number(line.stretch)})", *signs])
    yield "    " + " | ".join(run_of(run, most) for run in line.runs)
    for stroke in line.strokes:
        edges = f"{number(stroke.start)} to {number(stroke.end)}"
        yield f"    {stroke.kind} {edges}, off {number(stroke.off)}, {number(stroke.weight)}"
    for gloss in line.glosses:
        reading = gloss.span.reading
        assert reading
        edges = f"{number(gloss.start)} to {number(gloss.end)}"
        yield f"    reading {reading.text} {edges}"


def dump(name: str, done: SetParagraph) -> str:
    faces = [run.face for line in done.lines for run in line.runs]
    most = max(sorted(set(faces)), key=faces.count) if faces else ""
    lines = [row for line in done.lines for row in line_of(line, most)]
    counts = f"{len(done.lines)} lines, {done.shortest} to {done.longest}"
    missing = "".join(f", no {char!r} at {at}" for char, at in done.missing)
    return "\n".join([f"== {name}: {counts}{missing}", *lines])


PROSE = (
    "潮水退去的时候，码头上已经站满了人。“今年的头一回！”老船长说，（他在海上四十年了）三百条渔船、"
    "两千名海员，同日归港——从2026年11月18日8时起，到Pilot Station的12%航道……都要让给他们。"
)
MARKED = "“（《甲》、乙）”，丙；（丁。）“戊！”《己》：庚？！辛……（壬）癸。"
JOINER = "\u2060"
READ = {"reading": Ruby(text="ㄍㄤˇ", source=Source("story", "reading", 0))}
NOTE = {"size": 6.0, "rise": 0.4, "hold": "before"}
EMPHASIS = spans(
    "他说",
    ("重点，在此", {"beside": "dot"}),
    "。看",
    ("张三丰", {"beside": "line"}),
    ("李四", {"beside": "line"}),
    "读",
    ("海潮集", {"beside": "wave"}),
    "一册",
    ("[12]", NOTE),
    "，到",
    ("港", READ),
    "口问",
    ("渔民", {"reading": Ruby(text="yú mín", source=Source("story", "reading", 1))}),
    "与",
    ("海事所", {"hold": "inside", "tracking": 0.2}),
    "何时开船。",
)
SAMPLES: list[tuple[str, list[Span], dict[str, Any]]] = [
    ("plain", spans(PROSE), {}),
    ("narrow", spans(PROSE), {"measure": 60.0}),
    ("half marks", spans(PROSE), {"scheme": "half", "measure": 134.0}),
    ("kaiming, strict", spans(PROSE), {"scheme": "kaiming", "level": "strict"}),
    ("hanging, no indent", spans(PROSE), {"hanging": True, "indent": 0.0}),
    ("basic, filled", spans(PROSE), {"level": "basic", "filled": True}),
    ("left", spans(PROSE), {"align": "left", "measure": 155.0}),
    ("center", spans(PROSE), {"align": "center"}),
    ("right", spans(PROSE), {"align": "right"}),
    ("spread", spans("潮起东方"), {"align": "spread", "indent": 0.0, "measure": 90.0}),
    ("uneven measures", spans(PROSE), {"widths": (90.0, 120.0)}),
    ("vertical", spans(PROSE), {"vertical": True}),
    ("vertical, single", spans("说“走（了）”吧：12、100、iPhone；A4。"), {"vertical": True,
     "corners": "single", "indent": 0.0}),
    ("marks beside", EMPHASIS, {}),
    ("marks beside, vertical", EMPHASIS, {"vertical": True}),
    ("marks beside, narrow", EMPHASIS, {"measure": 75.0}),
    ("two faces", spans("甲", ("乙乙乙", {"typeface": book().typeface("kai")}), ("丙丙",
     {"size": 14.0}), "丁"), {}),
    ("English", spans("The internationalisation of newspapers, a quarter-century's work (or "
     "more), was “done” at last; e.g. co-operation."), {"hyphens": "en-GB", "indent": 1.0}),
    ("too long", spans("看https://example.org/a/very/long/address?with=query和ABCDEFGHIJKLMNOPQRS"),
     {"measure": 80.0}),
    ("lines kept", spans("诗一行\n第二行，长一些，要折到下一行去才行\n\n末行"), {"measure": 110.0}),
    ("a face of one's own", spans((PROSE, {"typeface": stranger()})), {"measure": 131.0}),
    ("a face of one's own, vertical", spans((PROSE, {"typeface": stranger()})),
     {"vertical": True, "scheme": "half", "measure": 131.0}),
    ("marks upon marks", spans(MARKED), {"measure": 73.0}),
    ("marks upon marks, half", spans(MARKED),
     {"measure": 62.0, "scheme": "half", "level": "strict"}),
    ("nothing but marks", spans("——————……………………！！！！！！？？？？））））））"),
     {"measure": 45.0, "indent": 0.0}),
    ("joined throughout", spans(JOINER.join("潮水退去的时候码头上已经站满了人")),
     {"measure": 65.0}),
    ("readings throughout", spans(*read("装庄桩撞壮", "zhuāng")), {"measure": 75.0}),
    ("tiny measure", spans("共12%的A4纸，iPhone。"), {"measure": 24.0, "indent": 0.0}),
    ("white", spans("题　目  两 处"), {"indent": 0.0}),
    ("missing", spans("有一\ue0d8个"), {"indent": 0.0}),
]  # fmt: skip


def set_sample(parts: list[Span], changes: dict[str, Any], lines: int | None) -> SetParagraph:
    return set_paragraph(parts, Setting(**{"measure": 180.0, "em": SIZE, **changes}), lines=lines)


def test_paragraphs_lie_as_they_did(golden: Golden) -> None:
    told = [dump(name, set_sample(parts, more, None)) for name, parts, more in SAMPLES]
    longer = set_sample(spans(PROSE), {"measure": 84.0}, 13)
    told.append(dump("one line more", longer))
    golden("paragraphs", "\n\n".join(told) + "\n")


def test_lines_that_are_not_broken_lie_as_they_did(golden: Golden) -> None:
    told = []
    for vertical in (False, True):
        for width in (None, 190.0):
            for parts in (EMPHASIS[:7], spans("（邮编：310000）")):
                done = set_line(parts, vertical=vertical, width=width)
                told += [f"== {'down' if vertical else 'across'}, {width}"]
                told += line_of(done, "song-regular")
    golden("lines", "\n".join(told) + "\n")
    assert set_line([]).width == 0.0


def drawn(line: SetLine, *, vertical: bool) -> Iterator[str]:
    """Tell the shapes beside a line that starts at 100, 50, and its readings."""
    for shape in strokes_of(line, 100.0, 50.0, vertical=vertical):
        if isinstance(shape, Fill):
            rect = shape.rect
            sides = (rect.left, rect.top, rect.width, rect.height)
            yield f"    {' '.join(map(number, sides))}, round {number(shape.radius)}"
        else:
            points = (f"{x:.2f},{y:.2f}" for x, y in (step[-2:] for step in shape.path))
            yield f"    {' '.join(points)}, {number(shape.weight)}"
    for small in glosses_of(line, 100.0, 50.0, vertical=vertical):
        text = "".join(run.plain for run in small.runs)
        yield f"    {text} at {number(small.x)}, {number(small.y)}, {number(small.width)} long"


def test_marks_and_readings_are_drawn_as_they_were(golden: Golden) -> None:
    told = []
    for vertical in (False, True):
        for measure in (180.0, 75.0):
            changes = {"vertical": vertical, "measure": measure}
            for parts in (EMPHASIS, spans(*read("装桩", "zhuāng"))):
                done = set_sample(parts, changes, None)
                told.append(f"== {'down' if vertical else 'across'}, {number(measure)}")
                for line in done.lines:
                    told += [f"{line.start}-{line.end}", *drawn(line, vertical=vertical)]
    golden("drawn", "\n".join(told) + "\n")


def test_lines_joined_throughout_end_behind_a_joiner() -> None:
    text = JOINER.join("潮水退去的时候码头上已经站满了人")
    done = set_sample(spans(text), {"measure": 65.0, "indent": 0.0}, None)
    assert len(done.lines) > 1
    assert all(text[line.end - 1] == JOINER for line in done.lines[:-1])
