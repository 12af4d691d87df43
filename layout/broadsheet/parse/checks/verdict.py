"""How well a page was read: one number, and its reasons in words.

Takes what was decided of the blocks, the edition that came out and what each sign is worth;
returns the number, 0 to 1, and a finding where somebody should look.  It asks what a reader of the
page would see without its source: doubts, stories without a headline or a text, sentences that
nothing ends.  What a sign is worth is learned from pages whose papers training had not seen: how
far their readings and their truths agreed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.edition import Advert, Article, Edition, Info
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import field, frozen, record
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.characters import CLOSERS, ends_sentence

_DOUBT = 0.6  # confidence below which a block is in doubt
_SURE = 0.95  # and above which it is sure
BADLY = 0.75  # below it the page is told to read badly
_FEW = 4  # blocks of a page that is too short to judge
_MOST = 3  # reasons that are told
ALONE = "alone"  # what a page without any sign is worth


@record(kw_only=True)
class Tally:
    """What was decided of a page's blocks, counted as they come."""

    blocks: int = 0
    doubted: int = 0
    sure: int = 0
    trust: float = 0.0  # sum of all confidences
    labels: dict[str, int] = field(default_factory=dict)

    def add(self, labels: Iterable[Label]) -> None:
        """Count the labels of further blocks."""
        for label in labels:
            self.blocks += 1
            self.doubted += label.confidence < _DOUBT
            self.sure += label.confidence >= _SURE
            self.trust += label.confidence
            self.labels[label.name] = self.labels.get(label.name, 0) + 1


@frozen(kw_only=True)
class Sign:
    """One reason to look: how much of the page it touches."""

    name: str
    words: str
    share: float  # of the page, 0 to 1


def reading(
    tally: Tally, edition: Edition, worths: Mapping[str, float], *, file: str
) -> tuple[float, tuple[Finding, ...]]:
    """Return how well a page was read, 0 to 1, and a warning where it was badly.

    ``worths``: of a page with no sign (``alone``), and of each sign where it touches all.
    """
    if tally.blocks == 0:
        return 0.0, ()
    told = [(worths.get(sign.name, 0.0) * sign.share, sign) for sign in signs(tally, edition)]
    number = number_of({sign.name: sign.share for _, sign in told}, worths)
    if number >= BADLY or tally.blocks < _FEW:
        return number, ()
    worst = sorted((worth, sign.words) for worth, sign in told if worth < 0 and sign.words)[:_MOST]
    words = ", ".join(words for _, words in worst) or "much might be something else"
    message = f"this page reads badly ({words}): look at --explain, or give hints"
    return number, (
        Finding(level="warning", code="reads-badly", message=message, where=Where(file)),
    )


def number_of(shares: Mapping[str, float], worths: Mapping[str, float]) -> float:
    """Return what the signs of a page say of its reading, 0 to 1."""
    worth = sum(worths.get(name, 0.0) * share for name, share in shares.items())
    return round(min(1.0, max(0.0, worths.get(ALONE, 1.0) + worth)), 2)


def read_signs(text: str, *, file: str) -> Mapping[str, float]:
    """Read what each sign is worth; SourceError for anything but an object of numbers."""
    try:
        return {name: float(worth) for name, worth in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        hint = "train the weights anew: layout/READER.md tells how"
        raise SourceError("no object of numbers", where=Where(file), hint=hint) from None


def signs(tally: Tally, edition: Edition) -> Iterator[Sign]:
    """Yield what speaks for and against a reading, each once, as far as it touches the page."""
    doubted = tally.doubted / tally.blocks
    yield Sign(name="doubted", words=f"{doubted:.0%} in doubt", share=doubted)
    unsure = 1 - tally.trust / tally.blocks
    yield Sign(name="unsure", words="much might be something else", share=unsure)
    yield Sign(name="not-sure", words="", share=1 - tally.sure / tally.blocks)
    yield from _of_stories([item for item in edition.items if isinstance(item, Article)])
    adverts = sum(isinstance(item, Advert) for item in edition.items)
    loose = sum(len(item.copy) for item in edition.items if isinstance(item, Info))
    yield Sign(name="loose", words="much is service text", share=_share(loose, tally.blocks))
    ads = _share(tally.labels.get("ad", 0), tally.blocks)
    yield Sign(name="adverts", words=f"{adverts} advertisements", share=ads)
    known = edition.masthead.facts() or any(page.folio for page in edition.pages)
    yield Sign(name="no-masthead", words="no masthead", share=float(not known))


def _share(count: int, of: int) -> float:
    return min(1.0, count / max(1, of))


def _of_stories(stories: list[Article]) -> Iterator[Sign]:
    yield Sign(name="no-story", words="no story", share=float(not stories))
    headless = sum(not story.headline for story in stories)
    words = f"{headless} without a headline"
    yield Sign(name="headless", words=words, share=_share(headless, len(stories)))
    bare = sum(not story.body for story in stories)
    words = f"{bare} headlines without a text"
    yield Sign(name="bare", words=words, share=_share(bare, len(stories)))
    paragraphs = [
        block.text for story in stories for block in story.body if block.kind in {"para", "qa"}
    ]
    broken = sum(not _ends(text) for text in paragraphs)
    words = f"{broken} unfinished sentences"
    yield Sign(name="broken", words=words, share=_share(broken, len(paragraphs)))


def _ends(text: str) -> bool:
    """Tell whether a paragraph ends as paragraphs do."""
    return ends_sentence(text) or text.rstrip(CLOSERS)[-1:] in "：:；;—"
