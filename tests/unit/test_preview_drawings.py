"""The preview goes through the drawings of a page that draws itself, and saves one."""

import json
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.errors import OutputError
from broadsheet.formats import edition_yaml
from broadsheet.preview import telling
from broadsheet.preview.session import PreviewOrder, Session
from broadsheet.preview.showing import Showing
from tests.unit.preview_of import paper
from tests.unit.test_dummy import day
from tests.unit.test_preview_app import ask

OURS = ((b"x-broadsheet", b"preview"),)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    source = tmp_path / "day.yaml"
    source.write_text(edition_yaml.dump_yaml(day(500, 400, 300, ads=0)), encoding="utf-8")
    session = Session(PreviewOrder(edition=source))
    session.set_again()
    return session


def test_keys_go_through_the_drawings_and_back(session: Session) -> None:
    assert (session.shown.choice, session.shown.choices) == (1, 1)  # others take their time
    first = session.shown.digest
    second = session.turn(1)
    assert second.choice == 2
    assert second.choices > 1
    assert second.digest != first
    assert session.turn(-1).digest == first
    assert session.turn(-1).choice == second.choices  # before the first comes the last
    assert session.turn(1).choice == 1
    told = telling.told(session.shown)
    assert (told["choice"], told["choices"]) == (1, second.choices)
    [box] = [box for box in session.shown.pages.pages[0].boxes if box.name == "a"]  # type: ignore[union-attr]
    lines = session.shown.texts["drawing"]
    assert box.where is not None
    assert lines[box.where.line - 1].strip().startswith("a: {story: 1")  # its line of the drawing


def test_the_drawing_on_show_is_saved_as_a_spec(session: Session, tmp_path: Path) -> None:
    session.turn(1)
    (tmp_path / "day-page.yaml").write_text("mine", encoding="utf-8")
    path = session.save()
    assert path == str(tmp_path / "day-page-2.yaml")
    assert (tmp_path / "day-page.yaml").read_text(encoding="utf-8") == "mine"
    assert session.save() == path  # the same drawing is not written twice
    own = Session(PreviewOrder(edition=tmp_path / "day.yaml", spec=path))
    own.set_again()
    assert own.shown.digest == session.shown.digest
    assert own.shown.choice == 0


def test_changed_copy_is_drawn_again_and_keeps_its_number(session: Session, tmp_path: Path) -> None:
    session.turn(1)
    before = session.shown.digest
    text = edition_yaml.dump_yaml(day(650, 400, 300, ads=0))
    (tmp_path / "day.yaml").write_text(text, encoding="utf-8")
    assert session.changed()
    shown = session.set_again()
    assert shown.choice == 2
    assert shown.digest != before


def test_a_page_drawn_by_hand_has_no_other_drawing(tmp_path: Path) -> None:
    session = paper(tmp_path)
    shown = session.set_again()
    assert (shown.choice, shown.choices) == (0, 0)
    assert session.turn(1).digest == shown.digest
    with pytest.raises(OutputError, match="there is no drawing to save"):
        session.save()


def test_options_of_the_command_hold_for_drawings(tmp_path: Path) -> None:
    source = tmp_path / "day.yaml"
    source.write_text(edition_yaml.dump_yaml(day(500, 400, ads=0)), encoding="utf-8")
    order = PreviewOrder(edition=source, overrides=(("grid.rule", "0.9pt"),))
    session = Session(order)
    session.set_again()
    assert session.shown.spec is not None
    assert (
        session.shown.spec.style.grid.rule
        == api.load_spec("duikai-6", overrides=order.overrides).style.grid.rule
    )


def test_commands_are_answered_to_the_preview_s_own_page_alone(session: Session) -> None:
    showing = Showing(session)
    for path in ("/drawing/next", "/drawing/save"):
        assert ask(showing, path)[0] == 405  # a link or a picture of another site
        assert ask(showing, path, method="POST")[0] == 403  # a form of one
        assert ask(showing, path, host="evil.example", method="POST", more=OURS)[0] == 400
    assert session.shown.choice == 1
    assert ask(showing, "/drawing/next", method="POST", more=OURS)[0] == 200
    assert session.shown.choice == 2
    assert ask(showing, "/drawing/before", method="POST", more=OURS)[0] == 200
    assert session.shown.choice == 1
    assert ask(showing, "/drawing/away", method="POST", more=OURS)[0] == 404
    status, _, body = ask(showing, "/drawing/save", method="POST", more=OURS)
    assert status == 200
    assert Path(json.loads(body)).read_text(encoding="utf-8") == session.drawings.text
    session.drawings.found = ()
    status, _, body = ask(showing, "/drawing/save", method="POST", more=OURS)
    assert (status, json.loads(body)["error"][:30]) == (409, "there is no drawing to save (i")


def test_a_drawing_that_is_taken_is_gone_on_with(session: Session, tmp_path: Path) -> None:
    session.turn(1)
    before = session.shown.digest
    showing = Showing(session)
    assert showing.desk.commands.fixed == ("this page draws itself (take its drawing first: t)",)
    assert showing.desk.keys(1, "a")[0].key == "story"  # of a text that lies in no file
    status, _, body = ask(showing, "/drawing/take", method="POST", more=OURS)
    assert status == 200
    path = Path(json.loads(body))
    assert (path, session.shown.choice) == (tmp_path / "day-page.yaml", 0)
    assert session.shown.digest == before
    assert showing.desk.commands.fixed == ("",)
    assert str(path) in session.sources
