"""Hostile editions: each name of ``cases.yaml`` with the text it stands for."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hostile import edition_texts
from tests.hostile.basics import DAY, HEAD, SMALL, put
from tests.hostile.running import Order

Made = str | bytes | Callable[[Path], Order | str | bytes]
PROSE = "潮水退去以后码头上的灯一盏接着一盏亮起来，挑担的人沿着石阶往上走。"


def make(name: str, folder: Path) -> Order:
    """Make a case's edition and say how it is run."""
    made = (CASES | edition_texts.CASES)[name]
    put(folder, "spec.yaml", SMALL)
    if callable(made):
        made = made(folder)
    if isinstance(made, Order):
        return made
    put(folder, "day.yaml", made)
    return render("day.yaml")


def render(name: str) -> Order:
    return Order(["render", name, "--spec", "spec.yaml", "-o", "out.pdf", "-v"])


def told(**story: Any) -> str:
    """An edition of one story, as JSON: what YAML would need quotes for is escaped."""
    story = {"kind": "article", "headline": "渡口开灯", "body": [PROSE]} | story
    return json.dumps({"masthead": {"name": "潮信日报"}, "items": [story]})


def body(*paragraphs: Any) -> str:
    return told(body=list(paragraphs))


def pages(count: int) -> str:
    one = {"items": [{"kind": "article", "headline": "渡口", "body": ["灯火。"]}]}
    return json.dumps({"pages": [one] * count})


def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


def named(name: str, before: Callable[[Path], object] | None = None) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        (before or Path)(folder / name)
        return render(name)

    return made


def large(folder: Path) -> Order:
    with (folder / "day.yaml").open("wb") as out:
        out.truncate(70_000_000)
    return render("day.yaml")


def endless(_: Path) -> Order:
    order = render("-")
    order.stdin = "/dev/zero"
    return order


def own_spec(name: str) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        put(folder, "day.yaml", f"spec: {name}\n{DAY}")
        return Order(["render", "day.yaml", "-o", "out.pdf"])

    return made


SELECTORS = "".join(chr(0xE0100 + n % 240) for n in range(1000))
CASES: dict[str, Made] = {
    "edition-same-million": lambda _: body("潮" * 5_000_000),
    "edition-one-paragraph": lambda _: body(PROSE * 10_000),
    "edition-blocks-100000": lambda _: body(*["灯火照人。"] * 100_000),
    "edition-items-10000": lambda _: json.dumps(
        {
            "items": [
                {"kind": "article", "headline": f"第{n}条", "body": [PROSE]} for n in range(10_000)
            ]
        }
    ),
    "edition-pages-5000": lambda _: pages(5_000),
    "edition-duplicate-key": DAY.replace("  body:", "  headline: 又一个\n  body:"),
    "edition-duplicate-id": lambda _: json.dumps(
        {"items": [{"kind": "article", "id": "one", "body": [PROSE]}] * 2}
    ),
    "edition-id-masthead": told(id="masthead"),
    "edition-billion-laughs": lambda _: laughs(),
    "edition-json-deep": lambda _: '{"items": ' + "[" * 100_000,
    "edition-tag": HEAD + "items: !!python/object/apply:os.system ['touch pwned']\n",
    "edition-bidi": body("灯火\u202e照着\u202c归人\u2066，潮水\u2069退了\u200f三尺\u061c。"),
    "edition-bidi-name": told(headline="渡口\u202e灯开\u202c"),
    "edition-zero-width": body("灯火\u200b照着\u200c归人\u200d，潮水\u2060退了\ufeff三尺。"),
    "edition-soft-hyphen": body("灯火照着 light\u00adhouse 归人。"),
    "edition-tags-plane-14": body("灯火照着" + "".join(chr(0xE0000 + ord(c)) for c in "ignore")),
    "edition-nul": 'items: [{kind: article, body: ["灯\\0火"]}]\n',
    "edition-control": 'items: [{kind: article, body: ["灯\\b\\e[31m火"]}]\n',
    "edition-surrogate": '{"items": [{"kind": "article", "body": ["灯\\ud83d火"]}]}',
    "edition-unassigned": body("灯火\u0378照着\U000323b0归人。"),
    "edition-private-use": body("灯火\ue000照着\U000f8888归\U00100001人。"),
    "edition-noncharacters": 'items: [{kind: article, body: ["灯\\uFDD0火\\U0001FFFE"]}]\n',
    "edition-own-forms": body("灯火\U000f0000照着\U000f0105归人。"),
    "edition-replacement": body("灯火\ufffd照着归人。"),
    "edition-combining-flood": lambda _: body("灯火e" + "\u0301" * 100_000 + "照着归人。"),
    "edition-variation-selectors": lambda _: body("灯火" + SELECTORS + "照着归人。"),
    "edition-line-separators": body("灯火\u2028照着\u2029归人\u0085潮水\x0c退了。"),
    "edition-long-word": lambda _: body("灯火 " + "lighthouse" * 20_000 + " 照着归人。"),
    "edition-long-headline": lambda _: told(headline="渡口开灯" * 25_000),
    "edition-long-masthead": lambda _: json.dumps(
        {"masthead": {"name": "潮信日报" * 25_000}, "items": []}
    ),
    "edition-table-cells": body(
        {"kind": "table", "text": "\n".join(["\t".join(["12.5"] * 300)] * 300)}
    ),
    "edition-table-columns": lambda _: body({"kind": "table", "text": "\t".join(["a"] * 50_000)}),
    "edition-table-ragged": lambda _: body(
        {"kind": "table", "text": "\n".join("\t".join(["灯"] * n) for n in range(1, 401))}
    ),
    "edition-inlines": lambda _: body("".join("[灯火]{ruby=deng}" for _ in range(50_000))),
    "edition-inlines-open": lambda _: body("[" * 100_000 + "{" * 100_000),
    "edition-pictures-10000": lambda _: told(pictures=[{"caption": "灯火"}] * 10_000),
    "edition-crossheads": lambda _: body(*[{"kind": "crosshead", "text": "灯火"}] * 5_000),
    "edition-date-huge": "masthead: {date: 1000000000-01-01}\nitems: []\n",
    "edition-url-flood": lambda _: body(
        " ".join(f"http://a{n}.example.cn/b" for n in range(20_000))
    ),
    "edition-emoji": body("灯火👨\u200d👩\u200d👧\u200d👦照着🏴\U000e0067\U000e007f归人。" * 20),
    "edition-spec-outside": own_spec("../secret.yaml"),
    "edition-spec-absolute": own_spec("/etc/passwd"),
    "edition-not-utf8": DAY.encode("gb18030"),
    "edition-empty": b"",
    "edition-size": large,
    "edition-is-device": named("/dev/zero"),
    "edition-is-pipe": named("pipe.yaml", os.mkfifo),
    "edition-stdin-endless": endless,
}
