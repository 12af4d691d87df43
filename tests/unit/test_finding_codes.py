"""Every code of a finding is in the documents, and none that no source knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from broadsheet import errors
from broadsheet.proof import difference
from broadsheet.spec import LINT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pages" / "findings.md").read_text(encoding="utf-8")
TOLD = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)(?:-…)?`", PAGE.partition("## Setting a page")[2]))
NO_CODES = {"check", "gaiji", "lint", "reading", "alt"}  # keys and commands


def sources() -> Iterator[ast.AST]:
    for path in sorted((ROOT / "layout" / "broadsheet").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def said(node: ast.AST) -> Iterator[str]:
    """The codes that a call says in so many words."""
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func).rpartition(".")[2]
    parts: list[ast.expr] = [word.value for word in node.keywords if word.arg == "code"]
    if name in ("finding", "_finding", "_Lack"):
        parts += node.args[:3]
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def test_every_code_is_documented() -> None:
    codes = {code for node in sources() for code in said(node) if re.fullmatch("[a-z-]+", code)}
    assert len(codes) > 80
    codes = {code for code in codes if not code.startswith("input-")}
    assert codes - {"error", "warning", "note"} - TOLD == set()


def test_no_code_is_documented_that_is_none() -> None:
    words = {node.value for node in sources() if isinstance(node, ast.Constant)}
    texts = {word for word in words if isinstance(word, str)}
    made = {"input", *(f"proof-{kind}" for kind in get_args(difference.Kind))}  # of what is found
    assert {code for code in TOLD - NO_CODES if code not in texts} - made == set()


def test_every_exception_is_documented() -> None:
    kinds = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.LayoutError)
    }
    assert kinds - set(re.findall(r"`(?:broadsheet\.)?(\w+)`", PAGE)) == set()


def test_every_rule_of_lint_is_in_the_reference() -> None:
    text = (ROOT / "specs" / "README.md").read_text(encoding="utf-8")
    assert {code for code in LINT if f"`lint.{code}`" not in text} == set()
