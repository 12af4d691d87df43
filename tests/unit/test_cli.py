"""The command as an editor types it: exit status, messages, and what is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.api import specs
from broadsheet.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = str(EXAMPLES / "tinglan-front.yaml")
RAW = str(EXAMPLES / "tinglan-front.txt")


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    status = main([str(arg) for arg in argv])
    out, err = capsys.readouterr()
    return status, out, err


def test_render_writes_the_page_and_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, report = tmp_path / "page.pdf", tmp_path / "report.json"
    status, out, _ = said(capsys, "render", DAY, "-o", str(pdf), "--report", str(report))
    assert (status, out) == (0, "")
    assert pdf.read_bytes().startswith(b"%PDF-")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["counts"]["error"] == 0
    assert told["spec"] == "house"
    assert {box["box"] for box in told["boxes"]} >= {"M", "a", "F.2"}
    status, out, _ = said(capsys, "proof", str(pdf), DAY)
    assert status == 0
    assert "are complete and identical" in out


def test_raw_text_to_page_in_one_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "page.pdf"
    status, _, err = said(capsys, "render", RAW, "-o", str(pdf), "-v")
    assert status == 0
    assert pdf.exists()
    assert "tinglan-front.txt:112" in err


def test_parse_writes_what_render_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = tmp_path / "day.yaml"
    assert said(capsys, "parse", RAW, "-o", str(day))[0] == 0
    assert "汀澜日报" in day.read_text(encoding="utf-8")
    assert said(capsys, "render", str(day), "-o", str(tmp_path / "p.pdf"))[0] == 0
    status, out, err = said(capsys, "parse", RAW, "--explain")
    assert status == 0
    assert "masthead" in out
    assert "warning: ” closes nothing" in out
    assert "closes nothing" not in err  # what the account says is said once


def test_check_prints_a_table_of_stories(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "check", DAY, "--spec", "duikai-6")
    assert status == 0
    assert [line.split()[1] for line in out.splitlines()[1:]] == ["a", "d", "b", "c"]
    status, out, _ = said(capsys, "check", DAY, "--json")
    assert json.loads(out)["pages"] == 1


def test_overset_copy_exits_1_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "page.pdf"
    argv = ["render", DAY, "--spec", "duikai-6", "-o", str(pdf)]
    argv += ["--set", "boxes.d.picture.rows=40"]
    status, _, err = said(capsys, *argv)
    assert status == 1
    assert "error: story" in err
    assert "溢" in err
    assert "--draft" in err
    assert os.listdir(tmp_path) == []
    assert said(capsys, *argv, "--draft")[0] == 1
    assert pdf.exists()


def broken(tmp_path: Path) -> dict[str, list[str]]:
    """Faulty calls by what the one line must say."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    spec = tmp_path / "spec.yaml"
    spec.write_text("broadsheet: 1\nextends: duikai-6\ngrid: {measure: wide}\n", encoding="utf-8")
    face = tmp_path / "face.yaml"
    face.write_text(
        "broadsheet: 1\nextends: duikai-6\ntypefaces: {song: [Fang Song X]}\n", encoding="utf-8"
    )
    day = tmp_path / "day.yaml"
    day.write_text("masthead:\n  nmae: 报\nitems: []\n", encoding="utf-8")
    out = str(tmp_path / "page.pdf")
    return {
        "nowhere.txt: no such file": ["render", "nowhere.txt", "-o", out],
        "is a folder": ["proof", str(tmp_path), DAY],
        "empty.txt": ["render", str(tmp_path / "empty.txt"), "-o", out],
        "binary.txt": ["render", str(tmp_path / "binary.txt"), "-o", out],
        "spec.yaml:3:17: grid.measure: 'wide' is not a length": [
            "render",
            DAY,
            "--spec",
            str(spec),
            "-o",
            out,
        ],
        "Fang Song X": ["render", DAY, "--spec", str(face), "-o", out],
        "day.yaml:2:3: masthead.nmae": ["render", str(day), "-o", out],
        "duikai-6": ["render", DAY, "--spec", "duikai-7", "-o", out],
        "styles.body.sice": ["render", DAY, "--set", "styles.body.sice=1pt", "-o", out],
        "write KEY=VALUE": ["render", DAY, "--set", "styles", "-o", out],
        "there is no folder": ["render", DAY, "-o", str(tmp_path / "no" / "page.pdf")],
        "required: -o OUT.pdf (see": ["render", DAY],
        "there is no command 'xyzzy' (see 'broadsheet --help')": ["xyzzy", DAY],
        "did you mean render? See": ["Rendr", DAY],
        f"{DAY} is a file, not a command (write broadsheet render": [DAY],
        "in which form? (write --to and one of ninjs": ["export", DAY, "-o", str(tmp_path / "a.x")],
        "no bundled spec": ["specs", "tabloid"],
        "tinglan-front.yaml": ["proof", DAY, DAY],
    }


def test_a_wrong_file_or_option_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part, argv in broken(tmp_path).items():
        before = sorted(os.listdir(tmp_path))
        status, out, err = said(capsys, *argv)
        assert (status, out) == (2, ""), argv
        assert len(err.splitlines()) == 1, err
        assert part in err
        assert sorted(os.listdir(tmp_path)) == before


def test_each_fault_of_a_file_is_told_on_a_line_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(
        "broadsheet: 1\nextends: duikai-6\nstyles: {body: {face: sogn}}\nboxes:\n"
        "  lead: {storry: 1}\nlint: {full-brake: off}\n",
        encoding="utf-8",
    )
    status, out, err = said(capsys, "render", DAY, "--spec", str(spec), "-o", str(tmp_path / "p"))
    assert (status, out) == (2, "")
    places = [line.replace(str(spec), "spec.yaml").split(": ")[1:3] for line in err.splitlines()]
    assert places == [
        ["spec.yaml:3:23", "styles.body.face"],
        ["spec.yaml:5:3", "boxes.lead"],
        ["spec.yaml:5:10", "boxes.lead.storry"],
        ["spec.yaml:6:8", "lint.full-brake"],
    ]


def test_several_editions_are_checked_and_one_that_is_wrong_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("items:\n- {kind: advert}\n- {rank: 1}\n", encoding="utf-8")
    status, out, err = said(capsys, "check", str(wrong), DAY, "--spec", "duikai-6")
    assert status == 2
    assert [line for line in out.splitlines() if line.endswith(".yaml:")] == [
        f"{wrong}:",
        f"{DAY}:",
    ]
    assert "haichao-yujing" in out  # the table of the right one
    assert [line.split(": ")[1] for line in err.splitlines()] == [f"{wrong}:2:10", f"{wrong}:3:3"]
    status, _, err = said(capsys, "check", DAY, DAY, "--format", "json")
    assert (status, len(err.splitlines())) == (2, 1)
    assert "are of one edition (check them one by one)" in err


def test_nothing_is_written_over_what_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day, raw, page = (str(tmp_path / name) for name in ("day.yaml", "day.txt", "day.pdf"))
    for name in (day, raw):
        Path(name).write_text("items: []\n", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("day.yaml")
    for words in (
        ["render", day, "-o", day],
        ["render", day, "-o", str(tmp_path / "link.yaml")],
        ["render", day, "-o", page, "--report", day],
        ["render", day, "-o", page, "--report", page],
        ["parse", raw, "-o", raw],
        ["export", day, "--to", "yaml", "-o", day],
        ["import", day, "-o", day],
        ["batch", day, "-o", str(tmp_path / "out"), "--report", day],
    ):
        assert main(words) == 2, words
        assert " as well (name another file)" in capsys.readouterr().err
        assert Path(day).read_text(encoding="utf-8") == "items: []\n"
    assert not Path(page).exists()


def test_lists_of_faces_and_specs(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "fonts", "--covers", "䶮")
    assert status == 0
    assert "U+4DAE" in out
    assert "song-regular" in out
    assert "brush-regular" not in out
    assert "OFL-1.1" in said(capsys, "fonts")[1]
    assert {line.split()[0] for line in said(capsys, "specs")[1].splitlines()} >= {
        "duikai-6",
        "zjgrb-front",
    }
    assert said(capsys, "specs", "duikai-6")[1].startswith("# ")


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert "broadsheet parse page.txt -o day.yaml" in said(capsys)[1]
    with pytest.raises(SystemExit) as stop:
        main(["render", "--help"])
    assert stop.value.code == 0
    assert "--draft" in capsys.readouterr().out


def test_standard_input_and_output() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "broadsheet", "render", "-", "-o", "-"],
        input=Path(RAW).read_bytes(),
        capture_output=True,
        check=True,
    )
    assert run.stdout.startswith(b"%PDF-")


def test_a_fault_of_ours_exits_3_and_asks_for_a_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet.api import drawing, specs

    def broken_spec(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a test")

    # what is imported later would take the broken one for good
    assert drawing.load_spec is specs.load_spec
    monkeypatch.setattr(specs, "load_spec", broken_spec)
    status, _, err = said(capsys, "check", DAY)
    assert status == 3
    assert "please report it" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (["dummy", DAY, "--spec", "house"], "did you mean --style? See 'broadsheet dummy --help'"),
        (["dummy", DAY, "--chioces", "3"], "did you mean --choices? See"),
        (["check", DAY, "--verbsoe"], "did you mean --verbose? See"),
        (["check", DAY, "--quux=3"], "see 'broadsheet check --help'"),
        (["--quux"], "see 'broadsheet --help'"),
    ],
)
def test_an_option_that_is_none_is_answered_with_the_one_that_is_meant(
    argv: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = said(capsys, *argv)
    assert status == 2
    assert f"({hint}" in err


def test_the_list_of_specs_has_whole_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    """What a spec's file goes on with after its first line stands in brackets."""
    _, out, _ = said(capsys, "specs")
    for line in out.splitlines():
        assert not line.endswith((",", " in", " where", " and"))
    for text in specs.spec_texts().values():
        second = text.splitlines()[1]
        assert not second.startswith("#") or second.startswith("# (")


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "{}.txt"),
        ("check", RAW, "--root", "{}"),
        ("parse", RAW, "--pictures", "{}"),
        ("import", "{}"),
        ("fonts", "{}.ttf"),
        ("batch", DAY, "-o", "{}"),
        ("batch", "{}.csv", "-o", "out"),
        ("serve", "{}"),
        ("preview", "{}.yaml"),
    ],
)
def test_a_name_that_no_system_holds_is_a_wrong_option(
    argv: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    long = "潮" * 100  # 300 bytes
    status, _, err = said(capsys, *(one.format(long) for one in argv))
    assert status == 2
    assert long in err
    assert "fault of ours" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_picture_with_a_name_that_no_system_holds_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = tmp_path / "day.yaml"
    src = "data:image/png;base64," + "iVBORw0KGgo" * 40
    picture = f"{{src: '{src}', caption: 渡口}}"
    story = f"{{kind: article, id: a, headline: 潮, body: [潮退。], pictures: [{picture}]}}"
    day.write_text(f"items:\n- {story}\n", encoding="utf-8")
    status, _, err = said(capsys, "check", str(day))
    assert status == 0
    assert "data:image/png" in err


def test_the_ending_of_a_file_tells_the_form_of_an_export(tmp_path: Path) -> None:
    out = tmp_path / "day.md"
    assert main(["export", DAY, "-o", str(out)]) == 0
    assert main(["export", DAY, "--to", "markdown", "-o", str(tmp_path / "told")]) == 0
    assert out.read_bytes() == (tmp_path / "told").read_bytes()
