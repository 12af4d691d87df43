"""Reading pages that are broken in any way, for as long as there is time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.parse.reader import read_text
from tests.external.reading import PAGES, fault_of, fault_of_seed
from tests.strategies import broken_pages, raw_pages

SECONDS = 12.0  # for mutated bytes


@pytest.mark.parametrize("turn", range(2))
def test_mutated_pages_are_read_whole_or_refused(turn: int) -> None:
    end, seed = time.monotonic() + SECONDS / 2, 1_000_000 * turn
    while time.monotonic() < end:
        assert (seed, fault_of_seed(seed)) == (seed, "")
        seed += 1


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(raw_pages, broken_pages([p.read_text(encoding="utf-8") for p in PAGES])))
def test_pages_of_any_lines_are_read_whole_or_refused(text: str) -> None:
    assert fault_of(text) == ""


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(raw_pages, broken_pages([p.read_text(encoding="utf-8") for p in PAGES])))
def test_time_grows_as_the_text_does(text: str) -> None:
    few, many = (text + "\n灯。\n") * 2, (text + "\n灯。\n") * 8
    read_text(few)  # what is compiled when first asked is no cost of the text
    # twice what is due, and a tenth of a second for whatever else the machine does
    assert spent(many) < 2 * 4 * spent(few) + 0.1


def spent(text: str) -> float:
    """Return the processor's time for a text, s: the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        read_text(text)
        times.append(time.process_time() - start)
    return min(times)
