"""``python -m tests.training``: label pages, learn from them, measure what was learned.

    show NAME        a page kept by hand, each line with its label
    label NAME       write down the labels of a new page, by its truth or as the reader says
    train -o FOLDER  learn from all pages, and write what the reader reads
    measure          learn without some papers, and read those; --learned FOLDER only reads,
                     --given reads with the labels of the pages: what is lost after those,
                     -o FOLDER writes what tells how well a page was read, learned of those

The same pages and the same seeds give the same files.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from broadsheet.parse import read_text
from broadsheet.parse.learned import Learned, read_learned, shipped
from tests.pagemaker import make_page
from tests.training.everything import (
    learn_all,
    learn_around,
    read_around,
    read_texts,
    write_all,
)
from tests.training.losses import table, together
from tests.training.measure import Figures, made_accuracy, measured, told
from tests.training.own_pages import (
    Kept,
    folder_of,
    folds,
    kept_pages,
    labelled,
    papers,
    scored,
    text_of,
    written_down,
)
from tests.training.plan import HELD, Plan
from tests.training.signs import Read, learn_signs, verdict_left_out
from tests.training.truth_labels import labels_by_truth


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
        commands.add_parser(name).add_argument("name", help="of a page that is kept")
    train = commands.add_parser("train")
    train.add_argument("-o", "--out", type=Path, required=True, help="layout/broadsheet/parse")
    measure = commands.add_parser("measure")
    measure.add_argument("--learned", type=Path, help="only read, by the files of this folder")
    measure.add_argument("--given", action="store_true", help="read with the labels given")
    measure.add_argument("-o", "--out", type=Path, help="layout/broadsheet/parse")
    options = parser.parse_args(argv)
    if options.command == "measure" and options.out and (options.given or options.learned):
        parser.error("-o learns of pages left out, read with their own labels: leave the others")
    if options.command == "show":
        _show(options.name)
    elif options.command == "label":
        _label(options.name)
    elif options.command == "train":
        texts = learn_all(kept_pages(), plan)
        write_all(texts, options.out)
        print(", ".join(f"{key} {len(text)} bytes" for key, text in texts.items()))
    elif options.learned:
        _measure_as_they_are(read_learned(options.learned), plan, given=options.given)
    elif options.given:
        _measure_after_labels(plan)
    else:
        _measure_left_out(plan, options.out)
    return 0


def _show(name: str) -> None:
    labels = labelled()[name]
    for number, line in enumerate(text_of(name).splitlines(), 1):
        print(f"{number:4} {labels.get(number, ''):8} {line}")


def _label(name: str) -> None:
    text, truth = text_of(name), folder_of(name) / f"{name}.truth.json"
    labels: dict[int, str] = {}
    if truth.exists():
        held = json.loads(truth.read_text(encoding="utf-8"))
        labels |= labels_by_truth(text, held, shipped())
    else:
        for decision in read_text(text, file=name).decisions:
            labels |= dict.fromkeys(range(decision.lines[0], decision.lines[1] + 1), decision.label)
    lines = enumerate(text.splitlines(), 1)
    written_down(name, [labels.get(n, "info") for n, line in lines if line.strip()])
    _show(name)


def _measure_as_they_are(learned: Learned, plan: Plan, *, given: bool) -> None:
    pages = kept_pages()
    _tell(_measured(pages, pages, learned, given=given), "as it is")
    if not given:
        _tell_made([learned], plan)


def _measure_after_labels(plan: Plan) -> None:
    """Learn all but labels without some papers, and read those with their labels given."""
    pages, figures = kept_pages(), list[Figures]()
    held = shipped()
    for part in _parts(pages, plan):
        texts = learn_around({n: page for n, page in pages.items() if n not in part}, plan)
        figures += _measured(part, pages, read_around(texts, held), given=True)
    _tell(figures, "left out, labels given")


def _measure_left_out(plan: Plan, out: Path | None) -> None:
    pages, held, every = kept_pages(), list[list[Figures]](), list[Learned]()
    for part in _parts(pages, plan):
        kept = {name: page for name, page in pages.items() if name not in part}
        learned = read_texts(learn_all(kept, plan))
        held.append(_measured(part, pages, learned))
        every.append(learned)
    figures = [one for part in held for one in part]
    _tell(figures, "left out")
    wrong = sum((one.wrong for one in figures), Counter[tuple[str, str]]())
    for (right, given), count in wrong.most_common(12):
        print(f"  {count:4} {right} taken for {given}")
    print(verdict_left_out([[Read(one.shares, one.score) for one in part] for part in held]))
    if out:
        text = learn_signs([Read(one.shares, one.score) for one in figures])
        write_all({"signs": text}, out)
    _tell_made(every, plan)


def _parts(pages: Mapping[str, Kept], plan: Plan) -> list[list[str]]:
    return folds(papers({name: page.text for name, page in pages.items()}), plan.parts)


def _measured(
    names: Iterable[str], pages: Mapping[str, Kept], learned: Learned, *, given: bool = False
) -> list[Figures]:
    held = filter(scored, names)
    return [measured(name, pages[name].labels, learned, given=given) for name in held]


def _tell(figures: Sequence[Figures], how: str) -> None:
    """Tell how pages are read, by their folder: rules by hand were set on those of the first."""
    for folder in sorted({folder_of(one.name) for one in figures}):
        held = [one for one in figures if folder_of(one.name) == folder]
        print(told(f"{'/'.join(folder.parts[-2:])}, {how}", held))
    print(table(together(one.lost for one in figures)))


def _tell_made(learned: Sequence[Learned], plan: Plan) -> None:
    """Tell how made pages are read that no training has seen, by kind of paper."""
    held = [make_page(seed) for seed in range(HELD, HELD + plan.held)]
    found = made_accuracy(held, learned)
    print(f"made pages held out: labels {sum(found.values()) / len(found):.4f} by kind")
    print("  " + ", ".join(f"{kind} {share:.2f}" for kind, share in sorted(found.items())))


if __name__ == "__main__":
    raise SystemExit(main())
