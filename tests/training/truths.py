"""What each line of a page is, told by the page's truth.

Takes a page's text and its full truth (the shape of ``tests/unit/pages``); returns for each line
that is not blank the item that it belongs to, the part of it, and the labels that it may have.
Lines of the masthead may be any of its facts: the weights at hand choose among those.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.unit.test_parse_scored import bare

TOP = frozenset({"fact", "name", "name_en", "slogan", "ear", "earcap", "folio"})
_LABELS = {
    "para": "para", "crosshead": "cross", "note": "note", "verse": "verse", "qa": "qa",
    "signature": "sign", "source": "byline", "jump": "jump", "editors": "folio",
}  # fmt: skip
_HEAD = ("section", "kicker", "headline", "deck")
_FREE = 6.0  # cost of a line that is in no part
_LONG = 10  # letters of a line that tell a part's end
_LEAST = 2  # letters of a part that a line may hold whole


@dataclass(frozen=True)
class Part:
    """A piece of an item: one role, one run of letters."""

    item: int  # -1: the masthead
    role: str
    text: str
    letters: str
    rank: int  # among the parts of the page
    labels: frozenset[str]


@dataclass(frozen=True)
class Known:
    """What a line is."""

    item: int = -1
    role: str = ""
    rank: int = -1
    text: str = ""  # of the whole part
    end: int = 0  # letters of the part up to the line's end
    labels: frozenset[str] = frozenset()


def parts_of(truth: Mapping[str, Any]) -> list[Part]:
    """Return the pieces of a truth in its order."""
    found: list[Part] = []

    def add(item: int, role: str, text: str, *labels: str) -> None:
        letters = bare(text)
        if letters:
            found.append(Part(item, role, text, letters, len(found), frozenset(labels)))

    for key, value in truth["masthead"].items():
        add(-1, key, value, *({key} if key in TOP else TOP))
    for key, value in truth["page"].items():
        add(-1, key, value, "folio", "fact")
    for line in truth.get("furniture", []):
        add(-1, "furniture", line, *TOP, "caption")
    for n, item in enumerate(truth["items"]):
        for role, text, labels in _pieces(item):
            add(n, role, text, *labels)
    return found


def _pieces(item: Mapping[str, Any]) -> Iterator[tuple[str, str, Sequence[str]]]:
    kind = item["kind"]
    if kind == "photo":
        yield "caption", item["text"], ("caption", "head", "byline")
    if kind in {"ad", "notice", "info"}:
        yield kind, item.get("text") or "\n".join(item["lines"]), (kind,)
    if kind != "article":
        return
    for role in _HEAD:
        yield role, item.get(role) or "", ("head",)
    byline = item.get("byline") or {"roles": []}
    spelt = "".join(one["role"] + "".join(one["names"]) for one in byline["roles"])
    yield "byline", byline.get("raw") or spelt, ("byline", "sign")
    if byline.get("raw"):
        yield "byline", spelt, ("byline", "sign")
    for role in ("source", "signature"):
        yield role, item.get(role) or "", ("byline", "sign")
    jump = item.get("jump") or {}
    yield "jump", jump.get("raw") or "", ("jump",)
    for text in item.get("captions", []):
        yield "caption", text, ("caption",)
    for block in item["body"]:
        listed = block["kind"] in {"list", "table"}
        labels = ("list", "table") if listed else (_LABELS[block["kind"]],)
        yield block["kind"], block["text"], labels


def known_lines(text: str, truth: Mapping[str, Any]) -> dict[int, Known]:
    """Return what each line is that is not blank, by its number from 1."""
    parts = parts_of(truth)
    lines = [(n, bare(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    choices = [_candidates(letters, parts) for _, letters in lines]
    costs: list[list[float]] = []
    backs: list[list[int]] = []
    for n, now in enumerate(choices):
        if not n:
            costs.append([0.0 if one.role else _FREE for one in now])
            backs.append([0] * len(now))
            continue
        row, back = [], []
        for two in now:
            sums = [
                c + _step(one, two, len(lines[n][1]))
                for c, one in zip(costs[-1], choices[n - 1], strict=True)
            ]
            best = min(range(len(sums)), key=sums.__getitem__)
            row.append(sums[best])
            back.append(best)
        costs.append(row)
        backs.append(back)
    if not lines:
        return {}
    at = min(range(len(costs[-1])), key=costs[-1].__getitem__)
    picked: list[Known] = []
    for n in range(len(lines) - 1, -1, -1):
        picked.append(choices[n][at])
        at = backs[n][at]
    picked.reverse()
    return {number: one for (number, _), one in zip(lines, picked, strict=True)}


def _candidates(letters: str, parts: Sequence[Part]) -> list[Known]:
    found: list[Known] = []
    for part in parts:
        at = part.letters.find(letters) if letters else -1
        while at >= 0:
            found.append(_known(part, at + len(letters)))
            at = part.letters.find(letters, at + 1)
    return found or _partly(letters, parts) or [Known()]


def _partly(letters: str, parts: Sequence[Part]) -> list[Known]:
    """Return what a line is that no part holds whole: most of it, or what begins or ends in it."""
    found: list[tuple[int, Known]] = []
    for part in parts:
        if len(part.letters) >= _LEAST and part.letters in letters:
            found.append((len(part.letters), _known(part, len(part.letters))))
        opens = next(
            (
                k
                for k in range(len(letters) - 1, _LEAST - 1, -1)
                if part.letters.startswith(letters[-k:])
            ),
            0,
        )
        if opens:
            found.append((opens, _known(part, opens)))
        elif len(letters) > _LONG and part.letters.endswith(letters[:_LONG]):
            found.append((_LONG, _known(part, len(part.letters))))
    most = max((length for length, _ in found), default=0)
    return [known for length, known in found if length == most]


def _known(part: Part, end: int) -> Known:
    return Known(part.item, part.role, part.rank, part.text, end, part.labels)


def goes_on(one: Known, two: Known) -> bool:
    """Tell whether a truth has two lines as one: nothing but a word's space between."""
    return bool(one.role) and one.rank == two.rank and two.end > one.end and _glued(one)


def _glued(line: Known) -> bool:
    """Tell whether nothing but a space in Latin text parts a truth after a line."""
    seen = 0
    for n, char in enumerate(line.text):
        seen += len(bare(char))
        if seen < line.end:
            continue
        rest = line.text[n + 1 :]
        marks = len(rest) - len(rest.lstrip("，、；：！？”’」』》）…。,;:!?)\"'-"))
        before, ahead = line.text[n + marks], rest[marks:]
        if not ahead or ahead[0] not in " \u3000\t\n":
            return bool(ahead)
        latin = before.isascii() and ahead[1:2].isascii() and ahead[0] == " "
        return latin and has_letters(line.text)
    return False


def has_letters(text: str) -> bool:
    """Tell whether a text is in Latin letters."""
    return sum(c.isascii() and c.isalpha() for c in text) > 0.5 * len(bare(text))


def _step(one: Known, two: Known, length: int) -> float:
    """Return how odd it is for a line to follow another."""
    if not two.role:
        return _FREE
    if one.rank == two.rank:
        return 0.0 if two.end == one.end + length else 0.8
    cost = 0.3 if two.end == length else 1.0  # a part that opens with this line
    if one.item == two.item:
        return cost + (0.0 if two.rank == one.rank + 1 else 0.2)
    return cost + (0.4 if two.item == one.item + 1 else 0.8)
