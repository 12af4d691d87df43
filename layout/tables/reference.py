"""Make the tables of keys in the documents: ``python layout/tables/reference.py`` writes them.

Takes the JSON Schemas of both languages, which are made from the tables that read them; writes
what stands between ``<!-- keys: spec page grid -->`` and ``<!-- end -->`` in ``specs/README.md``
and ``specs/EDITION.md``: a row for each key, with its example and what it is.  After the language
come paths: ``styles.*`` is any style, ``boxes.*(frame tint)`` two keys of any box.  With
``--check`` it writes nothing and fails if a document is another than it would write.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet import spec_yaml
from broadsheet.formats import edition_yaml
from broadsheet.marked_yaml import table_schema
from broadsheet.spec_yaml import boxes

SPECS = Path(__file__).resolve().parents[2] / "specs"
DOCUMENTS = (SPECS / "README.md", SPECS / "EDITION.md")
Form = Mapping[str, Any]

_PLACE = re.compile(r"<!-- keys: (\w+) ([^>]+) -->\n.*?<!-- end -->", re.DOTALL)
_PATH = re.compile(r"([^\s()]+)(?:\(([^)]*)\))?")
_ABOUT = re.compile(r"(.*): `([^`]+)`", re.DOTALL)
_UNNAMED = re.compile(
    r"^(boxes|items)\.\*(\.@\w+)?|^(styles|colours)\.\*"
)  # what is plain from the text
_MOST_WORDS = 16  # of a choice that are listed


def schemas() -> dict[str, Form]:
    """Return both languages by name; that of specs with what goes with each thing in a box."""
    held = {
        name: table_schema({name: one.key, **one.beside}) for name, one in boxes.CONTENTS.items()
    }
    spec = spec_yaml.schema()
    return {"spec": {**spec, "held": held}, "edition": edition_yaml.schema()}


def filled(text: str, languages: Mapping[str, Form]) -> str:
    """Return a document with its tables made anew."""

    def table(found: re.Match[str]) -> str:
        root = languages[found[1]]
        lines = ["| key | example | is |", "|---|---|---|"]
        for path, chosen in _PATH.findall(found[2]):
            lines += rows(path, chosen.split(), root)
        start = found[0].partition("\n")[0]
        return "\n".join([start, *lines, "<!-- end -->"])

    return _PLACE.sub(table, text)


def told(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what the tables of a document tell: language, path, keys chosen of it if not all."""
    for found in _PLACE.finditer(text):
        for path, chosen in _PATH.findall(found[2]):
            yield found[1], path, chosen.split()


def rows(path: str, chosen: list[str], root: Form) -> Iterator[str]:
    """Yield a row for each key at a path, or for those chosen."""
    keys = keys_at(path, root)
    above = _UNNAMED.sub("", path).replace(".*", "").strip(".")
    for name in chosen or keys:
        about = _ABOUT.fullmatch(keys[name]["description"])
        if about is None:
            raise ValueError(f"{path}.{name} has no example")
        words = _words(keys[name])
        listed = f"; {words}" if words else ""
        key = f"{above}.{name}" if above else name
        yield f"| `{key}` | `{_cell(about[2])}` | {_cell(about[1])}{listed} |"


def keys_at(path: str, root: Form) -> dict[str, Form]:
    """Return the keys of a mapping by its path; ``.`` is the document.

    ``*`` is any name of a mapping that has names of the user's, or any entry of a list;
    a name after ``@`` is an item's kind, or the thing that a box holds.
    """
    form = root
    for step in [] if path == "." else path.split("."):
        form = _inside(form, step, root)
    return dict(_object(form, root)["properties"])


def _inside(form: Form, step: str, root: Form) -> Form:
    if step.startswith("@") and "$ref" in form:
        return dict(root["held"][step[1:]])
    if step.startswith("@"):
        kinds = _forms(form, root)
        return next(one for one in kinds if one["properties"]["kind"].get("const") == step[1:])
    if step == "*":
        for one in _forms(form, root):
            if isinstance(inside := one.get("additionalProperties"), Mapping):
                return inside
            if "items" in one:
                return dict(one["items"])
        raise ValueError("no names and no list here")
    return dict(_object(form, root)["properties"][step])


def _object(form: Form, root: Form) -> Form:
    return next(one for one in _forms(form, root) if "properties" in one)


def _forms(form: Form, root: Form) -> list[Form]:
    """Return the forms that a value may have."""
    if "$ref" in form:
        return [root["$defs"][form["$ref"].rpartition("/")[2]]]
    return (
        [each for one in form["anyOf"] for each in _forms(one, root)] if "anyOf" in form else [form]
    )


def _words(form: Form) -> str:
    each = (one.get("enum", ()) for one in (form, *form.get("anyOf", ())))
    words = [word for words in each for word in words if isinstance(word, str)]
    if not 1 < len(words) <= _MOST_WORDS or set(words) <= {"yes", "no"}:
        return ""
    return "one of " + " ".join(f"`{word}`" for word in words)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the documents, or compare them; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the tables of keys in the documents.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args()
    languages, stale = schemas(), []
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        made = filled(text, languages)
        if made != text:
            stale.append(path)
            if not options.check:
                path.write_text(made, encoding="utf-8")
    for path in stale if options.check else ():
        print(f"{path} is not as the keys say: run {Path(__file__).name}", file=sys.stderr)
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
