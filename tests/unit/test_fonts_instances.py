"""Variable faces at the weight and the axes of a style; faces of a collection by name."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import build as build_variable

from broadsheet import api, trial
from broadsheet.errors import FaceError, SpecError
from broadsheet.fonts import outlines
from broadsheet.fonts.optical import typeface_at
from broadsheet.fonts.subset import cut_subset
from broadsheet.fonts.typeface import AskedFace, FaceBook, Lettering

CHARS = "春天来了，—"


def stems(path: Path, second: str = "WONK", bounds: tuple[float, float, float] = (0, 0, 1)) -> Path:
    """A face of stems, 20 units wide at 100 and 420 at 900; a second axis lifts them by 100."""
    names = [".notdef", *(f"u{ord(char):04X}" for char in CHARS)]
    pen = TTGlyphPen(None)
    pen.moveTo((490, -60))
    for point in ((490, 800), (510, 800), (510, -60)):
        pen.lineTo(point)
    pen.closePath()
    fb = FontBuilder(1000, isTTF=True)
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in CHARS})
    fb.setupGlyf(dict.fromkeys(names, pen.glyph()))
    fb.setupHorizontalMetrics(dict.fromkeys(names, (1000, 490)))
    fb.setupHorizontalHeader(ascent=880, descent=-120)
    fb.setupNameTable({"familyName": "Stems", "psName": "Stems"})
    fb.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=100)
    fb.setupPost()
    fb.setupFvar([("wght", 100, 100, 900, "Weight"), (second, *bounds, second)], [])
    still = [(0, 0)] * 4
    wider = [(-200, 0), (-200, 0), (200, 0), (200, 0), *still]
    change = [
        TupleVariation({"wght": (0, 1, 1)}, wider),
        TupleVariation({second: (0, 1, 1)}, [(0, 100)] * 4 + still),
    ]
    fb.setupGvar(dict.fromkeys(names, change))
    fb.save(path)
    return path


def stems_cff2(path: Path) -> Path:
    """The same with outlines in CFF2, built of a light and a heavy master."""
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(name="Weight", tag="wght", minimum=100, default=100, maximum=900))
    for weight, half in ((100, 10), (900, 210)):
        names = [".notdef", *(f"u{ord(char):04X}" for char in CHARS)]
        pen = T2CharStringPen(1000, None)
        pen.moveTo((500 - half, -60))
        for point in ((500 - half, 800), (500 + half, 800), (500 + half, -60)):
            pen.lineTo(point)
        pen.closePath()
        fb = FontBuilder(1000, isTTF=False)
        fb.setupGlyphOrder(names)
        fb.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in CHARS})
        fb.setupCFF("Stems", {}, dict.fromkeys(names, pen.getCharString()), {})
        fb.setupHorizontalMetrics(dict.fromkeys(names, (1000, 500 - half)))
        fb.setupHorizontalHeader(ascent=880, descent=-120)
        fb.setupNameTable({"familyName": "Stems", "psName": "Stems"})
        fb.setupOS2(sTypoAscender=880, sTypoDescender=-120)
        fb.setupPost()
        source = SourceDescriptor(font=fb.font, location={"Weight": weight}, name=str(weight))
        space.addSource(source)
    font, _, _ = build_variable(space)
    font.save(path)
    return path


def stem(book: FaceBook, weight: str, axes: tuple[tuple[str, float], ...] = ()) -> float:
    """Return the width of a stem as the program of a file has it, and see that it is static."""
    (face,) = book.typeface("own", weight, "upright", Lettering(axes)).faces
    glyph = face.glyph("天")
    left, _, right, _ = face.ink(glyph)
    cut = cut_subset(face, [glyph])
    if cut.kind == "TrueType":
        font = TTFont(io.BytesIO(cut.program))
        assert not {"fvar", "gvar", "HVAR"} & set(font.keys())
        drawn = font.getGlyphSet()[font.getGlyphOrder()[cut.codes[glyph]]]
    else:
        from fontTools.cffLib import CFFFontSet

        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(cut.program), None)
        drawn = fonts[0].CharStrings[fonts[0].charset[cut.codes[glyph]]]
    pen = BoundsPen(None)
    drawn.draw(pen)
    assert pen.bounds is not None
    width = pen.bounds[2] - pen.bounds[0]
    assert width == pytest.approx(1000 * (right - left), abs=1)
    return width


def test_letters_for_a_size_are_taken_at_the_size_of_the_style(tmp_path: Path) -> None:
    stems(tmp_path / "own.ttf", "opsz", (6, 12, 72))
    stems(tmp_path / "plain.ttf")
    faces = {"own": ("own.ttf", "Noto Serif SC"), "plain": ("plain.ttf",)}
    book = FaceBook.open(faces, [tmp_path])

    def place(*sizes: float, axes: tuple[tuple[str, float], ...] = (), name: str = "own") -> float:
        asked = AskedFace("bold", "upright", Lettering(axes))
        return typeface_at(book, name, asked, *sizes).faces[0].instance.get("opsz", 0.0)

    assert place(9.5, 9.5) == 9.5
    assert place(20, 45) == 30.0  # between two sizes: their mean
    assert place(4, 4) == 6.0
    assert place(9.5, 9.5, axes=(("opsz", 20),)) == 20.0
    assert place(9.5, 9.5, name="plain") == 0.0


@pytest.mark.parametrize("make", [stems, stems_cff2], ids=["glyf", "CFF2"])
def test_a_variable_face_is_set_at_the_weight_of_the_style(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "own.otf")
    book = FaceBook.open({"own": ("own.otf",)}, [tmp_path])
    assert stem(book, "regular") == pytest.approx(20 + 400 * 3 / 8, abs=1)
    assert stem(book, "bold") == pytest.approx(20 + 400 * 6 / 8, abs=1)
    assert stem(book, "black") == pytest.approx(420, abs=1)


def test_axes_by_name_come_before_the_weight_and_keep_within_bounds(tmp_path: Path) -> None:
    stems(tmp_path / "own.ttf")
    book = FaceBook.open({"own": ("own.ttf",)}, [tmp_path])
    assert stem(book, "black", (("wght", 300),)) == pytest.approx(120, abs=1)
    assert stem(book, "bold", (("wght", 4000),)) == pytest.approx(420, abs=1)
    (face,) = book.typeface("own", "bold", "upright", Lettering((("WONK", 0.5),))).faces
    assert face.id == "own.ttf@wght=700,WONK=0.5"
    assert face.ink(face.glyph("天"))[3] == pytest.approx(0.85)
    assert face.weight_class == 700
    assert face.psname == "Stems_700wght_0.5WONK"
    assert " -850" in outlines.outline(face, face.glyph("天"))
    again = FaceBook.open({"own": ("own.ttf",)}, [tmp_path]).face(face.id)
    assert again.ink(again.glyph("天")) == face.ink(face.glyph("天"))


def test_a_variable_face_of_the_machine_is_set_at_the_weight_too(tmp_path: Path) -> None:
    stems(tmp_path / "machine.ttf")
    lists = {"own": ("Broadsheet Roman", "system")}
    book = FaceBook.open(lists, system_folders=[tmp_path])
    face = book.typeface("own", "bold").face_for("天")
    assert face is not None
    assert (face.id, face.weight_class) == ("system:machine.ttf@wght=700,WONK=0", 700)
    again = FaceBook.open(lists, system_folders=[tmp_path]).face(face.id)
    assert again.ink(again.glyph("天")) == face.ink(face.glyph("天"))


def test_an_axis_that_no_face_has_is_told(tmp_path: Path) -> None:
    stems(tmp_path / "own.ttf")
    book = FaceBook.open({"own": ("own.ttf",), "song": ("Noto Serif SC",)}, [tmp_path])
    with pytest.raises(
        FaceError, match=r"typefaces\.own: has no axis 'wdth' \(write one of WONK, wght"
    ):
        book.typeface("own", "bold", "upright", Lettering((("wdth", 90),)))


def test_axes_are_told_where_a_face_of_ones_own_is_static_and_not_of_bundled_ones(
    make_font: Callable[..., Path], tmp_path: Path
) -> None:
    """Styles extend each other, from a variable face to one that is none."""
    make_font(tmp_path / "own.ttf")
    book = FaceBook.open({"own": ("own.ttf",), "song": ("Noto Serif SC",)}, [tmp_path])
    assert (
        book.typeface("song", "bold", "upright", Lettering((("wght", 350),))).faces[0].weight
        == "bold"
    )
    assert book.findings() == ()
    book.typeface("own", "bold", "upright", Lettering((("wght", 350),)))
    assert [finding.code for finding in book.findings()] == ["no-axis"]


def test_forms_are_made_of_the_instance(tmp_path: Path) -> None:
    stems(tmp_path / "own.ttf")
    book = FaceBook.open({"own": ("own.ttf",)}, [tmp_path])
    (light,) = book.typeface("own", "regular").faces
    (black,) = book.typeface("own", "black").faces
    comma = light.form("，", "half")
    assert comma == black.form("，", "half")
    for face, width in ((light, 170), (black, 420)):
        font = TTFont(io.BytesIO((cut := cut_subset(face, [comma])).program))
        glyph = font["glyf"][font.getGlyphOrder()[cut.codes[comma]]]
        assert glyph.xMax - glyph.xMin == pytest.approx(width, abs=1)


def test_a_style_says_the_axes_and_the_pdf_has_an_instance_for_each(tmp_path: Path) -> None:
    stems(tmp_path / "own.ttf")
    paper = tmp_path / "paper.yaml"
    paper.write_text(
        "broadsheet: 1\nextends: duikai-6\ntypefaces: {song: [own.ttf]}\n"
        "styles: {body: {axes: {wght: 350}}}\n"
    )
    spec = api.load_spec(paper)
    assert spec.style.styles["body"].axes == (("wght", 350.0),)
    made = api.set_text("春天来了", spec, trial.TrialOrder(measure="8em"))
    assert {run.face for line in made.lines for run in line.runs} == {"own.ttf@wght=350,WONK=0"}
    api.write_trial(made, spec, tmp_path / "set.pdf")
    page = pypdf.PdfReader(tmp_path / "set.pdf").pages[0]
    assert page.extract_text().strip() == "春天来了"
    paper.write_text("broadsheet: 1\nextends: duikai-6\nstyles: {body: {axes: {weight: 350}}}\n")
    with pytest.raises(SpecError, match=r"styles\.body\.axes\.weight: 'weight' is not an axis"):
        api.load_spec(paper)


def test_faces_of_a_collection_go_by_name_or_number(tmp_path: Path) -> None:
    collection = TTCollection()
    for name in ("Own One", "Own Two"):
        font = TTFont(stems(tmp_path / "one.ttf"))
        font["name"].setName(name, 4, 3, 1, 0x409)
        font["name"].setName("自家宋体" if name == "Own Two" else name, 1, 3, 1, 0x804)
        collection.fonts.append(font)
    collection.save(tmp_path / "own.ttc")

    def face(after: str) -> int:
        book = FaceBook.open({"own": (f"own.ttc{after}",)}, [tmp_path])
        return book.typeface("own").faces[0].index

    assert [face(after) for after in ("", "#1", "#Own Two", "#own one", "#自家宋体")] == [
        0,
        1,
        1,
        0,
        1,
    ]
    with pytest.raises(FaceError, match=r"has no face 'Own Three' \(it holds Own One, Own Two"):
        face("#Own Three")
