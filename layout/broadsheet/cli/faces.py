"""``fonts``: the bundled faces, who holds a character, or what a font file can do, as tables."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet import api
from broadsheet.cli.report import wide
from broadsheet.cli.terminal import say
from broadsheet.messages.spoken import of

if TYPE_CHECKING:
    from broadsheet.fonts.abilities import Abilities


def fonts_options(options: ArgumentParser) -> None:
    """Declare the options of ``fonts``."""
    options.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="tell what this font file can do, and what is made up for it; own.ttc#2 or "
        "'own.ttc#Its Name' is a face of a collection",
    )
    options.add_argument("--covers", metavar="CHARS", help="say which faces hold these characters")


def run_fonts(given: Namespace) -> int:
    """List the faces, or who holds a character, or tell of a font file."""
    if given.file:
        say(abilities_table(api.face_abilities(given.file)))
        return 0
    say(covers_table(given.covers) if given.covers else faces_table())
    return 0


def faces_table() -> str:
    """Return the bundled faces: id, family, weight, characters, licence, source."""
    rows = [tuple(map(of, ("face", "family", "weight", "characters", "licence", "from")))]
    rows += [
        (face.id, face.family, face.weight, str(face.characters), face.licence, face.source)
        for face in api.list_faces()
    ]
    return table(rows)


def covers_table(chars: str) -> str:
    """Return, for each character, the faces that hold it."""
    rows: list[tuple[str, ...]] = []
    for char, held in api.faces_holding(chars).items():
        rows.append((char, f"U+{ord(char):04X}", "  ".join(held) or of("no bundled face")))
    return table(rows)


def abilities_table(face: "Abilities") -> str:
    """Return what a face can do, one thing a line."""
    from broadsheet.fonts.abilities import FEATURES

    kind = f"weight {face.weight}, {face.outlines} outlines, {face.glyphs} glyphs"
    kind = f"{kind}, {face.characters} characters"
    rows = [("face", face.name), ("", of(kind))]
    if len(face.members) > 1:
        this = of("(this one)")
        rows += [
            ("" if n else "in its file", f"#{n} {name}{f' {this}' if n == face.index else ''}")
            for n, name in enumerate(face.members)
        ]
    rows += [("", of(note)) for note in face.notes]
    if face.packed:
        rows.append(("web font", of(f"each run unpacks it; to do it once: {face.packed}")))
    rows.append(("licence bits", of(face.licence)))
    for n, axis in enumerate(face.axes):
        ends = of(f"{axis.tag} {axis.least:g} to {axis.most:g}, {axis.usual:g} by itself")
        rows.append(("" if n else "axes", f"{ends} ({axis.name})"))
    if face.named:
        rows.append(("instances", ", ".join(face.named)))
    rows.append(("vertical metrics", of(face.vertical)))
    for n, tag in enumerate(face.features or ("",)):
        words = f"{tag}  {of(FEATURES[tag])}" if tag else of("none that are asked for")
        rows.append(("" if n else "features", words))
    for n, part in enumerate(face.coverage):
        more = "…" if part.of - part.held > len(part.missing) else ""
        lost = f", {of('without')} {part.missing}{more}" if part.held < part.of else ""
        held = of(f"{part.held} of {part.of}")
        rows.append(("" if n else "holds", f"{of(part.name)}: {held}{lost}"))
    before = ""
    for form, how, held in face.forms:
        rows.append((form if form != before else "", f"{of(how)}: {held}"))
        before = form
    return table([(of(name) if name else "", words) for name, words in rows])


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows with their cells under each other."""
    count = len(rows[0])
    widths = [max(wide(row[k]) for row in rows) for k in range(count - 1)]
    lines: list[str] = []
    for row in rows:
        cells = [cell + " " * (w - wide(cell)) for cell, w in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)
