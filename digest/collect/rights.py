"""Whether a publisher reserves a text from models: what the page, its answer and its site say.

One reservation is enough: none of the others takes it back. A source on disk or in a mailbox asks
nobody; there the page's own word counts.
"""

from dataclasses import replace
from typing import Any

from digest.errors import SourceError
from digest.fetch import Fetcher, Page
from digest.fetch.rights import reserves
from digest.model import Article

__all__ = ["HEADER", "by_page", "by_site", "of_answer"]

META = "the page (meta tdm-reservation)"
HEADER = "the answer (tdm-reservation)"
FILE = "the site (tdmrep.json)"


def by_page(root: Any) -> str:
    """What the head of the HTML page `root` says; "" for nothing."""
    said = (
        tag.get("content")
        for tag in root.iter("meta")
        if (tag.get("name") or "").strip().lower() == "tdm-reservation"
    )
    return META if any(map(reserves, said)) else ""


def of_answer(article: Article, page: Page, fetch: Fetcher) -> Article:
    """`article`, read from `page`, with what the page, its answer and its site say."""
    why = article.reserved or (HEADER if reserves(page.reservation) else "")
    return replace(article, reserved=why or by_site(page.url, fetch))


def by_site(url: str, fetch: Fetcher) -> str:
    """What the site of `url` says of that page; "" for nothing, or where it cannot be asked."""
    try:
        rights = fetch.rights(url)
    except SourceError:
        return ""
    if rights.reserved:
        return FILE
    return f"robots.txt ({rights.closed_to})" if rights.closed_to else ""
