"""What a wheel holds that no file of the tree does: the bundled specs, resolved, and the kernel.

Run by hatchling as a wheel is built, which leaves the tree as it is; an editable install has the
kernel in the tree, and no more.
"""

import runpy
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):
    """Adds what is made to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it in a folder of its own, which stays until the wheel is there."""
        kernel = runpy.run_path(str(Path(self.root) / "layout" / "kernel" / "build.py"))
        if version == "editable":
            self._say(kernel["build"](kernel["PLACE"]))
            return
        self.made = tempfile.TemporaryDirectory()
        folder = Path(self.made.name)
        fault = kernel["build"](folder)
        if fault:
            self._say(fault)
        else:
            build_data["force_include"][str(folder / kernel["NAME"])] = (
                f"broadsheet/{kernel['NAME']}"
            )
            build_data |= {"pure_python": False, "tag": kernel["tag"]()}
        sys.path.insert(0, str(Path(self.root) / "layout"))
        written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            for path in _specs(folder):
                place = f"broadsheet/specs_data/resolved/{path.name}"
                build_data["force_include"][str(path)] = place
        finally:
            sys.path.pop(0)
            sys.dont_write_bytecode = written

    def finalize(self, version: str, *_: object) -> None:
        """Take the folder away."""
        if version != "editable":
            self.made.cleanup()

    def _say(self, fault: str) -> None:
        if fault:
            self.app.display_warning(
                f"no kernel: all is set in Python, and comes out the same ({fault})"
            )


def _specs(folder: Path) -> list[Path]:
    """Write each bundled spec as it is resolved."""
    from broadsheet import resolved_specs  # noqa: PLC0415 - found when the tree is on the path
    from broadsheet.api import specs  # noqa: PLC0415

    made = []
    for name in specs.spec_texts():
        files: list[Path] = []
        spec = specs.load_spec(name, opened=files.append)
        texts = {file: file.read_text(encoding="utf-8") for file in files}
        made.append(folder / f"{name}.json")
        made[-1].write_bytes(resolved_specs.written(spec, texts))
    return made
