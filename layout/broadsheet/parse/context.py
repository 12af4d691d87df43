"""What speaks for what by a block's place.

Takes what ``features`` noticed of each block alone; adds the traits that come from the
neighbours, from the group between blank lines and from the page as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.parse.blocks import width
from broadsheet.parse.bylines import tail
from broadsheet.parse.features import Seen
from broadsheet.parse.marks import ends_sentence

_HOLE = 3  # blank lines that an absent picture leaves at the least
_SKIP = {"caption", "credit", "jump"}


def place(seen: Sequence[Seen]) -> tuple[Seen, ...]:
    """Add to each block the traits of its place."""
    if not seen:
        return ()
    texts = [n for n, s in enumerate(seen) if s.is_text]
    first, last = (texts[0], texts[-1]) if texts else (len(seen), -1)
    usual = sorted(s.block.gap for s in seen)[len(seen) // 2]
    hole = max(_HOLE, usual + 2)
    # where wide gaps are common they part stories and mean no picture
    holes = sum(s.block.gap >= hole for s in seen) <= max(3, len(seen) // 12)
    page = _page_traits(seen)
    groups = _group_traits(seen, first, last)
    edge = max((n for n in range(first) if "facts" in seen[n].traits), default=-1)
    named = False
    out: list[Seen] = []
    for n, one in enumerate(seen):
        more = set(groups.get(one.block.group, ()))
        more |= _zone(n, first, last, edge)
        if named:
            more.add("name_before")
        named = named or "paper" in one.traits
        more |= _neighbours(seen, n)
        if n and holes and one.block.gap >= hole:
            more |= {"hole", "hole_in_head"} if "prev_short" in more else {"hole"}
        if one.traits & {"short", "tiny", "asks"}:
            more |= page
        out.append(replace(one, traits=one.traits | more))
    return tuple(out)


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
        more |= _next(seen, n, follow)
    if n:
        more |= _previous(seen, n)
    around = [seen[k].traits for k in (n - 1, n + 1) if 0 <= k < len(seen)]
    if "number" in seen[n].traits and any("info_words" in t for t in around):
        more.add("near_info")
    if "info_words" in seen[n].traits and any("number" in t for t in around):
        more.add("near_info")
    if any("qr" in t for t in around):
        more.add("near_qr")
    return more


def _next(seen: Sequence[Seen], n: int, follow: int) -> set[str]:
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
        opens = next((t for t in further if not t & {"short", "tiny", "asks", "caption"}), set())
        more = {"next_short"}
        if opens & {"runin", "byline", "source"} and "dash" not in after:
            more.add("next_byline")
        return more
    return set()


def _previous(seen: Sequence[Seen], n: int) -> set[str]:
    back = n - 1
    while back > max(0, n - 3) and seen[back].traits & _SKIP:
        back -= 1
    before = seen[back]
    more: set[str] = set()
    if before.is_text or "medium" in before.traits:
        more.add("prev_text")
        if not ends_sentence(before.block.text) and not before.traits & {"notice_words", "caption"}:
            if before.block.text[-1:] not in "：:" and before.size > 20:
                more.add("prev_open")
        _, byline, signature = tail(before.block.text[-80:])
        if byline or signature:
            more.add("prev_signed")
    elif before.traits & {"short", "tiny", "asks"}:
        more.add("prev_short")
    if "paper" in seen[n - 1].traits:
        more.add("after_name")
    return more


def _page_traits(seen: Sequence[Seen]) -> set[str]:
    """A page of short items: most short lines are followed by one signed or opened text."""
    heads = opened = 0
    for one, two in zip(seen, seen[1:], strict=False):
        if one.traits & {"short", "asks"} and two.is_text:
            heads += 1
            signed = bool(tail(two.block.text[-80:])[1:] != (None, ""))
            opened += "runin" in two.traits or signed
    return {"briefs"} if heads >= 4 and opened >= 0.7 * heads else set()


def _group_traits(seen: Sequence[Seen], first: int, last: int) -> dict[int, set[str]]:
    members: dict[int, list[int]] = {}
    for n, one in enumerate(seen):
        members.setdefault(one.block.group, []).append(n)
    return {g: _group(seen, run, first, last) for g, run in members.items()}


def _group(seen: Sequence[Seen], run: Sequence[int], first: int, last: int) -> set[str]:
    traits = [seen[n].traits for n in run]
    every: set[str] = set().union(*traits)
    if any(seen[n].is_text for n in run):
        return set()
    if len(run) >= 4 and _is_verse(seen, run):
        return {"verse"}
    if every & {"notice_title", "notice_words"}:
        return {"notice_group"} if len(run) > 1 else set()
    hits = sum(bool(t & {"ad_words", "contact", "firm", "ad_label", "latin"}) for t in traits)
    inside = run[0] > first
    if inside and len(run) >= 2 and hits and every & {"contact", "firm", "ad_words", "ad_label"}:
        if "info_words" in traits[0] and "firm" not in every:
            return {"info_group"}
        return {"ad_group"}
    return set()


def _is_verse(seen: Sequence[Seen], run: Sequence[int]) -> bool:
    texts = [seen[n].block.text for n in run]
    wide = [width(t) for t in texts]
    if max(wide) > 44 or any(
        seen[n].traits & {"contact", "firm", "facts", "table", "list"} for n in run
    ):
        return False
    marked = sum(bool(re.search("[，。！？；,.!?;]$", t)) for t in texts)
    return marked >= 0.5 * len(texts) or len(texts) >= 6 and max(wide) - min(wide) <= 8
