"""The command ``broadsheet``: the stages wired for an editor's shell.

Every command says what it does, exits 0 when all is well, 1 when the copy has faults of level
error, 2 when a file or option is wrong, 3 when we are.  ``main`` is the command, ``process``
the command as a process of its own.
"""

from broadsheet.cli.main import main

__all__ = ["main"]
