"""Tables of faces for ``broadsheet fonts``."""

from collections.abc import Sequence

from broadsheet.cli.report import wide
from broadsheet.fonts import typeface


def faces_table() -> str:
    """Return the bundled faces: id, family, weight, characters, licence, source."""
    rows = [("face", "family", "weight", "characters", "licence", "from")]
    rows += [
        (face.id, face.family, face.weight, str(face.characters), face.licence, face.source)
        for face in typeface.listing()
    ]
    return table(rows)


def covers_table(chars: str) -> str:
    """Return, for each character, the faces that hold it."""
    rows: list[tuple[str, ...]] = []
    for char, held in typeface.coverage(chars).items():
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
