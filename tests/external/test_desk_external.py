"""A designer at the desk: boundaries dragged, boxes swapped, changes undone, in a browser.

Needs Chromium; so it stands apart from the unit tests.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.external.chromium import Chromium
from tests.external.desks import DRAWN, EXAMPLES, IDLE, MAP, TOLD, address_of, started, text

SPEC = f"""\
# our front page
broadsheet: 1
extends: duikai-6

{MAP}
boxes:
  a: {{story: 1}}   # the lead
  d: {{story: 4}}
"""
ALT = 1
CTRL, SHIFT = 2, 8


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(tmp_path / "browser") as browser:
        yield browser


@pytest.fixture
def desk(browser: Chromium, spec: Path) -> Iterator[Chromium]:
    command = str(EXAMPLES / "tinglan-front.yaml"), "--spec", str(spec)
    with started(*command) as process:
        yield opened(browser, process)


def opened(browser: Chromium, process: "subprocess.Popen[str]") -> Chromium:
    browser.open(address_of(process))
    browser.wait(DRAWN)
    browser.press("0")
    browser.wait("desk.zoom.fit == 'page'")
    return browser


def edge(desk: Chromium, name: str) -> tuple[float, float]:
    return desk.spot(f'[data-edge="{name}"]')


def settled(desk: Chromium, version: int) -> None:
    desk.wait(f"{IDLE} && {TOLD}.version >= {version} && {DRAWN}")


def per(desk: Chromium) -> tuple[float, float]:
    """CSS px of a column with its gutter, and of a row of the grid."""
    across, down = desk.ask(
        "(() => { const p = desk.told.pages[0], g = p.grid; "
        "const across = g.columns[1][0] - g.columns[0][0]; "
        "return [across * desk.zoom.scale, g.row * desk.zoom.scale] })()"
    )
    return across, down


def test_a_boundary_is_dragged_undone_and_done_again(desk: Chromium, spec: Path) -> None:
    column, row = per(desk)
    x, y = edge(desk, "column-2-4")
    seen: list[str] = []

    def look(_: int) -> None:
        seen.append(desk.ask(text("#ghost")) if not desk.ask("ghost.hidden") else "")

    desk.drag((x, y), (x + column, y), held=look)
    settled(desk, 2)
    assert seen[0] == ""
    assert seen[-1] == "+1 column"
    moved = SPEC.replace("b b c c c c", "b b b c c c")
    assert spec.read_text("utf-8") == moved
    assert "Moved: +1 column." in desk.ask(text("#word"))

    x, y = edge(desk, "row-1-0")
    desk.drag((x, y), (x, y + 4 * row))
    settled(desk, 3)
    lower = moved.replace("| 17行\n  a a a a E E | 2行", "| 19行").replace(
        "  a a a a d d", "  M M M M d d | 2行\n  a a a a d d"
    )
    assert spec.read_text("utf-8") == lower  # E ends where it did: a line comes between

    desk.press("z", CTRL)
    settled(desk, 4)
    assert spec.read_text("utf-8") == moved
    desk.click("#undo")
    settled(desk, 5)
    assert spec.read_text("utf-8") == SPEC
    assert desk.ask("undo.disabled")
    desk.press("Z", CTRL | SHIFT)
    settled(desk, 6)
    assert spec.read_text("utf-8") == moved


def test_escape_lets_a_boundary_go_where_it_was(desk: Chromium, spec: Path) -> None:
    column, _ = per(desk)
    x, y = edge(desk, "column-2-4")
    desk.drag((x, y), (x + column, y), held=lambda n: desk.press("Escape") if n == 4 else None)
    assert desk.ask("ghost.hidden")
    assert spec.read_text("utf-8") == SPEC


def test_a_boundary_is_moved_by_the_arrow_keys(desk: Chromium, spec: Path) -> None:
    desk.ask("document.querySelector('[data-edge=\"column-2-4\"]').focus()")
    desk.press("ArrowRight")
    settled(desk, 2)
    assert "b b b c c c" in spec.read_text("utf-8")


def test_a_piece_alone_is_moved_with_alt_and_a_bad_form_is_refused(
    desk: Chromium, spec: Path
) -> None:
    column, _ = per(desk)
    # the map's first line alone: E would be no rectangle any more
    x, _ = edge(desk, "column-4-0")
    top = desk.ask(
        "document.querySelector('[data-edge=\"column-4-0\"]').getBoundingClientRect().top"
    )
    desk.drag((x, top + 20), (x - column, top + 20), modifiers=ALT)
    word = desk.wait("word.className == 'refused' && " + text("#word"))
    assert "no rectangle" in word
    assert spec.read_text("utf-8") == SPEC
    desk.press("Escape")
    assert desk.wait("word.hidden")


def test_a_box_dragged_onto_another_changes_what_both_hold(desk: Chromium, spec: Path) -> None:
    held = "Object.fromEntries(desk.told.pages[0].boxes.map((b) => [b.name, b.item]))"
    before = desk.ask(held)
    desk.drag(desk.spot('[data-box="a"]'), desk.spot('[data-box="d"]'))
    settled(desk, 2)
    after = desk.ask(held)
    assert (after["a"], after["d"]) == (before["d"], before["a"])
    assert spec.read_text("utf-8") == SPEC.replace("{story: 1}", "{story: 0}").replace(
        "{story: 4}", "{story: 1}"
    ).replace("{story: 0}", "{story: 4}")
    assert desk.ask("desk.picked") == ""  # it was no click
    # by a command: the panel's list
    desk.click('[data-box="a"]')
    desk.wait("document.querySelector('#swap')")
    desk.ask(
        "swap.value = 'd'; swap.dispatchEvent(new Event('change'))".replace(
            "swap", "document.querySelector('#swap')"
        )
    )
    settled(desk, 3)
    assert spec.read_text("utf-8") == SPEC


def test_an_advertisement_is_no_target_for_a_story(desk: Chromium, spec: Path) -> None:
    desk.drag(desk.spot('[data-box="a"]'), desk.spot('[data-box="F.1"]'))
    assert spec.read_text("utf-8") == SPEC


def test_a_drawing_is_taken_and_then_dragged(browser: Chromium, tmp_path: Path) -> None:
    from tests.external.test_preview_external import DAY

    (tmp_path / "day.yaml").write_text(DAY, encoding="utf-8")
    with started(str(tmp_path / "day.yaml")) as process:
        desk = opened(browser, process)
        name = desk.ask("document.querySelector('.edge.row').dataset.edge")
        desk.ask(f"document.querySelector('[data-edge=\"{name}\"]').focus()")
        desk.press("ArrowDown")
        assert "take its drawing first" in desk.wait(text("#word"))
        desk.press("t")
        desk.wait(f"{IDLE} && desk.told.choice == 0 && {DRAWN}")
        saved = tmp_path / "day-page.yaml"
        before = saved.read_text("utf-8")
        assert "day-page.yaml" in desk.wait(text("#word"))
        desk.ask(f"document.querySelector('[data-edge=\"{name}\"]').focus()")
        desk.press("ArrowDown")
        desk.wait(f"{IDLE} && desk.told.undo")
        after = saved.read_text("utf-8")
        kept = set(before.splitlines()) & set(after.splitlines())
        changed = set(before.splitlines()) - kept
        assert changed
        assert all(line.endswith(("行", "auto", "fill")) for line in changed)


TWO = """\
masthead: {name: 海潮日报, date: 2026-11-18}
pages:
- items: [{kind: article, headline: 大潮之后, body: [潮水退去。]}]
- items: [{kind: article, headline: 灯塔重新点亮, body: [灯亮了。]}]
"""
ONE_BOX = """\
broadsheet: 1
style: duikai-6
map: |
  M M M a a a | fill
boxes: {M: {masthead: {}}, a: {story: 1}}
"""


def test_pages_are_seen_small_and_turned_to(browser: Chromium, tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(TWO, encoding="utf-8")
    (tmp_path / "ours.yaml").write_text(ONE_BOX, encoding="utf-8")
    command = str(tmp_path / "day.yaml"), "--spec", str(tmp_path / "ours.yaml"), "--lang", "zh"
    with started(*command) as process:
        desk = opened(browser, process)
        small = "[...document.querySelectorAll('#pages img')]"
        desk.wait(f"{small}.length == 2 && {small}.every((one) => one.complete)")
        assert all(width > 50 for width in desk.ask(f"{small}.map((one) => one.naturalWidth)"))
        desk.click("#pages button:nth-child(2)")
        assert desk.wait("desk.number") == 2
        assert "灯塔" in desk.wait("document.querySelector('[data-box=\"a\"]').ariaLabel")
        desk.press("[")
        desk.wait("desk.number == 1")
        current = desk.ask("document.querySelector('#pages [aria-current]').ariaLabel")
        assert current == "第 1 版"
        # all is said in Chinese
        assert desk.ask("document.documentElement.lang") == "zh"
        assert desk.ask(text("#ruler")) == "标尺"
        desk.ask("document.querySelector('.edge.column').focus()")
        desk.press("ArrowRight")
        assert desk.wait(text("#word")) == "已移动：+1 栏。"
        assert "M M M M a a | fill" in (tmp_path / "ours.yaml").read_text("utf-8")


def test_what_can_be_done_is_named_for_who_listens(desk: Chromium) -> None:
    unnamed = desk.ask(
        "[...document.querySelectorAll('button, select, [role=separator], [tabindex], input')]"
        ".filter((e) => !(e.ariaLabel || e.innerText.trim() || e.title || e.labels?.length))"
        ".map((e) => e.outerHTML.slice(0, 120))"
    )
    assert unnamed == []
    desk.press("Tab")
    desk.wait("document.activeElement !== document.body")
    desk.press("?")
    assert desk.wait("document.querySelector('#keys').open")
    rows = desk.ask("[...document.querySelectorAll('#keys dd')].map((e) => e.innerText)")
    assert all(rows)
