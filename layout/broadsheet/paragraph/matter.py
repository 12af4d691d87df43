"""Cast spans into matter: type on its bodies, not yet broken into lines.

Takes the spans of a paragraph; returns, character by character, glyphs, widths and what may happen
at each gap, and the sums that ``linebreak`` chooses by.  Of a plain one ``composed`` does all that.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Final

from broadsheet import cjk
from broadsheet.fonts.face import Face
from broadsheet.models import frozen, record
from broadsheet.paragraph import readings
from broadsheet.paragraph.case import Body, Case, PlacedGlyph, case_of
from broadsheet.paragraph.models import Setting, Span

# White beside Latin and between words, em: least, usual, most (CLREQ 6.2.2.3 and 6.2.2.4).
LATIN_GAP: Final = (0.125, 0.25, 1 / 3)
WORD_SPACE: Final = (0.25, 0.25, 0.5)
# Where all is Latin the spaces alone justify: they give a third before they grow without bound
# (Bringhurst, The Elements of Typographic Style, 2.1.1 and 2.1.5).
LATIN_SPACE: Final = (1 / 6, 0.25, 0.5)

_MARKS: Final = re.compile(r"[<>{},:.?Mq]")
_SPACES: Final = re.compile("_+|W+")
_KERNED: Final = re.compile("[aAqi!()]{2,}")
# Up to three digits by themselves; up to three capitals, one below the other (CLREQ, Mixed Text
# Composition in Vertical Writing Mode); ？！ two in one cell (GB/T 15834-2011, 5.1.2).
_SHORT: Final = re.compile(r"(?<![nahpoisyb(_])n{1,3}(?![nahoisyb)_])")
_INITIALS: Final = re.compile(r"(?<![nahpoisyb(_])a{1,3}(?![nahoisyb)_])")
_STACKED: Final = re.compile(r"\?\?")
_HAN: Final = re.compile("[HISJxm34567]")
_SOFT: Final = "\u00ad"
# Beside these white is a word's, not a phrase's: of Latin, and of hangul.
_WORDED: Final = "anAhpoisyq()]!34567"
_SELECTED: Final = re.compile("[^\ufe00-\ufe0f][\ufe00-\ufe0f\U000e0100-\U000e01ef]")
EXACT: Final = 0.09  # em of white from which readers see a space


@frozen()
class SpanRange:
    """Where one span lies in the paragraph's text."""

    start: int
    end: int
    span: Span
    case: Case


@frozen()
class Spring:
    """White that can take more or give some, pt."""

    base: float  # as it comes; nothing for a word space, which is a glyph
    grow: float
    shrink: float

    def at(self, flex: float) -> float:
        """Return the white when part of ``grow`` (above 0) or ``shrink`` (below) is used."""
        return self.base + flex * (self.grow if flex > 0 else self.shrink)


@record(kw_only=True)
class Matter:
    """A paragraph's characters as type; lengths in pt, one entry a character.

    ``flags`` are those of ``cjk.gaps``: one for the gap before each character, one at the end.
    ``bodies`` are the marks that do not stand on the body of their case's own.
    """

    text: str
    letters: str
    setting: Setting
    stretches: list[SpanRange]
    flags: bytearray
    glyphs: list[int]
    widths: list[float]
    bodies: dict[int, Body]
    squeezable: dict[int, float]  # marks that may give half their width, and how much
    springs: dict[int, Spring]  # by the gap
    heads: dict[int, float]  # what an opening mark loses at the start of a line
    tails: dict[int, float]  # what a closing mark loses at the end of a line, by the gap after
    hung: set[int]  # gaps after marks that hang
    abreast: dict[int, int]  # digits side by side in one cell: where they begin and end
    joined: set[int]  # all of them but the first
    variants: dict[int, PlacedGlyph]  # characters with a selector behind that a face obeys
    missing: list[tuple[str, int]]
    sums: list[float]  # width before each character
    spring_gaps: list[int]  # in order
    hyphens: dict[int, float]  # gaps where a line ends with a hyphen, and its width
    torn: set[int]  # gaps inside units that no line holds
    marked: bool  # some span is set otherwise than plain text
    opened: bool  # some span is set wide
    ligating: dict[str, Face]  # faces that join letters, by id

    @property
    def em(self) -> float:
        """The body of ideographs along the line, pt: of which a mark gives half."""
        return self.setting.em * self.stretches[0].case.wide

    def stretch_at(self, at: int) -> SpanRange:
        """Return the stretch that a character belongs to."""
        for stretch in self.stretches:
            if at < stretch.end:
                return stretch
        return self.stretches[-1]

    def springs_in(self, start: int, end: int) -> list[int]:
        """Return the gaps with springs strictly inside a line."""
        gaps = self.spring_gaps
        return gaps[bisect_right(gaps, start) : bisect_left(gaps, end)]


def opened(span: Span) -> bool:
    """Tell whether readers see spaces in a span: a wide name, a widened base, tracked type."""
    return span.hold == "inside" or span.tracking > EXACT


def cast(spans: Sequence[Span], setting: Setting) -> Matter:
    """Set the characters of a paragraph on their bodies."""
    text = "".join([span.text for span in spans])
    letters = cjk.classify(text)
    stretches, glyphs, widths, missing = _sorts(spans, setting)
    matter = Matter(
        text=text,
        letters=letters,
        setting=setting,
        stretches=stretches,
        flags=cjk.gaps(letters, setting.level),
        glyphs=glyphs,
        widths=widths,
        bodies={},
        squeezable={},
        springs={},
        heads={},
        tails={},
        hung=set(),
        abreast={},
        joined=set(),
        variants={},
        missing=missing,
        sums=[],
        spring_gaps=[],
        hyphens={},
        torn=set(),
        marked=any(span.beside or span.hold or span.reading for span in spans),
        opened=any(map(opened, spans)),
        ligating={one.case.main.id: one.case.main for one in stretches if one.case.main.ligates},
    )
    if "c" in letters:
        _set_variants(matter)
    _set_white(matter, spans)
    matter.sums = _sums(matter)
    matter.spring_gaps = sorted(matter.springs)
    return matter


def _sorts(
    spans: Sequence[Span], setting: Setting
) -> tuple[list[SpanRange], list[int], list[float], list[tuple[str, int]]]:
    """Return stretches of one case, then glyphs, widths in pt, and the characters without one."""
    stretches: list[SpanRange] = []
    glyphs: list[int] = []
    widths: list[float] = []
    missing: list[tuple[str, int]] = []
    start = 0
    for span in spans:
        case = case_of(span.typeface, setting.scheme, setting.vertical, setting.corners)
        chars = set(span.text)
        if not chars <= case.glyphs.keys():
            case.stock(chars)
        stretches.append(SpanRange(start, start + len(span.text), span, case))
        own = case.widths_at(span.size, span.tracking * span.size)
        if len(span.text) == 1:
            glyphs.append(case.glyphs[span.text])
            widths.append(own[span.text])
        else:
            cut = itemgetter(*span.text)
            glyphs += cut(case.glyphs)
            widths += cut(own)
        if case.missing:
            missing += [(c, start + n) for n, c in enumerate(span.text) if c in case.missing]
        start += len(span.text)
    return stretches, glyphs, widths, missing


def _set_variants(matter: Matter) -> None:
    """Set characters as the variation selectors behind them ask, where a face can."""
    for match in _SELECTED.finditer(matter.text):
        at = match.start()
        stretch = matter.stretch_at(at)
        cell = stretch.case.variant(*match.group())
        if cell is not None:
            matter.variants[at] = cell
            matter.glyphs[at] = cell.glyph
            matter.widths[at] = (cell.width + stretch.span.tracking) * stretch.span.size


def _set_white(matter: Matter, spans: Sequence[Span]) -> None:
    """Take and put white between the characters, and say where no line may break."""
    setting = matter.setting
    _set_spaces(matter)
    _set_marks(matter)
    if matter.marked:
        readings.hold(matter.flags, spans)
    if setting.vertical:
        _set_abreast(matter)
    else:
        if any(stretch.case.typeface.quotes for stretch in matter.stretches):
            from broadsheet.paragraph.quotes import set_quotes  # noqa: PLC0415 - few styles ask

            set_quotes(matter)
        _kern(matter)
        if setting.letterspace:
            _loosen_words(matter, setting.letterspace)
    if _SOFT in matter.text:
        _set_soft_hyphens(matter)
    _part_latin(matter)
    if setting.sunk[0]:
        _hold_sunk(matter)
    if matter.marked:
        _make_room(matter, readings.rooms(spans, setting, matter.widths, matter.letters))


def put(matter: Matter, at: int, body: Body) -> None:
    """Set a character on another body."""
    stretch = matter.stretch_at(at)
    cell = stretch.case.cell(matter.text[at], body)
    matter.glyphs[at] = cell.glyph
    matter.widths[at] = (cell.width + stretch.span.tracking) * stretch.span.size
    matter.bodies[at] = body


def _set_marks(matter: Matter) -> None:
    """Halve marks beside marks, and note which others can give half their width."""
    flags, letters, text = matter.flags, matter.letters, matter.text
    hanging = matter.setting.hanging
    for match in _MARKS.finditer(letters):
        at = match.start()
        letter = letters[at]
        if letter == "q":
            if text[at] in "“”‘’":
                put(matter, at, "narrow")
            continue
        stretch = matter.stretch_at(at)
        case, size = stretch.case, stretch.span.size
        if not case.halves(text[at]) or not case.keeps(letter, text[at]):
            continue
        if flags[at] & cjk.HALF_AFTER or flags[at + 1] & cjk.HALF_BEFORE:
            put(matter, at, "half")
            continue
        half = matter.squeezable[at] = size * case.wide / 2
        if letter in cjk.OPENING:
            matter.heads[at] = half
        elif letter in cjk.CLOSING:
            matter.tails[at + 1] = half
        if hanging and text[at] in "，、。" and not (at and letters[at - 1] in cjk.CLOSING):
            matter.tails[at + 1] = 2 * half
            matter.hung.add(at + 1)


def _set_abreast(matter: Matter) -> None:
    """Stand short numbers, initials and stacked marks upright in cells of a vertical line."""
    for start, end in _abreast(matter):
        stretch = matter.stretch_at(start)
        if end > stretch.end:
            continue
        size, tracking = stretch.span.size, stretch.span.tracking
        matter.abreast[start] = end
        matter.joined.update(range(start + 1, end))
        matter.widths[start:end] = [(1 + tracking) * size] + [0.0] * (end - start - 1)
        for gap in (start, end):
            matter.flags[gap] &= ~cjk.LATIN


def _abreast(matter: Matter) -> Iterator[tuple[int, int]]:
    """Yield what shares a cell: up to three digits, two stacked marks, or one initial."""
    for match in _SHORT.finditer(matter.letters):
        yield match.span()
    for match in _INITIALS.finditer(matter.letters):
        if matter.text[match.start() : match.end()].isupper():
            yield from ((at, at + 1) for at in range(*match.span()))
    for match in _STACKED.finditer(matter.letters):
        yield match.span()


def _set_spaces(matter: Matter) -> None:
    """Give white its width: one em between Han, a quarter beside Latin, a word's between words."""
    letters = matter.letters
    if "_" not in letters and "W" not in letters:
        return
    latin = cjk.latin_only(letters)
    for match in _SPACES.finditer(letters):
        start, end = match.span()
        before = letters[start - 1] if start else ""
        after = letters[end] if end < len(letters) else ""
        sides = [bool(side) and side not in _WORDED for side in (before, after)]
        if letters[start] == "W":  # as wide as it was written
            if all(sides) and end - start == 1:
                _loosen(matter, start)
            continue
        for at in range(start, end):
            if all(sides):
                marked = before in cjk.CLOSING or after in cjk.OPENING
                wide = not marked and at == start
                put(matter, at, "full" if wide else "half")
                if wide:
                    _loosen(matter, at)
            elif any(sides) and at == start:
                put(matter, at, "quarter")
            else:
                width, size = matter.widths[at], matter.stretch_at(at).span.size
                least, _, most = (part * size for part in (LATIN_SPACE if latin else WORD_SPACE))
                give, take = max(0.0, width - least), max(0.0, most - width)
                matter.springs[at + 1] = Spring(0.0, take, give)
                if latin:
                    matter.flags[at + 1] |= cjk.WIDEN


def _kern(matter: Matter) -> None:
    """Draw letters of Latin words together or apart, as their face asks."""
    for match in _KERNED.finditer(matter.letters):
        for at in range(match.start() + 1, match.end()):
            stretch = matter.stretch_at(at)
            face = stretch.case.main
            if at == stretch.start or stretch.case.strange.intersection(
                matter.text[at - 1 : at + 1]
            ):
                continue
            kern = face.kern(matter.glyphs[at - 1], matter.glyphs[at])
            if kern and at not in matter.springs:
                matter.springs[at] = Spring(kern * stretch.span.size, 0.0, 0.0)


def _loosen_words(matter: Matter, most: float) -> None:
    """Let the letters of Latin words give or take up to ``most`` em each, as the spaces do."""
    for match in _KERNED.finditer(matter.letters):
        for at in range(match.start() + 1, match.end()):
            old = matter.springs.get(at)
            part = most * matter.stretch_at(at).span.size
            matter.springs[at] = Spring(old.base if old else 0.0, part, part)


def _set_soft_hyphens(matter: Matter) -> None:
    """Show a hyphen where a line ends at a soft one of the copy (UAX #14, BA)."""
    for match in re.finditer(_SOFT, matter.text):
        stretch = matter.stretch_at(match.start())
        cell = stretch.case.cell("-", "natural")
        matter.hyphens[match.end()] = cell.width * stretch.span.size


def _loosen(matter: Matter, at: int) -> None:
    """Let a phrase gap take up to half an em more: it parts what it stands between anyway."""
    matter.springs[at + 1] = Spring(0.0, matter.stretch_at(at).span.size / 2, 0.0)


def _part_latin(matter: Matter) -> None:
    """Put a quarter em between Han and Latin, as wide as the Han side asks."""
    letters, springs = matter.letters, matter.springs
    known: dict[float, Spring] = {}
    mixed = matter.flags.translate(cjk.flag_table(cjk.LATIN))
    at = mixed.find(1)
    while at >= 0:
        han = at if _HAN.match(letters, at) else at - 1
        size = matter.stretch_at(han).span.size
        if size not in known:
            least, usual, most = (part * size for part in LATIN_GAP)
            known[size] = Spring(usual, most - usual, usual - least)
        springs[at] = known[size]
        at = mixed.find(1, at + 1)


def _hold_sunk(matter: Matter) -> None:
    """Keep what stands after a sunk initial where the lines beside it begin."""
    for stretch in matter.stretches:
        if stretch.span.sunk:
            matter.flags[stretch.end] &= ~(cjk.BREAK | cjk.WIDEN | cjk.LATIN)
            matter.springs.pop(stretch.end, None)


def _make_room(matter: Matter, rooms: dict[int, float]) -> None:
    """Put white around characters whose reading is wider than they are."""
    for gap, white in rooms.items():
        old = matter.springs.get(gap)
        base, grow, shrink = (old.base, old.grow, old.shrink) if old else (0.0, 0.0, 0.0)
        matter.springs[gap] = Spring(base + white, grow, shrink)


def _sums(matter: Matter) -> list[float]:
    widths = matter.widths
    if matter.springs:
        widths = [*widths, 0.0]
        for gap, spring in matter.springs.items():
            widths[gap] += spring.base
        widths.pop()
    return list(accumulate(widths, initial=0.0))
