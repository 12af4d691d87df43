"""``render`` and ``check``: an edition becomes a PDF, or what would be told of it.

Takes options; makes one call of the library; returns a status.
"""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from broadsheet.cli import inputs, overrides
from broadsheet.cli.report import story_table, tell
from broadsheet.cli.terminal import ProgressLine, hand_out, say, warn
from broadsheet.errors import UserError
from broadsheet.messages.spoken import fault_line

if TYPE_CHECKING:
    from broadsheet.display import Pages


def edition_options(options: ArgumentParser) -> None:
    """Add the edition, its spec and what goes with them."""
    options.add_argument(
        "edition",
        metavar="EDITION",
        help="raw page text, or an edition as YAML or JSON, or a folder of one with its pictures; "
        "'-' is standard input",
    )
    options.add_argument(
        "--spec",
        metavar="NAME|FILE",
        help="layout spec: a bundled name (see 'broadsheet specs') or a YAML file; without it "
        "the edition's own 'spec:' key, else the page draws itself in the style 'house'",
    )
    overrides.option(options)
    inputs.roots_option(options)
    inputs.pictures_option(options)


def verbose(options: ArgumentParser) -> None:
    """Add ``-v``."""
    options.add_argument("-v", "--verbose", action="store_true", help="tell notes too")


def repair(options: ArgumentParser) -> None:
    """Add ``--repair``."""
    options.add_argument(
        "--repair", action="store_true", help="put back quotes that are plainly missing"
    )


def render_options(options: ArgumentParser) -> None:
    """Add what ``render`` takes."""
    edition_options(options)
    options.add_argument(
        "-o",
        "--output",
        metavar="OUT.pdf",
        required=True,
        help="PDF to write, or pictures of the pages: a name that ends in .png or .svg "
        "(of several pages out-1.png, out-2.png …); '-' is standard output",
    )
    options.add_argument(
        "--to",
        choices=["pdf", "png", "svg"],
        default="",
        help="what to write (default: by the name's ending, pdf for standard output)",
    )
    options.add_argument(
        "--ppi",
        metavar="N",
        type=int,
        default=144,
        help="of png: pixels to an inch, 18 to 1200 (default: 144)",
    )
    options.add_argument(
        "--page", metavar="N", type=int, default=0, help="of png and svg: this page alone"
    )
    options.add_argument(
        "--standard",
        choices=["pdf", "x4", "x1a", "a2u", "ua1", "a2a"],
        default="pdf",
        help="standard to meet: plain pdf (default), PDF/X-4 or X-1a:2003 for the press, "
        "PDF/A-2u for the archive, PDF/UA-1 for readers who listen, a2a for both (PDF/A-2a)",
    )
    options.add_argument(
        "--profile",
        metavar="FILE.icc",
        help="profile of the press, CMYK (default: the spec's, else coldset newsprint)",
    )
    options.add_argument(
        "--marks", action="store_true", help="with x4 or x1a: printer's marks outside the trim"
    )
    options.add_argument(
        "--draft",
        action="store_true",
        help="write the PDF even with errors; what is overset is marked in red",
    )
    options.add_argument(
        "--guides", action="store_true", help="draw the grid, baselines, box names and faults"
    )
    options.add_argument(
        "--choice",
        metavar="N",
        type=int,
        default=1,
        help="of a page that draws itself, another drawing than the best (see 'dummy')",
    )
    options.add_argument("--only", metavar="BOX", help="set one box of the page alone")
    options.add_argument(
        "--report", metavar="FILE.json", help="write findings and box geometry as JSON"
    )
    inputs.timeout_option(options)
    inputs.timings_option(options)
    repair(options)
    verbose(options)


def check_options(options: ArgumentParser) -> None:
    """Add what ``check`` takes."""
    edition_options(options)
    options.add_argument("more", metavar="EDITION", nargs="*", help="further editions, one by one")
    inputs.form_option(options)
    options.add_argument(
        "--dump",
        metavar="STAGE",
        choices=("edition", "demands", "heights", "display"),
        help="print what stands between two stages instead of the table: the edition as it was "
        "read, what each box would cost at which depth, the heights that the map's rows have "
        "got, or the display list, a line a mark",
    )
    inputs.timeout_option(options)
    inputs.timings_option(options)
    verbose(options)


def run_render(given: Namespace) -> int:
    """Set an edition as a PDF."""
    from broadsheet.api import rendering

    written = (given.output, given.report, given.timings)
    inputs.keep_apart(written, (given.edition, given.spec, given.profile))
    options = rendering.RenderOptions(
        **_shared(given),
        repair=given.repair,
        choice=given.choice,
        standard=given.standard,
        profile=given.profile,
        marks=given.marks,
        draft=given.draft,
        guides=given.guides,
        only=given.only or "",
        lint=given.verbose,
        report=given.report,
        form=given.to,
        ppi=given.ppi,
        page=given.page,
    )
    out = inputs.standard_output() if given.output == "-" else given.output
    source = inputs.source_of(given.edition)
    line = ProgressLine(sys.stderr)

    def told(pages: "Pages") -> None:
        line.clear()
        tell(pages.findings, verbose=given.verbose)

    try:
        with inputs.timed(given) as timed:
            done = rendering.render(
                source,
                out,
                options,
                begin=timed.begin,
                share=timed.share,
                watch=timed.watch,
                tell=told,
                on_progress=line if line.wanted else None,
            )
    finally:
        line.clear()
    if not done.written:
        hint = "--draft writes it all the same"
        warn(f"broadsheet: {given.output} is not written ({hint})")
    elif len(done.files) > 1:
        warn(f"broadsheet: {len(done.files)} pages, {done.files[0]} to {done.files[-1]}")
    return int(any(finding.level == "error" for finding in done.pages.findings))


def run_check(given: Namespace) -> int:
    """Report on editions without a PDF; of several, what is wrong with one stops no other."""
    if not given.more:
        return _check(given)
    if given.form != "text" or given.dump or given.timings:
        hint = "check them one by one"
        raise UserError("--format, --dump and --timings are of one edition", hint=hint)
    from broadsheet.cli.entry import EXIT_USER

    status = 0
    for name in (given.edition, *given.more):
        say(f"{name}:")
        try:
            status = max(status, _check(Namespace(**{**vars(given), "edition": name})))
        except UserError as fault:
            warn("\n".join(f"broadsheet: {fault_line(each)}" for each in fault.each()))
            status = EXIT_USER
    return status


def _check(given: Namespace) -> int:
    from broadsheet.api import opening, rendering, reporting
    from broadsheet.api.sarif import sarif

    options = opening.PageOptions(**_shared(given))
    inputs.keep_apart([given.timings], (given.edition, given.spec))
    with inputs.timed(given) as timed:
        source = inputs.source_of(given.edition)
        done = rendering.check(source, options, begin=timed.begin, watch=timed.watch)
    if given.form != "text":
        told = reporting.report_json(done.pages, done.edition)
        if given.form == "sarif":
            told = sarif(done.pages.findings, file=inputs.called(given.edition))
        hand_out(told)
        return int(any(finding.level == "error" for finding in done.pages.findings))
    if given.dump:
        from broadsheet.api import stages

        hand_out(stages.dump_composed(done, given.dump))
    else:
        say(story_table(done.pages, done.edition))
    return tell(done.pages.findings, verbose=given.verbose)


def _shared(given: Namespace) -> dict[str, Any]:
    """Return the options of both commands as the library takes them."""
    return {
        "spec": given.spec or "",
        "overrides": tuple(overrides.pairs(given.overrides)),
        "roots": tuple(given.roots),
        "pictures": given.pictures,
        "timeout": inputs.timeout_of(given),
    }
