"""Pictures: sizes, inks, and how they stand in a PDF."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from broadsheet import display, limits
from broadsheet.errors import PictureError
from broadsheet.geometry import Rect
from broadsheet.paint import pictures
from broadsheet.paint.pdf import paint

COPY = display.Source("one", "caption")


def saved(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def rainbow() -> Image.Image:
    """Every hue and shade once."""
    ramp = Image.linear_gradient("L").resize((64, 48))
    return Image.merge(
        "RGB",
        (ramp, ramp.rotate(180), ramp.transpose(Image.Transpose.ROTATE_90).resize((64, 48))),
    )


def painted(read: Callable[[str], bytes] | None, *marks: display.PlacedPicture) -> pypdf.PageObject:
    page = display.Page(number=1, width=300, height=400, marks=marks)
    out = io.BytesIO()
    paint(display.Pages(pages=(page,)), {}, out, read_picture=read)
    return pypdf.PdfReader(out).pages[0]


def placed(content: bytes, **more: Any) -> Any:
    """Return the image object that a file's content becomes."""
    mark = display.PlacedPicture(Rect(10, 20, 100, 50), "it", COPY, **more)
    page = painted({"it": content}.__getitem__, mark)
    return page["/Resources"]["/XObject"]["/I1"]  # type: ignore[index]


def test_colours_become_inks_within_the_limit() -> None:
    inked = pictures.in_ink(rainbow())
    assert inked.mode == "CMYK"
    totals = [sum(point) for point in zip(*(ink.tobytes() for ink in inked.split()), strict=True)]
    assert max(totals) <= 2.4 * 255


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        ((255, 255, 255), 0),
        ((0, 0, 0), 255),
        ((119, 119, 119), 136),
    ],
)
def test_greys_are_black_ink_alone(colour: tuple[int, int, int], inks: int) -> None:
    inked = pictures.in_ink(Image.new("RGB", (4, 4), colour))
    assert inked.mode == "L"
    assert inked.getpixel((0, 0)) == 255 - inks
    mixed = Image.new("RGB", (4, 4), colour)
    mixed.putpixel((3, 3), (255, 0, 0))
    assert pictures.in_ink(mixed).getpixel((0, 0)) == (0, 0, 0, inks)


def test_pure_colours_are_pure_inks() -> None:
    red = Image.new("RGB", (2, 2), (255, 0, 0))
    assert pictures.in_ink(red).getpixel((0, 0)) == (0, 255, 255, 0)


def test_what_is_transparent_is_paper() -> None:
    clear = Image.new("RGBA", (2, 2), (255, 0, 0, 0))
    clear.putpixel((0, 0), (0, 0, 255, 255))
    inked = pictures.in_ink(clear)
    assert inked.getpixel((1, 1)) == (0, 0, 0, 0)
    assert inked.getpixel((0, 0)) == (255, 255, 0, 0)


def test_one_bit_and_grey_are_kept() -> None:
    bits = placed(saved(rainbow().convert("1"), "PNG"))
    assert (bits["/ColorSpace"], bits["/BitsPerComponent"]) == ("/DeviceGray", 1)
    grey = placed(saved(rainbow().convert("L"), "PNG"))
    assert (grey["/ColorSpace"], grey["/BitsPerComponent"]) == ("/DeviceGray", 8)
    assert grey.get_data() == rainbow().convert("L").tobytes()


def test_palettes_and_sixteen_bits_are_converted() -> None:
    palette = Image.new("RGB", (4, 4), (0, 255, 0)).convert("P", palette=Image.Palette.ADAPTIVE)
    assert placed(saved(palette, "PNG"))["/ColorSpace"] == "/DeviceCMYK"
    deep = Image.new("I;16", (4, 4), 65535)
    assert placed(saved(deep, "PNG")).get_data() == b"\xff" * 16


def test_a_jpeg_in_inks_goes_in_untouched() -> None:
    content = saved(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG")
    image = placed(content)
    assert image["/Filter"] == "/DCTDecode"
    assert image._data == content
    # pillow writes Adobe's marker, and inverted inks
    assert image["/Decode"] == [1, 0, 1, 0, 1, 0, 1, 0]


def test_a_grey_jpeg_goes_in_untouched() -> None:
    content = saved(rainbow().convert("L"), "JPEG")
    image = placed(content)
    assert image._data == content
    assert "/Decode" not in image


def test_a_jpeg_in_light_is_a_jpeg_in_inks() -> None:
    image = placed(saved(rainbow(), "JPEG"))
    assert (image["/ColorSpace"], image["/Filter"]) == ("/DeviceCMYK", "/DCTDecode")
    with Image.open(io.BytesIO(image._data)) as again:
        assert again.mode == "CMYK"


def test_a_picture_is_turned_as_the_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = saved(rainbow(), "JPEG", exif=exif.tobytes())
    image = placed(content)
    assert (image["/Width"], image["/Height"]) == (48, 64)
    path = tmp_path / "turned.jpg"
    path.write_bytes(content)
    assert pictures.picture_size(path) == (48, 64)


def test_a_crop_shows_its_part_in_the_rectangle() -> None:
    content = saved(rainbow(), "PNG")
    mark = display.PlacedPicture(Rect(10, 20, 100, 50), "it", COPY, crop=(0.25, 0.5, 0.75, 1.0))
    contents = painted({"it": content}.__getitem__, mark).get_contents()
    assert contents is not None
    lines = contents.get_data().decode().split("\n")
    assert "10 330 100 50 re W n" in lines
    # the whole is 200 by 100; its left quarter and upper half lie outside
    assert "200 0 0 100 -40 330 cm /I1 Do" in lines


def test_a_picture_shown_twice_is_held_once() -> None:
    content = saved(rainbow(), "PNG")
    marks = [display.PlacedPicture(Rect(n, n, 9, 9), "it", COPY) for n in (1, 50)]
    page = painted({"it": content}.__getitem__, *marks)
    assert list(page["/Resources"]["/XObject"]) == ["/I1"]  # type: ignore[index,arg-type]


def test_broken_and_missing_pictures_are_named(tmp_path: Path) -> None:
    def missing(_name: str) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    mark = display.PlacedPicture(Rect(1, 1, 9, 9), "gate.png", COPY)
    with pytest.raises(PictureError, match=r"^gate.png: no such file or directory$"):
        painted(missing, mark)
    with pytest.raises(PictureError, match=r"^gate.png: is no picture that can be read$"):
        painted(lambda _name: b"GIF87a and no more", mark)
    torn = saved(rainbow(), "JPEG")
    with pytest.raises(PictureError, match=r"^gate.png: is no picture that can be read$"):
        painted(lambda _name: torn[: len(torn) // 2], mark)
    with pytest.raises(PictureError, match="painted without pictures"):
        painted(None, mark)
    with pytest.raises(PictureError, match="no such file"):
        pictures.picture_size(tmp_path / "none.png")


def test_the_size_is_read_from_the_head_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "torn.png"
    path.write_bytes(saved(rainbow(), "PNG")[:60])
    assert pictures.picture_size(path) == (64, 48)


def test_too_many_pixels_are_refused() -> None:
    with (
        limits.put(pixels=64 * 48 - 1),
        pytest.raises(PictureError, match="too many pixels"),
    ):
        placed(saved(rainbow(), "PNG"))


def test_a_head_without_end_and_scans_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ppm"
    path.write_bytes(b"P6\n" + b"# lamp\n" * 700 + b"9 9 255\n" + bytes(243))
    with pytest.raises(PictureError, match="is no picture that can be read"):
        pictures.picture_size(path)
    path.write_bytes(b"P6\n# lamp\n9 9 255\n" + bytes(243) * 40)
    assert pictures.picture_size(path) == (9, 9)
    whole = saved(rainbow(), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    with pytest.raises(PictureError, match="is a JPEG of too many scans"):
        placed(whole[:last] + whole[last:-2] * 100 + whole[-2:])


def test_no_picture_starts_another_program(tmp_path: Path) -> None:
    """Pillow hands EPS to Ghostscript."""
    path = tmp_path / "a.eps"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")
    with pytest.raises(PictureError, match=r"is EPS, which is not read \(export it as PDF\)"):
        pictures.picture_size(path)
    assert "EPS" not in pictures.FORMATS


def test_a_picture_file_is_not_read_past_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(saved(rainbow(), "PNG"))
    with limits.put(file=100), pytest.raises(PictureError, match=r"is over 0\.0001 MB"):
        pictures.picture_size(path)
