"""Load ReportLab as it is, without what it would run of the user's own.

It looks for modules ``reportlab_mods`` and ``reportlab_settings`` wherever Python looks, and for
``~/.reportlab_mods`` and ``~/.reportlab_settings``, and runs them as code: pages would depend on
them, a HOME that is no folder would stop it.  Empty ones stand in their place while it is
loaded.  Who has loaded it before us keeps what they have.

It also imports Pillow for pictures that it would read itself, what evaluates colours written as
expressions, and names for files of its own; it is never asked for any of them here.
"""

import sys
from importlib import import_module
from types import ModuleType

from broadsheet.spared import WhenUsed, standing_in

_OWN = ("reportlab_mods", "reportlab_settings")
_EVALUATES = ("rl_safe_exec", "rl_safe_eval", "safer_globals", "rl_extended_literal_eval")


def _pillow() -> ModuleType:
    package = ModuleType("PIL")
    vars(package)["Image"] = WhenUsed("PIL.Image")
    return package


if "reportlab" not in sys.modules:
    _own = {name: ModuleType(name) for name in _OWN if name not in sys.modules}
    sys.modules.update(_own)
    try:
        with standing_in(
            _pillow(),
            WhenUsed("ast", called=("literal_eval",)),
            WhenUsed("tempfile"),
            WhenUsed("reportlab.lib.rl_safe_eval", called=_EVALUATES),
        ):
            import_module("reportlab.rl_config")
            import_module("reportlab.lib.colors")
    finally:
        for _name in _own:
            del sys.modules[_name]
