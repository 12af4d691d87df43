"""The PDF painter, checked by reading its files back."""

import gc
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import display
from broadsheet.errors import Fault
from broadsheet.fonts.face import Face, open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.geometry import Rect
from broadsheet.paint.pdf import composite, document, objects
from broadsheet.paint.pdf.around import Artifacts
from broadsheet.paint.pdf.file import File
from broadsheet.paint.pdf.links import Links
from broadsheet.paint.pdf.page import PagePainter
from broadsheet.paint.pdf.standard import OpenPage, Standard
from broadsheet.paint.pdf.stream import ContentStream
from broadsheet.paint.pdf.typecase import Sorts, Typecases

COPY = display.Source("one", "para", 0)


@pytest.fixture(scope="module")
def faces() -> Mapping[str, Face]:
    manifest = read_manifest()
    return {entry.id: open_bundled(manifest, entry) for entry in manifest.faces}


Runs = Callable[..., display.Run]


@pytest.fixture(scope="module")
def run(faces: Mapping[str, Face]) -> Runs:
    def make(text: str, face: str = "song-regular", size: float = 10.0, **more: Any) -> display.Run:
        glyphs = tuple(faces[face].glyph(char) for char in text)
        more = {"source": COPY, **more}
        return display.Run(face=face, size=size, glyphs=glyphs, text=text, **more)

    return make


@pytest.fixture(scope="module")
def paint(faces: Mapping[str, Face]) -> Callable[..., bytes]:
    def make(*marks: display.Mark, **more: Any) -> bytes:
        page = display.Page(number=1, width=300, height=400, marks=marks, label="A1")
        out = io.BytesIO()
        document.paint(display.Pages(pages=(page,), **more), faces, out)
        return out.getvalue()

    return make


def line(*runs: display.Run, y: float = 50.0, **more: Any) -> display.TextLine:
    return display.TextLine(40.0, y, 100.0, runs, **more)


def body_of(pdf: bytes) -> str:
    contents = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def text_of(pdf: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def fonts_of(pdf: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]


def test_text_comes_back_in_the_order_of_the_marks(paint: Any, run: Runs) -> None:
    pdf = paint(
        line(run("渡口的灯火，"), run("亮到天明。", "hei-bold"), y=300),
        line(run("先写的先读", "kai-regular"), y=50),
    )
    assert text_of(pdf) == "渡口的灯火，亮到天明。\n先写的先读"


def test_every_code_comes_back_whatever_bytes_it_has(paint: Any, run: Runs) -> None:
    # With 700 glyphs, codes hold every byte: parentheses, backslash and line ends too.
    chars = "".join(chr(0x4E00 + n) for n in range(0, 2100, 3))
    held = [char for char in chars if run(char).glyphs != (0,)]
    rows = ["".join(held[n : n + 25]) for n in range(0, len(held), 25)]
    assert len(held) > 300
    pdf = paint(*(line(run(row), y=20 + 12 * n) for n, row in enumerate(rows)))
    assert text_of(pdf).split("\n") == rows


def test_only_composite_fonts_embedded_and_subset(paint: Any, run: Runs) -> None:
    fonts = fonts_of(paint(line(run("字"), run("字", "kai-regular"))))
    assert [font["/Subtype"] for font in fonts.values()] == ["/Type0", "/Type0"]
    found = []
    for font in fonts.values():
        cid = font["/DescendantFonts"][0]
        descriptor = cid["/FontDescriptor"]
        assert re.fullmatch(r"/[A-Z]{6}\+.+", descriptor["/FontName"])
        assert cid["/BaseFont"] == descriptor["/FontName"]
        found.append((cid["/Subtype"], "/FontFile2" in descriptor, "/FontFile3" in descriptor))
    assert found == [("/CIDFontType0", False, True), ("/CIDFontType2", True, False)]


def test_nothing_calls_for_helvetica(paint: Any, run: Runs) -> None:
    pdf = paint(line(run("字")))
    assert b"Helvetica" not in pdf
    assert b"Type1" not in pdf


def test_widths_in_the_file_are_the_face_s(
    paint: Any, run: Runs, faces: Mapping[str, Face]
) -> None:
    text = "字Abcdefghi，123（iiiiWWWW"
    pdf = paint(line(run(text)))
    font = fonts_of(pdf)["/F1"]
    codes = codes_by_char(font)
    widths = widths_of(font["/DescendantFonts"][0])
    face = faces["song-regular"]
    for char in text:
        wanted = 1000 * face.advance(face.glyph(char))
        assert widths(codes[char]) == pytest.approx(wanted, abs=0.001)


def codes_by_char(font: Any) -> dict[str, int]:
    """Read a ToUnicode map of ranges with arrays."""
    written = font["/ToUnicode"].get_data().decode()
    found = {}
    for first, texts in re.findall(r"<(\w{4})> <\w{4}> \[([^]]*)\]", written):
        for n, text in enumerate(re.findall(r"<(\w+)>", texts)):
            found[bytes.fromhex(text).decode("utf-16-be")] = int(first, 16) + n
    return found


def widths_of(cid: Any) -> Callable[[int], float]:
    """Read a W array."""
    entries, widths = list(cid.get("/W", [])), {}
    while entries:
        first = int(entries.pop(0))
        second = entries.pop(0)
        if isinstance(second, list):
            widths |= {first + n: float(width) for n, width in enumerate(second)}
        else:
            width = float(entries.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return lambda code: widths.get(code, float(cid["/DW"]))


@given(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from([250.0, 500.0, 600.0])), max_size=40),
    st.integers(0, 500),
)
def test_compact_widths_say_what_long_ones_say(steps: list[tuple[int, float]], start: int) -> None:
    pairs, code = [], start
    for step, width in steps:
        code += step
        pairs.append((code, width))
    entries = [
        entry.sequence if hasattr(entry, "sequence") else entry
        for entry in composite.width_entries(pairs)
    ]
    widths = widths_of({"/W": entries, "/DW": -1})
    assert [widths(code) for code, _ in pairs] == [width for _, width in pairs]
    assert widths(start) == -1 or start in dict(pairs)


def test_a_glyph_that_reads_two_ways_comes_back_both_ways(
    paint: Any, faces: Mapping[str, Face]
) -> None:
    dot = faces["song-regular"].glyph("·")
    pair = (faces["song-regular"].glyph("欧"), dot)
    lines = [
        line(display.Run("song-regular", 10.0, pair * 2, text, COPY), y=y)
        for y, text in ((30, "欧·欧·"), (50, "欧·欧•"), (70, "欧•欧·"))
    ]
    pdf = paint(*lines)
    assert text_of(pdf) == "欧·欧·\n欧·欧•\n欧•欧·"
    first, second = fonts_of(pdf).values()
    assert first["/DescendantFonts"][0] == second["/DescendantFonts"][0]


def test_a_glyph_may_set_several_characters(paint: Any, faces: Mapping[str, Face]) -> None:
    face = faces["song-regular"]
    both = display.Run(
        "song-regular", 10.0, (face.glyph("字"), face.glyph("—")), ("字", "——"), COPY
    )
    assert text_of(paint(line(both))) == "字——"


def test_one_string_for_a_run_and_nothing_said_twice(paint: Any, run: Runs) -> None:
    stream = body_of(paint(line(run("甲乙丙"), y=50), line(run("丁戊"), y=62)))
    assert stream.count(" Tj") == 2
    assert "TJ" not in stream
    assert stream.count("Tf") == 1
    assert stream.count("0 0 0 1 k") == 1
    assert "40 350 Td" in stream
    assert "40 338 Td" in stream


def test_what_changes_inside_a_line_is_said_inside_it(paint: Any, run: Runs) -> None:
    red = display.Colour(magenta=1.0, yellow=0.9)
    stream = body_of(
        paint(line(run("甲"), run("乙", tracking=0.5, colour=red), run("丙", rise=3.0)))
    )
    text = stream[stream.index("BT") : stream.index("ET")]
    assert re.findall(r"(?m)^[-\d. ]+ (?:k|Tc|Ts)$", text) == [
        "0 0 0 1 k",
        "0 1 0.9 0 k",
        "0.5 Tc",
        "0 0 0 1 k",
        "0 Tc",
        "3 Ts",
    ]


def test_moves_of_the_pen_are_counted_in_thousandths(paint: Any, run: Runs) -> None:
    stream = body_of(paint(line(run("甲乙丙", size=20.0, shifts=((0, -10.0), (2, 5.0))))))
    array = re.search(r"\[(.*)\] TJ", stream, re.DOTALL)
    assert array is not None
    assert re.sub(r"\(.*?\)", "()", array[1], flags=re.DOTALL) == "500()-250()"


def test_an_exact_line_gives_its_characters_too(paint: Any, run: Runs) -> None:
    stream = body_of(paint(line(run("拉"), run("开", tracking=1.2), exact=True)))
    text = "拉开".encode("utf-16-be").hex().upper()
    assert f"/Span <</ActualText <FEFF{text}>>> BDC\nBT" in stream
    assert stream.index("ET") < stream.index("EMC")


def test_furniture_is_an_artifact_and_copy_is_not(paint: Any, run: Runs) -> None:
    label = run("广告", source=display.FURNITURE)
    stream = body_of(
        paint(
            display.Fill(Rect(0, 0, 10, 1), fill=display.INK),
            line(label, y=20),
            line(run("正文"), y=40),
            line(label, run("八", source=COPY), y=60),
        )
    )
    shape = " ".join(re.findall(r"Artifact|EMC|BT|ET|re f|Tj", stream))
    assert shape == "Artifact re f BT Tj ET EMC BT Tj ET BT Artifact Tj EMC Tj ET"


def test_only_inks(paint: Any, run: Runs) -> None:
    spot = display.Colour(magenta=1.0, yellow=0.8, spot="Vermilion 2")
    pdf = paint(
        line(run("红", colour=spot), run("黑")),
        display.Fill(Rect(10, 10, 20, 20), fill=display.Colour(black=0.1), stroke=spot, weight=1),
    )
    stream = body_of(pdf)
    assert not re.search(r"(?m)\b(rg|RG|g|G)$", stream)
    assert "/S1 cs 1 scn" in stream
    assert "/S1 CS 1 SCN" in stream
    space = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/ColorSpace"]["/S1"]  # type: ignore[index]
    assert space[:3] == ["/Separation", "/Vermilion 2", "/DeviceCMYK"]
    assert space[3]["/C1"] == [0, 1, 0.8, 0]


def test_shapes_stand_where_they_should(paint: Any) -> None:
    stream = body_of(
        paint(
            display.Fill(Rect(10, 20, 30, 40), fill=display.INK),
            display.Fill(Rect(10, 20, 30, 40), stroke=display.INK, weight=0.5, radius=5),
            display.Outline((("m", 1, 2), ("l", 3, 4), ("c", 5, 6, 7, 8, 9, 10), ("h",)),
                            stroke=display.INK, weight=2.0, dash=(3.0, 1.5)),
        )
    )  # fmt: skip
    assert "10 340 30 40 re f" in stream
    assert "15 340 m 35 340 l" in stream
    assert "1 398 m 3 396 l 5 394 7 392 9 390 c h S" in stream
    assert "[3 1.5] 0 d" in stream


def test_vertical_lines_take_the_vertical_font(
    paint: Any, run: Runs, faces: Mapping[str, Face]
) -> None:
    pdf = paint(
        line(run("横")),
        line(run("竖排", size=20.0, tracking=2.0), vertical=True, y=100),
    )
    fonts = fonts_of(pdf)
    assert {name: font["/Encoding"] for name, font in fonts.items()} == {
        "/F1": "/Identity-H",
        "/V1": "/Identity-V",
    }
    cid = fonts["/V1"]["/DescendantFonts"][0]
    assert cid == fonts["/F1"]["/DescendantFonts"][0]
    face = faces["song-regular"]
    advance, _, height = face.vertical(face.glyph("竖"))
    assert [float(length) for length in cid["/DW2"]] == [1000 * height, -1000 * advance]
    stream = body_of(pdf)
    assert "1 0 0 1 40 300 Tm" in stream
    assert "-2 Tc" in stream  # upward is positive
    assert text_of(pdf) == "横\n竖排"


def test_runs_that_do_not_stand_are_turned_or_put_in_a_cell(paint: Any, run: Runs) -> None:
    pdf = paint(
        line(
            run("共", size=20.0),
            run("12", size=20.0, stretch=0.8),
            run("人", size=20.0),
            run("Hi", size=20.0, upright=False),
            run("完", size=20.0),
            vertical=True,
            y=100,
        )
    )
    first, *matrices = re.findall(r"(?m)^(.*) Tm$", body_of(pdf))
    assert float(first.split()[5]) < -1000  # away and back, so that readers begin a line
    ways = [matrix.split()[:4] for matrix in matrices]
    upright, turned = ["1", "0", "0", "1"], ["0", "-1", "1", "0"]
    assert ways == [upright, upright, upright, turned, upright]
    pens = [float(matrix.split()[5]) for matrix in matrices]
    assert pens[0] == 300
    assert pens[2] == pytest.approx(260)  # two cells further down
    assert pens[3] == pytest.approx(240)
    digits = float(matrices[1].split()[4])
    assert 30 < digits < 40  # begins left of the middle, inside the cell
    assert text_of(pdf).replace("\n", "") == "共12人Hi完"


def test_information_outline_and_destinations(paint: Any, run: Runs) -> None:
    pdf = paint(
        display.Anchor("one", "第一篇", 20, 30),
        line(run("字")),
        display.Anchor("二", "其中（一）", 20, 90, 2),
        title="样报（二）",
        lang="zh-CN",
        faces=(("song-regular", "ab" * 32),),
    )
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert dict(reader.trailer["/Info"]) == {
        "/Title": "样报（二）",
        "/Producer": "broadsheet",
        "/Faces": "song-regular abababababababab",
        "/Trapped": "/False",
    }
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    first, inner = reader.outline
    assert (first.title, first.left, first.top) == ("第一篇", 20, 370)  # type: ignore[union-attr]
    assert [entry.title for entry in inner] == ["其中（一）"]  # type: ignore[union-attr]
    named = reader.named_destinations
    assert {name: (place.left, place.top) for name, place in named.items()} == {
        "one": (20, 370),
        "二": (20, 310),
    }
    assert reader.page_labels == ["A1"]
    assert [float(edge) for edge in reader.pages[0].trimbox] == [0, 0, 300, 400]


def test_links_lead_to_addresses_and_stories(paint: Any) -> None:
    rect = Rect(10, 20, 30, 40)
    pdf = paint(
        display.Anchor("one", "第一篇", 20, 30),
        display.Link(rect, "https://example.cn/报?a=1&b=(2)"),
        display.Link(rect, "mailto:desk@example.cn"),
        display.Link(rect, "#one"),
    )
    links = [entry.get_object() for entry in pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [float(edge) for edge in links[0]["/Rect"]] == [10, 340, 40, 380]
    assert links[0]["/A"]["/URI"] == "https://example.cn/%E6%8A%A5?a=1&b=(2)"
    assert links[1]["/A"]["/URI"] == "mailto:desk@example.cn"
    assert links[2]["/Dest"] == "one"


def test_a_link_that_leads_nowhere_is_a_fault_of_ours(paint: Any) -> None:
    with pytest.raises(Fault, match="links lead nowhere: two"):
        paint(display.Link(Rect(0, 0, 9, 9), "#two"))


def test_a_run_must_have_a_text_for_each_glyph(paint: Any) -> None:
    with pytest.raises(Fault, match="not one text for each of 2 glyphs"):
        paint(line(display.Run("song-regular", 10.0, (5, 6), "字", COPY)))
    with pytest.raises(Fault, match="a face that nobody opened: ming"):
        paint(line(display.Run("ming", 10.0, (5,), "字", COPY)))


def test_standards_ask_for_a_line_end_before_endstream(paint: Any, run: Runs) -> None:
    pdf = paint(line(run("字")))
    assert pdf.count(b"endstream") == pdf.count(b"\nendstream") > 2


ONCE = """
import hashlib, io
from broadsheet import display
from broadsheet.fonts.face import open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.paint.pdf import paint
manifest = read_manifest()
faces = {entry.id: open_bundled(manifest, entry) for entry in manifest.faces}
runs = tuple(
    display.Run(name, 10.0, tuple(face.glyph(char) for char in "同样的字节，·"), "同样的字节，·",
                display.Source("one", "para"))
    for name, face in faces.items()
)
marks = (display.Anchor("a", "甲", 1, 2), display.Anchor("b", "乙", 3, 4),
         display.TextLine(9, 9, 99, runs))
page = display.Page(number=1, width=300, height=400, marks=marks)
out = io.BytesIO()
paint(display.Pages(pages=(page,), title="同"), faces, out)
print(hashlib.sha256(out.getvalue()).hexdigest())
"""


def test_the_same_pages_give_the_same_bytes_in_any_process() -> None:
    digests = set()
    for seed, clock in (("1", "1"), ("2", "999999999")):
        setting = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": clock}
        done = subprocess.run(
            [sys.executable, "-c", ONCE], env=setting, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2


def test_several_threads_may_paint_at_once(paint: Any, run: Runs) -> None:
    marks = [line(run("同样的字节", "song-bold"), run("，各写各的", "kai-regular"))]
    with ThreadPoolExecutor(4) as pool:
        written = set(pool.map(lambda _: paint(*marks), range(8)))
    assert written == {paint(*marks)}


def test_pages_of_different_content_have_different_identifiers(paint: Any, run: Runs) -> None:
    ids = {
        bytes(pypdf.PdfReader(io.BytesIO(paint(line(run(text))))).trailer["/ID"][0].original_bytes)
        for text in ("甲", "乙")
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (-0.0, "0"), (-0.0004, "0"), (10.0, "10"), (100.5, "100.5"), (1 / 3, "0.333")],
)
def test_numbers_are_as_short_as_they_go(value: float, written: str) -> None:
    assert objects.number(value) == written


def test_a_page_without_marks_has_an_empty_stream() -> None:
    page = display.Page(number=1, width=100.0, height=100.0, marks=())
    opened = OpenPage(page=page, number=0, stream=ContentStream(), fonts={})
    PagePainter(opened, {}, Artifacts(opened.stream)).paint()
    assert opened.stream.operators == []


def test_a_standard_is_asked_at_each_point_of_the_writing(
    faces: Mapping[str, Face], run: Runs
) -> None:
    asked: list[str] = []

    def around(opened: OpenPage) -> Artifacts:
        asked.append(f"around {opened.number}")
        return Artifacts(opened.stream)

    def beyond(page: display.Page) -> list[str]:
        asked.append(f"beyond {page.number}")
        return ["% a standard's own"]

    def complete_page(leaf: Any, opened: OpenPage, links: Links) -> None:
        asked.append(f"page {opened.number}: {sorted(links.destinations)}")
        leaf.Trans = None

    def close(file: File) -> None:
        asked.append("close")
        file.close()

    def conform(begun: Any, cover: display.Pages) -> Standard:
        asked.append(f"begin: {cover.title}")
        begun._pdfVersion = (1, 6)
        return Standard(
            around=around,
            beyond=beyond,
            links_last=False,
            complete_page=complete_page,
            complete_file=lambda: asked.append("file"),
            close=close,
        )

    leaves = tuple(
        display.Page(
            number=n,
            width=300,
            height=400,
            marks=(
                line(run("春秋")),
                display.Anchor(name=f"a{n}", title="", x=0.0, y=0.0),
                display.Link(rect=Rect(0, 0, 9, 9), target="#nowhere"),
            ),
        )
        for n in (1, 2)
    )
    out = io.BytesIO()
    document.paint(display.Pages(pages=leaves, title="报"), faces, out, conform=conform)
    assert asked == [
        "begin: 报",
        *("around 0", "beyond 1", "page 0: ['a1']"),
        *("around 1", "beyond 2", "page 1: ['a1', 'a2']"),
        *("file", "close"),
    ]
    assert out.getvalue().startswith(b"%PDF-1.6")
    assert body_of(out.getvalue()).rstrip().endswith("% a standard's own")
    assert "/Annots" not in pypdf.PdfReader(out).pages[0]  # where links go is the standard's


def test_of_written_pages_little_is_kept_and_nothing_of_the_file(
    faces: Mapping[str, Face], run: Runs
) -> None:
    words = "春夏秋冬去来花开风起云山水月明夜雨红叶白雪" * 4
    marks = tuple(line(run(words[n:] + words[:n]), y=n * 4.0) for n in range(1, 80))
    cover = display.Pages(pages=(), title="旧闻")
    out = io.BytesIO()
    work = document.begin(cover, faces.__getitem__, out)
    for n in range(1, 13):
        work.add_page(display.Page(number=n, width=300, height=400, marks=marks))
    leaves = work.document.Pages.pages
    assert [leaf.stream for leaf in leaves] == [""] * 12
    held = [len(leaf.Contents.text) + len(leaf.Contents.packed) for leaf in leaves]
    assert max(held[8:]) < min(held[:7]) / 4  # a few wait as they are
    work.finish(())
    streams = [held for held in work.document.idToObject.values() if hasattr(held, "content")]
    assert len(streams) == 12 + 2  # a face and its text
    assert [held.content for held in streams] == [b""] * len(streams)
    reader = pypdf.PdfReader(io.BytesIO(out.getvalue()))
    assert len(reader.pages) == 12
    assert reader.pages[11].extract_text().replace("\n", "") == "".join(m.plain for m in marks)


def test_pages_added_one_by_one_give_the_same_bytes(faces: Mapping[str, Face], run: Runs) -> None:
    pages = tuple(
        display.Page(number=n, width=300, height=400, marks=(line(run(text)),))
        for n, text in enumerate(("春天来了", "天又黑了", "来日方长"), 1)
    )
    whole, onebyone = io.BytesIO(), io.BytesIO()
    document.paint(display.Pages(pages=pages, title="旧闻"), faces, whole)
    work = document.begin(display.Pages(pages=(), title="旧闻"), faces.__getitem__, onebyone)
    for page in pages:
        work.add_page(page)
    work.finish(())
    assert onebyone.getvalue() == whole.getvalue()


def test_what_a_file_used_is_freed_with_it(paint: Any, run: Runs) -> None:
    """A service that waited for the sweep of cycles would grow by half."""
    gc.collect()
    gc.disable()
    try:
        paint(line(run("春天来了")))
        left = [held for held in gc.get_objects() if isinstance(held, Typecases | Sorts)]
    finally:
        gc.enable()
    assert left == []


def test_a_face_is_in_the_file_before_the_next_one_is_cut(
    paint: Callable[..., bytes], run: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[int] = []
    cut, streams = composite.cut, File.put_streams

    def noted_cut(case: Any) -> Any:
        put.append(0)
        return cut(case)

    def noted_put(file: File, since: int) -> None:
        before = len(file.places)
        streams(file, since)
        if put:
            put[-1] += len(file.places) - before

    monkeypatch.setattr(composite, "cut", noted_cut)
    monkeypatch.setattr(File, "put_streams", noted_put)
    paint(line(run("汀"), run("兰", face="hei-regular")))
    assert put == [2, 2]  # a program, and what its codes read as
