"""What a file from outside may cost at most: one table, adjustable in one way.

``current()`` says what is in force where a file is read, opened or set; ``put`` changes it for
a ``with`` block of one thread or task.  Without, it is what the environment says, in
``BROADSHEET_LIMITS``, such as ``pages=3000 pixels=200M``, which worker processes inherit; else
the figures below.  They are a machine's, not a page's: no spec and no edition can change them.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from broadsheet.errors import UserError
from broadsheet.models import frozen, names, replace

VARIABLE = "BROADSHEET_LIMITS"
_MOST = 10**12
_TIMES = {"": 1, "k": 1000, "M": 1_000_000, "G": 1_000_000_000}


@frozen(kw_only=True)
class Limits:
    """The most that is taken of each."""

    file: int = 64_000_000  # bytes of a file that is read whole: a raw page, a PDF, a profile
    raw: int = 5_000_000  # bytes of a raw page's text; a full broadsheet page has 50,000
    edition: int = 16_000_000  # bytes of an edition in YAML or JSON
    spec: int = 500_000  # bytes of a layout spec
    depth: int = 16  # lists and mappings in each other
    edition_values: int = 400_000  # texts, keys, lists and mappings, with aliases written out
    spec_values: int = 80_000
    boxes: int = 10_000  # of a spec
    pages: int = 1000  # of an edition that is set
    passages: int = 10_000  # of one page: paragraphs, heads, lines
    characters: int = 100_000  # of one page; a full broadsheet page has 15,000
    memory: int = 2_000_000_000  # bytes that a page may take, as reckoned before it is set
    pixels: int = 89_000_000  # of a picture; a broadsheet page at 300 ppi has 30 million
    objects: int = 150_000  # of a PDF; a newspaper's page has a few thousand
    drawing: int = 20_000_000  # bytes that a page of a PDF to parse draws with, unpacked
    font: int = 128_000_000  # bytes of a font file
    tables: int = 100  # of a font


_CURRENT: ContextVar[Limits | None] = ContextVar("broadsheet limits", default=None)


def current() -> Limits:
    """Return the limits in force.  Raises UserError when the environment's are wrong."""
    chosen = _CURRENT.get()
    if chosen is not None:
        return chosen
    said = os.environ.get(VARIABLE, "")
    return changed(Limits(), _pairs(said)) if said else _USUAL


@contextmanager
def put(**figures: int) -> Iterator[Limits]:
    """Put some limits otherwise for a ``with`` block; names are those of ``Limits``."""
    with _put({name: str(figure) for name, figure in figures.items()}) as limits:
        yield limits


@contextmanager
def put_as_said(said: str) -> Iterator[Limits]:
    """Put limits as ``--limit`` gives them: ``pages=3000 pixels=200M``."""
    with _put(_pairs(said)) as limits:
        yield limits


@contextmanager
def put_all(limits: Limits | None) -> Iterator[None]:
    """Put all limits as they were in force elsewhere; None leaves them as they are."""
    before = _CURRENT.set(limits or _CURRENT.get())
    try:
        yield
    finally:
        _CURRENT.reset(before)


@contextmanager
def _put(figures: Mapping[str, str]) -> Iterator[Limits]:
    limits = changed(current(), figures)
    with put_all(limits):
        yield limits


def changed(limits: Limits, figures: Mapping[str, str]) -> Limits:
    """Return limits with some otherwise.  Raises UserError for what is none."""
    known = names(limits)
    found: dict[str, int] = {}
    for name, text in figures.items():
        if name not in known:
            raise UserError(f"limit {name[:40]!r} is none", hint=f"one of {', '.join(known)}")
        form = re.fullmatch(r"([0-9]{1,13})([kMG]?)", text, re.ASCII)
        figure = int(form[1]) * _TIMES[form[2]] if form else 0
        if not 1 <= figure <= _MOST:
            raise UserError(
                f"limit {name}: {text[:40]!r} is no number from 1 to 10^12", hint="write 5000 or 5M"
            )
        found[name] = figure
    return replace(limits, **found)


def _pairs(said: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in said.replace(",", " ").split():
        name, equals, figure = word.partition("=")
        if not equals:
            raise UserError(f"limit {word[:40]!r} has no =", hint="write pages=3000")
        found[name] = figure
    return found


_USUAL = Limits()
