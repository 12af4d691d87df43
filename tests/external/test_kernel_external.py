"""The kernel under the sanitizers of addresses and of undefined behaviour, on sound and odd input.

Half a minute of a process of its own; a fault ends it with the sanitizer's account.  Needs gcc.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.unit.kernel_of import compiled

SANITIZED = ("-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
ROOT = Path(__file__).parents[2]


def test_nothing_is_read_or_written_out_of_bounds(tmp_path: Path) -> None:
    core = compiled(tmp_path, *SANITIZED)
    assert core is not None, "the outer tests need a compiler"
    library = subprocess.run(
        ["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True, check=True
    ).stdout.strip()
    environment = os.environ | {
        "LD_PRELOAD": library,
        "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=0",  # the interpreter's own
        "PYTHONMALLOC": "malloc",  # so that each block has its bounds
        "PYTHONPATH": os.pathsep.join([str(ROOT / "layout"), str(ROOT)]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.external.kernel_odd", str(core), "--seconds", "30"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-1000:]
    assert "calls" in done.stdout
