"""A set page for InDesign: IDML (Adobe, IDML File Format Specification 8.0).

``stories`` makes text of passages and the looks that they were set in, ``frames`` says where it
flows, ``items`` are rules, tints and pictures; ``resources`` are swatches, faces and styles;
``package`` writes the file.  Each knows only those before it.
"""

from broadsheet.formats.idml.package import PageGrid, Paper, written

__all__ = ["PageGrid", "Paper", "written"]
