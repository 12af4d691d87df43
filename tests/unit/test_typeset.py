"""Editions that are written page by page: the same file, and no page is kept."""

import gc
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

import broadsheet
from broadsheet import api
from broadsheet.display import Page, PlacedPicture
from broadsheet.edition import Edition
from broadsheet.errors import OutputError, StoppedError
from broadsheet.makeup.page.pages import Composition
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.unit.pages_of import small_spec, story

MAP = "p p q q | auto"
SHEETS = {
    "front": {"map": MAP, "boxes": {"p": {"story": "1"}, "q": {"index": {"info": "1"}}}},
    "in": {"map": MAP, "boxes": {"p": {"story": "1"}, "q": {"story": "2"}}},
}


def long_edition(count: int, entry: str = "第21条潮讯(A2)") -> tuple[Edition, Spec]:
    """Return an edition of pages with two stories each, an index on the first, and its spec."""
    info = {"kind": "info", "id": "i", "lines": ["导读", entry]}
    pages: list[dict[str, Any]] = [{"items": [story(1, [120]), info]}]
    for number in range(2, count + 1):
        stories = [story(10 * number + n, [50 + 7 * number, 60]) for n in (1, 2)]
        pages.append({"folio": f"A{number}", "items": stories})
    spec = small_spec(masters=dict(SHEETS), pages=["front", *["in"] * (count - 1)])
    copy = broadsheet.read_edition({"masthead": {"name": "汀澜日报"}, "pages": pages})
    return copy, spec


@pytest.mark.parametrize("standard", api.STANDARDS)
def test_an_edition_written_page_by_page_is_the_same_file(tmp_path: Path, standard: str) -> None:
    copy, spec = long_edition(6)
    pages = broadsheet.compose(copy, spec, draft=True)
    whole = io.BytesIO()
    broadsheet.write_pdf(pages, whole, standard=standard)
    out, stream = tmp_path / "page.pdf", io.BytesIO()
    told = broadsheet.typeset(copy, spec, out, draft=True, standard=standard)
    broadsheet.typeset(copy, spec, stream, draft=True, standard=standard)
    assert out.read_bytes() == stream.getvalue() == whole.getvalue()
    assert told.findings == pages.findings
    assert told.boxes == pages.boxes
    assert told.faces == pages.faces
    assert [page.marks for page in told.pages] == [()] * 6


def test_pages_that_keep_no_marks_are_never_drawn_blank(tmp_path: Path) -> None:
    copy, spec = long_edition(2)
    told = broadsheet.typeset(copy, spec, io.BytesIO(), draft=True)
    again = tmp_path / "again.pdf"
    for draw in (
        lambda: broadsheet.write_pdf(told, again),
        lambda: broadsheet.to_png(told),
        lambda: broadsheet.to_svg(told, page=2),
        lambda: broadsheet.with_lint(told, spec),
        lambda: broadsheet.only_box(told, "1:p"),
        lambda: broadsheet.with_guides(told, spec),
    ):
        with pytest.raises(OutputError, match=r"keep no marks \(compose them again: compose\("):
            draw()
    assert not again.exists()


def test_no_page_is_kept_while_others_are_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    pages_of, counts = Composition.pages, list[int]()

    def alive() -> int:
        gc.collect()
        return sum(isinstance(held, Page) and bool(held.marks) for held in gc.get_objects())

    def watched(making: Composition) -> Iterator[Page]:
        for page in pages_of(making):
            counts.append(alive() - before)
            yield page

    monkeypatch.setattr(Composition, "pages", watched)
    copy, spec = long_edition(5)
    before = alive()
    told = broadsheet.typeset(copy, spec, io.BytesIO(), draft=True)
    assert len(told.pages) == 5
    assert counts[0] == 1
    assert max(counts) <= 2


def test_an_index_leads_to_stories_of_later_pages_and_nowhere_else() -> None:
    out = io.BytesIO()
    copy, spec = long_edition(6, "第51条潮讯(A5)")
    broadsheet.typeset(copy, spec, out, draft=True)
    front = pypdf.PdfReader(io.BytesIO(out.getvalue())).pages[0]
    assert [note.get_object()["/Dest"] for note in front["/Annots"]] == ["s51"]

    cut, short = io.BytesIO(), small_spec(masters=dict(SHEETS), pages=["front", "in"])
    told = broadsheet.typeset(copy, short, cut, draft=True)
    assert "no-sheet" in {finding.code for finding in told.findings}
    reader = pypdf.PdfReader(io.BytesIO(cut.getvalue()))
    assert len(reader.pages) == 2
    assert "/Annots" not in reader.pages[0]


def test_with_errors_nothing_is_written_but_for_a_draft(tmp_path: Path) -> None:
    copy, spec = long_edition(5)
    over = broadsheet.read_edition(
        {"pages": [{"items": [story(n, [900])]} for n in range(1, 6)], "masthead": {}}
    )
    out, stream = tmp_path / "page.pdf", io.BytesIO()
    out.write_bytes(b"yesterday's")
    told = broadsheet.typeset(over, spec, out)
    broadsheet.typeset(over, spec, stream)
    assert "overset" in {finding.code for finding in told.findings}
    assert out.read_bytes() == b"yesterday's"
    assert stream.getvalue() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]
    broadsheet.typeset(copy, spec, out, draft=True)
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_a_deadline_stops_it_and_leaves_nothing(tmp_path: Path) -> None:
    copy, spec = long_edition(5)
    with pytest.raises(StoppedError, match="stopped after 1e-09 s"):
        broadsheet.typeset(copy, spec, tmp_path / "page.pdf", timeout=1e-9)
    assert list(tmp_path.iterdir()) == []
    press = broadsheet.Press(marks=True)
    with pytest.raises(OutputError, match="marks and bleed are for the press"):
        broadsheet.typeset(copy, spec, tmp_path / "page.pdf", press=press)


def test_a_picture_that_is_lost_leaves_streams_as_they_were(tmp_path: Path) -> None:
    """Pages and pictures go into the file one by one: a stream must not get the first of them."""
    source = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"
    edition = broadsheet.read_edition(source)
    spec = broadsheet.load_spec(api.spec_of(edition))
    pages = broadsheet.compose(edition, spec)
    first, *_ = [mark.src for mark in pages.pages[0].marks if isinstance(mark, PlacedPicture)]
    (tmp_path / first).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source.parent / first, tmp_path / first)
    lost = replace(pages, folder=str(tmp_path), roots=())
    before = sorted(tmp_path.rglob("*"))
    stream = io.BytesIO()
    for out in (stream, tmp_path / "out.pdf"):
        with pytest.raises(broadsheet.UserError, match="no such file"):
            broadsheet.write_pdf(lost, out)
    assert stream.getvalue() == b""
    assert sorted(tmp_path.rglob("*")) == before
