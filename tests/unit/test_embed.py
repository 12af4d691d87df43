"""The embedding example answers as it says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def embed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("embed", EXAMPLES / "embed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_raw_text_comes_back_as_a_page(embed: ModuleType) -> None:
    status, kind, answer = embed.set_page((EXAMPLES / "tinglan-front.txt").read_bytes(), "duikai-6")
    assert (status, kind) == (200, "application/pdf")
    assert answer.startswith(b"%PDF-")


def test_wrong_files_and_copy_that_does_not_fit_are_told(embed: ModuleType) -> None:
    status, _, answer = embed.set_page(b"masthead:\n  nmae: a\nitems: []", "duikai-6")
    assert status == 400
    assert b"nmae" in answer
    assert embed.set_page(b"\xff\xfe\xff", "duikai-6")[0] == 400
    assert embed.set_page(b"items: []", "no-such-spec")[0] == 400
    body = b"items:\n- {kind: ad, lines: [a]}\n- {kind: notice, lines: [b]}\n"
    status, _, answer = embed.set_page(body, "duikai-6")
    assert status == 422
    assert "notice 1 has no box" in answer.decode()
