"""Work that takes too long is stopped, and says what it was doing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import broadsheet
from broadsheet import api, deadline
from broadsheet.cli import main
from broadsheet.errors import StoppedError, UserError
from tests.unit.pages_of import edition, small_spec, story

EXAMPLES = Path(__file__).parents[2] / "examples"


def ticking(*times: float) -> Iterator[float]:
    yield from times


def test_a_watch_says_what_was_begun_last() -> None:
    times = ticking(0.0, 1.0, 2.0, 29.9, 30.1)
    look = deadline.until(30, clock=lambda: next(times))
    look("setting story 2 in box b")
    look("setting story 3 in box c")
    look("")
    with pytest.raises(StoppedError) as caught:
        look("finding the heights of page 1")
    assert str(caught.value) == "stopped after 30 s while setting story 3 in box c"


def test_a_watch_counts_from_when_it_is_made() -> None:
    times = ticking(100.0, 100.4, 100.6)
    look = deadline.until(0.5, clock=lambda: next(times))
    look("one")
    with pytest.raises(StoppedError, match=r"stopped after 0\.5 s while one"):
        look("two")


@pytest.mark.parametrize(
    ("text", "value"),
    [("30s", 30.0), ("500ms", 0.5), ("2min", 120.0), ("30", 30.0), ("1.5s", 1.5), ("1h", 3600.0)],
)
def test_times_as_they_are_typed(text: str, value: float) -> None:
    assert deadline.seconds(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "never", "0s", "-1s", "nan", "inf", "1e3s", "30 s", "8000000000s", "٣s", "1" * 5000],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        deadline.seconds(text)
    assert "timeout" in str(caught.value)
    assert "write 30s" in str(caught.value)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_a_deadline_is_some_time_ahead(seconds: float) -> None:
    with pytest.raises(UserError):
        deadline.until(seconds)


def test_composing_is_looked_at_box_by_box_and_paragraph_by_paragraph() -> None:
    told: list[str] = []
    day = edition(story(1, [60] * 12), story(2, [60, 0, 60]))
    broadsheet.compose(day, small_spec(), watch=told.append)
    named = [what for what in told if what]
    assert named[0].startswith("setting story 1 in box")
    assert [what for what in named if what.startswith("finding")] == [
        "finding the heights of page 1"
    ]
    assert any(what.startswith("placing story 2 in box") for what in named)
    assert told.count("") >= 12 + 3  # the paragraphs, and each height that is tried


def test_a_watch_changes_nothing() -> None:
    day = edition(story(1, [60] * 5), story(2, [60]))
    spec = small_spec()
    assert broadsheet.compose(day, spec, watch=lambda _: None) == broadsheet.compose(day, spec)


def test_a_page_that_takes_too_long_is_stopped() -> None:
    day = edition(story(1, [60] * 5), story(2, [60]))
    with pytest.raises(StoppedError, match=r"^stopped after 1e-06 s while \w+"):
        broadsheet.compose(day, small_spec(), timeout=1e-6)
    assert broadsheet.compose(day, small_spec(), timeout=600).pages


def test_both_watches_are_told() -> None:
    first: list[str] = []
    second: list[str] = []
    look = deadline.both(first.append, second.append)
    assert look is not None
    look("one")
    assert (first, second) == (["one"], ["one"])
    assert deadline.both(None, None) is None


def test_the_command_stops_in_one_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.pdf"
    day = str(EXAMPLES / "tinglan-front.yaml")
    status = main(["render", day, "-o", str(out), "--timeout", "0.001ms"])
    err = capsys.readouterr().err
    assert status == 2
    assert err.startswith("broadsheet: stopped after 1e-06 s while ")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    assert main(["check", day, "--timeout", "soon"]) == 2
    assert "timeout: 'soon' is none" in capsys.readouterr().err


def test_pictures_are_looked_at_while_they_are_placed(tmp_path: Path) -> None:
    told: list[str] = []
    day = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    pages = broadsheet.compose(day, broadsheet.load_spec(api.spec_of(day)))
    broadsheet.write_pdf(pages, tmp_path / "page.pdf", watch=told.append)
    pictures = [what for what in told if what.startswith("painting picture pictures/")]
    assert len(pictures) == 5
    assert told.index("painting page 1") < told.index(pictures[0])
    assert told[-1] == "closing the file"


class Clock:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_reading_is_looked_at_block_by_block(tmp_path: Path) -> None:
    page = "汀潮报\n\n" + "灯塔亮了\n　　渡口的灯塔修好了，夜里进港的船少绕了三里路。\n\n" * 50
    asked: list[str] = []
    broadsheet.read_edition(page, watch=asked.append)
    assert asked[0] == "reading the edition"
    assert len(asked) > 100
    story_after_story = "---\nheadline: 灯塔\n---\n\n潮水退了。\n\n" * 40
    (tmp_path / "day.md").write_text(story_after_story, encoding="utf-8")
    asked.clear()
    assert len(broadsheet.read_edition(tmp_path / "day.md", watch=asked.append).items) == 40
    assert len(asked) >= 40
    with pytest.raises(StoppedError, match="while reading the edition"):
        broadsheet.read_edition(page, watch=deadline.until(60, clock=Clock()))
    with pytest.raises(StoppedError, match=r"stopped after 1e-06 s while "):
        broadsheet.read_edition({"items": []}, timeout=1e-6)


def test_a_long_paragraph_is_looked_at_within() -> None:
    asked: list[str] = []
    broadsheet.compose(edition(story(1, [12_000])), small_spec(), watch=asked.append)
    first = asked.index("finding the heights of page 1")
    assert asked[:first].count("") >= 20  # one paragraph: each thousand characters
    asked.clear()
    broadsheet.compose(edition(story(1, [60])), small_spec(), watch=asked.append)
    assert asked[: asked.index("finding the heights of page 1")].count("") <= 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("潮" * 300, "300 characters on one page"),
        ("汀潮报\n\n" + "　　潮水退了。\n" * 50, "253 characters on one page"),
        ("---\nheadline: 潮\n---\n" + "[" * 300, "30[01] characters of one story"),
    ],
)
def test_more_copy_than_a_page_may_have_is_refused_before_it_is_parsed(
    text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / ("day.md" if text.startswith("---") else "day.txt")
    path.write_text(text + "\n", encoding="utf-8")
    with broadsheet.limits.put(characters=240):
        for source in (path, text + "\n"):
            with pytest.raises(UserError, match=says) as caught:
                broadsheet.read_edition(source)
            assert "the limit characters is 240" in str(caught.value)
    read = broadsheet.read_edition(path)
    assert read.items or read.masthead.name
