"""The language that is spoken here: what is said goes through its catalogue.

Takes findings, faults and plain messages; returns lines in the language put for a ``with``
block.  Without one it is English, which is what is said, and costs nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from broadsheet.errors import Finding, UserError, shown

if TYPE_CHECKING:
    from broadsheet.messages.catalogue import Catalogue

_CURRENT: "ContextVar[Catalogue | None]" = ContextVar("broadsheet catalogue", default=None)


@contextmanager
def put(language: str) -> Iterator[None]:
    """Speak a language for a ``with`` block."""
    catalogue = None
    if language != "en":
        from broadsheet.messages.catalogue import opened  # noqa: PLC0415 - English asks for none

        catalogue = opened(language)
    before = _CURRENT.set(catalogue)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def language() -> str:
    """Return the language that is spoken."""
    catalogue = _CURRENT.get()
    return "en" if catalogue is None else catalogue.language


def of(text: str) -> str:
    """Return a message in the language that is spoken."""
    catalogue = _CURRENT.get()
    return text if catalogue is None else catalogue.of(text)


def line_of(finding: Finding) -> str:
    """Return a finding as a line: ``file:line:column: page 1 box a: warning: what it is``."""
    return finding.line(of)


def fault_line(fault: UserError) -> str:
    """Return a fault as a line: ``file:line:column: key: what is wrong (what to write)``."""
    if _CURRENT.get() is None:
        return str(fault)
    before = [str(part) for part in (fault.where, fault.key) if part]
    after = f"（{shown(of(fault.hint))}）" if fault.hint else ""
    return ": ".join(map(shown, [*before, of(fault.message)])) + after
