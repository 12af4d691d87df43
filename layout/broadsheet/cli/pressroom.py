"""Commands for finished pages: ``proof`` and ``preflight``."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from broadsheet.cli import inputs
from broadsheet.cli.report import tell
from broadsheet.cli.terminal import hand_out, say
from broadsheet.errors import SourceError, Where
from broadsheet.messages.spoken import of


def proof_options(options: ArgumentParser) -> None:
    """Declare the options of ``proof``."""
    options.add_argument("pdf", metavar="PAGE.pdf", help="any PDF with that edition's text")
    options.add_argument("edition", metavar="EDITION", help="raw text, YAML or JSON")
    options.add_argument(
        "--spec",
        metavar="NAME|FILE",
        help="the layout spec, if it has characters of its own (gaiji)",
    )


def run_proof(given: Namespace) -> int:
    """Hold a PDF against an edition."""
    from broadsheet import api
    from broadsheet.edition import passages

    edition = api.read_edition(inputs.source_of(given.edition))
    spec = api.load_spec(given.spec) if given.spec else None
    findings = api.prove(Path(given.pdf), edition, spec=spec)
    if not findings:
        count = sum(1 for _ in passages(edition))
        say(of(f"{given.pdf}: all {count} passages are complete and identical"))
    return tell(findings, verbose=True)


def preflight_options(options: ArgumentParser) -> None:
    """Declare the options of ``preflight``."""
    options.add_argument("pdf", metavar="PAGE.pdf", help="any PDF: a page, an advertisement")
    options.add_argument(
        "--profile", metavar="NAME", default="coldset", help="coldset (default) or heatset"
    )
    inputs.form_option(options)
    options.add_argument(
        "--annotate", metavar="OUT.pdf", help="write the PDF with a frame round each place"
    )
    options.add_argument("-v", "--verbose", action="store_true", help="tell notes too")


def run_preflight(given: Namespace) -> int:
    """Say whether a PDF is fit for the press."""
    from broadsheet import api
    from broadsheet.api.sarif import sarif
    from broadsheet.preflight import as_json, as_text, found_in

    inputs.keep_apart([given.annotate], [given.pdf])
    content, name = inputs.bytes_of(given.pdf)
    try:
        report = api.inspect_pdf(content, profile=given.profile)
        drawn = api.annotate_pdf(content, report) if given.annotate else b""
    except SourceError as fault:
        raise SourceError(fault.message, where=Where(name), hint=fault.hint) from None
    if given.form == "sarif":
        hand_out(sarif(found_in(report), file=name))
    elif given.form == "json":
        hand_out(as_json(report, name))
    else:
        say(as_text(report, name, notes=given.verbose, of=of))
    if given.annotate:
        inputs.write_bytes(given.annotate, drawn)
    return int(report.count("error") > 0)
