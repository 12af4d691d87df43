"""A designer's changes are written into the files, can be undone, and are refused with a reason."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.errors import OutputError, UserError
from broadsheet.preview.desk import Desk, Move, Swap
from broadsheet.preview.drawn_map import Way
from broadsheet.preview.session import PreviewOrder, Session, digest_of
from tests.unit.preview_of import EDITION

SPEC = """\
# 海潮日报, page 1
broadsheet: 1
extends: base      # its type
boxes:
  p: {story: 1, columns: 2}   # the lead
  q:
    # below the fold
    story: {id: two}
    columns: 2
map: |
  p p q q | 10行
  r r q q | auto

# the end"""
BASE = """\
broadsheet: 1
extends: duikai-6
page: {size: 170mm x 170mm, margin: {top: 10mm, bottom: 10mm, sides: 5mm}}
grid: {columns: 4, measure: 10字, rows: 30}
map: |
  p p q q | auto
  r r q q | auto
styles:
  headline: {size: 16pt..20pt, lines: 1}
boxes: {M: null, E: null, a: null, b: null, c: null, d: null, F: null,
        p: {story: 1}, q: {story: 2}, r: {story: 3}}
"""
THIRD = """\
- kind: article
  id: three
  headline: 第三条潮讯
  body: [海带晒在石阶两边。]
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "ours.yaml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "day.yaml").write_text(EDITION + THIRD, encoding="utf-8")
    return tmp_path / "ours.yaml"


@pytest.fixture
def desk(spec: Path) -> Desk:
    return shown(spec)


def shown(spec: Path, **order: tuple[tuple[str, str], ...]) -> Desk:
    session = Session(PreviewOrder(edition=spec.parent / "day.yaml", spec=str(spec), **order))
    assert session.set_again().fault == ""
    return Desk(session)


def move(desk: Desk, way: Way, at: int, first: int, by: int, *, alone: bool = False) -> None:
    digest = desk.session.shown.digest
    desk.move(Move(page=1, way=way, at=at, first=first, by=by, alone=alone, digest=digest))
    assert desk.session.set_again().fault == ""


def swap(desk: Desk, one: str, other: str) -> None:
    desk.swap(Swap(page=1, one=one, other=other, digest=desk.session.shown.digest))
    assert desk.session.set_again().fault == ""


def items(desk: Desk) -> dict[str, str]:
    pages = desk.session.shown.pages
    assert pages is not None
    return {box.name: box.item for box in pages.boxes}


def test_a_moved_boundary_changes_the_map_and_nothing_else(desk: Desk, spec: Path) -> None:
    move(desk, "column", 2, 0, 1)
    moved = SPEC.replace("p p q q | 10行\n  r r q q", "p p p q | 10行\n  r r r q")
    assert spec.read_text("utf-8") == moved
    move(desk, "row", 1, 0, 4)
    assert spec.read_text("utf-8") == moved.replace("10行", "14行")
    assert desk.session.shown.pages is not None
    assert desk.session.shown.pages.pages[0].bands == (14, 16)


def test_undoing_gives_the_very_bytes_back_and_redoing_the_change(desk: Desk, spec: Path) -> None:
    spec.write_bytes(SPEC.replace("\n", "\r\n").encode())
    desk.session.set_again()
    first = spec.read_bytes()
    move(desk, "column", 2, 0, -1)
    second = spec.read_bytes()
    swap(desk, "p", "r")
    third = spec.read_bytes()
    assert len({first, second, third}) == 3
    assert second == first.replace(b"p p q q", b"p q q q").replace(b"r r q q", b"r q q q")
    for content in (second, first):
        desk.undo()
        assert spec.read_bytes() == content
    assert (desk.commands.undo, desk.commands.redo) == ("", "move a boundary")
    with pytest.raises(OutputError, match="there is nothing to undo"):
        desk.undo()
    for content in (second, third):
        desk.redo()
        assert spec.read_bytes() == content
    with pytest.raises(OutputError, match="there is nothing to do again"):
        desk.redo()


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    move(desk, "column", 2, 0, 1)
    desk.undo()
    desk.session.set_again()
    move(desk, "column", 2, 0, -1)
    assert desk.commands.redo == ""


def test_two_boxes_change_what_they_hold_and_keep_the_rest(desk: Desk, spec: Path) -> None:
    assert items(desk) == {"p": "one", "q": "two", "r": "three"}
    swap(desk, "q", "p")
    assert spec.read_text("utf-8") == SPEC.replace("story: 1", "story: {id: two}", 1).replace(
        "    story: {id: two}\n", "    story: 1\n"
    )
    assert items(desk) == {"p": "two", "q": "one", "r": "three"}


def test_boxes_on_one_line_are_swapped_in_the_base_where_they_stand(desk: Desk, spec: Path) -> None:
    spec.write_text("broadsheet: 1\nextends: base\n", encoding="utf-8")
    desk.session.set_again()
    swap(desk, "p", "r")
    assert spec.read_text("utf-8") == "broadsheet: 1\nextends: base\n"
    base = (spec.parent / "base.yaml").read_text("utf-8")
    assert base == BASE.replace("p: {story: 1}", "p: {story: 3}").replace(
        "r: {story: 3}", "r: {story: 1}"
    )
    assert items(desk) == {"p": "three", "q": "two", "r": "one"}


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("broadsheet: 1\nextends: duikai-6\n", "boxes:\n  b: {story: 1}\n  a: {story: 2}\n"),
        ("broadsheet: 1\nextends: duikai-6", "\nboxes:\n  b: {story: 1}\n  a: {story: 2}"),
        (
            "broadsheet: 1\nextends: duikai-6\nboxes:\n    a: {above: 0行}\n# end\n",
            None,
        ),
        ("broadsheet: 1\nextends: duikai-6\nboxes: {c: {columns: 2}}\nname: x\n", None),
        ("broadsheet: 1\nextends: duikai-6\nboxes:\n  b:\n    columns: 2\n\nname: x\n", None),
    ],
)
def test_a_bundled_spec_is_changed_in_the_spec_over_it(
    tmp_path: Path, own: str, wanted: str | None
) -> None:
    spec = tmp_path / "ours.yaml"
    spec.write_text(own, encoding="utf-8")
    (tmp_path / "day.yaml").write_text(EDITION + THIRD, encoding="utf-8")
    desk = shown(spec)
    swap(desk, "b", "a")
    text = spec.read_text("utf-8")
    if wanted is not None:
        assert text == own + wanted
    assert [line for line in own.splitlines() if line not in text.splitlines()] in (
        [],
        ["    a: {above: 0行}"],
        ["boxes: {c: {columns: 2}}"],
    )
    held = desk.session.shown.spec
    assert held is not None
    assert [held.arrangement.boxes[name].content.select.rank for name in "ab"] == [2, 1]  # type: ignore[union-attr]
    move(desk, "column", 4, 0, -1)
    moved = spec.read_text("utf-8")
    assert "map: |\n  M M M E E E | 17行\n" in moved
    rest, times = re.subn(r"map: \|\n(?:  .*\n?)+", "", moved)
    assert (rest.strip("\n"), times) == (text.strip("\n"), 1)
    desk.undo()
    desk.undo()
    assert spec.read_text("utf-8") == own


def test_a_result_that_can_not_be_read_is_refused_and_the_file_stays(
    desk: Desk, spec: Path
) -> None:
    spec.write_text(
        SPEC.replace("story: {id: two}\n    columns: 2", "story: null\n    photo: 1"),
        encoding="utf-8",
    )
    desk.session.set_again()
    before = spec.read_bytes()
    with pytest.raises(UserError, match="no rectangle, and it holds no columns of text"):
        move(desk, "column", 2, 0, 1, alone=True)
    assert spec.read_bytes() == before
    assert desk.commands.undo == ""


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda desk: move(desk, "column", 2, 0, 2), "a box would be gone"),
        (lambda desk: move(desk, "column", 2, 0, -2), "a box would be gone"),
        (lambda desk: move(desk, "column", 2, 0, 0), "can't go there"),
        (lambda desk: move(desk, "column", 1, 0, 1), "there is no such boundary"),
        (lambda desk: move(desk, "row", 1, 3, 1), "there is no such boundary"),
        (lambda desk: swap(desk, "p", "nobody"), "there is no box 'nobody'"),
        (lambda desk: desk.swap(Swap(page=2, one="p", other="q", digest=_digest(desk))), "no such"),
        (lambda desk: desk.swap(Swap(page=1, one="p", other="q", digest="old")), "has changed"),
    ],
)
def test_what_can_not_be_done_is_told_and_changes_nothing(
    desk: Desk, spec: Path, act: Callable[[Desk], None], says: str
) -> None:
    with pytest.raises(OutputError, match=says):
        act(desk)
    assert spec.read_text("utf-8") == SPEC


def _digest(desk: Desk) -> str:
    return desk.session.shown.digest


def test_a_story_is_not_swapped_with_an_advertisement(desk: Desk, spec: Path) -> None:
    spec.write_text(SPEC.replace("story: 1, columns: 2", "story: null, ad: 1"), encoding="utf-8")
    desk.session.set_again()
    with pytest.raises(OutputError, match="p and q hold things of two kinds"):
        swap(desk, "p", "q")


def test_a_file_that_changed_meanwhile_is_not_written_over(desk: Desk, spec: Path) -> None:
    theirs = SPEC + "\n# theirs\n"
    spec.write_text(theirs, encoding="utf-8")
    for act in (
        lambda: move(desk, "column", 2, 0, 1),
        lambda: swap(desk, "p", "q"),
        lambda: desk.save(str(spec), "mine", digest_of(SPEC.encode())),
    ):
        with pytest.raises(OutputError, match="has changed meanwhile"):
            act()
    assert spec.read_text("utf-8") == theirs
    desk.session.set_again()
    move(desk, "column", 2, 0, 1)
    spec.write_text(theirs, encoding="utf-8")
    with pytest.raises(OutputError, match="has changed meanwhile"):
        desk.undo()
    assert spec.read_text("utf-8") == theirs


def test_a_change_between_looking_and_renaming_is_kept(
    desk: Desk, spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet.preview import desk as module

    read, times = module._read, iter(range(9))

    def late(path: Path) -> bytes:
        if next(times) == 2:  # as the new file stands beside, before it is renamed
            path.write_text("theirs", encoding="utf-8")
        return read(path)

    monkeypatch.setattr(module, "_read", late)
    with pytest.raises(OutputError, match="has changed meanwhile"):
        move(desk, "column", 2, 0, 1)
    assert spec.read_text("utf-8") == "theirs"
    assert sorted(path.name for path in spec.parent.iterdir()) == [
        "base.yaml",
        "day.yaml",
        "ours.yaml",
    ]


def test_a_source_is_saved_with_its_faults_and_the_fault_is_told(desk: Desk, spec: Path) -> None:
    wrong = SPEC.replace("columns: 2}", "colunms: 2}")
    [fault] = desk.problems(str(spec), wrong)
    assert fault.where is not None
    assert (fault.where.line, fault.key) == (5, "boxes.p.colunms")
    assert desk.problems(str(spec), SPEC) == ()
    desk.save(str(spec), wrong, digest_of(SPEC.encode()))
    assert spec.read_text("utf-8") == wrong
    assert "colunms" in desk.session.set_again().fault
    with pytest.raises(OutputError, match="what is on show has a fault"):
        desk.move(Move(page=1, way="column", at=2, first=0, by=1, digest=_digest(desk)))
    desk.undo()
    assert spec.read_text("utf-8") == SPEC


def test_only_the_files_on_show_can_be_read_and_written(desk: Desk, spec: Path) -> None:
    other = spec.parent / "other.yaml"
    other.write_text("x", encoding="utf-8")
    for name in (
        str(other),
        "ours.yaml",
        "/etc/passwd",
        str(spec.parent / "x" / ".." / "ours.yaml"),
    ):
        with pytest.raises(LookupError):
            desk.text(name)
        with pytest.raises(LookupError):
            desk.save(name, "x", digest_of(b"x"))
    bundled = next(str(s.path) for s in desk.session.shown.files if not s.own)
    assert desk.text(bundled).startswith("#")
    with pytest.raises(LookupError):
        desk.save(bundled, "x", digest_of(Path(bundled).read_bytes()))
    assert other.read_text("utf-8") == "x"


def test_a_link_stays_a_link_and_its_file_is_written(spec: Path) -> None:
    real = spec.parent / "kept" / "real.yaml"
    real.parent.mkdir()
    (real.parent / "base.yaml").write_text(BASE, encoding="utf-8")
    spec.rename(real)
    spec.symlink_to(real)
    desk = shown(spec)
    move(desk, "column", 2, 0, 1)
    assert spec.is_symlink()
    assert "p p p q" in real.read_text("utf-8")
    other = spec.parent / "other.yaml"
    other.write_bytes(real.read_bytes())
    spec.unlink()
    spec.symlink_to(other)  # the same text elsewhere: no file that was shown
    before = other.read_bytes()
    with pytest.raises(OutputError, match="has changed meanwhile"):
        desk.undo()
    assert other.read_bytes() == before


def test_a_file_that_may_not_be_changed_is_told(desk: Desk, spec: Path) -> None:
    spec.chmod(0o444)
    if os.access(spec, os.W_OK):  # who may write everything is refused nothing
        spec.chmod(0o644)
        spec.unlink()
        spec.mkdir()
    with pytest.raises(UserError):
        desk.save(str(spec), "x", digest_of(SPEC.encode()))


def test_a_map_of_an_option_or_of_a_list_is_not_moved(spec: Path) -> None:
    spec.write_text(
        SPEC.replace(
            "map: |\n  p p q q | 10行\n  r r q q | auto\n",
            'map: ["p p q q | 10行", "r r q q | auto"]\n',
        ),
        encoding="utf-8",
    )
    desk = shown(spec)
    with pytest.raises(OutputError, match="not drawn in lines of its own here"):
        move(desk, "column", 2, 0, 1)
    spec.write_text(SPEC, encoding="utf-8")
    rows = '["p p q q | 10行", "r r q q | auto"]'
    [why] = shown(spec, overrides=(("map", rows),)).commands.fixed
    assert why.startswith("the map stands in --set, which is not yours to change")


def test_without_a_spec_of_one_s_own_the_map_stays(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(EDITION + THIRD, encoding="utf-8")
    session = Session(PreviewOrder(edition=tmp_path / "day.yaml", spec="duikai-6"))
    session.set_again()
    [why] = Desk(session).commands.fixed
    assert why == (
        "the map stands in duikai-6.yaml, which is not yours to change "
        "(write a spec that extends it, and name it with --spec)"
    )
    with pytest.raises(OutputError, match="not yours to change"):
        Desk(session).swap(Swap(page=1, one="a", other="b", digest=session.shown.digest))


def test_the_keys_of_a_box_are_told_with_their_meaning(desk: Desk, spec: Path) -> None:
    keys = {key.key: key for key in desk.keys(1, "p")}
    story = keys["story"]
    assert (story.value, story.about) == ("1", "A story, by rank, id or section: `{section: 要闻}`")
    assert story.where is not None
    assert (story.where.file, story.where.line, story.where.column) == (str(spec), 5, 7)
    assert keys["columns"].value == "2"
    assert keys["frame"].where is None  # it could have one
    assert keys["frame"].about
    assert "most" not in keys  # an index has that
    assert desk.keys(1, "nobody") == ()
