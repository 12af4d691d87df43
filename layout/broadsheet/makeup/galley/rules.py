"""Rules (线): single, double, thick and thin, dotted, dashed, waved.

Takes a rule, where it begins and ends and the line it runs along; returns marks.  Dots, dashes
and waves come in whole repeats, evened out to the rule's length.
"""

from math import pi

from broadsheet.display import INK, Fill, Mark, Outline
from broadsheet.geometry import Rect
from broadsheet.spec import Rule

APART = 2.0  # weights between the two lines of a double rule
LEAST_APART = 1.0  # pt
# weights of two lines; the thin one a quarter of the thick one beside it (文武线)
PAIRS = {"double": (1.0, 1.0), "thick-thin": (1.0, 0.25), "thin-thick": (0.25, 1.0)}
HEIGHT = 2.4  # weights that a wave reaches to each side of its middle
# handles of a curve that follows half a sine wave, along it and up: its top is the wave's
ALONG, UP = 0.3642, 4 / 3
REPEATS = {"dotted": (1.0, 2.0), "dashed": (5.0, 3.0)}  # weights: ink, white

Step = tuple[str | float, ...]


def rule_marks(
    rule: Rule, start: float, end: float, middle: float, *, upright: bool = False, box: str = ""
) -> list[Mark]:
    """Return a rule from ``start`` to ``end`` about ``middle``, pt; ``upright`` runs down."""
    colour, weight = rule.colour or INK, rule.weight
    if end <= start or not weight:
        return []
    if rule.kind == "wave":
        return [_wave(rule, start, end, middle, upright=upright, box=box)]
    if rule.kind in REPEATS:
        ink, white = (part * weight for part in REPEATS[rule.kind])
        count = max(1, round((end - start - ink) / (ink + white)))
        white = max(0.1, (end - start - ink) / count - ink)
        path = _turned((("m", start, middle), ("l", end, middle)), upright=upright)
        dash = (round(ink, 3), round(white, 3))
        return [Outline(path, stroke=colour, weight=weight, dash=dash, box=box)]
    pair = PAIRS.get(rule.kind)
    lines = _pair(pair[0] * weight, pair[1] * weight) if pair else ((0.0, weight),)
    return [
        Fill(_bar(start, end, middle + off, thick, upright=upright), fill=colour, box=box)
        for off, thick in lines
    ]


def rule_depth(rule: Rule) -> float:
    """Return how deep a rule is, from edge to edge, pt."""
    if rule.kind == "wave":
        return (2 * HEIGHT + 1) * rule.weight
    if pair := PAIRS.get(rule.kind):
        first, second = (part * rule.weight for part in pair)
        return first + second + max(LEAST_APART, APART * min(first, second))
    return rule.weight


def frame_marks(rule: Rule, rect: Rect, box: str) -> list[Mark]:
    """Return a rule along the inside of all four edges of a rectangle, its first line outside."""
    if pair := PAIRS.get(rule.kind):
        outer, inner = (part * rule.weight for part in pair)
        edges = ((rect.inset(outer / 2), outer), (rect.inset(rule_depth(rule) - inner / 2), inner))
        colour = rule.colour or INK
        return [Fill(edge, stroke=colour, weight=weight, box=box) for edge, weight in edges]
    inner_rect = rect.inset(rule_depth(rule) / 2)
    across, down = (inner_rect.left, inner_rect.right), (inner_rect.top, inner_rect.bottom)
    return [
        *rule_marks(rule, *across, inner_rect.top, box=box),
        *rule_marks(rule, *across, inner_rect.bottom, box=box),
        *rule_marks(rule, *down, inner_rect.left, upright=True, box=box),
        *rule_marks(rule, *down, inner_rect.right, upright=True, box=box),
    ]


def _pair(first: float, second: float) -> tuple[tuple[float, float], ...]:
    """Return where two lines lie about the middle of both, and how thick they are."""
    apart = max(LEAST_APART, APART * min(first, second))
    depth = first + apart + second
    return ((first - depth) / 2, first), ((depth - second) / 2, second)


def _bar(start: float, end: float, middle: float, weight: float, *, upright: bool) -> Rect:
    if upright:
        return Rect(middle - weight / 2, start, weight, end - start)
    return Rect(start, middle - weight / 2, end - start, weight)


def _wave(
    rule: Rule, start: float, end: float, middle: float, *, upright: bool, box: str
) -> Outline:
    high = HEIGHT * rule.weight
    count = max(1, round((end - start) / (pi * high)))  # half waves as wide as they look round
    count += count % 2
    half = (end - start) / count
    steps: list[Step] = [("m", start, middle)]
    for n in range(count):
        at, up = start + n * half, UP * high * (1 if n % 2 else -1)
        steps.append(
            ("c", at + ALONG * half, middle + up, at + (1 - ALONG) * half, middle + up,
             at + half, middle)
        )  # fmt: skip
    path = _turned(tuple(steps), upright=upright)
    return Outline(path, stroke=rule.colour or INK, weight=rule.weight, box=box)


def _turned(steps: tuple[Step, ...], *, upright: bool) -> tuple[Step, ...]:
    """Round a path's points; turn it from running along to running down."""
    found: list[Step] = []
    for word, *points in steps:
        pairs = list(zip(points[0::2], points[1::2], strict=True))
        if upright:
            pairs = [(y, x) for x, y in pairs]
        found.append((word, *(round(float(n), 3) for pair in pairs for n in pair)))
    return tuple(found)
