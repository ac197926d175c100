"""The public server: one process, until Ctrl+C or SIGTERM."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["listen", "serve", "settings"]

AT_ONCE = 400  # connections; more are told 503 at once instead of waiting for memory
LONGEST_HEAD = 16_384  # bytes of request line and headers
GRACE = 20  # seconds for answers under way when the server ends
HEAD = 15.0  # seconds until the head of a request is in, from the last answer on
WHOLE = 60.0  # seconds until its answer is out: a reader of few words holds no connection for ever


class Line(H11Protocol):
    """A connection that must get on. uvicorn waits without end for one that sends a byte now and then:
    as many such connections as there may be, and nobody else is served."""

    head, whole = HEAD, WHOLE
    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._within(self.head)

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._within(self.whole)

    def on_response_complete(self) -> None:
        before = self.cycle
        super().on_response_complete()
        self._within(self.head if self.cycle is before else self.whole)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        super().connection_lost(exc)

    def _within(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self.loop.call_later(seconds, self.transport.abort)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; `port` 0 takes a free one. DigestError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(512)
    except OSError as error:
        found.close()
        raise DigestError(
            Notice(
                "{host}:{port} cannot be used ({strerror}).",
                host=host,
                port=port,
                strerror=error.strerror,
            ),
            Notice("Change `host` or `port` under [serve] in config/digest.toml, or use --port."),
        ) from error
    return found


def serve(app: ASGIApp, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve `app` until interrupted; `ready` is called once requests are answered."""

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready()

    Server(settings(app)).run(sockets=[listening])


def settings(app: ASGIApp) -> uvicorn.Config:
    """How `app` is served: bounded in every direction, and without a log of who asked for what."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # it would hold the addresses of readers and their tokens
        server_header=False,
        proxy_headers=False,  # who may speak for others is decided by `client`
        http=Line,
        ws="none",
        loop="asyncio",
        lifespan="on",
        limit_concurrency=AT_ONCE,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=int(HEAD),
        timeout_graceful_shutdown=GRACE,
    )
