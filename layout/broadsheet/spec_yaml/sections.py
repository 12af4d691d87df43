"""The sections of a spec, and the JSON Schema of the whole language.

Takes the tables that read each section; returns what editors of text know the language by.
"""

from collections.abc import Mapping as AnyMapping
from typing import cast

from broadsheet.marked_yaml import Schema, described, published
from broadsheet.spec_yaml import (
    boxes,
    folio,
    gaiji,
    halves,
    ladders,
    leeway,
    lint_rules,
    masters,
    page_map,
    press,
    seam,
    sheet,
    type_styles,
)

_BOX = {"$ref": "#/$defs/box"}
# every section, with the JSON Schema of its value
_SHEET: AnyMapping[str, Schema] = {
    "broadsheet": described({"enum": [1, "1"]}, "The number of this format: `1`"),
    "extends": described({"type": "string"}, "The spec that these keys change: `duikai-6`"),
    "style": described(
        {"type": "string"}, "The spec whose house style alone these keys draw with: `duikai-6`"
    ),
    "name": described({"type": "string"}, "What the spec is called: `tide`"),
    "language": described(halves.LANGUAGE.schema, "The language of the paper: `zh-CN`"),
    "script": described(
        halves.SCRIPT.schema,
        "Whose forms of Chinese are printed; the edition's, or told from the copy, without it: "
        "`zh-Hant-TW`",
    ),
    "page": described(
        sheet.PAGE_SCHEMA,
        "The trimmed page: `{size: 390mm x 545mm, margin: {top: 20mm, sides: 19mm}}`",
    ),
    "grid": described(
        sheet.GRID_SCHEMA,
        "Columns and rows: `{columns: 6, measure: 15字, baseline: 13.5pt}`",
    ),
    "typefaces": described(
        type_styles.TYPEFACES.schema,
        "Typefaces by a name of yours, each a family or several: `{song: [Noto Serif SC]}`",
    ),
    "gaiji": described(
        gaiji.GAIJI.schema,
        "What is set for characters of one's own (造字): another, or a drawing: "
        "`{U+E0D8: gaiji/boat.svg}`",
    ),
    "colours": described(
        type_styles.COLOURS.schema,
        "Colours by a name of yours, in percent of C/M/Y/K: `{red: 0/100/95/10}`",
    ),
    "styles": described(
        type_styles.STYLES_SCHEMA,
        "How copy is set, by the role of each: `{body: {face: song, size: 10.5pt}}`",
    ),
    "map": described(
        page_map.MAP_SCHEMA,
        "The page drawn with a letter a column, a row of boxes a line: `a a b b b b | fill`",
    ),
    "boxes": described(
        {"type": "object", "additionalProperties": _BOX},
        "What each letter of the map holds: `{a: {story: 1}}`",
    ),
    "labels": described(
        type_styles.LABELS.schema, "Words that the spec adds to the copy: `{ad: 广告}`"
    ),
    "lint": described(
        lint_rules.LINT_RULES.schema, "Which faults are told, and how loud: `{full-break: off}`"
    ),
    "press": described(press.PRESS_SHEET.schema, "How pages go to the press: `{marks: yes}`"),
    "fit": described(
        ladders.FIT_STEPS.schema,
        "What stories may do to fit their boxes, in order: `{head: 2行, picture: 5行}`",
    ),
    "folio": described(
        folio.FOLIO.schema,
        'The line at a page\'s head or foot (报眉): `{left: "{folio} {section}"}`',
    ),
    "seam": described(
        seam.SEAM_SCHEMA,
        "The strip in the margin at the fold (中缝): `{width: 14mm, boxes: [{ad: 1}]}`",
    ),
    "make-up": described(
        leeway.HOUSE.schema,
        "What is left open to a page that draws itself: `{sheets: [{name: 对开}]}`",
    ),
    "takes": described(
        leeway.TAKES.schema,
        "What a sheet takes of a page that several sheets share: `{page: 1, story: [1, 2]}`",
    ),
}
_OWN = {key: _SHEET[key] for key in masters.SECTIONS}
_MASTER = {
    "type": "object",
    "properties": {
        "extends": described({"type": "string"}, "The master whose keys these change: `inner`"),
        **_OWN,
    },
    "additionalProperties": False,
}
_PAGE = {
    "type": "object",
    "properties": {
        "master": described({"type": "string"}, "The master that the page is one of: `inner`"),
        **_OWN,
    },
    "additionalProperties": False,
}
SECTIONS: AnyMapping[str, Schema] = {
    **_SHEET,
    "masters": described(
        {"type": "object", "additionalProperties": _MASTER},
        "Kinds of page, by a name of yours; each says what differs: `{front: {}}`",
    ),
    "pages": described(
        {"type": "array", "items": {"anyOf": [{"type": "string"}, _PAGE]}},
        "The pages of an edition, by their masters: `[front, {master: inner}]`",
    ),
}


def schema() -> Schema:
    """Return the JSON Schema of the language, made from the tables that read it."""
    box = boxes.box_schema()
    inside = {"type": "array", "items": _BOX}  # boxes in a box are boxes themselves
    keys = cast("AnyMapping[str, object]", box["properties"])
    across = described(inside, boxes.CONTENTS["across"].key.about)
    down = described(inside, boxes.CONTENTS["down"].key.about)
    box = {**box, "properties": {**keys, "across": across, "down": down}}
    return published(
        "broadsheet layout spec",
        {
            "$defs": {"box": box},
            "type": "object",
            "required": ["broadsheet"],
            "properties": dict(SECTIONS),
            "additionalProperties": False,
        },
    )
