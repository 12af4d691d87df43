"""What the stories of two files say otherwise.

Takes stories; returns which is which, and the words in which they differ.  A story is known by
its words, wherever it stands; what left one story and stands in another is no other text.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from broadsheet.comparing.values import SeenStory, TextEdit

_PIECE = 4  # letters that two stories share, to be likely one
_ALIKE = 0.3  # of the shorter one's pieces that are the other's, at the least
_COMMON = 40  # stories that share a piece: it tells nothing
_COMPARED = 4_000_000  # letters by letters that are compared one by one
_BEFORE = 8  # letters that are told before an edit
_JOINED = 2  # letters alike between two edits that make them one


def paired(
    was: Sequence[SeenStory], now: Sequence[SeenStory]
) -> list[tuple[SeenStory | None, SeenStory | None]]:
    """Return the stories of two files as pairs, those that share most first; then the rest."""
    holders: dict[str, list[int]] = defaultdict(list)
    pieces = [_pieces(story.text) for story in now]
    for m, held in enumerate(pieces):
        for piece in held:
            holders[piece].append(m)
    shared: list[tuple[float, int, int]] = []
    for n, story in enumerate(was):
        own = _pieces(story.text)
        counts: Counter[int] = Counter()
        for piece in own:
            if len(holders[piece]) <= _COMMON:
                counts.update(holders[piece])
        for m, count in counts.items():
            alike = count / max(1, min(len(own), len(pieces[m])))
            if alike >= _ALIKE:
                size = 2 * count / max(1, len(own) + len(pieces[m]))
                shared.append((-size - (story.text == now[m].text), n, m))
    found: list[tuple[SeenStory | None, SeenStory | None]] = []
    left: set[int] = set()
    came: set[int] = set()
    for _, n, m in sorted(shared):
        if n not in left and m not in came:
            left.add(n)
            came.add(m)
            found.append((was[n], now[m]))
    found += [(story, None) for n, story in enumerate(was) if n not in left]
    return found + [(None, story) for m, story in enumerate(now) if m not in came]


def _pieces(text: str) -> set[str]:
    """Return all stretches of a few letters; of a shorter text itself."""
    if len(text) <= _PIECE:
        return {text} if text else set()
    return {text[n : n + _PIECE] for n in range(len(text) - _PIECE + 1)}


def edits(was: str, now: str) -> list[TextEdit]:
    """Return what a text says otherwise."""
    start = 0
    while start < min(len(was), len(now)) and was[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(was), len(now)) - start and was[-1 - end] == now[-1 - end]:
        end += 1
    old, new = was[start : len(was) - end], now[start : len(now) - end]
    if not old and not new:
        return []
    spans = [(0, len(old), 0, len(new))]
    if len(old) * len(new) <= _COMPARED:
        spans = _spans(old, new)
    return [
        TextEdit(before=was[max(0, start + i - _BEFORE) : start + i], was=old[i:j], now=new[k:m])
        for i, j, k, m in spans
    ]


def _spans(old: str, new: str) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and i - found[-1][1] <= _JOINED:
            found[-1] = (found[-1][0], j, found[-1][2], m)
        else:
            found.append((i, j, k, m))
    return found


def without_moves(found: Sequence[Sequence[TextEdit]]) -> list[tuple[TextEdit, ...]]:
    """Leave out what went from one story and came, letter by letter, to another."""
    gone = Counter(edit.was for each in found for edit in each if edit.was and not edit.now)
    came = Counter(edit.now for each in found for edit in each if edit.now and not edit.was)
    both = gone & came
    went, arrived = Counter(both), Counter(both)
    kept = []
    for each in found:
        own = []
        for edit in each:
            counts, words = (went, edit.was) if not edit.now else (arrived, edit.now)
            if not (edit.was and edit.now) and counts[words] > 0:
                counts[words] -= 1
            else:
                own.append(edit)
        kept.append(tuple(own))
    return kept
