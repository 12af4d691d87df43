"""Two boxes change what they hold: the values are exchanged in the spec's text.

Takes the texts of a spec's files and two boxes of a page; returns the texts that change.  What
else the boxes say (columns, styles, frames) stays with them.  Opens nothing.
"""

from collections.abc import Mapping

from broadsheet.errors import OutputError
from broadsheet.preview import written
from broadsheet.preview.written import Edit, Value
from broadsheet.spec import Box, ItemBox, Selector, StoryBox


def chosen(box: Box) -> tuple[str, Selector | None]:
    """Return the key that says what a box holds, and which of its kind."""
    content = box.content
    if isinstance(content, StoryBox) and content.continues is None:
        return "story", content.select
    if isinstance(content, ItemBox):
        return content.kind, content.select
    return "", None


def swapped(texts: Mapping[str, str], one: Box, other: Box, *, own: str) -> dict[str, str]:
    """Return the texts that change, by file.

    A box that stands in none of the files gets its key in ``own``, the spec over them.  Raises
    OutputError for boxes that can't change what they hold.
    """
    key, mine = chosen(one)
    other_key, theirs = chosen(other)
    if not key or key != other_key or mine is None or theirs is None:
        raise OutputError(
            f"boxes {one.name} and {other.name} hold things of two kinds",
            hint="swap a story with a story, an advertisement with an advertisement",
        )
    words = {one.name: _words(texts, other, key, theirs), other.name: _words(texts, one, key, mine)}
    edits: dict[str, list[Edit]] = {}
    lacking: list[str] = []
    for box in (one, other):
        held = _held(texts, box)
        if held is not None:
            file = box.where.file
            edits.setdefault(file, []).append(written.put(texts[file], held, key, words[box.name]))
        elif own and "." not in box.name:
            lacking.append(f"{box.name}: {{{key}: {words[box.name]}}}")
        else:
            raise OutputError(
                f"box {box.name} stands in a spec that is not yours to change",
                hint="write a spec that extends it, and name it with --spec",
            )
    if lacking:
        edits.setdefault(own, []).append(_added(texts[own], lacking))
    return {file: written.edited(texts[file], made) for file, made in edits.items()}


def _held(texts: Mapping[str, str], box: Box) -> Value | None:
    """Return what is written of a box; None where its file is not one to change."""
    text = texts.get(box.where.file)
    return written.value_at(written.whole(text), box.where) if text is not None else None


def _added(text: str, lines: list[str]) -> Edit:
    """Return the edit that adds boxes to a spec which says nothing of them yet."""
    root = written.whole(text)
    if "boxes" not in root.entries:
        return written.appended(text, root, ["boxes:", *(f"  {line}" for line in lines)])
    boxes = root.entries["boxes"][2]
    if boxes.flow:
        more = ", " if boxes.entries else ""
        return Edit(boxes.start + 1, boxes.start + 1, ", ".join(lines) + more)
    return written.appended(text, boxes, lines)


def _words(texts: Mapping[str, str], box: Box, key: str, select: Selector | None) -> str:
    """Return how a box says what it holds: as it is written, else in the shortest form."""
    held = _held(texts, box)
    if held is not None and key in held.entries:
        value = held.entries[key][2]
        return texts[box.where.file][value.start : value.end].rstrip()
    if select is None:
        return ""
    if select.id:
        return f"{{id: {select.id}}}"
    if select.section:
        rank = f", rank: {select.rank}" if select.rank else ""
        return f"{{section: {select.section}{rank}}}"
    return str(select.rank)
