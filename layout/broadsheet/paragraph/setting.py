"""Set a paragraph: break it into lines and set them; or set one line as it comes.

Takes spans and a setting; returns set lines.  Here matter, tallies, the choice of breaks and
the making of runs come together.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from broadsheet import cjk, linebreak
from broadsheet.errors import UserError
from broadsheet.linebreak import LineFill, Measure
from broadsheet.models import replace
from broadsheet.paragraph import composed, tallies
from broadsheet.paragraph.emergency import indent_of, open_units
from broadsheet.paragraph.lines import set_line_of, width_of
from broadsheet.paragraph.matter import Matter, cast
from broadsheet.paragraph.models import Corners, Scheme, SetLine, SetParagraph, Setting, Span
from broadsheet.paragraph.tallies import Tallies

_HARD: Final = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_HAN: Final = "HISJxm34567"
# A last line that ends this near the edge, em, is filled: a step so small looks like a slip.
_FULL_LINE: Final = 0.6
_TAIL: Final = 2  # ideographs, the least on a last line (CLREQ 7.1.2)


def set_paragraph(
    spans: Sequence[Span], setting: Setting, *, lines: int | None = None
) -> SetParagraph:
    """Set a paragraph in lines of the measure, broken where the whole costs least.

    ``lines`` asks for a count between ``shortest`` and ``longest`` of the paragraph.  Line
    ends in the text are kept; each part is broken by itself.
    """
    spans = [span for span in spans if span.text]
    parts = list(_parts(spans))
    if not parts:
        return SetParagraph(lines=())
    if len(parts) == 1:
        return _set_part(parts[0][1], setting, lines)
    done: list[SetParagraph] = []
    for offset, part in parts:
        own = setting if not done else replace(setting, indent=0.0, sunk=(0, 0.0))
        if done and setting.widths:  # each line end has used some of them
            own = replace(own, widths=setting.widths[sum(len(p.lines) for p in done) :])
        one = _set_part(part, own, None)
        done.append(_moved(one, offset))
    every = [line for one in done for line in one.lines]
    return SetParagraph(
        lines=tuple(replace(line, last=line is every[-1]) for line in every),
        missing=tuple(lost for one in done for lost in one.missing),
        shortest=len(every),
        longest=len(every),
    )


def set_line(
    spans: Sequence[Span],
    *,
    scheme: Scheme = "full",
    vertical: bool = False,
    corners: Corners = "double",
    width: float | None = None,
) -> SetLine:
    """Set one line without breaking it: a label, a line of facts, a part of a headline.

    At its natural width, or with gaps widened to fill ``width``, pt (均排).
    """
    spans = [span for span in spans if span.text]
    if not spans:
        return SetLine(
            runs=(), width=0.0, left=0.0, stretch=0.0, exact=False, start=0, end=0, last=True
        )
    setting = _line_setting(spans, scheme, corners, vertical=vertical)
    if width:
        setting = replace(setting, measure=width)
    elif line := composed.line(spans, setting):
        return line
    matter = cast(spans, setting)
    size = len(matter.text)
    done = LineFill()
    if width:
        matter.flags[1:size] = bytes(flag & ~cjk.BREAK for flag in matter.flags[1:size])
        done = _spread(tallies.take(matter), 0, 1, width)
    return set_line_of(matter, 0, _shown_end(matter), done)


def line_width(
    spans: Sequence[Span],
    *,
    scheme: Scheme = "full",
    vertical: bool = False,
    corners: Corners = "double",
) -> float:
    """Return the natural width of what would be set as one line, pt, without setting it."""
    spans = [span for span in spans if span.text]
    if not spans:
        return 0.0
    setting = _line_setting(spans, scheme, corners, vertical=vertical)
    width = composed.width(spans, setting)
    if width is None:
        matter = cast(spans, setting)
        width = width_of(matter, 0, _shown_end(matter), LineFill())
    return width


def _line_setting(
    spans: Sequence[Span], scheme: Scheme, corners: Corners, *, vertical: bool
) -> Setting:
    return Setting(
        measure=0.0, em=spans[0].size, indent=0.0, scheme=scheme, vertical=vertical, corners=corners
    )


def _shown_end(matter: Matter) -> int:
    """Return where the white begins that a line of all the matter does not show."""
    size = len(matter.text)
    return tallies.visible_ends(matter, [size]).get(size, size)


def _parts(spans: Sequence[Span]) -> Iterator[tuple[int, list[Span]]]:
    """Yield what lies between the text's own line ends, and where it begins."""
    part: list[Span] = []
    begin = at = 0
    for span in spans:
        pieces, cuts = _HARD.split(span.text), [0]
        cuts += [match.end() for match in _HARD.finditer(span.text)]
        for n, (piece, cut) in enumerate(zip(pieces, cuts, strict=True)):
            if n:
                yield begin, part
                part, begin = [], at + cut
            if piece:
                source = replace(span.source, start=span.source.start + cut)
                part.append(span if not cut else replace(span, text=piece, source=source))
                if not cut and len(piece) < len(span.text):
                    part[-1] = replace(span, text=piece)
        at += len(span.text)
    if part:
        yield begin, part


def _moved(part: SetParagraph, offset: int) -> SetParagraph:
    lines = [replace(line, start=line.start + offset, end=line.end + offset) for line in part.lines]
    missing = [(char, at + offset) for char, at in part.missing]
    return replace(part, lines=tuple(lines), missing=tuple(missing))


def _set_part(spans: Sequence[Span], setting: Setting, lines: int | None) -> SetParagraph:
    if not spans:
        return _blank()
    done = composed.paragraph(spans, setting, lines)
    return done or _set_by_rule(spans, setting, lines)


def _set_by_rule(spans: Sequence[Span], setting: Setting, lines: int | None) -> SetParagraph:
    matter = cast(spans, setting)
    # Where words may be hyphenated first: what is longer than the measure is torn between.
    costs = _hyphenated(matter) if setting.hyphens else {}
    costs |= open_units(matter)
    if setting.indent > 0 and (indent := indent_of(matter)) < setting.indent:
        setting = matter.setting = replace(setting, indent=indent)
    taken = tallies.take(matter, costs)
    measure = Measure(
        width=setting.measure,
        em=matter.em,
        ragged=setting.align not in ("justify", "spread"),
        tail=0 if setting.filled else _tail(matter, taken),
        filled=setting.filled,
        look=setting.look,
    )
    first = _first_widths(setting)
    if first:
        from broadsheet.linebreak.shaped import choose_shaped  # noqa: PLC0415 - rarely used

        choice = choose_shaped(taken.breaks, measure, first, lines)
    else:
        choice = linebreak.choose(taken.breaks, measure, lines)
    count = len(choice.ends) - 1
    widths = (*first, *[setting.measure] * count)[:count]
    bounds = zip(widths, choice.ends, choice.ends[1:], strict=False)
    made = [_line(matter, taken, start, end, width) for width, start, end in bounds]
    deep, aside = setting.sunk
    for n in range(1, min(deep, count)):
        made[n] = replace(made[n], left=made[n].left + aside)
    return SetParagraph(
        lines=tuple(made),
        missing=tuple(matter.missing),
        shortest=choice.shortest,
        longest=choice.longest,
    )


def _first_widths(setting: Setting) -> tuple[float, ...]:
    """Return the measures of the first lines, pt: those beside a sunk initial lack its width."""
    deep, aside = setting.sunk
    if not deep:
        return setting.widths
    widths = (*setting.widths, *[setting.measure] * max(0, deep - len(setting.widths)))
    return tuple(width - aside if 0 < n < deep else width for n, width in enumerate(widths))


def _blank() -> SetParagraph:
    """Return a line without type: a paragraph with nothing in it takes one."""
    return SetParagraph(
        lines=(
            SetLine(
                runs=(),
                width=0.0,
                left=0.0,
                stretch=0.0,
                exact=False,
                start=0,
                end=0,
                last=True,
            ),
        ),
        shortest=1,
        longest=1,
    )


def _hyphenated(matter: Matter) -> dict[int, float]:
    try:
        from broadsheet.paragraph import hyphens  # noqa: PLC0415 - an extra, for few styles
    except ModuleNotFoundError:
        hint = "pip install 'broadsheet[hyphens]', or take hyphens out of the style"
        raise UserError("a style asks for hyphens, which need pyphen", hint=hint) from None
    return hyphens.hyphenate(matter)


def _tail(matter: Matter, taken: Tallies) -> int:
    """Return the last break from which the last line still holds two ideographs.

    A Latin word or a number counts as two.
    """
    found = 0
    letters = matter.letters
    at = len(letters)
    while at and found < _TAIL:
        at -= 1
        found += 1 if letters[at] in _HAN else 2 if letters[at] in "anh" else 0
    places = taken.places
    last = len(places) - 2
    while last > 0 and places[last] > at:
        last -= 1
    return last


def _line(matter: Matter, taken: Tallies, start: int, end: int, measure: float) -> SetLine:
    setting, breaks, places = matter.setting, taken.breaks, taken.places
    width = breaks.width.ends[end] - breaks.width.starts[start]
    slack = measure - width
    last = end == len(places) - 1
    held = taken.breaks.held(start, end)
    if setting.align == "spread":
        done = _spread(taken, start, end, measure)
    elif slack < 0 or (setting.align == "justify" and not (last and slack > _most(setting, held))):
        done = linebreak.fill(slack, held, matter.em)
    else:
        done = LineFill()
    first = places[start]
    shown = taken.visible.get(places[end], places[end])
    indent = 0.0 if start else setting.indent * setting.em
    line = set_line_of(matter, first, shown, done, indent, last=last)
    if setting.align in ("center", "right"):
        spare = measure - indent - line.width
        line = replace(line, left=indent + (spare / 2 if setting.align == "center" else spare))
    return line


def _most(setting: Setting, held: linebreak.Held) -> float:
    """Return the slack, pt, up to which a last line fills the measure."""
    if setting.filled:
        return held[0] * linebreak.LOOSE * setting.em + held[3]
    return _FULL_LINE * setting.em


def _spread(taken: Tallies, start: int, end: int, width: float) -> LineFill:
    """Widen all gaps alike until the line fills a width, never narrower than it comes."""
    b = taken.breaks
    slack = width - (b.width.ends[end] - b.width.starts[start])
    gaps = b.gaps.ends[end] - b.gaps.starts[start]
    return LineFill(gap=slack / gaps) if slack > 0 and gaps else LineFill()
