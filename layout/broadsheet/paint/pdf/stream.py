"""A page's content stream in the writing.

Takes operators; holds them, and what is set where they stand, so that one is written only
where something changes.  Knows nothing of marks.
"""

from typing import Any

from broadsheet import display
from broadsheet.models import field, record
from broadsheet.paint.pdf import objects
from broadsheet.paint.pdf.objects import number


@record()
class ContentStream:
    """The operators of a page, and the graphics state after the last of them."""

    operators: list[str] = field(default_factory=list)
    spots: dict[str, display.Colour] = field(default_factory=dict)  # by resource name
    inks: dict[bool, display.Colour] = field(default_factory=dict)  # of strokes and of fills, last
    manner: tuple[float, ...] = ()  # of text, last
    # operator -> what was written last; at first the defaults (ISO 32000-1, 8.4.1 and 9.3.1)
    state: dict[str, tuple[float | str, ...]] = field(
        default_factory=lambda: {
            "Tc": (0,),
            "Ts": (0,),
            "Tz": (100,),
            "Tr": (0,),
            "w": (1,),
            "d": ("[]", 0),
        }
    )

    def write(self, *operators: str) -> None:
        """Add operators."""
        self.operators += operators

    def change(self, *settings: str) -> None:
        """Add what sets something, as ``setting`` and ``colour`` return it."""
        self.operators += filter(None, settings)

    def setting(self, operator: str, *operands: float | str) -> str:
        """Return an operator that sets something, nothing when that is set already."""
        if self.state.get(operator) == operands:
            return ""
        self.state[operator] = operands
        written = (value if isinstance(value, str) else number(value) for value in operands)
        return " ".join((*written, operator))

    def text(self, tracking: float, rise: float, scale: float, mode: int) -> tuple[str, ...]:
        """Return the operators for how text is set, as far as it changes: Tc, Ts, Tz, Tr."""
        asked = (tracking, rise, scale, mode)
        if asked == self.manner:  # as for most runs of a page
            return ()
        self.manner = asked
        return tuple(map(self.setting, ("Tc", "Ts", "Tz", "Tr"), asked))

    def colour(self, colour: display.Colour, *, stroke: bool = False) -> str:
        """Return the operator for a colour of fills or strokes, if it changes."""
        if self.inks.get(stroke) is colour:  # the usual black
            return ""
        self.inks[stroke] = colour
        paint, tint = ("K", "SCN") if stroke else ("k", "scn")
        if colour.spot:
            solid = colour.solid
            name = next((n for n, spot in self.spots.items() if spot == solid), "")
            name = name or f"S{len(self.spots) + 1}"
            self.spots[name] = solid
            self.state.pop(paint, None)
            return self.setting(tint, f"/{name}", "CS" if stroke else "cs", colour.tint)
        self.state.pop(tint, None)
        return self.setting(paint, colour.cyan, colour.magenta, colour.yellow, colour.black)


def separation(spot: display.Colour) -> Any:
    """Return the colour space of a spot colour, its alternate in process inks."""
    inks = (spot.cyan, spot.magenta, spot.yellow, spot.black)
    tint = objects.dictionary(
        FunctionType=2,
        Domain=objects.array(0, 1),
        C0=objects.array(0, 0, 0, 0),
        C1=objects.array(*inks),
        N=1,
    )
    return objects.array("/Separation", objects.name(spot.spot), "/DeviceCMYK", tint)
