"""Whether a paragraph goes on in the next block.

Takes the texts on both sides of a column's end and what stands between; weighs marks,
quotes, indents and openings.  A positive sum joins.
"""

from collections.abc import Sequence

from broadsheet.edition import Cut
from broadsheet.models import frozen
from broadsheet.parse.text.bylines import run_in, tail
from broadsheet.parse.text.characters import CLOSERS, NO_START, OPENERS, ends_sentence, is_bullet
from broadsheet.parse.text.continuation import glue, goes_on
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import LIST_MARK, PARAGRAPH_OPENINGS

_LONGEST = 6_000  # characters: no paragraph of a newspaper is longer
_ORDINALS = "一二三四五六七八九十"
_SAID = 40  # characters of an end that names who says it
_SAID_BY = Pattern(r"[。！？.!?”\"」][”\"」]?\s?——\s?[^，。；！？,;!?]{2,24}$", needs=("——",))
_CUT = 8  # characters kept on each side of a cut


@frozen(kw_only=True)
class Joint:
    """What speaks for joining two blocks, and against."""

    score: float
    why: tuple[str, ...]

    @property
    def joined(self) -> bool:
        """Tell whether they are one paragraph."""
        return self.score > 0


def open_quotes(text: str) -> int:
    """Count quotes that a text opens and does not close, less those only closed."""
    return (
        text.count("“") - text.count("”") + text.count("「") - text.count("」")
        + text.count("《") - text.count("》") + text.count("（") - text.count("）")
    )  # fmt: skip


def weigh_seam(
    before: str,
    after: str,
    *,
    indented: bool | None = None,
    between: Sequence[str] = (),
    opens: bool | None = None,
    pairs: Pairs | None = None,
) -> Joint:
    """Weigh whether ``after`` continues ``before``.

    ``indented`` tells whether the page's indents call ``after`` a new paragraph, None when
    the page has none; ``between`` names what stands between the two; ``opens`` tells whether
    ``after`` opens with source or byline, when that is known; ``pairs`` tell words.
    """
    if not before or not after or len(before) > _LONGEST:
        return Joint(score=-9, why=())
    stopped = ends_sentence(before) or _trails_off(before)
    found = [(-0.5, "paragraphs are seldom cut")]
    found += _end_evidence(before, stopped) + _start_evidence(before, after, stopped)
    if pairs and (why := goes_on(before[-400:], after, pairs)):
        found.append((5.0, why))
    if run_in(after).found if opens is None else opens:
        found.append((-9.0, "opens with source or byline"))
    if indented is not None:
        found.append((-4.5, "is indented") if indented else (3.6, "is not indented, others are"))
    if "crosshead" in between:
        found.append((-6.0, "a crosshead stands between"))
    total = sum(weight for weight, _ in found)
    sign = 1 if total > 0 else -1
    return Joint(score=total, why=tuple(words for weight, words in found if weight * sign > 0.9))


def _trails_off(text: str) -> bool:
    """Tell whether a text ends with speech that trails off: …” and no more."""
    spoken = text[-12:].rstrip(CLOSERS)
    return spoken != text[-12:] and spoken.endswith(("…", "..."))


def _end_evidence(before: str, stopped: bool) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    if stopped:
        found.append((-3.0, "the sentence before is complete"))
    elif before.startswith(("Dear ", "My dear ")) and len(before) < _SAID and before[-1] in ",:":
        found.append((-6.0, "it is a salutation"))
    elif before[-1] in "：:":
        found.append((0.6, "the text before ends with a colon"))
    elif _SAID_BY.search(before[-_SAID:]):
        found.append((-6.0, "ends with who says it"))
    elif before[-1] in "；;":
        found.append(
            (1.5, "the text before ends with a semicolon")
        )  # one of several paragraphs may end so
    else:
        found.append((4.0, "ends within a sentence"))
    if before[-1] in "，、," and not stopped:
        found.append((1.5, "the text before ends with a comma"))
    if tail(before[-80:])[1:] != (None, ""):
        found.append((-8.0, "the text before is signed"))
    if len(before) <= 10 and not stopped and before[-1] not in "，、；,;":
        label = is_bullet(before[0]) or before[0] in OPENERS
        found.append((-5.0, "a label of its own") if label else (-2.8, "a few letters only"))
    if before[-1] in OPENERS:
        found.append((5.0, "the text before ends with an opening mark"))
    if before[-1] in CLOSERS and not stopped and len(before) < 26:
        found.append((-1.0, "short and closed"))
    return found


def _start_evidence(before: str, after: str, stopped: bool) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    if after[0] in NO_START and after[0] not in "—…" and not after.startswith(("...", "--")):
        found.append((6.0, "goes on with a mark that can't open a paragraph"))
    quoted = after[0] in "“「"
    balance = 0 if before.isascii() else open_quotes(before)
    if balance > 0 and open_quotes(after) < 0:
        found.append((2.0, "a quotation opened before is closed after"))
    elif balance > 0 and quoted:
        found.append((-1.5, "a quotation opens anew"))
    if quoted and (stopped or before[-1] in "：:"):
        found.append((-1.0, "opens with a quotation"))
    elif stopped and after.startswith(PARAGRAPH_OPENINGS):
        found.append((-1.0, "opens like a paragraph"))
    if (
        LIST_MARK.match(after)
        or is_bullet(after[0])
        or (after[0] in _ORDINALS and after[1:2] == "、")
    ):
        found.append((-6.0, "opens with a number of a list"))
    return found


def join(before: str, after: str, pairs: Pairs | None = None) -> tuple[str, Cut, str]:
    """Return the two as one text, the cut between them, and what that took out."""
    cut = Cut(before=before[-_CUT:], after=after[:_CUT])
    out, between = glue(before, after, pairs)
    kept = before[: len(before) - out]
    return kept + between + after, cut, before[len(kept) :]
