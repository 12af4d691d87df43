"""Some of the million pages: the run goes on by itself, ``python -m tests.external.million``."""

from broadsheet import api
from tests.external import million

PAGES = 300


def test_pages_of_some_seeds_have_no_fault() -> None:
    book = api.open_faces(million.made(0).spec.style)
    found = {seed: million.faults_of(seed, book) for seed in range(PAGES)}
    assert {seed: faults for seed, faults in found.items() if faults} == {}
