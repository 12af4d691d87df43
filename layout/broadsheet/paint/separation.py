"""From light to ink through profiles.

Takes a picture and the profile of the press; returns the picture in grey or process colour
within the profile's total ink.  For files that name their printing condition; a plain file's
pictures take the quicker way of ``pictures.in_ink``.
"""

import io
from collections.abc import Callable

from PIL import Image, ImageCms

from broadsheet.errors import OutputError, PictureError, Where
from broadsheet.paint import pictures

_FOUR_INKS = "CMYK"
_DEVICES = {"mntr", "scnr", "prtr", "spac"}


def check_profile(profile: bytes, name: str, *, newest: int = 0) -> None:
    """Raise ``OutputError`` unless the profile is one of an output device with four inks.

    ``newest`` is the version that a standard knows, 0 for any: PDF 1.4 knows those of ICC.1:1998
    (PDF/X-1a:2003; PDF 1.4, 4.5.4).
    """
    where = Where(name)
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    except (ImageCms.PyCMSError, OSError, ValueError):
        raise OutputError("is no ICC profile", where=where) from None
    if int.from_bytes(profile[:4], "big") > len(profile):  # ICC.1:2022, 7.2.2
        raise OutputError("is cut short", where=where, hint="fetch the profile again")
    if opened.device_class.strip() != "prtr" or opened.xcolor_space.strip() != _FOUR_INKS:
        raise OutputError(
            "is no profile of a press with four inks",
            where=where,
            hint="its class must be prtr and its colour space CMYK",
        )
    if newest and profile[8] > newest:
        hint = f"take one of version {newest}"
        raise OutputError(f"is a profile of version {profile[8]}", where=where, hint=hint)
    try:
        separator(profile)(Image.new("RGB", (1, 1), "red"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        raise OutputError("is spoilt: nothing can be separated with it", where=where) from None


def separator(profile: bytes) -> Callable[[Image.Image], Image.Image]:
    """Return what converts pictures for one press.

    Perceptual, so that what paper can't hold keeps its drawing.
    """
    press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    made: dict[bytes, ImageCms.ImageCmsTransform] = {}

    def separate(picture: Image.Image) -> Image.Image:
        if picture.mode in ("1", "L", _FOUR_INKS) or picture.mode.startswith("I"):
            return pictures.in_ink(picture)
        source: bytes = picture.info.get("icc_profile") or b""
        light = pictures.upright(picture).convert("RGB")
        if grey := _only_grey(light):
            return grey
        if source not in made:
            made[source] = _transform(source, press)
        converted = ImageCms.applyTransform(light, made[source])
        if converted is None:
            raise PictureError("can't be separated")
        return converted

    return separate


def _only_grey(light: Image.Image) -> Image.Image | None:
    """Return a picture without colour as grey: one plate is never out of register."""
    grey = pictures.in_ink(light)
    return grey if grey.mode == "L" else None


def _transform(source: bytes, press: ImageCms.ImageCmsProfile) -> ImageCms.ImageCmsTransform:
    """Return the way from a picture's own profile, sRGB when it has none that can be used.

    Of use are those of devices and of spaces; links, named colours and effects are none
    (ICC.1:2022, 7.2.5).
    """
    if source:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(source))
            about = own.profile
            if about.xcolor_space.strip() == "RGB" and about.device_class in _DEVICES:
                return _way(own, press)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # it is spoilt
    return _way(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), press)


def _way(
    light: ImageCms.ImageCmsProfile, press: ImageCms.ImageCmsProfile
) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        light, press, "RGB", _FOUR_INKS, renderingIntent=ImageCms.Intent.PERCEPTUAL
    )
