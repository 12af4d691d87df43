"""``dummy``: an edition's pages are drawn, and the drawing is handed over as a spec.

Takes options; makes one call of the library; returns a status.
"""

from argparse import ArgumentParser, Namespace

from broadsheet.cli import inputs, overrides
from broadsheet.cli.report import tell
from broadsheet.cli.terminal import hand_out, say
from broadsheet.errors import UserError

MOST = 24  # drawings to choose from


def dummy_options(options: ArgumentParser) -> None:
    """Declare the options of ``dummy``."""
    options.add_argument(
        "edition", metavar="EDITION", help="raw page text, or an edition as YAML or JSON"
    )
    options.add_argument(
        "--style",
        metavar="NAME|FILE",
        help="house style, a spec whose map is auto (default: house, or house-english)",
    )
    options.add_argument(
        "--near",
        metavar="FILE.yaml",
        help="another day's drawing: the same stories keep their places and treatments",
    )
    options.add_argument(
        "--choices",
        metavar="N",
        type=int,
        default=0,
        help="write so many different drawings to the folder -o, and a contact sheet of them",
    )
    options.add_argument(
        "-o", "--output", metavar="FILE.yaml|FOLDER", help="where to write (default: print it)"
    )
    overrides.option(options)
    inputs.roots_option(options)


def run_dummy(given: Namespace) -> int:
    """Draw the pages of an edition."""
    from broadsheet.api import drafts

    if given.choices and not given.output:
        raise UserError("where are the choices to go?", hint="name a folder: -o choices")
    if not 0 <= given.choices <= MOST:
        raise UserError(f"--choices {given.choices} is out of range", hint=f"write 1 to {MOST}")
    inputs.keep_apart((given.output,), (given.edition, given.near))
    options = drafts.DummyOptions(
        style=given.style or "",
        near=given.near or "",
        choices=max(1, given.choices),
        overrides=tuple(overrides.pairs(given.overrides)),
        roots=tuple(given.roots),
    )
    done = drafts.draft(inputs.source_of(given.edition), options)
    if given.choices:
        names = drafts.write_choices(done, given.output)
        say(f"{given.output}: {', '.join(names)}")
    elif given.output:
        inputs.write_text(given.output, done.dummies[0].text)
    else:
        hand_out(done.dummies[0].text)
    return tell(done.dummies[0].findings, verbose=False)
