"""The pages in work: only what changed is done again, and a fault leaves the last good page."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.preview import telling
from broadsheet.preview.session import PreviewOrder, Session, Shown
from tests.unit.preview_of import change, paper


def drawn(shown: Shown) -> str:
    """Return the text of what is on show, without spaces."""
    assert shown.pages is not None
    return "".join(line.plain for line in shown.pages.lines())


def test_what_the_pages_come_from_is_watched(tmp_path: Path) -> None:
    session = paper(tmp_path)
    session.set_again()
    names = {path.name for path in session.files}
    assert names >= {"day.yaml", "ours.yaml", "base.yaml", "quay.png", "duikai-6.yaml"}
    assert {tmp_path, (tmp_path / "pictures").resolve()} <= session.folders
    assert not session.changed()
    (tmp_path / "other.yaml").write_text("x", encoding="utf-8")
    assert not session.changed()


def test_a_change_of_the_spec_keeps_the_edition_and_the_faces(tmp_path: Path) -> None:
    session = paper(tmp_path)
    before = session.set_again()
    book = session._book
    change(tmp_path / "ours.yaml", "rows: 5", "rows: 7")
    assert session.changed()
    after = session.set_again()
    assert (after.version, after.fault) == (2, "")
    assert after.edition is before.edition
    assert after.spec is not before.spec
    assert after.digest != before.digest
    assert session._book is book
    assert not session.changed()


def test_a_change_of_the_base_is_seen(tmp_path: Path) -> None:
    session = paper(tmp_path)
    session.set_again()
    change(tmp_path / "base.yaml", "16pt..20pt", "14pt..15pt")
    assert session.changed()
    spec = session.set_again().spec
    assert spec is not None
    assert spec.style.styles["headline"].largest == 15


def test_a_change_of_the_edition_keeps_the_spec(tmp_path: Path) -> None:
    session = paper(tmp_path)
    before = session.set_again()
    change(tmp_path / "day.yaml", "第一条潮讯", "潮水来了")
    after = session.set_again()
    assert after.spec is before.spec
    assert "潮水来了" in drawn(after)
    assert "潮水来了" not in drawn(before)


def test_a_picture_that_comes_and_changes_is_set(tmp_path: Path) -> None:
    session = paper(tmp_path)
    before = session.set_again()
    assert before.pages is not None
    assert any("quay.png" in finding.message for finding in before.pages.findings)
    Image.new("L", (50, 30)).save(tmp_path / "pictures" / "quay.png")
    assert session.changed()
    after = session.set_again()
    assert after.pages is not None
    assert not any("quay.png" in finding.message for finding in after.pages.findings)
    assert (after.edition, after.spec) == (before.edition, before.spec)
    Image.new("L", (50, 30), 255).save(tmp_path / "pictures" / "quay.png")
    assert session.changed()
    assert session.set_again().digest not in (before.digest, after.digest)


def test_what_is_saved_as_it_was_is_the_same_page(tmp_path: Path) -> None:
    session = paper(tmp_path)
    before = session.set_again()
    (tmp_path / "ours.yaml").touch()
    shutil.copy(tmp_path / "day.yaml", tmp_path / "new.yaml")
    (tmp_path / "new.yaml").replace(tmp_path / "day.yaml")  # as editors save
    assert session.changed()
    assert session.set_again().digest == before.digest


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("ours.yaml", "rows: 5", "rwos: 5", "ours.yaml:6:36: boxes.q.picture.rwos: 'rwos' is no"),
        ("base.yaml", "columns: 4", "columns: 0", "base.yaml:4:17: grid.columns: '0' is out of"),
        ("ours.yaml", "story: 1,", "story: [", "ours.yaml:4"),
        ("day.yaml", "headline:", "haedline:", "day.yaml:5:3: items.1.haedline: "),
        ("base.yaml", "styles:", "typefaces: {song: Noto Serif}\nstyles:", "base.yaml:7:19: typef"),
    ],
)
def test_a_fault_is_told_and_the_last_good_page_stays(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    session = paper(tmp_path)
    good = session.set_again()
    change(tmp_path / file, old, new)
    bad = session.set_again()
    assert bad.fault.startswith(f"{tmp_path}/{says}")
    assert bad.place is not None
    assert bad.place.line > 0
    assert bad.version == 2
    assert (bad.pages, bad.digest) == (good.pages, good.digest)
    assert session.piece(good.digest, 1, 0.2, None).startswith(b"\x89PNG")
    assert not session.changed()
    change(tmp_path / file, new, old)
    assert session.changed()
    mended = session.set_again()
    assert (mended.fault, mended.digest) == ("", good.digest)
    assert not session.changed()


def test_two_files_with_faults_are_mended_one_by_one(tmp_path: Path) -> None:
    session = paper(tmp_path)
    good = session.set_again()
    change(tmp_path / "day.yaml", "headline:", "haedline:")
    change(tmp_path / "ours.yaml", "rows: 5", "rows: x")
    assert "haedline" in session.set_again().fault
    assert not session.changed()
    change(tmp_path / "day.yaml", "haedline:", "headline:")
    assert "boxes.q.picture.rows" in session.set_again().fault
    change(tmp_path / "ours.yaml", "rows: x", "rows: 5")
    assert session.set_again().digest == good.digest


def test_a_file_that_comes_back_is_read(tmp_path: Path) -> None:
    session = paper(tmp_path)
    good = session.set_again()
    text = (tmp_path / "base.yaml").read_text("utf-8")
    (tmp_path / "base.yaml").unlink()
    bad = session.set_again()
    assert "there is no spec 'base'" in bad.fault
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    assert session.changed()
    assert session.set_again().digest == good.digest


def test_pieces_are_of_what_is_on_show(tmp_path: Path) -> None:
    session = paper(tmp_path)
    shown = session.set_again()
    whole = session.piece(shown.digest, 1, 0.5, None)
    assert whole.startswith(b"\x89PNG")
    (tmp_path / "piece.png").write_bytes(session.piece(shown.digest, 1, 3.0, (1, 1)))
    with Image.open(tmp_path / "piece.png") as piece:
        # 170 mm are 481.89 pt: at 3 px 1446 px, of which the second piece has what is over 1024
        assert piece.size == (422, 422)
    for digest, page, scale, cell in (
        ("0" * 20, 1, 1.0, None),
        (shown.digest, 2, 1.0, None),
        (shown.digest, 0, 1.0, None),
        (shown.digest, 1, 3.0, (2, 0)),
        (shown.digest, 1, 3.0, (-1, 0)),
    ):
        with pytest.raises(LookupError):
            session.piece(digest, page, scale, cell)
    for scale in (0.0, 1000.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match=str(scale)):
            session.piece(shown.digest, 1, scale, None)


def test_before_anything_is_set_nothing_is_shown() -> None:
    session = Session(PreviewOrder(edition=Path("nowhere.yaml")))
    with pytest.raises(LookupError):
        session.piece("", 1, 1.0, None)
    shown = session.set_again()
    assert shown.fault == "nowhere.yaml: no such file"
    told = telling.told(shown)
    assert (told["pages"], told["findings"], told["fault"]) == ([], [], shown.fault)


def test_a_box_is_told_with_its_lines_of_the_spec(tmp_path: Path) -> None:
    told = telling.told(paper(tmp_path).set_again())
    pages = told["pages"]
    assert isinstance(pages, list)
    boxes = {box["name"]: box for box in pages[0]["boxes"]}
    box = boxes["p"]
    assert (box["item"], box["title"], len(box["columns"])) == ("one", "第一条潮讯", 2)
    assert box["place"] == {
        "file": str(tmp_path / "ours.yaml"),
        "name": "ours.yaml",
        "line": 4,
        "column": 3,
        "bundled": False,
    }
    assert box["snippet"] == ["  p: {story: 1,", "      columns: 2}"]
    assert box["lines"] == 3
    assert box["room"] > 3


def test_findings_are_told_the_gravest_first(tmp_path: Path) -> None:
    session = paper(tmp_path)
    long = "潮水退去以后码头上的灯一盏接着一盏亮起来" * 200
    change(tmp_path / "day.yaml", "潮水退去以后", long)
    told = telling.told(session.set_again())
    findings = told["findings"]
    assert isinstance(findings, list)
    levels = [finding["level"] for finding in findings]
    assert levels == sorted(levels, key=("error", "warning", "note").index)
    first = findings[0]
    assert (first["code"], first["page"], first["box"], first["item"]) == ("overset", 1, "p", "one")
    assert told["counts"] == {level: levels.count(level) for level in ("error", "warning", "note")}


def test_each_page_of_an_edition_is_told(tmp_path: Path) -> None:
    session = paper(tmp_path)
    stories = ("one", "two"), ("three", "four")
    pages = "".join(
        "- items:\n"
        + "".join(
            f"  - {{kind: article, id: {name}, headline: 潮讯, body: [潮水]}}\n" for name in of
        )
        for of in stories
    )
    day = tmp_path / "day.yaml"
    day.write_text(f"masthead: {{name: 海潮日报}}\npages:\n{pages}", encoding="utf-8")
    shown = session.set_again()
    told = telling.told(shown)["pages"]
    assert isinstance(told, list)
    assert [page["number"] for page in told] == [1, 2]
    assert [[box["item"] for box in page["boxes"]] for page in told] == [list(of) for of in stories]
    first, second = (session.piece(shown.digest, number, 0.5, None) for number in (1, 2))
    assert first.startswith(b"\x89PNG")
    assert second.startswith(b"\x89PNG")


def test_all_faults_of_one_reading_are_told_with_their_places(tmp_path: Path) -> None:
    session = paper(tmp_path)
    session.set_again()
    change(tmp_path / "ours.yaml", "rows: 5", "rows: x")
    change(tmp_path / "ours.yaml", "columns: 2", "colunms: 2")
    told = telling.told(session.set_again())
    faults = told["faults"]
    assert isinstance(faults, list)
    assert {(fault["key"], fault["place"]["line"]) for fault in faults} == {
        ("boxes.p.colunms", 5),
        ("boxes.q.picture.rows", 6),
    }
    assert told["fault"] == faults[0]["line"]


def test_baselines_are_told_where_the_text_stands(tmp_path: Path) -> None:
    shown = paper(tmp_path).set_again()
    pages = telling.told(shown)["pages"]
    assert isinstance(pages, list)
    grid = pages[0]["grid"]
    assert shown.pages is not None
    body = [line for line in shown.pages.lines() if "潮水" in line.plain or "海带" in line.plain]
    assert body
    for line in body:
        rows = (line.y - grid["top"] - grid["drop"]) / grid["row"]
        assert rows == pytest.approx(round(rows), abs=0.01)
    assert grid["lines"] == [0, 30]
    [edge] = grid["edges"]
    assert (edge["way"], edge["at"], edge["back"], edge["ahead"]) == ("column", 2, 1, 1)
