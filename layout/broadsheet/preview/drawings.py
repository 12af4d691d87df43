"""The drawings of an edition that a preview goes through, and saving one of them (版样).

Takes an edition and a style that draws pages; returns the one on show, as an edition and a spec.
Only when another than the best is asked for are the others drawn: they take their time.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from broadsheet import api, outfile
from broadsheet.arranging.dummies import Dummy
from broadsheet.edition import Edition
from broadsheet.errors import OutputError
from broadsheet.fonts.typeface import FaceBook
from broadsheet.models import record, replace
from broadsheet.spec import Spec

CHOICES = 6  # that are gone through
DRAWING = "drawing"  # as places in one are named


@record()
class Drawings:
    """What an edition's pages may look like; ``number`` is on show, 0 where none is drawn."""

    number: int = 0
    found: Sequence[Dummy] = ()
    folder: Path = Path()  # where one is saved: beside its style, else beside the edition
    stem: str = ""  # of the edition's file
    every: bool = False  # whether all that are gone through are drawn
    made_of: tuple[object, ...] = ()  # what they are drawings of

    def take(
        self,
        edition: Edition,
        spec: Spec,
        book: FaceBook,
        *,
        overrides: Sequence[tuple[str, str]],
        source: Path,
    ) -> tuple[Edition, Spec]:
        """Return what is shown: an edition with what its drawing found, and a spec that is drawn.

        A spec that is drawn by hand is as it is.
        """
        if not spec.arrangement.auto or not edition.items:
            self.number, self.found, self.made_of = 0, (), ()
            edition, spec, _ = api.drawn(edition, spec, book=book, overrides=overrides)
            return edition, spec
        self.folder = Path(spec.style.folder) if spec.style.folder else source.parent
        self.stem = source.stem
        made_of = (edition, spec, book)
        same = bool(self.made_of) and all(
            one is two for one, two in zip(made_of, self.made_of, strict=True)
        )
        if not same or (self.number > 1 and not self.every):
            self.every = self.number > 1
            least = CHOICES if self.every else 1
            self.found = api.dummy(edition, spec, book=book, overrides=overrides, choices=least)
            self.made_of = made_of
        self.number = min(max(1, self.number), len(self.found))
        best = self.found[self.number - 1]
        told = (*edition.findings, *best.findings)
        return replace(edition, findings=told), best.spec

    def turn(self, by: int) -> None:
        """Go on to the next drawing, or back: after the last comes the first.

        ``number`` is past what is drawn until the others are.
        """
        if self.number:
            known = len(self.found) if self.every else CHOICES
            self.number = (self.number - 1 + by) % known + 1

    @property
    def text(self) -> str:
        """The text of the drawing on show; empty where none is."""
        return self.found[self.number - 1].text if self.number and self.found else ""

    def save(self) -> str:
        """Write the drawing on show as a spec of its own, under a free name; return the name.

        The same drawing is not written twice.  Raises OutputError where none is on show.
        """
        if not self.text:
            hint = "its map is drawn by hand; name a style whose map is auto"
            raise OutputError("there is no drawing to save", hint=hint)
        for name in _names(self.stem):
            path = self.folder / name
            try:
                kept = path.read_text(encoding="utf-8") if path.exists() else None
            except (OSError, UnicodeDecodeError):
                continue  # something else is called so
            if kept is None:
                outfile.write_text(path, self.text)
            if kept in (None, self.text):
                return str(path)
        raise OutputError(f"{self.folder}: no name is free")


def _names(stem: str) -> Iterator[str]:
    """Yield names for a drawing of an edition's page."""
    yield f"{stem}-page.yaml"
    for number in count(2):
        yield f"{stem}-page-{number}.yaml"
