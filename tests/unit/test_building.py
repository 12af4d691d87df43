"""What is made as a wheel is built: the bundled specs, and the kernel where it can be."""

import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from broadsheet.spec_yaml import loader

ROOT = Path(__file__).parents[2]
KERNEL = ROOT / "layout" / "kernel" / "build.py"
INTERFACE = "hatchling.builders.hooks.plugin.interface"


class _Hook:
    """As much of hatchling's hook as ours asks for."""

    root = str(ROOT)

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.app = self

    def display_warning(self, message: str) -> None:
        self.warnings.append(message)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the hook, no hatchling about it."""
    interface = ModuleType(INTERFACE)
    monkeypatch.setattr(interface, "BuildHookInterface", _Hook, raising=False)
    monkeypatch.setitem(sys.modules, INTERFACE, interface)
    return runpy.run_path(str(ROOT / "layout" / "tables" / "building.py"))["BuildHook"]()


def test_a_wheel_without_a_kernel_is_pure_and_has_all_specs(
    hook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_KERNEL", "off")
    build: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", build)
    made = {Path(file).name: place for file, place in build["force_include"].items()}
    assert set(made) == {f"{name}.json" for name in loader.bundled_specs()}
    assert made["duikai-6.json"] == "broadsheet/specs_data/resolved/duikai-6.json"
    assert all(Path(file).stat().st_size > 1000 for file in build["force_include"])
    assert "tag" not in build
    assert "pure_python" not in build
    assert ["no kernel" in warning for warning in hook.warnings] == [True]
    hook.finalize("standard")
    assert not any(Path(file).exists() for file in build["force_include"])


def test_a_kernel_that_is_required_and_can_not_be_built_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = runpy.run_path(str(KERNEL))["build"]
    monkeypatch.setenv("CC", str(tmp_path / "no-compiler"))
    monkeypatch.delenv("BROADSHEET_KERNEL", raising=False)
    assert build(tmp_path) != ""
    monkeypatch.setenv("BROADSHEET_KERNEL", "required")
    with pytest.raises(RuntimeError, match="could not be built"):
        build(tmp_path)
