"""One page after the other: boxes planned, rows given their heights, boxes set, marks in order."""
