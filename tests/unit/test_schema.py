"""The JSON Schemas: current, and as strict as the readers; specs resolved."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import broadsheet
from broadsheet.cli import main
from broadsheet.models import replace
from broadsheet.spec import AcrossBox
from broadsheet.spec_yaml import bundled_specs

ROOT = Path(__file__).parents[2]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def faults(value: Any, form: dict[str, Any], path: str = "") -> list[str]:  # noqa: PLR0911
    """What a JSON Schema of the few words that ours uses finds wrong with a value."""
    if "$ref" in form:
        return faults(value, shipped("spec")["$defs"]["box"], path)
    if "anyOf" in form:
        each = [faults(value, part, path) for part in form["anyOf"]]
        return [] if [] in each else [f"{path}: none of {len(each)}"]
    if "const" in form:
        return [] if value == form["const"] else [f"{path}: is not {form['const']}"]
    if "enum" in form:
        return [] if value in form["enum"] else [f"{path}: {value!r} is none of the words"]
    kinds = form.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    known = [TYPES[kind] for kind in kinds]
    if known and (isinstance(value, bool) or not any(isinstance(value, kind) for kind in known)):
        return [f"{path}: {value!r} is no {kinds}"]
    if isinstance(value, str) and not re.search(form.get("pattern", ""), value):
        return [f"{path}: {value!r} has not the pattern"]
    if isinstance(value, int) and not form.get("minimum", -1e9) <= value <= form.get(
        "maximum", 1e9
    ):
        return [f"{path}: {value!r} is out of range"]
    if isinstance(value, list):
        inside = form.get("items", {})
        return [f for n, one in enumerate(value) for f in faults(one, inside, f"{path}.{n}")]
    if isinstance(value, dict):
        return _of_mapping(value, form, path)
    return []


def _of_mapping(value: dict[str, Any], form: dict[str, Any], path: str) -> list[str]:
    keys, rest = form.get("properties", {}), form.get("additionalProperties", {})
    found = [f"{path}.{key} is missing" for key in form.get("required", []) if key not in value]
    for key, inside in value.items():
        own = keys.get(key, rest)
        if own is False:
            found.append(f"{path}.{key} is unknown")
        else:
            found += faults(inside, own, f"{path}.{key}")
    return found


def plain(text: str) -> Any:
    """A file as an editor of text sees it: dates are texts."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def shipped(language: str) -> dict[str, Any]:
    text = (ROOT / "specs" / f"{language}.schema.json").read_text(encoding="utf-8")
    form: dict[str, Any] = json.loads(text)
    return form


@pytest.mark.parametrize("language", ["spec", "edition"])
def test_the_shipped_schema_is_current(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", language]) == 0
    printed = capsys.readouterr().out
    kept = (ROOT / "specs" / f"{language}.schema.json").read_text(encoding="utf-8")
    assert printed == kept, f"run: broadsheet schema {language} > specs/{language}.schema.json"


@pytest.mark.parametrize("name", bundled_specs())
def test_bundled_specs_are_as_their_schema_says(name: str) -> None:
    text = (ROOT / "specs" / f"{name}.yaml").read_text(encoding="utf-8")
    assert faults(plain(text), shipped("spec")) == []


def test_the_example_edition_is_as_its_schema_says() -> None:
    text = (ROOT / "examples" / "tinglan-front.yaml").read_text(encoding="utf-8")
    assert faults(plain(text), shipped("edition")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("broadsheet: 1\ngird: {}", ".gird is unknown"),
        ("extends: duikai-6", ".broadsheet is missing"),
        ("broadsheet: 1\ngrid: {columns: 60}", ".grid.columns: none of"),
        ("broadsheet: 1\nstyles: {body: {weight: heavy}}", ".styles.body.weight: 'heavy' is none"),
        ("broadsheet: 1\nboxes: {a: {storey: 1}}", ".boxes.a.storey is unknown"),
        ("broadsheet: 1\nboxes: {F: {across: [{add: 1}]}}", ".boxes.F.across.0.add is unknown"),
        ("broadsheet: 1\nlint: {full-brake: off}", ".lint.full-brake is unknown"),
        ("broadsheet: 1\ncolours: {red: scarlet}", ".colours.red: none of"),
    ],
)
def test_the_schema_of_specs_finds_mistakes(text: str, fault: str) -> None:
    found = faults(plain(text), shipped("spec"))
    assert len(found) == 1
    assert found[0].startswith(fault)


@pytest.mark.parametrize(
    ("box", "count"),
    [
        ("{ad: 1, table: leaders, size: 通栏}", 0),
        ("{code: qr, size: 22mm}", 0),
        ("{story: 1, picture: {at: top}}", 0),
        ("{picture: 2}", 0),
        ("{story: 1, table: dotted}", 1),
    ],
)
def test_a_key_may_be_what_it_is_beside_anything_that_a_box_holds(box: str, count: int) -> None:
    text = f"broadsheet: 1\nextends: duikai-6\nboxes: {{a: {box}}}"
    assert len(faults(plain(text), shipped("spec"))) == count


def test_anything_of_a_spec_may_be_taken_out() -> None:
    text = "broadsheet: 1\nextends: duikai-6\nboxes: {E: null, a: {frame: null, above: null}}"
    assert faults(plain(text), shipped("spec")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("items: [{kind: article, body: [一段, {kind: verse, text: 诗}], byline: 记者某某}]", 0),
        ("items: [{kind: artikel, headline: 题}]", 1),
        ("items: [{headline: 题}]", 1),
        ("masthead: {name: 报, nmae: 报}", 1),
    ],
)
def test_the_schema_of_editions_finds_mistakes(text: str, count: int) -> None:
    assert len(faults(plain(text), shipped("edition"))) == count


@pytest.mark.parametrize("name", bundled_specs())
def test_a_spec_is_shown_with_every_key_in_force(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["specs", "show", name]) == 0
    text = capsys.readouterr().out
    assert "extends: duikai-6" not in text
    assert max(len(line) for line in text.splitlines() if not line.startswith(" ")) <= 100
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    shown, whole = broadsheet.load_spec(path), broadsheet.load_spec(name)
    assert shown.name == whole.name
    for part in ("page", "grid", "typefaces", "colours", "styles", "labels", "lint"):
        assert getattr(shown.style, part) == getattr(whole.style, part), part
    drawn, all_drawn = shown.arrangement, whole.arrangement
    assert [row.cells for row in drawn.map] == [row.cells for row in all_drawn.map]
    assert list(drawn.boxes) == list(all_drawn.boxes)
    for box in all_drawn.boxes.values():
        same = replace(drawn.boxes[box.name], where=box.where)
        if not isinstance(same.content, AcrossBox):  # parts side by side have places of their own
            assert same == box


def test_a_spec_of_one_s_own_is_shown_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'broadsheet: 1\nextends: duikai-6\nlabels: {ad: "yes", photo: "a: b", code: ""}\n',
        encoding="utf-8",
    )
    assert main(["specs", "show", str(path)]) == 0
    shown = capsys.readouterr().out
    for label in ('ad: "yes"', 'photo: "a: b"', 'code: ""'):
        assert label in shown
    assert "\nmap: |\n  M M M M E E | 17行\n" in shown


def test_specs_are_listed_and_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["specs"]) == 0
    assert capsys.readouterr().out.startswith("duikai-6 ")
    assert main(["specs", "duikai-6"]) == 0
    assert capsys.readouterr().out.startswith("# 对开")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["specs", "show"], "which spec is to be shown? (one of duikai-6"),
        (["specs", "show", "duikai-7"], "did you mean duikai-6?"),
        (["specs", "duikai-7"], "no bundled spec 'duikai-7' (did you mean duikai-6?"),
        (["specs", "duikai-6", "zjgrb-front"], "write one name"),
        (["schema", "page"], "invalid choice: 'page'"),
    ],
)
def test_what_is_not_there_is_said(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    assert said in capsys.readouterr().err
