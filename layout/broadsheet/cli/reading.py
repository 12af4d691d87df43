"""``parse``: raw pages become an edition that a person can correct, or teach a paper's hints.

Takes options; makes one call of the library; returns a status.
"""

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from broadsheet import files_read
from broadsheet.cli import inputs, rendering
from broadsheet.cli.report import tell
from broadsheet.cli.terminal import hand_out, say
from broadsheet.errors import UserError
from broadsheet.messages.spoken import of

if TYPE_CHECKING:
    from broadsheet.api.reading import RawReading


def parse_options(options: ArgumentParser) -> None:
    """Declare the options of ``parse``."""
    options.add_argument(
        "raw", metavar="RAW", help="text, PDF or a folder of pages; '-' is standard input"
    )
    options.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="edition to write, .yaml or .json; without it, YAML on standard output",
    )
    options.add_argument(
        "--explain", action="store_true", help="say for each block what it was taken for and why"
    )
    options.add_argument(
        "--review", action="store_true", help="mark doubtful places in the YAML with comments"
    )
    options.add_argument(
        "--hints",
        metavar="FILE",
        help="what lines of this paper are, one a line: 'name: …' (nameplate), 'tag: …' (column "
        "tag), 'ad: …', 'notice: …', 'not-head: …', 'picture: words = file'; without it the file "
        "beside the page that has its name and ends in .hints",
    )
    options.add_argument(
        "--learn",
        metavar="EDITION",
        help="this page as you corrected it: what its reading lacked is added to the file of "
        "--hints, which is made when it is not there; no edition is written",
    )
    options.add_argument(
        "--dump",
        metavar="STAGE",
        choices=("blocks", "edition"),
        help="print what stands between two stages instead: the blocks of the page, what each "
        "was taken for and the traits that it shows, or the edition",
    )
    inputs.pictures_option(options)
    inputs.timings_option(options)
    rendering.repair(options)
    rendering.verbose(options)


def run_parse(given: Namespace) -> int:
    """Read raw pages into an edition."""
    from broadsheet.api import reading

    inputs.keep_apart([given.output, given.timings], (given.raw, given.hints))
    if given.learn:
        return _learn(given)
    explained = given.explain or given.dump == "blocks"
    options = reading.RawOptions(
        hints=given.hints, repair=given.repair, explain=explained, pictures=given.pictures
    )
    with inputs.timed(given) as timed:
        read = reading.read_raw(inputs.source_of(given.raw), options, watch=timed.watch)
    if given.dump:
        from broadsheet.api import stages

        hand_out(stages.dump_reading(read, given.dump))
        return 0
    listed = {one for page in read.parsed for one in page.edition.findings if given.explain}
    tell(
        (one for one in read.findings if one not in listed), verbose=given.verbose or given.explain
    )
    if given.explain:
        from broadsheet.api import reviews

        say(reviews.explain(read, of))
        if not given.output:
            return 0
    written = _written(given, read)
    if given.output:
        inputs.write_text(given.output, written)
    else:
        hand_out(written)
    return 0


def _written(given: Namespace, read: "RawReading") -> str:
    """Return what was read in the form that was asked for."""
    from broadsheet.api.reviews import review
    from broadsheet.formats import edition_yaml

    if given.output and given.output.endswith(".json"):
        return edition_yaml.dump_json(read.edition)
    return review(read, of) if given.review else edition_yaml.dump_yaml(read.edition)


def _learn(given: Namespace) -> int:
    """Add to the hints what the reading of a page lacked; say what was added, and if it helps."""
    from broadsheet.api import reading, teaching

    if not given.hints:
        raise UserError("--learn needs a hints file", hint="name it with --hints paper.hints")
    if given.output:
        raise UserError("--learn writes hints, no edition", hint="leave out -o")
    pages = reading.raw_pages(inputs.source_of(given.raw))
    corrected = reading.read_edition(inputs.source_of(given.learn))
    there = os.path.exists(given.hints)
    hints = reading.raw_pages(given.hints)[0].text if there else ""
    lesson = teaching.learn(pages, corrected, hints=hints, file=given.hints)
    if not lesson.taught:
        say(of(f"{given.hints}: there is nothing to learn from {given.learn}"))
        return 0
    files_read.forget(given.hints)  # it goes on with what it has
    inputs.write_text(given.hints, lesson.hints)
    for kind, line in lesson.taught:
        still = (kind, line) in lesson.unheeded
        said = f"  {of('(and is still read otherwise)')}" if still else ""
        say(f"{given.hints}: {kind}: {line}{said}")
    return 0
