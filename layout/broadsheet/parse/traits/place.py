"""What speaks for what by a block's place.

Takes what ``features`` noticed of each block alone; adds the traits that come from the
neighbours, from the group between blank lines and from the page as a whole.
"""

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from broadsheet.models import frozen, replace
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.bylines import tail
from broadsheet.parse.text.folio_line import read_folio
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.broken import broken_sentences
from broadsheet.parse.traits.drawn import drawn
from broadsheet.parse.traits.masthead_zone import above_facts, foot_zone, masthead_zone
from broadsheet.parse.traits.neighbours import closes, ends_text, neighbours, runs_on, traits_of
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.pictured import pictured
from broadsheet.parse.traits.runs import (
    NOTICE_PARTS,
    around_contacts,
    below_notice,
    hotlines_in,
    in_box,
    pens_in,
    titles_in,
    verse_in,
)
from broadsheet.parse.traits.series import in_series, interviews
from broadsheet.parse.traits.shared_words import Vocabulary
from broadsheet.parse.traits.vocabulary import T, Trait, Traits

_OPENERS = frozenset({T.RUNIN, T.BYLINE, T.SOURCE})
_OPENED = 3  # stories with a byline that make one without it doubtful
_HOLE = 3  # blank lines that an absent picture leaves at the least
_NO_LAST = frozenset(
    {
        T.FOLIO,
        T.FOLIO_BARE,
        T.FACTS,
        T.SOME_FACTS,
        T.SIGN_NAME,
        T.SIGN,
        T.BYLINE,
        T.PERSON,
        T.UNIT_NAME,
        T.ORG,
        T.DATE,
        T.CREDIT,
        T.ASKS,
        T.CAPTION,
        T.CAPTION_START,
        T.CREDIT_LINE,
        T.JUMP,
        T.INFO_WORDS,
        T.INDEX,
        T.NUMBER,
        T.DIAL,
        T.NOTICE_TITLE,
        T.PAGE_REF,
        T.TEASER,
    }
)
_ROWS = {T.ROW, T.TIMED, T.TABLE, T.LIST_MARK, T.BULLET, T.MEDIUM}
_VALUE = 24  # letters of the longest fact below its label
_SKIP = {T.CAPTION, T.CREDIT, T.JUMP, T.CAPTION_START, T.CREDIT_LINE}
_NOTHING: Traits = frozenset()
_AHEAD = 6  # lines in which a page's number follows its subject
_OWN_SCRIPT = 0.8  # of a page that is in Latin letters
_EDGE = 3  # blocks from the page's head or foot where a folio line may stand


@frozen(kw_only=True)
class _PageWide:
    """What is true of the page as a whole."""

    first: int  # block of text
    last: int
    closed: int  # the last block of text or of a list; -1 where the page goes on
    edge: int  # the last line of masthead facts ahead of all text
    nameplate: int  # the last line ahead of all text that a nameplate stands above
    usual: int  # blank lines between two blocks
    hole: int  # blank lines that tell of a picture; many: they tell nothing
    rare: bool  # more white than usual is rare
    opened: int  # stories with a byline
    gapless: bool  # no blank lines part items
    briefs: AbstractSet[Trait]
    groups: Mapping[int, AbstractSet[Trait]]
    peers: Sequence[tuple[int, int, int]]
    governed: Mapping[int, AbstractSet[Trait]]
    broken: Mapping[int, AbstractSet[Trait]]
    words: Vocabulary
    named: int  # the first line that is a paper's name
    top: Mapping[int, AbstractSet[Trait]]  # traits of the lines ahead of the first story
    drawn: Mapping[int, AbstractSet[Trait]]


def place(
    seen: Sequence[Seen], pairs: Pairs, *, opens: bool = True, ends: bool = True
) -> tuple[Seen, ...]:
    """Add to each block the traits of its place.

    ``pairs`` tell words; ``opens`` and ``ends`` tell whether the page begins and ends with
    these blocks.
    """
    if not seen:
        return ()
    seen = _in_own_script(seen)
    page = _page(seen, pairs, opens, ends)
    return tuple(one.with_traits(_placed(seen, n, page)) for n, one in enumerate(seen))


def _in_own_script(seen: Sequence[Seen]) -> Sequence[Seen]:
    """On a page in Latin letters they tell nothing by themselves; its name is in them too."""
    latin = sum(width(s.block.text) for s in seen if T.LATIN in s.traits)
    if latin <= _OWN_SCRIPT * sum(width(s.block.text) for s in seen):
        return seen
    return [replace(s, traits=_own_script(s.traits)) for s in seen]


def _own_script(traits: Traits) -> Traits:
    named = T.PAPER_EN in traits and not traits & {T.STOP, T.LONG, T.FACTS}
    return (traits - {T.LATIN, T.PAPER_EN}) | ({T.PAPER} if named else set())


def _page(seen: Sequence[Seen], pairs: Pairs, opens: bool, ends: bool) -> _PageWide:
    texts = [n for n, s in enumerate(seen) if s.is_text]
    first, last = (texts[0], texts[-1]) if texts else (len(seen), -1)
    first, last = first if opens else 0, last if ends else len(seen)
    usual = sorted(s.block.gap for s in seen)[len(seen) // 2]
    hole = max(_HOLE, usual + 2)
    # where wide gaps are common they part stories and mean no picture
    holes = sum(s.block.gap >= hole for s in seen) <= max(3, len(seen) // 12)
    edge = max((n for n in range(first) if T.FACTS in seen[n].traits), default=-1)
    folios = (n for n in range(min(first, _EDGE + 1)) if T.FOLIO in seen[n].traits)
    top = dict(masthead_zone(seen, first if opens else 0))
    return _PageWide(
        first=first,
        last=last,
        closed=max([last, *(n for n, s in enumerate(seen) if s.traits & _ROWS)]),
        edge=edge,
        nameplate=max(edge, max(folios, default=-1)),
        usual=usual,
        hole=hole if holes else sys.maxsize,
        rare=sum(s.block.gap > usual for s in seen) <= 3,
        opened=sum(bool(s.traits & _OPENERS) for s in seen),
        gapless=sum(bool(s.block.gap) for s in seen[1:]) <= len(seen) // 20,
        briefs=_page_traits(seen),
        groups=_group_traits(seen, first),
        peers=_crosshead_sizes(seen),
        governed=_governed(seen, first),
        broken=broken_sentences(seen, pairs),
        words=Vocabulary(),
        named=next((n for n, s in enumerate(seen) if T.PAPER in s.traits), len(seen)),
        drawn=drawn(seen),
        top={**top, **(foot_zone(seen, last) if ends and edge < 0 else {})},
    )


def _placed(seen: Sequence[Seen], n: int, page: _PageWide) -> set[Trait]:
    one = seen[n]
    more = neighbours(seen, n)
    more.update(
        page.groups.get(one.block.group, _NOTHING),
        page.governed.get(n, _NOTHING),
        page.broken.get(n, _NOTHING),
        page.top.get(n, _NOTHING),
        page.drawn.get(n, _NOTHING),
        _zone(n, page.first, page.last, page.edge),
        _edge(seen, n, page.first),
        runs_on(seen, n, page.usual),
        closes(seen, n),
        in_series(seen, n),
        above_facts(seen, n, page.edge, page.nameplate),
    )
    inside = page.first < n <= page.last and page.usual == 0 and one.block.gap > 0
    tests = (
        (T.NAME_BEFORE, n > page.named),
        (T.AFTER_LABEL, n > 0 and T.LABEL in seen[n - 1].traits and one.size <= _VALUE),
        (T.ENDS_PAGE, n > page.closed and n >= page.first and _after_all(seen, n)),
        (T.LONE_ROW, one.block.text.count("\t") == 1 and _alone(seen, n)),
        (T.SHOP_AT_TOP, T.SHOP in one.traits and n < page.first),
        (T.GAPLESS, page.gapless),
        (T.PARTED, inside and not one.traits & NOTICE_PARTS),
        (T.HOLE, n > 0 and one.block.gap >= page.hole),
    )
    for name, found in tests:
        if found:
            more.add(name)
    if one.traits & {T.STOP, T.SHORT} and (picture := pictured(seen, n)):
        more.add(picture)
    if {T.HOLE, T.PREV_SHORT} <= more or (n > page.first and _pictured_head(one, more, page)):
        more |= {T.HOLE_IN_HEAD} | ({T.BELOW_PICTURE} if T.NEXT_RUNIN in more else set())
    if one.traits & {T.SHORT, T.TINY, T.ASKS}:
        more |= _between_texts(seen, n, page, more)
    return more


def _pictured_head(one: Seen, known: AbstractSet[Trait], page: _PageWide) -> bool:
    """Tell whether more white than usual, which is rare here, parts a head's last line from it."""
    opens = known & {T.NEXT_RUNIN, T.NEXT_BYLINE, T.NEXT_TEXT}
    return page.rare and one.block.gap > page.usual > 0 and T.PREV_SHORT in known and bool(opens)


def _alone(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether no row stands next to a row of two cells: its tab is a gap."""
    around = traits_of(seen, n - 1) | traits_of(seen, n + 1)
    return T.TABLE in seen[n].traits and T.TABLE not in around


def _between_texts(
    seen: Sequence[Seen], n: int, page: _PageWide, known: AbstractSet[Trait]
) -> AbstractSet[Trait]:
    """Whether a short line is a crosshead or another story's headline."""
    one, more = seen[n], set[Trait]()
    if {T.PREV_TEXT, T.NEXT_TEXT} <= known:
        # a long line with a sentence's end inside breaks off, however long crossheads are
        broken = {T.TOO_LONG_CROSS, T.MID_STOP} <= one.traits
        peer = not broken and _has_peer(page.peers, n, one.size)
        more.add(T.LIKE_CROSSHEADS if peer else T.NO_PEER)
        if not one.traits & {T.MID_STOP, T.COMMA_END, T.OPEN_END}:
            more |= {found} if (found := page.words.shared(seen, n)) else set()
        if page.opened >= _OPENED and not {T.NEXT_RUNIN, T.NEXT_BYLINE} & known:
            more.add(T.UNOPENED)
    if (T.NO_PEER in more or _signed_again(seen, n)) and _ends_signed(seen, n):
        more = (more | {T.ENDS_SIGNED}) - {T.UNOPENED}
    return more | page.briefs if T.UNOPENED not in more else more


def _after_all(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether short lines after all text can only be an advertisement."""
    near = (n, n - 1, n + 1)
    short = [
        bool(t & {T.SHORT, T.TINY, T.CONTACT})
        and (not t & _NO_LAST or bool(t & {T.CONTACT, T.SHOP}))
        for t in (traits_of(seen, k) for k in near)
    ]
    return short[0] and T.CONTACT not in seen[n].traits and any(short[1:])


def _governed(seen: Sequence[Seen], first: int) -> Mapping[int, AbstractSet[Trait]]:
    """Return the traits that blocks have from what governs a run of them."""
    notice = below_notice(seen)
    hotlines = hotlines_in(seen)
    verse = verse_in(seen)
    runs = (
        (T.HOTLINE, hotlines),
        (T.AD_LINES, around_contacts(seen, first, notice | hotlines)),
        (T.IN_NOTICE, notice),
        (T.IN_BOX, in_box(seen)),
        (T.VERSE, verse),
        (T.INTERVIEW, interviews(seen)),
        (T.PEN_NAME, pens_in(seen)),
        (T.VERSE_TITLE, titles_in(seen, verse)),
    )
    found: dict[int, set[Trait]] = {}
    for trait, run in runs:
        for n in run:
            found.setdefault(n, set()).add(trait)
    return found


def _zone(n: int, first: int, last: int, edge: int) -> set[Trait]:
    if n > last >= 0:
        return {T.FOOT, T.NOT_TOP}
    if n >= first:
        return {T.NOT_TOP}
    if n < edge:
        return {T.TOP, T.FACTS_AHEAD}
    return {T.TOP} if edge >= 0 else {T.TOP, T.NO_FACTS}


def _names_section(one: Seen) -> bool:
    return (
        one.size <= 8
        and bool(one.traits & {T.SHORT, T.TINY})
        and not one.traits & {T.PAPER, T.SOME_FACTS}
    )


def _page_traits(seen: Sequence[Seen]) -> set[Trait]:
    """A page of short items: most short lines are followed by one signed or opened text."""
    heads = opened = 0
    for one, two in pairwise(seen):
        if one.traits & {T.SHORT, T.ASKS} and two.is_text:
            heads += 1
            signed = bool(tail(two.block.text[-80:])[1:] != (None, ""))
            opened += T.RUNIN in two.traits or signed
    return {T.BRIEFS} if heads >= 4 and opened >= 0.7 * heads else set()


def _crosshead_sizes(seen: Sequence[Seen]) -> list[tuple[int, int, int]]:
    """Number, letters and story of each short line between two texts that no byline opens."""
    found, story = [], 0
    for n in range(1, len(seen) - 1):
        after = seen[n + 1]
        story += not _OPENERS.isdisjoint(seen[n].traits)
        between = ends_text(seen, n - 1) and after.is_text and T.RUNIN not in after.traits
        if between and seen[n].traits & {T.SHORT, T.TINY, T.ASKS}:
            found.append((n, seen[n].size, story))
    return found


def _ends_signed(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether the text below a line, up to the next such line, ends signed."""
    for one in seen[n + 1 : n + 7]:
        if T.SIGN_NAME in one.traits:
            return True
        text = one.is_text or T.MEDIUM in one.traits
        if not text and not one.traits & _SKIP:
            return False
        if text and tail(one.block.text[-80:])[1:] != (None, ""):
            return True
    return False


def _signed_again(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether the next short line's text ends signed too: both head stories."""
    for k in range(n + 1, min(len(seen), n + 5)):
        if seen[k].traits & {T.SHORT, T.TINY, T.ASKS} and T.SIGN_NAME not in seen[k].traits:
            return _ends_signed(seen, k)
    return False


def _has_peer(peers: Sequence[tuple[int, int, int]], n: int, size: int) -> bool:
    """Tell whether a like line stands near: crossheads of a story run parallel."""
    at = bisect_left(peers, (n, 0, 0))
    near = peers[max(0, at - 3) : at + 4]
    own = next((story for k, _, story in near if k == n), None)
    return any(
        k != n and abs(k - n) <= 14 and abs(other - size) <= 2 and story == own
        for k, other, story in near
    )


def _group_traits(seen: Sequence[Seen], first: int) -> dict[int, set[Trait]]:
    members: dict[int, list[int]] = {}
    for n, one in enumerate(seen):
        members.setdefault(one.block.group, []).append(n)
    return {g: _group(seen, run, first) for g, run in members.items()}


def _group(seen: Sequence[Seen], run: Sequence[int], first: int) -> set[Trait]:
    traits = [seen[n].traits for n in run]
    every: set[Trait] = set().union(*traits)
    if any(seen[n].is_text for n in run):
        return set()
    if every & {T.NOTICE_TITLE, T.NOTICE_WORDS}:
        return {T.NOTICE_GROUP} if len(run) > 1 else set()
    hits = sum(
        bool(t & {T.AD_WORDS, T.CONTACT, T.FIRM, T.AD_LABEL, T.LATIN, T.SHOP}) for t in traits
    )
    inside = run[0] > first
    dials = sum(T.DIAL in t for t in traits)
    if dials >= 2 and T.FIRM not in every and dials >= 0.5 * len(run):
        return {T.INFO_GROUP}
    if (
        inside
        and len(run) >= 2
        and hits
        and every & {T.CONTACT, T.FIRM, T.AD_WORDS, T.AD_LABEL, T.SHOP}
    ):
        if T.INFO_WORDS in traits[0] and T.FIRM not in every:
            return {T.INFO_GROUP}
        return {T.AD_GROUP}
    return set()


def _edge(seen: Sequence[Seen], n: int, first: int) -> set[Trait]:
    """Where a folio line may stand, and a section's name beside it."""
    at_edge = n < _EDGE or n >= len(seen) - _EDGE
    traits = seen[n].traits
    if traits & {T.FOLIO, T.FOLIO_BARE}:
        return (
            {T.FOLIO_EDGE} if at_edge or (n < first and T.INDEX not in traits) else {T.FOLIO_INSIDE}
        )
    around = [seen[k].block.text for k in (n - 1, n + 1) if 0 <= k < len(seen)]
    if n < 2 * _EDGE and T.PAPER in traits:
        return {T.EARLY}
    if (
        not at_edge
        or seen[n].size > 8
        or not traits & {T.SHORT, T.TINY}
        or traits & {T.PAPER, T.SOME_FACTS}
    ):
        return set()
    if n > 1 and T.FOLIO in seen[n - 1].traits and _names_section(seen[n - 2]):
        return set()  # the line before the folio line is its section
    if n == 0 and "·" in seen[n].block.text:  # the first line of all: two subjects of one page
        around = [s.block.text for s in seen[1:_AHEAD] if s.traits & {T.FOLIO, T.FOLIO_BARE}]
    folios = [f for f in map(read_folio, around) if f and f.folio and not f.section]
    return {T.NEAR_FOLIO} if folios and read_folio(seen[n].block.text) else set()
