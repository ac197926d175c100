"""Where each page stands: in the site's folder, seen from another page, and on the web."""

from datetime import date
from posixpath import dirname, relpath

__all__ = ["Places"]

_PLAIN = "{date}"


class Places:
    """The layout of a site whose issues have the address `url` (with `{date}`; may be empty).

    `https://example.org/{date}` puts an issue into `2025-09-27/index.html`,
    `https://example.org/n/{date}.html` into `n/2025-09-27.html`.
    """

    def __init__(self, url: str) -> None:
        known = _PLAIN in url
        scheme, _, rest = url.partition("://")
        host, _, path = rest.partition("/")
        self.base = f"{scheme}://{host}/" if known else f"{url.rstrip('/')}/" if url else ""
        self._pattern = path if known else _PLAIN
        self._url = url if known else ""

    def issue(self, day: date) -> str:
        """The file of an issue's page."""
        path = self._pattern.replace(_PLAIN, day.isoformat()).strip("/")
        return path if path.endswith((".html", ".htm")) else f"{path}/index.html"

    def beside(self, day: date, name: str) -> str:
        """A file that belongs to an issue's page, named as the page names it."""
        folder = dirname(self.issue(day))
        return f"{folder}/{name}" if folder else name

    def seen(self, target: str, *, source: str) -> str:
        """The relative link from the page `source` to the file `target`."""
        link = relpath(target, dirname(source) or ".")
        if link == "index.html":
            return "./"
        return link[: -len("index.html")] if link.endswith("/index.html") else link

    def address(self, day: date) -> str:
        """The absolute address of an issue, as the mail says it; "" when the site's is not known."""
        return self._url.replace(_PLAIN, day.isoformat()) or self.web(self.issue(day))

    def web(self, target: str) -> str:
        """The absolute address of a file; "" when the site's is not known."""
        return self.base + target.removesuffix("index.html") if self.base else ""
