"""Findings and reports as an editor reads them: lines, a table of stories, JSON."""

import sys
from collections.abc import Iterable

from broadsheet.display import Pages, PlacedBox
from broadsheet.edition import Article, Edition
from broadsheet.errors import Finding
from broadsheet.geometry import MM

COLOURS = {"error": "31;1", "warning": "33;1", "note": "36"}  # ECMA-48 attributes


def tell(findings: Iterable[Finding], *, verbose: bool) -> int:
    """Print findings to standard error, notes only when verbose; return 1 if any is an error."""
    found = list(findings)
    for finding in found:
        if finding.level == "note" and not verbose:
            continue
        text = str(finding)
        if sys.stderr.isatty():
            word = f"\x1b[{COLOURS[finding.level]}m{finding.level}\x1b[0m"
            text = text.replace(f"{finding.level}: ", f"{word}: ", 1)
        print(text, file=sys.stderr)
    return int(any(finding.level == "error" for finding in found))


def report_json(pages: Pages, output: str) -> str:
    """Return findings and box geometry (mm) as JSON."""
    import json

    counts = {
        level: sum(f.level == level for f in pages.findings)
        for level in ("error", "warning", "note")
    }
    report = {
        "output": output,
        "title": pages.title,
        "spec": pages.spec,
        "pages": len(pages.pages),
        "faces": [face for face, _ in pages.faces],
        "counts": counts,
        "findings": [_finding(finding) for finding in pages.findings],
        "boxes": [_box(box, page.number) for page in pages.pages for box in page.boxes],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "level": finding.level,
        "code": finding.code,
        "message": finding.message,
        "page": finding.page,
        "box": finding.box,
        "item": finding.item,
        "where": str(finding.where or ""),
    }


def _box(box: PlacedBox, page: int) -> dict[str, object]:
    rect = box.rect
    sides = (rect.left, rect.top, rect.width, rect.height)
    return {
        "page": page,
        "box": box.name,
        "item": box.item,
        "spec": str(box.where or ""),
        "rect_mm": [round(side / MM, 3) for side in sides],
        "columns": len(box.columns),
        "lines": box.lines,
        "room": box.room,
    }


def story_table(pages: Pages, edition: Edition) -> str:
    """Return a table of the stories: characters, columns, lines set and room for them."""
    stories = {item.id: item for item in edition.items if isinstance(item, Article)}
    short = {
        f.item: f.message.split(": ", 1)[-1]
        for f in pages.findings
        if f.code in ("overset", "short")
    }
    rows = [("page", "box", "chars", "cols", "lines", "room", "state", "story")]
    for page in pages.pages:
        for box in page.boxes:
            story = stories.get(box.item)
            if story is None:
                continue
            letters = sum(len(block.text) for block in story.body)
            state = short.get(box.item, "fits")
            rows.append(
                (str(page.number), box.name, str(letters), str(len(box.columns)), str(box.lines),
                 str(box.room), state, story.headline or story.kicker)
            )  # fmt: skip
    widths = [max(wide(row[k]) for row in rows) for k in range(7)]
    lines: list[str] = []
    for row in rows:
        cells = [
            cell + " " * (width - wide(cell)) for cell, width in zip(row, widths, strict=False)
        ]
        lines.append("  ".join([*cells, row[7]]).rstrip())
    return "\n".join(lines)


def wide(text: str) -> int:
    """Width of text in terminal cells: Han and full-width marks take two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
