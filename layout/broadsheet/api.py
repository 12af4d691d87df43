"""The library: read, compose, write.

The wiring of the stages for embedding; ``broadsheet`` hands these out lazily.  All functions
are safe to call from several threads at once: there is no state but their arguments.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet import __version__, deadline, reach
from broadsheet.deadline import Watch
from broadsheet.display import Pages
from broadsheet.edition import Advert, Article, Edition, Photo
from broadsheet.errors import (
    FaceError,
    Finding,
    OutputError,
    PictureError,
    SourceError,
    SpecError,
    UserError,
    Where,
)
from broadsheet.intake import edition_from_bytes, edition_from_text
from broadsheet.models import frozen, replace
from broadsheet.reach import read_bytes
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet import trial
    from broadsheet.fonts.typeface import FaceBook
    from broadsheet.preflight import Report

STANDARDS = ("pdf", "x4", "x1a", "a2u", "ua1")
DEFAULT_SPEC = "duikai-6"
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
    source: str | Path | Mapping[str, Any] = DEFAULT_SPEC,
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
    return replace(spec, roots=known) if known else spec


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


def compose(
    edition: Edition,
    spec: Spec,
    *,
    draft: bool = False,
    book: "FaceBook | None" = None,
    timeout: float | None = None,
    watch: Watch | None = None,
) -> Pages:
    """Compose an edition's pages with a spec.

    Never raises for bad copy: what is overset, missing or doubtful is in ``findings``.
    ``draft`` marks what is overset in red.  ``book`` has the spec's faces open already, for
    who sets many editions.  Raises FaceError when a face can't be opened, and StoppedError
    after ``timeout`` seconds, which says what was being done.  ``watch`` is told what is begun,
    box by box and paragraph by paragraph (empty: more of the same); what it raises goes through.
    """
    from broadsheet.makeup import cost, pages

    if timeout is not None:
        watch = deadline.both(watch, deadline.until(timeout))
    cost.check_copy(edition)
    sizes, findings = picture_sizes(edition)
    cost.check_memory(edition, sizes)
    try:
        book = book or open_faces(spec)
        composed = pages.compose(
            edition, spec, book=book, picture_sizes=sizes, draft=draft, watch=watch
        )
    except FaceError as fault:
        where = fault.where or spec.places.get(fault.key) or Where(spec.where.file)
        raise FaceError(fault.message, where=where, key=fault.key, hint=fault.hint) from None
    if not findings:
        return composed
    return replace(composed, findings=(*composed.findings, *findings))


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

    return trial.set_text(text, spec, open_faces(spec), order)


def open_faces(spec: Spec) -> "FaceBook":
    """Open the faces that a spec names."""
    from broadsheet.fonts.typeface import FaceBook

    return FaceBook.open(spec.typefaces, reach.open_to(spec.folder, spec.roots))


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
    """Read the sizes of an edition's pictures, px, of PDFs pt; a missing one is a finding."""
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
            findings.append(Finding(level="warning", code="picture", message=str(fault), item=item))
    return sizes, findings


def picture_path(folder: str, name: str, roots: Sequence[str] = ()) -> Path:
    """Return the file of a picture that an edition names: under its folder, or a root."""
    try:
        return reach.within(name, reach.open_to(folder, roots), "the edition's folder")
    except UserError as fault:
        raise PictureError(fault.message, where=Where(name), hint=fault.hint) from None


@frozen(kw_only=True)
class Press:
    """What goes with a standard of print or archive."""

    profile: str | Path | None = None  # ICC file of the press; without it, coldset newsprint
    condition: str = ""  # registered name of the printing condition; without it, "Custom"
    marks: bool = False  # printer's marks and a grey bar outside the trim
    bleed: float = 0.0  # pt; newspapers have none
    date: str = ""  # ISO 8601 day for the file's dates, the edition's: no clock is read


def press_of(
    spec: Spec, standard: str, *, profile: str | None = None, marks: bool = False, date: str = ""
) -> Press:
    """Return what goes with a standard: what is asked for, else what the spec says.

    Of the spec only what the standard has a place for.  Its profile lies in the spec's folder.
    """
    sheet, printed = spec.press, standard in ("x4", "x1a")
    chosen: str | Path | None = profile
    condition = ""
    if profile is None and sheet.profile and (printed or standard == "a2u"):
        chosen, condition = _beside(spec, sheet.profile), sheet.condition
    return Press(
        profile=chosen,
        condition=condition,
        marks=marks or (sheet.marks and printed),
        bleed=sheet.bleed if printed else 0.0,
        date=date,
    )


def _beside(spec: Spec, name: str) -> Path:
    """Return a file of the spec's folder; a spec reaches nothing outside it."""
    try:
        return reach.within(name, reach.open_to(spec.folder, spec.roots), "the spec's folder")
    except UserError as fault:
        where, key = spec.where, "press.profile"
        message = f"{name!r} {fault.message}"
        raise SpecError(message, where=where, key=key, hint=fault.hint) from None


def write_pdf(
    pages: Pages,
    out: str | Path | BinaryIO,
    *,
    standard: str = "pdf",
    press: Press | None = None,
    book: "FaceBook | None" = None,
    watch: Watch | None = None,
) -> None:
    """Write composed pages as PDF, to a file or a binary stream.

    A file is written beside its name and then renamed: it is there whole or not at all.
    ``standard`` is one of ``STANDARDS``: plain PDF, PDF/X-4, PDF/X-1a:2003, PDF/A-2u or
    PDF/UA-1.  ``book`` has the pages' faces open already.  ``watch`` is told of each picture,
    and may raise to stop.  Raises OutputError.
    """
    if standard not in STANDARDS:
        raise OutputError(f"no standard {standard!r}", hint=f"one of {', '.join(STANDARDS)}")
    if press and (press.marks or press.bleed) and standard not in ("x4", "x1a"):
        raise OutputError("marks and bleed are for the press", hint="standard x4 or x1a")
    if press and press.profile is not None and standard in ("pdf", "ua1"):
        raise OutputError("this standard has no place for a profile", hint="x4, x1a or a2u has")
    from broadsheet import outfile

    faces = _faces_of(pages, book)
    producer = f"broadsheet {__version__}"

    def read_picture(name: str) -> bytes:
        if watch is not None:
            watch(f"placing picture {name}")
        return read_bytes(picture_path(pages.folder, name, pages.roots))

    def write(stream: BinaryIO) -> None:
        if standard == "pdf":
            from broadsheet.paint.pdf import document

            document.paint(pages, faces, stream, read_picture=read_picture, producer=producer)
            return
        from broadsheet.paint.pdf import conforming

        order = _order(standard, press or Press())
        conforming.paint(pages, faces, stream, order, read_picture=read_picture, producer=producer)

    if isinstance(out, str | Path):
        outfile.write_atomic(out, write)
    else:
        write(out)


def _order(standard: str, press: Press) -> Any:
    """Return what the painter is to do, with the profile read and looked at."""
    from broadsheet.paint import profiles
    from broadsheet.paint.pdf import standards

    chosen = standards.STANDARDS[standard]
    intent = None
    if chosen.intent and press.profile is None:
        intent = profiles.coldset()
    elif chosen.intent:
        from broadsheet.paint import separation

        content = read_bytes(Path(str(press.profile)))
        separation.check_profile(content, str(press.profile))
        name = Path(str(press.profile)).stem
        registry = "http://www.color.org" if press.condition else ""
        intent = standards.Intent(
            profile=content,
            condition=press.condition or "Custom",
            registry=registry,
            about=name,
        )
    date = press.date or standards.UNDATED
    return standards.Order(
        standard=chosen, intent=intent, date=date, marks=press.marks, bleed=press.bleed
    )


def _faces_of(pages: Pages, book: "FaceBook | None") -> Mapping[str, Any]:
    if book is None:
        from broadsheet.fonts.typeface import FaceBook

        folders = reach.open_to(pages.face_folder, pages.face_roots)
        book = FaceBook.open(dict(pages.typefaces), folders)
    return {face: book.face(face) for face, _ in pages.faces}


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
