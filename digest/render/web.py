"""The issue as a web page: the semantic HTML of a browser, not the tables of a mail."""

from pathlib import Path

from digest.render.edition import Edition
from digest.render.theme import fill

__all__ = ["web_page"]


def web_page(edition: Edition, *, templates: Path | None) -> str:
    """`edition` as one HTML page with its own style sheet, without scripts.

    Without a configured address the page asks search engines to leave it out.
    """
    return fill("web.html", edition, templates=templates)
