"""The newsroom as a web application: the page, the views, the acts, and word of every change."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from digest.errors import ChangedError, DigestError
from digest.languages import available, phrases, translated
from digest.notice import Notice
from digest.preview.chosen import chosen
from digest.preview.guard import MAIL_POLICY, Guard
from digest.preview.listeners import Listeners
from digest.preview.newsroom import Newsroom
from digest.preview.watch import changes

__all__ = ["Site"]

LARGEST = 1_000_000  # bytes of one act; a whole issue has 20,000
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
BLANKS = (
    "count",
    "title",
    "section",
    "limit",
    "position",
    "date",
    "address",
)  # what the page's phrases may hold


class Site:
    """Answers for `newsroom`.

    `watched` are files and folders whose change makes the views anew, besides the issue's own;
    `language` is the interface's until somebody chooses another; `accent` is the brand's colours,
    for light and for dark.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        listeners: Listeners,
        *,
        watched: Sequence[Path],
        language: str,
        accent: tuple[str, str],
    ) -> None:
        self._newsroom = newsroom
        self._listeners = listeners
        self._watched = [*newsroom.watched, *watched]
        self._language = language
        self._accent = accent
        page = resources.files("digest.preview") / "page"
        self._files = {
            entry.name: entry.read_bytes() for entry in page.iterdir() if entry.is_file()
        }

    def application(self, *, token: str, port: int) -> ASGIApp:
        """The ASGI application, guarded: only the page with `token` on `port` is answered."""
        app = Starlette(
            routes=[
                Route("/", self._file),
                Route("/page/{name}", self._file),
                Route("/interface", self._words),
                Route("/state", self._state),
                Route("/preflight", self._preflight),
                Route("/sources/{section:int}/{block:int}", self._sources),
                Route("/recalled/{section:int}/{block:int}", self._recalled),
                Route("/view/{kind}", self._view),
                Route("/events", self._events),
                Route("/act/{name}", self._act, methods=["POST"]),
                Route("/variants/{section:int}/{block:int}", self._variants, methods=["POST"]),
                Route("/post", self._post, methods=["POST"]),
            ],
            lifespan=self._life,
        )
        return Guard(app, token=token, port=port, language=self._language)

    async def _file(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        kind = TYPES.get(Path(name).suffix)
        if kind is None or name not in self._files:
            return PlainTextResponse("There is no such page.", 404)
        return Response(self._files[name], media_type=kind)

    def _told(self, request: Request, told: Any, status: int = 200) -> Response:
        """`told` as JSON, its notices in the language of the page."""
        return JSONResponse(_in(chosen(request, self._language), told), status)

    async def _answered(self, request: Request, ask: Callable[..., Any], *args: Any) -> Response:
        """What `ask` answers, or in words why it cannot."""
        try:
            return self._told(request, await run_in_threadpool(ask, *args))
        except DigestError as error:
            return self._told(request, {"message": error.message, "hint": error.hint}, 422)

    async def _words(self, request: Request) -> Response:
        language = chosen(request, self._language)
        languages = {code: phrases(code)("serve.language") for code in available()}
        told = {"language": language, "languages": languages, "accent": self._accent}
        return JSONResponse(told | {"words": _interface(language)})

    async def _state(self, request: Request) -> Response:
        return await self._answered(request, self._newsroom.state)

    async def _preflight(self, request: Request) -> Response:
        return await self._answered(request, self._newsroom.preflight)

    async def _sources(self, request: Request) -> Response:
        place = request.path_params
        return await self._answered(
            request, self._newsroom.sources, place["section"], place["block"]
        )

    async def _recalled(self, request: Request) -> Response:
        place = request.path_params
        return await self._answered(
            request, self._newsroom.recalled, place["section"], place["block"]
        )

    async def _variants(self, request: Request) -> Response:
        place, wish = request.path_params, await _json(request) or {}
        instruction = str(wish.get("instruction", ""))
        return await self._answered(
            request, self._newsroom.variants, place["section"], place["block"], instruction
        )

    async def _post(self, request: Request) -> Response:
        wish = await _json(request) or {}
        return await self._answered(request, self._newsroom.post, str(wish.get("address", "")))

    async def _view(self, request: Request) -> Response:
        """One of the forms of the email, byte by byte as it is sent, its pictures inside."""
        kind = request.path_params["kind"]
        variant = request.query_params.get("variant", "everyone")
        if kind not in {"mail", "web", "text"}:
            return PlainTextResponse("There is no such view.", 404)
        try:
            email = await run_in_threadpool(self._newsroom.view, variant)
        except DigestError as error:
            language = chosen(request, self._language)
            told = (translated(one, language) for one in (error.message, error.hint))
            return PlainTextResponse("\n".join(told), 409)
        if kind == "text":
            return PlainTextResponse(email.text)
        pictures = "'none'" if "bare" in request.query_params else "https: http: data:"
        return Response(
            email.standalone(email.html if kind == "mail" else email.web),
            media_type="text/html",
            headers={"content-security-policy": MAIL_POLICY.format(pictures=pictures)},
        )

    async def _act(self, request: Request) -> Response:
        wish = await _json(request)
        if wish is None:
            return self._told(request, {"message": Notice("This is no act."), "hint": ""}, 400)
        try:
            match request.path_params["name"]:
                case "undo":
                    await run_in_threadpool(self._newsroom.undo)
                case "redo":
                    await run_in_threadpool(self._newsroom.redo)
                case name:
                    stamp = str(wish.get("stamp"))
                    await run_in_threadpool(self._newsroom.act, name, stamp, wish)
        except DigestError as error:
            stale = isinstance(error, ChangedError)
            told = {"message": error.message, "hint": error.hint, "stale": stale}
            return self._told(request, told, 409 if stale else 422)
        self._listeners.tell()
        return await self._state(request)

    async def _events(self, _: Request) -> Response:
        return StreamingResponse(self._listeners.stream(), media_type="text/event-stream")

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        # The first render loads its libraries, 0.3 s: done while the browser starts.
        warming = asyncio.create_task(run_in_threadpool(self._newsroom.state))
        yield
        watching.cancel()
        await warming

    async def _watch(self) -> None:
        draft = self._newsroom.watched[0]
        async for paths in changes(self._watched):
            if paths != {draft}:
                self._newsroom.changed()
            self._listeners.tell()


def _in(language: str, told: Any) -> Any:
    """`told` with its notices in `language`."""
    match told:
        case dict():
            return {key: _in(language, one) for key, one in told.items()}
        case list() | tuple():
            return [_in(language, one) for one in told]
        case Notice():
            return translated(told, language)
    return told


def _interface(language: str) -> dict[str, str]:
    """The phrases of the interface with their placeholders as they are: the page fills them."""
    words = phrases(language)
    blanks = {name: f"{{{name}}}" for name in BLANKS}
    prefix = "newsroom."
    return {
        key.removeprefix(prefix): words(key, **blanks)
        for key in sorted(words.keys())
        if key.startswith(prefix)
    }


async def _json(request: Request) -> dict[str, Any] | None:
    """The object in the body; None when there is none, or when it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
