"""A source becomes a PDF in one call, as the command does it; or only what would be told.

Takes a source and options; returns the edition, its spec, the composed pages, and whether a
file was written.  The parts are ``opening`` and ``composing``, for who needs more.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet import deadline, files_read, outfile, printing
from broadsheet.api import composing, imaging, listening
from broadsheet.api.composing import by_itself
from broadsheet.api.opening import (
    Begin,
    Opening,
    PageOptions,
    assets_of,
    at_once,
    check_options,
    opened,
    options_of,
    tell_watch,
    watch_of,
)
from broadsheet.api.reading import Anything
from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.errors import stops
from broadsheet.models import frozen, replace
from broadsheet.printing import press_of
from broadsheet.progress import Progress, ProgressWatch
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.api.composing import Share
    from broadsheet.deadline import Watch


def _check(made: "RenderOptions") -> None:
    """Refuse a standard, a form, a size or a page that is none, where it is asked for."""
    check_options(made)
    printing.check_order(made.standard, None)
    imaging.check_asked(made.form, made.ppi, made.page)


@frozen(kw_only=True, check=_check)
class RenderOptions(PageOptions):
    """What is written, and how.

    - ``standard``: one of ``STANDARDS``
    - ``profile``: of the press, CMYK; else the spec's, else coldset newsprint
    - ``marks``: with x4 or x1a: printer's marks outside the trim
    - ``draft``: write it even with errors, what is overset marked in red
    - ``guides``: draw grid, baselines, box names and faults
    - ``only``: set one box of the page alone
    - ``lint``: tell the editors' faults of the page too
    - ``report``: file of findings and box geometry, as JSON
    - ``form``: pdf, png or svg; empty: told by the file's name, PDF for a stream
    - ``ppi``: of PNG: pixels to an inch
    - ``page``: of PNG and SVG: one page alone, counted from 1; 0: all
    """

    standard: str = "pdf"
    profile: str | Path | None = None
    marks: bool = False
    draft: bool = False
    guides: bool = False
    only: str = ""
    lint: bool = False
    report: str | Path | None = None
    form: str = ""
    ppi: int = imaging.PPI
    page: int = 0


@frozen(kw_only=True)
class Rendered:
    """What became of an edition.

    - ``edition``: as it was read, with its findings
    - ``spec``: what it was set with; drawn, where the page drew itself
    - ``pages``: without marks where they were written one by one: compose them again to draw
    - ``written``: whether a file was written: not with errors in the copy, unless as a draft
    - ``files``: that were written, by name; a picture's pages have one each
    """

    edition: Edition
    spec: Spec
    pages: Pages
    written: bool = False
    files: tuple[str, ...] = ()


def render(  # noqa: PLR0913 - what each of its users has at hand
    source: Anything,
    out: str | Path | BinaryIO,
    options: RenderOptions | None = None,
    *,
    begin: "Begin[Any]" = at_once,
    share: "Share[Any]" = by_itself,
    watch: "Watch | None" = None,
    tell: Callable[[Pages], object] | None = None,
    on_progress: Callable[[Progress], object] | None = None,
) -> Rendered:
    """Read an edition and its spec, compose its pages and write them as PDF, or as pictures.

    A name that ends in .png or .svg asks for pictures of the pages.  Nothing is written when the
    copy has errors, unless for a draft; the report is, in either case.  ``begin`` may read in
    another process while this one loads what composes, and ``share`` have pages composed by others
    while this one writes; ``watch`` is told each step as it is
    begun, and may raise to stop (``timings`` has one); ``on_progress`` is told how far it has
    come; ``tell`` is handed the pages with their findings before any file is there.  Assets are
    held until it returns.  Raises
    UserError for a file or an option that is wrong, StoppedError when the time is up.
    """
    meter = None if on_progress is None else ProgressWatch(on_progress)
    given = options_of(options, RenderOptions)
    look = watch_of(given, deadline.both(watch, meter))
    with files_read.listed(), assets_of(given) as assets:
        how = Opening(begin=begin, watch=look, assets=assets, paints=given.standard)
        done = _rendered(source, out, given, _Caller(how=how, share=share, tell=tell, meter=meter))
    if meter is not None:
        meter.done()
    return done


@frozen(kw_only=True)
class _Caller:
    """Who asked: how the source is opened, and what is to be told meanwhile."""

    how: Opening
    share: "Share[Any]"
    tell: Callable[[Pages], object] | None
    meter: ProgressWatch | None


def _rendered(
    source: Anything, out: str | Path | BinaryIO, given: RenderOptions, caller: _Caller
) -> Rendered:
    watch, tell, meter = caller.how.watch, caller.tell, caller.meter
    form = imaging.form_of(out, given.form)
    imaging.check_form(form, standard=given.standard, ppi=given.ppi, page=given.page)
    edition, spec, book = opened(source, given, caller.how)
    if meter is not None:
        meter.pages = len(edition.pages)
    press = _press(given, spec, edition)
    if form == "pdf" and not (given.lint or given.report or given.guides or given.only):
        pages = composing.typeset(
            edition,
            spec,
            out,
            draft=given.draft,
            standard=given.standard,
            press=press,
            book=book,
            watch=watch,
            tell=tell,
            share=caller.share,
        )
        written = given.draft or not stops(pages.findings)
        files = _names(out) if written else ()
        return Rendered(edition=edition, spec=spec, pages=pages, written=written, files=files)
    edition = listening.with_unspoken(edition, given.standard)
    pages = composing.compose(edition, spec, draft=given.draft, book=book, watch=watch)
    told = Rendered(edition=edition, spec=spec, pages=_looked_at(pages, spec, given, watch))
    if tell is not None:
        tell(told.pages)
    if given.report:
        tell_watch(watch, "writing the report")
        _write_report(given.report, told, out)
    if stops(told.pages.findings) and not given.draft:
        return told
    drawn = composing.with_guides(told.pages, spec, book=book) if given.guides else told.pages
    if form != "pdf":
        order = imaging.ImageOrder(form=form, ppi=given.ppi, page=given.page)
        files = imaging.write_images(drawn, out, order, book=book, watch=watch)
        return replace(told, written=True, files=files)
    printing.write_pdf(drawn, out, standard=given.standard, press=press, book=book, watch=watch)
    return replace(told, written=True, files=_names(out))


def _names(out: str | Path | BinaryIO) -> tuple[str, ...]:
    return (str(out),) if isinstance(out, str | Path) else ()


def _looked_at(pages: Pages, spec: Spec, given: RenderOptions, watch: "Watch | None") -> Pages:
    """Return pages with what is asked of them: the editors' faults told, one box alone."""
    if given.lint or given.report or given.guides:
        tell_watch(watch, "looking for the page's faults")
        pages = composing.with_lint(pages, spec)
    return composing.only_box(pages, given.only) if given.only else pages


def _press(given: RenderOptions, spec: Spec, edition: Edition) -> printing.Press:
    profile = str(given.profile) if given.profile else None
    return press_of(
        spec, given.standard, profile=profile, marks=given.marks, date=edition.masthead.date
    )


def check(
    source: Anything,
    options: PageOptions | None = None,
    *,
    begin: "Begin[Any]" = at_once,
    watch: "Watch | None" = None,
) -> Rendered:
    """Say what ``render`` would, with the editors' faults of the page, and write nothing.

    Raises as ``render`` does.
    """
    given = options_of(options, PageOptions)
    watch = watch_of(given, watch)
    with assets_of(given) as assets:
        how = Opening(begin=begin, watch=watch, assets=assets)
        edition, spec, book = opened(source, given, how)
        pages = composing.compose(edition, spec, book=book, watch=watch)
        tell_watch(watch, "looking for the page's faults")
        return Rendered(edition=edition, spec=spec, pages=composing.with_lint(pages, spec))


def _write_report(path: str | Path, told: Rendered, out: str | Path | BinaryIO) -> None:
    from broadsheet.api import reporting

    name = str(out) if isinstance(out, str | Path) else ""
    text = reporting.report_json(told.pages, told.edition, output=name)
    outfile.write_text(path, text)
