"""Other systems' files as they are met: envelopes, feeds, web pages, agencies' habits."""

import json
from typing import Any

import pytest
import yaml

from broadsheet.edition import Article, Edition
from broadsheet.errors import EditionError
from broadsheet.formats import edition_plain, edition_yaml, strange, yaml_writer

TOLD = (
    "<nitf>{head}<body><body.head>{over}</body.head>"
    "<body.content>{text}</body.content></body></nitf>"
)


def read(text: str, form: str, file: str = "x") -> Edition:
    return strange.read(text.encode(), form, file=file).edition


def story(edition: Edition) -> Article:
    (item,) = edition.items
    assert isinstance(item, Article)
    return item


def nitf(over: str, text: str = "<p>Rain fell on the weir.</p>", head: str = "") -> Article:
    return story(read(TOLD.format(head=head, over=over, text=text), "nitf"))


def bodies(item: Article) -> list[str]:
    return [block.text for block in item.body]


# JSON


@pytest.mark.parametrize("key", ["items", "item", "_items", "results", "articles"])
@pytest.mark.parametrize("deep", [False, True])
def test_an_envelope_is_its_stories(key: str, deep: bool) -> None:
    held: dict[str, Any] = {
        "count": 2,
        key: [
            {"uri": "a", "type": "text", "headline": "Weir opened", "body_text": "Rain fell."},
            {"uri": "b", "type": "text", "headline": "Lock shut", "body_text": "Rain fell again."},
        ],
    }
    edition = read(json.dumps({"data": held, "took": 3} if deep else held), "ninjs")
    heads = [item.headline for item in edition.items if isinstance(item, Article)]
    assert heads == ["Weir opened", "Lock shut"]


def test_copy_under_a_key_that_nobody_knows_is_a_warning() -> None:
    one = {"uri": "a", "type": "text", "headline": "Weir", "body_text": "Rain.", "related": [
        {"headline": "Lock", "body_text": "It was shut at noon."}
    ]}  # fmt: skip
    told = [f for f in read(json.dumps(one), "ninjs").findings if f.level == "warning"]
    assert len(told) == 1
    assert "Lock It was shut" in told[0].message


def test_json_of_no_form_is_told_as_such() -> None:
    with pytest.raises(EditionError, match=r"its form is not known.*format, slug.*ninjs uri"):
        edition_yaml.read('{"format": "wire", "slug": "a", "article_html": "<p>Rain.</p>"}')
    with pytest.raises(EditionError, match="did you mean masthead"):
        edition_yaml.read('{"mastheads": {}}')


# NITF


@pytest.mark.parametrize(
    ("over", "byline"),
    [
        ("<byline>By JO HALE<byttl>River Editor</byttl></byline>", "By JO HALE, River Editor"),
        ("<byline>By <person>JO HALE</person> and <person>AL ROE</person></byline>",
         "By JO HALE and AL ROE"),
        ("<byline><person>柯闸</person><person>罗堰</person></byline>", "柯闸　罗堰"),
    ],
)  # fmt: skip
def test_what_is_tagged_apart_stays_apart(over: str, byline: str) -> None:
    item = nitf(over)
    assert item.byline is not None
    assert item.byline.raw == byline


def test_what_is_sent_twice_is_set_once() -> None:
    head = "<hedline><hl1>Weir opened</hl1><hl2>Weir  opened</hl2></hedline>"
    item = nitf(
        head + "<byline>By Jo Hale</byline><abstract>Rain fell on the weir.</abstract>",
        "<p>By Jo Hale</p><p>Rain fell on the weir.</p><p>It rose.</p>",
    )
    assert (item.headline, item.deck, item.standfirst) == ("Weir opened", "", "")
    assert bodies(item) == ["Rain fell on the weir.", "It rose."]


def test_our_own_files_may_say_a_thing_twice() -> None:
    meta = '<head><meta name="broadsheet.page.folio" content="3"/></head>'
    item = nitf("<hedline><hl1>潮</hl1><hl2>潮</hl2></hedline>", head=meta)
    assert item.deck == "潮"


@pytest.mark.parametrize("stamp", ["20310308T222800+0000", "2031-03-08T22:28:00Z", "20310308"])
def test_a_stamp_is_no_dateline(stamp: str) -> None:
    dateline = f'<dateline><story.date norm="{stamp}">{stamp}</story.date></dateline>'
    item = nitf(f"<distributor>Weir Wire</distributor>{dateline}")
    assert item.source == "Weir Wire"
    printed = (
        "<dateline><location>Lock Lane</location>, <story.date>March 8</story.date></dateline>"
    )
    assert nitf(printed).source == "Lock Lane, March 8"


@pytest.mark.parametrize(
    "before", ["", '<?xml version="1.0"?>\n', "<!-- sent\ntwice -->", "<?sent on='today'?><!-- -->"]
)
def test_a_line_that_names_the_type_is_passed_over(before: str) -> None:
    text = before + '<!DOCTYPE nitf SYSTEM "../dtd/nitf-3-2.dtd">\n' + TOLD
    found = read(text.format(head="", over="", text="<p>Rain.</p>"), "nitf")
    assert bodies(story(found)) == ["Rain."]


# NewsML-G2

G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:uuid:1"><itemMeta>'
    '<itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>Weir</headline>{meta}'
    "</contentMeta><contentSet>{content}</contentSet></newsItem>"
)


def test_plain_text_that_is_tagged_is_html() -> None:
    words = "<p>\n   (WW) - The weir between the two mills was opened,\nthe keeper said.\n"
    words += '   "It held," he said.\n</p>'
    content = f'<inlineData contenttype="text/plain"><![CDATA[{words}]]></inlineData>'
    item = story(read(G2.format(meta="", content=content), "newsml"))
    assert bodies(item) == [
        "(WW) - The weir between the two mills was opened, the keeper said.",
        '"It held," he said.',
    ]


def test_plain_text_with_a_sign_in_it_stays_plain() -> None:
    content = '<inlineData contenttype="text/plain">2 &lt; 3 &lt;p&gt; is odd.</inlineData>'
    item = story(read(G2.format(meta="", content=content), "newsml"))
    assert bodies(item) == ["2 < 3 <p> is odd."]


def test_a_picture_without_a_file_is_none() -> None:
    content = (
        '<remoteContent contenttype="image/jpeg" href="tag:ww,2031:7.jpg"/>'
        '<remoteContent contenttype="image/jpeg" href="weir.jpg"/>'
        '<inlineData contenttype="text/plain">Rain.</inlineData>'
    )
    item = story(read(G2.format(meta="", content=content), "newsml"))
    assert [picture.src for picture in item.pictures] == ["weir.jpg"]


@pytest.mark.parametrize(
    ("literal", "byline"),
    [("hale.jo", ""), ("jhale", ""), ("WWD2", ""), ("jo@ww.example", ""), ("Jo Hale", "Jo Hale"),
     ("柯闸", "柯闸")],
)  # fmt: skip
def test_a_log_in_is_no_byline(literal: str, byline: str) -> None:
    meta = f'<creator qcode="ww:{literal}" literal="{literal}"/>'
    content = '<inlineData contenttype="text/plain">Rain.</inlineData>'
    item = story(read(G2.format(meta=meta, content=content), "newsml"))
    assert (item.byline.raw if item.byline else "") == byline


# Feeds


def test_a_feed_is_its_entries() -> None:
    item = (
        "<item><title>{n} &amp;amp; rain</title><dc:creator>Jo Hale</dc:creator>"
        "<description>The weir was …</description><content:encoded><![CDATA[<p>The weir was opened."
        "</p><p>It held.</p>]]></content:encoded><wp:post_type>{kind}</wp:post_type></item>"
    )
    spaces = 'xmlns:dc="d" xmlns:content="c" xmlns:wp="w"'
    entries = item.format(n="Weir", kind="post") + item.format(n="logo.png", kind="attachment")
    text = f'<rss version="2.0" {spaces}><channel><title>WW</title>{entries}</channel></rss>'
    assert strange.form_of(text.encode(), "export.xml") == "feed"
    found = story(read(text, "feed"))
    assert found.headline == "Weir & rain"
    assert found.byline is not None
    assert found.byline.raw == "Jo Hale"
    assert bodies(found) == ["The weir was opened.", "It held."]


def test_atom_is_read_too() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>WW</title><entry><title>Weir</title>'
        "<author><name>Jo Hale</name></author><content type='xhtml'><div><p>It held.</p></div>"
        "</content><updated>2031-03-08T00:00:00Z</updated></entry></feed>"
    )
    found = story(read(text, strange.form_of(text.encode(), "a.xml")))
    assert (found.headline, bodies(found)) == ("Weir", ["It held."])


# Web pages

MENU = '<ul><li><a href="/">首页</a></li><li><a href="/n">要闻</a></li></ul>'
COPY = "<p>&nbsp;&nbsp;　三月八日，老闸开闸放水。</p><p>水位退了两米。</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<div>{MENU}</div><div><h1>老闸开闸</h1><p>发布时间：2031-03-08　浏览次数：15</p>"
        f"<div>{COPY}</div></div><div><h3>链接</h3>{MENU}<p>© 2031 版权所有 老闸管理处</p></div>",
        f"<header>{MENU}</header><main><h1>老闸开闸</h1>{COPY}</main><footer>电话 123</footer>",
        f"<nav>{MENU}</nav><article><h1>老闸开闸</h1>{COPY}</article><aside>看看别的</aside>",
        f"<table><tr><td>{MENU}</td></tr><tr><td><h1>老闸开闸</h1>{COPY}</td></tr></table>",
        f"<p><a href='/'>首页</a> &gt; <a href='/n'>要闻</a> &gt; 正文</p><h1>老闸开闸</h1>{COPY}",
        f'<div>{MENU}</div><h1>老闸开闸</h1><div itemprop="articleBody">{COPY}</div>',
    ],
)
def test_what_a_site_puts_round_an_article_is_no_copy(page: str) -> None:
    whole = f"<html><head><title>老闸开闸_老闸网</title></head><body>{page}</body></html>"
    found = read(whole, "html")
    item = story(found)
    assert item.headline.startswith("老闸开闸")
    assert bodies(item) == ["三月八日，老闸开闸放水。", "水位退了两米。"]
    assert any("首页" in finding.message for finding in found.findings)


def test_a_page_says_who_wrote_it_where_it_does_not_show_it() -> None:
    data = {
        "@graph": [{"@type": "NewsArticle", "headline": "老闸开闸", "author": [{"name": "柯闸"}]}]
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    item = story(read(f"<html><head>{script}</head><body>{COPY}</body></html>", "html"))
    assert item.byline is not None
    assert (item.headline, item.byline.raw) == ("老闸开闸", "柯闸")


def test_links_in_a_text_stay() -> None:
    text = '<p>老闸<a href="/a">管理处</a>和<a href="/b">水文站</a>说，水位退了。</p>'
    item = story(read(f"<html><body><h1>老闸</h1>{text}{COPY}</body></html>", "html"))
    assert bodies(item)[0] == "老闸管理处和水文站说，水位退了。"


# Markdown, YAML


@pytest.mark.parametrize(
    "text",
    [
        "# 老闸\n\n放水。\n\n---\n\n## 新闸\n\n**来源：** 本报\n",
        "# 老闸\n\n---\n\n备注: 无\n\n放水。\n\n---\n",
        "# 老闸\n\n放水。\n\n---\n",
    ],
)
def test_a_rule_in_a_text_is_no_front_matter(text: str) -> None:
    assert story(read(text, "markdown")).headline == "老闸"


def test_front_matter_parts_stories_still() -> None:
    text = "---\n# of today\nheadline: 老闸\n---\n放水。\n\n---\nheadline: 新闸\n---\n关闸。\n"
    heads = [item.headline for item in read(text, "markdown").items if isinstance(item, Article)]
    assert heads == ["老闸", "新闸"]


@pytest.mark.parametrize("line", ["Ready?", "a?b", "? a", "- b", "x: y", "#c", "[d", "e,f", "是"])
def test_what_is_written_every_reader_of_yaml_takes(line: str) -> None:
    edition = edition_yaml.read({"items": [{"kind": "ad", "lines": [line, "老闸"]}]})
    written = yaml_writer.block(edition_plain.plain(edition))
    assert yaml.safe_load(written)["items"][0]["lines"] == [line, "老闸"]
