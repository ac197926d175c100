"""The archive and its feeds: files of a folder, as they are."""

from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

__all__ = ["Archive"]

TYPES = {
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".ics": "text/calendar",
    ".webp": "image/webp",
}


# Its pages bring their own styles and pictures; only the scripts of its search run, from here. Mails
# show its pictures.
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' https: data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, max-age=300",
}


class Archive(StaticFiles):
    """The files below `folder`, which may come later; "/2025-09-27" is a page or a folder with one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.folder = folder

    @property
    def opens(self) -> bool:
        """Whether there is a first page."""
        return (self.folder / "index.html").is_file()

    async def check_config(self) -> None:
        """A folder that is not there yet is an archive without issues."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        asked = scope["path"].removeprefix(scope.get("root_path", "")).split("/")
        # Hidden files are what an editor or git leaves lying about; an empty step begins "//host".
        if any(part.startswith(".") for part in asked) or "" in asked[1:-1]:
            raise HTTPException(404)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path == ".":
                raise
            response = await super().get_response(f"{path}.html", scope)
        if isinstance(response, RedirectResponse):
            # Relative, so that no Host header and no path names another site.
            here = quote(path.rpartition("/")[2])
            response.headers["location"] = f"./{here}/"
        response.headers.update(HEADERS)
        kind = TYPES.get(Path(path).suffix)
        if kind and response.status_code == 200:
            response.headers["content-type"] = kind
        return response
