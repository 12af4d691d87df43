"""Whatever a stranger writes is answered, or refused in one line that any terminal can show."""

from hypothesis import HealthCheck, given, settings

import broadsheet
from broadsheet import api, intake
from broadsheet.edition import passages
from broadsheet.errors import SourceError
from broadsheet.makeup.checks.complete import solid
from broadsheet.parse import reader
from tests import strategies
from tests.external.fuzz import targets
from tests.unit.pages_of import edition, small_spec

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SPEC = small_spec()


@FEW
@given(strategies.spec_texts)
def test_any_spec(text: str) -> None:
    targets.spec(text.encode())


@FEW
@given(strategies.edition_texts)
def test_any_edition(text: str) -> None:
    targets.edition(text.encode())


@FEW
@given(strategies.raw_pages)
def test_any_raw_page_keeps_its_characters(text: str) -> None:
    try:
        day = reader.read_text(text).edition
    except SourceError as fault:
        targets.check(fault)
        return
    kept = "".join(passage.text for passage in passages(day))
    assert all(f.code != "ledger" for f in day.findings)
    assert sum(char == "潮" for char in kept) <= text.count("潮")


@settings(FEW, max_examples=30)
@given(strategies.hostile_copy, strategies.hostile_copy)
def test_any_copy_is_on_the_page_or_told(headline: str, text: str) -> None:
    item = {"kind": "article", "id": "s1", "headline": headline, "body": [text or "潮"]}
    day = edition(item)
    pages = broadsheet.compose(day, SPEC)
    told = [f for f in pages.findings if f.level == "error"]
    shown = sum(
        solid(run.plain)
        for mark in pages.pages[0].marks
        for run in getattr(mark, "runs", ())
        if run.source.item == "s1"
    )
    wanted = sum(solid(passage.text) for passage in passages(day) if passage.item == "s1")
    assert shown >= wanted or told
    assert all(str(finding).count("\n") == 0 for finding in pages.findings)
    assert api.spec_of(day) in ("house", "house-english")


def test_html_of_editors_before_the_standard_is_read() -> None:
    copy = "<![if lt IE 9]><h1>潮水退了</h1><![endif]><p>渔港清晨开市。</p><p>船回来了<![0"
    (story,) = intake.edition_from_bytes(copy.encode(), file="a.html").items
    assert [block.text for block in story.body] == ["渔港清晨开市。", "船回来了<![0"]
