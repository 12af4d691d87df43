"""What a run took, and what stands between its stages, as who looks for a fault sees it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import broadsheet
from broadsheet import api
from broadsheet.cli import child, main
from broadsheet.timings import Timings

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAWN = broadsheet.RenderOptions(spec="duikai-6")
DAY, RAW = str(EXAMPLES / "tinglan-front.yaml"), str(EXAMPLES / "tinglan-front.txt")


def clock(*times: float) -> Iterator[float]:
    yield from times


def spans(trace: str, category: str | None = None) -> list[tuple[str, float, float]]:
    """Name, start and length of the events of a category, ms; of all but stages without one."""
    return [
        (event["name"], event["ts"] / 1000, event["dur"] / 1000)
        for event in json.loads(trace)["traceEvents"]
        if event["ph"] == "X" and (event["cat"] == category or not category)
    ]


def test_a_step_lasts_until_the_next_and_steps_of_one_stage_lie_under_it() -> None:
    ticks = clock(10.0, 10.25, 10.25, 10.5, 10.5, 11.0, 11.0, 11.125)
    timings = Timings(clock=lambda: next(ticks))
    timings("setting box a")
    timings("")
    timings("")
    timings("placing box a")
    timings("painting page 1")
    timings("setting box b")
    trace = timings.trace()
    assert spans(trace, "stage") == [
        ("compose", 0.0, 500.0),
        ("paint", 500.0, 500.0),
        ("compose", 1000.0, 125.0),
    ]
    assert spans(trace, "compose") == [
        ("setting box a", 0.0, 250.0),
        ("placing box a", 250.0, 250.0),
        ("setting box b", 1000.0, 125.0),
    ]
    [looked] = [e for e in json.loads(trace)["traceEvents"] if e["name"] == "setting box a"]
    assert looked["args"] == {"looks": 2}


def test_the_trace_of_a_render_holds_each_stage_and_spans_the_run(tmp_path: Path) -> None:
    timings = Timings()
    out = tmp_path / "page.pdf"
    assert broadsheet.render(DAY, out, DRAWN, watch=timings).written
    trace = timings.trace()
    found = dict.fromkeys(name for name, _, _ in spans(trace, "stage"))
    assert list(found) == ["load", "wait", "read", "open", "compose", "paint"]
    steps = [span for span in spans(trace) if span[0] not in found]
    ends = [start + length for _, start, length in steps]
    for end, (name, start, _) in zip(ends, steps[1:], strict=False):
        assert start == pytest.approx(end, abs=0.5), name  # no gap: nothing is left out
    names = [name for name, _, _ in steps]
    assert "finding the heights of page 1" in names
    assert "painting page 1" in names
    assert {"name", "ph", "ts", "dur", "pid", "tid", "cat"} <= set(
        json.loads(trace)["traceEvents"][-1]
    )


def test_the_command_writes_what_a_child_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_loaded", lambda: False)  # as in a process that has just begun
    for alone in (False, True):
        monkeypatch.setattr(child, "_worth_it", lambda alone=alone: not alone)
        told = tmp_path / f"{alone}.json"
        words = ["render", DAY, "-o", str(tmp_path / "p.pdf"), "--timings", str(told)]
        assert main(words) == 0
        events = json.loads(told.read_text(encoding="utf-8"))["traceEvents"]
        assert len({event["pid"] for event in events}) == (1 if alone else 2)
        [reading] = [event for event in events if event["name"] == "reading the edition"]
        [waiting] = [event for event in events if event["name"].startswith("waiting for")]
        assert reading["ts"] < waiting["ts"] + waiting["dur"] + 1000


def test_what_fails_is_timed_as_far_as_it_came(tmp_path: Path) -> None:
    told = tmp_path / "t.json"
    words = ["render", DAY, "--spec", "duikai-6", "-o", str(tmp_path / "p.pdf")]
    words += ["--set", "boxes.d.picture.rows=40"]
    assert main([*words, "--timings", str(told)]) == 1
    assert "painting page 1" in told.read_text(encoding="utf-8")
    assert main(["check", str(tmp_path / "none.yaml"), "--timings", str(told)]) == 2
    assert "setting" not in told.read_text(encoding="utf-8")
    assert main(["parse", RAW, "--timings", str(told), "-o", str(tmp_path / "d.yaml")]) == 0
    assert f"reading {RAW}" in told.read_text(encoding="utf-8")
    assert main(["parse", RAW, "--timings", RAW]) == 2


def test_blocks_are_told_with_their_traits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", RAW, "--dump", "blocks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"page {RAW}"
    first = lines.index(next(line for line in lines if " name " in line))
    assert lines[first].startswith("lines ")
    assert lines[first + 1] == "  汀澜日报"
    assert "paper" in lines[first + 2].split()
    assert (len(lines) - 1) % 3 == 0


def test_heights_edition_and_display_are_what_was_composed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = broadsheet.check(DAY)
    [page] = done.pages.pages
    assert sum(page.bands) == done.spec.rows
    assert main(["check", DAY, "--dump", "heights"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"page 1: {done.spec.rows} of {done.spec.rows} rows of ")
    asked = [line.split("|")[1].split() for line in lines[1 : 1 + len(page.bands)]]
    assert [int(rows) for rows, _ in asked] == list(page.bands)
    [box] = [box for box in page.boxes if box.name == "d"]
    depth = box.rect.height / done.spec.style.grid.baseline
    [told] = [line for line in lines if line.startswith("  box d: ")]
    assert told.startswith(f"  box d: {depth:.1f} rows  {box.item}  lines {box.lines + box.over} ")
    assert main(["check", DAY, "--dump", "edition"]) == 0
    assert broadsheet.read_edition(capsys.readouterr().out).items == done.edition.items
    assert main(["check", DAY, "--dump", "display"]) == 0
    marks = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(marks) == len(page.marks)


def test_demands_are_what_the_page_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", DAY, "--spec", "duikai-6", "--dump", "demands"]) == 0
    lines = capsys.readouterr().out.splitlines()
    done = broadsheet.check(DAY, broadsheet.PageOptions(spec="duikai-6"))
    bands = done.pages.pages[0].bands
    [place] = [n for n, line in enumerate(lines) if line.startswith("  box c: ")]
    columns, rows, cost = re.findall(r"[0-9.]+", lines[place])
    assert (columns, rows) == ("4", str(bands[-2]))
    least, *curve = re.findall(r"[0-9.]+", lines[place + 1])
    depths = dict(zip(curve[::2], curve[1::2], strict=True))
    assert depths[rows] == cost  # the same question has the same answer
    assert next(iter(depths)) == least
    assert min(map(float, depths.values())) == float(cost)


def test_a_stage_that_is_none_is_told() -> None:
    done = broadsheet.check(DAY)
    with pytest.raises(broadsheet.UserError, match=r"no stage 'blocks'.*edition, demands, heights"):
        api.dump_composed(done, "blocks")
    with pytest.raises(broadsheet.UserError, match="no stage 'heights'"):
        api.dump_reading(broadsheet.read_raw(RAW), "heights")
