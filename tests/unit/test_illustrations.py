"""Picture files find their places: by what a person says, by name, number, order."""

from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

import broadsheet
from broadsheet.cli.entry import main
from broadsheet.edition import Advert, Article, Edition, Photo
from broadsheet.illustrations import Pairing, with_pictures, with_wants


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


TEXT = """柳河日报
2031年3月8日　星期六

万亩麦田开镰
本报讯（记者柯闸）三月八日，柳河湾的麦田开镰收割，收割机在田里来回穿梭，农户把新麦装上车。
收割机在柳河湾麦田里来回穿梭。罗堰摄
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "day.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    Image.new("L", (60, 40), 90).save(tmp_path / "pictures" / "柳河湾麦田.png")
    Image.new("L", (60, 40), 90).save(tmp_path / "pictures" / "DSC_1.png")
    return tmp_path


def sources(edition: Edition) -> list[str]:
    stories = [item for item in edition.items if isinstance(item, Article)]
    return [picture.src for story in stories for picture in story.pictures]


def test_a_raw_page_finds_what_lies_beside_it_under_its_name(folder: Path) -> None:
    assert sources(broadsheet.read_edition(folder / "day.txt")) == ["pictures/柳河湾麦田.png"]
    assert sources(broadsheet.read_raw(folder / "day.txt").edition) == ["pictures/柳河湾麦田.png"]


def test_hints_beside_a_page_are_read(folder: Path) -> None:
    hints = "name: 柳河日报\npicture: 来回穿梭 = pictures/DSC_1.png\n"
    (folder / "day.hints").write_text(hints, encoding="utf-8")
    assert sources(broadsheet.read_edition(folder / "day.txt")) == ["pictures/DSC_1.png"]


def test_a_folder_given_is_this_page_s(folder: Path, tmp_path_factory: Any) -> None:
    elsewhere = tmp_path_factory.mktemp("photos")
    Image.new("L", (60, 40), 90).save(elsewhere / "IMG_7.png")
    edition = broadsheet.read_edition(folder / "day.txt", pictures=elsewhere)
    assert sources(edition) == ["IMG_7.png"]
    assert str(elsewhere.resolve()) in edition.roots
    told = [finding for finding in edition.findings if finding.code == "picture-file"]
    assert "by order" in told[0].message


def test_a_folder_of_a_page_and_its_pictures_is_an_edition(folder: Path) -> None:
    (folder / "pictures" / "DSC_1.png").rename(folder / "IMG_1.png")
    (folder / "pictures" / "柳河湾麦田.png").unlink()
    assert sources(broadsheet.read_edition(folder)) == ["IMG_1.png"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none", "is no folder of pictures"),
        ("day.txt", "is no folder"),
        ("empty", "holds no pictures"),
    ],
)
def test_a_wrong_folder_is_told(folder: Path, name: str, says: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(broadsheet.UserError, match=says):
        broadsheet.read_edition(folder / "day.txt", pictures=folder / name)


def test_the_first_command_of_the_readme_places_all_its_pictures(tmp_path: Path) -> None:
    day = Path(__file__).parents[2] / "examples" / "tinglan-front.txt"
    assert main(["render", str(day), "-o", str(tmp_path / "page.pdf")]) == 0
    page = pypdf.PdfReader(tmp_path / "page.pdf").pages[0]
    assert len(page["/Resources"]["/XObject"].get_object()) == 5  # type: ignore[index]


def test_a_picture_without_a_file_is_told_of_when_it_is_set() -> None:
    edition = day(story("老街修旧如旧", "瓦匠在补檐口。"), {"kind": "photo", "src": "kite.png"})
    pages = broadsheet.compose(edition, broadsheet.load_spec("neiye-6"))
    found = [one for one in pages.findings if one.code == "no-picture"]
    assert [(one.level, one.page, one.item) for one in found] == [
        ("warning", 1, edition.items[0].id)
    ]
    assert "瓦匠在补檐口。" in found[0].message
    assert "src:" in found[0].message
    assert "--pictures" in found[0].message
    assert with_wants(with_wants(edition)) == with_wants(edition)
    assert len(with_wants(with_wants(edition)).findings) == 1


def test_a_hint_that_names_an_absent_file_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = with_pictures(PAGE, ["a.png"], [Pairing("收割机", "nosuch.png")]).findings
    assert [(one.code, one.level) for one in found] == [("picture-file", "warning")]
    assert "nosuch.png is not there" in found[0].message
    elsewhere = [Pairing("另一天的图", "nosuch.png"), Pairing("收割机", "a.png")]
    assert [one.level for one in with_pictures(PAGE, ["a.png"], elsewhere).findings] == ["note"]

    page = tmp_path / "page.txt"
    page.write_text(
        "老街修旧如旧\n瓦匠补檐口，一天补三间。\n\n图为皂角树下，老人在下棋。林一帆 摄\n", "utf-8"
    )
    page.with_suffix(".hints").write_text("picture: 皂角树下 = nosuch.png\n", "utf-8")
    assert main(["parse", str(page), "--review"]) == 0
    told = capsys.readouterr()
    assert "nosuch.png is not there" in told.out + told.err
    assert "has no file" in told.out


def test_numbers_within_a_name_count_with_it() -> None:
    edition = day(story("新船首航", "昨天，“白鹭1号”在江面试航。", "船长周阿根。"))
    assert placed(with_pictures(edition, ["白鹭1号试航.jpg"])) == {"新船首航 0": "白鹭1号试航.jpg"}


def test_pages_that_lie_among_the_pictures_are_no_pictures(tmp_path: Path) -> None:
    """Neither what was set here, in any form, nor the page that is read."""
    page = tmp_path / "老街.txt"
    page.write_text(
        "老街修旧如旧\n瓦匠补檐口，一天补三间。\n\n图为皂角树下，老人在下棋。林一帆 摄\n", "utf-8"
    )
    for name in ("老街.pdf", "老街下棋.png", "1.svg"):
        assert main(["render", str(page), "-o", str(tmp_path / name), "--draft"]) in {0, 1}
    Image.new("RGB", (60, 40)).save(tmp_path / "2.jpg")
    options = broadsheet.RawOptions(pictures=str(tmp_path))
    edition = broadsheet.read_raw(page, options).edition
    assert list(placed(edition).values()) == ["2.jpg"]
    assert not [one for one in edition.findings if "is not placed" in one.message]

    beside = broadsheet.read_raw(page).edition
    assert not placed(beside)


def test_a_page_goes_where_a_person_says() -> None:
    said = [Pairing("柳河种业", "proof.pdf")]
    kept = with_pictures(PAGE, ["proof.pdf"], said, all_of_them=True, pages=["proof.pdf"])
    assert placed(kept) == {"ad": "proof.pdf"}


def test_an_advertisers_page_goes_by_its_name_not_by_its_number() -> None:
    found = with_pictures(PAGE, ["1.pdf", "2.jpg"], all_of_them=True)
    assert placed(found) == {"万亩麦田开镰 1": "2.jpg"}
    assert "1.pdf is not placed" in " ".join(one.message for one in found.findings)
