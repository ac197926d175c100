"""The Web, asked politely: one `Fetcher` for a whole run, used from any thread.

Only public http(s) addresses; a few requests at once and per host; conditional requests remembered
across runs; retries, time, size and redirect limits; robots.txt respected.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from digest import __version__
from digest.errors import SourceError
from digest.fetch.memory import Memory
from digest.fetch.page import Page
from digest.notice import Notice

if TYPE_CHECKING:
    from digest.fetch.client import Client
    from digest.fetch.hop import Limits
    from digest.fetch.rights import SiteRights

__all__ = ["Fetcher", "Page"]

_Got = TypeVar("_Got")

USER_AGENT = f"digest-newsletter/{__version__} (newsletter digest; reads feeds and their articles)"


class Fetcher:
    """Fetches pages; use it as a context manager, or `close` it.

    `cache` is the folder where bodies and validators are remembered (None: for this run only).
    `allow_private` opens the way to loopback and private addresses: for tests with a real server.
    """

    def __init__(
        self,
        *,
        cache: Path | None = None,
        limits: "Limits | None" = None,
        user_agent: str = USER_AGENT,
        allow_private: bool = False,
    ) -> None:
        self._memory = Memory(cache / "fetch.sqlite" if cache else None)
        self._limits = limits
        self._user_agent = user_agent
        self._allow_private = allow_private
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._closed = False

    def get(self, url: str, *, robots: bool = True, once: bool = False) -> Page:
        """The page at `url`; asks only whether it changed when it was accepted before.

        `robots=False` is for what is published for programs to read: feeds. `once=True` gives what
        was accepted before without asking again. Raises SourceError, in words for an editor.
        """
        if self._closed:
            raise _ended()
        known = self._memory.recall(url)
        if known is not None and once:
            return replace(known, unchanged=True)
        headers = _conditions(known)
        answer = self._ask(lambda client: client.get(url, headers=headers, robots=robots))
        if answer.status == 304:
            if known is None:
                raise SourceError(
                    Notice("{url} answers 304 to a plain request.", url=url),
                    Notice("Tell the site."),
                )
            return replace(known, unchanged=True)
        return Page(
            asked=url,
            url=answer.url,
            content_type=answer.headers.get("Content-Type", ""),
            body=answer.body,
            unchanged=known is not None and known.body == answer.body,
            etag=answer.headers.get("ETag", ""),
            modified=answer.headers.get("Last-Modified", ""),
            reservation=answer.headers.get("tdm-reservation", ""),
        )

    def rights(self, url: str) -> "SiteRights":
        """What the site of `url` says of models that read this page; each site is asked once a run."""
        return self._ask(lambda client: client.rights(url))

    def status(self, url: str) -> int:
        """The status (RFC 9110) that `url` answers with; nothing is remembered. Raises SourceError."""
        return self._ask(lambda client: client.status(url))

    def accept(self, page: Page) -> None:
        """Remember `page`: it could be read. What is not accepted is fetched whole again.

        So a feed that answers with an error page keeps failing until it is repaired: its
        validators are never sent, and no 304 can hide it.
        """
        if not self._closed:
            self._memory.remember(page)

    def close(self) -> None:
        """End the requests under way and refuse others (they raise SourceError)."""
        with self._lock:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
        self._memory.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, question: "Callable[[Client], Coroutine[Any, Any, _Got]]") -> "_Got":
        # Under the lock, so that no request slips in behind the worker's end and waits for ever.
        with self._lock:
            if self._closed:
                raise _ended()
            if self._worker is None:
                self._worker = _Worker(self._limits, self._user_agent, self._allow_private)
            asked = self._worker.ask(question)
        try:
            return asked.result()
        except CancelledError as error:
            raise _ended() from error


class _Worker:
    """A thread with an event loop, for callers that have none."""

    def __init__(self, limits: "Limits | None", user_agent: str, allow_private: bool) -> None:  # noqa: FBT001 - private, called once
        from digest.fetch.client import Client  # noqa: PLC0415 - 150 ms, offline needs none
        from digest.fetch.hop import Limits  # noqa: PLC0415 - the same

        self._client = Client(
            limits=limits or Limits(), user_agent=user_agent, allow_private=allow_private
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetch", daemon=True)
        self._thread.start()

    def ask(self, question: "Callable[[Client], Coroutine[Any, Any, _Got]]") -> "Future[_Got]":
        return asyncio.run_coroutine_threadsafe(question(self._client), self._loop)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._wind_up(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _wind_up(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.aclose()


def _ended() -> SourceError:
    return SourceError(Notice("The run was ended before the answer came."))


def _conditions(known: Page | None) -> dict[str, str]:
    headers = {
        "If-None-Match": known.etag if known else "",
        "If-Modified-Since": known.modified if known else "",
    }
    return {name: value for name, value in headers.items() if value}
