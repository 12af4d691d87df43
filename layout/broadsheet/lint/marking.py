"""Rules of single marks: advertisements, pictures, rules and type in their places.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.
"""

from collections.abc import Iterator

from broadsheet.geometry import Rect
from broadsheet.lint.lint_page import SMALL, Ink, LintFault, LintPage

ADVERT_WORD = "广告"
ADVERT_WORDS = (ADVERT_WORD, "廣告")
SLACK = 1.0  # pt
FACE_WHITE = 0.08  # em: what the ink of a character leaves of its em box
HANGING = "，。、；：！？…,.;:!?”’」』）)"  # may stand outside the measure
PLATE = 60.0  # pt: a nameplate's characters are set by their ink, not by their em boxes


def ad_unmarked(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """An advertisement that nothing tells from news (广告法, art. 14)."""
    words = {*ADVERT_WORDS, sheet.style.labels.get("ad", ADVERT_WORD)} - {""}
    adverts = {ink.box: ink.item for ink in sheet.ink if "ad" in ink.roles and ink.item}
    for name, item in adverts.items():
        text = "\n".join(ink.text for ink in sheet.of("type") if ink.box == name)
        if not any(word in text for word in words):
            yield LintFault(name, f"this advertisement is not marked {ADVERT_WORD}", item)


def picture_under_type(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """Type that runs over the picture of another item."""
    pictures = list(sheet.of("picture"))
    told: set[tuple[str, str]] = set()
    for line in sheet.of("type"):
        for picture in pictures:
            pair = (line.box, picture.item)
            if picture.item == line.item or pair in told or not line.item:
                continue
            if picture.rect.overlaps(_face(line), SLACK):
                told.add(pair)
                yield LintFault(
                    line.box, f"“{_short(line)}” runs over a picture of {picture.item}", line.item
                )


def cropped(sheet: LintPage, share: float) -> Iterator[LintFault]:
    """A picture of which more than ``share`` of its area is cut off."""
    for picture in sheet.of("picture"):
        if picture.cut > share + 0.005:
            message = f"{picture.cut:.0%} of a picture's area is cut off, over {share:.0%}"
            yield LintFault(picture.box, message, picture.item)


def rule_on_type(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A rule that touches type."""
    rules = [(ink.rect.top, ink.rect.bottom, ink.rect) for ink in sheet.of("rule")]
    told: set[str] = set()
    for line in sheet.of("type"):
        if line.size >= PLATE or line.box in told:
            continue
        face = _face(line)
        head, foot = face.top, face.bottom  # most rules lie over or under a line: told at once
        if any(top < foot and head < bottom and rule.overlaps(face, 0.0)
               for top, bottom, rule in rules):  # fmt: skip
            told.add(line.box)
            yield LintFault(line.box, f"a rule touches “{_short(line)}”", line.item)


def outside(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """Type outside its box, or outside the type area."""
    told: set[str] = set()
    for line in sheet.of("type"):
        if line.box in told or line.size >= PLATE or SMALL.issuperset(line.roles):
            continue
        face = _face(line)
        box = sheet.boxes.get(line.box)
        if box is None:  # a folio line has its place in the margin
            continue
        beyond = "" if box.rect.holds(face, SLACK) else "its box"
        inside = box.rect.overlaps(sheet.area, 0.0) and not sheet.is_placed(line.box)
        if inside and not sheet.area.holds(face, SLACK):
            beyond = "the type area"
        if beyond:
            told.add(line.box)
            yield LintFault(line.box, f"“{_short(line)}” stands outside {beyond}", line.item)


def small_type(sheet: LintPage, size: float) -> Iterator[LintFault]:
    """Type under ``size`` pt, which newsprint fills in."""
    told: set[str] = set()
    for line in sheet.of("type"):
        if line.least < size - 0.005 and line.box not in told:
            told.add(line.box)
            yield LintFault(
                line.box, f"“{_short(line)}” is {line.least:g}pt, under {size:g}pt", line.item
            )


def mixed_ornaments(sheet: LintPage, most: float) -> Iterator[LintFault]:
    """More than ``most`` kinds of ornamental border on one page."""
    found: dict[str, str] = {}
    for box in sheet.arrangement.leaves():
        if box.frame and box.frame.ornament and box.name in sheet.boxes:
            found.setdefault(box.frame.ornament, box.name)
    if len(found) > most:
        name = list(found.values())[-1]
        yield LintFault(
            name, f"ornaments of {len(found)} kinds: {', '.join(found)}", sheet.boxes[name].item
        )


def _face(line: Ink) -> Rect:
    """Return where the ink of a line can be: its em boxes without their white, or marks hung."""
    white = FACE_WHITE * line.size
    face = line.rect.inset(white)
    if line.text[-1:] not in HANGING:
        return face
    if line.upright:
        return Rect(face.left, face.top, face.width, max(0.0, face.height - line.size))
    return Rect(face.left, face.top, max(0.0, face.width - line.size), face.height)


def _short(line: Ink) -> str:
    return line.text if len(line.text) <= 12 else line.text[:11] + "…"
