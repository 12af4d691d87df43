"""Write the nodes of a spec as YAML for people.

Takes nodes of ``marked_yaml``; returns text: a mapping or list on one line where it fits,
texts of several lines as they were drawn.  What is written reads back as the same nodes.
"""

from collections.abc import Iterator

from broadsheet.formats.yaml_writer import scalar
from broadsheet.marked_yaml import Mapping, Node, Sequence, Text

WIDTH = 100  # characters of a line


def dump_nodes(root: Mapping) -> str:
    """Return a mapping as a YAML document, a blank line before each section of several."""
    parts: list[str] = []
    for key, entry in root.entries.items():
        lines = list(_entry(key, entry.node, depth=0))
        if len(lines) > 1 and parts:
            parts.append("")
        parts += lines
    return "\n".join(parts) + "\n"


def _entry(key: str, node: Node, *, depth: int) -> Iterator[str]:
    """Yield the lines of one key and its value."""
    name = scalar(key, flow=True)
    if isinstance(node, Text) and "\n" in node.value:
        yield f"{name}: |"
        yield from (f"  {line}" for line in node.value.rstrip("\n").split("\n"))
        return
    line = f"{name}: {_flow(node)}"
    named = isinstance(node, Mapping) and depth == 0 and len(node.entries) > 1
    if len(line) + 2 * depth <= WIDTH and not (named and _nested(node)):
        yield line
        return
    yield f"{name}:"
    if isinstance(node, Mapping):
        for word, entry in node.entries.items():
            yield from (f"  {line}" for line in _entry(word, entry.node, depth=depth + 1))
    elif isinstance(node, Sequence):
        yield from (f"  - {_flow(item)}" for item in node.items)


def _nested(node: Node) -> bool:
    """Tell whether a section holds things of its own: they get a line each."""
    return isinstance(node, Mapping) and any(
        isinstance(entry.node, Mapping | Sequence) for entry in node.entries.values()
    )


def _flow(node: Node) -> str:
    if isinstance(node, Text):
        return "null" if node.null else scalar(node.value, flow=True)
    if isinstance(node, Sequence):
        return f"[{', '.join(_flow(item) for item in node.items)}]"
    inside = (
        f"{scalar(key, flow=True)}: {_flow(entry.node)}" for key, entry in node.entries.items()
    )
    return f"{{{', '.join(inside)}}}"
