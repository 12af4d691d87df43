"""``fonts``: the bundled faces, or who holds a character, as tables."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from broadsheet import api
from broadsheet.cli.report import wide
from broadsheet.cli.terminal import say


def fonts_options(options: ArgumentParser) -> None:
    """Declare the options of ``fonts``."""
    options.add_argument("--covers", metavar="CHARS", help="say which faces hold these characters")


def run_fonts(given: Namespace) -> int:
    """List the faces, or who holds a character."""
    say(covers_table(given.covers) if given.covers else faces_table())
    return 0


def faces_table() -> str:
    """Return the bundled faces: id, family, weight, characters, licence, source."""
    rows = [("face", "family", "weight", "characters", "licence", "from")]
    rows += [
        (face.id, face.family, face.weight, str(face.characters), face.licence, face.source)
        for face in api.list_faces()
    ]
    return table(rows)


def covers_table(chars: str) -> str:
    """Return, for each character, the faces that hold it."""
    rows: list[tuple[str, ...]] = []
    for char, held in api.faces_holding(chars).items():
        rows.append((char, f"U+{ord(char):04X}", "  ".join(held) or "no bundled face"))
    return table(rows)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows with their cells under each other."""
    count = len(rows[0])
    widths = [max(wide(row[k]) for row in rows) for k in range(count - 1)]
    lines: list[str] = []
    for row in rows:
        cells = [cell + " " * (w - wide(cell)) for cell, w in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)
