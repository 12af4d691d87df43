"""How often does composing a page go from room to room?  Few stays and few returns read well.

Takes bundled specs with their editions; follows the first calls within make-up and prints, for
its modules and for its rooms (the packages within it), how many stays there were, in how many
places, and how many were returns to a place that had been left:

    python -m tests.bench.stays --events 400
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from types import FrameType

import broadsheet
from examples.gallery import EDITIONS, HERE

HOUSE = "broadsheet.makeup."


def calls(compose: Callable[[], object], events: int) -> list[str]:
    """Return the modules of the first calls within make-up, in their order."""
    found: list[str] = []

    def seen(frame: FrameType, event: str, arg: object) -> None:
        del arg
        name = frame.f_globals.get("__name__", "")
        if event == "call" and name.startswith(HOUSE) and len(found) < events:
            found.append(name.removeprefix(HOUSE))

    sys.setprofile(seen)
    try:
        compose()
    finally:
        sys.setprofile(None)
    return found


def told(names: Sequence[str]) -> str:
    """Say how many places there are, how many stays in them, and how many returns."""
    stays = [name for name, _ in groupby(names)]
    rooms = len(set(stays))
    return f"{len(stays)} stays in {rooms}, {len(stays) - rooms} returns"


def lines(spec: str, events: int) -> Iterator[str]:
    """Yield what was counted, by modules and by rooms."""
    edition = broadsheet.read_edition(HERE / f"{EDITIONS[spec]}.yaml")
    loaded = broadsheet.load_spec(spec)
    broadsheet.compose(edition, loaded)  # modules are loaded once
    names = calls(lambda: broadsheet.compose(edition, loaded), events)
    yield f"{spec}, first {len(names)} calls within make-up"
    yield f"  modules  {told(names)}"
    rooms = [name.partition(".")[0] for name in names]
    yield f"  rooms    {told(rooms)}"


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=400)
    parser.add_argument("specs", nargs="*", default=["zjgrb-front"])
    options = parser.parse_args()
    for spec in options.specs:
        for line in lines(spec, options.events):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
