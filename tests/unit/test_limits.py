"""What is taken of a stranger's file, and how it is put otherwise."""

import io
import os
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

import broadsheet
from broadsheet import api, limits, reach
from broadsheet.cli import main
from broadsheet.errors import (
    EditionError,
    Finding,
    SourceError,
    SpecError,
    UserError,
    Where,
    shown,
    stops,
)
from tests.unit.pages_of import edition, small_spec, story

USUAL = limits.Limits()


def test_limits_are_put_for_a_block_and_taken_back() -> None:
    with limits.put(pages=3, pixels=10):
        assert (limits.current().pages, limits.current().pixels) == (3, 10)
        with limits.put(pages=4):
            assert (limits.current().pages, limits.current().pixels) == (4, 10)
        assert limits.current().pages == 3
    assert limits.current() == USUAL


def test_a_thread_has_limits_of_its_own() -> None:
    seen: list[int] = []
    with limits.put(pages=3):
        other = threading.Thread(target=lambda: seen.append(limits.current().pages))
        other.start()
        other.join()
    assert seen == [USUAL.pages]


def test_the_environment_says_what_a_machine_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_LIMITS", "pages=3k, pixels=200M file=1G")
    now = limits.current()
    assert (now.pages, now.pixels, now.file) == (3000, 200_000_000, 1_000_000_000)
    assert now.spec == USUAL.spec
    monkeypatch.setenv("BROADSHEET_LIMITS", "page=3")
    with pytest.raises(UserError, match=r"limit 'page' is none \(one of file, raw, edition, spec"):
        limits.current()


@pytest.mark.parametrize("said", ["pages", "pages=", "pages=-1", "pages=0", "pages=٣", "pages=1T"])
def test_what_is_no_limit_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_LIMITS", said)
    with pytest.raises(UserError, match=r"^limit .*\(write "):
        limits.current()


def test_the_option_of_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.txt").write_text("潮水退了。" * 100, encoding="utf-8")
    name = str(tmp_path / "page.txt")
    assert main(["parse", name, "--limit", "file=100"]) == 2
    assert "page.txt: is over 0.0001 MB (raise the limit file" in capsys.readouterr().err
    assert limits.current() == USUAL  # a process may call the command more than once
    assert main(["parse", name, "--limit", "raw=100"]) == 2
    assert "page.txt: is over 0.0001 MB of text (raise the limit raw" in capsys.readouterr().err
    assert main(["parse", name, "--limit", "files=100"]) == 2
    assert "limit 'files' is none" in capsys.readouterr().err


def test_a_stream_that_never_ends_is_cut_off() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, room: bytearray) -> int:  # type: ignore[override]
            room[:] = b"x" * len(room)
            return len(room)

    with (
        limits.put(file=10_000),
        pytest.raises(SourceError, match=r"<stdin>: is over 0\.01 MB"),
    ):
        reach.read_stream(io.BufferedReader(Endless()), Where("<stdin>"))


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ({"characters": 200}, "pages.1: 2"),
        ({"passages": 3}, "pages.1: "),
        ({"memory": 60_500_000}, "pages: a page would take about 61 MB of memory"),
    ],
)
def test_too_large_a_page_is_not_set(figures: dict[str, int], says: str) -> None:
    day = edition(story(1, [60] * 4))
    with limits.put(**figures), pytest.raises(EditionError) as caught:
        broadsheet.compose(day, small_spec())
    [(name, figure)] = figures.items()
    assert str(caught.value).startswith(says)
    assert f"the limit {name} is {figure}" in str(caught.value)


def test_too_many_pages_are_not_set() -> None:
    day = broadsheet.read_edition({"pages": [{"items": []}] * 3})
    with limits.put(pages=2), pytest.raises(EditionError, match="pages: 3 pages"):
        broadsheet.compose(day, small_spec())


def test_boxes_keys_and_depth_of_a_spec() -> None:
    text = "broadsheet: 1\nextends: duikai-6\nboxes: {a: null, b: null, x: {ad: 1}}\n"
    with limits.put(boxes=2), pytest.raises(SpecError, match=r"boxes: [0-9]+ boxes \(at most 2\)"):
        broadsheet.load_spec(text)
    with limits.put(spec_values=20), pytest.raises(SpecError, match="holds too much"):
        broadsheet.load_spec(text)
    with limits.put(depth=1), pytest.raises(SpecError, match="in each other"):
        broadsheet.load_spec(text)
    with limits.put(spec=10), pytest.raises(SpecError, match="too large"):
        broadsheet.load_spec(text)


def test_an_edition_names_no_spec_outside_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("broadsheet: 1\nextends: duikai-6\n")
    os.symlink(tmp_path / "secret.yaml", folder / "link.yaml")
    (folder / "own.yaml").write_text("broadsheet: 1\nextends: duikai-6\n")
    day = folder / "day.yaml"

    def asked(name: str) -> str:
        day.write_text(f"spec: {name}\nitems: []\n")
        return api.spec_of(broadsheet.read_edition(day))

    assert asked("own.yaml") == str(folder / "own.yaml")
    assert asked("zjgrb-front") == "zjgrb-front"
    for name in ("../secret.yaml", "/etc/passwd", str(tmp_path / "secret.yaml"), "link.yaml"):
        says = r"day\.yaml:1:7: spec: '.*' (leads out of|lies outside) the edition"
        with pytest.raises(SpecError, match=says):
            asked(name)
    day.write_text("spec: link.yaml\nitems: []\n")
    with_root = broadsheet.read_edition(day, roots=[tmp_path])
    assert api.spec_of(with_root) == str(folder / "link.yaml")


def test_a_spec_extends_no_link_out_and_no_pipe(tmp_path: Path) -> None:
    folder = tmp_path / "specs"
    folder.mkdir()
    (tmp_path / "base.yaml").write_text("broadsheet: 1\nextends: duikai-6\n")
    os.symlink("../base.yaml", folder / "base.yaml")
    os.mkfifo(folder / "pipe.yaml")
    mine = folder / "mine.yaml"
    mine.write_text("broadsheet: 1\nextends: base.yaml\n")
    with pytest.raises(SpecError, match=r"mine\.yaml:2:10: extends: 'base\.yaml' leads out of"):
        broadsheet.load_spec(mine)
    assert broadsheet.load_spec(mine, roots=[tmp_path]).arrangement.boxes
    mine.write_text("broadsheet: 1\nextends: pipe.yaml\n")
    with pytest.raises(SpecError, match=r"extends: 'pipe\.yaml' is no plain file"):
        broadsheet.load_spec(mine)


def test_a_message_is_one_line_that_any_terminal_can_show() -> None:
    fault = UserError("x\x1b[2Jy\u202ez\n潮　水", where=Where("a\nb.yaml", 1), key="k\r", hint="\a")
    assert str(fault) == "a\\nb.yaml:1: k\\r: x\\x1b[2Jy\\u202ez\\n潮　水 (\\x07)"
    finding = Finding(level="error", code="x", message="潮\u2066水\n")
    assert str(finding) == "error: 潮\\u2066水\\n"
    long = str(UserError("长" * 100_000))
    assert len(long) < 500
    assert " … " in long
    assert shown("潮信日报") == "潮信日报"


def test_characters_nobody_sees_are_told() -> None:
    day = edition(story(1, [30], headline="灯\u200b火\u200b", deck="照\u00ad着"))
    found = [f for f in broadsheet.compose(day, small_spec()).findings if f.code == "unseen"]
    assert [(f.level, f.message) for f in found] == [
        ("warning", "U+200B zero-width space, 2 times in s1: kept, it shows nothing"),
        ("note", "U+00AD soft hyphen, once in s1: kept, it shows nothing"),
    ]


@pytest.mark.parametrize(
    ("char", "called"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\x08", "U+0008 control character"),
        ("\ufdd0", "U+FDD0 unassigned"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_characters_without_a_shape_refuse_the_page(char: str, called: str) -> None:
    day = edition(story(1, [30], headline=f"灯{char}火"))
    findings = broadsheet.compose(day, small_spec()).findings
    assert [(f.level, f.message) for f in findings if f.code == "unshown"] == [
        ("error", f"{called}: it can't be shown (take it out), story 1 headline")
    ]
    assert stops(findings)


@pytest.mark.parametrize(
    ("char", "level", "says"),
    [
        ("\u0378", "error", "U+0378 unassigned: no face has it, 〓 is printed ("),
        ("\ue000", "error", "U+E000 private use: no face has it, 〓 is printed ("),
        ("\U000f0000", "error", "U+F0000 private use: no face has it, 〓 is printed ("),
        ("\uf06e", "warning", "U+F06E private use: no face has it, shown as ■, story 1 headline"),
        (
            "\U0002f800",
            "warning",
            "U+2F800 \U0002f800: no face has it, shown as 丽, story 1 headline",
        ),
        ("𝒜", "warning", "U+1D49C 𝒜: no face has it, shown as A, story 1 headline"),
        ("🐟", "note", "U+1F41F 🐟: set in Noto Emoji, which is not its typeface, story 1"),
    ],
)
def test_characters_that_the_typeface_lacks_are_printed_and_told(
    char: str, level: str, says: str
) -> None:
    day = edition(story(1, [30], headline=f"灯{char}火"))
    pages = broadsheet.compose(day, small_spec())
    codes = {"no-face", "stand-in", "other-face"}
    [told] = [f for f in pages.findings if f.code in codes]
    assert (told.level, told.message[: len(says)]) == (level, says)
    assert not stops(pages.findings)
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert f"灯{char}火" in text.replace(" ", "")


def test_a_nameplate_that_runs_off_the_page_is_told() -> None:
    day = edition(story(1, [30]), name="潮信" * 400)
    spec = broadsheet.load_spec("duikai-6")
    found = [f for f in broadsheet.compose(day, spec).findings if f.item == "masthead"]
    assert [(f.level, f.code) for f in found if "runs off the page" in f.message] == [
        ("error", "overset")
    ]


def test_type_that_leaves_the_page_is_told_and_joiners_part() -> None:
    joined = "\u2060".join("潮水退去以后码头上的灯一盏接着一盏亮起来" * 9)
    day = {"kind": "article", "headline": "灯", "body": [joined, f"读⟦ruby:骎|{'qin' * 900}⟧骎"]}
    pages = broadsheet.compose(broadsheet.read_edition({"items": [day]}), small_spec())
    told = [f.message for f in pages.findings if f.code == "off-page"]
    assert told == [f"ruby “{'qin' * 4}…” runs off the page"]
    lines = [line for line in pages.lines() if "潮" in line.plain]
    assert max(line.width for line in lines) < 200
