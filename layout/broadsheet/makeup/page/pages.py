"""Compose an edition's pages, one after the other.

Takes an edition, a spec, opened faces and the sizes of pictures; returns the display list
with all findings.  The wiring across pages: who holds what, stories that go on from page to
page, and what is known when the last one is done.  Opens nothing.
"""

from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from broadsheet import files_read
from broadsheet.display import Anchor, Link, Page, Pages
from broadsheet.edition import EditionPage
from broadsheet.errors import Finding
from broadsheet.makeup.checks.inventory import Inventory, inventory_of
from broadsheet.makeup.checks.no_face import runs
from broadsheet.makeup.galley.forme import FilledForme, Forme, filled_forme
from broadsheet.makeup.galley.kept import Kept
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page import sheet
from broadsheet.makeup.page.deal import deal
from broadsheet.makeup.text.parted import parted_passages
from broadsheet.models import field, record, replace
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.makeup.threads.threads import Threads


@record()
class Composition:
    """An edition whose pages are composed one by one; none is kept."""

    setup: PageSetup
    spec: Spec
    contents: Sequence[EditionPage]
    formes: dict[int, Forme]  # of the pages to come, which count from 0; one composed is let go of
    threads: "Threads | None"
    inventory: Inventory
    unmatched: list[Finding]  # pages without a sheet, and the other way round
    draft: bool
    faces: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # of destinations
    leads: set[str] = field(default_factory=set)  # where indexes lead to
    apart: "Generator[FilledForme | None, None, None] | None" = None  # composed by others

    @property
    def alone(self) -> bool:
        """Whether each page is composed by itself: none holds what another leaves of a story."""
        return self.threads is None and self.setup.kept is None

    def filled(self, number: int) -> "FilledForme | None":
        """Compose a page for another process that has the same edition; it counts from 0.

        None where that has changed more than the page, such as which characters were looked for
        in which face: who has all pages composes it again.
        """
        forme, book = self.formes.pop(number), self.setup.book
        before = book.told
        with files_read.listed() as files:
            sheet.compose_page(forme, self.contents[number], None)
        return None if book.told != before else filled_forme(forme, files.files)

    def _compose(self, forme: Forme, content: EditionPage) -> None:
        """Compose a page, or take what another process has made of it."""
        if self.apart is not None:
            self.setup.look(f"setting page {forme.number}")
            found = next(self.apart, None)
            if found is not None:
                found.put_into(forme)
                return
            self.apart.close()  # what this page changes counts for those after it
            self.apart = None
        sheet.compose_page(forme, content, self.threads)

    def pages(self) -> Iterator[Page]:
        """Yield the pages; indexes on them lead to stories that may turn out not to be set."""
        try:
            for number, content in enumerate(self.contents):
                yield self._page(self.formes.pop(number), content)
        finally:
            if self.apart is not None:
                self.apart.close()

    def _page(self, forme: Forme, content: EditionPage) -> Page:
        """Compose the next page, and note what those after it must know."""
        self._compose(forme, content)
        self.inventory.add(forme, content)
        if self.draft:
            sheet.mark_overset(forme)
        page = sheet.page_of(forme, content)
        self.faces.update(run.face for run in runs(page.marks))
        self.names.update(mark.name for mark in page.marks if isinstance(mark, Anchor))
        self.leads.update(link.target for link in forme.leads)
        return page

    @property
    def gone(self) -> frozenset[str]:
        """Where indexes lead to and nothing is, known after the last page."""
        return frozenset(target for target in self.leads if target[1:] not in self.names)

    def cover(self) -> Pages:
        """Return what is known of the pages before the first one."""
        spec, style, edition = self.spec, self.spec.style, self.setup.edition
        head = edition.masthead
        return Pages(
            pages=(),
            title=" ".join(part for part in (head.name, head.date) if part) or spec.name,
            lang=self.setup.lang,
            spec=spec.name,
            folder=edition.folder,
            roots=edition.roots,
            typefaces=tuple(self.setup.book.typefaces.items()),
            signs=self.setup.book.signs,
            face_folder=style.folder,
            face_roots=style.roots,
            parted=tuple(parted_passages(edition)),
        )

    def closed(self, pages: tuple[Page, ...] = ()) -> Pages:
        """Return what is known after the last page, with the pages of who kept them."""
        book, gone = self.setup.book, self.gone
        return replace(
            self.cover(),
            pages=tuple(_without(page, gone) for page in pages) if gone else pages,
            findings=(
                *self.setup.edition.findings,
                *self.inventory.findings(),
                *self.unmatched,
                *book.findings(),
            ),
            faces=tuple((face, book.face(face).digest) for face in sorted(self.faces)),
        )


def begin(setup: PageSetup, spec: Spec, *, draft: bool = False) -> Composition:
    """Give the boxes of all pages their items, and find the stories that go on."""
    edition = setup.edition
    dealt = deal(edition.pages or (EditionPage(),), spec)
    contents, unmatched = _matched(dealt, spec)
    set_edition = replace(edition, pages=dealt)  # what an index names
    formes: list[Forme] = []
    runs_on = any(page.arrangement.goes_on for page in spec.pages or (spec,))
    for number, content in enumerate(contents, start=1):
        own = spec.sheet(number)
        # what a page has set goes with the page; a story that runs on asks for it again and again
        kept = setup.kept or (Kept() if runs_on else None)
        at_hand = replace(setup, style=own.style, kept=kept, edition=set_edition)
        formes.append(sheet.picked(at_hand, own, content, number))
    return Composition(
        setup=setup,
        spec=spec,
        contents=contents,
        formes=dict(enumerate(formes)),
        threads=_threads(formes, contents),
        inventory=inventory_of(edition.masthead),
        unmatched=unmatched,
        draft=draft,
    )


def _without(page: Page, gone: frozenset[str]) -> Page:
    """Return a page without links to what is gone."""
    lost = [mark for mark in page.marks if isinstance(mark, Link) and mark.target in gone]
    if not lost:
        return page
    return replace(page, marks=tuple(mark for mark in page.marks if mark not in lost))


def _threads(formes: Sequence[Forme], contents: Sequence[EditionPage]) -> "Threads | None":
    """Return the stories that run through several boxes; nothing where no box goes on."""
    if not any(forme.spec.arrangement.goes_on for forme in formes):
        return None
    from broadsheet.makeup.threads import threads  # noqa: PLC0415 - few specs have such boxes

    return threads.find_threads(formes, [content.folio for content in contents])


def _matched(
    contents: Sequence[EditionPage], spec: Spec
) -> tuple[Sequence[EditionPage], list[Finding]]:
    """Return the pages that have a sheet, and findings for pages and sheets left over."""
    count = len(spec.pages) or len(contents)
    left = [
        Finding(
            level="error",
            code="no-sheet",
            message=f"the spec has no page {number}: {len(content.items)} items are not set",
            page=number,
            where=spec.where,
        )
        for number, content in enumerate(contents[count:], start=count + 1)
    ]
    left += [
        Finding(
            level="warning",
            code="no-page",
            message=f"the edition has no page {number}: this page is not made",
            page=number,
            where=spec.pages[number - 1].where,
        )
        for number in range(len(contents) + 1, count + 1)
    ]
    return contents[:count], left
