"""Heads over their stories: the text below tells where a head may be broken."""

import broadsheet
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, small_spec


def two_line_spec() -> Spec:
    spec = small_spec("p p q q | auto")
    headline = replace(spec.styles["headline"], smallest=24.0, largest=30.0, lines=2)
    return replace(spec, styles={**spec.styles, "headline": headline})


def head_lines(headline: str, body: str) -> list[str]:
    story = {"kind": "article", "id": "s1", "headline": headline, "body": [body]}
    pages = broadsheet.compose(edition(story), two_line_spec())
    return [line.plain for line in pages.lines() if line.runs[0].source.role == "headline"]


def test_a_name_of_the_story_is_not_broken_in_its_head() -> None:
    told = "人们说起苓浦塔，都说苓浦塔好。苓浦塔在岸边，又见苓浦塔。" * 4
    assert head_lines("渔民夜探苓浦塔下潮声起", told) == ["渔民夜探", "苓浦塔下潮声起"]
    # without that witness the lines are as even as they can be
    assert head_lines("渔民夜探苓浦塔下潮声起", "江水东流。" * 20) == ["渔民夜探苓", "浦塔下潮声起"]
