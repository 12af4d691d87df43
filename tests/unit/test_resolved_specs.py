"""The bundled specs as values: the same as from YAML, and never an old or a broken one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet import api, files_read, limits, resolved_specs, spec_yaml
from broadsheet.resources import bundled
from broadsheet.spec import Spec
from broadsheet.spec_yaml import loader

SPECS = bundled("specs")


def keep(name: str, folder: Path) -> Path:
    """Keep a spec as a wheel does; return its file."""
    files: list[Path] = []
    spec = api.load_spec(name, opened=files.append)
    path = folder / f"{name}.json"
    path.write_bytes(
        resolved_specs.written(spec, {file: file.read_text("utf-8") for file in files})
    )
    return path


@pytest.mark.parametrize("name", spec_yaml.bundled_specs())
def test_a_kept_spec_is_what_its_yaml_says(name: str, tmp_path: Path) -> None:
    keep(name, tmp_path)
    found = resolved_specs.find(name, kept=tmp_path)
    read = loader.load(name)
    assert found == read
    assert repr(found) == repr(read)  # types too: 1 is not 1.0, a tuple no list
    assert found is not None
    for one, other in zip(found.pages, read.pages, strict=True):
        assert str(one.where) == str(other.where)


def shared(spec: object) -> list[int]:
    """Return, for each sheet's parts, which of all parts is the same value."""
    assert isinstance(spec, Spec)
    parts = [
        part
        for page in (spec, *spec.pages)
        for part in (page.style, page.style.page, page.style.press, page.style.styles["body"])
    ]
    first: dict[int, int] = {}
    return [first.setdefault(id(part), n) for n, part in enumerate(parts)]


def test_what_occurs_twice_stays_one_value(tmp_path: Path) -> None:
    keep("siban-4", tmp_path)
    read = loader.load("siban-4")
    assert shared(resolved_specs.find("siban-4", kept=tmp_path)) == shared(read)
    assert len(set(shared(read))) < len(shared(read))


def test_its_files_are_noted_as_when_they_are_read(tmp_path: Path) -> None:
    keep("zjgrb-front", tmp_path)
    told: list[Path] = []
    with files_read.listed(digests=True) as kept:
        assert resolved_specs.find("zjgrb-front", opened=told.append, kept=tmp_path) is not None
    read: list[Path] = []
    with files_read.listed(digests=True) as files:
        api.load_spec("zjgrb-front", opened=read.append)
    assert told == read
    assert dict(kept.files) == dict(files.files)


def change(key: str, value: object) -> Callable[[dict[str, object]], None]:
    return lambda form: form.update({key: value})


def other_text(form: dict[str, object]) -> None:
    """Change one character of a file that it was made from."""
    texts = form["sources"]
    assert isinstance(texts, dict)
    texts["duikai-6.yaml"] = texts["duikai-6.yaml"].replace("6", "7", 1)


def other_fields(form: dict[str, object]) -> None:
    """Give a class a field that it has not."""
    classes = form["classes"]
    assert isinstance(classes, list)
    classes[0] = [*classes[0], "colophon"]


@pytest.mark.parametrize(
    "spoil",
    [
        other_text,
        other_fields,
        change("form", 0),
        change("classes", [["Path", "args"]]),
        change("spec", ["no spec"]),
        change("spec", {"a": 1}),
        change("spec", [-1, "/duikai-6.yaml"]),
        change("spec", [-2, 10**6]),
        change("kept", 3),
        change("sources", {"../pyproject.toml": "x"}),
    ],
)
def test_one_that_is_old_or_broken_is_not_used(
    spoil: Callable[[dict[str, object]], None], tmp_path: Path
) -> None:
    path = keep("duikai-6", tmp_path)
    form = json.loads(path.read_bytes())
    spoil(form)
    path.write_text(json.dumps(form), encoding="utf-8")
    assert resolved_specs.find("duikai-6", kept=tmp_path) is None


def test_half_a_file_is_not_used(tmp_path: Path) -> None:
    path = keep("duikai-6", tmp_path)
    path.write_bytes(path.read_bytes()[:-200])
    assert resolved_specs.find("duikai-6", kept=tmp_path) is None


def test_a_file_of_that_name_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("duikai-6", tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("duikai-6").write_text("broadsheet: 1\nextends: sikai\n", encoding="utf-8")
    assert resolved_specs.find("duikai-6", kept=tmp_path) is None
    assert api.load_spec("duikai-6").style.page == api.load_spec("sikai").style.page


def test_limits_put_otherwise_are_kept_by_reading_the_yaml(tmp_path: Path) -> None:
    keep("duikai-6", tmp_path)
    with limits.put(spec=1000):
        assert resolved_specs.find("duikai-6", kept=tmp_path) is None


@pytest.mark.parametrize("name", ["no-such-spec", "a/duikai-6", "duikai-6.yaml", "", "x\0y", "…"])
def test_what_is_no_bundled_specs_name_is_left_to_the_reader(name: str, tmp_path: Path) -> None:
    keep("duikai-6", tmp_path)
    assert resolved_specs.find(name, kept=tmp_path) is None
