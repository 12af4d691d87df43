"""What a file as a whole breaks: intent, boxes, fonts, claims.

Takes pypdf's reader and its pages; returns issues.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from broadsheet.geometry import MM, Rect
from broadsheet.opened_pdf.rules import BANS, Bans
from broadsheet.opened_pdf.walk import page_faults
from broadsheet.preflight.models import Issue, Mark

_X4 = "ISO 15930-7:2010"
_SAME = 0.1  # pt
# Faults of a standard that other checks tell, with their place.
_TOLD = ("transparency", "a picture in J", "the face")


def check_file(reader: Any) -> Iterator[Issue]:
    """Yield what is wrong with the file before any page is read."""
    root = reader.trailer["/Root"].get_object()
    if reader.is_encrypted:
        yield Issue(
            level="error", code="encrypted", message="the file is encrypted", rule=f"{_X4}, 6.20"
        )
    yield from _intent(root)
    info = reader.trailer.get("/Info")
    trapped = info.get_object().get("/Trapped") if info is not None else None
    if str(trapped) not in ("/True", "/False"):
        yield Issue(
            level="warning",
            code="trapped",
            message="the file does not say whether it is trapped",
            limit="True or False",
            rule=f"{_X4}, 6.10",
        )


def is_x1a(reader: Any) -> bool:
    """Tell whether a file says that it is PDF/X-1a."""
    info = reader.trailer.get("/Info")
    claim = info.get_object().get("/GTS_PDFXVersion", "") if info is not None else ""
    conformance = info.get_object().get("/GTS_PDFXConformance", "") if info is not None else ""
    return "PDF/X-1a" in f"{claim} {conformance}"


def claimed(reader: Any) -> Bans | None:
    """Return what the standard refuses that a file says it keeps; None for no such claim."""
    if is_x1a(reader):
        return BANS["x1a"]
    held = reader.trailer["/Root"].get_object().get("/Metadata")
    packet = held.get_object().get_data() if held is not None else b""
    if b"PDF/X-4" in packet:
        return BANS["x4"]
    return BANS["a2u"] if re.search(rb"pdfaid:part\W{1,8}2", packet) else None


def check_claim(page: Any, bans: Bans, number: int) -> Iterator[Issue]:
    """Yield what a page has that the file's own standard refuses."""
    for fault in page_faults(page, bans):
        if fault.startswith(_TOLD):
            continue
        yield Issue(
            level="error",
            code="standard",
            message=f"not fit for {bans.title}, which the file says it is: {fault}",
            page=number,
            rule="ISO 15930-4, 15930-7, 19005-2",
        )


def _intent(root: Any) -> Iterator[Issue]:
    intents = root.get("/OutputIntents")
    held = [intent.get_object() for intent in intents.get_object()] if intents is not None else []
    if not held:
        yield Issue(
            level="error",
            code="no-intent",
            message="no output intent: the file does not say for which press it is",
            rule=f"{_X4}, 6.2",
        )
        return
    for intent in held:
        profile = intent.get("/DestOutputProfile")
        if profile is None:
            if not str(intent.get("/RegistryName", "")):
                yield Issue(
                    level="error",
                    code="intent-profile",
                    message="the output intent has neither a profile nor a registered condition",
                    value=str(intent.get("/OutputConditionIdentifier", "")),
                    rule=f"{_X4}, 6.2",
                )
            continue
        space = profile.get_object().get_data()[16:20]
        if space not in (b"CMYK", b"GRAY"):
            yield Issue(
                level="error",
                code="intent-profile",
                message="the output intent is no press",
                value=space.decode("ascii", "replace").strip(),
                limit="CMYK or grey",
                rule=f"{_X4}, 6.2",
            )


def boxes_of(page: Any) -> dict[str, tuple[float, float, float, float]]:
    """Return the boxes that a page has of its own or from above: left, bottom, right, top."""
    found = {}
    for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
        held, node = page.get(key), page
        depth = 0
        while held is None and key in ("/MediaBox", "/CropBox") and "/Parent" in node:
            node = node["/Parent"].get_object()
            held = node.get(key)
            depth += 1
            if depth > 50:  # a tree that bites its tail
                break
        if held is not None:
            a, b, c, d = (float(value) for value in list(held.get_object())[:4])
            found[key[1:]] = (min(a, c), min(b, d), max(a, c), max(b, d))
    return found


def trim_of(boxes: dict[str, tuple[float, float, float, float]]) -> tuple[float, ...]:
    """Return the box that will be left of the sheet: trim, else art, else crop, else media."""
    for name in ("TrimBox", "ArtBox", "CropBox", "MediaBox"):
        if name in boxes:
            return boxes[name]
    return (0.0, 0.0, 612.0, 792.0)


def check_boxes(page: Any, number: int) -> Iterator[Issue]:
    """Yield what is wrong with the boxes of a page."""
    boxes = boxes_of(page)
    if "TrimBox" not in boxes and "ArtBox" not in boxes:
        yield Issue(
            level="error",
            code="no-trim",
            message="no TrimBox: where the page ends is not said",
            page=number,
            rule=f"{_X4}, 6.11",
        )
    chain = [name for name in ("TrimBox", "BleedBox", "MediaBox") if name in boxes]
    for inner, outer in pairwise(chain):
        if not _inside(boxes[inner], boxes[outer]):
            yield Issue(
                level="error",
                code="boxes",
                message=f"the {inner} reaches out of the {outer}",
                page=number,
                value=_size(boxes[inner]),
                limit=_size(boxes[outer]),
                rule=f"{_X4}, 6.11",
            )
    if page.get("/UserUnit", 1) != 1:
        yield Issue(
            level="error",
            code="user-unit",
            message="the page has a unit of its own",
            page=number,
            value=str(page["/UserUnit"]),
            limit="1",
            rule=_X4,
        )


def _inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        inner[0] >= outer[0] - _SAME
        and inner[1] >= outer[1] - _SAME
        and inner[2] <= outer[2] + _SAME
        and inner[3] <= outer[3] + _SAME
    )


def _size(box: tuple[float, ...]) -> str:
    return f"{(box[2] - box[0]) / MM:.1f} × {(box[3] - box[1]) / MM:.1f} mm"


def check_fonts(marks: Iterable[Mark], page: int) -> Iterator[Issue]:
    """Yield the fonts that text calls for and the file does not hold."""
    missing: dict[str, list[Rect]] = {}
    for mark in marks:
        if mark.kind == "text" and not mark.embedded:
            missing.setdefault(mark.font, []).append(mark.rect)
    for font, places in missing.items():
        yield Issue(
            level="error",
            code="font-missing",
            message=f"the font {font} is not in the file",
            page=page,
            places=tuple(dict.fromkeys(places)),
            rule=f"{_X4}, 6.5",
        )


def check_licences(marks: Iterable[Mark], page: int) -> Iterator[Issue]:
    """Yield the fonts whose own licence bits forbid that they are in the file."""
    held: dict[tuple[str, str], list[Rect]] = {}
    for mark in marks:
        if mark.kind == "text" and mark.licence:
            held.setdefault((mark.font, mark.licence), []).append(mark.rect)
    for (font, licence), places in held.items():
        yield Issue(
            level="error",
            code="font-licence",
            message=f"the font {font} is not licensed {licence}",
            page=page,
            places=tuple(dict.fromkeys(places)),
            rule="OpenType 1.9, OS/2: fsType",
        )


def check_annotations(
    page: Any, trim: Rect, origin: tuple[float, float], number: int
) -> list[Issue]:
    """Return what lies on the page and is no ink: notes, fields, links."""
    found: dict[str, list[Rect]] = {}
    held = page.get("/Annots")
    for entry in held.get_object() if held is not None else ():
        note = entry.get_object()
        kind = str(note.get("/Subtype", "/unknown"))[1:]
        if kind in ("TrapNet", "PrinterMark", "Popup") or "/Rect" not in note:
            continue
        a, b, c, d = (float(value) for value in list(note["/Rect"].get_object())[:4])
        rect = Rect(min(a, c) - origin[0], origin[1] - max(b, d), abs(c - a), abs(d - b))
        if trim.overlaps(rect):
            found.setdefault(kind, []).append(rect)
    return [
        Issue(
            level="note" if kind == "Link" else "warning",
            code="annotation",
            message=f"{kind} annotations on the page",
            page=number,
            places=tuple(places),
            rule=f"{_X4}, 6.17",
        )
        for kind, places in found.items()
    ]
