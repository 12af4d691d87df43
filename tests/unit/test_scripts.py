"""Every Chinese: told from the copy or said, and set in its own faces in all roles and weights."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

import broadsheet
from broadsheet import api, interchange
from broadsheet.edition import Edition
from broadsheet.errors import EditionError, SpecError
from broadsheet.fonts import scripts
from broadsheet.formats.edition_yaml import dump_json, dump_yaml, read
from tests.unit.pages_of import small_spec, text_of

MAINLAND = "渔港开市，千艘渔船趁晨雾归来。镇里说：“这样的好日子，一年也就几回。”"
TAIWAN = "漁港開市，千艘漁船趁晨霧歸來。鎮公所說：「這樣的好日子，一年裡頭也就幾回。」"
HONG_KONG = "漁港開市，冇諗過咁多船返嚟。鄺伯話：「我喺衖口賣咗三十年魚，箱篋裏有舊賬。」"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (MAINLAND, "zh-Hans"),
        (TAIWAN, "zh-Hant-TW"),
        (HONG_KONG, "zh-Hant-HK"),
        (MAINLAND + "族谱上说：「鄺氏自閩渡海。」", "zh-Hans"),
        (TAIWAN + "大陸的招牌寫作「渔乡饭馆」。", "zh-Hant-TW"),
        # what Japanese has in common with HKSCS tells nothing
        (TAIWAN + "信封寫著「長崎県小値賀町沢辺様」，郵戳是平戸。", "zh-Hant-TW"),
        # a name with one such letter is no page of Hong Kong, but the place's own paper is
        (TAIWAN.replace("裡", "") + "主委陳羣昨日說。", "zh-Hant-TW"),
        ("香港晚報：漁船歸來，一年裏頭也就幾回。", "zh-Hant-HK"),
        ("大小上下人天山水", ""),
        ("The tide came in at six.", ""),
        ("", ""),
    ],
)
def test_the_script_of_a_copy_is_told(text: str, script: str) -> None:
    assert scripts.told(text) == script


@pytest.mark.parametrize(
    ("language", "script", "told"),
    [
        ("zh-CN", "zh-Hant-TW", "zh-TW"),
        ("zh-CN", "zh-Hant-HK", "zh-HK"),
        ("zh-CN", "zh-Hans", "zh-CN"),
        ("zh-SG", "zh-Hans", "zh-SG"),
        ("zh-MO", "zh-Hant-HK", "zh-MO"),
        ("zh-CN", "", "zh-CN"),
        ("en-GB", "zh-Hant-TW", "en-GB"),
    ],
)
def test_the_language_of_a_paper_follows_its_script(language: str, script: str, told: str) -> None:
    assert scripts.language_in(language, script) == told


def day(text: str, name: str = "海潮晚報", **more: str) -> Edition:
    story = {"kind": "article", "id": "s1", "headline": text[:9], "deck": text[5:15],
             "byline": "記者 游堃", "body": [text * 3, {"kind": "crosshead", "text": text[:5]},
                                           text * 3]}  # fmt: skip
    return broadsheet.read_edition({"masthead": {"name": name}, "items": [story], **more})


def faces_of(pages: broadsheet.Pages) -> set[str]:
    return {face for face, _ in pages.faces}


MAP = "M M M M | 8行\np p p p | auto"
BOXES = {"M": {"masthead": {}}, "p": {"story": 1}}


@pytest.mark.parametrize(
    ("text", "infix", "language"),
    [(MAINLAND, "", "zh-CN"), (TAIWAN, "-tc", "zh-TW"), (HONG_KONG, "-hk", "zh-HK")],
)
def test_each_chinese_has_its_own_faces_in_all_roles_and_weights(
    text: str, infix: str, language: str
) -> None:
    spec = small_spec(MAP, BOXES, **FOUR_STYLES)
    name = "海潮晚报" if text is MAINLAND else "海潮晚報"
    pages = broadsheet.compose(day(text, name), spec)
    written = infix and "-tc"  # kai and brush have one face for both
    assert faces_of(pages) == {
        f"song{infix}-regular",
        f"song{infix}-black",
        f"hei{infix}-bold",
        f"kai{written}-regular",
        f"brush{written}-regular",
    }
    assert pages.lang == language
    lost = {"no-face", "other-face", "stand-in", "mixed-faces"}
    findings = (*pages.findings, *api.lint(pages, spec))
    assert not [f for f in findings if f.code in lost]
    assert text_of(pages, "s1") == text * 6


FOUR_STYLES = {
    "typefaces": {
        "song": ["Noto Serif SC"],
        "hei": ["Noto Sans SC"],
        "kai": ["Broadsheet Kai"],
        "brush": ["Ma Shan Zheng"],
    },
    "styles": {
        "headline": {"face": "song", "weight": "black", "size": "20pt..30pt"},
        "deck": {"face": "hei", "weight": "bold", "size": "12pt"},
        "byline": {"face": "kai", "size": "10pt"},
        "crosshead": {"face": "song", "weight": "black", "size": "12pt"},
        "nameplate": {"face": "brush", "size": "20pt..60pt"},
    },
}


def test_who_says_a_script_is_obeyed_the_edition_first() -> None:
    spec = small_spec(MAP, BOXES, **FOUR_STYLES, script="zh-Hant-HK")
    assert "song-hk-black" in faces_of(broadsheet.compose(day(MAINLAND), spec))
    said = day(MAINLAND, script="zh-Hant-TW")
    assert "song-tc-black" in faces_of(broadsheet.compose(said, spec))
    language = small_spec(MAP, BOXES, **FOUR_STYLES, language="zh-HK")
    assert "song-hk-black" in faces_of(broadsheet.compose(day(MAINLAND), language))


def test_a_script_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(EditionError, match=r"script: 'zh-TW' .*zh-Hans, zh-Hant-TW"):
        day(TAIWAN, script="zh-TW")
    with pytest.raises(SpecError, match="script"):
        small_spec(MAP, BOXES, script="hant")


def test_a_script_lives_through_the_edition_s_forms() -> None:
    said = day(TAIWAN, script="zh-Hant-HK")
    for form in (dump_yaml, dump_json):
        assert read(form(said)).script == "zh-Hant-HK"


@pytest.mark.parametrize("form", ["ninjs", "ninjs2", "newsml", "nitf", "markdown", "stories"])
def test_a_script_goes_to_other_systems_and_comes_back(form: str, tmp_path: Path) -> None:
    for name, content in interchange.export(day(TAIWAN, script="zh-Hant-HK"), form).files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert interchange.import_files(files).edition.script == "zh-Hant-HK"


def test_a_traditional_page_reads_back_as_it_was() -> None:
    pages = broadsheet.compose(day(HONG_KONG), small_spec(MAP, BOXES, **FOUR_STYLES))
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    out.seek(0)
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(out).pages)
    assert HONG_KONG * 3 in text


def test_one_book_serves_editions_of_several_scripts() -> None:
    spec = small_spec(MAP, BOXES, **FOUR_STYLES)
    from broadsheet.api import materials

    book = materials.open_faces(spec.style)
    found = [
        faces_of(broadsheet.compose(day(text), spec, book=book))
        for text in (MAINLAND, HONG_KONG, MAINLAND)
    ]
    assert found[0] == found[2]
    assert found[0].isdisjoint(found[1])


@pytest.mark.parametrize(("text", "label"), [(MAINLAND, "广告"), (HONG_KONG, "廣告")])
def test_labels_of_a_spec_are_in_the_script_of_the_edition(text: str, label: str) -> None:
    facts = {"kind": "ad", "id": "a1", "name": "潮記茶莊", "lines": ["潮記茶莊"]}
    edition = broadsheet.read_edition(
        {"items": [{"kind": "article", "id": "s1", "headline": "潮", "body": [text]}, facts]}
    )
    spec = small_spec("p p p q | auto", {"p": {"story": 1}, "q": {"ad": 1}})
    pages = broadsheet.compose(edition, spec)
    said = "".join(line.plain for line in pages.lines())
    assert label in said
    assert not [f for f in api.lint(pages, spec) if f.code == "ad-unmarked"]


@pytest.mark.parametrize(
    ("text", "least", "most"), [("바다는 길이다", 5.7, 6.3), ("海就是 一条路", 7, 7)]
)
def test_words_of_hangul_stand_a_word_space_apart(text: str, least: float, most: float) -> None:
    done = broadsheet.set_text(text, broadsheet.load_spec(), broadsheet.TrialOrder(measure="20em"))
    [line] = done.lines
    assert least <= round(line.width / done.size, 3) <= most
