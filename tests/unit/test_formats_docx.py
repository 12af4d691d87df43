"""Word files: what styles mean, what is kept, what is refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image

from broadsheet.edition import Article, passages
from broadsheet.errors import EditionError
from broadsheet.formats import strange
from broadsheet.formats.strange import Imported

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(write: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes) -> Imported:
    return strange.read(content, "docx", file="day.docx")


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(out, format="PNG")
    out.seek(0)
    return out


def whole(document: Any) -> None:
    document.styles.add_style("引题", 1)
    document.add_paragraph("历时三年", style="引题")
    document.add_paragraph("海堤合龙", style="Title")
    document.add_paragraph("全长六公里", style="Subtitle")
    paragraph = document.add_paragraph("昨日，")
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>东礁</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>旧</w:delText></w:r></w:del>"))
    dotted = '<w:r {}><w:rPr><w:em w:val="dot"/></w:rPr><w:t>合龙</w:t></w:r>'
    paragraph._p.append(parse_xml(dotted.format(W)))
    paragraph.add_run("。").bold = True
    document.add_picture(picture())
    document.add_paragraph("合龙口。", style="Caption")
    document.add_paragraph("石头从哪里来", style="Heading 2")
    document.add_paragraph("东岸三处", style="List Bullet")
    document.add_paragraph("海不等人", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for n, text in enumerate(["段", "公里", "东", "3.5"]):
        table.cell(n // 2, n % 2).text = text
    document.add_paragraph("第二条", style="Heading 1")
    document.add_paragraph("第二条正文。")
    document.sections[0].header.paragraphs[0].text = "内部稿"


def test_styles_say_what_a_paragraph_is() -> None:
    found = read(word(whole))
    first, second = found.edition.items
    assert isinstance(first, Article)
    assert (first.kicker, first.headline, first.deck) == ("历时三年", "海堤合龙", "全长六公里")
    assert [(block.kind, block.text) for block in first.body] == [
        ("para", "昨日，东礁合龙。"),
        ("crosshead", "石头从哪里来"),
        ("list", "东岸三处"),
        ("note", "海不等人"),
        ("table", "段\t公里\n东\t3.5"),
    ]
    [dot] = first.body[0].inlines
    assert (dot.kind, dot.start, dot.end) == ("dot", 5, 7)
    [shown] = first.pictures
    assert (shown.src, shown.caption, shown.place) == ("pictures/day-image1.png", "合龙口。", 1)
    assert [name for name, _ in found.pictures] == ["pictures/day-image1.png"]
    assert found.pictures[0][1].startswith(b"\x89PNG")
    assert isinstance(second, Article)
    assert (second.headline, [block.text for block in second.body]) == ("第二条", ["第二条正文。"])
    assert [str(finding) for finding in found.edition.findings] == [
        "day.docx: note: story: the tag <b> round words is not carried",
        "day.docx: warning: header: 3 characters are not carried: “内部稿”",
    ]


def plain(document: Any) -> None:
    document.add_paragraph("海堤合龙")
    paragraph = document.add_paragraph("读")
    ruby = (
        "<w:r {}><w:ruby><w:rt><w:r><w:t>qīn</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>骎</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    paragraph._p.append(parse_xml(ruby.format(W)))


def test_a_short_first_line_is_the_headline_and_readings_stay() -> None:
    edition = read(word(plain)).edition
    [story] = edition.items
    assert isinstance(story, Article)
    assert story.headline == "海堤合龙"
    assert story.body[0].text == "读骎"
    assert story.body[0].inlines[0].reading == "qīn"
    assert [str(finding) for finding in edition.findings] == [
        "day.docx: note: “海堤合龙” is taken for the headline: no style names one"
    ]


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def test_what_is_broken_or_dangerous_is_refused() -> None:
    good = word(plain)

    def bomb(name: str, held: bytes) -> bytes:
        start = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document'
        return held.replace(b"<w:document", start) if name == "word/document.xml" else held

    def cut(name: str, held: bytes) -> bytes:
        return held[:-40] if name == "word/document.xml" else held

    def other(text: bytes) -> Callable[[str, bytes], bytes]:
        return lambda name, held: text if name == "word/document.xml" else held

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("word/document.xml", b"<w:document/>")
    packed_oddly = out.getvalue()
    for content, message in (
        (repacked(good, bomb), r"a document type \(DTD\) in word/document.xml is refused"),
        (repacked(good, cut), "is broken"),
        (repacked(good, other(b"<document><body/></document>")), "is broken"),
        (repacked(good, other(f"<w:document {W}/>".encode())), "is broken"),
        (good[:200], "is broken"),
        (packed_oddly, "is packed as no Word file is"),
        (word(lambda _: None), "there is no text in it"),
    ):
        with pytest.raises(EditionError, match=rf"^day\.docx: {message}"):
            read(content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(EditionError, match=r"^day\.docx: is no Word file \(save it as \.docx\)"):
        read(out.getvalue())


def test_its_form_is_told_by_its_content(tmp_path: Path) -> None:
    assert strange.form_of(word(plain), "story") == "docx"
    assert strange.form_of(word(plain), str(tmp_path / "a.docx")) == "docx"


def nested(depth: int) -> Callable[[Any], None]:
    """Return what writes tables in tables, each with a word of its own."""

    def write(document: Any) -> None:
        document.add_paragraph("渡口开灯", style="Title")
        holder = document.add_table(1, 1).cell(0, 0)
        for n in range(depth):
            holder.paragraphs[0].text = f"第{n}层"
            holder = holder.add_table(1, 1).cell(0, 0)
        holder.paragraphs[0].text = "最里层"

    return write


def test_what_stands_in_tables_in_tables_comes_once() -> None:
    found = read(word(nested(12)))
    copy = "".join(p.text for p in passages(found.edition))
    for words in (*(f"第{n}层" for n in range(12)), "最里层"):
        assert copy.count(words) == 1, words


def test_tables_in_tables_without_an_end_are_refused() -> None:
    with pytest.raises(EditionError, match="tables in tables over 20 deep"):
        read(word(nested(40)))


def boxed(depth: int) -> str:
    """Return a paragraph with a text box, which holds one with a text box, and so on."""
    inner = boxed(depth - 1) if depth else "<w:p/>"
    box = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    return f"<w:p><w:r><w:t>匣{depth:02}</w:t></w:r>{box}</w:p>"


def test_a_text_box_in_a_text_box_comes_once() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("渡口开灯", style="Title")
        document.element.body.insert(1, parse_xml(boxed(16).replace("<w:p>", f"<w:p {W}>", 1)))

    copy = "".join(p.text for p in passages(read(word(write)).edition))
    assert [copy.count(f"匣{n:02}") for n in range(17)] == [1] * 17
