"""The article on an HTML page: its text alone, and what the page says about itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from digest.collect import newsletter
from digest.collect.article import make_article
from digest.collect.blocks import hides, tree
from digest.collect.clean import clean
from digest.collect.furniture import word_count
from digest.collect.markdown import domain, headline
from digest.collect.rights import by_page
from digest.collect.saved import articles_from_newsletter
from digest.config import SourceSettings
from digest.fetch.charset import decode
from digest.model import Article
from digest.text import fold

__all__ = ["article_from_html", "articles_from_page", "make_article"]

LARGEST = 5_000_000  # bytes or characters
MOST_ELEMENTS = 50_000  # real pages have 500 to 10,000; a hostile one of 300,000 took 16 s, 700 MB
FEWEST_WORDS = 25  # under it there is a menu, a login page or a video, and no text

_CELL_EDGE = re.compile(r"\s*\|\s*(?:-{3,}\|)*")


def article_from_html(
    html: bytes | str, *, url: str, settings: SourceSettings, zone: tzinfo = UTC
) -> Article | None:
    """The article on the page `html`, which stands at `url` ("" when unknown); None for none.

    Bytes are read in the charset that they declare, else as UTF-8, else as Windows-1252. The text
    is found by trafilatura (A. Barbaresi, ACL 2021), favouring precision, and cleaned of the lines
    that are not the article's; hidden parts are never read. Title, date, language, the site's name
    and, without `url`, the canonical address come from the page's metadata. The name of a feed, as
    configured, goes before the site's. A date without a time is midnight in `zone`. Nothing a page
    holds raises an error; a page of more than `LARGEST` or `MOST_ELEMENTS` is None.
    """
    if len(html) > LARGEST:
        return None
    root = tree(html if isinstance(html, str) else decode(html))
    if root is None or sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return None
    about, reserved = _about(root, url), by_page(root)
    text = _without_title(clean(_text(root)), about.title or "")
    if word_count(text) < FEWEST_WORDS:
        return None
    address = url or about.url or ""
    name = settings.name if settings.type == "feed" else ""
    article = make_article(
        url=address,
        title=about.title or headline(text),
        text=text,
        source=name or about.sitename or domain(address) or settings.name,
        publisher=settings.publisher,
        published=_moment(root, about.date, zone),
        language=settings.language or root.get("lang"),
    )
    return replace(article, reserved=reserved)


def articles_from_page(
    data: bytes, name: str, *, settings: SourceSettings, zone: ZoneInfo
) -> Iterator[Article]:
    """The articles in the saved page `name`: one, one an item where it is a newsletter, or none.

    A page that gives its own address is one article, whatever its site mails ("unsubscribe" stands
    in many a footer), unless the linked items are its text: those of a newsletter's archive are,
    those round an article are not.
    """
    page = decode(data)
    article = article_from_html(page, url="", settings=settings, zone=zone)
    issue = newsletter.from_html(page) if newsletter.is_mailed(page) else None
    if issue and not (article and article.url and not _told(issue, article.text)):
        yield from articles_from_newsletter(issue, name, settings=settings, zone=zone)
    elif article:
        yield replace(article, source=article.source if article.url else name)


def _told(issue: newsletter.Newsletter, text: str) -> bool:
    """Whether `text` tells the items of `issue`: two thirds of them, linked.

    Of 302 saved articles, 163 have a footer and linked headings such as newsletters have; in each
    less than two thirds of these stand in the article's text.
    """
    folded = fold(text)
    inside = sum(bool(entry.url) and fold(entry.text[:60]) in folded for entry in issue.entries)
    return 3 * inside >= 2 * len(issue.entries)


def _about(root: Any, url: str) -> Any:
    from trafilatura import extract_metadata  # noqa: PLC0415  # 0.3 s, only where there is a page

    # The date only where the page marks it, not the first one in some sentence; and never against
    # today's: the same page gives the same article whenever it is read.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    return extract_metadata(root, default_url=url or None, date_config=dates, extensive=False)


def _text(root: Any) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415  # likewise

    for element in list(root.iter()):
        if hides(element) and element.getparent() is not None:
            element.drop_tree()
    found: Any = bare_extraction(root, favor_precision=True, include_comments=False)
    # Each of its lines is a paragraph, however short; cells of tables stand between bars.
    lines = (found.text or "").splitlines() if found else []
    return "\n\n".join(_CELL_EDGE.sub(" ", line) if line[:1] == "|" else line for line in lines)


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if rest and fold(first) == fold(title) else text


def _moment(root: Any, day: str | None, zone: tzinfo) -> datetime | None:
    """The moment of publication on `day` ("2025-09-27"), to the minute where the page says it."""
    if not day:
        return None
    marked = root.xpath(
        "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='date']"
        "/@content | //time/@datetime"
    )
    for written in marked:
        try:
            moment = datetime.fromisoformat(written.strip())
        except ValueError:
            continue
        if moment.tzinfo and moment.date().isoformat() == day:
            return moment
    return datetime.combine(date.fromisoformat(day), time(), tzinfo=zone)
