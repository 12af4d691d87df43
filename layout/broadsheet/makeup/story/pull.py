"""Pull quotes that stand among a story's columns.

Takes a story and the places that its box has for them; returns quotes set as display type,
each as a block of whole rows, and sets them.  Quotes without a place stay in the text, where
``body`` sets them as it sets crossheads.
"""

from math import ceil

from broadsheet.display import Mark
from broadsheet.edition import Article
from broadsheet.geometry import Rect
from broadsheet.headline import FITS
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import source_of
from broadsheet.makeup.text.blocks import set_display
from broadsheet.makeup.text.body import display_depth, lay_display
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import frozen
from broadsheet.spec import StoryBox

WHITE = 0.8  # rows between a quote and the text over it or under it, at least


@frozen()
class Quote:
    """A pull quote, set: the block of the body, its type, its depth in rows."""

    block: int
    chunk: Chunk
    rows: int
    level: str  # of its columns, at which the text runs round it


def floating(content: StoryBox, story: Article) -> tuple[int, ...]:
    """Return the blocks of a body that are pull quotes with a place of their own."""
    if not content.quotes:
        return ()
    found = [n for n, block in enumerate(story.body) if block.kind == "pull" and block.text.strip()]
    return tuple(found[: len(content.quotes)])


def set_quote(
    galley: Galley, story: Article, n: int, width: float, level: str, least: int
) -> Quote:
    """Set block ``n`` of a body as a quote ``width`` pt wide and at least ``least`` rows deep."""
    block = story.body[n]
    source = source_of(story.id, block.kind, block.text, n)
    chunk = set_display(galley, galley.type("pull"), block, source, width)
    widest = max((line.width for line in chunk.natural.lines), default=0.0)
    if widest > chunk.setting.measure + FITS:
        message = f"a pull quote is {widest - width:.0f} pt wider than its place"
        galley.overset(f"{message} at {chunk.size:g} pt: {block.text[:12]!r}")
    row = galley.setup.row
    inset = (row - galley.type("body").size) / 2 / row
    white = 2 * WHITE if level == "middle" else WHITE + inset
    rows = ceil(display_depth(chunk) / row + white)
    return Quote(n, chunk, max(least, rows), level)


def place_quote(galley: Galley, quote: Quote, rect: Rect) -> list[Mark]:
    """Set a quote into its rows, level with the type beside it; return its copy."""
    own = Galley(galley.setup, galley.box)
    row, depth = galley.setup.row, display_depth(quote.chunk)
    inset = (row - galley.type("body").size) / 2
    top = rect.middle - depth / 2
    if quote.level == "top":
        top = rect.top + inset
    elif quote.level == "bottom":
        top = rect.bottom - inset - depth
    lay_display(own, quote.chunk, Rect(rect.left, top, rect.width, depth))
    galley.below += own.below
    return own.copy
