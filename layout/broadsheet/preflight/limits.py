"""Ways of printing and what they can hold, with the sources of the numbers."""

from broadsheet.errors import UserError
from broadsheet.preflight.models import OWN, PressLimits

NEWS = "WAN-IFRA 26 v5"

PROFILES = {
    "coldset": PressLimits(
        name="coldset",
        about="newspaper, coldset offset on newsprint",
        total_ink=220,
        image_ppi=170,
        image_ppi_least=100,
        line_art_ppi=1000,
        line=0.25,
        type=7.0,
        reversed_type=10.0,
        reversed_multi=12.0,
        multi_type=10.0,
        rich_black=24.0,
        bleed=False,
        source=NEWS,
        own=("image_ppi_least", "multi_type", "rich_black"),
    ),
    "heatset": PressLimits(
        name="heatset",
        about="newspaper or magazine, heatset offset on improved newsprint",
        total_ink=260,
        image_ppi=200,
        image_ppi_least=120,
        line_art_ppi=800,
        line=0.25,
        type=6.0,
        reversed_type=8.0,
        reversed_multi=10.0,
        multi_type=9.0,
        rich_black=18.0,
        bleed=True,
        source=OWN,  # heatset presses differ: their own figures go before these
    ),
}


def limits_of(name: str) -> PressLimits:
    """Return the limits of a way of printing by its name."""
    if name not in PROFILES:
        raise UserError(f"no preflight profile {name!r}", hint=f"one of {', '.join(PROFILES)}")
    return PROFILES[name]
