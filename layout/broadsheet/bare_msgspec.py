"""Load msgspec without what it would load and not use.

It asks ``typing_extensions`` for three names, wherever that happens to be installed: on the
Pythons that we run on they are those of ``typing``, which it takes where the other is absent.
With ``typing_extensions`` come ``inspect`` and Python's parser, a quarter of the time in which
msgspec is loaded, before anything else can begin.  So it is absent meanwhile; who asks for it
later has it.  Where it is loaded already nothing is gained, and nothing done.
"""

import sys
import threading
from importlib import import_module

_UNUSED = "typing_extensions"

# another thread might be importing it just now
if _UNUSED not in sys.modules and threading.active_count() == 1:
    sys.modules[_UNUSED] = None  # type: ignore[assignment]  # an import of it fails
    try:
        import_module("msgspec")
    finally:
        del sys.modules[_UNUSED]
