"""Changes that a designer makes from the preview, written into the files that are on show.

Takes a session and commands in numbers and names; writes the spec's files, or the edition's, and
keeps what was there to be undone.  A change is tried first: one that can't be read is refused
with its reason, and the file stays.  Nothing is written over a file that has changed meanwhile.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from broadsheet import api, files_read, limits, outfile
from broadsheet.errors import OutputError, UserError
from broadsheet.messages.spoken import fault_line
from broadsheet.models import frozen
from broadsheet.preview import map_of, map_text, story_text, written
from broadsheet.preview.drawings import DRAWING
from broadsheet.preview.drawn_map import Drawn, Edge, Way, edges, moved, piece
from broadsheet.preview.history import Change, FileChange, History
from broadsheet.preview.session import Session, digest_of
from broadsheet.preview.telling import Commands
from broadsheet.spec import Box, Spec
from broadsheet.spec_yaml.keys_told import ToldKey


@frozen(kw_only=True)
class Move:
    """A boundary of a page's map to be moved, by columns or by rows of the grid."""

    page: int
    way: Way
    at: int
    first: int  # line or column that is held
    by: int
    alone: bool = False  # the piece that is held, not the whole boundary
    digest: str = ""  # of the pages that were seen


@frozen(kw_only=True)
class Swap:
    """Two boxes of a page that are to change what they hold."""

    page: int
    one: str
    other: str
    digest: str = ""  # of the pages that were seen


class Desk:
    """The files of a session, to be changed from its page."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.history = History()

    def text(self, name: str) -> str:
        """Return the text of a file on show.  Raises LookupError for any other."""
        known = {str(source.path): source.path for source in self.session.shown.files}
        return _decoded(known[name], _read(known[name]))

    def move(self, order: Move) -> None:
        """Move a boundary of a page's map.  Raises UserError."""
        sheet, before = self._map(order.page, order.digest)
        edge = _held(before, order)
        if not -edge.back <= order.by <= edge.ahead or not order.by:
            raise OutputError("the boundary can't go there: a box would be gone")
        after = moved(before, edge, order.by)
        path = self._map_file(sheet)
        text = self.text(str(path))
        if path == map_of.file_of(sheet):
            fresh = map_text.rewritten(text, map_of.places_of(sheet), before, after)
        else:
            edit = written.appended(text, written.whole(text), map_text.block(after))
            fresh = written.edited(text, [edit])
        spec = self._tried({path: fresh})
        if map_of.as_read(spec.sheet(order.page).arrangement.map) != map_of.as_meant(after):
            raise OutputError(f"{path}: the map would be read otherwise", hint="change it by hand")
        self._commit({path: (text, fresh)}, message="move a boundary")

    def swap(self, order: Swap) -> None:
        """Have two boxes change what they hold.  Raises UserError."""
        sheet = self._sheet(order.page, order.digest)
        one, other = (_box(sheet, name) for name in (order.one, order.other))
        own = self._own_file()
        texts = {str(path): self.text(str(path)) for path in self._spec_files()}
        changed = story_text.swapped(texts, one, other, own=str(own) if own else "")
        spec = self._tried({Path(name): text for name, text in changed.items()})
        found = [_box(spec.sheet(order.page), name) for name in (order.one, order.other)]
        if [story_text.chosen(box) for box in found] != [
            story_text.chosen(other),
            story_text.chosen(one),
        ]:
            raise OutputError("the boxes would be read otherwise", hint="change them by hand")
        self._commit(
            {Path(name): (texts[name], text) for name, text in changed.items()},
            message="swap two boxes",
        )

    def save(self, name: str, text: str, digest: str) -> None:
        """Write a file's whole text, as an editor holds it; it may have faults.

        ``digest`` is that of the text that was begun with.  Raises UserError, and LookupError for
        a file that is not on show.
        """
        path = self.session.sources[name]
        before = _read(path)
        if digest_of(before) != digest:
            raise _changed(path)
        after = text.encode("utf-8")
        most = limits.current()
        if len(after) > (most.spec if path in self._spec_files() else most.edition):
            raise OutputError(f"{path.name}: this is too long", hint="raise the limit, or cut it")
        if after != before:
            self._write(Change(files=(_file_change(path, before, after),), message="save a file"))

    def problems(self, name: str, text: str) -> tuple[UserError, ...]:
        """Return what is wrong with a spec's text that is not saved, as much as can be told."""
        path = self.session.sources[name]
        if path in self._spec_files():
            try:
                self._tried({path: text})
            except UserError as fault:
                return fault.each()
        return ()

    def undo(self) -> None:
        """Undo the last change.  Raises OutputError when there is none, or its file has changed."""
        change = self.history.undoing()
        if change is None:
            raise OutputError("there is nothing to undo")
        self._put(change)
        self.history.undone()

    def redo(self) -> None:
        """Do the last undone change again.  Raises OutputError as ``undo`` does."""
        change = self.history.redoing()
        if change is None:
            raise OutputError("there is nothing to do again")
        self._put(change)
        self.history.redone()

    @property
    def commands(self) -> Commands:
        """What can be done to what is on show."""
        shown = self.session.shown
        pages = shown.pages.pages if shown.pages and shown.spec else ()
        sheets = [shown.spec.sheet(page.number) for page in pages if shown.spec]
        fixed = tuple(map(self._unmovable, sheets))
        return Commands(undo=self.history.last, redo=self.history.next, fixed=fixed)

    def take(self) -> str:
        """Write the drawing on show as a spec, and go on with that; return its file."""
        path = self.session.save()
        self.session.go_on_with(path)
        return path

    def keys(self, page: int, box: str) -> tuple[ToldKey, ...]:
        """Return the keys of a box in force, and those that it could have.  Raises UserError."""
        shown, order = self.session.shown, self.session.order
        if shown.spec is None:
            return ()
        drawing = "\n".join(shown.texts.get(DRAWING, ()))
        source = f"{drawing}\n" if drawing else self.session.spec_name
        return api.box_keys(source, box, page=page, overrides=order.overrides, roots=order.roots)

    def _unmovable(self, sheet: Spec) -> str:
        """Return why a sheet's map can't be moved here; empty when it can."""
        try:
            self._map_file(sheet)
        except OutputError as fault:
            return fault_line(fault)
        return ""

    def _sheet(self, page: int, digest: str) -> Spec:
        shown = self.session.shown
        if shown.fault:
            raise OutputError("what is on show has a fault", hint="mend it first")
        if digest != shown.digest or self.session.changed():
            raise OutputError("the page has changed meanwhile", hint="look at it, then do it again")
        if shown.pages is None or shown.spec is None or not 1 <= page <= len(shown.pages.pages):
            raise OutputError("there is no such page")
        return shown.spec.sheet(page)

    def _map(self, page: int, digest: str) -> tuple[Spec, Drawn]:
        sheet, shown = self._sheet(page, digest), self.session.shown
        drawn = map_of.drawn_of(sheet, shown.pages.pages[page - 1], shown.texts)  # type: ignore[union-attr]
        if not drawn:
            raise OutputError("this page has no map")
        return sheet, drawn

    def _map_file(self, sheet: Spec) -> Path:
        """Return the file to which a sheet's map is written: its own, or the one over a base."""
        if not sheet.arrangement.map:
            raise OutputError("this page has no map")
        path = map_of.file_of(sheet)
        if path in self._spec_files():
            return path
        if path.name == DRAWING:
            raise OutputError("this page draws itself", hint="take its drawing first: t")
        own = self._own_file()
        if own is None or not os.path.isfile(path):
            raise OutputError(
                f"the map stands in {path.name}, which is not yours to change",
                hint="write a spec that extends it, and name it with --spec",
            )
        return own

    def _own_file(self) -> Path | None:
        """Return the spec that was asked for, when it is the user's and draws one sheet."""
        spec = self.session.shown.spec
        files = self._spec_files()
        if spec is None or spec.pages or not files:
            return None
        own = Path(spec.where.file)
        return own if own in files else None

    def _spec_files(self) -> Sequence[Path]:
        """Return the spec's files that are the user's, the one over the others first."""
        return [one.path for one in self.session.shown.files if one.kind == "spec" and one.own]

    def _tried(self, texts: Mapping[Path, str]) -> Spec:
        """Return the spec as it would be.  Raises UserError for what can't be read."""
        order = self.session.order
        name = order.spec or self.session.spec_name
        return api.load_spec(name, overrides=order.overrides, roots=order.roots, texts=texts)

    def _commit(self, texts: Mapping[Path, tuple[str, str]], *, message: str) -> None:
        files = [
            _file_change(path, _encoded(before), _encoded(after))
            for path, (before, after) in texts.items()
            if before != after
        ]
        if files:
            self._write(Change(files=tuple(files), message=message))

    def _write(self, change: Change) -> None:
        self._put(change)
        self.history.note(change)

    def _put(self, change: Change) -> None:
        """Write a change whole, or leave all as it was."""
        done: list[FileChange] = []
        real = {source.path: source.real for source in self.session.shown.files if source.own}
        try:
            for one in change.files:
                if Path(os.path.realpath(one.path)) != real.get(one.path):
                    raise _changed(one.path)  # a link that leads elsewhere now
                _put_file(one)
                done.append(one)
        except OutputError:
            for one in done[::-1]:
                _put_file(one.back)
            raise


def _held(drawn: Drawn, order: Move) -> Edge:
    """Return the boundary, or its piece, that is held."""
    for edge in edges(drawn):
        if (edge.way, edge.at) == (order.way, order.at) and edge.first <= order.first <= edge.last:
            if not order.alone:
                return edge
            for number, (first, last) in enumerate(edge.pieces):
                if first <= order.first <= last:
                    return piece(drawn, edge, number)
    raise OutputError("there is no such boundary", hint="look at it, then do it again")


def _box(sheet: Spec, name: str) -> Box:
    found = next((box for box in sheet.arrangement.leaves() if box.name == name), None)
    if found is None:
        raise OutputError(f"there is no box {name!r} to swap with another")
    return found


def _changed(path: Path) -> OutputError:
    return OutputError(
        f"{path.name}: the file has changed meanwhile", hint="look at it, then do it again"
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OutputError(f"{path.name}: {(fault.strerror or str(fault)).lower()}") from None


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise OutputError(f"{path.name}: is not UTF-8", hint="save it as UTF-8") from None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8")


def _file_change(path: Path, before: bytes, after: bytes) -> FileChange:
    return FileChange(path=path, before=before, after=after)


def _put_file(change: FileChange) -> None:
    """Write a file whose content is still what it was before."""

    def write(stream: BinaryIO) -> None:
        stream.write(change.after)
        stream.flush()
        if _read(change.path) != change.before:  # as late as can be: the new one is renamed next
            raise _changed(change.path)

    if _read(change.path) != change.before:
        raise _changed(change.path)
    files_read.forget(change.path)  # it is on show, so it was read
    outfile.write_atomic(change.path, write)
