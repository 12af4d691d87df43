"""The report as text and as JSON."""

import json
from collections.abc import Callable

from broadsheet.errors import Finding, Level
from broadsheet.geometry import MM
from broadsheet.preflight.checking import Report
from broadsheet.preflight.models import Issue


def as_json(report: Report, name: str) -> str:
    """Return the report as JSON; places in mm from the top left of the trimmed page."""
    held = {
        "file": name,
        "profile": report.limits.name,
        "pages_mm": [
            [round(width / MM, 2), round(height / MM, 2)] for width, height in report.sizes
        ],
        "counts": {level: report.count(level) for level in ("error", "warning", "note")},
        "issues": [_issue(issue) for issue in report.issues],
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _issue(issue: Issue) -> dict[str, object]:
    return {
        "level": issue.level,
        "code": issue.code,
        "message": issue.message,
        "page": issue.page,
        "boxes": list(issue.boxes),
        "places_mm": [
            [round(value / MM, 2) for value in (rect.left, rect.top, rect.width, rect.height)]
            for rect in issue.places
        ],
        "value": issue.value,
        "limit": issue.limit,
        "rule": issue.rule,
    }


def found_in(report: Report) -> tuple[Finding, ...]:
    """Return what was found as findings: value, limit and rule in the message."""
    return tuple(
        Finding(level=issue.level, code=issue.code, message=str(issue), page=issue.page)
        for issue in report.issues
    )


def as_text(report: Report, name: str, *, notes: bool, of: Callable[[str], str] = str) -> str:
    """Return the report as lines, the last a sum; ``of`` puts words into a language."""
    shown = [issue for issue in report.issues if notes or issue.level != "note"]
    levels: tuple[Level, ...] = ("error", "warning", "note")
    counts = ", ".join(of(f"{report.count(level)} {level}s") for level in levels)
    pages = f"{len(report.sizes)} page{'' if len(report.sizes) == 1 else 's'}"
    line = f"{pages} for {report.limits.about}"
    about = f"{name}: {of(line)}: {counts}"
    return "\n".join([*(f"{name}: {issue.line(of)}" for issue in shown), about])
