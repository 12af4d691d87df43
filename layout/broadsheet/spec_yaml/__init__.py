"""Read layout specs: YAML in, ``Spec`` out, or its ``Style`` alone.

A stage of its own: ``reading`` takes text and returns a resolved spec, ``loader`` finds and
opens the files of specs, ``halves`` reads what a paper is and what a day is.  ``values`` is
where units die; ``sheet``, ``type_styles``, ``page_map`` and ``boxes`` read a section each by
tables of keys, which ``sections`` lists.  Knows no edition.
"""

from broadsheet.spec_yaml.loader import bundled_specs, load, load_style, merged_nodes, open_spec
from broadsheet.spec_yaml.reading import read_spec, read_style
from broadsheet.spec_yaml.sections import schema

__all__ = [
    "bundled_specs",
    "load",
    "load_style",
    "merged_nodes",
    "open_spec",
    "read_spec",
    "read_style",
    "schema",
]
