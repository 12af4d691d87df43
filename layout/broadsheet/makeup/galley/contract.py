"""What stands in a box has one contract, whatever it is.

What was planned for a box tells what any heights would cost, and is set when they are known;
it gives an account: where it stands, what is over or short.  Over and short are worded here
and nowhere else.  Knows nothing of any kind of content.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from broadsheet.display import OVER, Adjusted, PlacedBox
from broadsheet.errors import Fault, Finding, Level
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.models import frozen, replace
from broadsheet.spec import Box

C = TypeVar("C")
Said = tuple[Level, str, str]  # level, code, message


@frozen(kw_only=True)
class Fitting:
    """How copy fits its place, in editors' units."""

    short: int = 0  # lines of white
    over: int = 0  # lines that don't go in
    over_letters: int = 0  # and their characters
    how: str = ""  # where it is cut, or by how much it is too deep
    beyond: tuple[str, ...] = ()  # what else does not go in
    steps: tuple[Adjusted, ...] = ()  # that were taken to fit it
    notes: tuple[Said, ...] = ()  # what else an editor should know


@frozen(kw_only=True)
class Account:
    """What became of what a box holds."""

    places: tuple[PlacedBox, ...]  # one, with its lines, its room, what is over or short; of an
    # item of briefs one in each column, the last of which tells; of boxes side by side none
    findings: tuple[Finding, ...] = ()
    parts: tuple["Account", ...] = ()  # of items, or of boxes, that stand in it


class Planned(Protocol):
    """What stands in a box, ready to be set in any heights."""

    @property
    def galley(self) -> Galley:
        """Where it is set."""

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""

    def set(self, forme: Forme, grid: Lattice, heights: tuple[int, ...]) -> Account:
        """Set it into its place on the page, and tell what became of it."""


Planner = Callable[[Forme, Galley, Shape, Lattice, int], Planned]  # rows of white over it
Setter = Callable[[Forme, Galley, Rect], Account]  # of what takes any rectangle


def content_of(box: Box, kind: type[C]) -> C:
    """Return what a box holds, which is of one kind."""
    if not isinstance(box.content, kind):
        raise Fault(f"box {box.name} holds no {kind.__name__}")
    return box.content


def every_place(account: Account) -> Iterator[PlacedBox]:
    """Yield the places of an account, and of its parts."""
    yield from account.places
    for part in account.parts:
        yield from every_place(part)


def enter(forme: Forme, account: Account) -> None:
    """Enter an account on its page: its boxes before those in them, its findings after theirs."""
    forme.boxes += account.places
    for part in account.parts:
        enter(forme, part)
    forme.findings += account.findings


def account_of(
    forme: Forme, galley: Galley, item: str, named: str, places: Sequence[PlacedBox], fit: Fitting
) -> Account:
    """Make the account of what stands in ``places``; its last tells how it fits.

    ``named``: the item, to its editor.  What the galley has told to be overset counts as well.
    """
    box = galley.box
    told = [message for _, code, message in galley.said if code == "overset"]
    last = replace(
        places[-1],
        short=fit.short,
        over=fit.over,
        over_letters=fit.over_letters,
        beyond=(*fit.beyond, *(message.removeprefix(OVER) for message in told)),
        steps=fit.steps,
    )
    findings = tuple(
        box.finding(level, code, f"{named}: {message}", forme.number, item or None)
        for level, code, message in _worded(last, fit)
    )
    return Account(places=(*places[:-1], last), findings=findings)


def _worded(placed: PlacedBox, fit: Fitting) -> Iterator[Said]:
    if placed.fit and placed.over:
        yield "error", "overset", f"{placed.fit}, {fit.how}" if fit.how else placed.fit
    elif placed.fit:
        yield "warning", "short", placed.fit
    for step in fit.steps:
        dropped = step.kind == "drop"
        yield "warning" if dropped else "note", "left-out" if dropped else "fit", str(step)
    for message in fit.beyond:
        yield "error", "overset", f"{OVER}{message}"
    yield from fit.notes
