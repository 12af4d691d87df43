"""Proof: damaged pages are told from good ones, and the damage is named in its place."""

import io
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadsheet
from broadsheet import display, limits
from broadsheet.edition import (
    Advert,
    Article,
    Block,
    Byline,
    Ear,
    Edition,
    EditionPage,
    Info,
    Masthead,
    Notice,
    Photo,
    Picture,
)
from broadsheet.errors import SourceError
from broadsheet.fonts.face import open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.paint.pdf import paint
from broadsheet.proof import compare, compare_text, extract
from broadsheet.proof.letters import letters
from broadsheet.proof.masthead import missing_facts
from broadsheet.proof.order import longest_chain, places

FERRY = (
    "春潮涌动，城西的渡口又热闹起来。摆渡的老人说：“今年的水，比去年高了三尺。”",
    "傍晚时分，第2批乘客上岸，Open Air 茶座亮起灯火。运量比上年增长11.6%，又是新高。",
    "入夜以后，江面渐渐平静，只剩几盏渔火，远处传来一声汽笛。",
)
EDITION = Edition(
    masthead=Masthead(name="江渚日报", date="2024-03-05", issue_number="128"),
    pages=(
        EditionPage(
            items=(
                Article(
                    id="ferry",
                    headline="渡口新春　人来人往",
                    source="本报讯",
                    byline=Byline(raw="记者江一舟报道"),
                    body=(
                        Block(text=FERRY[0]),
                        Block(kind="crosshead", text="灯火照归人"),
                        Block(text=FERRY[1]),
                        Block(text=FERRY[2]),
                    ),
                ),
                Advert(id="bank", copy=("江渚银行", "电话0571-1234")),
            )
        ),
    ),
)
# One string for each line of the page, as a good page has them.
GOOD = (
    "江渚日报 2024年3月5日 第128期",
    "渡口新春",
    "人来人往",
    "本报讯　记者江一舟报道　" + FERRY[0][:12],
    FERRY[0][12:30],
    FERRY[0][30:],
    "灯火照归人",
    "傍晚时分，第 2 批乘客上岸，Open",
    "Air 茶座亮起灯火。运量比上年增长 11.6%，又是新高。",
    FERRY[2],
    "广告",
    "江渚银行",
    "电话 0571-1234",
)


@pytest.fixture(scope="module")
def page_of() -> Callable[[Sequence[str]], bytes]:
    """Return what sets lines into a PDF, one below the other."""
    manifest = read_manifest()
    face = open_bundled(manifest, manifest.faces[0])

    def make(lines: Sequence[str]) -> bytes:
        marks = []
        for n, text in enumerate(lines):
            glyphs = tuple(face.glyph(char) for char in text)
            run = display.Run(face.id, 10.0, glyphs, text, display.Source("it", "para"))
            marks.append(display.TextLine(20.0, 30.0 + 15 * n, 500.0, (run,)))
        page = display.Page(number=1, width=600, height=400, marks=tuple(marks))
        out = io.BytesIO()
        paint(display.Pages(pages=(page,)), {face.id: face}, out)
        return out.getvalue()

    return make


STORY = "story 1 paragraph 3: 第 {} 字: 应为“{}”, 页面为“{}”"


def found(pdf: bytes) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in compare(pdf, EDITION)]


def without(lines: Sequence[str], piece: str, instead: str = "") -> list[str]:
    changed = [line.replace(piece, instead) for line in lines]
    assert changed != list(lines)
    return changed


def test_a_good_page_has_no_fault(page_of: Any) -> None:
    assert found(page_of(GOOD)) == []


def test_a_lost_sentence(page_of: Any) -> None:
    assert found(page_of(without(GOOD, "只剩几盏渔火，"))) == [
        ("proof-lost", STORY.format(13, "只剩几盏渔火，远处传", "远处传来一声汽笛。广")),
    ]


def test_paragraphs_that_changed_places(page_of: Any) -> None:
    swapped = [*GOOD[:6], GOOD[9], *GOOD[6:9], *GOOD[10:]]
    assert found(page_of(swapped)) == [
        (
            "proof-order",
            STORY.format(1, "入夜以后，江面渐渐平", "广告江渚银行电话05")
            + "; it stands after story 1 paragraph 1",
        ),
    ]


def test_a_character_for_another(page_of: Any) -> None:
    assert found(page_of(without(GOOD, "渔火", "渔水"))) == [
        ("proof-changed", STORY.format(18, "火，远处传来一声汽笛", "水，远处传来一声汽笛")),
    ]


def test_a_space_between_two_han(page_of: Any) -> None:
    assert found(page_of(without(GOOD, "渔火", "渔 火"))) == [
        ("proof-space", STORY.format(18, "只剩几盏渔火，远处传", "只剩几盏渔 火，远处传")),
    ]


def test_a_line_torn_apart(page_of: Any) -> None:
    torn = [*GOOD[:3], GOOD[3], GOOD[5], GOOD[4], *GOOD[6:]]
    assert [code for code, _ in found(page_of(torn))] == ["proof-torn"]


def test_a_column_cut_short(page_of: Any) -> None:
    assert found(page_of(without(GOOD, "远处传来一声汽笛。"))) == [
        ("proof-lost", STORY.format(20, "远处传来一声汽笛。", "广告江渚银行电话05")),
    ]


def test_furniture_inside_a_passage_is_foreign(page_of: Any) -> None:
    inside = [*GOOD[:5], "广告", *GOOD[5:]]
    ((code, message),) = found(page_of(inside))
    assert code == "proof-foreign"
    assert "第 31 字: " in message
    assert message.endswith(f"页面为“广告{FERRY[0][30:38]}”")


def test_a_story_that_is_not_there(page_of: Any) -> None:
    faults = found(page_of([GOOD[0], *GOOD[10:]]))
    assert {code for code, _ in faults} == {"proof-lost"}
    assert [message.split(":")[0] for _, message in faults] == [
        "story 1 headline",
        "story 1 source",
        "story 1 byline",
        "story 1 paragraph 1",
        "story 1 crosshead",
        "story 1 paragraph 2",
        "story 1 paragraph 3",
    ]
    assert faults[0][1] == "story 1 headline: 第 1 字: 应为“渡口新春人来人往”, 页面没有"


def test_a_space_that_is_missing_between_words(page_of: Any) -> None:
    run_together = [*GOOD[:7], GOOD[7] + GOOD[8], *GOOD[9:]]
    ((code, message),) = found(page_of(run_together))
    assert code == "proof-space"
    assert message.endswith("应为“，Open Air茶座”, 页面为“，OpenAir茶座”")


def test_facts_of_the_masthead_are_looked_for_in_every_form() -> None:
    facts = {"date": "2024-03-05", "cn_code": "CN33-0018", "phone": "0571-88, 0571-99"}
    assert missing_facts(facts, "2024年3月5日CN33-0018电话0571-88;0571-99") == []
    assert missing_facts(facts, "二〇二四年三月五日cn33-00180571-990571-88") == []
    assert missing_facts(facts, "2024年3月星期二5总第1期CN33-00180571-880571-99") == []
    assert missing_facts(facts, "2024.03.05") == ["cn_code", "phone"]
    assert missing_facts(facts, "2024年3月15日CN33-0018") == ["date", "phone"]
    assert missing_facts({"date": "next week"}, "2024年") == ["date"]
    ear = {"ear_promo": "春风得意　万象更新"}
    assert missing_facts(ear, "万象更新春风得意") == []
    assert missing_facts(ear, "万象更新") == ["ear_promo"]


def test_a_missing_fact_is_a_finding(page_of: Any) -> None:
    pdf = page_of(without(GOOD, "128", "129"))
    assert found(pdf) == [("proof-masthead", "masthead issue_number: 应为“128”, 页面没有")]


def test_findings_say_page_and_item() -> None:
    text = "\n".join(GOOD[:9]) + "\f" + "\n".join(GOOD[9:]).replace("渔火", "渔水") + "\f"
    (finding,) = compare_text(text, EDITION)
    assert (finding.page, finding.item, finding.level) == (2, "ferry", "error")


def test_every_kind_of_item_is_read_and_named() -> None:
    edition = Edition(
        masthead=Masthead(ear=Ear(caption="扫一扫")),
        pages=(
            EditionPage(
                items=(
                    Photo(id="p", picture=Picture(caption="江上渔舟", credit="江一舟摄")),
                    Notice(
                        id="n", title="遗失声明", copy=("甲遗失证件，声明作废。", "乙遗失印章。")
                    ),
                    Info(id="i", copy=("热线12345",)),
                    Article(id="a", body=(Block(kind="table", text="甲\t1\n乙\t2"),)),
                )
            ),
        ),
    )
    good = "扫一扫 江上渔舟 江一舟摄 遗失声明 甲遗失证件，声明作废。 乙遗失印章。 热线 12345 甲1乙2"
    assert compare_text(good, edition) == ()
    bad = "扫 江上鱼舟 江一舟 遗失 甲遗失证件，声明。 乙遗失。 热线 1235 甲1乙3"
    names = [finding.message.split(":")[0] for finding in compare_text(bad, edition)]
    assert names == [
        "masthead ear_caption",
        "photo 1 caption",
        "photo 1 credit",
        "notice 1 line",
        "notice 1 line 2",
        "notice 1 line 3",
        "info 1 line",
        "story 1 table",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a PDF"),
        (b"PK\x03\x04 a picture, perhaps", "is not a PDF"),
        (b"%PDF-1.7\n", "is broken: its text can't be read"),
        (b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF", "is broken: its text can't be read"),
    ],
)
def test_what_is_no_pdf_is_refused_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(SourceError) as fault:
        extract(content)
    assert str(fault.value) == message


def test_a_torn_file_is_refused_or_read(page_of: Any) -> None:
    whole = page_of(GOOD)
    for end in range(100, len(whole), len(whole) // 23):
        try:
            text = extract(whole[:end])
        except SourceError:
            continue
        assert isinstance(text, str)


def test_a_file_with_broken_bytes_is_refused_or_read(page_of: Any) -> None:
    whole = page_of(GOOD)
    refused = 0
    for n in range(60):
        broken = bytearray(whole)
        for k in range(12):
            at = (n * 7919 + k * 104729) % len(whole)
            broken[at] = (broken[at] + 1 + n) % 256
        try:
            extract(bytes(broken))
        except SourceError:
            refused += 1
    assert 0 < refused < 60


def test_spellings_that_pypdf_gave_up_are_refused(page_of: Any) -> None:
    with pytest.raises(SourceError, match="is broken"):
        extract(page_of(GOOD).replace(b"/FlateDecode", b"/Fl         "))


def test_too_many_objects_are_refused(page_of: Any) -> None:
    content = page_of(GOOD)
    with limits.put(objects=3), pytest.raises(SourceError, match=r"holds [0-9]+ objects"):
        extract(content)


def test_a_locked_file_is_refused(page_of: Any) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(page_of(GOOD)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(SourceError, match="is locked with a password"):
        extract(out.getvalue())


def test_a_page_without_text_is_one_finding(page_of: Any) -> None:
    assert found(page_of([])) == [("proof-empty", "there is no text to read")]


def test_a_stream_is_read_like_bytes(page_of: Any) -> None:
    assert compare(io.BytesIO(page_of(GOOD)), EDITION) == ()


def test_white_is_taken_out_and_remembered() -> None:
    found = letters("渡口 新\u3000春\n人\u200b来 \n\f往")
    assert found.text == "渡口新春人来往"
    assert found.spaces == {2, 3}
    assert found.ends == {4, 6}
    assert [found.page(at) for at in (0, 5, 6)] == [1, 1, 2]


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), max_size=8), st.data())
def test_the_chain_is_in_order_apart_and_no_lighter_than_any_other(
    passages: list[str], data: st.DataObject
) -> None:
    page = data.draw(st.text("甲乙丙丁", max_size=24))
    chain = longest_chain(places(passages, page))
    spans = [chain[n] for n in sorted(chain)]
    for n, place in chain.items():
        assert page[place.start : place.end] == passages[n]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    weight = sum(place.end - place.start for place in spans)
    assert weight == heaviest(passages, page)


def heaviest(passages: Sequence[str], page: str) -> int:
    """The same by trying everything: the most letters of passages in order, apart."""
    best: Mapping[int, int] = {0: 0}  # end on the page -> letters
    for text in passages:
        more = dict(best)
        for end, weight in best.items():
            at = page.find(text, end)
            while at >= 0:
                stop = at + len(text)
                more[stop] = max(more.get(stop, 0), weight + len(text))
                at = page.find(text, at + 1)
        best = more
    return max(best.values())


@given(st.integers(0, len(FERRY[2]) - 2), st.sampled_from(["〇", "", "〇〇"]))
def test_any_change_of_any_letter_is_found(at: int, instead: str) -> None:
    text = "\n".join(GOOD)
    changed = FERRY[2][:at] + instead + FERRY[2][at + 1 :]
    (finding,) = compare_text(text.replace(FERRY[2], changed), EDITION)
    assert finding.message.startswith("story 1 paragraph 3: 第 ")
    place = int(finding.message.split("第 ")[1].split(" ")[0])
    assert place == at + 1 or FERRY[2][at:place] == FERRY[2][at] * (place - at)


def test_a_story_over_two_sheets_is_read_where_it_begins() -> None:
    paragraphs = [f"第{n}段，" + "潮水退了三尺灯火照着归人" * 12 + "。" for n in range(58)]
    last = "末段，" + "渡口夜航海带开镰新桥合龙" * 24 + "。"
    story = {"kind": "article", "headline": "渡口记事", "body": [*paragraphs, last]}
    adverts = [{"kind": "ad", "lines": [f"{name}开张", "新到"]} for name in ("米行", "书店")]
    day = broadsheet.read_edition({"masthead": {"name": "苇荡晚报"}, "items": [story, *adverts]})
    pages, out = broadsheet.compose(day), io.BytesIO()
    assert len(pages.pages) > 1
    broadsheet.write_pdf(pages, out)
    assert [f.message for f in broadsheet.prove(out.getvalue(), day)] == []
