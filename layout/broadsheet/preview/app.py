"""What the browser is answered.

Takes a session; returns an ASGI application: the page of the preview with its styles and scripts,
a stream of what is on show, pieces of the pages as pictures, and the commands of
``preview.commands``.  Nothing else of the machine can be asked for, by no other site (the host's
name is checked against DNS rebinding, answers are for this origin alone, and commands are taken
from our own page only).
"""

import asyncio
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from broadsheet.preview import commands
from broadsheet.preview.session import BASE
from broadsheet.preview.showing import Showing

WEB = Path(__file__).resolve().parent / "web"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FILES = {
    "/": ("preview.html", "text/html"),
    **{
        f"/{path.name}": (path.name, KINDS[path.suffix])
        for path in sorted(WEB.iterdir())
        if path.suffix in KINDS
    },
}
HOSTS = ["127.0.0.1", "localhost"]
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
KEPT = {**SAFE, "Cache-Control": "private, max-age=86400, immutable"}  # named by its digest


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

    routes = [Route(path, file) for path in FILES]
    routes += commands.routes(showing, SAFE)
    routes += [
        Route("/events", events),
        Route("/pages/{digest}/{page}.png", piece),
        Route("/pages/{digest}/{page}/{scale}/{column}/{row}.png", piece),
    ]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    return Starlette(routes=routes, middleware=[guard])
