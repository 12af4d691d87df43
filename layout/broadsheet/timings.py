"""What each stage of a run took, for who looks for what is slow.

Takes what the stages tell a watch that they begin (``deadline.Watch``); returns a trace in the
Trace Event Format, which the profilers of browsers open.  A step lasts until the next one is
told; steps of one stage that follow each other are drawn under it.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator

from broadsheet.models import frozen

# stage by the verb that a step begins with
STAGES = {
    "loading": "load",
    "reading": "read",
    "waiting": "wait",
    "opening": "open",
    "setting": "compose",
    "finding": "compose",
    "drawing": "draw",
    "placing": "compose",
    "looking": "lint",
    "painting": "paint",
    "closing": "paint",
    "writing": "write",
}
OTHER = "other"


@frozen(kw_only=True)
class Step:
    """What was done from one moment to another, seconds of one clock."""

    what: str
    start: float
    end: float
    looks: int  # how often it was told to go on: paragraphs set, heights tried
    process: int

    @property
    def stage(self) -> str:
        """The stage that it belongs to."""
        return STAGES.get(self.what.partition(" ")[0], OTHER)


class Timings:
    """A watch that remembers: hand it to whatever takes one, then ask for its trace."""

    def __init__(self, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._steps: list[Step] = []
        self._doing, self._since, self._looks, self._process = "", 0.0, 0, 0

    def __call__(self, what: str) -> None:
        """Note that something is begun; empty: more of the same."""
        if not what:
            self._looks += 1
            return
        self.close()
        self._doing, self._since, self._looks = what, self._clock(), 0
        self._process = os.getpid()  # a fork goes on with what is not its own

    def close(self) -> None:
        """End the step that is in hand."""
        if self._doing:
            step = Step(
                what=self._doing,
                start=self._since,
                end=self._clock(),
                looks=self._looks,
                process=self._process,
            )
            self._steps.append(step)
            self._doing = ""

    def steps(self, process: int | None = None) -> tuple[Step, ...]:
        """Return what is done, of one process or of all, by when it was begun."""
        found = (step for step in self._steps if process in (None, step.process))
        return tuple(sorted(found, key=lambda step: (step.start, step.end)))

    def add(self, steps: Iterable[Step]) -> None:
        """Add what another process of the same clock has done."""
        self._steps += steps

    def trace(self) -> str:
        """Return the trace as JSON; times are microseconds from the first step."""
        self.close()
        events = list(_events(self.steps()))
        held = {"displayTimeUnit": "ms", "traceEvents": events}
        return json.dumps(held, ensure_ascii=False, indent=0) + "\n"


def _events(steps: tuple[Step, ...]) -> Iterator[dict[str, object]]:
    first = steps[0].start if steps else 0.0
    for number, process in enumerate(dict.fromkeys(step.process for step in steps)):
        name = "broadsheet" if not number else "broadsheet, reading beside"
        yield {"ph": "M", "pid": process, "name": "process_name", "args": {"name": name}}
        own = [step for step in steps if step.process == process]
        for stage, start, end in _stages(own):
            yield _event(stage, "stage", (start - first, end - start), process)
        for step in own:
            event = _event(
                step.what, step.stage, (step.start - first, step.end - step.start), process
            )
            yield event | ({"args": {"looks": step.looks}} if step.looks else {})


def _stages(steps: Iterable[Step]) -> Iterator[tuple[str, float, float]]:
    """Yield each run of steps of one stage: name, start and end."""
    held: tuple[str, float, float] | None = None
    for step in steps:
        if held and held[0] == step.stage:
            held = (held[0], held[1], step.end)
            continue
        if held:
            yield held
        held = (step.stage, step.start, step.end)
    if held:
        yield held


def _event(name: str, category: str, span: tuple[float, float], process: int) -> dict[str, object]:
    start, length = (round(seconds * 1e6, 1) for seconds in span)
    return {
        "ph": "X",
        "name": name,
        "cat": category,
        "ts": start,
        "dur": length,
        "pid": process,
        "tid": process,
    }
