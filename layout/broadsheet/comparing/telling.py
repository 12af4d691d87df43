"""A comparison in words, and as JSON.

Takes a comparison; returns lines for a person, or what a program reads.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from broadsheet.comparing.values import (
    Comparison,
    DrawnChange,
    LineChange,
    PageChange,
    SeenLine,
    SeenStory,
    StoryChange,
    TextEdit,
    way,
)
from broadsheet.errors import clipped
from broadsheet.geometry import Rect

_WORDS = 40  # letters of an edit that are told
_EDITS = 12  # of a story


def as_text(found: Comparison, *, every: bool = False, of: Callable[[str], str] = str) -> str:
    """Return what differs, a line each; ``every``: each line that moved, too.

    ``of`` puts what is said into another language.
    """
    if found.is_same:
        lines = sum(page.same for page in found.pages)
        pages = len(found.pages)
        line = f"the same: {lines} lines on {pages} page{'s' * (pages != 1)}"
        return "\n".join(map(of, (line, *_wordless(found))))
    out = [*map(of, _wordless(found))]
    for page in found.pages:
        out.append(f"{of(f'page {page.number}')}: {_parts(_page(page), of)}")
        if every:
            out += [f"  {of(change.kind)}: {_line(change, of)}" for change in page.lines]
            out += [f"  {_drawn(change, of)}" for change in page.drawn]
    for story in found.stories:
        seen = story.now or story.was
        where = f"{of(f'page {seen.page}')}: " if seen else ""
        name = story.name or of("(no words)")
        out.append(f"{where}{name}: {_parts(_story(story), of)}")
        out += [f"  {edit}" for edit in _edits(story, of)]
    if found.is_same_text:
        out.append(of("the words are the same"))
    return "\n".join(out)


def _wordless(found: Comparison) -> Iterator[str]:
    """Say which pages have no text in either file: a scan, or outlines."""
    for page in found.pages:
        if page.was and page.now and not page.same and not page.lines:
            yield f"page {page.number} has no text in either: its looks alone are compared"


def _parts(parts: Iterable[str], of: Callable[[str], str]) -> str:
    return ", ".join(map(of, filter(None, parts)))


def _page(page: PageChange) -> list[str]:
    if page.was is None or page.now is None:
        return ["only in the second" if page.was is None else "only in the first"]
    kinds = Counter(change.kind for change in page.lines)
    parts = [] if page.was == page.now else [_resized(page.was, page.now)]
    parts.append(f"{page.same} lines in place")
    if kinds["moved"]:  # or are wider, or of another size
        parts.append(f"{kinds['moved']} moved (up to {page.farthest:.4g} pt)")
    named = {"reworded": "with other words", "gone": "gone", "new": "new"}
    parts += [f"{kinds[kind]} {said}" for kind, said in named.items() if kinds[kind]]
    for kind, said in (("drawn", "rules or areas"), ("picture", "pictures")):
        if count := sum(change.kind == kind for change in page.drawn):
            parts.append(f"{count} {said} otherwise")
    if page.ink.share:
        parts.append(f"ink differs on {100 * page.ink.share:.2g} % of it")
    return parts


def _resized(was: tuple[float, float], now: tuple[float, float]) -> str:
    return f"{was[0]:g} x {was[1]:g} pt became {now[0]:g} x {now[1]:g} pt"


def _story(story: StoryChange) -> list[str]:
    if story.was is None or story.now is None:
        return ["new" if story.was is None else "gone"]
    parts = []
    if story.was.page != story.now.page:
        parts.append(f"from page {story.was.page}")
    elif any(story.by):
        parts.append(f"moved {_moved(story.by)}")
    one, two = story.was.box, story.now.box
    if max(abs(one.width - two.width), abs(one.height - two.height)) > 0.1:
        size = f"{one.width:.1f} x {one.height:.1f} pt → {two.width:.1f} x {two.height:.1f} pt"
        parts.append(size)
    if story.anew:
        parts.append(f"{story.anew} of {story.lines} lines broken anew")
    parts.append(_count(len(story.edits), "difference in its words", "differences in its words")
                 if story.edits else "the words are the same")  # fmt: skip
    return parts


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _edits(story: StoryChange, of: Callable[[str], str]) -> Iterator[str]:
    for edit in story.edits[:_EDITS]:
        if story.was and story.now:
            before = of(f"after “{edit.before}”" if edit.before else "at its start")
            yield f"{before}: {of(_edit(edit))}"
    if story.was and story.now and len(story.edits) > _EDITS:
        yield of(f"and {len(story.edits) - _EDITS} more")


def _edit(edit: TextEdit) -> str:
    if not edit.was:
        return f"“{_cut(edit.now)}” is new"
    if not edit.now:
        return f"“{_cut(edit.was)}” is gone"
    return f"“{_cut(edit.was)}” → “{_cut(edit.now)}”"


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"


def _moved(by: tuple[float, float]) -> str:
    across, down = by
    parts = []
    if across:
        parts.append(f"{abs(across):.4g} pt {'right' if across > 0 else 'left'}")
    if down:
        parts.append(f"{abs(down):.4g} pt {'down' if down > 0 else 'up'}")
    return " and ".join(parts) or "nowhere"


def _line(change: LineChange, of: Callable[[str], str]) -> str:
    text = _cut(clipped(change.line.text))
    if change.kind == "reworded" and change.was:
        return f"{_cut(clipped(change.was.text))} → {text}"
    if change.kind != "moved" or not change.was or not change.now:
        return text
    sized = change.was.size != change.now.size
    size = f", {change.was.size:g} pt → {change.now.size:g} pt" if sized else ""
    wider = change.now.box.width - change.was.box.width
    broader = f"{abs(wider):.3g} pt {'wider' if wider > 0 else 'narrower'}"
    return f"{text}: {of(_moved(change.by) if any(change.by) else broader)}{size}"


def _drawn(change: DrawnChange, of: Callable[[str], str]) -> str:
    what = of("picture" if change.kind == "picture" else "rule or area")
    if box := change.now or change.was:
        what += f" {box.left:.1f}, {box.top:.1f}, {box.width:.1f} x {box.height:.1f} pt"
    if change.was is None or change.now is None:
        return f"{of('new' if change.was is None else 'gone')}: {what}"
    return f"{of('moved')}: {what}: {of(_moved(change.by))}"


def as_json(found: Comparison) -> str:
    """Return a comparison as JSON: lengths in pt, boxes as left, top, width, height."""
    return json.dumps(
        {
            "same": found.is_same,
            "same_text": found.is_same_text,
            "pages": [_page_json(page) for page in found.pages],
            "stories": [_story_json(story) for story in found.stories],
        },
        ensure_ascii=False,
        indent=1,
    )


def _page_json(page: PageChange) -> dict[str, Any]:
    return {
        "page": page.number,
        "size": {"was": page.was, "now": page.now},
        "in_place": page.same,
        "farthest": round(page.farthest, 3),
        "lines": [
            {"kind": one.kind, "was": _line_json(one.was), "now": _line_json(one.now), "by": one.by}
            for one in page.lines
        ],
        "drawn": [
            {"kind": one.kind, "was": _box(one.was), "now": _box(one.now), "by": one.by}
            for one in page.drawn
        ],
        "ink": {"share": page.ink.share, "box": _box(page.ink.box)},
    }  # fmt: skip


def _line_json(line: SeenLine | None) -> dict[str, Any] | None:
    return {"text": line.text, "box": _box(line.box), "size": line.size} if line else None


def _story_json(story: StoryChange) -> dict[str, Any]:
    return {
        "name": story.name,
        "was": _seen(story.was),
        "now": _seen(story.now),
        "by": story.by,
        "far": round(way(story.by), 3),
        "lines": story.lines,
        "broken_anew": story.anew,
        "edits": [{"after": e.before, "was": e.was, "now": e.now} for e in story.edits],
    }


def _seen(story: SeenStory | None) -> dict[str, Any] | None:
    return {"page": story.page, "box": _box(story.box)} if story else None


def _box(box: Rect | None) -> list[float] | None:
    return [round(side, 3) for side in (box.left, box.top, box.width, box.height)] if box else None
