"""Composed pages → what tools are told of them: findings and box geometry.

Takes pages and their edition; returns plain values, or JSON of them.  Lengths are mm.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.display import Pages, PlacedBox
from broadsheet.edition import Article, Edition
from broadsheet.errors import Finding
from broadsheet.geometry import MM

LEVELS = ("error", "warning", "note")


def report(pages: Pages, edition: Edition, *, output: str = "") -> dict[str, Any]:
    """Return findings and box geometry as plain values; ``output`` names the file written."""
    counts = {level: sum(f.level == level for f in pages.findings) for level in LEVELS}
    letters = {item.id: letters_of(item) for item in edition.items if isinstance(item, Article)}
    return {
        "output": output,
        "title": pages.title,
        "spec": pages.spec,
        "pages": len(pages.pages),
        "faces": [face for face, _ in pages.faces],
        "reading": edition.reading,  # of a raw page, 0 to 1
        "counts": counts,
        "findings": [_finding(finding) for finding in pages.findings],
        "boxes": [_box(box, page.number, letters) for page in pages.pages for box in page.boxes],
    }


def report_json(pages: Pages, edition: Edition, *, output: str = "") -> str:
    """Return the report as JSON."""
    import json

    return json.dumps(report(pages, edition, output=output), ensure_ascii=False, indent=1) + "\n"


def letters_of(story: Article) -> int:
    """Return how many characters a story's body has."""
    return sum(len(block.text) for block in story.body)


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


def _box(box: PlacedBox, page: int, letters: Mapping[str, int]) -> dict[str, object]:
    rect = box.rect
    sides = (rect.left, rect.top, rect.width, rect.height)
    return {
        "page": page,
        "box": box.name,
        "item": box.item,
        "spec": str(box.where or ""),
        "rect_mm": [round(side / MM, 3) for side in sides],
        "letters": letters.get(box.item, 0),
        "columns": len(box.columns),
        "lines": box.lines + box.over,
        "room": box.room,
        "over": {"lines": box.over, "letters": box.over_letters},
        "short": box.short,
        "beyond": list(box.beyond),
        "fit": [
            {"step": step.kind, "words": step.words, "before": step.before, "after": step.after}
            for step in box.steps
        ],
    }
