"""Where columns of the source ended within a paragraph.

Takes a block with its cuts, told by the words around them; returns places in its text, and
spans cut there.  Marks are passed over: those of the raw text may have been corrected since.
"""

from collections.abc import Iterator, Sequence

from broadsheet.edition import Article, Block, Cut
from broadsheet.models import replace
from broadsheet.paragraph import Span

OPENING = "“‘（《〈「『【〔"


def places(block: Block) -> list[int]:
    """Return where the text was cut, in order; a cut whose words are not there has no place."""
    found = [place for cut in block.cuts if (place := place_of(cut, block.text))]
    return sorted(set(found))


def place_of(cut: Cut, text: str) -> int:
    """Return where in a text a cut lies, 0 for none: before the words after it.

    >>> place_of(Cut(before="开会,", after="办活动"), "从不一起开会，“办活动”。")
    7
    """
    letters = [n for n, char in enumerate(text) if char.isalnum()]
    plain = "".join([text[n] for n in letters])
    before = "".join([char for char in cut.before if char.isalnum()])
    after = "".join([char for char in cut.after if char.isalnum()])
    at = plain.find(before + after)
    if at < 0 or not before or not after:
        return 0
    place = letters[at + len(before)]
    while place and text[place - 1] in OPENING:
        place -= 1
    return place


def unfound(story: Article) -> Iterator[Cut]:
    """Yield the cuts of a story whose words are no longer in their paragraph."""
    for block in story.body:
        yield from [cut for cut in block.cuts if not place_of(cut, block.text)]


def cut_spans(spans: Sequence[Span], at: Sequence[int]) -> list[tuple[Span, ...]]:
    """Cut the spans of a passage at places in its text."""
    parts: list[list[Span]] = [[]]
    waiting = [*at]
    for span in spans:
        rest = span
        while waiting and waiting[0] - rest.source.start < len(rest.text):
            count = waiting.pop(0) - rest.source.start
            if count > 0:
                parts[-1].append(replace(rest, text=rest.text[:count]))
            source = replace(rest.source, start=rest.source.start + max(0, count))
            rest = replace(rest, text=rest.text[max(0, count) :], source=source)
            parts.append([])
        parts[-1].append(rest)
    return [tuple(part) for part in parts]
