"""What a spot colour is mixed of: alternate space and tint, the same for the same.

Takes objects of a PDF; returns a text to be compared (ISO 19005-2, 6.2.4.4).
"""

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject

_DEEPEST = 20  # steps into what one object holds


def recipe_of(value: Any, depth: int = 0) -> str:
    """Return what an object says, the same for the same whatever numbers its parts have."""
    held = value.get_object() if hasattr(value, "get_object") else value
    if depth > _DEEPEST:
        return "…"
    if isinstance(held, dict):
        left = ("/Length", "/Filter", "/DecodeParms")
        keys = sorted(key for key in held if key not in left)
        entries = [f"{key} {recipe_of(held[key], depth + 1)}" for key in keys]
        data = held.get_data().hex() if hasattr(held, "get_data") else ""
        return f"<{' '.join(entries)}>{data}"
    if isinstance(held, list):
        return f"[{' '.join(recipe_of(own, depth + 1) for own in held)}]"
    return f"{float(held):g}" if isinstance(held, int | float) else str(held)


def recipe_in_inks(inks: tuple[float, ...]) -> str:
    """Return the recipe of a spot colour of ours: so much of each of four inks at full strength."""
    tint = {
        "/FunctionType": NumberObject(2),
        "/Domain": ArrayObject(map(NumberObject, (0, 1))),
        "/C0": ArrayObject(map(NumberObject, (0, 0, 0, 0))),
        "/C1": ArrayObject(FloatObject(round(ink, 3)) for ink in inks),
        "/N": NumberObject(1),
    }
    made = DictionaryObject({NameObject(key): value for key, value in tint.items()})
    return recipe_of([NameObject("/DeviceCMYK"), made])
