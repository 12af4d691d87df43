"""The bundled specs as they are resolved: values instead of YAML, made when a wheel is built.

Takes a spec's name; returns it as ``spec_yaml`` would, without loading what reads YAML, or None
where that has to read it.  A kept form holds the very text of each file that it was made from,
and the fields of each class of its values: where one of them is otherwise today, or anything in
it is not as it should be, it is not used.  JSON, and classes of specs alone: nothing in it runs.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from broadsheet import files_read, limits
from broadsheet.models import names
from broadsheet.resources import bundled
from broadsheet.spec import Spec

_FORM: Final = 1  # of what is written here
FOLDER: Final = "resolved"  # beside the specs
_HOMES: Final = ("spec.boxes", "spec.leeway", "spec.house", "spec.arrangement", "spec.sheets")
_LOWER: Final = ("display", "errors", "geometry")
_NAME: Final = re.compile(r"[\w-]+", re.ASCII)
# The first of a list says what the rest is; from 0 on it is the number of a class.
_TUPLE, _LIST, _READ_ONLY, _MAPPING, _KEPT, _FILE = range(-6, 0)


def find(
    name: str, *, opened: Callable[[Path], None] | None = None, kept: Path | None = None
) -> Spec | None:
    """Return a bundled spec, or None where its YAML is to be read.

    That is so for what is no bundled spec's name, where limits are put otherwise, and where no
    kept form is as new as the spec.  ``opened`` is told each file that it was made from; ``kept``
    is the folder of kept forms, if not the wheel's.
    """
    word = Path(name)
    if not _NAME.fullmatch(name) or limits.current() != limits.Limits() or os.path.isfile(word):
        return None  # a file of that very name comes before a bundled spec
    folder = bundled("specs")
    try:
        form = msgspec.json.decode(((kept or folder / FOLDER) / f"{name}.json").read_bytes())
        sources = [(folder / file, text.encode()) for file, text in form["sources"].items()]
        if form["form"] != _FORM or any(path.read_bytes() != text for path, text in sources):
            return None
        spec = _Reading(form["classes"], str(folder), form["kept"]).value(form["spec"])
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    if not isinstance(spec, Spec):
        return None
    files_read.note_absent(word)
    for path, text in sources:
        if opened is not None:
            opened(path)
        files_read.note(path, text)
    return spec


def written(spec: Spec, sources: Mapping[Path, str]) -> bytes:
    """Return the kept form of a bundled spec; ``sources`` are the texts that it is made from."""
    folder = str(bundled("specs"))
    writing = _Writing(folder)
    writing.count(spec)
    value = writing.value(spec)
    return msgspec.json.encode(
        {
            "form": _FORM,
            "sources": {path.name: text for path, text in sources.items()},
            "classes": [[kind.__name__, *names(kind)] for kind in writing.classes],
            "kept": writing.kept,
            "spec": value,
        }
    )


class _Writing:
    """Values as lists; what occurs more than once stands among the kept ones, and stays one."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.classes: list[type] = []
        self.kept: list[Any] = []
        self._times: dict[int, int] = {}
        self._places: dict[int, int] = {}

    def count(self, value: Any) -> None:
        """Count how often each value occurs."""
        if isinstance(value, str | int | float | None):
            return
        self._times[id(value)] = self._times.get(id(value), 0) + 1
        if self._times[id(value)] == 1:
            for part in _parts(value):
                self.count(part)

    def value(self, value: Any) -> Any:
        """Return a value as lists."""
        if isinstance(value, str) and value.startswith(self.folder):
            return [_FILE, value.removeprefix(self.folder)]
        if isinstance(value, str | int | float | None):
            return value
        if self._times[id(value)] == 1:
            return self._listed(value)
        if id(value) not in self._places:
            listed = self._listed(value)
            self._places[id(value)] = len(self.kept)
            self.kept.append(listed)
        return [_KEPT, self._places[id(value)]]

    def _listed(self, value: Any) -> list[Any]:
        return [self._sign(value), *map(self.value, _parts(value))]

    def _sign(self, value: Any) -> int:
        signs: dict[type, int] = {
            tuple: _TUPLE,
            list: _LIST,
            MappingProxyType: _READ_ONLY,
            dict: _MAPPING,
        }
        kind = type(value)
        if kind in signs:
            return signs[kind]
        if kind not in self.classes:
            self.classes.append(_class(kind.__name__))
        return self.classes.index(kind)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, msgspec.Struct):
        return [getattr(value, name) for name in names(value)]
    if isinstance(value, Mapping):
        return [part for pair in value.items() for part in pair]
    return list(value)


class _Reading:
    """Lists as values; raises for what is none."""

    def __init__(self, classes: list[list[str]], folder: str, kept: list[Any]) -> None:
        self.folder = folder
        self.classes = [_class(name) for name, *_ in classes]
        if any(
            names(kind) != tuple(own) for kind, (_, *own) in zip(self.classes, classes, strict=True)
        ):
            raise ValueError("fields")
        self.fields = [tuple(own) for _, *own in classes]
        self.kept: list[Any] = []
        for one in kept:
            self.kept.append(self.value(one))

    def value(self, held: Any) -> Any:
        """Return a value of the lists that stand for it."""
        if type(held) is not list:
            return held
        sign = held[0]
        if sign == _KEPT:
            return self.kept[held[1]]
        if sign == _FILE:
            return self.folder + held[1]
        parts = [self.value(part) if type(part) is list else part for part in held[1:]]
        if sign < 0:
            return _OF_SIGNS[sign](parts)
        return self.classes[sign](**dict(zip(self.fields[sign], parts, strict=True)))


def _mapping(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_OF_SIGNS: Mapping[int, Callable[[list[Any]], Any]] = {
    _TUPLE: tuple,
    _LIST: list,
    _READ_ONLY: lambda parts: MappingProxyType(_mapping(parts)),
    _MAPPING: _mapping,
}


def _class(name: str) -> Any:
    """Return a class of specs by its name, which no other has."""
    for home in (*_HOMES, *_LOWER):
        found = vars(sys.modules[f"broadsheet.{home}"]).get(name)
        if isinstance(found, type) and issubclass(found, msgspec.Struct):
            return found
    raise ValueError(name)
