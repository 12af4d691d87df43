"""The ear (报眼): a couplet about a code, or the code with its captions.

Takes a galley with the masthead's edition and a rectangle; sets the ear into it.
"""

from broadsheet.display import Colour, Source, TextLine
from broadsheet.geometry import MM, Rect
from broadsheet.headline import SetHead
from broadsheet.makeup.boxes.facts import fact_source
from broadsheet.makeup.boxes.plain import file_plain
from broadsheet.makeup.galley.contract import Account, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import WHITE, Type
from broadsheet.paragraph import Span, set_line
from broadsheet.spec import EarBox

LEAST = 7.0  # pt, type under a code in a narrow box
STRIP = 17.6 * MM  # width of a couplet's strip
PAD_ACROSS, PAD_DOWN = 2.6 * MM, 3.2 * MM  # inside a frame


def set_ear_box(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Set the ear into its box."""
    set_ear(galley, content_of(galley.box, EarBox), rect)
    return file_plain(forme, galley, rect, None)


def set_ear(galley: Galley, content: EarBox, rect: Rect) -> None:
    """Set the ear."""
    inner = rect.inset(PAD_ACROSS, PAD_DOWN) if galley.box.frame else rect
    if content.form == "code":
        set_qr(galley, inner)
    else:
        _couplet(galley, inner)


def set_qr(galley: Galley, rect: Rect, most: float = 0.0) -> None:
    """Set the code, its side ``most`` pt at most, with promo and caption under it."""
    ear = galley.setup.edition.masthead.ear
    heads: list[SetHead] = []
    for role, key, text in (("promo", "ear_promo", ear.promo), ("ear", "ear_caption", ear.caption)):
        if text:
            source = fact_source(galley.setup, key)
            type_ = galley.type(role).down_to(LEAST)
            heads.append(galley.fitted(text, type_, source, width=rect.width, lines=1))
    depth = sum(1.3 * head.size for head in heads)
    side = min(rect.width, rect.height - depth - 4, most or rect.width)
    _place_code(galley, Rect(rect.centre - side / 2, rect.top, side, side))
    y = rect.bottom - depth
    for head in heads:
        galley.show_from(head, rect.centre, y + 0.2 * head.size)
        y += 1.3 * head.size


def _place_code(galley: Galley, rect: Rect) -> None:
    """Place the ear's code, or keep its place."""
    if rect.height <= 0:
        galley.overset("the words of the ear leave no room for its code")
        return
    ear = galley.setup.edition.masthead.ear
    if ear.src in galley.setup.picture_sizes:
        source = fact_source(galley.setup, "ear_caption")
        galley.picture(rect, ear.src, source, ear.caption or ear.promo)
    elif ear.url:
        from broadsheet.makeup.boxes import codes  # noqa: PLC0415 - few pages have one

        codes.draw_qr(galley, rect, ear.url)
    else:
        galley.keep_place(rect, "code")


def _couplet(galley: Galley, rect: Rect) -> None:
    """The promo's two halves on upright strips, the code between, its caption below."""
    ear = galley.setup.edition.masthead.ear
    foot = rect.bottom
    caption: SetHead | None = None
    if ear.caption:
        source = fact_source(galley.setup, "ear_caption")
        type_ = galley.type("ear")
        caption = galley.fitted(ear.caption, type_, source, width=rect.width, lines=1)
        foot -= 1.9 * caption.size
    depth = foot - rect.top
    left = Rect(rect.left, rect.top, STRIP, depth)
    right = Rect(rect.right - STRIP, rect.top, STRIP, depth)
    _strips(galley, (left, right))
    side = min(right.left - left.right - 16, depth - 4)
    _place_code(galley, Rect(rect.centre - side / 2, left.middle - side / 2, side, side))
    if caption:
        galley.show_from(caption, rect.centre, foot + 0.55 * caption.size)


def _strips(galley: Galley, strips: tuple[Rect, Rect]) -> None:
    promo = galley.setup.edition.masthead.ear.promo
    type_ = galley.type("promo")
    ground = galley.accent(type_.style.colour)
    rank = fact_source(galley.setup, "ear_promo").block
    at = 0
    for half, strip in zip(promo.split(maxsplit=1), strips, strict=False):
        start = promo.index(half, at)
        at = start + len(half)
        galley.fill(strip, ground)
        source = Source("masthead", "masthead", rank, start, at)
        galley.copy.append(stacked(galley, half, type_, source, strip.inset(2, 3)))


def stacked(
    galley: Galley, text: str, type_: Type, source: Source, rect: Rect, colour: Colour = WHITE
) -> TextLine:
    """Return characters one under another, spread over the depth of ``rect``."""
    count = max(1, len(text))
    size = min(type_.style.largest, rect.width * 0.8, rect.height / count * 0.96)
    white = (rect.height - size * count) / (count + 1)
    span = Span(text=text, typeface=type_.typeface, size=size, source=source, colour=colour)
    line = set_line([span], scheme="half", vertical=True, width=rect.height - 2 * white)
    return galley.hung(line, rect.centre, rect.top + white)
