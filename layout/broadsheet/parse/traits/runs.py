"""Stretches of blocks that belong together whatever each looks like.

Takes what ``features`` noticed; returns the numbers of the blocks below a notice's title,
around an advertiser's telephone, of a hotline, and of verse.  ``context`` makes traits of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.characters import ends_sentence
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_NO_AD = {
    T.NOTICE_TITLE, T.NOTICE_WORDS, T.NOTICE_SURE, T.BYLINE, T.PERSON, T.SIGN_NAME, T.CAPTION,
    T.CREDIT, T.CREDIT_LINE, T.CAPTION_START, T.JUMP, T.FOLIO, T.INFO_WORDS, T.DIAL, T.DATE,
    T.TEASER, T.INDEX,
}  # fmt: skip
_AD_LINES = 4  # lines of an advertisement above its telephone
_GAPS = 3  # blank lines from which they part items
_REACH = 24  # blocks that a notice may have below its title
_POEM = 6  # lines of the shortest poem with its title and author
_OPENED = {T.RUNIN, T.BYLINE, T.SOURCE}
_FIRST = 4  # lines of verse and its head among which the poet's name stands
_ORDINALS = frozenset("一二三四五六七八九十123456789ⅠⅡⅢⅣ")
_NO_VERSE = frozenset({
    T.CONTACT, T.FIRM, T.FACTS, T.TABLE, T.NUMBER, T.DIAL, T.AD_WORDS, T.FOLIO, T.RUNIN,
    T.NOTICE_TITLE, T.NOTICE_WORDS, T.LATIN, T.BYLINE, T.INDEX, T.CAPTION, T.CREDIT, T.JUMP,
    T.CAPTION_START, T.SOME_FACTS, T.BOXED,
})  # fmt: skip
_SPOKEN = frozenset('”"」')
_STORY = {T.RUNIN, T.BYLINE, T.SOURCE, T.AD_LABEL, T.FOLIO}
# 道歉人：…, 联系电话：…
_GIVER = Pattern(r"[^\s，。：:]{1,6}(?:人|单位|單位|电话|電話|地址)[：:]", needs=("：", ":"))
_SIGNED = {T.DATE, T.FIRM, T.ORG, T.CONTACT}
NOTICE_PARTS = {
    T.NOTICE_TITLE, T.NOTICE_WORDS, T.NOTICE_SURE, T.DATE, T.FIRM, T.CONTACT, T.ORG, T.FACTS,
}  # fmt: skip


def below_notice(seen: Sequence[Seen]) -> set[int]:
    """Blocks that a notice's title governs: until a story opens or white parts them."""
    found: set[int] = set()
    gapless = sum(bool(s.block.gap) for s in seen[1:]) <= len(seen) // 20
    for n, one in enumerate(seen):
        if n in found and T.NOTICE_TITLE not in one.traits:
            continue
        if one.traits & {T.NOTICE_TITLE, T.NOTICE_SURE}:
            run = list(_governed(seen, n))
            found |= set(_signed_off(seen, run) if gapless else run)
    return found


def _signed_off(seen: Sequence[Seen], run: Sequence[int]) -> Sequence[int]:
    """Cut a run where short lines after the notice's text are no signature: nothing parts them."""
    text = next((k for k, n in enumerate(run) if seen[n].is_text), len(run))
    for k in range(text + 1, len(run)):
        if _signature(seen, run[k]):
            continue
        if seen[run[k]].traits & {T.SHORT, T.TINY}:
            return run[:k]
    return run


def _signature(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a short line signs a notice: a date, who gave it, an office above a date."""
    one, two = seen[n].traits, seen[n + 1].traits if n + 1 < len(seen) else frozenset()
    if one & {T.DATE, T.NOTICE_WORDS, T.NOTICE_SURE, T.PERSON} or _GIVER.match(seen[n].block.text):
        return True
    return T.DATE in two or (bool(one & {T.ORG, T.FIRM}) and not two & {T.SHORT, T.TINY})


def in_box(seen: Sequence[Seen]) -> set[int]:
    """Blocks below a notice's title with no blank line between, where blank lines part items."""
    if sum(bool(s.block.gap) for s in seen[1:]) < _GAPS:
        return set()
    found: set[int] = set()
    title = False
    for n, one in enumerate(seen):
        if one.block.gap or not n:
            title = T.NOTICE_TITLE in one.traits
        elif title and not one.traits & _STORY:
            found.add(n)
        else:
            title = False
    return found


def _governed(seen: Sequence[Seen], n: int) -> Iterator[int]:
    group, titled = seen[n].block.group, T.NOTICE_TITLE in seen[n].traits
    for k in range(n + 1, min(len(seen), n + 1 + _REACH)):
        two = seen[k]
        if two.traits & _STORY or (titled and T.NOTICE_TITLE in two.traits):
            return
        opens = k + 1 < len(seen) and seen[k + 1].traits & {T.RUNIN, T.BYLINE, T.SOURCE}
        if T.SHORT in two.traits and opens:
            return
        apart = two.block.group != group
        if apart and (k > n + 1 or not titled) and not two.traits & NOTICE_PARTS:
            return
        if apart and not titled and not two.traits & _SIGNED:
            return
        yield k


def around_contacts(seen: Sequence[Seen], first: int, notice: set[int]) -> set[int]:
    """Lines of advertisements on a page without blank lines: those above a telephone."""
    found: set[int] = set()
    for n in range(max(0, first), len(seen)):
        if n in notice or not _ad_contact(seen, n):
            continue
        start = n
        while start > first and n - start < _AD_LINES and _ad_line(seen[start - 1]):
            start -= 1
        found |= set(range(start, n + 1)) - notice
    return found


def hotlines_in(seen: Sequence[Seen]) -> set[int]:
    """A number and what it is for, each on its line and no advertiser with them."""
    members = Counter(s.block.group for s in seen)
    found: set[int] = set()
    for n, (above, below) in enumerate(pairwise(seen)):
        one, two = (below, above) if T.NUMBER in above.traits else (above, below)
        if T.NUMBER not in two.traits or not {T.INFO_WORDS, T.SHORT} <= one.traits:
            continue
        groups = {one.block.group, two.block.group}
        if T.FIRM not in one.traits and sum(members[g] for g in groups) == 2:
            found |= {n, n + 1}
    return found


def _ad_contact(seen: Sequence[Seen], n: int) -> bool:
    one = seen[n]
    outside = one.traits & _NO_AD
    if outside == {T.DIAL}:  # a number by itself is an advertiser's, several are a list
        around = (*seen[max(0, n - 1) : n], *seen[n + 1 : n + 2])
        outside = frozenset().union(*(s.traits & {T.DIAL, T.INFO_WORDS} for s in around))
    sure = T.AD_SURE in one.traits or not outside
    return T.CONTACT in one.traits and not one.is_text and sure


def _ad_line(one: Seen) -> bool:
    clear = T.MID_MARK not in one.traits or T.GAPS in one.traits
    return clear and bool(one.traits & {T.SHORT, T.TINY}) and not one.traits & _NO_AD


def verse_in(seen: Sequence[Seen]) -> set[int]:
    """Blocks of stanzas: neighbouring groups of short lines, four lines in all at least."""
    return set().union(*(_stanzas(seen, run) for run in _short_runs(seen)))


def pens_in(seen: Sequence[Seen]) -> set[int]:
    """Lines between a title and verse that can only be the author's name."""
    found: set[int] = set()
    for run in _short_runs(seen):
        stanzas = _stanzas(seen, run)
        placed = {n for n in run[:_FIRST] if T.UNIT_NAME in seen[n].traits and n + 1 in stanzas}
        pen = pen_name(seen, run)
        found |= placed if pen is None else {pen}
    return found


def titles_in(seen: Sequence[Seen], verse: set[int]) -> set[int]:
    """Lines between two stanzas, and numbers above the first."""
    between = {n + 1 for n in verse if n + 2 in verse}
    return (between | {n - 1 for n in verse if n and _ordinal(seen[n - 1])}) - verse


def _short_runs(seen: Sequence[Seen]) -> Iterator[list[int]]:
    run: list[int] = []
    for n in range(len(seen) + 1):
        if n < len(seen) and _may_be_verse(seen[n]):
            run.append(n)
            continue
        if run and n < len(seen) and (seen[n].traits & _OPENED or _heads(seen, run, n)):
            # the last lines are that story's head, if white parts them from what comes before
            head = seen[run[-1]].block.group
            run = [k for k in run if seen[k].block.group != head]
        if run:
            yield run
        run = []


def _heads(seen: Sequence[Seen], run: Sequence[int], n: int) -> bool:
    """Tell whether a run's last lines stand in one group with what follows, white above."""
    group = seen[n].block.group
    return seen[run[-1]].block.group == group != seen[run[0]].block.group


def _titles_stanza(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a line far shorter than the next opens a group: the next poem's title."""
    if not seen[n].block.gap or n + 1 >= len(seen) or seen[n + 1].block.gap:
        return False
    return seen[n].size <= 3 and seen[n + 1].size >= 2 * seen[n].size + 2


def pen_name(seen: Sequence[Seen], run: Sequence[int]) -> int | None:
    """Return the line of an author below a poem's title: shorter than any line that follows."""
    if len(run) < _POEM or any(T.PERSON in seen[n].traits for n in run):
        return None
    title, author, rest = run[0], run[1], [seen[n].size for n in run[2:] if not _ordinal(seen[n])]
    short = 2 <= seen[author].size <= 3 and 2 <= seen[title].size <= 8
    alone = all(seen[n].block.text.isalpha() for n in (author,))
    fits = short and alone and seen[author].block.group == seen[title].block.group
    return author if fits and rest and min(rest) > seen[author].size else None


def _ordinal(one: Seen) -> bool:
    """Tell whether a line only numbers a stanza."""
    return one.block.text.strip("（()）.、") in _ORDINALS


def _may_be_verse(one: Seen) -> bool:
    if not one.traits.isdisjoint(_NO_VERSE):
        return False
    if T.LIST in one.traits and T.PERSON not in one.traits:  # a bullet before the poet's name
        return False
    return width(one.block.text) <= 44 and _SPOKEN.isdisjoint(one.block.text)


def _piece_before(seen: Sequence[Seen], run: Sequence[int], name: int) -> int:
    """Return where the head of a further piece begins: its title above the name, or its tag."""
    above = name - 2
    return above if above > 0 and T.TAG in seen[run[above]].traits else name - 1


def _two_halves(one: Seen) -> bool:
    """Tell whether a line is a saying of two halves."""
    return any(mark in one.block.text[1:-1] for mark in "，,")


def _stanzas(seen: Sequence[Seen], run: Sequence[int]) -> set[int]:
    """Lines of verse in a run of short lines: what follows the poet's name, else marked lines."""
    names = [k for k, n in enumerate(run) if seen[n].traits & {T.PERSON, T.UNIT_NAME}]
    body = [n for n in run if not _ordinal(seen[n])]
    if (pen := pen_name(seen, run)) is not None:
        body = [n for n in body if n > pen]
    elif names and names[0] <= 3:
        # a second name signs the next piece, whose title stands before it
        body = list(
            run[names[0] + 1 : _piece_before(seen, run, names[1]) if len(names) > 1 else None]
        )
    if not names:
        sizes = Counter(seen[n].block.group for n in body)
        if len(sizes) > 1:
            body = [n for n in body if sizes[seen[n].block.group] >= 2]
    body = [n for k, n in enumerate(body) if not (k and _titles_stanza(seen, n))]
    paired = bool(body) and all(_two_halves(seen[n]) for n in body[1:])
    if paired and not _two_halves(seen[body[0]]):
        body = body[1:]  # their title
    if len(body) < 4:
        return set()
    texts = [seen[n].block.text for n in body]
    wide = [width(t) for t in texts]
    marked = sum(t[-1] in "，。！？；、,.;!?" for t in texts)
    stopped = sum(ends_sentence(t) for t in texts)
    signed = bool(run[0]) and T.BYLINE in seen[run[0] - 1].traits
    even = max(wide) - min(wide) <= (16 if signed or paired else 10) or bool(names)
    if stopped > 0.6 * len(texts) and len(set(wide)) > 2:
        return set()
    # under its author's name a poem may be short, and have no marks
    enough = paired or bool(names) or marked >= 0.4 * len(texts) or len(texts) >= 6
    return set(body) if even and enough else set()
