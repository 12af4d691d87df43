"""A source becomes pages that InDesign takes over: IDML from the edition, its boxes and its style.

Takes a source and options; returns a file, none where the copy has errors.
"""

from typing import TYPE_CHECKING

from broadsheet import printing
from broadsheet.api import composing, materials
from broadsheet.api.opening import Opening, PageOptions, assets_of, opened, options_of, watch_of
from broadsheet.api.reading import Anything
from broadsheet.display import Pages
from broadsheet.edition import Article, Edition
from broadsheet.errors import Finding, worst
from broadsheet.models import frozen
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.formats.idml import PageGrid

_INLINES = {
    "dot": "emphasis dots",
    "name": "name lines",
    "title": "title waves",
    "ruby": "readings",
    "note": "figures of notes",
    "wide": "wide spacings",
}


@frozen(kw_only=True)
class DesktopPages:
    """An edition's pages as a package for InDesign.

    - ``edition``: as it was read
    - ``pages``: as they were composed
    - ``idml``: empty with errors in the copy
    """

    edition: Edition
    pages: Pages
    idml: bytes = b""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reading, the setting and the handing over told."""
        return (*self.edition.findings, *self.pages.findings, *_losses(self.edition, self.idml))


def desktop_pages(source: Anything, options: PageOptions | None = None) -> DesktopPages:
    """Set an edition and return its pages as IDML (Adobe, IDML 8.0), for InDesign CS6 and later.

    Text is whole and in order; it flows through the boxes that were set, in paragraph styles named
    by roles.  Pictures are linked where they lie.  InDesign breaks the lines anew.  Raises
    UserError for a file or an option that is wrong.
    """
    from broadsheet.fonts.naming import names_of
    from broadsheet.formats import idml

    given = options_of(options, PageOptions)
    watch = watch_of(given)
    with assets_of(given) as assets:
        edition, spec, book = opened(source, given, Opening(watch=watch, assets=assets))
        pages = composing.compose(edition, spec, book=book, watch=watch)
        if worst((*edition.findings, *pages.findings)) == "error":
            return DesktopPages(edition=edition, pages=pages)
        paper = idml.Paper(
            faces={name: names_of(book.face(name)) for name, _ in pages.faces},
            grid=_grid(spec),
            file_of=lambda name: printing.picture_path(pages.folder, name, pages.roots),
            sizes=materials.picture_sizes(edition)[0],
        )
        content = idml.written(edition, pages, paper)
    return DesktopPages(edition=edition, pages=pages, idml=content)


def _grid(spec: Spec) -> "PageGrid":
    from broadsheet.formats.idml import PageGrid

    page, grid = spec.style.page, spec.style.grid
    return PageGrid(
        margins=(page.top, page.right, page.bottom, page.left),
        columns=grid.columns,
        gutter=grid.gutter,
        baseline=grid.baseline,
    )


def _losses(edition: Edition, content: bytes) -> tuple[Finding, ...]:
    """Tell what the package has no place for: readings, and marks within the text."""
    if not content:
        return ()
    marked = [
        (item.id, kind)
        for item in edition.items
        if isinstance(item, Article)
        for kind in dict.fromkeys(
            one for block in item.body for mark in block.inlines for one in (mark.kind, *mark.also)
        )
    ]
    told: list[Finding] = []
    for item, kind in marked:
        message = f"{_INLINES[kind]} are not carried to IDML"
        told.append(Finding(level="note", code="not-carried", message=message, item=item))
    return tuple(told)
