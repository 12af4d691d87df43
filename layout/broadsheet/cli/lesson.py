"""``parse --learn``: a corrected edition and its raw page → lines for the paper's hints file."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from broadsheet.cli import inputs
from broadsheet.cli.raw import RawPage
from broadsheet.errors import UserError


def learn(given: Namespace, pages: Sequence[RawPage]) -> int:
    """Add to the hints what the reading of ``pages`` lacked; say what was added, and if it helps.

    The hints that are there already are used and kept.
    """
    from broadsheet.parse import lessons, reader
    from broadsheet.parse.binding import bind
    from broadsheet.parse.hints import add_lessons, read_hints

    if not given.hints:
        raise UserError("--learn needs a hints file", hint="name it with --hints paper.hints")
    if given.output:
        raise UserError("--learn writes hints, no edition", hint="leave out -o")
    corrected = inputs.edition_of(given.learn)
    name, text = given.hints, ""
    if Path(given.hints).exists():
        content, name = inputs.bytes_of(given.hints)
        text = reader.decode(content, file=name)[0]
    raw = "\n".join(page.text for page in pages)

    def lacking(taught: str) -> tuple[tuple[str, str], ...]:
        hints = read_hints(taught, file=name)
        read = [reader.read_text(page.text, file=page.file, hints=hints) for page in pages]
        edition = bind(read, [page.file for page in pages]).edition
        return lessons.lessons(raw, edition, corrected)

    new = lacking(text)
    learned = add_lessons(text, new)
    if learned == text:
        print(f"{given.hints}: there is nothing to learn from {given.learn}")
        return 0
    still = set(lacking(learned))
    inputs.write_text(given.hints, learned)
    for kind, line in new:
        said = "  (and is still read otherwise)" if (kind, line) in still else ""
        print(f"{given.hints}: {kind}: {line}{said}")
    return 0
