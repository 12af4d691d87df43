"""Pages of our own, each unlike the others, against sketches of their right reading."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.edition import Article, Edition, Photo
from broadsheet.parse import read_text

PAGES = Path(__file__).parent / "pages"


def short(text: str) -> str:
    return text if len(text) <= 14 else f"{text[:6]}…{text[-5:]}"


def story(item: Article) -> Iterator[str]:
    for role in ("section", "kicker", "headline", "deck", "source"):
        if value := getattr(item, role):
            yield f"{role} {value}"
    if item.byline:
        roles = (f"{c.role}:{','.join(c.names)}" for c in item.byline.roles)
        yield "byline " + " ".join(roles)
    for n, block in enumerate(item.body):
        yield from (f"caption {p.caption}" for p in item.pictures if n and p.place == n)
        if block.kind in {"verse", "table"}:
            yield f"{block.kind} " + " / ".join(block.text.replace("\t", " ").split("\n"))
        elif block.kind == "crosshead":
            yield f"crosshead {block.text}"
        else:
            yield f"{block.kind} {short(block.text)}"
    last = len(item.body)
    yield from (f"caption {p.caption}" for p in item.pictures if p.place in {0, last})
    if item.signature:
        yield f"signature {item.signature}"
    if item.jump:
        yield f"jump {item.jump.type} {item.jump.page}"


def sketch(edition: Edition) -> list[str]:
    facts_in = sorted(edition.masthead.facts().items())
    lines = [f"masthead {key} {value}" for key, value in facts_in]
    page = edition.pages[0]
    facts = (("folio", page.folio), ("section", page.section), ("editors", page.editors))
    lines += [f"page {key} {value}" for key, value in facts if value]
    for item in edition.items:
        lines.append(item.kind)
        if isinstance(item, Article):
            lines += [f"  {line}" for line in story(item)]
        elif isinstance(item, Photo):
            lines.append(f"  {item.picture.caption}")
        else:
            lines += [f"  {line}" for line in item.copy]
    return lines


@pytest.mark.parametrize("name", sorted(p.stem for p in PAGES.glob("*.truth")))
def test_page_is_read_right(name: str) -> None:
    text = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    truth = (PAGES / f"{name}.truth").read_text(encoding="utf-8").splitlines()
    assert sketch(read_text(text, file=f"{name}.txt").edition) == truth
