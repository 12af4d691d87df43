"""A catalogue of messages: what is said in English → the same in another language.

Takes a catalogue in gettext's form (PO), whose messages are templates with ``{0}``, ``{1}`` … for
what changes; returns the words for a message as it was said.  A template fits a whole message, or
a whole part of one: what a place holds, what stands between separators.  What is to be written as
it stands (keys, commands, names, what is quoted or in braces) is never touched.  A message that no
template fits stays as it is.  Knows nothing of who says what.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from broadsheet.models import frozen

_DEEPEST = 5  # messages within messages
_LEAST = 2  # letters of its own that a template needs, else it would fit anything
_SHORT = 14  # letters of its own: one with as many or fewer fits no prose that nobody knows
_PLACE = re.compile(r"\{(\d)\}")
_KEY = re.compile(r"[A-Za-z_][\w.-]*")  # or a name: what is to be written, not to be read
_WORDS = frozenset({"nothing"})  # alone in a place, and to be read all the same
# what is quoted, or code: written as it stands
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`|(?<!\w)'[^']*'(?!\w)|\{(?:[^{}]|\{[^{}]*\})*\}|<[^<>]*>")
_PROSE = re.compile(
    r"(?:^|(?<= ))(?!(?:pt|mm|em|ppi)\b)[a-z']{2,}(?= )|(?<= )(?!(?:pt|mm|em|ppi)\b)[a-z]{2,}$"
)
_LETTER = re.compile(r"[A-Za-z]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_OPENING = "“([{（"
_CLOSING = "”)]}）"
_JOINTS = (("; ", "；"), (", ", "，"), (" and ", "、"))  # of parts, all of which are known
_SEPARATORS = (":", ";", ",")
_LIST = re.compile(r"[\w.-]+(?:, [\w.-]+)+")  # of keys or names: what is to be written
_ENTRY = re.compile(r'^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@frozen(kw_only=True)
class Template:
    """A message with places for what changes."""

    pattern: re.Pattern[str]
    words: str  # in the other language
    letters: int  # of its own
    verbatim: frozenset[int]  # places in quotes or in code: what they hold is not looked at
    free: frozenset[int]  # whose parts are whole: quoted, or after a separator at the end

    def holds(self, said: str, told: str) -> bool:
        """Tell whether a place may hold a part: one that is no more than a part."""
        if _LIST.fullmatch(said):
            return True
        bare = _QUOTED.sub("“”", said)
        if (
            said.endswith(_SEPARATORS)
            or not _closed(said)
            or any(len(_split(bare, joint)) > 1 for joint in (": ", "; "))
        ):
            return False
        known = told != said and not _PROSE.search(_QUOTED.sub("", told))
        if known or self.letters > 2 * _SHORT:
            return True
        if ", " in bare:
            return False
        return self.letters > _SHORT or not _PROSE.search(_QUOTED.sub("", told))


class Catalogue:
    """The messages of one language."""

    def __init__(self, entries: Mapping[str, str], language: str = "") -> None:
        """Take messages by what they are in English; an empty one is not translated yet."""
        self.language = language
        self._entries = {said: words for said, words in entries.items() if words}
        self._told: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return a message in this language; as it is when the catalogue has none that fits."""
        if text not in self._told:
            self._told[text] = self._of(text, 0)
        return self._told[text]

    def _of(self, text: str, depth: int) -> str:
        found = self._found(text, depth)
        return text if found is None else found

    def _found(self, text: str, depth: int) -> str | None:
        """Return a message's words, None when it or a part of it is not known."""
        if depth and _as_it_stands(text):
            return None
        if text in self._entries:
            return self._entries[text]
        if depth > _DEEPEST or not _LETTER.search(text):
            return None
        return self._by_template(text, depth) or self._by_parts(text, depth)

    def _by_template(self, text: str, depth: int) -> str | None:
        for template in self._templates:
            if found := template.pattern.fullmatch(text):
                parts = [
                    part if n in template.verbatim else self._of(part, depth + 1)
                    for n, part in enumerate(found.groups())
                ]
                if all(
                    (n in template.free and _closed(said)) or template.holds(said, told)
                    for n, (said, told) in enumerate(zip(found.groups(), parts, strict=True))
                ):
                    return _filled(template.words, parts)
        return None

    def _by_parts(self, text: str, depth: int) -> str | None:
        """Return the words of a message that is put together: with a hint, a name, of several."""
        if text.endswith(")"):
            said, _, hint = _parted(text[:-1], " (", last=True)
            told = self._found(hint, depth + 1) if hint else None
            before = self._known(said, depth + 1)
            if told is not None and before is not None:
                return f"{before}（{told}）"
        name, _, said = _parted(text, ": ")
        told = self._found(name, depth + 1) if said else None
        if told is not None:
            return f"{told}：{self._of(said, depth + 1)}"
        for joint, mark in _JOINTS:
            parts = _split(text, joint)
            known = [self._entries.get(part) or self._known(part, depth + 1) for part in parts]
            if len(parts) > 1 and all(part is not None for part in known):
                return mark.join(filter(None, known))
        return None

    def _known(self, text: str, depth: int) -> str | None:
        """Return the words of a part, itself when it has none to put into another language."""
        found = self._found(text, depth)
        bare = found is None and not _LATIN.search(_QUOTED.sub("", text))
        return text if bare else found

    @cached_property
    def _templates(self) -> Sequence[Template]:
        """The templates, those first that have the most letters of their own."""
        made = [
            _template(said, words) for said, words in self._entries.items() if _PLACE.search(said)
        ]
        able = [template for template in made if template.letters >= _LEAST]
        return sorted(able, key=lambda template: -template.letters)


def _filled(words: str, parts: Sequence[str]) -> str:
    """Return words with their places filled; one that there is no part for stays empty."""
    held = dict(enumerate(parts))
    return _PLACE.sub(lambda place: held.get(int(place[1]), ""), words)


def _template(said: str, words: str) -> Template:
    pieces = _PLACE.split(said)[::2]
    pattern = "(.*?)".join(re.escape(piece) for piece in pieces)
    letters = sum(char.isalnum() or char == "+" for char in "".join(pieces))  # as in U+4E00
    marked = _PLACE.sub(lambda place: f"\0{place[1]}", said)  # no braces but the message's own
    held = [place for quoted in _QUOTED.findall(marked) for place in re.findall(r"\0(\d)", quoted)]
    return Template(
        pattern=re.compile(pattern, re.DOTALL),
        words=words,
        letters=letters,
        verbatim=frozenset(map(int, held)),
        free=frozenset(map(int, [*held, *re.findall(r"(?:[:;] |\()\{(\d)\}\)?$", said)])),
    )


def _as_it_stands(text: str) -> bool:
    """Tell whether a part is a key, a list of keys, something quoted or code."""
    if text in _WORDS:
        return False
    return any(kind.fullmatch(text) for kind in (_KEY, _LIST, _QUOTED))


def _closed(text: str) -> bool:
    """Tell whether a part is no half of a piece of code."""
    return text.count("{") == text.count("}")


def _split(text: str, joint: str) -> list[str]:
    """Split a text at a separator, never inside quotes, brackets or braces."""
    parts, start, depth = [], 0, 0
    for n, char in enumerate(text):
        depth += (char in _OPENING) - (char in _CLOSING)
        if not depth and n >= start and text.startswith(joint, n):
            parts.append(text[start:n])
            start = n + len(joint)
    return [*parts, text[start:]]


def _parted(text: str, joint: str, *, last: bool = False) -> tuple[str, str, str]:
    """Part a text at its first separator, or before the bracket that is open at its end."""
    if last:
        depth = 0
        for n in range(len(text) - 1, 0, -1):
            depth += (text[n] == ")") - (text[n] == "(")
            if depth < 0:
                return text[: n - 1], joint, text[n + 1 :] if text[n - 1 : n + 1] == joint else ""
        return text, "", ""
    first, *rest = _split(text, joint)
    return first, joint, joint.join(rest)


def opened(language: str) -> Catalogue:
    """Return the catalogue of a language; English is what is said, and has none."""
    file = Path(__file__).with_name(f"{language}.po")
    held = dict(entries(file.read_text(encoding="utf-8"))) if language != "en" else {}
    return Catalogue(held, language)


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the messages of a PO file with their words; its head is none."""
    said = ""
    for kind, pieces in _ENTRY.findall(text):
        value = "".join(_unescaped(piece) for piece in _PIECE.findall(pieces))
        if kind == "msgid":
            said = value
        elif said:
            yield said, value


def _unescaped(piece: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), piece)
