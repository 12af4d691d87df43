"""Advertisers' pages in red, green and blue, whose light becomes inks (``adverts: convert``)."""

import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

import broadsheet
from broadsheet.display import Pages
from broadsheet.errors import PictureError
from broadsheet.models import replace
from broadsheet.opened_pdf.functions import along
from broadsheet.printing import Press
from tests.external import clauses
from tests.unit import advert_constructs as odd
from tests.unit.pages_of import small_spec

RED = b"0.8 0.1 0.1 "


def program(own: odd.Construct) -> Any:
    """A tint of red as a program: white at nought."""
    words = b"{dup 0.2 mul 1 exch sub exch dup 0.9 mul 1 exch sub exch 0.9 mul 1 exch sub}"
    return own.stream(words, FunctionType=4, Domain=[0, 1], Range=[0, 1] * 3)


def table(own: odd.Construct) -> Any:
    data = bytes((255, 255, 255, 204, 26, 26))
    about = {"Domain": [0, 1], "Range": [0, 1] * 3, "Size": Array([2]), "BitsPerSample": 8}
    return own.stream(data, FunctionType=0, **about)


def by_space(own: odd.Construct) -> None:
    own.put("/ColorSpace", "/C", odd.profile(own, 3, b"mntr"))
    own.draw(b"q /C cs " + RED + b"sc 0 0 200 100 re f Q")


def by_name(own: odd.Construct) -> None:
    own.draw(b"q /DeviceRGB cs " + RED + b"scn 0 0 200 100 re f Q")


def by_operator(own: odd.Construct) -> None:
    own.draw(RED + b"rg 0 0 200 100 re f")


def by_line(own: odd.Construct) -> None:
    own.draw(RED + b"RG 100 w 0 50 m 200 50 l S")


def by_spot(make: Any, name: str) -> odd.Build:
    def build(own: odd.Construct) -> None:
        made = Array([Name.Separation, Name(name), Name.DeviceRGB, make(own)])
        own.put("/ColorSpace", "/C", made)
        own.draw(b"/C cs 1 sc 0 0 200 100 re f")

    return build


def by_shading(kind: int) -> odd.Build:
    def build(own: odd.Construct) -> None:
        ends = {"C0": [0.8, 0.1, 0.1], "C1": [0.8, 0.1, 0.1]}
        one = Dictionary(FunctionType=2, Domain=[0, 1], N=1, **ends)
        stitched = Dictionary(
            FunctionType=3,
            Domain=[0, 1],
            Functions=Array([one, one]),
            Bounds=Array([0.5]),
            Encode=[0, 1] * 2,
        )
        coords = [0, 0, 200, 0] if kind == 2 else [100, 50, 0, 100, 50, 200]
        about = Dictionary(
            ShadingType=kind,
            ColorSpace=Name.DeviceRGB,
            Coords=coords,
            Function=stitched,
            Extend=Array([True, True]),
        )
        own.put("/Shading", "/S", about)
        own.draw(b"/S sh")

    return build


def by_picture(data: bytes = bytes((204, 26, 26)), **entries: Any) -> odd.Build:
    def build(own: odd.Construct) -> None:
        odd.picture(data, **({"ColorSpace": Name.DeviceRGB} | entries))(own)
        own.draw(b"q 200 0 0 100 0 0 cm /I Do Q")

    return build


def by_table(bits: int) -> odd.Build:
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes((255, 255, 255, 204, 26, 26)))])
    data = {1: b"\x80", 2: b"\x40", 4: b"\x10", 8: b"\x01"}[bits]
    return by_picture(data, ColorSpace=space, BitsPerComponent=bits)


def by_jpeg(own: odd.Construct) -> None:
    out = io.BytesIO()
    odd.Image.new("RGB", (16, 16), (204, 26, 26)).save(out, "JPEG", quality=95)
    by_picture(out.getvalue(), Width=16, Height=16, Filter=Name.DCTDecode)(own)


def inline(own: odd.Construct) -> None:
    image = b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID " + bytes((204, 26, 26)) + b" EI"
    own.draw(b"q 200 0 0 100 0 0 cm " + image + b" Q")


def by_pattern(own: odd.Construct) -> None:
    odd.tiling(RED + b"rg 0 0 50 50 re f")(own)
    own.draw(b"/Pattern cs /P scn 0 0 200 100 re f")


def by_pattern_in_one_colour(own: odd.Construct) -> None:
    odd.tiling(b"0 0 50 50 re f", PaintType=2)(own)
    own.content.pop()
    own.put("/ColorSpace", "/C", Array([Name.Pattern, Name.DeviceRGB]))
    own.draw(b"/C cs " + RED + b"/P scn 0 0 200 100 re f")


def by_form(own: odd.Construct) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    odd.form(RED + b"rg 0 0 200 100 re f", Group=group)(own)


RED_PAGES: dict[str, odd.Build] = {
    "operator": by_operator,
    "line": by_line,
    "name": by_name,
    "space": by_space,
    "spot-by-program": by_spot(program, "/Signal"),
    "spot-by-table": by_spot(table, "/Buoy"),
    "axial": by_shading(2),
    "radial": by_shading(3),
    "picture": by_picture(),
    "picture-packed": by_picture(zlib.compress(bytes((204, 26, 26))), Filter=Name.FlateDecode),
    "picture-16": by_picture(b"\xcc\xcc\x1a\x1a\x1a\x1a", BitsPerComponent=16),
    "table-1": by_table(1),
    "table-2": by_table(2),
    "table-4": by_table(4),
    "table-8": by_table(8),
    "jpeg": by_jpeg,
    "inline": inline,
    "pattern": by_pattern,
    "pattern-in-one-colour": by_pattern_in_one_colour,
    "form": by_form,
}


def placed(folder: Path, pages: dict[str, bytes], adverts: str = "convert") -> Pages:
    for name, content in pages.items():
        (folder / f"{name}.pdf").write_bytes(content)
    ads = [{"kind": "ad", "id": name, "src": f"{name}.pdf", "alt": "灯油"} for name in pages]
    copy = broadsheet.read_edition({"pages": [{"items": [one]} for one in ads]})
    spec = small_spec(
        "q q q q | fill", {"q": {"ad": "1"}}, labels={"ad": ""}, press={"adverts": adverts}
    )
    return broadsheet.compose(replace(copy, folder=str(folder)), spec)


def written(pages: Pages, standard: str, adverts: str = "convert") -> bytes:
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out, standard=standard, press=Press(adverts=adverts))
    return out.getvalue()


@pytest.mark.parametrize("standard", ["x4", "x1a", "a2u"])
def test_every_way_to_say_red_becomes_the_same_inks(tmp_path: Path, standard: str) -> None:
    pages = placed(tmp_path, {name: odd.made(build) for name, build in RED_PAGES.items()})
    told = [f.item for f in pages.findings if f.code == "ad-light"]
    assert sorted(told) == sorted(RED_PAGES)  # each is told, before anything is written
    content = written(pages, standard)
    assert clauses.faults(content, standard) == []
    with pypdfium2.PdfDocument(content) as document:
        shown = {
            name: page.render(scale=0.2).to_pil().getpixel((20, 50))
            for name, page in zip(RED_PAGES, document, strict=True)
        }
    red, green, blue = shown["operator"]
    assert red > 150
    assert max(green, blue) < 90
    off = {
        n: c
        for n, c in shown.items()
        if max(abs(a - b) for a, b in zip(c, shown["operator"], strict=True)) > 12
    }
    assert off == {}


def test_without_being_asked_it_is_refused_with_the_way_out(tmp_path: Path) -> None:
    pages = placed(tmp_path, {"red": odd.made(by_operator)}, "refuse")
    assert not [f for f in pages.findings if f.code == "ad-light"]
    with pytest.raises(PictureError, match="red, green and blue") as fault:
        written(pages, "x4", "refuse")
    assert "adverts: convert" in fault.value.hint


def test_what_is_in_inks_already_stays_byte_for_byte(tmp_path: Path) -> None:
    pages = placed(tmp_path, {"ink": odd.made(odd.form())})
    assert not [f for f in pages.findings if f.code == "ad-light"]
    assert written(pages, "x4") == written(pages, "x4", "refuse")


def test_a_mesh_stays_refused(tmp_path: Path) -> None:
    def mesh(own: odd.Construct) -> None:
        held = own.stream(
            bytes(8),
            ShadingType=4,
            ColorSpace=Name.DeviceRGB,
            BitsPerCoordinate=8,
            BitsPerComponent=8,
            BitsPerFlag=8,
            Decode=[0, 1] * 5,
        )
        own.put("/Shading", "/S", held)
        own.draw(b"/S sh")

    pages = placed(tmp_path, {"mesh": odd.made(mesh)})
    with pytest.raises(PictureError, match="red, green and blue"):
        written(pages, "x4")


@pytest.mark.parametrize(
    ("words", "given", "found"),
    [
        (b"{0.5 mul}", 0.5, [0.25]),
        (b"{dup dup}", 0.5, [0.5, 0.5, 0.5]),
        (b"{dup 0.4 gt {pop 1} {pop 0} ifelse}", 0.5, [1.0]),
        (b"{dup 0.6 gt {pop 1} if}", 0.5, [0.5]),
        (b"{1 2 3 -1 roll}", 0.5, [1.0, 2.0, 0.5]),
        (b"{1 2 3 1 roll}", 0.5, [2.0, 0.5, 1.0]),
        (b"{0.25 exch 1 index}", 0.5, [0.25, 0.5, 0.25]),
        (b"{360 mul sin}", 0.25, [1.0]),
        (b"{1 2 copy}", 0.5, [0.5, 1.0, 0.5, 1.0]),
        (b"{2 exp 3 2 idiv}", 0.5, [0.25, 1.0]),
    ],
)
def test_programs_of_functions_give_what_the_standard_says(
    words: bytes, given: float, found: list[float]
) -> None:
    import pypdf.generic as g

    held = g.DecodedStreamObject()
    held.set_data(words)
    numbers = g.ArrayObject([g.NumberObject(0), g.NumberObject(1)])
    held[g.NameObject("/FunctionType")] = g.NumberObject(4)
    held[g.NameObject("/Domain")] = numbers
    assert along(held)(given) == pytest.approx(found)


BLANK: dict[str, bytes] = {
    "nothing": b"",
    "white": b"1 g 0 0 200 100 re f",
    "white-in-light": b"1 1 1 rg 0 0 200 100 re f",
    "white-in-inks": b"0 0 0 0 k 0 0 200 100 re f",
    "outside": b"0 0 0 1 k 300 10 20 20 re f",
    "moved-outside": b"q 1 0 0 1 500 0 cm 0 0 0 1 k 0 0 20 20 re f Q",
    "clipped-alone": b"0 0 50 50 re W n",
    "words-unseen": b"BT 3 Tr /F 12 Tf 20 20 Td (A) Tj ET",
}


@pytest.mark.parametrize("name", BLANK)
def test_a_sold_place_that_would_stay_white_is_an_error(tmp_path: Path, name: str) -> None:
    def build(own: odd.Construct) -> None:
        own.put("/Font", "/F", odd.truetype(own))
        own.content[:] = [BLANK[name]]

    pages = placed(tmp_path, {"blank": odd.made(build)})
    (found,) = [f for f in pages.findings if f.code == "picture"]
    assert found.level == "error"
    assert "blank.pdf: draws nothing, all of it is white (ask the" in found.message


@pytest.mark.parametrize(
    "content",
    [
        b"1 g 0 0 9 9 re f 0.9 g 0 0 9 9 re f",
        b"q 1 g Q 0 0 9 9 re f",
        b"1 g 0 0 9 9 re B",  # its line is black
        b"q 0.1 0 0 0.1 0 0 cm 900 900 20 20 re f Q",
    ],
)
def test_ink_anywhere_is_ink(tmp_path: Path, content: bytes) -> None:
    def build(own: odd.Construct) -> None:
        own.content[:] = [content]

    pages = placed(tmp_path, {"inked": odd.made(build)})
    assert not [f for f in pages.findings if f.code == "picture"]


def test_a_hidden_layer_leaves_nothing(tmp_path: Path) -> None:
    def build(own: odd.Construct) -> None:
        odd.layered(own)
        del own.content[0]

    pages = placed(tmp_path, {"hidden": odd.made(build)})
    assert [f.level for f in pages.findings if f.code == "picture"] == ["error"]


def test_the_pages_of_the_checks_are_read_by_others() -> None:
    for build in RED_PAGES.values():
        with pikepdf.open(io.BytesIO(odd.made(build))) as pdf:
            assert len(pdf.pages) == 1


def attached(own: odd.Construct) -> None:
    own.pdf.attachments["a.exe"] = b"MZ"


def scripted(own: odd.Construct) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    own.pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    own.pdf.Root.OpenAction = script


def linked(own: odd.Construct) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    own.pdf.pages[0].obj.Annots = Array([link])


@pytest.mark.parametrize(
    ("build", "level", "left"),
    [
        (attached, "warning", ["files inside it are"]),
        (scripted, "warning", ["its scripts are", "its actions are"]),
        (linked, "note", ["its links are"]),
        (odd.alternates, "warning", ["other versions of its pictures are"]),
        (odd.foreign, "warning", ["its programs in PostScript are"]),
        (
            odd.form(Ref=Dictionary(F=String("/a"))),
            "warning",
            ["its way to a page of another file is"],
        ),
        (odd.form(AF=Array([Dictionary()])), "warning", ["files inside it are"]),
        (odd.form(), "", []),
    ],
)
def test_what_stays_behind_is_told(
    tmp_path: Path, build: odd.Build, level: str, left: list[str]
) -> None:
    found = [f for f in placed(tmp_path, {"ad": odd.made(build)}).findings if f.code == "ad-left"]
    told = [(level, f"ad.pdf: {words} left behind") for words in left]
    assert [(f.level, f.message) for f in found] == told
