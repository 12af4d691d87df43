"""Every key of both languages says what it is, with an example that reads."""

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet import marked_yaml, spec_yaml
from broadsheet.errors import EditionError, SpecError
from broadsheet.formats import edition_keys, edition_yaml
from broadsheet.marked_yaml import Key, Place
from broadsheet.spec_yaml import sections
from broadsheet.spec_yaml.boxes import Holding
from broadsheet.spec_yaml.values import Scope

EXAMPLE = re.compile(r"`([^`]+)`$")
WHOLE = broadsheet.load_spec("duikai-6")
STYLE = WHOLE.style
SCOPE = Scope(
    error=SpecError,
    em=STYLE.grid.em,
    row=STYLE.grid.baseline,
    colours=STYLE.colours,
    typefaces=tuple(STYLE.typefaces),
    styles=tuple(STYLE.styles),
    columns=STYLE.grid.columns,
    box="a",
)
MODULES = [
    importlib.import_module(f"broadsheet.spec_yaml.{found.name}")
    for found in pkgutil.iter_modules(spec_yaml.__path__)
]


def keys_in(value: object, path: str) -> Iterator[tuple[str, Key[Any]]]:
    """Yield the keys of a table, and of tables in it."""
    if isinstance(value, Key):
        yield path, value
    elif isinstance(value, Holding):
        yield path, value.key
        yield from keys_in(value.beside, path)
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            yield from keys_in(inside, f"{path}.{name}")


def every_key() -> dict[str, tuple[Key[Any], Place]]:
    found: dict[int, tuple[str, Key[Any], Place]] = {}
    for module in (*MODULES, edition_keys, edition_yaml):
        name = module.__name__.rpartition(".")[2]
        place = Place(error=EditionError) if name.startswith("edition") else SCOPE
        for table, value in vars(module).items():
            for path, key in keys_in(value, f"{name}.{table}"):
                found.setdefault(id(key), (path, key, place))
    return {path: (key, place) for path, key, place in found.values()}


EVERY = every_key()


def test_the_keys_of_both_languages_are_found() -> None:
    assert len(EVERY) > 250


@pytest.mark.parametrize("path", EVERY)
def test_a_key_says_what_it_is_with_an_example_that_reads(path: str) -> None:
    key, place = EVERY[path]
    example = EXAMPLE.search(key.about)
    assert example, key.about
    assert key.about[0].isupper()
    node = marked_yaml.load(example[1], file="example", error=place.error)
    key.kind.read(node, place)


def bare(form: Any, path: str) -> Iterator[str]:
    """Yield the keys of a JSON Schema that don't say what they are."""
    if isinstance(form, dict):
        for name, inside in form.get("properties", {}).items():
            if not EXAMPLE.search(inside.get("description", "")):
                yield f"{path}.{name}"
        for name, inside in form.items():
            yield from bare(inside, f"{path}.{name}")
    elif isinstance(form, list):
        for inside in form:
            yield from bare(inside, path)


def test_published_schemas_describe_every_key() -> None:
    assert list(bare(spec_yaml.schema(), "spec")) == []
    assert list(bare(edition_yaml.schema(), "edition")) == []


@pytest.mark.parametrize("section", sections.SECTIONS)
def test_the_example_of_a_section_reads(section: str) -> None:
    about = str(sections.SECTIONS[section]["description"])
    example = EXAMPLE.search(about)
    assert example
    if section == "map":
        others = "".join(f", {name}: null" for name in WHOLE.arrangement.boxes if name not in "ab")
        text = f"map: '{example[1]}'\nboxes: {{a: {{story: 1}}, b: {{story: 2}}{others}}}"
    elif section in ("broadsheet", "extends", "style"):
        text = "name: one"
    elif section == "pages":
        text = f"masters: {{front: {{}}, inner: {{}}}}\npages: {example[1]}"
    elif section == "seam":
        text = f"seam: {example[1]}\npage: {{margin: {{sides: 19mm}}}}"
    else:
        text = f"{section}: {example[1]}"
    broadsheet.load_spec(f"broadsheet: 1\nextends: duikai-6\n{text}\n")


def reference() -> Any:
    """Return the script that makes the tables of the documents."""
    path = Path(__file__).parents[2] / "layout" / "tables" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("document", ["README.md", "EDITION.md"])
def test_tables_of_keys_in_documents_are_current(document: str) -> None:
    script = reference()
    path = next(path for path in script.DOCUMENTS if path.name == document)
    text = path.read_text(encoding="utf-8")
    assert script.filled(text, script.schemas()) == text, "run: python layout/tables/reference.py"
    cut = text.replace("| `2026-11-18` |", "| `tomorrow` |").replace("| `106` |", "| `107` |")
    assert cut != text
    assert script.filled(cut, script.schemas()) == text


def names_in(form: Any) -> Iterator[str]:
    """Yield the name of every key of a JSON Schema."""
    if isinstance(form, dict):
        yield from form.get("properties", {})
        for inside in form.values():
            yield from names_in(inside)
    elif isinstance(form, list):
        for inside in form:
            yield from names_in(inside)


def test_no_key_is_left_out_of_the_documents() -> None:
    script = reference()
    told: dict[str, set[str]] = {"spec": set(), "edition": set()}
    schemas = script.schemas()
    for path in script.DOCUMENTS:
        for language, place, chosen in script.told(path.read_text(encoding="utf-8")):
            told[language] |= set(chosen or script.keys_at(place, schemas[language]))
    for language, form in schemas.items():
        assert set(names_in(form)) == told[language]
