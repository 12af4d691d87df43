"""Rules of how the parts of a head stand to each other: white, faces, sizes, widths.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.  Upright heads
and heads on a panel have white of their own and are let be.
"""

from collections.abc import Iterator

from broadsheet.geometry import Rect
from broadsheet.lint.lint_page import HEAD, Ink, LintFault, LintPage, around
from broadsheet.spec import StoryBox

TOUCHING = 0.25  # rows under a head: less touches the text
DETACHED = 1.5  # of a kicker's size under it: more parts it from its headline
SHORT = 0.86  # of its width: a line below it is plainly shorter
ROUNDING = 0.004  # of a width
MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕")
WIDE = 0.75  # em: a mark that is wider on the average is full
HAN = ("\u3400", "\u9fff")


def head_white(sheet: LintPage, rows: float) -> Iterator[LintFault]:
    """A head that touches its text, floats over it, or has lost its kicker.

    White is taken between em boxes: from the lowest line of the head to the first line of
    text under it.
    """
    for name, lines in _heads(sheet).items():
        if name not in sheet.boxes or _reversed(sheet, lines):
            continue
        whole = around([line.rect for line in lines])
        item = lines[0].item
        white = _white_under(sheet, name, whole)
        if white is not None and white < TOUCHING * sheet.row:
            yield LintFault(
                name, f"the head touches its text: {white:.1f}pt of white under it", item
            )
        elif white is not None and white > rows * sheet.row:
            deep = white / sheet.row
            yield LintFault(name, f"the head floats: {deep:.1f} rows of white under it", item)
        kicker = [line for line in lines if "kicker" in line.roles]
        headline = [line for line in lines if "headline" in line.roles]
        if kicker and headline:
            apart = headline[0].rect.top - kicker[-1].rect.bottom
            if apart > DETACHED * kicker[-1].size:
                yield LintFault(name, f"the kicker stands {apart:.0f}pt over its headline", item)


def kicker_face(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A kicker in the typeface of its headline."""
    for name, lines in _heads(sheet).items():
        faces = {
            role: next((line.family for line in lines if role in line.roles), "")
            for role in ("kicker", "headline")
        }
        if faces["kicker"] and faces["kicker"] == faces["headline"]:
            message = f"kicker and headline are both set in {faces['kicker']}"
            yield LintFault(name, message, lines[0].item)


def mixed_faces(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A headline or a nameplate in two faces or weights: a character that the first one lacks."""
    held: dict[tuple[str, str, float], dict[str, str]] = {}
    for line in sheet.lines("headline"):
        faces = held.setdefault((line.box, line.item, 0.0), {})
        for face, letters in line.faces:
            faces[face] = faces.get(face, "") + letters
    plates = list(sheet.lines("masthead"))
    largest = max((line.size for line in plates), default=0.0)
    for line in plates:
        if line.size == largest:
            held[line.box, line.item, line.size] = dict(line.faces)
    for (box, item, plate), faces in held.items():
        if len(faces) < 2:
            continue
        chief = max(faces, key=lambda face: len(faces[face]))
        others = " ".join(f"{faces[face]} in {face}" for face in faces if face != chief)
        what = "nameplate" if plate else "headline"
        yield LintFault(box, f"the {what} is set in {chief}, but {others}", item)


def deck_size(sheet: LintPage, part: float) -> Iterator[LintFault]:
    """A deck larger than ``part`` of its headline."""
    for name, lines in _heads(sheet).items():
        if sheet.is_brief(name):
            continue
        sizes = {
            role: max((line.size for line in lines if role in line.roles), default=0.0)
            for role in ("deck", "headline")
        }
        deck, size = sizes["deck"], sizes["headline"]
        if deck and size and deck > part * size + 0.01:
            message = f"the deck of {deck:g}pt is {deck / size:.0%} of its headline, {size:g}pt"
            yield LintFault(name, message, lines[0].item)


def nearly_full(sheet: LintPage, part: float) -> Iterator[LintFault]:
    """A headline over all columns that just misses their width: it fills them, or is shorter.

    The longest of its lines counts.
    """
    for name, lines in _heads(sheet).items():
        box = sheet.arrangement.boxes.get(name)
        placed = sheet.boxes.get(name)
        if box is None or placed is None or not placed.columns or _reversed(sheet, lines):
            continue
        content = box.content
        if not isinstance(content, StoryBox) or content.headline.across:
            continue
        if content.headline.at not in ("top", "bottom", "middle"):
            continue
        headline = [line for line in lines if "headline" in line.roles]
        room = around(placed.columns).width
        longest = max((line.rect.width for line in headline), default=0.0)
        if SHORT < longest / room < part - ROUNDING:
            yield LintFault(
                name, f"the headline fills {longest / room:.0%} of its width", lines[0].item
            )


def wide_marks(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A headline whose marks of punctuation are a full em wide."""
    for line in sheet.lines("headline"):
        marks = sum(char in MARKS for char in line.text)
        han = sum(HAN[0] <= char <= HAN[1] for char in line.text)
        if not marks or marks + han < len(line.text):
            continue
        along = line.rect.height if line.upright else line.rect.width
        own = (along - line.tracking * len(line.text)) / line.size
        if own - han > WIDE * marks:
            yield LintFault(line.box, f"“{line.text[:12]}” has marks of full width", line.item)


def _heads(sheet: LintPage) -> dict[str, list[Ink]]:
    """Return the lines of each story's head that are not upright, by box, from the top."""
    heads: dict[str, list[Ink]] = {}
    for ink in sheet.of("type"):
        if HEAD & set(ink.roles) and not ink.upright and ink.item:
            heads.setdefault(ink.box, []).append(ink)
    for lines in heads.values():
        lines.sort(key=lambda line: line.rect.top)
    items = {name: {line.item for line in lines} for name, lines in heads.items()}
    return {name: lines for name, lines in heads.items() if len(items[name]) == 1}


def _reversed(sheet: LintPage, lines: list[Ink]) -> bool:
    """Tell whether a head stands on a panel."""
    headline = [line.rect for line in lines if "headline" in line.roles]
    if not headline:
        return False
    whole = around(headline)
    return any(ink.rect.holds(whole) for ink in sheet.of("panel"))


def _white_under(sheet: LintPage, name: str, head: Rect) -> float | None:
    """White from a head to the nearest ink of its box under it, pt; none without text there."""
    inside = [
        ink
        for ink in sheet.of("type", "picture", "panel")
        if ink.box == name
        and ink.rect.left < head.right
        and ink.rect.right > head.left
        and ink.rect.top > head.bottom - sheet.row
        and not HEAD & set(ink.roles)
    ]
    first = min(inside, key=lambda ink: ink.rect.top, default=None)
    if first is None or "para" not in first.roles:
        return None
    return first.rect.top - head.bottom
