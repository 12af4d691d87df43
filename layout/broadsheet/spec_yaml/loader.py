"""Find and open the files of specs.

Takes the name of a bundled spec or a file's path; hands the text to ``reading``.  A spec
extends only a bundled spec or a file beside itself: a name with a folder in it is refused,
so that a spec of unknown origin can't read elsewhere.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from broadsheet import files_read, limits, reach, resources
from broadsheet.errors import SpecError, UserError, Where, did_you_mean
from broadsheet.marked_yaml import Mapping as Nodes
from broadsheet.models import field, frozen
from broadsheet.spec import Spec, Style
from broadsheet.spec_yaml.reading import Find, merge_spec, read_spec, read_style

T_co = TypeVar("T_co", covariant=True)


class SpecReading(Protocol[T_co]):
    """What reads a spec, or a half of one, from its text."""

    def __call__(
        self,
        source: str | Mapping[str, Any],
        *,
        file: str = ...,
        find: Find = ...,
        overrides: Sequence[tuple[str, str]] = ...,
        folder: str = ...,
    ) -> T_co:
        """Return it, resolved."""


def bundled_specs() -> tuple[str, ...]:
    """Return the names of the specs that come with the package."""
    return tuple(sorted(path.stem for path in resources.bundled("specs").glob("*.yaml")))


@frozen(kw_only=True)
class FileOpening:
    """How files of specs are opened.

    ``opened`` is told each before it is read; ``roots`` are folders that links in the spec's own
    may lead to; ``texts`` are files as they would be, which are not read from the disk.
    """

    opened: Callable[[Path], None] | None = None
    roots: Sequence[str] = ()
    texts: Mapping[Path, str] = field(default_factory=lambda: MappingProxyType({}))


_PLAIN = FileOpening()


def load(
    source: str | Path | Mapping[str, Any],
    *,
    overrides: Sequence[tuple[str, str]] = (),
    opening: FileOpening = _PLAIN,
) -> Spec:
    """Read a spec from a bundled name, a file, its text or a mapping.

    A ``str`` with a line end is the text itself, which may extend bundled specs only.
    """
    return _loaded(read_spec, source, overrides, opening)


def load_style(
    source: str | Path | Mapping[str, Any],
    *,
    overrides: Sequence[tuple[str, str]] = (),
    opening: FileOpening = _PLAIN,
) -> Style:
    """Read the house style of a spec, found as ``load`` does: one that draws no page has it too."""
    return _loaded(read_style, source, overrides, opening)


def _loaded(
    read: SpecReading[T_co],
    source: str | Path | Mapping[str, Any],
    overrides: Sequence[tuple[str, str]],
    opening: FileOpening,
) -> T_co:
    if isinstance(source, Mapping):
        return read(source, file="mapping", find=_beside_none, overrides=overrides)
    if isinstance(source, str) and "\n" in source:
        return read(source, find=_beside_none, overrides=overrides)
    return _opened(read, str(source), overrides, opening)


def load_beside(
    text: str,
    folder: str,
    *,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Sequence[str] = (),
    known: dict[str, Nodes] | None = None,
) -> Spec:
    """Read a spec from its text as if it lay in ``folder``; empty: it extends bundled ones only.

    ``known`` keeps what it extends, for the next of its kind.
    """
    if not folder:
        return read_spec(text, file="drawing", find=_beside_none, overrides=overrides, known=known)

    def find(name: str, file: str) -> tuple[str, str]:
        base = _found_beside(name, file, roots)
        return _text(base), str(base)

    file = str(Path(folder) / "drawing.yaml")
    return read_spec(text, file=file, find=find, overrides=overrides, folder=folder, known=known)


def open_spec(
    name_or_path: str,
    overrides: Sequence[tuple[str, str]] = (),
    opening: FileOpening = _PLAIN,
) -> Spec:
    """Read a bundled spec by its name, or a spec's file.

    A word without folder and suffix is the name of a bundled spec, unless a file of that
    very name is there.
    """
    return _opened(read_spec, name_or_path, overrides, opening)


def _opened(
    read: SpecReading[T_co],
    name_or_path: str,
    overrides: Sequence[tuple[str, str]],
    opening: FileOpening,
) -> T_co:
    path, bundled = _found(name_or_path)

    def find(name: str, file: str) -> tuple[str, str]:
        base = _found_beside(name, file, opening.roots)
        return _text(base, opening), str(base)

    return read(
        _text(path, opening),
        file=str(path),
        find=find,
        overrides=overrides,
        folder="" if bundled else str(path.parent),
    )


def merged_nodes(
    name_or_path: str,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Sequence[str] = (),
) -> Nodes:
    """Return the nodes of a spec, found as ``load`` does, with all that it extends."""
    if "\n" in name_or_path:
        return merge_spec(name_or_path, find=_beside_none, overrides=overrides)
    path, _ = _found(name_or_path)

    def find(name: str, file: str) -> tuple[str, str]:
        base = _found_beside(name, file, roots)
        return _text(base), str(base)

    return merge_spec(_text(path), file=str(path), find=find, overrides=overrides)


def _found(name_or_path: str) -> tuple[Path, bool]:
    """Return the file of a spec, and whether it is a bundled one."""
    path = Path(name_or_path)
    word = path.name == name_or_path and path.suffix not in reach.YAML_ENDINGS
    bundled = word and not _is_file(path)
    if bundled:
        files_read.note_absent(path)
    return (_bundled(name_or_path) if bundled else path), bundled


def _is_file(path: Path) -> bool:
    """Tell whether a file is there; a name that no file can have is none."""
    try:
        return os.path.isfile(path)
    except OSError:
        return False


def _bundled(name: str) -> Path:
    known = bundled_specs()
    if name not in known:
        hint = did_you_mean(name, known)
        raise SpecError(f"there is no spec {name!r}", hint=f"a file ends in .yaml; {hint}")
    return resources.bundled("specs") / f"{name}.yaml"


def _beside_none(name: str, _: str) -> tuple[str, str]:
    """Find what a text extends: a bundled spec, there is no file beside it."""
    path = _bundled(name)
    return _text(path), str(path)


def _found_beside(name: str, file: str, roots: Sequence[str] = ()) -> Path:
    """Find what a spec extends: a file beside it, or a bundled spec."""
    if not re.fullmatch(r"\w[\w.-]{0,99}", name):
        raise SpecError(
            f"{name!r} is not the name of a spec",
            hint="extend a bundled spec or a file in the same folder",
        )
    folder = Path(file).parent
    suffixes = ("",) if name.endswith(reach.YAML_ENDINGS) else reach.YAML_ENDINGS
    for suffix in suffixes:
        path = folder / f"{name}{suffix}"
        if os.path.lexists(path) and path != Path(file):
            _check_within(path, folder, roots)
            return path
        files_read.note_absent(path)
    if suffixes == ("",):
        if folder / name == Path(file):
            raise SpecError(
                "a spec can't extend itself", hint="name a bundled spec, or another file"
            )
        known = [path.name for path in sorted(folder.glob("*.yaml"))]
        raise SpecError(f"there is no {name!r} beside this spec", hint=did_you_mean(name, known))
    return _bundled(name)


def _check_within(path: Path, folder: Path, roots: Sequence[str]) -> None:
    """Refuse a base that leads out of the spec's folder, or is no plain file."""
    try:
        reach.within(path.name, reach.open_to(str(folder), roots), "the spec's folder")
    except UserError as fault:
        raise SpecError(f"{path.name!r} {fault.message}", hint=fault.hint) from None


def _text(path: Path, opening: FileOpening = _PLAIN) -> str:
    """Return the text of a spec's file, however large it claims to be."""
    if opening.opened is not None:
        opening.opened(path)
    if path in opening.texts:
        return opening.texts[path]
    where = Where(str(path))
    try:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            raise SpecError("this is no plain file", where=where)
        with path.open("rb") as stream:
            content = stream.read(limits.current().spec + 1)
    except OSError as fault:
        reason = _REASONS.get(type(fault), fault.strerror or "this file can't be read")
        raise SpecError(reason, where=where, hint="broadsheet specs lists the bundled") from None
    except ValueError:  # a NUL
        raise SpecError(f"{str(path)!r} is no file's name") from None
    files_read.note(path, content)
    if len(content) > limits.current().spec:
        return content.decode("utf-8", "replace")  # too large, which reading says
    return reach.decoded(content, str(path), SpecError)


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file",
    IsADirectoryError: "this is a folder",
    PermissionError: "this file may not be read",
}
