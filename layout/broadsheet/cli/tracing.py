"""``trace``: a printed page becomes a paper's folder."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from broadsheet.cli import inputs
from broadsheet.cli.report import tell
from broadsheet.cli.terminal import say, warn
from broadsheet.messages.spoken import of

_MOST = 12  # things off the grid that are told without -v


def trace_options(options: ArgumentParser) -> None:
    """Declare the options."""
    options.add_argument("pdf", metavar="PAGE.pdf", help="a printed page, of any maker")
    options.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        required=True,
        help="where edition.yaml, style.yaml and page.yaml go; made if it is not there",
    )
    options.add_argument(
        "--as",
        dest="form",
        choices=("map", "boxes"),
        default="map",
        help="a map of the grid (the default), or boxes where they stand, in millimetres of the "
        "sheet (at: x y w h): for a page whose boxes lie on no common grid",
    )
    options.add_argument("-v", "--verbose", action="store_true", help="tell notes too")


def run_trace(given: Namespace) -> int:
    """Trace a page; tell what does not lie on its grid, and what its setting lacks."""
    from broadsheet.api import tracing

    files = [str(Path(given.output) / name) for name in tracing.NAMES]
    inputs.keep_apart(files, [given.pdf])
    traced = tracing.trace(Path(given.pdf), boxes=given.form == "boxes")
    names = tracing.write_trace(traced, given.output)
    say(f"{given.output}: {', '.join(names)}")
    for number in traced.gridless:
        warn(
            f"page {number} has no grid: most of its stories lie off the nearest one "
            "(--as boxes writes them where they stand)"
        )
    shown = traced.told if given.verbose else traced.told[:_MOST]
    for line in shown:
        say(of(line))
    if len(traced.told) > len(shown):
        say(of(f"and {len(traced.told) - len(shown)} more"))
    tell(traced.findings, verbose=given.verbose)
    return 0
