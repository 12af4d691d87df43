"""``render``: an edition becomes a PDF; what it has in common with ``check``.

Takes options; returns a status.  A few pages are painted by a child that made ready meanwhile;
more are written as they are composed, none of them kept.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from broadsheet.cli import inputs, overrides
from broadsheet.cli.report import report_json, tell

if TYPE_CHECKING:
    from broadsheet.api import Press
    from broadsheet.cli.beside import Helper
    from broadsheet.deadline import Watch
    from broadsheet.display import Pages
    from broadsheet.edition import Edition
    from broadsheet.fonts.typeface import FaceBook
    from broadsheet.spec import Spec


def edition_options(options: ArgumentParser) -> None:
    """Add the edition, its spec and what goes with them."""
    options.add_argument(
        "edition",
        metavar="EDITION",
        help="raw page text, or an edition as YAML or JSON; '-' is standard input",
    )
    options.add_argument(
        "--spec",
        metavar="NAME|FILE",
        help="layout spec: a bundled name (see 'broadsheet specs') or a YAML file; without it "
        "the edition's own 'spec:' key, else the page draws itself in the style 'house'",
    )
    overrides.option(options)
    inputs.roots_option(options)


def verbose(options: ArgumentParser) -> None:
    """Add ``-v``."""
    options.add_argument("-v", "--verbose", action="store_true", help="tell notes too")


def repair(options: ArgumentParser) -> None:
    """Add ``--repair``."""
    options.add_argument(
        "--repair", action="store_true", help="put back quotes that are plainly missing"
    )


def render_options(options: ArgumentParser) -> None:
    """Add what ``render`` takes."""
    edition_options(options)
    options.add_argument(
        "-o",
        "--output",
        metavar="OUT.pdf",
        required=True,
        help="PDF to write; '-' is standard output",
    )
    options.add_argument(
        "--standard",
        choices=["pdf", "x4", "x1a", "a2u", "ua1"],
        default="pdf",
        help="standard to meet: plain pdf (default), PDF/X-4 or X-1a:2003 for the press, "
        "PDF/A-2u for the archive, PDF/UA-1 for readers who listen",
    )
    options.add_argument(
        "--profile",
        metavar="FILE.icc",
        help="profile of the press, CMYK (default: the spec's, else coldset newsprint)",
    )
    options.add_argument(
        "--marks", action="store_true", help="with x4 or x1a: printer's marks outside the trim"
    )
    options.add_argument(
        "--draft",
        action="store_true",
        help="write the PDF even with errors; what is overset is marked in red",
    )
    options.add_argument(
        "--guides", action="store_true", help="draw the grid, baselines, box names and faults"
    )
    options.add_argument("--only", metavar="BOX", help="set one box of the page alone")
    options.add_argument(
        "--report", metavar="FILE.json", help="write findings and box geometry as JSON"
    )
    inputs.timeout_option(options)
    repair(options)
    verbose(options)


def render(given: Namespace) -> int:
    """Set an edition as a PDF."""
    inputs.keep_apart((given.output, given.report), (given.edition, given.spec, given.profile))
    watch = inputs.watch_of(given)
    with inputs.painter(given.standard, watch) as painter:
        return _render(given, painter, watch)


def _render(given: Namespace, painter: "Helper", watch: "Watch | None") -> int:
    from broadsheet import api

    edition, spec, book = opened(given, repair=given.repair, painter=painter)
    date = edition.masthead.date
    press = api.press_of(spec, given.standard, profile=given.profile, marks=given.marks, date=date)
    looked_at = given.verbose or given.report or given.guides or given.only
    if len(edition.pages) > inputs.FEW_PAGES and not looked_at:
        return _typeset(given, edition, spec, press, book, watch)
    pages = api.compose(edition, spec, draft=given.draft, book=book, watch=watch)
    if given.verbose or given.report or given.guides:
        pages = linted(pages, spec)
    if given.only:
        from broadsheet.makeup.guides import only_box

        pages = only_box(pages, given.only)
    status = tell(pages.findings, verbose=given.verbose)
    if given.report:
        inputs.write_text(given.report, report_json(pages, given.output, edition))
    if status and not given.draft:
        return _not_written(given, status)
    if given.guides:
        from broadsheet.makeup.guides import with_guides

        pages = with_guides(pages, spec, book)
    if content := inputs.painted(painter, pages, press):
        inputs.write_bytes(given.output, content)
        return status
    out = _out(given)
    api.write_pdf(pages, out, standard=given.standard, press=press, book=book, watch=watch)
    return status


def _typeset(
    given: Namespace,
    edition: "Edition",
    spec: "Spec",
    press: "Press",
    book: "FaceBook",
    watch: "Watch | None",
) -> int:
    """Write pages as they are composed."""
    from broadsheet import api

    pages = api.typeset(
        edition,
        spec,
        _out(given),
        draft=given.draft,
        standard=given.standard,
        press=press,
        book=book,
        watch=watch,
    )
    status = tell(pages.findings, verbose=False)
    return _not_written(given, status) if status and not given.draft else status


def _out(given: Namespace) -> "str | BinaryIO":
    return inputs.standard_output() if given.output == "-" else str(given.output)


def _not_written(given: Namespace, status: int) -> int:
    print(
        f"broadsheet: {given.output} is not written (--draft writes it all the same)",
        file=sys.stderr,
    )
    return status


def opened(
    given: Namespace, *, repair: bool = False, painter: "Helper | None" = None
) -> "tuple[Edition, Spec, FaceBook]":
    """Read an edition and its spec, and open its faces."""
    from broadsheet import api, reach
    from broadsheet.models import replace

    changes, roots = overrides.pairs(given.overrides), reach.folders(given.roots)

    def with_spec(reading: "Callable[[], Edition]") -> "tuple[Edition, Spec]":
        asked = api.load_spec(given.spec, overrides=changes, roots=roots) if given.spec else None
        edition = replace(reading(), roots=roots)
        spec = asked or api.load_spec(api.spec_of(edition), overrides=changes, roots=roots)
        return edition, spec

    edition, spec = inputs.read_beside(given.edition, with_spec, repair=repair, painter=painter)
    book = api.open_faces(spec.style)
    spec, _ = api.drawn(edition, spec, book=book, overrides=changes)
    return edition, spec, book


def linted(pages: "Pages", spec: "Spec") -> "Pages":
    """Return the pages with their editors' faults among the findings."""
    from broadsheet import api
    from broadsheet.models import replace

    return replace(pages, findings=(*pages.findings, *api.lint(pages, spec)))
