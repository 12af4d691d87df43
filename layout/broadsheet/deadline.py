"""Stop work that takes too long, and say what it was doing.

Takes seconds; returns a watch: a function that the stages tell what they are about to do, and
that raises when the time is up.  It is handed down with a stage's inputs, so that many threads
may each have their own; no signal, no thread, no global.  The only clock of the package.
"""

import re
import time
from collections.abc import Callable

from broadsheet.errors import StoppedError, UserError

# Is told what is about to be done, empty for more of the same; raises to stop it.
Watch = Callable[[str], None]
LONGEST = 7 * 24 * 3600.0  # seconds
_SECONDS = "write seconds, such as 30.0"
_UNITS = {"": 1.0, "ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}


def until(seconds: float, *, clock: Callable[[], float] = time.monotonic) -> Watch:
    """Return a watch that raises ``StoppedError`` from ``seconds`` on, counted from now.

    The error says what was begun last before the time was up.
    """
    if not isinstance(seconds, int | float):
        raise UserError(f"timeout: {seconds!r} is no number", hint=_SECONDS)
    if not 0 < seconds <= LONGEST:
        raise UserError(f"a timeout of {seconds:g} s", hint=_SECONDS)
    end = clock() + seconds
    doing = "starting"

    def look(what: str) -> None:
        nonlocal doing
        if clock() > end:
            raise StoppedError(f"stopped after {seconds:g} s while {doing}")
        doing = what or doing

    return look


def untimed(_: str) -> None:
    """Let work take what it takes: a watch for who has none."""


def both(first: Watch | None, second: Watch | None) -> Watch | None:
    """Return a watch that tells two, either of which may be none."""
    if first is None or second is None:
        return first or second

    def look(what: str) -> None:
        first(what)
        second(what)

    return look


def seconds(text: str) -> float:
    """Return the seconds of a timeout as it is typed: ``30s``, ``500ms``, ``2min``, ``30``."""
    found = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s|min|h|)", text, re.ASCII)
    value = float(found[1]) * _UNITS[found[2]] if found else 0.0
    if not 0 < value <= LONGEST:
        raise UserError(f"timeout: {text[:40]!r} is none", hint="write 30s, 500ms or 2min")
    return value
