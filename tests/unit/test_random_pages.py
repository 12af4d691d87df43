"""What holds of every page: nothing overlaps, lies outside or is lost; columns are level."""

from hypothesis import HealthCheck, given, settings

from broadsheet import api
from tests.unit import random_boxes, random_pages
from tests.unit.page_faults import faults_of
from tests.unit.pages_of import edition, set_lines, small_spec, story

SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SOME
@given(random_pages.maps)
def test_random_maps_are_maps(cells: random_boxes.Cells) -> None:
    assert random_boxes.can_be_drawn(cells)


@SOME
@given(random_pages.pages)
def test_any_page_says_what_is_wrong_with_it(made: random_pages.Made) -> None:
    assert faults_of(made.content, made.spec) == []


def test_the_head_of_a_u_keeps_off_what_stands_between_its_arms() -> None:
    spec = small_spec("p q q p | 14行\np p p p | auto")
    copy = edition(story(1, [400], headline="潮头"), story(2, [200]))
    assert faults_of(copy, spec) == []
    [head] = [
        line
        for line in set_lines(api.compose(copy, spec), "s1")
        if line.runs[0].source.role == "headline"
    ]
    assert head.x + head.width < spec.style.page.left + spec.style.grid.measure


def test_pictures_under_an_l_stand_under_the_columns_that_reach_its_foot() -> None:
    boxes = {
        "p": {"story": "1", "picture": {"at": "bottom", "rows": "5"}},
        "q": {"story": "2"},
    }
    spec = small_spec("p p p p | 15行\np p q q | auto", boxes)
    copy = edition(story(1, [420], pictures=[{"caption": "码头上的灯"}]), story(2, [120]))
    assert faults_of(copy, spec) == []
    pages = api.compose(copy, spec)
    [caption] = [line for line in set_lines(pages, "s1") if line.runs[0].source.role == "caption"]
    [under] = [box for box in pages.boxes if box.name == "q"]
    assert caption.x + caption.width < under.rect.left
    assert caption.y > under.rect.top
