"""The library: read, compose, write.

The wiring of the stages for embedding; ``broadsheet`` hands these out lazily.  All functions
are safe to call from several threads at once: there is no state but their arguments.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet import deadline, printing, reach
from broadsheet.deadline import Watch
from broadsheet.display import Page, Pages
from broadsheet.edition import Advert, Article, Edition, Photo
from broadsheet.errors import (
    AbsentPictureError,
    FaceError,
    Finding,
    Level,
    PictureError,
    SourceError,
    SpecError,
    UserError,
    Where,
)
from broadsheet.intake import edition_from_bytes, edition_from_text
from broadsheet.models import replace
from broadsheet.printing import STANDARDS, Press, picture_path, press_of, write_pdf
from broadsheet.reach import read_bytes
from broadsheet.spec import Spec, Style

__all__ = [  # what ``printing`` has is handed out here
    "DEFAULT_SPEC",
    "STANDARDS",
    "Press",
    "compose",
    "drawn",
    "dummy",
    "inspect_pdf",
    "lint",
    "load_spec",
    "load_style",
    "open_faces",
    "picture_names",
    "picture_path",
    "picture_sizes",
    "press_of",
    "prove",
    "read_edition",
    "set_text",
    "spec_of",
    "typeset",
    "write_pdf",
]

if TYPE_CHECKING:
    from broadsheet import trial
    from broadsheet.dummy.dummies import Dummy
    from broadsheet.fonts.typeface import FaceBook
    from broadsheet.makeup.galley.kept import Kept
    from broadsheet.makeup.page.pages import Composition
    from broadsheet.paint.pdf.document import Writer
    from broadsheet.preflight import Report

DEFAULT_SPEC = "house"  # of an edition that asks for none: its pages draw themselves
BASE_SPEC = "duikai-6"  # drawn by hand: what a new paper starts from
Roots = Sequence[str | Path]


def read_edition(
    source: str | Path | Mapping[str, Any], *, repair: bool = False, roots: Roots = ()
) -> Edition:
    """Read an edition from a file, from text, or from a mapping.

    A file ending in .yaml, .yml or .json is an edition in its canonical form; ninjs, NITF,
    NewsML-G2, HTML, Markdown and Word files are told by what is in them; any other is raw page
    text, and parsed.  A folder of such files is one page.  A ``str`` with a line end is text
    itself.  Picture names are looked up in the file's folder, then in ``roots``.

    Raises SourceError or EditionError, whose text is one line with the place of the fault.
    """
    if isinstance(source, Mapping):
        from broadsheet.formats import edition_yaml

        edition = edition_yaml.read(source, file="")
    elif isinstance(source, str) and "\n" in source:
        edition = edition_from_text(source, repair=repair)
    elif (path := Path(source)).is_dir():
        from broadsheet import interchange

        edition = interchange.import_files([path]).edition
    else:
        folder = str(path.parent)
        edition = edition_from_bytes(read_bytes(path), file=str(path), folder=folder, repair=repair)
    return replace(edition, roots=reach.folders(roots)) if roots else edition


def load_spec(
    source: str | Path | Mapping[str, Any] = BASE_SPEC,
    *,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Roots = (),
    opened: Callable[[Path], None] | None = None,
) -> Spec:
    """Load a layout spec: a bundled name, a file, text, or a mapping.

    ``overrides`` are pairs of a dotted key and its value, as ``--set`` takes them; ``roots``
    more folders for its fonts and pictures; ``opened`` is told each file that is read, also of
    a spec that is wrong, to watch it.  Raises SpecError, whose text is one line with file,
    line, column, key and a way out.
    """
    from broadsheet.spec_yaml import loader

    known = reach.folders(roots)
    spec = loader.load(source, overrides=overrides, opened=opened, roots=known)
    return replace(spec, style=replace(spec.style, roots=known)) if known else spec


def load_style(
    source: str | Path | Mapping[str, Any] = BASE_SPEC,
    *,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Roots = (),
    opened: Callable[[Path], None] | None = None,
) -> Style:
    """Load the house style of a spec, as ``load_spec`` does; the spec need not draw a page.

    What is drawn in it (map, boxes, folio line, seam, pages and masters) is not read.
    """
    from broadsheet.spec_yaml import loader

    known = reach.folders(roots)
    style = loader.load_style(source, overrides=overrides, opened=opened, roots=known)
    return replace(style, roots=known) if known else style


def spec_of(edition: Edition) -> str:
    """Return the name or file of the spec that an edition asks for, else the default.

    A file is one of the edition's folder, or of its roots: an edition of unknown origin reaches
    no other.  Raises SpecError for one that is not there.
    """
    name = edition.spec or DEFAULT_SPEC
    if name.isprintable() and not name.endswith(reach.YAML_ENDINGS) and "/" not in name:
        return name
    try:
        open_to = reach.open_to(edition.folder, edition.roots)
        path = reach.within(name, open_to, "the edition's folder")
    except UserError as fault:
        raise SpecError(f"{name!r} {fault.message}", key="spec", hint=fault.hint) from None
    for folder in open_to:  # as it was written, where it lies: links are for the system to follow
        if (folder / name).is_file():
            return str(folder / name)
    return str(path)


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

    Never raises for bad copy: what is overset, missing or doubtful is in ``findings``.
    ``draft`` marks what is overset in red.  ``book`` has the spec's faces open already, for
    who sets many editions; ``kept`` what was set already with that book, for who sets one
    edition in many drawings.  Raises FaceError when a face can't be opened, and StoppedError
    after ``timeout`` seconds, which says what was being done.  ``watch`` is told what is begun,
    box by box and paragraph by paragraph (empty: more of the same); what it raises goes through.
    """
    spec, book = drawn(edition, spec, book=book)
    making, told = _made_up(edition, spec, draft, book, _watch(watch, timeout), kept)
    with _faces_told(spec):
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
) -> Pages:
    """Compose an edition and write it as PDF page by page, for long ones: no page is kept.

    Returns what ``compose`` does, its pages without marks; the bytes are those of ``write_pdf``.
    Nothing is written when there are errors among the findings, unless for a ``draft``.  PDF/A
    and PDF/UA need all pages before they write the first, and so keep them meanwhile.
    ``press`` is the spec's without one.  A stream is written to when all is known.  Raises what
    the two raise.
    """
    spec, book = drawn(edition, spec, book=book)
    press = press or press_of(spec, standard, date=edition.masthead.date)
    printing.check_order(standard, press)
    watch = _watch(watch, timeout)
    making, told = _made_up(edition, spec, draft, book, watch)
    closed: list[Pages] = []

    def write(stream: BinaryIO) -> None:
        def begin(cover: Pages) -> "Writer":
            opened = making.setup.book.face
            return printing.begin_pdf(cover, opened, stream, standard, press, watch)

        with _faces_told(spec):
            work, bare = _painted(making, begin, whole=standard in printing.WHOLE)
        closed.append(_with_told(making.closed(bare), told))
        if not draft and any(finding.level == "error" for finding in closed[0].findings):
            raise _NotWritten
        work.finish(closed[0].faces, making.gone)

    with suppress(_NotWritten):
        printing.write_to(out, write)
    return closed[0]


def _painted(
    making: "Composition", begin: "Callable[[Pages], Writer]", *, whole: bool
) -> "tuple[Writer, tuple[Page, ...]]":
    """Compose pages and paint each at once, or when all are there; return them without marks."""
    cover, pages = making.cover(), making.pages()
    if whole:
        cover = making.closed(tuple(pages))
        pages = iter(cover.pages)
    work = begin(cover)
    bare: list[Page] = []
    for page in pages:
        work.add_page(page)
        bare.append(replace(page, marks=()))
    return work, tuple(bare)


class _NotWritten(Exception):
    """The findings forbid a file."""


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

    cost.check_copy(edition)
    sizes, told = picture_sizes(edition)
    cost.check_memory(edition, sizes)
    with _faces_told(spec):
        book = book or open_faces(spec.style)
        setup = PageSetup(
            style=spec.style,
            book=book,
            edition=edition,
            picture_sizes=sizes,
            kept=kept,
            watch=watch,
        )
        return pages.begin(setup, spec, draft=draft), told


@contextmanager
def _faces_told(spec: Spec) -> Iterator[None]:
    """Tell where a spec names a face that can't be opened."""
    try:
        yield
    except FaceError as fault:
        where = fault.where or spec.style.places.get(fault.key) or Where(spec.where.file)
        raise FaceError(fault.message, where=where, key=fault.key, hint=fault.hint) from None


def _with_told(pages: Pages, told: Sequence[Finding]) -> Pages:
    return replace(pages, findings=(*pages.findings, *told)) if told else pages


def dummy(
    edition: Edition,
    style: "Spec | str | Path | None" = None,
    *,
    choices: int = 1,
    book: "FaceBook | None" = None,
    overrides: Sequence[tuple[str, str]] = (),
) -> "list[Dummy]":
    """Draw an edition's pages (版样) in a house style; return the best drawings, the best first.

    Each has its ``text``, an ordinary layout spec, that spec read, a ``score`` (what an art
    editor has against it) and ``reasons``.  ``style`` is one whose ``map`` is ``auto``: a
    bundled name, a file or loaded; without it the edition's ``spec:``, else ``house``.  Raises
    SpecError for a style that leaves nothing open.
    """
    from broadsheet import drafting

    if not isinstance(style, Spec):
        style = load_spec(style or spec_of(edition), overrides=overrides)
    with _faces_told(style):
        book = book or open_faces(style.style)
    sizes, _ = picture_sizes(edition)
    return drafting.dummies(edition, style, book, sizes, overrides=overrides, choices=choices)


def drawn(
    edition: Edition,
    spec: Spec | None,
    *,
    book: "FaceBook | None" = None,
    overrides: Sequence[tuple[str, str]] = (),
) -> "tuple[Spec, FaceBook | None]":
    """Return a spec that is drawn, and its faces: as it is, or the best dummy of a style."""
    spec = spec or load_spec(spec_of(edition), overrides=overrides)
    if not spec.arrangement.auto:
        return spec, book
    with _faces_told(spec):
        book = book or open_faces(spec.style)
    return dummy(edition, spec, book=book, overrides=overrides)[0].spec, book


def lint(pages: Pages, spec: Spec) -> tuple[Finding, ...]:
    """Return the editors' faults of composed pages: 碰题, 断版, 通缝, trapped white and others.

    ``spec`` is the one they were composed with; its ``lint`` gives level and limits.
    """
    from broadsheet.lint import faults

    return faults(pages, spec)


def set_text(text: str, spec: Spec, order: "trial.Order") -> "trial.Trial":
    """Set one paragraph on its own in a style of a spec.

    Raises UserError for a style, a typeface or a length that is none.
    """
    from broadsheet import trial

    return trial.set_text(text, spec.style, open_faces(spec.style), order)


def open_faces(style: Style) -> "FaceBook":
    """Open the faces that a house style names."""
    from broadsheet.fonts.typeface import FaceBook

    return FaceBook.open(style.typefaces, reach.open_to(style.folder, style.roots))


def picture_names(edition: Edition) -> dict[str, str]:
    """Return the pictures that an edition names, each with the item that names it."""
    names: dict[str, str] = {}
    if edition.masthead.ear.src:
        names[edition.masthead.ear.src] = "masthead"
    for item in edition.items:
        if isinstance(item, Article):
            names |= {p.src: item.id for p in item.pictures if p.src}
        elif isinstance(item, Photo) and item.picture.src:
            names[item.picture.src] = item.id
        elif isinstance(item, Advert) and item.src:
            names[item.src] = item.id
    return names


def picture_sizes(edition: Edition) -> tuple[dict[str, tuple[int, int]], list[Finding]]:
    """Read the sizes of an edition's pictures, px, of PDFs pt; a missing one is a finding.

    For an advertisement it is an error where its place would stay white: it is sold.
    """
    names = picture_names(edition)
    if not names:
        return {}, []
    from broadsheet.paint import pictures

    sizes: dict[str, tuple[int, int]] = {}
    findings: list[Finding] = []
    for name, item in names.items():
        try:
            path = picture_path(edition.folder, name, edition.roots)
            if name.lower().endswith(".pdf"):
                from broadsheet.paint import artwork

                sizes[name] = artwork.artwork_size(path)  # pt
            else:
                sizes[name] = pictures.picture_size(path)
        except PictureError as fault:
            lost = _is_sold(edition, item, fault)
            level: Level = "error" if lost else "warning"
            findings.append(Finding(level=level, code="picture", message=str(fault), item=item))
    return sizes, findings


def _is_sold(edition: Edition, item: str, fault: PictureError) -> bool:
    """Tell whether a picture that can't be read is an advertiser's material.

    One that is not there yet, of an advertisement whose words stand for it, is none.
    """
    ads = {ad.id: ad for ad in edition.items if isinstance(ad, Advert)}
    return item in ads and (not isinstance(fault, AbsentPictureError) or not any(ads[item].copy))


def prove(pdf: str | Path | bytes, edition: Edition) -> tuple[Finding, ...]:
    """Read a PDF back and say where its text is not the edition's; empty when it is.

    Raises SourceError when the file is no PDF that can be read.
    """
    from broadsheet.proof import checking

    if isinstance(pdf, bytes):
        return checking.compare(pdf, edition)
    try:
        return checking.compare(read_bytes(Path(pdf)), edition)
    except SourceError as fault:
        where = fault.where or Where(str(pdf))
        raise SourceError(fault.message, where=where, hint=fault.hint) from None


def inspect_pdf(pdf: str | Path | bytes, *, profile: str = "coldset") -> "Report":
    """Say what would go wrong with any PDF on the press.

    ``profile`` names a way of printing: ``preflight.PROFILES``.  Raises SourceError when the
    file is no PDF that can be read.
    """
    from broadsheet import preflight

    content = pdf if isinstance(pdf, bytes) else read_bytes(Path(pdf))
    return preflight.inspect(content, preflight.limits_of(profile))
