"""Draw traced pages: source, reproduction, and both inks over each other, as ``traced-….png``.

    PYTHONPATH=.:layout python layout/figures/traced.py [NAME…]

Sets each page, traces its PDF, sets the trace, and prints what a process of its own that traces it
takes: processor time with all that it loads, and memory.  Needs the extras ``preview`` and ``dev``,
and Chromium for the page of another program; memory is told on Linux.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

import broadsheet
from broadsheet import api
from broadsheet.comparing import inks, sheet
from broadsheet.comparing.values import Comparison, PageChange
from tests.bench import tomorrow
from tests.external.makers import first
from tests.external.makers.engines import makers
from tests.external.makers.layouts import to_set

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
PPI, COLOURS = 42, 96  # of the pictures
LEAF = PageChange(number=1, was=None, now=None)  # nothing is framed: inks alone
# what a process of its own prints: its peak in megabytes, and its processor seconds
PEAK = (
    "import re, sys, time, broadsheet; broadsheet.{}(sys.argv[1]);"
    "told = open('/proc/self/status').read();"
    "print(int(re.search(r'VmHWM:\\s+(\\d+)', told)[1]) / 1024, time.process_time())"
)


def bundled(spec: str, day: str) -> bytes:
    """Return an example's page as a bundled spec sets it."""
    return printed(broadsheet.read_edition(EXAMPLES / f"{day}.yaml"), spec)


def printed(edition: broadsheet.Edition, spec: str | Path) -> bytes:
    """Return an edition's page, drawn first where its spec draws itself."""
    own, drawn, _ = api.drawn(edition, broadsheet.load_spec(spec))
    out = io.BytesIO()
    broadsheet.write_pdf(broadsheet.compose(own, drawn), out)
    return out.getvalue()


def drawn_day() -> bytes:
    """Return a day that the house style draws itself, its stories of other lengths."""
    edition = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    return printed(tomorrow.varied(edition, 30, 1), "house")


def elsewhere() -> bytes:
    """Return a page of doglegs by another program."""
    layout = next(one for one in first.LAYOUTS if one.name == "doglegs")
    return makers()["chromium"](to_set(layout))


PAGES: Mapping[str, Callable[[], bytes]] = {
    "duikai-6": lambda: bundled("duikai-6", "tinglan-front"),
    "zjgrb-front-8": lambda: bundled("zjgrb-front-8", "tinglan-eight"),
    "house": drawn_day,
    "english-6": lambda: bundled("english-6", "saltmarsh-front"),
    "chromium-doglegs": elsewhere,
    "free": lambda: printed(
        broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml"), HERE / "free.yaml"
    ),
}


def draw(name: str, folder: Path) -> str:
    """Draw a page's picture; return what it took."""
    source = folder / f"{name}.pdf"
    source.write_bytes(PAGES[name]())
    traced = broadsheet.trace(source, boxes=name == "free")
    api.write_trace(traced, folder / name)
    edition = broadsheet.read_edition(folder / name / "edition.yaml")
    out = io.BytesIO()
    spec = broadsheet.load_spec(folder / name / "page.yaml")
    broadsheet.write_pdf(broadsheet.compose(edition, spec), out)
    pair = inks.pictures(source.read_bytes(), out.getvalue(), ppi=PPI)
    picture = Image.open(io.BytesIO(sheet.compared(pair, Comparison(pages=(LEAF,)), PPI)))
    small = picture.convert("RGB").quantize(COLOURS)
    small.save(HERE / f"traced-{name}.png", optimize=True)
    memory, seconds = _took(source, "trace")
    alone, reading = _took(source, "read_edition")
    told = f"{name:18} traced {seconds:5.2f} s, {memory:3.0f} MB"
    return f"{told}; read {reading:5.2f} s, {alone:3.0f} MB"


def _took(source: Path, call: str) -> tuple[float, float]:
    """Return megabytes and seconds of a process that calls one function."""
    command = [sys.executable, "-c", PEAK.format(call), str(source)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    memory, seconds = map(float, done.stdout.split())
    return memory, seconds


def main() -> int:
    """Draw the pages that are named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or PAGES:
            print(draw(name, Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
