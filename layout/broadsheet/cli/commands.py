"""The commands themselves: options in, one call of the library each, findings out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from broadsheet.cli import batch, designer, exchange, inputs, pressroom, preview, rendering, trial
from broadsheet.cli.report import report_json, story_table, tell
from broadsheet.models import frozen

if TYPE_CHECKING:
    from broadsheet.edition import Edition
    from broadsheet.parse.hints import Hints


@frozen(kw_only=True)
class Command:
    """A command: what it says of itself, its options, and what it does."""

    name: str
    about: str
    more: str = ""
    options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def _parse_options(options: ArgumentParser) -> None:
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
        "tag), 'ad: …', 'notice: …', 'not-head: …'",
    )
    options.add_argument(
        "--learn",
        metavar="EDITION",
        help="this page as you corrected it: what its reading lacked is added to the file of "
        "--hints, which is made when it is not there; no edition is written",
    )
    rendering.repair(options)
    rendering.verbose(options)


def _hints(path: str | None) -> "Hints | None":
    if not path:
        return None
    from broadsheet.parse.hints import read_hints
    from broadsheet.parse.reader import decode

    content, name = inputs.bytes_of(path)
    return read_hints(decode(content, file=name)[0], file=name)


def parse(given: Namespace) -> int:
    """Read raw pages into an edition."""
    from broadsheet.cli import raw
    from broadsheet.parse import reader
    from broadsheet.parse.binding import bind

    inputs.keep_apart([given.output], (given.raw, given.hints))
    pages = raw.raw_pages(given.raw)
    if given.learn:
        from broadsheet.cli import lesson

        return lesson.learn(given, pages)
    hints = _hints(given.hints)
    read = [
        reader.read_text(
            page.text, file=page.file, repair=given.repair, hints=hints, account=given.explain
        )
        for page in pages
    ]
    files = [page.file for page in pages]
    parsed = bind(read, files)
    coded = [page.told() for page in pages]
    tell([*coded, *parsed.edition.findings], verbose=given.verbose or given.explain)
    if given.explain:
        for file, one in zip(files, read, strict=True):
            print(*([f"{file}:"] if len(files) > 1 else []), reader.explain(one), sep="\n")
        if not given.output:
            return 0
    _write_edition(given, parsed.edition, files)
    return 0


def _write_edition(given: Namespace, edition: "Edition", files: list[str]) -> None:
    """Write what was read, in the form that was asked for."""
    from broadsheet.formats import edition_yaml

    if given.output and given.output.endswith(".json"):
        inputs.write_text(given.output, edition_yaml.dump_json(edition))
        return
    if given.review:
        from broadsheet.formats.edition_review import dump_review

        written = dump_review(edition, files)
    else:
        written = edition_yaml.dump_yaml(edition)
    if given.output:
        inputs.write_text(given.output, written)
    else:
        print(written, end="")


def _check_options(options: ArgumentParser) -> None:
    rendering.edition_options(options)
    options.add_argument("--json", action="store_true", help="print the report as JSON")
    inputs.timeout_option(options)
    rendering.verbose(options)


def check(given: Namespace) -> int:
    """Report on an edition without a PDF."""
    from broadsheet import api

    edition, spec, book = rendering.opened(given)
    pages = api.compose(edition, spec, book=book, watch=inputs.watch_of(given))
    pages = rendering.linted(pages, spec)
    if given.json:
        print(report_json(pages, "", edition), end="")
        return int(any(finding.level == "error" for finding in pages.findings))
    print(story_table(pages, edition))
    return tell(pages.findings, verbose=given.verbose)


def _fonts_options(options: ArgumentParser) -> None:
    options.add_argument("--covers", metavar="CHARS", help="say which faces hold these characters")


def fonts(given: Namespace) -> int:
    """List the faces, or who holds a character."""
    from broadsheet.cli.faces import covers_table, faces_table

    print(covers_table(given.covers) if given.covers else faces_table())
    return 0


COMMANDS = (
    Command(
        name="render",
        about="Set an edition as a PDF.",
        more="Nothing is written when the copy has errors (status 1), unless --draft.",
        options=rendering.render_options,
        run=rendering.render,
    ),
    Command(
        name="parse",
        about="Read raw page text into an edition that a person can correct.",
        more="The text may be UTF-8, UTF-16, GB18030 or Big5. What was doubted (a missing\n"
        "quote, a date against its weekday) is told with its line.",
        options=_parse_options,
        run=parse,
    ),
    Command(
        name="import",
        about="Read stories of other systems into an edition.",
        more="ninjs, NITF, NewsML-G2, HTML, Markdown with front matter, Word. Several files are\n"
        "the items of one page. What could not be carried is told.",
        options=exchange.import_options,
        run=exchange.bring_in,
    ),
    Command(
        name="export",
        about="Write an edition for other systems.",
        more="What the form has no place for is told (notes with -v).",
        options=exchange.export_options,
        run=exchange.bring_out,
    ),
    Command(
        name="check",
        about="Say what render would report, without a PDF.",
        more="Prints a table of the stories: characters, columns, lines, room, over or short;\n"
        "then what is amiss, with the page's own faults: heads that meet, trapped white …",
        options=_check_options,
        run=check,
    ),
    Command(
        name="preview",
        about="Show the page in a browser, and set it again at each saved change.",
        more="Watches the edition, the spec with all that it extends, pictures and font files.\n"
        "A click on a box tells its line in the spec. Listens on this machine alone; needs the\n"
        "extra 'preview'.",
        options=preview.options,
        run=preview.run,
    ),
    Command(
        name="proof",
        about="Prove that a PDF holds every story, complete and identical.",
        more="The PDF is read back; each fault is told with the first difference in its place.",
        options=pressroom.proof_options,
        run=pressroom.proof,
    ),
    Command(
        name="preflight",
        about="Say whether a PDF is fit for the press, and what is not.",
        more="Any PDF, advertisements from outside too. Each finding has its page, place, value,\n"
        "limit, and where the limit comes from. Status 1 when there are errors.",
        options=pressroom.preflight_options,
        run=pressroom.preflight,
    ),
    Command(
        name="batch",
        about="Set many editions, a folder or an archive of days.",
        more="One fault is one line, and the rest is done. What the journal in the output folder\n"
        "tells as done, of the same copy, spec and order, is not set again.",
        options=batch.options,
        run=batch.run,
    ),
    Command(
        name="set",
        about="Set one paragraph on its own, to try a style.",
        more="Prints its lines; with --json each glyph with its place and advance in em of the\n"
        "style; with -o a PDF or a picture. Starts flush unless --indent says otherwise.",
        options=trial.options,
        run=trial.run,
    ),
    Command(
        name="specs",
        about="List the bundled layout specs, or print one.",
        more="'specs NAME' prints the file as it is; 'specs show NAME' prints every key in force,\n"
        "with all that it extends merged.",
        options=designer.specs_options,
        run=designer.specs,
    ),
    Command(
        name="schema",
        about="Print the JSON Schema of specs or editions, for editors that complete and check.",
        options=designer.schema_options,
        run=designer.schema,
    ),
    Command(
        name="init",
        about="Start a paper's folder: its spec, a first edition, a place for pictures.",
        more="Nothing that is there is written over. The first edition renders as it stands.",
        options=designer.init_options,
        run=designer.init,
    ),
    Command(
        name="fonts",
        about="List the bundled faces, or say which hold a character.",
        options=_fonts_options,
        run=fonts,
    ),
)
