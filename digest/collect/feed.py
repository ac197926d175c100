"""A source that is a feed; where it gives excerpts, the pages behind them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from digest import text as words
from digest.collect.article import make_article
from digest.collect.entries import Entry, Feed, parse
from digest.collect.page import article_of
from digest.collect.rights import HEADER, by_site
from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher, Page
from digest.fetch.rights import reserves
from digest.model import Article, Refusal
from digest.notice import Notice
from digest.urls import canonical, publisher

__all__ = ["FeedSource", "is_excerpt", "read"]

# A shorter text is an excerpt even if the feed calls it the content: 90 of the 102 news articles of
# the article extraction benchmark (Scrapinghub, 2020) are longer.
FULL_WORDS = 150
MOST_PAGES = 100  # fetched for one feed in one run
PAGES_AT_ONCE = 2  # as many as the fetcher lets through to one host
# A page is the entry's when it holds this share of the long words of title and excerpt. Of 766
# French news articles with their summaries (OrangeSum), one fails it; of as many articles with the
# summary of another, eleven in twelve do.
SHARED = 0.2
FEWEST_ANNOUNCED = 5

# How excerpts end: « […] », "Read more", « Lire la suite ».
_CUT = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\b(?:read more|continue reading|lire la suite|en savoir plus)"
    r"[ \u00a0]?(?:»|→|>|…|\.)?)\s*\Z",
    re.IGNORECASE,
)
# WordPress ends excerpts with it: "The post … appeared first on …".
_FOOTER = re.compile(
    r"\n{0,2}(?:The post [^\n]{1,300} appeared first on|"
    r"(?:L’|Cet )article [^\n]{1,300} est apparu en premier sur)[^\n]{0,300}\Z"
)
FOOTER = 1_000  # characters at the end of a text where it can stand


class FeedSource:
    """`type = "feed"`, `url`, `full_text` (default true).

    With `full_text`, an entry that holds only an excerpt is completed from its page, once: what was
    read is remembered. When the page cannot be read the excerpt stays. Feeds are published for
    programs, so robots.txt is not asked for them; it is for their pages.
    """

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
        self._url = str(settings.options["url"])
        self._full_text = bool(settings.options.get("full_text", True))
        self.unchanged = False

    def articles(self, since: datetime) -> Iterator[Article | Refusal]:
        if self._fetch is None:
            raise OfflineError
        page = self._fetch.get(self._url, robots=False)
        feed = parse(page)
        self._fetch.accept(page)
        self.unchanged = page.unchanged
        found = read(
            feed,
            since=since,
            settings=self._settings,
            fetch=self._fetch if self._full_text else None,
            zone=self._zone,
        )
        yield from _with_rights(found, page, self._fetch)


def is_excerpt(entry: Entry) -> bool:
    """Whether the feed gives less of the article than its page would."""
    text = _without_footer(entry.text)
    few = sum(1 for _ in islice(re.finditer(r"\S+", text), FULL_WORDS)) < FULL_WORDS
    return few or not entry.complete or _CUT.search(text[-100:]) is not None


def read(
    feed: Feed,
    *,
    since: datetime,
    settings: SourceSettings,
    fetch: Fetcher | None,
    zone: ZoneInfo,
) -> Iterator[Article | Refusal]:
    """One article an entry of `feed` published at `since` or later, or without a date; in its order.

    Excerpts are completed from their pages, where `fetch` is given. An entry that gives no text
    either way is a Refusal.
    """
    entries = [
        entry for entry in feed.entries if entry.published is None or entry.published >= since
    ]
    crowd = _crowd(feed.entries)
    wanting = [
        entry for entry in entries if entry.url and entry not in crowd and is_excerpt(entry)
    ][:MOST_PAGES]

    def complete(entry: Entry) -> Article | SourceError:
        assert fetch is not None  # noqa: S101 - for the type checker: only called when there is one
        try:
            page = fetch.get(entry.url, once=True)
            article = article_of(page, settings=settings, zone=zone, fetch=fetch)
        except SourceError as error:
            return error
        except Exception as error:  # noqa: BLE001 - a library's bug on one page costs no other entry
            return SourceError(
                Notice(
                    "{url} cannot be read ({kind}: {error}).",
                    url=entry.url,
                    kind=type(error).__name__,
                    error=error,
                )
            )
        if not _about_it(article, entry):
            return SourceError(
                Notice("{url} tells something else (a login or consent page?).", url=page.url)
            )
        fetch.accept(page)
        return article

    pages: dict[Entry, Article | SourceError] = {}
    if fetch is not None and wanting:
        with ThreadPoolExecutor(PAGES_AT_ONCE, thread_name_prefix="pages") as pool:
            pages = dict(zip(wanting, pool.map(complete, wanting), strict=True))
    for number, entry in enumerate(entries, 1):
        yield _article(
            entry,
            pages.get(entry),
            where=entry.url or f"{settings.name}, entry {number}",
            part_of=canonical(entry.url) if entry in crowd else None,
            feed=feed,
            settings=settings,
        )


def _with_rights(
    found: Iterable[Article | Refusal], page: Page, fetch: Fetcher
) -> Iterator[Article | Refusal]:
    """`found` with what the feed's own answer (`page`) and the articles' sites say of models."""
    whole = HEADER if reserves(page.reservation) else ""

    def one(article: Article | Refusal) -> Article | Refusal:
        if isinstance(article, Refusal) or article.reserved:
            return article
        return replace(article, reserved=whole or (article.url and by_site(article.url, fetch)))

    with ThreadPoolExecutor(PAGES_AT_ONCE, thread_name_prefix="rights") as pool:
        yield from pool.map(one, found)


def _without_footer(text: str) -> str:
    return text[:-FOOTER] + _FOOTER.sub("", text[-FOOTER:])


def _crowd(entries: Iterable[Entry]) -> frozenset[Entry]:
    """The entries that share their page with others: a change log, a live blog, a home page."""
    by_page: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.url:
            by_page[canonical(entry.url)].append(entry)
    return frozenset(
        entry
        for several in by_page.values()
        if len({entry.title for entry in several}) > 1
        for entry in several
    )


def _about_it(page: Article, entry: Entry) -> bool:
    """Whether the page tells what the feed announced, rather than asking for a login or consent."""
    announced = _long_words(f"{entry.title} {entry.text}")
    if len(announced) < FEWEST_ANNOUNCED:
        return True
    return len(announced & _long_words(page.text)) >= SHARED * len(announced)


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in words.words(words.fold(text)) if len(word) >= 5)


def _article(
    entry: Entry,
    page: Article | SourceError | None,
    *,
    where: str,
    part_of: str | None,
    feed: Feed,
    settings: SourceSettings,
) -> Article | Refusal:
    """The entry and its page as one article: the feed's title and date, the fuller text."""
    full = page if isinstance(page, Article) else None
    url, text = entry.url, _without_footer(entry.text)
    if full and len(full.text) > len(text):
        text = full.text
        # A link over a redirector (a counter of clicks, an aggregator) is not the publisher's.
        url = url if publisher(full.url) == publisher(url) else full.url
    if not text.strip():
        if not entry.url:
            return Refusal(where=where, why=Notice("The entry has neither a link nor a text."))
        why = page.message if isinstance(page, SourceError) else Notice("The entry has no text.")
        return Refusal(where=where, why=why)
    title = entry.title or (full.title if full else "")
    article = make_article(
        url=url,
        title=title,
        text=text,
        source=settings.name,
        publisher=settings.publisher or publisher(url) or publisher(feed.url),
        published=entry.published or (full.published if full else None),
        # What a feed says of its language is often its software's default; the text knows better.
        language=settings.language or words.language(f"{title}\n{text}") or feed.language,
        part_of=part_of,
    )
    return replace(article, reserved=full.reserved if full else "")
