"""Any source becomes an edition: files, folders, text, bytes, mappings; raw pages with reasons.

Takes what holds an edition or raw pages; returns the edition, and of raw pages what was decided
on each block and why.  Knows nothing of specs and pages.
"""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet import deadline, files_read, reach
from broadsheet.api import illustrating
from broadsheet.deadline import Watch, untimed
from broadsheet.edition import Advert, Article, Edition, Photo
from broadsheet.errors import Finding, PictureError, SourceError, UserError, Where
from broadsheet.illustrations import ENDINGS, Pairing
from broadsheet.intake import edition_from_bytes, edition_from_text
from broadsheet.models import frozen, replace
from broadsheet.printing import picture_path
from broadsheet.reach import read_bytes

if TYPE_CHECKING:
    from broadsheet.parse.account import Parsed
    from broadsheet.parse.hints import Hints
    from broadsheet.parse.text.text_blocks import TextBlock

Roots = Sequence[str | Path]
_PAGES = (".txt", ".text", ".pdf")
_RAW_KINDS: Mapping[str, tuple[type, ...]] = {
    "repair": (bool,), "explain": (bool,), "pictures": (str, Path)
}  # fmt: skip


@frozen(kw_only=True)
class NamedBytes:
    """Bytes at hand, such as of standard input, and what to call them in messages.

    - ``content``: the file's bytes
    - ``name``: what messages call it; its ending tells its form
    - ``folder``: in which pictures are looked up
    """

    content: bytes
    name: str
    folder: str = ""


Anything = str | Path | Mapping[str, Any] | NamedBytes | Edition


@frozen(kw_only=True)
class RawPage:
    """One page as its extraction left it.

    - ``text``: as it was extracted, decoded
    - ``file``: in messages; of a PDF's pages with the number
    - ``coding``: how the text was coded; PDF where it was read from one
    - ``blocks``: of a PDF's page: with place and size; text has none
    - ``told_of_file``: what reading a PDF left out or mended
    """

    text: str
    file: str
    coding: str = "UTF-8"
    blocks: "tuple[TextBlock, ...]" = ()
    told_of_file: tuple[Finding, ...] = ()

    def told(self) -> Finding:
        """Return how the page was coded, for whoever wonders at its characters."""
        where = Where(self.file)
        return Finding(level="note", code="coding", message=f"read as {self.coding}", where=where)


def _check_raw(made: "RawOptions") -> None:
    """Refuse an option that is not of its kind where it is made; raises UserError."""
    for name, kinds in _RAW_KINDS.items():
        value = getattr(made, name)
        if not isinstance(value, kinds):
            said = " or ".join(kind.__name__ for kind in kinds)
            raise UserError(f"RawOptions.{name}: {value!r} is not {said}")
    hints = made.hints
    if not (hints is None or isinstance(hints, str | Path) or type(hints).__name__ == "Hints"):
        hint = "name their file, or read them: broadsheet.api.read_hints"
        raise UserError(f"RawOptions.hints: {hints!r} are no hints", hint=hint)


@frozen(kw_only=True, check=_check_raw)
class RawOptions:
    """How raw pages are read.

    - ``hints``: of what lines of this paper are; a file or read
    - ``repair``: put back quotes that are plainly missing
    - ``explain``: keep each decision and its reasons, for ``explain``
    - ``pictures``: folder of this page's pictures; else those beside a raw page count
    """

    hints: "str | Path | Hints | None" = None
    repair: bool = False
    explain: bool = False
    pictures: str | Path = ""


@frozen(kw_only=True)
class RawReading:
    """Raw pages, and the one edition that they were read as.

    - ``edition``: all pages as one
    - ``pages``: the texts that were read
    - ``parsed``: of each page, its edition and decisions
    """

    edition: Edition
    pages: tuple[RawPage, ...]
    parsed: "tuple[Parsed, ...]"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """How each page was coded, then what was joined, changed or doubted."""
        told = [f for page in self.pages for f in (page.told(), *page.told_of_file)]
        return (*told, *self.edition.findings)


def read_edition(
    source: Anything,
    *,
    repair: bool = False,
    roots: Roots = (),
    pictures: str | Path = "",
    timeout: float | None = None,
    watch: Watch | None = None,
) -> Edition:
    """Read an edition from a file, from text, from a mapping, or from bytes as ``NamedBytes``.

    A file ending in .yaml, .yml or .json is an edition in its canonical form; ninjs, NITF,
    NewsML-G2, HTML, Markdown and Word files are told by what is in them; any other is raw page
    text, and parsed.  A folder of such files is one page.  A ``str`` with a line end is text
    itself.  Picture names are looked up in the file's folder, then in ``roots``.  Places without
    a picture get those of the folder ``pictures``, by name, number or order; those of a raw page
    without it what lies beside it under a name that fits, or that its hints name (a file of the
    page's name ending in .hints).  ``timeout`` is in seconds; ``watch`` is told what is begun,
    and may raise to stop.

    Raises StoppedError when the time is up, SourceError or EditionError, whose text is one line
    with the place of the fault.
    """
    look = deadline.both(watch, None if timeout is None else deadline.until(timeout)) or untimed
    look("reading the edition")
    edition = _read(source, repair, look, pictured=bool(pictures))
    look("")  # of what reads in one go it is only known now
    if roots:
        edition = replace(edition, roots=reach.folders(roots))
    if pictures:
        edition = illustrating.with_folder(edition, pictures)
    note_pictures(edition)
    return edition


def _read(source: Anything, repair: bool, watch: Watch, *, pictured: bool) -> Edition:
    if isinstance(source, Edition):
        return source
    if isinstance(source, Mapping):
        from broadsheet.formats import edition_yaml

        return edition_yaml.read(source, file="")
    if isinstance(source, NamedBytes):
        return edition_from_bytes(
            source.content, file=source.name, folder=source.folder, repair=repair, watch=watch
        )
    if isinstance(source, str) and "\n" in source:
        return edition_from_text(source, repair=repair, watch=watch)
    if not isinstance(source, str | Path):
        way = (
            "NamedBytes(content=…, name=…)" if isinstance(source, bytes | bytearray) else "its path"
        )
        raise TypeError(
            f"a file, text, a mapping or NamedBytes, not {type(source).__name__}: {way}"
        )
    return _read_path(Path(source), repair, watch, pictured=pictured)


def _read_path(path: Path, repair: bool, watch: Watch, *, pictured: bool) -> Edition:
    """Read a file, or a folder of stories or of raw pages with their pictures."""
    if os.path.isdir(path) and not _holds_raw_pages(path):
        from broadsheet import interchange

        return interchange.import_files([path]).edition
    if os.path.isdir(path) or illustrating.hints_beside(path):
        own = path if os.path.isdir(path) and not pictured and _holds_pictures(path) else ""
        options = RawOptions(repair=repair, pictures=own)
        return read_raw(path, options, watch=watch).edition
    edition = edition_from_bytes(
        read_bytes(path), file=str(path), folder=str(path.parent), repair=repair, watch=watch
    )
    beside = path.suffix.lower() in reach.RAW_ENDINGS and not pictured
    return illustrating.with_neighbours(edition, path) if beside else edition


def _holds_raw_pages(folder: Path) -> bool:
    """Tell whether a folder holds raw pages, and no stories of other forms."""
    from broadsheet.interchange import holds_stories

    with suppress(OSError):
        return not holds_stories(folder) and any(
            path.suffix.lower() in _PAGES for path in folder.iterdir()
        )
    return False


def _holds_pictures(folder: Path) -> bool:
    return any(path.suffix.lower() in ENDINGS - {".pdf"} for path in folder.iterdir())


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


def picture_files(edition: Edition) -> list[Path]:
    """Return the files of an edition's pictures, also of those that are not there."""
    found: list[Path] = []
    for name in picture_names(edition):
        with suppress(PictureError):  # a name that leads elsewhere: composing tells
            found.append(picture_path(edition.folder, name, edition.roots))
    return found


def note_pictures(edition: Edition) -> None:
    """Note the pictures of an edition among what the run reads: none is written over."""
    for path in picture_files(edition):
        if os.path.exists(path):
            files_read.note(path)


def raw_pages(source: str | Path | NamedBytes) -> tuple[RawPage, ...]:
    """Return the raw pages of a text file, a PDF of several pages, or a folder of both.

    A ``str`` with a line end is text itself.  A folder's files come in the order of their
    names, in which figures count as numbers: A2 before A10.  Raises SourceError.
    """
    if isinstance(source, NamedBytes):
        return _pages(source.content, source.name)
    if isinstance(source, str) and "\n" in source:
        return (RawPage(text=source, file=""),)
    folder = Path(source)
    if not os.path.isdir(folder):
        return _pages(read_bytes(folder), str(source))
    files = sorted(
        (path for path in folder.iterdir() if path.suffix.lower() in _PAGES and not path.is_dir()),
        key=lambda path: _order(path.name),
    )
    if not files:
        where, hint = Where(str(source)), f"put {', '.join(_PAGES)} in it"
        raise SourceError("the folder holds no page", where=where, hint=hint)
    return tuple(page for path in files for page in _pages(read_bytes(path), str(path)))


def _order(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", name.lower())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _pages(content: bytes, file: str) -> tuple[RawPage, ...]:
    if content.startswith(b"%PDF-"):
        from broadsheet.parse.pdf.read import pdf_pages

        pages = pdf_pages(content, file=file)
        alone = len(pages) == 1 and pages[0].number == 1
        return tuple(
            RawPage(
                text=page.text,
                file=file if alone else f"{file}[{page.number}]",
                coding="PDF",
                blocks=page.blocks,
                told_of_file=page.findings,
            )
            for page in pages
        )
    from broadsheet.parse.reader import decode

    text, coding = decode(content, file=file)
    return (RawPage(text=text, file=file, coding=coding.upper()),)


def read_hints(source: str | Path) -> "Hints":
    """Read a paper's hints: ``name: …``, ``tag: …``, ``ad: …``, ``notice: …``, ``not-head: …``.

    A ``str`` with a line end is their text itself.  Raises SourceError with the line.
    """
    from broadsheet.parse import hints, reader

    if isinstance(source, str) and "\n" in source:
        return hints.read_hints(source, file="")
    text, _ = reader.decode(read_bytes(Path(source)), file=str(source))
    return hints.read_hints(text, file=str(source))


def read_raw(
    source: str | Path | NamedBytes | Sequence[RawPage],
    options: RawOptions | None = None,
    *,
    watch: Watch | None = None,
) -> RawReading:
    """Read raw pages into one edition, and keep how each of them was read.

    ``watch`` is told of each page as it is begun, and may raise to stop.

    Every character that is not layout white is in the edition, or became a fact of its
    masthead.  Raises SourceError.
    """
    given = options or RawOptions()
    look = watch or untimed
    look("loading what reads pages")
    pages = raw_pages(source) if isinstance(source, str | Path | NamedBytes) else tuple(source)
    if not pages:
        raise SourceError("there is no page to read", hint="give one")
    place = source if isinstance(source, str | Path) and "\n" not in str(source) else None
    hints = _hints_of(given, place)
    from broadsheet.parse import reader
    from broadsheet.parse.binding import bind

    parsed: list[Parsed] = []
    for page in pages:
        look(f"reading {page.file or 'the page'}")
        parsed.append(
            reader.read_text(
                page.blocks or page.text,
                file=page.file,
                repair=given.repair,
                hints=hints,
                account=given.explain,
                watch=watch,
            )
        )
    bound = bind(parsed, [page.file for page in pages])
    edition = _illustrated(bound.edition, given, place, hints)
    return RawReading(edition=edition, pages=pages, parsed=tuple(parsed))


def _hints_of(given: RawOptions, place: str | Path | None) -> "Hints | None":
    """Return the hints that are given, else those that lie beside a raw page."""
    wanted = given.hints
    if wanted is None and place is not None:
        wanted = illustrating.hints_beside(Path(place))
    return read_hints(wanted) if isinstance(wanted, str | Path) else wanted


def _illustrated(
    edition: Edition, given: RawOptions, place: str | Path | None, hints: "Hints | None"
) -> Edition:
    """Return the edition with its pictures: of the folder given, else beside a raw page."""
    pairings = [Pairing(*pair) for pair in hints.pictures] if hints else []
    if place is not None:
        path = Path(place)
        folder = str(path if os.path.isdir(path) else path.parent)
        edition = edition if edition.folder else replace(edition, folder=folder)
    if given.pictures:
        return illustrating.with_folder(edition, given.pictures, pairings, page=place)
    if place is None or Path(place).suffix.lower() not in reach.RAW_ENDINGS:
        return edition
    return illustrating.with_neighbours(edition, Path(place), pairings)
