"""What is on show, as the browser is told it.

Takes a session's ``Shown``; returns plain values for JSON: pages with their boxes in points,
each box with its lines of the spec, and what was found.  Opens nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from broadsheet import resources
from broadsheet.display import Page, PlacedBox
from broadsheet.edition import Advert, Article, Edition, Info, Item, Notice, Photo
from broadsheet.errors import Finding, UserError, Where
from broadsheet.messages.spoken import fault_line, of
from broadsheet.models import frozen
from broadsheet.preview.session import BASE, TILE, Shown
from broadsheet.preview.story_text import chosen
from broadsheet.preview.telling_map import told_grid
from broadsheet.preview.words import meaning
from broadsheet.spec import Spec
from broadsheet.spec_yaml.keys_told import ToldKey

LEVELS = ("error", "warning", "note")
MOST_LINES = 14  # of the spec, shown for a box
LONGEST = 40  # characters of a text that names an item


@frozen(kw_only=True)
class Commands:
    """What a designer can do to what is on show."""

    undo: str = ""  # what would be undone, in words; empty: nothing
    redo: str = ""
    fixed: tuple[str, ...] = ()  # by page: why its map can't be moved; empty: it can


NOTHING = Commands()  # of a page that can only be looked at


def as_json(shown: Shown, commands: Commands) -> str:
    """Return what is on show as JSON on one line."""
    return json.dumps(told(shown, commands), ensure_ascii=False)


def told(shown: Shown, commands: Commands = NOTHING) -> dict[str, object]:
    """Return what is on show as plain values."""
    pages = shown.pages
    titles = dict(_titles(shown.edition)) if shown.edition else {}
    # the gravest first, as they are found within a level
    findings = sorted(pages.findings if pages else (), key=lambda one: LEVELS.index(one.level))
    return {
        "version": shown.version,
        "title": pages.title if pages else "",
        "spec": pages.spec if pages else "",
        "digest": shown.digest,
        "tile": TILE,
        "base": BASE,
        "choice": shown.choice,
        "choices": shown.choices,
        "fault": shown.fault,
        "faults": told_faults(shown.faults),
        "counts": {level: sum(one.level == level for one in findings) for level in LEVELS},
        "pages": [
            {**_page(page, titles, shown.texts), **_drawn(shown, page, commands)}
            for page in (pages.pages if pages else ())
        ],
        "findings": [_finding(finding) for finding in findings],
        "files": [
            {
                "file": str(source.path),
                "name": source.path.name,
                "kind": source.kind,
                "digest": source.digest,
                "own": source.own,
            }
            for source in shown.files
        ],
        "names": _names(shown.spec),
        "undo": of(commands.undo),
        "redo": of(commands.redo),
    }


def told_faults(faults: Iterable[UserError]) -> list[dict[str, object]]:
    """Return faults of files as plain values, each with its place and its line."""
    return [
        {
            "line": fault_line(fault),
            "message": of(fault.message) + (f" ({of(fault.hint)})" if fault.hint else ""),
            "key": fault.key,
            "place": place(fault.where),
        }
        for fault in faults
    ]


def told_key(key: ToldKey) -> dict[str, object]:
    """Return a key of a box as plain values."""
    about = meaning(key.about)
    return {"key": key.key, "about": about, "value": key.value, "place": place(key.where)}


def _drawn(shown: Shown, page: Page, commands: Commands) -> dict[str, object]:
    """Return a page's grid and map, and whether the map can be changed from here."""
    if shown.spec is None:
        return {}
    sheet: Spec = shown.spec.sheet(page.number)
    fixed = commands.fixed[page.number - 1 : page.number]
    return {
        "grid": told_grid(sheet, page, shown.texts),
        "fixed": "".join(fixed),
        "placed": [box.name for box in sheet.arrangement.placed],
        "kinds": {box.name: chosen(box)[0] for box in sheet.arrangement.leaves()},
    }


def _names(spec: Spec | None) -> dict[str, list[str]]:
    """Return the names that a spec's values may refer to."""
    style = spec.style if spec else None
    return {
        "styles": sorted(style.styles) if style else [],
        "colours": sorted(style.colours) if style else [],
        "typefaces": sorted(style.typefaces) if style else [],
    }


def _page(
    page: Page, titles: Mapping[str, str], texts: Mapping[str, tuple[str, ...]]
) -> dict[str, object]:
    return {
        "number": page.number,
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "boxes": [_box(box, titles, texts) for box in page.boxes],
    }


def _box(
    box: PlacedBox, titles: Mapping[str, str], texts: Mapping[str, tuple[str, ...]]
) -> dict[str, object]:
    rect = box.rect
    return {
        "name": box.name,
        "rect": [rect.left, rect.top, rect.width, rect.height],
        "columns": [[c.left, c.top, c.width, c.height] for c in box.columns],
        "item": box.item,
        "title": titles.get(box.item, ""),
        "lines": box.lines,
        "room": box.room,
        "state": of(box.state),
        "over": bool(box.over or box.beyond),
        "beyond": [of(what) for what in box.beyond],
        "steps": [of(str(step)) for step in box.steps],
        "part": box.part,
        "place": place(box.where),
        "snippet": _snippet(box.where, texts),
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "level": finding.level,
        "code": finding.code,
        "message": of(finding.message),
        "levelName": of(finding.level),
        "page": finding.page,
        "box": finding.box or "",
        "item": finding.item or "",
        "place": place(finding.where),
    }


def place(where: Where | None) -> dict[str, object] | None:
    """Return a place in a file; ``bundled`` says that the file is not the user's to change."""
    if where is None:
        return None
    path = Path(where.file)
    bundled = path.is_absolute() and path.is_relative_to(resources.bundled("specs"))
    return {
        "file": where.file,
        "name": path.name,
        "line": where.line,
        "column": where.column,
        "bundled": bundled,
    }


def _snippet(where: Where | None, texts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the lines of a box in its spec: its key's, and those indented under it."""
    lines = texts.get(where.file, ()) if where else ()
    if where is None or not 1 <= where.line <= len(lines):
        return []
    found = [lines[where.line - 1]]
    margin = _indent(found[0])
    for line in lines[where.line : where.line - 1 + MOST_LINES]:
        if line.strip() and _indent(line) <= margin:
            break
        found.append(line)
    while len(found) > 1 and not found[-1].strip():
        found.pop()
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _titles(edition: Edition) -> Iterator[tuple[str, str]]:
    yield "masthead", edition.masthead.name
    for item in edition.items:
        text = _title(item)
        yield item.id, text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _title(item: Item) -> str:
    match item:
        case Article():
            return item.headline or item.kicker or item.section
        case Advert():
            return item.name or " ".join(item.copy)
        case Photo():
            return item.picture.caption
        case Notice() | Info():
            return item.title or " ".join(item.copy)
