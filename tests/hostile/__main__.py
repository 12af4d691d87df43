"""Run hostile cases; write the table of outcomes."""

import platform
import sys

from tests.hostile.running import ROOT, Case, Outcome, cases, run

TABLE = ROOT / "layout" / "HOSTILE.md"
HEAD = """\
# Hostile input: what came of each case

Written by `python -m tests.hostile`; the cases were listed in `tests/hostile/cases.yaml` before
they were handled. Each is a whole process with 3 GB of address space and 150 seconds; none may
take over 1 GB, leave a file behind, show a traceback or exit with 3. *refused*: exit 2 and one
line; *told*: exit 1 and findings, no PDF; *printed*: exit 1 and findings, the PDF with 〓 for what
no face has; *warned*: written, with findings; *handled*: written; *stopped*: killed, the old file
stands. The limits are in [LIMITS.md](LIMITS.md).
"""


def main(wanted: list[str]) -> int:
    """Run the cases that are wanted, all without any; return 1 when one is not as expected."""
    chosen = [c for c in cases() if not wanted or c.kind in wanted or c.name in wanted]
    outcomes: list[Outcome] = []
    for case in chosen:
        outcome = run(case)
        outcomes.append(outcome)
        state = "ok  " if not outcome.wrong else "BAD "
        print(
            f"{state}{case.name:30}{outcome.came:9}{outcome.seconds:6.2f} s"
            f"{outcome.memory >> 20:6} MB  {outcome.wrong or outcome.said[:90]}",
            flush=True,
        )
    bad = [outcome for outcome in outcomes if outcome.wrong]
    print(f"{len(outcomes)} cases, {len(bad)} not as expected")
    if not wanted and not bad:
        TABLE.write_text(table(outcomes), encoding="utf-8")
    return int(bool(bad))


def table(outcomes: list[Outcome]) -> str:
    """Return the document of outcomes."""
    counts = ", ".join(
        f"{sum(o.came == came for o in outcomes)} {came}"
        for came in ("refused", "told", "printed", "warned", "handled", "stopped")
    )
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    parts = [HEAD, f"\n{len(outcomes)} cases: {counts}. {machine}, while other work ran.\n"]
    kind = ""
    for outcome in outcomes:
        if outcome.case.kind != kind:
            kind = outcome.case.kind
            parts.append(f"\n## {kind}\n\n| case | what it does | outcome | s | MB |\n")
            parts.append("|---|---|---|--:|--:|\n")
        parts.append(row(outcome.case, outcome))
    return "".join(parts)


def row(case: Case, outcome: Outcome) -> str:
    """Return one case's line."""
    does = case.does.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
    if does.startswith("--") or "/" in does or "[" in does:
        does = f"`{case.does}`"
    return (
        f"| {case.name.split('-', 1)[1]} | {does} | {outcome.came} | "
        f"{outcome.seconds:.1f} | {outcome.memory >> 20} |\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
