"""Tell all that is wrong with a file in one pass.

Takes what is raised while the parts of a value are read, one by one; raises one fault that has
the others with it, in the order of the file.  Reads nothing itself.
"""

from types import TracebackType

from broadsheet.errors import StoppedError, UserError

_MOST = 20  # faults of one reading that are told; whoever has more mends these first


class Gathered:
    """The faults of one reading so far: each part is tried, then all are told together.

    >>> from broadsheet.errors import SpecError
    >>> faults = Gathered()
    >>> for word in ("wide", "tall"):
    ...     with faults:
    ...         raise SpecError(f"{word!r} is not a length")
    >>> try:
    ...     faults.tell()
    ... except SpecError as fault:
    ...     [str(each) for each in fault.each()]
    ["'wide' is not a length", "'tall' is not a length"]
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._found: list[UserError] = []

    def __bool__(self) -> bool:
        """Whether something was wrong."""
        return bool(self._found)

    def __enter__(self) -> None:
        """Try a part."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep what is wrong with it, and go on; with very many, tell them at once."""
        if not isinstance(fault, UserError) or isinstance(fault, StoppedError):
            return False
        self._found.extend(fault.each())
        if len(self._found) >= _MOST:
            self.tell()
        return True

    def tell(self) -> None:
        """Raise what was found, if anything was: the first in the file, the others with it.

        A part that several others stand on is read with each, and told once: it has one place in
        its file, or without one (a mapping, an option) the same last key.
        """
        if not self._found:
            return
        once: dict[object, UserError] = {}
        for fault in self._found:
            placed = fault.where is not None and fault.where.line
            key = "" if placed else fault.key.rpartition(".")[2]
            once.setdefault((str(fault.where), key, fault.message), fault)
        first, *others = sorted(once.values(), key=_in_file)[:_MOST]
        first.others = tuple(others)
        raise first from None


def _in_file(fault: UserError) -> tuple[bool, int, int]:
    """Return where a fault stands among others; those without a place come last."""
    where = fault.where
    return (
        where is None or not where.line,
        where.line if where else 0,
        where.column if where else 0,
    )
