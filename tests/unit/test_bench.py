"""The benchmark gives every engine the same copy, and tells ratios of runs side by side."""

import json
import sys
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.edition import Article
from tests.bench import __main__ as bench
from tests.bench import growth, timing


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
