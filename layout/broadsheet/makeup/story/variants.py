"""Other heads and pictures that a story may have to fit its box.

Takes a story's head and pictures and the ladder of its box; returns variants, each with what
was changed and what it costs: another size of headline, a part left out.  Asked by ``plan``
only where the story as it is does not fit; places nothing.
"""

from collections.abc import Iterator

from broadsheet.display import Adjusted
from broadsheet.edition import Article
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.ladder import Ladder
from broadsheet.makeup.galley.picture import Stack
from broadsheet.makeup.story.head import HeadWish, StoryHead, set_head
from broadsheet.models import frozen

SIZES_TRIED = 8  # of a headline, over its range


@frozen(kw_only=True)
class Variant:
    """Another head and other pictures for a story: what was changed, and what it costs."""

    head: StoryHead | None
    pictures: Stack
    saved: int  # rows against the story as it is; below 0: it is deeper
    cost: float
    steps: tuple[Adjusted, ...]


def variants(
    galley: Galley,
    story: Article,
    ladder: Ladder,
    width: float,
    head: StoryHead | None,
    pictures: Stack,
) -> Iterator[Variant]:
    """Yield other heads and pictures that a story may have, one for each depth."""
    sized = list(_sized(galley, story, ladder, width, head, pictures))
    yield from sized
    tight = max(sized, key=lambda variant: variant.saved, default=None)
    was = head_depth(galley, head) + pictures.rows
    sizes: list[tuple[float, float, tuple[Adjusted, ...]]] = [(0.0, 0.0, ())]
    if tight is not None and tight.saved > 0:
        sizes.append((tight.steps[0].after, tight.cost, tight.steps))
    left_out: list[str] = []
    for part in ladder.drop:
        if not _is_there(galley, story, head, part):
            continue
        left_out.append(part)
        shown = Stack(story.id) if "picture" in left_out else pictures
        dropped = tuple(Adjusted("drop", words=_words(story, name)) for name in left_out)
        for size, cost, steps in sizes:
            wish = HeadWish(most=size, without=tuple(left_out))
            other = set_head(galley, story, width, wish) if head else None
            saved = was - head_depth(galley, other) - shown.rows
            if saved > 0:
                yield Variant(
                    head=other,
                    pictures=shown,
                    saved=saved,
                    cost=cost + ladder.drop_weight * len(left_out),
                    steps=(*steps, *dropped),
                )


def head_depth(galley: Galley, head: StoryHead | None) -> int:
    """Return the rows of a head over its story: at least those that the spec gives it."""
    return max(galley.story.headline.rows, head.rows) if head else 0


def _sized(
    galley: Galley,
    story: Article,
    ladder: Ladder,
    width: float,
    head: StoryHead | None,
    pictures: Stack,
) -> Iterator[Variant]:
    """Yield heads with a smaller or a larger headline, for each depth the largest."""
    step, own = ladder.headline, head.headline if head else None
    if step is None or head is None or own is None:
        return
    style = galley.type("headline").style
    least, most = max(step.least, style.smallest), min(step.most, style.largest)
    if least > most:
        return
    seen = {head_depth(galley, head)}
    span = (most - least) / (SIZES_TRIED - 1)
    sizes = [round(most - n * span, 2) for n in range(SIZES_TRIED)]
    for size in sizes:
        wishes = [HeadWish(most=size)] if size < own.set.size else []
        wishes += [HeadWish(least=size)] if size > own.set.size else []
        for wish in wishes:
            other = set_head(galley, story, width, wish)
            line = other.headline
            depth = head_depth(galley, other)
            if depth in seen or line is None or line.overset:
                continue
            seen.add(depth)
            saved = head_depth(galley, head) - depth
            used = Adjusted("headline", own.set.size, line.set.size)
            cost = ladder.headline_weight * saved * saved
            yield Variant(head=other, pictures=pictures, saved=saved, cost=cost, steps=(used,))


def _is_there(galley: Galley, story: Article, head: StoryHead | None, part: str) -> bool:
    """Tell whether something can be left out: pictures only where all are places kept."""
    if part == "picture":
        sizes = galley.setup.picture_sizes
        return bool(story.pictures) and all(one.src not in sizes for one in story.pictures)
    return head is not None and bool(story.deck if part == "deck" else story.kicker)


def _words(story: Article, part: str) -> str:
    if part == "picture":
        captions = "; ".join(picture.caption for picture in story.pictures if picture.caption)
        return f"picture “{captions}”" if captions else "picture"
    return f"{part} “{story.deck if part == 'deck' else story.kicker}”"
