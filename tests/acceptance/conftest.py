"""Where the acceptance sample lies: beside the project's root."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of the sample and of its measures; its absence is a failure."""
    if not (SHARED / "editions").is_dir():
        pytest.fail(f"the acceptance sample is not there: {SHARED}")
    return SHARED
