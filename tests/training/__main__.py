"""``python -m tests.training``: label pages, train weights, measure them.

    show NAME        a page kept by hand, each line with its label
    label NAME       write down the labels that the reader gives a new page, to be corrected
    train -o FILE    learn weights from all pages, and write them
    measure          train without some papers, and read those; --weights FILE only reads

The same pages and the same seeds give the same file.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from broadsheet.parse import read_text
from broadsheet.parse.labels.weights import Weights, read_weights, shipped_weights
from tests.pagemaker import make_page
from tests.training.learn import learn
from tests.training.measure import Figures, made_accuracy, measured, told
from tests.training.own_pages import Labels, folds, labelled, papers, text_of, written_down
from tests.training.plan import HELD, Plan, counted
from tests.training.samples import made_samples


def main(argv: Sequence[str] | None = None, plan: Plan | None = None) -> int:
    """Run one command; return the exit status.  A smaller ``plan`` is for tests."""
    plan = plan or Plan()
    parser = argparse.ArgumentParser(
        prog="python -m tests.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in ("show", "label"):
        commands.add_parser(name).add_argument(
            "name", help="of a page in tests/unit/pages or tests/training/pages"
        )
    train = commands.add_parser("train")
    train.add_argument("-o", "--out", type=Path, required=True, help="the weights file")
    measure = commands.add_parser("measure")
    measure.add_argument("--weights", type=Path, help="only read, with these; no training")
    options = parser.parse_args(argv)
    if options.command == "show":
        _show(options.name)
    elif options.command == "label":
        _label(options.name)
    elif options.command == "train":
        text = learn(counted(_pages(), plan), plan.settings)
        options.out.write_text(text, encoding="utf-8")
        print(f"{options.out}: {len(text)} bytes")
    elif options.weights:
        given = read_weights(options.weights.read_text(encoding="utf-8"), file=str(options.weights))
        _measure_as_they_are(given, plan)
    else:
        _measure_left_out(plan)
    return 0


def _pages() -> dict[str, tuple[str, Labels]]:
    return {name: (text_of(name), labels) for name, labels in labelled().items()}


def _show(name: str) -> None:
    labels = labelled()[name]
    for number, line in enumerate(text_of(name).splitlines(), 1):
        print(f"{number:4} {labels.get(number, ''):8} {line}")


def _label(name: str) -> None:
    text = text_of(name)
    labels: dict[int, str] = {}
    for decision in read_text(text, file=name, weights=shipped_weights()).decisions:
        labels |= dict.fromkeys(range(decision.lines[0], decision.lines[1] + 1), decision.label)
    lines = enumerate(text.splitlines(), 1)
    written_down(name, [labels.get(n, "info") for n, line in lines if line.strip()])
    _show(name)


def _measure_as_they_are(weights: Weights, plan: Plan) -> None:
    print(told("own pages", [measured(name, kept, weights) for name, kept in labelled().items()]))
    _tell_made([weights], plan)


def _measure_left_out(plan: Plan) -> None:
    pages, figures, learned = _pages(), list[Figures](), list[Weights]()
    made = made_samples(range(plan.made))
    for part in folds(papers({name: text for name, (text, _) in pages.items()}), plan.parts):
        kept = {name: page for name, page in pages.items() if name not in part}
        weights = read_weights(learn(counted(kept, plan, made), plan.settings), file="learned")
        figures += [measured(name, pages[name][1], weights) for name in part]
        learned.append(weights)
    print(told("papers left out", figures))
    wrong = sum((one.wrong for one in figures), Counter[tuple[str, str]]())
    for (right, given), count in wrong.most_common(12):
        print(f"  {count:4} {right} taken for {given}")
    _tell_made(learned, plan)


def _tell_made(learned: Sequence[Weights], plan: Plan) -> None:
    """Tell how made pages are read that no training has seen, by kind of paper."""
    held = [make_page(seed) for seed in range(HELD, HELD + plan.held)]
    found = made_accuracy(held, learned)
    print(f"made pages held out: labels {sum(found.values()) / len(found):.4f} by kind")
    print("  " + ", ".join(f"{kind} {share:.2f}" for kind, share in sorted(found.items())))


if __name__ == "__main__":
    raise SystemExit(main())
