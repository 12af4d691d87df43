"""What is on a page, ranked: stories, photos, a box of briefs.

Takes the items of a page and the house's limits; returns blocks, the lead first, each with what
its box selects.  The editor's ``rank`` and ``treatment`` are obeyed; else the lead is the first
story of some weight, and others rank as they come.  Knows nothing of widths or rows.
"""

from collections.abc import Sequence
from typing import Literal

from broadsheet.edition import Advert, Article, Item, Photo
from broadsheet.models import frozen
from broadsheet.spec.leeway import House

MOST = 8  # blocks; with more stories the shortest go together
WEIGHTY = 0.35  # of the longest story: the lead is as long
SECOND, SMALL = 0.55, 0.3  # of the longest that is not the lead
LATIN = 2.3  # letters that take the room of a character

Kind = Literal["story", "photo", "briefs", "index", "ad"]


@frozen(kw_only=True)
class RankedBlock:
    """Items that share a box."""

    items: tuple[Article | Photo | Advert, ...]
    kind: Kind
    select: object  # what its box says after its kind
    rank: int  # 0: the lead
    level: int  # of its head: 0 the lead, 1 second, 2 third, 3 small
    letters: int
    asked: str = ""  # the editor's treatment

    @property
    def story(self) -> Article:
        """The story of a block of one."""
        found = self.items[0]
        if not isinstance(found, Article):
            raise TypeError(self.kind)
        return found


def letters_of(story: Article) -> int:
    """Return how many characters of text a story has, letters as what they take."""
    text = "".join(block.text for block in story.body)
    latin = len(text.encode("ascii", "ignore"))  # in one go: a sheet's deals ask a thousand times
    return len(text) - latin + round(latin / LATIN)


def ranked(stories: Sequence[Article]) -> list[Article]:
    """Order stories: those the editor ranks at their ranks, the lead first of the others."""
    long = {story.id: letters_of(story) for story in stories}
    free = [story for story in stories if not story.rank]
    most = max((long[story.id] for story in free), default=0)
    lead = next(
        (
            s
            for s in free
            if s.headline and long[s.id] >= WEIGHTY * most and s.treatment != "brief" and _begins(s)
        ),
        None,
    )
    order = [lead, *(s for s in free if s is not lead)] if lead else free
    for story in sorted((s for s in stories if s.rank), key=lambda s: s.rank):
        order.insert(story.rank - 1, story)
    return order


def _begins(story: Article) -> bool:
    """Tell whether a story begins on its page: what comes from another one leads no page."""
    return story.jump is None or story.jump.type == "to"


def blocks_of(items: Sequence[Item], house: House) -> list[RankedBlock]:
    """Return the blocks of a page's news, in the order of their ranks."""
    stories = [item for item in items if isinstance(item, Article)]
    photos = [item for item in items if isinstance(item, Photo)]
    order = ranked(stories)
    brief = _briefs(order, house, MOST - len(photos))
    made: list[RankedBlock] = []
    alone = [story for story in order if story not in brief]
    long = max((letters_of(story) for story in alone[1:]), default=0)
    seconds = [story.id for story in alone[1:] if letters_of(story) >= SECOND * long][:3]
    for n, story in enumerate(alone):
        letters = letters_of(story)
        level = 0 if n == 0 else 1 if story.id in seconds else 3 if letters < SMALL * long else 2
        select = stories.index(story) + 1
        asked = story.treatment
        made.append(
            RankedBlock(items=(story,), kind="story", select=select, rank=n, level=level,
                  letters=letters, asked=asked)
        )  # fmt: skip
    for n, photo in enumerate(photos, 1):
        made.append(
            RankedBlock(items=(photo,), kind="photo", select=n, rank=len(made), level=2, letters=0)
        )
    if brief:
        ranks = [stories.index(story) + 1 for story in brief]
        letters = sum(letters_of(story) for story in brief)
        made.append(
            RankedBlock(items=tuple(brief), kind="briefs", select=ranks, rank=len(made), level=3,
                  letters=letters)
        )  # fmt: skip
    return made


def _briefs(order: Sequence[Article], house: House, most: int) -> list[Article]:
    """Return the stories that go together, in the edition's order."""
    found = [story for story in order if story.treatment == "brief" and not story.pictures]
    rest = [story for story in order[1:] if story not in found and _may(story)]
    short = [story for story in rest if letters_of(story) < house.briefs]
    if len(short) + len(found) > 1:
        found += short
    plain = sorted((s for s in rest if s not in found), key=lambda s: (letters_of(s), s.id))
    extra = len(order) - len(found) + bool(found) - most
    if extra > 0:
        found += plain[: extra + (not found)]
    return [story for story in order if story in found]


def _may(story: Article) -> bool:
    """Tell whether a story may go among the briefs: no pictures have a place there."""
    asked = story.treatment or story.rank or story.jump
    plain = all(block.kind not in ("table", "verse") for block in story.body)
    return bool(story.headline) and not story.pictures and not asked and plain
