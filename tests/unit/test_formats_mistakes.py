"""Each mistake in a file of another system is one line, with its place and a way out."""

from pathlib import Path

import pytest
import yaml

from broadsheet.errors import EditionError
from broadsheet.formats import strange

TABLE = Path(__file__).parent / "interchange" / "mistakes.yaml"
MISTAKES = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=[one["says"] for one in MISTAKES])
def test_a_mistake_is_told_in_one_line(mistake: dict[str, str]) -> None:
    text = mistake["text"] * int(mistake.get("repeat", 1))
    with pytest.raises(EditionError) as fault:
        strange.read(text.encode(), mistake["form"], file="x")
    assert str(fault.value) == f"x:{mistake['says']}"
