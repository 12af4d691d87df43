"""A page that draws itself: every edition is printed, and what its editor says is obeyed."""

from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest

import broadsheet
from broadsheet import api
from broadsheet.api import drawing
from broadsheet.arranging.deals import plans
from broadsheet.arranging.dummies import Dummy
from broadsheet.cli import main
from broadsheet.edition import Edition
from broadsheet.errors import SpecError, StoppedError
from broadsheet.formats import edition_yaml
from broadsheet.geometry import MM
from broadsheet.spec import BriefsBox, StoryBox
from broadsheet.spec_yaml import loader

WORDS = "潮水码头灯塔渔船海带晒场石阶渡口木匠书店茶山雨季账本学校医生修桥补路".strip()


def prose(dice: Random, count: int) -> str:
    """About ``count`` characters in sentences."""
    parts: list[str] = []
    while sum(map(len, parts)) < count:
        parts.append("".join(dice.choices(WORDS, k=dice.randrange(6, 16))) + dice.choice("，，。"))
    return "".join(parts)[:-1] + "。"


def story(dice: Random, number: int, count: int, **more: Any) -> dict[str, Any]:
    """A story of about ``count`` characters."""
    body = [prose(dice, min(140, count - at)) for at in range(0, count, 140)]
    head = "".join(dice.choices(WORDS, k=dice.randrange(7, 14)))
    return {"kind": "article", "id": f"s{number}", "headline": head, "body": body, **more}


def day(*lengths: int, front: bool = True, ads: int = 2, **of: dict[str, Any]) -> Edition:
    """An edition of stories of such lengths; ``of`` has more keys of some, by id."""
    dice = Random(7)
    items = [story(dice, n, count, **of.get(f"s{n}", {})) for n, count in enumerate(lengths, 1)]
    items += [
        {"kind": "ad", "id": f"ad{n}", "lines": [f"汀兰茶行{n}号", "电话：88880000"]}
        for n in range(ads)
    ]
    made: dict[str, Any] = {
        "masthead": {"name": "汀兰日报", "date": "2026-11-18", "weekday": "星期三"},
        "items": items,
    }
    if not front:
        made["page"] = {"folio": "4", "section": "要闻"}
    return broadsheet.read_edition(made)


def errors(edition: Edition, dummy: Dummy) -> list[str]:
    """What is lost or over when an edition is set with its drawing."""
    pages = broadsheet.compose(edition, dummy.spec)
    return [f.message for f in pages.findings if f.level == "error"]


@pytest.mark.parametrize(
    "lengths",
    [
        (300,),
        (900, 500),
        (900, 700, 500, 300, 200),
        (40, 50, 60, 70),
        (2600, 90, 80, 1200, 400, 350),
    ],
)
@pytest.mark.parametrize("front", [True, False])
def test_any_edition_is_printed_with_no_error(lengths: tuple[int, ...], front: bool) -> None:
    edition = day(*lengths, front=front)
    [dummy] = api.dummy(edition)
    assert errors(edition, dummy) == []


def test_the_written_drawing_gives_the_same_page(tmp_path: Path) -> None:
    source = tmp_path / "day.yaml"
    source.write_text(edition_yaml.dump_yaml(day(900, 700, 500, 300)), encoding="utf-8")
    one, two, spec = (tmp_path / name for name in ("one.pdf", "two.pdf", "page.yaml"))
    assert main(["render", str(source), "-o", str(one)]) == 0
    assert main(["dummy", str(source), "-o", str(spec)]) == 0
    assert main(["render", str(source), "--spec", str(spec), "-o", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes()
    text = spec.read_text(encoding="utf-8")
    assert "extends: house" in text
    assert "字, " in text  # comments say why


def test_choices_are_unlike_and_keep_their_numbers(tmp_path: Path) -> None:
    edition = day(900, 700, 500, 300, 250)
    source = tmp_path / "day.yaml"
    source.write_text(edition_yaml.dump_yaml(edition), encoding="utf-8")
    assert main(["dummy", str(source), "--choices", "3", "-o", str(tmp_path / "some")]) == 0
    texts = [(tmp_path / "some" / f"choice-{n}.yaml").read_text("utf-8") for n in (1, 2, 3)]
    assert len(set(texts)) == 3
    assert [dummy.text for dummy in api.dummy(edition, choices=2)] == texts[:2]
    out = tmp_path / "second.pdf"
    assert main(["render", str(source), "--choice", "2", "-o", str(out)]) == 0
    with pytest.raises(SpecError, match="is drawn already"):
        api.drawn(edition, api.load_spec("duikai-6"), choice=2)


def test_the_editor_is_obeyed() -> None:
    edition = day(900, 700, 500, 400, 300, s3={"rank": 1}, s4={"treatment": "framed"})
    [dummy] = api.dummy(edition)
    boxes = dummy.spec.arrangement.boxes
    held = {
        str(box.content.select): (name, box)
        for name, box in boxes.items()
        if isinstance(box.content, StoryBox)
    }
    lead, _ = held["3"]
    assert lead == "a"
    assert [name for name, box in held.values() if box.content.lead] == ["a"]
    assert any(row.cells.count(lead) >= 2 for row in dummy.spec.arrangement.map[:3])
    assert held["4"][1].frame is not None
    assert errors(edition, dummy) == []


def test_short_items_go_together() -> None:
    edition = day(900, 700, 60, 70, 80)
    [dummy] = api.dummy(edition)
    contents = [box.content for box in dummy.spec.arrangement.boxes.values()]
    [briefs] = [content for content in contents if isinstance(content, BriefsBox)]
    assert briefs.ranks == (3, 4, 5)


def test_more_copy_than_a_page_makes_further_ones_that_lose_nothing() -> None:
    edition = day(*[1500] * 12)
    [dummy] = api.dummy(edition)
    pages = broadsheet.compose(edition, dummy.spec)
    assert len(pages.pages) > 1
    assert [f.message for f in pages.findings if f.level == "error"] == []
    shown = [box.item for page in pages.pages for box in page.boxes if box.columns]
    assert sorted(shown) == sorted(f"s{n}" for n in range(1, 13))
    pdf = BytesIO()
    broadsheet.write_pdf(pages, pdf)
    assert broadsheet.prove(pdf.getvalue(), edition) == ()  # page by page, in order
    assert [page.label for page in pages.pages][1:] == [str(n + 2) for n in range(len(shown))][
        : len(pages.pages) - 1
    ]


def test_a_story_longer_than_a_sheet_goes_on_over_further_pages() -> None:
    for edition in (day(20000), day(16000, 500, 400, front=False)):
        [dummy] = api.dummy(edition)
        pages = broadsheet.compose(edition, dummy.spec)
        assert [f.message for f in pages.findings if f.level == "error"] == []
        assert len(pages.pages) > 1
        pdf = BytesIO()
        broadsheet.write_pdf(pages, pdf)
        assert broadsheet.prove(pdf.getvalue(), edition) == ()


@pytest.mark.parametrize("front", [True, False])
def test_little_copy_makes_one_small_page(front: bool) -> None:
    more = {"pictures": [{"caption": "海带"}]}
    edition = day(23, 23, front=front, ads=0, s2=more)
    [dummy] = api.dummy(edition)
    pages = broadsheet.compose(edition, dummy.spec)
    assert [f.message for f in pages.findings if f.level == "error"] == []
    assert len(pages.pages) == 1
    assert pages.pages[0].width < 800


def test_a_page_drawn_near_to_yesterdays_keeps_its_places() -> None:
    [yesterday] = api.dummy(day(900, 700, 500, 300))
    today = day(860, 760, 450, 330)
    [near] = api.dummy(today, near=yesterday.spec)
    assert errors(today, near) == []

    def places(dummy: Dummy) -> list[tuple[str, int]]:
        rows = dummy.spec.arrangement.map
        return [
            (name, next(row.cells.index(name) for row in rows if name in row.cells))
            for name in "abcd"
        ]

    assert places(near) == places(yesterday)


def test_a_page_that_ends_early_is_told() -> None:
    [dummy] = api.dummy(day(120, ads=0))
    assert [finding.code for finding in dummy.findings] == ["short-page"]
    assert dummy.spec.style.page.bottom > dummy.spec.style.page.top


def test_a_style_that_leaves_nothing_open_is_refused() -> None:
    with pytest.raises(SpecError, match=r"make-up: this style leaves nothing open"):
        api.dummy(day(300), "duikai-6")


def test_plans_have_all_items_once() -> None:
    edition = day(*[700] * 9, ads=6)
    house = api.load_spec("house").style.open
    assert house is not None
    for plan in plans(edition, house):
        ids = [item.id for share in plan.shares for item in share.page.items]
        assert sorted(ids) == sorted(item.id for item in edition.items)


@pytest.mark.parametrize("masthead", [{}, {"name": "海潮日报"}])
@pytest.mark.parametrize("pictures", [0, 1])
@pytest.mark.parametrize("stories", [1, 2, 3])
def test_a_page_of_hardly_any_copy_is_one_small_page(
    stories: int, pictures: int, masthead: dict[str, str]
) -> None:
    items = [
        {
            "kind": "article",
            "headline": f"第{n}条潮讯",
            "body": ["潮水退去以后，码头上的灯一盏接着一盏亮起来。"],
            "pictures": [{"caption": "码头"}] * (pictures if n == stories else 0),
        }
        for n in range(1, stories + 1)
    ]
    pages = broadsheet.compose(broadsheet.read_edition({"masthead": masthead, "items": items}))
    assert [finding for finding in pages.findings if finding.level == "error"] == []
    (page,) = pages.pages
    assert page.height < 430 * MM  # 八开 or 四开, not a broadsheet


def test_the_work_of_pinwheels_is_bounded() -> None:
    photos = [{"kind": "photo", "caption": f"码头{n}"} for n in range(20)]
    edition = broadsheet.read_edition({"masthead": {"name": "海潮日报"}, "items": photos})
    begun = process_time()
    pages = broadsheet.compose(edition)
    assert process_time() - begun < 40  # it was 120 s
    assert [finding for finding in pages.findings if finding.level == "error"] == []


def drawn(edition: Edition) -> tuple[Dummy, Any]:
    """The best drawing of an edition, and its pages."""
    [dummy] = api.dummy(edition)
    return dummy, broadsheet.compose(edition, dummy.spec)


def test_an_advertisement_that_leaves_a_band_half_empty_stands_beside_news() -> None:
    made = {
        "masthead": {"name": "汀兰日报", "date": "2026-11-18"},
        "page": {"folio": "3"},
        "items": [
            *(story(Random(n), n, 500) for n in (1, 2, 3)),
            {"kind": "ad", "id": "sold", "lines": ["汀兰茶行"], "size": "半通栏"},
        ],
    }
    _, pages = drawn(broadsheet.read_edition(made))
    page = pages.pages[0]
    [advert] = [box for box in page.boxes if box.item == "sold"]
    beside = [
        box
        for box in page.boxes
        if box.item.startswith("s") and box.item != "sold"
        and box.rect.top < advert.rect.bottom - 1 and box.rect.bottom > advert.rect.top + 1
    ]  # fmt: skip
    assert beside  # news shares its depth
    lowest = max(box.rect.bottom for box in page.boxes)
    edges = min(box.rect.left for box in page.boxes), max(box.rect.right for box in page.boxes)
    at_edge = advert.rect.left == pytest.approx(edges[0]) or advert.rect.right == pytest.approx(
        edges[1]
    )
    assert at_edge or advert.rect.bottom == pytest.approx(lowest, abs=20)


def test_copy_that_is_thin_gets_a_sheet_that_it_fills() -> None:
    for lengths in ((900, 500, 300, 200), (700, 600, 500, 400, 300, 200)):
        dummy, pages = drawn(day(*lengths, front=False))
        [page] = pages.pages
        foot = max(box.rect.bottom for box in page.boxes)
        assert foot > 0.86 * page.height, dummy.reasons


@pytest.mark.parametrize(
    "items",
    [
        [{"kind": "ad", "id": "a", "lines": ["汀兰茶行"], "size": "整版"}],
        [{"kind": "notice", "id": "n", "title": "公告", "lines": ["海堤加高，行人绕行。" * 500]}],
        [story(Random(1), 1, 600, pictures=[{"caption": f"海带{n}"} for n in range(60)])],
    ],
    ids=["a whole page sold", "a notice of five thousand characters", "sixty pictures"],
)  # fmt: skip
def test_what_is_very_large_goes_on_a_page(items: list[dict[str, Any]]) -> None:
    made = {"masthead": {"name": "汀兰日报", "date": "2026-11-18"}, "items": items}
    edition = broadsheet.read_edition(made)
    [dummy] = api.dummy(edition)
    assert errors(edition, dummy) == []


def test_drawing_stops_when_it_is_told_to() -> None:
    asked: list[str] = []

    def watch(what: str) -> None:
        asked.append(what)
        if len(asked) > 40:
            raise StoppedError(asked[0])

    with pytest.raises(StoppedError, match="drawing page 1 on"):
        drawing.drawn(day(500, 400, 300), None, watch=watch)
    assert len(asked) == 41


def test_the_last_sheet_of_a_long_story_ends_where_its_text_does() -> None:
    _, pages = drawn(day(9000, ads=0))
    assert len(pages.pages) > 1
    last = pages.pages[-1]
    [box] = [box for box in last.boxes if box.item == "s1"]
    assert box.room - box.lines < 6 * len(box.columns)


@pytest.mark.parametrize(
    ("asked", "given"), [((2, 1, 0), (2, 1)), ((3, 1, 0), (3, 1)), ((9, 4, 4), (2, 1, 1))]
)
def test_a_page_of_the_editors_is_obeyed_and_gaps_close_up(
    asked: tuple[int, ...], given: tuple[int, ...]
) -> None:
    edition = day(
        300, 300, 300, ads=0, **{f"s{n}": {"page": p} for n, p in enumerate(asked, 1) if p}
    )
    pages = broadsheet.compose(edition)
    stands = {box.item: page.number for page in pages.pages for box in page.boxes if box.item}
    assert tuple(stands[f"s{n}"] for n in range(1, len(given) + 1)) == given
    assert set(stands) == {"s1", "s2", "s3"}
    told = {finding.item for finding in pages.findings if finding.code == "other-page"}
    moved = {
        f"s{n}" for n, pair in enumerate(zip(asked, given, strict=False), 1) if len({*pair}) > 1
    }
    assert told == moved


def test_no_drawing_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    read = loader.load_beside

    def counted(text: str, *given: Any, **more: Any) -> Any:
        texts.append(text)
        return read(text, *given, **more)

    monkeypatch.setattr(loader, "load_beside", counted)
    (best,) = broadsheet.dummy(day(400, 250))
    assert len(texts) == len(set(texts))
    assert best.text in texts


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (
            {"headline": "潮" * 300},
            "s2 “潮潮潮潮潮潮潮潮潮潮潮潮潮潮潮潮…”: its headline of 300 characters",
        ),
        (
            {"headline": "晒场", "deck": "渡口渔船" * 300},
            "s2 “晒场”: its kicker or deck is too long",
        ),
    ],
)
def test_copy_that_no_page_takes_is_named_with_what_is_too_long(
    head: dict[str, str], told: str
) -> None:
    with pytest.raises(SpecError, match=f"no page takes {told}"):
        broadsheet.compose(day(200, 150, s2=head))


def test_a_size_that_gives_way_to_its_sheet_is_told_with_its_line(tmp_path: Path) -> None:
    style = tmp_path / "paper.yaml"
    style.write_text(
        "broadsheet: 1\nextends: house\nstyles:\n  body: {size: 9.8pt}\n  figure: {size: 28pt}\n",
        encoding="utf-8",
    )

    def told(*overrides: tuple[str, str]) -> list[str]:
        [found] = api.dummy(day(300, 200), style, overrides=overrides)
        return [str(one) for one in found.findings if one.code == "size-of-sheet"]

    [said] = told()
    assert said.startswith(
        f"{style}:4:16: warning: styles.body.size gives way to that of its sheet"
    )
    assert said.endswith("pt: say it under make-up.sheets")
    assert told(("styles.body.size", "9pt")) == []  # put over the drawing, it counts
    [plain] = api.dummy(day(300, 200), "house")
    assert not [one for one in plain.findings if one.code == "size-of-sheet"]
