"""Names that stand in files of unknown origin lead only where they may."""

import os
from pathlib import Path

import pytest

import broadsheet
from broadsheet import api, reach
from broadsheet.cli.entry import main
from broadsheet.errors import FaceError, PictureError, SourceError, UserError

HERE = "the edition's folder"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    folder = tmp_path / "day"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "one.png").write_bytes(b"one")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return folder


def test_a_name_is_looked_for_in_its_folder_then_in_roots(day: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "pictures").mkdir(parents=True)
    (archive / "pictures" / "one.png").write_bytes(b"another")
    (archive / "two.png").write_bytes(b"two")
    open_to = reach.open_to(str(day), [str(archive)])
    assert reach.within("pictures/one.png", open_to, HERE).read_bytes() == b"one"
    assert reach.within("two.png", open_to, HERE).read_bytes() == b"two"
    assert reach.within("three.png", open_to, HERE) == day.resolve() / "three.png"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../secret.png", "leads out of the edition's folder with .."),
        ("pictures/../../secret.png", "leads out of the edition's folder with .."),
        ("pictures/../pictures/one.png", "leads out of the edition's folder with .."),
        ("/etc/passwd", "lies outside the edition's folder"),
        ("C:/secret.png", "lies outside the edition's folder"),
        ("C:secret.png", "lies outside the edition's folder"),
        ("pictures\\one.png", "has a backslash"),
        ("//server/share.png", "lies outside the edition's folder"),
        ("a\0.png", "is no file's name"),
        ("a\n.png", "is no file's name"),
        ("", "is no file's name"),
        ("x" * 1001, "is no file's name"),
        ("pictures", "is no plain file"),
        ("pipe", "is no plain file"),
        ("out.png", "leads out of the edition's folder through a link"),
        ("outside/secret.png", "leads out of the edition's folder through a link"),
        ("round.png", "leads out of the edition's folder through a link"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    day: Path, tmp_path: Path, name: str, says: str
) -> None:
    os.mkfifo(day / "pipe")
    os.symlink(tmp_path / "secret.png", day / "out.png")
    os.symlink(tmp_path, day / "outside")
    os.symlink(day / "round.png", day / "round.png")
    with pytest.raises(UserError) as caught:
        reach.within(name, reach.open_to(str(day)), HERE)
    assert caught.value.message == says
    assert caught.value.hint


def test_a_link_may_lead_into_a_root(day: Path, tmp_path: Path) -> None:
    os.symlink(tmp_path / "secret.png", day / "out.png")
    found = reach.within("out.png", reach.open_to(str(day), [str(tmp_path)]), HERE)
    assert found.read_bytes() == b"secret"
    os.symlink(day / "pictures" / "one.png", day / "inside.png")
    assert reach.within("inside.png", reach.open_to(str(day)), HERE).read_bytes() == b"one"


def test_a_name_too_long_for_the_system_is_not_there(day: Path) -> None:
    found = reach.within("x" * 900, reach.open_to(str(day)), HERE)
    assert found.name == "x" * 900


def test_without_a_folder_nothing_is_open() -> None:
    assert reach.open_to("") == ()
    with pytest.raises(UserError, match="no folder to look in"):
        reach.within("one.png", (), HERE)


def test_a_root_must_be_a_folder(day: Path) -> None:
    assert reach.folders([day, str(day)]) == (str(day), str(day))
    with pytest.raises(UserError, match=r"root '.*one.png' is no folder \(name a folder"):
        reach.folders([day / "pictures" / "one.png"])
    with pytest.raises(UserError, match="root 'nowhere' is no folder"):
        broadsheet.load_spec("duikai-6", roots=["nowhere"])


def test_pictures_and_faces_come_from_roots_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    examples = Path(__file__).parents[2] / "examples"
    name = min((examples / "pictures").glob("*.png")).name
    edition = tmp_path / "day.yaml"
    edition.write_text(
        "masthead: {name: 海潮日报}\nitems:\n"
        f"- {{kind: ad, name: 船行, lines: [船行], src: {name}}}\n",
        encoding="utf-8",
    )
    missing = api.compose(broadsheet.read_edition(edition), broadsheet.load_spec())
    assert any(name in finding.message for finding in missing.findings)
    roots = [examples / "pictures"]
    there = api.compose(broadsheet.read_edition(edition, roots=roots), broadsheet.load_spec())
    assert not any(name in finding.message for finding in there.findings)
    assert there.roots == (str(roots[0]),)
    arguments = ["check", str(edition), "--root", str(roots[0])]
    main(arguments)
    assert f"{name}: no such file" not in capfd.readouterr().err
    assert main([*arguments, "--root", "nowhere"]) == 2
    assert "root 'nowhere' is no folder" in capfd.readouterr().err


def test_a_wrong_face_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "paper.yaml"
    path.write_text(
        "broadsheet: 1\nextends: duikai-6\ntypefaces:\n  song: [own.ttf, Noto Serif SG]\n",
        encoding="utf-8",
    )
    edition = broadsheet.read_edition({"masthead": {"name": "海潮日报"}})
    with pytest.raises(FaceError) as caught:
        broadsheet.compose(edition, broadsheet.load_spec(path))
    where = f"{path}:4:10: typefaces.song.1: no font file 'own.ttf' in "
    assert str(caught.value).startswith(where)
    path.write_text(path.read_text("utf-8").replace("own.ttf, ", ""), encoding="utf-8")
    with pytest.raises(FaceError) as caught:
        broadsheet.compose(edition, broadsheet.load_spec(path))
    assert str(caught.value) == (
        f"{path}:4:10: typefaces.song.1: no face family 'Noto Serif SG' "
        "(did you mean Noto Serif SC?)"
    )


def test_a_picture_of_a_pipe_is_refused_at_once(day: Path) -> None:
    os.mkfifo(day / "pipe.png")
    with pytest.raises(PictureError, match=r"pipe\.png: is no plain file"):
        api.picture_path(str(day), "pipe.png")
    with pytest.raises(SourceError, match="is no plain file"):
        reach.read_bytes(day / "pipe.png")


def test_bytes_are_text_by_their_mark_or_a_fault_with_its_line() -> None:
    assert reach.decoded("\ufeff潮".encode(), "a.txt") == "潮"
    assert reach.decoded("潮".encode("utf-16"), "a.txt") == "潮"
    with pytest.raises(SourceError, match=r"^a\.txt:2: is not UTF-8 \(save it as UTF-8\)$"):
        reach.decoded(b"a: 1\nb: \xc0\xaf", "a.txt")
    with pytest.raises(SourceError, match=r"^a\.txt:1: is not GB18030 "):
        reach.decoded(b"\xff\xff", "a.txt", codec="gb18030")
