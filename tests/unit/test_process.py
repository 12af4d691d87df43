"""The command as a process of its own: the same words and status as ``main`` gives."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.cli.process import leave

DAY = str(Path(__file__).parents[2] / "examples" / "tinglan-front.yaml")


def _ran(*words: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "broadsheet", *words], capture_output=True, check=False
    )


def test_all_is_out_before_the_process_is_left(tmp_path: Path) -> None:
    table = _ran("check", DAY)
    assert table.returncode == 0
    assert table.stdout.decode("utf-8").splitlines()[-1].startswith("1     ")
    page, streamed = tmp_path / "a.pdf", _ran("render", DAY, "-o", "-")
    assert _ran("render", DAY, "-o", str(page)).returncode == 0
    assert streamed.stdout.endswith(b"%%EOF\n")
    assert streamed.stdout == page.read_bytes()
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_faults_and_their_status_come_through(tmp_path: Path) -> None:
    wrong = _ran("render", str(tmp_path / "none.yaml"), "-o", str(tmp_path / "a.pdf"))
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"broadsheet: ")
    assert _ran().returncode == 0


def test_a_stream_that_can_not_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = open(os.devnull, "w")  # noqa: SIM115 - closed before it is used
    closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    with pytest.raises(SystemExit) as left:
        leave(1)
    assert left.value.code == 1


def test_a_process_whose_children_are_ignored_and_whose_input_is_closed(tmp_path: Path) -> None:
    def odd() -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        os.close(0)

    def ran(edition: str) -> "subprocess.CompletedProcess[bytes]":
        words = ["render", edition, "-o", str(tmp_path / "a.pdf")]
        return subprocess.run(
            [sys.executable, "-m", "broadsheet", *words],
            capture_output=True,
            check=False,
            preexec_fn=odd,
        )

    assert ran(DAY).returncode == 0
    closed = ran("-")
    assert closed.returncode == 2
    assert closed.stderr == b"broadsheet: <stdin>: is closed (name a file)\n"


@pytest.mark.parametrize(("encoding", "told"), [("gbk", "\\u4dae"), ("ascii", "\\u6f6e")])
def test_a_terminal_that_lacks_a_character_gets_an_escape(
    tmp_path: Path, encoding: str, told: str
) -> None:
    day = tmp_path / "day.yaml"
    day.write_text(
        "masthead: {name: 汀兰日报}\nitems:\n- {kind: article, headline: 䶮与䶮之潮䶮䶮䶮䶮, "
        "body: [{kind: para, text: 潮来}]}\n".replace("䶮", "\u4dae"),
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "broadsheet", "check", str(day), "--spec", "duikai-6"]
    there = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    ran = subprocess.run(words, capture_output=True, check=False, env=there)
    assert ran.returncode in (0, 1)
    assert told in ran.stdout.decode(encoding)


_LOADED = """
import sys
from broadsheet.paint.pdf import document
assert not {name for name in sys.modules if name.partition(".")[0] == "PIL"}
import base64, io
from reportlab.lib.utils import ImageReader
png = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAC0lEQVR4nGNgQAcAABIAAeRVjecAAAAASUVORK5CYII="
)
assert ImageReader(io.BytesIO(png)).getSize() == (3, 2)
import PIL.Image
assert PIL.Image.open(io.BytesIO(png)).size == (3, 2)
"""


def test_a_page_without_pictures_loads_no_pillow_and_reportlab_stays_whole() -> None:
    subprocess.run([sys.executable, "-c", _LOADED], check=True)


_COMMANDS = """
import sys
from broadsheet.cli import main
assert main(["specs"]) == 0
print(*sorted(name for name in sys.modules if name.startswith("broadsheet.cli.")), file=sys.stderr)
"""


def test_a_command_loads_none_of_the_others() -> None:
    ran = subprocess.run([sys.executable, "-c", _COMMANDS], check=True, capture_output=True)
    loaded = {name.removeprefix("broadsheet.cli.") for name in ran.stderr.decode().split()}
    assert loaded == {"commands", "designer", "entry", "terminal"}


def test_reportlab_runs_nothing_of_the_user_s(tmp_path: Path) -> None:
    for name in ("reportlab_mods", "reportlab_settings"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
        (tmp_path / f".{name}").write_text("raise SystemExit('run')\n", encoding="utf-8")
    program = "import sys; sys.path.insert(0, '.'); import broadsheet.paint.pdf.document"
    home = os.environ | {"HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path, env=home)
