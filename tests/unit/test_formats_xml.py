"""NITF, NewsML-G2 and HTML; XML that would reach out or blow up is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import limits
from broadsheet.edition import Article, Edition, Photo, passages
from broadsheet.errors import EditionError, Where
from broadsheet.formats import loose_html, strange, strict_xml
from broadsheet.formats.elements import ElementNode
from broadsheet.formats.strict_xml import XmlFile

SAMPLES = Path(__file__).parent / "interchange"


def read(content: str | bytes, form: str = "nitf") -> Edition:
    held = content.encode() if isinstance(content, str) else content
    return strange.read(held, form, file="x.xml").edition


def article(edition: Edition, n: int = 0) -> Article:
    item = edition.items[n]
    assert isinstance(item, Article)
    return item


def told(edition: Edition) -> list[str]:
    return [str(finding).removeprefix("x.xml:") for finding in edition.findings]


def test_a_story_of_nitf_is_read_and_its_losses_are_listed() -> None:
    found = read((SAMPLES / "story.nitf.xml").read_bytes())
    story = article(found)
    assert (found.masthead.name, found.masthead.date) == ("汀澜日报", "2026-11-18")
    assert (found.masthead.issue_number, found.pages[0].section) == ("9126", "要闻")
    assert (story.id, story.kicker, story.headline) == (
        "haidi-helong",
        "历时三年",
        "东礁海堤昨日合龙",
    )
    assert (story.deck, story.source) == ("全长　六公里", "东礁11月17日电")
    assert story.byline is not None
    assert (story.byline.raw, story.signature) == ("沈砚秋　记者", "（沈砚秋）")
    assert [(block.kind, block.text) for block in story.body] == [
        ("para", "昨日15时，东礁海堤合龙。"),
        ("crosshead", "石头从哪里来"),
        ("para", "两岸的采石场日夜不停。"),
        ("list", "1. 东岸三处"),
        ("list", "2. 西岸两处"),
        ("note", "“海不等人。”"),
        ("table", "段\t公里\n东\t3.5"),
        ("note", "数字截至昨日。"),
        ("note", "旧档：海堤志"),
    ]
    [picture] = story.pictures
    assert (picture.src, picture.alt) == ("pictures/dyke.jpg", "海堤")
    assert (picture.caption, picture.credit) == ("合龙口最后一块石头落下。", "何岸摄")
    assert told(found) == [
        "5:5: note: head.tobject is not carried: news",
        "5:34: note: head.tobject.tobject.subject is not carried: 04000000",
        "8:7: note: head.docdata.urgency is not carried: 3",
        "9:7: note: head.docdata.date.issue.norm: the hour is not carried: 20261118T0800+0800",
        "10:7: note: head.docdata.doc.copyright is not carried: 汀澜日报 2026",
        "23:7: warning: body.head.distributor: 5 characters are not carried: “汀澜通讯社”",
        "33:26: note: body: the tag <chron> round words is not carried",
        "36:18: note: body: the tag <em> round words is not carried",
        "4:5: warning: head.title: 4 characters are not carried: “海堤合龙”",
    ]


def test_a_message_s_package_gives_the_order_of_its_items() -> None:
    found = read((SAMPLES / "news-message.xml").read_bytes(), "newsml")
    assert [item.kind for item in found.items] == ["article", "photo", "article"]
    first, photo, last = found.items
    assert isinstance(first, Article)
    assert (first.headline, first.deck) == ("Night ferry returns", "Three sailings before midnight")
    assert first.byline is not None
    assert first.byline.raw == "By Ada Quill, Harbour Correspondent"
    assert [block.text for block in first.body] == [
        "The Moon Bay Line runs again after two winters, Bo Fen said.",
        "What it costs",
        "A single is four marks.",
    ]
    assert isinstance(photo, Photo)
    assert (photo.picture.src, photo.picture.credit) == ("quay.jpg", "Lu Chen / Tide Agency")
    assert photo.picture.caption == "Crates wait for the first boat."
    assert isinstance(last, Article)
    assert (last.headline, last.byline.raw if last.byline else "") == ("In brief", "Night desk")
    assert [block.kind for block in last.body] == ["para", "list", "list"]
    warnings = [line for line in told(found) if ": warning: " in line]
    assert warnings == [
        "20:9: warning: contentMeta.headline: 16 characters are not carried: “The quay at dawn”",
        "11:11: warning: itemRef tag:tide.example,2026:gone: is not in the file: 26 characters are "
        "not carried: “A story that stayed ash…”",
    ]
    assert "33:9: note: contentMeta.slugline is not carried: FERRY-TIMES" in told(found)


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:uuid:1">
<contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"""


def test_plain_text_and_html_inside_an_item_are_read() -> None:
    meta = "<headline>H</headline><creator><name>Ada</name></creator>"
    plain = '<inlineData contenttype="text/plain">One.\n\nTwo.</inlineData>'
    story = article(read(ITEM.format(meta=meta, content=plain), "newsml"))
    assert [block.text for block in story.body] == ["One.", "Two."]
    assert story.byline is not None
    assert story.byline.raw == "Ada"
    html = '<inlineData contenttype="text/html">&lt;p&gt;One&lt;p&gt;Two</inlineData>'
    story = article(read(ITEM.format(meta=meta, content=html), "newsml"))
    assert [block.text for block in story.body] == ["One", "Two"]
    both = plain + '<remoteContent href="https://tide.example/a.mp4" contenttype="video/mp4"/>'
    lost = told(read(ITEM.format(meta=meta, content=both + html), "newsml"))
    assert lost == [
        "4:18: note: <remotecontent> is not carried: https://tide.example/a.mp4 lies elsewhere",
        "4:92: note: a further <inlinedata> is not carried: another form of the same text",
    ]


def test_html_is_read_as_browsers_read_it() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>题</title><style>p{}</style></head><body>\n"
        "<h1>题</h1><p>一<p>二<ul><li>甲<li>乙</ul><blockquote><p>三</p></blockquote>"
        "<pre>四\n　五</pre><p>六<script>x()</script></body></html>"
    )
    found = read(page, "html")
    story = article(found)
    assert story.headline == "题"
    assert [(block.kind, block.text) for block in story.body] == [
        ("para", "一"),
        ("para", "二"),
        ("list", "甲"),
        ("list", "乙"),
        ("note", "三"),
        ("verse", "四\n　五"),
        ("para", "六"),
    ]
    assert told(found) == ["3:13: warning: body.script: 3 characters are not carried: “x()”"]
    declared = "<html><meta charset=gbk><p>汀澜</p></html>".encode("gb18030")
    assert article(read(declared, "html")).body[0].text == "汀澜"


LOL = "<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;'>]><nitf>&lol2;</nitf>"


def test_a_document_type_in_any_encoding_is_refused() -> None:
    for text in (LOL.encode("utf-16"), b'<?xml version="1.0" encoding="gbk"?>' + LOL.encode()):
        with pytest.raises(EditionError, match="DTD"):
            read(text)


def test_encodings_that_expat_lacks_are_read() -> None:
    inside = "<body><body.content><p>汀瀾</p></body.content></body>"
    text = f'<?xml version="1.0" encoding="{{}}"?><nitf>{inside}</nitf>'
    for name, codec in (("GB2312", "gb18030"), ("Big5", "big5"), ("UTF-16", "utf-16")):
        assert article(read(text.format(name).encode(codec))).body[0].text == "汀瀾"
    with pytest.raises(EditionError, match=r"x\.xml:1: is not GB18030 "):
        read('<?xml version="1.0" encoding="gbk"?><nitf>\xff'.encode("latin-1"))


def test_newsml_without_an_item_is_refused() -> None:
    with pytest.raises(EditionError, match="a package alone carries no text"):
        read('<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', "newsml")
    with pytest.raises(EditionError, match="NewsML 1 is not read"):
        read("<NewsML/>", "newsml")


def test_size_and_number_are_bounded() -> None:
    source = XmlFile("x.xml", EditionError)
    with limits.put(edition=50), pytest.raises(EditionError, match="too large"):
        strict_xml.load("<a>" + "b" * 100 + "</a>", source)
    with (
        limits.put(edition_values=3),
        pytest.raises(EditionError, match="at most 3 elements"),
    ):
        strict_xml.load("<a><b/><b/><b/></a>", source)
    with pytest.raises(EditionError, match="too many elements in each other"):
        loose_html.load("<div>" * 70, Where("x.html"), EditionError)


TAGS = (
    "p b ul li h1 h2 table tr td figure figcaption img blockquote pre div q ruby rt dl dt aside "
    "caption media"
).split()


@st.composite
def tree(draw: st.DrawFn, counter: list[int], depth: int = 0) -> str:
    """A piece of HTML with every word in it another."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        counter[0] += 1
        parts.append(f"W{counter[0]}x")
        if depth < 4 and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            parts.append(f"<{tag}>{draw(tree(counter, depth + 1))}</{tag}>")
    return " ".join(parts)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_word_is_lost_in_silence(data: st.DataObject) -> None:
    counter = [0]
    html = data.draw(tree(counter))
    found = read(f"<html><body>{html}</body></html>", "html")
    words = " ".join(passage.text for passage in passages(found))
    lost = " ".join(told(found))
    for n in range(1, counter[0] + 1):
        assert f"W{n}x" in words or "are not carried" in lost, (n, html)


def test_elements_are_found_by_path_and_name() -> None:
    root = strict_xml.load("<a><b>1<c>2</c></b><b d='x'> 3\n </b></a>", XmlFile("x", EditionError))
    assert [element.plain for element in root.each("b")] == ["12", "3"]
    inner = root.first("b", "c")
    assert isinstance(inner, ElementNode)
    assert (inner.plain, str(inner.where)) == ("2", "x:1:8")
    assert root.first("c") is None
