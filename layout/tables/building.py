"""What a wheel holds that no file of the tree does: the bundled specs, resolved.

Run by hatchling as a wheel is built; leaves the tree as it is.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):
    """Adds what is made to the wheel; one that an editable install asks for gets nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it in a folder of its own, which stays until the wheel is there."""
        if version == "editable":
            return
        self.made = tempfile.TemporaryDirectory()
        sys.path.insert(0, str(Path(self.root) / "layout"))
        written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            for path in _specs(Path(self.made.name)):
                place = f"broadsheet/specs_data/resolved/{path.name}"
                build_data["force_include"][str(path)] = place
        finally:
            sys.path.pop(0)
            sys.dont_write_bytecode = written

    def finalize(self, version: str, *_: object) -> None:
        """Take the folder away."""
        if version != "editable":
            self.made.cleanup()


def _specs(folder: Path) -> list[Path]:
    """Write each bundled spec as it is resolved."""
    from broadsheet import resolved_specs  # noqa: PLC0415 - found when the tree is on the path
    from broadsheet.spec_yaml import loader  # noqa: PLC0415

    made = []
    for name in loader.bundled_specs():
        files: list[Path] = []
        spec = loader.load(name, opened=files.append)
        texts = {file: file.read_text(encoding="utf-8") for file in files}
        made.append(folder / f"{name}.json")
        made[-1].write_bytes(resolved_specs.written(spec, texts))
    return made
