"""The boxes of a page, where its file tells them: pages that this program painted do.

Takes pages of pypdf; returns boxes, and issues with the names of the boxes that they lie in.
"""

from collections.abc import Iterable
from typing import Any

from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.preflight.models import Issue

_OWNER = "/broadsheet"
_MOST = 2000


@frozen(kw_only=True)
class PlannedBox:
    """A box of the page: its name in the spec, its item, what it holds."""

    name: str
    item: str
    kind: str  # masthead, ad or nothing
    rect: Rect
    nameplate: float  # pt: size of the paper's name, 0 where it does not stand

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        rect = self.rect
        return rect.left <= x <= rect.right and rect.top <= y <= rect.bottom


def parts_of(page: Any, origin: tuple[float, float]) -> tuple[PlannedBox, ...]:
    """Return the boxes that a page's own file tells; of strangers' files, none."""
    held = page
    for key in ("/PieceInfo", _OWNER, "/Private", "/Boxes"):
        held = held.get(key)
        if held is None:
            return ()
        held = held.get_object()
    found = []
    for entry in held[:_MOST]:
        name, item, kind = (str(text) for text in entry[:3])
        a, b, c, d = (float(edge) for edge in entry[3:7])
        rect = Rect(min(a, c) - origin[0], origin[1] - max(b, d), abs(c - a), abs(d - b))
        size = float(entry[7])
        found.append(PlannedBox(name=name, item=item, kind=kind, rect=rect, nameplate=size))
    return tuple(found)


def named(issues: Iterable[Issue], parts: tuple[PlannedBox, ...]) -> list[Issue]:
    """Return issues with the boxes that their places lie in."""
    if not parts:
        return list(issues)
    return [
        replace(
            issue,
            boxes=tuple(
                dict.fromkeys(
                    box for rect in issue.places if (box := _around(rect, parts)) is not None
                )
            ),
        )
        for issue in issues
    ]


def _around(rect: Rect, parts: tuple[PlannedBox, ...]) -> str | None:
    """Return the smallest box about the middle of a place."""
    held = [part for part in parts if part.holds(rect.centre, rect.middle)]
    if not held:
        return None
    return min(held, key=lambda part: part.rect.width * part.rect.height).name


def texts_of(
    page: Any, origin: tuple[float, float], parts: tuple[PlannedBox, ...]
) -> dict[str, str]:
    """Return the text that begins in each box, by the box's name; under "" all text."""
    found: dict[str, str] = {part.name: "" for part in parts}

    def take(text: str, around: Any, matrix: Any, *_: Any) -> None:
        x = matrix[4] * around[0] + matrix[5] * around[2] + around[4] - origin[0]
        y = origin[1] - (matrix[4] * around[1] + matrix[5] * around[3] + around[5])
        for part in parts:
            if part.holds(x, y):
                found[part.name] += text

    found[""] = page.extract_text(visitor_text=take if parts else None)
    return found
