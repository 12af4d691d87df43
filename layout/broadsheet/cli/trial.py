"""``broadsheet set``: one paragraph on its own, as text, JSON, PDF or a picture."""

import io
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import BinaryIO

from broadsheet.cli import inputs, overrides
from broadsheet.errors import Finding, OutputError, UserError

MOST_BYTES = 16 * 1024 * 1024  # of text on standard input
LEVELS = ("none", "basic", "gb", "strict")


def options(options: ArgumentParser) -> None:
    """Declare the options."""
    options.add_argument(
        "text", metavar="TEXT", nargs="?", default="-", help="without it, or with '-': read it"
    )
    options.add_argument(
        "--measure",
        metavar="LENGTH",
        required=True,
        help="length of the lines: 12em or 12字 of the style, 55mm, 157pt",
    )
    options.add_argument("--style", metavar="NAME", default="body", help="default: body")
    options.add_argument("--face", metavar="NAME", default="", help="another typeface of the spec")
    options.add_argument("--level", choices=LEVELS, help="prohibition at the edges of lines")
    options.add_argument(
        "--indent", metavar="LENGTH", default="", help="of the first line, such as 2em; else none"
    )
    options.add_argument("--vertical", action="store_true", help="set from top to bottom")
    options.add_argument("--spec", metavar="NAME|FILE", help="layout spec (default: duikai-6)")
    overrides.option(options)
    inputs.roots_option(options)
    options.add_argument("--json", action="store_true", help="every glyph with its place, in em")
    options.add_argument(
        "-o", "--output", metavar="FILE", help="write line.pdf, or line.png (extra 'preview')"
    )


def run(given: Namespace) -> int:
    """Set the paragraph and show it."""
    import json

    from broadsheet import api, trial
    from broadsheet.cli.report import tell

    order = trial.Order(
        measure=given.measure,
        style=given.style,
        indent=given.indent,
        face=given.face,
        level=given.level,
        vertical=given.vertical,
    )
    ending = _ending(given.output)
    changes = overrides.pairs(given.overrides)
    spec = api.load_spec(given.spec or api.BASE_SPEC, overrides=changes, roots=given.roots)
    done = api.set_text(_text(given.text), spec, order)
    status = tell(_lost(done.missing), verbose=False)
    if ending:
        pdf = io.BytesIO()
        api.write_pdf(trial.as_pages(done, spec.style), pdf)
        _write(given.output, pdf.getvalue(), ending)
    if given.json:
        print(json.dumps(trial.report(done), ensure_ascii=False))
    elif not ending:
        for glyphs in done.glyphs:
            print("".join(glyph.text for glyph in glyphs))
    return status


def _text(given: str) -> str:
    if given != "-":
        return given
    content = inputs.standard_input().read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UserError(f"the text is over {MOST_BYTES // 1024 // 1024} MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("the text is not UTF-8", hint="save it as UTF-8") from None
    return text.removesuffix("\n").removesuffix("\r")


def _ending(name: str | None) -> str:
    if name is None:
        return ""
    ending = Path(name).suffix.lower()
    if ending not in (".pdf", ".png"):
        raise OutputError(f"{name}: not a kind that can be written", hint="end it in .pdf or .png")
    return ending


def _lost(missing: tuple[tuple[str, int], ...]) -> list[Finding]:
    return [
        Finding(level="error", code="no-face", message=f"U+{ord(char):04X} {char}: no face has it")
        for char in dict.fromkeys(char for char, _ in missing)
    ]


def _write(name: str, pdf: bytes, ending: str) -> None:
    from broadsheet import outfile

    def write(stream: BinaryIO) -> None:
        if ending == ".pdf":
            stream.write(pdf)
            return
        raster.write_png(pdf, stream)

    if ending == ".png":
        try:
            from broadsheet.paint import raster
        except ModuleNotFoundError:
            raise OutputError(
                f"{name}: a picture needs pypdfium2",
                hint="pip install 'broadsheet[preview]', or write a .pdf",
            ) from None
    outfile.write_atomic(name, write)
