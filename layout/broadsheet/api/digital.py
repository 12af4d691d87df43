"""A source becomes a page for the browser (数字报): HTML, zones as JSON, pictures of the pages.

Takes a source and options; returns the files, none where the copy has errors.
"""

import io

from broadsheet import interchange, printing
from broadsheet.api import composing
from broadsheet.api.opening import Opening, PageOptions, assets_of, opened, options_of, watch_of
from broadsheet.api.reading import Anything
from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.errors import Finding, UserError, stops
from broadsheet.models import field, frozen

LEAST_PPI, MOST_PPI = 36, 300


@frozen(kw_only=True)
class DigitalOptions(PageOptions):
    """How a page for the browser is made.

    - ``ppi``: pixels to an inch of the page's picture
    """

    ppi: int = 120


@frozen(kw_only=True)
class DigitalPaper:
    """A page for the browser.

    - ``edition``: as it was read
    - ``pages``: as they were composed
    - ``files``: by name; none with errors in the copy
    """

    edition: Edition
    pages: Pages
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reading and the setting told."""
        return (*self.edition.findings, *self.pages.findings)


def digital_paper(source: Anything, options: DigitalOptions | None = None) -> DigitalPaper:
    """Set an edition and return its page for the browser.

    Raises UserError for a file or an option that is wrong.
    """
    given = options_of(options, DigitalOptions)
    if not LEAST_PPI <= given.ppi <= MOST_PPI:
        hint = f"write {LEAST_PPI} to {MOST_PPI}"
        raise UserError(f"ppi {given.ppi} is out of range", hint=hint)
    watch = watch_of(given)
    with assets_of(given) as assets:
        how = Opening(watch=watch, assets=assets, paints="pdf")
        edition, spec, book = opened(source, given, how)
        pages = composing.compose(edition, spec, book=book, watch=watch)
        if stops((*edition.findings, *pages.findings)):
            return DigitalPaper(edition=edition, pages=pages)
        out = io.BytesIO()
        printing.write_pdf(pages, out, watch=watch)
        files = interchange.digital_files(edition, pages, out.getvalue(), ppi=given.ppi)
    return DigitalPaper(edition=edition, pages=pages, files=files)
