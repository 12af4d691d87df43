"""A session on show to any number of browsers.

Takes a session; does what browsers and changed files ask of it, one thing at a time and beside
the answering, and tells all browsers what is on show then.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TypeVar

from broadsheet.preview import telling
from broadsheet.preview.desk import Desk
from broadsheet.preview.session import Session

PULSE = 15.0  # s: a browser that hears nothing for longer takes the line for dead
T = TypeVar("T")


class Showing:
    """A session on show to any number of browsers; rung when it has been set again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.desk = Desk(session)
        self.over = False
        self._bell = asyncio.Event()
        self._busy = asyncio.Lock()

    async def set_again(self) -> None:
        """Set the pages again beside the answering, and tell the browsers."""
        await self._do(self.session.set_again)

    async def turn(self, by: int) -> None:
        """Show the next drawing, or with -1 the one before, and tell the browsers."""
        await self._do(partial(self.session.turn, by))

    async def save(self) -> str:
        """Write the drawing on show; return its file.  Raises OutputError."""
        async with self._busy:
            return await asyncio.to_thread(self.session.save)

    async def change(self, work: Callable[[], T]) -> T:
        """Change files, set the pages again at once, and tell the browsers.

        Raises what ``work`` raises: then nothing has changed.
        """
        async with self._busy:
            done = await asyncio.to_thread(work)
        await self.set_again()
        return done

    async def ask(self, work: Callable[[], T]) -> T:
        """Ask something of the session while nothing changes it."""
        async with self._busy:
            return await asyncio.to_thread(work)

    async def _do(self, work: Callable[[], object]) -> None:
        async with self._busy:
            try:
                await asyncio.to_thread(work)
            except Exception as fault:  # noqa: BLE001 - a door: a fault of ours must not end it
                kind = type(fault).__name__
                self.session.show_fault(f"a fault of ours: {kind}: {fault} (please report it)")
        self._ring()

    def end(self) -> None:
        """End the streams, so that the server can close."""
        self.over = True
        self._ring()

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    async def news(self) -> AsyncIterator[str]:
        """Yield what is on show, now and after each change, as server-sent events."""
        seen = -1
        while not self.over:
            bell, shown = self._bell, self.session.shown
            if shown.version != seen:
                seen = shown.version
                yield f"retry: 1000\ndata: {telling.as_json(shown, self.desk.commands)}\n\n"
            else:
                yield ": here\n\n"
            try:
                await asyncio.wait_for(bell.wait(), PULSE)
            except TimeoutError:
                continue
