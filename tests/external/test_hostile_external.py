"""All hostile cases as whole processes, and the corpus of what fuzzing found."""

from pathlib import Path

import pytest

from tests.external.fuzz import targets
from tests.hostile.running import Case, cases, run

CORPUS = Path(__file__).parent / "fuzz" / "corpus"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_comes_of_a_hostile_case(case: Case) -> None:
    outcome = run(case)
    assert not outcome.wrong


@pytest.mark.parametrize("target", targets.TARGETS)
def test_what_fuzzing_found_is_answered_or_refused(target: str) -> None:
    """The folder of a target is there once fuzzing has found something for it."""
    for path in sorted((CORPUS / target).glob("*")):
        targets.TARGETS[target](path.read_bytes())


@pytest.mark.parametrize("target", targets.TARGETS)
def test_sound_files_are_answered(target: str) -> None:
    for content in targets.seeds(target):
        targets.TARGETS[target](content)
