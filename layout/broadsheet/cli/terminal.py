"""What the commands say and hand out: the only module that prints.

Ids, names and copy come from strangers' files: what is said to a person shows control
characters and marks of direction, and never sends them.  What is handed out for other programs
goes out as it is, but for a terminal.
"""

import os
import sys
from typing import TextIO

from broadsheet.errors import visible


def say(text: str) -> None:
    """Print lines to standard output, for a person."""
    print("\n".join(map(visible, text.split("\n"))))


def warn(text: str) -> None:
    """Print lines to standard error."""
    print("\n".join(map(visible, text.split("\n"))), file=sys.stderr)


def coloured(stream: TextIO | None) -> bool:
    """Tell whether a stream shows colours: a terminal that has any, unless NO_COLOR is set.

    https://no-color.org: whatever it is set to, unless that is empty.
    """
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def hand_out(text: str) -> None:
    """Print a file's text to standard output, for a pipe or a file as it is."""
    if sys.stdout is not None and sys.stdout.isatty():
        text = "\n".join(map(visible, text.split("\n")))
    print(text, end="")
