"""A service that sets pages for a publishing tool: ASGI, as many processes as processors.

    pip install 'broadsheet[preview]'                  # brings starlette and uvicorn
    python examples/service.py 8000
    curl --data-binary @examples/tinglan-front.txt http://127.0.0.1:8000/page -o page.pdf

Answers as ``embed.py`` does, and may be shown to strangers behind a proxy that speaks TLS:

- Requests wait in line for a process; each keeps what it has loaded.  One that dies takes its
  own request along, is made anew, and tries it once more.
- A page that takes longer than ``SECONDS`` is stopped and says what it was doing; a process
  that does not even hear that is ended by the system.
- Bodies over ``LARGE`` bytes, more than any front page has, have a process of their own, which
  gives way to the others; those over ``MOST_BYTES`` are refused.
- A body must be there after ``PATIENCE`` seconds (408), ``MOST_READING`` are taken at once, and
  ``MOST_WAITING`` may wait (503).  Who has left is not worked for.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import AsyncGenerator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from multiprocessing import connection, get_context

import uvicorn
from embed import MOST_BYTES, set_page
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

SECONDS = 20.0
PATIENCE = 10.0  # seconds
LARGE = 150_000  # bytes; a broadsheet page of Chinese has 50,000
MOST_READING, MOST_WAITING, MOST_CONNECTIONS = 40, 200, 1000
TRIES = 2

Answer = tuple[int, str, bytes]


def begin(nice: int) -> None:
    """Make a worker ready: it gives way to others, and ends when the service is gone."""
    if hasattr(os, "nice"):
        os.nice(nice)
    threading.Thread(target=end_with_service, daemon=True).start()


def end_with_service() -> None:
    service = multiprocessing.parent_process()
    if service is not None:
        connection.wait([service.sentinel])
        os._exit(1)


def work(body: bytes, spec: str, seconds: float) -> Answer:
    """Set a page in a worker, which the system ends when it is deaf for as long again."""
    ring(int(2 * seconds) + 1)
    try:
        return set_page(body, spec, seconds)
    finally:
        ring(0)


def ring(seconds: int) -> None:
    """Have the system end this process after so many seconds; 0: not at all."""
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


class Lane:
    """Requests of one kind in line for its workers, each a process of its own."""

    def __init__(self, workers: int, *, nice: int = 0) -> None:
        self.waiting = 0
        self._nice = nice
        self._workers: set[ProcessPoolExecutor] = set()
        self._free: asyncio.Queue[ProcessPoolExecutor] = asyncio.Queue()
        for _ in range(workers):
            self._free.put_nowait(self._worker())

    def _worker(self) -> ProcessPoolExecutor:
        context = get_context("spawn")  # a fork would take open connections along
        worker = ProcessPoolExecutor(
            1, mp_context=context, initializer=begin, initargs=(self._nice,)
        )
        self._workers.add(worker)
        return worker

    async def answer(self, request: Request, body: bytes, spec: str) -> Answer:
        """Wait for a worker, and have it set the page."""
        self.waiting += 1
        try:
            worker = await self._free.get()
        finally:
            self.waiting -= 1
        try:
            for _ in range(TRIES):
                if await request.is_disconnected():
                    return 499, "text/plain", b""
                loop = asyncio.get_running_loop()
                try:
                    return await loop.run_in_executor(worker, work, body, spec, SECONDS)
                except BrokenProcessPool:  # it died: made anew, it tries once more
                    worker.shutdown(wait=False)
                    self._workers.discard(worker)
                    worker = self._worker()
            return 500, "text/plain; charset=utf-8", b"a worker died of this edition\n"
        finally:
            self._free.put_nowait(worker)

    def close(self) -> None:
        """End the workers; what they have in work is let go."""
        for worker in self._workers:
            worker.shutdown(wait=False, cancel_futures=True)


@asynccontextmanager
async def lanes(app: Starlette) -> AsyncGenerator[None, None]:
    """Keep the workers as long as the service runs."""
    app.state.reading = 0
    app.state.usual, app.state.large = Lane(os.cpu_count() or 1), Lane(1, nice=15)
    try:
        yield
    finally:
        app.state.usual.close()
        app.state.large.close()


def told(text: str, status: int, **headers: str) -> Response:
    return PlainTextResponse(f"{text}\n", status, headers=headers)


def busy() -> Response:
    return told("busy: try again", 503, **{"Retry-After": "5"})


async def body_of(request: Request) -> bytes | Response:
    """Return the whole body, or what is wrong with it."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    return told(f"over {MOST_BYTES} bytes", 413, Connection="close")
    except ClientDisconnect:
        return told("gone", 400)
    except TimeoutError:
        return told("the body did not come", 408, Connection="close")
    return bytes(body)


async def page(request: Request) -> Response:
    """Set the edition in the body."""
    spec = request.query_params.get("spec", "duikai-6")
    if not spec.replace("-", "").isalnum():  # a bundled name, never a path
        return told("no such spec", 400)
    state = request.app.state
    if state.reading >= MOST_READING:
        return busy()
    state.reading += 1
    try:
        body = await body_of(request)
    finally:
        state.reading -= 1
    if isinstance(body, Response):
        return body
    lane: Lane = state.large if len(body) > LARGE else state.usual
    if lane.waiting >= MOST_WAITING:
        return busy()
    status, kind, answer = await lane.answer(request, body, spec)
    return Response(answer, status, media_type=kind)


app = Starlette(routes=[Route("/page", page, methods=["POST"])], lifespan=lanes)

if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        log_level="warning",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
    )
