"""The commands themselves: options in, one call of the library each, findings out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from broadsheet.cli.report import report_json, story_table, tell

if TYPE_CHECKING:
    from broadsheet.edition import Edition

EDITION = click.argument("edition", metavar="EDITION")
SPEC = click.option(
    "--spec",
    metavar="NAME|FILE",
    help="Layout spec: a bundled name (see 'broadsheet specs') or a YAML file. "
    "Without it: the edition's own 'spec:' key, else duikai-6.",
)
SET = click.option(
    "--set",
    "overrides",
    metavar="KEY=VALUE",
    multiple=True,
    help="Override one key of the spec, such as styles.body.size=10pt. May be repeated.",
)
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Tell notes too.")


@click.command()
@EDITION
@SPEC
@click.option(
    "-o", "--output", metavar="OUT.pdf", required=True, help="PDF to write; '-' is standard output."
)
@click.option(
    "--standard",
    type=click.Choice(["pdf"]),
    default="pdf",
    show_default=True,
    help="PDF standard to meet.",
)
@SET
@click.option(
    "--draft", is_flag=True, help="Write the PDF even with errors; overset is marked in red."
)
@click.option("--report", metavar="FILE.json", help="Write findings and box geometry as JSON.")
@click.option(
    "--repair", is_flag=True, help="Raw text only: put back quotes that are plainly missing."
)
@VERBOSE
def render(  # noqa: PLR0913, PLR0917 - an option each
    edition: str,
    spec: str | None,
    output: str,
    standard: str,
    overrides: tuple[str, ...],
    draft: bool,
    report: str | None,
    repair: bool,
    verbose: bool,
) -> int:
    """Set EDITION as a PDF.

    EDITION is raw page text, or an edition as YAML or JSON; '-' is standard input.
    Nothing is written when the copy has errors (status 1), unless --draft.
    """
    from broadsheet import api

    read = _edition(edition, repair=repair)
    loaded = api.load_spec(spec or read.spec or api.DEFAULT_SPEC, overrides=_pairs(overrides))
    pages = api.compose(read, loaded, draft=draft)
    status = tell(pages.findings, verbose=verbose)
    if report:
        _write_text(report, report_json(pages, output))
    if status and not draft:
        click.echo(f"broadsheet: {output} is not written; --draft writes it all the same", err=True)
        return status
    if output == "-":
        api.write_pdf(pages, sys.stdout.buffer, spec=loaded, standard=standard)
    else:
        api.write_pdf(pages, output, spec=loaded, standard=standard)
    return status


@click.command()
@click.argument("raw", metavar="RAW")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Edition to write, .yaml or .json; without it, YAML on standard output.",
)
@click.option("--explain", is_flag=True, help="Say for each block what it was taken for and why.")
@click.option("--repair", is_flag=True, help="Put back quotes that are plainly missing.")
@VERBOSE
def parse(raw: str, output: str | None, explain: bool, repair: bool, verbose: bool) -> int:
    """Read RAW page text into an edition that a person can correct.

    RAW is a text file in UTF-8, UTF-16, GB18030 or Big5; '-' is standard input. What was
    doubted (a missing quote, a date against its weekday) is told with its line.
    """
    from broadsheet.formats import edition_yaml
    from broadsheet.parse import reader

    content, name = _bytes(raw)
    text, _ = reader.decode(content, file=name)
    parsed = reader.read_text(text, file=name, repair=repair)
    tell(parsed.edition.findings, verbose=verbose or explain)
    if explain:
        click.echo(reader.explain(parsed))
        if not output:
            return 0
    dump = edition_yaml.dump_json if (output or "").endswith(".json") else edition_yaml.dump_yaml
    written = dump(parsed.edition)
    if output:
        _write_text(output, written)
    else:
        click.echo(written, nl=False)
    return 0


@click.command()
@EDITION
@SPEC
@SET
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@VERBOSE
def check(
    edition: str, spec: str | None, overrides: tuple[str, ...], as_json: bool, verbose: bool
) -> int:
    """Say what render would report for EDITION, without a PDF."""
    from broadsheet import api

    read = _edition(edition)
    loaded = api.load_spec(spec or read.spec or api.DEFAULT_SPEC, overrides=_pairs(overrides))
    pages = api.compose(read, loaded)
    if as_json:
        click.echo(report_json(pages, ""))
        return 1 if any(f.level == "error" for f in pages.findings) else 0
    click.echo(story_table(pages, read))
    return tell(pages.findings, verbose=verbose)


@click.command()
@click.argument("pdf", metavar="PAGE.pdf")
@EDITION
def proof(pdf: str, edition: str) -> int:
    """Prove that PAGE.pdf holds every story of EDITION, complete and identical.

    The PDF is read back; each fault is told with the first difference in its place.
    """
    from broadsheet import api

    read = _edition(edition)
    findings = api.prove(Path(pdf), read)
    status = tell(findings, verbose=True)
    if not findings:
        from broadsheet.edition import passages

        count = sum(1 for _ in passages(read))
        click.echo(f"{pdf}: all {count} passages are complete and identical")
    return status


@click.command()
@click.argument("name", required=False)
def specs(name: str | None) -> int:
    """List the bundled layout specs, or print the file of the one called NAME."""
    from broadsheet.errors import SpecError
    from broadsheet.resources import bundled

    files = {path.stem: path for path in sorted(bundled("specs").glob("*.yaml"))}
    if name:
        if name not in files:
            raise SpecError(f"no bundled spec {name!r}", hint=f"one of {', '.join(files)}")
        click.echo(files[name].read_text(encoding="utf-8"), nl=False)
        return 0
    for path in files.values():
        first = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        click.echo(f"{path.stem:18} {first}")
    return 0


@click.command()
@click.option("--covers", metavar="CHARS", help="Say which faces hold these characters.")
def fonts(covers: str | None) -> int:
    """List the bundled faces, or say which of them hold a character."""
    from broadsheet.cli.faces import covers_table, faces_table

    click.echo(covers_table(covers) if covers else faces_table())
    return 0


def _bytes(name: str) -> tuple[bytes, str]:
    from broadsheet import api

    if name == "-":
        return sys.stdin.buffer.read(), "<stdin>"
    return api.read_bytes(Path(name)), name


def _edition(name: str, *, repair: bool = False) -> "Edition":
    from broadsheet import api

    content, file = _bytes(name)
    folder = "." if name == "-" else str(Path(name).parent)
    return api.edition_from_bytes(content, file=file, folder=folder, repair=repair)


def _pairs(overrides: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for text in overrides:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise click.UsageError(
                f"--set {text!r}: write KEY=VALUE, such as styles.body.size=10pt"
            )
        pairs.append((key.strip(), value.strip()))
    return pairs


def _write_text(name: str, text: str) -> None:
    from broadsheet import outfile

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8"))

    outfile.write_atomic(name, write)
