"""An edition draws its own pages (版样): the wiring of ``drafting``.

Takes an edition and a house style; returns dummies, or the spec that a page is composed with.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.api.materials import faces_told, open_faces, picture_sizes, speaking
from broadsheet.api.specs import BASE_SPEC, house_of, load_spec, own_spec_told, spec_of
from broadsheet.api.spelling import spelled
from broadsheet.deadline import Watch
from broadsheet.edition import Edition
from broadsheet.errors import EditionError, SpecError
from broadsheet.models import replace
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.arranging.dummies import Dummy
    from broadsheet.fonts.typeface import FaceBook


def dummy(  # noqa: PLR0913 - what a drawing is made of
    edition: Edition,
    style: "Spec | str | Path | None" = None,
    *,
    choices: int = 1,
    near: "Spec | str | Path | None" = None,
    book: "FaceBook | None" = None,
    overrides: Sequence[tuple[str, str]] = (),
    watch: Watch | None = None,
) -> "list[Dummy]":
    """Draw an edition's pages (版样) in a house style; return the best drawings, the best first.

    Each has its ``text``, an ordinary layout spec, that spec read, a ``score`` (what an art
    editor has against it) and ``reasons``.  ``style`` is one whose ``map`` is ``auto``: a
    bundled name, a file or loaded; without it the edition's ``spec:``, else ``house``.  Of
    several ``choices`` each is unlike the others.  ``near`` is a drawn spec, of yesterday: the
    same stories keep their places and treatments where they can.  Raises SpecError for a style
    that leaves nothing open.
    """
    from broadsheet import drafting

    if style is None:
        with own_spec_told(edition):
            style = load_spec(spec_of(edition), overrides=overrides)
        if style.style.open is None:  # the edition asks for a page that is drawn already
            style = load_spec(house_of(edition), overrides=overrides)
    elif not isinstance(style, Spec):
        style = load_spec(style, overrides=overrides)
    edition = spelled(edition, style.style)
    with faces_told(style):
        book = speaking(book or open_faces(style.style), edition, style.style)
    sizes, _ = picture_sizes(edition)
    former = near if near is None or isinstance(near, Spec) else load_spec(near)
    return drafting.dummies(
        edition, style, book, sizes, overrides=overrides, choices=choices, near=former, watch=watch
    )


def _are_read(edition: object, spec: object) -> None:
    """Refuse a path or a name where what it names is asked for, and two items of one id."""
    if not isinstance(edition, Edition):
        raise TypeError(f"an Edition, not {type(edition).__name__}: read_edition(…) reads one")
    if not isinstance(spec, Spec | None):
        raise TypeError(f"a Spec, not {type(spec).__name__}: load_spec(…) reads one")
    taken: set[str] = set()  # of an edition made in Python: readers see to it themselves
    for item in edition.items:
        if item.id in taken:
            hint = "give each item an id of its own, on all pages"
            raise EditionError(f"the id {item.id!r} is taken", hint=hint)
        taken.add(item.id)


def drawn(
    edition: Edition,
    spec: Spec | None,
    *,
    book: "FaceBook | None" = None,
    overrides: Sequence[tuple[str, str]] = (),
    choice: int = 1,
    watch: Watch | None = None,
) -> "tuple[Edition, Spec, FaceBook | None]":
    """Return a spec that is drawn, and its faces: as it is, or the best dummy of a style.

    The edition comes back with what its drawing found.  ``choice`` takes another than the best;
    raises SpecError where there are not so many.
    """
    _are_read(edition, spec)
    if spec is None:
        with own_spec_told(edition):
            spec = load_spec(spec_of(edition), overrides=overrides)
    edition = spelled(edition, spec.style)
    if not spec.arrangement.auto:
        if choice != 1:
            hint = "leave the choice out, or name a style whose map is auto"
            raise SpecError("this spec is drawn already", where=spec.where, hint=hint)
        return edition, spec, book
    if not edition.items:  # nothing to draw: what the reading found says why
        base = load_spec(BASE_SPEC)
        return edition, base, open_faces(base.style)
    with faces_told(spec):
        book = book or open_faces(spec.style)
    if choice < 1:
        raise SpecError(f"there is no drawing {choice} of this edition", hint="count from 1")
    found = dummy(edition, spec, book=book, overrides=overrides, choices=choice, watch=watch)
    if len(found) < choice:
        raise SpecError(f"there is no drawing {choice} of this edition", hint=f"1 to {len(found)}")
    best = found[choice - 1]
    told = (*edition.findings, *best.findings)
    return replace(edition, findings=told) if best.findings else edition, best.spec, book
