"""Which faces are built, of what, and under which names.

A table: takes nothing, knows nothing of how a face is made.
"""

from dataclasses import dataclass, replace
from typing import Literal

Keep = Literal["whole", "text", "quoted", "names", "rare", "nameplate", "latin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One face of a plan: the forms of one Chinese."""

    family: str
    script: str = ""  # zh-Hans, zh-Hant-TW, zh-Hant-HK; empty: not of one
    index: int = 0  # of the source, where that is a collection
    infix: str = ""  # in the face's id: song-tc-regular


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One file to build: outlines of one weight, and the faces that share them."""

    role: str  # song, hei, kai, brush, signs, roman
    weight: str  # regular, bold, black
    slant: str = "upright"  # or italic
    source: str  # file in its package, or what ``build`` joins
    package: str  # as ``sources`` has it
    licence: str  # file in licences/
    casts: tuple[Cast, ...]
    # as ``characters`` has them; whole: all that the source has
    keeps: Keep = "text"

    def id(self, cast: Cast) -> str:
        """Return the id of a face."""
        italic = f"-{self.slant}" if self.slant != "upright" else ""
        return f"{self.role}{cast.infix}-{self.weight}{italic}"


def noto(role: str, kind: str, weight: str) -> Plan:
    """Return the plan for one weight of Noto Serif or Noto Sans, as three Chinese have it."""
    keeps: Keep = "quoted" if role == "hei" else "text"
    if weight == "regular":
        keeps = "names" if role == "hei" else "rare"
    return Plan(
        role=role,
        weight=weight,
        source=f"usr/share/fonts/opentype/noto/Noto{kind}CJK-{weight.title()}.ttc",
        package="fonts-noto-cjk-extra" if weight == "black" else "fonts-noto-cjk",
        licence=f"OFL-Noto-{kind}.txt",
        keeps=keeps,
        casts=(
            Cast(family=f"Noto {kind} SC", script="zh-Hans", index=2),
            Cast(family=f"Noto {kind} TC", script="zh-Hant-TW", index=3, infix="-tc"),
            Cast(family=f"Noto {kind} HK", script="zh-Hant-HK", index=4, infix="-hk"),
        ),
    )


def roman(weight: str, slant: str = "upright") -> Plan:
    """Return the plan for one face of the Latin newspaper family."""
    style = weight.title() * (weight != "regular") + slant.title() * (slant != "upright")
    return Plan(
        role="roman",
        weight=weight,
        slant=slant,
        source=f"usr/share/fonts/opentype/stix/STIXGeneral-{style or 'Regular'}.otf",
        package="fonts-stix",
        licence="OFL-Broadsheet-Roman.txt",
        keeps="latin",
        casts=(Cast(family="Broadsheet Roman"),),
    )


KAI = Plan(
    role="kai",
    weight="regular",
    source="kai.ttc",
    package="fonts-lxgw-wenkai",
    licence="OFL-Broadsheet-Kai.txt",
    casts=(
        Cast(family="Broadsheet Kai", script="zh-Hans"),
        Cast(family="Broadsheet Kai TC", script="zh-Hant-TW", index=1, infix="-tc"),
    ),
)
# The brush faces are for nameplates, and a name may hold any character.
BRUSH = Plan(
    role="brush",
    weight="regular",
    source="brush.ttf",
    package="ma-shan-zheng",
    licence="OFL-Ma-Shan-Zheng.txt",
    keeps="whole",
    casts=(Cast(family="Ma Shan Zheng", script="zh-Hans"),),
)
# Drawn for Japanese, whose older forms are those of Taiwan and Hong Kong, or near them.
BRUSH_TC = replace(
    BRUSH,
    source="brush-tc.ttf",
    package="yuji-boku",
    licence="OFL-Yuji-Boku.txt",
    keeps="nameplate",
    casts=(Cast(family="Yuji Boku", script="zh-Hant-TW", infix="-tc"),),
)
SIGNS = replace(
    BRUSH,
    role="signs",
    source="signs.ttf",
    package="noto-emoji",
    licence="OFL-Noto-Emoji.txt",
    casts=(Cast(family="Noto Emoji"),),
)
PLANS = (
    *(noto("song", "Serif", weight) for weight in ("regular", "bold", "black")),
    *(noto("hei", "Sans", weight) for weight in ("regular", "bold", "black")),
    *(KAI, BRUSH, BRUSH_TC, SIGNS),
    *(roman(weight, slant) for slant in ("upright", "italic") for weight in ("regular", "bold")),
)
