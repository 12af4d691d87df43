"""What can go wrong, and where.

The bottom layer: every module may import it, it imports nothing of ours.  Faults of a
user's file or option are exceptions; faults of the copy (overset, a missing glyph, a
doubtful date) are ``Finding`` values that travel with the result.

    LayoutError
    ├── UserError          a file or an option is wrong: exit code 2
    │   ├── SpecError      the layout spec
    │   ├── EditionError   the edition, as YAML, JSON or a mapping
    │   ├── SourceError    raw text, PDF or another file that is read
    │   ├── FaceError      a face that is not there or can't be used
    │   ├── PictureError   a picture or an advertisement; AbsentPictureError: it is not there
    │   ├── OutputError    what was to be written can't be
    │   └── StoppedError   the time given was up
    └── Fault              a fault of ours: exit code 3
"""

from collections.abc import Callable, Iterable
from typing import Literal

from broadsheet.models import frozen

Level = Literal["error", "warning", "note"]
MOST_SHOWN = 600  # characters of a part of a message
_LISTED = 14  # known words that a hint lists
_ALIKE = 0.6  # of 1: how alike a word must be to be meant
_APART = 0.02  # of 1, by which two words are as near


@frozen()
class Where:
    """A place in a file; lines and columns count from 1, 0 means not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


def shown(text: str) -> str:
    r"""Return a text as one line that any terminal can show, its middle left out when long.

    Values of a file go into messages: none may move the cursor, turn the line round or fill
    the screen.

    >>> shown("a\u202eb\n潮")
    'a\\u202eb\\n潮'
    """
    return visible(clipped(text))


def visible(text: str) -> str:
    r"""Return a text with everything that a terminal would obey written as an escape.

    Controls, also those of C1, marks of direction, private and unassigned characters.

    >>> visible("\x9b31m\u202e潮")
    '\\x9b31m\\u202e潮'
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\u3000" else _escaped(char) for char in text
    )


def clipped(text: str) -> str:
    """Return a text that repeats no whole file: its middle is left out when it is long.

    >>> clipped("a" * 10_000).count("a") < MOST_SHOWN
    True
    """
    if len(text) <= MOST_SHOWN:
        return text
    return f"{text[: MOST_SHOWN // 2]} … {text[-MOST_SHOWN // 4 :]}"


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Return a hint: the known word that is nearest, or the two; else the list.

    >>> did_you_mean("mesure", ["columns", "measure"])
    'did you mean measure?'
    >>> did_you_mean("zzz", ["one", "two"])
    'write one of one, two'
    """
    import difflib  # noqa: PLC0415 - only a fault pays for it

    words = list(known)
    alike = difflib.SequenceMatcher(b=value.casefold())
    ratios = []
    for word in words:
        alike.set_seq1(word.casefold())
        ratios.append(alike.ratio())
    least = max(_ALIKE, max(ratios, default=0.0) - _APART)
    ranked = sorted(zip(ratios, words, strict=True), key=lambda pair: -pair[0])
    near = [word for ratio, word in ranked if ratio >= least]
    near = near or [word for word in words if len(value) > 1 and word.startswith(value)]
    if near:
        return f"did you mean {' or '.join(near[:2])}?"
    listed = ", ".join(words[:_LISTED]) + (" …" if len(words) > _LISTED else "")
    return f"write {'one of ' if len(words) > 1 else ''}{listed}" if words else "none is defined"


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


class LayoutError(Exception):
    """Base of all exceptions of this package."""


class Fault(LayoutError):
    """A broken promise of our own code: it never depends on a user's file."""


class UserError(LayoutError):
    """A fault in a user's file or option.

    Its text is one line: ``file:line:column: key: what is wrong (what to write)``.  What else
    was found wrong in the same reading is in ``others``, in the order of the file.

    >>> str(
    ...     SpecError(
    ...         "'wide' is not a length",
    ...         where=Where("a.yaml", 14, 13),
    ...         key="grid.measure",
    ...         hint="write 15字, 55mm or 157pt",
    ...     )
    ... )
    "a.yaml:14:13: grid.measure: 'wide' is not a length (write 15字, 55mm or 157pt)"
    """

    def __init__(
        self, message: str, *, where: Where | None = None, key: str = "", hint: str = ""
    ) -> None:
        message = clipped(message)
        super().__init__(message)
        self.message = message
        self.where = where
        self.key = clipped(key)
        self.hint = clipped(hint)
        self.others: tuple[UserError, ...] = ()
        self.near: tuple[Where, ...] = ()  # what else has a part in it: see ``told_in``

    def each(self) -> "tuple[UserError, ...]":
        """Return all that was found wrong in one reading, this first."""
        return (self, *self.others)

    def told_in(self, *files: str) -> None:
        """Tell each fault in the first of these files that has a part in it, if any has.

        Two places may not agree, a map and a box, and one of them be in a file that its user
        has never opened.
        """
        once: dict[object, UserError] = {}
        for fault in self.each():
            places = (*([fault.where] if fault.where else ()), *fault.near)
            own = (place for file in files for place in places if place.file == file)
            fault.where = next(own, fault.where)
            once.setdefault((fault.where, fault.key, fault.message), fault)
        self.others = tuple(fault for fault in once.values() if fault is not self)

    def __str__(self) -> str:
        before = [str(part) for part in (self.where, self.key) if part]
        after = f" ({shown(self.hint)})" if self.hint else ""
        return ": ".join(map(shown, [*before, self.message])) + after


class SpecError(UserError):
    """The layout spec is wrong."""


class EditionError(UserError):
    """The edition is wrong."""


class SourceError(UserError):
    """A file can't be read, or is not what it should be."""


class FaceError(UserError):
    """A face is not there, broken, or not allowed."""


class PictureError(UserError):
    """A picture or an advertisement can't be placed."""


class AbsentPictureError(PictureError):
    """A picture's file is not there, or not yet."""


class OutputError(UserError):
    """The result can't be written."""


class StoppedError(UserError):
    """The time given was up: its text says what was being done."""


@frozen(kw_only=True)
class Finding:
    """Something that the editor should know about this page or this copy.

    - ``level``: error, warning or note
    - ``code``: short and stable, such as "overset"; tools select by it
    - ``message``: what it is, and what to do
    - ``page``: counts from 1
    - ``box``: the box on the page, by its letter
    - ``item``: id of the edition's item
    - ``where``: the place in a file
    """

    level: Level
    code: str
    message: str
    page: int | None = None
    box: str | None = None
    item: str | None = None
    where: Where | None = None

    def __str__(self) -> str:
        return self.line()

    def line(self, of: Callable[[str], str] = str) -> str:
        """Return it as a line; ``of`` puts what is said into another language."""
        both = self.page and self.box
        place = of(f"page {self.page} box {self.box}") if both else self.box or ""
        before = [str(part) for part in (self.where, place, of(self.level)) if part]
        return ": ".join(map(shown, [*before, of(self.message)]))


# Characters without a shape, which no page is printed with.
UNSHOWN = "unshown"
# An error that the page shows itself: a geta stands in place of a character.
_PRINTED = frozenset({"no-face"})


def stops(findings: Iterable[Finding]) -> bool:
    """Tell whether a page with these findings is not to be written.

    Errors stop it, but for a character that no face has: that page is looked at sooner on paper,
    with a geta (〓) where type is missing.
    """
    return any(found.level == "error" and found.code not in _PRINTED for found in findings)


def worst(findings: Iterable[Finding]) -> Level | None:
    """Return the gravest level among findings, None when there are none."""
    levels = {finding.level for finding in findings}
    order: tuple[Level, ...] = ("error", "warning", "note")
    return next((level for level in order if level in levels), None)
