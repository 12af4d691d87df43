"""Drawings in SVG: drawn as they are meant, or refused in one line; never anything outside them."""

import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import broadsheet
from broadsheet.display import PlacedPicture
from broadsheet.errors import PictureError
from broadsheet.models import replace
from broadsheet.paint import profiles, separation, vector_page, vectors
from broadsheet.paint.artwork import artwork_size
from tests.external import clauses
from tests.unit.pages_of import edition, small_spec, story
from tests.unit.test_advert_material import forms, page_of, written

HEAD = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' "
SIZE = "width='300pt' height='100pt' viewBox='0 0 300 100'>"


def svg(body: str, size: str = SIZE) -> bytes:
    return f"{HEAD}{size}{body}</svg>".encode()


def shown(content: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(vector_page.page_of(content, "ad.svg")) as document:
        picture = document[0].render(scale=2).to_pil()
    return picture.convert("RGB")


def dark(content: bytes, x: float, y: float) -> bool:
    """Tell whether a place, in units of the drawing, is drawn black."""
    red, green, blue = shown(content).getpixel((round(2 * x), round(2 * y)))  # type: ignore[misc]
    assert (red, green, blue) in ((0, 0, 0), (255, 255, 255)), (red, green, blue)
    return red == 0


@pytest.mark.parametrize(
    ("body", "inside", "outside"),
    [
        ("<rect x='40' y='20' width='60' height='40'/>", (70, 40), (70, 70)),
        ("<rect x='40' y='20' width='60' height='40' rx='20'/>", (70, 40), (42, 22)),
        ("<circle cx='70' cy='40' r='20'/>", (70, 55), (85, 55)),
        ("<ellipse cx='70' cy='40' rx='30' ry='10'/>", (95, 40), (70, 55)),
        ("<line x1='10' y1='50' x2='90' y2='50' stroke='#000' stroke-width='9'/>",
         (50, 53), (50, 60)),
        ("<polyline points='10,10 90,10 90,90'/>", (80, 30), (20, 80)),
        ("<polygon points='10,10 90,10 90,90' fill='none' stroke='black' stroke-width='6'/>",
         (50, 50), (70, 30)),
        ("<path d='M10 10h80v80h-80zm20 20v40h40v-40z'/>", (20, 20), (50, 50)),
        ("<path fill-rule='evenodd' d='M10 10h80v80h-80zm20 20h40v40h-40z'/>", (20, 20), (50, 50)),
        ("<path d='M10 50a40 40 0 0 1 80 0z'/>", (50, 20), (50, 60)),
        ("<path d='M10 90Q50 0 90 90T170 90'/>", (50, 70), (50, 20)),
        ("<path d='M10 90C10 10 90 10 90 90Z'/>", (50, 60), (50, 20)),
        ("<g transform='translate(100 0) scale(2)'><rect width='20' height='20'/></g>",
         (130, 30), (90, 30)),
        ("<rect x='-10' y='-10' width='20' height='20' transform='translate(50,50) rotate(45)'/>",
         (50, 62), (58, 58)),
        ("<rect width='20' height='20' transform='matrix(1 0 0 1 60 30)'/>", (70, 40), (50, 40)),
        ("<rect width='20' height='20' transform='skewX(45)'/>", (30, 18), (5, 18)),
        ("<defs><g id='a'><rect width='9' height='9'/></g></defs><use x:href='#a' x='50' y='50'/>",
         (55, 55), (5, 5)),
        ("<defs><circle id='a' r='9'/></defs><use href='#a' x='50' y='50'/>", (55, 55), (5, 5)),
        ("<clipPath id='c'><rect width='50' height='50'/></clipPath>"
         "<g clip-path='url(#c)'><rect width='90' height='90'/></g>", (40, 40), (60, 40)),
        ("<clipPath id='c'><rect width='50' height='50'/></clipPath>"
         "<rect transform='translate(20)' clip-path='url(#c)' width='90' height='90'/>",
         (60, 40), (80, 40)),
        ("<style>.w{fill:#fff} rect{fill:#000}</style><rect width='50' height='50'/>"
         "<rect class='w' x='20' width='9' height='9'/>", (5, 5), (25, 5)),
        ("<style>.b{fill:#000}.a{fill:#fff}.b{stroke:none}</style>"
         "<rect class='a b' width='50' height='50'/><circle class='b' cx='70' cy='9' r='9'/>",
         (70, 9), (5, 5)),
        ("<style>#a{fill:white}</style><rect id='a' width='9' height='9' style='fill:black'/>",
         (5, 5), (20, 5)),
        ("<g fill='white'><rect width='9' height='9' fill='inherit'/></g><circle cx='50' r='9'/>",
         (50, 5), (5, 5)),
        ("<g display='none'><rect width='90' height='90'/></g><rect width='9' height='9'/>",
         (5, 5), (50, 50)),
        ("<g visibility='hidden'><rect width='90' height='90'/>"
         "<rect width='9' height='9' visibility='visible'/></g>", (5, 5), (50, 50)),
        ("<g color='#fff'><rect width='50' height='50' fill='currentColor'/></g>"
         "<rect x='60' width='9' height='9'/>", (65, 5), (5, 5)),
        ("<path d='M0 50h200' stroke='#000' stroke-width='20' stroke-dasharray='40'/>",
         (20, 50), (60, 50)),
    ],
)  # fmt: skip
def test_shapes_stand_where_they_are_meant(
    body: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    content = svg(body)
    assert dark(content, *inside)
    assert not dark(content, *outside)


@pytest.mark.parametrize(
    ("size", "points", "corner"),
    [
        ("width='300pt' height='100pt' viewBox='0 0 300 100'>", (300, 100), (0, 0)),
        ("width='400' height='200'>", (300, 150), (0, 0)),
        ("width='4in' height='50.8mm'>", (288, 144), (0, 0)),
        ("viewBox='0 0 400 200'>", (300, 150), (0, 0)),
        ("width='100%' height='100%' viewBox='0 0 400 200'>", (300, 150), (0, 0)),
        ("width='200pt' viewBox='-10 -20 100 50'>", (200, 100), (20, 40)),
        ("width='200pt' height='200pt' viewBox='0 0 100 50'>", (200, 200), (0, 50)),
        ("width='200pt' height='200pt' viewBox='0 0 100 50' preserveAspectRatio='none'>",
         (200, 200), (0, 0)),
    ],
)  # fmt: skip
def test_a_drawing_has_its_size_in_points(
    size: str, points: tuple[float, float], corner: tuple[float, float], tmp_path: Path
) -> None:
    drawing = vectors.read_drawing(svg("<rect width='1' height='1'/>", size), "ad.svg")
    assert (drawing.width, drawing.height) == pytest.approx(points, abs=0.01)
    assert drawing.shapes[0].matrix[4:] == pytest.approx(corner, abs=0.01)
    (tmp_path / "ad.svg").write_bytes(svg("<rect width='1' height='1'/>", size))
    assert artwork_size(tmp_path / "ad.svg") == tuple(round(side) for side in points)


OUTSIDE = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
NESTED = "".join(f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 10))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (svg("<text><textPath href='#a'>a</textPath></text>"), "has text in a way that is not set"),
        (svg("<text rotate='9'>a</text>"), "has text with rotate, which is not read"),
        (svg("<text style='writing-mode:tb'>a</text>"), "has text with writing-mode: tb"),
        (svg("<text style='text-decoration:underline'>a</text>"), "has text with text-decoration"),
        (svg("<text>\U000f1234</text>"), "has the character '\\U000f1234', which no face here has"),
        (svg("<text y='x'>a</text>"), "has a length that is none"),
        (
            svg(
                "<linearGradient id='g' spreadMethod='reflect'/><rect width='9' height='9' "
                "fill='url(#g)'/>"
            ),
            "has a gradient over and over",
        ),
        (
            svg(
                "<linearGradient id='g'><stop stop-opacity='.5'/></linearGradient><rect width='9' "
                "height='9' fill='url(#g)'/>"
            ),
            "has a gradient that lets through",
        ),
        (svg("<pattern id='g'/><rect width='9' height='9' fill='url(#g)'/>"), "has a pattern"),
        (svg("<image href='file:///etc/passwd'/>"), "has a picture inside (export it as PDF)"),
        (svg("<g><script>f()</script></g>"), "has a script (export it as PDF)"),
        (
            svg("<rect width='9' height='9' fill='url(#g)'/>"),
            "has a pattern, or a colour by a name that is none",
        ),
        (svg("<g filter='url(#f)'/>"), "has a filter"),
        (svg("<g style='mask:url(#f)'/>"), "has a mask"),
        (svg("<style>.a{mix-blend-mode:multiply}</style><g class='a'/>"), "blends its colours"),
        (svg("<path marker-end='url(#m)' d='M0 0L9 9'/>"), "has markers"),
        (svg("<g opacity='.5'><rect width='9' height='9'/></g>"), "has a group that lets through"),
        (svg("<rect width='9' height='9' fill='#09090980'/>"), "a colour that lets through"),
        (svg("<rect width='9' height='9' fill='puce'/>"), "a colour that is none: 'puce'"),
        (svg("<rect width='9%' height='9'/>"), "has a length that is none: '9%'"),
        (svg("<rect width='1e999' height='9'/>"), "has a length without an end"),
        (svg("<path d='M0 0L9'/>"), "has a path that can't be drawn"),
        (svg("<path d='M0 0A1e-300 9 0 0 0 9 9'/>"), "has a path that can't be drawn"),
        (b"<?xml version='1.0' encoding='x-none'?>" + svg("<g/>"), "has a coding of characters"),
        (svg("<g transform='spin(3)'/>"), "has a transform that is none: 'spin'"),
        (svg("<style>g > rect {fill: red}</style>"), "has a rule of style that is not known"),
        (svg("<use href='http://example.cn/a.svg#b'/>"), "asks for 'http://example.cn/a.svg#b'"),
        (svg("<style>@import url(a.css);rect{fill:red}</style>"), "has a sheet of style from else"),
        (svg("<style>@media print{rect{fill:red}}</style>"), "has a rule of style that is not"),
        (svg("<use href='#gone'/>"), "asks for '#gone', which it can't draw again"),
        (svg("<use id='u' href='#u'/>"), "draws too many elements"),
        (svg(f"<g id='g0'><path d='M0 0h9'/></g>{NESTED}"), "draws too many elements"),
        (svg("<g>" * 80 + "</g>" * 80), "has too many elements"),
        (svg("<switch/>"), "has an element that is not drawn: switch"),
        (svg("<rect/>"), "has nothing that is drawn (export it as PDF)"),
        (svg("", ">"), "has no size"),
        (svg("", "width='9e9' height='9'>"), "has no size that a page can have"),
        (OUTSIDE.encode() + svg("<g/>"), "declares entities (save it as plain SVG)"),
        (b"\x1f\x8b\x08", "is a packed SVG"),
        (b"<svg", "is no XML: "),
        (b"", "is no XML: "),
        (b"<html/>", "is no SVG"),
    ],
)
def test_what_can_not_be_drawn_is_refused_with_a_way_out(content: bytes, says: str) -> None:
    with pytest.raises(PictureError) as fault:
        vector_page.page_of(content, "ad.svg")
    told = str(fault.value)
    assert told.startswith(f"ad.svg: {says}") or says in told, told
    assert fault.value.hint
    assert "\n" not in told


LONG = 200_000
REPEATED = f"<defs><path id='p' d='M0 0{'h9' * 9_000}'/></defs>" + "<use href='#p'/>" * 90


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (f"<g transform='{'a' * LONG}'/>", "a transform that is none"),
        (f"<g transform='{'rotate(1)' * 9_000}{'(' * LONG}'/>", "a transform that is none"),
        (f"<rect width='{'1' * LONG}!' height='9'/>", "a length that is none"),
        (f"<polygon points='{'1' * LONG}!'/>", "numbers that are none"),
        (f"<style>{'a' * LONG}{{}}</style>", ""),
        (f"<style>{'/*' * LONG}</style>", ""),
        (f"<style>{'/**/{' * LONG}</style>", ""),
        ("<style>" + ".a{}" * 50_000 + "</style>" + "<g class='a'/>" * 9_000, ""),
        (f"<rect fill='{'rgb(1,' * LONG}' width='9' height='9'/>", "a colour that is none"),
        (f"<path stroke-dasharray='{'1,' * LONG}' d='M0 0h9'/>", "a length that is none"),
        (REPEATED, "has too long paths"),
        (f"<clipPath id='c'>{REPEATED[6:-9]}</clipPath>", ""),
    ],
)
def test_what_is_long_takes_no_longer_than_it_is(body: str, says: str) -> None:
    """Each of these would take minutes if a reading went over what it has read again."""
    if not says:
        with suppress(PictureError):
            assert vector_page.page_of(svg(body), "ad.svg").startswith(b"%PDF")
        return
    with pytest.raises(PictureError, match=says):
        vector_page.page_of(svg(body), "ad.svg")


@settings(max_examples=60, deadline=None)
@given(
    st.text("<>/='\"#.,-0123456789 MmLlCcQqAaZzSsTtHhVv", max_size=60),
    st.sampled_from(("d", "points", "transform", "style", "fill", "viewBox", "stroke-dasharray")),
)
def test_whatever_it_says_it_is_drawn_or_refused(words: str, key: str) -> None:
    escaped = words.replace("&", "").replace("<", "").replace("'", "")
    content = svg(f"<path d='M0 0h9v9z' {key if key != 'd' else 'id'}='{escaped}'/>" + words)
    with suppress(PictureError):
        assert vector_page.page_of(content, "ad.svg").startswith(b"%PDF")


def form_words(tmp_path: Path, body: str, standard: str) -> str:
    (tmp_path / "ad.svg").write_bytes(svg(body))
    (form,) = forms(written(page_of(tmp_path, "ad.svg"), standard))
    return str(form.get_data().decode())


@pytest.mark.parametrize("standard", ["pdf", "x4", "x1a", "a2u", "ua1", "a2a"])
def test_every_standard_takes_a_drawing_in_its_inks(tmp_path: Path, standard: str) -> None:
    body = "<rect width='9' height='9' fill='{}'/>"
    assert re.search(r"\b0 g\n", form_words(tmp_path, body.format("#000"), standard))
    grey = form_words(tmp_path, body.format("#808080"), standard)
    assert re.search(r"\b0\.50196 g\n", grey)
    given = form_words(tmp_path, body.format("device-cmyk(0 80% .9 0)"), standard)
    assert re.search(r"\b0 0\.8 0\.9 0 k\n", given)
    red = form_words(tmp_path, body.format("#c33"), standard)
    if standard in ("pdf", "ua1"):
        assert "0 0.6 0.6 0.2 k" in red
        return
    separate = separation.separator(profiles.coldset().profile)
    inks = separate(Image.new("RGB", (1, 1), "#c33")).getpixel((0, 0))
    assert isinstance(inks, tuple)
    found = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k", red)[0]
    assert [float(ink) for ink in found] == pytest.approx([ink / 255 for ink in inks], abs=1e-4)


def test_what_lets_through_is_not_for_x1a(tmp_path: Path) -> None:
    body = "<rect width='9' height='9' opacity='.5'/>"
    assert " gs" in form_words(tmp_path, body, "x4")
    with pytest.raises(PictureError, match="transparency"):
        form_words(tmp_path, body, "x1a")


def test_a_picture_of_a_story_may_be_a_drawing(tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_bytes(svg("<rect x='9' y='9' width='282' height='82'/>"))
    picture = {"src": "chart.svg", "caption": "潮高", "alt": "一幅图"}
    copy = replace(edition(story(1, [90], pictures=[picture])), folder=str(tmp_path))
    box: dict[str, Any] = {"p": {"story": "1", "picture": {"at": "top", "ratio": "2:1"}}}
    pages = broadsheet.compose(copy, small_spec("p p p p | auto", box))
    (mark,) = (m for m in pages.pages[0].marks if isinstance(m, PlacedPicture))
    shown_part = 3 * (mark.crop[2] - mark.crop[0])  # of a drawing of 3:1
    assert shown_part == pytest.approx(mark.rect.width / mark.rect.height)
    assert shown_part < 2.1
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out, standard="x4")
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        drawn = document[0].render(scale=2).to_pil().convert("L")
    middle = (round(2 * mark.rect.centre), round(2 * mark.rect.middle))
    assert drawn.getpixel(middle) == 0
    assert "<image" in broadsheet.to_svg(pages)


def grey(content: bytes, x: float, y: float) -> int:
    """Return how light a place is, in units of the drawing."""
    return int(shown(content).convert("L").getpixel((round(2 * x), round(2 * y))))  # type: ignore[arg-type]


STOPS = "<stop offset='.2' stop-color='#000'/><stop offset='.8' style='stop-color:#fff'/>"


@pytest.mark.parametrize(
    ("gradient", "places"),
    [
        (f"<linearGradient id='g'>{STOPS}</linearGradient>", [(10, 50), (50, 50), (90, 50)]),
        (f"<linearGradient id='h'>{STOPS}</linearGradient>"
         "<linearGradient id='g' x:href='#h' x1='0' y1='0' x2='0' y2='1'/>",
         [(50, 10), (50, 50), (50, 90)]),
        (f"<linearGradient id='g' gradientTransform='rotate(90)'>{STOPS}</linearGradient>",
         [(50, 10), (50, 50), (50, 90)]),
        ("<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='0' x2='100'>"
         f"{STOPS}</linearGradient>", [(10, 50), (50, 50), (90, 50)]),
        (f"<radialGradient id='g' r='0.5'>{STOPS}</radialGradient>",
         [(50, 50), (75, 50), (98, 50)]),
        (f"<radialGradient id='g' gradientUnits='userSpaceOnUse' cx='0' cy='50' r='100'>{STOPS}"
         "</radialGradient>", [(5, 50), (50, 50), (95, 50)]),
    ],
)  # fmt: skip
def test_a_gradient_runs_from_black_to_white(
    gradient: str, places: list[tuple[float, float]]
) -> None:
    drawing = svg(f"{gradient}<rect width='100' height='100' fill='url(#g)'/>")
    first, middle, last = (grey(drawing, *place) for place in places)
    assert first < 60
    assert 90 < middle < 175
    assert last > 245
    assert grey(drawing, 150, 50) == 255


def test_a_line_and_a_text_take_a_gradient_over_all_of_them() -> None:
    gradient = f"<linearGradient id='g'>{STOPS}</linearGradient>"
    line = "<rect x='20' y='20' width='160' height='60' fill='none' stroke-width='20' "
    ring = svg(f"{gradient}{line} stroke='url(#g)'/>")
    assert grey(ring, 20, 50) < 60
    assert grey(ring, 100, 20) in range(90, 175)
    text = (
        "<text y='80' font-size='80' fill='url(#g)'>口口<tspan font-weight='bold'>口</tspan></text>"
    )
    drawn = shown(svg(gradient + text)).convert("L")
    first, last = (drawn.crop((x, 0, x + 160, 200)).getextrema()[0] for x in (0, 320))
    assert first < 60  # type: ignore[operator]
    assert last > 150  # type: ignore[operator]


def test_text_is_set_where_it_says() -> None:
    def box(body: str) -> tuple[float, ...]:
        found = Image.eval(shown(svg(body)).convert("L"), lambda level: 255 - level).getbbox()
        assert found is not None
        return tuple(edge / 2 for edge in found)

    left, top, right, bottom = box("<text x='100' y='60' font-size='40'>口</text>")
    assert 100 < left < 108
    assert 132 < right < 140
    assert 20 < top < 34
    assert 58 < bottom < 66
    middle = box("<text x='100' y='60' font-size='40' text-anchor='middle'>口</text>")
    end = box("<text x='100' y='60' font-size='40' text-anchor='end'>口</text>")
    assert middle[0] == pytest.approx(left - 20, abs=0.6)
    assert end[0] == pytest.approx(left - 40, abs=0.6)
    lower = box("<text x='100' y='20' font-size='40'><tspan dy='40'>口</tspan></text>")
    assert lower == pytest.approx((left, top, right, bottom), abs=0.6)
    spaced = box("<text x='100' y='60' font-size='40' letter-spacing='10'>口口</text>")
    assert spaced[2] == pytest.approx(right + 50, abs=0.6)
    white = box("<text x='100' y='60' font-size='40'>\n  口\n </text>")
    assert white == pytest.approx((left, top, right, bottom), abs=0.6)


def test_a_face_that_is_not_here_is_told(tmp_path: Path) -> None:
    text = "<text y='80' font-size='60' font-family='Futura, serif'>归帆</text>"
    (tmp_path / "ad.svg").write_bytes(svg(text))
    (found,) = [f for f in page_of(tmp_path, "ad.svg").findings if f.code == "ad-face"]
    assert found.level == "warning"
    assert found.message.startswith("ad.svg: its text in Futura is set in Broadsheet Roman: look")
    (tmp_path / "ad.svg").write_bytes(svg(text.replace("Futura, ", "")))
    assert not [f for f in page_of(tmp_path, "ad.svg").findings if f.code == "ad-face"]


@pytest.mark.parametrize("standard", ["x4", "x1a", "a2a", "ua1"])
def test_text_and_gradients_keep_a_standard(tmp_path: Path, standard: str) -> None:
    gradient = f"<linearGradient id='g'>{STOPS}</linearGradient>"
    (tmp_path / "ad.svg").write_bytes(svg(f"{gradient}<text y='80' fill='url(#g)'>归帆</text>"))
    content = written(page_of(tmp_path, "ad.svg"), standard)
    assert clauses.faults(content, standard) == []
    (form,) = forms(content)
    assert "/Pattern" in form["/Resources"]
