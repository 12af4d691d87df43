"""A long text a stretch at a time.

Takes blocks as they are cut; returns them in stretches that are looked at and labelled one
after the other, each with a margin of its neighbours on both sides.  A newspaper page is one
stretch; a text of a hundred pages costs no more memory at once than one of them.
"""

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.models import frozen
from broadsheet.parse.blocks import Block
from broadsheet.parse.context import place
from broadsheet.parse.features import Seen, look
from broadsheet.parse.hints import Hints
from broadsheet.parse.pairs import Pairs

_LENGTH = 1000  # blocks; the fullest page of small notices has some hundreds
_MARGIN = 48  # no trait looks further


@frozen(kw_only=True)
class Stretch:
    """Blocks with all their traits; those from ``start`` to ``stop`` are its own."""

    seen: tuple[Seen, ...]
    start: int
    stop: int


def stretches(blocks: Iterable[Block], hints: Hints | None, pairs: Pairs) -> Iterator[Stretch]:
    """Yield the stretches of a text in order; every block is one stretch's own."""
    known: dict[str, Seen] = {}
    held: list[Seen] = []
    start = 0
    for block in blocks:
        held.append(_looked(block, known, hints))
        if len(held) == start + _LENGTH + _MARGIN:
            yield _placed(held, start, start + _LENGTH, pairs, ends=False)
            held = held[start + _LENGTH - _MARGIN :]
            start = _MARGIN
            if len(known) > _LENGTH:
                known.clear()
    if len(held) > start:
        yield _placed(held, start, len(held), pairs, ends=True)


def _placed(held: Sequence[Seen], start: int, stop: int, pairs: Pairs, *, ends: bool) -> Stretch:
    return Stretch(seen=place(held, pairs, opens=not start, ends=ends), start=start, stop=stop)


def _looked(block: Block, known: dict[str, Seen], hints: Hints | None) -> Seen:
    """Look at a block; lines that recur, as in tables and lists, are looked at once."""
    one = known.get(block.text)
    if one is None:
        one = look(block)
        taught = hints.traits(block.text) if hints else frozenset()
        if taught:
            one = one.with_traits(taught)
        known[block.text] = one
        return one
    return Seen(block=block, size=one.size, traits=one.traits, facts=one.facts)
