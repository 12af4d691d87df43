"""Which drawing is the best: each is composed and looked at as its editor would.

Takes pages that are composed and what lint says of them; returns what an art editor has against
them, as a price.  A character that no face has is no fault of a drawing.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from broadsheet.display import Pages
from broadsheet.errors import UNSHOWN, Finding
from broadsheet.models import frozen
from broadsheet.spec import LINT

LOST = 1000.0
WHITE, SOME = 40.0, 3  # price of a box with more rows of white than some
FAULT = 12.0  # of lint that is not listed
PRICES: Mapping[str, float] = MappingProxyType(
    {
        "heads-meet": 30.0, "louder-than-lead": 26.0, "full-break": 40.0, "through-gutter": 40.0,
        "trapped-white": 30.0, "short": 26.0, "fit": 0.3, "loose": 0.2, "ad-slot": 5.0,
        "count": 10.0,
    }
)  # fmt: skip
NOT_ITS = frozenset(
    {"no-face", "other-face", "stand-in", UNSHOWN, "picture", "unprinted"}
)  # what no other drawing would mend


@frozen()
class Look:
    """What was found on a composed page."""

    price: float
    lost: int  # findings that say that copy is not on the page
    faults: Mapping[str, int]  # by code


def looked_at(pages: Pages, lints: Iterable[Finding]) -> Look:
    """Price a composed page."""
    price = sum(float(box.short) ** 1.5 + WHITE * (box.short > SOME) for box in pages.boxes)
    lost, faults = 0, dict[str, int]()
    for finding in (*pages.findings, *lints):
        code = finding.code
        if code in NOT_ITS:
            continue
        if finding.level == "error":
            lost += 1
            price += LOST
        else:
            price += PRICES.get(code, FAULT if code in LINT else 0.0)
        if finding.level == "error" or code in LINT or code == "short":
            faults[code] = faults.get(code, 0) + 1
    return Look(price, lost, faults)
