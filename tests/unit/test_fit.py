"""Ladders of fitting: what a story may do to fit its box, in order, and what is told of it."""

import json
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet import api
from broadsheet.cli import main
from broadsheet.cli.report import wide
from broadsheet.display import Adjusted, Pages, Source
from broadsheet.errors import SpecError
from broadsheet.makeup.galley.ladder import Rung
from broadsheet.makeup.text.chunk import set_chunk
from broadsheet.paragraph import Setting, Span
from broadsheet.spec import FIT, FitStep, Spec
from tests.unit.pages_of import edition, prose, small_spec, story, text_of

WHOLE = "p p p p | fill"


def one(fit: Any, rows: int, paragraphs: list[int], **facts: Any) -> Pages:
    """A story over four columns, its box so many rows deep."""
    box = {"story": "1", "fit": fit, "picture": {"at": "top", "rows": "8"}}
    spec = small_spec(WHOLE, {"p": box}, grid=grid(rows))
    return api.compose(edition(story(1, paragraphs, **facts)), spec)


def grid(rows: int) -> dict[str, str]:
    return {"columns": "4", "measure": "10字", "rows": str(rows)}


def steps(pages: Pages) -> list[str]:
    return [str(step) for step in pages.boxes[0].steps]


def said(pages: Pages, code: str) -> list[str]:
    return [f.message.split("”: ", 1)[-1] for f in pages.findings if f.code == code]


def spec_with(text: str) -> Spec:
    return broadsheet.load_spec(f"broadsheet: 1\nextends: duikai-6\nfit: {text}\n")


def test_a_ladder_is_read_in_its_order() -> None:
    spec = spec_with("{paragraph: 1, picture: -3行..4行, headline: 36pt..48pt, drop: [deck]}")
    assert spec.style.fit == (
        FitStep(kind="paragraph", least=-1, most=1),
        FitStep(kind="picture", least=-3, most=4),
        FitStep(kind="headline", least=36, most=48),
        FitStep(kind="drop", parts=("deck",)),
    )
    assert spec_with("[{crosshead: -1}, {head: 2行}, {paragraph: 0..1}]").style.fit == (
        FitStep(kind="crosshead", least=-1, most=0),
        FitStep(kind="head", most=2),
        FitStep(kind="paragraph", least=0, most=1),
    )
    assert spec_with("none").style.fit == ()
    assert broadsheet.load_spec("duikai-6").style.fit == FIT


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("{heads: 1}", ":3:7: fit.heads: 'heads' is no key here", "did you mean head?"),
        ("{head: -1}", ":3:13: fit.head: '-1' is out of range", "write 2行: at most 20行"),
        ("{head: two}", ":3:13: fit.head: 'two' is not a step of rows", "write 2行"),
        ("{picture: 2行..4行}", "fit.picture: '2行..4行' is out of range", "about 0"),
        ("{paragraph: 3}", "fit.paragraph: '3' is out of range", "write 1 or -1..1"),
        ("{drop: [headline]}", "fit.drop.1: 'headline' is not allowed here", "one of deck"),
        ("[{head: 1}, {head: 2}]", ":3:19: fit.head: head is a step already", "one range"),
        ("{headline: 48pt..36pt}", "'48pt..36pt' begins with the larger", "36pt..48pt"),
    ],
)
def test_mistakes_are_answered_with_place_and_a_way_out(text: str, place: str, hint: str) -> None:
    with pytest.raises(SpecError) as fault:
        spec_with(text)
    assert place in str(fault.value)
    assert hint in str(fault.value)


def test_slack_takes_the_first_step_first() -> None:
    facts: dict[str, Any] = {"pictures": [{"caption": "灯"}]}
    plain = one("none", 28, [240, 0, 240], **facts).boxes[0]
    assert (plain.steps, plain.short) == ((), 8)
    first = one({"head": "2行", "picture": "4行"}, 28, [240, 0, 240], **facts)
    assert steps(first)[0] == "head 3 → 4 行"
    other = one({"picture": "4行"}, 28, [240, 0, 240], **facts)
    assert steps(other) == ["picture 10 → 11 行"]


def test_a_picture_gives_rows_to_text_within_its_bounds() -> None:
    facts: dict[str, Any] = {"pictures": [{"caption": "灯"}]}
    assert one("none", 22, [250, 250], **facts).boxes[0].over == 16
    given = one({"picture": "-9行..0行"}, 22, [250, 250], **facts)
    assert steps(given) == ["picture 10 → 6 行"]
    assert given.boxes[0].over == 0
    held = one({"picture": "-1行..0行"}, 22, [250, 250], **facts)
    assert steps(held) == ["picture 10 → 9 行"]
    assert held.boxes[0].over == 12
    # an image keeps three rows, whatever it may give
    assert steps(one({"picture": "-9行..0行"}, 22, [350, 350], **facts)) == ["picture 10 → 5 行"]


def test_a_paragraph_one_line_shorter_takes_out_overset() -> None:
    def wide_columns(fit: Any) -> Pages:
        boxes = {"p": {"story": "1", "fit": fit, "columns": "2"}}
        return api.compose(edition(story(1, [192, 192])), small_spec(WHOLE, boxes, grid=grid(12)))

    assert wide_columns("none").boxes[0].over == 2
    pages = wide_columns({"paragraph": "-1..0"})
    assert not said(pages, "overset")
    assert [step.rpartition("”")[2] for step in steps(pages)] == [" 10 → 9 行"] * 2
    assert steps(pages)[1].startswith("paragraph 2 “")


def paragraph_cost(count: int) -> float:
    """What a paragraph of so many characters at 20 em costs that is set a line longer."""
    typeface = api.open_faces(api.load_spec().style).typeface("song")
    span = Span(
        text=prose(count), typeface=typeface, size=10.0, source=Source(item="s", role="para")
    )
    chunk = set_chunk((span,), Setting(measure=200.0, em=10.0), Rung(0, 1, 2.0))
    return max(choice.cost for choice in chunk.slab.choices)


def test_a_line_more_costs_the_more_must_be_stretched_for_it() -> None:
    nearly, not_quite, less = paragraph_cost(198), paragraph_cost(197), paragraph_cost(196)
    assert 0 < nearly < not_quite < less
    assert paragraph_cost(118) > nearly  # six lines share what ten do
    assert less > 2.0  # the price of its step


@pytest.mark.parametrize(("paragraphs", "longer"), [([206, 200], 1), ([200, 206], 2)])
def test_of_two_paragraphs_the_one_that_needs_least_is_set_a_line_longer(
    paragraphs: list[int], longer: int
) -> None:
    boxes = {"p": {"story": "1", "fit": {"paragraph": 1}, "columns": "2"}}
    pages = api.compose(edition(story(1, paragraphs)), small_spec(WHOLE, boxes, grid=grid(14)))
    assert [step.partition(" “")[0] for step in steps(pages)] == [f"paragraph {longer}"]


def test_a_headline_gives_way_within_its_range() -> None:
    styles = {"headline": {"size": "16pt..60pt", "lines": "2"}}

    def page(fit: Any, rows: int) -> Pages:
        spec = small_spec(WHOLE, {"p": {"story": "1", "fit": fit}}, grid=grid(rows), styles=styles)
        return api.compose(edition(story(1, [360], headline="码头上的灯一盏")), spec)

    assert page("none", 15).boxes[0].over == 1
    assert steps(page({"headline": "24pt..60pt"}, 15)) == ["headline 60 → 49.5 pt"]
    tight = page({"headline": "24pt..60pt"}, 13)
    assert steps(tight) == ["headline 60 → 24 pt"]
    assert not said(tight, "overset")
    assert steps(page({"headline": "24pt..60pt"}, 16)) == []
    assert page({"headline": "40pt..60pt"}, 13).boxes[0].over > 0


def test_what_is_left_out_is_told_and_nothing_else_is() -> None:
    facts = {"deck": "——潮水退去以后的一天"}
    plain = one("none", 12, [300], **facts)
    assert plain.boxes[0].over == 3
    assert text_of(plain, "s1", "deck") == facts["deck"]
    pages = one({"drop": ["deck"]}, 12, [300], **facts)
    [finding] = [f for f in pages.findings if f.code == "left-out"]
    assert (finding.level, finding.item) == ("warning", "s1")
    assert finding.message.endswith("deck “——潮水退去以后的一天” left out")
    assert text_of(pages, "s1", "deck") == ""
    assert not said(pages, "lost")
    roomy = one({"drop": ["deck"]}, 30, [300], **facts)
    assert text_of(roomy, "s1", "deck") == facts["deck"]


def test_the_place_of_a_picture_that_is_not_there_may_be_left_out() -> None:
    facts: dict[str, Any] = {"pictures": [{"caption": "灯"}]}
    pages = one({"drop": ["picture"]}, 16, [360], **facts)
    assert [str(step) for step in pages.boxes[0].steps] == ["picture “灯” left out"]
    assert not said(pages, "lost")


def test_overset_is_told_with_the_paragraph_to_cut_at() -> None:
    pages = one("none", 14, [100, 0, 200, 140])
    [told] = said(pages, "overset")
    box = pages.boxes[0]
    start = f"溢 {box.over_letters} 字 / {box.over} 行, from paragraph "
    assert told.startswith(start)
    words = {2: prose(200, 7 * 2 + 1), 3: prose(140, 7 * 3 + 1)}[int(told[len(start)])]
    assert told.endswith(f" “{words[:10]}…”")


def test_steps_are_named() -> None:
    assert str(Adjusted("picture", 14, 13)) == "picture 14 → 13 行"
    assert str(Adjusted("headline", 49.5, 44)) == "headline 49.5 → 44 pt"
    assert str(Adjusted("crosshead", 2, 3, "“潮头观察”")) == "crosshead “潮头观察” 2 → 3 行"


def test_check_prints_a_table_that_stands_in_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from broadsheet.formats import edition_yaml

    day = tmp_path / "day.yaml"
    long = edition(story(1, [900] * 9), story(2, [300], headline="ABC"))
    day.write_text(edition_yaml.dump_yaml(long), encoding="utf-8")
    assert main(["check", str(day), "--spec", "duikai-6"]) == 1
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == "page box item chars lines cols room state fit story".split()
    at = wide(head[: head.index("state")])
    for row in rows:
        before = next(n for n in range(len(row)) if wide(row[:n]) == at)
        assert row[before - 1] == " "
        assert row[before] in "溢缺f"
    assert main(["check", str(day), "--spec", "duikai-6", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    [box] = [box for box in report["boxes"] if box["item"] == "s1"]
    assert box["letters"] == 8100
    assert box["over"]["lines"] > 0
    assert box["lines"] == box["room"] - box["short"] + box["over"]["lines"]
    assert {"step", "words", "before", "after"} == set(box["fit"][0]) if box["fit"] else True
