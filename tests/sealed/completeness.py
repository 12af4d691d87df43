"""Is a sealed page's truth complete?  Every letter of the page is in it, and no other.

Takes a raw page and its truth as they lie in a folder; returns what is amiss, in words.
Knows nothing of the reader: the letters are counted from the two files alone.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OPENED = HERE.parent / "opened"  # a set that was sealed and may be looked into
HEADS = ("section", "kicker", "headline", "deck", "source", "signature", "text")
# ideographs of a figure, those of contracts among them
FIGURES = ("〇○零", "一壹", "二貳贰", "三參叁", "四肆", "五伍", "六陸陆", "七柒", "八捌", "九玖")
NUMERALS = {ord(char): str(n) for n, chars in enumerate(FIGURES) for char in chars}


def names_in(folder: Path) -> list[str]:
    """Return the names of a folder's pages that have a truth, sorted."""
    return sorted(p.name.removesuffix(".truth.json") for p in folder.glob("*.truth.json"))


def letters(text: str) -> Counter[str]:
    """Count letters and figures of any script; width and marks make no difference."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(c for c in plain if unicodedata.category(c)[0] in "LN")


def read_page(name: str, folder: Path = HERE) -> tuple[str, dict[str, Any]]:
    """Return the raw page, decoded as its truth says, and the truth."""
    truth = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))
    raw = (folder / f"{name}.txt").read_bytes()
    return raw.decode(truth.get("encoding", "utf-8")), truth


def printed(truth: dict[str, Any]) -> Iterator[str]:
    """Yield all copy of a truth's items, as printed."""
    for item in truth["items"]:
        yield from (item[key] for key in HEADS if item.get(key))
        yield from item.get("lines", [])
        yield from item.get("captions", [])
        yield from (block["text"] for block in item.get("body", []))
        yield from (item[key]["raw"] for key in ("byline", "jump") if item.get(key))


def faults_of(name: str, folder: Path = HERE) -> list[str]:
    """Tell what the truth lacks or has beyond its page; nothing when it is complete."""
    page, truth = read_page(name, folder)
    furniture = "".join(truth["furniture"])
    whole, told = letters(page), letters("".join(printed(truth)) + furniture)
    faults = []
    if missing := whole - told:
        faults.append(f"on the page, not in the truth: {''.join(sorted(missing.elements()))}")
    if added := told - whole:
        faults.append(f"in the truth, not on the page: {''.join(sorted(added.elements()))}")
    known = letters(furniture) | letters(furniture.translate(NUMERALS))
    for key, value in (truth["masthead"] | truth["page"]).items():
        if key != "date" and letters(value) - known:  # a date is written anew, as ISO 8601 has it
            faults.append(f"{key}: {value} is not in the page's furniture")
    for item in truth["items"]:
        credit = item.get("byline") or {"raw": "", "roles": []}
        names = [n for role in credit["roles"] for n in role["names"]]
        faults += [f"byline: {n}" for n in names if letters(n) - letters(credit["raw"])]
    return faults
