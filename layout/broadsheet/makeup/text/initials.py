"""A story's first character, several lines deep (drop cap, 首字下沉).

Takes a story's opening paragraph and the depth that its style asks for; returns the paragraph set
about its initial: letters stand on the last of its lines and reach the height of capitals in
the first, ideographs fill the lines from the top of the first to the foot of the last.  Down the
page they do from the right of the first to the left of the last; letters lie on their side there,
and are not sunk.
"""

import re
from typing import Final
from unicodedata import east_asian_width

from broadsheet.edition import Article
from broadsheet.fonts.typeface import Typeface
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, source_of
from broadsheet.makeup.text.chunk import Chunk, set_chunk, setting_of, span_of
from broadsheet.models import replace
from broadsheet.paragraph import Span, line_width
from broadsheet.paragraph.inlines import marked_spans, part_of
from broadsheet.spec import StoryBox

# Marks that open go with the first character; figures and what combines are not parted.
_OPENING: Final = re.compile(
    "[“‘「『《〈（(\"'«„]*(?:[0-9]+|[^\\W_][\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*)"
)
_LONGEST: Final = 4  # characters; a longer number opens no story
_WHITE: Final = 0.1  # em of the text, beside an ideograph; more where its lines begin on whole ems
_BESIDE: Final = 0.3  # em, beside a letter
_LEAST: Final = 5  # em, of the lines beside it


def set_opening(galley: Galley, story: Article, n: int, measure: float) -> Chunk | None:
    """Set block ``n`` with a sunk initial; None where it is too short, or opens otherwise.

    Its face, weight and colour are those of the style ``initial``, where the spec has one.
    """
    block, type_ = story.body[n], galley.type("body")
    if not isinstance(galley.box.content, StoryBox) or (block.cuts and galley.as_cut):
        return None
    whole = span_of(block.text, type_, source_of(story.id, block.kind, block.text, n))
    spans = marked_spans(whole, block.inlines)
    found = _OPENING.match(spans[0].text) if spans else None
    if found is None or len(found[0]) > _LONGEST or _marked(spans[0]):
        return None
    lines, em, end = type_.style.initial, type_.size, len(found[0])
    own = galley.type("initial") if galley.setup.has_style("initial", galley.box) else type_
    wide, down = east_asian_width(found[0][-1]) in "WF", galley.down
    if down and not wide:
        return None
    reach = (lines - 1) * galley.setup.row
    if wide:
        size = reach + em
        drop = reach / 2 if down else ABOVE * (size - em)
    else:
        size = (reach + _height(type_.typeface) * em) / _height(own.typeface)
        drop = reach
    first = replace(
        part_of(spans[0], 0, end), typeface=own.typeface, size=size, colour=own.ink, tracking=0.0,
        rise=-drop / size, sunk=True, hold="inside",
    )  # fmt: skip
    natural = line_width([first], vertical=down)
    aside = -(-(natural + _WHITE * em) // em) * em if wide else natural + _BESIDE * em
    if measure - aside < _LEAST * em:
        return None
    opening = (part_of(first, 0, end - 1), _followed(part_of(first, end - 1, end), aside - natural))
    setting = setting_of(type_, measure, down=down, look=galley.watched)
    setting = replace(setting, indent=0.0, sunk=(lines, aside))
    rest = part_of(spans[0], end, len(spans[0].text))
    text = tuple(span for span in (*opening, rest, *spans[1:]) if span.text)
    chunk = set_chunk(text, setting, galley.ladder.paragraph)
    return chunk if len(chunk.natural.lines) >= lines else None


def _marked(span: Span) -> bool:
    """Tell whether a span is set otherwise than plain text."""
    return bool(span.beside or span.hold or span.rise or span.reading)


def _height(typeface: Typeface) -> float:
    """Return the height of capitals, em."""
    face = typeface.face_for("H") or typeface.faces[0]
    return face.ink(face.glyph("H"))[3] or face.cap_height


def _followed(span: Span, white: float) -> Span:
    """Return a span with white after it, pt."""
    return replace(span, tracking=white / span.size)
