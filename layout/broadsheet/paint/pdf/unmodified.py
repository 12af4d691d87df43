"""Load ReportLab as it is, without what it would run of the user's own.

It looks for modules ``reportlab_mods`` and ``reportlab_settings`` wherever Python looks, and for
``~/.reportlab_mods`` and ``~/.reportlab_settings``, and runs them as code: pages would depend on
them, a HOME that is no folder would stop it.  Empty ones stand in their place while it is
loaded.  Who has loaded it before us keeps what they have.
"""

import sys
from types import ModuleType

_OWN = ("reportlab_mods", "reportlab_settings")

if "reportlab" not in sys.modules:
    _absent = [name for name in _OWN if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in _absent})
    try:
        import reportlab.rl_config  # noqa: F401 - it is the loading that counts
    finally:
        for name in _absent:
            del sys.modules[name]
