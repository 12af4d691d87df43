"""Coverage-guided fuzzing with atheris (extra ``fuzz``), one target at a time.

    python -m tests.external.fuzz spec --seconds 60

Starts from the corpus beside this file and our own bundled files; anything but an answer or a
``UserError`` is a finding, whose bytes are left in the folder that ``--keep`` names.  Prints
executions and coverage.  Targets: see ``TARGETS``.
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["broadsheet", "yaml", "pypdf", "PIL", "docx"]):
    from tests.external.fuzz import targets

HERE = Path(__file__).parent


def main() -> None:
    """Fuzz one target for a while."""
    logging.disable(logging.CRITICAL)
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("target", choices=sorted(targets.TARGETS))
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--keep", type=Path, default=Path("."))
    given = options.parse_args()
    target = targets.TARGETS[given.target]
    own = HERE / "corpus" / given.target
    with tempfile.TemporaryDirectory() as seeds:
        for n, content in enumerate(targets.seeds(given.target)):
            Path(seeds, str(n)).write_bytes(content)
        folders = [tempfile.mkdtemp(), seeds, *([str(own)] if own.is_dir() else [])]
        flags = [
            f"-max_total_time={given.seconds}",
            f"-artifact_prefix={given.keep}/{given.target}-",
            *("-timeout=30", "-rss_limit_mb=2000", "-max_len=20000", "-print_final_stats=1"),
        ]
        atheris.Setup([sys.argv[0], *flags, *folders], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
