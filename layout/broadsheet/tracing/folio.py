"""The folio line of a page (报眉).

Takes the lines over a page's first box; returns the section ``folio`` of a spec, or nothing.
"""

from typing import Any

from broadsheet.edition import Edition
from broadsheet.parse.pdf.values import PrintedLine
from broadsheet.parse.text.folio_line import read_folio
from broadsheet.tracing.masthead import template
from broadsheet.tracing.styles import face_of
from broadsheet.tracing.values import FoundGrid, PrintedPage

_SIDES = ("left", "middle", "right")


def folio_of(
    page: PrintedPage, edition: Edition, grid: FoundGrid, *, foot: float, latin: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the folio line and the styles of its parts; both empty where there is none."""
    lines = [n for n in page.lines if n.box.bottom <= foot and not n.upright]
    if not lines or len(lines) > 12:
        return {}, {}
    own = edition.pages[page.number - 1] if page.number <= len(edition.pages) else None
    facts = dict(edition.masthead.facts())
    facts.pop("name", None)
    extra = {"section": own.section, "editors": own.editors, "folio": own.folio} if own else {}
    third = (grid.right - grid.left) / 3
    parts: dict[str, list[PrintedLine]] = {}
    for line in sorted(lines, key=lambda n: n.box.left):
        side = _SIDES[min(2, max(0, int((line.box.centre - grid.left) / third)))]
        parts.setdefault(side, []).append(line)
    found: dict[str, Any] = {}
    styles: dict[str, Any] = {}
    for side, held in parts.items():
        words = []
        for line in held:
            text, role = _words(line, facts, {k: v for k, v in extra.items() if v}, edition)
            words.append(text)
            style = face_of(line.style, latin=latin) | {"size": f"{line.style.size:g}pt"}
            styles.setdefault(f"folio-{role}" if role else "folio", style)
        found[side] = "　".join(words)
    rules = [s for s in page.sheet.shapes if s.height < 4 and s.bottom <= foot + 2]
    rules = [s for s in rules if s.width > 0.9 * (grid.right - grid.left)]
    weights = sorted((s.height for s in rules), reverse=True)
    if weights:
        found["rule"] = f"{round(weights[0], 2):g}pt"
        found["thin"] = f"{round(weights[1], 2):g}pt" if len(weights) > 1 else "0pt"
    return (found, styles) if any("{" in words for words in map(str, found.values())) else ({}, {})


def _words(
    line: PrintedLine, facts: dict[str, str], own: dict[str, str], edition: Edition
) -> tuple[str, str]:
    """Return a line with its facts in braces, and which fact alone it is."""
    text = line.text.strip()
    name = edition.masthead.name
    for key, value in [*own.items(), ("name", name)]:
        if value and text == value:
            return f"{{{key}}}", key
    read = read_folio(text)
    if text.isdigit() or (read and read.folio and read.folio == text):
        return "{folio}", "folio"
    made = template(text, facts)
    for key, value in [*own.items(), ("name", name)]:
        if value and value in made and "{" + value not in made:
            made = made.replace(value, f"{{{key}}}", 1)
    return made, ""
