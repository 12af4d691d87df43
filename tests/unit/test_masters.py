"""Specs of several pages: masters, folio lines, columns of several widths, nudges."""

from typing import Any

import pytest

import broadsheet
from broadsheet.display import Fill, Pages, TextLine
from broadsheet.edition import Edition
from broadsheet.errors import SpecError
from broadsheet.geometry import MM
from broadsheet.spec import Spec
from tests.unit.pages_of import small_spec, story

FOLIO = {"left": "{folio} {section}", "middle": "{name}", "right": "{date} {weekday}"}


def many(**more: Any) -> Spec:
    """Return three pages: the spec's own, an inner one, and that one with a map of its own."""
    source: dict[str, Any] = {
        "masters": {
            "front": {},
            "inner": {
                "page": {"size": "150mm x 160mm"},
                "grid": {"columns": 3, "measure": "11字", "rows": 28},
                "map": "a b b | auto",
                "boxes": {"a": {"story": 1}, "b": {"story": 2}, "c": {"ad": 1}},
                "folio": {**FOLIO, "rows": 3, "mirror": "yes"},
            },
        },
        "pages": [
            "front",
            "inner",
            {"master": "inner", "map": "a a a | auto\nc c c | 8行"},
        ],
        "styles": {
            "folio": {"face": "hei", "size": "7pt..9pt"},
            "headline": {"size": "16pt..20pt"},
        },
    }
    return small_spec("p p q q | auto", **(source | more))


def day(*pages: dict[str, Any], **masthead: Any) -> Edition:
    facts = {"name": "汀潮报", "date": "2026-11-18", "weekday": "星期三"} | masthead
    return broadsheet.read_edition({"masthead": facts, "pages": list(pages)})


def three(**last: Any) -> Edition:
    return day(
        {"items": [story(1, [200, 210]), story(2, [200, 220])]},
        {"folio": "A2", "section": "要闻", "items": [story(3, [200]), story(4, [440])]},
        {"items": [story(5, [400]), {"kind": "ad", "lines": ["潮汐茶"]}]} | last,
    )


def furniture(pages: Pages, number: int) -> list[TextLine]:
    marks = pages.pages[number - 1].marks
    return [m for m in marks if isinstance(m, TextLine) and m.box == "folio"]


def test_each_page_has_the_sheet_of_its_master() -> None:
    spec = many()
    assert [sheet.style.grid.columns for sheet in spec.pages] == [4, 3, 3]
    assert list(spec.sheet(1).arrangement.boxes) == ["p", "q"]
    assert (
        list(spec.sheet(2).arrangement.boxes) == ["a", "b", "c"][:2]
        or "c" not in spec.sheet(2).arrangement.boxes
    )
    assert list(spec.sheet(3).arrangement.boxes) == ["a", "c"]
    assert spec.sheet(2).style.page.width == pytest.approx(150 * MM)
    assert spec.sheet(9) == spec.pages[-1]
    assert small_spec().sheet(7) == small_spec()


def test_pages_of_several_sizes_are_composed_each_with_its_map() -> None:
    pages = broadsheet.compose(three(), many())
    assert [f.message for f in pages.findings if f.level == "error"] == []
    assert [round(page.width / MM) for page in pages.pages] == [170, 150, 150]
    assert [[box.name for box in page.boxes] for page in pages.pages] == [
        ["p", "q"], ["a", "b"], ["a", "c"],
    ]  # fmt: skip
    assert [page.label for page in pages.pages] == ["", "A2", ""]


def test_the_folio_line_tells_page_section_name_and_day() -> None:
    pages = broadsheet.compose(three(), many())
    assert furniture(pages, 1) == []
    left, middle, right = furniture(pages, 2)
    assert middle.plain == "汀潮报"
    # page 2 is a left one: what stands outside on page 3 stands outside here too
    assert left.plain == "2026年11月18日 星期三"
    assert right.plain == "A2 要闻"
    spec = many().sheet(2)
    assert left.x == pytest.approx(spec.style.page.left, abs=0.01)
    assert right.x + right.width == pytest.approx(
        spec.style.page.width - spec.style.page.right, abs=0.01
    )
    assert {line.runs[0].source.role for line in (left, middle, right)} == {"furniture"}
    third = furniture(pages, 3)
    assert third[0].plain == "3"  # without a folio of its own the number; the section is absent
    body = [line for line in pages.lines() if line.box == "a"]
    assert min(line.y for line in body) > left.y + 5


def test_the_label_of_the_day_is_text_with_names_in_it() -> None:
    spec = many(labels={"date": "{day}/{month} {year:>99999999} {day.__class__} {none}"})
    told = [line.plain for line in furniture(broadsheet.compose(three(), spec), 2)]
    assert any("18/11 {year:>99999999} {day.__class__} {none}" in line for line in told)


def test_what_an_edition_says_of_a_page_that_is_not_printed_is_told() -> None:
    pages = broadsheet.compose(three(section="副刊", editors="汪潮"), many())
    told = [f.message for f in pages.findings if f.code == "unprinted"]
    assert "page editors “汪潮” is not printed by this spec" in told
    assert not any("副刊" in message for message in told)


@pytest.mark.parametrize("at", ["top", "bottom"])
def test_the_folio_line_stands_clear_of_its_rules(at: str) -> None:
    """0.42 em from the rule's edge to the em box of the largest type; 0.6 rows to the map."""
    line = {**FOLIO, "rows": 3, "at": at, "rule": "2pt"}
    spec = small_spec("p p p p | auto", folio=line, styles={"folio": {"size": "8pt"}})
    pages = broadsheet.compose(day({"folio": "A2", "items": [story(1, [100])]}), spec)
    [rule] = [m.rect for m in pages.pages[0].marks if isinstance(m, Fill) and m.box == "folio"]
    assert rule.height == pytest.approx(2)
    row, top = spec.style.grid.baseline, spec.top
    foot = top + spec.rows * row
    assert (top - rule.middle if at == "top" else rule.middle - foot) == pytest.approx(0.6 * row)
    texts = furniture(pages, 1)
    size = max(run.size for text in texts for run in text.runs)
    (baseline,) = {text.y for text in texts}
    low, high = baseline + 0.12 * size, baseline - 0.88 * size
    assert (rule.top - low if at == "top" else high - rule.bottom) == pytest.approx(
        0.42 * size, abs=0.001
    )


def test_a_folio_line_that_is_too_long_is_told() -> None:
    pages = broadsheet.compose(three(section="副刊" * 30), many())
    told = [f for f in pages.findings if f.code == "overset"]
    assert [f.page for f in told] == [3]
    assert "folio line" in told[0].message


EDITORS = "　".join(
    f"{role}：{a}{b}" for role in ("责编", "版式", "校对") for a in "张李王" for b in "潮汐"
)


def named(rows: str = "3") -> Spec:
    line = {"left": "{folio} {section}", "middle": "{name}", "right": "{editors}", "rows": rows}
    return named_by(line)


def named_by(line: dict[str, str]) -> Spec:
    return small_spec("p p p p | auto", folio=line, styles={"folio": {"size": "8pt..9pt"}})


def test_many_editors_take_several_lines_of_the_folio_line() -> None:
    said = broadsheet.read_edition(
        {
            "masthead": {"name": "汀潮报"},
            "pages": [{"folio": "A2", "editors": EDITORS, "items": [story(1, [100])]}],
        }
    )
    spec = named()
    pages = broadsheet.compose(said, spec)
    told = [f for f in pages.findings if f.box == "folio" or f.code == "unprinted"]
    assert [(f.level, f.code) for f in told] == [("note", "fit")]
    lines = [line for line in furniture(pages, 1) if "：" in line.plain]
    assert len(lines) >= 2
    assert told[0].message == f"folio line: {len(lines)} lines"
    assert "".join(line.plain for line in lines).replace("　", "") == EDITORS.replace("　", "")
    assert all(
        line.plain.count("：") == len(line.plain.split("　")) for line in lines
    )  # whole names
    right = spec.style.page.width - spec.style.page.right
    assert all(line.x + line.width == pytest.approx(right, abs=0.01) for line in lines)
    others = [line for line in furniture(pages, 1) if "：" not in line.plain]
    assert max(line.x + line.width for line in others) < min(line.x for line in lines)
    assert min(line.y - 8 for line in lines) > spec.style.page.top - 7  # half a row of the margin
    # a band of two rows has no third line
    flat = broadsheet.compose(said, named("2"))
    assert [f.code for f in flat.findings if f.level == "error"] == ["overset"]


def test_the_middle_of_a_folio_line_gives_way_to_a_long_side() -> None:
    said = broadsheet.read_edition(
        {
            "masthead": {"name": "汀潮报"},
            "pages": [{"folio": "A2", "editors": EDITORS[:30], "items": [story(1, [100])]}],
        }
    )
    pages = broadsheet.compose(said, named())
    assert not [f for f in pages.findings if f.box == "folio"]
    left, middle, right = furniture(pages, 1)
    assert left.x + left.width < middle.x
    assert middle.x + middle.width < right.x
    space = right.x - left.x - left.width
    centre = middle.x + middle.width / 2
    assert centre == pytest.approx(left.x + left.width + space / 2, abs=0.5)


INSIDE = {
    "masthead": {"name": "汀潮报", "date": "2026-11-18", "lunar": "十月初十", "phone": "0573-1234"},
    "pages": [{"folio": f"{4 + n}", "items": [story(n, [100])]} for n in (1, 2)],
}


def test_facts_of_a_masthead_that_no_page_prints_are_told_once() -> None:
    line = {"left": "{folio}", "middle": "{name}", "right": "{year}年{month}月{day}日"}
    bare = broadsheet.compose(broadsheet.read_edition(INSIDE), named_by(line))
    told = [(f.page, f.level, f.message) for f in bare.findings if f.code == "unprinted"]
    words = "lunar “十月初十”, phone “0573-1234”"
    want = f"masthead {words}: on no page (a folio line takes them as {{others}})"
    assert told == [(1, "warning", want)]
    whole = broadsheet.compose(
        broadsheet.read_edition(INSIDE), named_by({**line, "right": "{others}　{date}"})
    )
    assert not [f for f in whole.findings if f.code == "unprinted"]
    shown = [[mark.plain for mark in furniture(whole, page)] for page in (1, 2)]
    assert shown[0][-1] == "十月初十　0573-1234　2026年11月18日"
    assert shown[1][-1] == "2026年11月18日"  # the edition has said it


def test_a_page_with_a_masthead_has_no_other_facts() -> None:
    front = small_spec(
        "M M M M | 9行\np p p p | auto",
        {"M": {"masthead": {"data": ["{phone}　{lunar}"]}}, "p": {"story": "1"}},
        folio={"left": "{folio}", "right": "{others}", "at": "bottom"},
    )
    one = broadsheet.read_edition(INSIDE | {"pages": INSIDE["pages"][:1]})
    assert [mark.plain for mark in furniture(broadsheet.compose(one, front), 1)] == ["5"]


def test_pages_and_sheets_left_over_are_told() -> None:
    extra = day(*[{"items": [story(n, [100])]} for n in range(1, 6)])
    said = [f for f in broadsheet.compose(extra, many()).findings if f.code == "no-sheet"]
    assert [(f.page, f.level) for f in said] == [(4, "error"), (5, "error")]
    assert said[0].message == "the spec has no page 4: 1 items are not set"
    one = broadsheet.compose(day({"items": [story(1, [100])]}), many())
    assert len(one.pages) == 1
    said = [f for f in one.findings if f.code == "no-page"]
    assert [(f.page, f.level) for f in said] == [(2, "warning"), (3, "warning")]


def test_masters_extend_masters() -> None:
    masters = {
        "inner": {"map": "a a a a | auto", "boxes": {"a": {"story": 1, "columns": 2}}},
        "wide": {"extends": "inner", "boxes": {"a": {"columns": 4}}},
    }
    spec = many(masters=masters, pages=["inner", "wide"])
    content = [sheet.arrangement.boxes["a"].content for sheet in spec.pages]
    assert [getattr(box, "columns", 0) for box in content] == [2, 4]


def test_an_option_reaches_into_a_master() -> None:
    source = {
        "broadsheet": 1,
        "extends": "duikai-6",
        "masters": {"front": {}},
        "pages": ["front", "front"],
    }
    spec = broadsheet.load_spec(source, overrides=[("masters.front.grid.rule", "1pt")])
    assert [sheet.style.grid.rule for sheet in spec.pages] == [1, 1]
    assert spec.arrangement.folio is None


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        (["outer"], "pages.1: there is no master 'outer' (write one of front, inner)"),
        (
            [{"master": "inner", "maps": "a"}],
            "pages.1.maps: 'maps' is no key here (did you mean map?)",
        ),
        ([{"master": "inner", "map": "a a b b | auto"}], "pages.1.map: this row has 4 cells"),
        ([], "pages: 0 pages (write 1 to 400)"),
    ],
)
def test_wrong_pages_are_refused(pages: list[Any], says: str) -> None:
    with pytest.raises(SpecError) as caught:
        many(pages=pages)
    assert says in str(caught.value)


def test_masters_in_a_ring_are_refused() -> None:
    with pytest.raises(SpecError, match="masters extend each other: one → two → one"):
        many(masters={"one": {"extends": "two"}, "two": {"extends": "one"}}, pages=["one"])


def test_columns_of_several_widths_stand_where_they_should() -> None:
    grid = {"columns": ["8字", "8字", "20字"], "measure": None, "rows": 30}
    boxes = {"p": {"story": 1}, "q": {"story": 2, "columns": 2}, "r": {"story": 3}}
    spec = small_spec("p p q | auto\nr r r | 12行", boxes, grid=grid)
    assert spec.style.grid.widths == pytest.approx((84, 84, 210))
    area = 160 * MM
    assert spec.style.grid.gutter == pytest.approx((area - 378) / 2)
    edition = day({"items": [story(1, [200]), story(2, [230]), story(3, [250])]})
    pages = broadsheet.compose(edition, spec)
    assert [f.message for f in pages.findings if f.level == "error"] == []
    boxes_by = {box.name: box for box in pages.boxes}
    assert [c.width for c in boxes_by["p"].columns] == [84, 84]
    assert boxes_by["q"].rect.left == pytest.approx(5 * MM + 2 * (84 + spec.style.grid.gutter))
    assert len({c.width for c in boxes_by["q"].columns}) == 1
    # across columns of several widths a story takes equal ones of its own
    own = boxes_by["r"].columns
    assert len(own) == 3
    assert len({c.width for c in own}) == 1
    assert own[-1].right <= boxes_by["r"].rect.right + 0.01


def test_columns_of_several_widths_may_be_given_in_millimetres() -> None:
    grid = {"columns": ["40mm", "70mm", "40mm"], "measure": None, "gutter": "5mm", "rows": 30}
    spec = small_spec("p q r | auto", grid=grid)
    assert spec.style.grid.offset(2) == pytest.approx(120 * MM)
    assert spec.style.grid.span(1, 2) == pytest.approx(115 * MM)


def test_a_nudge_lowers_a_box_and_leaves_the_rule() -> None:
    def page(nudge: str) -> Pages:
        boxes = {
            "p": {"story": 1, "rule": "1pt", "above": 2, "nudge": nudge},
            "q": {"story": 2, "rule": "1pt", "above": 2},
            "r": {"story": 3},
        }
        edition = day({"items": [story(1, [240]), story(2, [250]), story(3, [200])]})
        return broadsheet.compose(edition, small_spec("r r r r | 9行\np p q q | fill", boxes))

    plain, lower, upper = page("0行"), page("2行"), page("-1行")
    row = small_spec().style.grid.baseline
    tops = [next(b for b in p.boxes if b.name == "p").rect.top for p in (plain, lower, upper)]
    assert tops[1] - tops[0] == pytest.approx(2 * row)
    assert tops[2] - tops[0] == pytest.approx(-row)
    rules = [
        sorted(m.rect.top for m in p.pages[0].marks if isinstance(m, Fill) and m.rect.height == 1)
        for p in (plain, lower)
    ]
    assert rules[0] == pytest.approx(rules[1])


def test_lint_looks_at_the_sheet_of_each_page() -> None:
    spec = many(lint={"trapped-white": {"level": "warning", "rows": 3}})
    pages = broadsheet.compose(three(), spec)
    from broadsheet import api

    told = {(f.page, f.code) for f in api.lint(pages, spec)}
    assert not any(code == "outside" for _, code in told)
