"""Picture files find their places: by what a person says, by name, number, order."""

from typing import Any

import pytest

import broadsheet
from broadsheet.edition import Advert, Article, Edition, Photo
from broadsheet.illustrations import Pairing, with_pictures


def day(*items: dict[str, Any], **masthead: Any) -> Edition:
    return broadsheet.read_edition({"masthead": masthead, "items": list(items)})


def story(headline: str, *captions: str) -> dict[str, Any]:
    return {
        "kind": "article",
        "headline": headline,
        "body": [{"kind": "para", "text": "麦子黄了。"}],
        "pictures": [{"caption": caption} for caption in captions],
    }


PAGE = day(
    story("万亩麦田开镰", "收割机在柳河湾麦田里来回穿梭。", "农户把新麦装上车。"),
    story("老街修旧如旧"),
    {"kind": "photo", "caption": "Children fly kites over the old harbour wall."},
    {"kind": "ad", "name": "柳河种业", "lines": ["良种出柳河"]},
    name="柳河日报",
    ear={"qr": {"caption": "扫码看报"}},
)


def placed(edition: Edition) -> dict[str, str]:
    found = {"code": edition.masthead.ear.src}
    for item in edition.items:
        if isinstance(item, Article):
            found |= {f"{item.headline} {n}": p.src for n, p in enumerate(item.pictures)}
        elif isinstance(item, Photo):
            found["photo"] = item.picture.src
        elif isinstance(item, Advert):
            found["ad"] = item.src
    return {name: src for name, src in found.items() if src}


@pytest.mark.parametrize(
    ("file", "where"),
    [
        ("柳河湾麦田.jpg", "万亩麦田开镰 0"),
        ("pictures/新麦装上车2.png", "万亩麦田开镰 1"),
        ("老街修旧如旧.tif", "老街修旧如旧 0"),
        ("老街(1).tif", "老街修旧如旧 0"),
        ("harbour-kites.jpg", "photo"),
        ("柳河种业.pdf", "ad"),
        ("QR.png", "code"),
        ("二维码.png", "code"),
    ],
)
def test_a_name_says_where_a_picture_belongs(file: str, where: str) -> None:
    found = with_pictures(PAGE, [file])
    assert placed(found) == {where: file}
    (told,) = found.findings
    assert (told.level, told.code) == ("note", "picture-file")
    assert file in told.message
    assert "name" in told.message


@pytest.mark.parametrize(
    "file", ["柳河.jpg", "harbour-boats.jpg", "IMG_2041.jpg", "3.jpg", "柳.jpg"]
)
def test_what_lies_beside_a_page_may_belong_elsewhere(file: str) -> None:
    """Nothing is guessed: a name that fits two places, or shares one word of two, says nothing."""
    assert with_pictures(PAGE, [file]) == PAGE


def test_what_a_person_says_goes_first() -> None:
    said = [Pairing("老街", "柳河湾麦田.jpg"), Pairing("收割机", "pictures/b.png")]
    found = with_pictures(PAGE, ["柳河湾麦田.jpg", "pictures/b.png"], said)
    assert placed(found) == {
        "老街修旧如旧 0": "柳河湾麦田.jpg",
        "万亩麦田开镰 0": "pictures/b.png",
    }
    assert all("hint" in told.message for told in found.findings)


def test_numbers_count_captions_in_their_order() -> None:
    found = with_pictures(PAGE, ["图3.jpg", "1.jpg"], all_of_them=True)
    assert placed(found) == {"万亩麦田开镰 0": "1.jpg", "photo": "图3.jpg"}


def test_as_many_files_as_captions_go_by_order() -> None:
    files = ["DSC_10.jpg", "DSC_9.jpg", "DSC_0008.jpg"]
    found = with_pictures(PAGE, files, all_of_them=True)
    assert placed(found) == {
        "万亩麦田开镰 0": "DSC_0008.jpg",
        "万亩麦田开镰 1": "DSC_9.jpg",
        "photo": "DSC_10.jpg",
    }
    assert all("look whether" in told.message for told in found.findings)


def test_a_picture_of_this_page_that_goes_nowhere_is_told() -> None:
    found = with_pictures(PAGE, ["沙漠.jpg"], all_of_them=True)
    (told,) = found.findings
    assert told.level == "warning"
    assert told.message.endswith("(write picture: words = 沙漠.jpg)")
    assert placed(found) == {}


def test_a_place_that_names_its_picture_keeps_it() -> None:
    once = with_pictures(PAGE, ["柳河湾麦田.jpg"])
    again = with_pictures(once, ["柳河湾麦田.jpg", "收割机.png"])
    assert placed(again)["万亩麦田开镰 0"] == "柳河湾麦田.jpg"
