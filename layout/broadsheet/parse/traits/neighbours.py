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
from broadsheet.parse.traits.vocabulary import T, Trait, Traits

_DAY = Pattern(r"\d{1,2}\s*月\s*\d{1,2}\s*日$", last="日")
_MONTH_END = Pattern(r"\d{4}\s*年\s*\d{1,2}\s*月$", last="月")
_PASSED = frozenset({T.SHORT, T.TINY, T.ASKS, T.CAPTION})
_NO_HEAD = frozenset({T.FACTS, T.CONTACT, T.AD_SURE, T.AD_LABEL, T.FOLIO, T.NOTICE_TITLE})
_ITEMS = 3  # of the shortest list that may be an item by itself
_HEADLINE = 30  # letters of the longest headline that asks
_EM = 2  # half ems
_NARROW = 16  # half ems of the narrowest column
_RAGGED = 8  # half ems by which lines of one paragraph differ: a mark, a word that isn't broken
_OPENS_STORY = frozenset({T.RUNIN, T.BYLINE, T.SOURCE, T.FACTS, T.FOLIO, T.NOTICE_TITLE, T.TABLE})
_SKIP = frozenset({T.PROVENANCE, T.CAPTION, T.CREDIT, T.JUMP, T.CAPTION_START, T.CREDIT_LINE})
# asked of each block: a set made at each place takes longer than what it is asked
_LINE = frozenset({T.SHORT, T.TINY, T.ASKS})
_LISTED = frozenset({T.LIST_MARK, T.BULLET, T.TIMED})
_STORY_BELOW = frozenset({T.NEXT_TEXT, T.NEXT_NOTE, T.NEXT_RUNIN})
_NO_TEXT = frozenset({
    T.NOTICE_WORDS, T.NOTICE_SURE, T.NOTICE_TITLE, T.CAPTION, T.CAPTION_START, T.FOLIO, T.FACTS,
    T.BYLINE, T.AD_LABEL, T.AD_SURE, T.CONTACT, T.JUMP,
})  # fmt: skip
_RUN_MARKS = {
    T.INDEX: T.INDEX_RUN,
    T.TEASER: T.INDEX_RUN,
    T.QA: T.QA_RUN,
    T.QA_SURE: T.QA_PAIR,
    T.LIST_MARK: T.LIST_RUN,
    T.BULLET: T.BULLET_RUN,
    T.TIMED: T.TIMED_RUN,
    T.TABLE: T.TABLE_RUN,
}


def neighbours(seen: Sequence[Seen], n: int) -> set[Trait]:
    """Return what the blocks before and after a block say of it."""
    more: set[Trait] = set()
    follow = n + 1
    while follow < min(len(seen), n + 3) and not seen[follow].traits.isdisjoint(_SKIP):
        follow += 1
    if n + 1 >= len(seen):
        more.add(T.NEXT_END)
    elif follow < len(seen):
        more |= _next(seen, follow)
    if n:
        more |= _previous(seen, n)
    own = seen[n].traits
    around = traits_of(seen, n - 1) | traits_of(seen, n + 1)
    if (T.NUMBER in own and T.INFO_WORDS in around) or (T.INFO_WORDS in own and T.NUMBER in around):
        more.add(T.NEAR_INFO)
    if T.QR in around:
        more.add(T.NEAR_QR)
    if not own.isdisjoint(_RUN_MARKS):
        more |= _runs(seen, n, around)
    if not _LISTED.isdisjoint(traits_of(seen, n + 1)):
        more |= {T.HEADS_LIST} | ({T.LISTS_ONLY} if _lists_only(seen, n) else set())
    if T.LATIN in own and traits_of(seen, n - 1) & {T.FIRM, T.AD_WORDS, T.AD_SURE, T.LATIN}:
        more.add(T.LATIN_AD)
    more |= _follows_up(seen, n)
    return more | _in_head(seen, n, more)


def _in_head(seen: Sequence[Seen], n: int, more: set[Trait]) -> set[Trait]:
    """Say what a line is by its place in a head or above one."""
    own, found = seen[n].traits, set[Trait]()
    after_head = T.PREV_SHORT in more and not more.isdisjoint(_STORY_BELOW)
    told = T.PREV_SHORT in more and T.STOP in traits_of(seen, n + 1)
    if T.UNIT_NAME in own and (after_head or told):
        found.add(T.UNIT_IN_HEAD)
    if _asked_head(seen[n], more):
        found.add(T.ASKED_HEAD)
    if T.TINY in own and T.NEXT_TEXT in more and n + 1 < len(seen) and _pen_name(seen, n):
        found.add(T.PEN_IN_HEAD)
    if T.BOX_NAME in own and T.NEXT_SHORT in more:
        found |= {T.BOX_TAG, T.TAG}
    if T.DESK in own:
        above = T.NEXT_SHORT in more and T.NEXT_BYLINE not in more
        found |= {T.DESK_IN_HEAD} if after_head else {T.DESK_ABOVE_HEAD} if above else set()
    if T.PERSON in own and T.PREV_SHORT in more and more & {T.NEXT_TEXT, T.NEXT_SHORT, T.NEXT_NOTE}:
        found.add(T.PERSON_IN_HEAD)
    return found


def _asked_head(one: Seen, more: set[Trait]) -> bool:
    """Tell whether a long question or cry right above a byline is a head's."""
    cries = one.block.text[-1] in "？?！!" and T.STOP in one.traits
    return (
        cries
        and one.size <= _HEADLINE
        and T.MID_STOP not in one.traits
        and bool(more & {T.NEXT_BYLINE, T.NEXT_RUNIN})
    )


def _pen_name(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether two or three letters between a longer headline and text can only be a name."""
    one, head = seen[n], seen[n - 1] if n else None
    text = one.block.text
    if head is None or not seen[n + 1].is_text or not text.isalpha() or text.isascii():
        return False
    plain = not head.traits & {T.TAG, T.TINY, T.BOXED, T.FACTS}
    plain = plain and bool(head.traits & {T.SHORT, T.ASKS})
    return plain and len(text) > 1 and head.size > 2 * one.size


def _lists_only(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether three items or more follow, and then another head or nothing."""
    end = n + 1
    while traits_of(seen, end) & {T.LIST_MARK, T.BULLET, T.TIMED}:
        end += 1
    after = traits_of(seen, end)
    return end - n > _ITEMS and (end == len(seen) or bool(after & {T.SHORT, T.TINY, T.ASKS}))


def closes(seen: Sequence[Seen], n: int) -> set[Trait]:
    """What stands right below a text and above white or a new story: a name, an office, a cry."""
    one, before = seen[n], seen[n - 1] if n else None
    ended = before and (before.is_text or T.STOP in before.traits or T.SALUTATION in before.traits)
    if before is None or not ended or one.block.gap > before.block.gap:
        return set()
    parted = n + 1 == len(seen) or seen[n + 1].block.gap > one.block.gap
    if not parted and one.traits & {T.UNIT_NAME, T.BRACKETED} and _head_follows(seen, n):
        return {T.CLOSES_STORY}
    if not parted:
        return set()
    if one.traits & {T.UNIT_NAME, T.ORG}:
        return {T.CLOSES_STORY}
    return {T.CLOSING_CRY} if T.ASKS in one.traits else set()


def _head_follows(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether another story's tag or head follows: no text, and no byline at once."""
    after = traits_of(seen, n + 1)
    opens = after & {T.PERSON, T.BYLINE, T.SOURCE, T.RUNIN, T.SALUTATION}
    return bool(after & {T.SHORT, T.TINY, T.ASKS}) and not opens


def traits_of(seen: Sequence[Seen], n: int) -> Traits:
    """Return the traits of a block; none where there is no such block."""
    return seen[n].traits if 0 <= n < len(seen) else frozenset()


def _runs(seen: Sequence[Seen], n: int, around: Traits) -> set[Trait]:
    """One of several lines with the same mark; speakers may have a line between them."""
    own = seen[n].traits
    more = {run for mark, run in _RUN_MARKS.items() if mark in own and mark in around}
    if own & {T.INDEX, T.TEASER} and around & {T.INDEX, T.TEASER}:
        more.add(T.INDEX_RUN)
    if T.QA in own and T.QA in traits_of(seen, n - 2) | traits_of(seen, n + 2):
        more.add(T.QA_RUN)
    return more


def runs_on(seen: Sequence[Seen], n: int, usual: int) -> set[Trait]:
    """A short line that runs on into text, or leads a list."""
    one = seen[n]
    if n + 1 >= len(seen) or T.STOP in one.traits:
        return set()
    two = seen[n + 1]
    if T.COLON_END in one.traits and two.traits & {T.LIST, T.LIST_MARK}:
        return {T.LEADS_LIST}
    runs = (
        one.size >= 12 and T.MID_MARK in one.traits and not one.traits & {T.GAPS, T.DASH, T.CONTACT}
    )
    close = two.block.gap == 0 and two.block.indent <= one.block.indent
    close = close or one.block.indent >= _EM > two.block.indent  # a paragraph goes on flush left
    if two.block.text.startswith(PARAGRAPH_OPENINGS) and one.block.text[-1] not in OPENERS:
        close = False  # the next line opens a paragraph of its own
    text = two.is_text or (T.STOP in two.traits and two.size >= 6)
    if not runs or not text or T.RUNIN in two.traits:
        return set()
    if not close and two.block.gap <= usual and one.block.text.startswith(PARAGRAPH_OPENINGS):
        return {T.OPENS_PARA}
    return {T.FLOWS_ON} if close else set()


def _follows_up(seen: Sequence[Seen], n: int) -> set[Trait]:
    """A day below its month, a caption above its credit."""
    more: set[Trait] = set()
    if n and len(seen[n].block.text) <= 3 and seen[n].block.text.rstrip("日号").isdecimal():
        month = _MONTH_END.search(seen[n - 1].block.text)
        more |= {T.DAY_ALONE} if month else set()
    if n and _DAY.match(seen[n].block.text) and seen[n - 1].block.text.endswith("年"):
        more.add(T.DAY_ALONE)
    if n + 1 < len(seen) and T.PAGE_REF in seen[n + 1].traits and _subject(seen[n]):
        more.add(T.ABOVE_PAGE)
    ended = n and (T.STOP in seen[n - 1].traits or seen[n - 1].is_text)
    if ended and seen[n].traits & {T.PAGE_REF, T.JUMP}:
        more.add(T.LEADS_ON)
    indexed = T.INDEX in traits_of(seen, n + 1) and T.INDEX in traits_of(seen, n + 2)
    if indexed and seen[n].traits & {T.SHORT, T.TINY} and T.INDEX not in seen[n].traits:
        more.add(T.ABOVE_INDEX)
    if T.QA in seen[n].traits and (traits_of(seen, n - 1) | traits_of(seen, n - 2)) & {T.QA_SURE}:
        more.add(T.ANSWERS)
    if n and _below_picture_report(seen, n):
        more.add(T.BELOW_PICTURE_REPORT)
    if _abreast(seen, n):
        more.add(T.ABREAST)
    if n + 1 < len(seen) and T.CREDIT_LINE in seen[n + 1].traits and seen[n].size <= 40:
        more.add(T.NEXT_CREDIT)
    return more


def _below_picture_report(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a block tells of a picture, or who took it, below a picture report's title."""
    if T.PICTURE_REPORT in seen[n - 1].traits:
        return bool(seen[n].traits & {T.STOP, T.CAPTION, T.CREDIT, T.MEDIUM})
    credit = bool(seen[n].traits & {T.CREDIT_LINE, T.CREDIT, T.CAPTION})
    credit = credit or (T.BYLINE in seen[n].traits and seen[n].block.text[-1] in "摄攝")
    return credit and T.PICTURE_REPORT in traits_of(seen, n - 2)


def _abreast(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a line as wide as the one before stands within one sentence, no white around.

    The block's own measure speaks, not the page's: three lines show it.
    """
    if not 0 < n < len(seen) - 1 or seen[n].traits & _OPENS_STORY:
        return False
    before, one, after = seen[n - 1], seen[n], seen[n + 1]
    if one.block.gap or after.block.gap or one.block.indent >= _EM or after.block.indent >= _EM:
        return False
    listed = one.traits & {T.STOP, T.LIST, T.BULLET} or before.block.text[-1] in "；;"
    if listed or not _left_open(before) or before.traits & {T.JUMP, T.JUMP_TAIL}:
        return False
    near = one.block.reach >= _NARROW and abs(one.block.reach - before.block.reach) <= _RAGGED
    return near and not after.traits & _OPENS_STORY and (after.is_text or T.STOP in after.traits)


def _subject(one: Seen) -> bool:
    """Tell whether a line may be what an index says of another page."""
    return one.size <= _HEADLINE and T.STOP not in one.traits


def _next(seen: Sequence[Seen], follow: int) -> set[Trait]:
    after = seen[follow].traits
    if T.RUNIN in after:
        return {T.NEXT_RUNIN}
    signed = T.PERSON in after and is_bullet(seen[follow].block.text[0])
    if signed or T.BYLINE in after or T.SOURCE in after:
        return {T.NEXT_BYLINE}
    if T.NOTE in after:
        return {T.NEXT_NOTE}
    if seen[follow].is_text or after & {T.MEDIUM, T.LIST, T.QA}:
        return {T.NEXT_TEXT}
    if not after.isdisjoint(_LINE):
        # two lines further on a story may open: heads have several lines
        further = [s.traits for s in seen[follow + 1 : follow + 4]]
        opens: Traits = next((t for t in further if not t & _PASSED or t & _NO_HEAD), frozenset())
        more = {T.NEXT_SHORT}
        opens = frozenset() if after & _NO_HEAD else opens
        if opens & {T.RUNIN, T.BYLINE, T.SOURCE} and T.DASH not in after:
            more.add(T.NEXT_BYLINE)
        return more
    return set()


def ends_text(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a block is running text, or the last letters of a paragraph that was cut."""
    if n < 0 or seen[n].is_text:
        return n >= 0
    return n > 0 and T.STOP in seen[n].traits and _left_open(seen[n - 1])


def _left_open(before: Seen) -> bool:
    """Tell whether a text breaks off within a sentence."""
    text = before.block.text
    if before.size <= 20 or before.traits & _NO_TEXT:
        return False
    return text[-1:] not in "：:" and not ends_sentence(text)


def _previous(seen: Sequence[Seen], n: int) -> set[Trait]:
    back = n - 1
    while back > max(0, n - 3) and not seen[back].traits.isdisjoint(_SKIP):
        back -= 1
    before = seen[back]
    more: set[Trait] = set()
    if before.block.text[-1] in "，," and before.traits & {T.MID_STOP, T.LONG}:
        more.add(T.AFTER_COMMA)
    if T.FOLIO in before.traits:
        return more
    if before.is_text or T.MEDIUM in before.traits or (T.STOP in before.traits and before.size > 8):
        more.add(T.PREV_TEXT)
        _, byline, signature = tail(before.block.text[-80:])
        signed = bool(byline or signature)
        # what leads to another page goes on there; a notice and an advertiser end as they like
        elsewhere = any(one.traits & {T.JUMP, T.JUMP_TAIL} for one in seen[back:n])
        if _left_open(before) and not signed and not elsewhere:
            more.add(T.PREV_OPEN)
            if T.MID_MARK in seen[n].traits and not seen[n].traits & _SKIP:
                more.add(T.GOES_ON)
        if signed:
            more.add(T.PREV_SIGNED)
    elif T.STOP in before.traits and back and _left_open(seen[back - 1]):
        more.add(T.PREV_TEXT)
    elif not before.traits.isdisjoint(_LINE):
        more.add(T.PREV_SHORT)
    if T.PAPER in seen[n - 1].traits:
        more.add(T.AFTER_NAME)
    if T.BYLINE in seen[n - 1].traits and seen[n].traits & {T.MID_MARK, T.STOP, T.MEDIUM, T.LONG}:
        more.add(T.AFTER_BYLINE)
    return more
