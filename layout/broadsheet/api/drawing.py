"""An edition draws its own pages (版样): the wiring of ``drafting``.

Takes an edition and a house style; returns dummies, or the spec that a page is composed with.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.api.materials import faces_told, open_faces, picture_sizes
from broadsheet.api.specs import load_spec, own_spec_told, spec_of
from broadsheet.edition import Edition
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.dummy.dummies import Dummy
    from broadsheet.fonts.typeface import FaceBook


def dummy(
    edition: Edition,
    style: "Spec | str | Path | None" = None,
    *,
    choices: int = 1,
    book: "FaceBook | None" = None,
    overrides: Sequence[tuple[str, str]] = (),
) -> "list[Dummy]":
    """Draw an edition's pages (版样) in a house style; return the best drawings, the best first.

    Each has its ``text``, an ordinary layout spec, that spec read, a ``score`` (what an art
    editor has against it) and ``reasons``.  ``style`` is one whose ``map`` is ``auto``: a
    bundled name, a file or loaded; without it the edition's ``spec:``, else ``house``.  Raises
    SpecError for a style that leaves nothing open.
    """
    from broadsheet import drafting

    if not isinstance(style, Spec):
        with own_spec_told(edition):
            style = load_spec(style or spec_of(edition), overrides=overrides)
    with faces_told(style):
        book = book or open_faces(style.style)
    sizes, _ = picture_sizes(edition)
    return drafting.dummies(edition, style, book, sizes, overrides=overrides, choices=choices)


def drawn(
    edition: Edition,
    spec: Spec | None,
    *,
    book: "FaceBook | None" = None,
    overrides: Sequence[tuple[str, str]] = (),
) -> "tuple[Spec, FaceBook | None]":
    """Return a spec that is drawn, and its faces: as it is, or the best dummy of a style."""
    if spec is None:
        with own_spec_told(edition):
            spec = load_spec(spec_of(edition), overrides=overrides)
    if not spec.arrangement.auto:
        return spec, book
    with faces_told(spec):
        book = book or open_faces(spec.style)
    return dummy(edition, spec, book=book, overrides=overrides)[0].spec, book
