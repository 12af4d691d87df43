"""A source becomes a PDF in one call, as the command does it; or only what would be told.

Takes a source and options; returns the edition, its spec, the composed pages, and whether a
file was written.  The parts are ``reading``, ``specs`` and ``composing``, for who needs more.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

from broadsheet import deadline, files_read, outfile, printing, reach
from broadsheet.api import composing, drawing, imaging, listening, materials, reading, specs
from broadsheet.api.reading import Anything
from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.errors import stops
from broadsheet.models import frozen, replace
from broadsheet.printing import press_of
from broadsheet.progress import Progress, ProgressWatch
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.deadline import Watch
    from broadsheet.fonts.typeface import FaceBook

T = TypeVar("T")
# Begins to read, and returns what waits for what was read: here, or in a process of its own.
Begin = Callable[[Callable[[], T]], Callable[[], T]]


@frozen(kw_only=True)
class PageOptions:
    """How an edition is read and composed."""

    spec: str | Path = ""  # name or file; empty: what the edition asks for, else the default
    overrides: tuple[tuple[str, str], ...] = ()  # dotted keys of the spec and their values
    roots: tuple[str | Path, ...] = ()  # more folders for pictures and fonts
    pictures: str | Path = ""  # folder of this page's pictures, for places that have none
    repair: bool = False  # put back quotes that are plainly missing
    choice: int = 1  # of the drawings of a page that draws itself
    timeout: float | None = None  # seconds for all of it


@frozen(kw_only=True)
class RenderOptions(PageOptions):
    """What is written, and how."""

    standard: str = "pdf"  # one of ``STANDARDS``
    profile: str | Path | None = None  # of the press, CMYK; else the spec's, else coldset newsprint
    marks: bool = False  # with x4 or x1a: printer's marks outside the trim
    draft: bool = False  # write it even with errors, what is overset marked in red
    guides: bool = False  # draw grid, baselines, box names and faults
    only: str = ""  # set one box of the page alone
    lint: bool = False  # tell the editors' faults of the page too
    report: str | Path | None = None  # file of findings and box geometry, as JSON
    form: str = ""  # pdf, png or svg; empty: told by the file's name, PDF for a stream
    ppi: int = imaging.PPI  # of PNG: pixels to an inch
    page: int = 0  # of PNG and SVG: one page alone, counted from 1; 0: all


@frozen(kw_only=True)
class Rendered:
    """What became of an edition."""

    edition: Edition
    spec: Spec
    pages: Pages  # without marks where they were written one by one
    written: bool = False
    files: tuple[str, ...] = ()  # that were written, by name; a picture's pages have one each


def at_once(read: Callable[[], T]) -> Callable[[], T]:
    """Read when it is asked for: no other process is begun."""
    return read


def render(  # noqa: PLR0913 - what each of its users has at hand
    source: Anything,
    out: str | Path | BinaryIO,
    options: RenderOptions | None = None,
    *,
    begin: "Begin[Any]" = at_once,
    watch: "Watch | None" = None,
    tell: Callable[[Pages], object] | None = None,
    on_progress: Callable[[Progress], object] | None = None,
) -> Rendered:
    """Read an edition and its spec, compose its pages and write them as PDF, or as pictures.

    A name that ends in .png or .svg asks for pictures of the pages.  Nothing is written when the
    copy has errors, unless for a draft; the report is, in either case.  ``begin`` may read in
    another process while this one loads what composes; ``watch`` is told each step as it is
    begun, and may raise to stop (``timings`` has one); ``on_progress`` is told how far it has
    come; ``tell`` is handed the pages with their findings before any file is there.  Raises
    UserError for a file or an option that is wrong, StoppedError when the time is up.
    """
    meter = None if on_progress is None else ProgressWatch(on_progress)
    caller = _Caller(begin=begin, watch=deadline.both(watch, meter), tell=tell, meter=meter)
    with files_read.listed():
        done = _rendered(source, out, options or RenderOptions(), caller)
    if meter is not None:
        meter.done()
    return done


@frozen(kw_only=True)
class _Caller:
    """Who asked: how it reads, and what it wants to be told meanwhile."""

    begin: "Begin[Any]"
    watch: "Watch | None"
    tell: Callable[[Pages], object] | None
    meter: ProgressWatch | None


def _rendered(
    source: Anything, out: str | Path | BinaryIO, given: RenderOptions, caller: _Caller
) -> Rendered:
    watch, tell, meter = _watch_of(given, caller.watch), caller.tell, caller.meter
    form = imaging.form_of(out, given.form)
    imaging.check_form(form, standard=given.standard, ppi=given.ppi, page=given.page)
    edition, spec, book = _opened(source, given, caller.begin, watch, paints=given.standard)
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
        _told(watch, "writing the report")
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
        _told(watch, "looking for the page's faults")
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
    given = options or PageOptions()
    watch = _watch_of(given, watch)
    edition, spec, book = _opened(source, given, begin, watch)
    pages = composing.compose(edition, spec, book=book, watch=watch)
    _told(watch, "looking for the page's faults")
    return Rendered(edition=edition, spec=spec, pages=composing.with_lint(pages, spec))


def _watch_of(given: PageOptions, watch: "Watch | None") -> "Watch | None":
    own = None if given.timeout is None else deadline.until(given.timeout)
    return deadline.both(watch, own)


def _told(watch: "Watch | None", what: str) -> None:
    if watch is not None:
        watch(what)


def _opened(
    source: Anything,
    given: PageOptions,
    begin: "Begin[Any]",
    watch: "Watch | None",
    *,
    paints: str = "",
) -> "tuple[Edition, Spec, FaceBook]":
    """Read an edition and its spec while what composes is loaded, and open its faces.

    What is read in another process is raw text, which takes longer than loading what
    ``paints`` a standard too; or an edition together with its spec: then what reads YAML is not
    loaded here.
    """
    roots = reach.folders(given.roots)

    def spec_named(name: str | Path) -> Spec:
        _told(watch, f"reading the spec {name}")
        return specs.load_spec(name, overrides=given.overrides, roots=roots)

    def read() -> Edition:
        return reading.read_edition(
            source, repair=given.repair, roots=roots, pictures=given.pictures, watch=watch
        )

    def own_spec(edition: Edition) -> Spec:
        with specs.own_spec_told(edition):
            return spec_named(specs.spec_of(edition))

    def read_with_spec() -> tuple[Edition, Spec]:
        asked = spec_named(given.spec) if given.spec else None
        edition = read()
        return edition, asked or own_spec(edition)

    if _is_raw(source):
        waiting = _begun(begin, read)
        _load_what_composes(watch)
        spec = spec_named(given.spec or specs.DEFAULT_SPEC)  # a raw page asks for none
        _load_what_paints(paints, watch)
        _told(watch, "waiting for the edition")
        edition = waiting()
        if not given.spec and specs.spec_of(edition) != specs.DEFAULT_SPEC:
            spec = own_spec(edition)
    else:
        both = _begun(begin, read_with_spec)
        _load_what_composes(watch)
        _told(watch, "waiting for the edition and its spec")
        edition, spec = both()
    _told(watch, "opening the faces")
    book = materials.open_faces(spec.style)
    if spec.arrangement.auto:
        _told(watch, "drawing the pages")
    edition, spec, _ = drawing.drawn(
        edition, spec, book=book, overrides=given.overrides, choice=given.choice, watch=watch
    )
    return edition, spec, book


def _begun(begin: "Begin[Any]", read: Callable[[], T]) -> Callable[[], T]:
    """Begin to read; what a child has read of files is handed over with it."""

    def read_listed() -> tuple[T, dict[str, str]]:
        with files_read.listed() as files:
            return read(), dict(files.files)

    waiting = begin(read_listed)

    def wait() -> T:
        found, files = waiting()
        files_read.add(files)
        return cast("T", found)

    return wait


def _is_raw(source: Anything) -> bool:
    """Tell whether a source is likely a raw page: parsing takes longer than reading a spec."""
    name = source.name if isinstance(source, reading.NamedBytes) else source
    if isinstance(name, str) and "\n" in name:
        return True
    return isinstance(name, str | Path) and not str(name).endswith(reach.YAML_ENDINGS)


def _load_what_composes(watch: "Watch | None") -> ModuleType:
    _told(watch, "loading what composes")
    from broadsheet.makeup.page import pages

    return pages


def _load_what_paints(standard: str, watch: "Watch | None") -> ModuleType | None:
    if not standard:
        return None
    _told(watch, "loading what paints")
    if standard == "pdf":
        from broadsheet.paint.pdf import document

        return document
    from broadsheet.paint.pdf import conforming

    return conforming


def _write_report(path: str | Path, told: Rendered, out: str | Path | BinaryIO) -> None:
    from broadsheet.api import reporting

    name = str(out) if isinstance(out, str | Path) else ""
    text = reporting.report_json(told.pages, told.edition, output=name)
    outfile.write_text(path, text)
