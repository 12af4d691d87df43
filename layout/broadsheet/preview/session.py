"""The pages in work: set once, and set again when a file changes.

Takes the files that a command names; keeps the edition, the spec, the opened faces and the
pages, and does again only what a change touches.  A file with a fault leaves the last good
pages standing.  Knows no browser and no network.
"""

import hashlib
import io
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from broadsheet import api, reach, resources
from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.errors import UserError, Where, worst
from broadsheet.fonts.typeface import FaceBook
from broadsheet.messages.spoken import fault_line
from broadsheet.models import field, frozen, replace
from broadsheet.paint import raster
from broadsheet.preview.drawings import DRAWING, Drawings
from broadsheet.spec import Spec

TILE = 1024  # px, side of a piece of a page
BASE = 0.75  # px for a point: the whole page, seen until its pieces come
LEAST, MOST = 0.1, 24.0  # px for a point
Stamp = tuple[int, int, int] | None  # time of change, size and number of a file; None: not there


@frozen(kw_only=True)
class PreviewOrder:
    """What is to be shown."""

    edition: Path
    spec: str = ""  # name or file; empty: what the edition asks for
    overrides: tuple[tuple[str, str], ...] = ()
    roots: tuple[str, ...] = ()
    repair: bool = False


@frozen(kw_only=True)
class SourceFile:
    """A text file that what is on show came from."""

    path: Path
    kind: Literal["spec", "edition", "raw"]
    digest: str  # of its content
    own: bool  # the user's to change
    real: Path  # where it lay when it was looked at: a link may lead elsewhere later


@frozen(kw_only=True)
class Shown:
    """What is on show: the last good pages, and what keeps newer ones from being set."""

    version: int = 0
    edition: Edition | None = None
    spec: Spec | None = None
    pages: Pages | None = None
    digest: str = ""  # of the pages as drawn
    choice: int = 0  # the drawing on show, counted from 1; 0: the page is drawn by hand
    choices: int = 0  # drawings there are; 1 until another is asked for
    fault: str = ""  # one line
    place: Where | None = None  # of the fault
    faults: tuple[UserError, ...] = ()  # all that were found in one reading, that one first
    files: tuple["SourceFile", ...] = ()  # that can be read and changed beside the page
    # lines of the spec's files, by the name that places in them bear
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


class Session:
    """One edition with its spec; ``shown`` is what is on show."""

    def __init__(self, order: PreviewOrder) -> None:
        self.order = order
        self.shown = Shown()
        self._stamps: dict[Path, Stamp] = {}
        self._stale: set[Path] = set()  # changed, and not yet set again
        self._spec_files: list[Path] = []
        self._edition: Edition | None = None
        self._spec: Spec | None = None
        self._spec_name = ""
        self._book: FaceBook | None = None
        self._named: object = None  # what of a spec the book was opened for
        self.drawings = Drawings()
        self._drawn: raster.OpenPdf | None = None
        self._lock = threading.Lock()  # of what is drawn: PDFium is for one thread at a time

    @property
    def spec_name(self) -> str:
        """The name or file of the spec that is set with."""
        return self._spec_name

    @property
    def sources(self) -> Mapping[str, Path]:
        """The files that may be changed from the page, by their names: no others."""
        return {str(source.path): source.path for source in self.shown.files if source.own}

    def go_on_with(self, spec: str) -> Shown:
        """Show the edition in another spec from now on, such as a drawing that was taken."""
        self.order = replace(self.order, spec=spec)
        return self.set_again()

    @property
    def files(self) -> frozenset[Path]:
        """The files that what is on show came from, and those that it lacks."""
        return frozenset(self._stamps)

    @property
    def folders(self) -> frozenset[Path]:
        """The folders in which a change may lie."""
        return frozenset(path.parent for path in self._stamps if path.parent.is_dir())

    def changed(self) -> bool:
        """Tell whether a file is not as it was when it was read."""
        return any(_stamp(path) != stamp for path, stamp in self._stamps.items())

    def set_again(self) -> Shown:
        """Read what has changed, and set the pages; a fault is shown, and the old pages stay."""
        stale = {path for path, stamp in self._stamps.items() if _stamp(path) != stamp}
        self._note(stale)
        self._stale |= stale
        try:
            edition = self._read_edition()
            spec = self._read_spec(edition)
            self._show(edition, spec)
        except UserError as fault:
            self._show_fault(fault_line(fault), fault.where, fault.each())
        return self.shown

    def turn(self, by: int) -> Shown:
        """Show the next drawing of the page, or with -1 the one before."""
        self.drawings.turn(by)
        return self.set_again()

    def save(self) -> str:
        """Write the drawing on show as a spec of its own; return its file.

        Raises OutputError.
        """
        return self.drawings.save()

    def show_fault(self, text: str) -> None:
        """Show a fault that is not of a user's file."""
        self._show_fault(text, None)

    def piece(self, digest: str, page: int, scale: float, cell: tuple[int, int] | None) -> bytes:
        """Return a piece of a page as PNG, or all of it when no ``cell`` (column, row) is asked.

        ``digest`` says which pages are meant.  Raises LookupError for what is not on show,
        ValueError for a scale out of reason.
        """
        if not LEAST <= scale <= MOST:
            raise ValueError(scale)
        with self._lock:
            drawn, pages = self._drawn, self.shown.pages
            if digest != self.shown.digest or pages is None or drawn is None:
                raise LookupError(digest)
            self._check_place(pages, page, scale, cell)
            if cell is None:
                return drawn.png(page - 1, scale)
            column, row = cell
            return drawn.png(page - 1, scale, (column * TILE, row * TILE, TILE, TILE))

    @staticmethod
    def _check_place(pages: Pages, page: int, scale: float, cell: tuple[int, int] | None) -> None:
        """Raise LookupError for a page, or a piece of it, that is not there."""
        if not 1 <= page <= len(pages.pages):
            raise LookupError(page)
        shape = pages.pages[page - 1]
        for number, side in zip(cell or (), (shape.width, shape.height), strict=False):
            if not 0 <= number * TILE < side * scale:
                raise LookupError(cell)

    def _read_edition(self) -> Edition:
        path = self.order.edition
        if self._edition is None or path in self._stale:
            self._edition = None
            self._note([path])
            self._edition = api.read_edition(path, repair=self.order.repair, roots=self.order.roots)
        return self._edition

    def _read_spec(self, edition: Edition) -> Spec:
        name = self.order.spec or api.spec_of(edition)
        if self._spec is None or name != self._spec_name or self._stale & set(self._spec_files):
            self._spec, self._spec_name = None, name
            self._spec_files.clear()
            self._spec = api.load_spec(
                name,
                overrides=self.order.overrides,
                roots=self.order.roots,
                opened=self._opened,
            )
        return self._spec

    def _opened(self, path: Path) -> None:
        self._spec_files.append(path)
        self._note([path])

    def _note(self, paths: Iterable[Path]) -> None:
        """Remember how files are, before they are read: a change meanwhile is seen after."""
        self._stamps.update((path, _stamp(path)) for path in paths)

    def _show(self, edition: Edition, spec: Spec) -> None:
        faces, pictures = api.face_files(spec.style), api.picture_files(edition)
        self._note([*faces, *pictures])
        book = self._faces(spec, reopened=bool(self._stale & set(faces)))
        edition, spec = self.drawings.take(
            edition, spec, book, overrides=self.order.overrides, source=self.order.edition
        )
        pages = api.compose(edition, spec, book=book)
        findings = (*pages.findings, *api.lint(pages, spec))
        if worst(findings) == "error":  # lint must not take the red bars for rules of the page
            pages = api.compose(edition, spec, draft=True, book=book)
        pages = replace(pages, findings=findings)
        pdf = _pdf_of(pages, book)
        with self._lock:
            if self._drawn is not None:
                self._drawn.close()
            self._drawn = raster.OpenPdf(pdf)
            self.shown = Shown(
                version=self.shown.version + 1,
                edition=edition,
                spec=spec,
                pages=pages,
                digest=hashlib.sha256(pdf).hexdigest()[:20],
                choice=self.drawings.number,
                choices=len(self.drawings.found),
                texts=_texts(self._spec_files, self.drawings.text),
                files=self._sources(),
            )
        kept = {self.order.edition, *self._spec_files, *faces, *pictures}
        self._stamps = {path: stamp for path, stamp in self._stamps.items() if path in kept}
        self._stale.clear()

    def _show_fault(
        self, text: str, place: Where | None, faults: tuple[UserError, ...] = ()
    ) -> None:
        version = self.shown.version + 1
        files = self._sources()
        self.shown = replace(
            self.shown, version=version, fault=text, place=place, faults=faults, files=files
        )
        # what is missing may come: then the folders around it change
        self._note({path.parent for path in (self.order.edition, *self._spec_files)})

    def _sources(self) -> tuple[SourceFile, ...]:
        """Return the texts that what is on show came from, the spec's first."""
        kinds: dict[Path, Literal["spec", "edition", "raw"]]
        kinds = dict.fromkeys(self._spec_files, "spec")
        edition = self.order.edition
        if edition.suffix in (*reach.YAML_ENDINGS, *reach.RAW_ENDINGS):
            kinds[edition] = "raw" if edition.suffix in reach.RAW_ENDINGS else "edition"
        return tuple(
            SourceFile(
                path=path,
                kind=kind,
                digest=digest,
                own=own_to_change(path),
                real=Path(os.path.realpath(path)),
            )
            for path, kind in kinds.items()
            if (digest := _digest(path))
        )

    def _faces(self, spec: Spec, *, reopened: bool) -> FaceBook:
        named = (spec.style.typefaces, spec.style.folder)
        if self._book is None or self._named != named or reopened:
            self._book, self._named = api.open_faces(spec.style), named
        return self._book


def own_to_change(path: Path) -> bool:
    """Tell whether a file is the user's: those that come with the package are not."""
    bundled = resources.bundled("specs").resolve()
    real = Path(os.path.realpath(path))
    return real.is_file() and not real.is_relative_to(bundled)


def digest_of(content: bytes) -> str:
    """Return what a file's content is known by."""
    return hashlib.sha256(content).hexdigest()[:20]


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""  # gone since it was read: the next change tells


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _pdf_of(pages: Pages, book: FaceBook) -> bytes:
    out = io.BytesIO()
    api.write_pdf(pages, out, book=book)
    return out.getvalue()


def _texts(files: Iterable[Path], drawing: str) -> Mapping[str, tuple[str, ...]]:
    texts: dict[str, tuple[str, ...]] = {DRAWING: tuple(drawing.splitlines())} if drawing else {}
    for path in files:
        try:
            texts[str(path)] = tuple(path.read_text("utf-8", errors="replace").splitlines())
        except OSError:
            continue  # gone since it was read: the next change tells
    return MappingProxyType(texts)
