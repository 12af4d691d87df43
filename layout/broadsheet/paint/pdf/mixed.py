"""Spot colours of a file, each mixed in one way (ISO 19005-2, 6.2.4.4).

Takes those of the paper and those of placed pages as they come; says where the same name stands
for two mixtures.  Knows nothing of how either is written.
"""

from collections.abc import Mapping

from broadsheet import display
from broadsheet.errors import PictureError, Where
from broadsheet.models import field, record


@record(kw_only=True)
class MixedInks:
    """What each spot colour is mixed of, and who brought it; asked where a standard does so."""

    own: dict[str, display.Colour] = field(default_factory=dict)  # the paper's, by name
    placed: dict[str, tuple[str, str]] = field(default_factory=dict)  # recipe, file

    def take_own(self, spots: Mapping[str, display.Colour]) -> None:
        """Note the paper's own; raises PictureError where a placed page mixes one otherwise."""
        for spot in spots.values():
            self.own.setdefault(spot.spot, spot)
            if found := self.placed.get(spot.spot):
                self.check(spot.spot, *found)

    def check(self, name: str, recipe: str, src: str) -> None:
        """Note one of a placed page; raises PictureError where it is mixed otherwise elsewhere."""
        other = self.placed.setdefault(name, (recipe, src))
        own = self.own.get(name)
        if other[0] == recipe and (own is None or _recipe(own) == recipe):
            return
        message = f"mixes the ink {name} otherwise than the paper does"
        if other[0] != recipe:
            message = f"mixes the ink {name} otherwise than {other[1]} does"
        raise PictureError(message, where=Where(src), hint="have both mixed alike")


def _recipe(spot: display.Colour) -> str:
    from broadsheet.opened_pdf import recipes  # noqa: PLC0415 - it brings pypdf along

    return recipes.recipe_in_inks((spot.cyan, spot.magenta, spot.yellow, spot.black))
