"""What the page of the preview may command, and read beside the pages.

Takes what is shown; returns routes.  A command is a POST with a small JSON object, from our own
page alone: it bears a header that another site's page can't send without being asked about, and
what a browser says of its origin must be this very server.  Files are named as they were told,
and only those can be read or written.  A GET changes nothing.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from broadsheet import api, limits
from broadsheet.errors import UserError
from broadsheet.messages.spoken import fault_line, language, of
from broadsheet.preview import telling, words
from broadsheet.preview.desk import Move, Swap
from broadsheet.preview.drawn_map import Way
from broadsheet.preview.session import digest_of
from broadsheet.preview.showing import Showing

OURS = ("x-broadsheet", "preview")  # the header of commands
SMALL = 4_000  # bytes of a command without a text
_WAYS: Mapping[str, Way] = {"column": "column", "row": "row"}
Answer = Callable[[Request], Awaitable[Response]]
Asked = Mapping[str, Any]


class _RefusedError(Exception):
    """A request that is not answered: status and reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def routes(showing: Showing, headers: Mapping[str, str]) -> list[Route]:
    """Return the routes of the commands."""
    door = _Door(showing, headers)
    posts: dict[str, Callable[[Asked], Awaitable[object]]] = {
        "/drawing/next": lambda _: showing.turn(1),
        "/drawing/before": lambda _: showing.turn(-1),
        "/drawing/save": lambda _: showing.save(),
        "/drawing/take": lambda _: showing.change(showing.desk.take),
        "/desk/move": lambda asked: showing.change(partial(showing.desk.move, _move(asked))),
        "/desk/swap": lambda asked: showing.change(partial(showing.desk.swap, _swap(asked))),
        "/desk/undo": lambda _: showing.change(showing.desk.undo),
        "/desk/redo": lambda _: showing.change(showing.desk.redo),
        "/desk/save": door.save,
        "/desk/check": door.check,
    }
    gets: dict[str, Callable[[Request], Awaitable[object]]] = {
        "/desk/file": door.file,
        "/desk/keys": door.keys,
        "/desk/words": door.words,
        "/desk/schema/{language}": door.schema,
    }
    return [
        *(Route(path, door.post(path, work), methods=["POST"]) for path, work in posts.items()),
        *(Route(path, door.get(work)) for path, work in gets.items()),
    ]


class _Door:
    """Takes requests, and refuses those that are not from our own page."""

    def __init__(self, showing: Showing, headers: Mapping[str, str]) -> None:
        self._showing = showing
        self._headers = dict(headers)

    def post(self, path: str, work: Callable[[Asked], Awaitable[object]]) -> Answer:
        """Return what answers a command."""
        long = path in ("/desk/save", "/desk/check")

        async def answer(request: Request) -> Response:
            _check_ours(request)
            # JSON may write a character in six: the text itself is measured again
            most = 6 * limits.current().edition if long else SMALL
            return await self._answered(work(await _body(request, most)))

        return self._guarded(answer)

    def get(self, work: Callable[[Request], Awaitable[object]]) -> Answer:
        """Return what answers a question."""

        async def answer(request: Request) -> Response:
            return await self._answered(work(request))

        return self._guarded(answer)

    def _guarded(self, answer: Answer) -> Answer:
        async def guarded(request: Request) -> Response:
            try:
                return await answer(request)
            except _RefusedError as fault:
                return self._json({"error": of(str(fault))}, fault.status)

        return guarded

    async def _answered(self, work: Awaitable[object]) -> Response:
        try:
            done = await work
        except UserError as fault:
            return self._json({"error": fault_line(fault)}, 409)
        except LookupError:
            raise _RefusedError(404, "this file is not on show") from None
        return self._json({} if done is None else done, 200)

    def _json(self, content: object, status: int) -> Response:
        return JSONResponse(content, status_code=status, headers=self._headers)

    async def save(self, asked: Asked) -> object:
        """Write a file's text."""
        name, text, digest = (_text(asked, key) for key in ("file", "text", "digest"))
        work = partial(self._showing.desk.save, name, text, digest)
        await self._showing.change(work)
        return {"digest": digest_of(text.encode("utf-8"))}

    async def check(self, asked: Asked) -> object:
        """Tell what is wrong with a text that is not saved."""
        name, text = _text(asked, "file"), _text(asked, "text")
        work = partial(self._showing.desk.problems, name, text)
        return {"faults": telling.told_faults(await self._showing.ask(work))}

    async def file(self, request: Request) -> object:
        """Return a file's text with what it is known by."""
        name = request.query_params.get("name", "")
        text = await self._showing.ask(partial(self._showing.desk.text, name))
        return {"text": text, "digest": digest_of(text.encode("utf-8"))}

    async def keys(self, request: Request) -> object:
        """Return the keys of a box."""
        asked = request.query_params
        page = asked.get("page", "")
        if not (page.isascii() and page.isdigit() and len(page) < 5):
            raise _RefusedError(404, "there is no such page")
        work = partial(self._showing.desk.keys, int(page), asked.get("box", ""))
        return [telling.told_key(key) for key in await self._showing.ask(work)]

    async def words(self, _: Request) -> object:
        """Return the words of the page in the language that is spoken."""
        return {"language": language(), "words": words.spoken()}

    async def schema(self, request: Request) -> object:
        """Return the JSON Schema of a language, what keys mean in the language that is spoken."""
        asked = request.path_params["language"]
        if asked == "spec":
            return words.said_schema(json.loads(api.schema_text("spec")))
        if asked == "edition":
            return words.said_schema(json.loads(api.schema_text("edition")))
        raise _RefusedError(404, "there is no such language")


def _check_ours(request: Request) -> None:
    """Refuse a command that our own page has not sent."""
    head = request.headers
    origin, site = head.get("origin"), head.get("sec-fetch-site")
    ours = head.get(OURS[0]) == OURS[1]
    here = origin is None or origin == f"http://{head.get('host', '')}"
    if not (ours and here and site in (None, "same-origin")):
        raise _RefusedError(403, "not from here")


async def _body(request: Request, most: int) -> Asked:
    """Return the JSON object that a command bears; no more than ``most`` bytes are taken."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > most:
            raise _RefusedError(413, "this is too long")
    if not content:
        return {}
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise _RefusedError(415, "write JSON")
    try:
        asked = json.loads(content)
    except (ValueError, RecursionError):
        raise _RefusedError(400, "this is no JSON") from None
    if not isinstance(asked, dict):
        raise _RefusedError(400, "this is no JSON object")
    return asked


def _text(asked: Asked, key: str) -> str:
    value = asked.get(key)
    if not isinstance(value, str):
        raise _RefusedError(400, f"{key} is missing")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise _RefusedError(400, f"{key} is no text") from None
    return value


def _number(asked: Asked, key: str) -> int:
    value = asked.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10_000:
        raise _RefusedError(400, f"{key} is no number")
    return value


def _move(asked: Asked) -> Move:
    way = _WAYS.get(_text(asked, "way"))
    if way is None:
        raise _RefusedError(400, "way is column or row")
    return Move(
        page=_number(asked, "page"),
        way=way,
        at=_number(asked, "at"),
        first=_number(asked, "first"),
        by=_number(asked, "by"),
        alone=asked.get("alone") is True,
        digest=_text(asked, "digest"),
    )


def _swap(asked: Asked) -> Swap:
    one, other, digest = (_text(asked, key) for key in ("one", "other", "digest"))
    return Swap(page=_number(asked, "page"), one=one, other=other, digest=digest)
