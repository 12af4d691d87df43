"""YAML and JSON as trees of text with positions, and tables that type them.

A layer below the stages: ``spec_yaml`` and ``formats`` read their languages with it.
``documents`` turns text into ``nodes`` that know where they stand; ``tables`` reads a mapping by
a table of its keys, and ``gathered`` tells all that is wrong in one pass.  Knows no spec and no
edition.
"""

from broadsheet.marked_yaml.documents import load, load_json
from broadsheet.marked_yaml.gathered import Gathered
from broadsheet.marked_yaml.nodes import (
    Entry,
    FileLimits,
    Mapping,
    Node,
    Sequence,
    Text,
    edition_limits,
    from_value,
)
from broadsheet.marked_yaml.tables import (
    FLAG,
    TEXT,
    Key,
    Kind,
    Place,
    Schema,
    Table,
    choice,
    described,
    integer,
    listed,
    mapped,
    mapping_of,
    number,
    pattern,
    published,
    read_each,
    read_table,
    record,
    refuse_unknown,
    sequence_of,
    table_schema,
    text_of,
)

__all__ = [
    "FLAG",
    "TEXT",
    "Entry",
    "FileLimits",
    "Gathered",
    "Key",
    "Kind",
    "Mapping",
    "Node",
    "Place",
    "Schema",
    "Sequence",
    "Table",
    "Text",
    "choice",
    "described",
    "edition_limits",
    "from_value",
    "integer",
    "listed",
    "load",
    "load_json",
    "mapped",
    "mapping_of",
    "number",
    "pattern",
    "published",
    "read_each",
    "read_table",
    "record",
    "refuse_unknown",
    "sequence_of",
    "table_schema",
    "text_of",
]
