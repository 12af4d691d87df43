"""The way in: arguments, exit status, and how faults are told.

argparse, not click: it starts 45 ms sooner, a tenth of a whole run.
"""

import argparse
import errno
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from broadsheet import __version__
from broadsheet.cli import commands
from broadsheet.errors import UserError
from broadsheet.messages.languages import LANGUAGES, chosen
from broadsheet.messages.spoken import fault_line, of, put

EXIT_USER, EXIT_OURS = 2, 3
# no room, no right, no handles left: faults of the machine, wherever they come up
MACHINE = frozenset(
    {
        *(errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EROFS),
        *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
    }
)
ABOUT = """\
Set a newspaper edition as a press-ready broadsheet PDF.

  broadsheet render page.txt -o page.pdf     from raw page text in one step, or
  broadsheet parse page.txt -o day.yaml      … read it, correct day.yaml by hand,
  broadsheet check day.yaml                  … see what would be amiss,
  broadsheet render day.yaml -o page.pdf     … set it,
  broadsheet proof page.pdf day.yaml         … and prove that nothing was lost.
"""
STATUS = """\
Exit status: 0 no error; 1 the copy has errors: lost or overset text, and no PDF is written, or a
character that no face has, with 〓 in its place; 2 a file or an option is wrong; 3 a fault of
broadsheet.

'broadsheet COMMAND --help' tells each command's options.
"""


class Parser(argparse.ArgumentParser):
    """Options as they are typed: no abbreviations, faults in one line with a way out."""

    def error(self, message: str) -> NoReturn:
        """Raise the fault as a user's, with what to write."""
        lacking = message.removeprefix("the following arguments are required: ")
        if lacking != message:
            wanted = [self._written(name) for name in lacking.split(", ")]
            message = f"{message.removesuffix(lacking)}{', '.join(wanted)}"
        raise UserError(message, hint=f"see '{self.prog} --help'")

    def _written(self, name: str) -> str:
        """Return an argument as it is written: ``-o OUT.pdf`` for ``-o/--output``."""
        for action in self._actions:
            if action.option_strings and "/".join(action.option_strings) == name:
                kind = action.metavar or "|".join(map(str, action.choices or ()))
                return f"{action.option_strings[0]} {kind}"
        return name

    def actions(self) -> Sequence[argparse.Action]:
        """Return what it takes, in the order in which it was declared."""
        return self._actions

    def format_help(self) -> str:
        """Return the help in the language that is spoken."""
        for group in self._action_groups:
            group.title = of(group.title) if group.title else group.title
        for action in self._actions:
            if action.help:
                action.help = of(action.help)
        self.description = of(self.description or "")
        return super().format_help().replace("usage: ", of("usage: "), 1)


class Version(argparse.Action):
    """Says which version this is, and whether the kernel is at work."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Say it and exit."""
        from broadsheet import kernel

        message = "all in Python" if kernel.core is None else "kernel in C"
        sys.stdout.write(f"broadsheet {__version__} ({of(message)})\n")
        parser.exit()


ALL = "*"  # of the commands wanted


def parser(wanted: str = "") -> Parser:
    """Return the parser of all commands, or of the one that is wanted, with its options."""
    top = Parser(
        prog="broadsheet",
        description=ABOUT,
        epilog=of(STATUS),
        formatter_class=_Declaring,
        allow_abbrev=False,
    )
    about = "show program's version number and exit"
    top.add_argument("--version", action=Version, nargs=0, help=about)
    each = top.add_subparsers(
        title=of("commands"), metavar="COMMAND", dest="command", prog=top.prog
    )
    one = [command for command in commands.COMMANDS if command.name == wanted]
    for command in one or commands.COMMANDS:  # each costs a millisecond or less, and all do ten
        sub = each.add_parser(
            command.name,
            help=of(command.about).split(". ")[0].rstrip(".。"),
            description="\n\n".join(filter(None, (of(command.about), of(command.more)))),
            formatter_class=_Declaring,
            allow_abbrev=False,
        )
        if one or wanted == ALL:
            _declare(command, sub)
        sub.formatter_class = argparse.RawDescriptionHelpFormatter
    top.formatter_class = argparse.RawDescriptionHelpFormatter
    return top


class _Declaring(argparse.HelpFormatter):
    """What argparse tries each option's name on as it is declared; it shows nothing."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)  # else it asks how wide the terminal is, each time


def _declare(command: commands.Command, sub: argparse.ArgumentParser) -> None:
    """Add a command's own options, and those that every command has."""
    command.options(sub)
    sub.add_argument(
        "--limit",
        dest="limits",
        metavar="NAME=NUMBER",
        action="append",
        default=[],
        help="take more, or less, of a stranger's file, such as pages=3000; may be repeated",
    )
    sub.add_argument(
        "--lang",
        choices=LANGUAGES,
        help="language of messages and help (default: that of the locale, else English)",
    )
    sub.add_argument(
        "--via", metavar="SOCKET", help="have a warm service do it (see 'broadsheet serve')"
    )
    sub.set_defaults(run=command.run)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    if argv is None and not sys.warnoptions:
        warnings.simplefilter("ignore")  # pillow warns of oddities of files: faults are told
    words = sys.argv[1:] if argv is None else list(argv)
    if words[:1] == ["--lang"] and words[2:]:
        words = [words[2], *words[:2], *words[3:]]  # it may stand before the command too
    with put(chosen(asked_language(words), os.environ)):
        return _answered(words)


def asked_language(words: Sequence[str]) -> str:
    """Return the language that ``--lang`` asks for: help and faults of options are told in it."""
    for n, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang":
            return "".join(words[n + 1 : n + 2])
    return ""


def _answered(words: Sequence[str]) -> int:
    try:
        return _run(words)
    except KeyboardInterrupt as stop:
        # as shells count: 128 and the signal's number, which the process hands on
        number = stop.args[0] if stop.args else signal.SIGINT
        return _say(f"broadsheet: {of('stopped')}", 128 + int(number))
    except BrokenPipeError:
        _drop_output()  # the reader went away: nothing more to say
        return 0
    except Exception as fault:  # noqa: BLE001 - the outermost door: a fault of ours exits 3
        return _faulted(fault)


def _faulted(fault: Exception) -> int:
    if isinstance(fault, UserError):
        lines = [f"broadsheet: {fault_line(each)}" for each in fault.each()]
        return _say("\n".join(lines), EXIT_USER)
    if isinstance(fault, MemoryError):
        return _say(f"broadsheet: {of('there is not enough memory for this')}", EXIT_USER)
    if isinstance(fault, OSError) and fault.errno in MACHINE:
        _drop_output()
        return _say(f"broadsheet: {of(f'the machine says: {fault.strerror}')}", EXIT_USER)
    return _report(fault)


def _drop_output() -> None:
    """Let go of what standard output still holds: it would complain again at exit."""
    if sys.stdout is not None:
        with suppress(OSError):  # no handle is left for it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: Sequence[str]) -> int:
    _check_command(words[:1])
    top = parser(words[0] if words else "")
    given, strange = top.parse_known_args(words)
    if strange:
        raise UserError(f"unrecognized arguments: {' '.join(strange)}", hint=_meant(strange, given))
    if given.command is None:
        top.print_help()
        return 0
    from broadsheet import files_read

    with files_read.listed():
        if not given.limits:
            return _done(given)
        from broadsheet import limits

        with limits.put_as_said(" ".join(given.limits)):
            return _done(given)


def _check_command(first: Sequence[str]) -> None:
    """Refuse a first word that is no command, with what may have been meant."""
    names = [command.name for command in commands.COMMANDS]
    for word in first:
        if word in names or word.startswith("-"):
            return
        if os.path.exists(word):
            from shlex import quote

            hint = f"write broadsheet render {quote(word)} -o page.pdf"
            raise UserError(f"{word} is a file, not a command", hint=hint)
        from difflib import get_close_matches

        near = get_close_matches(word.lower(), names, n=1)
        meant = f"did you mean {near[0]}? See" if near else "see"
        meant = f"{meant} 'broadsheet --help'"
        raise UserError(f"there is no command {word!r}", hint=meant)


def _meant(strange: Sequence[str], given: argparse.Namespace) -> str:
    """Return what may have been meant by an option that the command has not.

    One of a name that is near, else the one that takes what such an option of another command
    takes: ``--style`` of ``dummy`` for ``--spec``.
    """
    from difflib import get_close_matches  # 5 ms, for whoever mistypes

    help_of = f"'broadsheet {given.command} --help'" if given.command else "'broadsheet --help'"
    name = next((word.partition("=")[0] for word in strange if word.startswith("-")), "")
    if not name or not given.command:
        return f"see {help_of}"
    takes = {command.name: _takes(command) for command in commands.COMMANDS}
    own = takes[given.command]
    asked = {held[name] for held in takes.values() if held.get(name)}
    near = [option for option, kind in own.items() if kind in asked]
    bare = {option.lstrip("-"): option for option in own}
    near = near or [bare[word] for word in get_close_matches(name.lstrip("-"), bare, n=1)]
    return f"did you mean {near[0]}? See {help_of}" if near else f"see {help_of}"


def _takes(command: commands.Command) -> dict[str, str]:
    """Return the options of a command, each with the name of what it takes."""
    sub = Parser(add_help=False)
    _declare(command, sub)
    return {name: str(one.metavar or "") for one in sub.actions() for name in one.option_strings}


def _done(given: argparse.Namespace) -> int:
    _stand_somewhere()
    status: int = given.run(given)
    if sys.stdout is not None:  # a service may have closed it
        sys.stdout.flush()
    return status


def _stand_somewhere() -> None:
    """Refuse a working folder that is gone: libraries ask for it as they are imported."""
    try:
        os.getcwd()
    except FileNotFoundError:
        raise UserError("the working folder is gone (change to one that exists)") from None


def _say(text: str, status: int) -> int:
    with suppress(OSError):  # where nothing can be told any more, the status still can
        print(text, file=sys.stderr, flush=True)
    return status


def _report(fault: Exception) -> int:
    if os.environ.get("BROADSHEET_TRACE"):
        raise fault
    last = fault.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = ""
    if last is not None:
        file = os.path.basename(last.tb_frame.f_code.co_filename)
        place = f" {file}:{last.tb_lineno}"
    text = f"broadsheet: {of('a fault of ours')}: {type(fault).__name__}: {fault}{place}"
    hint = f"please report it, with version {__version__}; BROADSHEET_TRACE=1 shows all"
    return _say(f"{text} ({of(hint)})", EXIT_OURS)
