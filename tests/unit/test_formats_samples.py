"""Objects of the shapes in IPTC's public samples, in our own words: kept, or told by their path.

The shapes are those of the examples of ninjs 1.4 to 3.3 and of the NewsML-G2 guidelines: many
bodies of one text with the picture inside and beside it, a picture with a credit line among its
descriptions, a report without a body, NITF inside JSON, a picture item of several files.
"""

import json
from typing import Any

import pytest

from broadsheet.edition import Article, Edition, Photo
from broadsheet.formats import newsml_out, ninjs_out, nitf_out, strange
from broadsheet.models import replace


def read(content: str, form: str) -> Edition:
    return strange.read(content.encode(), form, file="x").edition


def told(edition: Edition) -> set[str]:
    """What was told, without its places."""
    return {str(finding).partition(": ")[2] for finding in edition.findings}


def goes_round(edition: Edition) -> None:
    bare = replace(edition, findings=())
    assert read(ninjs_out.dump(bare), "ninjs") == bare
    assert read(newsml_out.dump(bare)[0], "newsml") == bare
    if len(bare.items) == 1:
        text = nitf_out.document(bare.items[0], bare.masthead, bare.pages[0])
        assert read(text, "nitf").items == bare.items


HTML = (
    '<html><head><title>雾散</title></head><body><article><section data-charCount="90">'
    '<h1>雾散</h1><div class="dat"><span class="vignette">港口</span><span class="source">潮社'
    '</span></div><div class="bodytext"><p>清晨雾散，<a href="https://tide.example/1">航班</a>'
    "恢复。</p><blockquote>“能走了。”</blockquote></div><figure><img src="
    '"https://tide.example/t.jpg" alt="码头" data-assoc-ref="a001"/><div class="byline">何岸</div>'
    "<figcaption>旅客排队上船。</figcaption></figure></section></article></body></html>"
)
TEXT: dict[str, Any] = {
    "uri": "http://tide.example/text/fog",
    "type": "text",
    "altIds": [{"role": "originaltransmissionreference", "value": "a0f2"}],
    "genres": [{"literal": "INR", "uri": "http://tide.example/INR", "name": "本地"}],
    "version": "1",
    "versionCreated": "2026-11-18T13:40:18+08:00",
    "language": "zh",
    "headlines": [{"role": "main", "value": "雾散"}],
    "descriptions": [{"role": "text", "value": "清晨雾散，航班恢复。"}],
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "雾散\n清晨雾散。"},
        {"role": "html5", "contentType": "text/html", "value": HTML},
        {"role": "house", "contentType": "application/xml", "value": "<TEXT><P>雾散</P></TEXT>"},
    ],
    "associations": [
        {
            "name": "a001",
            "by": "何岸/潮社",
            "type": "picture",
            "uri": "http://tide.example/p1",
            "descriptions": [{"value": "旅客排队上船。"}],
            "renditions": [
                {"name": "r00", "title": "Hires", "href": "pier.jpg", "width": 4724},
                {"name": "r03", "title": "Thumbnail", "href": "pier-s.jpg", "width": 256},
            ],
        }
    ],
    "people": [{"name": "陆小满", "contactInfo": [{"type": "phone", "value": "+86 000"}]}],
    "places": [{"name": "云礁", "geoJSON": {"type": "Point", "coordinates": [1, 2]}}],
    "expires": "2027-05-31T00:00:00+08:00",
}


def test_a_text_with_its_picture_inside_and_beside_has_it_once() -> None:
    found = read(json.dumps(TEXT), "ninjs")
    [story] = found.items
    assert isinstance(story, Article)
    assert story.headline == "雾散"
    assert "能走了。" in story.body[-1].text
    [picture] = story.pictures
    assert (picture.src, picture.caption, picture.alt) == ("pier.jpg", "旅客排队上船。", "码头")
    lost = told(found)
    for path in (
        "uri", "altIds.originaltransmissionreference", "genres", "version", "versioncreated",
        "language", "people", "places", "expires", "associations[0].uri", "bodies[0]", "bodies[2]",
        "a smaller rendition of a picture",
    ):  # fmt: skip
        assert any(line.startswith(f"note: {path} is not carried") for line in lost), path
    assert not any(line.startswith("warning") for line in lost)
    goes_round(found)


def test_a_picture_s_credit_line_is_its_credit() -> None:
    picture = {
        "uri": "http://tide.example/image?qt=1&et=2",
        "type": "picture",
        "contentCreated": "2026-11-11T10:00:00Z",
        "edNote": "FILE PHOTO",
        "descriptions": [
            {"role": "creditline", "value": "潮社"},
            {"role": "caption", "value": "资料图：旧灯塔。"},
        ],
        "headlines": [{"role": "main", "value": "旧灯塔"}],
        "title": "旧灯塔",
        "renditions": [
            {"name": "main", "href": "tower.jpg", "width": 3000, "extensions": {"hash": "e3"}},
            {"name": "caption_nitf", "contentType": "text/xml", "href": "tower.xml"},
        ],
    }
    found = read(json.dumps(picture), "ninjs")
    [item] = found.items
    assert isinstance(item, Photo)
    assert (item.picture.src, item.picture.credit) == ("tower.jpg", "潮社")
    assert item.picture.caption == "资料图：旧灯塔。"
    assert "warning: headlines[0]: 3 characters are not carried: “旧灯塔”" in told(found)
    assert "note: ednote is not carried: FILE PHOTO" in told(found)
    goes_round(found)


@pytest.mark.parametrize("key", ["descriptions", "description_text"])
def test_a_report_without_a_body_is_its_description(key: str) -> None:
    words = "两千亩滩涂　今起封育。"
    value = [{"role": "text", "contentType": "text/plain", "value": words}]
    report = {"uri": "urn:8d19", "by": "潮社", key: value if key == "descriptions" else words}
    found = read(json.dumps(report), "ninjs")
    [story] = found.items
    assert isinstance(story, Article)
    assert [block.text for block in story.body] == ["两千亩滩涂 今起封育。"]
    assert not any(line.startswith("warning") for line in told(found))


NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.6//EN"><head><title>复航</title>
<docdata><du-key version="1" key="ferry"/><doc-id regsrc="TS" id-string="ferry"/>
<date.issue norm="20260219+0800"/><evloc city="云礁" iso-cc="CHN"/></docdata></head>
<body><body.head><hedline><hl1 id="headline">复航</hl1></hedline><byline>潮社电</byline></body.head>
<body.content><block id="lead"><p class="lead" lede="true">航线复航。</p></block>
<block class="content"><p class="text">票价不变。</p></block></body.content></body></nitf>"""


def test_the_head_of_nitf_inside_json_is_told() -> None:
    body = {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "charCount": 0, "value": NITF}
    found = read(json.dumps({"uri": "a", "bodies": [body], "located": "云礁"}), "ninjs")
    [story] = found.items
    assert isinstance(story, Article)
    assert (story.id, [block.text for block in story.body]) == (
        "ferry",
        ["航线复航。", "票价不变。"],
    )
    assert told(found) >= {
        "note: head.docdata.du-key is not carried: 1 ferry",
        "note: head.docdata.doc-id.regsrc is not carried: TS",
        "note: head.docdata.evloc is not carried: 云礁 CHN",
        "note: bodies[0]: masthead.date is not carried: 2026-02-19",
        "note: located is not carried: 云礁",
    }
    goes_round(found)


PICTURE = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:tide.example,2026:1"
 version="11" standard="NewsML-G2" standardversion="2.33" conformance="power">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_33.xml"/>
<rightsInfo><copyrightHolder uri="http://tide.example"><name>潮社</name></copyrightHolder>
<usageTerms>限报纸使用</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:picture"/><firstCreated>2010-10-20T20:58:00Z</firstCreated>
</itemMeta>
<contentMeta><contentCreated>2010-10-20</contentCreated>
<creator role="crol:photographer"><name>何岸</name></creator><creditline>潮社</creditline>
<subject type="cpnat:abstract" qcode="medtop:20000523"><name xml:lang="en">labour</name>
<broader qcode="iso:CHN"><name>China</name></broader></subject><keyword>海</keyword>
<headline>冬日</headline><description role="drol:caption">冬日的
   云礁。</description></contentMeta>
<contentSet><remoteContent href="./W 1.jpg" width="1500" contenttype="image/jpeg">
<altId type="id:master">105</altId></remoteContent>
<remoteContent href="file:///./W1-thumb.gif" width="80" contenttype="image/gif"/></contentSet>
</newsItem>"""


def test_a_picture_item_keeps_its_picture_and_tells_the_rest_by_its_path() -> None:
    found = read(PICTURE, "newsml")
    [item] = found.items
    assert isinstance(item, Photo)
    assert (item.picture.src, item.picture.credit) == ("W 1.jpg", "潮社")
    assert item.picture.caption == "冬日的云礁。"
    assert told(found) >= {
        "note: rightsInfo.copyrightholder is not carried: http://tide.example",
        "note: rightsInfo.copyrightholder.name is not carried: 潮社",
        "note: rightsInfo.usageterms is not carried: 限报纸使用",
        "note: itemMeta.firstcreated is not carried: 2010-10-20T20:58:00Z",
        "note: contentMeta.creator.name is not carried: 何岸",
        "note: contentMeta.subject is not carried: cpnat:abstract medtop:20000523",
        "note: contentMeta.subject.broader.name is not carried: China",
        "note: contentMeta.keyword is not carried: 海",
        "note: remoteContent.altid is not carried: 105 id:master",
        "note: newsItem.guid is not carried: tag:tide.example,2026:1",
        "warning: contentMeta.headline: 2 characters are not carried: “冬日”",
    }
    goes_round(found)
