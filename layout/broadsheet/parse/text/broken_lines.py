"""How a page's lines were broken, and where rules by hand let a line go on.

Takes clean lines; returns the measures, indents and habits that they show, and for a line's end
whether the next line goes on.  Knows nothing of what a line means.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from broadsheet.models import frozen, replace
from broadsheet.parse.text.bylines import parse_byline, run_in
from broadsheet.parse.text.characters import NO_START, OPENERS, ends_sentence, is_bullet, is_han
from broadsheet.parse.text.clean import SourceLine
from broadsheet.parse.text.english import Broken, breaking, wraps
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.patterns import ROLE_FIRST

_KEPT = 1024  # lines of a page that are asked again and again
_CREDIT = Pattern(r"[\s。！？）)](?:\w{2,4}|\w\s\w)\s?[/／]?\s?[摄攝]$", last="摄攝")
# an item of a list; a year or a sum is none
_NUMBERED = Pattern(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}、",
    first="（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
)
_MARK_END = "，。、；：！？,.;:!?…”’）)》」』"
_NEVER_FIRST = "，。、；：！？”’）》」』,;:!?)"
_NARROWEST = 16  # half ems: a shorter measure can't be told from verse and lists
_WIDEST = 100
_RUNS = 4  # pairs of lines as wide as each other that show a measure
_WIDER = 0.25  # share of lines wider than a measure from which it must show plainly
_SURE_RUNS = 10
_SHORT = 6  # half ems that a crosshead is shorter than the measure, at the least
_COMMAS = 20  # of a page from which it may be one without full stops
_PARTED = 0.8  # share of last lines above white from which white parts paragraphs


@frozen(kw_only=True)
class BrokenLines:
    """How a page's lines were broken."""

    measures: frozenset[int]  # half ems
    indented: bool  # paragraphs open with an indent
    parted: bool  # blank lines part paragraphs
    counted: bool  # lines have as many characters, however wide each is
    latin: Broken = Broken()  # how lines in Latin letters were broken
    stopped: bool = True  # sentences end with a full stop

    @property
    def broken(self) -> bool:
        """Tell whether lines were broken at a measure."""
        return bool(self.measures or self.latin.measure)

    def extent(self, line: SourceLine) -> int:
        """Return how far a line reaches, half ems."""
        return (2 * len(line.text) if self.counted else width(line.text)) + line.indent


@lru_cache(maxsize=_KEPT)
def is_latin(text: str) -> bool:
    """Tell whether a line is mostly in Latin letters."""
    if not text.isascii() and any(map(is_han, text)):
        return False
    found = sum(map(str.isalpha, text))
    return found > 1 and found >= 0.5 * sum(map(str.isalnum, text))


@lru_cache(maxsize=_KEPT)
def width(text: str) -> int:
    """Return the width of a line in half ems, ideographs being two wide."""
    # in UTF-8 all that is set a full em wide takes three bytes, and almost nothing else
    return len(text) + (len(text.encode()) - len(text)) // 2


def setting_of(lines: Collection[SourceLine]) -> BrokenLines:
    """Find how the lines were broken: at a width, or after so many characters."""
    blank = BrokenLines(measures=frozenset(), indented=False, parted=False, counted=False)
    counted = _even(lines, replace(blank, counted=True)) > 1.1 * _even(lines, blank)
    page = replace(blank, counted=counted)
    page = replace(page, measures=_measures(lines, page))
    indented, parted = _indents_used(lines, page.measures), _parted(lines, page)
    stopped = _stopped(lines)
    return replace(page, indented=indented, parted=parted, latin=_latin(lines), stopped=stopped)


def _stopped(lines: Collection[SourceLine]) -> bool:
    """Tell whether sentences end with a full stop: papers before 1949 often have commas alone."""
    commas = sum(line.text.count("、") + line.text.count("，") for line in lines)
    return commas < _COMMAS or any("。" in line.text or "." in line.text for line in lines)


def _latin(lines: Collection[SourceLine]) -> Broken:
    pairs = [
        (one, two)
        for one, two in pairwise(lines)
        if one.text and two.text and is_latin(one.text) and is_latin(two.text)
    ]
    indented = any(two.indent >= 2 > one.indent for one, two in pairs)
    return breaking(((one.text, two.text) for one, two in pairs), indented=indented)


def _wraps(run: Sequence[SourceLine], line: SourceLine, page: BrokenLines) -> bool:
    """Tell whether a line in Latin letters goes on in the next: no indent opens a paragraph."""
    one = run[-1]
    if line.indent >= 2 and line.indent > one.indent:
        return False
    return wraps(one.text, line.text, wide=width(one.text), broken=page.latin)


def _even(lines: Collection[SourceLine], page: BrokenLines) -> int:
    """Count the lines that reach as far as most of the long ones do."""
    reach = Counter(page.extent(n) for n in lines if n.text)
    long = [(count, wide) for wide, count in reach.items() if _NARROWEST <= wide <= _WIDEST]
    count, wide = max(long, default=(0, 0))
    return count + max(reach[wide - 1], reach[wide + 1])  # a half em is what a width may lack


def _measures(lines: Collection[SourceLine], page: BrokenLines) -> frozenset[int]:
    """Find widths that lines were broken at, in half ems.

    A measure shows as runs of lines equally wide to one em that mostly end within a
    sentence; verse and lists end with marks, whole paragraphs differ in width.
    """
    pairs: Counter[int] = Counter()
    reaches = Counter(page.extent(n) for n in lines if n.text)
    marked: Counter[int] = Counter()
    for (one, wide), (two, other) in pairwise((n, page.extent(n)) for n in lines):
        if not one.text or not two.text:
            continue
        if _NARROWEST <= wide <= _WIDEST and other <= wide + 2 and "\t" not in one.text:
            pairs[wide] += abs(wide - other) <= 2
            marked[wide] += one.text[-1] in _MARK_END
    found: set[int] = set()
    for wide, count in pairs.most_common(24):
        if not count or any(abs(wide - m) <= 4 for m in found):
            continue  # one character less than a measure: a mark that may not open a line
        near = range(wide - 2, wide + 1)
        runs, ends = sum(pairs[n] for n in near), sum(marked[n] for n in near)
        wider = sum(count for reach, count in reaches.items() if reach > wide + 4)
        least = _RUNS if wider <= _WIDER * sum(reaches.values()) else _SURE_RUNS
        if runs >= least and ends <= 0.6 * runs:
            found.add(wide)
    return frozenset(found)


def _pulled_down(text: str) -> bool:
    """Tell whether a line's start explains why the line before is one character short.

    A mark that may not open a line takes the character before it down with it; an opening
    mark may not end a line; figures and Latin words are not broken.
    """
    return text[1:2] in NO_START or text[:1] in OPENERS or text[:1].isascii()


def _indents_used(lines: Collection[SourceLine], measures: frozenset[int]) -> bool:
    if not measures:
        return False
    indents = sum(line.indent >= 2 for line in lines if line.text)
    return 3 <= indents <= 0.7 * sum(bool(line.text) for line in lines)


def credited(text: str) -> bool:
    """Tell whether a line ends with who took a picture: no line of a paragraph does."""
    return text[-1] in "摄攝" and _CREDIT.search(text[-14:]) is not None


def _signs(text: str) -> bool:
    """Tell whether a line is a byline by itself: none is part of a paragraph."""
    return ROLE_FIRST.match(text) is not None and parse_byline(text) is not None


def _opens(text: str) -> bool:
    """Tell whether a line opens a story: no paragraph goes on with 本报讯."""
    return text[0] in "本【[［据新中综（(" and bool(run_in(text).source)


def _crosshead(before: SourceLine, line: SourceLine, after: SourceLine, page: BrokenLines) -> bool:
    """Tell whether a short line between a full stop and a full line is no paragraph's last."""
    least = min(page.measures, default=0)
    if page.extent(line) > least - _SHORT or page.extent(after) < least - 2:
        return False
    plain = line.text[-1].isalnum() and not any(mark in line.text for mark in "，。；,;.！!")
    return plain and len(line.text) > 1 and ends_sentence(before.text)


def _may_be_head(line: SourceLine) -> bool:
    """Tell whether a flush line opens no paragraph where paragraphs are indented."""
    return line.indent < 2 and not any(mark in line.text for mark in "，。；,;.")


def _parted(lines: Collection[SourceLine], page: BrokenLines) -> bool:
    """Tell whether blank lines part paragraphs: they follow most short last lines."""
    least = min(page.measures, default=0) - 4
    ends = [
        not two.text
        for one, two in pairwise(lines)
        if one.text and page.extent(one) < least and ends_sentence(one.text)
    ]
    return sum(ends) >= _PARTED * len(ends) > 0


def never_opens(text: str) -> bool:
    """Tell whether a line opens with a mark that closes what the line before opened."""
    return text[0] in _NEVER_FIRST + "】］〕"


def _goes_on(one: SourceLine, two: SourceLine, page: BrokenLines) -> bool:
    indented = page.indented
    if not page.measures or (indented and two.indent >= 2 and two.indent > one.indent):
        return False
    if two.text[0] in _NEVER_FIRST and not two.indent:
        return True
    if (
        _NUMBERED.match(two.text)
        or is_bullet(two.text[0])
        or credited(one.text)
        or credited(two.text)
        or _signs(two.text)
        or _signs(one.text)
        or _opens(two.text)
    ):
        return False
    wide = page.extent(one)
    hangs = 4 if one.text[-1] in _MARK_END else 2  # a mark may stand out of the measure
    near = [m for m in page.measures if m - 2 <= wide <= m + hangs]
    if not near:
        return False
    white_parts = page.parted and not indented
    if (
        not white_parts
        and wide <= max(near) - 2
        and ends_sentence(one.text)
        and not _pulled_down(two.text)
    ):
        return False
    return not (indented and two.indent >= 2)


def goes_on_by_rule(
    run: Sequence[SourceLine],
    line: SourceLine,
    after: SourceLine | None,
    page: BrokenLines,
    *,
    started: bool,
) -> bool:
    """Tell whether the last line of a run goes on in the next, no white between them.

    ``after`` is the line below it; ``started``: running text has begun.
    """
    if is_latin(run[-1].text) and is_latin(line.text):
        return _wraps(run, line, page)
    exact = page.counted and page.extent(run[-1]) in page.measures
    whole = not exact and len(run) == 1 and page.indented and _may_be_head(run[0])
    if whole or (after and _crosshead(run[-1], line, after, page)):
        return False
    return (started or exact) and _goes_on(run[-1], line, page)
