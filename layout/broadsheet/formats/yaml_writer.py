"""Write plain mappings, lists, texts and numbers as YAML for people.

Takes what ``edition_plain`` returns; returns text in block style.  A text is one scalar on
one line, however long: folding would put line ends where a later hand may leave a space.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Plain = str | int | Mapping[str, "Plain"] | Sequence["Plain"]

_FLOW_WIDTH = 72  # characters of a list on its key's line
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
# words that other readers of YAML take for something else than text
_TAKEN = frozenset({"", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# what YAML and JSON don't both take raw in a quoted text, or take for a line end
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_RISKY = re.compile("[\x00-\x1f]|: |:$| #")


def escaped(text: str) -> str:
    """Return JSON text with the characters escaped that YAML would not take as they are."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def scalar(value: str | int, *, flow: bool = False) -> str:
    """Return a text without quotes where it reads back the same, else in double quotes.

    >>> scalar("邮编：310012"), scalar("a: b"), scalar("“三朵云”")
    ('邮编：310012', '"a: b"', '“三朵云”')
    """
    if isinstance(value, int):
        return str(value)
    bare = (
        value.lower() not in _TAKEN
        and value == value.strip()
        and value[0] not in _INDICATORS
        and not _RISKY.search(value)
        and not _ESCAPED.search(value)
        and not (flow and re.search(r"[,\[\]{}:#?]", value))
    )
    return value if bare else escaped(json.dumps(value, ensure_ascii=False))


def block(value: Mapping[str, Plain]) -> str:
    """Return a mapping as a YAML document."""
    return "".join(f"{line}\n" for line in _mapping(value)) if value else "{}\n"


def document(value: Mapping[str, Plain]) -> str:
    """Return a mapping as a JSON document, which reads as YAML too."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _flow(values: Sequence[Plain]) -> str | None:
    """Return a list on one line, None when it is too long or holds more than texts."""
    scalars = [scalar(value, flow=True) for value in values if isinstance(value, str | int)]
    line = f"[{', '.join(scalars)}]"
    return line if len(scalars) == len(values) and len(line) <= _FLOW_WIDTH else None


def _mapping(value: Mapping[str, Plain]) -> Iterator[str]:
    for key, inside in value.items():
        if isinstance(inside, str | int):
            yield f"{key}: {scalar(inside)}"
        elif isinstance(inside, Mapping):
            yield f"{key}:" if inside else f"{key}: {{}}"
            yield from (f"  {line}" for line in _mapping(inside))
        elif (line := _flow(inside)) is not None:
            yield f"{key}: {line}"
        else:
            yield f"{key}:"
            yield from _sequence(inside)


def _sequence(values: Sequence[Plain]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str | int):
            yield f"- {scalar(value)}"
        elif isinstance(value, Mapping):
            lines = _mapping(value) if value else iter(["{}"])
            yield f"- {next(lines)}"
            yield from (f"  {line}" for line in lines)
        else:
            yield f"- {_flow(value) or json.dumps(value, ensure_ascii=False)}"
