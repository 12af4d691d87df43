"""How heavy faces are, and which bundled one is nearest to what is asked for.

Takes entries of the manifest; returns the nearest, or all that may help out, the nearest first.
Opens no face.
"""

from collections.abc import Iterable

from broadsheet.fonts.manifest import FaceEntry, Manifest

WEIGHTS = {"regular": 400, "bold": 700, "black": 900}
# Roles of bundled faces in which they help out, by the role of the face that lacks a character.
_HELP = {
    "song": ("song", "hei", "kai", "roman"),
    "hei": ("hei", "song", "kai", "roman"),
    "kai": ("kai", "song", "hei", "roman"),
}
_LIKE = {"roman": "song", "brush": "kai", "signs": "hei"}


def weight_name(number: int) -> str:
    """Return the nearest of our weights.

    >>> weight_name(350), weight_name(600), weight_name(800)
    ('regular', 'bold', 'bold')
    """
    return min(WEIGHTS, key=lambda name: abs(WEIGHTS[name] - number))


def nearest_entry(entries: Iterable[FaceEntry], weight: str, slant: str) -> FaceEntry:
    """Return the face of a slant, if there is one, that is nearest to a weight, or lighter."""
    wanted = WEIGHTS[weight]

    def distance(entry: FaceEntry) -> tuple[bool, int, int]:
        own = WEIGHTS[entry.weight]
        return entry.slant != slant, abs(own - wanted), own

    return min(entries, key=distance)


def helping(manifest: Manifest, role: str, weight: str, script: str) -> list[FaceEntry]:
    """Return the upright faces that may lend a character to one of a role, the nearest first.

    Those of the weight go before others, and of them those of the script; signs come last.
    """
    order = (*_HELP[_LIKE.get(role, role)], "signs")

    def distance(entry: FaceEntry) -> tuple[bool, int, bool, int]:
        apart = abs(WEIGHTS[entry.weight] - WEIGHTS[weight])
        place = order.index(entry.role)
        return entry.role == "signs", apart, entry.script != script, place

    upright = (e for e in manifest.faces if e.role in order and e.slant == "upright")
    return sorted(upright, key=distance)
