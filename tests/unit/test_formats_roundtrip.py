"""What an edition holds comes back from every form that can hold it."""

from pathlib import Path

import pytest
from hypothesis import given, settings

import broadsheet
from broadsheet import interchange
from broadsheet.edition import Article, Edition, passages
from broadsheet.formats import edition_plain, markdown_out, newsml_out, ninjs_out, nitf_out, strange
from broadsheet.models import replace
from tests.unit.agency_rules import faults
from tests.unit.editions_of import copy_of, editions

ROOT = Path(__file__).parents[2]
DAY = ROOT / "examples" / "tinglan-front.yaml"


def again(text: str, form: str) -> Edition:
    return strange.read(text.encode(), form, file=f"day.{form}").edition


@pytest.mark.parametrize("version", ["3.0", "2.1"])
def test_the_example_keeps_every_fact_through_ninjs(version: str) -> None:
    day = broadsheet.read_edition(DAY)
    back = again(ninjs_out.dump(day, version), "ninjs")
    assert back == replace(day, folder="")
    assert back.findings == ()


def test_the_example_keeps_its_copy_through_markdown() -> None:
    day = broadsheet.read_edition(DAY)
    text, lost = markdown_out.dump(day)
    back = again(text, "markdown")
    assert list(passages(back)) == list(passages(day))
    assert back.masthead == day.masthead
    assert [item.byline for item in back.items if isinstance(item, Article)] == [
        item.byline for item in day.items if isinstance(item, Article)
    ]
    assert [str(finding) for finding in lost] == [
        "note: where a paragraph stood in raw text (lines, cuts) is not carried (36 times)"
    ]


def test_pictures_alike_stay_two_through_ninjs() -> None:
    alike = [{"caption": "退潮的码头"}, {"caption": "退潮的码头"}]
    day = broadsheet.read_edition({"items": [{"kind": "article", "pictures": alike}]})
    assert again(ninjs_out.dump(day, "3.0"), "ninjs").pages[0].items == day.pages[0].items


@settings(max_examples=25, deadline=None)
@given(editions())
def test_any_edition_comes_back_whole_from_the_agencies_forms(edition: Edition) -> None:
    for version in ("3.0", "2.1"):
        assert again(ninjs_out.dump(edition, version), "ninjs") == edition
    text, lost = newsml_out.dump(edition)
    assert faults(text) == []
    back = again(text, "newsml")
    assert (back, back.findings) == (edition, ())
    assert (not lost) == bool(edition.masthead.date)
    for page in edition.pages:
        for item in page.items:
            told = {"page": edition_plain.folio_of(page)} if edition_plain.folio_of(page) else {}
            document = nitf_out.document(item, edition.masthead, page, told)
            assert faults(document) == []
            one = again(document, "nitf")
            assert (one.items, one.findings) == ((item,), ())
            assert one.pages[0].editors == page.editors


def test_what_the_schemas_of_the_agencies_forbid_is_found() -> None:
    text = newsml_out.dump(broadsheet.read_edition(DAY))[0]
    assert faults(text) == []
    for right, wrong, fault in (
        ("<hl1>", '<hl1 role="a">', "hl1 has no attribute role"),
        ("<pubStatus ", "<title/><pubStatus ", "itemMeta can't hold <itemClass><provider>"),
        (' root="edition"', "", "groupSet lacks root"),
        ('idref="page-1"', 'idref="page-9"', "no element is called 'page-9'"),
        ("<itemSet>", "<itemSet>words", "itemSet can't hold the words 'words'"),
        ('qcode="stat:usable"', 'qcode="usable"', "pubStatus.qcode is 'usable'"),
        ("</p>", "<sup>1</sup></p>", "p can't hold <sup>"),
    ):
        assert right in text
        assert faults(text.replace(right, wrong, 1))[0].startswith(fault)


@settings(max_examples=40, deadline=None)
@given(editions())
def test_any_edition_comes_back_from_markdown(edition: Edition) -> None:
    text, _ = markdown_out.dump(edition)
    assert copy_of(again(text, "markdown")) == copy_of(edition)


@settings(max_examples=8, deadline=None)
@given(editions(most_pages=1))
def test_a_folder_of_stories_is_the_page(
    tmp_path_factory: pytest.TempPathFactory, edition: Edition
) -> None:
    folder = tmp_path_factory.mktemp("stories")
    for name, text in interchange.export(edition, "stories").files.items():
        (folder / name).write_text(text, encoding="utf-8")
    back = interchange.import_files([folder])
    assert copy_of(back.edition) == copy_of(edition)
