"""The newsroom's server: on loopback, until Ctrl+C."""

import socket
from collections.abc import Callable

import uvicorn

from digest.errors import DigestError
from digest.notice import Notice
from digest.preview.listeners import Listeners
from digest.preview.site import Site

__all__ = ["listen", "serve"]


def listen(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; `port` 0 takes a free one. DigestError when it is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1", port))
        found.listen()
    except OSError as error:
        found.close()
        raise DigestError(
            Notice("Port {port} cannot be used ({strerror}).", port=port, strerror=error.strerror),
            Notice("Choose another with --port."),
        ) from error
    return found


def serve(
    site: Site,
    listeners: Listeners,
    listening: socket.socket,
    *,
    token: str,
    ready: Callable[[], None],
) -> None:
    """Serve `site` until interrupted; `ready` is called once a browser would get an answer."""

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            listeners.close()  # a page that listens would keep the server waiting
            await super().shutdown(sockets=sockets)

    app = site.application(token=token, port=listening.getsockname()[1])
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, ws="none", loop="asyncio"
    )
    Server(settings).run(sockets=[listening])
