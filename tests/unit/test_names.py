"""No word for two things: a public class has its name to itself in the whole package."""

import re
from collections import defaultdict
from pathlib import Path

import broadsheet

CLASS = re.compile(r"^ *class ([A-Za-z]\w*)", re.MULTILINE)


def classes() -> dict[str, list[str]]:
    """Return the modules of each public class, by its name."""
    root = Path(broadsheet.__file__).parent
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(root.rglob("*.py")):
        if path.relative_to(root).parts[0].endswith("_data"):
            continue  # what an installed package has of the top folders
        for name in CLASS.findall(path.read_text(encoding="utf-8")):
            found[name].append(path.relative_to(root).as_posix())
    return found


def test_a_public_class_has_its_name_to_itself() -> None:
    found = classes()
    assert len(found) > 300  # the package was looked through
    assert {name: where for name, where in found.items() if len(where) > 1} == {}


def test_an_import_within_a_function_of_make_up_gives_its_reason() -> None:
    """None dodges a cycle: what is seldom used is loaded when it is."""
    root = Path(broadsheet.__file__).parent / "makeup"
    bare = [
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in sorted(root.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "PLC0415" in line and "PLC0415 - " not in line
    ]
    assert bare == []
