"""What the scripts of this folder share that make a module of Unicode's data.

Takes a module's place and what makes its text; writes it, or compares it with ``--check``.
"""

import argparse
import bz2
import sys
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

DATA = Path("/usr/share/unicode")  # where Debian puts it (unicode-data 15.0)
PACKAGE = Path(__file__).resolve().parents[1] / "broadsheet"


def quoted(chars: Iterable[str], width: int = 44) -> str:
    """Return characters as the lines of a constant, ``width`` to a line."""
    return "".join(f'    "{line}"\n' for line in textwrap.wrap("".join(chars), width))


def unihan(folder: Path, file: str, field: str) -> dict[str, str]:
    """Return a field of Unicode's Han database by character."""
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if f"\t{field}\t" in line)
        return {chr(int(code[2:], 16)): value for code, _, value in rows}


def run(about: str, module: Path, make: Callable[[Path], str]) -> int:
    """Write the module, or compare it; return the exit status."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--data", type=Path, default=DATA, help=f"folder of Unicode's files ({DATA})"
    )
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args()
    text = make(options.data)
    if not options.check:
        module.write_text(text, encoding="utf-8")
    elif text != module.read_text(encoding="utf-8"):
        script = Path(sys.argv[0]).name
        print(f"{module} is not what {script} makes of {options.data}", file=sys.stderr)
        return 1
    return 0
