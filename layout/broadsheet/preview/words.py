"""The words of the preview's page, and of a box's keys, in the language that is spoken.

Takes the page's own files and the tables of keys; returns what they say, each text with its words.
Texts stand in the page as ``data-say="…"`` and ``data-say-title="…"``, in its scripts as
``say("…")``: the catalogue of messages is made from the same.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from broadsheet.messages.spoken import of
from broadsheet.spec_yaml import boxes

WEB = Path(__file__).resolve().parent / "web"
_IN_PAGES = re.compile(r'data-say(?:-title|-label)?="([^"]+)"')
_IN_SCRIPTS = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)+)"')
_EXAMPLE = re.compile(r": `[^`]*`$")  # with which what a key means ends
_BUILT = "editor.js"  # made from packages: says nothing of ours


def said() -> Iterator[tuple[str, str]]:
    """Yield each file that says something, and the text."""
    for path in sorted(WEB.iterdir()):
        if path.suffix == ".html":
            found = _IN_PAGES.findall(path.read_text(encoding="utf-8"))
        elif path.suffix == ".js" and path.name != _BUILT:
            found = _IN_SCRIPTS.findall(path.read_text(encoding="utf-8"))
        else:
            continue
        for text in found:
            yield path.name, text


def spoken() -> dict[str, str]:
    """Return the texts that are said otherwise in the language that is spoken."""
    return {text: words for _, text in said() if (words := of(text)) != text}


def meanings() -> Iterator[str]:
    """Yield what the keys of a box mean, without their examples."""
    waiting: list[object] = [boxes.box_schema()]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            about = part.get("description")
            if isinstance(about, str):
                yield from (_EXAMPLE.sub("", one) for one in about.split("; or: "))
            waiting.extend([*part.values()][::-1])
        elif isinstance(part, list):
            waiting.extend(reversed(part))


def meaning(about: str) -> str:
    """Return what a key means, its example as it is."""
    bare = _EXAMPLE.sub("", about)
    return of(bare) + about[len(bare) :]


def said_schema(schema: object) -> object:
    """Return a JSON Schema whose descriptions are in the language that is spoken."""
    if isinstance(schema, list):
        return [said_schema(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    said = {key: said_schema(part) for key, part in schema.items()}
    about = said.get("description")
    if isinstance(about, str):
        said["description"] = "; or: ".join(meaning(part) for part in about.split("; or: "))
    return said
