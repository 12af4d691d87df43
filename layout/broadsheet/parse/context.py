"""What speaks for what by a block's place.

Takes what ``features`` noticed of each block alone; adds the traits that come from the
neighbours, from the group between blank lines and from the page as a whole.
"""

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from broadsheet.parse.bylines import tail
from broadsheet.parse.cohesion import shares_words
from broadsheet.parse.features import Seen
from broadsheet.parse.folio import read_folio
from broadsheet.parse.joins import OPENING
from broadsheet.parse.marks import ends_sentence, has_han
from broadsheet.parse.needles import Pattern
from broadsheet.parse.runs import (
    NOTICE_PARTS,
    around_contacts,
    below_notice,
    hotlines_in,
    in_box,
    pens_in,
    titles_in,
    verse_in,
)
from broadsheet.parse.series import in_series
from broadsheet.parse.torn import torn_lines

_DAY = Pattern(r"\d{1,2}\s*月\s*\d{1,2}\s*日$", last="日")
_MONTH_END = Pattern(r"\d{4}\s*年\s*\d{1,2}\s*月$", last="月")
_OPENERS = frozenset({"runin", "byline", "source"})
_OPENED = 3  # stories with a byline that make one without it doubtful
_BARE = frozenset({"short", "tiny", "gaps", "parallel"})
_HOLE = 3  # blank lines that an absent picture leaves at the least
_PASSED = frozenset({"short", "tiny", "asks", "caption"})
_NO_HEAD = frozenset({"facts", "contact", "ad_sure", "ad_label", "folio", "notice_title"})
_NO_LAST = frozenset(
    "folio folio_bare facts some_facts sign_name sign byline person unit_name org date credit "
    "caption caption_start credit_line jump info_words index number dial notice_title page_ref teaser".split()
)
_ROWS = {"timed", "table", "list_mark", "bullet", "medium"}
_VALUE = 24  # letters of the longest fact below its label
_EM = 2  # half ems
_SKIP = {"caption", "credit", "jump", "caption_start", "credit_line"}
_EDGE = 3  # blocks from the page's head or foot where a folio line may stand
_NO_TEXT = {
    "notice_words",
    "caption",
    "caption_start",
    "folio",
    "facts",
    "byline",
    "ad_label",
    "jump",
}
_RUN_MARKS = {
    "index": "index_run",
    "teaser": "index_run",
    "qa": "qa_run",
    "qa_sure": "qa_pair",
    "list_mark": "list_run",
    "bullet": "bullet_run",
    "timed": "timed_run",
    "table": "table_run",
}


def place(seen: Sequence[Seen], *, opens: bool = True, ends: bool = True) -> tuple[Seen, ...]:
    """Add to each block the traits of its place.

    ``opens`` and ``ends`` tell whether the page begins and ends with these blocks.
    """
    if not seen:
        return ()
    texts = [n for n, s in enumerate(seen) if s.is_text]
    first, last = (texts[0], texts[-1]) if texts else (len(seen), -1)
    first, last = first if opens else 0, last if ends else len(seen)
    closed = max([last, *(n for n, s in enumerate(seen) if s.traits & _ROWS)])
    usual = sorted(s.block.gap for s in seen)[len(seen) // 2]
    hole = max(_HOLE, usual + 2)
    # where wide gaps are common they part stories and mean no picture
    holes = sum(s.block.gap >= hole for s in seen) <= max(3, len(seen) // 12)
    page = _page_traits(seen)
    groups = _group_traits(seen, first)
    peers = _crosshead_sizes(seen)
    opened = sum(bool(s.traits & _OPENERS) for s in seen)
    edge = max((n for n in range(first) if "facts" in seen[n].traits), default=-1)
    plate = max(
        (n for n in range(min(first, _EDGE + 1)) if "folio" in seen[n].traits), default=edge
    )
    governed = _governed(seen, first)
    torn = torn_lines(seen)
    named = False
    out: list[Seen] = []
    for n, one in enumerate(seen):
        more = set(groups.get(one.block.group, ())) | {name for name, run in governed if n in run}
        more |= _zone(n, first, last, edge) | _edge(seen, n, first)
        if named:
            more.add("name_before")
        named = named or "paper" in one.traits
        more |= _neighbours(seen, n) | _flow(seen, n, usual) | _closes(seen, n)
        more |= _above_facts(seen, n, edge, max(edge, plate)) | in_series(seen, n)
        if "label" in (seen[n - 1].traits if n else ()) and one.size <= _VALUE:
            more.add("after_label")
        if n > closed and n >= first and one.traits & {"short", "tiny"} and ends:
            more |= _after_all(one)
        if "shop" in one.traits and n < first:
            more.add("shop_at_top")
        more |= torn.get(n, set())
        if usual == 0 and one.block.gap and first < n <= last and not one.traits & NOTICE_PARTS:
            more.add("parted")
        if n and holes and one.block.gap >= hole:
            more |= {"hole", "hole_in_head"} if "prev_short" in more else {"hole"}
        if one.traits & {"short", "tiny", "asks"}:
            if {"prev_text", "next_text"} <= more:
                more.add("like_crossheads" if _has_peer(peers, n, one.size) else "no_peer")
                if not one.traits & {"mid_stop", "comma_end", "open_end"}:
                    more |= {shares_words(seen, n)} - {""}
                if opened >= _OPENED and not {"next_runin", "next_byline"} & more:
                    more.add("unopened")
            if "no_peer" in more and _ends_signed(seen, n):
                more = (more | {"ends_signed"}) - {"unopened"}
            more |= page if "unopened" not in more else set()
        out.append(one.with_traits(more))
    return tuple(out)


def _after_all(one: Seen) -> set[str]:
    """A short line with no text after it: an advertisement, unless it says what else."""
    return set() if one.traits & _NO_LAST else {"ends_page"}


def _governed(seen: Sequence[Seen], first: int) -> tuple[tuple[str, AbstractSet[int]], ...]:
    """Return the runs of blocks that one thing governs, by the trait that it gives them."""
    notice = below_notice(seen)
    hotlines = hotlines_in(seen)
    verse = verse_in(seen)
    return (
        ("hotline", hotlines),
        ("ad_lines", around_contacts(seen, first, notice | hotlines)),
        ("in_notice", notice),
        ("in_box", in_box(seen)),
        ("verse", verse),
        ("pen_name", pens_in(seen)),
        ("verse_title", titles_in(seen, verse)),
    )


def _closes(seen: Sequence[Seen], n: int) -> set[str]:
    """What stands right below a text and above white or a new story: a name, an office, a cry."""
    one, before = seen[n], seen[n - 1] if n else None
    ended = before and (before.is_text or "stop" in before.traits or "salutation" in before.traits)
    if before is None or not ended or one.block.gap > before.block.gap:
        return set()
    parted = n + 1 == len(seen) or seen[n + 1].block.gap > one.block.gap
    if not parted:
        return set()
    if one.traits & {"unit_name", "org"}:
        return {"closes_story"}
    return {"closing_cry"} if "asks" in one.traits else set()


def _above_facts(seen: Sequence[Seen], n: int, edge: int, last: int) -> set[str]:
    """A nameplate whose name is no usual one, and a motto right below the facts."""
    one = seen[n]
    more: set[str] = set()
    plate = n <= 1 <= last and all(
        "paper" not in s.traits and not _names_paper(s) for s in seen[: last + 1]
    )
    if (
        plate
        and n == 0
        and 2 <= one.size <= 8
        and has_han(one.block.text)
        and one.traits <= _BARE
        and one.block.text[-1] not in "版刊页頁"
    ):
        more.add("first_line")
    if plate and n == 1 and "latin" in one.traits:
        more |= {"after_name", "latin_name"}
    if n and n <= edge and "latin" in one.traits and "paper" in seen[n - 1].traits:
        more.add("latin_name")
    if n == edge + 1 and n and "parallel" in one.traits and one.block.gap == 0:
        apart = n + 1 < len(seen) and seen[n + 1].block.gap > 0
        more |= {"closes_facts"} if apart else set()
    return more


def _names_paper(one: Seen) -> bool:
    found = read_folio(one.block.text) if "folio" in one.traits else None
    return bool(found and found.name)


def _zone(n: int, first: int, last: int, edge: int) -> set[str]:
    if n > last >= 0:
        return {"foot", "not_top"}
    if n >= first:
        return {"not_top"}
    if n < edge:
        return {"top", "facts_ahead"}
    return {"top"} if edge >= 0 else {"top", "no_facts"}


def _neighbours(seen: Sequence[Seen], n: int) -> set[str]:
    more: set[str] = set()
    follow = n + 1
    while follow < min(len(seen), n + 3) and seen[follow].traits & _SKIP:
        follow += 1
    if n + 1 >= len(seen):
        more.add("next_end")
    elif follow < len(seen):
        more |= _next(seen, follow)
    if n:
        more |= _previous(seen, n)
    own = seen[n].traits
    around = _traits_of(seen, n - 1) | _traits_of(seen, n + 1)
    if ("number" in own and "info_words" in around) or ("info_words" in own and "number" in around):
        more.add("near_info")
    if "qr" in around:
        more.add("near_qr")
    if not own.isdisjoint(_RUN_MARKS):
        more |= _runs(seen, n, around)
    if "latin" in own and _traits_of(seen, n - 1) & {"firm", "ad_words", "ad_sure", "latin"}:
        more.add("latin_ad")
    more |= _follows_up(seen, n)
    after_head = "prev_short" in more and more & {"next_text", "next_note", "next_runin"}
    if "desk" in own and after_head:
        more.add("desk_in_head")
    if "person" in own and "prev_short" in more and more & {"next_text", "next_short", "next_note"}:
        more.add("person_in_head")
    return more


def _traits_of(seen: Sequence[Seen], n: int) -> frozenset[str]:
    return seen[n].traits if 0 <= n < len(seen) else frozenset()


def _runs(seen: Sequence[Seen], n: int, around: frozenset[str]) -> set[str]:
    """One of several lines with the same mark; speakers may have a line between them."""
    own = seen[n].traits
    more = {run for mark, run in _RUN_MARKS.items() if mark in own and mark in around}
    if own & {"index", "teaser"} and around & {"index", "teaser"}:
        more.add("index_run")
    if "qa" in own and "qa" in _traits_of(seen, n - 2) | _traits_of(seen, n + 2):
        more.add("qa_run")
    return more


def _flow(seen: Sequence[Seen], n: int, usual: int) -> set[str]:
    """A short line that runs on into text, or leads a list."""
    one = seen[n]
    if n + 1 >= len(seen) or "stop" in one.traits:
        return set()
    two = seen[n + 1]
    if "colon_end" in one.traits and two.traits & {"list", "list_mark"}:
        return {"leads_list"}
    runs = (
        one.size >= 12 and "mid_mark" in one.traits and not one.traits & {"gaps", "dash", "contact"}
    )
    close = two.block.gap == 0 and two.block.indent <= one.block.indent
    close = close or one.block.indent >= _EM > two.block.indent  # a paragraph goes on flush left
    text = two.is_text or ("stop" in two.traits and two.size >= 6)
    if not runs or not text or "runin" in two.traits:
        return set()
    if not close and two.block.gap <= usual and one.block.text.startswith(OPENING):
        return {"opens_para"}
    return {"flows_on"} if close else set()


def _names_section(one: Seen) -> bool:
    return (
        one.size <= 8
        and bool(one.traits & {"short", "tiny"})
        and not one.traits & {"paper", "some_facts"}
    )


def _follows_up(seen: Sequence[Seen], n: int) -> set[str]:
    """A day below its month, a caption above its credit."""
    more: set[str] = set()
    if n and len(seen[n].block.text) <= 3 and seen[n].block.text.rstrip("日号").isdecimal():
        month = _MONTH_END.search(seen[n - 1].block.text)
        more |= {"day_alone"} if month else set()
    if n and _DAY.match(seen[n].block.text) and seen[n - 1].block.text.endswith("年"):
        more.add("day_alone")
    if n + 1 < len(seen) and "page_ref" in seen[n + 1].traits and seen[n].size <= 30:
        more.add("above_page")
    if n + 1 < len(seen) and "credit_line" in seen[n + 1].traits and seen[n].size <= 40:
        more.add("next_credit")
    return more


def _next(seen: Sequence[Seen], follow: int) -> set[str]:
    after = seen[follow].traits
    if "runin" in after:
        return {"next_runin"}
    if "byline" in after or "source" in after:
        return {"next_byline"}
    if "note" in after:
        return {"next_note"}
    if seen[follow].is_text or after & {"medium", "list", "qa"}:
        return {"next_text"}
    if after & {"short", "tiny", "asks"}:
        # two lines further on a story may open: heads have several lines
        further = [s.traits for s in seen[follow + 1 : follow + 4]]
        opens: frozenset[str] = next(
            (t for t in further if not t & _PASSED or t & _NO_HEAD), frozenset()
        )
        more = {"next_short"}
        opens = frozenset() if after & _NO_HEAD else opens
        if opens & {"runin", "byline", "source"} and "dash" not in after:
            more.add("next_byline")
        return more
    return set()


def _left_open(before: Seen) -> bool:
    """Tell whether a text breaks off within a sentence."""
    text = before.block.text
    if before.size <= 20 or before.traits & _NO_TEXT:
        return False
    return text[-1:] not in "：:" and not ends_sentence(text)


def _previous(seen: Sequence[Seen], n: int) -> set[str]:
    back = n - 1
    while back > max(0, n - 3) and seen[back].traits & _SKIP:
        back -= 1
    before = seen[back]
    more: set[str] = set()
    if "folio" in before.traits:
        return more
    if before.is_text or "medium" in before.traits or ("stop" in before.traits and before.size > 8):
        more.add("prev_text")
        _, byline, signature = tail(before.block.text[-80:])
        signed = bool(byline or signature)
        if _left_open(before) and not signed:
            more.add("prev_open")
            if "mid_mark" in seen[n].traits and not seen[n].traits & _SKIP:
                more.add("goes_on")
        if signed:
            more.add("prev_signed")
    elif before.traits & {"short", "tiny", "asks"}:
        more.add("prev_short")
    if "paper" in seen[n - 1].traits:
        more.add("after_name")
    if "byline" in seen[n - 1].traits and seen[n].traits & {"mid_mark", "stop", "medium", "long"}:
        more.add("after_byline")
    return more


def _page_traits(seen: Sequence[Seen]) -> set[str]:
    """A page of short items: most short lines are followed by one signed or opened text."""
    heads = opened = 0
    for one, two in pairwise(seen):
        if one.traits & {"short", "asks"} and two.is_text:
            heads += 1
            signed = bool(tail(two.block.text[-80:])[1:] != (None, ""))
            opened += "runin" in two.traits or signed
    return {"briefs"} if heads >= 4 and opened >= 0.7 * heads else set()


def _crosshead_sizes(seen: Sequence[Seen]) -> list[tuple[int, int]]:
    """Number and letters of each short line between two texts that no byline opens."""
    found = []
    for n in range(1, len(seen) - 1):
        before, after = seen[n - 1], seen[n + 1]
        between = before.is_text and after.is_text and "runin" not in after.traits
        if between and seen[n].traits & {"short", "tiny", "asks"}:
            found.append((n, seen[n].size))
    return found


def _ends_signed(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether the text below a line, up to the next such line, ends signed."""
    for one in seen[n + 1 : n + 7]:
        text = one.is_text or "medium" in one.traits
        if not text and not one.traits & _SKIP:
            return False
        if text and tail(one.block.text[-80:])[1:] != (None, ""):
            return True
    return False


def _has_peer(peers: Sequence[tuple[int, int]], n: int, size: int) -> bool:
    """Tell whether a like line stands near: crossheads of a story run parallel."""
    at = bisect_left(peers, (n, 0))
    near = peers[max(0, at - 3) : at + 4]
    return any(k != n and abs(k - n) <= 14 and abs(other - size) <= 2 for k, other in near)


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
    folios = [f for f in map(read_folio, around) if f and f.folio and not f.section]
    return {"near_folio"} if folios and read_folio(seen[n].block.text) else set()
