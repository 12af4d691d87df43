"""The way in: commands, exit codes, and how faults are told."""

import os
import sys

import click

from broadsheet import __version__
from broadsheet.cli.commands import check, fonts, parse, proof, render, specs
from broadsheet.errors import UserError

EXIT_COPY, EXIT_USER, EXIT_OURS = 1, 2, 3


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(__version__, message="broadsheet %(version)s")
def commands() -> None:
    """Set a newspaper edition as a press-ready broadsheet PDF.

    \b
    broadsheet render page.txt -o page.pdf     from raw page text in one step, or
    broadsheet parse page.txt -o day.yaml      … read it, correct day.yaml by hand,
    broadsheet check day.yaml                  … see what would be amiss,
    broadsheet render day.yaml -o page.pdf     … set it,
    broadsheet proof page.pdf day.yaml         … and prove that nothing was lost.

    \b
    Exit status: 0 no error; 1 the copy has errors (lost or overset text, a character
    that no face has) and no PDF is written; 2 a file or an option is wrong; 3 a fault
    of broadsheet itself.
    """


for command in (render, parse, check, proof, specs, fonts):
    commands.add_command(command)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    try:
        status = commands.main(args=argv, prog_name="broadsheet", standalone_mode=False)
    except UserError as fault:
        return _say(f"broadsheet: {fault}", EXIT_USER)
    except click.ClickException as fault:
        fault.show()
        return EXIT_USER
    except click.Abort:
        return _say("broadsheet: stopped", 130)
    except BrokenPipeError:
        # the reader went away: nothing more to say, and no complaint at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:  # noqa: BLE001 - the outermost door: a fault of ours exits 3
        return _report(fault)
    return int(status or 0)


def _say(text: str, status: int) -> int:
    click.echo(text, err=True)
    return status


def _report(fault: Exception) -> int:
    if os.environ.get("BROADSHEET_TRACE"):
        raise fault
    kind = type(fault).__name__
    last = fault.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = ""
    if last is not None:
        code = last.tb_frame.f_code
        place = f" in {os.path.basename(code.co_filename)}:{last.tb_lineno}"
    text = f"broadsheet: a fault of ours: {kind}: {fault}{place}"
    hint = (
        f"please report it with version {__version__} and the edition; BROADSHEET_TRACE=1 shows all"
    )
    return _say(f"{text} ({hint})", EXIT_OURS)


if __name__ == "__main__":
    sys.exit(main())
