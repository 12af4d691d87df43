"""What speaks for what by a block's place.

Takes what ``features`` noticed of each block alone; adds the traits that come from the
neighbours, from the group between blank lines and from the page as a whole.
"""

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from broadsheet.models import frozen
from broadsheet.parse.text.bylines import tail
from broadsheet.parse.text.folio_line import read_folio
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.broken import broken_sentences
from broadsheet.parse.traits.masthead_zone import above_facts, masthead_zone
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

_OPENERS = frozenset({"runin", "byline", "source"})
_OPENED = 3  # stories with a byline that make one without it doubtful
_HOLE = 3  # blank lines that an absent picture leaves at the least
_NO_LAST = frozenset(
    "folio folio_bare facts some_facts sign_name sign byline person unit_name org date credit "
    "asks caption caption_start credit_line jump info_words index number dial notice_title "
    "page_ref teaser".split()
)
_ROWS = {"row", "timed", "table", "list_mark", "bullet", "medium"}
_STORY = 24  # blocks of the longest story that is looked through
_VALUE = 24  # letters of the longest fact below its label
_SKIP = {"caption", "credit", "jump", "caption_start", "credit_line"}
_NOTHING: frozenset[str] = frozenset()
_AHEAD = 6  # lines in which a page's number follows its subject
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
    briefs: AbstractSet[str]
    groups: Mapping[int, AbstractSet[str]]
    peers: Sequence[tuple[int, int, int]]
    governed: Mapping[int, AbstractSet[str]]
    broken: Mapping[int, AbstractSet[str]]
    words: Vocabulary
    named: int  # the first line that is a paper's name
    top: Mapping[int, AbstractSet[str]]  # traits of the lines ahead of the first story


def place(
    seen: Sequence[Seen], pairs: Pairs, *, opens: bool = True, ends: bool = True
) -> tuple[Seen, ...]:
    """Add to each block the traits of its place.

    ``pairs`` tell words; ``opens`` and ``ends`` tell whether the page begins and ends with
    these blocks.
    """
    if not seen:
        return ()
    page = _page(seen, pairs, opens, ends)
    return tuple(one.with_traits(_placed(seen, n, page)) for n, one in enumerate(seen))


def _page(seen: Sequence[Seen], pairs: Pairs, opens: bool, ends: bool) -> _PageWide:
    texts = [n for n, s in enumerate(seen) if s.is_text]
    first, last = (texts[0], texts[-1]) if texts else (len(seen), -1)
    first, last = first if opens else 0, last if ends else len(seen)
    usual = sorted(s.block.gap for s in seen)[len(seen) // 2]
    hole = max(_HOLE, usual + 2)
    # where wide gaps are common they part stories and mean no picture
    holes = sum(s.block.gap >= hole for s in seen) <= max(3, len(seen) // 12)
    edge = max((n for n in range(first) if "facts" in seen[n].traits), default=-1)
    folios = (n for n in range(min(first, _EDGE + 1)) if "folio" in seen[n].traits)
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
        named=next((n for n, s in enumerate(seen) if "paper" in s.traits), len(seen)),
        top=masthead_zone(seen, first if opens else 0),
    )


def _placed(seen: Sequence[Seen], n: int, page: _PageWide) -> set[str]:
    one = seen[n]
    more = neighbours(seen, n)
    more.update(
        page.groups.get(one.block.group, _NOTHING),
        page.governed.get(n, _NOTHING),
        page.broken.get(n, _NOTHING),
        page.top.get(n, _NOTHING),
        _zone(n, page.first, page.last, page.edge),
        _edge(seen, n, page.first),
        runs_on(seen, n, page.usual),
        closes(seen, n),
        in_series(seen, n),
        above_facts(seen, n, page.edge, page.nameplate),
    )
    inside = page.first < n <= page.last and page.usual == 0 and one.block.gap > 0
    tests = (
        ("name_before", n > page.named),
        ("after_label", n > 0 and "label" in seen[n - 1].traits and one.size <= _VALUE),
        ("ends_page", n > page.closed and n >= page.first and _after_all(seen, n)),
        ("lone_row", one.block.text.count("\t") == 1 and _alone(seen, n)),
        ("shop_at_top", "shop" in one.traits and n < page.first),
        ("gapless", page.gapless),
        ("parted", inside and not one.traits & NOTICE_PARTS),
        ("hole", n > 0 and one.block.gap >= page.hole),
    )
    for name, found in tests:
        if found:
            more.add(name)
    if one.traits & {"stop", "short"} and (picture := pictured(seen, n)):
        more.add(picture)
    if {"hole", "prev_short"} <= more or (n > page.first and _pictured_head(one, more, page)):
        more |= {"hole_in_head"} | ({"below_picture"} if "next_runin" in more else set())
    if one.traits & {"short", "tiny", "asks"}:
        more |= _between_texts(seen, n, page, more)
    return more


def _pictured_head(one: Seen, known: AbstractSet[str], page: _PageWide) -> bool:
    """Tell whether more white than usual, which is rare here, parts a head's last line from it."""
    opens = known & {"next_runin", "next_byline", "next_text"}
    return page.rare and one.block.gap > page.usual > 0 and "prev_short" in known and bool(opens)


def _alone(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether no row stands next to a row of two cells: its tab is a gap."""
    around = traits_of(seen, n - 1) | traits_of(seen, n + 1)
    return "table" in seen[n].traits and "table" not in around


def _between_texts(
    seen: Sequence[Seen], n: int, page: _PageWide, known: AbstractSet[str]
) -> AbstractSet[str]:
    """Whether a short line is a crosshead or another story's headline."""
    one, more = seen[n], set[str]()
    if {"prev_text", "next_text"} <= known:
        more.add("like_crossheads" if _has_peer(page.peers, n, one.size) else "no_peer")
        odd = {"mid_mark", "lists_only"} <= one.traits | known
        more |= {"odd_peer"} if odd and not _marked_peer(seen, n, page) else set()
        if not one.traits & {"mid_stop", "comma_end", "open_end"}:
            more |= {page.words.shared(seen, n)} - {""}
        if page.opened >= _OPENED and not {"next_runin", "next_byline"} & known:
            more.add("unopened")
    if ("no_peer" in more or _signed_again(seen, n)) and _ends_signed(seen, n):
        more = (more | {"ends_signed"}) - {"unopened"}
    return more | page.briefs if "unopened" not in more else more


def _marked_peer(seen: Sequence[Seen], n: int, page: _PageWide) -> bool:
    """Tell whether another short line of the story has a comma too."""
    near = (k for k, _, _ in page.peers if k != n and abs(k - n) <= _STORY)
    return any("mid_mark" in seen[k].traits for k in near)


def _after_all(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether short lines after all text can only be an advertisement."""
    near = (n, n - 1, n + 1)
    short = [
        bool(t & {"short", "tiny", "contact"})
        and (not t & _NO_LAST or bool(t & {"contact", "shop"}))
        for t in (traits_of(seen, k) for k in near)
    ]
    return short[0] and "contact" not in seen[n].traits and any(short[1:])


def _governed(seen: Sequence[Seen], first: int) -> Mapping[int, AbstractSet[str]]:
    """Return the traits that blocks have from what governs a run of them."""
    notice = below_notice(seen)
    hotlines = hotlines_in(seen)
    verse = verse_in(seen)
    runs = (
        ("hotline", hotlines),
        ("ad_lines", around_contacts(seen, first, notice | hotlines)),
        ("in_notice", notice),
        ("in_box", in_box(seen)),
        ("verse", verse),
        ("interview", interviews(seen)),
        ("pen_name", pens_in(seen)),
        ("verse_title", titles_in(seen, verse)),
    )
    found: dict[int, set[str]] = {}
    for trait, run in runs:
        for n in run:
            found.setdefault(n, set()).add(trait)
    return found


def _zone(n: int, first: int, last: int, edge: int) -> set[str]:
    if n > last >= 0:
        return {"foot", "not_top"}
    if n >= first:
        return {"not_top"}
    if n < edge:
        return {"top", "facts_ahead"}
    return {"top"} if edge >= 0 else {"top", "no_facts"}


def _names_section(one: Seen) -> bool:
    return (
        one.size <= 8
        and bool(one.traits & {"short", "tiny"})
        and not one.traits & {"paper", "some_facts"}
    )


def _page_traits(seen: Sequence[Seen]) -> set[str]:
    """A page of short items: most short lines are followed by one signed or opened text."""
    heads = opened = 0
    for one, two in pairwise(seen):
        if one.traits & {"short", "asks"} and two.is_text:
            heads += 1
            signed = bool(tail(two.block.text[-80:])[1:] != (None, ""))
            opened += "runin" in two.traits or signed
    return {"briefs"} if heads >= 4 and opened >= 0.7 * heads else set()


def _crosshead_sizes(seen: Sequence[Seen]) -> list[tuple[int, int, int]]:
    """Number, letters and story of each short line between two texts that no byline opens."""
    found, story = [], 0
    for n in range(1, len(seen) - 1):
        after = seen[n + 1]
        story += not _OPENERS.isdisjoint(seen[n].traits)
        between = ends_text(seen, n - 1) and after.is_text and "runin" not in after.traits
        if between and seen[n].traits & {"short", "tiny", "asks"}:
            found.append((n, seen[n].size, story))
    return found


def _ends_signed(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether the text below a line, up to the next such line, ends signed."""
    for one in seen[n + 1 : n + 7]:
        if "sign_name" in one.traits:
            return True
        text = one.is_text or "medium" in one.traits
        if not text and not one.traits & _SKIP:
            return False
        if text and tail(one.block.text[-80:])[1:] != (None, ""):
            return True
    return False


def _signed_again(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether the next short line's text ends signed too: both head stories."""
    for k in range(n + 1, min(len(seen), n + 5)):
        if seen[k].traits & {"short", "tiny", "asks"} and "sign_name" not in seen[k].traits:
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


def _group_traits(seen: Sequence[Seen], first: int) -> dict[int, set[str]]:
    members: dict[int, list[int]] = {}
    for n, one in enumerate(seen):
        members.setdefault(one.block.group, []).append(n)
    return {g: _group(seen, run, first) for g, run in members.items()}


def _group(seen: Sequence[Seen], run: Sequence[int], first: int) -> set[str]:
    traits = [seen[n].traits for n in run]
    every: set[str] = set().union(*traits)
    if any(seen[n].is_text for n in run):
        return set()
    if every & {"notice_title", "notice_words"}:
        return {"notice_group"} if len(run) > 1 else set()
    hits = sum(
        bool(t & {"ad_words", "contact", "firm", "ad_label", "latin", "shop"}) for t in traits
    )
    inside = run[0] > first
    dials = sum("dial" in t for t in traits)
    if dials >= 2 and "firm" not in every and dials >= 0.5 * len(run):
        return {"info_group"}
    if (
        inside
        and len(run) >= 2
        and hits
        and every & {"contact", "firm", "ad_words", "ad_label", "shop"}
    ):
        if "info_words" in traits[0] and "firm" not in every:
            return {"info_group"}
        return {"ad_group"}
    return set()


def _edge(seen: Sequence[Seen], n: int, first: int) -> set[str]:
    """Where a folio line may stand, and a section's name beside it."""
    at_edge = n < _EDGE or n >= len(seen) - _EDGE
    traits = seen[n].traits
    if traits & {"folio", "folio_bare"}:
        return (
            {"folio_edge"} if at_edge or (n < first and "index" not in traits) else {"folio_inside"}
        )
    around = [seen[k].block.text for k in (n - 1, n + 1) if 0 <= k < len(seen)]
    if n < 2 * _EDGE and "paper" in traits:
        return {"early"}
    if (
        not at_edge
        or seen[n].size > 8
        or not traits & {"short", "tiny"}
        or traits & {"paper", "some_facts"}
    ):
        return set()
    if n > 1 and "folio" in seen[n - 1].traits and _names_section(seen[n - 2]):
        return set()  # the line before the folio line is its section
    if n == 0 and "·" in seen[n].block.text:  # the first line of all: two subjects of one page
        around = [s.block.text for s in seen[1:_AHEAD] if s.traits & {"folio", "folio_bare"}]
    folios = [f for f in map(read_folio, around) if f and f.folio and not f.section]
    return {"near_folio"} if folios and read_folio(seen[n].block.text) else set()
