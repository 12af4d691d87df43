"""A catalogue of messages: what is said in English → the same in another language.

Takes a catalogue in gettext's form (PO), whose messages are templates with ``{0}``, ``{1}`` … for
what changes; returns the words for a message as it was said.  A message that no template fits
stays as it is.  Knows nothing of who says what.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from broadsheet.models import frozen

_DEEPEST = 3  # messages within messages
_LEAST = 2  # letters of its own that a template needs, else it would fit anything
_PLACE = re.compile(r"\{(\d)\}")
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


class Catalogue:
    """The messages of one language."""

    def __init__(self, entries: Mapping[str, str], language: str = "") -> None:
        """Take messages by what they are in English; an empty one is not translated yet."""
        self.language = language
        self._entries = {said: words for said, words in entries.items() if words}

    def of(self, text: str) -> str:
        """Return a message in this language; as it is when the catalogue has none that fits."""
        return self._of(text, 0)

    def _of(self, text: str, depth: int) -> str:
        if text in self._entries:
            return self._entries[text]
        if depth > _DEEPEST or not text or text.isdigit() or (depth and _LIST.fullmatch(text)):
            return text
        for template in self._templates:
            if found := template.pattern.fullmatch(text):
                return _filled(template.words, [self._of(p, depth + 1) for p in found.groups()])
        reasons = text.split("; ")
        if all(reason in self._entries for reason in reasons):
            return "；".join(self._entries[reason] for reason in reasons)
        return text

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
    letters = sum(map(str.isalnum, "".join(pieces)))
    return Template(pattern=re.compile(pattern, re.DOTALL), words=words, letters=letters)


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
