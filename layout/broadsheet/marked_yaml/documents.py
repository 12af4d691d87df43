"""One document's text as nodes: YAML or JSON.

Takes text and what it may cost; returns nodes.  YAML takes most JSON, not all of it, and its
faults speak of YAML: what looks like JSON is read as JSON first.
"""

from broadsheet.errors import UserError, Where
from broadsheet.marked_yaml.json_text import read_json
from broadsheet.marked_yaml.nodes import FileLimits, Node, edition_limits


def load(text: str, *, file: str, error: type[UserError], limits: FileLimits | None = None) -> Node:
    """Return the nodes of one YAML or JSON document.

    Faults are raised as ``error``, with file, line and column; those of a file whose name ends
    in .json are told as JSON's.  Without ``limits`` the file may cost what an edition may.
    """
    limits = limits or edition_limits()
    text = _bounded(text, file, error, limits)
    if text.lstrip()[:1] not in ("{", "["):
        return _read_yaml(text, file, error, limits)
    try:
        return read_json(text, file, error, limits)
    except UserError as fault:
        wrong = fault
    try:  # lists and mappings of YAML may stand in brackets too
        return _read_yaml(text, file, error, limits)
    except UserError:
        if file.lower().endswith(".json"):
            raise wrong from None
        raise


def _read_yaml(text: str, file: str, error: type[UserError], limits: FileLimits) -> Node:
    from broadsheet.marked_yaml.yaml_text import (  # noqa: PLC0415 - PyYAML comes with all it has
        read_yaml,
    )

    return read_yaml(text, file, error, limits)


def load_json(
    text: str, *, file: str, error: type[UserError], limits: FileLimits | None = None
) -> Node:
    """Return the nodes of a JSON document, as ``load`` does."""
    limits = limits or edition_limits()
    return read_json(_bounded(text, file, error, limits), file, error, limits)


def _bounded(text: str, file: str, error: type[UserError], limits: FileLimits) -> str:
    """Return a text without its byte order mark; refuse one that is too large."""
    if len(text) > limits.size or len(text.encode("utf-8", "replace")) > limits.size:
        hint = f"at most {limits.size / 1e6:g} MB are read"
        raise error("the file is too large", where=Where(file), hint=hint)
    return text.removeprefix("\ufeff")
