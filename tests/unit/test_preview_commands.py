"""Commands of the preview's page: taken from it alone, small, of files on show."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from broadsheet.messages.spoken import put
from broadsheet.preview import words
from broadsheet.preview.app import WEB
from broadsheet.preview.session import digest_of
from broadsheet.preview.showing import Showing
from tests.unit.preview_of import SPEC, paper
from tests.unit.test_preview_app import Answer, ask

OURS = (b"x-broadsheet", b"preview")
JSON = (b"content-type", b"application/json")


@pytest.fixture
def showing(tmp_path: Path) -> Showing:
    session = paper(tmp_path)
    session.set_again()
    return Showing(session)


def command(showing: Showing, path: str, *more: tuple[bytes, bytes], **content: object) -> Answer:
    body = json.dumps(content).encode()
    return ask(showing, path, method="POST", more=(OURS, JSON, *more), content=body)


def told(answer: Answer) -> Any:
    return json.loads(answer[2])


def a_move(showing: Showing, **other: object) -> dict[str, object]:
    asked = {"page": 1, "way": "column", "at": 2, "first": 0, "by": 1}
    return {**asked, "digest": showing.session.shown.digest, **other}


def test_a_command_changes_the_file_and_the_page(showing: Showing, tmp_path: Path) -> None:
    before = showing.session.shown
    assert command(showing, "/desk/move", **a_move(showing))[0] == 200
    assert (tmp_path / "base.yaml").read_text("utf-8").count("p p p q") == 1
    after = showing.session.shown
    assert (after.version, after.digest == before.digest) == (before.version + 1, False)
    assert command(showing, "/desk/undo")[0] == 200
    assert showing.session.shown.digest == before.digest
    assert command(showing, "/desk/redo")[0] == 200
    assert showing.session.shown.digest == after.digest
    swap = {"page": 1, "one": "p", "other": "q", "digest": after.digest}
    assert command(showing, "/desk/swap", **swap)[0] == 200
    assert (tmp_path / "ours.yaml").read_text("utf-8") == SPEC.replace(
        "story: 1", "story: 0"
    ).replace("story: 2", "story: 1").replace("story: 0", "story: 2")
    status, headers, body = command(showing, "/desk/swap", **swap)
    assert (status, headers["cross-origin-resource-policy"]) == (409, "same-origin")
    assert json.loads(body)["error"].startswith("the page has changed meanwhile")


@pytest.mark.parametrize(
    "more",
    [
        ((b"origin", b"http://evil.example"),),
        ((b"origin", b"http://127.0.0.1:9"),),  # another server of this machine
        ((b"origin", b"null"),),
        ((b"sec-fetch-site", b"cross-site"),),
        ((b"sec-fetch-site", b"same-site"),),
    ],
)
def test_no_other_site_commands(
    showing: Showing, tmp_path: Path, more: tuple[tuple[bytes, bytes], ...]
) -> None:
    for path in ("/desk/move", "/desk/undo", "/desk/save", "/drawing/take"):
        assert command(showing, path, *more, **a_move(showing))[0] == 403
    assert (tmp_path / "ours.yaml").read_text("utf-8") == SPEC
    assert "p p q q" in (tmp_path / "base.yaml").read_text("utf-8")


def test_our_own_page_commands_by_either_name_of_this_machine(showing: Showing) -> None:
    more = (OURS, JSON, (b"origin", b"http://localhost:8"), (b"sec-fetch-site", b"same-origin"))
    content = json.dumps(a_move(showing)).encode()
    answer = ask(showing, "/desk/move", "localhost:8", method="POST", more=more, content=content)
    assert answer[0] == 200


def test_without_its_header_and_by_a_get_nothing_is_commanded(
    showing: Showing, tmp_path: Path
) -> None:
    content = json.dumps(a_move(showing)).encode()
    assert ask(showing, "/desk/move", method="POST", more=(JSON,), content=content)[0] == 403
    assert ask(showing, "/desk/move", method="POST", more=(OURS,), content=content)[0] == 415
    form = (b"content-type", b"text/plain")
    assert ask(showing, "/desk/move", method="POST", more=(OURS, form), content=content)[0] == 415
    rebound = ask(showing, "/desk/move", "evil.example", method="POST", more=(OURS, JSON))
    assert rebound[0] == 400
    for name in ("move", "swap", "save", "undo", "redo", "check"):
        assert ask(showing, f"/desk/{name}", more=(OURS, JSON))[0] == 405
    assert "p p q q" in (tmp_path / "base.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"[" * 3000, 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"{}", 400),
        (b'{"page": "1"}', 400),
        (b'{"page": 1, "way": "up", "at": 2, "first": 0, "by": 1, "digest": ""}', 400),
        (b'{"page": 1, "way": "row", "at": true, "first": 0, "by": 1, "digest": ""}', 400),
        (b'{"page": 1, "way": "row", "at": 1e9, "first": 0, "by": 1, "digest": ""}', 400),
        (b'{"page": 1, "way": "row", "at": 100000, "first": 0, "by": 1, "digest": ""}', 400),
        (b'{"page": 1, "way": "row", "at": 1, "first": 0, "by": 1, "digest": "x"}', 409),
        (b" " * 5000, 413),
    ],
)
def test_what_is_no_command_is_refused(showing: Showing, content: bytes, status: int) -> None:
    answer = ask(showing, "/desk/move", method="POST", more=(OURS, JSON), content=content)
    assert answer[0] == status
    assert json.loads(answer[2])["error"]


def test_a_source_is_read_checked_and_saved(showing: Showing, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    held = told(ask(showing, f"/desk/file?name={path}"))
    assert held == {"text": SPEC, "digest": digest_of(SPEC.encode())}
    wrong = SPEC.replace("rows: 5", "rows: x")
    checked = told(command(showing, "/desk/check", file=str(path), text=wrong))
    [fault] = checked["faults"]
    assert fault["line"].startswith(f"{path}:6:42: boxes.q.picture.rows")
    assert (fault["key"], fault["place"]["line"], fault["place"]["column"]) == (
        "boxes.q.picture.rows",
        6,
        42,
    )
    assert told(command(showing, "/desk/check", file=str(path), text=SPEC)) == {"faults": []}
    assert path.read_text("utf-8") == SPEC
    more = SPEC.replace("rows: 5", "rows: 6")
    saved = command(showing, "/desk/save", file=str(path), text=more, digest=held["digest"])
    assert told(saved) == {"digest": digest_of(more.encode())}
    assert path.read_text("utf-8") == more
    assert command(showing, "/desk/save", file=str(path), text="x", digest=held["digest"])[0] == 409
    assert path.read_text("utf-8") == more


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "ours.yaml", "", "../ours.yaml", "pictures/quay.png"]
)
def test_no_other_file_is_read_or_written(showing: Showing, name: str) -> None:
    assert ask(showing, f"/desk/file?name={name}")[0] == 404
    assert command(showing, "/desk/save", file=name, text="x", digest="")[0] == 404
    assert command(showing, "/desk/check", file=name, text="x")[0] == 404


def test_half_a_surrogate_pair_is_no_text(showing: Showing, tmp_path: Path) -> None:
    asked = {"file": str(tmp_path / "ours.yaml"), "text": "\ud800", "digest": ""}
    assert command(showing, "/desk/save", **asked)[0] == 400


def test_a_text_over_the_limit_is_not_written(
    showing: Showing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_LIMITS", "spec=300 edition=1000")
    path = tmp_path / "ours.yaml"
    asked = {"file": str(path), "text": SPEC + "#" * 300, "digest": digest_of(SPEC.encode())}
    assert command(showing, "/desk/save", **asked)[0] == 409
    asked["text"] = "#" * 7000
    assert command(showing, "/desk/save", **asked)[0] == 413
    assert path.read_text("utf-8") == SPEC


def test_keys_schemas_and_words_are_told(showing: Showing) -> None:
    keys = told(ask(showing, "/desk/keys?page=1&box=q"))
    assert [key["key"] for key in keys if key["place"]] == [
        "story",
        "picture",
        "picture.at",
        "picture.rows",
    ]
    assert all(key["about"] for key in keys)
    assert ask(showing, "/desk/keys?page=x&box=q")[0] == 404
    assert "boxes" in told(ask(showing, "/desk/schema/spec"))["properties"]
    assert "items" in told(ask(showing, "/desk/schema/edition"))["properties"]
    assert ask(showing, "/desk/schema/else")[0] == 404
    assert told(ask(showing, "/desk/words")) == {"language": "en", "words": {}}
    with put("zh"):
        chinese = told(ask(showing, "/desk/words"))
        about = told(ask(showing, "/desk/keys?page=1&box=q"))[0]["about"]
        schema = told(ask(showing, "/desk/schema/spec"))["$defs"]["box"]["properties"]
    assert schema["gap"]["description"] == (
        "并排的框之间的空白: `3mm`; or: 上下相叠的框之间的空白: `1行`"
    )
    assert about == "一篇稿件，按顺序、id 或栏目选: `{section: 要闻}`"
    assert chinese["language"] == "zh"
    assert set(chinese["words"]) == {text for _, text in words.said()} - {"{0} 行"}


def test_each_word_of_the_page_is_one_that_is_translated() -> None:
    page = (WEB / "preview.html").read_text(encoding="utf-8")
    for text in re.findall(
        r">([^<>]*[A-Za-z]{3}[^<>]*)<", re.sub(r"(?s)<head>.*</head>", "", page)
    ):
        said = {text for _, text in words.said()}
        assert text in said | {"Preview", "Ctrl", "Tab", "The preview needs JavaScript."}, text
