"""Small specs and editions that the tests of make-up share."""

from typing import Any

import broadsheet
from broadsheet.display import Pages, TextLine
from broadsheet.edition import Edition
from broadsheet.spec import Spec

STYLES = "duikai-6"
WORDS = (
    "潮水退去以后码头上的灯一盏接着一盏亮起来挑担的人"
    "沿着石阶往上走他们说今年的海带比往年厚晒三天就能收"
)


def prose(count: int, start: int = 0) -> str:
    """Return ``count`` characters of prose with commas and a full stop."""
    letters = [WORDS[(start + n) % len(WORDS)] for n in range(max(1, count - 1))]
    for n in range(11, len(letters) - 2, 13):
        letters[n] = "，"
    return "".join(letters) + "。"


def story(number: int, paragraphs: list[int], **facts: Any) -> dict[str, Any]:
    """Return a story whose paragraphs have so many characters; 0 is a crosshead."""
    body: list[Any] = []
    for n, count in enumerate(paragraphs):
        text = prose(count, 7 * n + number)
        body.append({"kind": "crosshead", "text": "潮头观察"} if not count else text)
    return {
        "kind": "article",
        "id": f"s{number}",
        "headline": f"第{number}条潮讯",
        "body": body,
    } | facts


def edition(*items: dict[str, Any], **masthead: Any) -> Edition:
    """Return an edition of one page."""
    return broadsheet.read_edition({"masthead": masthead, "items": list(items)})


def small_spec(
    drawn: str = "p p q q | auto", boxes: dict[str, Any] | None = None, **more: Any
) -> Spec:
    """Return a small page of four columns of ten characters, thirty rows."""
    names = sorted({c for c in drawn if c in "pqrs"})
    source: dict[str, Any] = {
        "broadsheet": "1",
        "extends": STYLES,
        "page": {
            "size": "170mm x 170mm",
            "margin": {"top": "10mm", "bottom": "10mm", "sides": "5mm"},
        },
        "grid": {"columns": "4", "measure": "10字", "rows": "30"},
        "map": drawn,
        "boxes": dict.fromkeys("MEabcdF"),
    }
    source["styles"] = {"headline": {"size": "16pt..20pt", "lines": "1"}}
    source["boxes"] |= boxes or {name: {"story": str(n)} for n, name in enumerate(names, start=1)}
    return broadsheet.load_spec(source | more)


def set_lines(pages: Pages, item: str) -> list[TextLine]:
    """Return the lines that set an item, in painting order."""
    return [line for line in pages.lines() if any(run.source.item == item for run in line.runs)]


def text_of(pages: Pages, item: str, role: str = "para") -> str:
    """Return the characters of an item's role as they are painted."""
    runs = (run for line in pages.lines() for run in line.runs)
    return "".join(r.plain for r in runs if (r.source.item, r.source.role) == (item, role))
