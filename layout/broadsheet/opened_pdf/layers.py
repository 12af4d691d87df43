"""Layers of a PDF: what the file's own settings hide is not on paper.

Takes a document's catalog; says of a group, or of a rule over groups, whether it is shown
(ISO 32000-1, 8.11).  What is shown on a screen and not in print, or the other way, nobody can
decide for an advertiser: it is refused.
"""

from collections.abc import Mapping
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from broadsheet.errors import SourceError
from broadsheet.models import frozen

_DEEPEST = 20  # of an expression
_HINT = "ask the advertiser for a PDF without layers"


@frozen(kw_only=True)
class Layers:
    """Which groups a document shows; those that it does not name are as ``base`` says."""

    base: bool = True
    states: Mapping[int, bool]  # by object number
    asked: Mapping[int, bool]  # what print asks for, where it says so

    def shows(self, layer: Any, depth: int = 0) -> bool:
        """Tell whether what belongs to a layer is on paper.

        Raises SourceError where screen and print differ, or for what is no layer.
        """
        if isinstance(layer, NullObject) or layer is None:
            return True
        held = layer.get_object()
        if not isinstance(held, DictionaryObject) or depth > _DEEPEST:
            raise SourceError("has a layer that can't be read", hint=_HINT)
        if str(held.get("/Type", "")) == "/OCMD":
            return self._by_rule(held, depth)
        number = layer.idnum if isinstance(layer, IndirectObject) else -1
        shown = self.states.get(number, self.base)
        if self.asked.get(number, shown) != shown:
            name = str(held.get("/Name", "?"))
            where = "on screen and not in print" if shown else "in print and not on screen"
            raise SourceError(f"shows the layer {name!r} {where}", hint=_HINT)
        return shown

    def _by_rule(self, held: Any, depth: int) -> bool:
        """Weigh a membership dictionary (table 99): its expression, else its policy."""
        if isinstance(expression := held.get("/VE"), ArrayObject):
            return self._weighed(expression, depth + 1)
        groups = held.raw_get("/OCGs") if "/OCGs" in held else None
        if isinstance(groups, IndirectObject) and isinstance(groups.get_object(), ArrayObject):
            groups = groups.get_object()
        each = list(groups) if isinstance(groups, ArrayObject) else [groups]
        shown = [self.shows(one, depth + 1) for one in each if one is not None and not _gone(one)]
        if not shown:
            return True
        policy = str(held.get("/P", "/AnyOn"))
        return {
            "/AllOn": all(shown),
            "/AnyOff": not all(shown),
            "/AllOff": not any(shown),
        }.get(policy, any(shown))

    def _weighed(self, expression: Any, depth: int) -> bool:
        """Weigh an expression of and, or, not."""
        if depth > _DEEPEST or not expression:
            raise SourceError("has a layer that can't be read", hint=_HINT)
        parts: list[bool] = []
        for part in expression[1:]:
            held = part.get_object()
            nested = isinstance(held, ArrayObject)
            parts.append(self._weighed(held, depth + 1) if nested else self.shows(part, depth))
        word = str(expression[0])
        if word == "/Not" and len(parts) == 1:
            return not parts[0]
        if word not in ("/And", "/Or"):
            raise SourceError("has a layer that can't be read", hint=_HINT)
        return all(parts) if word == "/And" else any(parts)


NONE = Layers(states={}, asked={})


def layers_of(catalog: Any) -> Layers:
    """Return the layers of a document as its default settings have them (8.11.4.3)."""
    held = catalog.get("/OCProperties")
    if held is None:
        return NONE
    settings = held.get_object().get("/D", DictionaryObject()).get_object()
    states = dict.fromkeys(_numbers(settings.get("/ON")), True)
    states |= dict.fromkeys(_numbers(settings.get("/OFF")), False)
    return Layers(
        base=str(settings.get("/BaseState", "/ON")) != "/OFF",
        states=states,
        asked=_in_print(settings.get("/AS")),
    )


def _in_print(uses: Any) -> dict[int, bool]:
    """Return what groups are asked to be when the file is printed (8.11.4.4)."""
    found: dict[int, bool] = {}
    for use in uses.get_object() if uses is not None else ():
        entries = use.get_object()
        if str(entries.get("/Event", "")) != "/Print":
            continue
        for group in entries.get("/OCGs", ArrayObject()).get_object():
            usage = group.get_object().get("/Usage", DictionaryObject()).get_object()
            state = usage.get("/Print", DictionaryObject()).get_object().get("/PrintState")
            if state is not None and isinstance(group, IndirectObject):
                found[group.idnum] = str(state) == "/ON"
    return found


def _numbers(groups: Any) -> list[int]:
    held = groups.get_object() if groups is not None else ()
    return [one.idnum for one in held if isinstance(one, IndirectObject)]


def _gone(layer: Any) -> bool:
    return isinstance(layer.get_object(), NullObject) or layer.get_object() is None
