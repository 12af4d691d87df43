"""What of an advertiser's PDF comes to paper: layers, stamps, and what standards make of it."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

import broadsheet
from broadsheet.api import compose, write_pdf
from broadsheet.display import PlacedPicture
from broadsheet.errors import PictureError
from broadsheet.models import replace
from tests.unit.pages_of import edition, small_spec, story

STANDARDS = ("pdf", "x4", "x1a", "a2u", "ua1")
SQUARE = b"0 0 0 1 k 20 20 100 60 re f"
CORNER = b" 0 0 0 1 k 280 5 15 15 re f"  # a page of nothing else would be refused as white


def value(given: Any) -> Any:
    """A plain value as a PDF object; a text beginning with / is a name."""
    kinds: list[tuple[type, Any]] = [
        (bool, lambda v: pypdf.generic.BooleanObject(value=v)),
        (int, NumberObject),
        (float, FloatObject),
        (dict, lambda v: DictionaryObject({NameObject(k): value(x) for k, x in v.items()})),
        (list, lambda v: ArrayObject([value(x) for x in v])),
        (str, lambda v: NameObject(v) if v.startswith("/") else TextStringObject(v)),
    ]
    return next((make(given) for kind, make in kinds if type(given) is kind), given)


class Advert:
    """A PDF of one page in the making."""

    def __init__(self, content: bytes, **resources: Any) -> None:
        self.writer = pypdf.PdfWriter()
        self.page = self.writer.add_blank_page(300, 100)
        self.page[NameObject("/Contents")] = self.stream(content)
        self.page[NameObject("/Resources")] = value({f"/{k}": v for k, v in resources.items()})

    def add(self, given: Any) -> Any:
        return self.writer._add_object(value(given))

    def stream(self, content: bytes, **entries: Any) -> Any:
        made = DecodedStreamObject()
        made.set_data(content)
        for key, entry in entries.items():
            made[NameObject(f"/{key}")] = value(entry)
        return self.writer._add_object(made)

    def form(self, content: bytes, **entries: Any) -> Any:
        about = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 300, 100]}
        return self.stream(content, **(about | entries))

    def layer(self, name: str, **usage: Any) -> Any:
        return self.add({"/Type": "/OCG", "/Name": name} | {f"/{k}": v for k, v in usage.items()})

    def layers(self, groups: list[Any], **settings: Any) -> None:
        told = {f"/{k}": v for k, v in settings.items()}
        self.writer.root_object[NameObject("/OCProperties")] = value({"/OCGs": groups, "/D": told})

    def note(self, kind: str, look: bytes | None, flags: int, **more: Any) -> None:
        about: dict[str, Any] = {"/Type": "/Annot", "/Subtype": kind, "/F": flags}
        about |= {"/Rect": [20, 20, 120, 80]} | {f"/{k}": v for k, v in more.items()}
        if look is not None:
            about["/AP"] = {"/N": self.form(look, BBox=[0, 0, 50, 30])}
        held = self.page.setdefault(NameObject("/Annots"), ArrayObject())  # type: ignore[no-untyped-call]
        held.append(self.add(about))

    def placed(self, folder: Path, standard: str = "pdf") -> bytes:
        self.writer.write(str(folder / "ad.pdf"))
        item = {"kind": "ad", "id": "ad", "src": "ad.pdf", "alt": "帆"}
        copy = replace(edition(story(1, [120]), item), folder=str(folder))
        boxes = {"p": {"story": "1"}, "q": {"ad": "1"}}
        pages = compose(copy, small_spec("p p p p | auto\nq q q q | 8行", boxes))
        assert not [finding for finding in pages.findings if finding.level == "error"]
        (self.mark,) = [m for m in pages.pages[0].marks if isinstance(m, PlacedPicture)]
        out = io.BytesIO()
        write_pdf(pages, out, standard=standard)
        return out.getvalue()

    def ink(self, folder: Path, x: float, y: float, standard: str = "pdf") -> int:
        """How dark the page is at a place of the advertisement, 0 to 255."""
        shown = pypdfium2.PdfDocument(self.placed(folder, standard))[0].render(scale=2).to_pil()
        rect = self.mark.rect
        across = rect.left + rect.width * x / 300
        down = rect.top + rect.height * (100 - y) / 100
        return 255 - int(shown.convert("L").getpixel((round(2 * across), round(2 * down))))


def form_of(pdf: bytes) -> Any:
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    (form,) = page["/Resources"]["/XObject"].get_object().values()  # type: ignore[index]
    return form.get_object()


# Layers


def in_layer(content: bytes = SQUARE, **settings: Any) -> Advert:
    made = Advert(b"/OC /L BDC " + content + b" EMC" + CORNER)
    layer = made.layer("Dieline")
    named = {key: [layer] if entry == "it" else entry for key, entry in settings.items()}
    made.page["/Resources"][NameObject("/Properties")] = value({"/L": layer})  # type: ignore[index]
    made.layers([layer], **named)
    return made


@pytest.mark.parametrize(
    ("settings", "printed"),
    [
        ({}, True),
        ({"OFF": "it"}, False),
        ({"ON": "it"}, True),
        ({"BaseState": "/OFF"}, False),
        ({"BaseState": "/OFF", "ON": "it"}, True),
        ({"BaseState": "/Unchanged"}, True),
    ],
)
@pytest.mark.parametrize("standard", ["pdf", "x4", "ua1"])
def test_what_a_file_hides_is_not_on_paper(
    tmp_path: Path, settings: dict[str, Any], printed: bool, standard: str
) -> None:
    made = in_layer(**settings)
    assert (made.ink(tmp_path, 70, 50, standard) > 200) == printed
    assert b"OCProperties" not in made.placed(tmp_path, standard)


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ({}, True),  # any of them on
        ({"/P": "/AllOn"}, False),
        ({"/P": "/AnyOff"}, True),
        ({"/P": "/AllOff"}, False),
        ({"/VE": ["/And", "on", "off"]}, False),
        ({"/VE": ["/Or", "on", ["/Not", "off"]]}, True),
        ({"/VE": ["/Not", "on"]}, False),
        ({"/OCGs": [], "/P": "/AllOn"}, True),  # of none, it has no effect
    ],
)
def test_membership_is_weighed(tmp_path: Path, rule: dict[str, Any], printed: bool) -> None:
    made = Advert(b"/OC /L BDC " + SQUARE + b" EMC" + CORNER)
    known = {"on": made.layer("Copy"), "off": made.layer("Guides")}

    def filled(part: Any) -> Any:
        return [filled(one) for one in part] if type(part) is list else known.get(part, part)

    held = {"/Type": "/OCMD", "/OCGs": list(known.values())}
    held |= {key: filled(part) for key, part in rule.items()}
    made.page["/Resources"][NameObject("/Properties")] = value({"/L": made.add(held)})  # type: ignore[index]
    made.layers(list(known.values()), OFF=[known["off"]])
    assert (made.ink(tmp_path, 70, 50) > 200) == printed


def test_hidden_forms_pictures_and_notes_stay_behind(tmp_path: Path) -> None:
    made = Advert(b"q /Shown Do Q q 1 0 0 1 150 0 cm /Gone Do Q")
    off = made.layer("Draft")
    forms = {"/Shown": made.form(SQUARE), "/Gone": made.form(SQUARE, OC=off)}
    made.page["/Resources"][NameObject("/XObject")] = value(forms)  # type: ignore[index]
    made.note("/Stamp", b"0 0 0 1 k 0 0 50 30 re f", 4, OC=off, Rect=[150, 0, 300, 100])
    made.layers([off], OFF=[off])
    assert made.ink(tmp_path, 70, 50) > 200
    assert made.ink(tmp_path, 220, 50) < 10
    assert list(form_of(made.placed(tmp_path))["/Resources"]["/XObject"]) == ["/Shown"]


def test_what_a_hidden_layer_sets_stays_set(tmp_path: Path) -> None:
    """Colour and place outlive the layer that set them; its own painting does not."""
    made = in_layer(b"0 0 0 1 k 1 0 0 1 30 0 cm 20 20 60 60 re f", OFF="it")
    first = made.page["/Contents"].get_object().get_data()  # type: ignore[union-attr]
    made.page[NameObject("/Contents")] = made.stream(first + b" 120 20 60 60 re f")
    assert made.ink(tmp_path, 80, 50) < 10
    assert made.ink(tmp_path, 180, 50) > 200


def test_layers_that_differ_in_print_are_refused(tmp_path: Path) -> None:
    made = in_layer()
    usage = {"/Print": {"/PrintState": "/OFF"}}
    layer = made.layer("Watermark", Usage=usage)
    made.page["/Resources"][NameObject("/Properties")] = value({"/L": layer})  # type: ignore[index]
    made.layers([layer], AS=[{"/Event": "/Print", "/OCGs": [layer], "/Category": ["/Print"]}])
    with pytest.raises(AssertionError, match="on screen and not in print"):
        made.placed(tmp_path)


# What lies over a page


def test_a_stamp_that_prints_comes_along(tmp_path: Path) -> None:
    made = Advert(b"q q 1 0 0 0 k 200 20 60 60 re f")  # a state that is not closed
    made.note("/Stamp", b"0 0 0 1 k 0 0 50 30 re f", 4)
    assert made.ink(tmp_path, 70, 50) > 200
    assert made.ink(tmp_path, 15, 50) < 10
    for standard in STANDARDS:
        assert made.ink(tmp_path, 70, 50, standard) > 200


@pytest.mark.parametrize(
    ("kind", "look", "flags", "more", "says"),
    [
        ("/Stamp", SQUARE, 0, {}, "has a stamp that is shown and not printed"),
        ("/Widget", None, 4, {"FT": "/Tx", "V": "潮"}, "field of a form without its look"),
        ("/FreeText", None, 4, {"Contents": "潮"}, "text over the page without its look"),
        ("/Square", None, 4, {}, "has a Square annotation without its look"),
    ],
)
def test_what_nobody_can_tell_is_refused(
    tmp_path: Path, kind: str, look: bytes | None, flags: int, more: dict[str, Any], says: str
) -> None:
    made = Advert(SQUARE)
    made.note(kind, look, flags, **more)
    with pytest.raises(PictureError, match=says):
        made.placed(tmp_path)


@pytest.mark.parametrize(
    ("kind", "look", "flags", "more"),
    [
        ("/Stamp", b"0 0 0 1 k 0 0 50 30 re f", 2, {}),  # hidden
        ("/Link", None, 4, {}),
        ("/Text", b"0 0 0 1 k 0 0 50 30 re f", 4, {}),  # a note behind a sign
        ("/Widget", None, 4, {"FT": "/Tx"}),  # a field that nobody filled
    ],
)
def test_what_is_no_ink_stays_behind(
    tmp_path: Path, kind: str, look: bytes | None, flags: int, more: dict[str, Any]
) -> None:
    made = Advert(b"1 0 0 0 k 200 20 60 60 re f")
    made.note(kind, look, flags, **more)
    assert made.ink(tmp_path, 70, 50) < 10


def test_nothing_but_the_look_comes_along(tmp_path: Path) -> None:
    made = Advert(b"q /F Do Q")
    file = made.stream(b"MZ evil", Type="/EmbeddedFile")
    spec = made.add({"/Type": "/Filespec", "/F": "x.exe", "/EF": {"/F": file}})
    form = made.form(SQUARE, AF=[spec], PieceInfo={"/A": {"/Private": file}}, Metadata=file)
    form.get_object()[NameObject("/Ref")] = value({"/F": "secret.pdf", "/Page": 0})
    made.page["/Resources"][NameObject("/XObject")] = value({"/F": form})  # type: ignore[index]
    pdf = made.placed(tmp_path)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    each = [reader.get_object(n) for n in range(1, len(reader.xref[0]) + 1)]
    told = " ".join(map(repr, each)) + " ".join(
        one.get_data().decode("latin-1") for one in each if hasattr(one, "get_data")
    )
    assert not [word for word in ("evil", "Filespec", "secret", "PieceInfo") if word in told]
    assert made.ink(tmp_path, 70, 50) > 200


# Marks of structure


def test_marks_of_structure_are_taken_out(tmp_path: Path) -> None:
    marked = b"/Artifact BMC " + SQUARE + b" EMC /P <</MCID 0>> BDC 200 20 9 9 re f EMC /X MP"
    made = Advert(marked)
    data = form_of(made.placed(tmp_path, "ua1")).get_data()
    assert not [word for word in (b"BMC", b"BDC", b"EMC", b"MCID", b"MP") if word in data]
    assert made.ink(tmp_path, 70, 50, "ua1") > 200


def test_what_a_span_says_its_text_is_stays(tmp_path: Path) -> None:
    content = b"/Span <</ActualText (tide) /MCID 3>> BDC " + SQUARE + b" EMC"
    data = form_of(Advert(content).placed(tmp_path)).get_data()
    assert b"ActualText" in data
    assert b"MCID" not in data


# Standards: what is carried over or mended (""), what refused


def _rgb_tiling() -> Advert:
    made = Advert(b"/Pattern cs /P scn 20 20 100 60 re f")
    tile = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 9, 9]}
    tile |= {"XStep": 9, "YStep": 9, "Resources": {}}
    pattern = made.stream(b"1 0 0 rg 0 0 5 5 re f", **tile)
    made.page["/Resources"][NameObject("/Pattern")] = value({"/P": pattern})  # type: ignore[index]
    return made


def _rgb_glyphs() -> Advert:
    made = Advert(b"BT /T 30 Tf 20 20 Td (A) Tj ET")
    glyph = made.stream(b"500 0 d0 1 0 0 rg 0 0 500 500 re f")
    cmap = made.stream(b"1 beginbfchar <41> <0041> endbfchar")
    font = {"/Type": "/Font", "/Subtype": "/Type3", "/FontBBox": [0, 0, 500, 500]}
    font |= {"/FontMatrix": [0.001, 0, 0, 0.001, 0, 0], "/CharProcs": {"/A": glyph}}
    font |= {"/Encoding": {"/Differences": [65, "/A"]}, "/FirstChar": 65, "/LastChar": 65}
    font |= {"/Widths": [500], "/ToUnicode": cmap}
    made.page["/Resources"][NameObject("/Font")] = value({"/T": made.add(font)})  # type: ignore[index]
    return made


def _group(*, clear: bool, on_form: bool) -> Advert:
    group = {"/S": "/Transparency", "/CS": "/DeviceRGB", "/I": True}
    made = Advert(b"/G gs /F Do" if clear else b"/F Do")
    form = made.form(SQUARE, **({"Group": group} if on_form else {}))
    resources = value({"/XObject": {"/F": form}, "/ExtGState": {"/G": {"/ca": 0.5}}})
    made.page[NameObject("/Resources")] = resources
    if not on_form:
        made.page[NameObject("/Group")] = value(group)
    return made


def _space(space: Any, paint: bytes = b"1 scn") -> Advert:
    return Advert(b"/S cs " + paint + b" 20 20 100 60 re f", ColorSpace={"/S": space})


def _overprinting() -> Advert:
    made = Advert(b"/G gs /S cs 0 0 0 1 sc 20 20 100 60 re f")
    profile = Path(broadsheet.__file__).parent / "paint" / "profiles" / "coldset.icc"
    space = ["/ICCBased", made.stream(profile.read_bytes(), N=4)]
    state = {"/OP": True, "/op": True, "/OPM": 1}
    made.page[NameObject("/Resources")] = value(
        {"/ColorSpace": {"/S": space}, "/ExtGState": {"/G": state}}
    )
    return made


TINT = {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1}
TO_RGB = TINT | {"/C0": [1, 1, 1], "/C1": [1, 0, 0]}
TO_INKS = TINT | {"/C0": [0, 0, 0, 0], "/C1": [0, 1, 1, 0]}
LIGHT = "red, green and blue"
CASES: dict[str, tuple[Any, dict[str, str]]] = {
    "inks": (lambda: Advert(SQUARE), {}),
    "light": (lambda: Advert(b"1 0 0 rg 0 0 9 9 re f"), dict.fromkeys(("x4", "x1a", "a2u"), LIGHT)),
    "light-unused": (lambda: Advert(SQUARE, ColorSpace={"/S": "/DeviceRGB"}), {}),
    "light-tiles": (_rgb_tiling, dict.fromkeys(("x4", "x1a", "a2u"), LIGHT)),
    "light-glyphs": (_rgb_glyphs, dict.fromkeys(("x4", "x1a", "a2u"), LIGHT)),
    "light-behind-a-spot": (
        lambda: _space(["/Separation", "/Gold", "/DeviceRGB", TO_RGB]),
        dict.fromkeys(("x4", "x1a", "a2u"), LIGHT),
    ),
    "spot": (lambda: _space(["/Separation", "/Gold", "/DeviceCMYK", TO_INKS]), {}),
    "spots-not-described": (
        lambda: _space(["/DeviceN", ["/Gold"], "/DeviceCMYK", TO_INKS]),
        {"a2u": "the ink Gold is not described"},
    ),
    "calibrated-grey": (
        lambda: _space(["/CalGray", {"/WhitePoint": [0.95, 1, 1.08]}], b"0.2 sc"),
        {"x1a": "no ink's"},
    ),
    "form-group": (lambda: _group(clear=False, on_form=True), {}),
    "page-group": (lambda: _group(clear=False, on_form=False), {}),
    "clear-form-group": (lambda: _group(clear=True, on_form=True), {"x1a": "transparency"}),
    "unknown-operator": (
        lambda: Advert(SQUARE + b" 1 zz"),
        dict.fromkeys(("x4", "x1a", "a2u", "ua1"), "an operator that is none: zz"),
    ),
    "unknown-operator-in-brackets": (lambda: Advert(b"BX 1 zz EX " + SQUARE), {}),
    "unknown-intent": (lambda: Advert(b"/Foo ri " + SQUARE), {}),
    "halftone": (
        lambda: Advert(b"/G gs " + SQUARE, ExtGState={"/G": {"/HT": {"/HalftoneType": 6}}}),
        {},
    ),
    "overprint-of-profiled-inks": (
        _overprinting,
        {"x4": "overprint of mode 1", "x1a": "by a profile", "a2u": "overprint of mode 1"},
    ),
}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("case", CASES)
def test_each_standard_gets_what_it_may_have(tmp_path: Path, case: str, standard: str) -> None:
    make, refused = CASES[case]
    made = make()
    if standard in refused:
        with pytest.raises(PictureError) as fault:
            made.placed(tmp_path, standard)
        assert refused[standard] in str(fault.value)
        assert "\n" not in str(fault.value)
        return
    form = form_of(made.placed(tmp_path, standard))
    held = repr(form) + repr([one.get_object() for one in _below(form)])
    if standard in ("x4", "x1a", "a2u"):
        assert "/DeviceRGB" not in held
    if standard == "x1a":
        assert "/Transparency" not in held


def _below(form: Any) -> list[Any]:
    return list(form["/Resources"].get("/XObject", {}).values())


def test_a_null_in_resources_is_nothing(tmp_path: Path) -> None:
    made = Advert(b"/Gone Do " + SQUARE, XObject={"/Gone": NullObject()})
    assert made.ink(tmp_path, 70, 50) > 200


MENDED = ("light-unused", "unknown")  # in placed pages; as they stand they break the standard


@pytest.mark.parametrize("case", CASES)
def test_preflight_says_the_same_of_any_file(case: str) -> None:
    """A file that says what it is and has what its standard refuses is told, by the same rules."""
    make, refused = CASES[case]
    made = make()
    made.writer.add_metadata({"/GTS_PDFXVersion": "PDF/X-1a:2003"})
    out = io.BytesIO()
    made.writer.write(out)
    issues = broadsheet.inspect_pdf(out.getvalue()).issues
    errors = [i.message for i in issues if i.code in ("standard", "rgb", "transparency", "colour")]
    wanted = "x1a" in refused or "group" in case or case.startswith(MENDED)
    assert bool(errors) == wanted, [(i.code, i.message) for i in issues]


def test_our_own_pages_keep_what_they_say(tmp_path: Path) -> None:
    for standard in ("x4", "x1a", "a2u"):
        pdf = Advert(SQUARE).placed(tmp_path, standard)
        assert not [i for i in broadsheet.inspect_pdf(pdf).issues if i.code == "standard"]


def test_a_profile_newer_than_the_standard_is_refused(tmp_path: Path) -> None:
    own = Path(broadsheet.__file__).parent / "paint" / "profiles" / "coldset.icc"
    newer = bytearray(own.read_bytes())
    newer[8] = 4
    (tmp_path / "press.icc").write_bytes(newer)
    press = broadsheet.Press(profile=str(tmp_path / "press.icc"))
    copy = edition(story(1, [60]))
    pages = compose(copy, small_spec("p p p p | auto"))
    with pytest.raises(broadsheet.LayoutError, match=r"version 4 \(take one of version 2\)"):
        write_pdf(pages, io.BytesIO(), standard="x1a", press=press)


HELVETICA = {"/F1": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}
TAKEN_UP = b"BT /F1 12 Tf 14 TL ET "  # as ReportLab begins every page


@pytest.mark.parametrize("standard", ["x4", "x1a", "a2u", "ua1"])
def test_a_face_in_which_nothing_is_shown_stays_behind(tmp_path: Path, standard: str) -> None:
    form = form_of(Advert(TAKEN_UP + SQUARE, Font=HELVETICA).placed(tmp_path, standard))
    assert "/Font" not in form["/Resources"]
    assert b"Tf" not in form.get_data()
    shown = Advert(TAKEN_UP + b"q BT (a) Tj ET Q " + SQUARE, Font=HELVETICA)
    with pytest.raises(PictureError, match="the face Helvetica is not embedded"):
        shown.placed(tmp_path, standard)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"BT (a) Tj ET", True),  # it goes on in the face of the page
        (b"q BT /F1 9 Tf ET Q BT (a) Tj ET", True),
        (b"0 0 9 9 re f", False),
        (b"/Deep Do", True),
    ],
)
def test_a_form_may_go_on_in_the_face_of_its_page(
    tmp_path: Path, content: bytes, kept: bool
) -> None:
    made = Advert(TAKEN_UP + b"/Fm Do " + SQUARE, Font=HELVETICA)
    deep = made.form(b"BT (a) Tj ET")
    inner = {"/Font": HELVETICA, "/XObject": {"/Deep": deep}}
    held = made.form(content, Resources=inner)
    made.page["/Resources"][NameObject("/XObject")] = value({"/Fm": held})  # type: ignore[index]
    if not kept:
        assert b"Tf" not in form_of(made.placed(tmp_path, "x4")).get_data()
        return
    with pytest.raises(PictureError, match="the face Helvetica is not embedded"):
        made.placed(tmp_path, "x4")


def test_red_green_and_blue_of_one_strength_is_that_grey(tmp_path: Path) -> None:
    """As pictures without colour are: black alone prints it, and nothing is refused."""
    made = Advert(b"0.25 0.25 0.25 rg 0 0 0 RG 20 20 100 60 re B")
    for standard in ("x4", "x1a", "a2u"):
        content = form_of(made.placed(tmp_path, standard)).get_data()
        assert b"0.25 g" in content
        assert b"\n0 G" in content
        assert b"rg" not in content
        assert 188 <= made.ink(tmp_path, 70, 50, standard) <= 194
    assert b"0.25 0.25 0.25 rg" in form_of(made.placed(tmp_path, "ua1")).get_data()


def test_forms_in_forms_without_end_are_placed_or_refused(tmp_path: Path) -> None:
    made = Advert(TAKEN_UP + b"/Fm Do " + SQUARE, Font=HELVETICA)
    inner = made.form(b"0 0 9 9 re f")
    for _ in range(1200):
        inner = made.form(b"/Fm Do", Resources={"/XObject": {"/Fm": inner}})
    made.page["/Resources"][NameObject("/XObject")] = value({"/Fm": inner})  # type: ignore[index]
    with pytest.raises(PictureError, match="the face Helvetica is not embedded"):
        made.placed(tmp_path, "x4")  # too deep to be looked into: its face stays
