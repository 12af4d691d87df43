"""Listen on this machine alone, watch the files, and end at Ctrl-C.

Takes an order and a port; returns when the user ends it.
"""

import asyncio
import contextlib
import socket
import webbrowser
from collections.abc import Callable
from types import FrameType

import uvicorn
import watchfiles

from broadsheet.errors import UserError
from broadsheet.preview.app import application
from broadsheet.preview.session import PreviewOrder, Session
from broadsheet.preview.showing import Showing

HOST = "127.0.0.1"
QUIET = 20  # ms without a change until the pages are set again: an editor writes in steps
LOOK = 1000  # ms until files are looked at, whether or not the system told of a change
GRACE = 2  # s for answers that are under way at the end


def serve(order: PreviewOrder, *, port: int, browse: bool, say: Callable[[str], None]) -> None:
    """Show an edition until Ctrl-C; ``port`` 0 takes a free one.

    Raises UserError when the port is taken, or when a file is not there: a file with a fault
    in it is shown with that fault, to be mended.
    """
    session = Session(order)
    shown = session.set_again()
    if shown.fault and (shown.place is None or not shown.place.line):
        raise UserError(shown.fault)
    with _bound(port) as door, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(session, door, browse=browse, say=say))


def _bound(port: int) -> socket.socket:
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, port))
        door.listen()  # a browser that is quicker than the server waits in line
    except OSError as fault:
        door.close()
        reason = (fault.strerror or str(fault)).lower()
        raise UserError(
            f"port {port} can't be listened on: {reason}", hint="take another, or --port 0"
        ) from None
    return door


async def _serve(
    session: Session, door: socket.socket, *, browse: bool, say: Callable[[str], None]
) -> None:
    showing = Showing(session)
    config = uvicorn.Config(
        application(showing),
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config, showing)
    watching = asyncio.create_task(_watch(showing))
    address = f"http://{HOST}:{door.getsockname()[1]}/"
    say(address)
    opening = asyncio.create_task(asyncio.to_thread(webbrowser.open, address)) if browse else None
    try:
        await server.serve(sockets=[door])
    finally:
        for task in (watching, opening):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task


class _Server(uvicorn.Server):
    """A server whose streams end when it is told to."""

    def __init__(self, config: uvicorn.Config, showing: Showing) -> None:
        super().__init__(config)
        self._showing = showing
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take Ctrl-C: end the streams first, for the server waits for them."""
        self._loop.call_soon_threadsafe(self._showing.end)
        super().handle_exit(sig, frame)


async def _watch(showing: Showing) -> None:
    """Set the pages again at each change of their files."""
    session = showing.session
    while not showing.over:
        folders = session.folders
        try:
            async for _ in watchfiles.awatch(
                *folders, recursive=False, step=QUIET, rust_timeout=LOOK, yield_on_timeout=True
            ):
                if await asyncio.to_thread(session.changed):
                    await showing.set_again()
                if session.folders != folders:
                    break
        except OSError:  # a folder went away, or the system watches no more: look by ourselves
            await asyncio.sleep(LOOK / 1000)
            if await asyncio.to_thread(session.changed):
                await showing.set_again()
