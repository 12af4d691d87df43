"""Heads over their stories: the text below tells where a head may be broken."""

import pytest

import broadsheet
from broadsheet.display import INK, PAPER, Colour, Fill
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, small_spec, story


def two_line_spec() -> Spec:
    spec = small_spec("p p q q | auto")
    headline = replace(spec.style.styles["headline"], smallest=24.0, largest=30.0, lines=2)
    styles = {**spec.style.styles, "headline": headline}
    return replace(spec, style=replace(spec.style, styles=styles))


def head_lines(headline: str, body: str) -> list[str]:
    story = {"kind": "article", "id": "s1", "headline": headline, "body": [body]}
    pages = broadsheet.compose(edition(story), two_line_spec())
    return [line.plain for line in pages.lines() if line.runs[0].source.role == "headline"]


def test_a_name_of_the_story_is_not_broken_in_its_head() -> None:
    told = "人们说起苓浦塔，都说苓浦塔好。苓浦塔在岸边，又见苓浦塔。" * 4
    assert head_lines("渔民夜探苓浦塔下潮声起", told) == ["渔民夜探", "苓浦塔下潮声起"]
    # without that witness the lines are as even as they can be
    assert head_lines("渔民夜探苓浦塔下潮声起", "江水东流。" * 20) == ["渔民夜探苓", "浦塔下潮声起"]


def test_a_headline_with_a_ground_is_reversed_on_a_panel_with_its_head() -> None:
    boxes = {
        "p": {"story": "1", "headline": {"at": "bottom-left", "across": "1", "rows": "8"}},
        "q": {"story": "2"},
    }
    spec = small_spec("p p q q | auto", boxes)
    navy = Colour(cyan=1, magenta=0.75)
    headline = replace(spec.style.styles["headline"], fill=navy, smallest=12.0, largest=14.0)
    styles = {**spec.style.styles, "headline": headline}
    spec = replace(spec, style=replace(spec.style, styles=styles))
    pages = broadsheet.compose(edition(story(1, [200], headline="码头亮灯")), spec)
    [panel] = [m for m in pages.pages[0].marks if isinstance(m, Fill) and m.fill == navy]
    assert panel.rect.height == pytest.approx(8 * spec.style.grid.baseline)
    [head] = [line for line in pages.lines() if line.runs[0].source.role == "headline"]
    assert head.runs[0].colour == PAPER
    assert head.x + head.width / 2 == pytest.approx(panel.rect.centre, abs=0.1)
    # its em box stands in the middle of the panel
    size = head.runs[0].size
    assert head.y - 0.38 * size == pytest.approx(panel.rect.middle, abs=0.1)


def test_letters_are_never_reversed_without_their_ground() -> None:
    red = Colour(magenta=1, yellow=1)
    copy = edition(story(1, [200], kicker="潮头观察", headline="码头亮灯"))

    def set_with(*roles: str) -> tuple[Colour, list[str]]:
        spec = small_spec("p p q q | auto")
        known = spec.style.styles
        styles = {**known, **{role: replace(known[role], fill=red, colour=INK) for role in roles}}
        pages = broadsheet.compose(copy, replace(spec, style=replace(spec.style, styles=styles)))
        [kicker] = [line for line in pages.lines() if line.runs[0].source.role == "kicker"]
        told = [one.message for one in pages.findings if one.code == "no-ground"]
        return kicker.runs[0].colour, told

    message = "fill: does nothing for kicker, no ground is drawn for it: write colour:"
    assert set_with("kicker") == (INK, [message])
    assert set_with("kicker", "headline") == (PAPER, [])  # the head's panel is under both
