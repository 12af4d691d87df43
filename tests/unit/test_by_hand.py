"""Editions made in Python, without YAML."""

import inspect
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import broadsheet
from broadsheet import (
    Advert,
    Article,
    Block,
    Byline,
    Credit,
    Edition,
    EditionPage,
    Jump,
    Masthead,
    Notice,
    Photo,
    Picture,
)
from broadsheet.errors import EditionError


def day() -> Edition:
    story = Article(
        id="s1",
        kicker="夜航之后",
        headline="渡口开灯",
        byline=Byline(raw="记者 苇白", roles=(Credit(role="记者", names=("苇白",)),)),
        body=(
            Block(text="灯火照着归人。"),
            Block(kind="crosshead", text="潮退"),
            Block(text="三尺。"),
        ),
    )
    notice = Notice(id="n1", title="停航公告", copy=("今夜停航。",))
    advert = Advert(id="a1", name="苇荡米行", copy=("苇荡米行", "新米到店"))
    masthead = Masthead(name="苇荡晚报", date="2026-11-30")
    return Edition(masthead=masthead, pages=(EditionPage(items=(story, notice, advert)),))


def test_an_edition_made_by_hand_is_set_and_read_back() -> None:
    out = io.BytesIO()
    edition = day()
    pages = broadsheet.compose(edition)
    assert [f for f in pages.findings if f.level == "error"] == []
    broadsheet.write_pdf(pages, out)
    assert broadsheet.prove(out.getvalue(), edition) == ()
    assert len(PdfReader(out).pages) == 1


def test_it_becomes_text_that_reads_back_as_it_was() -> None:
    assert broadsheet.read_edition(broadsheet.to_yaml(day())) == day()
    assert broadsheet.read_edition(broadsheet.to_json(day())) == day()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: Article(id="a", body="潮" * 80),
            "is not a tuple of Block (write (Block(text=…),))",
        ),
        (lambda: Article(id="a", body=[Block(text="a")]), "is not a tuple of Block"),
        (lambda: Article(id="a", body=("a",)), "Article.body: ('a',) is not a tuple of Block"),
        (lambda: Article(id="a", byline="苇白"), "Article.byline: '苇白' is not Byline or nothing"),
        (lambda: Article(id="a", rank="1"), "Article.rank: '1' is not int"),
        (lambda: Block(text=3), "Block.text: 3 is not str"),
        (lambda: Block(text="a", kind="quote"), "Block.kind: 'quote' is not 'para' or 'crosshead'"),
        (lambda: Advert(id="a", copy="a"), "Advert.copy: 'a' is not a tuple of str (write (…,))"),
        (lambda: Photo(id="a", picture="a.png"), "Photo.picture: 'a.png' is not Picture"),
        (lambda: Picture(src=None), "Picture.src: None is not str"),
        (lambda: Jump(type="on"), "Jump.type: 'on' is not 'to' or 'from'"),
        (lambda: Masthead(date=20261130), "Masthead.date: 20261130 is not str"),
        (lambda: EditionPage(items=(Block(text="a"),)), "is not a tuple of Article or Advert"),
        (lambda: Edition(pages=(Article(id="a"),)), "is not a tuple of EditionPage"),
        (lambda: Block(text="潮\ud800"), "Block.text: half of a surrogate pair"),
        (lambda: Advert(id="a", copy=("潮", "\udfff")), "Advert.copy: half of a surrogate pair"),
        (lambda: Edition(masthead={}), "Edition.masthead: {} is not Masthead"),
    ],
)
def test_a_value_of_another_kind_is_refused_where_it_is_made(make: Any, says: str) -> None:
    with pytest.raises(EditionError) as caught:
        make()
    assert says in str(caught.value)
    assert len(str(caught.value)) < 250


@given(st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text()), st.booleans()))
def test_no_field_of_text_takes_anything_else(value: object) -> None:
    if isinstance(value, str):
        assert Article(id="a", headline=value).headline == value
        return
    with pytest.raises(EditionError, match=r"Article\.headline"):
        Article(id="a", headline=value)  # type: ignore[arg-type]


def test_signatures_name_what_they_take() -> None:
    taken = inspect.signature(Article).parameters
    assert list(taken)[:4] == ["id", "section", "kicker", "headline"]
    assert taken["body"].annotation == tuple[Block, ...]
    assert taken["headline"].default == ""
