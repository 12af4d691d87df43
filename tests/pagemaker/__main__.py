"""``python -m tests.pagemaker --seed 1 --count 3 --out FOLDER``: write made pages to look at."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from tests.pagemaker import make_page


def main(argv: Sequence[str] | None = None) -> int:
    """Write or print pages; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.pagemaker", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first page (1)")
    parser.add_argument("--count", type=int, default=1, help="how many pages (1)")
    parser.add_argument("--kind", default="", help="kind of paper; none: any")
    parser.add_argument("--out", type=Path, help="folder for text, labels and truth; none: print")
    options = parser.parse_args(argv)
    for seed in range(options.seed, options.seed + options.count):
        page = make_page(seed, kind=options.kind)
        if options.out is None:
            print(f"# {page.kind} {page.damage}")
            for label, line in zip(page.labels, page.text.splitlines(), strict=True):
                print(f"{label:8}{line}")
            continue
        options.out.mkdir(parents=True, exist_ok=True)
        name = page.truth["case"]
        (options.out / f"{name}.txt").write_text(page.text, encoding="utf-8")
        labels = "\n".join(page.labels) + "\n"
        (options.out / f"{name}.labels").write_text(labels, encoding="utf-8")
        truth = json.dumps(page.truth, ensure_ascii=False, indent=1) + "\n"
        (options.out / f"{name}.truth.json").write_text(truth, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
