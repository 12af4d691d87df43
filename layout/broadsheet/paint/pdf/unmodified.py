"""Load ReportLab as it is, without what it would run of the user's own.

It looks for modules ``reportlab_mods`` and ``reportlab_settings`` wherever Python looks, and for
``~/.reportlab_mods`` and ``~/.reportlab_settings``, and runs them as code: pages would depend on
them, a HOME that is no folder would stop it.  Empty ones stand in their place while it is
loaded.  Who has loaded it before us keeps what they have.

It also imports Pillow, for pictures that it would read itself; ours are read by ``pictures``.
That is a twentieth of the time of a page without any, so it gets a Pillow that is loaded when
it is first asked for something: whoever uses ReportLab in the same process finds it whole.
"""

import sys
import threading
from importlib import import_module
from types import ModuleType

_OWN = ("reportlab_mods", "reportlab_settings")


class _WhenUsed(ModuleType):
    """A module that is imported when a name of it is first wanted."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


def _pillow() -> ModuleType:
    package = ModuleType("PIL")
    vars(package)["Image"] = _WhenUsed("PIL.Image")
    return package


if "reportlab" not in sys.modules:
    _instead = {name: ModuleType(name) for name in _OWN if name not in sys.modules}
    # another thread might be importing it just now
    if "PIL" not in sys.modules and threading.active_count() == 1:
        _instead["PIL"] = _pillow()
    sys.modules.update(_instead)
    try:
        import_module("reportlab.rl_config")
        import_module("reportlab.lib.utils")  # it asks for Pillow as it is loaded
    finally:
        for _name in _instead:
            del sys.modules[_name]
