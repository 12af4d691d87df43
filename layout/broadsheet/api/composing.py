"""An edition and a spec become pages; what can be done with pages before they are written.

Takes an edition, a spec, faces, a deadline; returns composed pages, or writes them one by one.
``materials`` are what it hands to ``makeup``, which opens nothing.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from broadsheet import deadline, files_read, printing
from broadsheet.api import drawing, listening
from broadsheet.api.materials import (
    adverts_in_light,
    faces_told,
    labelled,
    open_faces,
    picture_sizes,
    speaking,
)
from broadsheet.deadline import Watch
from broadsheet.display import Page, Pages, check_marks
from broadsheet.edition import Edition
from broadsheet.errors import Finding, stops
from broadsheet.facts import with_masthead_doubts
from broadsheet.illustrations import with_wants
from broadsheet.models import replace
from broadsheet.printing import CONVERT, Press, press_of
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.fonts.typeface import FaceBook
    from broadsheet.makeup.galley.kept import Kept
    from broadsheet.makeup.page.pages import Composition
    from broadsheet.paint.pdf.document import Writer


T = TypeVar("T")
# Has so many pieces of work done elsewhere; returns what yields them, None for one that can't be.
Share = Callable[[int, Callable[[int], T | None]], Generator[T | None, None, None] | None]


def by_itself(_: int, __: Callable[[int], T | None]) -> None:
    """Leave all work to who asks: no other process is begun."""


def compose(  # noqa: PLR0913 - what each of its users has at hand
    edition: Edition,
    spec: Spec | None = None,
    *,
    draft: bool = False,
    book: "FaceBook | None" = None,
    kept: "Kept | None" = None,
    timeout: float | None = None,
    watch: Watch | None = None,
) -> Pages:
    """Compose an edition's pages with a spec; without one they draw themselves (``dummy``).

    Never raises for bad copy on a drawn page: what is overset, missing or doubtful is in
    ``findings``.  Of pages that draw themselves, copy that no sheet of the style takes is a
    SpecError that names the story: no page is there to tell it on.
    ``draft`` marks what is overset in red.  ``book`` has the spec's faces open already, for
    who sets many editions; ``kept`` what was set already with that book, for who sets one
    edition in many drawings.  Raises FaceError when a face can't be opened, and StoppedError
    after ``timeout`` seconds, which says what was being done.  ``watch`` is told what is begun,
    box by box and paragraph by paragraph (empty: more of the same); what it raises goes through.
    """
    watch = _watch(watch, timeout)
    edition, spec, book = drawing.drawn(edition, spec, book=book, watch=watch)
    making, told = _made_up(edition, spec, draft, book, watch, kept)
    with faces_told(spec):
        pages = tuple(making.pages())
    return _with_told(making.closed(pages), told)


def typeset(  # noqa: PLR0913 - the options of both
    edition: Edition,
    spec: Spec,
    out: str | Path | BinaryIO,
    *,
    draft: bool = False,
    standard: str = "pdf",
    press: Press | None = None,
    book: "FaceBook | None" = None,
    timeout: float | None = None,
    watch: Watch | None = None,
    tell: Callable[[Pages], object] | None = None,
    share: "Share[Any]" = by_itself,
) -> Pages:
    """Compose an edition and write it as PDF page by page, for long ones: no page is kept.

    Returns what ``compose`` does, its pages without marks, which no function draws again; the
    bytes are those of ``write_pdf``.
    Nothing is written when there are errors among the findings, unless for a ``draft``.  PDF/A
    and PDF/UA need all pages before they write the first, and so keep them meanwhile.
    ``press`` is the spec's without one.  ``tell`` is handed what is returned before the file is
    there: what it raises leaves none.  A stream is written to when all is known.  ``share`` may
    have pages composed by other processes while this one writes.  Raises what the two raise.
    """
    watch = _watch(watch, timeout)
    edition, spec, book = drawing.drawn(edition, spec, book=book, watch=watch)
    edition = listening.with_unspoken(edition, standard)
    press = press or press_of(spec, standard, date=edition.masthead.date)
    printing.check_order(standard, press)
    closed: list[Pages] = []
    look = watch or deadline.untimed

    def write(stream: BinaryIO) -> None:
        def begin(cover: Pages) -> "Writer":
            opened = making.setup.book.face
            return printing.begin_pdf(cover, opened, stream, standard, press, watch)

        with faces_told(spec):
            work, bare = _painted(making, begin, look, whole=standard in printing.WHOLE)
        closed.append(_with_told(making.closed(bare), told))
        if tell is not None:
            _hand(closed[0], tell)
        if not draft and stops(closed[0].findings):
            raise _NotWritten
        look("closing the file")
        work.finish(closed[0].faces, making.gone)

    with files_read.listed_if_none(), suppress(_NotWritten):
        making, told = _made_up(edition, spec, draft, book, watch)
        if making.alone:
            making.apart = share(len(making.contents), making.filled)
        try:
            printing.write_to(out, write)
        except _NotHeard as fault:
            raise fault.args[0] from None
    return closed[0]


def _painted(
    making: "Composition", begin: "Callable[[Pages], Writer]", watch: Watch, *, whole: bool
) -> "tuple[Writer, tuple[Page, ...]]":
    """Compose pages and paint each at once, or when all are there; return them without marks."""
    cover, pages = making.cover(), making.pages()
    if whole:
        cover = making.closed(tuple(pages))
        pages = iter(cover.pages)
    watch("loading what paints")
    work = begin(cover)
    bare: list[Page] = []
    for page in pages:
        watch(f"painting page {page.number}")
        work.add_page(page)
        bare.append(replace(page, marks=(), written=True))
    return work, tuple(bare)


class _NotWritten(Exception):
    """The findings forbid a file."""


class _NotHeard(Exception):
    """Who is told of the findings raised something: no fault of the file."""


def _hand(pages: Pages, tell: Callable[[Pages], object]) -> None:
    try:
        tell(pages)
    except OSError as fault:
        raise _NotHeard(fault) from None


def _watch(watch: Watch | None, timeout: float | None) -> Watch | None:
    return watch if timeout is None else deadline.both(watch, deadline.until(timeout))


def _made_up(
    edition: Edition,
    spec: Spec,
    draft: bool,
    book: "FaceBook | None",
    watch: Watch | None,
    kept: "Kept | None" = None,
) -> "tuple[Composition, list[Finding]]":
    """Begin to compose an edition; return its findings of pictures too."""
    from broadsheet.makeup.checks import cost
    from broadsheet.makeup.galley.setup import PageSetup
    from broadsheet.makeup.page import pages

    edition = with_wants(with_masthead_doubts(edition))
    cost.check_copy(edition)
    sizes, told = picture_sizes(edition)
    if spec.style.press.adverts == CONVERT:
        told += adverts_in_light(edition)
    cost.check_memory(edition, sizes)
    with faces_told(spec):
        book = speaking(book or open_faces(spec.style), edition, spec.style)
        spec = labelled(spec, book.script)
        setup = PageSetup(
            style=spec.style,
            book=book,
            edition=edition,
            picture_sizes=sizes,
            kept=kept,
            watch=watch,
        )
        return pages.begin(setup, spec, draft=draft), told


def _with_told(pages: Pages, told: Sequence[Finding]) -> Pages:
    return replace(pages, findings=(*pages.findings, *told)) if told else pages


def lint(pages: Pages, spec: Spec) -> tuple[Finding, ...]:
    """Return the editors' faults of composed pages: 碰题, 断版, 通缝, trapped white and others.

    ``spec`` is the one they were composed with; its ``lint`` gives level and limits.
    """
    from broadsheet.lint import faults

    check_marks(pages)
    return faults(pages, spec)


def with_lint(pages: Pages, spec: Spec) -> Pages:
    """Return pages with their editors' faults among the findings."""
    return replace(pages, findings=(*pages.findings, *lint(pages, spec)))


def only_box(pages: Pages, name: str) -> Pages:
    """Return the pages that have a box, with its marks and findings alone; ``2:a`` is on page 2.

    Raises UserError for a name that no box has.
    """
    from broadsheet.makeup import guides

    check_marks(pages)
    return guides.only_box(pages, name)


def with_guides(pages: Pages, spec: Spec, *, book: "FaceBook | None" = None) -> Pages:
    """Return the pages with grid, baselines, boxes by name and what was found drawn upon them.

    ``spec`` is the one they were composed with, ``book`` has its faces open already.
    """
    from broadsheet.makeup import guides

    check_marks(pages)
    return guides.with_guides(pages, spec, book or open_faces(spec.style))
