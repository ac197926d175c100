"""A real web site on the loopback address, for the sources that read the Web."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from digest.fetch import Fetcher
from digest.fetch.hop import Limits


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.headers: dict[str, dict[str, str]] = {}  # more of them, by path
        self.asked: list[str] = []

    def on(self, path: str, body: str | bytes, kind: str = "text/html", status: int = 200) -> str:
        """Answer `path` from now on with `body` (an address, when it moved); gives the address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, kind, data)
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self):
        status, kind, body = self.server.pages.get(self.path, (404, "text/plain", b""))
        tag = f'"{hash(body)}"'
        self.server.asked.append(self.path)
        if status == 200 and self.headers["If-None-Match"] == tag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        for name, value in self.server.headers.get(self.path, {}).items():
            self.send_header(name, value)
        if status == 302:
            self.send_header("Location", body.decode())
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


@pytest.fixture
def fetch() -> Iterator[Fetcher]:
    limits = Limits(waits=(), connect=20, read=20, total=60)
    with Fetcher(allow_private=True, limits=limits) as fetch:
        yield fetch
