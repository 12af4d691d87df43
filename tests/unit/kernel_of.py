"""The kernel for tests: the one that is installed, else one built on the spot."""

import importlib.util
import shutil
import subprocess
import sysconfig
from functools import cache
from importlib.machinery import ExtensionFileLoader
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

from broadsheet import kernel

SOURCES = Path(__file__).parents[2] / "layout" / "kernel"
FLAGS = ("-O2", "-std=c11", "-Wall", "-Wextra", "-Werror", "-ffp-contract=off", "-fPIC", "-shared")


def compiled(folder: Path, *flags: str) -> Path | None:
    """Build the kernel into a folder; None where there is no compiler, or no ``Python.h``."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    include = Path(sysconfig.get_path("include"))
    if compiler is None or not (include / "Python.h").exists():
        return None
    out = folder / "_kernel.abi3.so"
    sources = sorted(map(str, SOURCES.glob("*.c")))
    command = [compiler, *FLAGS, *flags, f"-I{include}", *sources, "-o", str(out), "-lm"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return out


def loaded(path: Path) -> ModuleType:
    """Return the kernel of a file."""
    loader = ExtensionFileLoader("broadsheet._kernel", str(path))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@cache
def cores() -> tuple[Any, ...]:
    """Return the kernels that can be tried: none on a machine without a compiler."""
    if kernel.core is not None:
        return (kernel.core,)
    folder = Path(mkdtemp(prefix="broadsheet-kernel-"))
    try:
        path = compiled(folder)
        return (loaded(path),) if path else ()
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # a file that is loaded may go
