"""Hostile drawings: SVG sold and as signs; printed pages that are traced or compared."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile.basics import DAY, HEAD, SMALL, STORY, noise, page, put
from tests.hostile.pdfs import page as pdf_page
from tests.hostile.pdfs import stream
from tests.hostile.pictures import png
from tests.hostile.running import Order

SPACE = 'xmlns="http://www.w3.org/2000/svg"'
SVG = f'<svg {SPACE} width="99mm" height="50mm" viewBox="0 0 99 50">%s</svg>'
AREA = '<rect width="9" height="9"/>'
SOLD = SMALL.replace("| fill\n", "| fill\n  X X X X X X | 20行\n").replace(
    "E: null", "E: null, X: {ad: 1}"
)
OUTSIDE = "http://127.0.0.1:9/a.css"


def make(name: str, folder: Path) -> Order:
    """Make a case's files and say how it is run."""
    if name in ADVERTS:
        put(folder, "day.yaml", f"{HEAD}items:\n{STORY}- {{kind: ad, src: ad.svg}}\n")
        put(folder, "spec.yaml", SOLD)
        put(folder, "ad.svg", ADVERTS[name])
        return page(folder)
    if name in SIGNS:
        file, content = SIGNS[name]
        put(folder, "day.yaml", DAY.replace("渡口", "渡\ue0d8口"))
        put(folder, "spec.yaml", f"{SMALL}gaiji: {{U+E0D8: {file}}}\n")
        put(folder, file, content)
        return page(folder)
    return OTHERS[name](folder)


def shown(body: str) -> str:
    return SVG % body


def nested(count: int) -> str:
    return shown("<g>" * count + AREA + "</g>" * count)


def laughs() -> str:
    groups = [
        f'<g id="a{n}">{f"<use href={chr(34)}#a{n - 1}{chr(34)}/>" * 10}</g>' for n in range(1, 9)
    ]
    return shown(f'<defs><g id="a0">{AREA}</g>{"".join(groups)}</defs><use href="#a8"/>')


def hidden() -> bytes:
    """A drawing of 300 MB behind a comment of noise."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"%" + b"\xff" * 2000 + b"\n")
    for _ in range(300):
        packed += packer.compress(b"0 0 m 1 1 l S " * 70_000)
    return pdf_page(stream(packed + packer.flush(), b"/Filter/FlateDecode"))


def printed(content: bytes, *argv: str) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        put(folder, "page.pdf", content)
        return Order(list(argv))

    return made


def at_odds(folder: Path) -> Order:
    order = page(folder)
    return Order([*order.argv[:4], "-o", "out.svg", "--to", "png"])


def over_drawing(folder: Path) -> Order:
    put(folder, "a.svg", shown(AREA))
    put(folder, "day.yaml", f"{DAY}  pictures:\n  - {{src: a.svg, caption: 灯火}}\n")
    order = page(folder)
    order.argv[order.argv.index("out.pdf")] = "a.svg"
    order.keeps = {"a.svg": shown(AREA).encode()}
    return order


def started(folder: Path) -> Order:
    put(folder, "day.yaml", DAY)
    (folder / "paper").mkdir()
    put(folder, "paper/mine.txt", "mine")
    return Order(["init", "paper", "--from", "day.yaml"])


def through_link(folder: Path) -> Order:
    put(folder, "page.pdf", pdf_page(stream(b"q Q")))
    os.symlink("../secret.yaml", folder / "paper")
    return Order(["trace", "page.pdf", "-o", "paper"])


ADVERTS: dict[str, str | bytes] = {
    "drawing-arc": shown('<path d="M0 0A1e-300 9 0 0 0 9 9"/>'),
    "drawing-coding": f'<?xml version="1.0" encoding="x-none"?>{shown(AREA)}',
    "drawing-nan": shown('<rect x="nan" width="9" height="9"/>'),
    "drawing-huge": shown('<path d="M0 0L1e300 1e300L9 9Z"/>'),
    "drawing-nested": nested(20_000),
    "drawing-laughs": laughs(),
    "drawing-ring": shown('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "drawing-long": shown('<path d="M0 0' + "L1 1" * 1_000_000 + '"/>'),
    "drawing-dashes": shown('<path d="M0 0L9 9" stroke="#000" stroke-dasharray="1e-9"/>'),
    "drawing-styles": shown("<style>" + "rect{fill:#000}" * 100_000 + "</style>" + AREA),
    "drawing-import": shown(f"<style>@import url({OUTSIDE});</style>{AREA}"),
    "drawing-entities": f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{shown(AREA)}',
    "drawing-controls": shown('<zz\x9b31m/><rect width="9" height="9" fill="\u202ered"/>'),
    "drawing-sliver": f'<svg {SPACE} width="1e9" height="0.001"/>',
    "drawing-transforms": shown(f'<g transform="{"scale(1)" * 200_000}">{AREA}</g>'),
    "drawing-attributes": shown("<rect " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"),
}
SIGNS: dict[str, tuple[str, str | bytes]] = {
    "drawing-sign-transform": ("g.svg", shown('<rect width="9" height="9" transform="scale(2)"/>')),
    "drawing-sign-group": ("g.svg", shown(f'<g transform="matrix(2 0 0 2 0 0)">{AREA}</g>')),
    "drawing-sign-use": ("g.svg", shown('<path id="a" d="M0 0h9v9z"/><use href="#a"/>')),
    "drawing-sign-far": ("g.svg", shown('<path d="M0 0H1e300V9z"/>')),
    "drawing-sign-bomb": ("g.png", png(30_000, 30_000, b"")),
    "drawing-sign-noise": ("g.png", noise(5_000)),
    "drawing-sign-long": ("g.svg", shown('<path d="M0 0' + "L1 1" * 1_000_000 + '"/>')),
}
OTHERS: dict[str, Callable[[Path], Order]] = {
    "drawing-hidden-parse": printed(hidden(), "parse", "page.pdf", "-o", "out.yaml"),
    "drawing-hidden-trace": printed(hidden(), "trace", "page.pdf", "-o", "out.d"),
    "drawing-hidden-compare": printed(hidden(), "compare", "page.pdf", "page.pdf"),
    "drawing-traced-noise": printed(noise(900), "trace", "page.pdf", "-o", "out.d"),
    "drawing-traced-link": through_link,
    "drawing-compared-slack": printed(
        pdf_page(stream(b"q Q")), "compare", "page.pdf", "page.pdf", "--slack", "nan"
    ),
    "drawing-compared-over": printed(
        pdf_page(stream(b"q Q")), "compare", "page.pdf", "page.pdf", "-o", "page.pdf"
    ),
    "drawing-at-odds": at_odds,
    "drawing-over": over_drawing,
    "drawing-started-full": started,
}
