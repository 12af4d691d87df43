"""Where the masthead is, and which lines ahead of the first story are advertisements.

Takes what ``features`` noticed, blank lines included; tells the blocks that stand in one group
with facts that only a masthead prints, and the groups that an advertiser's telephone closes.
``context`` makes traits of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from broadsheet.parse.text.characters import has_han
from broadsheet.parse.text.folio_line import read_folio
from broadsheet.parse.text.patterns import LABELLED
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T, Trait

# what advertisers print too
_REACHED = frozenset({"phone", "hotline", "address", "website", "email", "postcode"})
# what a paper prints of itself alone
_OWN_FACTS = frozenset(
    "date weekday lunar issue_number total_issue cn_code issn postal_code price volume".split()
)
_MASTHEAD = 2  # of these facts
_NAMEPLATE = frozenset({T.PAPER, T.PAPER_EN, T.FOLIO, T.LABEL})
_INDEX = frozenset({T.INDEX, T.TEASER, T.SALUTATION})
_NO_LINE = {T.BYLINE, T.PERSON, T.SOURCE, T.CAPTION, T.DASH}
_BARE = frozenset({T.SHORT, T.TINY, T.GAPS, T.PARALLEL})
_SPECIAL = 8  # letters of a special issue's name
_NAME = range(2, 9)  # letters of a paper's name
_WORDS = 5  # of a name in Latin letters
_BELOW = 2  # lines under the last fact that may still name the paper


def masthead_zone(seen: Sequence[Seen], first: int) -> Mapping[int, AbstractSet[Trait]]:
    """Return traits of the blocks ahead of ``first``, the first block of running text."""
    found: dict[int, AbstractSet[Trait]] = {}
    for run in _groups(seen, first):
        if _prints_facts(seen, run):
            own = run if _parted(seen, run, first) else _up_to_last(seen, run)
            found |= {n: {T.IMPRINT, *_labelled(seen[n])} for n in own}
        elif _advertises(seen, run):
            found |= {n: {T.AD_GROUP} for n in run}
    return found


def foot_zone(seen: Sequence[Seen], last: int) -> Mapping[int, AbstractSet[Trait]]:
    """Return traits of the blocks below ``last``, where a page's masthead was taken last.

    It is there if two facts are that papers print of themselves, which no imprint or
    advertiser has: date, number, registration.
    """
    runs = list(_groups(seen, len(seen), start=last + 1))
    keys = {f.key for run in runs for n in run for f in seen[n].facts}
    if len(keys & _OWN_FACTS) < _MASTHEAD:
        return {}
    end = max(n for run in runs for n in run if seen[n].facts)
    found: dict[int, AbstractSet[Trait]] = {}
    for run in runs:
        own = {f.key for n in run for f in seen[n].facts} - _REACHED
        if own or any(seen[n].traits & _NAMEPLATE and not _points(seen[n]) for n in run):
            for n in _from_name(seen, run):
                ahead = {T.FACTS_AHEAD} if n < end else set()
                found[n] = {T.IMPRINT, T.FOOT_MASTHEAD, *ahead, *_labelled(seen[n])}
    return found


def _from_name(seen: Sequence[Seen], run: Sequence[int]) -> Sequence[int]:
    """Cut a group at its first line that is a nameplate, a fact or a motto."""
    start = next((k for k, n in enumerate(run) if _is_fact(seen[n])), len(run))
    while start and seen[run[start - 1]].traits & {T.PARALLEL, T.LATIN}:
        start -= 1
    return run[start:]


def _up_to_last(seen: Sequence[Seen], run: Sequence[int]) -> Sequence[int]:
    """Cut a group after its last fact, and the labelled lines right below it."""
    end = max((k for k, n in enumerate(run) if _is_fact(seen[n])), default=-1) + 1
    while end < len(run) and _labelled(seen[run[end]]):
        end += 1
    return run[:end]


def _labelled(one: Seen) -> AbstractSet[Trait]:
    folio = one.traits & {T.FOLIO, T.FOLIO_BARE}
    return {T.LABELLED} if not folio and LABELLED.match(one.block.text) else set()


def _groups(seen: Sequence[Seen], first: int, start: int = 0) -> Iterator[list[int]]:
    run: list[int] = []
    for n in range(start, first):
        if run and seen[n].block.group != seen[run[-1]].block.group:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _points(one: Seen) -> bool:
    """Tell whether a line is part of an index or a letter; a dated folio line is neither."""
    dated = T.FOLIO in one.traits and one.traits & {T.FACTS, T.SOME_FACTS}
    return bool(one.traits & _INDEX) and not dated


def _is_fact(one: Seen) -> bool:
    return bool(one.traits & (_NAMEPLATE | {T.FACTS})) and not _points(one)


def _prints_facts(seen: Sequence[Seen], run: Sequence[int]) -> bool:
    """Tell whether a fact stands here that no advertiser prints, or nothing but facts."""
    own = [seen[n] for n in run]
    keys = {f.key for s in own if T.FACTS in s.traits for f in s.facts}
    if keys - _REACHED or any(s.traits & _NAMEPLATE and not _points(s) for s in own):
        return True
    return bool(keys) and all(T.FACTS in s.traits for s in own)


def _parted(seen: Sequence[Seen], run: Sequence[int], first: int) -> bool:
    """Tell whether white parts a group from the story below, head and all."""
    if any(seen[n].traits & _NO_LINE or _points(seen[n]) for n in run):
        return False
    below = [s for s in seen[run[-1] + 1 : first] if s.block.group != seen[run[-1]].block.group]
    return any(
        s.traits & {T.SHORT, T.ASKS} and not (s.traits & _NO_LINE or _points(s)) for s in below
    )


def _advertises(seen: Sequence[Seen], run: Sequence[int]) -> bool:
    """Tell whether a group holds how to reach somebody, and words that are no fact."""
    own = [seen[n] for n in run]
    if len(own) < 2 or any(s.traits & {T.INFO_WORDS, T.NOTICE_TITLE, T.TEASER} for s in own[:1]):
        return False
    reached = any(s.traits & {T.CONTACT, T.AD_SURE, T.SHOP, T.AD_LABEL} for s in own)
    return (
        reached
        and T.FACTS not in own[0].traits
        and not any(s.traits & _NO_LINE or _points(s) for s in own)
    )


def above_facts(seen: Sequence[Seen], n: int, edge: int, last: int) -> set[Trait]:
    """A nameplate whose name is no usual one, and a motto right below the facts."""
    one = seen[n]
    more: set[Trait] = set()
    unnamed = n <= 1 <= last and all(
        T.PAPER not in s.traits and not _names_paper(s) for s in seen[: last + 1 + _BELOW]
    )
    if unnamed and n == 0 and _may_name(one):
        more.add(T.FIRST_LINE)
    if unnamed and n == 1 and T.LATIN in one.traits:
        more |= {T.AFTER_NAME, T.LATIN_NAME}
    if n < edge and _named_twice(seen, n, edge):
        more.add(T.FIRST_LINE)
    if 0 < n <= edge and _named_twice(seen, n - 1, edge):
        more |= {T.AFTER_NAME, T.LATIN_NAME}
    if n and n <= edge and T.LATIN in one.traits and T.PAPER in seen[n - 1].traits:
        more.add(T.LATIN_NAME)
    if (
        n < edge
        and one.size <= _SPECIAL
        and one.block.text.endswith(("特刊", "专刊", "特辑", "號外", "号外"))
    ):
        more.add(T.SPECIAL)
    motto = T.PARALLEL in one.traits and T.FOLIO not in one.traits
    if n == edge + 1 and n and motto and one.block.gap == 0:
        apart = n + 1 < len(seen) and seen[n + 1].block.gap > 0
        more |= {T.CLOSES_FACTS} if apart else set()
    return more


def _may_name(one: Seen) -> bool:
    """Tell whether a line may be a paper's name though it doesn't end as most do."""
    if one.traits & {T.CAPITALS, T.TITLE_CASE}:  # in Latin letters: a few words
        few = 1 < len(one.block.text.split()) <= _WORDS
        return few and one.traits <= _BARE | {T.CAPITALS, T.TITLE_CASE}
    plain = one.size in _NAME and one.traits <= _BARE and has_han(one.block.text)
    return plain and one.block.text[-1] not in "版刊页頁"


def _named_twice(seen: Sequence[Seen], n: int, edge: int) -> bool:
    """Tell whether a line stands beside its Latin form, and no other line names the paper."""
    other = seen[n + 1] if n != 1 or T.LATIN not in seen[0].traits else seen[0]
    if not _may_name(seen[n]) or T.LATIN not in other.traits or other.facts:
        return False
    return not any(T.PAPER in s.traits or _names_paper(s) for s in seen[: edge + 1 + _BELOW])


def _names_paper(one: Seen) -> bool:
    found = read_folio(one.block.text) if T.FOLIO in one.traits else None
    return bool(found and found.name)
