"""Stands before every page: strict headers, how often a client may ask, and a count of it all."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.serve.client import Networks
from digest.serve.limits import Limit, client_key
from digest.serve.metrics import Metrics

__all__ = ["Guard"]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src {pictures}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
TICKETS = ("/confirm/", "/unsubscribe/", "/preferences/")
PAGES = frozenset(
    {
        *("subscribe", "confirm", "unsubscribe", "preferences", "health", "metrics"),
        *("style.css", "icon.svg", "logo"),
    }
)
YEAR = 31_536_000  # seconds


class Guard:
    """Wraps `app`. `refuse` answers a client that asks too often, given the seconds to wait.

    `url` is where readers reach the pages: behind https, browsers are told to stay there. A prefix
    in it is taken off the path, whether the proxy left it there or not.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        url: str,
        logo: str,
        proxies: Networks,
        proxy_header: str,
        limit: Limit,
        metrics: Metrics,
        refuse: Callable[[Request, int], ASGIApp],
    ) -> None:
        self._app = app
        self._root = urlsplit(url).path.rstrip("/")
        self._secure = url.startswith("https://")
        self._proxies = proxies
        self._proxy_header = proxy_header
        self._limit = limit
        self._metrics = metrics
        self._refuse = refuse
        house = urlsplit(logo)
        pictures = f"'self' {house.scheme}://{house.netloc}" if house.netloc else "'self'"
        self._policy = POLICY.format(pictures=pictures)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no other protocol is spoken here
        if self._root and (scope["path"] + "/").startswith(self._root + "/"):
            scope["path"] = scope["path"].removeprefix(self._root) or "/"
        began = time.monotonic()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._head(MutableHeaders(scope=message), scope["path"])
                seconds = time.monotonic() - began
                page, status = _page(scope["path"]), message["status"]
                self._metrics.answered(page, scope["method"], status, seconds)
            await send(message)

        await self._admitted(Request(scope), began)(scope, receive, guarded)

    def _admitted(self, request: Request, now: float) -> ASGIApp:
        """The pages; or a refusal for whoever has sent too many forms.

        Leaving by the link of a mail is never refused: providers ask for many readers from few
        addresses, and every such request holds a token that cannot be guessed.
        """
        request.state.client = self._proxies.client(request, header=self._proxy_header)
        if request.method != "POST" or request.url.path.startswith("/unsubscribe/"):
            return self._app
        wait = self._limit.take(client_key(request.state.client), now=now)
        return self._refuse(request, int(wait) + 1) if wait else self._app

    def _head(self, headers: MutableHeaders, path: str) -> None:
        ticket = path.startswith(TICKETS)
        headers.setdefault("content-security-policy", self._policy)
        headers.setdefault("cross-origin-resource-policy", "same-origin")
        headers.setdefault("cache-control", "no-store")
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "no-referrer" if ticket else "same-origin"
        headers["cross-origin-opener-policy"] = "same-origin"
        headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
        if ticket:
            headers["x-robots-tag"] = "noindex, nofollow"
        if self._secure:
            headers["strict-transport-security"] = f"max-age={2 * YEAR}"


def _page(path: str) -> str:
    """The name of a page: one of our own, whatever was asked for."""
    first = path.split("/")[1] if path.startswith("/") else ""
    return first if first in PAGES else "archive"
