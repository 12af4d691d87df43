"""Small PDF pages, drawn line by line."""

import io
from collections.abc import Sequence
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FACE = "STSong-Light"  # no font file: its characters are known by its set alone
HEIGHT = 800.0


class Set(NamedTuple):
    """A line where it is set: left, baseline from the page's top, size."""

    x: float
    y: float
    size: float
    text: str


class Rule(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def pdf(*pages: Sequence[Set | Rule], width: float = 600) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FACE))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, HEIGHT))
    for page in pages:
        for one in page:
            if isinstance(one, Rule):
                canvas.rect(one.x, HEIGHT - one.y - one.height, one.width, one.height)
                continue
            canvas.setFont(FACE, one.size)
            canvas.drawString(one.x, HEIGHT - one.y, one.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(x: float, y: float, *lines: str, size: float = 10, pitch: float = 14) -> list[Set]:
    """Lines of text below each other; what opens with ideographic spaces is indented."""
    return [
        Set(x + size * (len(line) - len(line.lstrip("\u3000"))), y + pitch * n, size, line.strip())
        for n, line in enumerate(lines)
    ]


def upright(x: float, y: float, text: str, size: float) -> list[Set]:
    return [Set(x, y + size * (n + 0.88), size, char) for n, char in enumerate(text)]
