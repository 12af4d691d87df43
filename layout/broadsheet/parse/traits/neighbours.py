"""What speaks for what by the blocks next to it.

Takes what ``features`` noticed; returns the traits that a block has from its neighbours: what
follows, what stands before, a series that it is one of, a sentence that runs on.
"""

from collections.abc import Sequence

from broadsheet.parse.text.bylines import tail
from broadsheet.parse.text.characters import OPENERS, ends_sentence, is_bullet
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.patterns import PARAGRAPH_OPENINGS
from broadsheet.parse.traits.own import Seen

_DAY = Pattern(r"\d{1,2}\s*月\s*\d{1,2}\s*日$", last="日")
_MONTH_END = Pattern(r"\d{4}\s*年\s*\d{1,2}\s*月$", last="月")
_PASSED = frozenset({"short", "tiny", "asks", "caption"})
_NO_HEAD = frozenset({"facts", "contact", "ad_sure", "ad_label", "folio", "notice_title"})
_ITEMS = 3  # of the shortest list that may be an item by itself
_HEADLINE = 30  # letters of the longest headline that asks
_EM = 2  # half ems
_SKIP = {"caption", "credit", "jump", "caption_start", "credit_line"}
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


def neighbours(seen: Sequence[Seen], n: int) -> set[str]:
    """Return what the blocks before and after a block say of it."""
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
    around = traits_of(seen, n - 1) | traits_of(seen, n + 1)
    if ("number" in own and "info_words" in around) or ("info_words" in own and "number" in around):
        more.add("near_info")
    if "qr" in around:
        more.add("near_qr")
    if not own.isdisjoint(_RUN_MARKS):
        more |= _runs(seen, n, around)
    if traits_of(seen, n + 1) & {"list_mark", "bullet", "timed"}:
        more |= {"heads_list"} | ({"lists_only"} if _lists_only(seen, n) else set())
    if "latin" in own and traits_of(seen, n - 1) & {"firm", "ad_words", "ad_sure", "latin"}:
        more.add("latin_ad")
    more |= _follows_up(seen, n)
    return more | _in_head(seen, n, more)


def _in_head(seen: Sequence[Seen], n: int, more: set[str]) -> set[str]:
    """Say what a line is by its place in a head or above one."""
    own, found = seen[n].traits, set[str]()
    after_head = "prev_short" in more and more & {"next_text", "next_note", "next_runin"}
    told = "prev_short" in more and "stop" in traits_of(seen, n + 1)
    if "unit_name" in own and (after_head or told):
        found.add("unit_in_head")
    if _asked_head(seen[n], more):
        found.add("asked_head")
    if "tiny" in own and "next_text" in more and n + 1 < len(seen) and _pen_name(seen, n):
        found.add("pen_in_head")
    if "box_name" in own and "next_short" in more:
        found |= {"box_tag", "tag"}
    if "desk" in own:
        above = "next_short" in more and "next_byline" not in more
        found |= {"desk_in_head"} if after_head else {"desk_above_head"} if above else set()
    if "person" in own and "prev_short" in more and more & {"next_text", "next_short", "next_note"}:
        found.add("person_in_head")
    return found


def _asked_head(one: Seen, more: set[str]) -> bool:
    """Tell whether a long question or cry right above a byline is a head's."""
    cries = one.block.text[-1] in "？?！!" and "stop" in one.traits
    return (
        cries
        and one.size <= _HEADLINE
        and "mid_stop" not in one.traits
        and bool(more & {"next_byline", "next_runin"})
    )


def _pen_name(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether two or three letters between a longer headline and text can only be a name."""
    one, head = seen[n], seen[n - 1] if n else None
    text = one.block.text
    if head is None or not seen[n + 1].is_text or not text.isalpha() or text.isascii():
        return False
    plain = not head.traits & {"tag", "tiny", "boxed", "facts"}
    plain = plain and bool(head.traits & {"short", "asks"})
    return plain and len(text) > 1 and head.size > 2 * one.size


def _lists_only(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether three items or more follow, and then another head or nothing."""
    end = n + 1
    while traits_of(seen, end) & {"list_mark", "bullet", "timed"}:
        end += 1
    after = traits_of(seen, end)
    return end - n > _ITEMS and (end == len(seen) or bool(after & {"short", "tiny", "asks"}))


def closes(seen: Sequence[Seen], n: int) -> set[str]:
    """What stands right below a text and above white or a new story: a name, an office, a cry."""
    one, before = seen[n], seen[n - 1] if n else None
    ended = before and (before.is_text or "stop" in before.traits or "salutation" in before.traits)
    if before is None or not ended or one.block.gap > before.block.gap:
        return set()
    parted = n + 1 == len(seen) or seen[n + 1].block.gap > one.block.gap
    if not parted and one.traits & {"unit_name", "bracketed"} and _head_follows(seen, n):
        return {"closes_story"}
    if not parted:
        return set()
    if one.traits & {"unit_name", "org"}:
        return {"closes_story"}
    return {"closing_cry"} if "asks" in one.traits else set()


def _head_follows(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether another story's tag or head follows: no text, and no byline at once."""
    after = traits_of(seen, n + 1)
    opens = after & {"person", "byline", "source", "runin", "salutation"}
    return bool(after & {"short", "tiny", "asks"}) and not opens


def traits_of(seen: Sequence[Seen], n: int) -> frozenset[str]:
    """Return the traits of a block; none where there is no such block."""
    return seen[n].traits if 0 <= n < len(seen) else frozenset()


def _runs(seen: Sequence[Seen], n: int, around: frozenset[str]) -> set[str]:
    """One of several lines with the same mark; speakers may have a line between them."""
    own = seen[n].traits
    more = {run for mark, run in _RUN_MARKS.items() if mark in own and mark in around}
    if own & {"index", "teaser"} and around & {"index", "teaser"}:
        more.add("index_run")
    if "qa" in own and "qa" in traits_of(seen, n - 2) | traits_of(seen, n + 2):
        more.add("qa_run")
    return more


def runs_on(seen: Sequence[Seen], n: int, usual: int) -> set[str]:
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
    if two.block.text.startswith(PARAGRAPH_OPENINGS) and one.block.text[-1] not in OPENERS:
        close = False  # the next line opens a paragraph of its own
    text = two.is_text or ("stop" in two.traits and two.size >= 6)
    if not runs or not text or "runin" in two.traits:
        return set()
    if not close and two.block.gap <= usual and one.block.text.startswith(PARAGRAPH_OPENINGS):
        return {"opens_para"}
    return {"flows_on"} if close else set()


def _follows_up(seen: Sequence[Seen], n: int) -> set[str]:
    """A day below its month, a caption above its credit."""
    more: set[str] = set()
    if n and len(seen[n].block.text) <= 3 and seen[n].block.text.rstrip("日号").isdecimal():
        month = _MONTH_END.search(seen[n - 1].block.text)
        more |= {"day_alone"} if month else set()
    if n and _DAY.match(seen[n].block.text) and seen[n - 1].block.text.endswith("年"):
        more.add("day_alone")
    if n + 1 < len(seen) and "page_ref" in seen[n + 1].traits and _subject(seen[n]):
        more.add("above_page")
    ended = n and ("stop" in seen[n - 1].traits or seen[n - 1].is_text)
    if ended and seen[n].traits & {"page_ref", "jump"}:
        more.add("leads_on")
    two = traits_of(seen, n + 1) & traits_of(seen, n + 2)
    if "index" in two and seen[n].traits & {"short", "tiny"} and "index" not in seen[n].traits:
        more.add("above_index")
    if n + 1 < len(seen) and "credit_line" in seen[n + 1].traits and seen[n].size <= 40:
        more.add("next_credit")
    return more


def _subject(one: Seen) -> bool:
    """Tell whether a line may be what an index says of another page."""
    return one.size <= _HEADLINE and "stop" not in one.traits


def _next(seen: Sequence[Seen], follow: int) -> set[str]:
    after = seen[follow].traits
    if "runin" in after:
        return {"next_runin"}
    signed = "person" in after and is_bullet(seen[follow].block.text[0])
    if signed or "byline" in after or "source" in after:
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


def ends_text(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a block is running text, or the last letters of a paragraph that was cut."""
    if n < 0 or seen[n].is_text:
        return n >= 0
    return n > 0 and "stop" in seen[n].traits and _left_open(seen[n - 1])


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
    if before.block.text[-1] in "，," and before.traits & {"mid_stop", "long"}:
        more.add("after_comma")
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
    elif "stop" in before.traits and back and _left_open(seen[back - 1]):
        more.add("prev_text")
    elif before.traits & {"short", "tiny", "asks"}:
        more.add("prev_short")
    if "paper" in seen[n - 1].traits:
        more.add("after_name")
    if "byline" in seen[n - 1].traits and seen[n].traits & {"mid_mark", "stop", "medium", "long"}:
        more.add("after_byline")
    return more
