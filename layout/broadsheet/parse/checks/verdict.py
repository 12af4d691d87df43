"""How well a page was read: one number, and its reasons in words.

Takes what was decided of the blocks and the edition that came out; returns the number, 0 to 1,
and a finding where somebody should look.  It asks what a reader of the page would see without
its source: doubts, stories without a headline or a text, sentences that nothing ends.
"""

from collections.abc import Iterable, Iterator

from broadsheet.edition import Advert, Article, Edition, Info
from broadsheet.errors import Finding, Where
from broadsheet.models import field, frozen, record
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.characters import CLOSERS, ends_sentence

_DOUBT = 0.6  # confidence below which a block is in doubt
_BADLY = 0.8  # below it the page is told to read badly
_FEW = 4  # blocks of a page that is too short to judge
_MANY_ADS = 6  # advertisements among which stories may have been lost


@record(kw_only=True)
class Tally:
    """What was decided of a page's blocks, counted as they come."""

    blocks: int = 0
    doubted: int = 0
    sure: float = 0.0  # sum of all confidences
    labels: dict[str, int] = field(default_factory=dict)

    def add(self, labels: Iterable[Label]) -> None:
        """Count the labels of further blocks."""
        for label in labels:
            self.blocks += 1
            self.doubted += label.confidence < _DOUBT
            self.sure += label.confidence
            self.labels[label.name] = self.labels.get(label.name, 0) + 1


@frozen(kw_only=True)
class _Sign:
    """One reason to look: how much of the page it touches, and what it costs there."""

    words: str
    share: float  # of the page, 0 to 1
    cost: float  # of the number, where it touches all


def reading(tally: Tally, edition: Edition, *, file: str) -> tuple[float, tuple[Finding, ...]]:
    """Return how well a page was read, 0 to 1, and a warning where it was badly."""
    if tally.blocks == 0:
        return 0.0, ()
    signs = [sign for sign in _signs(tally, edition) if sign.share > 0]
    number = 1.0
    for sign in signs:
        number *= 1 - min(1.0, sign.share) * sign.cost
    number = round(number, 2)
    if number >= _BADLY or tally.blocks < _FEW:
        return number, ()
    worst = sorted(signs, key=lambda sign: -sign.share * sign.cost)[:3]
    told = ", ".join(sign.words for sign in worst)
    message = f"this page reads badly ({told}): look at --explain, or give hints"
    return number, (
        Finding(level="warning", code="reads-badly", message=message, where=Where(file)),
    )


def _signs(tally: Tally, edition: Edition) -> Iterator[_Sign]:
    doubted = tally.doubted / tally.blocks
    yield _Sign(words=f"{doubted:.0%} in doubt", share=doubted, cost=0.8)
    unsure = 1 - tally.sure / tally.blocks
    yield _Sign(words="much might be something else", share=unsure, cost=1.0)
    yield from _of_stories([item for item in edition.items if isinstance(item, Article)])
    adverts = sum(isinstance(item, Advert) for item in edition.items)
    loose = sum(
        len(item.copy) for item in edition.items if isinstance(item, Info)
    ) / tally.blocks  # fmt: skip
    yield _Sign(words="much is service text", share=max(0.0, loose - 0.3), cost=0.5)
    ads = tally.labels.get("ad", 0) / tally.blocks
    if adverts >= _MANY_ADS:
        words = f"{adverts} advertisements"
        yield _Sign(words=words, share=max(0.0, ads - 0.3), cost=0.5)
    if not (edition.masthead.facts() or any(page.folio for page in edition.pages)):
        yield _Sign(words="no masthead", share=1.0, cost=0.04)


def _of_stories(stories: list[Article]) -> Iterator[_Sign]:
    if not stories:
        yield _Sign(words="no story", share=1.0, cost=0.15)
        return
    headless = sum(not story.headline for story in stories)
    yield _Sign(
        words=f"{headless} without a headline", share=headless / len(stories), cost=0.5
    )  # fmt: skip
    bare = sum(not story.body for story in stories)
    yield _Sign(words=f"{bare} headlines without a text", share=bare / len(stories), cost=0.5)
    paragraphs = [
        block.text for story in stories for block in story.body if block.kind in {"para", "qa"}
    ]
    broken = sum(not _ends(text) for text in paragraphs)
    share = broken / max(1, len(paragraphs))
    yield _Sign(words=f"{broken} unfinished sentences", share=share, cost=0.6)


def _ends(text: str) -> bool:
    """Tell whether a paragraph ends as paragraphs do."""
    return ends_sentence(text) or text.rstrip(CLOSERS)[-1:] in "：:；;—"
