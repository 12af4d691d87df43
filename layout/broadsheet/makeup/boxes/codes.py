"""Codes to scan: the ear's address as QR, the paper's ISSN as EAN-13.

Takes a galley and a rectangle; draws modules as vectors in black alone on white, with the
quiet zones of the standards, and says when they come out too small to be read.
"""

from collections.abc import Iterator
from math import inf

from broadsheet.addresses import SCHEMES, target_of
from broadsheet.display import INK, Link, Outline
from broadsheet.errors import shown
from broadsheet.geometry import MM, Rect
from broadsheet.makeup.boxes import barcode
from broadsheet.makeup.boxes.ear import set_qr
from broadsheet.makeup.boxes.facts import label_spans
from broadsheet.makeup.boxes.plain import file_plain
from broadsheet.makeup.galley.contract import Account, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, MIDDLE, WHITE
from broadsheet.paragraph import set_line
from broadsheet.spec import CodeBox

QR = "QR"  # where a spec has no label for codes
QUIET = 4  # modules of white around a QR code (ISO/IEC 18004, 6.3.8)
LEAST_QR = 0.33 * MM  # pt, a module that telephones read from newsprint
LEAST_EAN, USUAL_EAN, MOST_EAN = 0.264 * MM, 0.33 * MM, 0.66 * MM  # 80, 100 and 200 %
EAN_DEPTH = 69.24  # modules, of the bars
LEAST_DEPTH = 0.5  # of that: lower bars are hard to aim at
GUARD = 5  # modules that the guards reach below the other bars
DIGIT = 9.4  # modules, size of the digits: 7 pt in a code of the usual size

Step = tuple[str | float, ...]


def draw_qr(galley: Galley, rect: Rect, address: str) -> None:
    """Draw an address as a QR code, as large as the rectangle allows, with a link over it.

    One that leads to no web, mail or telephone address is told, and printed as text.
    """
    import segno  # noqa: PLC0415 - few pages have one

    target = target_of(address)
    if not target:
        known = ", ".join(SCHEMES)
        told = f"the address {shown(address)!r} of the QR code begins with none of {known}"
        galley.say("warning", "link", f"{told}: it is printed as text")
        _print_address(galley, rect, shown(address))
        return
    try:
        matrix = segno.make_qr(target, error="m").matrix
    except segno.DataOverflowError:
        galley.say("error", "code", f"the address of the QR code is too long: {len(target)} bytes")
        return
    count = len(matrix)
    side = min(rect.width, rect.height)
    module = side / (count + 2 * QUIET)
    ground = Rect(rect.centre - side / 2, rect.middle - side / 2, side, side)
    left, top = ground.left + QUIET * module, ground.top + QUIET * module
    steps: list[Step] = []
    for y, row in enumerate(matrix):
        for start, end in _runs(row):
            spot = Rect(left + start * module, top + y * module, (end - start) * module, module)
            steps += _block(spot)
    galley.fill(ground, WHITE)
    alt = _said(galley, target)
    galley.below.append(Outline(tuple(steps), fill=INK, box=galley.box.name, alt=alt))
    galley.below.append(Link(ground, target, galley.box.name))
    if module < LEAST_QR:
        least = (count + 2 * QUIET) * LEAST_QR / MM
        galley.say(
            "warning",
            "code-small",
            f"the QR code's modules are {module / MM:.2f} mm, under {LEAST_QR / MM:.2f} mm: "
            f"it needs {least:.0f} mm with its white, or a shorter address",
        )


def _said(galley: Galley, target: str) -> str:
    """Return what a code shows, in words for who does not see it."""
    ear, label = galley.setup.edition.masthead.ear, galley.setup.style.labels.get("code", "")
    return f"{label or QR} {ear.caption or ear.promo or target}"


def _print_address(galley: Galley, rect: Rect, text: str) -> None:
    """Print an address as one line in the middle of its place, cut where it is too long."""
    type_ = galley.type("label")
    line = galley.line(text, type_, colour=INK)
    while len(text) > 1 and line.width > rect.width:
        text = text[:-1]
        line = galley.line(f"{text}…", type_, colour=INK)
    baseline = rect.middle + MIDDLE * type_.size
    galley.below.append(galley.centred(line, rect.centre, baseline))


def set_code_box(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Set a code into its box: the paper's address, or its ISSN."""
    box, content = galley.box, content_of(galley.box, CodeBox)
    inner = rect.inset(box.padding.sides, box.padding.head)
    if content.form == "qr":
        set_qr(galley, inner, content.size)
    else:
        _set_issn(galley, content, inner)
    return file_plain(forme, galley, rect, None)


def _set_issn(galley: Galley, content: CodeBox, rect: Rect) -> None:
    """Set a box that holds the paper's bar code."""
    masthead = galley.setup.edition.masthead
    if not barcode.is_issn(masthead.issn):
        what = f"“{masthead.issn}” is no ISSN" if masthead.issn else "the masthead has no ISSN"
        galley.say("warning", "code", f"{what}: no bar code is drawn")
        galley.keep_place(rect, "code")
        return
    addon = _addon(content, masthead.issue_number)
    modules = barcode.BEFORE + barcode.WIDTH + barcode.AFTER
    if addon:
        modules += barcode.GAP - barcode.AFTER + len(barcode.addon_bars(addon))
        modules += barcode.AFTER_ADDON
    room = min(rect.width, content.size or inf)
    module = min(room / modules, USUAL_EAN if not content.size else MOST_EAN)
    _draw_ean(galley, rect, barcode.ean_of_issn(masthead.issn), addon, module, modules)
    if module < LEAST_EAN:
        galley.say(
            "warning",
            "code-small",
            f"the bar code's modules are {module / MM:.3f} mm, under {LEAST_EAN / MM:.3f} mm: "
            f"it needs {modules * LEAST_EAN / MM:.0f} mm with its white",
        )


def _addon(content: CodeBox, issue: str) -> str:
    """Return the last digits of the issue's number; nothing when it is none."""
    if not content.addon or not issue.isascii() or not issue.isdigit():
        return ""
    return issue[-content.addon :].zfill(content.addon)


def _draw_ean(
    galley: Galley, rect: Rect, code: str, addon: str, module: float, modules: int
) -> None:
    """Draw the code in the middle of a rectangle: ISSN over it, digits under it."""
    size = DIGIT * module
    title = set_line(label_spans(galley.setup, "ISSN {issn}", galley.type("label").sized(size)))
    over = 1.3 * size
    depth = min(EAN_DEPTH * module, rect.height - over - size)
    if depth <= 0.0:
        over_all = over + size - rect.height
        galley.overset(f"the bar code is {over_all:.0f} pt too deep for its box")
        return
    if depth < LEAST_DEPTH * EAN_DEPTH * module:
        galley.say("warning", "code-small", f"the bar code's bars are {depth / MM:.0f} mm deep")
    top = rect.middle - (depth + over + size) / 2 + over
    ground = Rect(
        rect.centre - modules * module / 2, top - over, modules * module, depth + over + size
    )
    left = ground.left + barcode.BEFORE * module
    galley.fill(ground, WHITE)
    centre = left + barcode.WIDTH * module / 2
    galley.copy.append(galley.centred(title, centre, top - over + 0.2 * size + ABOVE * size))
    steps: list[Step] = []
    for start, end in _runs(barcode.bars(code)):
        guard = start < 3 or end > barcode.WIDTH - 3 or 45 <= start < 50
        deep = depth if guard else depth - GUARD * module
        steps += _block(Rect(left + start * module, top, (end - start) * module, deep))
    base = top + depth - GUARD * module + ABOVE * size
    _digits(galley, code[0], left - 6 * module, base, size)
    _digits(galley, code[1:7], left + 24 * module, base, size)
    _digits(galley, code[7:], left + 71 * module, base, size)
    if addon:
        left += (barcode.WIDTH + barcode.GAP) * module
        own = barcode.addon_bars(addon)
        head = top + size
        for start, end in _runs(own):
            deep = depth - size - GUARD * module
            steps += _block(Rect(left + start * module, head, (end - start) * module, deep))
        _digits(galley, addon, left + len(own) * module / 2, head - 0.15 * size, size)
    alt = f"EAN-13 {code}"
    galley.below.append(Outline(tuple(steps), fill=INK, box=galley.box.name, alt=alt))


def _digits(galley: Galley, text: str, centre: float, baseline: float, size: float) -> None:
    line = galley.line(text, galley.type("label").sized(size), colour=INK)
    galley.below.append(galley.centred(line, centre, baseline))


def _runs(row: bytes | bytearray | str) -> Iterator[tuple[int, int]]:
    """Yield where the dark modules of a row begin and end."""
    start = -1
    for n, module in enumerate(row):
        dark = module in (1, "1")
        if dark and start < 0:
            start = n
        elif not dark and start >= 0:
            yield start, n
            start = -1
    if start >= 0:
        yield start, len(row)


def _block(rect: Rect) -> list[Step]:
    left, top, right, foot = (round(x, 3) for x in (rect.left, rect.top, rect.right, rect.bottom))
    return [("m", left, top), ("l", right, top), ("l", right, foot), ("l", left, foot), ("h",)]
