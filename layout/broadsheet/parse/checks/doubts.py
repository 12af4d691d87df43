"""What a proofreader would ask.

Takes an edition and where its facts stood; returns findings and, when asked, the edition
with a missing quote put back.  Changes nothing else.
"""

import datetime
from collections.abc import Iterator
from itertools import zip_longest

from broadsheet.edition import Article, Block, Edition, Item
from broadsheet.errors import Finding, Level, Where
from broadsheet.facts import DAYS, masthead_doubts, printed_day
from broadsheet.models import replace
from broadsheet.parse.checks import persons, slips
from broadsheet.parse.text.characters import LONGEST
from broadsheet.parse.text.matching import Pattern

_SEASON = 3  # months: what lies further off may be of another year
_WEEKDAY = Pattern(
    r"(?<![\d年])(\d{1,2})月(\d{1,2})日[（(，,]?(?:星期|周|週|礼拜)([一二三四五六日天])(?![^\W\da-zA-Z_]*年)",
    needs=("星期", "周", "週", "礼拜"),
)
_PAIRS = {"”": "“", "’": "‘", "）": "（", "》": "《", "」": "「", "』": "『", "】": "【"}
_OPEN = frozenset(_PAIRS.values())
_QUOTES = frozenset("“”「」")


def check(edition: Edition, *, file: str, lines: dict[str, int]) -> Iterator[Finding]:
    """Yield all doubts; ``lines`` tells where each fact of the masthead stood."""
    for key, code, text in masthead_doubts(edition.masthead):
        yield _finding("warning", code, text, file, lines.get(key, 0))
    day = printed_day(edition.masthead.date)
    for item in edition.items:
        if isinstance(item, Article):
            yield from _story(item, file)
            yield from _days(item, day, file)
            line = item.lines[0] if item.lines else 0
            for rare, usual in persons.told_apart(item):
                message = f"{rare!r} once, {usual!r} elsewhere in this story"
                yield _finding("note", "name-differs", message, file, line)


def _finding(level: Level, code: str, text: str, file: str, line: int) -> Finding:
    return Finding(level=level, code=code, message=text, where=Where(file, line))


def unbalanced(text: str) -> list[tuple[str, int]]:
    """Return closing marks that nothing opened and opening ones left open, with places."""
    stack: list[tuple[str, int]] = []
    faults: list[tuple[str, int]] = []
    for n, char in enumerate(text):
        if char in _OPEN:
            stack.append((char, n))
        elif char in _PAIRS:
            if stack and stack[-1][0] == _PAIRS[char]:
                stack.pop()
            elif char != "’":  # may be an apostrophe
                faults.append((char, n))
    return faults + stack


def _days(story: Article, day: datetime.date | None, file: str) -> Iterator[Finding]:
    """Hold weekdays in the copy against the year of the paper."""
    if day is None:
        return
    for block in story.body:
        for found in _WEEKDAY.finditer(block.text):
            month, number, said = int(found[1]), int(found[2]), found[3].replace("天", "日")
            try:
                right = DAYS[day.replace(month=month, day=number).weekday()]
            except ValueError:
                right = ""
            if right == said or (month - day.month) % 12 > _SEASON < (day.month - month) % 12:
                continue
            what = f"is 星期{right}" if right else "is no day"
            line = block.lines[0] if block.lines else 0
            message = f"{found.group()!r}: {day.year}-{month:02d}-{number:02d} {what}"
            yield _finding("warning", "weekday", message, file, line)


def _story(story: Article, file: str) -> Iterator[Finding]:
    for block, after in zip_longest(story.body, story.body[1:]):
        if len(block.text) > LONGEST:
            continue
        line = block.lines[0] if block.lines else 0
        for char, at in unbalanced(block.text):
            if char in "“「" and after is not None and after.text[:1] == char:
                continue  # a quotation of several paragraphs opens each and closes once
            word = "closes nothing" if char in _PAIRS else "is not closed"
            near = block.text[max(0, at - 6) : at + 7]
            yield _finding("warning", "unbalanced", f"{char} {word} near {near!r}", file, line)
        for code, text in slips.doubts(block.text):
            yield _finding("note", code, text, file, line)
    if not story.headline and story.body:
        line = story.lines[0] if story.lines else 0
        yield _finding("note", "no-headline", "a story without a headline", file, line)


def repair_quotes(edition: Edition, *, file: str) -> tuple[Edition, tuple[Finding, ...]]:
    """Put back a paragraph's one missing quote: before its text, or at its end."""
    found: list[Finding] = []
    pages = []
    for page in edition.pages:
        items: list[Item] = []
        for item in page.items:
            if isinstance(item, Article):
                body = tuple(_mended(b, file, found) for b in item.body)
                items.append(replace(item, body=body))
            else:
                items.append(item)
        pages.append(replace(page, items=tuple(items)))
    return replace(edition, pages=tuple(pages)), tuple(found)


def _mended(block: Block, file: str, found: list[Finding]) -> Block:
    faults = [(c, n) for c, n in unbalanced(block.text) if c in _QUOTES]
    if len(faults) != 1 or block.kind not in {"para", "qa", "note", "list"}:
        return block
    char, at = faults[0]
    if char in _PAIRS:
        start = max(block.text.rfind(c, 0, at) for c in "”」") + 1
        text = block.text[:start] + _PAIRS[char] + block.text[start:]
    else:
        text = block.text + ("”" if char == "“" else "」")
    line = block.lines[0] if block.lines else 0
    message = f"the missing partner of {char} put in: {text[:10]}…"
    found.append(_finding("note", "quote-repaired", message, file, line))
    return replace(block, text=text)
