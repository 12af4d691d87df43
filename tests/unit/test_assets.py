"""Pictures and fonts that are no files."""

import io
import os
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from PIL import Image
from pypdf import PdfReader

import broadsheet
from broadsheet import UserError, limits
from tests.unit.conftest import build_font

DAY = (
    "masthead: {name: 海潮日报}\nitems:\n"
    "- {kind: photo, src: pier/boats.jpg, caption: 渔船靠岸}\n"
    "- {kind: ad, name: 船行, src: ship.png}\n"
)
SPEC = {
    "broadsheet": 1,
    "style": "duikai-6",
    "grid": {"columns": 2, "measure": "36字", "baseline": "13pt", "rows": 56},
    "page": {"size": "320mm x 300mm", "margin": {"top": "20mm", "sides": "20mm"}},
    "boxes": {"A": {"photo": 1}, "B": {"ad": 1}},
    "map": "A B | 30行",
}


def picture(form: str, colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


PICTURES = {
    "pier/boats.jpg": picture("JPEG", "navy"),
    "ship.png": picture("PNG", "maroon", (900, 930)),
}


def images_of(pdf: bytes) -> list[tuple[int, int]]:
    return [image.image.size for image in PdfReader(io.BytesIO(pdf)).pages[0].images if image.image]


def rendered(options: broadsheet.RenderOptions) -> tuple[broadsheet.Rendered, bytes]:
    out = io.BytesIO()
    return broadsheet.render(DAY, out, options), out.getvalue()


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def written(folder: Path) -> str:
    path = folder / "paper.yaml"
    path.write_text(yaml.safe_dump(SPEC, allow_unicode=True), encoding="utf-8")
    return str(path)


def test_bytes_by_name_are_placed_and_nothing_stays(private: Path) -> None:
    done, pdf = rendered(broadsheet.RenderOptions(spec=written(private), assets=PICTURES))
    assert [found for found in done.pages.findings if found.code == "picture"] == []
    assert images_of(pdf) == [(60, 40), (900, 930)]
    assert os.listdir(private) == ["paper.yaml"]


def test_a_callable_is_asked_once_for_each_name_that_is_used(private: Path) -> None:
    asked: list[str] = []

    def fetch(name: str) -> bytes | None:
        asked.append(name)
        return PICTURES.get(name) if name.endswith("jpg") else None

    done, pdf = rendered(broadsheet.RenderOptions(spec=written(private), draft=True, assets=fetch))
    assert sorted(asked) == sorted(PICTURES)
    assert images_of(pdf) == [(60, 40)]
    (lost,) = (found for found in done.pages.findings if found.code == "picture")
    assert "ship.png" in lost.message


def test_a_zip_is_a_callable(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "day.zip", "w") as archive:
        for name, content in PICTURES.items():
            archive.writestr(name, content)
    with ZipFile(tmp_path / "day.zip") as archive:
        options = broadsheet.RenderOptions(spec=written(tmp_path), assets=archive.read)
        assert images_of(rendered(options)[1]) == [(60, 40), (900, 930)]


def test_a_font_comes_with_them(tmp_path: Path) -> None:
    font = build_font(tmp_path / "made.ttf", "海潮日报渔船靠岸行 ").read_bytes()
    options = broadsheet.RenderOptions(
        spec=written(tmp_path),
        overrides=(("typefaces.kai", "[own.ttf, Noto Sans SC]"),),
        assets={**PICTURES, "own.ttf": font},
    )
    done, pdf = rendered(options)
    assert any("Stranger" in face for face in faces_of(pdf))
    assert not [found for found in done.pages.findings if found.code == "picture"]


def faces_of(pdf: bytes) -> list[str]:
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    return [str(fonts[name].get_object()["/BaseFont"]) for name in fonts]


def test_step_by_step_they_are_there_for_a_block(private: Path) -> None:
    with broadsheet.asset_folder(PICTURES.get) as assets:
        roots = [assets.folder]
        spec = broadsheet.load_spec(written(private), roots=roots)
        edition = broadsheet.read_edition(DAY, roots=roots)
        assets.fetch(edition, spec)
        out = io.BytesIO()
        broadsheet.write_pdf(broadsheet.compose(edition, spec), out)
    assert images_of(out.getvalue()) == [(60, 40), (900, 930)]
    assert os.listdir(private) == ["paper.yaml"]


@pytest.mark.parametrize(
    ("assets", "told"),
    [
        ({"../ship.png": b""}, r"asset '../ship.png' leads out of the assets with \.\."),
        ({"/ship.png": b""}, "asset '/ship.png' lies outside the assets"),
        ({"ship.png": "words"}, r"asset 'ship.png' is a str \(hand over its bytes\)"),
        ({"ship.png": b"x" * 2000}, "asset 'ship.png' is over 0.001 MB"),
    ],
)
def test_what_is_no_asset_is_told(private: Path, assets: dict[str, bytes], told: str) -> None:
    with limits.put(file=1000), pytest.raises(UserError, match=told):
        rendered(broadsheet.RenderOptions(spec=written(private), assets=assets))
    assert os.listdir(private) == ["paper.yaml"]


@pytest.mark.parametrize(
    ("content", "told"),
    [("words", "asset 'pier/boats.jpg' is a str"), (b"x" * 2000, "boats.jpg' is over 0.001 MB")],
)
def test_what_a_callable_returns_is_held_to_the_same(
    private: Path, content: bytes, told: str
) -> None:
    options = broadsheet.RenderOptions(
        spec=written(private), assets={"pier/boats.jpg": content}.get
    )
    with limits.put(file=1000), pytest.raises(UserError, match=told):
        rendered(options)
    assert os.listdir(private) == ["paper.yaml"]


def test_a_name_that_leads_elsewhere_is_not_asked_for(private: Path) -> None:
    asked: list[str] = []
    day = DAY.replace("ship.png", "../../etc/passwd")
    options = broadsheet.RenderOptions(spec=written(private), assets=asked.append)
    done = broadsheet.render(day, io.BytesIO(), options)
    assert asked == ["pier/boats.jpg"]
    assert any("leads out of" in found.message for found in done.pages.findings)
