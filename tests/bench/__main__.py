"""Time broadsheet against other engines: ``python -m tests.bench [--rounds N] [--write]``.

Sets the example page with each engine that is installed (PyPI ``typst``, ``weasyprint``;
``chromium`` and ``xelatex`` on the path): the same text, faces and boxes.  Prints medians and
ratios of paired runs, how time and memory grow with pages, and what parse and preflight take.
``--before`` times an older broadsheet beside this one.  ``--write`` puts the tables into
RESULTS.md and the growth into growth.svg beside this file.
Asserts nothing: figures belong to the machine and the hour.
"""

import argparse
import datetime
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from broadsheet import api
from broadsheet.formats import edition_yaml
from broadsheet.models import replace
from tests.bench import copy_of, growth, timing

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "tinglan-front.yaml"
RAW = EXAMPLE.with_suffix(".txt")
PAGES = growth.COUNTS
BY_HAND = "\n## Floors"  # from here on RESULTS.md is kept as it is
TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], "
    "font_paths=[sys.argv[3]], ignore_system_fonts=True)"
)
# As the command that an installer writes: ``-m`` would load what Typst's line above does not.
BROADSHEET = "from broadsheet.cli.process import run; run()"
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--before", metavar="PYTHON", help="of an environment with an older broadsheet, timed too"
    )
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as work:
        copies(Path(work))
        told = _Told([f"# What a page takes\n\n{stamp(given.rounds)}\n"])
        commands = many_commands(Path(work), given.before)
        told.append(page_table(Path(work), commands, given.rounds))
        if shutil.which("valgrind"):
            told.append(instruction_table(commands))
        told.append(stage_table(Path(work)))
        curves = growth.curves(Path(work), commands, max(2, given.rounds // 3))
        told.append(growth.table(curves))
        told.append(other_table(Path(work), given.rounds))
    text = "\n".join(told)
    if given.write:
        (HERE / "RESULTS.md").write_text(text + kept_by_hand(), encoding="utf-8")
        (HERE / "growth.svg").write_text(growth.plot(curves), encoding="utf-8")
    return 0


class _Told(list[str]):
    """What is written in the end, and shown as it comes: a run takes minutes."""

    def append(self, text: str) -> None:
        """Add a table."""
        super().append(text)
        print(text, flush=True)


def kept_by_hand() -> str:
    """Return what a person has written under the tables: floors, and what was tried."""
    held = (HERE / "RESULTS.md").read_text(encoding="utf-8")
    return held[held.index(BY_HAND) :] if BY_HAND in held else ""


def stamp(rounds: int) -> str:
    """Say when and on what this was measured."""
    day = datetime.datetime.now(tz=datetime.UTC).date()
    return (
        f"`python -m tests.bench --rounds {rounds} --write`, {day}, {timing.machine()}. Whole\n"
        "processes, in turn; medians, and medians of round-by-round ratios."
    )


def copies(work: Path) -> None:
    """Write the example page for every engine, once and many times over."""
    edition = replace(api.read_edition(EXAMPLE), spec="duikai-6")
    bare = edition_yaml.read(strip_pictures(edition_yaml.dump_json(edition)))
    spec = api.load_spec("duikai-6")
    page = api.compose(bare, spec, draft=True).pages[0]
    copy_of.faces_folder(work / "faces")
    name = bare.masthead.name
    every = [copy_of.parts(bare, page, spec, growth.one_of(bare, n + 1)) for n in range(max(PAGES))]
    for count in PAGES:
        sheets = every[:count]
        (work / f"page{count}.typ").write_text(copy_of.typst(sheets, spec, name), "utf-8")
        (work / f"page{count}.html").write_text(copy_of.page_html(sheets, spec, name), "utf-8")
        (work / f"page{count}.tex").write_text(copy_of.xelatex(sheets, spec, name), "utf-8")
        (work / f"page{count}.json").write_text(growth.many(bare, count), "utf-8")


def strip_pictures(text: str) -> str:
    """Take the pictures out: engines differ most in what they do with those."""
    facts = json.loads(text)
    for item in facts["items"]:
        item.pop("pictures", None)
        item.pop("src", None)
    facts["masthead"].get("ear", {}).pop("qr", None)
    return json.dumps(facts, ensure_ascii=False)


def ours(work: Path, python: str, name: str) -> "growth.Command":
    """Return how a broadsheet sets a page so and so many times."""
    return lambda n: [
        *(python, "-c", BROADSHEET, "render", str(work / f"page{n}.json"), "--draft"),
        *("--spec", "duikai-6", "-o", str(work / f"{name}.pdf")),
    ]


def many_commands(work: Path, before: str | None = None) -> dict[str, "growth.Command"]:
    """Return how each engine that is here sets a page so and so many times."""
    python = sys.executable
    found: dict[str, growth.Command] = {"broadsheet": ours(work, python, "broadsheet")}
    if before:
        found["before"] = ours(work, before, "before")
    if importlib.util.find_spec("typst"):
        found["typst"] = lambda n: [
            *(python, "-c", TYPST, str(work / f"page{n}.typ")),
            *(str(work / "typst.pdf"), str(work / "faces")),
        ]
    if importlib.util.find_spec("weasyprint"):
        found["weasyprint"] = lambda n: [
            *(python, "-c", WEASYPRINT, str(work / f"page{n}.html"), str(work / "weasyprint.pdf"))
        ]
    if chromium := shutil.which("chromium"):
        found["chromium"] = lambda n: [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={work / 'profile'}", f"--print-to-pdf={work / 'chromium.pdf'}"),
            (work / f"page{n}.html").as_uri(),
        ]
    if tex := shutil.which("xelatex"):
        found["xelatex"] = lambda n: [
            *(tex, "-interaction=batchmode", f"-output-directory={work}", "-jobname=xelatex"),
            str(work / f"page{n}.tex"),
        ]
    return found


def page_table(work: Path, many: dict[str, "growth.Command"], rounds: int) -> str:
    """Return the table of one page by every engine; last by a warm service, where there is one."""
    commands = {name: make(1) for name, make in many.items()}
    place = work / "s"
    with served(place) as serves:
        if serves:
            warm = ours(work, sys.executable, "warm")(1)
            commands["warm"] = [*warm, "--via", str(place)]
        runs = timing.in_turn(commands, rounds)
    own = runs["broadsheet"]
    rows = ["| engine | wall | ours ÷ it | CPU | ours ÷ it | memory | PDF |", "|---" * 7 + "|"]
    for name, run in runs.items():
        file = work / f"{name}.pdf"
        if not file.exists():
            continue  # an engine that is here without what it needs for Chinese
        size = file.stat().st_size
        told = "broadsheet, warm service" if name == "warm" else name
        cpu = ("(client) ", "") if name == "warm" else ("", f"{timing.ratio(own, run, 'cpu'):.2f}")
        rows.append(
            f"| {told} | {run.seconds:.3f} s | {timing.ratio(own, run):.2f} | "
            f"{cpu[0]}{statistics.median(run.cpu):.3f} s | {cpu[1]} | "
            f"{max(run.memory) / 1e6:.0f} MB | {size / 1e3:.0f} kB |"
        )
    if "warm" in runs and "typst" in runs:
        rows.append(
            f"\nThe warm service takes {timing.ratio(runs['warm'], runs['typst']):.2f} "
            "of Typst's wall time."
        )
    return "\n## One page, from the edition\n\n" + "\n".join(rows) + "\n"


@contextmanager
def served(place: Path) -> Iterator[bool]:
    """Keep a warm service; false where there can be none."""
    if not hasattr(os, "fork"):
        yield False
        return
    line = [sys.executable, "-m", "broadsheet", "serve", str(place)]
    with subprocess.Popen(line, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it says that it serves
        try:
            yield True
        finally:
            process.terminate()


def instruction_table(many: dict[str, "growth.Command"]) -> str:
    """Return what one page takes, and each further one, where no neighbour can be seen."""
    rows = [
        "| engine | one page | of the first | a further page | of the first |",
        "|---|" + "--:|" * 4,
    ]
    first: tuple[float, float] | None = None
    for name in growth.FASTEST:
        if name not in many:
            continue
        one, ten = (timing.instructions(many[name](count)) / 1e6 for count in (1, 10))
        further = (ten - one) / 9
        first = first or (one, further)
        rows.append(
            f"| {name} | {one:.0f} M | {one / first[0]:.2f} | {further:.0f} M | "
            f"{further / first[1]:.2f} |"
        )
    told = "Instructions, on one processor (callgrind); what a neighbour takes is not in them."
    return "\n## By instructions\n\n" + told + "\n\n" + "\n".join(rows) + "\n"


def stage_table(work: Path) -> str:
    """Return the share of each stage, of one page and of each of ten, on one processor."""
    shares: dict[str, dict[int, float]] = {}
    for count in (1, 10):
        for stage, seconds in timing.stages(ours(work, sys.executable, "stages")(count)).items():
            shares.setdefault(stage, {})[count] = seconds * 1e3 / count
    rows = ["| stage | of one page, ms | of ten, ms each |", "|---|--:|--:|"]
    rows += [
        f"| {name} | {of.get(1, 0.0):.1f} | {of.get(10, 0.0):.1f} |" for name, of in shares.items()
    ]
    return "\n## What each stage takes\n\n" + "\n".join(rows) + "\n"


def other_table(work: Path, rounds: int) -> str:
    """Return what else a day's work takes."""
    python = [sys.executable, "-m", "broadsheet"]
    pdf = str(work / "other.pdf")
    timing.once([*python, "render", str(EXAMPLE), "-o", pdf], timing.Runs())
    commands = {
        "render, from the edition": [*python, "render", str(EXAMPLE), "-o", pdf],
        "render, from raw text": [*python, "render", str(RAW), "-o", str(work / "raw.pdf")],
        "parse": [*python, "parse", str(RAW), "-o", str(work / "parsed.yaml")],
        "check": [*python, "check", str(EXAMPLE)],
        "proof": [*python, "proof", pdf, str(EXAMPLE)],
        "preflight": [*python, "preflight", pdf],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    runs = timing.in_turn(commands, rounds)
    rows = ["| command | wall | memory |", "|---|---|---|"]
    rows += [
        f"| {name} | {run.seconds:.2f} s | {max(run.memory) / 1e6:.0f} MB |"
        for name, run in runs.items()
    ]
    return "\n## Other commands, with the example's pictures\n\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
