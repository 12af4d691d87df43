"""What is asked of a standard as a file is written.

``Standard`` has a field for each point at which files differ; as it is made without any, it is
the answer of a file that conforms to none.  The others are put together in ``conforming``,
imported only for such files, so that a plain one starts as quickly as ever.

In this package a ``document`` is ReportLab's, a ``leaf`` its page object; both are untyped.
Pages count from 0.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet import display
from broadsheet.models import frozen
from broadsheet.paint.pdf.around import Around, Artifacts
from broadsheet.paint.pdf.file import File
from broadsheet.paint.pdf.links import Links
from broadsheet.paint.pdf.stream import ContentStream
from broadsheet.paint.pdf.typecase import Typecase

if TYPE_CHECKING:  # they bring libraries along that most pages do without
    from broadsheet.opened_pdf.rules import Bans
    from broadsheet.paint.pdf.images import Separate


@frozen(kw_only=True)
class OpenPage:
    """A page about to be painted."""

    page: display.Page
    number: int
    stream: ContentStream
    fonts: Mapping[str, Typecase]


def _artifacts(opened: OpenPage) -> Around:
    return Artifacts(opened.stream)


def _no_bans() -> "Bans":
    from broadsheet.opened_pdf.rules import Bans  # noqa: PLC0415  # brings pypdf along

    return Bans()


def _nothing_beyond(page: display.Page) -> list[str]:
    del page
    return []


def _as_it_is(leaf: Any, opened: OpenPage, links: Links) -> None:
    del leaf, opened, links


@frozen(kw_only=True)
class Standard:
    """What a standard asks at each point, in the order in which it is asked."""

    separate: "Callable[[], Separate | None]" = lambda: None
    """Return what turns light in pictures into inks, None: by arithmetic."""

    bans: "Callable[[], Bans]" = _no_bans
    """Return what is refused in placed pages."""

    convert: bool = False
    """Whether light in placed pages becomes inks instead of being refused."""

    around: Callable[[OpenPage], Around] = _artifacts
    """Return what stands around the marks of a page."""

    beyond: Callable[[display.Page], list[str]] = _nothing_beyond
    """Return operators for what lies beyond the trim."""

    resources: Callable[[], dict[str, Any]] = dict
    """Return what pages call for besides fonts, pictures and colours."""

    links_last: bool = True
    """Whether links are put on their pages after the last page, when all places are known."""

    complete_page: Callable[[Any, OpenPage, Links], None] = _as_it_is
    """Add to the leaf of a page what only files of the standard have."""

    complete_file: Callable[[], None] = lambda: None
    """Add to the document what only files of the standard have."""

    close: Callable[[File], None] = File.close
    """Write what is not written yet."""


Conform = Callable[[Any, display.Pages], Standard]


def plain(document: Any, cover: display.Pages) -> Standard:
    """Return the answers of a file that conforms to no standard."""
    del document, cover
    return Standard()
