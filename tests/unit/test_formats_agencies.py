"""NITF and NewsML-G2 as they are written: the schemas' names, their order, what they require."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import broadsheet
from broadsheet import interchange
from broadsheet.edition import Article, Block, Byline, Credit, Edition, EditionPage, Photo, Picture
from broadsheet.formats import newsml_out, nitf_out
from broadsheet.models import replace

DAY = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"
NITF = "{http://iptc.org/std/NITF/2006-10-18/}"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"
# the sequences of nitf-3-6.xsd and of the NewsML-G2 2.33 power schema, as far as we write them
SEQUENCES = {
    f"{NITF}nitf": "head body",
    f"{NITF}head": "title meta tobject iim docdata pubdata revision-history",
    f"{NITF}body": "body.head body.content body.end",
    f"{NITF}body.head": "hedline note rights byline distributor dateline abstract series",
    f"{NITF}hedline": "hl1 hl2",
    f"{NITF}media": "media-metadata media-reference media-caption media-producer",
    f"{NITF}body.end": "tagline bibliography",
    f"{NAR}newsMessage": "header itemSet",
    f"{NAR}header": "sent catalogRef sender",
    f"{NAR}itemSet": "packageItem newsItem",
    f"{NAR}packageItem": "catalogRef catalog rightsInfo itemMeta contentMeta groupSet",
    f"{NAR}newsItem": "catalogRef catalog rightsInfo itemMeta contentMeta contentSet",
    f"{NAR}itemMeta": "itemClass provider versionCreated pubStatus title itemMetaExtProperty",
    f"{NAR}contentMeta": (
        "creator headline dateline by creditline description contentMetaExtProperty"
    ),
    f"{NAR}group": "groupRef itemRef title groupExtProperty",
    f"{NAR}itemRef": "itemClass provider versionCreated pubStatus title description",
}
NEEDED = {
    f"{NITF}meta": {"name", "content"},
    f"{NITF}media": {"media-type"},
    f"{NITF}media-metadata": {"name"},
    f"{NITF}doc-id": {"id-string"},
    f"{NAR}packageItem": {"guid", "version", "standard", "standardversion", "conformance"},
    f"{NAR}newsItem": {"guid", "version", "standard", "standardversion", "conformance"},
    f"{NAR}groupSet": {"root"},
    f"{NAR}group": {"id", "role"},
    f"{NAR}groupRef": {"idref"},
    f"{NAR}itemRef": {"residref"},
    f"{NAR}itemClass": {"qcode"},
    f"{NAR}inlineXML": {"contenttype"},
}
TEXT = "p hl2 table pre media".split()  # of body.content

STORY = Article(
    id="海堤",
    section="要闻",
    kicker="历时三年",
    headline="东礁海堤 & 合龙",
    deck="全长　六公里",
    standfirst="六公里，三年。",
    source="本报讯",
    byline=Byline(raw="记者沈砚秋", roles=(Credit(role="记者", names=("沈砚秋",)),)),
    body=(
        Block(text="昨日15时，海堤合龙。", lines=(3, 4)),
        Block(kind="verse", text="　潮来\n潮去"),
    ),
    pictures=(Picture(src="图/海 1.jpg", caption="合龙口", credit="何岸摄", focus="40% 30%"),),
    signature="（沈）",
)
PHOTO = Photo(id="渔港", picture=Picture(src="harbour.png", caption="晨光", alt="港"))
PAPER = Edition(
    pages=(
        EditionPage(folio="A1", items=(STORY,)),
        EditionPage(folio="A2", section="副刊", editors="责编 乔", items=(PHOTO,)),
    )
)


def assert_after_the_schema(root: Xml.Element) -> None:
    for element in root.iter():
        held = [child.tag.rpartition("}")[2] for child in element]
        if (known := SEQUENCES.get(element.tag)) is not None:
            order = [known.split().index(name) for name in held]
            assert order == sorted(order), (element.tag, held)
        if element.tag == f"{NITF}body.content":
            assert set(held) <= {*TEXT}
        assert NEEDED.get(element.tag, set()) <= {*element.attrib}, element.tag
        if element.tag == f"{NITF}hedline":
            assert held[0] == "hl1"  # the one that each hedline needs


def test_nitf_has_the_elements_of_its_schema_in_their_order() -> None:
    files, lost = nitf_out.files(PAPER)
    assert (list(files), lost) == (["01-海堤.xml", "02-渔港.xml"], ())
    story, photo = map(Xml.fromstring, files.values())
    for root in (story, photo):
        assert root.attrib["version"] == "-//IPTC//DTD NITF 3.6//EN"
        assert_after_the_schema(root)
    found = {element.tag.removeprefix(NITF): element.text for element in story.iter()}
    assert found["hl1"] == "东礁海堤 & 合龙"
    assert (found["byline"], found["dateline"], found["tagline"]) == (
        "记者沈砚秋",
        "本报讯",
        "（沈）",
    )
    [reference] = story.iter(f"{NITF}media-reference")
    assert reference.attrib == {"mime-type": "image/jpeg", "source": "图/海%201.jpg"}
    [first, *_] = story.iter(f"{NITF}p")
    assert "六公里" in "".join(first.itertext())  # the abstract comes before the text
    assert photo.attrib["class"] == "photo"


def test_newsml_has_the_elements_of_its_schema_in_their_order() -> None:
    for edition in (PAPER, broadsheet.read_edition(DAY)):
        root = Xml.fromstring(newsml_out.dump(edition)[0])
        assert_after_the_schema(root)
        guids = [item.attrib["guid"] for item in root.iter(f"{NAR}newsItem")]
        assert guids == [ref.attrib["residref"] for ref in root.iter(f"{NAR}itemRef")]
        assert len({*guids}) == len(edition.items)
        aliases = {scheme.attrib["alias"] for scheme in root.iter(f"{NAR}scheme")}
        rels = {element.attrib.get("rel", "bs:").partition(":")[0] for element in root.iter()}
        assert rels == aliases == {"bs"}
    text, lost = newsml_out.dump(replace(PAPER, spec="a\x01b"))
    assert [str(finding) for finding in lost] == [
        "note: the paper has no date: versionCreated says 1970-01-01",
        "warning: 1 control characters are written as U+FFFD",
    ]
    Xml.fromstring(text)


def test_a_folder_of_nitf_is_the_pages(tmp_path: Path) -> None:
    for name, text in interchange.export(PAPER, "nitf").files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    back = interchange.import_files([tmp_path]).edition
    assert (back.pages, back.findings) == (PAPER.pages, ())
    same = replace(PAPER, pages=tuple(replace(page, folio="") for page in PAPER.pages))
    assert [str(finding) for finding in nitf_out.files(same)[1]] == [
        "note: the parting into pages is not carried: a page without a folio of its own"
    ]
