"""The library as a developer embeds it."""

import io
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pypdf import PdfReader

import broadsheet
from broadsheet import api
from tests.unit.conftest import build_font
from tests.unit.pages_of import edition, small_spec, story

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def example() -> broadsheet.Pages:
    day = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    return broadsheet.compose(day, broadsheet.load_spec("duikai-6"))


def test_the_five_lines_of_the_readme(tmp_path: Path, example: broadsheet.Pages) -> None:
    out = tmp_path / "page.pdf"
    broadsheet.write_pdf(example, out)
    page = PdfReader(out).pages[0]
    assert [round(float(v) / 72 * 25.4, 1) for v in page.mediabox[2:]] == [390.0, 545.0]
    assert broadsheet.prove(out, broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")) == ()
    assert os.listdir(tmp_path) == ["page.pdf"]


def test_a_stream_gets_the_same_bytes_as_a_file(tmp_path: Path, example: broadsheet.Pages) -> None:
    stream = io.BytesIO()
    broadsheet.write_pdf(example, stream)
    broadsheet.write_pdf(example, tmp_path / "page.pdf")
    assert stream.getvalue() == (tmp_path / "page.pdf").read_bytes()


def test_another_process_writes_the_same_bytes(tmp_path: Path, example: broadsheet.Pages) -> None:
    stream = io.BytesIO()
    broadsheet.write_pdf(example, stream)
    program = (
        "import broadsheet, sys\n"
        f"day = broadsheet.read_edition({str(EXAMPLES / 'tinglan-front.yaml')!r})\n"
        "broadsheet.write_pdf(broadsheet.compose(day, broadsheet.load_spec()), sys.argv[1])\n"
    )
    out = tmp_path / "page.pdf"
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", program, str(out)], check=True, env=environment)
    assert out.read_bytes() == stream.getvalue()


def test_text_mapping_and_file_are_read_alike(tmp_path: Path) -> None:
    source = {"masthead": {"name": "汀潮报"}, "items": [story(1, [90])]}
    text = json.dumps(source, ensure_ascii=False, indent=1)
    path = tmp_path / "day.json"
    path.write_text(text, encoding="utf-8")
    assert (
        broadsheet.read_edition(source)
        == broadsheet.read_edition(text + "\n")
        == api.edition_from_text(text)
    )
    assert broadsheet.read_edition(path).items == broadsheet.read_edition(source).items
    assert broadsheet.read_edition(path).folder == str(tmp_path)


def test_raw_text_is_told_from_an_edition() -> None:
    raw = broadsheet.read_edition((EXAMPLES / "tinglan-front.txt").read_text(encoding="utf-8"))
    assert raw.masthead.name == "汀澜日报"
    assert len([item for item in raw.items if item.kind == "article"]) == 4
    assert any(finding.code for finding in raw.findings)


def test_many_threads_compose_and_write_alike() -> None:
    day, spec = edition(story(1, [220, 0, 230])), small_spec("p p p p | auto")

    def pdf(_: int) -> bytes:
        stream = io.BytesIO()
        broadsheet.write_pdf(broadsheet.compose(day, spec), stream)
        return stream.getvalue()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(pdf, range(8)))) == 1


def test_pictures_stay_in_the_edition_s_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"")
    folder = tmp_path / "day"
    folder.mkdir()
    for name in ("../secret.png", str(tmp_path / "secret.png"), "none.png"):
        source = {"items": [story(1, [200], pictures=[{"src": name, "caption": "潮"}])]}
        (folder / "day.json").write_text(json.dumps(source), encoding="utf-8")
        pages = broadsheet.compose(
            broadsheet.read_edition(folder / "day.json"), small_spec("p p p p | auto")
        )
        [finding] = [finding for finding in pages.findings if finding.code == "picture"]
        assert (finding.level, finding.item) == ("warning", "s1")


def test_faces_of_the_user_s_own_are_set_and_written(tmp_path: Path) -> None:
    build_font(tmp_path / "own.ttf", "潮退灯")
    (tmp_path / "own.yaml").write_text(
        "broadsheet: 1\nextends: duikai-6\ntypefaces: {song: [own.ttf, Noto Serif SC]}\n",
        encoding="utf-8",
    )
    spec = broadsheet.load_spec(tmp_path / "own.yaml")
    day = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    pages = broadsheet.compose(day, spec)
    assert "own.ttf" in dict(pages.faces)
    stream = io.BytesIO()
    broadsheet.write_pdf(pages, stream)
    fonts = PdfReader(stream).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert any("Stranger" in str(font.get_object()["/BaseFont"]) for font in fonts.values())


def test_findings_say_where_the_spec_asked_for_it(example: broadsheet.Pages) -> None:
    assert not [finding for finding in example.findings if finding.level == "error"]
    assert {box.name for box in example.boxes} >= {"M", "E", "a", "b", "c", "d", "F.1", "F.4"}
    assert all(box.where is not None and box.where.line for box in example.boxes)


def test_unknown_standard_and_unknown_name_are_told() -> None:
    pages = broadsheet.compose(edition(story(1, [200])), small_spec("p p p p | auto"))
    with pytest.raises(broadsheet.UserError, match="no standard 'x9'"):
        broadsheet.write_pdf(pages, io.BytesIO(), standard="x9")
    with pytest.raises(AttributeError, match="no attribute 'imposed'"):
        broadsheet.imposed  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = "import broadsheet, sys; print(*sorted(m for m in sys.modules if '.' not in m))"
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    heavy = {"reportlab", "uharfbuzz", "pypdf", "fontTools", "PIL", "borax", "yaml"}
    assert not heavy & set(found.stdout.split())


def test_what_is_handed_out_is_never_hidden_by_a_module() -> None:
    """A package of the same name would take its place as soon as it is imported."""
    folder = Path(broadsheet.__file__).parent
    rooms = {path.stem if path.suffix else path.name for path in folder.iterdir()}
    assert not rooms & set(broadsheet.__all__)


def test_a_name_in_place_of_what_it_names_is_told_with_the_call_that_reads_it() -> None:
    day = edition(story(1, [60]))
    with pytest.raises(TypeError, match=r"an Edition, not str: read_edition"):
        broadsheet.compose("day.yaml")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"a Spec, not str: load_spec"):
        broadsheet.compose(day, "duikai-6")  # type: ignore[arg-type]


def test_help_of_the_package_names_every_function_that_is_handed_out() -> None:
    told = set(re.findall(r"\w+", broadsheet.__doc__ or ""))
    functions = {name for name in broadsheet.__all__ if name.islower() and name[0] != "_"}
    assert functions <= told
