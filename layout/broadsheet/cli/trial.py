"""``broadsheet set``: one paragraph on its own, as text, JSON, PDF or a picture."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from broadsheet.cli import inputs, overrides
from broadsheet.cli.terminal import hand_out, say
from broadsheet.errors import Finding, UserError

if TYPE_CHECKING:
    from broadsheet.trial import Trial

MOST_BYTES = 16 * 1024 * 1024  # of text on standard input
LEVELS = ("none", "basic", "gb", "strict")


def set_options(options: ArgumentParser) -> None:
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
        "-o", "--output", metavar="FILE", help="write line.pdf, line.png or line.svg"
    )


def run_set(given: Namespace) -> int:
    """Set the paragraph and show it."""
    import json

    from broadsheet import api, trial
    from broadsheet.api import trying
    from broadsheet.cli.report import tell

    order = trial.TrialOrder(
        measure=given.measure,
        style=given.style,
        indent=given.indent,
        face=given.face,
        level=given.level,
        vertical=given.vertical,
    )
    if given.output:
        trying.check_ending(given.output)
    changes = overrides.pairs(given.overrides)
    spec = api.load_spec(given.spec or api.BASE_SPEC, overrides=changes, roots=given.roots)
    done = trying.set_text(_text(given.text), spec, order)
    status = tell([*_lost(done.missing), *_torn(done), *done.findings], verbose=False)
    if given.output:
        trying.write_trial(done, spec, given.output)
    if given.json:
        hand_out(json.dumps(trial.report(done), ensure_ascii=False) + "\n")
    elif not given.output:
        for glyphs in done.glyphs:
            say("".join(glyph.text for glyph in glyphs))
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


def _lost(missing: tuple[tuple[str, int], ...]) -> list[Finding]:
    return [
        Finding(
            level="error",
            code="no-face",
            message=f"U+{ord(char):04X} {char}: no face has it, 〓 is set",
        )
        for char in dict.fromkeys(char for char, _ in missing)
    ]


def _torn(done: "Trial") -> list[Finding]:
    """Return what a page would tell of lines that end inside a unit."""
    from broadsheet.paragraph import torn_message

    told = [message for line in done.lines if (message := torn_message(line))]
    return [Finding(level="warning", code="torn", message=message) for message in told]
