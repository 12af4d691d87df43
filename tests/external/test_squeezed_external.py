"""Squeezed marks read back as they were written, in four readers of PDF that know nothing of us."""

import io
import subprocess
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from broadsheet import api, trial

TEXT = (
    "江，潮、水，连海、平“海”上明，《岸》与（岸）间：甲；乙，丙、丁？戊！己·庚，潮、水，连海、平海上明月"
    "共潮生，滟滟随波。"
) * 6
MEASURES = ("11.13em", "13.3em", "15.21em", "17.4em")  # no line is full by itself


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("vertical", [False, True], ids=["across", "down"])
def test_what_was_squeezed_reads_back(tmp_path: Path, measure: str, *, vertical: bool) -> None:
    spec, pdf = api.load_spec(), io.BytesIO()
    order = trial.TrialOrder(measure=measure, vertical=vertical)
    done = api.set_text(TEXT, spec, order)
    moves = [move for line in done.lines for run in line.runs for _, move in run.shifts if move]
    assert len(moves) > 10  # marks on other bodies than whole and half ones
    api.write_pdf(trial.as_pages(done, spec.style), pdf)
    file = tmp_path / "set.pdf"
    file.write_bytes(pdf.getvalue())
    read = {
        "pypdf": "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages),
        "poppler": told("pdftotext", "-raw", str(file), "-"),
        "mupdf": told("mutool", "draw", "-q", "-F", "txt", str(file)),
        "pdfium": pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range(),
    }
    found = {name: "".join(text.splitlines()).strip("\f") for name, text in read.items()}
    if vertical:  # PDFium gives the lines of upright text from the left
        assert sorted(found.pop("pdfium")) == sorted(TEXT)
    assert found == dict.fromkeys(found, TEXT)
