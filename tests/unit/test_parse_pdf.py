"""PDF pages by what is drawn: order, heads, paragraphs, running lines, and what is refused."""

import io
import json
import zlib
from collections import Counter
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import broadsheet
from broadsheet import intake, limits
from broadsheet.edition import Advert, Article, Byline, Credit, Edition, Item, Masthead
from broadsheet.errors import SourceError
from broadsheet.models import replace
from broadsheet.parse import read_text
from broadsheet.parse.pdf.bounds import check_drawings
from broadsheet.parse.pdf.read import PdfPage, pdf_pages
from broadsheet.parse.text import bylines
from tests.hostile import pdfs
from tests.unit.pdf_pages_of import Rule, Set, column, pdf, upright
from tests.unit.test_parse_scored import Line, agreement, bare, lines, plain

EXAMPLES = Path(__file__).parents[2] / "examples"
PDFS = Path(__file__).parent / "pdfs"
BODY = [
    "　　本报讯 记者金水报道 昨天新桥",
    "通车了，桥长三百二十六米，两岸的人",
    "从此不用绕路，走路十分钟就能过江，",
    "孩子们说这座桥像一把长长的梯子，躺",
    "在水上等人来爬。",
    "　　船工老秦在渡口撑了四十年船，昨",
    "天他把竹篙靠在桥墩上，头一回走着过",
    "江，走到桥中间停下来，往水里看了很",
    "久，说水还是那个颜色。",
    "　　桥面铺了三遍，一遍比一遍平，工",
]
NEXT = ["长说，第三遍是夜里铺的，铺完天就亮", "了，谁也没有回家。"]
OTHER = [
    "　　渔市的灯比往年早亮了一个钟头，",
    "摊位重新编了号，通道加宽了一米，推",
    "车的人不再喊借过，摊主们把秤都擦了",
    "一遍，说新地方要有新样子。",
]


def pages(content: bytes) -> tuple[PdfPage, ...]:
    return pdf_pages(content, file="a.pdf")


def edition(content: bytes) -> Edition:
    return intake.edition_from_bytes(content, file="a.pdf")


def stories(content: bytes) -> list[Article]:
    return [item for item in edition(content).items if isinstance(item, Article)]


def bridge(x: float = 60, y: float = 100) -> list[Set | Rule]:
    return [
        Set(x, y, 24, "新桥昨天通车"),
        *column(x, y + 40, *BODY),
        *column(x + 190, y + 40, *NEXT),
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    (story,) = stories(pdf(bridge()))
    assert story.headline == "新桥昨天通车"
    assert story.source == "本报讯"
    assert story.byline is not None
    assert story.byline.roles[0].names == ("金水",)
    assert [b.text[-6:] for b in story.body] == ["上等人来爬。", "是那个颜色。", "也没有回家。"]
    assert "一遍比一遍平，工长说" in story.body[2].text
    assert story.body[2].cuts[0].after == "长说，第三遍是夜"


def test_a_block_knows_where_it_stands() -> None:
    head, text, *_ = pages(pdf(bridge()))[0].blocks
    assert head.printed is not None
    assert text.printed is not None
    assert (head.printed.part, head.printed.size, head.printed.scale) == ("head", 24, 2.4)
    assert (text.printed.part, text.printed.scale) == ("text", 1)
    assert abs(head.printed.box.left - 60) < 1
    assert abs(text.printed.box.bottom - 196) < 4


def test_heads_side_by_side_own_what_lies_under_them() -> None:
    page = [*bridge(), Set(450, 100, 18, "渔市换新颜"), *column(450, 140, *OTHER)]
    one, two = stories(pdf(page, width=700))
    assert (one.headline, len(one.body)) == ("新桥昨天通车", 3)
    assert (two.headline, len(two.body)) == ("渔市换新颜", 1)


def test_a_rule_parts_what_stands_above_it_from_what_stands_below() -> None:
    """The lower story has its head beside its columns, the rule runs over both."""
    page = [
        *bridge(),
        Rule(60, 300, 360, 0.5),
        *upright(60, 310, "渔市换新颜", 22),
        *column(110, 322, *OTHER),
    ]
    one, two = stories(pdf(page))
    assert len(one.body) == 3
    assert (two.headline, two.body[0].text[:4]) == ("渔市换新颜", "渔市的灯")


def test_columns_shorter_than_their_neighbours_are_one_story() -> None:
    """A dogleg: the first column runs deep, another story lies under the others."""
    deep = [*BODY[:9], *BODY[5:9], *BODY[5:9]]
    page = [
        Set(60, 100, 24, "新桥昨天通车，两岸的人头一回走着过江"),
        *column(60, 140, *deep),
        *column(250, 140, *BODY[5:9], *BODY[5:9]),
        Rule(250, 275, 180, 0.5),
        Set(250, 300, 18, "渔市换新颜"),
        *column(250, 325, *OTHER),
    ]
    one, two = stories(pdf(page))
    assert [b.text[:2] for b in one.body] == ["昨天", *["船工"] * 5]
    assert len(two.body) == 1
    assert two.headline == "渔市换新颜"


def test_kicker_headline_and_deck_are_told_by_size() -> None:
    page = [
        Set(60, 80, 14, "入冬以来头一座跨江大桥"),
        Set(60, 112, 28, "新桥昨天通车"),
        Set(60, 134, 13, "桥长三百二十六米，两岸走路十分钟"),
        *column(60, 170, *BODY[:5]),
    ]
    (story,) = stories(pdf(page))
    assert (story.kicker, story.headline) == ("入冬以来头一座跨江大桥", "新桥昨天通车")
    assert story.deck == "桥长三百二十六米，两岸走路十分钟"


def test_a_head_of_two_lines_is_one_whatever_stands_below() -> None:
    page = [
        Set(60, 60, 28, "渡口老船工秦长河致信"),
        Set(130, 94, 28, "新桥工长"),
        Set(150, 130, 10, "本报评论员"),
        *column(60, 160, "　　信写在一张旧船票的背面，只有三行", "字，落款是撑船人，没有写日子。"),
    ]
    (story,) = stories(pdf(page))
    assert story.headline == "渡口老船工秦长河致信新桥工长"
    assert story.byline is not None
    assert story.byline.raw == "本报评论员"


def test_a_small_figure_is_part_of_its_line() -> None:
    page = [
        Set(60, 80, 24, "海岛减排"),
        *column(60, 120, "　　今年监测到的二氧化碳（CO", "减少了一成，渔船换电是主因。"),
        Set(204, 123, 6, "2"),
        Set(207.5, 120, 10, "）比上年"),
    ]
    (story,) = stories(pdf(page))
    assert "（CO2）比上年减少了一成" in story.body[0].text


def test_running_lines_are_left_out_and_told() -> None:
    heads = ("渔市换新颜", "海岛减排有成效", "环湖步道贯通")
    texts = (OTHER, BODY[5:9], BODY[:5])
    content = pdf(
        *(
            [Set(60, 80, 24, head), *column(60, 120, *text), Set(280, 780, 9, f"渡口 {n}")]
            for n, (head, text) in enumerate(zip(heads, texts, strict=True), start=1)
        )
    )
    read = edition(content)
    assert [len(page.items) for page in read.pages] == [1, 1, 1]
    assert not any("渡口 " in b.text for s in read.items for b in getattr(s, "body", ()))
    (told,) = [f for f in read.findings if f.code == "running-line"]
    assert "渡口" in told.message


def test_a_folio_line_of_all_pages_is_kept() -> None:
    content = pdf(*([*bridge(), Set(60, 40, 9, f"第{n}版　要闻")] for n in (2, 3)))
    assert [(p.folio, p.section) for p in edition(content).pages] == [("2", "要闻"), ("3", "要闻")]


def test_a_story_goes_on_over_the_leaf() -> None:
    (page,) = edition(pdf(bridge()[:11], column(60, 60, *NEXT))).pages
    (story,) = page.items
    assert isinstance(story, Article)
    assert story.body[2].text.endswith("铺完天就亮了，谁也没有回家。")
    assert "工长说" in story.body[2].text


def test_upright_text_reads_from_the_right() -> None:
    shown = (
        "渔市的灯比往年早亮了一个钟头，摊位",
        "重新编了号，通道加宽了一米，推车的",
        "人不再喊借过，摊主们把秤都擦了一遍",
    )
    page: list[Set | Rule] = [*upright(520, 60, "渔市换新颜", 24)]
    for n, line in enumerate(shown):
        page += upright(480 - 16 * n, 60, line, 10)
    (story,) = stories(pdf(page))
    assert story.headline == "渔市换新颜"
    assert story.body[0].text.startswith("渔市的灯比往年早亮了一个钟头，摊位重新编了号，")


def test_a_marked_frame_is_an_advertisement_and_loses_its_mark() -> None:
    frame = [
        Rule(60, 500, 200, 90),
        Set(230, 510, 7, "广告"),
        Set(90, 545, 22, "归帆茶行"),
        Set(90, 570, 9, "南堤街九号 电话4000000"),
    ]
    read = edition(pdf([*bridge(), *frame]))
    (advert,) = [item for item in read.items if isinstance(item, Advert)]
    assert advert.copy == ("归帆茶行", "南堤街九号\u3000电话4000000")
    assert [f.code for f in read.findings if f.code == "ad-mark"] == ["ad-mark"]


@pytest.mark.parametrize("coding", ["gb18030", "big5"])
def test_bytes_of_older_codings_are_read_as_such(coding: str) -> None:
    text = {
        "gb18030": "这是关于渔港建设的报告，明年春天就可以使用",
        "big5": "這是關於漁港建設的報告，明年春天就可以使用",
    }[coding]
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 14)
    for n in range(3):
        canvas.drawString(40, 780 - 20 * n, text.encode(coding).decode("latin-1"))
    canvas.save()
    (page,) = pages(out.getvalue())
    assert text in page.text
    assert [f.code for f in page.findings if f.level == "warning"] == ["coding"]


def test_letters_without_characters_are_refused_with_the_way_out() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 14)
    canvas.drawString(40, 780, "\u00d8\u00e9\u00f0\u00fe\u00a7\u00b6\u00df\u00e6" * 3)
    canvas.save()
    with pytest.raises(SourceError, match="its fonts name no characters") as caught:
        pages(out.getvalue())
    assert "OCR" in str(caught.value)


def test_french_is_not_taken_for_bytes() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 14)
    canvas.drawString(40, 780, "L'été dernier, la forêt brûlée près de la mer a été fermée.")
    canvas.save()
    assert "forêt brûlée" in pages(out.getvalue())[0].text


def test_latin_words_broken_at_a_column_are_whole_again() -> None:
    lines = ("The harbour ferry will sail on after", "all, said the mayor of the old har-")
    page = [Set(60, 80, 24, "Ferry sails on"), *column(60, 120, *lines)]
    page += column(60, 148, "bour town on Monday, and there was", "no more to say of it.")
    text = stories(pdf(page))[0].body[0].text
    assert "the old harbour town" in text
    assert "after all" in text


def test_letters_one_by_one_of_a_font_that_is_not_there_are_read() -> None:
    """PDFium leaves out a stretch of one letter whose width it can't know."""
    title = [Set(60 + 26 * n, 80, 24, char) for n, char in enumerate("渔市换新颜")]
    (story,) = stories(pdf([*title, *column(60, 120, *OTHER)]))
    assert story.headline == "渔市换新颜"


@pytest.mark.parametrize("data", [b"%PDF-1.4\nx", b"%PDF-1.7", b""])
def test_what_is_no_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        pages(data)
    assert str(caught.value).startswith("a.pdf: ")
    assert "\n" not in str(caught.value)


def test_a_pdf_without_text_says_so() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    with pytest.raises(SourceError, match=r"holds no text.*OCR"):
        pages(out.getvalue())


def test_odd_objects_are_one_line_or_a_page() -> None:
    """Pages that are numbers, and a page whose resources are a ring of themselves."""
    for content in (pdfs.bytes_of("pdf-kids-numbers"), pdfs.bytes_of("pdf-reference-ring")):
        with pytest.raises(SourceError, match=r"^page\.pdf: "):
            pdf_pages(content, file="page.pdf")


def test_a_folio_line_heads_no_column_below_it() -> None:
    """The last column begins beside the head, right under the paper's name at the page's top."""
    page = [
        *[Set(60, 50, 9, "2026年11月18日"), Set(300, 50, 15, "渡口晨报"), Set(560, 50, 9, "要闻")],
        Set(60, 130, 24, "新桥昨天通车，两岸的人走着过江"),
        *column(60, 170, *BODY[:9], *BODY[5:9]),
        *column(250, 170, *BODY[5:9], *BODY[5:9], *BODY[5:9], "　　渡船不会停。"),
        *column(440, 128, *BODY[5:9], *BODY[5:9], *BODY[5:9], *BODY[5:9]),
    ]
    (story,) = stories(pdf(page, width=700))
    assert story.headline == "新桥昨天通车，两岸的人走着过江"
    assert len(story.body) == 2 + 1 + 3 + 1 + 4


def test_no_line_runs_over_the_sides_of_frames() -> None:
    frames: list[Set | Rule] = []
    for x, name, street in ((60, "归帆茶行", "南堤街九号"), (170, "汀灯书店", "钟楼街六号")):
        frames += [Rule(x, 500, 100, 90), Set(x + 80, 510, 7, "广告")]
        frames += [Set(x + 8, 545, 21, name), Set(x + 20, 570, 12, street)]
    adverts = [i for i in edition(pdf([*bridge(), *frames])).items if isinstance(i, Advert)]
    assert [a.copy for a in adverts] == [("归帆茶行", "南堤街九号"), ("汀灯书店", "钟楼街六号")]


def test_two_letters_below_each_other_are_no_upright_line() -> None:
    """The last letters of two lines stand behind a gap, one under the other."""
    page = [
        Set(60, 80, 24, "新桥昨天通车"),
        *column(60, 120, "　　江上昨天起了大风，渡船", "停了半日，桥上的人却没有"),
        *[Set(200, 120, 10, "都"), Set(200, 134, 10, "少")],
        *column(60, 148, "一个，都走着过了江，说风里的桥", "像一条船。"),
    ]
    (story,) = stories(pdf(page))
    text = "".join(b.text for b in story.body)
    assert text.index("渡船") < text.index("都") < text.index("停了半日")


def test_a_drawing_has_a_caption_as_a_picture_has() -> None:
    page = [
        *bridge(),
        Rule(60, 300, 170, 100),
        Set(60, 414, 8, "新桥上走着过江的人，昨天清晨。"),
    ]
    (story,) = stories(pdf(page))
    assert [p.caption for p in story.pictures] == ["新桥上走着过江的人，昨天清晨。"]


@pytest.mark.parametrize("engine", ["typst", "weasyprint", "chromium"])
def test_a_page_by_another_engine_reads_as_it_was_written(engine: str) -> None:
    truth = json.loads((PDFS / "truth.json").read_text(encoding="utf-8"))
    read = edition((PDFS / f"{engine}.pdf").read_bytes())
    one, two, advert = read.items
    assert (read.masthead.name, read.masthead.issue_number) == (truth["name"], "312")
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.kicker, one.headline) == (truth["one"]["kicker"], truth["one"]["head"])
    assert two.headline == truth["two"]["head"]
    cross = [b.text for b in one.body if b.kind == "crosshead"]
    assert cross == [truth["one"]["cross"]]
    assert [b.text for b in one.body if b.kind == "para"] == truth["one"]["body"]
    assert [b.text for b in two.body] == truth["two"]["body"]
    assert isinstance(advert, Advert)
    assert list(advert.copy) == truth["ad"]


def test_a_story_that_jumps_to_another_page_is_one() -> None:
    head = Set(60, 80, 24, "新桥昨天通车")
    front = [head, *column(60, 120, *BODY[:4], "（下转第2版）")]
    inner = [head, *column(60, 120, "（上接第1版）在水上等人来爬。", *BODY[5:9])]
    read = edition(pdf(front, inner))
    (story,) = [item for page in read.pages for item in page.items]
    assert isinstance(story, Article)
    assert story.jump is None
    assert "躺在水上等人来爬。" in story.body[0].text
    assert [f.code for f in read.findings if f.code == "jump-joined"] == ["jump-joined"]


def test_a_drawing_without_bound_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(b"q\n" * 12_000_000, 9)
    content = pdfs.page(pdfs.stream(packed, b"/Filter/FlateDecode"))
    with pytest.raises(SourceError, match=r"draws with over 20 MB .*limit drawing"):
        pages(content)


def test_a_page_of_too_many_lines_is_read_in_rows() -> None:
    """What no newspaper prints is not searched for columns; nothing of it is lost."""
    cells = [
        Set(4 + 59 * k, 10 + 1.9 * n, 1.5, f"格{n}之{k}") for n in range(410) for k in range(10)
    ]
    (page,) = pages(pdf(cells))
    assert len(page.blocks) > 4000
    assert {b.printed.part for b in page.blocks if b.printed} == {"shown"}
    assert page.blocks[0].text == "格0之0"


SPECS = {  # bundled spec: the edition of the examples that it is set with
    "duikai-6": "tinglan-front",
    "english-6": "saltmarsh-front",
    "neiye-6": "tinglan-front",
    "shuzhi": "tinglan-front",
    "siban-4": "tinglan-evening",
    "sikai": "tinglan-sikai",
    "zjgrb-front": "tinglan-front",
    "zjgrb-front-8": "tinglan-eight",
}
# what a page is not asked to give back: no page prints it, or it is read out of a box of service
UNPRINTED = {"hotline", "folio"}


@pytest.mark.parametrize("name", sorted(SPECS))
def test_what_a_bundled_spec_prints_reads_back_as_it_was_set(name: str) -> None:
    """Columns, doglegs, upright heads, frames, several pages, vertical text, English."""
    wanted = broadsheet.read_edition(EXAMPLES / f"{SPECS[name]}.yaml")
    out = io.BytesIO()
    broadsheet.write_pdf(broadsheet.compose(wanted, broadsheet.load_spec(name)), out)
    shown = bare("".join(page.text for page in pages(out.getvalue())))
    want, found = said(wanted, shown), said(edition(out.getvalue()), shown)
    score = agreement(want, found)
    wrong = [f"- {x}" for x in (want - found)] + [f"+ {x}" for x in (found - want)]
    assert score >= 0.98, f"{score:.3f}\n" + "\n".join(wrong)


def said(read: Edition, shown: str) -> Counter[Line]:
    """What the pages of an edition say, but facts of the paper that none of them prints."""
    found: Counter[Line] = Counter()
    for number, page in enumerate(read.pages):
        items = tuple(map(with_names, page.items))
        masthead = Masthead() if number else read.masthead
        one = Edition(masthead=masthead, pages=(replace(page, items=items),))
        found += lines(plain(one))
    return Counter({
        line: count
        for line, count in found.items()
        if line[0] not in {"masthead", "page"}
        or (line[1] not in UNPRINTED and (line[2] in shown or line[1] == "date"))
    })  # fmt: skip


def with_names(item: Item) -> Item:
    """Give a byline that an edition holds as printed the names that reading finds in it."""
    if not isinstance(item, Article) or item.byline is None or item.byline.roles:
        return item
    raw = item.byline.raw
    names = bylines.names_only(raw)
    roles = (Credit(role="", names=names),) if names else ()
    return replace(item, byline=bylines.parse_byline(raw) or Byline(raw=raw, roles=roles))


def test_characters_beyond_the_first_plane_are_read_whole() -> None:
    day = broadsheet.read_edition(
        {
            "masthead": {"name": "汀潮报"},
            "items": [
                {
                    "kind": "article",
                    "headline": "𫍯笑声中开船",
                    "body": ["船老大林𫍯今天说，潮水来了。" * 9],
                }
            ],
        }
    )
    out = io.BytesIO()
    broadsheet.write_pdf(broadsheet.compose(day), out)
    (story,) = stories(out.getvalue())
    assert story.headline == "𫍯笑声中开船"
    assert "".join(block.text for block in story.body).count("林𫍯今天") == 9


def test_blocks_and_text_give_the_same_letters() -> None:
    (page,) = pages(pdf(bridge()))
    printed = read_text(page.blocks).edition
    assert sorted("".join(b.text for b in page.blocks)) == sorted(page.text.replace("\n", ""))
    assert printed.items


def test_a_comment_of_noise_hides_no_drawing_from_the_limit() -> None:
    hidden = zlib.compress(b"%" + b"\xff" * 2000 + b"\n" + b"0 0 m 1 1 l S " * 200_000)
    page = pdfs.page(pdfs.stream(hidden, b"/Filter/FlateDecode"))
    with limits.put(drawing=1_000_000), pytest.raises(SourceError, match="draws with over 1 MB"):
        check_drawings(page, 1)
    noise = zlib.compress(bytes([0, 255]) * 600_000)
    page = pdfs.page(pdfs.stream(noise, b"/Filter/FlateDecode"))
    check_drawings(page, 1)  # a picture
    with limits.put(pixels=100_000), pytest.raises(SourceError, match=r"unpacks to over 0\.4 MB"):
        check_drawings(page, 1)
