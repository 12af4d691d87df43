"""What has been set already, while one edition is made up or measured.

Keeps values by all that they depend on: the same text set to the same measure in the same type
is set once, in however many boxes, heights or drawings it is tried.  Belongs to one opened
book of faces.  Knows nothing of what it keeps.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from broadsheet.models import field, record

T = TypeVar("T")


@record()
class Kept:
    """Values by what they were made from."""

    values: dict[Hashable, Any] = field(default_factory=dict)

    def value(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made from ``key``, or make it now."""
        try:
            found: T = self.values[key]
        except KeyError:
            found = self.values[key] = make()
        return found


def kept_in(kept: Kept | None, key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``kept`` has, or what is made; without it nothing is kept."""
    return make() if kept is None else kept.value(key, make)
