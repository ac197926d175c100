"""A source that is one page: an article, or a newsletter on the Web and its items."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.collect.rights import of_answer
from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher, Page
from digest.model import Article, Refusal
from digest.notice import Notice

__all__ = ["PageSource", "article_of", "read"]

# "" and the vague ones: many small sites send no type, or this one.
PAGE_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream")
SAVE_IT = Notice("Save it from your browser and add the file.")


class PageSource:
    """`type = "page"`, `url`: read anew in every run; useful for a page that is kept up to date."""

    def __init__(
        self,
        settings: SourceSettings,
        *,
        root: Path,
        fetch: Fetcher | None,
        zone: ZoneInfo,
        environ: Mapping[str, str],
    ) -> None:
        del root, environ
        self._settings = settings
        self._fetch = fetch
        self._zone = zone
        self.unchanged = False

    def articles(self, since: datetime) -> Iterator[Article | Refusal]:
        if self._fetch is None:
            raise OfflineError
        page = self._fetch.get(str(self._settings.options["url"]))
        self.unchanged = page.unchanged
        for found in _articles(page, settings=self._settings, zone=self._zone, fetch=self._fetch):
            if found.published is None or found.published >= since:
                yield replace(found, source=self._settings.name)
        self._fetch.accept(page)


def read(
    url: str, *, settings: SourceSettings, fetch: Fetcher | None, zone: ZoneInfo
) -> Iterator[Article]:
    """What stands on the page at `url`: one article, or a newsletter's items.

    Raises SourceError when it cannot be fetched or holds neither, OfflineError without `fetch`.
    """
    if fetch is None:
        raise OfflineError
    page = fetch.get(url)
    yield from _articles(page, settings=settings, zone=zone, fetch=fetch)
    fetch.accept(page)


def article_of(page: Page, *, settings: SourceSettings, zone: ZoneInfo, fetch: Fetcher) -> Article:
    """The article on `page`, with what its publisher reserves. Raises SourceError when it is no HTML or there is none on it."""
    from digest.collect.extract import article_from_html  # noqa: PLC0415 - trafilatura: 0.3 s

    _refuse_other_types(page)
    article = article_from_html(page.text, url=page.url, settings=settings, zone=zone)
    if article is None:
        raise _nothing_on(page)
    return of_answer(article, page, fetch)


def _articles(
    page: Page, *, settings: SourceSettings, zone: ZoneInfo, fetch: Fetcher
) -> tuple[Article, ...]:
    from digest.collect import newsletter, saved  # noqa: PLC0415 - each where needed

    article = article_of(page, settings=settings, zone=zone, fetch=fetch)
    issue = newsletter.from_text([article.title, *article.text.split("\n\n")])
    if issue is None:
        return (article,)
    items = saved.articles_from_newsletter(
        issue, article.source, settings=settings, zone=zone, published=article.published
    )
    # The page is where they stand; an item's id says which one it is.
    return tuple(
        replace(
            item,
            url=item.url or article.url,
            publisher=article.publisher,
            reserved=article.reserved,
        )
        for item in items
    )


def _refuse_other_types(page: Page) -> None:
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind not in PAGE_TYPES or page.body.startswith(b"%PDF-"):
        raise SourceError(
            Notice("{url} is not a page but {kind}.", url=page.url, kind=kind or Notice("a PDF")),
            SAVE_IT,
        )


def _nothing_on(page: Page) -> SourceError:
    return SourceError(
        Notice("{url} holds no article that could be found.", url=page.url),
        Notice("It may need a browser or a subscription. {save_it}", save_it=SAVE_IT),
    )
