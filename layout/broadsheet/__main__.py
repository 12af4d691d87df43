"""``python -m broadsheet`` is the command."""

from broadsheet.cli.process import run

run()
