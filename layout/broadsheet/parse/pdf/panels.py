"""What stands between two rules of a column, or under one: a pulled quote, a note, a table.

Takes the lines of a box, its walls and the page's type; returns lines that are marked as part of
one, tables row by row, and the walls without the rules that belong to them.  A head between
rules ends no sentence; a short story between rules is set as text is.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.parse.pdf.columns import around, common_size
from broadsheet.parse.pdf.frames import Walls
from broadsheet.parse.pdf.marks import opens_footnote
from broadsheet.parse.pdf.values import Panel, PrintedLine, PrintedStyle
from broadsheet.parse.text.characters import ends_sentence

_EDGE = 2.0  # pt by which the ends of a panel's rules differ
_DEEP = 18.0  # of the text's size, at the most
_NOTE = 1.12  # times the text's size: what is larger is a quote
_LARGEST = 2.2  # times the text's size: what is larger is a head
_FOOT = 0.92  # of the text's size: a footnote is set no larger
_SHORTEST, _LONGEST = 18.0, 14.0  # pt, and times the text's size: the rule over footnotes
_MOST = 2000  # rules that are looked at
_FEW = 3  # rows of a table at the least, its head among them
_CELLS = 2  # of a row at the least
_CELL = 0.62  # of a table's width: a cell is no wider
_PAD = 2.5  # ems between the end of a table's rule and its cells
_LEVEL = 0.35  # of the size: baselines of one row differ by less


@frozen(kw_only=True)
class Panels:
    """The lines of a box with its panels marked."""

    lines: tuple[PrintedLine, ...]  # of no panel
    panels: tuple[tuple[PrintedLine, ...], ...]
    walls: Walls


def panels(lines: Sequence[PrintedLine], walls: Walls, body: float, face: str) -> Panels:
    """Take panels out; ``body`` and ``face`` are those of the page's text."""
    found: list[tuple[PrintedLine, ...]] = []
    taken: set[int] = set()
    spent: set[int] = set()
    for rule in walls.across:
        notes = _footnotes(rule, lines, body)
        if notes and not taken & set(map(id, notes)):
            found.append(tuple(replace(line, panel="foot") for line in notes))
            taken |= set(map(id, notes))
            spent.add(id(rule))
    for rules in _ladders(walls.across):
        n = 0
        while n + 1 < len(rules):
            table = _table(rules[n:], lines, body)
            if table:
                last, rows, own = table
                found.append(rows)
                taken |= own
                spent.update(map(id, rules[n : n + last + 1]))
                n += last + 1
                continue
            one, two = rules[n], rules[n + 1]
            held = _between(one, two, lines)
            kind = _kind(held, lines, body, face) if two.top - one.bottom < _DEEP * body else ""
            if kind:
                found.append(tuple(replace(line, panel=kind) for line in held))
                taken |= set(map(id, held))
                spent |= {id(one), id(two)}
            n += 1
    if not found:
        return Panels(lines=tuple(lines), panels=(), walls=walls)
    across = tuple(rule for rule in walls.across if id(rule) not in spent)
    return Panels(
        lines=tuple(line for line in lines if id(line) not in taken),
        panels=tuple(found),
        walls=replace(walls, across=across),
    )


def _footnotes(rule: Rect, lines: Sequence[PrintedLine], body: float) -> list[PrintedLine]:
    """Return the small lines under a short rule, the first of which opens with a figure."""
    if not _SHORTEST <= rule.width <= _LONGEST * body:
        return []
    under = sorted(
        (
            line
            for line in lines
            if line.style.size <= _FOOT * body
            and line.box.top >= rule.bottom - 1
            and -3 <= line.box.left - rule.left <= 3 * body
        ),
        key=lambda line: line.box.top,
    )
    found: list[PrintedLine] = []
    foot = rule.bottom
    for line in under:
        if line.box.top - foot > 1.2 * body:
            break
        found.append(line)
        foot = line.box.bottom
    return found if found and opens_footnote(found[0].text) else []


def _ladders(across: Sequence[Rect]) -> Iterator[list[Rect]]:
    """Yield rules of one left end and one length, from above; of very many the first."""
    held: dict[tuple[int, int], list[Rect]] = {}
    for rule in sorted(across, key=lambda rule: rule.top)[:_MOST]:
        ends = round(rule.left / _EDGE), round(rule.right / _EDGE)
        near = ((ends[0] + dx, ends[1] + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
        like = next((held[key] for key in near if key in held), None)
        if like is None:
            like = held[ends] = []
        like.append(rule)
    yield from (rules for rules in held.values() if len(rules) > 1)


def _between(upper: Rect, lower: Rect, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines between two rules; none when one runs over their ends."""
    held = [
        line
        for line in lines
        if upper.top < line.box.middle < lower.bottom
        and line.box.right > upper.left
        and line.box.left < upper.right
    ]
    slack = _EDGE + 1
    whole = all(
        upper.left - slack <= line.box.left and line.box.right <= upper.right + slack
        for line in held
    )
    return held if whole else []


def _kind(
    held: Sequence[PrintedLine], lines: Sequence[PrintedLine], body: float, face: str
) -> Panel:
    """Tell whether lines between rules are a note or a quote: whole sentences in another style."""
    if not held or len({_look(line.style) for line in held}) > 1:
        return ""
    last = max(held, key=lambda line: line.box.top)
    size = last.style.size
    if size > _LARGEST * body or not ends_sentence(last.text):
        return ""
    if any(abs(a.level - b.level) < size * _LEVEL for a, b in pairwise(held)):
        return ""  # side by side
    if size > _NOTE * body:
        return "pull"
    other = last.style.face != face
    if not other or not _in_text(around(held), lines, body):
        return ""
    return "pull" if last.style.bold else "note" if len(held) > 1 else ""


def _look(style: PrintedStyle) -> tuple[str, float]:
    return style.face, round(style.size, 1)


def _in_text(box: Rect, lines: Sequence[PrintedLine], body: float) -> bool:
    """Tell whether text stands right above or below, as wide as the panel."""
    near = 4 * body
    return any(
        abs(line.style.size - body) < 0.08 * body
        and line.box.left < box.right
        and line.box.right > box.left
        and (0 <= line.box.top - box.bottom < near or 0 <= box.top - line.box.bottom < near)
        for line in lines
    )


def _table(
    rules: Sequence[Rect], lines: Sequence[PrintedLine], body: float
) -> tuple[int, tuple[PrintedLine, ...], set[int]] | None:
    """Return a table under the first of some rules: the number of its last rule, its rows.

    All that stands between its rules are cells: a few to each row, none as wide as a text's line.
    """
    best = None
    for n in range(1, len(rules)):
        if rules[n].top - rules[n - 1].bottom > 4 * _DEEP * body:
            break
        held = _between(rules[n - 1], rules[n], lines)
        if n == 1 and len(_rows(held)) != 1:
            break  # what the columns hold stands over a rule
        if not held or any(line.box.width > _CELL * rules[0].width for line in held):
            break
        every = _between(rules[0], rules[n], lines)
        rows = _rows(every)
        if n > 1 and len(rows) >= _FEW and _is_grid(rows) and _fills(every, rules[0]):
            best = n, tuple(_row(row, rules[0]) for row in rows), set(map(id, every))
    return best


def _rows(held: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Return cells by rows; words set below each other in a cell make rows of their own."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(held, key=lambda line: (line.level, line.box.left)):
        if rows and abs(rows[-1][0].level - line.level) <= _LEVEL * line.style.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def _fills(held: Sequence[PrintedLine], rule: Rect) -> bool:
    """Tell whether cells stand from one end of a rule to its other half."""
    box, slack = around(held), _PAD * held[0].style.size
    return box.left - rule.left <= slack and box.right >= rule.centre


def _is_grid(rows: Sequence[Sequence[PrintedLine]]) -> bool:
    counts = [sum(1 + line.text.count("\u3000") for line in row) for row in rows]
    most = max(counts)
    return most >= _CELLS and sum(count == most for count in counts) >= 0.6 * len(counts)


def _row(row: Sequence[PrintedLine], rule: Rect) -> PrintedLine:
    """Return a row as one line, a tab between its cells."""
    box = around(row)
    text = "\t".join(cell for line in row for cell in line.text.split("\u3000"))
    whole = Rect(rule.left, box.top, rule.width, box.height)
    return replace(row[0], text=text, lead=text, box=whole, panel="row")


def into_column(column: list[PrintedLine], panel: Sequence[PrintedLine]) -> None:
    """Put a panel between the lines of its column."""
    top = panel[0].box.top
    at = next((n for n, line in enumerate(column) if line.box.top > top), len(column))
    column[at:at] = panel


def owner(panel: Sequence[PrintedLine], boxes: Sequence[Rect]) -> int:
    """Return the number of the column that a panel stands in, right over or under; -1: none."""
    box = around(panel)
    size = common_size(panel)
    best, nearest = -1, 6 * size
    for n, other in enumerate(boxes):
        shared = box.shared_width(other)
        if shared < 0.6 * min(box.width, other.width) or box.width > 1.2 * other.width:
            continue
        away = max(other.top - box.bottom, box.top - other.bottom, 0.0)
        if away < nearest:
            best, nearest = n, away
    return best
