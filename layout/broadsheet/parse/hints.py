"""A paper's habits, told by a person once and used every day.

Takes the text of a hints file; returns the names that it teaches.  The reader gives the lines
that are one of them what such lines show: a nameplate, a column's tag, an advertiser.
"""

from collections.abc import Iterable

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.text.characters import solid
from broadsheet.parse.traits.vocabulary import T, Trait, Traits

_KINDS = ("name", "tag", "ad", "notice", "not-head")


@frozen(kw_only=True)
class Hints:
    """What lines of a paper are known to be; white does not count."""

    taught: tuple[tuple[str, str], ...] = ()  # text without white, and kind
    pictures: tuple[tuple[str, str], ...] = ()  # words that a picture's place says, and its file

    def traits(self, text: str) -> Traits:
        """Return what a line shows because somebody said so."""
        line = solid(text)
        kinds = {kind for known, kind in self.taught if known == line}
        return frozenset[Trait]().union(*(_TRAITS[kind] for kind in kinds))


_TRAITS = {
    "name": frozenset({T.PAPER, T.TAUGHT_NAME}),
    "tag": frozenset({T.TAG, T.BOXED, T.TAUGHT_TAG}),
    "ad": frozenset({T.FIRM, T.AD_SURE, T.AD_WORDS}),
    "notice": frozenset({T.NOTICE_TITLE}),
    "not-head": frozenset({T.TAUGHT_TEXT}),
}


def read_hints(text: str, *, file: str) -> Hints:
    """Read lines of ``kind: text``; blank lines and those that open with ``#`` are passed over.

    ``picture: words = file`` says where a picture belongs: words of a caption, a headline or an
    advertisement.

    >>> read_hints("name: 筑路人\\ntag: 岩上说\\n", file="a").taught
    (('筑路人', 'name'), ('岩上说', 'tag'))
    """
    taught: list[tuple[str, str]] = []
    pictures: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        kind, _, value = line.strip().replace("：", ":", 1).partition(":")
        kind = kind.strip().lower()
        words, _, name = value.rpartition("=")
        if kind == "picture" and words.strip() and name.strip():
            pictures.append((words.strip(), name.strip()))
            continue
        if kind not in _KINDS or not value.strip():
            raise SourceError(
                f"{line.strip()!r} teaches nothing",
                where=Where(file, number),
                hint=f"write {', '.join(f'{k}: …' for k in _KINDS)}, picture: words = file",
            )
        taught.append((solid(value), kind))
    return Hints(taught=tuple(taught), pictures=tuple(pictures))


def add_lessons(text: str, lessons: Iterable[tuple[str, str]]) -> str:
    """Return the text of a hints file with what it does not say yet; its own lines stay."""
    known = set(read_hints(text, file="").taught)
    new = [f"{kind}: {line}" for kind, line in lessons if (solid(line), kind) not in known]
    return "\n".join([*text.splitlines(), *new]) + "\n" if new else text
