"""``--set KEY=VALUE``: one key of the spec otherwise."""

from argparse import ArgumentParser

from broadsheet.errors import UserError


def option(options: ArgumentParser) -> None:
    """Declare the option; it may be repeated."""
    options.add_argument(
        "--set",
        dest="overrides",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="override one key of the spec, such as styles.body.size=10pt; may be repeated",
    )


def pairs(overrides: list[str]) -> list[tuple[str, str]]:
    """Return keys and values; raise UserError for what is no setting."""
    found: list[tuple[str, str]] = []
    for text in overrides:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            hint = "write KEY=VALUE, such as styles.body.size=10pt"
            raise UserError(f"--set {text!r} is no setting", hint=hint)
        found.append((key.strip(), value.strip()))
    return found
