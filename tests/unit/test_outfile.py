"""Files are written whole or not at all."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from broadsheet import outfile
from broadsheet.errors import OutputError, PictureError
from broadsheet.outfile import write_atomic


def writing(content: bytes) -> Callable[[BinaryIO], None]:
    def write(out: BinaryIO) -> None:
        out.write(content)

    return write


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    write_atomic(path, writing(b"one"))
    assert path.read_bytes() == b"one"
    write_atomic(str(path), writing(b"two"))
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_what_goes_wrong_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")

    def fail(out: BinaryIO) -> None:
        out.write(b"half")
        raise PictureError("no gate.png")

    with pytest.raises(PictureError, match="no gate"):
        write_atomic(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    def fail(_out: BinaryIO) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "page.pdf"
    with pytest.raises(OutputError) as fault:
        write_atomic(path, fail)
    assert str(fault.value) == f"{path}: can't be written: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_folders_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"this is a folder \(name a file in it\)"):
        write_atomic(tmp_path, lambda _out: None)
    with pytest.raises(OutputError, match=r"there is no folder .*nowhere"):
        write_atomic(tmp_path / "nowhere" / "page.pdf", lambda _out: None)
    with pytest.raises(OutputError, match="this is a folder"):
        write_atomic(f"{tmp_path}/page.pdf/", lambda _out: None)
    (tmp_path / "ring.pdf").symlink_to("ring.pdf")
    with pytest.raises(OutputError, match="is a link that leads to itself"):
        write_atomic(tmp_path / "ring.pdf", lambda _out: None)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="there is no folder"):
        write_atomic(tmp_path / "file" / "page.pdf", lambda _out: None)


def test_the_longest_name_still_has_a_place_beside_it(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".pdf")
    write_atomic(path, writing(b"one"))
    assert path.read_bytes() == b"one"
    with pytest.raises(OutputError, match="can't be written"):
        write_atomic(tmp_path / ("n" * 300), writing(b"one"))


def test_a_link_stays_and_the_file_behind_it_is_new(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomic(link, writing(b"new"))
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_device_is_written_to_and_stays() -> None:
    write_atomic(os.devnull, writing(b"new"))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("unnamed", [True, False])
def test_an_unfinished_file_has_no_name_where_there_are_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, unnamed: bool
) -> None:
    if not unnamed:
        monkeypatch.setattr(outfile, "_FILES", tmp_path / "none")
    path, seen = tmp_path / "page.pdf", []

    def write(out: BinaryIO) -> None:
        seen.extend(tmp_path.iterdir())
        out.write(b"one")

    for _ in range(2):
        write_atomic(path, write)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]
    parts = [one for one in seen if one.suffix == ".part"]
    assert all(one.name.startswith(".") for one in parts)
    assert unnamed or len(parts) == 2


def test_the_file_has_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    write_atomic(path, lambda _out: None)
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    write_atomic(path, writing(b"new"))
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
