"""The benchmark gives every engine the same copy, and tells ratios of runs side by side."""

import ast
import json
import sys
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.edition import Article
from tests.bench import __main__ as bench
from tests.bench import growth, mutants, timing


def test_every_engine_gets_all_of_the_copy(tmp_path: Path) -> None:
    bench.copies(tmp_path)
    stories = [i for i in api.read_edition(bench.EXAMPLE).items if isinstance(i, Article)]
    for kind in ("typ", "html", "json"):
        text = (tmp_path / f"page1.{kind}").read_text(encoding="utf-8")
        for story in stories:
            for block in story.body:
                assert block.text in text, (kind, block.text)


def test_no_two_pages_of_a_long_run_are_alike() -> None:
    edition = api.read_edition(bench.EXAMPLE)
    pages = json.loads(growth.many(edition, 3))["pages"]
    bodies = [json.dumps(page["items"][0]["body"], ensure_ascii=False) for page in pages]
    assert len(set(bodies)) == 3
    assert len({len(body) for body in bodies}) == 1
    heads = [item["headline"] for page in pages for item in page["items"] if "headline" in item]
    assert len(set(heads)) == len(heads)
    lines = [tuple(item["lines"]) for page in pages for item in page["items"] if "lines" in item]
    assert len(set(lines)) == len(lines)
    assert [growth.one_of(edition, n).items[0] for n in (2, 3)] == [
        api.read_edition(json.loads(growth.many(edition, 3))).pages[n].items[0] for n in (1, 2)
    ]
    ids = [item["id"] for page in pages for item in page["items"]]
    assert len(set(ids)) == len(ids)


def test_the_ratio_is_of_runs_side_by_side() -> None:
    ours = timing.Runs(wall=[1.0, 2.0, 30.0])
    theirs = timing.Runs(wall=[2.0, 4.0, 10.0])
    assert timing.ratio(ours, theirs) == 0.5


def test_a_command_that_fails_stops_the_benchmark() -> None:
    with pytest.raises(RuntimeError, match="ended with 2"):
        timing.once([sys.executable, "-c", "raise SystemExit(2)"], timing.Runs())


def test_the_plot_has_a_line_for_each_engine() -> None:
    runs = {count: timing.Runs(wall=[count * 0.1], memory=[1]) for count in growth.COUNTS}
    svg = growth.plot({"broadsheet": runs, "typst": runs})
    assert svg.count("<polyline") == 2
    assert "50.0 s" in svg


def test_a_sample_of_changes_is_that_of_its_seed_and_can_be_imported() -> None:
    paths = [mutants.HOUSE / "flow.py", mutants.HOUSE / "makeup" / "boxes" / "items.py"]
    drawn = mutants.sample(paths, 30, 15)
    assert drawn == mutants.sample(paths, 30, 15) != mutants.sample(paths, 30, 16)
    kinds = [mutant.kind for mutant in drawn]
    assert max(kinds, key=kinds.count) == "number"
    assert {"comparison", "sum"} < set(kinds)
    for mutant in drawn:
        own, changed = mutant.path.read_bytes(), mutant.source()
        assert ast.dump(ast.parse(own)) != ast.dump(ast.parse(changed))
        assert own[: mutant.start] == changed[: mutant.start]
        assert own[mutant.end :] == changed[len(changed) - len(own) + mutant.end :]


def test_a_change_meets_the_tests_that_call_its_function_quickest_first() -> None:
    path = mutants.HOUSE / "flow.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    pour, lone = (
        next(n for n, line in enumerate(lines, 1) if line.startswith(start))
        for start in ("def pour(", "LONE_FIRST")
    )
    called = {"slow": {(str(path), pour)}, "quick": {(str(path), pour)}, "none": {("x.py", pour)}}
    ran = mutants.Ran(called=called, seconds={"slow": 2.0, "quick": 1.0, "none": 0.0})
    inside = mutants.Mutant(path, "number", pour + 18, 0, 0, "", "")
    assert mutants.reached(inside, ran) == ["quick", "slow"]
    assert mutants.reached(mutants.Mutant(path, "number", lone, 0, 0, "", ""), ran) == []
