"""A hundred constructs of strangers' pages: carried over, mended or refused, by each standard."""

import io
from pathlib import Path

import pikepdf
import pytest

import broadsheet
from broadsheet.display import Pages
from broadsheet.errors import PictureError
from broadsheet.models import replace
from tests.unit.advert_constructs import TABLE, made
from tests.unit.pages_of import small_spec

STANDARDS = ("pdf", "x4", "x1a", "a2u", "ua1", "a2a")
AS = {"a2a": "a2u"}  # refuses what the other does, and more


def placed(folder: Path) -> Pages:
    """Return a page for each construct."""
    for name, row in TABLE.items():
        (folder / f"{name}.pdf").write_bytes(made(row.build))
    ads = [{"kind": "ad", "id": name, "src": f"{name}.pdf", "alt": "灯油"} for name in TABLE]
    copy = broadsheet.read_edition({"pages": [{"items": [one]} for one in ads]})
    spec = small_spec("q q q q | fill", {"q": {"ad": "1"}}, labels={"ad": ""})
    return broadsheet.compose(replace(copy, folder=str(folder)), spec)


def only(pages: Pages, names: list[str]) -> Pages:
    """Return the pages of some."""
    order = list(TABLE)
    return replace(pages, pages=tuple(pages.pages[order.index(name)] for name in names))


def taken(standard: str) -> list[str]:
    """Return those that a standard takes."""
    return [name for name, row in TABLE.items() if standard not in row.refused.split()]


def refusal(pages: Pages, name: str, standard: str) -> str:
    """Return what is said of one, as it is composed or written; empty where it is written."""
    for found in pages.findings:
        if found.level == "error" and found.code == "picture" and found.item == name:
            return found.message.rpartition("/")[2]
    try:
        broadsheet.write_pdf(only(pages, [name]), io.BytesIO(), standard=standard)
    except PictureError as fault:
        return str(fault)
    return ""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return placed(tmp_path_factory.mktemp("constructs"))


def test_each_is_written_or_refused_in_one_line(pages: Pages) -> None:
    for standard in STANDARDS:
        wrong: dict[str, str] = {}
        for name, row in TABLE.items():
            if standard not in row.refused.split():
                continue
            told = refusal(pages, name, standard)
            whole = told.startswith(f"{name}.pdf: ") and "\n" not in told
            whole = whole and told.endswith((")", "can't be read"))
            if not whole or row.words not in told:
                wrong[name] = told or "written"
        assert wrong == {}, standard
        names, out = taken(standard), io.BytesIO()
        broadsheet.write_pdf(only(pages, names), out, standard=standard)
        with pikepdf.open(out) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert len(pdf.pages) == len(names)
    assert len(TABLE) > 100
