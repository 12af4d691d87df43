"""What a printed page's own evidence is worth.

Data only: for each trait of the room ``drawn`` its worth for labels, in nats.  Set by hand, not
trained: a page's print is certain where it speaks, and pages that weights are trained on have
none.  A line's words decide among what its place leaves open.
"""

from collections.abc import Mapping

DRAWN: Mapping[str, Mapping[str, float]] = {
    "set_as_text": {
        "para": 8, "list": 5, "qa": 5, "verse": 4, "note": 4, "table": 4, "sign": 4, "jump": 6,
        "byline": 3, "notice": 1, "info": -2, "cross": -6, "head": -14, "ad": -10, "fact": -8,
        "folio": -10, "name": -14, "name_en": -14, "slogan": -14, "ear": -14, "earcap": -14,
        "caption": -10,
    },
    "set_to_open": {
        "note": 10, "head": 2, "para": 1, "byline": 4, "list": 2, "qa": 3, "verse": 2, "jump": 5,
        "sign": 1, "notice": -2, "info": -4, "cross": -4, "ad": -10, "fact": -8, "folio": -10,
        "name": -14, "name_en": -14, "slogan": -14, "ear": -14, "earcap": -14, "caption": -8,
        "table": 0,
    },
    "set_as_head": {
        "head": 18, "para": -10, "cross": -12, "byline": -10, "caption": -10, "ad": -12,
        "fact": -12, "folio": -10, "info": -10, "notice": -8, "name": -10, "slogan": -12,
        "sign": -12, "list": -10, "verse": -10, "qa": -10, "note": -8, "ear": -12, "earcap": -12,
        "name_en": -10, "table": -10, "jump": -8,
    },
    "set_in_head": {
        "head": 10, "byline": 6, "note": 4, "jump": 3, "para": -8, "cross": -10, "caption": -8,
        "ad": -12, "fact": -12, "folio": -12, "info": -8, "name": -12, "slogan": -12, "sign": -8,
        "ear": -12, "earcap": -12, "name_en": -12, "verse": -6, "list": -6, "qa": -6,
        "notice": -8, "table": -8,
    },
    "set_below_head": {"byline": 12, "head": -4},
    "set_tiny": {"head": -7, "folio": 5, "fact": 3, "note": 2, "para": -2, "byline": -2},
    "set_as_crosshead": {
        "cross": 12, "byline": 3, "sign": 5, "jump": 11, "note": 3, "list": 3, "qa": 3, "para": 2,
        "head": -10, "ad": -12, "fact": -12, "folio": -12, "info": -8, "name": -12, "slogan": -12,
        "caption": -8, "ear": -12, "earcap": -12, "name_en": -12, "notice": -8,
    },
    "set_over_opening": {
        "head": 14, "cross": 4, "byline": 3, "jump": 4, "sign": 3, "para": -4, "list": -2,
        "ad": -12, "fact": -12, "folio": -12, "info": -8, "name": -12, "slogan": -12,
        "caption": -8, "ear": -12, "earcap": -12, "name_en": -12, "notice": -8,
    },
    "set_as_caption": {
        "caption": 16, "head": -12, "cross": -12, "para": -6, "ad": -4, "fact": -6, "info": -4,
        "byline": -6, "name": -12, "slogan": -8, "folio": -10, "sign": -8, "note": -6,
        "list": -8, "verse": -8, "notice": -8,
    },
    "set_between_rules": {
        "note": 20, "para": -4, "head": -14, "cross": -8, "ad": -12, "byline": -8, "caption": -8,
        "info": -6, "notice": -8, "list": -6, "verse": -8, "qa": -6, "fact": -10, "folio": -10,
        "sign": -10, "jump": -6, "name": -14, "slogan": -14, "ear": -14, "earcap": -14,
    },
    "set_as_footnote": {
        "note": 20, "para": -6, "head": -14, "cross": -10, "ad": -12, "byline": -8, "caption": -8,
        "info": -6, "notice": -8, "list": -8, "verse": -10, "qa": -8, "fact": -10, "folio": -10,
        "sign": -6, "jump": -4, "name": -14, "slogan": -14, "ear": -14, "earcap": -14,
    },
    "set_as_row": {
        "table": 20, "para": -10, "head": -14, "cross": -10, "ad": -10, "byline": -12,
        "caption": -10, "info": -2, "notice": -8, "list": -2, "verse": -10, "qa": -10, "fact": -10,
        "folio": -10, "sign": -10, "jump": -10, "name": -14, "slogan": -14, "note": -10,
    },
    "set_in_lines": {
        "verse": 12, "list": 8, "qa": 6, "table": 4, "para": 3, "byline": 3, "sign": 3, "jump": 3,
        "note": 1, "info": -2, "cross": -4, "head": -12, "ad": -10, "fact": -8, "folio": -10,
        "name": -14, "name_en": -14, "slogan": -14, "ear": -14, "earcap": -14, "caption": -10,
    },
    "set_in_box": {
        "notice": 7, "head": 3, "para": 3, "info": 2, "ad": 2, "list": 1, "byline": -3,
        "cross": -3, "fact": -6, "ear": -8, "earcap": -8, "caption": -6, "sign": -2, "jump": -3,
        "folio": -10, "slogan": -10, "name": -10, "name_en": -10, "verse": -3, "note": -2,
    },
    "set_in_frame": {
        "ad": 4, "info": 3, "notice": 3, "fact": -3, "ear": -6, "earcap": -6, "list": 0, "head": -6,
        "cross": -8, "para": -4, "byline": -6, "caption": -3, "sign": -6, "jump": -3, "folio": -10,
        "slogan": -8, "name": -8,
    },
    "set_as_plate": {
        "name": 20, "head": -14, "fact": -10, "para": -14, "ad": -14, "slogan": -10, "cross": -14,
    },
    "set_with_plate": {
        "fact": 4, "slogan": 5, "ear": -1, "earcap": -1, "name": 0, "name_en": 2, "folio": 2,
        "info": -3, "notice": -6, "ad": -6, "head": -10, "cross": -12, "para": -10, "caption": -8,
        "byline": -10, "sign": -10, "list": -8, "verse": -8, "note": -6, "jump": -6, "qa": -10,
    },
    "set_by_plate": {
        "fact": 4, "ear": 7, "earcap": 6, "slogan": -4, "name": -2, "name_en": 0, "folio": 1,
        "info": -3, "notice": -6, "ad": -6, "head": -10, "cross": -12, "para": -10, "caption": -8,
        "byline": -10, "sign": -10, "list": -8, "verse": -8, "note": -6, "jump": -6, "qa": -10,
    },
    "set_as_ad": {
        "ad": 20, "notice": 5, "info": 3, "head": -14, "para": -10, "cross": -14, "fact": -10,
        "caption": -12, "byline": -12, "list": -10, "sign": -12, "verse": -10, "slogan": -14,
        "ear": -14, "earcap": -14, "folio": -14, "name": -14, "name_en": -14,
    },
    "set_over_all": {
        "head": -9, "folio": 4, "fact": 3, "name": 3, "slogan": 1, "ad": -2, "para": -6,
        "cross": -8, "byline": -3, "caption": -3, "sign": -5,
    },
    "set_as_running": {
        "folio": 8, "fact": 7, "name": 2, "head": -14, "cross": -14, "para": -14, "ad": -14,
        "info": -6, "caption": -14, "sign": -14, "byline": -14, "notice": -14, "list": -14,
        "verse": -14, "jump": -10, "note": -14,
    },
    "set_large": {"head": 2, "name": 1, "para": -6, "fact": -1, "byline": -2, "folio": 0},
    "set_small": {"head": -3, "name": -5, "fact": 0.5, "caption": 0.5, "byline": 1},
}  # fmt: skip
