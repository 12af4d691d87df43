"""Pages of our own that are hard to read, against full truths: scores may only rise."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.edition import Article, Edition, Photo, passages
from broadsheet.parse import decode, read_text

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(p.name.removesuffix(".truth.json") for p in PAGES.glob("*.truth.json"))
Line = tuple[str, ...]


def bare(text: str) -> str:
    """Letters and figures only: marks and white are measured in the body alone."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def blocks(body: list[dict[str, Any]]) -> Iterator[Line]:
    for block in body:
        rows = block["kind"] in {"table", "list", "verse"}
        kind = "list" if block["kind"] == "table" else block["kind"]
        for row in block["text"].split("\n") if rows else [block["text"]]:
            yield kind, "".join(row.split())


def lines(page: dict[str, Any]) -> Counter[Line]:
    """What a page says, a fact or a block a line, whether truth or reading."""
    found = [("masthead", key, bare(v)) for key, v in page["masthead"].items()]
    found += [("page", key, bare(v)) for key, v in page["page"].items()]
    for item in page["items"]:
        found.append(("item", item["kind"]))
        if item["kind"] != "article":
            found.append(("copy", bare(item.get("text") or "".join(item["lines"]))))
            continue
        heads = ("section", "kicker", "headline", "deck", "source", "signature")
        found += [(key, bare(item[key])) for key in heads if item.get(key)]
        roles = (item.get("byline") or {}).get("roles", [])
        found += [("byline", r["role"], name) for r in roles for name in r["names"]]
        found += [("caption", bare(text)) for text in item.get("captions", [])]
        found += [("jump", item["jump"]["type"])] if item.get("jump") else []
        found += list(blocks(item["body"]))
    return Counter(found)


def plain(edition: Edition) -> dict[str, Any]:
    page = edition.pages[0]
    facts = {"folio": page.folio, "section": page.section, "editors": page.editors}
    items: list[dict[str, Any]] = []
    for item in edition.items:
        if isinstance(item, Article):
            items.append(plain_story(item))
        elif isinstance(item, Photo):
            items.append({"kind": "photo", "text": item.picture.caption})
        else:
            items.append({"kind": item.kind, "lines": list(item.copy)})
    page_facts = {key: value for key, value in facts.items() if value}
    return {"masthead": edition.masthead.facts(), "page": page_facts, "items": items}


def plain_story(story: Article) -> dict[str, Any]:
    heads = ("section", "kicker", "headline", "deck", "source", "signature")
    held = story.byline.roles if story.byline else ()
    return {
        "kind": "article",
        **{key: getattr(story, key) for key in heads},
        "byline": {"roles": [{"role": c.role, "names": c.names} for c in held]},
        "captions": [p.caption for p in story.pictures],
        "jump": {"type": story.jump.type} if story.jump else None,
        "body": [{"kind": b.kind, "text": b.text} for b in story.body],
    }


def scores() -> dict[str, tuple[float, int]]:
    """Read the table of least scores and greatest losses; a page not in it is read right."""
    rows = (PAGES / "scores.txt").read_text(encoding="utf-8").splitlines()
    cells = (row.split() for row in rows if row and not row.startswith("#"))
    return {name: (float(least), int(lost)) for name, least, lost in cells}


def agreement(truth: Counter[Line], found: Counter[Line]) -> float:
    return 2 * (truth & found).total() / (truth.total() + found.total())


def read(name: str) -> Edition:
    text, _ = decode((PAGES / f"{name}.txt").read_bytes(), file=name)
    return read_text(text, file=name).edition


def letters(text: str) -> Counter[str]:
    return Counter(c for c in bare(text) if c > "\u2e7f")


def copy_of(item: dict[str, Any]) -> Iterator[str]:
    """Yield what an item of a truth prints, but its byline's and source's words."""
    for key in ("section", "kicker", "headline", "deck", "text"):
        yield item.get(key, "")
    yield from item.get("lines", [])
    yield from item.get("captions", [])
    for block in item.get("body", []):
        yield block["text"]
    for credit in (item.get("byline") or {}).get("roles", []):
        yield from credit["names"]


@pytest.mark.parametrize("name", NAMES)
def test_page_loses_no_character(name: str) -> None:
    truth = json.loads((PAGES / f"{name}.truth.json").read_text(encoding="utf-8"))
    edition = read(name)
    kept = "".join(p.text for p in passages(edition))
    kept += "".join((p.folio + p.section + p.editors) for p in edition.pages)
    wanted = "".join(text for item in truth["items"] for text in copy_of(item))
    lost = letters(wanted) - letters(kept)
    assert lost.total() <= scores().get(name, (1.0, 0))[1], lost


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_well_as_recorded(name: str) -> None:
    truth = json.loads((PAGES / f"{name}.truth.json").read_text(encoding="utf-8"))
    want, found = lines(truth), lines(plain(read(name)))
    wrong = [f"- {x}" for x in (want - found)] + [f"+ {x}" for x in (found - want)]
    least, _ = scores().get(name, (1.0, 0))
    score = agreement(want, found)
    assert score >= least, f"{score:.3f}\n" + "\n".join(wrong)


def test_the_table_names_pages_that_are_there() -> None:
    assert set(scores()) <= set(NAMES)
