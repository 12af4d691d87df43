"""The wiring of pages that draw themselves: a style, faces and pictures meet ``dummy``.

Takes an edition, a loaded style and what is opened for it; returns dummies.  ``api`` hands it out.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from broadsheet import resources
from broadsheet.dummy import draw
from broadsheet.dummy.design import Shop
from broadsheet.dummy.dummies import Dummy, design
from broadsheet.edition import Edition
from broadsheet.fonts.typeface import FaceBook
from broadsheet.lint import faults
from broadsheet.makeup.galley.kept import Kept
from broadsheet.models import replace
from broadsheet.spec import Spec
from broadsheet.spec_yaml import loader

HOUSE = "house"  # whose make-up serves styles that have none
ALONE = ("mapping", "spec")  # files of styles that lie in none


def dummies(
    edition: Edition,
    style: Spec,
    book: FaceBook,
    sizes: Mapping[str, tuple[int, int]],
    *,
    overrides: Sequence[tuple[str, str]] = (),
    choices: int = 1,
) -> list[Dummy]:
    """Draw an edition in a style; return the best drawings first."""
    if style.style.open is None:
        house = loader.load_style(HOUSE).open
        style = replace(style, style=replace(style.style, open=house))
    head = head_of(style)

    def read(text: str) -> Spec:
        return loader.load_beside(
            text, style.style.folder, overrides=overrides, roots=style.style.roots
        )

    shop = Shop(head=head, read=read, lint=faults, book=book, kept=Kept(), picture_sizes=sizes)
    return design(edition, style, shop, choices=choices)


def head_of(style: Spec) -> dict[str, object]:
    """Return what a drawing begins with: the name of its style, or all of it."""
    file = style.where.file
    path = Path(file)
    if file in ALONE and style.style.open is not None:
        return dict(style.style.open.style)
    named = path.parent == Path(str(resources.bundled("specs"))) or style.style.folder
    return {"name": style.name, "extends": path.stem if named else file}


def text_of(sections: Mapping[str, object]) -> str:
    """Return plain sections as the text of a spec."""
    return draw.text(sections, [({}, {})])
