"""``broadsheet preview``: the page in a browser, set again at each saved change."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from broadsheet.cli import inputs, overrides
from broadsheet.errors import UserError
from broadsheet.messages.spoken import of

EXTRA = ("starlette", "uvicorn", "watchfiles")


def preview_options(options: ArgumentParser) -> None:
    """Declare the options."""
    options.add_argument(
        "edition", metavar="EDITION", help="raw page text, or an edition as YAML or JSON"
    )
    options.add_argument(
        "--spec",
        metavar="NAME|FILE",
        help="layout spec: a bundled name (see 'broadsheet specs') or a YAML file; without it "
        "the edition's own 'spec:' key, else the page draws itself in the style 'house'",
    )
    overrides.option(options)
    inputs.roots_option(options)
    options.add_argument(
        "--repair", action="store_true", help="put back quotes that are plainly missing"
    )
    options.add_argument(
        "--port", type=_port, default=0, metavar="N", help="port to listen on (default: a free one)"
    )
    options.add_argument(
        "--no-open",
        dest="browse",
        action="store_false",
        help="print the address only, open no browser",
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ArgumentTypeError(f"{text!r} is no port, write 0 to 65535")
    return int(text)


def run_preview(given: Namespace) -> int:
    """Show the page until Ctrl-C."""
    from broadsheet import reach

    if given.edition == "-":
        raise UserError("standard input can't be watched", hint="name a file")
    changes = tuple(overrides.pairs(given.overrides))
    try:
        from broadsheet.preview import server
        from broadsheet.preview.session import PreviewOrder
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] not in EXTRA:
            raise
        raise UserError(
            f"the preview needs {fault.name}", hint="pip install 'broadsheet[preview]'"
        ) from None
    order = PreviewOrder(
        edition=Path(given.edition),
        spec=given.spec or "",
        overrides=changes,
        roots=reach.folders(given.roots),
        repair=given.repair,
    )
    server.serve(order, port=given.port, browse=given.browse, say=_say)
    return 0


def _say(address: str) -> None:
    print(of(f"preview: {address} (Ctrl-C ends it)"), flush=True)
