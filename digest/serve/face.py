"""What makes the pages look like the newsletter: style sheet, icon, logo."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from digest.serve.pages import Pages

__all__ = ["Face"]

KEPT = {"cache-control": "public, max-age=3600"}


class Face:
    """`logo` is the brand's picture when it is a file."""

    def __init__(self, pages: Pages, logo: Path | None) -> None:
        self._pages = pages
        self._logo = logo

    def routes(self) -> list[Route]:
        return [
            Route("/style.css", self.style),
            Route("/icon.svg", self.icon),
            Route("/logo", self.logo),
        ]

    async def style(self, _: Request) -> Response:
        return Response(self._pages.style, media_type="text/css", headers=KEPT)

    async def icon(self, _: Request) -> Response:
        return Response(self._pages.icon, media_type="image/svg+xml", headers=KEPT)

    def logo(self, _: Request) -> Response:
        if self._logo is None or not self._logo.is_file():
            raise HTTPException(404)
        return FileResponse(self._logo, headers=KEPT)
