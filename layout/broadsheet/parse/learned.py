"""All that the reader has learned from pages, as one value.

Takes the folder that training writes; returns the five tables of weights: where lines go on, what
blocks are, what the lines of a head are, where small items part, how well a page was read.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from broadsheet.models import frozen
from broadsheet.parse.build.head_roles import RoleWeights, read_roles
from broadsheet.parse.checks.verdict import read_signs
from broadsheet.parse.labels.weights import Weights, read_weights
from broadsheet.parse.text.line_joints import read_worths

# by what they are: their places under the folder of the reader
FILES = {
    "joints": "text/line_joints.json",
    "labels": "labels/weights.json",
    "roles": "build/head_roles.json",
    "seams": "build/item_seams.json",
    "signs": "checks/signs.json",
}


@frozen(kw_only=True)
class Learned:
    """What each thing that is noticed is worth; nats."""

    joints: Mapping[str, float]  # for a line's going on in the next
    labels: Weights
    roles: RoleWeights  # of the lines of a head
    seams: Mapping[str, float]  # for another small item's beginning
    signs: Mapping[str, float]  # for a page's having been read well, 0 to 1


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """Return what is shipped; a process reads it once."""
    return read_learned(Path(__file__).parent, ours=True)


def read_learned(folder: Path, *, ours: bool = False) -> Learned:
    """Read the files of ``FILES`` in a folder; SourceError names what the reader doesn't know.

    Of files that are ``ours`` a test asks that, not each run: it takes half of the reading.
    """
    held = {key: folder / name for key, name in FILES.items()}
    text = {key: file.read_text(encoding="utf-8") for key, file in held.items()}
    return Learned(
        joints=read_worths(text["joints"], file=str(held["joints"])),
        labels=read_weights(text["labels"], file=str(held["labels"]), ours=ours),
        roles=read_roles(text["roles"], file=str(held["roles"])),
        seams=read_worths(text["seams"], file=str(held["seams"])),
        signs=read_signs(text["signs"], file=str(held["signs"])),
    )
