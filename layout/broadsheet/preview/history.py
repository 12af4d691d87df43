"""What was changed in files from here, to be undone and done again.

Takes changes that were written; returns the change that undoes the last, or does it again.
Holds bytes, so that undoing gives the very file back.  Opens nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from broadsheet.models import frozen

MOST = 200  # changes that are kept
HEAVIEST = 64_000_000  # bytes that they may hold together


@frozen(kw_only=True)
class FileChange:
    """One file's content before and after."""

    path: Path
    before: bytes
    after: bytes

    @property
    def back(self) -> "FileChange":
        """The change that undoes it."""
        return FileChange(path=self.path, before=self.after, after=self.before)


@frozen(kw_only=True)
class Change:
    """What one command changed, and what it was, in words."""

    files: tuple[FileChange, ...]
    message: str

    @property
    def back(self) -> "Change":
        """The change that undoes it."""
        return Change(files=tuple(one.back for one in self.files[::-1]), message=self.message)


class History:
    """The changes that can be undone, and those that were."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def last(self) -> str:
        """What would be undone, in words; empty: nothing."""
        return self._done[-1].message if self._done else ""

    @property
    def next(self) -> str:
        """What would be done again, in words; empty: nothing."""
        return self._undone[-1].message if self._undone else ""

    def note(self, change: Change) -> None:
        """Keep a change that has been written; what was undone can't be done again then."""
        self._done.append(change)
        self._undone.clear()
        while len(self._done) > MOST or _weight(self._done) > HEAVIEST:
            del self._done[0]

    def undoing(self) -> Change | None:
        """Return the change that undoes the last; ``undone`` says that it is written."""
        return self._done[-1].back if self._done else None

    def redoing(self) -> Change | None:
        """Return the change that does the last undone again; ``redone`` says it is written."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """Note that the last change is undone."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Note that the last undone change is done again."""
        self._done.append(self._undone.pop())


def _weight(changes: Sequence[Change]) -> int:
    return sum(len(one.before) + len(one.after) for change in changes for one in change.files)
