"""Read what type a spec uses: typefaces, colours, styles, labels.

Takes nodes; returns the models' values.  A style may extend another of the same spec; each
is read resolved, so that every value still names the line where it stands.
"""

import re
from collections.abc import Mapping as AnyMapping
from types import MappingProxyType
from typing import Any, get_args

from broadsheet.display import Colour
from broadsheet.errors import Where, did_you_mean
from broadsheet.fonts.quotes import QUOTES
from broadsheet.marked_yaml import (
    FLAG,
    TEXT,
    Gathered,
    Key,
    Kind,
    Mapping,
    Node,
    Place,
    Table,
    Text,
    choice,
    integer,
    listed,
    mapped,
    mapping_of,
    number,
    pattern,
    read_table,
    record,
    refuse_unknown,
    table_schema,
    text_of,
)
from broadsheet.models import replace
from broadsheet.spec import Capitals, Figures, TagForm, TypeStyle
from broadsheet.spec_yaml.merge import merged, without
from broadsheet.spec_yaml.values import (
    BUILT_IN,
    COLOUR,
    INKS,
    LINE,
    Scope,
    ems,
    length,
    rows,
)

_NAME = re.compile(r"[^\W\d_][\w-]{0,63}")
_SOME_EM = 10.0  # pt, to read on where a style's size is wrong
_CHAIN = 16  # styles that extend each other; more is a mistake
_FAMILIES = 16  # faces to fall back to; more is a mistake


def check_name(name: str, where: Where, place: Place) -> None:
    """Refuse a name that a key path or a map could not hold."""
    if not _NAME.fullmatch(name):
        raise place.fault(
            where, f"{name!r} is not a name", "begin with a letter; letters, digits, - and _"
        )


TYPEFACES: Kind[Place, AnyMapping[str, tuple[str, ...]]] = mapped(
    listed(pattern(r"\S(.{0,200}\S)?", "a family's name", "write Noto Serif SC"), _FAMILIES),
    check_name,
)
LABELS: Kind[Place, AnyMapping[str, str]] = mapped(TEXT, check_name)


def _spot(name: str, alternate: Colour, tint: float = 100.0, *, overprint: bool = False) -> Colour:
    part = tint / 100
    cyan, magenta, yellow, black = (
        round(ink * part, 8)
        for ink in (alternate.cyan, alternate.magenta, alternate.yellow, alternate.black)
    )
    return Colour(cyan, magenta, yellow, black, name, part, overprint)


def _ink_name(node: Node, place: Place) -> str:
    """Read an ink's name, none of a plate that is there already (ISO 32000-1, 8.6.6.4)."""
    name, where = _INK_NAME.read(node, place), text_of(node, place).where
    if name in ("All", "None"):
        raise place.fault(where, f"{name} is no ink: PDF keeps the name", "write the ink's name")
    if name in ("Cyan", "Magenta", "Yellow", "Black"):
        raise place.fault(where, f"{name} is an ink of every press", "write its colour in C/M/Y/K")
    return name


_INK_NAME = pattern(r"\S(.{0,100}\S)?", "an ink's name", "write PANTONE 185")
_SPOT: Table[Place] = {
    "name": Key(
        kind=Kind(_ink_name, _INK_NAME.schema),
        needed="…",
        about="The ink's name on its plate: `PANTONE 185`",
    ),
    "alternate": Key(
        kind=INKS,
        needed="0/100/95/10",
        about="What stands for it where it is not to be had, in C/M/Y/K: `0/93/79/0`",
    ),
    "tint": Key(kind=number(1, 100, "%"), about="How much of it, of the full ink: `40%`"),
    "overprint": Key(
        kind=FLAG,
        about="Whether it prints over what lies below it, in files for the press: `yes`",
    ),
}


_COLOUR: Table[Place] = {
    "spot": Key(
        kind=record(_SPOT, _spot),
        needed="{name: PANTONE 185, alternate: 0/93/79/0}",
        about="A spot colour (专色): `{name: PANTONE 185, alternate: 0/93/79/0}`",
    )
}


def _read_colour(node: Node, place: Place) -> Colour:
    if isinstance(node, Mapping):
        colour: Colour = read_table(node, place, _COLOUR)["spot"]
        return colour
    return INKS.read(node, place)


def _check_colour(name: str, where: Where, place: Place) -> None:
    check_name(name, where, place)
    if name in BUILT_IN:
        raise place.fault(where, f"{name} is built in", "take another name")


_COLOURS = mapped(
    Kind(_read_colour, {"anyOf": [INKS.schema, table_schema(_COLOUR)]}), _check_colour
)


def _read_colours(node: Node, place: Place) -> AnyMapping[str, Colour]:
    """Read all colours; one ink has one recipe, as it has one plate (ISO 19005-2, 6.2.4.4)."""
    colours = _COLOURS.read(node, place)
    entries = mapping_of(node, place).entries
    solids: dict[str, tuple[str, Colour]] = {}
    for name, colour in colours.items():
        if colour.spot:
            first, solid = solids.setdefault(colour.spot, (name, colour.solid))
            if solid != colour.solid:
                raise place.at(name).fault(
                    entries[name].where,
                    f"{colour.spot} has another alternate than in {first}",
                    "one ink looks one way: for less of it write tint: 40%",
                )
    return MappingProxyType({**BUILT_IN, **colours})


COLOURS: Kind[Place, AnyMapping[str, Colour]] = Kind(_read_colours, _COLOURS.schema)

_POINT_SIZE = length(2.0, 1500.0, "10.5pt, or 30pt..64pt for a range")


def _sizes(node: Node, scope: Scope) -> tuple[float, float]:
    """Read a size, or the range from which the largest that fits is taken."""
    text = text_of(node, scope)
    ends = text.value.split("..")
    if len(ends) > 2:
        raise scope.fault(text.where, f"{text.value!r} is not a size", "write 30pt..64pt")
    sizes = [_POINT_SIZE.read(Text(end.strip(), text.where), scope) for end in ends]
    if sizes[0] > sizes[-1]:
        raise scope.fault(
            text.where, f"{text.value!r} begins with the larger", f"write {ends[1]}..{ends[0]}"
        )
    return sizes[0], sizes[-1]


def _leading(node: Node, scope: Scope) -> float:
    """Read a factor of the size, or a length, which needs a fixed size."""
    text = text_of(node, scope)
    bare = re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", text.value)
    factor = float(text.value) if bare else _LEADING_LENGTH.read(node, scope)
    if not 0.7 <= factor <= 4:
        raise scope.fault(
            text.where, f"{text.value!r} is out of range", "write 0.7 to 4 times the size"
        )
    return factor


def _face(node: Node, scope: Scope) -> str:
    text = text_of(node, scope)
    if text.value not in scope.typefaces:
        raise scope.fault(
            text.where,
            f"{text.value!r} is not a typeface of this spec",
            did_you_mean(text.value, scope.typefaces),
        )
    return text.value


def _check_axis(tag: str, where: Where, place: Place) -> None:
    if not re.fullmatch("[A-Za-z][A-Za-z0-9]{3}", tag):  # OpenType 1.9, fvar
        raise place.fault(where, f"{tag!r} is not an axis", "write wght, wdth or opsz")


_AXIS_PLACES: Kind[Place, AnyMapping[str, float]] = mapped(number(-32768, 32767), _check_axis)
_AXES: Kind[Place, tuple[tuple[str, float], ...]] = Kind(
    lambda node, place: tuple(_AXIS_PLACES.read(node, place).items()), _AXIS_PLACES.schema
)
_LEADING_LENGTH = ems(0.0, 100.0, "1.3 (times the size); 13.5pt only for a fixed size")
SIZES: Kind[Scope, tuple[float, float]] = Kind(_sizes, {"type": "string"})
STYLE: Table[Scope] = {
    "extends": Key(kind=TEXT, about="The style whose keys these change: `body`"),
    "face": Key(
        kind=Kind(_face, {"type": "string"}),
        needed="song",
        about="The typeface, by its name under `typefaces`: `song`",
    ),
    "weight": Key(
        kind=choice("regular", "bold", "black"), about="How heavy its letters are: `bold`"
    ),
    "slant": Key(
        kind=choice("upright", "italic"), about="Upright, or the italic of Latin letters: `italic`"
    ),
    "axes": Key(
        kind=_AXES,
        about="Where a variable face is set on its axes; else its `weight` and size say: "
        "`{wght: 350}`",
    ),
    "capitals": Key(
        kind=choice(*get_args(Capitals)),
        about="Small letters as `small` capitals, or with the capitals `all-small`, where its face "
        "has them: `small`",
    ),
    "figures": Key(
        kind=choice(*get_args(Figures)),
        about="Which figures of its face are set, `lining`, `tabular` or: `old-style`",
    ),
    "quotes": Key(
        kind=choice("", *QUOTES),
        about="The language whose quotes are shown for typed ones, which the copy keeps: `en`",
    ),
    "size": Key(
        kind=SIZES,
        needed="10.5pt",
        about="Its size, or a range of which the largest that fits is taken: `30pt..64pt`",
    ),
    "leading": Key(
        kind=Kind(_leading, {"type": ["number", "string"]}),
        about="From line to line, as times the size or a length: `1.3`",
    ),
    "indent": Key(kind=ems(0.0, 40.0, "2字"), about="White before a paragraph's first line: `2字`"),
    "align": Key(
        kind=choice("justify", "left", "center", "right", "spread"),
        about="How lines fill the measure; `spread` fills a head's each (均排): `center`",
    ),
    "colour": Key(
        kind=COLOUR, about="The colour of its letters, by name or in C/M/Y/K: `0/100/95/10`"
    ),
    "tracking": Key(
        kind=ems(-0.5, 10.0, "0.1em"),
        about="White between letters, more or less than the face has: `0.06em`",
    ),
    "letterspace": Key(
        kind=ems(0.0, 0.1, "0.02em"),
        about="How much justification may put between Latin letters, or take there: `0.02em`",
    ),
    "rows": Key(kind=rows(0, 200), about="Rows of the grid that a crosshead takes: `2行`"),
    "lines": Key(kind=integer(1, 50), about="The most lines that a head is broken into: `2`"),
    "level": Key(
        kind=choice("none", "basic", "gb", "strict"),
        about="Which marks may not start or end a line (禁则): `strict`",
    ),
    "scheme": Key(
        kind=choice("full", "kaiming", "half"),
        about="The width of marks: 全角 `full`, 开明 `kaiming` or 半角: `half`",
    ),
    "hanging": Key(
        kind=FLAG, about="Whether marks may hang out of the measure at a line's end: `yes`"
    ),
    "corners": Key(
        kind=choice("double", "single"),
        about="Quotes of vertical lines, ﹃﹄ `double` or ﹁﹂: `single`",
    ),
    "hyphens": Key(
        kind=pattern("|[a-z]{2,3}(-[A-Za-z]{2,8})?", "a language", "write en-GB"),
        about="The language whose rules part Latin words; needs an extra: `en-GB`",
    ),
    "initial": Key(
        kind=integer(0, 9),
        about="How many lines deep a story's first character stands (首字下沉); 0 not at all: `3`",
    ),
    "fill": Key(
        kind=COLOUR,
        about="The ground that its letters stand on; on a dark one they are reversed: `black`",
    ),
    "box": Key(kind=LINE, about="A frame around it: `0.4pt`"),
    "rules": Key(kind=LINE, about="Rules over and under it: `0.4pt`"),
    "form": Key(kind=choice(*get_args(TagForm)), about="The shape of a column tag (栏标): `pill`"),
    "stroke": Key(
        kind=LINE, about="A line along the letters' edge, which makes them heavier: `1.2pt`"
    ),
}


def read_styles(node: Node, scope: Scope, faults: Gathered) -> AnyMapping[str, TypeStyle]:
    """Read ``styles``, each with what it extends; what is wrong is gathered.

    Of a style that is wrong its size stands here, if that is right: the grid counts in it.
    """
    styles: dict[str, TypeStyle] = {}
    with faults:
        every = mapping_of(node, scope)
        for name, entry in every.entries.items():
            place = scope.at(name)
            with faults:
                check_name(name, entry.where, place)
                styles[name] = _read_style(_resolved(name, every, place, ()), place)
            with Gathered():  # told already
                if name not in styles:
                    sized = _sized(_resolved(name, every, place, ()), place)
                    styles |= {name: sized} if sized else {}
    return MappingProxyType(styles)


def _resolved(name: str, every: Mapping, place: Scope, chain: tuple[str, ...]) -> Mapping:
    own = mapping_of(every.entries[name].node, place)
    refuse_unknown(own, STYLE, place)
    base = own.get("extends")
    if base is None:
        return own
    place = place.at("extends")
    word = text_of(base, place)
    if word.value not in every.entries:
        raise place.fault(
            word.where,
            f"{word.value!r} is not a style of this spec",
            did_you_mean(word.value, [known for known in every.entries if known != name]),
        )
    if word.value in (*chain, name):
        around = " → ".join((*chain, name, word.value))
        raise place.fault(word.where, f"styles extend each other: {around}", "take one out")
    if len(chain) >= _CHAIN:
        raise place.fault(word.where, f"more than {_CHAIN} styles extend each other", "use fewer")
    below = _resolved(word.value, every, place, (*chain, name))
    return without(merged(below, own), "extends")


def _sized(node: Mapping, scope: Scope) -> TypeStyle | None:
    """Return a style with nothing but its size; None where it has none."""
    size = node.get("size")
    if size is None:
        return None
    smallest, largest = SIZES.read(size, scope.at("size"))
    return TypeStyle(face="", smallest=smallest, largest=largest)


def _read_style(node: Mapping, scope: Scope) -> TypeStyle:
    faults = Gathered()
    with faults:
        # a length can be counted in ems of the style only when it has one size
        sized = _sized(node, scope)
        if sized is not None:
            em = sized.largest if sized.smallest == sized.largest else 0.0
            scope = replace(scope, em=em)
    if faults:
        scope = replace(scope, em=_SOME_EM)
    with faults:
        values: dict[str, Any] = read_table(node, scope, {**STYLE, "size": _SIZE_READ})
    faults.tell()
    smallest, largest = values.pop("size")
    return TypeStyle(smallest=smallest, largest=largest, **values)


# 字 in a size would count in the size itself
_SIZE_READ: Key[Scope] = replace(
    STYLE["size"],
    kind=Kind(lambda node, scope: _sizes(node, replace(scope, em=0.0)), SIZES.schema),
)
STYLES_SCHEMA = {"type": "object", "additionalProperties": table_schema(STYLE)}
