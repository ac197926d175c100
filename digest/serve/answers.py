"""What every page needs of a request, and gives to an answer: language, form, origin."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from digest.serve.pages import Pages, preferred
from digest.serve.people import Busy

__all__ = ["Answers", "body", "form"]

NOTES = {403: "foreign", 404: "missing", 503: "busy"}
LARGEST = 16_384  # bytes of a form; a full one has some 500
FIELDS = 60
PATIENCE = 10.0  # seconds until a form must have come in whole


class Answers:
    """Makes pages for requests; `url` is where readers reach them, for telling foreign forms."""

    def __init__(self, pages: Pages, *, url: str) -> None:
        self.pages = pages
        parts = urlsplit(url)
        self.origin = f"{parts.scheme}://{parts.netloc}".lower()

    def language(self, request: Request) -> str:
        accepts = request.headers.get("accept-language", "")
        return preferred(request.query_params, accepts, self.pages.newsletter.language)

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """`template` in the reader's language."""
        language = self.language(request)
        # After a form was sent there is nothing to come back to in another language.
        switch = request.method in {"GET", "HEAD"}
        html = self.pages.fill(template, language, switch=switch, **values)
        said = {"content-language": language, "vary": "accept-language"} | dict(headers or {})
        return HTMLResponse(html, status, headers=said)

    def note(
        self,
        request: Request,
        kind: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        link: str = "",
        link_text: str = "",
    ) -> HTMLResponse:
        """A page of a heading and a few words: `serve.KIND_title`, `serve.KIND_text`.

        `link` is a path below the pages' root, shown under the words as `serve.LINK_TEXT`.
        """
        values = {"kind": kind, "link": link, "link_text": link_text}
        return self.page(request, "note.html", status=status, headers=headers, **values)

    async def failed(self, request: Request, error: Exception) -> HTMLResponse:
        """The page for whatever went wrong; it tells nothing of the error."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        said = dict(getattr(error, "headers", None) or {})
        if isinstance(error, Busy):
            status, said = 503, {"retry-after": "60"}
        kind = NOTES.get(status, "broken" if status >= 500 else "refused")
        return self.note(request, kind, status=status, headers=said)

    def often(self, request: Request, seconds: int) -> HTMLResponse:
        """For a client that has asked too often: when again."""
        return self.note(request, "often", status=429, headers={"retry-after": str(seconds)})

    async def own(self, request: Request) -> dict[str, list[str]]:
        """The fields of a form that one of our own pages sent; HTTPException when it did not."""
        fields = await form(request)
        if self.foreign(request):
            raise HTTPException(403)
        return fields

    def foreign(self, request: Request) -> bool:
        """Whether a form was sent from another site's page.

        Browsers say so in Sec-Fetch-Site; older ones in Origin, which is "null" on pages that send
        no referrer, and is then no proof of anything.
        """
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site not in {"same-origin", "none"}
        origin = request.headers.get("origin", "null").lower()
        return origin not in {"null", self.origin}


async def body(request: Request) -> bytes:
    """What was sent; raises HTTPException when it is too long or too slow."""
    found = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                found += chunk
                if len(found) > LARGEST:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    return bytes(found)


async def form(request: Request) -> dict[str, list[str]]:
    """The fields of a form that was sent; raises HTTPException when it is none."""
    sent = await body(request)
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(sent.decode(), keep_blank_values=True, max_num_fields=FIELDS):
            found.setdefault(name, []).append(value)
    except ValueError:  # not UTF-8, or too many fields
        raise HTTPException(400) from None
    return found
