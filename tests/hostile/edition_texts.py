"""Hostile editions, second list: figures, scripts, floods of one mark, JSON, codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from tests.hostile import spec_texts
from tests.hostile.basics import DAY, put
from tests.hostile.running import Order

Made = str | bytes | Callable[[Path], Order | str | bytes]
PROSE = "潮水退去以后码头上的灯一盏接着一盏亮起来，挑担的人沿着石阶往上走。"
SCRIPTS = (
    "กินข้าวแล้วหรือยัง ᠮᠣᠩᠭᠣᠯ བོད་ཡིག हिन्दी",
    "\u1112\u1161\u11ab\u1100\u1173\u11af",
)


def told(**story: Any) -> str:
    """An edition of one story, as JSON."""
    story = {"kind": "article", "headline": "渡口开灯", "body": [PROSE]} | story
    return json.dumps({"masthead": {"name": "潮信日报"}, "items": [story]})


def body(*paragraphs: Any) -> str:
    return told(body=list(paragraphs))


def render(*more: str) -> Order:
    return Order(["render", "day.yaml", "--spec", "spec.yaml", "-o", "out.pdf", "-v", *more])


def dated(date: str) -> str:
    return DAY.replace("2026-11-23", date)


def jumps() -> str:
    pages = [
        {
            "folio": str(n),
            "items": [
                {
                    "kind": "article", "headline": f"第{n}条", "body": [PROSE],
                    "jump": {"type": "to", "page": str(3 - n), "raw": f"（下转第{3 - n}版）"},
                }
            ],
        }
        for n in (1, 2)
    ]  # fmt: skip
    return json.dumps({"pages": pages})


def number_digits() -> str:
    many = "9" * 5_000
    facts = {"folio": many, "section": many}
    story = {"kind": "article", "headline": "灯", "body": [PROSE]}
    jump = {"type": "to", "page": many, "raw": f"（下转第{many}版）"}
    return json.dumps(
        {
            "masthead": {"name": "潮信", "pages": many, "total_issue": many, "issue_number": many},
            "page": facts,
            "items": [story | {"jump": jump}],
        }
    )


def coded(kind: str, masthead: dict[str, Any]) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        put(folder, "spec.yaml", spec_texts.boxed(f"code: {kind}"))
        put(folder, "day.yaml", json.dumps({"masthead": masthead, "items": []}))
        return render()

    return made


def pictured(count: int) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        Image.new("RGB", (900, 600), (9, 90, 200)).save(folder / "a.png")
        pictures = [{"src": "a.png", "caption": f"灯{n}"} for n in range(count)]
        put(folder, "day.yaml", told(pictures=pictures))
        return render()

    return made


def own_spec(name: str) -> str:
    return f'spec: "{name}"\n{DAY}'


def asked(name: str) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        put(folder, "day.yaml", own_spec(name))
        return Order(["render", "day.yaml", "-o", "out.pdf"])

    return made


def as_json(text: str | bytes) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        put(folder, "day.json", text)
        return Order(["render", "day.json", "--spec", "spec.yaml", "-o", "out.pdf", "-v"])

    return made


def sections() -> str:
    items = [
        {"kind": "article", "section": f"栏{n}", "headline": f"第{n}条", "body": ["灯火。"]}
        for n in range(2_000)
    ]
    return json.dumps({"items": items})


STORY = '{"items": [{"kind": "article", "headline": "渡口", "body": ["灯火。"]}]}'
CASES: dict[str, Made] = {
    "edition-number-digits": lambda _: number_digits(),
    "edition-number-huge": told(at=[10**30, 10**30]),
    "edition-jump-ring": jumps(),
    "edition-date-last": dated("9999-12-31"),
    "edition-date-first": dated("0001-01-01"),
    "edition-date-figures": dated("２０２６-11-23"),
    "edition-stops": lambda _: body("。" * 20_000),
    "edition-dashes": lambda _: body("灯" + "—" * 20_000),
    "edition-openings": lambda _: body("“" * 20_000),
    "edition-figures": lambda _: body("共" + "1" * 50_000 + "元"),
    "edition-joined": lambda _: body("\u2060".join(PROSE * 100)),
    "edition-no-break-spaces": lambda _: body("\u00a0" * 20_000 + "灯"),
    "edition-arabic": body("灯火 مرحبا بالعالم שלום עולם 归人。"),
    "edition-scripts": body(*SCRIPTS),
    "edition-radicals": body("⼈⼤⽔⽕ 﨎豈更 ⿰氵朝⿱艹化 ⺼⻌"),
    "edition-accents": lambda _: body("".join(c + "\u0300\u0489" * 10 for c in PROSE)),
    "edition-annotations": body("灯\ufff9火\ufffa注\ufffb归\ufffc人。"),
    "edition-white": body("   ", "\u3000\u3000", "\t", "\u2003\u2009"),
    "edition-empty-texts": told(
        headline="",
        kicker="",
        deck="",
        source="",
        signature="",
        body=["", {"kind": "note", "text": ""}],
    ),
    "edition-items-mapping": "items: {kind: article, body: [灯]}\n",
    "edition-body-number": told(body=3),
    "edition-json-nan": as_json(STORY.replace('"渡口"', "NaN")),
    "edition-json-digits": as_json(STORY.replace('"渡口"', f'"x", "at": {"1" * 1_000_000}')),
    "edition-json-twice": as_json(STORY.replace('"headline"', '"headline": "一", "headline"')),
    "edition-json-tail": as_json(STORY + " {}"),
    "edition-json-utf16": as_json(STORY.encode("utf-16")),
    "edition-json-pairs": lambda folder: as_json(STORY.replace("灯火", "\\ud83d\\ude00" * 100_000))(
        folder
    ),
    "edition-json-comments": as_json("// a day\n" + STORY.replace("]}]}", "],}],}")),
    "edition-ruby-long": lambda _: body("读⟦ruby:骎|" + "qin" * 3_000 + "⟧骎。"),
    "edition-marks-nested": lambda _: body("⟦dot:" * 5_000 + "灯" + "⟧" * 5_000),
    "edition-verse": lambda _: body({"kind": "verse", "text": "灯火照人归\n" * 9_000}),
    "edition-qr-long": coded("qr", {"ear": {"qr": {"url": "https://example.cn/" + "a" * 9_000}}}),
    "edition-issn-odd": coded("issn", {"issn": "１２３４－５６７９"}),
    "edition-picture-500": pictured(500),
    "edition-caption-long": lambda _: told(pictures=[{"caption": PROSE * 1_500}]),
    "edition-weather-long": lambda _: json.dumps(
        {"masthead": {"weather": "晴转多云" * 2_500}, "items": []}
    ),
    "edition-amounts": lambda _: body(
        {"kind": "table", "text": "\n".join(f"灯\t{'9' * 4_000}.5" for _ in range(4))}
    ),
    "edition-prices": lambda _: json.dumps(
        {"items": [{"kind": "info", "lines": [f"灯油{n}……{n}.50元" for n in range(2_000)]}]}
    ),
    "edition-section-many": lambda _: sections(),
    "edition-spec-url": asked("http://127.0.0.1:9/a.yaml"),
    "edition-spec-nul": asked("a\\0.yaml"),
    "edition-spec-ring": asked("day.yaml"),
}
