"""The command ``broadsheet``: the stages wired for an editor's shell.

Every command says what it does, exits 0 when all is well, 1 when the copy has faults of level
error, 2 when a file or option is wrong, 3 when we are.  ``entry`` is the way in, ``process`` the
command as a process of its own.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from broadsheet.cli.entry import main

__all__ = ["main"]


def __getattr__(name: str) -> object:
    if name != "main":
        raise AttributeError(f"module 'broadsheet.cli' has no attribute {name!r}")
    from broadsheet.cli.entry import main as found  # a client of a service needs none of it

    return found
