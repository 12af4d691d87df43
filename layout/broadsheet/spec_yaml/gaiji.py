"""Read ``gaiji``: characters of a paper's own, and what is shown for each (造字).

Takes nodes; returns where each is drawn.  Whether a file is there is found when it is opened.
"""

import re
from collections.abc import Mapping as AnyMapping
from types import MappingProxyType

from broadsheet.marked_yaml import (
    TEXT,
    Key,
    Kind,
    Mapping,
    Node,
    Place,
    Table,
    Text,
    mapping_of,
    read_table,
    table_schema,
    text_of,
)
from broadsheet.spec import Gaiji

_CODE = re.compile(r"[Uu]\+([0-9A-Fa-f]{4,6})")
_FILE = re.compile(r".+\.\w{2,5}")
_MOST = 6000  # what the private use area holds


def _character(value: str) -> str:
    """Return one character, by itself or by its number; empty for anything else."""
    if code := _CODE.fullmatch(value):
        number = int(code[1], 16)
        lone = 0xD800 <= number <= 0xDFFF or number > 0x10FFFF
        return "" if lone else chr(number)
    return value if len(value) == 1 else ""


def _one(node: Node, place: Place) -> str:
    text = text_of(node, place)
    if not (char := _character(text.value)):
        raise place.fault(
            text.where, f"{text.value!r} is not one character", "write it, or U+ and its number"
        )
    return char


CHARACTER: Kind[Place, str] = Kind(_one, {"type": "string"})
SIGN: Table[Place] = {
    "file": Key(
        kind=TEXT,
        needed="gaiji/boat.svg",
        about="Where it is drawn: an SVG, a PNG or a font beside the spec: `gaiji/boat.svg`",
    ),
    "glyph": Key(kind=CHARACTER, about="Of a font, the character whose glyph it is: `U+E0D8`"),
    "reads": Key(
        kind=CHARACTER, about="The character that it stands for, which is read in the PDF: `艇`"
    ),
}


def _sign(char: str, node: Node, place: Place) -> Gaiji:
    if isinstance(node, Text):
        value = text_of(node, place).value
        if _FILE.fullmatch(value):
            return Gaiji(reads=char, file=value)
        return Gaiji(reads=_one(node, place))
    values = read_table(node, place, SIGN)
    return Gaiji(
        reads=values.get("reads", char), file=values["file"], glyph=values.get("glyph", char)
    )


def _signs(node: Node, place: Place) -> AnyMapping[str, Gaiji]:
    every: Mapping = mapping_of(node, place)
    if len(every.entries) > _MOST:
        raise place.fault(every.where, f"{len(every.entries)} signs", f"at most {_MOST}")
    found: dict[str, Gaiji] = {}
    for name, entry in every.entries.items():
        inside = place.at(name)
        char = _character(name)
        if not char or not (ord(char) > 0x2FF and char.strip()):
            raise inside.fault(entry.where, f"{name!r} is no sign's character", "write U+E0D8: ■")
        found[char] = _sign(char, entry.node, inside)
    for char, sign in found.items():
        other = found.get(sign.reads)
        if sign.reads != char and other is not None and other.reads != sign.reads:
            where = next(e.where for n, e in every.entries.items() if _character(n) == char)
            message = f"it reads {sign.reads}, which reads as another in its turn"
            raise place.fault(where, message, "let both read as the same")
    return MappingProxyType(found)


GAIJI: Kind[Place, AnyMapping[str, Gaiji]] = Kind(
    _signs,
    {
        "type": "object",
        "additionalProperties": {"anyOf": [{"type": "string"}, table_schema(SIGN)]},
    },
)
