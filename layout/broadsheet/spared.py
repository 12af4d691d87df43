"""Load a library without what it imports and we never ask it for.

Takes modules that stand in for others while something is loaded; leaves the libraries whole:
whoever asks one of them later for what was spared gets it, loaded then.  What reads Python's own
code, draws random numbers or evaluates expressions takes a tenth of the time of a page that
needs none of it.
"""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class WhenUsed(ModuleType):
    """A module that is imported when a name of it is first wanted.

    Of ``called`` functions, which importers take by name, each is imported when it is called;
    ``known`` are values that need no import.
    """

    def __init__(
        self, name: str, *, called: tuple[str, ...] = (), known: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(name)
        vars(self).update(known or {}, **{one: self._later(one) for one in called})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # importing asks whether it is a package
        return getattr(self._real(), name)

    def _real(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]  # asked already while it stands in
        return import_module(self.__name__)

    def _later(self, function: str) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            return getattr(self._real(), function)(*given, **named)

        return call


@contextmanager
def standing_in(*modules: ModuleType) -> Iterator[None]:
    """Have modules stand in for those of their names that are not loaded, for a ``with`` block.

    Where several threads run nothing is spared: another might be importing one just now.
    """
    alone = threading.active_count() == 1
    put = {one.__name__: one for one in modules if alone and one.__name__ not in sys.modules}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name, module in put.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
