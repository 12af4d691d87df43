"""What may be asked of the reading of raw pages, checked where it is made."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.errors import UserError
from broadsheet.models import frozen

if TYPE_CHECKING:
    from broadsheet.parse.hints import Hints

_RAW_KINDS: Mapping[str, tuple[type, ...]] = {
    "repair": (bool,), "explain": (bool,), "pictures": (str, Path)
}  # fmt: skip


def _check_raw(made: "RawOptions") -> None:
    """Refuse an option that is not of its kind where it is made; raises UserError."""
    for name, kinds in _RAW_KINDS.items():
        value = getattr(made, name)
        if not isinstance(value, kinds):
            said = " or ".join(kind.__name__ for kind in kinds)
            raise UserError(f"RawOptions.{name}: {value!r} is not {said}")
    hints = made.hints
    if not (hints is None or isinstance(hints, str | Path) or type(hints).__name__ == "Hints"):
        hint = "name their file, or read them: broadsheet.api.read_hints"
        raise UserError(f"RawOptions.hints: {hints!r} are no hints", hint=hint)


@frozen(kw_only=True, check=_check_raw)
class RawOptions:
    """How raw pages are read.

    - ``hints``: of what lines of this paper are; a file or read
    - ``repair``: put back quotes that are plainly missing
    - ``explain``: keep each decision and its reasons, for ``explain``
    - ``pictures``: folder of this page's pictures; else those beside a raw page count
    """

    hints: "str | Path | Hints | None" = None
    repair: bool = False
    explain: bool = False
    pictures: str | Path = ""
