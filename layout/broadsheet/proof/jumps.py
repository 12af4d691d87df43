"""Follow stories from page to page (转版): read each on where it breaks off.

Takes the letters of all pages and the stories; returns the letters with what goes on on a
later page moved to where the story broke off.  What stands between, such as （下转第3版）, the
line that leads back and a repeated head, stays outside the story.  Text is only ever moved,
and each letter keeps its page: what is lost or changed is found as on one page.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadsheet.models import frozen
from broadsheet.proof.letters import Letters

_PIECE = 12  # letters that are looked for; what stands twice on the pages tells nothing
_AHEAD, _AGREE = 12, 4  # letters after a fault that are looked at, and that must agree


@frozen()
class _Stretch:
    """Letters of a story that stand together: from ``first`` on, at ``start`` … ``end``."""

    first: int
    last: int
    start: int
    end: int


def followed(page: Letters, stories: Sequence[str]) -> Letters:
    """Return the pages' letters with every story in one piece, where it begins."""
    if len(page.page_starts) < 3:  # one page, and what follows its end
        return page
    moves: list[tuple[int, int, int]] = []  # start and end of what moves, and where to
    for story in stories:
        parts = _parts(story, page)
        for part in parts[1:]:
            moves.append((part.start, part.end, parts[0].end))
    return _moved(page, moves) if moves else page


def _parts(story: str, page: Letters) -> list[_Stretch]:
    """Return the parts of a story, each on a later page than the one before."""
    found: list[_Stretch] = []
    for piece in _in_order(list(_pieces(story, page.text))):
        last = found[-1] if found else None
        if last is None:
            found.append(piece)
            continue
        if page.page(last.start) == page.page(piece.start):
            found[-1] = _Stretch(last.first, piece.last, last.start, piece.end)
        else:
            found.append(piece)
    if not found:  # nothing of it stands on the pages, or only what stands there twice
        return []
    ends = [part.first for part in found[1:]] + [len(story)]
    for n, end in enumerate(ends):
        found[n] = _grown(found[n], story, page, end)
        if n + 1 < len(found):
            found[n + 1] = _begun(found[n + 1], story, page, found[n].last)
    return found


def _pieces(story: str, text: str) -> Iterator[_Stretch]:
    """Yield the pieces of a story that stand once on the pages."""
    for at in range(0, len(story) - _PIECE + 1, _PIECE):
        word = story[at : at + _PIECE]
        start = text.find(word)
        if start < 0 or text.find(word, start + 1) >= 0:
            continue
        yield _Stretch(at, at + _PIECE, start, start + _PIECE)


def _in_order(pieces: list[_Stretch]) -> list[_Stretch]:
    """Return the most pieces that follow one another on the pages as in the story.

    The rest stand elsewhere: a paragraph that changed places goes with what it stands in.
    """
    tops: list[int] = []  # where the last piece of the best chain of each length stands
    ends: list[int] = []  # and which piece that is
    before: list[int] = []
    for n, piece in enumerate(pieces):
        length = bisect_left(tops, piece.start)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [piece.start]
        ends[length : length + 1] = [n]
    chain: list[_Stretch] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pieces[at])
        at = before[at]
    return chain[::-1]


def _grown(part: _Stretch, story: str, page: Letters, end: int) -> _Stretch:
    """Let a part run on as far as page and story agree, over small faults too."""
    at, place, text = part.last, part.end, page.text
    number = page.page(part.start)
    while at < end and place < len(text) and page.page(place) == number:
        if story[at] == text[place]:
            at, place = at + 1, place + 1
            continue
        step = _over_fault(story, at, text, place)
        if step is None:
            break
        at, place = at + step[0], place + step[1]
    return _Stretch(part.first, min(at, end), part.start, place)


def _over_fault(story: str, at: int, text: str, place: int) -> tuple[int, int] | None:
    for far in range(1, _AHEAD):
        for i, j in ((far, far), (far, 0), (0, far)):
            wanted = story[at + i : at + i + _AGREE]
            if len(wanted) == _AGREE and text.startswith(wanted, place + j):
                return i, j
    return None


def _begun(part: _Stretch, story: str, page: Letters, least: int) -> _Stretch:
    """Let a part begin as early as page and story agree, not before ``least``."""
    first, start = part.first, part.start
    number = page.page(start)
    while first > least and start and story[first - 1] == page.text[start - 1]:
        if page.page(start - 1) != number:
            break
        first, start = first - 1, start - 1
    return _Stretch(first, part.last, start, part.end)


def _moved(page: Letters, moves: Sequence[tuple[int, int, int]]) -> Letters:
    """Return the letters in their new order, each with its page, its spaces and line ends."""
    moves = sorted(moves)
    cuts = {0, len(page.text), *page.page_starts}
    for start, end, to in moves:
        cuts |= {start, end, to}
    edges = sorted(cut for cut in cuts if cut <= len(page.text))
    gone: dict[int, int] = {}  # piece of a moved stretch: where it goes
    for start, end, to in moves:
        gone |= {edge: to for edge in edges if start <= edge < end}
    order: list[tuple[int, int]] = []
    pieces = list(pairwise(edges))
    for first, last in (*pieces, (len(page.text), len(page.text))):
        if first not in gone:
            order += [(a, b) for a, b in pieces if gone.get(a) == first]
            order.append((first, last))
    text: list[str] = []
    spaces: set[int] = set()
    ends: set[int] = set()
    starts: list[int] = []
    numbers: list[int] = []
    count = 0
    for first, last in order:
        text.append(page.text[first:last])
        shift = count - first
        spaces |= {at + shift for at in page.spaces if first <= at < last}
        ends |= {at + shift for at in page.ends if first <= at < last}
        ends.add(count)
        starts.append(count)
        numbers.append(page.page(first))
        count += last - first
    return Letters(
        text="".join(text),
        spaces=frozenset(spaces),
        ends=frozenset(ends),
        page_starts=tuple(starts),
        page_numbers=tuple(numbers),
    )
