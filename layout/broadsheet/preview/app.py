"""What the browser is answered.

Takes a session; returns an ASGI application of seven answers: the page of the preview with
its style and script, a stream of what is on show, pieces of the pages as pictures, and two
commands: the next drawing, and to save the one on show.  Nothing else of the machine can be asked
for, by no other site (the host's name is checked against DNS rebinding, pictures are for this
origin alone, commands bear a header that another site's page can't send).
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from broadsheet.errors import OutputError
from broadsheet.preview import telling
from broadsheet.preview.session import BASE, Session

WEB = Path(__file__).resolve().parent / "web"
FILES = {
    "/": ("preview.html", "text/html"),
    "/preview.css": ("preview.css", "text/css"),
    "/preview.js": ("preview.js", "text/javascript"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
HOSTS = ["127.0.0.1", "localhost"]
PULSE = 15.0  # s: a browser that hears nothing for longer takes the line for dead
SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
OURS = ("x-broadsheet", "preview")  # the header of commands
KEPT = {**SAFE, "Cache-Control": "private, max-age=86400, immutable"}  # named by its digest


class Showing:
    """A session on show to any number of browsers; rung when it has been set again."""

    def __init__(self, session: Session) -> None:
        self.session = session
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
                yield f"retry: 1000\ndata: {telling.as_json(shown)}\n\n"
            else:
                yield ": here\n\n"
            try:
                await asyncio.wait_for(bell.wait(), PULSE)
            except TimeoutError:
                continue


def application(showing: Showing) -> Starlette:
    """Return the application of one preview."""

    async def file(request: Request) -> Response:
        name, kind = FILES[request.url.path]
        return Response((WEB / name).read_bytes(), media_type=kind, headers=SAFE)

    async def events(_: Request) -> Response:
        return StreamingResponse(showing.news(), media_type="text/event-stream", headers=SAFE)

    async def piece(request: Request) -> Response:
        asked = request.path_params
        try:
            cell = (int(asked["column"]), int(asked["row"])) if "column" in asked else None
            scale = float(asked["scale"]) if "scale" in asked else BASE
            digest, page = asked["digest"], int(asked["page"])
            png = await asyncio.to_thread(showing.session.piece, digest, page, scale, cell)
        except (LookupError, ValueError):
            return Response("not on show", status_code=404, media_type="text/plain", headers=SAFE)
        return Response(png, media_type="image/png", headers=KEPT)

    async def turn(request: Request) -> Response:
        if request.headers.get(OURS[0]) != OURS[1]:
            return Response("not from here", status_code=403, headers=SAFE)
        by = {"next": 1, "before": -1}.get(request.path_params["way"])
        if by is None:
            return Response("there is no such way", status_code=404, headers=SAFE)
        await showing.turn(by)
        return Response(status_code=204, headers=SAFE)

    async def save(request: Request) -> Response:
        if request.headers.get(OURS[0]) != OURS[1]:
            return Response("not from here", status_code=403, headers=SAFE)
        try:
            return Response(await showing.save(), media_type="text/plain", headers=SAFE)
        except OutputError as fault:
            return Response(str(fault), status_code=409, media_type="text/plain", headers=SAFE)

    routes = [Route(path, file) for path in FILES]
    routes += [
        Route("/drawing/save", save, methods=["POST"]),
        Route("/drawing/{way}", turn, methods=["POST"]),
    ]
    routes += [
        Route("/events", events),
        Route("/pages/{digest}/{page}.png", piece),
        Route("/pages/{digest}/{page}/{scale}/{column}/{row}.png", piece),
    ]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    return Starlette(routes=routes, middleware=[guard])
