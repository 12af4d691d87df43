"""Hostile profiles of a press."""

import struct
from collections.abc import Callable
from pathlib import Path

from PIL import ImageCms

from tests.hostile.basics import noise, page, put
from tests.hostile.running import ROOT, Order

OURS = ROOT / "layout" / "broadsheet" / "paint" / "profiles" / "coldset.icc"


def make(name: str, folder: Path) -> Order:
    """Make a case's profile, and render for the press with it."""
    if name == "profile-device":
        return page(folder, "--standard", "x4", "--profile", "/dev/zero")
    if name == "profile-size":
        with put(folder, "press.icc", OURS.read_bytes()).open("ab") as out:
            out.truncate(200_000_000)
    else:
        put(folder, "press.icc", CASES[name]())
    return page(folder, "--standard", "x4", "--profile", "press.icc")


def tags() -> bytes:
    out = bytearray(OURS.read_bytes())
    for n in range(struct.unpack_from(">I", out, 128)[0]):
        struct.pack_into(">2I", out, 136 + 12 * n, 0xFFFFFF00, 0xFFFFFFFF)
    return bytes(out)


def huge_table() -> bytes:
    content = OURS.read_bytes()
    for kind in (b"mft1", b"mft2"):
        at = content.find(kind)
        while at >= 0:
            content = content[: at + 8] + b"\x0f\x0f\xff" + content[at + 11 :]
            at = content.find(kind, at + 8)
    return content


def fifteen() -> bytes:
    out = bytearray(OURS.read_bytes())
    out[16:20] = b"FCLR"
    return bytes(out)


def not_numbers() -> bytes:
    content = OURS.read_bytes()
    for kind in (b"curv", b"para", b"mft2", b"mft1"):
        at = content.find(kind)
        while at >= 0:
            content = content[: at + 12] + b"\xff" * 200 + content[at + 212 :]
            at = content.find(kind, at + 300)
    return content


CASES: dict[str, Callable[[], bytes]] = {
    "profile-colours-15": fifteen,
    "profile-lookups-nan": not_numbers,
    "profile-empty": lambda: b"",
    "profile-noise": lambda: noise(100_000),
    "profile-rgb": lambda: ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    "profile-truncated": lambda: OURS.read_bytes()[: OURS.stat().st_size // 2],
    "profile-tags": tags,
    "profile-table-huge": huge_table,
}
