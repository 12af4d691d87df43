"""Heads that an extraction put away from their stories: the blocks in the order of the page.

Takes the blocks with what was noticed of them and their labels; returns the blocks with each
head before its story, where the page may have been taken so, else nothing.  Whether that order
is the likelier one is for the score of both to say.
"""

from collections.abc import Sequence

from broadsheet.models import frozen, replace
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.bylines import tail
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_TAIL = 80  # characters in which a paragraph's end is signed
_HEAD_LINES = 4  # of the longest head that is moved
_SHORT = frozenset({T.SHORT, T.TINY, T.ASKS, T.TOO_LONG_CROSS})
_NO_HEAD = frozenset({
    T.FACTS, T.CONTACT, T.FOLIO, T.FOLIO_BARE, T.JUMP, T.CAPTION, T.CREDIT, T.CREDIT_LINE, T.BYLINE,
    T.SOURCE, T.PERSON, T.NOTICE_TITLE, T.NOTICE_WORDS, T.TABLE, T.AD_SURE, T.AD_LABEL, T.DIAL,
    T.NUMBER, T.INDEX, T.TEASER, T.INFO_WORDS, T.SIGN, T.SIGN_NAME, T.SHOP, T.FIRM, T.STOP,
    T.AD_GROUP, T.VERSE, T.IMPRINT, T.LIST, T.QR, T.DATE, T.LABEL, T.PAGE_REF, T.PROVENANCE,
})  # fmt: skip
_OPENS = frozenset({T.RUNIN, T.BYLINE, T.SOURCE})
_STORY = frozenset({"para", "byline", "cross", "list", "qa", "caption", "sign", "note"})


def heads_first(seen: Sequence[Seen], labels: Sequence[Label]) -> tuple[TextBlock, ...]:
    """Return the blocks with heads before their stories; empty where nothing speaks for it.

    The page opens with a text that has no head, and ends with lines that can only be one; or
    several heads stand before as many texts that have none.
    """
    texts = [n for n, one in enumerate(seen) if one.is_text]
    if not texts:
        return ()
    start = _first_of_story(labels, texts[0])
    if start > 0 and _may_be_head(seen[start - 1]):
        found = _heads_before(seen, start, texts[-1])
    elif any(label.name == "head" for label in labels[:start]):
        found = None
    else:
        found = _heads_behind(seen, start, texts)
    if found is None or len(found.heads) != len(found.stories) or not all(found.stories):
        return ()
    return tuple(_moved(seen, found))


@frozen(kw_only=True)
class _Apart:
    """Heads and the stories that they belong to, in the same order."""

    heads: Sequence[range]
    stories: Sequence[range]


def _heads_behind(seen: Sequence[Seen], start: int, texts: Sequence[int]) -> _Apart | None:
    """Find heads that stand below their stories, each or all together."""
    heads = _runs_of_heads(seen, texts[0], texts[-1])
    if not heads or heads[-1][0] <= texts[-1]:
        return None
    stories = _stories(seen, start, heads)
    if len(heads) == 1 and len(stories) > 1:
        heads = _parted(seen, heads[0])
        stories = _by_openings(seen, start, heads[0][0])
    return _Apart(heads=heads, stories=stories)


def _heads_before(seen: Sequence[Seen], start: int, last: int) -> _Apart | None:
    """Find heads that all stand before the first of their stories."""
    top = start
    while top and _may_be_head(seen[top - 1]):
        top -= 1
    heads = _parted(seen, range(top, start))
    stories = _by_openings(seen, start, last + 1)
    between = any(_may_be_head(seen[n]) for n in range(start, last))
    if len(stories) < 2 or between:
        return None
    return _Apart(heads=heads, stories=stories)


def _first_of_story(labels: Sequence[Label], text: int) -> int:
    """Return the first block of the story that a page's first text is in."""
    start = text
    while start and labels[start - 1].name in _STORY:
        start -= 1
    return start


def _may_be_head(one: Seen) -> bool:
    return bool(one.traits & _SHORT) and not one.traits & _NO_HEAD


def _runs_of_heads(seen: Sequence[Seen], first: int, last: int) -> list[range]:
    """Return the runs of short lines that stand between a text and another story, or below all."""
    found: list[range] = []
    n = first
    while n < len(seen):
        end = n
        while end < len(seen) and _may_be_head(seen[end]):
            end += 1
        apart = end > n and (n > last or seen[n].block.gap == 0)
        opens = end == len(seen) or bool(seen[end].traits & _OPENS) or seen[end].block.gap > 0
        if apart and opens and (end - n <= _HEAD_LINES or n > last):
            found.append(range(n, end))
            if n > last:
                break  # what follows the last head is the page's foot
        n = max(end, n + 1)
    return found


def _stories(seen: Sequence[Seen], start: int, heads: Sequence[range]) -> list[range]:
    """Return what stands before each run of heads; one run for all of them: by their openings."""
    if len(heads) == 1:
        opened = _by_openings(seen, start, heads[0][0])
        return opened if len(opened) > 1 else [range(start, heads[0][0])]
    starts = [start, *(run.stop for run in heads[:-1])]
    return [range(a, run.start) for a, run in zip(starts, heads, strict=True)]


def _by_openings(seen: Sequence[Seen], start: int, stop: int) -> list[range]:
    """Cut texts where a byline or a source opens the next story."""
    cuts = [start]
    for n in range(start + 1, stop):
        opens = seen[n].traits & _OPENS and not seen[n - 1].traits & {T.BYLINE, T.SOURCE}
        signed = seen[n - 1].is_text and tail(seen[n - 1].block.text[-_TAIL:])[1:] != (None, "")
        if opens or signed:
            cuts.append(n)
    return [range(a, b) for a, b in zip(cuts, [*cuts[1:], stop], strict=True)]


def _parted(seen: Sequence[Seen], run: range) -> list[range]:
    """Cut a run of lines into heads: at white, or each line by itself."""
    cuts = [n for n in run if n == run.start or seen[n].block.gap > 0]
    if len(cuts) == 1:
        cuts = list(run)
    return [range(a, b) for a, b in zip(cuts, [*cuts[1:], run.stop], strict=True)]


def _moved(seen: Sequence[Seen], found: _Apart) -> list[TextBlock]:
    """Return the blocks, each head in one group with the story that it stands above."""
    done = {n for run in (*found.stories, *found.heads) for n in run}
    first = min(done)
    moved = [seen[n].block for n in range(first)]
    for story, head in zip(found.stories, found.heads, strict=True):
        group = seen[story.start].block.group
        lines = [seen[n].block for n in head]
        body = [seen[n].block for n in story]
        moved += [replace(b, gap=0 if k else 1, group=group) for k, b in enumerate(lines)]
        moved += [replace(body[0], gap=0), *body[1:]]
    return [*moved, *(seen[n].block for n in range(first, len(seen)) if n not in done)]
