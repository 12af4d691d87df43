"""Pages that draw themselves are read back from their PDFs: slower than unit tests may be."""

import pytest

import broadsheet
from tests.bench.dummies import made
from tests.bench.read_back import DRAWN, read_back
from tests.unit.test_parse_pdf import EXAMPLES

LEAST = {("house", "tinglan-evening"): 0.95, ("house-tabloid", "tinglan-front"): 0.97}
SEEDS = (102, 106, 111, 115)  # verse, short items, tables, notices, pulled quotes, a standfirst


@pytest.mark.parametrize(("spec", "day"), DRAWN)
def test_a_house_style_reads_back(spec: str, day: str) -> None:
    wanted = broadsheet.read_edition(EXAMPLES / f"{day}.yaml")
    one = read_back(spec, wanted, broadsheet.load_spec(spec))
    assert one.score >= LEAST.get((spec, day), 0.97), (one.missing, one.more)


@pytest.mark.parametrize("standard", ["x4", "ua1"])
def test_other_standards_read_back_as_plain_files_do(standard: str) -> None:
    wanted = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    one = read_back("house", wanted, broadsheet.load_spec("house"), standard=standard)
    assert one.score >= 0.98, (one.missing, one.more)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_made_edition_that_draws_itself_reads_back(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (path,) = made([seed], tmp_path_factory.mktemp("made"))
    one = read_back(path.stem, broadsheet.read_edition(path), None)
    assert one.score >= 0.93, (one.missing, one.more)
