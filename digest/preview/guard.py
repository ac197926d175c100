"""Who may talk to the newsroom: this machine's browser, from the page that the terminal opened.

A server on loopback is reached by every page that the same browser shows. So the name it is called
by must be its own (a foreign name that points here is DNS rebinding), a change must come from its
own page, and everything needs the token that only the terminal was told.
"""

import hmac
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.languages import translated
from digest.notice import Notice
from digest.preview.chosen import chosen

__all__ = ["Guard"]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# The mail itself: styles in its elements, pictures, and nothing that runs, sends or leads away.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


class Guard:
    """Wraps `app`; refuses every request that is not from the page of this session.

    `token` is the secret of the session, `port` where the server listens on 127.0.0.1, `language` the
    newsletter's.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int, language: str) -> None:
        self._app = app
        self._token = token
        self._cookie = f"digest-{port}"  # cookies know no ports: two newsrooms must not share one
        self._language = language
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no other protocol is spoken here

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", PAGE_POLICY)
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["cross-origin-resource-policy"] = "same-origin"
                headers["cache-control"] = "no-store"
            await send(message)

        answer = self._refusal(Request(scope)) or self._app
        await answer(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> Response | None:
        headers = request.headers
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return self._no(request, Notice("This is not the name of this server."), 421)
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{hosts[0].lower()}":
            return self._no(request, Notice("Another page may not ask this server."), 403)
        if request.method not in {"GET", "HEAD"} and origin is None:
            return self._no(
                request, Notice("A change must come from the newsroom's own page."), 403
            )
        if headers.get("sec-fetch-site", "same-origin") == "cross-site" and not _opening(request):
            return self._no(request, Notice("Another page may not ask this server."), 403)
        asked = request.query_params.get("token")
        if asked is not None and request.method == "GET" and request.url.path == "/":
            if not self._is_token(asked):
                return self._no(request, Notice("This address is of an older session."), 403)
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        if not self._is_token(self._sent(headers)):
            return self._no(request, Notice("Open the address that `digest preview` printed."), 403)
        return None

    def _no(self, request: Request, why: Notice, status: int) -> Response:
        return PlainTextResponse(translated(why, chosen(request, self._language)), status)

    def _sent(self, headers: Headers) -> str:
        jar = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return ""
        return jar[self._cookie].value if self._cookie in jar else ""

    def _is_token(self, said: str) -> bool:
        return hmac.compare_digest(said.encode(), self._token.encode())


def _opening(request: Request) -> bool:
    """Whether a person opens the page (with a link in a terminal, a bookmark)."""
    return request.url.path == "/" and request.headers.get("sec-fetch-mode") == "navigate"
