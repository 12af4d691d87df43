"""Read which faults of a page are told: the section ``lint``.

Takes nodes; returns every rule with its level and limit, those that a spec does not name as
``spec.LINT`` has them.  Finds no faults itself.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Table,
    Text,
    choice,
    integer,
    mapping_of,
    read_table,
    refuse_unknown,
    table_schema,
    text_of,
)
from broadsheet.models import replace
from broadsheet.spec import LINT, LintRule
from broadsheet.spec_yaml.values import Scope, ems, length, rows


def _percent(node: Node, place: Scope) -> float:
    """Read a part of a whole, in percent."""
    text = text_of(node, place)
    found = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]+)?)%", text.value)
    if not found:
        raise place.fault(text.where, f"{text.value!r} is no part of an area", "write 40%")
    return float(found[1]) / 100


_PERCENT: Kind[Scope, float] = Kind(_percent, {"type": "string"})
LEVEL = choice("warning", "note", "off")
# the limits that can be moved, each under the name of its unit
LIMITS: Mapping[str, Table[Scope]] = {
    "trapped-white": {
        "rows": Key(kind=rows(1, 200), field="limit", about="Rows of white that are let pass: `4`")
    },
    "uneven-columns": {
        "lines": Key(
            kind=integer(1, 200), field="limit", about="Lines that columns may end apart: `1`"
        )
    },
    "small-type": {
        "size": Key(
            kind=length(1.0, 100.0, "7pt"),
            field="limit",
            about="The smallest size that is let pass: `7pt`",
        )
    },
    "off-grid": {
        "slack": Key(
            kind=length(0.05, 50.0, "0.5pt"),
            field="limit",
            about="How far a line may stand off its row: `0.5pt`",
        )
    },
    "head-white": {
        "rows": Key(
            kind=rows(1, 200),
            field="limit",
            about="Rows between a head and its text that are let pass: `2`",
        )
    },
    "tight-padding": {
        "sides": Key(
            kind=ems(0.0, 20.0, "1.2字"),
            field="limit",
            about="The least white between text and a box's side: `1.2字`",
        )
    },
    "narrow-gutter": {
        "gap": Key(
            kind=ems(0.0, 20.0, "0.5字"),
            field="limit",
            about="The least white between two columns: `0.5字`",
        )
    },
    "loose-hairline": {
        "rows": Key(
            kind=rows(1, 200), field="limit", about="Rows of hairline that may stand alone: `4`"
        )
    },
    "much-red": {
        "frames": Key(
            kind=integer(0, 50), field="limit", about="Red frames that are let pass on a page: `1`"
        )
    },
    "cropped": {
        "share": Key(
            kind=_PERCENT, field="limit", about="Part of its area that may be cut off: `40%`"
        )
    },
    "blown-up": {
        "share": Key(
            kind=_PERCENT,
            field="limit",
            about="Part of an advertisement that its words cover at least: `3%`",
        )
    },
    "half-empty": {
        "share": Key(
            kind=_PERCENT, field="limit", about="Part of its depth that a notice fills: `50%`"
        )
    },
    "ribbon": {
        "lines": Key(
            kind=integer(1, 50), field="limit", about="Lines in each column, at least: `4`"
        )
    },
    "mixed-ornaments": {
        "kinds": Key(
            kind=integer(0, 20), field="limit", about="Kinds of ornamental border on a page: `1`"
        )
    },
}


def _table(code: str) -> Table[Scope]:
    return {"level": Key(kind=LEVEL, about="How loud it is told: `note`"), **LIMITS.get(code, {})}


def _rule(code: str) -> Callable[[Node, Scope], LintRule]:
    def read(node: Node, scope: Scope) -> LintRule:
        if isinstance(node, Text):
            return replace(LINT[code], level=LEVEL.read(node, scope))
        values: dict[str, Any] = read_table(node, scope, _table(code))
        return replace(LINT[code], **values)

    return read


def _rules(node: Node, scope: Scope) -> Mapping[str, LintRule]:
    mapping = mapping_of(node, scope)
    refuse_unknown(mapping, LINT, scope)
    own = {
        code: _rule(code)(inside, scope.at(code))
        for code in mapping.entries
        if (inside := mapping.get(code)) is not None
    }
    return MappingProxyType({**LINT, **own})


# each fault, as editors name it
_ABOUT: Mapping[str, str] = {
    "heads-meet": "Heads of two stories side by side at one level, white between (碰题): `note`",
    "full-break": "One white or rule across the news of a page (断版): `off`",
    "through-gutter": "One gutter from head to foot of the news (通缝): `note`",
    "trapped-white": "White of a column's width and over 3 rows: `{level: note, rows: 4}`",
    "uneven-columns": "Columns of a story that end over 1 line apart: `{lines: 2}`",
    "crosshead-foot": "A crosshead with no line under it: `note`",
    "crosshead-sizes": "Crossheads of one story in several sizes: `note`",
    "louder-than-lead": "A headline as large and as heavy as the lead's, in one more so: `note`",
    "broken-word": "A number or a Latin word of a headline broken (断词): `note`",
    "hanging-start": "A line of a headline that opens with 的: `note`",
    "small-nameplate": "Type on page 1 as large as the nameplate: `note`",
    "ad-unmarked": "An advertisement without 广告: `note`",
    "cropped": "A picture of which over 40 % of the area is cut off: `{share: 50%}`",
    "picture-under-type": "Type over another item's picture: `note`",
    "rule-on-type": "A rule that touches type: `note`",
    "kicker-size": "A kicker larger than two thirds of its headline: `note`",
    "kicker-face": "A kicker in the typeface of its headline: `note`",
    "mixed-faces": "A headline or a nameplate in two faces or weights: `note`",
    "deck-size": "A deck larger than half of its headline: `note`",
    "head-white": "A head that touches its text, or stands over 2.5 rows from it: `{rows: 3}`",
    "nearly-full": "A headline over all columns that fills 86 to 92 % of them: `note`",
    "wide-marks": "Marks of full width in a headline: `note`",
    "tight-padding": "Text under 1.2字 from the side of a frame or tint: `{sides: 1字}`",
    "loose-hairline": "A hairline with no line at one side for over 4 rows: `{rows: 6}`",
    "much-red": "Red text in a story without frame or tint; over 1 red frame: `{frames: 2}`",
    "off-grid": "Body lines over 0.5pt off the rows of the page: `{slack: 1pt}`",
    "mixed-ornaments": "More than 1 kind of ornamental border on a page: `{kinds: 2}`",
    "blown-up": "An advertisement whose words cover under 3 % of it, or over 4.5 times the body's "
    "size: `{share: 5%}`",
    "half-empty": "A notice or service text in under half of its box's depth: `{share: 40%}`",
    "narrow-gutter": "Gutters of the grid under 0.5字 of the body: `{gap: 0.3字}`",
    "ribbon": "A story with under 4 lines in each of 3 columns or more: `{lines: 3}`",
    "outside": "Type outside its box or the type area: `note`",
    "small-type": "Type under 7pt: `{size: 6.5pt}`",
}


def _told(code: str, about: str) -> Key[Scope]:
    form = {"anyOf": [LEVEL.schema, table_schema(_table(code))]}
    return Key(kind=Kind(_rule(code), form), about=about)


FAULTS: Table[Scope] = {code: _told(code, about) for code, about in _ABOUT.items()}
LINT_RULES: Kind[Scope, Mapping[str, LintRule]] = Kind(_rules, table_schema(FAULTS))
