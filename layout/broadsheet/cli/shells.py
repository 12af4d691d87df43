"""``broadsheet completion``: what a shell completes the command with, made from its parser."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator

from broadsheet.cli.terminal import hand_out
from broadsheet.errors import UserError

SHELLS = ("bash", "zsh", "tcsh", "fish")
# metavars of what is a file or a folder
FILES = ("FILE", "EDITION", "FOLDER", "DIR", "OUT", ".pdf", ".txt", "PAGE", "DAY")


def completion_options(options: ArgumentParser) -> None:
    """Declare the options."""
    options.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


def run_completion(given: Namespace) -> int:
    """Print the script of a shell."""
    from broadsheet.cli.entry import ALL, parser

    try:
        import shtab
    except ModuleNotFoundError:
        message = "completion needs shtab"
        raise UserError(message, hint="pip install 'broadsheet[shell]'") from None
    if given.shell not in shtab.SUPPORTED_SHELLS:
        known = ", ".join(shtab.SUPPORTED_SHELLS)
        raise UserError(f"this shtab knows no {given.shell}", hint=f"one of {known}")
    top = parser(ALL)
    for each in (top, *_commands(top)):
        for action in each._actions:
            if action.choices is None and _names_a_file(action.metavar):
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab's own mark
    hand_out(shtab.complete(top, shell=given.shell) + "\n")
    return 0


def _names_a_file(metavar: object) -> bool:
    return isinstance(metavar, str) and any(word in metavar for word in FILES)


def _commands(top: ArgumentParser) -> Iterator[ArgumentParser]:
    """Yield the parsers of the commands."""
    for action in top._actions:
        if isinstance(action, _SubParsersAction):
            yield from action.choices.values()
