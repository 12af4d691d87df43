"""Guides change no copy; a box alone is set as it stands on its page."""

from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.cli import main
from broadsheet.display import Anchor, Fill, Pages, TextLine
from broadsheet.edition import passages
from broadsheet.errors import UserError
from broadsheet.makeup.guides import BOX, FAINT, FAULT, GRID, only_box, with_guides
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, small_spec, story, text_of

DAY = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"


def two_stories(first: int = 300) -> tuple[Spec, Pages]:
    spec = small_spec("p p q q | fill")
    return spec, api.compose(edition(story(1, [first]), story(2, [200])), spec)


def labels(pages: Pages) -> list[str]:
    return [line.plain for line in pages.lines() if line.runs[0].size == 7.0]


def test_the_grid_is_drawn_where_the_type_stands() -> None:
    spec, bare = two_stories()
    [page] = with_guides(bare, spec, api.open_faces(spec.style)).pages
    fills = [mark for mark in page.marks if isinstance(mark, Fill)]
    baselines = [mark.rect.middle for mark in fills if mark.fill == FAINT]
    assert len(baselines) == 30
    columns = [mark.rect for mark in fills if mark.stroke == GRID]
    assert [round(rect.width) for rect in columns] == [105] * 4
    body = [line for line in bare.lines() if line.runs[0].source.role == "para"]
    assert body
    for line in body:
        assert min(abs(line.y - baseline) for baseline in baselines) < 0.002
        assert any(abs(line.x - rect.left) < 25 for rect in columns)


def test_boxes_are_named_with_item_and_lines() -> None:
    spec, bare = two_stories()
    drawn = with_guides(bare, spec, api.open_faces(spec.style))
    first, second = bare.boxes
    assert f"p s1 {first.lines}/{first.room}" in labels(drawn)
    assert f"q s2 {second.lines}/{second.room}" in labels(drawn)
    assert [label for label in labels(drawn) if label.isdigit()] == ["10", "20", "30"]
    assert drawn.pages[0].marks[: len(bare.pages[0].marks)] == bare.pages[0].marks
    assert {face for face, _ in drawn.faces} >= {face for face, _ in bare.faces}


def test_boxes_with_findings_are_framed_and_the_findings_said() -> None:
    spec, bare = two_stories(2000)
    bare = replace(bare, findings=(*bare.findings, *api.lint(bare, spec)))
    drawn = with_guides(bare, spec, api.open_faces(spec.style))
    framed = [m for m in drawn.pages[0].marks if isinstance(m, Fill) and m.stroke == FAULT]
    assert [mark.box for mark in framed] == ["p", "q"]
    said = labels(drawn)
    assert any(label.startswith("story 1") and "溢" in label for label in said)
    assert any(label.startswith("story 2") and "缺" in label for label in said)
    assert any(label.startswith("碰题") for label in said)


def test_boxes_without_findings_have_a_thin_frame() -> None:
    spec, bare = two_stories()
    [page] = with_guides(replace(bare, findings=()), spec, api.open_faces(spec.style)).pages
    thin = [m for m in page.marks if isinstance(m, Fill) and m.stroke == BOX and m.weight == 0.3]
    assert [mark.box for mark in thin] == ["p", "q"]


def test_a_name_too_long_for_its_box_is_cut() -> None:
    spec = small_spec("p q q q | fill")
    made = story(1, [60]) | {"id": "a-very-long-name-of-a-story-that-goes-on-and-on"}
    drawn = with_guides(
        api.compose(edition(made, story(2, [60])), spec), spec, api.open_faces(spec.style)
    )
    [name] = [label for label in labels(drawn) if label.startswith("p a-very")]
    assert name.endswith("…")
    width = next(line.width for line in drawn.lines() if line.plain == name)
    assert width <= 105 - 7


def test_a_box_alone_keeps_its_place_and_its_findings() -> None:
    _, bare = two_stories(2000)
    alone = only_box(bare, "q")
    [page] = alone.pages
    assert [box.name for box in page.boxes] == ["q"]
    assert text_of(alone, "s2") == text_of(bare, "s2")
    assert text_of(alone, "s1") == ""
    assert {mark.name for mark in page.marks if isinstance(mark, Anchor)} == {"s2"}
    assert not [finding for finding in alone.findings if finding.code == "overset"]
    found = only_box(bare, "p").findings
    assert [finding.code for finding in found if finding.level == "error"] == ["overset"]
    lines = [mark for mark in page.marks if isinstance(mark, TextLine)]
    assert lines == [line for line in bare.lines() if line.box == "q"]


def test_a_box_around_others_stands_for_them() -> None:
    spec = api.load_spec("duikai-6")
    bare = api.compose(api.read_edition(DAY), spec)
    alone = only_box(bare, "F")
    assert [box.name for box in alone.boxes] == ["F.1", "F.2", "F.3", "F.4"]
    assert [box.name for box in only_box(bare, "F.2").boxes] == ["F.2"]
    rule = [m for m in alone.pages[0].marks if isinstance(m, Fill) and m.box == "F"]
    assert len(rule) == 1
    with pytest.raises(UserError, match=r"there is no box 'F\.9'"):
        only_box(bare, "F.9")


def test_guides_and_a_box_alone_are_rendered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    pdf = tmp_path / "page.pdf"
    guided = ["render", str(DAY), "--spec", "duikai-6", "--guides", "-o", str(pdf)]
    assert main(guided) == 0
    text = PdfReader(BytesIO(pdf.read_bytes())).pages[0].extract_text()
    assert "haichao-yujing 45/45" in text
    assert main(["proof", str(pdf), str(DAY)]) == 0
    assert main(["render", str(DAY), "--only", "F.2", "-o", str(pdf)]) == 0
    text = PdfReader(BytesIO(pdf.read_bytes())).pages[0].extract_text()
    shown = [p.item for p in passages(api.read_edition(DAY)) if p.text and p.text in text]
    assert set(shown) == {"tingdeng-books"}
    capsys.readouterr()
    assert main(["render", str(DAY), "--only", "g", "-o", str(pdf)]) == 2
    assert "there is no box 'g' on these pages (write one of F.1," in capsys.readouterr().err
