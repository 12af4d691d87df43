"""Do the tests notice a change?  A sample of small changes to the code, each set before its tests.

Takes modules of ``layout/broadsheet``; draws changes by a seed, numbers first (one more, one less,
ten times, nothing), then comparisons, sums, conditions and what is returned.  One run of the tests
notes which test calls which function; each change then meets the tests that call its function,
quickest first, in a process of its own until one of them fails.  Prints a line for each change
and the share that was noticed:

    python -m tests.bench.mutants --count 120 --minutes 25 makeup flow.py paragraph

A change that no test notices is a test that is missing, or changes nothing: look at it.
Needs a system that forks.  Nothing in the tree is written: the code is changed as it is imported.
"""

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import CodeType, FrameType

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "layout" / "broadsheet"
TESTS = ("flow", "paragraph", "makeup*", "threads", "accounts", "random_pages", "golden", "demand")
SHARES = {"number": 4, "comparison": 2, "sum": 2, "condition": 1, "return": 1}
LOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # plugins, before they are forked
LONGEST = 1800.0  # s of processor, of the run without a change
PATIENCE = 10.0  # s of processor, beyond three times what its tests take
STRICT: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
NUMBERS: tuple[Callable[[float], float], ...] = (
    lambda n: n + 1,
    lambda n: n - 1,
    lambda n: n * 10,
    lambda n: n * 0,
)


@dataclass(frozen=True)
class Mutant:
    """One change: the node of a module and what stands in its place."""

    path: Path
    kind: str
    line: int
    start: int  # bytes of the module
    end: int
    before: str
    after: str

    def source(self) -> bytes:
        """Return the module with the change."""
        text = self.path.read_bytes()
        return text[: self.start] + self.after.encode() + text[self.end :]

    @property
    def name(self) -> str:
        """Its place, for the table."""
        return f"{self.path.relative_to(HOUSE)}:{self.line}"


@dataclass(eq=False)  # pytest keeps its plugins by hash
class Ran:
    """What one run of the tests calls, by test, and how long each took."""

    called: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: str = ""
    trace: bool = False
    modules: list[str] = field(default_factory=list)  # of others, that the tests import

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Note the functions of the house that a test calls."""
        codes: set[CodeType] = set()

        def seen(frame: FrameType, event: str, arg: object) -> None:
            del event, arg
            codes.add(frame.f_code)

        began = time.process_time()
        if self.trace:
            sys.settrace(seen)
        try:
            return (yield)
        finally:
            if self.trace:
                sys.settrace(None)
            self.seconds[item.nodeid] = time.process_time() - began
            places = {(code.co_filename, code.co_firstlineno) for code in codes}
            self.called[item.nodeid] = {p for p in places if p[0].startswith(str(HOUSE))}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test that fails."""
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note the file that can't be collected."""
        if report.failed:
            self.failed = self.failed or report.nodeid or "collection"


class Changed(importlib.abc.MetaPathFinder):
    """Imports one module from other source than that of its file."""

    def __init__(self, path: Path, source: bytes) -> None:
        parts = path.relative_to(HOUSE.parent).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.path, self.source = path, source

    def find_spec(
        self, fullname: str, path: object, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Answer for the one module only."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=_Loader(fullname, str(self.path), self.source)
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, source: bytes) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return compile(self.source, self.path, "exec")


def mutants_of(path: Path, chance: Random) -> Iterator[Mutant]:
    """Yield one change for each place of a module that can be changed."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _nodes(ast.parse(source)):
        for kind, other in _changes(node, chance):
            assert isinstance(node, ast.expr | ast.Return)
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            after = ast.unparse(other)
            yield Mutant(
                path=path,
                kind=kind,
                line=node.lineno,
                start=starts[node.lineno - 1] + node.col_offset,
                end=starts[node.end_lineno - 1] + node.end_col_offset,
                before=ast.unparse(node),
                after=after if isinstance(node, ast.Return | ast.Constant) else f"({after})",
            )


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of what is run: no types, no words of messages."""
    yield tree
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns"} or isinstance(tree, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _nodes(child)


def _changes(node: ast.AST, chance: Random) -> Iterator[tuple[str, ast.AST]]:
    """Yield the change of a node, with its kind."""
    other = copy.deepcopy(node)
    if isinstance(other, ast.Constant) and type(other.value) in {int, float}:
        now = other.value
        values = [value for value in (way(now) for way in NUMBERS) if value != now]
        yield "number", ast.Constant(chance.choice(values))
    elif isinstance(other, ast.Compare) and type(other.ops[0]) in STRICT:
        other.ops[0] = STRICT[type(other.ops[0])]()
        yield "comparison", other
    elif isinstance(other, ast.BinOp) and isinstance(other.op, ast.Add | ast.Sub):
        if not any(isinstance(x, _TEXT) for x in (other.left, other.right)):
            other.op = ast.Sub() if isinstance(other.op, ast.Add) else ast.Add()
            yield "sum", other
    elif isinstance(other, ast.BoolOp):
        other.op = ast.Or() if isinstance(other.op, ast.And) else ast.And()
        yield "condition", other
    elif isinstance(other, ast.Return) and isinstance(other.value, ast.Compare | ast.BoolOp):
        other.value = ast.UnaryOp(ast.Not(), other.value)
        yield "return", other
    elif isinstance(other, ast.Return) and isinstance(other.value, ast.BinOp | ast.IfExp):
        other.value = ast.Constant(0)
        yield "return", other


_TEXT = (ast.JoinedStr, ast.Tuple, ast.List, ast.Set)


def sample(paths: Sequence[Path], count: int, seed: int) -> list[Mutant]:
    """Draw so many changes, numbers first."""
    chance = Random(seed)
    kinds: dict[str, list[Mutant]] = {kind: [] for kind in SHARES}
    for path in paths:
        for mutant in mutants_of(path, chance):
            kinds[mutant.kind].append(mutant)
    drawn = []
    for kind, share in SHARES.items():
        size = min(len(kinds[kind]), round(count * share / sum(SHARES.values())))
        drawn += chance.sample(kinds[kind], size)
    chance.shuffle(drawn)  # so that what is done in the time is a sample too
    return drawn


def reached(mutant: Mutant, ran: Ran) -> list[str]:
    """Return the tests that call the function of a change, quickest first.

    A name of the module's own is met by who calls a function that uses it.
    """
    tree = ast.parse(mutant.path.read_bytes())
    spans: list[tuple[str, int, int]] = []
    name = ""
    for node in tree.body:
        if node.lineno <= mutant.line <= (node.end_lineno or 0):
            name = _assigned(node)
            if not name:
                inner = [node, *(node.body if isinstance(node, ast.ClassDef) else ())]
                spans = [_span(mutant.path, f) for f in inner if _holds(f, mutant.line)]
    if name:
        spans = list(_users(mutant.path, name))
    if not spans:
        spans = [(str(mutant.path), 0, sys.maxsize)]
    found = [
        test
        for test, places in ran.called.items()
        if any(file == f and a <= line <= b for file, line in places for f, a, b in spans)
    ]
    return sorted(found, key=lambda test: ran.seconds[test])


def _assigned(node: ast.stmt) -> str:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    names = [x.id for t in targets if t for x in ast.walk(t) if isinstance(x, ast.Name)]
    return "|".join(names)


def _holds(node: ast.stmt, line: int) -> bool:
    kind = isinstance(node, ast.FunctionDef)
    return kind and node.lineno <= line <= (node.end_lineno or 0)


def _span(path: Path, node: ast.stmt) -> tuple[str, int, int]:
    decorated = [d.lineno for d in getattr(node, "decorator_list", ())]
    return str(path), min([node.lineno, *decorated]), node.end_lineno or node.lineno


def _users(path: Path, name: str) -> Iterator[tuple[str, int, int]]:
    """Yield the functions that use a name of a module, there and where it is imported."""
    word = re.compile(rf"\b({name})\b")
    for file in sorted(HOUSE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if file != path and not (word.search(text) and f"{path.stem} import" in text):
            continue
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                _, start, end = _span(file, node)
                if word.search("\n".join(lines[start - 1 : end])):
                    yield str(file), start, end


def run_tests(arguments: Sequence[str], ran: Ran, change: Changed | None, limit: float) -> str:
    """Run tests in a process of their own; return the one that fails, empty if none does."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as told:
        child = os.fork()
        if not child:
            _in_child(arguments, ran, change, limit, Path(told.name))
        _, status = os.waitpid(child, 0)
        said = told.read()
    if not said:
        return f"ended by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "ended"
    found = json.loads(said)
    ran.called |= {test: {(f, n) for f, n in places} for test, places in found["called"].items()}
    ran.seconds |= found["seconds"]
    ran.modules += found["modules"]
    return str(found["failed"])


def _in_child(
    arguments: Sequence[str], ran: Ran, change: Changed | None, limit: float, told: Path
) -> None:
    """Run the tests, write what was found, and end."""
    try:
        os.chdir(ROOT)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (round(limit), round(limit) + 1))
        if change:
            sys.meta_path.insert(0, change)
        mine = Ran(trace=ran.trace)
        flags = ["-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *LOADED]
        status = pytest.main([*flags, *arguments], plugins=[mine])
        failed = mine.failed or ("" if status == 0 else f"pytest ended with {status}")
        called = {test: sorted(places) for test, places in mine.called.items()}
        found = {"failed": failed, "called": called if ran.trace else {}}
        found["seconds"] = mine.seconds if ran.trace else {}
        found["modules"] = sorted(_strangers()) if ran.trace else []
        told.write_text(json.dumps(found), encoding="utf-8")
    except BaseException:  # noqa: BLE001 - a child must never go on as its parent
        with contextlib.suppress(OSError):
            none = {"called": {}, "seconds": {}, "modules": []}
            told.write_text(json.dumps({"failed": traceback.format_exc(), **none}))
    finally:
        os._exit(0)


def _strangers() -> Iterator[str]:
    """Yield the modules that are none of ours: loaded once, for all that are forked."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if "site-packages" in file and not name.startswith("_"):
            yield name


def met(mutant: Mutant, ran: Ran) -> tuple[str, int]:
    """Set the tests on a change; return what noticed it, empty if nothing did, and how many met."""
    tests = reached(mutant, ran)
    if not tests:
        return "", 0
    limit = PATIENCE + 3 * sum(ran.seconds[test] for test in tests)
    said = run_tests(tests, ran, Changed(mutant.path, mutant.source()), limit)
    return (said.strip().splitlines()[-1].rpartition("/")[2] if said else ""), len(tests)


def known(files: Sequence[Path]) -> Ran:
    """Run the tests without a change: what calls what.  Other packages are loaded for good."""
    ran = Ran(trace=True)
    failed = run_tests([str(file) for file in files], ran, None, LONGEST)
    if failed:
        sys.exit(f"the tests fail without a change: {failed}")
    for name in ran.modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    ran.trace = False
    return ran


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutants", description=__doc__)
    parser.add_argument("modules", nargs="+", help="of layout/broadsheet: makeup flow.py …")
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--minutes", type=float, default=25.0, help="begin no other one after them")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="tests/unit/test_NAME.py")
    parser.add_argument("--only", type=int, nargs="+", help="changes of these numbers")
    options = parser.parse_args()
    given = [HOUSE / module for module in options.modules]
    paths = [p for top in given for p in (sorted(top.rglob("*.py")) if top.is_dir() else [top])]
    drawn = list(enumerate(sample(paths, options.count, options.seed)))
    chosen = [(n, m) for n, m in drawn if not options.only or n in options.only]
    began = time.monotonic()
    ran = known([f for t in options.tests for f in sorted(ROOT.glob(f"tests/unit/test_{t}.py"))])
    noticed = done = 0
    for n, mutant in chosen:
        if time.monotonic() - began > options.minutes * 60:
            break
        by, count = met(mutant, ran)
        done, noticed = done + 1, noticed + bool(by)
        change = f"{mutant.before[:60]} → {mutant.after[:60]}"
        sys.stdout.write(f"{n:4} {mutant.name:36} {change}  | {by or 'LIVED'} of {count}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{noticed} of {done} noticed: {100 * noticed / max(1, done):.0f} %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
