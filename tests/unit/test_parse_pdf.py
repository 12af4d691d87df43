"""PDF pages as text: columns, indents and what can't be read."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from broadsheet.edition import Article
from broadsheet.errors import SourceError
from broadsheet.parse import read_text
from broadsheet.parse.pdf_text import pdf_pages, read_pdf
from tests.hostile import pdfs

BODY = [
    ("　", "本报讯 记者金水报道 昨天新桥"),
    ("", "通车了，桥长三百二十六米，两岸的"),
    ("", "人从此不用绕路，走路十分钟就能"),
    ("", "过江，孩子们说这座桥像一把长长"),
    ("", "的梯子，躺在水上等人来爬。"),
    ("　", "船工老秦在渡口撑了四十年船，昨"),
    ("", "天他把竹篙靠在桥墩上，头一回走"),
    ("", "着过江，走到桥中间停下来，往水"),
    ("", "里看了很久，说水还是那个颜色。"),
    ("　", "桥面铺了三遍，一遍比一遍平，工"),
]
NEXT = [("", "长说，第三遍是夜里铺的，铺完天就"), ("", "亮了，谁也没有回家。")]


def page() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 24)
    canvas.drawString(60, 780, "新桥昨天通车")
    canvas.setFont("STSong-Light", 10)
    for x, lines in ((60, BODY), (260, NEXT)):
        for n, (indent, text) in enumerate(lines):
            canvas.drawString(x + 20 * bool(indent), 734 - 14 * n, text)
    canvas.save()
    return out.getvalue()


def test_columns_and_indents_become_white() -> None:
    lines = read_pdf(page(), file="a.pdf").split("\n")
    assert lines[0] == "新桥昨天通车"
    assert [n for n, line in enumerate(lines) if line.startswith("\u3000\u3000")] == [2, 7, 11]
    assert lines[12] == ""
    assert lines[13].startswith("长说，第三遍")


def test_a_pdf_page_is_read_like_its_text() -> None:
    story = read_text(read_pdf(page(), file="a.pdf")).edition.items[0]
    assert isinstance(story, Article)
    assert story.headline == "新桥昨天通车"
    assert [b.text[-6:] for b in story.body] == ["上等人来爬。", "是那个颜色。", "也没有回家。"]
    assert "工长说" in story.body[2].text


def test_two_sizes_on_a_baseline_are_two_lines() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    for x, size, text in (
        (60, 12, "江上新事"),
        (112, 24, "新桥昨天通车"),
        (60, 9, "18"),
        (69, 6, "日"),
    ):
        canvas.setFont("STSong-Light", size)
        canvas.drawString(x, 780 if size > 9 else 700, text)
    canvas.showPage()
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(60, 780, "第二页")
    canvas.save()
    one, two = pdf_pages(out.getvalue(), file="a.pdf")
    assert one.split("\n") == ["江上新事", "新桥昨天通车", "", "18日"]
    assert two == "第二页"


@pytest.mark.parametrize("data", [b"%PDF-1.4\nx", b"%PDF-1.7", b""])
def test_what_is_no_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_pdf(data, file="a.pdf")
    assert str(caught.value).startswith("a.pdf: ")
    assert "\n" not in str(caught.value)


def test_a_pdf_without_text_says_so() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    with pytest.raises(SourceError, match="holds no text"):
        read_pdf(out.getvalue(), file="a.pdf")


def test_odd_objects_are_one_line() -> None:
    """Pages that are numbers, and a page whose resources are a ring of themselves."""
    for content in (pdfs.bytes_of("pdf-kids-numbers"), pdfs.bytes_of("pdf-reference-ring")):
        with pytest.raises(SourceError, match=r"^page\.pdf: "):
            read_pdf(content, file="page.pdf")
