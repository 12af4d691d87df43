"""A long text a portion at a time.

Takes blocks as they are cut; returns them in portions that are looked at and labelled one
after the other, each with a margin of its neighbours on both sides.  A newspaper page is one
portion; a text of a hundred pages costs no more memory at once than one of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from broadsheet.models import frozen
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import Seen, look
from broadsheet.parse.traits.place import place
from broadsheet.parse.traits.vocabulary import Traits

Taught = Callable[[str], Traits]  # what a line shows because somebody said so

_LENGTH = 1000  # blocks; the fullest page of small notices has some hundreds
_MARGIN = 48  # no trait looks further


@frozen(kw_only=True)
class Portion:
    """Blocks with all their traits; those from ``start`` to ``stop`` are its own."""

    seen: tuple[Seen, ...]
    start: int
    stop: int


def portions(
    blocks: Iterable[TextBlock],
    taught: Taught | None,
    pairs: Pairs,
    known: dict[str, Seen] | None = None,
) -> Iterator[Portion]:
    """Yield the portions of a text in order; every block is one portion's own.

    ``known`` holds what was seen of texts by themselves: another order of blocks need not look.
    """
    known = {} if known is None else known
    held: list[Seen] = []
    start = 0
    for block in blocks:
        held.append(_looked(block, known, taught))
        if len(held) == start + _LENGTH + _MARGIN:
            yield _placed(held, start, start + _LENGTH, pairs, ends=False)
            held = held[start + _LENGTH - _MARGIN :]
            start = _MARGIN
            if len(known) > _LENGTH:
                known.clear()
    if len(held) > start:
        yield _placed(held, start, len(held), pairs, ends=True)


def _placed(held: Sequence[Seen], start: int, stop: int, pairs: Pairs, *, ends: bool) -> Portion:
    return Portion(seen=place(held, pairs, opens=not start, ends=ends), start=start, stop=stop)


def _looked(block: TextBlock, known: dict[str, Seen], taught: Taught | None) -> Seen:
    """Look at a block; lines that recur, as in tables and lists, are looked at once."""
    one = known.get(block.text)
    if one is None:
        one = look(block)
        if taught and (more := taught(block.text)):
            one = one.with_traits(more)
        known[block.text] = one
        return one
    return Seen(block=block, size=one.size, traits=one.traits, facts=one.facts)
