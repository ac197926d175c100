"""The public server: one process, until Ctrl+C or SIGTERM."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from digest.errors import DigestError

__all__ = ["listen", "serve", "settings"]

AT_ONCE = 400  # connections; more are told 503 at once instead of waiting for memory
LONGEST_HEAD = 16_384  # bytes of request line and headers
GRACE = 20  # seconds for answers under way when the server ends


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
            f"{host}:{port} cannot be used ({error.strerror}).",
            "Change `host` or `port` under [serve] in config/digest.toml, or use --port.",
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
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        limit_concurrency=AT_ONCE,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
    )
