"""What an edition would take to set, before it is set.

Takes an edition and the sizes of its pictures; raises ``EditionError`` over a limit.  All is
counted and reckoned, nothing measured: threads of one process share its time and memory.
"""

from collections.abc import Mapping

from broadsheet import limits
from broadsheet.edition import Edition, EditionPage, item_passages
from broadsheet.errors import EditionError

# bytes of memory, above what is measured: a program with its faces, copy as it is set, a picture
# as it is read and as it goes into the file
_BARE, _A_CHARACTER, _A_PIXEL = 60_000_000, 4_000, 8


def check_copy(edition: Edition) -> None:
    """Refuse more pages, or more copy on one of them, than the limits allow."""
    most = limits.current()
    if len(edition.pages) > most.pages:
        raise _too_much("pages", f"{len(edition.pages)} pages", "pages", most.pages)
    for number, page in enumerate(edition.pages, 1):
        lengths = _lengths(page)
        if len(lengths) > most.passages:
            what = f"{len(lengths)} paragraphs, heads and lines"
            raise _too_much(f"pages.{number}", what, "passages", most.passages)
        if sum(lengths) > most.characters:
            what = f"{sum(lengths)} characters on one page"
            raise _too_much(f"pages.{number}", what, "characters", most.characters)


def check_memory(edition: Edition, sizes: Mapping[str, tuple[int, int]]) -> None:
    """Refuse a page that would take more memory than it may, its largest picture unpacked.

    ``sizes`` are width and height of the edition's pictures, px.
    """
    most = limits.current().memory
    pixels = max((width * height for width, height in sizes.values()), default=0)
    characters = max((sum(_lengths(page)) for page in edition.pages), default=0)
    taken = _BARE + _A_CHARACTER * characters + _A_PIXEL * pixels
    if taken > most:
        what = f"a page would take about {taken / 1e6:.0f} MB of memory"
        raise _too_much("pages", what, "memory", most)


def _lengths(page: EditionPage) -> list[int]:
    return [len(passage.text) for item in page.items for passage in item_passages(item)]


def _too_much(key: str, what: str, limit: str, most: int) -> EditionError:
    return EditionError(what, key=key, hint=f"the limit {limit} is {most}")
