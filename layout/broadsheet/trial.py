"""A trial: one paragraph set on its own, to try a style.

Takes a text, a house style and its opened faces; returns the set lines with the place of every
glyph, and turns them into a small page for the painters.  Knows nothing of editions or page
maps.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from broadsheet import markup
from broadsheet.display import INK, PAPER, Fill, Outline, Page, Pages, Source, TextLine
from broadsheet.errors import Finding, SpecError, UserError, did_you_mean
from broadsheet.fonts.optical import typeface_at
from broadsheet.fonts.typeface import AskedFace, FaceBook, Lettering
from broadsheet.geometry import MM
from broadsheet.models import frozen
from broadsheet.paragraph import SetLine, Setting, Span, set_paragraph, strokes_of
from broadsheet.paragraph.glosses import glosses_of
from broadsheet.paragraph.inlines import marked_spans
from broadsheet.paragraph.places import GlyphPlace, glyph_places
from broadsheet.spec import Level, Style, TypeStyle

_LENGTH: Final = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?)(em|字|pt|mm|cm)")
_MOST: Final = 14000.0  # pt; the largest page of PDF is a little larger
_ASCENT: Final = 0.88  # em of a Chinese face's em box over the baseline
_MARGIN: Final = 1.0  # em, around the paragraph


@frozen(kw_only=True)
class TrialOrder:
    """What is tried: a style of the spec, and what is asked otherwise than it says.

    The measure and the indent are lengths such as ``12em``, ``12字`` or ``55mm``; em and 字
    are the style's own.

    - ``measure``: width of its lines
    - ``style``: a style of the spec, by name
    - ``indent``: none: a trial starts flush
    - ``face``: a typeface of the spec
    - ``level``: how strictly lines are kept from beginning with marks: strict, normal or loose;
      None: the style's
    - ``vertical``: set from top to bottom
    """

    measure: str
    style: str = "body"
    indent: str = ""
    face: str = ""
    level: Level | None = None
    vertical: bool = False


@frozen(kw_only=True)
class Trial:
    """The set paragraph; lengths in pt."""

    lines: tuple[SetLine, ...]
    glyphs: tuple[tuple[GlyphPlace, ...], ...]  # by line, from its own head
    size: float
    measure: float
    leading: float
    vertical: bool
    missing: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...] = ()  # of its faces: what they lack of what the style asks for


def set_text(text: str, house: Style, book: FaceBook, order: TrialOrder) -> Trial:
    """Set a text, which may hold markup, as one paragraph of a style.

    Raises SpecError for a style that the house has not, FaceError for such a typeface,
    UserError for a length that is none.
    """
    style = house.styles.get(order.style)
    if style is None:
        raise SpecError(f"no style {order.style!r}", hint=did_you_mean(order.style, house.styles))
    size = style.largest
    copy, inlines = markup.read(text)
    lettering = Lettering(style.axes, style.features, style.quotes)
    asked = AskedFace(style.weight, style.slant, lettering)
    span = Span(
        text=copy,
        typeface=typeface_at(book, order.face or style.face, asked, size, size),
        size=size,
        source=Source("trial", "para", 0, 0, len(copy)),
        colour=INK if style.colour == PAPER else style.colour,
        tracking=style.tracking,
    )
    setting = _setting(style, order)
    done = set_paragraph(marked_spans(span, inlines), setting)
    faces = book.faces
    return Trial(
        lines=done.lines,
        glyphs=tuple(glyph_places(line, faces, vertical=order.vertical) for line in done.lines),
        size=size,
        measure=setting.measure,
        leading=max(house.grid.baseline, style.leading * size),
        vertical=order.vertical,
        missing=done.missing,
        findings=book.findings(),
    )


def _setting(style: TypeStyle, order: TrialOrder) -> Setting:
    size = style.largest
    measure = read_length(order.measure, size)
    if not 0 < measure <= _MOST:
        raise UserError(f"a measure of {order.measure} is out of range", hint="write 12em")
    return Setting(
        measure=measure,
        em=size,
        indent=read_length(order.indent, size) / size if order.indent else 0.0,
        align=style.align,
        level=order.level or style.level,
        scheme=style.scheme,
        hanging=style.hanging,
        hyphens=style.hyphens,
        letterspace=style.letterspace,
        corners=style.corners,
        vertical=order.vertical,
    )


def read_length(text: str, em: float) -> float:
    """Return a length in pt; ``em`` and ``字`` are ``em`` pt.

    >>> read_length("12字", 10.5), read_length("40pt", 10.5)
    (126.0, 40.0)
    """
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        raise UserError(f"{text!r} is not a length", hint="write 12em, 12字, 55mm or 157pt")
    units = {"em": em, "字": em, "pt": 1.0, "mm": MM, "cm": 10 * MM}
    return float(found[1]) * units[found[2]]


def report(trial: Trial) -> Mapping[str, Any]:
    """Return the lines as plain values, lengths in em of the style.

    ``x`` counts from the edge of the column, ``width`` is the line's own.
    """
    size = trial.size

    def ems(length: float) -> float:
        return round(length / size, 4) + 0.0  # no -0.0

    return {
        "lines": [
            {
                "text": "".join(glyph.text for glyph in glyphs),
                "width": ems(line.width),
                "glyphs": [
                    {
                        "text": glyph.text,
                        "x": ems(line.left + glyph.x),
                        "advance": ems(glyph.advance),
                    }
                    for glyph in glyphs
                ],
            }
            for line, glyphs in zip(trial.lines, trial.glyphs, strict=True)
        ]
    }


def as_pages(trial: Trial, house: Style, *, lang: str = "zh-CN") -> Pages:
    """Return a page that holds the paragraph and little white around it."""
    size, margin = trial.size, _MARGIN * trial.size
    along = trial.measure + 2 * margin
    across = size + trial.leading * (len(trial.lines) - 1 if trial.lines else 0) + 2 * margin
    width, height = (across, along) if trial.vertical else (along, across)
    if max(width, height) > _MOST:
        raise UserError(
            f"{len(trial.lines)} lines are more than a page can hold", hint="use --json"
        )
    marks: list[TextLine | Fill | Outline] = []
    for n, line in enumerate(trial.lines):
        x = margin + line.left
        y = margin + n * trial.leading + _ASCENT * size
        if trial.vertical:
            x, y = width - margin - size / 2 - n * trial.leading, x
        x, y = round(x, 3), round(y, 3)
        marks += strokes_of(line, x, y, vertical=trial.vertical)
        marks.append(
            TextLine(
                x,
                y,
                round(line.width, 3),
                line.runs,
                vertical=trial.vertical,
                lang=lang,
                exact=line.exact,
            )
        )
        marks += glosses_of(line, x, y, vertical=trial.vertical, lang=lang)
    page = Page(number=1, width=round(width, 3), height=round(height, 3), marks=tuple(marks))
    faces = sorted({run.face for line in trial.lines for run in line.runs})
    return Pages(
        pages=(page,),
        lang=lang,
        faces=tuple((face, "") for face in faces),
        typefaces=tuple(house.typefaces.items()),
        face_folder=house.folder,
        face_roots=house.roots,
        signs=tuple((one.reads, one.file, one.glyph) for one in house.gaiji.values() if one.file),
    )
