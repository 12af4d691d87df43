"""What the commands say and hand out: the only module that prints.

Ids, names and copy come from strangers' files: what is said to a person shows control
characters and marks of direction, and never sends them.  What is handed out for other programs
goes out as it is, but for a terminal.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from broadsheet.errors import visible
from broadsheet.messages.spoken import of

if TYPE_CHECKING:
    from broadsheet.progress import Progress


def say(text: str) -> None:
    """Print lines to standard output, for a person."""
    print("\n".join(map(visible, text.split("\n"))))


def warn(text: str) -> None:
    """Print lines to standard error, in the language that is spoken."""
    print("\n".join(map(visible, of(text).split("\n"))), file=sys.stderr)


def coloured(stream: TextIO | None) -> bool:
    """Tell whether a stream shows colours: a terminal that has any, unless NO_COLOR is set.

    https://no-color.org: whatever it is set to, unless that is empty.
    """
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


LATE, EACH = 1.0, 0.1  # seconds: before a line of progress is shown, and between two


class ProgressLine:
    """A line on a terminal that says what a long run is at, and goes when it is done.

    A run that is done within a second shows none.
    """

    def __init__(
        self, stream: TextIO | None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin to count; a stream that is no terminal shows nothing."""
        self._stream = stream if stream is not None and coloured(stream) else None
        self._clock, self._next = clock, clock() + LATE
        self._shown = False

    @property
    def wanted(self) -> bool:
        """Whether there is a terminal to show it."""
        return self._stream is not None

    def __call__(self, progress: "Progress") -> None:
        """Show what is begun, cut to the width of the terminal."""
        now = self._clock()
        if self._stream is None or now < self._next:
            return
        import shutil

        self._next, self._shown = now + EACH, True
        pages = of(f", page {progress.page} of {progress.pages}") if progress.pages > 1 else ""
        line = visible(f"{progress.share:4.0%}  {of(progress.what)}{pages}")
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r\x1b[K{line[: width // 2 if not line.isascii() else width]}")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away: what follows is said on a line of its own."""
        if self._stream is not None and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


def hand_out(text: str) -> None:
    """Print a file's text to standard output, for a pipe or a file as it is."""
    if sys.stdout is not None and sys.stdout.isatty():
        text = "\n".join(map(visible, text.split("\n")))
    print(text, end="")
