"""What a page that does not go in tells its editor: a total, the rows that would do, a way out."""

import broadsheet
from broadsheet.display import Pages
from broadsheet.errors import Finding
from tests.unit.pages_of import edition, small_spec, story


def told(pages: Pages, code: str) -> list[Finding]:
    return [finding for finding in pages.findings if finding.code == code]


def test_a_page_tells_once_what_is_over_in_all_and_what_is_white() -> None:
    spec = small_spec(
        "p p q q | 14行\nr r s s | 16行",
        {name: {"story": str(n)} for n, name in enumerate("pqrs", 1)},
    )
    content = edition(story(1, [400]), story(2, [380]), story(3, [40]), story(4, [200]))
    pages = broadsheet.compose(content, spec)
    over = [box for box in pages.boxes if box.over]
    assert [box.name for box in over] == ["p", "q"]
    lines, letters = sum(box.over for box in over), [box.over_letters for box in over]
    white = sum(box.short for box in pages.boxes if box.short > 1)
    assert white > 4
    [note] = told(pages, "in-all")
    assert note.level == "warning"  # it is the answer to errors
    total = f"溢 {lines} 行 in all, {sum(letters)} 字; {white} 行 are white in other boxes"
    cuts = f"story 1 “第1条潮讯” by {letters[0]} 字, story 2 “第2条潮讯” by {letters[1]} 字"
    rows = [-(-box.over // len(box.columns)) for box in over]
    larger = f"; or these larger: box p by {rows[0]} 行"
    assert note.message.startswith(f"{total}; it goes in if these are cut: {cuts}{larger}")
    assert note.message.endswith(
        "; story 3 and story 4 would do as briefs "
        "(broadsheet dummy EDITION --near SPEC draws the page anew)"
    )
    # and it does
    shorter = edition(
        *(story(n, [size - cut]) for n, size, cut in ((1, 400, letters[0]), (2, 380, letters[1]))),
        story(3, [40]),
        story(4, [200]),
    )
    assert told(broadsheet.compose(shorter, spec), "overset") == []


def test_one_box_tells_for_itself() -> None:
    spec = small_spec("p p p p | 14行\n. . . . | fill", {"p": {"story": "1"}})
    pages = broadsheet.compose(edition(story(1, [900])), spec)
    assert told(pages, "overset")
    assert told(pages, "in-all") == []


def test_a_box_that_is_too_small_says_how_many_rows_would_do() -> None:
    lines = ["听涛茶庄", *(f"第{n}种好茶今天上市" for n in range(9)), "电话 0573-1234567"]
    ad = {"kind": "ad", "id": "ad", "name": "茶", "lines": lines}
    content = edition(story(1, [100]), ad)

    def composed(rows: int) -> Pages:
        boxes = {"p": {"story": "1"}, "q": {"ad": "1"}}
        return broadsheet.compose(content, small_spec(f"p p p p | auto\nq q . . | {rows}行", boxes))

    [note] = told(composed(6), "needs")
    assert note.message.startswith("box q: 6 行 are too few, all goes in from ")
    asked = int(note.message.split("from ")[1].split()[0])
    assert told(composed(asked), "overset") == told(composed(asked), "needs") == []
    assert told(composed(asked - 1), "overset")


def test_words_that_no_depth_holds_are_told_so() -> None:
    ad = {"kind": "ad", "id": "ad", "name": "茶", "lines": ["W" * 60]}
    spec = small_spec("p p p q | auto", {"p": {"story": "1"}, "q": {"ad": "1"}})
    pages = broadsheet.compose(edition(story(1, [300]), ad), spec)
    [note] = told(pages, "needs")
    assert note.message == "box q: no depth holds all, 10 字 are too narrow"


def test_an_item_without_a_box_says_what_to_write() -> None:
    pages = broadsheet.compose(
        edition(story(1, [300]), story(2, [50])), small_spec("p p p p | auto")
    )
    [fault] = told(pages, "no-box")
    assert fault.message == (
        "story 2 “第2条潮讯” has no box on page 1: it is not set "
        "(draw a box and write x: {story: 2}, or let broadsheet dummy draw the page)"
    )


def test_a_story_over_says_how_many_columns_would_hold_it() -> None:
    boxes = {name: {"story": str(n)} for n, name in enumerate("pq", 1)}
    content = edition(story(1, [260]), story(2, [30]))
    pages = broadsheet.compose(content, small_spec("p p q q | 14行", boxes))
    [note] = told(pages, "in-all")
    [over] = [box for box in pages.boxes if box.over]
    assert "box p by" in note.message
    assert "or to 3 columns" in note.message
    wider = broadsheet.compose(content, small_spec("p p p q | 14行", boxes))
    assert over.name == "p"
    assert told(wider, "overset") == []


def test_a_headline_that_is_too_wide_says_what_would_hold_it() -> None:
    style = {"headline": {"size": "20pt", "lines": 1}}
    content = edition(story(1, [120], headline="潮水退去以后码头上的灯一盏接着一盏亮起来"))
    spec = small_spec("p p . . | 20行", {"p": {"story": "1"}}, styles=style)
    [fault] = told(broadsheet.compose(content, spec), "overset")
    assert "is too wide at 20 pt: 9 字 too many for 1 lines; 3 lines, 5 行, would hold it" in (
        fault.message
    )
    held = small_spec("p p . . | 20行", {"p": {"story": "1"}},
                      styles={"headline": {"size": "20pt", "lines": 3}})  # fmt: skip
    assert told(broadsheet.compose(content, held), "overset") == []


def test_an_upright_head_that_is_too_long_says_how_many_rows_hold_it() -> None:
    head = {"at": "left", "vertical": "yes", "width": "4字"}
    boxes = {"p": {"story": "1", "columns": "2", "headline": head}}
    styles = {"headline": {"size": "30pt", "lines": 1}}
    content = edition(story(1, [150], headline="潮水退去以后码头亮灯"))
    spec = small_spec("p p p p | 12行", boxes, styles=styles)
    [fault] = told(broadsheet.compose(content, spec), "overset")
    asked = int(fault.message.split("it takes ")[1].split()[0])
    assert asked > 12
    higher = small_spec(f"p p p p | {asked + 2}行", boxes, styles=styles)
    assert told(broadsheet.compose(content, higher), "overset") == []
