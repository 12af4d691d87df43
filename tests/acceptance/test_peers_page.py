"""The spec of the timed page has the boxes that its peers have."""

import json
from pathlib import Path

import pytest

import broadsheet
from broadsheet.geometry import MM

SPEC = Path(__file__).parents[1] / "bench" / "peers.yaml"


def test_its_boxes_are_the_peers(shared: Path) -> None:
    layout = json.loads((shared / "bench/common/layout.json").read_text(encoding="utf-8"))
    day = broadsheet.read_edition(shared / "editions/zjgrb-2021-08-18.txt")
    spec = broadsheet.load_spec(SPEC)
    pages = broadsheet.compose(day, spec)
    assert not [finding for finding in pages.findings if finding.level == "error"]
    assert (spec.style.page.width / MM, spec.style.page.height / MM) == pytest.approx(
        layout["page"]
    )
    assert spec.style.grid.measure / MM == pytest.approx(layout["colw"], abs=0.001)
    assert spec.style.grid.em, spec.style.grid.baseline == layout["body"]
    row = spec.style.grid.baseline / MM
    for box in pages.boxes:
        if box.name not in layout["boxes"]:
            continue
        peer = layout["boxes"][box.name]
        assert box.rect.left / MM == pytest.approx(peer["x"], abs=0.01)
        assert box.rect.width / MM == pytest.approx(peer["w"], abs=0.01)
        assert box.rect.top / MM == pytest.approx(peer["y"], abs=row / 2)
        assert box.rect.height / MM == pytest.approx(peer["h"], abs=1.5 * row)
        assert len(box.columns) == peer["cols"]
