"""The wiring of pages that draw themselves: a style, faces and pictures meet ``dummy``.

Takes an edition, a loaded style and what is opened for it; returns dummies.  ``api`` hands it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from broadsheet import resources
from broadsheet.arranging import draw
from broadsheet.arranging.dummies import Dummy, design
from broadsheet.arranging.ground import Shop
from broadsheet.arranging.nearness import former_places
from broadsheet.deadline import Watch, untimed
from broadsheet.edition import Edition
from broadsheet.errors import Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.lint import faults
from broadsheet.makeup.galley.kept import Kept
from broadsheet.marked_yaml import Mapping as Nodes
from broadsheet.models import replace
from broadsheet.spec import Spec, TypeStyle
from broadsheet.spec_yaml import loader

ALONE = ("mapping", "spec")  # files of styles that lie in none


def dummies(  # noqa: PLR0913 - what a drawing is made of
    edition: Edition,
    style: Spec,
    book: FaceBook,
    sizes: Mapping[str, tuple[int, int]],
    *,
    overrides: Sequence[tuple[str, str]] = (),
    choices: int = 1,
    near: Spec | None = None,
    watch: Watch | None = None,
) -> list[Dummy]:
    """Draw an edition in a style; return the best drawings first.

    ``near``: another day's drawing, whose places and treatments are kept where they can be.
    ``watch`` is told what is begun, and raises to stop it.
    """
    head = head_of(style)
    if style.style.styles["body"].hyphens and find_spec("pyphen") is None:
        head = {**head, "styles": {"body": {"hyphens": ""}}}  # the extra is not there
    known: dict[str, Nodes] = {}
    specs: dict[str, Spec] = {}  # the drawing that is chosen was read to be tried

    def read(text: str) -> Spec:
        if text not in specs:
            specs[text] = loader.load_beside(
                text, style.style.folder, overrides=overrides, roots=style.style.roots, known=known
            )
        return specs[text]

    shop = Shop(head=head, read=read, lint=faults, book=book, kept=Kept(), picture_sizes=sizes,
                near=former_places(near.arrangement) if near else {},
                columns=near.style.grid.columns if near else 0,
                look=watch or untimed)  # fmt: skip
    drawn = design(edition, style, shop, choices=choices)
    return [replace(one, findings=(*one.findings, *_given_way(one.spec, style))) for one in drawn]


def _given_way(drawn: Spec, style: Spec) -> Iterator[Finding]:
    """Tell of sizes that the style's own file says, and the sheet that was chosen otherwise."""
    sized = style.style.open.sized if style.style.open is not None else {}
    sheet = (drawn.pages or (drawn,))[0]
    for name, where in sized.items():
        own, other = style.style.styles[name], sheet.style.styles[name]
        if (own.smallest, own.largest) != (other.smallest, other.largest):
            yield Finding(
                level="warning",
                code="size-of-sheet",
                message=f"styles.{name}.size gives way to that of its sheet, "
                f"{_size_of(other)}: say it under make-up.sheets",
                where=where,
            )


def _size_of(style: TypeStyle) -> str:
    least, most = f"{style.smallest:.4g}pt", f"{style.largest:.4g}pt"
    return least if least == most else f"{least}..{most}"


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
