"""A source becomes drawings of its pages (版样): specs to change, and a look at each of them.

Takes a source and options; returns the edition with its dummies; writes several to a folder,
with a contact sheet.
"""

import io
from pathlib import Path

from broadsheet import outfile, printing
from broadsheet.api import composing, drawing, reading
from broadsheet.api.opening import PageOptions, assets_of, options_of, roots_of, watch_of
from broadsheet.api.reading import Anything
from broadsheet.arranging.dummies import Dummy
from broadsheet.edition import Edition
from broadsheet.errors import OutputError
from broadsheet.models import frozen

SHEET = "choices.png"  # the contact sheet
THUMB = 300  # pixels, width of a page on it
ABREAST = 3  # drawings


@frozen(kw_only=True)
class DummyOptions(PageOptions):
    """How pages are drawn."""

    style: str | Path = ""  # name or file of a house style; empty: what suits the edition
    near: str | Path = ""  # another day's drawing, to stay near to
    choices: int = 1


@frozen()
class Drafted:
    """An edition and the drawings of its pages, the best first."""

    edition: Edition
    dummies: tuple[Dummy, ...]


def draft(source: Anything, options: DummyOptions | None = None) -> Drafted:
    """Read an edition and draw its pages; raises UserError for a file or option that is wrong.

    Assets are held until it returns: who looks at the drawings with their pictures holds them in
    an ``asset_folder`` meanwhile.
    """
    given = options_of(options, DummyOptions)
    watch = watch_of(given)
    with assets_of(given) as assets:
        roots = roots_of(given, assets)
        edition = reading.read_edition(
            source, repair=given.repair, roots=roots, pictures=given.pictures, watch=watch
        )
        if assets is not None:
            assets.fetch(edition)
        found = drawing.dummy(
            edition,
            given.style or None,
            choices=given.choices,
            near=given.near or None,
            overrides=given.overrides,
            watch=watch,
        )
    return Drafted(edition, tuple(found))


def write_choices(drafted: Drafted, folder: str | Path) -> list[str]:
    """Write each drawing as a spec, and a contact sheet of them; return the files' names.

    Raises OutputError.
    """
    out = Path(folder)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputError(f"{out}: {fault.strerror}", hint="name a folder") from None
    names = []
    for n, dummy in enumerate(drafted.dummies, 1):
        names.append(f"choice-{n}.yaml")
        outfile.write_bytes(out / names[-1], dummy.text.encode())
    outfile.write_bytes(out / SHEET, _side_by_side(drafted))
    return [*names, SHEET]


def _side_by_side(drafted: Drafted) -> bytes:
    """Return a picture of all drawings side by side, as PNG."""
    from PIL import Image

    from broadsheet.paint import contact, raster

    rows: list[list[Image.Image]] = [[]]
    for dummy in drafted.dummies:
        pages = composing.compose(drafted.edition, dummy.spec)
        pdf = io.BytesIO()
        printing.write_pdf(pages, pdf)
        opened = raster.OpenPdf(pdf.getvalue())
        thumbs = [
            Image.open(io.BytesIO(opened.png(n, THUMB / page.width)))
            for n, page in enumerate(pages.pages)
        ]
        if len(rows[-1]) + len(thumbs) > ABREAST and rows[-1]:
            rows.append([])
        rows[-1] += thumbs
    return contact.contact_sheet(rows)
