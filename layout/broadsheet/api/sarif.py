"""Findings in the form that code hosts and editors read: SARIF 2.1.0 (OASIS).

Takes findings and the file that they are of; returns JSON.  A finding with a place in a file is
shown there, any other at the head of the file that was set.
"""

import json
from collections.abc import Iterable
from urllib.parse import quote

from broadsheet import __version__
from broadsheet.errors import Finding, Where

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(findings: Iterable[Finding], *, file: str) -> str:
    """Return findings as SARIF; ``file`` is what those are of that name no place."""
    found = list(findings)
    rules = list(dict.fromkeys(finding.code for finding in found))
    driver = {
        "name": "broadsheet",
        "semanticVersion": __version__,
        "rules": [{"id": rule} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",  # as our columns count (SARIF 2.1.0, 3.14.17)
        "results": [_result(finding, rules.index(finding.code), file) for finding in found],
    }
    told = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _result(finding: Finding, rule: int, file: str) -> dict[str, object]:
    facts = {"page": finding.page, "box": finding.box, "item": finding.item}
    place = f"page {finding.page} box {finding.box}: " if finding.page and finding.box else ""
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level,  # error, warning and note are SARIF's own words (3.27.10)
        "message": {"text": place + finding.message},
        "locations": [_location(finding.where or Where(file))],
        "properties": {name: fact for name, fact in facts.items() if fact is not None},
    }


def _location(where: Where) -> dict[str, object]:
    held: dict[str, object] = {"artifactLocation": {"uri": quote(where.file)}}
    if where.line:
        region = {"startLine": where.line}
        held["region"] = region | ({"startColumn": where.column} if where.column else {})
    return {"physicalLocation": held}
