"""Hostile specs: each name of ``cases.yaml`` with the text it stands for."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile import spec_texts
from tests.hostile.basics import SMALL, SPEC, noise, page, put
from tests.hostile.running import Order

Made = str | bytes | Callable[[Path], Order | str | bytes]


def make(name: str, folder: Path) -> Order:
    """Make a case's spec and say how it is run."""
    made = (CASES | spec_texts.CASES)[name]
    if callable(made):
        made = made(folder)
    if isinstance(made, Order):
        return made
    put(folder, "spec.yaml", made)
    return page(folder)


def changed(old: str, new: str) -> str:
    """The small spec with one thing else."""
    assert old in SMALL
    return SMALL.replace(old, new)


def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return SPEC + "\n".join(lines) + "\n"


def deep_aliases() -> str:
    inner = ["x", *(f"*a{n}" for n in range(39))]
    return SPEC + "".join(f"a{n}: &a{n} [[{held}]]\n" for n, held in enumerate(inner))


def boxes(count: int, columns: int = 50) -> str:
    """A map of so many boxes, each of one cell."""
    rows = count // columns
    lines = [
        "  " + " ".join(f"b{r * columns + c}" for c in range(columns)) + " | 1行"
        for r in range(rows)
    ]
    named = "\n".join(f"  b{n}: {{ad: 1}}" for n in range(rows * columns))
    size = f"page: {{size: 4000mm x {rows * 2 + 40}mm, margin: {{top: 20mm, sides: 19mm}}}}\n"
    grid = f"grid: {{columns: {columns}, measure: 15字, baseline: 5pt, rows: {rows}}}\n"
    base = "broadsheet: 1\nname: many\ntypefaces: {song: [Noto Serif SC]}\n"
    styles = "".join(
        f"  {name}: {{face: song, size: 3pt}}\n"
        for name in ("body", "label", "ad-name", "ad-line", "ad-foot")
    )
    drawn = "\n".join(lines)
    return f"{base}{size}{grid}styles:\n{styles}map: |\n{drawn}\nboxes:\n{named}\n"


def across(count: int) -> str:
    parts = ", ".join("{ad: 1}" for _ in range(count))
    return SMALL.replace("a: {story: 1, columns: 6}", f"a: {{across: [{parts}]}}")


def nested_across() -> str:
    inner = "{ad: 1}"
    for _ in range(12):
        inner = f"{{across: [{inner}, {{ad: 1}}]}}"
    return SMALL.replace("a: {story: 1, columns: 6}", f"a: {inner}")


def ring(folder: Path) -> Order:
    put(folder, "spec.yaml", "broadsheet: 1\nextends: other.yaml\n")
    put(folder, "other.yaml", "broadsheet: 1\nextends: spec.yaml\n")
    return page(folder)


def chain(folder: Path) -> Order:
    for n in range(50):
        put(folder, f"s{n}.yaml", f"broadsheet: 1\nextends: s{n + 1}.yaml\n")
    put(folder, "s50.yaml", SPEC)
    return page(folder, spec="s0.yaml")


def link_out(folder: Path) -> Order:
    os.symlink("../secret.yaml", folder / "base.yaml")
    put(folder, "spec.yaml", "broadsheet: 1\nextends: base.yaml\n")
    return page(folder)


def pipe_base(folder: Path) -> Order:
    os.mkfifo(folder / "base.yaml")
    put(folder, "spec.yaml", "broadsheet: 1\nextends: base.yaml\n")
    return page(folder)


def named(name: str, before: Callable[[Path], object] | None = None) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        if before:
            before(folder / name)
        return page(folder, spec=name)

    return made


def font_link(folder: Path) -> Order:
    root = Path(__file__).parents[2]
    os.symlink(root / "fonts" / "brush-regular.ttf", folder / "face.ttf")
    put(folder, "spec.yaml", SMALL + "typefaces: {song: [face.ttf]}\n")
    return page(folder)


def profile_outside(folder: Path) -> Order:
    put(folder, "spec.yaml", SMALL + "press: {profile: /etc/hostname}\n")
    return page(folder, "--standard", "x4")


def many_pages() -> str:
    return SMALL.split("map:")[0] + "pages:\n" + "- {}\n" * 5000


GRID = "grid: {{columns: {columns}, measure: {measure}, baseline: {baseline}, rows: {rows}}}\n"


def grid(
    columns: str = "6", measure: str = "15字", baseline: str = "13.5pt", rows: str = "106"
) -> str:
    return SMALL + GRID.format(columns=columns, measure=measure, baseline=baseline, rows=rows)


CASES: dict[str, Made] = {
    "spec-nested-lists": lambda _: SPEC + "map: " + "- " * 100_000 + "\n",
    "spec-nested-mappings": SPEC + "".join(" " * n + f"k{n}:\n" for n in range(60)),
    "spec-nested-flow": lambda _: SPEC + "map: " + "[" * 499_000,
    "spec-billion-laughs": lambda _: laughs(),
    "spec-alias-of-itself": SPEC + "boxes: &a {b: *a}\n",
    "spec-alias-deep": deep_aliases(),
    "spec-huge-scalar": lambda _: SPEC + "name: " + "名" * 3_400_000 + "\n",
    "spec-long-name": lambda _: SMALL + "name: " + "名" * 130_000 + "\n",
    "spec-tag-python-object": SPEC + "name: !!python/object/apply:os.system ['touch pwned']\n",
    "spec-tag-python-name": SPEC + "!!python/name:os.environ x: 1\n",
    "spec-tag-binary": SPEC + "name: !!binary aGVsbG8=\n",
    "spec-tag-own": SPEC + "name: !include /etc/passwd\n",
    "spec-merge-key": SPEC + "styles:\n  body: &b {face: song}\n  note:\n    <<: *b\n",
    "spec-duplicate-key": SPEC + "grid: {columns: 6}\ngrid: {columns: 8}\n",
    "spec-many-keys": lambda _: (
        SMALL + "styles:\n" + "".join(f"  s{n}: {{size: 9pt}}\n" for n in range(12_000))
    ),
    "spec-unknown-keys": lambda _: SPEC + "".join(f"key{n}: 1\n" for n in range(10_000)),
    "spec-complex-key": SPEC + "? {a: b}\n: c\n",
    "spec-empty": b"",
    "spec-two-documents": SPEC + "---\n" + SPEC,
    "spec-not-utf8": (SPEC + "name: 汀澜日报\n").encode("gb18030"),
    "spec-utf16": (SPEC + "name: 汀澜\n").encode("utf-16"),
    "spec-nul": SPEC + "na\0me: x\n",
    "spec-binary": lambda _: noise(100_000),
    "spec-escapes": SPEC + '"\\e[2J\\e[31mgrid\\a": 1\n',
    "spec-newline-in-key": SPEC + '"grid\\n\\nbroadsheet: all is well": 1\n',
    "spec-boxes-10000": lambda _: boxes(10_000),
    "spec-boxes-20000": lambda _: boxes(20_000),
    "spec-boxes-across-10000": lambda _: across(10_000),
    "spec-boxes-nested": lambda _: nested_across(),
    "spec-columns-huge": grid(columns="1000000000"),
    "spec-rows-huge": grid(rows="1000000000000"),
    "spec-size-huge": SMALL + "page: {size: 1" + "0" * 300 + "mm x 545mm}\n",
    "spec-size-nan": SMALL + "page: {size: nanmm x 545mm}\n",
    "spec-size-infinite": grid(baseline="infpt"),
    "spec-size-digits": lambda _: grid(baseline="1" * 100_000 + "pt"),
    "spec-size-minus": grid(measure="-15字"),
    "spec-size-zero": grid(baseline="0pt"),
    "spec-size-tiny": SMALL + "styles: {body: {size: 0.000001pt}}\n",
    "spec-row-height-huge": changed("| 17行", "| 1000000000000000行"),
    "spec-map-rows": lambda _: SPEC + "map: |\n" + "  a a a a a a | 1行\n" * 20_000,
    "spec-map-wide": lambda _: SPEC + "map: |\n  " + "a " * 200_000 + "| auto\n",
    "spec-colour-huge": SMALL + "colours: {red: 1000000000/0/0/0}\n",
    "spec-number-other-digits": grid(columns="٦"),
    "spec-regex-bomb": lambda _: grid(measure="1." + "1" * 30_000 + "!"),
    "spec-extends-itself": "broadsheet: 1\nextends: spec.yaml\n",
    "spec-extends-ring": ring,
    "spec-extends-chain": chain,
    "spec-extends-parent": "broadsheet: 1\nextends: ../secret.yaml\n",
    "spec-extends-absolute": "broadsheet: 1\nextends: /etc/passwd\n",
    "spec-extends-url": "broadsheet: 1\nextends: http://127.0.0.1:9/spec.yaml\n",
    "spec-extends-link-out": link_out,
    "spec-extends-pipe": pipe_base,
    "spec-is-device": named("/dev/zero"),
    "spec-is-pipe": named("pipe.yaml", os.mkfifo),
    "spec-is-folder": named("folder.yaml", os.mkdir),
    "spec-font-parent": SMALL + "typefaces: {song: [../../font.otf]}\n",
    "spec-font-link-out": font_link,
    "spec-profile-outside": profile_outside,
    "spec-masters-ring": SPEC
    + "masters: {a: {extends: b}, b: {extends: a}}\npages: [{master: a}]\n",
    "spec-styles-ring": SMALL + "styles: {x: {extends: y}, y: {extends: x}}\n",
    "spec-pages-many": lambda _: many_pages(),
}
