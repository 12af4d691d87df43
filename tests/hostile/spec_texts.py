"""Hostile specs, second list: texts that are read otherwise than they look, rings, odd figures."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.basics import DAY, SMALL, SPEC, page, put
from tests.hostile.running import ROOT, Order

Made = str | bytes | Callable[[Path], Order | str | bytes]
BOX = "a: {story: 1, columns: 6}"
TWO = """\
broadsheet: 1
extends: duikai-6
map: |
  M M M M M M | 17行
  p p p q q q | fill
boxes: {M: {masthead: {}}, p: {%s}, q: {%s}, a: null, b: null, E: null, c: null, d: null, F: null}
"""
EMOJI = "👨\u200d👩\u200d👧"


def boxed(content: str) -> str:
    """The small spec with another box, of which the spec that it extends knows nothing."""
    drawn = SMALL.replace("a a a a a a", "q q q q q q")
    return drawn.replace(BOX, f"a: null, q: {{{content}}}")


def masthead(content: str) -> str:
    return SMALL.replace("{masthead: {}}", f"{{masthead: {{{content}}}}}")


def chain(key: str, count: int) -> str:
    links = "".join(f"  s{n}: {{extends: s{n + 1}}}\n" for n in range(count))
    return f"{SMALL}{key}:\n{links}  s{count}: {{}}\n"


def masters() -> str:
    return SPEC + chain("masters", 400).removeprefix(SMALL) + "pages: [s0]\n"


def pages_ring() -> str:
    held = "boxes: {a: {continues: {page: %d, box: a}}}"
    two = ["{map: 'a a a a a a | auto', " + held % n + "}" for n in (2, 1)]
    return f"{SPEC}masters: {{one: {two[0]}, two: {two[1]}}}\npages: [one, two]\n"


def press(folder: Path) -> Order:
    name = '"a) /Evil (b\\n>> /Launch <<\\x00\\\\"'
    ours = ROOT / "layout" / "broadsheet" / "paint" / "profiles" / "coldset.icc"
    put(folder, "ours.icc", ours.read_bytes())
    put(folder, "spec.yaml", f"{SMALL}press: {{profile: ours.icc, condition: {name}}}\n")
    return page(folder, "--standard", "x4")


def coded(size: str) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        url = "  ear: {qr: {url: 'https://example.cn/'}}\n"
        day = DAY.replace("masthead: {name: 潮信日报, date: 2026-11-23}\n", "masthead:\n" + url)
        put(folder, "day.yaml", day)
        put(folder, "spec.yaml", boxed(f"code: qr, size: {size}"))
        return page(folder)

    return made


CASES: dict[str, Made] = {
    "spec-cr-only": SMALL.replace("\n", "\r"),
    "spec-nel": SMALL.replace("\n", "\x85"),
    "spec-marks-three": "\ufeff\ufeff\ufeff" + SMALL,
    "spec-mark-inside": SPEC + "gr\ufeffid: {columns: 6}\n",
    "spec-utf7": (SPEC + "name: 汀澜\n").encode("utf-7"),
    "spec-utf16-half": b"\xff\xfe" + (SPEC + "name: \ud83d\n").encode("utf-16-le", "surrogatepass"),
    "spec-utf32": SPEC.encode("utf-32"),
    "spec-directive": "%YAML 1.1\n---\n" + SMALL,
    "spec-directive-version": "%YAML 9.9\n---\n" + SMALL,
    "spec-directive-tag": "%TAG !e! tag:evil.example,2000:\n---\n"
    + SMALL.replace("broadsheet: 1", "broadsheet: !e!x 1"),
    "spec-anchors-many": lambda _: (
        SPEC + "labels:\n" + "".join(f"  a{n}: &a{n} x\n  b{n}: *a{n}\n" for n in range(20_000))
    ),
    "spec-merge-list": SPEC
    + "styles:\n  body: &b {face: song}\n  note: &n {face: hei}\n  list:\n    <<: [*b, *n]\n",
    "spec-key-homoglyph": SPEC + "gr\u0456d: {columns: 6}\n",
    "spec-key-wide": SPEC + "ｇｒｉｄ: {columns: 6}\n",
    "spec-key-nothing": SPEC + '"": 1\n',
    "spec-key-null": SPEC + "~: 1\n",
    "spec-key-long": lambda _: SPEC + "k" * 300_000 + ": 1\n",
    "spec-names-case": SMALL + "colours: {red: 0/1/0/0, RED: 0/0/1/0, r\u0435d: 0/0/0/1}\n",
    "spec-boxes-10001": lambda _: boxed("across: [" + "{ad: 1}, " * 10_001 + "]"),
    "spec-continues-itself": TWO % ("story: 1", "continues: q"),
    "spec-continues-ring": TWO % ("continues: q", "continues: p"),
    "spec-continues-pages": pages_ring(),
    "spec-extends-case": "broadsheet: 1\nextends: DUIKAI-6\n",
    "spec-extends-nul": 'broadsheet: 1\nextends: "duikai-6\\0.yaml"\n',
    "spec-styles-chain": lambda _: chain("styles", 3_000),
    "spec-masters-chain": masters(),
    "spec-page-sliver": SMALL + "page: {size: 1mm x 5000mm}\n",
    "spec-margins-over": SMALL + "page: {margin: {top: 300mm, bottom: 300mm, sides: 300mm}}\n",
    "spec-columns-most": SMALL.replace("M M M M M M", "M " * 48).replace("a a a a a a", "a " * 48)
    + "grid: {columns: 48, measure: null, gutter: 0.5mm}\n",
    "spec-ornament-tiny": boxed("story: 1, frame: {ornament: beads, depth: 0.000001pt}"),
    "spec-ornament-least": boxed("story: 1, frame: {ornament: beads, depth: 2pt}"),
    "spec-rule-tiny": boxed("story: 1, rule: {kind: dotted, weight: 0.000001pt}"),
    "spec-frame-huge": boxed("story: 1, frame: {weight: 20pt, inner: 20pt, gap: 2000pt}"),
    "spec-format-width": masthead('data: ["{cn_code:>999999999}"]'),
    "spec-format-inside": masthead('data: ["{name.__class__.__mro__}"]'),
    "spec-format-date": SMALL
    + 'labels: {date: "{day:>999999999}"}\nfolio: {left: "{date}", right: "{name}"}\n',
    "spec-label-bidi": boxed("ad: 1") + 'labels: {ad: "\\u202e广告\\0\\x1b[2J"}\n',
    "spec-hyphens-path": SMALL + "styles: {body: {hyphens: ../../../etc/passwd}}\n",
    "spec-faces-many": lambda _: SMALL + f"typefaces: {{song: [{', '.join(['x.ttf'] * 5_000)}]}}\n",
    "spec-face-number": SMALL + 'typefaces: {song: ["face.ttf#../x"]}\n',
    "spec-code-huge": coded("2000mm"),
    "spec-scales-many": lambda _: masthead(
        f"nameplate: {{scales: [{', '.join(['1.1'] * 10_000)}]}}"
    ),
    "spec-fit-huge": SMALL + "fit: {picture: -999999行..999999行, head: 999999行}\n",
    "spec-press-name": press,
    "spec-language": lambda _: SMALL + f"language: {'z' * 10_000}\n",
    "spec-map-emoji": SMALL.replace("a a a a a a", " ".join([EMOJI] * 6)).replace(
        "a: {", f"{EMOJI}: {{"
    ),
    "spec-map-wide-bars": SMALL.replace("a | fill", "a ｜ fill"),
    "spec-map-list": SPEC + "map: [[M, M], [a, a]]\n",
    "spec-size-backwards": SMALL + "styles: {headline: {size: 64pt..30pt}}\n",
    "spec-tracking-huge": SMALL + "styles: {headline: {tracking: 9999em}}\n",
}
