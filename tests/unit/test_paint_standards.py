"""Files that conform to a standard, checked by reading them back."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import pypdf
import pypdf.generic
import pytest
from PIL import Image, ImageCms

from broadsheet import display
from broadsheet.errors import Fault, OutputError
from broadsheet.fonts.face import Face, open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.paint import profiles, separation
from broadsheet.paint.pdf import conforming, document, ink, standards
from broadsheet.paint.pdf.languages import foreign_words
from broadsheet.paint.pdf.standards import STANDARDS, FileOrder
from tests.unit.structure_of import structure

WIDTH, HEIGHT = 300.0, 400.0
RED = display.Colour(magenta=1.0, yellow=0.95)
WHITE = display.PAPER


@pytest.fixture(scope="module")
def faces() -> Mapping[str, Face]:
    manifest = read_manifest()
    return {entry.id: open_bundled(manifest, entry) for entry in manifest.faces}


Runs = Callable[..., display.Run]
Paint = Callable[..., bytes]


@pytest.fixture(scope="module")
def run(faces: Mapping[str, Face]) -> Runs:
    def make(text: str, role: Any = "para", block: int = 0, **more: Any) -> display.Run:
        face = more.pop("face", "song-regular")
        item = more.pop("item", "one")
        glyphs = tuple(faces[face].glyph(char) for char in text)
        source = display.Source(item, role, block) if role else display.FURNITURE
        return display.Run(face, more.pop("size", 10.0), glyphs, text, source, **more)

    return make


@pytest.fixture(scope="module")
def paint(faces: Mapping[str, Face]) -> Paint:
    def make(
        name: str, *marks: display.Mark, boxes: Any = (), picture: bytes = b"", **more: Any
    ) -> bytes:
        page = display.Page(number=1, width=WIDTH, height=HEIGHT, marks=marks, boxes=boxes)
        standard = STANDARDS[name]
        intent = profiles.coldset() if standard.intent else None
        order = FileOrder(standard=standard, intent=intent, **more)
        out = io.BytesIO()
        pages = display.Pages(pages=(page,), title="样报 2026-11-18")
        conforming.paint(pages, faces, out, order, read_picture=lambda _: picture)
        return out.getvalue()

    return make


def line(*runs: display.Run, y: float = 50.0, **more: Any) -> display.TextLine:
    return display.TextLine(40.0, y, 100.0, runs, **more)


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def catalog(pdf: bytes) -> Any:
    return opened(pdf).trailer["/Root"]


def body_of(pdf: bytes) -> str:
    contents = opened(pdf).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def xmp_of(pdf: bytes) -> str:
    return str(catalog(pdf)["/Metadata"].get_data().decode("utf-8"))


@pytest.mark.parametrize("name", ["x4", "x1a", "a2u", "a2a"])
def test_the_intent_holds_the_profile_and_names_it(paint: Paint, run: Runs, name: str) -> None:
    (intent,) = catalog(paint(name, line(run("字"))))["/OutputIntents"]
    intent = intent.get_object()
    assert intent["/S"] == ("/GTS_PDFA1" if name in ("a2u", "a2a") else "/GTS_PDFX")
    assert intent["/OutputConditionIdentifier"] == "CGATS TR 002"
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 4
    assert profile.get_data() == profiles.coldset().profile
    assert profile.get_data()[12:20] == b"prtrCMYK"


def test_without_an_intent_the_order_is_ours_to_refuse(faces: Mapping[str, Face]) -> None:
    page = display.Page(number=1, width=WIDTH, height=HEIGHT, marks=())
    with pytest.raises(Fault, match="PDF/X-4 needs an output intent"):
        conforming.paint(
            display.Pages(pages=(page,)), faces, io.BytesIO(), FileOrder(standard=STANDARDS["x4"])
        )


@pytest.mark.parametrize(
    ("name", "header"),
    [("x4", b"1.6"), ("x1a", b"1.4"), ("a2u", b"1.7"), ("ua1", b"1.7"), ("a2a", b"1.7")],
)
def test_each_standard_has_its_version(paint: Paint, run: Runs, name: str, header: bytes) -> None:
    assert paint(name, line(run("字")))[:8] == b"%PDF-" + header


def test_x1a_has_nothing_younger_than_its_version(paint: Paint, run: Runs) -> None:
    pdf = paint("x1a", line(run("字")), display.Link(Rect(0, 0, 9, 9), "http://example.cn"))
    for younger in (
        b"/ObjStm",
        b"/XRef",
        b"/SMask",
        b"/Group",
        b"/Tabs",
        b"/Annots",
        b"/CA ",
        b"/BM",
    ):
        assert younger not in pdf


def test_xmp_and_information_say_the_same(paint: Paint, run: Runs) -> None:
    pdf = paint("x1a", line(run("字")), date="2026-11-18")
    info, xmp = opened(pdf).trailer["/Info"], xmp_of(pdf)
    assert info["/Title"] == "样报 2026-11-18"  # type: ignore[index]
    assert ">样报 2026-11-18</rdf:li>" in xmp
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261118000000Z"  # type: ignore[index]
    dates = re.findall(r"<xmp:(\w+Date)>2026-11-18T00:00:00Z<", xmp)
    assert dates == ["CreateDate", "ModifyDate", "MetadataDate"]
    assert info["/Trapped"] == "/False"  # type: ignore[index]
    assert "<pdf:Trapped>False<" in xmp
    assert info["/GTS_PDFXVersion"] == "PDF/X-1a:2003"  # type: ignore[index]
    assert f"<pdf:Producer>{info['/Producer']}<" in xmp  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("x4", "<pdfxid:GTS_PDFXVersion>PDF/X-4<"),
        ("x1a", "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003<"),
        ("a2u", "<pdfaid:conformance>U<"),
        ("ua1", "<pdfuaid:part>1<"),
        ("a2a", "<pdfaid:conformance>A<"),
        ("a2a", "<pdfuaid:part>1<"),
    ],
)
def test_each_standard_says_so_in_its_metadata(
    paint: Paint, run: Runs, name: str, claim: str
) -> None:
    pdf = paint(name, line(run("字")))
    claims = re.findall(r"<pdf(?:xid|x|aid|uaid):\w+>[^<]*<", xmp_of(pdf))
    assert claim in claims
    assert "/Filter" not in catalog(pdf)["/Metadata"]


def test_archive_and_access_in_one_file(paint: Paint, run: Runs) -> None:
    """Level A asks for the tree, and for a description of UA's schema (6.6.2.3.3, 6.7)."""
    placed = display.PlacedPicture(Rect(0, 0, 50, 50), "a.png", display.Source("one", "caption"))
    pdf = paint("a2a", line(run("字")), placed, picture=picture((0, 90, 0)))
    access = paint("ua1", line(run("字")), placed, picture=picture((0, 90, 0)))
    assert structure(opened(pdf)) == structure(opened(access))
    assert bool(catalog(pdf)["/MarkInfo"]["/Marked"])
    image = opened(pdf).pages[0]["/Resources"]["/XObject"]["/I1"]  # type: ignore[index]
    assert sum(image.get_data()[:4]) / 2.55 <= 220  # separated by the intent's profile
    described = re.findall(r"<pdfaSchema:namespaceURI>([^<]*)<", xmp_of(pdf))
    assert described == re.findall(r'xmlns:pdfuaid="([^"]*)"', xmp_of(pdf))


def test_text_of_another_file_has_another_document_id(paint: Paint, run: Runs) -> None:
    ids = [
        re.findall(r"uuid:([0-9a-f-]{36})<", xmp_of(paint("x4", line(run(text)))))
        for text in ("甲", "乙", "甲")
    ]
    assert ids[0] == ids[2] != ids[1]
    assert len(ids[0]) == 1


def test_the_press_gets_three_boxes_and_no_links(paint: Paint, run: Runs) -> None:
    link = display.Link(Rect(10, 20, 30, 40), "https://example.cn")
    page = opened(paint("x4", line(run("字")), link)).pages[0]
    for box in (page.mediabox, page.trimbox, page.bleedbox):
        assert [float(edge) for edge in box] == [0, 0, 300, 400]
    assert "/Annots" not in page


def test_marks_lie_outside_the_bleed_and_the_page_stays_where_it_is(
    paint: Paint, run: Runs
) -> None:
    plain = paint("x4", line(run("字")))
    marked = paint("x4", line(run("字")), marks=True, bleed=8.5)
    page = opened(marked).pages[0]
    margin = 8.5 + ink.SLUG
    assert [float(v) for v in page.trimbox] == [0, 0, 300, 400]
    assert [float(v) for v in page.bleedbox] == [-8.5, -8.5, 308.5, 408.5]
    assert [float(v) for v in page.mediabox] == pytest.approx(
        [-margin, -margin, 300 + margin, 400 + margin], abs=0.001
    )
    before, after = body_of(plain), body_of(marked)
    assert after.startswith(before)
    added = after[len(before) :]
    for x, y, far_x, far_y in points(added):
        for at, up in ((x, y), (far_x, far_y)):
            inside = -8.5 < at < 308.5 and -8.5 < up < 408.5
            assert not inside, (at, up)
            assert -margin <= at <= 300 + margin
            assert -margin <= up <= 400 + margin
    assert len(re.findall(r" re f", added)) == 10  # four inks, four greys, two balances
    space = page["/Resources"]["/ColorSpace"]["/RegAll"]  # type: ignore[index]
    assert space[:3] == ["/Separation", "/All", "/DeviceCMYK"]


def points(stream: str) -> list[tuple[float, float, float, float]]:
    """Ends of lines and corners of rectangles."""
    number = r"(-?[\d.]+)"
    found = [
        tuple(map(float, held))
        for held in re.findall(rf"{number} {number} m {number} {number} l S", stream)
    ]
    for held in re.findall(rf"{number} {number} {number} {number} re f", stream):
        x, y, width, height = map(float, held)
        found.append((x, y, x + width, y + height))
    assert found
    return found  # type: ignore[return-value]


def test_black_text_overprints_and_nothing_else_does(paint: Paint, run: Runs) -> None:
    stream = body_of(
        paint(
            "x4",
            display.Fill(Rect(0, 0, 50, 50), fill=display.INK),
            line(run("黑"), run("白", colour=WHITE), run("黑"), run("红", colour=RED)),
            display.Fill(Rect(0, 60, 50, 50), fill=display.Colour(black=0.1)),
            line(run("又黑"), y=90),
        )
    )
    assert sequence(stream) == [
        "f",
        "O1",
        "Tj",
        "O0",
        "Tj",
        "O1",
        "Tj",
        "O0",
        "Tj",
        "f",
        "O1",
        "Tj",
    ]
    states = opened(paint("x4", line(run("字")))).pages[0]["/Resources"]["/ExtGState"]  # type: ignore[index]
    assert (states["/O1"]["/OP"], states["/O1"]["/op"], states["/O1"]["/OPM"]) == (True, True, 1)
    assert (states["/O0"]["/OP"], states["/O0"]["/op"]) == (False, False)


def sequence(stream: str) -> list[str]:
    return re.findall(r"\bO[01](?= gs)|\bTj\b|(?<=re )f\b", stream)


def test_a_plain_file_has_none_of_this(faces: Mapping[str, Face], run: Runs) -> None:
    page = display.Page(number=1, width=WIDTH, height=HEIGHT, marks=(line(run("字")),))
    out = io.BytesIO()
    document.paint(display.Pages(pages=(page,)), faces, out)
    for entry in (b"/OutputIntents", b"/Metadata", b"/ExtGState", b"/StructTreeRoot", b"/Threads"):
        assert entry not in out.getvalue()


def picture(colour: tuple[int, int, int], **more: Any) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(held, "PNG", **more)
    return held.getvalue()


@pytest.mark.parametrize("colour", [(0, 0, 1), (255, 0, 0), (12, 30, 60), (200, 255, 10)])
def test_pictures_are_separated_within_the_ink_limit(
    paint: Paint, colour: tuple[int, int, int]
) -> None:
    placed = display.PlacedPicture(Rect(0, 0, 50, 50), "a.png", display.Source("one", "caption"))
    pdf = paint("x4", placed, picture=picture(colour))
    image = opened(pdf).pages[0]["/Resources"]["/XObject"]["/I1"]  # type: ignore[index]
    assert image["/ColorSpace"] == "/DeviceCMYK"
    inks = image.get_data()[:4]
    assert sum(inks) / 2.55 <= 220
    assert sum(inks) > 255  # these are no light colours


def test_every_colour_stays_within_the_ink_limit() -> None:
    separate = separation.separator(profiles.coldset().profile)
    steps = range(0, 256, 15)
    cube = bytes(v for r in steps for g in steps for b in steps for v in (r, g, b))
    inks = separate(Image.frombytes("RGB", (len(cube) // 3, 1), cube)).tobytes()
    assert max(sum(inks[n : n + 4]) for n in range(0, len(inks), 4)) / 2.55 <= 220


def test_grey_pictures_take_black_alone() -> None:
    separate = separation.separator(profiles.coldset().profile)
    grey = separate(Image.new("RGB", (4, 4), (90, 90, 90)))
    assert (grey.mode, grey.getpixel((0, 0))) == ("L", 90)
    clear = Image.new("RGBA", (1, 1), (255, 0, 0, 0))
    assert separate(clear).getpixel((0, 0)) == 255


def test_a_profile_must_be_one_of_a_press() -> None:
    light = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with pytest.raises(OutputError, match=r"^my\.icc: is no profile of a press with four inks"):
        separation.check_profile(light, "my.icc")
    with pytest.raises(OutputError, match=r"^my\.icc: is no ICC profile"):
        separation.check_profile(b"nothing", "my.icc")
    separation.check_profile(profiles.coldset().profile, "coldset.icc")


# The structure tree.


def outline(pdf: bytes) -> list[Any]:
    """The tree as nested lists of kinds; content as numbers."""
    return sketch(catalog(pdf)["/StructTreeRoot"]["/K"])


def sketch(element: Any) -> Any:
    held = element.get_object()
    if isinstance(held, int):
        return int(held)
    if held.get("/Type") == "/OBJR":
        return "link"
    kids = held["/K"].get_object() if "/K" in held else []
    kids = kids if isinstance(kids, list) else [kids]
    return [str(held["/S"])[1:], *(sketch(kid) for kid in kids)]


def test_the_tree_follows_the_edition(paint: Paint, run: Runs) -> None:
    name = run("样报", "masthead", 0, item="masthead")
    pdf = paint(
        "ua1",
        display.Fill(Rect(0, 0, 300, 1), fill=display.INK),
        line(name, y=20),
        line(run("头条的题目", "headline", -1), y=40),
        line(run("本报讯", "source", -1), run("　", ""), run("第一段", "para", 0), y=60),
        line(run("还是第一段", "para", 0), y=72),
        line(run("小标题", "crosshead", 1), y=84),
        line(run("第二段", "para", 2), y=96),
        line(run("另一篇", "headline", -1, item="two"), y=140),
        line(run("不相干", "ad", 0, item="three"), y=160),
    )
    assert outline(pdf) == [
        "Document",
        ["Sect", ["H1", 0]],
        ["Art", ["H2", 1], ["P", 2], ["P", 3, 4], ["H3", 5], ["P", 6]],
        ["Art", ["H2", 7]],
        ["Sect", ["P", 8]],
    ]
    root = catalog(pdf)
    assert root["/MarkInfo"]["/Marked"] == pypdf.generic.BooleanObject(value=True)
    assert root["/Lang"] == "zh-CN"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])


def test_headings_begin_at_one_without_a_nameplate(paint: Paint, run: Runs) -> None:
    pdf = paint("ua1", line(run("题", "headline", -1)), line(run("小题", "crosshead", 0), y=80))
    assert outline(pdf) == ["Document", ["Art", ["H1", 0], ["H2", 1]]]


def test_no_level_of_headings_is_left_out(paint: Paint, run: Runs) -> None:
    pdf = paint(
        "ua1",
        line(run("样报", "masthead", 0, item="masthead")),
        line(run("无题的小题", "crosshead", 0), y=80),
        line(run("正文", "para", 1), y=95),
    )
    assert outline(pdf) == ["Document", ["Sect", ["H1", 0]], ["Art", ["H2", 1], ["P", 2]]]


def test_every_mark_is_in_the_tree_or_an_artifact(paint: Paint, run: Runs) -> None:
    pdf = paint(
        "ua1",
        display.Fill(Rect(0, 0, 300, 1), fill=display.INK),
        line(run("第八版", ""), y=10),
        line(run("正文", "para", 0), y=60),
        display.Fill(Rect(0, 61, 30, 1), fill=display.INK, source=display.Source("one", "para", 0)),
        line(run("正文", "para", 0), y=80),
    )
    shape = re.findall(r"/Artifact BMC|/P <</MCID \d>> BDC|EMC|re f|Tj", body_of(pdf))
    assert " ".join(shape) == (
        "/Artifact BMC re f Tj EMC /P <</MCID 0>> BDC Tj EMC /Artifact BMC re f EMC "
        "/P <</MCID 1>> BDC Tj EMC"
    )


def test_the_parent_tree_leads_back(paint: Paint, run: Runs) -> None:
    pdf = paint(
        "ua1",
        line(run("甲", "para", 0)),
        line(run("网址www.example.cn在此", "para", 1), y=80),
        display.Link(Rect(60, 70, 60, 12), "http://www.example.cn"),
    )
    root, page = catalog(pdf)["/StructTreeRoot"], opened(pdf).pages[0]
    keys = root["/ParentTree"]["/Nums"]
    parents = dict(zip(keys[::2], keys[1::2], strict=True))
    assert page["/StructParents"] == 0
    assert page["/Tabs"] == "/S"
    kinds = [parent.get_object()["/S"] for parent in parents[0].get_object()]
    assert kinds == ["/P", "/P", "/Link", "/P"]
    link = page["/Annots"][0].get_object()  # type: ignore[index]
    assert link["/StructParent"] == 1
    assert link["/Contents"] == "http://www.example.cn"
    assert parents[1].get_object()["/S"] == "/Link"
    assert outline(pdf) == ["Document", ["Art", ["P", 0], ["P", 1, ["Link", 2, "link"], 3]]]


def test_figures_have_words_and_a_place(paint: Paint, run: Runs) -> None:
    placed = display.PlacedPicture(
        Rect(10, 20, 50, 60), "a.png", display.Source("one", "caption", 0), alt="江上的船"
    )
    pdf = paint(
        "ua1",
        placed,
        line(run("晨渡", "caption", 0), run("江一舟摄", "credit", 0), y=90),
        picture=picture((9, 9, 9)),
    )
    assert outline(pdf) == ["Document", ["Sect", ["Figure", 0], ["Caption", 1, 2]]]
    assert structure(opened(pdf)).splitlines()[-1].strip() == "Caption “晨渡 江一舟摄”"
    figure = catalog(pdf)["/StructTreeRoot"]["/K"]["/K"]["/K"][0].get_object()
    assert figure["/Alt"] == "江上的船"
    assert [float(v) for v in figure["/A"]["/BBox"]] == [10, 320, 60, 380]


def test_labels_belong_to_what_they_label(paint: Paint, run: Runs) -> None:
    boxes = (display.PlacedBox(name="F", rect=Rect(0, 0, 99, 99), item="bank"),)
    post = run("99-1", "masthead", 1, item="masthead")
    issue = run("12", "masthead", 2, item="masthead")
    pdf = paint(
        "ua1",
        line(run("广告", ""), y=20, box="F"),
        line(
            run("邮发代号：", ""), post, run("　", ""), run("总第", ""), issue, run("号", ""), y=40
        ),
        line(run("某银行", "ad", 0, item="bank"), y=60, box="F"),
        boxes=boxes,
    )
    assert outline(pdf) == [
        "Document",
        ["Sect", ["P", 1], ["P", 2]],
        ["Sect", ["P", 0], ["P", 3]],
    ]


def test_another_language_is_told(paint: Paint, run: Runs) -> None:
    pdf = paint("ua1", line(run("Harbour", "para", 0), lang="en"))
    passage = catalog(pdf)["/StructTreeRoot"]["/K"]["/K"]["/K"]
    assert passage["/Lang"] == "en"


def test_words_of_another_language_are_told_in_the_line(paint: Paint, run: Runs) -> None:
    pdf = paint("ua1", line(run("去Open Air喝茶，看GDP和CN3的km", "para", 0)))
    assert outline(pdf) == ["Document", ["Art", ["P", 0, ["Span", 1], 2]]]
    span = catalog(pdf)["/StructTreeRoot"]["/K"]["/K"]["/K"]["/K"][1].get_object()
    assert span["/Lang"] == "en"
    assert opened(pdf).pages[0].extract_text() == "去Open Air喝茶，看GDP和CN3的km"


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("见www.example.cn和a@example.cn", "zh-CN", []),
        ("读New York时报", "zh-CN", ["en:New York"]),
        ("见office一词", "zh-CN", ["en:office"]),
        ("at 渡口，旁边 now", "en-GB", ["zh:渡口，旁边"]),
        ("无外文", "zh-CN", []),
    ],
)
def test_strangers_are_found_by_their_script(text: str, lang: str, found: list[str]) -> None:
    told = [f"{tongue}:{''.join(text[a:b])}" for a, b, tongue in foreign_words(text, lang)]
    assert told == found


def test_words_of_two_lines_stay_apart_in_the_tree(paint: Paint, run: Runs) -> None:
    """The space that a line's end took is in the content; none where a word was broken."""

    def at(text: str, start: int) -> display.Run:
        source = display.Source("one", "para", 0, start, start + len(text))
        return replace(run(text), source=source)

    pdf = paint(
        "ua1",
        line(at("The new", 0), y=20),
        line(at("coun", 8), y=32),
        line(at("cil votes", 12), y=44),
        line(at("再议", 22), y=56),
    )
    assert opened(pdf).pages[0].extract_text().split("\n") == [
        "The new ",
        "coun",
        "cil votes ",
        "再议",
    ]


def cell(row: int, column: int, **more: Any) -> display.Cell:
    return display.Cell(0, row, column, 3, row == 0, **more)


def test_tables_have_rows_and_cells_the_empty_ones_too(paint: Paint, run: Runs) -> None:
    words = {(0, 0): "航线", (0, 1): "箱量", (0, 2): "增长", (1, 0): "北线", (1, 2): "3.5%"}
    marks = [
        line(run(text, "table", 0), y=50 + 12 * row, cell=cell(row, column))
        for (row, column), text in words.items()
    ]
    again = line(run("航线", ""), y=200, cell=cell(0, 0), box="a")  # over the next column
    second = line(run("主航线", "table", 0), y=212, cell=cell(1, 0))
    boxes = (display.PlacedBox(name="a", rect=Rect(0, 0, 99, 99), item="one"),)
    pdf = paint("ua1", *marks, again, second, boxes=boxes)
    assert outline(pdf) == [
        "Document",
        [
            "Sect",
            [
                "Table",
                ["TR", ["TH", 0], ["TH", 1], ["TH", 2]],
                ["TR", ["TD", 3, 5], ["TD"], ["TD", 4]],
            ],
        ],
    ]
    table = catalog(pdf)["/StructTreeRoot"]["/K"]["/K"]["/K"]
    head = table["/K"][0]["/K"][0].get_object()
    assert head["/A"] == {"/O": "/Table", "/Scope": "/Column"}
    assert "/Artifact BMC" in body_of(pdf)


def test_lines_that_lead_on_are_links_with_words(paint: Paint, run: Runs) -> None:
    boxes = (display.PlacedBox(name="a", rect=Rect(0, 0, 99, 99), item="one"),)
    pdf = paint(
        "ua1",
        display.Anchor("one→2", "", 0, 0),
        line(run("正文", "para", 0), y=50),
        line(run("（下转第A2版）", ""), y=80, box="a"),
        display.Link(Rect(30, 70, 200, 12), "#one→2", "a"),
        boxes=boxes,
    )
    assert outline(pdf) == ["Document", ["Art", ["P", 0], ["P", ["Link", 1, "link"]]]]
    link = opened(pdf).pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    assert link["/Contents"] == "（下转第A2版）"
    assert link["/Dest"] == "one→2"


def test_an_exact_line_gives_its_text_where_it_is_tagged(paint: Paint, run: Runs) -> None:
    stream = body_of(paint("ua1", line(run("拉开"), exact=True), line(run("后"), y=80)))
    text = "拉开".encode("utf-16-be").hex().upper()
    assert f"/P <</MCID 0 /ActualText <FEFF{text}>>> BDC" in stream
    assert "/Span" not in stream
    assert "/P <</MCID 1>> BDC" in stream


def test_beads_follow_the_columns(paint: Paint, run: Runs) -> None:
    columns = (Rect(10, 20, 80, 300), Rect(100, 20, 80, 300), Rect(190, 60, 80, 260))
    boxes = (
        display.PlacedBox(name="a", rect=Rect(0, 0, 1, 1), item="one", columns=columns),
        display.PlacedBox(name="b", rect=Rect(0, 0, 1, 1), item="ad"),
    )
    pdf = paint("a2u", display.Anchor("one", "头条", 1, 2), line(run("字")), boxes=boxes)
    (thread,) = catalog(pdf)["/Threads"]
    thread = thread.get_object()
    assert thread["/I"]["/Title"] == "头条"
    bead, places = thread["/F"], []
    for _ in columns:
        places.append([float(v) for v in bead["/R"]])
        assert bead["/N"]["/V"] == bead
        bead = bead["/N"]
    assert bead == thread["/F"]  # the ring closes
    assert bead["/T"] == thread
    assert places == [[10, 80, 90, 380], [100, 80, 180, 380], [190, 80, 270, 340]]
    assert len(opened(pdf).pages[0]["/B"]) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(STANDARDS))
def test_the_same_order_gives_the_same_bytes(paint: Paint, run: Runs, name: str) -> None:
    marks = (display.Anchor("one", "头条", 1, 2), line(run("同样的字节")))
    assert paint(name, *marks) == paint(name, *marks)


@pytest.mark.parametrize("name", sorted(STANDARDS))
def test_the_text_reads_back_whatever_the_standard(paint: Paint, run: Runs, name: str) -> None:
    pdf = paint(
        name,
        line(run("渡口", "headline", -1), y=40),
        line(run("本报讯", "source", -1), run("　", ""), run("江上起了雾。", "para", 0), y=60),
    )
    assert opened(pdf).pages[0].extract_text() == "渡口\n本报讯　江上起了雾。"


@pytest.mark.parametrize("date", ["", "soon", "2026-1-1", "二〇二六"])
def test_what_is_no_day_is_the_undated_one(date: str) -> None:
    assert standards.iso_time(date) == "2000-01-01T00:00:00Z"


@pytest.mark.parametrize("name", ["x4", "a2u", "ua1", "a2a"])
def test_small_objects_are_packed_where_the_standard_allows(
    paint: Paint, run: Runs, name: str
) -> None:
    pdf = paint(name, line(run("字")))
    assert b"/ObjStm" in pdf
    assert b"/StructElem" not in pdf
    assert re.findall(rb"/Type /(\w+)", pdf).count(b"Font") == 0
    # Metadata stays in sight of programs that know no PDF.
    assert b"<x:xmpmeta" in pdf


def test_many_small_objects_come_back_one_by_one(paint: Paint, run: Runs) -> None:
    marks = [line(run(f"第{n}段", "para", n), y=5 + n) for n in range(390)]
    pdf = paint("ua1", *marks)
    assert pdf.count(b"/ObjStm") > 1
    (story,) = outline(pdf)[1:]
    assert story[1:] == [["P", n] for n in range(390)]
    start = int(re.findall(rb"startxref\n(\d+)\n", pdf)[-1])
    assert re.match(rb"\d+ 0 obj", pdf[start:])


def test_a_story_on_two_pages_is_one_article(faces: Mapping[str, Face], run: Runs) -> None:
    column = (Rect(10, 20, 80, 300),)
    box = display.PlacedBox(name="a", rect=Rect(0, 0, 1, 1), item="one", columns=column)
    link = display.Link(Rect(30, 70, 100, 12), "http://www.example.cn")
    pages = display.Pages(
        pages=(
            display.Page(
                number=1, width=WIDTH, height=HEIGHT, boxes=(box,), label="A1",
                marks=(line(run("第一页", "para", 0)),),
            ),
            display.Page(
                number=2, width=WIDTH, height=HEIGHT, boxes=(box,), label="A2",
                marks=(line(run("第二页", "para", 0)), line(run("末段", "para", 1), y=80), link),
            ),
        )
    )  # fmt: skip
    out = io.BytesIO()
    conforming.paint(pages, faces, out, FileOrder(standard=STANDARDS["ua1"]))
    reader = opened(out.getvalue())
    root = reader.trailer["/Root"]
    passage = root["/StructTreeRoot"]["/K"]["/K"]["/K"][0].get_object()  # type: ignore[index]
    first, second = passage["/K"]
    assert first == 0
    assert second["/MCID"] == 0
    assert passage["/Pg"] == reader.pages[0]
    assert second["/Pg"] == reader.pages[1]
    keys = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    assert keys[::2] == [0, 1, 2]  # two pages, then the link
    assert [page["/StructParents"] for page in reader.pages] == [0, 1]
    assert reader.pages[1]["/Annots"][0].get_object()["/StructParent"] == 2  # type: ignore[index]
    bead = root["/Threads"][0].get_object()["/F"]  # type: ignore[index]
    assert bead["/P"] == reader.pages[0]
    assert bead["/N"]["/P"] == reader.pages[1]
    assert reader.page_labels == ["A1", "A2"]


def test_pages_without_copy_have_a_tree_of_their_own(paint: Paint) -> None:
    pdf = paint("ua1", display.Fill(Rect(0, 0, 300, 1), fill=display.INK))
    assert outline(pdf) == ["Document"]
    assert catalog(pdf)["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object() == []


@pytest.mark.parametrize("name", list(STANDARDS))
def test_tints_of_a_spot_colour_share_its_plate_and_overprint_on_the_press(
    paint: Paint, run: Runs, name: str
) -> None:
    blue = display.Colour(1.0, 0.85, 0.05, 0.36, "PANTONE 281", over=True)
    pale = display.Colour(0.3, 0.255, 0.015, 0.108, "PANTONE 281", 0.3)
    pdf = paint(
        name,
        display.Fill(Rect(10, 10, 60, 60), fill=pale),
        display.Fill(Rect(20, 20, 40, 1), fill=blue),
        line(run("蓝", colour=blue), run("黑"), run("淡", colour=pale)),
    )
    leaf = opened(pdf).pages[0]
    spaces: Any = leaf["/Resources"]["/ColorSpace"]  # type: ignore[index]
    found = [space.get_object() for key, space in spaces.items() if key != "/RegAll"]
    assert [space[1] for space in found] == ["/PANTONE 281"]
    assert list(found[0][3].get_object()["/C1"]) == [1, 0.85, 0.05, 0.36]
    written = leaf.get_contents()
    assert written is not None
    steps = re.findall(
        r"/O[01] gs|/S1 cs [0-9.]+ scn|k$", written.get_data().decode("latin-1"), re.M
    )
    plates = ["/S1 cs 0.3 scn", "/S1 cs 1 scn"]
    assert [step for step in steps if "scn" in step] == [*plates, "/S1 cs 0.3 scn"]
    if STANDARDS[name].press:  # the ground knocks out, rule and words print over it
        assert steps == [plates[0], "/O1 gs", plates[1], "k", "/O0 gs", plates[0]]
    else:
        assert not any("gs" in step for step in steps)
