"""``compare``: two PDFs held against each other."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from broadsheet.cli import inputs
from broadsheet.cli.terminal import hand_out, say
from broadsheet.errors import OutputError
from broadsheet.messages.spoken import of


def compare_options(options: ArgumentParser) -> None:
    """Declare the options."""
    options.add_argument("was", metavar="A.pdf", help="any PDF")
    options.add_argument("now", metavar="B.pdf", help="another: a later proof, another maker's")
    options.add_argument(
        "-o",
        "--output",
        metavar="SHEET.png",
        help="both side by side and laid over each other: black is ink of both, red of the "
        "first alone, blue-green of the second alone; what moved is framed",
    )
    options.add_argument(
        "--slack",
        metavar="PT",
        type=float,
        default=0.1,
        help="how far things may stand apart and be in one place, in points (default: 0.1)",
    )
    options.add_argument(
        "--ppi", metavar="N", type=int, default=72, help="of the picture: pixels to an inch"
    )
    options.add_argument("--json", action="store_true", help="all of it for a program, in points")
    options.add_argument("-v", "--verbose", action="store_true", help="tell each line too")


def run_compare(given: Namespace) -> int:
    """Say what differs between two PDFs."""
    from broadsheet.api import proofs
    from broadsheet.comparing import telling
    from broadsheet.reach import read_bytes

    if given.output and Path(given.output).suffix.lower() != ".png":
        raise OutputError(f"{given.output}: a sheet is a PNG", hint="end the name in .png")
    inputs.keep_apart([given.output], [given.was, given.now])
    found = proofs.compare(Path(given.was), Path(given.now), slack=given.slack)
    if given.output:
        both = read_bytes(Path(given.was)), read_bytes(Path(given.now))
        inputs.write_bytes(given.output, proofs.comparison_sheet(*both, found, ppi=given.ppi))
    if given.json:
        hand_out(telling.as_json(found))
    else:
        say(telling.as_text(found, every=given.verbose, of=of))
    return int(not found.is_same)
