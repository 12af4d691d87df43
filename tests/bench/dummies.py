"""How pages fare that draw themselves: ``python -m tests.bench.dummies [--seeds A:B]``.

Renders each edition of ``made_editions`` in a process of its own, with no spec, and prints a
table: how many are written, error findings, white, lint warnings a page, seconds.  Without
``--seeds`` the committed ones are scored, which are not for tuning.  ``--files`` renders raw
pages and editions of a folder instead.  ``--one-process`` renders all in this one and counts its
processor time, which a busy machine does not change.  Asserts nothing: figures belong to the
machine.
"""

import argparse
import contextlib
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from broadsheet.cli.entry import main as command_line
from broadsheet.paint.contact import contact_sheet
from broadsheet.paint.raster import OpenPdf
from broadsheet.spec import LINT
from tests.bench import made_editions

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "examples" / "pictures"
ABREAST, DOTS = 6, 60 / 72  # pages of a sheet; pixels a point
WHITE = 3  # rows of a story's columns that stay white: more is told


@dataclass
class Run:
    """What became of one edition."""

    name: str
    status: int
    seconds: float
    pages: int = 0
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # of lint
    white: int = 0  # rows, of the box that is shortest of copy
    said: str = ""


def render(source: Path, out: Path, *, here: bool = False) -> Run:
    """Render one edition, in a process of its own or ``here``, and read what it reports."""
    report = out.with_suffix(".json")
    options = ["render", str(source), "-o", str(out), "--report", str(report)]
    run = _here(source.name, options) if here else _alone(source.name, options)
    if report.exists():
        told = json.loads(report.read_text(encoding="utf-8"))
        found = told["findings"]
        run.errors = [
            f"{one['code']}: {one['message']}" for one in found if one["level"] == "error"
        ]
        run.warnings = [
            one["code"] for one in found if one["code"] in LINT and one["level"] == "warning"
        ]
        run.white = max((box.get("short") or 0 for box in told["boxes"]), default=0)
        run.pages = len({box["page"] for box in told["boxes"]})
    return run


def _alone(name: str, options: Sequence[str]) -> Run:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", *options], capture_output=True, text=True, check=False
    )
    return Run(name, done.returncode, time.perf_counter() - begun, said=done.stderr[-600:])


def _here(name: str, options: Sequence[str]) -> Run:
    said, begun = io.StringIO(), time.process_time()
    with contextlib.redirect_stderr(said):
        status = command_line(list(options))
    return Run(name, status, time.process_time() - begun, said=said.getvalue()[-600:])


def made(seeds: Iterable[int], folder: Path) -> list[Path]:
    """Write the editions of some seeds, pictures beside them."""
    shutil.copytree(PICTURES, folder / "pictures", dirs_exist_ok=True)
    paths = []
    for seed in seeds:
        path = folder / f"made-{seed}.yaml"
        path.write_text(
            json.dumps(made_editions.edition(seed), ensure_ascii=False), encoding="utf-8"
        )
        paths.append(path)
    return paths


def table(runs: Sequence[Run]) -> str:
    """Return the figures of some runs."""
    pages = max(1, sum(run.pages for run in runs))
    seconds = [run.seconds for run in runs]
    each = [run.seconds / max(1, run.pages) for run in runs]
    clean = [run for run in runs if not run.errors and run.status == 0]
    white = [run for run in runs if run.white > WHITE or "trapped-white" in run.warnings]
    lints = Counter(code for run in runs for code in run.warnings)
    rows = {
        "editions, pages": f"{len(runs)}, {pages}",
        "exit 0, no error finding": f"{len(clean)} ({len(clean) / len(runs):.1%})",
        f"white over {WHITE} rows": f"{len(white)} ({len(white) / len(runs):.1%})",
        "lint warnings a page": f"{sum(lints.values()) / pages:.2f}",
        "seconds a process, median, worst": f"{statistics.median(seconds):.2f}, {max(seconds):.2f}",
        "seconds a page, median, worst": f"{statistics.median(each):.2f}, {max(each):.2f}",
    }
    lines = ["| what | is |", "|---|---|", *(f"| {what} | {is_} |" for what, is_ in rows.items())]
    lines += ["", "Lint: " + ", ".join(f"{code} {n}" for code, n in lints.most_common())]
    return "\n".join(lines)


def sheet(pdfs: Iterable[Path], most: int = 24) -> bytes:
    """Return the first pages of some runs side by side, at 60 dots an inch, as PNG."""
    pages: list[Image.Image] = []
    for pdf in pdfs:
        opened = OpenPdf(pdf.read_bytes())
        pages += [Image.open(io.BytesIO(opened.png(n, DOTS))) for n in range(opened.count)]
    shown = pages[:most]
    return contact_sheet([shown[n : n + ABREAST] for n in range(0, len(shown), ABREAST)])


def main(argv: Sequence[str] | None = None) -> int:
    """Render, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dummies", description=__doc__)
    parser.add_argument("--seeds", metavar="A:B", help="seeds to try instead of those scored")
    parser.add_argument("--files", metavar="FILE", nargs="+", help="editions or raw pages instead")
    parser.add_argument("--keep", metavar="DIR", help="keep the PDFs here")
    parser.add_argument("--one-process", action="store_true", help="all in this one, its CPU")
    parser.add_argument("--sheet", metavar="FILE.png", help="24 pages side by side, to look at")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(given.keep or work)
        folder.mkdir(parents=True, exist_ok=True)
        first, _, last = (given.seeds or "").partition(":")
        seeds = range(int(first), int(last)) if given.seeds else made_editions.SCORED
        sources = [Path(name) for name in given.files or ()] or made(seeds, folder)
        runs = []
        for source in sources:
            run = render(source, folder / f"{source.name}.pdf", here=given.one_process)
            runs.append(run)
            told = " ".join(f"{c}×{n}" for c, n in Counter(run.warnings).items())
            fault = run.errors[0][:90] if run.errors else run.said[-120:] if run.status else ""
            print(f"{run.name}: exit {run.status}, {run.pages} p, {run.seconds:.2f} s, "
                  f"white {run.white}, {told} {fault}", flush=True)  # fmt: skip
        if given.sheet:
            pdfs = (folder / f"{run.name}.pdf" for run in runs if run.status == 0)
            Path(given.sheet).write_bytes(sheet(pdfs))
    print(table(runs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
