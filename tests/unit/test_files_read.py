"""What a run has read: never written over, and what a batch's PDF depends on."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import broadsheet
from broadsheet import RenderOptions, batch, files_read
from broadsheet.cli import main
from broadsheet.errors import OutputError
from broadsheet.paint import profiles
from tests.unit.conftest import build_font

DAY = """\
masthead: {name: 汀潮报, date: 2026-11-29}
items:
- kind: article
  headline: 潮头的灯
  body: [{text: 灯塔修好以后，夜里进港的船少绕三里路。}]
  pictures: [{src: lamp.png, caption: 灯}]
"""
PAPER = """\
broadsheet: 1
extends: ours
"""
OURS = """\
broadsheet: 1
extends: duikai-6
typefaces: {song: [own.ttf, Noto Serif SC]}
press: {profile: press.icc}
map: |
  a a a a a a | fill
boxes: {a: {story: 1}, M: null, E: null, b: null, c: null, d: null, F: null}
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A day with a picture under a root, and a spec with a base, a face and a profile."""
    folder = tmp_path / "paper"
    (folder / "root").mkdir(parents=True)
    (folder / "day.yaml").write_text(DAY, encoding="utf-8")
    (folder / "paper.yaml").write_text(PAPER, encoding="utf-8")
    (folder / "ours.yaml").write_text(OURS, encoding="utf-8")
    Image.new("L", (60, 40), 90).save(folder / "root" / "lamp.png")
    build_font(folder / "own.ttf", "灯")
    shutil.copy(Path(profiles.__file__).with_name("coldset.icc"), folder / "press.icc")
    return folder


READ = ("day.yaml", "paper.yaml", "ours.yaml", "root/lamp.png", "own.ttf", "press.icc")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("option", ["-o", "--report", "--timings"])
def test_nothing_that_was_read_is_written_over(
    name: str, option: str, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {path: path.read_bytes() for path in paper.rglob("*.*")}
    words = ["render", str(paper / "day.yaml"), "--spec", str(paper / "paper.yaml")]
    words += ["--root", str(paper / "root"), "--standard", "x4"]
    link = paper / "link"
    link.symlink_to(paper / name)
    words += [] if option == "-o" else ["-o", str(paper / "page.pdf")]
    assert main([*words, option, str(link)]) == 2
    assert "is read from as well (name another file)" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in held} == held


@pytest.mark.parametrize(
    "words",
    [
        ["export", "day.yaml", "--to", "yaml", "-o", "lamp.png"],
        ["export", "day.yaml", "--to", "digital", "--ppi", "36", "-o", "."],
        ["check", "day.yaml", "--timings", "lamp.png"],
        ["import", "story.md", "-o", "lamp.png"],
        ["parse", "page.txt", "--hints", "ours.hints", "-o", "ours.hints"],
        ["parse", "page.txt", "--learn", "day.yaml", "--hints", "day.yaml"],
    ],
)
def test_no_command_writes_over_what_it_reads(
    words: list[str], paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper)
    (paper / "root" / "lamp.png").rename(paper / "lamp.png")
    (paper / "page-1.png").write_bytes((paper / "lamp.png").read_bytes())
    day = DAY.replace("src: lamp.png", "src: page-1.png") if "digital" in words else DAY
    (paper / "day.yaml").write_text(day, encoding="utf-8")
    (paper / "story.md").write_text("# 灯\n\n![灯](lamp.png)\n\n潮水退了。\n", encoding="utf-8")
    (paper / "page.txt").write_text("灯塔亮了\n灯塔修好以后，夜里进港的船少绕。\n", "utf-8")
    (paper / "ours.hints").write_text("# 汀潮报\n", encoding="utf-8")
    held = {path: path.read_bytes() for path in paper.rglob("*.*")}
    assert main(words) == 2
    assert {path: path.read_bytes() for path in held} == held


def test_a_pdf_is_not_written_over_a_picture_that_its_pages_name(paper: Path) -> None:
    """Also by who composes and writes apart."""
    spec = broadsheet.load_spec(paper / "paper.yaml")
    day = broadsheet.read_edition(paper / "day.yaml", roots=[paper / "root"])
    pages = broadsheet.compose(day, spec)
    for name in ("root/lamp.png", "own.ttf"):
        with pytest.raises(OutputError, match="is read from as well"):
            broadsheet.write_pdf(pages, paper / name)
        with pytest.raises(OutputError, match="is read from as well"):
            broadsheet.typeset(day, spec, paper / name)
    assert (paper / "root" / "lamp.png").read_bytes().startswith(b"\x89PNG")
    broadsheet.write_pdf(pages, paper / "page.pdf")
    broadsheet.write_pdf(pages, paper / "page.pdf")  # what it wrote itself it may write again


def test_lists_are_of_one_thread_and_tell_the_list_around_them(tmp_path: Path) -> None:
    one, two, other = (tmp_path / name for name in ("one", "two", "other"))
    with files_read.listed() as outer:
        files_read.note(one)
        with files_read.listed() as inner:
            files_read.note(two)
        thread = threading.Thread(target=lambda: files_read.note(other))
        thread.start()
        thread.join()
    assert set(inner.files) == {os.path.realpath(two)}
    assert set(outer.files) == {os.path.realpath(one), os.path.realpath(two)}
    files_read.refuse(one)  # the run is over


def _changed(name: str) -> Callable[[Path], object]:
    def picture(path: Path) -> None:
        stat = (path / name).stat()
        content = bytearray((path / name).read_bytes())
        Image.new("L", (60, 40), 200).save(path / name)
        fresh = (path / name).read_bytes()
        (path / name).write_bytes(fresh + bytes(max(0, len(content) - len(fresh))))
        os.utime(path / name, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def face(path: Path) -> None:
        build_font(path / name, "灯", cff=True)

    def profile(path: Path) -> None:
        content = bytearray((path / name).read_bytes())
        content[-1] ^= 1
        (path / name).write_bytes(content)

    def text(path: Path) -> None:
        held = (path / name).read_text("utf-8")
        (path / name).write_text(held + "# more\n", "utf-8")

    kinds = {".png": picture, ".ttf": face, ".icc": profile, ".yaml": text}
    return kinds[Path(name).suffix]


def set_all(paper: Path, out: Path) -> list[str]:
    order = batch.BatchOrder(
        spec=str(paper / "paper.yaml"), roots=(str(paper / "root"),), standard="x4"
    )
    jobs = batch.jobs_of([str(paper / "day.yaml")], out)
    with batch.Journal.open(out / "journal.jsonl") as journal:
        done = list(batch.run(jobs, order, workers=1, journal=journal))
    assert {outcome.state for outcome in done} <= {"done", "kept"}, done
    return [outcome.state for outcome in done]


@pytest.mark.parametrize("name", READ)
def test_a_batch_sets_again_what_any_file_was_changed_of(
    name: str, paper: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert set_all(paper, out) == ["done"]
    assert set_all(paper, out) == ["kept"]
    _changed(name)(paper)
    assert set_all(paper, out) == ["done"]
    assert set_all(paper, out) == ["kept"]


def test_a_batch_sees_files_that_come_and_moves_of_the_whole_folder(
    paper: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    lamp = paper / "root" / "lamp.png"
    held = lamp.read_bytes()
    lamp.unlink()
    assert set_all(paper, out) == ["done"]
    lamp.write_bytes(held)  # one that was missing is there
    assert set_all(paper, out) == ["done"]
    (paper / "lamp.png").write_bytes(held)  # one that is found before it
    assert set_all(paper, out) == ["done"]
    os.utime(lamp)
    os.utime(paper / "day.yaml")
    assert set_all(paper, out) == ["kept"]  # only contents count


def test_a_render_s_options_take_no_part_of_the_library_s_state(paper: Path) -> None:
    options = RenderOptions(spec=paper / "paper.yaml", roots=(paper / "root",))
    assert broadsheet.render(paper / "day.yaml", paper / "page.pdf", options).written
    assert broadsheet.render(paper / "day.yaml", paper / "page.pdf", options).written
