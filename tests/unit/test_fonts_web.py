"""Web fonts as faces of a paper's own: unpacked within bounds, and set as the plain font is."""

import struct
import sys
import zlib
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont

from broadsheet import api, limits, trial
from broadsheet.cli import main
from broadsheet.errors import FaceError
from broadsheet.fonts import web
from broadsheet.fonts.face import open_file
from tests.unit.fonts_of import PLAIN, font_of

ENDINGS = {"woff": "woff", "woff2": "woff2"}


def packed(folder: Path, flavor: str, *, cff: bool = False) -> Path:
    """Write a face of boxes as a web font."""
    plain = folder / f"own.{'otf' if cff else 'ttf'}"
    font_of(plain, cff=cff)
    font = TTFont(plain)
    font.flavor = flavor
    font.save(folder / f"own.{ENDINGS[flavor]}")
    return folder / f"own.{ENDINGS[flavor]}"


@pytest.mark.parametrize("cff", [False, True])
@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_web_font_is_set_as_the_font_that_it_was_made_of(
    tmp_path: Path, flavor: str, cff: bool
) -> None:
    file = packed(tmp_path, flavor, cff=cff)
    plain, face = open_file(next(tmp_path.glob("own.[ot]tf")), "plain"), open_file(file, "own")
    for char in PLAIN:
        glyph = face.glyph(char)
        assert glyph == plain.glyph(char)
        assert face.advance(glyph) == plain.advance(glyph)
        assert face.ink(glyph) == plain.ink(glyph)
    paper = tmp_path / "paper.yaml"
    paper.write_text(f"broadsheet: 1\nextends: duikai-6\ntypefaces: {{song: [{file.name}]}}\n")
    spec = api.load_spec(paper)
    made = api.set_text("春（春）。", spec, trial.TrialOrder(measure="8em"))
    api.write_trial(made, spec, tmp_path / "set.pdf")
    page = pypdf.PdfReader(tmp_path / "set.pdf").pages[0]
    assert page.extract_text().strip() == "春（春）。"


def test_without_brotli_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert open_file(packed(tmp_path, "woff"), "own").glyph("春")
    monkeypatch.undo()
    file = packed(tmp_path, "woff2")
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(FaceError, match="is a web font, which needs brotli") as caught:
        open_file(file, "own")
    assert "pip install 'broadsheet[woff2]'" in caught.value.hint
    assert "woff2 decompress -o own.ttf own.woff2" in caught.value.hint


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_one_that_is_cut_short_or_spoilt_is_refused(tmp_path: Path, flavor: str) -> None:
    file = packed(tmp_path, flavor)
    whole = file.read_bytes()
    for n, content in enumerate(
        [whole[:30], whole[:60], whole[: len(whole) // 2], whole[:-200] + bytes(200)]
    ):
        spoilt = tmp_path / f"{n}.{flavor}"
        spoilt.write_bytes(content)
        with pytest.raises(FaceError, match=r"is cut short|spoilt"):
            open_file(spoilt, "own")


def test_no_more_is_unpacked_than_a_font_may_have(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.woff"
    table = zlib.compress(bytes(40_000_000))
    claim = 300
    head = struct.pack(">4s4sLHHL4xLLLLL", b"wOFF", b"\0\1\0\0", 0, 1, 0, 0, 0, 0, 0, 0, 0)
    entry = struct.pack(">4s4L", b"glyf", len(head) + 20, len(table), claim, 0)
    bomb.write_bytes(head + entry + table)
    with pytest.raises(FaceError, match="spoilt web font"):
        web.unpacked(bomb)
    file = packed(tmp_path, "woff2")
    with limits.put(font=400), pytest.raises(FaceError, match="is over"):
        web.unpacked(file)


def test_a_stream_that_unfolds_beyond_its_claim_is_left(tmp_path: Path) -> None:
    import brotli

    file = packed(tmp_path, "woff2")
    content = file.read_bytes()
    claim = web._claim_of_2(content)
    stream = brotli.compress(bytes(60_000_000))
    at = struct.pack(">L", len(stream))
    file.write_bytes(content[:20] + at + content[24 : claim.start] + stream)
    with pytest.raises(FaceError, match="spoilt web font"):
        web.unpacked(file)


def test_a_packed_collection_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.woff2").write_bytes(b"wOF2ttcf" + bytes(60))
    with pytest.raises(FaceError, match="web font of several faces"):
        open_file(tmp_path / "own.woff2", "own")


def test_the_account_of_a_web_font_has_the_command_that_unpacks_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fonts", str(packed(tmp_path, "woff2", cff=True))]) == 0
    said = capsys.readouterr().out
    assert "each run unpacks it" in said
    assert "python -m fontTools.ttLib.woff2 decompress -o own.otf own.woff2" in said
