import json
import textwrap
from typing import get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.edition import (
    Advert,
    Article,
    Block,
    BlockKind,
    Byline,
    Credit,
    Cut,
    Ear,
    Edition,
    EditionPage,
    Info,
    Item,
    Jump,
    Masthead,
    Notice,
    Photo,
    Picture,
)
from broadsheet.errors import EditionError
from broadsheet.formats import edition_plain, yaml_writer
from broadsheet.formats.edition_yaml import dump_json, dump_yaml, read

WHOLE = """\
spec: duikai-6
masthead:
  name: 江城晚报
  date: 2024-05-06
  weekday: 星期一
  issue_number: 0812
  cn_code: CN33-0099
  price: "1.50"
  ear: {promo: 掌上江城, qr: {caption: 官方公众号, src: qr.png}}
page: {folio: A3, section: 要闻, editors: 李四}
items:
- kind: article
  id: bridge
  section: 民生
  kicker: 三年建设　一朝贯通
  headline: 新桥今天通车
  deck: ——全长两公里
  source: 本报讯
  byline: {raw: 记者张三报道, roles: [{role: 记者, names: [张三]}]}
  body:
  - {kind: para, text: 清晨六点。, lines: [53, 55], cuts: [{before: 清晨, after: 六点}]}
  - {kind: crosshead, text: 桥上}
  - 第二段。
  pictures:
  - {src: bridge.png, caption: 桥, credit: 王五摄, alt: 一座桥, focus: 40% 30%, place: 1}
  signature: （张三）
  jump: {type: to, page: 3, raw: （下转第3版）}
  at: [50, 80]
- {kind: ad, name: 江城茶社, lines: [江城茶社, 春茶上市], src: tea.png, alt: 茶, at: [81]}
- {kind: notice, title: 公告, lines: ["遗失：证件", 声明作废]}
- {kind: photo, caption: 晨雾, src: fog.jpg, credit: 赵六摄, alt: 雾, focus: 50% 50%}
- kind: info
  lines: |
    热线 88880000
    订阅 88880001
"""

EDITION = Edition(
    spec="duikai-6",
    masthead=Masthead(
        name="江城晚报",
        date="2024-05-06",
        weekday="星期一",
        issue_number="0812",
        cn_code="CN33-0099",
        price="1.50",
        ear=Ear(promo="掌上江城", caption="官方公众号", src="qr.png"),
    ),
    pages=(
        EditionPage(
            folio="A3",
            section="要闻",
            editors="李四",
            items=(
                Article(
                    id="bridge",
                    section="民生",
                    kicker="三年建设　一朝贯通",
                    headline="新桥今天通车",
                    deck="——全长两公里",
                    source="本报讯",
                    byline=Byline(
                        raw="记者张三报道", roles=(Credit(role="记者", names=("张三",)),)
                    ),
                    body=(
                        Block(
                            text="清晨六点。",
                            lines=(53, 55),
                            cuts=(Cut(before="清晨", after="六点"),),
                        ),
                        Block(kind="crosshead", text="桥上"),
                        Block(text="第二段。"),
                    ),
                    pictures=(
                        Picture(
                            src="bridge.png",
                            caption="桥",
                            credit="王五摄",
                            alt="一座桥",
                            focus="40% 30%",
                            place=1,
                        ),
                    ),
                    signature="（张三）",
                    jump=Jump(type="to", page="3", raw="（下转第3版）"),
                    lines=(50, 80),
                ),
                Advert(
                    id="江城茶社",
                    name="江城茶社",
                    copy=("江城茶社", "春茶上市"),
                    src="tea.png",
                    alt="茶",
                    lines=(81,),
                ),
                Notice(id="公告", title="公告", copy=("遗失：证件", "声明作废")),
                Photo(
                    id="晨雾",
                    picture=Picture(
                        src="fog.jpg", caption="晨雾", credit="赵六摄", alt="雾", focus="50% 50%"
                    ),
                ),
                Info(id="info-1", copy=("热线 88880000", "订阅 88880001")),
            ),
        ),
    ),
)


def test_every_key_goes_to_its_field() -> None:
    assert read(WHOLE) == EDITION


def test_a_mapping_reads_like_its_yaml() -> None:
    tree = yaml.load(WHOLE, yaml.BaseLoader)
    assert read(tree) == EDITION
    assert read({"masthead": {"issue_number": 812}}).masthead.issue_number == "812"


def test_what_is_written_reads_back() -> None:
    assert read(dump_yaml(EDITION)) == EDITION
    assert read(dump_json(EDITION)) == EDITION
    assert edition_plain.plain(EDITION) == json.loads(dump_json(EDITION))


def test_the_folder_is_the_readers() -> None:
    assert read("items: []", folder="/copy").folder == "/copy"


def test_yaml_is_written_for_people() -> None:
    edition = Edition(
        masthead=Masthead(name="江城晚报", date="2024-05-06", ear=Ear(caption="码")),
        pages=(
            EditionPage(
                folio="1",
                items=(
                    Article(
                        id="a",
                        headline="桥: 通车",
                        byline=Byline(raw="记者张三"),
                        body=(Block(text="长" * 300), Block(text="“引文”", lines=(5, 6))),
                        pictures=(Picture(),),
                    ),
                    Advert(id="b", copy=("茶社", "电话：88880000")),
                    Notice(id="c", copy=("长" * 60, "短" * 20)),
                ),
            ),
        ),
    )
    assert dump_yaml(edition) == textwrap.dedent(f"""\
        masthead:
          name: 江城晚报
          date: 2024-05-06
          ear:
            qr:
              caption: 码
        page:
          folio: 1
        items:
        - kind: article
          id: a
          headline: "桥: 通车"
          byline: 记者张三
          body:
          - {"长" * 300}
          - kind: para
            text: “引文”
            lines: [5, 6]
          pictures:
          - {{}}
        - kind: ad
          id: b
          lines: [茶社, 电话：88880000]
        - kind: notice
          id: c
          lines:
          - {"长" * 60}
          - {"短" * 20}
        """)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("平常的话。", "平常的话。"),
        ("CN33-0018", "CN33-0018"),
        ("", '""'),
        ("null", '"null"'),
        ("Yes", '"Yes"'),
        ("a: b", '"a: b"'),
        ("http://a.cn:80/x#y", "http://a.cn:80/x#y"),
        ("a #b", '"a #b"'),
        ("尾:", '"尾:"'),
        ("- 项", '"- 项"'),
        (" 首", '" 首"'),
        ("　首", '"　首"'),
        ("“引”", "“引”"),
        ('"引"', '"\\"引\\""'),
        ("两\n行", '"两\\n行"'),
        ("格\t", '"格\\t"'),
        ("a\u2028b\x85\ufeff", '"a\\u2028b\\u0085\\ufeff"'),
    ],
)
def test_a_text_is_quoted_only_where_it_must(text: str, written: str) -> None:
    assert yaml_writer.scalar(text) == written
    assert yaml.load(f"- {written}\n", yaml.BaseLoader) == [text]
    assert read({"spec": text}).spec == text


def test_pages_stand_under_pages() -> None:
    text = "pages:\n- folio: 1\n  items:\n  - {kind: photo, caption: 雾}\n- {folio: 2}\n"
    edition = read(text)
    assert [page.folio for page in edition.pages] == ["1", "2"]
    assert [item.id for item in edition.items] == ["雾"]
    assert read(dump_yaml(edition)) == edition
    assert read("masthead: {name: 报}").pages == ()
    assert read("page: {folio: 7}").pages == (EditionPage(folio="7"),)


def test_ids_are_made_once_and_stay() -> None:
    text = """
        items:
        - {kind: article, headline: 江边“三座桥”今天上午全部贯通了}
        - {kind: article, headline: 江边三座桥今天上午全部贯通}
        - {kind: article, id: ad-1}
        - {kind: ad}
        - {kind: article, headline: "Bridge opens: 3 km, at last"}
        - {kind: article, headline: masthead}
        - {kind: photo}
    """
    edition = read(textwrap.dedent(text))
    assert [item.id for item in edition.items] == [
        "江边三座桥今天上午全部贯",
        "江边三座桥今天上午全部贯-2",
        "ad-1",
        "ad-2",
        "bridge-opens-3-km-at-last",
        "masthead-2",
        "photo-1",
    ]
    assert read(dump_yaml(edition)) == edition


MISTAKES = [
    ("", "1:1: the edition is empty (write items: and the stories)"),
    ("- kind: ad", "1:1: a mapping is needed, a list stands here (write key: value)"),
    ("mast: {}", "1:1: mast: 'mast' is no key here (did you mean masthead?)"),
    ("masthead: {nam: x}", "1:12: masthead.nam: 'nam' is no key here (did you mean name?)"),
    ("masthead: {date: 2021-8-18}", "1:18: masthead.date: '2021-8-18' is not a date (write 2021-"),
    ("masthead: {date: 2021-02-30}", "1:18: masthead.date: '2021-02-30' is not a date"),
    ("masthead: {ear: {code: x}}", "1:18: masthead.ear.code: 'code' is no key here"),
    ("masthead: {name: [x]}", "1:18: masthead.name: a text is needed, a list stands here"),
    ("items: {kind: ad}", "1:8: items: a list is needed here (begin the entry with '- ')"),
    ("items: [x]", "1:9: items.1: a mapping is needed, the text 'x' stands here"),
    ("items: [{id: x}]", "1:9: items.1: kind is missing (write kind: with one of article, ad,"),
    ("items: [{kind: advert}]", "1:16: items.1.kind: 'advert' is not allowed here (write one"),
    ("items: [{kind: ad, headline: x}]", "1:20: items.1.headline: 'headline' is no key here"),
    ("items: [{kind: article, hedline: x}]", "1:25: items.1.hedline: 'hedline' is no key here"),
    ("items: [{kind: article, body: {text: x}}]", "1:31: items.1.body: a list is needed here"),
    (
        "items: [{kind: article, body: [a, {kind: parra, text: x}]}]",
        "1:42: items.1.body.2.kind: 'parra' is not allowed here (did you mean para? One of para,",
    ),
    ("items: [{kind: article, body: [{kind: note}]}]", "1:32: items.1.body.1: text is missing"),
    (
        "items: [{kind: article, body: [{text: x, cuts: [{before: a}]}]}]",
        "1:49: items.1.body.1.cuts.1: after is missing (write after: …)",
    ),
    ("items: [{kind: article, jump: {type: on}}]", "1:38: items.1.jump.type: 'on' is not allowed"),
    ("items: [{kind: article, jump: {page: 3}}]", "1:31: items.1.jump: type is missing (write ty"),
    ("items: [{kind: article, at: [a]}]", "1:30: items.1.at.1: 'a' is not a whole number"),
    ("items: [{kind: article, byline: {names: x}}]", "1:34: items.1.byline.names: 'names' is no"),
    ("items: [{kind: article, pictures: a.png}]", "1:35: items.1.pictures: a list is needed here"),
    (
        "items: [{kind: photo, focus: left}]",
        "1:30: items.1.focus: 'left' is not a point of the picture "
        "(write 40% 30%, each 0% to 100%)",
    ),
    ("items: [{kind: photo, place: -1}]", "1:30: items.1.place: '-1' is not a whole number"),
    (
        "items: [{kind: ad, id: a}, {kind: ad, id: a}]",
        "1:28: the id 'a' is taken (first in line 1)",
    ),
    ("items: [{kind: ad, id: masthead}]", "1:9: the id 'masthead' is taken (take another word)"),
    ('items: [{kind: ad, id: "a\\nb"}]', "1:24: items.1.id: 'a\\nb' is not an id"),
    ("pages: []\nitems: []", "1:1: pages: pages stand beside page or items (put the items under"),
    ("masthead: {name: a}\nmasthead: {}", "2:1: masthead: the key 'masthead' comes twice"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_are_answered_with_place_key_and_a_way_out(text: str, message: str) -> None:
    with pytest.raises(EditionError) as caught:
        read(text, file="e.yaml")
    told = str(caught.value)
    assert told.startswith(f"e.yaml:{message}")
    assert told.endswith(")")


def test_all_that_is_wrong_is_told_in_one_pass() -> None:
    text = (
        "masthead: {date: 2026-02-30, nmae: 报}\nitems:\n- {kind: article, headline: 潮, rank: 0,\n"
        "   body: [甲, {kind: crosshad, text: 乙}]}\n- {kind: advert}\n"
    )
    with pytest.raises(EditionError) as caught:
        read(text, file="day.yaml")
    places = [str(fault).split(": ")[:2] for fault in caught.value.each()]
    assert places == [
        ["day.yaml:1:18", "masthead.date"],
        ["day.yaml:1:30", "masthead.nmae"],
        ["day.yaml:3:38", "items.1.rank"],
        ["day.yaml:4:21", "items.1.body.2.kind"],
        ["day.yaml:5:10", "items.2.kind"],
    ]


def test_of_very_many_faults_the_first_twenty_are_told() -> None:
    text = "items:\n" + "- {kind: advert}\n" * 500
    with pytest.raises(EditionError) as caught:
        read(text, file="day.yaml")
    lines = [fault.where.line for fault in caught.value.each() if fault.where]
    assert lines == list(range(2, 22))


def test_without_a_file_the_place_is_still_told() -> None:
    with pytest.raises(EditionError, match=r"^edition:1:8: items: a list is needed"):
        read("items: {}")
    with pytest.raises(EditionError, match=r"^mapping: items: a list is needed"):
        read({"items": {}})


ODD = [
    *("", "~", "yes", "null", "0x1F", "a: b", "x #y", "? k", ": v", "---", "...", "- z"),
    *('"引"', "'", "*c", "&d", "!e", "|", ">", "%f", "@g", "`h", "{a}", "[b]", "\\"),
    *(" 首", "尾 ", "一\n二", "a\r\nb", "\t", "😀", "\\ud83d\\ude00"),
    *("\u2028", "\x85", "\ufeff", "\x7f", "\x00", "\ufffe"),
]
TEXT = st.text(max_size=20) | st.sampled_from(ODD)
NUMBERS = st.lists(st.integers(0, 9999), max_size=2).map(tuple)
WORD = st.text(st.characters(categories=["L", "N", "P", "So"]), min_size=1, max_size=12)
BLOCK = st.builds(
    Block,
    kind=st.sampled_from(get_args(BlockKind)),
    text=TEXT,
    lines=NUMBERS,
    cuts=st.lists(st.builds(Cut, before=TEXT, after=TEXT), max_size=2).map(tuple),
)
PICTURE = st.builds(
    Picture,
    src=TEXT,
    caption=TEXT,
    credit=TEXT,
    alt=TEXT,
    focus=st.sampled_from(["", "40% 30%", "33.3% 0%"]),
    place=st.integers(0, 9),
)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
BYLINE = st.builds(
    Byline,
    raw=TEXT,
    roles=st.lists(st.builds(Credit, role=TEXT, names=NAMES), max_size=2).map(tuple),
)
ARTICLE = st.builds(
    Article,
    id=WORD,
    section=TEXT,
    kicker=TEXT,
    headline=TEXT,
    deck=TEXT,
    source=TEXT,
    byline=st.none() | BYLINE,
    body=st.lists(BLOCK, max_size=3).map(tuple),
    pictures=st.lists(PICTURE, max_size=2).map(tuple),
    signature=TEXT,
    jump=st.none() | st.builds(Jump, type=st.sampled_from(["to", "from"]), page=TEXT, raw=TEXT),
    lines=NUMBERS,
)
ITEM: st.SearchStrategy[Item] = st.one_of(
    ARTICLE,
    st.builds(Advert, id=WORD, name=TEXT, copy=NAMES, src=TEXT, alt=TEXT, lines=NUMBERS),
    st.builds(Notice, id=WORD, title=TEXT, copy=NAMES, lines=NUMBERS),
    st.builds(Photo, id=WORD, picture=PICTURE, lines=NUMBERS),
    st.builds(Info, id=WORD, title=TEXT, copy=NAMES, lines=NUMBERS),
)
PAGE = st.builds(
    EditionPage,
    folio=TEXT,
    section=TEXT,
    editors=TEXT,
    items=st.lists(ITEM, max_size=2).map(tuple),
)
MASTHEAD = st.builds(
    Masthead,
    name=TEXT,
    date=st.sampled_from(["", "2021-08-18", "2024-02-29"]),
    slogan=TEXT,
    address=TEXT,
    ear=st.builds(Ear, promo=TEXT, caption=TEXT, src=TEXT),
)
EDITIONS = st.builds(
    Edition, masthead=MASTHEAD, pages=st.lists(PAGE, max_size=3).map(tuple), spec=TEXT
).filter(lambda e: len({i.id for i in e.items} | {"masthead"}) == len(e.items) + 1)


@settings(max_examples=150, deadline=None)
@given(EDITIONS)
def test_any_edition_comes_back_exactly(edition: Edition) -> None:
    text = dump_yaml(edition)
    assert read(text) == edition
    assert read(dump_json(edition)) == edition
    assert dump_yaml(read(text)) == text


@given(st.text(max_size=40) | TEXT)
def test_any_text_comes_back_exactly(text: str) -> None:
    assert read(dump_yaml(Edition(spec=text))).spec == text
    assert read(dump_json(Edition(spec=text))).spec == text
    assert yaml.safe_load(dump_json(Edition(spec=text))) == ({"spec": text} if text else {})
