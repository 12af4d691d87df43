"""Build the kernel where a C compiler is; without one the wheel is pure Python and does the same.

Takes a folder; leaves the kernel there.  Called as a wheel is built or an editable install made
(``layout/tables/building.py``), or by hand, to have it beside the modules of this checkout:

    python layout/kernel/build.py

One file serves every Python from 3.11 on (the stable ABI).  ``BROADSHEET_KERNEL=off`` leaves it
out, ``BROADSHEET_KERNEL=required`` fails without it.
"""

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PLACE = HERE.parent / "broadsheet"  # where a checkout has it
NAME = "_kernel.pyd" if sys.platform == "win32" else "_kernel.abi3.so"
OFF = ("off", "0", "no")
# Sums must come to the bits that Python's come to: a product is rounded before it is added to.
EXACT = {"msvc": ["/O2", "/fp:precise"]}
EXACT_ELSEWHERE = ["-O2", "-ffp-contract=off", "-std=c11"]


def build(folder: Path) -> str:
    """Compile the kernel into a folder; return why there is none, or nothing.

    Raises RuntimeError where one is required.
    """
    asked = os.environ.get("BROADSHEET_KERNEL", "").lower()
    if asked in OFF:
        return f"BROADSHEET_KERNEL={asked}"
    fault = _compiled(folder)
    if fault and asked == "required":
        raise RuntimeError(f"the kernel could not be built: {fault}")
    return fault


def tag() -> str:
    """Return the tag of a wheel with the kernel; what Linux it needs is found out for a release."""
    from packaging.tags import sys_tags  # noqa: PLC0415 - hatchling brings it

    names = (one.platform for one in sys_tags())
    here = next(name for name in names if not name.startswith(("manylinux", "musllinux")))
    return f"cp311-abi3-{here}"


def _compiled(folder: Path) -> str:
    """Return why it could not be compiled, or nothing."""
    if sys.implementation.name != "cpython":
        return f"{sys.implementation.name} has no stable ABI"
    try:
        from setuptools import Distribution, Extension  # noqa: PLC0415 - of the build alone
        from setuptools.command.build_ext import build_ext  # noqa: PLC0415
        from setuptools.errors import BaseError, CCompilerError  # noqa: PLC0415
    except ImportError as absent:
        return str(absent)

    class Exact(build_ext):
        """Compiles with what keeps sums exact, as this compiler is told it."""

        def build_extensions(self) -> None:
            """Build all that there is."""
            own = EXACT.get(self.compiler.compiler_type, EXACT_ELSEWHERE)
            for extension in self.extensions:
                extension.extra_compile_args = own
            super().build_extensions()

    whole = Extension("_kernel", sorted(map(str, HERE.glob("*.c"))), py_limited_api=True)
    command = Exact(Distribution({"name": "broadsheet", "ext_modules": [whole]}))
    command.build_lib = str(folder)
    with tempfile.TemporaryDirectory() as objects:
        command.build_temp = objects
        try:
            command.ensure_finalized()
            command.run()
        except (BaseError, CCompilerError, OSError) as fault:
            return str(fault).strip() or type(fault).__name__
    return "" if (folder / NAME).exists() else f"the compiler made no {NAME}"


if __name__ == "__main__":
    sys.exit(build(PLACE) or None)
