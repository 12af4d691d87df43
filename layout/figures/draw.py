"""Draw the figures of the spec language: sheets of small stories, each as its keys set it.

Reads ``stories.yaml`` beside this file and the example edition's words; writes ``heads.png``,
``pictures.png``, ``beside.png``, ``upright.png`` and
``blocks.png`` beside it.  Needs the extra ``preview``.

    python layout/figures/draw.py
"""

import io
import re
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pypdfium2
import yaml

import broadsheet
from broadsheet.display import Pages

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
ACROSS, COLUMNS = 3, 4  # stories across, columns of each
LETTERS = 11  # in a line
PASSES = 6  # of filling the boxes
GREYS = 8
SCALE = 0.95  # pixels for a point
STYLES = {
    "headline": {"size": "18pt..30pt"},
    "deck": {"size": "9pt..11pt", "face": "hei"},
    "tinted": {"extends": "note", "fill": "0/0/0/10", "rules": "0pt"},
    "framed": {"extends": "note", "box": "0.5pt", "rules": "0pt"},
    "boxed": {"extends": "crosshead", "box": "0.5pt"},
    "reversed": {"extends": "crosshead", "fill": "0/0/0/100"},
}


def draw_all() -> None:
    """Draw every sheet of ``stories.yaml``; what is found amiss on it goes to standard error."""
    sheets = yaml.safe_load((HERE / "stories.yaml").read_text("utf-8"))
    for name, sheet in sheets.items():
        pages = compose_sheet(sheet)
        for _ in range(PASSES):
            if not fill(sheet["stories"], pages):
                break
            pages = compose_sheet(sheet)
        for finding in pages.findings:
            if finding.code not in ("loose", "fit", "picture"):
                sys.stderr.write(f"{name}: {finding.message}\n")
        write_grey(pages, HERE / f"{name}.png")


def compose_sheet(sheet: dict[str, Any]) -> Pages:
    """Compose the stories of a sheet side by side."""
    words = prose()
    stories = [story_of(story, n, words) for n, story in enumerate(sheet["stories"])]
    names = "GHIJKLNPQ"[: len(stories)]
    rows: list[str] = []
    for first in range(0, len(names), ACROSS):
        cells = " . ".join(" ".join([name] * COLUMNS) for name in names[first : first + ACROSS])
        rows.append(f"{cells} | {sheet['rows']}行")
    width = (ACROSS * COLUMNS + ACROSS - 1) * 12 - 1
    spec = {
        "broadsheet": 1,
        "extends": "duikai-6",
        "page": {
            "size": f"{width * 10.5 + 40}pt x {len(rows) * sheet['rows'] * 13.5 + 40}pt",
            "margin": {"top": "20pt", "bottom": "20pt", "sides": "20pt"},
        },
        "grid": {
            "columns": ACROSS * (COLUMNS + 1) - 1,
            "measure": "11字",
            "rows": len(rows) * sheet["rows"],
            "gap": 2,
        },
        "styles": STYLES,
        "map": "\n".join(rows),
        "boxes": dict.fromkeys("MEabcdF")
        | {
            name: {"story": n + 1, "columns": COLUMNS} | story.get("box", {})
            for n, (name, story) in enumerate(zip(names, sheet["stories"], strict=True))
        },
    }
    edition = {"items": stories}
    return broadsheet.compose(with_folder(edition), broadsheet.load_spec(texts(spec)))


def fill(stories: list[dict[str, Any]], pages: Pages) -> bool:
    """Give each story as many letters more, or fewer, as its box is short, or over."""
    changed = False
    for finding in pages.findings:
        told = re.search("溢 ([0-9]+) 字|缺 ([0-9]+) 行", finding.message)
        if told and finding.item:
            more = -int(told[1]) if told[1] else LETTERS * (int(told[2]) - 1)
            story = stories[int(finding.item.removeprefix("s"))]
            body = story.setdefault("body", [story.pop("letters", 0)])
            last = max(n for n, part in enumerate(body) if isinstance(part, int))
            body[last] = max(20, body[last] + more)
            changed = True
    return changed


def with_folder(edition: dict[str, Any]) -> broadsheet.Edition:
    """Return the edition with the example's pictures."""
    from broadsheet.models import replace  # noqa: PLC0415 - for this alone

    return replace(broadsheet.read_edition(texts(edition)), folder=str(EXAMPLES / "pictures"))


def texts(value: Any) -> Any:
    """Return plain values as the readers take them: every scalar a text."""
    if isinstance(value, dict):
        return {key: texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [texts(inner) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None else str(value)


def prose() -> list[str]:
    """Return the example edition's paragraphs."""
    edition = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    return [
        block.text
        for item in edition.items
        if item.kind == "article"
        for block in item.body
        if block.kind == "para" and "www." not in block.text
    ]


def story_of(story: dict[str, Any], n: int, words: list[str]) -> dict[str, Any]:
    """Return a story of the sheet as an item: numbers in its body are that many letters."""
    facts = {key: value for key, value in story.items() if key not in ("letters", "box", "body")}
    at = count(2 * n)
    body: list[Any] = []
    for part in story.get("body", [story.get("letters", 0)]):
        body += paragraphs(part, words, at) if isinstance(part, int) else [part]
    keys = ", ".join(f"{key}: {shown(value)}" for key, value in story.get("box", {}).items())
    deck = {"deck": keys} if keys and "byline" not in story else {}
    return {"kind": "article", "id": f"s{n}", "body": body} | deck | facts


def paragraphs(letters: int, words: list[str], at: Any) -> list[str]:
    """Return ``letters`` characters of prose, from paragraph to paragraph."""
    found: list[str] = []
    while letters > 0:
        text = words[next(at) % len(words)][: min(letters, 170)]
        letters -= len(text)
        found.append(text[:-1].rstrip("，、：；“”。") + "。")
    return found


def shown(value: Any) -> str:
    """Return a value as a spec has it, in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(shown(inner) for inner in value) + "]"
    return "yes" if value is True else str(value)


def write_grey(pages: Pages, path: Path) -> None:
    """Write the first page as a small picture in a few greys."""
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    picture.quantize(GREYS).save(path, optimize=True)


if __name__ == "__main__":
    draw_all()
