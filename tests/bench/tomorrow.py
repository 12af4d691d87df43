"""Is a page robust to tomorrow?  ``python -m tests.bench.tomorrow``: a table.

Varies the length of every story of the example edition, twenty days for each spread, and draws each
day's page: how many are printed without an error, how many without a story that is short.
"""

import sys
from pathlib import Path
from random import Random

import broadsheet
from broadsheet import api
from broadsheet.edition import Article, Block, Edition
from broadsheet.models import replace

EXAMPLE = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"
SPREADS = (5, 10, 20, 30, 50)  # percent
DAYS = 20


def varied(edition: Edition, spread: int, seed: int) -> Edition:
    """Return the edition with each story longer or shorter by up to ``spread`` percent."""
    dice = Random(1000 * spread + seed)
    [page] = edition.pages
    items = [
        _varied(item, 1 + dice.uniform(-spread, spread) / 100)
        if isinstance(item, Article)
        else item
        for item in page.items
    ]
    return replace(edition, pages=(replace(page, items=tuple(items)),))


def _varied(story: Article, times: float) -> Article:
    """Cut a story's paragraphs, or repeat of them, to so many times its length."""
    body: list[Block] = []
    for block in story.body:
        if block.kind != "para":
            body.append(block)
            continue
        want = round(times * len(block.text))
        text = (block.text + block.text)[: want - 1].rstrip("，、“（《") + "。"
        body.append(replace(block, text=text, cuts=(), inlines=()))
    return replace(story, body=tuple(body))


def main() -> int:
    """Draw, and print the table."""
    edition = broadsheet.read_edition(EXAMPLE)
    print("| spread | printed | without 缺 |\n|---|---|---|")
    for spread in SPREADS:
        printed = full = 0
        for seed in range(DAYS):
            day = varied(edition, spread, seed)
            pages = broadsheet.compose(day, api.dummy(day)[0].spec)
            sound = not any(finding.level == "error" for finding in pages.findings)
            printed += sound
            full += sound and not any(finding.code == "short" for finding in pages.findings)
        print(f"| ± {spread} % | {printed} | {full} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
