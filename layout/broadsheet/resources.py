"""Find what is delivered with the package: the faces and the specs.

Takes the name of a folder, returns its path: beside the package in an installed wheel, at
the root of a checkout otherwise.  Never looks at the working directory.
"""

from pathlib import Path
from typing import Literal

from broadsheet.errors import Fault

Kind = Literal["fonts", "specs"]


def bundled(kind: Kind, package: Path | None = None) -> Path:
    """Return the folder of the bundled faces or specs.

    ``package`` is the folder of the import package; tests give another.
    """
    package = package or Path(__file__).resolve().parent
    installed = package / f"{kind}_data"  # where the wheel's force-include puts it
    checkout = package.parent.parent / kind
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise Fault(f"the bundled {kind} are missing: neither {installed} nor {checkout} is there")
