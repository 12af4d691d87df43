"""The journal of a batch: what has become of each edition, a line each.

JSON Lines, written as editions are done, so that a run that was stopped goes on where it was.
A last line that was cut off is no fault: that edition is set again.  So is that of a line that
can't be read, which is told.
"""

import errno
import json
import os
from functools import partial
from pathlib import Path
from typing import IO

from broadsheet import files_read
from broadsheet.batch.models import Outcome
from broadsheet.errors import OutputError, SourceError, Where

try:
    import fcntl
except ModuleNotFoundError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

NAME = "journal.jsonl"
_LONGEST = 64 * 1024  # bytes of a line


class Journal:
    """An open journal; closes as a context does."""

    def __init__(self, path: Path, done: dict[str, str], spoilt: tuple[Where, ...]) -> None:
        """Use ``open``."""
        self.path, self.done = path, done  # keys of PDFs by their names
        self.spoilt = spoilt  # lines that can't be read: what they told is set again
        self._stream: IO[str] | None = None

    @classmethod
    def open(cls, path: Path) -> "Journal":
        """Read the journal of earlier runs, and go on with it.

        Raises SourceError for a file that is no journal, OutputError where none can be written.
        """
        if os.path.exists(path) and not path.is_file():
            raise SourceError("is no plain file", where=Where(str(path)))
        files_read.refuse(path)
        done, spoilt = _read(path) if os.path.exists(path) else ({}, ())
        journal = cls(path, done, spoilt)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            cut = path.exists() and _is_cut(path)
            # a name that is no UTF-8 stands as JSON escapes it
            journal._stream = path.open("a", encoding="utf-8", errors="backslashreplace")
            _hold(journal._stream)
            journal._stream.write("\n" if cut else "")
        except BlockingIOError:
            journal.__exit__()
            hint = "wait for it, or name another folder"
            raise OutputError(f"{path}: another batch is writing it", hint=hint) from None
        except OSError as fault:
            raise OutputError(f"{path}: can't be written: {fault.strerror}") from None
        return journal

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()
            self._stream = None

    def note(self, outcome: Outcome) -> None:
        """Write what became of an edition, at once."""
        if self._stream is None or outcome.state == "kept":
            return
        self._stream.write(json.dumps(dict(outcome.facts()), ensure_ascii=False) + "\n")
        self._stream.flush()


def _hold(stream: IO[str]) -> None:
    """Keep other batches off, until it is closed; BlockingIOError when one keeps us off."""
    if fcntl is None:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if fault.errno != errno.ENOLCK:  # a disk that knows no locks is no reason to stop
            raise


def _is_cut(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(0, 2)
        if not stream.tell():
            return False
        stream.seek(-1, 2)
        return stream.read(1) != b"\n"


def _read(path: Path) -> tuple[dict[str, str], tuple[Where, ...]]:
    """Return what is done, and the places of lines that can't be read."""
    done: dict[str, str] = {}
    spoilt: list[Where] = []
    try:
        with path.open("rb") as stream:
            lines = iter(partial(stream.readline, _LONGEST + 1), b"")
            for number, line in enumerate(lines, 1):
                entry = _entry(line)
                if entry is not None:
                    done[entry[0]] = entry[1]
                elif number == 1 and line.strip():
                    raise SourceError("is no journal of a batch", where=Where(str(path), 1))
                elif line.strip() and line.endswith(b"\n"):  # else the last, cut off
                    spoilt.append(Where(str(path), number))
    except OSError as fault:
        reason = (fault.strerror or "can't be read").lower()
        raise SourceError(reason, where=Where(str(path))) from None
    return done, tuple(spoilt)


def _entry(line: bytes) -> tuple[str, str] | None:
    """Return a PDF's name and key; the key is empty when it must be set again."""
    if len(line) > _LONGEST:
        return None
    try:
        facts = json.loads(line.decode("utf-8"))
        return str(facts["output"]), str(facts["key"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
