"""Read how stories may be fitted to their boxes: ``fit`` of the page and of a box.

Takes nodes; returns steps in the order in which they are written, which is the order in
which they are tried.  Fits nothing itself.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Sequence,
    Table,
    Text,
    choice,
    listed,
    mapping_of,
    refuse_unknown,
    table_schema,
    text_of,
)
from broadsheet.models import frozen
from broadsheet.spec import FitStep
from broadsheet.spec_yaml.type_styles import SIZES
from broadsheet.spec_yaml.values import Scope

_COUNT = re.compile(r"(-?[0-9]{1,3})(行?)")
_OUT = listed(choice("deck", "kicker", "picture"), 3)


@frozen()
class _Bounds:
    """How far a step may go, and an example of it."""

    least: int
    most: int
    example: str
    both: bool = False  # one number counts in both directions


_BOUNDS: Mapping[str, _Bounds] = MappingProxyType(
    {
        "head": _Bounds(0, 20, "2行"),
        "picture": _Bounds(-40, 40, "4行 or -3行..4行"),
        "crosshead": _Bounds(-2, 5, "1行 or -1行..1行"),
        "paragraph": _Bounds(-2, 2, "1 or -1..1", both=True),
    }
)


def _counts(kind: str) -> Callable[[Node, Scope], FitStep]:
    bounds = _BOUNDS[kind]

    def read(node: Node, scope: Scope) -> FitStep:
        text = text_of(node, scope)
        ends = [_COUNT.fullmatch(end.strip()) for end in text.value.split("..")]
        numbers = [int(end[1]) for end in ends if end is not None]
        if len(numbers) != len(ends) or len(numbers) > 2:
            raise scope.fault(
                text.where, f"{text.value!r} is not a step of rows", f"write {bounds.example}"
            )
        last = numbers[-1]
        least = numbers[0] if len(numbers) == 2 else -last if bounds.both else min(0, last)
        most = max(0, last) if len(numbers) == 1 else last
        if not bounds.least <= least <= 0 <= most <= bounds.most:
            allowed = f"{bounds.least}行..{bounds.most}行" if bounds.least else f"{bounds.most}行"
            raise scope.fault(
                text.where,
                f"{text.value!r} is out of range",
                f"write {bounds.example}: at most {allowed}, about 0",
            )
        return FitStep(kind=kind, least=least, most=most)  # type: ignore[arg-type]

    return read


def _headline(node: Node, scope: Scope) -> FitStep:
    least, most = SIZES.read(node, scope)
    return FitStep(kind="headline", least=least, most=most)


def _drop(node: Node, scope: Scope) -> FitStep:
    return FitStep(kind="drop", parts=_OUT.read(node, scope))


def _step(kind: str) -> Kind[Scope, FitStep]:
    return Kind(_counts(kind), {"type": ["integer", "string"]})


# each step of a ladder
STEPS: Table[Scope] = {
    "head": Key(kind=_step("head"), about="Rows more for a head: `2行`"),
    "picture": Key(
        kind=_step("picture"),
        about="Rows more or fewer for a picture, which keeps 3: `-3行..4行`",
    ),
    "crosshead": Key(kind=_step("crosshead"), about="Rows more or fewer for a crosshead: `1行`"),
    "paragraph": Key(
        kind=_step("paragraph"),
        about="Lines longer or shorter, where a paragraph sets as well so: `-1..1`",
    ),
    "headline": Key(
        kind=Kind(_headline, SIZES.schema),
        about="The size of a headline, within that of its style: `30pt..48pt`",
    ),
    "drop": Key(
        kind=Kind(_drop, _OUT.schema),
        about="What may be left out, which is told with its words: `[deck, picture]`",
    ),
}
_FORM = table_schema(STEPS)


def _steps(node: Node, scope: Scope) -> tuple[FitStep, ...]:
    """Read a mapping of steps, a list of such mappings, or ``none``."""
    if isinstance(node, Text) and node.value == "none":
        return ()
    found: dict[str, FitStep] = {}
    parts = node.items if isinstance(node, Sequence) else (node,)
    for part in parts:
        mapping = mapping_of(part, scope)
        refuse_unknown(mapping, STEPS, scope)
        for kind, entry in mapping.entries.items():
            inside = mapping.get(kind)
            if inside is None:
                continue
            if kind in found:
                raise scope.at(kind).fault(
                    entry.where, f"{kind} is a step already", "give it one range"
                )
            found[kind] = STEPS[kind].kind.read(inside, scope.at(kind))
    return tuple(found.values())


FIT_STEPS: Kind[Scope, tuple[FitStep, ...]] = Kind(
    _steps, {"anyOf": [{"enum": ["none"]}, _FORM, {"type": "array", "items": _FORM}]}
)
