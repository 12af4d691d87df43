"""The kernel: what is reckoned most often, in C where it was built.

Takes what is asked of it and returns what a rule in Python would, to the bit; its sources lie in
``layout/kernel``.  The rule is what holds, and what is at work where no kernel was built or where
the environment says ``BROADSHEET_KERNEL=off``.  Knows nothing of who asks.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, Protocol

SWITCH: Final = "BROADSHEET_KERNEL"
OFF: Final = ("off", "0", "no")
RULES: Final = 7  # raised with those in ``module.c`` when what is reckoned changes

# choices (rows, cost, unlike, opening), splits, ends, keep, head, repeat: ``flow.Slab``
PlainSlab = tuple[tuple[tuple[int, float, float, float], ...], bool, bool, int, int, int]
# character, body, glyph, width in em, class letter, whether it is left to the rule
PlainSort = tuple[int, int, int, float, str, bool]
PlainPiece = tuple[int, int, int, int]  # column, row, first, count: ``flow.Piece``


class Core(Protocol):
    """What the module in C has."""

    RULES: int

    def choose(  # noqa: PLR0913, PLR0917 - numbers as C takes them
        self,
        tallies: tuple[Sequence[float], ...],
        penalty: Sequence[float] | None,
        width: float,
        em: float,
        ragged: bool,
        filled: bool,
        tail: int,
        lines: int,
        look: Callable[[], None] | None,
        /,
    ) -> tuple[tuple[int, ...], int, int] | None:
        """Return breaks, fewest and most lines, as ``linebreak.table`` chooses them.

        None for numbers that are left to the rule; ``lines`` below 0: none are asked for.  Raises
        TypeError for what is no number, ValueError for tallies that don't go together.
        """

    def tally(  # noqa: PLR0913, PLR0917 - the parts of a paragraph's matter
        self,
        letters: str,
        flags: bytearray,
        sums: list[float],
        springs: Mapping[int, object],
        order: list[int],
        marks: dict[int, float],
        heads: dict[int, float],
        tails: dict[int, float],
        hyphens: dict[int, float],
        indent: float,
        /,
    ) -> tuple[list[int], bytes, dict[int, int]] | None:
        """Return the places of breaks, twelve rows of doubles, where white begins at line ends.

        As ``paragraph.tallies`` takes them of its ``Matter``; None and errors as of ``choose``.
        """

    def pour(
        self, slabs: list[PlainSlab], depths: tuple[int, ...], over: float, /
    ) -> tuple[tuple[int, ...], tuple[list[PlainPiece], ...], float, int, int] | None:
        """Return rows, pieces, cost, rows overset and white rows, as ``flow`` pours.

        ``over`` is what a row costs that no column holds.  None and errors as of ``choose``.
        """

    def stock(self, table: bytearray, sorts: list[PlainSort], /) -> None:
        """Put sorts into a table for ``compose``; TypeError, ValueError for what is none."""

    def show(  # noqa: PLR0913, PLR0917 - a face's sorts as three, what is shown as four
        self,
        sorts: dict[tuple[int, str], str],
        first: dict[int, str],
        table: bytearray,
        glyphs: tuple[int, ...],
        text: str,
        shifts: tuple[tuple[int, float], ...],
        unit: float,
        /,
    ) -> str | None:
        """Return the operator that shows glyphs, as ``paint.pdf.page`` writes it.

        New sorts are dealt from ``sorts``; those of ``first`` readings (``paint.pdf.typecase``)
        are noted in ``table``, so that they are asked for once.  None and errors as of
        ``choose``, and those of ``sorts``.
        """

    def recode(self, text: str, codes: bytes | bytearray, /) -> bytes:
        """Return content with codes in its strings, as ``paint.pdf.objects``; or ValueError."""

    def compose(  # noqa: PLR0913, PLR0917 - what is set, how, and what of
        self,
        text: str,
        stretches: tuple[tuple[Any, ...], ...],
        manner: tuple[Any, ...],
        kind: int,
        lines: int,
        look: Callable[[], None] | None,
        made: tuple[type, type, type],
        /,
    ) -> Any:
        """Return lines with the fewest and most of them, one line, or its width, by ``kind``.

        As ``paragraph.setting`` sets them, from what ``paragraph.composed`` hands over.  A list
        names the sorts that a table lacks; None and errors as of ``choose``.
        """


def found() -> Core | None:
    """Return the kernel; None where there is none, or one of other rules than the code's."""
    if os.environ.get(SWITCH, "").lower() in OFF:
        return None
    try:
        module: Any = import_module("broadsheet._kernel")
    except ImportError:
        return None
    return module if module.RULES == RULES else None


core = found()
