"""A page and the edition that it should have become → lines for the paper's hints.

Takes raw pages, a corrected edition and the hints so far; returns them with what the reading
lacked.  Writes nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from broadsheet.api import reading
from broadsheet.edition import Edition
from broadsheet.models import frozen


@frozen(kw_only=True)
class Lesson:
    """A paper's hints, and what one page added to them.

    - ``hints``: the text of the hints file
    - ``taught``: kind and line, new ones only
    - ``unheeded``: of those, still read otherwise
    """

    hints: str
    taught: tuple[tuple[str, str], ...] = ()
    unheeded: frozenset[tuple[str, str]] = frozenset()


def learn(
    source: str | Path | reading.NamedBytes | Sequence[reading.RawPage],
    corrected: Edition,
    *,
    hints: str = "",
    file: str = "",
) -> Lesson:
    """Return hints with what the reading of a page lacked, told by its corrected edition.

    ``hints`` is the text so far, which is used and kept; ``file`` what it is called in
    messages.  Raises SourceError.
    """
    from broadsheet.parse import hints as paper
    from broadsheet.parse import lessons

    if isinstance(source, str | Path | reading.NamedBytes):
        pages = reading.raw_pages(source)
    else:
        pages = tuple(source)
    raw = "\n".join(page.text for page in pages)

    def lacking(taught: str) -> tuple[tuple[str, str], ...]:
        known = paper.read_hints(taught, file=file)
        read = reading.read_raw(pages, reading.RawOptions(hints=known)).edition
        return lessons.lessons(raw, read, corrected)

    new = lacking(hints)
    learned = paper.add_lessons(hints, new)
    if learned == hints:
        return Lesson(hints=hints)
    return Lesson(hints=learned, taught=new, unheeded=frozenset(lacking(learned)) & set(new))
