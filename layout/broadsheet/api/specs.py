"""A name, a file, text → a layout spec; the bundled ones and the languages' schemas.

Takes what a spec is named by; returns it read, or as text.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from broadsheet import reach
from broadsheet.edition import Article, Edition
from broadsheet.errors import SpecError, UserError
from broadsheet.models import replace
from broadsheet.spec import Spec, Style

DEFAULT_SPEC = "house"  # of an edition that asks for none: its pages draw themselves
ENGLISH_SPEC = "house-english"  # the same, of an edition in Latin letters
LATIN = 0.6  # of an edition's characters that are Latin letters: it is set as English papers are
BASE_SPEC = "duikai-6"  # drawn by hand: what a new paper starts from
Roots = Sequence[str | Path]


def load_spec(
    source: str | Path | Mapping[str, Any] = BASE_SPEC,
    *,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Roots = (),
    opened: Callable[[Path], None] | None = None,
    texts: Mapping[Path, str] = MappingProxyType({}),
) -> Spec:
    """Load a layout spec: a bundled name, a file, text, or a mapping.

    ``overrides`` are pairs of a dotted key and its value, as ``--set`` takes them; ``roots``
    more folders for its fonts and pictures; ``opened`` is told each file that is read, also of
    a spec that is wrong, to watch it; ``texts`` are files as they would be: what an editor
    holds and has not saved.  Raises SpecError, whose text is one line with file,
    line, column, key and a way out.
    """
    known = reach.folders(roots)
    spec = _kept(source, opened) if not overrides and not texts else None
    if spec is None:
        from broadsheet.spec_yaml import loader

        opening = loader.FileOpening(opened=opened, roots=known, texts=texts)
        spec = loader.load(source, overrides=overrides, opening=opening)
    return replace(spec, style=replace(spec.style, roots=known)) if known else spec


def _kept(
    source: str | Path | Mapping[str, Any], opened: Callable[[Path], None] | None
) -> Spec | None:
    """Return a bundled spec as the wheel keeps it, or None where YAML is to be read."""
    if isinstance(source, Mapping):
        return None
    from broadsheet import resolved_specs

    return resolved_specs.find(str(source), opened=opened)


def load_style(
    source: str | Path | Mapping[str, Any] = BASE_SPEC,
    *,
    overrides: Sequence[tuple[str, str]] = (),
    roots: Roots = (),
    opened: Callable[[Path], None] | None = None,
) -> Style:
    """Load the house style of a spec, as ``load_spec`` does; the spec need not draw a page.

    What is drawn in it (map, boxes, folio line, seam, pages and masters) is not read.
    """
    from broadsheet.spec_yaml import loader

    known = reach.folders(roots)
    opening = loader.FileOpening(opened=opened, roots=known)
    style = loader.load_style(source, overrides=overrides, opening=opening)
    return replace(style, roots=known) if known else style


def spec_of(edition: Edition) -> str:
    """Return the name or file of the spec that an edition asks for, else a house style.

    A file is one of the edition's folder, or of its roots: an edition of unknown origin reaches
    no other.  Raises SpecError for one that is not there.
    """
    name = edition.spec or house_of(edition)
    if name.isprintable() and not name.endswith(reach.YAML_ENDINGS) and "/" not in name:
        return name
    try:
        open_to = reach.open_to(edition.folder, edition.roots)
        path = reach.within(name, open_to, "the edition's folder")
    except UserError as fault:
        where, message = edition.spec_at, f"{name!r} {fault.message}"
        raise SpecError(message, where=where, key="spec", hint=fault.hint) from None
    for folder in open_to:  # as it was written, where it lies: links are for the system to follow
        if os.path.isfile(folder / name):
            return str(folder / name)
    return str(path)


@contextmanager
def own_spec_told(edition: Edition) -> Iterator[None]:
    """Tell that the spec which an edition asks for is not there with the edition's own line."""
    try:
        yield
    except SpecError as fault:
        place = fault.where
        if edition.spec_at is None or fault.key or (place is not None and place.line):
            raise
        message = f"{place}: {fault.message}" if place else fault.message
        where, hint = edition.spec_at, fault.hint
        raise SpecError(message, where=where, key="spec", hint=hint) from None


def house_of(edition: Edition) -> str:
    """Return the name of the house style that suits an edition's letters."""
    stories = [item for item in edition.items if isinstance(item, Article)]
    words = "".join(block.text for story in stories for block in story.body)
    latin = sum(char.isascii() and char.isalpha() for char in words)
    return ENGLISH_SPEC if latin > LATIN * len(words) > 0 else DEFAULT_SPEC


def spec_texts() -> dict[str, str]:
    """Return the bundled specs' files as they are, by name, in order."""
    from broadsheet.resources import bundled

    files = sorted(bundled("specs").glob("*.yaml"))
    return {path.stem: path.read_text(encoding="utf-8") for path in files}


def resolved_spec(source: str | Path) -> str:
    """Return a spec as YAML with every key in force: all that it extends merged.

    Raises SpecError.
    """
    from broadsheet import spec_yaml
    from broadsheet.formats import node_writer

    return node_writer.dump_nodes(spec_yaml.merged_nodes(str(source)))


def schema_text(language: Literal["spec", "edition"]) -> str:
    """Return the JSON Schema of a language as it is shipped."""
    import json

    from broadsheet import spec_yaml
    from broadsheet.formats import edition_yaml

    form = spec_yaml.schema() if language == "spec" else edition_yaml.schema()
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"


def unknown_spec(name: str) -> SpecError:
    """Return the fault of a name that no bundled spec has, with the nearest."""
    from broadsheet import spec_yaml
    from broadsheet.errors import did_you_mean

    hint = did_you_mean(name, spec_yaml.bundled_specs())
    return SpecError(f"no bundled spec {name!r}", hint=hint)
