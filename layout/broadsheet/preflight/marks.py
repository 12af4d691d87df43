"""What marks of a page break: colour, ink, sizes, overprint, what covers what.

Takes the marks of a page in painting order and the limits; returns issues, those of one kind
and one value gathered.
"""

from collections.abc import Iterable, Iterator

from broadsheet.errors import Level
from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.preflight.colours import REGISTRATION
from broadsheet.preflight.models import OWN, Issue, Mark, PressLimits
from broadsheet.preflight.overprint import spot_inks, together

_ISO = "ISO 15930-7:2010"
_SLACK = 0.6  # pt, how far ink may reach over an edge unseen
_PATIENCE = 10_000_000  # comparisons of one mark with another
_FAR = 0.8  # of a limit for size: below it, type fills in or breaks up for sure
_TOLERANCE = 2.0  # percent of ink: rounding of eight bits


@frozen(kw_only=True)
class Break:
    """One mark against one rule."""

    level: Level
    code: str
    message: str
    rect: Rect
    value: str = ""
    limit: str = ""
    rule: str = ""


def check_marks(marks: Iterable[Mark], trim: Rect, limits: PressLimits, page: int) -> list[Issue]:
    """Return what is wrong with the marks of a page."""
    gathered: dict[tuple[str, ...], list[Break]] = {}
    grounds: list[Mark] = []
    texts: list[Mark] = []
    patience = _PATIENCE
    for mark in marks:
        patience -= len(grounds) if mark.kind == "text" else len(texts)
        if patience < 0:  # a drawing of many thousand pieces: what lies below is left open
            grounds, texts, patience = [], [], _PATIENCE
        for found in _breaks(mark, grounds, trim, limits):
            key = (found.level, found.code, found.message, found.value)
            gathered.setdefault(key, []).append(found)
        if mark.kind == "text":
            texts.append(mark)
        if mark.kind in ("fill", "image") and not mark.clear and mark.solid:
            for found in _covered(mark, texts):
                gathered.setdefault((found.code, found.message), []).append(found)
            grounds.append(replace(mark, paint=together(mark, _ground(mark, grounds))))
    return [
        Issue(
            level=found[0].level,
            code=found[0].code,
            message=found[0].message,
            page=page,
            places=tuple(dict.fromkeys(each.rect for each in found)),
            value=found[0].value,
            limit=found[0].limit,
            rule=found[0].rule,
        )
        for found in gathered.values()
    ]


def _breaks(mark: Mark, grounds: list[Mark], trim: Rect, limits: PressLimits) -> Iterator[Break]:
    if not mark.shown:
        yield Break(
            level="warning", code="hidden-text", message="text that paints nothing", rect=mark.rect
        )
        return
    inside = trim.overlaps(mark.rect, 0.0) or trim.holds(mark.rect, _SLACK)
    yield from _colour(mark, limits, inside=inside)
    yield from _overprint(mark)
    yield from _ink(mark, grounds, limits)
    if mark.clear:
        yield Break(
            level="warning",
            code="transparency",
            message=f"transparency: {mark.clear}",
            rect=mark.rect,
            rule="ISO 15930-4:2003, 6.3 (X-1a has none)",
        )
    yield from _place(mark, trim, limits)
    if mark.kind == "text":
        yield from _text(mark, grounds, limits)
    elif mark.kind == "image":
        yield from _image(mark, limits)
    else:
        yield from _line(mark, limits)


def _colour(mark: Mark, limits: PressLimits, *, inside: bool) -> Iterator[Break]:
    names = {"text": "text", "fill": "a fill", "stroke": "a line", "image": "a picture"}
    what = names[mark.kind]
    if mark.paint.kind == "light":
        yield Break(
            level="error",
            code="rgb",
            message=f"{what} in red, green and blue",
            rect=mark.rect,
            limit="process inks, grey or spot colours",
            rule=limits.source,
        )
    if REGISTRATION in mark.paint.used:
        if inside:
            yield Break(
                level="error",
                code="registration",
                message=f"{what} in registration colour inside the trim",
                rect=mark.rect,
                rule=limits.source,
            )
        return
    for name in spot_inks(mark.paint):
        yield Break(
            level="warning",
            code="spot-colour",
            message=f"the ink {name} needs a plate of its own",
            rect=mark.rect,
            limit="the four process inks",
            rule=OWN,
        )


def _ink(mark: Mark, grounds: list[Mark], limits: PressLimits) -> Iterator[Break]:
    """Yield what takes too much ink: its own, or with what it overprints."""
    names = {"text": "text", "fill": "a fill", "stroke": "a line", "image": "a picture"}
    if REGISTRATION in mark.paint.used:
        return
    what = names[mark.kind]
    level: Level = "error"
    total = mark.peak if mark.kind == "image" else mark.paint.total
    most = limits.total_ink + _TOLERANCE
    if mark.overprint and total <= most:
        total = together(mark, _ground(mark, grounds)).total
        what += " with what it overprints"
        # Letters are too slight to set off: a ground under many of them is not.
        level = "warning" if mark.kind == "text" else "error"
    if total > most:
        yield Break(
            level=level,
            code="total-ink",
            message=f"too much ink in {what}",
            rect=mark.rect,
            value=f"{total:.0f} %",
            limit=f"{limits.total_ink:.0f} %",
            rule=limits.rule("total_ink"),
        )


def _overprint(mark: Mark) -> Iterator[Break]:
    if mark.overprint and mark.paint.white and mark.kind != "image":
        yield Break(
            level="error",
            code="white-overprint",
            message=f"white {'text' if mark.kind == 'text' else 'shape'} that overprints vanishes",
            rect=mark.rect,
            rule="ISO 32000-1, 8.6.7",
        )


def _place(mark: Mark, trim: Rect, limits: PressLimits) -> Iterator[Break]:
    rect = mark.rect
    if mark.kind == "text" and not trim.holds(rect, _SLACK):
        yield Break(
            level="error",
            code="text-outside",
            message="text runs over the trim" if trim.overlaps(rect) else "text beyond the trim",
            rect=rect,
            rule=_ISO + ", 6.11",
        )
    elif not mark.paint.white and not trim.overlaps(rect, 0.0) and not trim.holds(rect, _SLACK):
        yield Break(
            level="note",
            code="marks",
            message="ink beyond the trim: an advertisement carries no marks",
            rect=rect,
            rule=limits.source,
        )
    elif (
        mark.kind in ("fill", "image")
        and not limits.bleed
        and not mark.paint.white
        and trim.overlaps(rect, _SLACK)
        and not trim.holds(rect, _SLACK)
    ):
        yield Break(
            level="warning",
            code="bleed",
            message="ink over the trim of a page that can't bleed",
            rect=rect,
            rule=limits.source,
        )


def _text(mark: Mark, grounds: list[Mark], limits: PressLimits) -> Iterator[Break]:
    paint, rect = mark.paint, mark.rect
    if mark.notdef:
        yield Break(
            level="error",
            code="missing-glyph",
            message=f"a character that {mark.font} has no glyph for",
            rect=rect,
            rule="ISO 19005-2:2011, 6.2.11.8",
        )
    ground = _ground(mark, grounds)
    if paint.white:
        if not mark.overprint:  # told already
            yield from _white_text(mark, ground, limits)
        return
    yield from _inked_text(mark, limits)
    if paint.pure_black and not mark.overprint and ground is not None and _coloured(ground):
        yield Break(
            level="warning",
            code="black-knockout",
            message="black text that does not overprint the colour below",
            rect=rect,
            rule=limits.source,
        )


def _white_text(mark: Mark, ground: Mark | None, limits: PressLimits) -> Iterator[Break]:
    size = mark.size
    if ground is None or (ground.kind != "image" and ground.paint.white):
        yield Break(
            level="warning", code="hidden-text", message="white text on white", rect=mark.rect
        )
        return
    several = ground.kind == "image" or len(ground.paint.used) > 1
    least = limits.reversed_multi if several else limits.reversed_type
    inks = "several inks" if several else "one ink"
    if size < least - 0.01:
        level: Level = "error" if size < _FAR * least else "warning"
        what = f"type reversed out of {inks}"
        rule = limits.rule("reversed_multi" if several else "reversed_type")
        yield _small("reversed-type", what, mark, least, rule, level=level)


def _inked_text(mark: Mark, limits: PressLimits) -> Iterator[Break]:
    paint, size = mark.paint, mark.size
    if paint.rich_black and size < limits.rich_black:
        yield Break(
            level="error",
            code="rich-black",
            message=f"black text of {len(paint.used)} inks",
            rect=mark.rect,
            value=f"{paint.total:.0f} % at {size:.1f} pt",
            limit=f"black alone below {limits.rich_black:g} pt",
            rule=limits.rule("rich_black"),
        )
    elif len(paint.used) > 1 and size < limits.multi_type - 0.01:
        what, least, rule = "type in several inks", limits.multi_type, limits.rule("multi_type")
        yield _small("multi-ink-type", what, mark, least, rule, level="warning")
    elif size < limits.type - 0.01:
        rule = limits.rule("type")
        yield _small("small-type", "small type", mark, limits.type, rule, level="warning")


def _small(code: str, what: str, mark: Mark, least: float, rule: str, *, level: Level) -> Break:
    return Break(
        level=level,
        code=code,
        message=what,
        rect=mark.rect,
        value=f"{mark.size:.1f} pt",
        limit=f"{least:g} pt",
        rule=rule,
    )


def _coloured(ground: Mark) -> bool:
    return any(name != "Black" for name in ground.paint.used)


def _ground(mark: Mark, grounds: list[Mark]) -> Mark | None:
    """Return what was painted last under the middle of a mark."""
    x, y = mark.rect.centre, mark.rect.middle
    for ground in reversed(grounds):
        rect = ground.rect
        if rect.left <= x <= rect.right and rect.top <= y <= rect.bottom:
            return ground
    return None


def _covered(cover: Mark, texts: list[Mark]) -> Iterator[Break]:
    """Yield texts that something painted later hides."""
    if cover.overprint:
        return
    what = "a picture" if cover.kind == "image" else "a shape"
    rect = cover.rect
    for text in texts:
        if not text.shown:
            continue
        x, y = text.rect.centre, text.rect.middle
        if rect.left < x < rect.right and rect.top < y < rect.bottom:
            yield Break(
                level="error",
                code="covered-text",
                message=f"text under {what} painted over it",
                rect=text.rect,
            )


def _image(mark: Mark, limits: PressLimits) -> Iterator[Break]:
    if mark.coding:
        yield Break(
            level="error",  # in X-1a; elsewhere it is left out
            code="coding",
            message=f"a picture in {mark.coding}",
            rect=mark.rect,
            rule="ISO 15930-4:2003 (X-1a has none)",
        )
    if mark.line_art:
        if mark.ppi < limits.line_art_ppi - 1:
            yield _coarse("coarse-line-art", "warning", mark, limits, "line_art_ppi")
    elif mark.ppi < limits.image_ppi_least - 1:
        yield _coarse("coarse-picture", "error", mark, limits, "image_ppi_least")
    elif mark.ppi < limits.image_ppi - 1:
        yield _coarse("coarse-picture", "warning", mark, limits, "image_ppi")


def _coarse(code: str, level: Level, mark: Mark, limits: PressLimits, limit: str) -> Break:
    return Break(
        level=level,
        code=code,
        message="line art is coarse" if mark.line_art else "a picture is coarse",
        rect=mark.rect,
        value=f"{mark.ppi:.0f} ppi",
        limit=f"{getattr(limits, limit):g} ppi",
        rule=limits.rule(limit),
    )


def _line(mark: Mark, limits: PressLimits) -> Iterator[Break]:
    if mark.kind == "stroke":
        weight = mark.size
    elif mark.solid:
        weight = min(mark.rect.width, mark.rect.height)
    else:
        return
    long = max(mark.rect.width, mark.rect.height) > 0
    if weight < limits.line - 0.005 and long and not mark.paint.white:
        yield Break(
            level="warning",
            code="hairline",
            message="a line too thin to print",
            rect=mark.rect,
            value=f"{weight:.2f} pt",
            limit=f"{limits.line:g} pt",
            rule=limits.source,
        )
