"""Pages that another process composes: what comes back is what this one would have made."""

import gc
import os
from collections.abc import Callable, Generator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet import api
from broadsheet.api import composing
from broadsheet.cli import child
from broadsheet.edition import Edition
from broadsheet.makeup.galley.forme import Forme
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.unit.test_threads import jumped
from tests.unit.test_threads import spec as running_on

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def two_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_worth_it", lambda: hasattr(os, "fork"))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


class Elsewhere:
    """Has pages composed by children, and notes which of them came."""

    def __init__(self, *, lost: tuple[int, ...] = ()) -> None:
        self.asked = 0
        self.given: list[int] = []
        self.lost = lost

    def __call__(self, count: int, work: Callable[[int], Any]) -> Generator[Any, None, None] | None:
        self.asked += 1
        done = child.shared_out(count, lambda n: None if n in self.lost else work(n))
        return None if done is None else self._noted(done)

    def _noted(self, done: Generator[Any, None, None]) -> Generator[Any, None, None]:
        try:
            for n, found in enumerate(done):
                if found is not None:
                    self.given.append(n)
                yield found
        finally:
            done.close()


def four_pages() -> tuple[Edition, Spec]:
    edition = broadsheet.read_edition(EXAMPLES / "tinglan-evening.yaml")
    return edition, broadsheet.load_spec("sikai")


def written(edition: Edition, spec: Spec, **how: Any) -> tuple[bytes, list[str]]:
    out = BytesIO()
    pages = composing.typeset(edition, spec, out, draft=True, **how)
    return out.getvalue(), [str(finding) for finding in pages.findings]


def test_pages_from_elsewhere_are_written_as_if_composed_here() -> None:
    edition, spec = four_pages()
    elsewhere = Elsewhere()
    assert written(edition, spec, share=elsewhere) == written(edition, spec)
    assert elsewhere.given == [0, 1, 2, 3]


def test_from_a_page_that_does_not_come_on_all_are_composed_here() -> None:
    edition, spec = four_pages()
    elsewhere = Elsewhere(lost=(1,))
    assert written(edition, spec, share=elsewhere) == written(edition, spec)
    assert elsewhere.given == [0]


def with_rare(edition: Edition, *numbers: int) -> Edition:
    """Return an edition in which some pages' first stories have a character of other faces."""
    pages = list(edition.pages)
    for number in numbers:
        items = list(pages[number].items)
        at = next(n for n, item in enumerate(items) if hasattr(item, "body") and item.body)
        blocks = list(items[at].body)
        blocks[0] = replace(blocks[0], text="㐀𠀀" + blocks[0].text)
        items[at] = replace(items[at], body=tuple(blocks))
        pages[number] = replace(pages[number], items=tuple(items))
    return replace(edition, pages=tuple(pages))


def test_a_page_that_changes_what_is_known_of_faces_is_composed_here() -> None:
    edition, spec = four_pages()
    rare = with_rare(edition, 1, 3)
    elsewhere = Elsewhere()
    book = api.open_faces(spec.style)
    assert written(rare, spec, share=elsewhere, book=book) == written(rare, spec)
    assert any(book.speaking("zh-Hans", asked=False).told)
    assert elsewhere.given == [0]


def test_stories_that_go_on_keep_pages_in_one_hand() -> None:
    edition, spec = jumped(), running_on()
    elsewhere = Elsewhere()
    assert written(edition, spec, share=elsewhere) == written(edition, spec)
    assert not elsewhere.asked


def test_who_composes_for_another_keeps_no_page() -> None:
    edition, spec = four_pages()

    def share(_: int, work: Callable[[int], Any]) -> None:
        alive = []
        for number in range(4):
            assert work(number) is not None
            alive.append(formes_alive())
        raise Known(alive)

    with pytest.raises(Known) as told:
        written(edition, spec, share=share)
    started = told.value.args[0][0] + 1  # with the first one
    assert told.value.args[0] == [started - n for n in (1, 2, 3, 4)]


class Known(Exception):
    """What a test came for."""


def formes_alive() -> int:
    """Count the pages in work."""
    gc.collect()
    return sum(isinstance(held, Forme) for held in gc.get_objects())
