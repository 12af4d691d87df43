"""A service that sets pages for a publishing tool: ASGI, as many processes as processors.

    pip install 'broadsheet[preview]'                  # brings starlette and uvicorn
    python examples/service.py 8000
    curl --data-binary @examples/tinglan-front.txt http://127.0.0.1:8000/page -o page.pdf

Requests wait in line for a process; each process keeps what it has loaded.  A page that takes
longer than ``SECONDS`` is stopped and says what it was doing.  Answers as ``embed.py`` does,
and 503 when ``MOST_WAITING`` wait already.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context

import uvicorn
from embed import MOST_BYTES, set_page
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

MOST_WAITING = 200
SECONDS = 20.0


@asynccontextmanager
async def workers(app: Starlette) -> AsyncIterator[None]:
    """Keep a pool of processes as long as the service runs."""
    context = get_context("spawn")  # a fork would take open connections along
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        app.state.pool, app.state.waiting = pool, 0
        yield


async def page(request: Request) -> Response:
    """Set the edition in the body."""
    spec = request.query_params.get("spec", "duikai-6")
    if not spec.replace("-", "").isalnum():  # a bundled name, never a path
        return PlainTextResponse("no such spec\n", 400)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return PlainTextResponse(f"over {MOST_BYTES} bytes\n", 413)
    except ClientDisconnect:
        return PlainTextResponse("", 400)
    state = request.app.state
    if state.waiting >= MOST_WAITING:
        return PlainTextResponse("busy: try again\n", 503, headers={"Retry-After": "5"})
    state.waiting += 1
    try:
        loop = asyncio.get_running_loop()
        call = loop.run_in_executor(state.pool, set_page, bytes(body), spec, SECONDS)
        status, kind, answer = await call
    finally:
        state.waiting -= 1
    return Response(answer, status, media_type=kind)


app = Starlette(routes=[Route("/page", page, methods=["POST"])], lifespan=workers)

if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
