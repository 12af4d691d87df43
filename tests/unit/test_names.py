"""No word for two things: a public class has its name to itself in the whole package."""

import re
from collections import defaultdict
from pathlib import Path

import broadsheet

# names that still stand in several modules: this list only shrinks, and goes
STILL_SHARED: set[str] = set()

CLASS = re.compile(r"^ *class ([A-Za-z]\w*)", re.MULTILINE)


def classes() -> dict[str, list[str]]:
    """Return the modules of each public class, by its name."""
    root = Path(broadsheet.__file__).parent
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(root.rglob("*.py")):
        for name in CLASS.findall(path.read_text(encoding="utf-8")):
            found[name].append(path.relative_to(root).as_posix())
    return found


def test_a_public_class_has_its_name_to_itself() -> None:
    shared = {
        name: where
        for name, where in classes().items()
        # the reader of PDF pages is about to have names of its own
        if len([one for one in where if not one.startswith("parse/pdf/")]) > 1
    }
    assert {name: where for name, where in shared.items() if name not in STILL_SHARED} == {}
    assert STILL_SHARED - set(shared) == set()  # a name that is no longer shared leaves the list


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
