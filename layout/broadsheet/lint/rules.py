"""The table of faults that are looked for, and the looking.

Takes composed pages and the spec with its levels; returns findings.  Level and limit of each
rule stand in ``spec.LINT``, which a spec's ``lint`` changes.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from broadsheet.display import Pages
from broadsheet.errors import Finding
from broadsheet.lint import columns, display_type, filling, furnishing, heads, marking, whites
from broadsheet.lint.lint_page import LintFault, LintPage, look
from broadsheet.spec import Spec

Rule = Callable[[LintPage, float], Iterator[LintFault]]
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "heads-meet": heads.heads_meet,
        "louder-than-lead": heads.louder_than_lead,
        "hanging-start": heads.hanging_start,
        "broken-word": heads.broken_word,
        "small-nameplate": heads.small_nameplate,
        "full-break": whites.full_break,
        "through-gutter": whites.through_gutter,
        "trapped-white": whites.trapped_white,
        "crosshead-foot": columns.crosshead_foot,
        "crosshead-sizes": columns.crosshead_sizes,
        "uneven-columns": columns.uneven_columns,
        "ad-unmarked": marking.ad_unmarked,
        "picture-under-type": marking.picture_under_type,
        "cropped": marking.cropped,
        "rule-on-type": marking.rule_on_type,
        "outside": marking.outside,
        "small-type": marking.small_type,
        "kicker-size": heads.kicker_size,
        "off-grid": columns.off_grid,
        "mixed-ornaments": marking.mixed_ornaments,
        "head-white": display_type.head_white,
        "kicker-face": display_type.kicker_face,
        "mixed-faces": display_type.mixed_faces,
        "deck-size": display_type.deck_size,
        "nearly-full": display_type.nearly_full,
        "wide-marks": display_type.wide_marks,
        "tight-padding": furnishing.tight_padding,
        "loose-hairline": furnishing.loose_hairline,
        "much-red": furnishing.much_red,
        "blown-up": filling.blown_up,
        "half-empty": filling.half_empty,
        "ribbon": filling.ribbon,
        "narrow-gutter": columns.narrow_gutter,
    }
)


def faults(pages: Pages, spec: Spec) -> tuple[Finding, ...]:
    """Return the faults of composed pages, page by page, in the order of the rules."""
    sheets = (look(page, spec.sheet(page.number)) for page in pages.pages)
    return tuple(finding for sheet in sheets for finding in _faults_of(sheet))


def _faults_of(sheet: LintPage) -> Iterator[Finding]:
    for code, rule in RULES.items():
        setting = sheet.style.lint[code]
        if setting.level == "off":
            continue
        for spot in rule(sheet, setting.limit):
            box = sheet.boxes.get(spot.box)
            yield Finding(
                level=setting.level,
                code=code,
                message=spot.message,
                page=sheet.number,
                box=spot.box or None,
                item=spot.item or (box.item if box else "") or None,
                where=box.where if box else None,
            )
