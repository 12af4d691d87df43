"""The preview in a browser: the page, its findings, a changed spec, a box's line.

Needs Chromium; so it stands apart from the unit tests.
"""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.external.chromium import PATIENCE, Chromium
from tests.external.desks import DRAWN, EXAMPLES, IDLE, address_of, started, text

SPEC = """\
broadsheet: 1
extends: duikai-6
boxes:
  d: {frame: {ornament: fret, depth: 9.5pt, colour: red}}
"""
DAY = """\
masthead: {name: 海潮日报, date: 2026-11-18}
items:
- {kind: article, headline: 大潮之后, body: [WORDS, WORDS, WORDS]}
- {kind: article, headline: 灯塔重新点亮, body: [WORDS, WORDS]}
- {kind: article, headline: 渡轮加开夜班, body: [WORDS, WORDS]}
""".replace("WORDS", "潮水退去以后，码头上的灯一盏接着一盏亮起来，挑担的人沿着石阶往上走。" * 4)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


@pytest.fixture
def process(spec: Path) -> Iterator["subprocess.Popen[str]"]:
    with started(str(EXAMPLES / "tinglan-front.yaml"), "--spec", str(spec)) as process:
        yield process


@pytest.fixture
def address(process: "subprocess.Popen[str]") -> str:
    return address_of(process)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(tmp_path / "browser") as browser:
        yield browser


def test_a_designer_s_round(browser: Chromium, address: str, spec: Path) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    assert "汀澜日报" in browser.ask("document.title")
    assert browser.ask(text("#spec")) == "ours"
    assert browser.ask("document.querySelectorAll('.layer.fine img').length") >= 1
    assert browser.ask("document.querySelector('.layer.fine img').naturalWidth") > 500

    browser.press("0")
    browser.click('[data-box="d"]')
    assert browser.wait(text("#box .place .at")) == "ours.yaml:4:3"
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
    found = browser.ask(text("#findings li li"))
    assert "溢" in found
    assert "box a" in browser.ask(text("#findings h3"))
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
    points = browser.ask("desk.told.pages[0].width")
    assert later == pytest.approx(width / points, rel=0.01)
    browser.press("1")
    browser.wait(f"{DRAWN} && " + text("#zoom") + " == '100%'")
    browser.wheel(browser.spot("#view"), -120, modifiers=2)
    assert browser.wait("desk.zoom.scale > 1.5 && desk.zoom.scale < 3")
    browser.press("0")
    assert browser.ask("document.querySelector('#whole').getAttribute('aria-pressed')") == "true"


def test_rulers_grid_and_baselines_are_switched_on(browser: Chromium, address: str) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    assert browser.ask("getComputedStyle(document.querySelector('#ruler-top')).display") == "none"
    for key in "rgb":
        browser.press(key)
    columns = browser.wait("document.querySelectorAll('#guides .column').length")
    assert columns == browser.ask("desk.told.pages[0].grid.columns.length") == 6
    rows = browser.ask("document.querySelector('#guides .baseline').getAttribute('d')").count("M")
    assert rows == browser.ask("desk.told.pages[0].grid.rows")
    assert browser.ask("document.querySelector('#ruler-top').width") > 500
    browser.press("g")
    assert browser.ask("document.querySelectorAll('#guides .column').length") == 0


def test_arrow_keys_go_through_drawings_and_s_saves_one(browser: Chromium, tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY, encoding="utf-8")
    with started(str(tmp_path / "day.yaml")) as process:
        browser.open(address_of(process))
        browser.wait(DRAWN)
        assert browser.ask(text("#choice")) == "drawing 1"
        first = browser.ask("desk.told.digest")
        browser.press("ArrowRight")
        assert browser.wait(f"{IDLE} && desk.told.choice == 2 && " + text("#choice")).startswith(
            "drawing 2 of "
        )
        assert browser.ask("desk.told.digest") != first
        browser.wait(DRAWN)
        assert "Nothing is amiss" in browser.ask(text("#findings")) or browser.ask(
            "document.querySelectorAll('#findings li li').length"
        )
        browser.press("s")
        assert (
            browser.wait("!document.querySelector('#word').hidden && " + text("#word"))
            == "saved: day-page.yaml"
        )
        assert "map: |" in (tmp_path / "day-page.yaml").read_text(encoding="utf-8")
        browser.press("ArrowLeft")
        browser.wait(f"{IDLE} && desk.told.choice == 1")
        assert browser.ask("desk.told.digest") == first
        browser.press("0")
        browser.click('[data-box="a"]')
        assert "a: {story: 1" in browser.wait(text("#box pre"))


def test_a_page_drawn_by_hand_shows_no_drawings(browser: Chromium, address: str) -> None:
    browser.open(address)
    browser.wait(DRAWN)
    browser.press("ArrowRight")
    assert browser.ask("document.querySelector('#drawing').hidden")
    assert browser.ask("getComputedStyle(document.querySelector('#drawing')).display") == "none"


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
