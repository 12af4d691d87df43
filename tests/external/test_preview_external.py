"""The preview in a browser: the page, its findings, a changed spec, a box's line.

Needs Chromium; so it stands apart from the unit tests.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.external.chromium import PATIENCE, Chromium

EXAMPLES = Path(__file__).parents[2] / "examples"
SPEC = """\
broadsheet: 1
extends: duikai-6
boxes:
  d: {frame: {ornament: fret, depth: 9.5pt, colour: red}}
"""
TOLD = "document.documentElement.dataset"
DRAWN = f"{TOLD}.drawn && {TOLD}.drawn == {TOLD}.version"


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


@pytest.fixture
def process(spec: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "broadsheet", "preview"]
    command += [str(EXAMPLES / "tinglan-front.yaml"), "--spec", str(spec), "--no-open"]
    with subprocess.Popen(
        command,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell without job control starts what runs beside it deaf to Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        yield process
        if process.poll() is None:
            process.kill()


@pytest.fixture
def address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    words = process.stdout.readline().split()
    assert words[0] == "preview:"
    return words[1]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(tmp_path / "browser") as browser:
        yield browser


def text(selector: str) -> str:
    return f"document.querySelector('{selector}').innerText"


def test_a_designer_s_round(browser: Chromium, address: str, spec: Path) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    assert "汀澜日报" in browser.ask("document.title")
    assert browser.ask(text("#spec")) == "ours"
    assert browser.ask("document.querySelectorAll('.layer.fine img').length") >= 1
    assert browser.ask("document.querySelector('.layer.fine img').naturalWidth") > 500

    browser.press("0")
    browser.click('[data-box="d"]')
    assert browser.wait(text("#box .place code")) == "ours.yaml:4:3"
    assert "d: {frame: {ornament: fret" in browser.ask(text("#box pre"))
    assert "shihai-ren" in browser.ask(text("#box dl"))
    assert browser.ask("location.hash") == "#page=1&box=d"

    before = browser.ask("document.querySelector('.layer.fine img').src")
    spec.write_text(SPEC.replace("fret", "stepped") + "  a: {above: 0行}\n", encoding="utf-8")
    browser.wait(f"{DRAWN} && document.documentElement.dataset.version == 2")
    browser.wait(f"document.querySelector('.layer.fine img').src != {before!r}")
    assert "stepped" in browser.ask(text("#box pre"))

    spec.write_text(SPEC.replace("fret", "frets"), encoding="utf-8")
    fault = browser.wait("!document.querySelector('#fault').hidden && " + text("#fault"))
    assert "ours.yaml:4:25: boxes.d.frame.ornament: 'frets' is not allowed here" in fault
    assert "(did you mean fret?" in fault
    assert "the last that could be set" in fault
    assert browser.ask("document.querySelectorAll('.box').length") > 5
    spec.write_text(SPEC, encoding="utf-8")
    browser.wait("document.querySelector('#fault').hidden")


def test_findings_lead_to_their_boxes(browser: Chromium, address: str, spec: Path) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    # the lead's row too shallow for it
    drawn = "M M M M E E | 17行\n  a a a a E E | 2行\n  a a a a d d | 14行\n"
    drawn += "  b b b b d d | auto\n  b b c c c c | auto\n  F F F F F F | 9行\n"
    spec.write_text(f"{SPEC}map: |\n  {drawn}", encoding="utf-8")
    browser.wait(
        "[...document.querySelectorAll('#findings b')].some((b) => b.className == 'error')"
    )
    found = browser.ask(text("#findings li"))
    assert "溢" in found
    assert "box a" in found
    assert browser.ask("document.querySelector('[data-box=\"a\"]').classList.contains('error')")
    browser.press("n")
    assert browser.wait("document.querySelector('.box.picked')?.dataset.box") == "a"
    assert browser.ask(text("#box dd.name")) == "a"
    browser.press("Escape")
    assert browser.wait("!document.querySelector('.box.picked')")
    browser.click("#findings button")
    assert browser.wait("document.querySelector('.box.picked')?.dataset.box") == "a"


def test_zoom_asks_for_sharper_pieces(browser: Chromium, address: str) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    scale = "Number(document.querySelector('.layer.fine:last-child img').src.split('/').at(-3))"
    first = browser.ask(scale)
    for _ in range(4):
        browser.press("+")
    later = browser.wait(f"{DRAWN} && {scale} > {2 * first} && {scale}")
    width = browser.ask("document.querySelector('#sheet').getBoundingClientRect().width")
    points = browser.ask("told.pages[0].width")
    assert later == pytest.approx(width / points, rel=0.01)
    browser.press("g")
    assert browser.wait("document.querySelector('#guides').getAttribute('aria-pressed') == 'true'")
    browser.wait(
        "[...document.querySelectorAll('.layer.fine img')].some("
        "(one) => one.dataset.done && one.src.includes('%2B'))"
    )


def test_ctrl_c_ends_it_cleanly_with_a_browser_on(
    browser: Chromium, address: str, process: "subprocess.Popen[str]"
) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert browser.wait(text("#state")) == "ended"
