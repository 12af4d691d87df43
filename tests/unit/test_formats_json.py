"""ninjs: other people's objects, and JSON's own mistakes with their places."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet import limits, marked_yaml
from broadsheet.edition import Article, Edition, Photo
from broadsheet.errors import EditionError
from broadsheet.formats import ninjs_out, strange
from broadsheet.formats.edition_yaml import read as read_plain
from broadsheet.marked_yaml import Mapping, Text

SAMPLES = Path(__file__).parent / "interchange"


def read(text: str) -> Edition:
    return strange.read(text.encode(), "ninjs", file="x.json").edition


def told(edition: Edition) -> list[str]:
    return [str(finding).removeprefix("x.json:") for finding in edition.findings]


def test_an_agency_s_story_is_read_and_its_losses_are_listed() -> None:
    found = read((SAMPLES / "agency.ninjs.json").read_text(encoding="utf-8"))
    [item] = found.items
    assert isinstance(item, Article)
    assert (item.headline, item.deck) == ("A pool of its own", "Children count the crabs")
    assert item.byline is not None
    assert item.byline.raw == "Ada Quill"
    assert [(block.kind, block.text) for block in item.body] == [
        ("para", "Pupils count, the list grows."),
        ("crosshead", "Hiding"),
        ("para", "Crabs\xa0hide & wait."),
    ]
    assert [(p.src, p.caption, p.credit, p.place) for p in item.pictures] == [
        ("crab one.jpg", "A crab waits.", "Lu Chen", 3),
        ("", "Where the pool lies.", "Desk", 0),
    ]
    assert told(found) == [
        "16:60: note: bodies[0] is not carried: another form of bodies[1]",
        "18:15: note: bodies[1]: the tag <b> round words is not carried",
        "18:15: note: bodies[1]: a link's address is not carried",
        "14:46: warning: descriptions[0]: 39 characters are not carried: "
        "“Pupils have counted cra…”",
        "24:8: note: a smaller rendition of a picture is not carried",
        "21:5: note: a picture's file is not carried: https://tide.example/map.png lies elsewhere;"
        " save it beside the edition and name it in src",
        "21:21: note: associations[0].uri is not carried: tag:tide.example,2026:map",
        "26:5: note: an association of type audio is not carried: tag:tide.example,2026:sound",
        "2:3: note: uri is not carried: tag:tide.example,2026:tidepool",
        "5:3: note: versioncreated is not carried: 2026-11-18T06:00:00Z",
        "6:3: note: urgency is not carried: 4",
        "9:3: note: subjects is not carried: 2 entries",
        "8:15: note: slugline is not carried: “TIDE-POOL”",
    ]


def test_both_ways_of_writing_keys_and_1_x_are_read() -> None:
    camel = {"uri": "a", "headlines": [{"value": "H"}], "altIds": [{"role": "id", "value": "one"}]}
    small = {"uri": "a", "headlines": [{"value": "H"}], "altids": [{"role": "id", "value": "one"}]}
    first = {"uri": "a", "headline": "H", "body_text": "One.\n\nTwo."}
    assert read(json.dumps(camel)) == read(json.dumps(small))
    [item] = read(json.dumps(first)).items
    assert isinstance(item, Article)
    assert item.headline == "H"
    assert [block.text for block in item.body] == ["One.", "Two."]


def test_a_list_of_objects_is_a_page() -> None:
    picture = {"uri": "b", "type": "picture", "renditions": [{"name": "m", "href": "fog.jpg"}]}
    found = read(json.dumps([{"uri": "a", "headlines": [{"value": "H"}]}, picture]))
    assert [item.kind for item in found.items] == ["article", "photo"]
    assert isinstance(found.items[1], Photo)
    assert found.items[1].picture.src == "fog.jpg"


def test_nitf_inside_is_read() -> None:
    nitf = "<nitf><body><body.content><p>One.</p><hl2>Two</hl2></body.content></body></nitf>"
    body = {"contentType": "text/vnd.IPTC.NITF", "value": nitf}
    [item] = read(json.dumps({"uri": "a", "bodies": [body]})).items
    assert isinstance(item, Article)
    assert [(b.kind, b.text) for b in item.body] == [("para", "One."), ("crosshead", "Two")]
    body["value"] = "<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf/>"
    with pytest.raises(
        EditionError, match=r"^x\.json:1:.*: bodies\[0\]: a document type \(DTD\) is"
    ):
        read(json.dumps({"uri": "a", "bodies": [body]}))


def test_marks_of_the_edition_in_strange_copy_are_copy() -> None:
    body = {"contentType": "text/html", "value": "<p>⟦dot:字⟧</p>"}
    [item] = read(json.dumps({"uri": "a", "bodies": [body]})).items
    assert isinstance(item, Article)
    assert (item.body[0].text, item.body[0].inlines) == ("⟦dot:字⟧", ())


# What the schemas of ninjs 3.0 and 2.1 allow, as far as we write it: keys of an object, and of
# the objects in its lists.  Any other key is refused there.
KEYS = {
    "uri", "standard", "type", "representationType", "profile", "title", "descriptions", "altIds",
    "associations", "headlines", "bodies", "by", "infoSources", "renditions",
}  # fmt: skip
INNER = {
    "descriptions": {"role", "contentType", "value"},
    "headlines": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "altIds": {"role", "value"},
    "infoSources": {"name", "role", "uri", "literal"},
    "renditions": {"name", "href", "originalFilename", "contentType", "width", "height"},
}
TYPES = {"text", "picture", "composite"}


def objects(value: dict[str, Any], depth: int = 0) -> list[dict[str, Any]]:
    found = [value]
    for inner in value.get("associations", []):
        assert "name" in inner
        found += objects({key: v for key, v in inner.items() if key != "name"}, depth + 1)
    return found


def test_what_is_written_has_the_schema_s_keys_and_no_others() -> None:
    day = read_plain(
        (Path(__file__).parents[2] / "examples/tinglan-front.yaml").read_text(encoding="utf-8")
    )
    written = json.loads(ninjs_out.dump(day))
    assert written["standard"]["version"] == "3.0"
    for one in objects(written):
        assert set(one) <= KEYS
        assert one["uri"].startswith("urn:uuid:")
        assert one["type"] in TYPES
        for key, allowed in INNER.items():
            for inner in one.get(key, []):
                assert set(inner) <= allowed
                assert all(isinstance(value, str | int) for value in inner.values())
    uris = [one["uri"] for one in objects(written)]
    assert len(set(uris)) == len(uris)
    small = json.loads(ninjs_out.dump(day, "2.1"))
    assert small["standard"]["version"] == "2.1"
    assert "representationtype" in small
    assert "altids" in small["associations"][0]["associations"][0]


def test_json_is_read_as_it_is_written() -> None:
    text = '\ufeff{"a": "汀\\n\\ud840\\udc00\\/", "b": [1.5e3, true, null], "c": {}}'
    node = marked_yaml.load_json(text, file="x", error=EditionError)
    assert isinstance(node, Mapping)
    first = node.get("a")
    assert isinstance(first, Text)
    assert first.value == "汀\n\U00020000/"
    for wrong in ('"123456"', "[1,2,3]"):
        with (
            limits.put(edition=5, edition_values=3),
            pytest.raises(EditionError, match=r"too (large|much)"),
        ):
            marked_yaml.load_json(wrong, file="x", error=EditionError)
