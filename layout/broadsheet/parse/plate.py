"""Where the masthead is, and which lines ahead of the first story are advertisements.

Takes what ``features`` noticed, blank lines included; tells the blocks that stand in one group
with facts that only a masthead prints, and the groups that an advertiser's telephone closes.
``context`` makes traits of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from broadsheet.parse.features import Seen
from broadsheet.parse.patterns import LABELLED

# what advertisers print too
_REACHED = frozenset({"phone", "hotline", "address", "website", "email", "postcode"})
_PLATE = frozenset({"paper", "paper_en", "folio", "label"})
_INDEX = frozenset({"index", "teaser", "salutation"})
_NO_LINE = {"byline", "person", "source", "caption", "dash"}


def read_plate(seen: Sequence[Seen], first: int) -> Mapping[int, AbstractSet[str]]:
    """Return traits of the blocks ahead of ``first``, the first block of running text."""
    found: dict[int, AbstractSet[str]] = {}
    for run in _groups(seen, first):
        if _prints_facts(seen, run):
            own = run if _parted(seen, run, first) else _up_to_last(seen, run)
            found |= {n: {"imprint", *_labelled(seen[n])} for n in own}
        elif _advertises(seen, run):
            found |= {n: {"ad_group"} for n in run}
    return found


def _up_to_last(seen: Sequence[Seen], run: Sequence[int]) -> Sequence[int]:
    """Cut a group after its last fact, and the labelled lines right below it."""
    end = max((k for k, n in enumerate(run) if _is_fact(seen[n])), default=-1) + 1
    while end < len(run) and _labelled(seen[run[end]]):
        end += 1
    return run[:end]


def _labelled(one: Seen) -> AbstractSet[str]:
    folio = one.traits & {"folio", "folio_bare"}
    return {"labelled"} if not folio and LABELLED.match(one.block.text) else set()


def _groups(seen: Sequence[Seen], first: int) -> Iterator[list[int]]:
    run: list[int] = []
    for n in range(first):
        if run and seen[n].block.group != seen[run[-1]].block.group:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _points(one: Seen) -> bool:
    """Tell whether a line is part of an index or a letter; a dated folio line is neither."""
    dated = "folio" in one.traits and one.traits & {"facts", "some_facts"}
    return bool(one.traits & _INDEX) and not dated


def _is_fact(one: Seen) -> bool:
    return bool(one.traits & (_PLATE | {"facts"})) and not _points(one)


def _prints_facts(seen: Sequence[Seen], run: Sequence[int]) -> bool:
    """Tell whether a fact stands here that no advertiser prints, or nothing but facts."""
    own = [seen[n] for n in run]
    keys = {f.key for s in own if "facts" in s.traits for f in s.facts}
    if keys - _REACHED or any(s.traits & _PLATE and not _points(s) for s in own):
        return True
    return bool(keys) and all("facts" in s.traits for s in own)


def _parted(seen: Sequence[Seen], run: Sequence[int], first: int) -> bool:
    """Tell whether white parts a group from the story below, head and all."""
    if any(seen[n].traits & _NO_LINE or _points(seen[n]) for n in run):
        return False
    below = [s for s in seen[run[-1] + 1 : first] if s.block.group != seen[run[-1]].block.group]
    return any(
        s.traits & {"short", "asks"} and not (s.traits & _NO_LINE or _points(s)) for s in below
    )


def _advertises(seen: Sequence[Seen], run: Sequence[int]) -> bool:
    """Tell whether a group holds how to reach somebody, and words that are no fact."""
    own = [seen[n] for n in run]
    if len(own) < 2 or any(s.traits & {"info_words", "notice_title", "teaser"} for s in own[:1]):
        return False
    reached = any(s.traits & {"contact", "ad_sure", "shop", "ad_label"} for s in own)
    return (
        reached
        and "facts" not in own[0].traits
        and not any(s.traits & _NO_LINE or _points(s) for s in own)
    )
