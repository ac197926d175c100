"""A feed's bytes to its entries: RSS 0.9x to 2.0, RDF, Atom, CDF, and JSON Feed."""

import io
import re
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from digest.collect.blocks import paragraphs
from digest.errors import SourceError
from digest.fetch import Page
from digest.notice import Notice
from digest.urls import is_web

__all__ = ["Entry", "Feed", "parse", "plausible"]

LARGEST = 5_000_000  # bytes
# What is not well-formed feedparser reads with a parser of its own, which forgives most and takes
# quadratic time: 12 s for half a megabyte of "<a>". Larger feeds are made well-formed first.
LARGEST_AS_IS = 100_000
MOST_ENTRIES = 1_000
MOST_ATTRIBUTES = 100  # feedparser takes quadratic time over those of one element
# A feed is younger than the format (1999), and an article younger than the Web.
FIRST_YEAR, LAST_YEAR = 1990, 2100

_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}<(?:!doctype\s{1,9}html|html)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article: plain text, paragraphs separated by one blank line.

    `url` is absolute, or "" when there is no safe one; `complete` says that the feed means `text`
    to be all of it (a content element rather than a summary).
    """

    title: str = ""
    url: str = ""
    text: str = ""
    complete: bool = False
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as read at `url`: its own title and language ("" when unsaid), entries in its order."""

    url: str
    title: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()


def parse(page: Page) -> Feed:
    """The feed that `page` is; one that is not well-formed is read as far as it goes.

    Raises SourceError when it is no feed at all.
    """
    if len(page.body) > LARGEST:
        raise SourceError(
            Notice("{url} is larger than {largest:g} MB.", url=page.url, largest=LARGEST / 1e6),
            Notice("Ask the site for a shorter feed."),
        )
    if page.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        from digest.collect.jsonfeed import parse_json  # noqa: PLC0415 - the rarer format

        return parse_json(page)
    if _HTML.match(page.body):
        raise _no_feed(page)
    import feedparser  # noqa: PLC0415 - 80 ms

    body, kind = page.body, page.content_type
    if len(body) > LARGEST_AS_IS:
        body, kind = _repaired(page.text), "application/xml; charset=utf-8"
    found = feedparser.parse(
        io.BytesIO(body),  # a string could be taken for an address or a file name
        response_headers={"content-type": kind, "content-location": page.url},
        # Neither is needed: nothing but text is kept, and both take quadratic time on hostile HTML
        # (40 s for half a megabyte of "<!--").
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.entries and not found.get("version"):
        raise _no_feed(page)
    return Feed(
        url=page.url,
        title=plain(found.feed.get("title", "")),
        language=str(found.feed.get("language") or ""),
        entries=tuple(_entry(raw, page.url) for raw in found.entries[:MOST_ENTRIES]),
    )


def plain(html: str) -> str:
    """The text of an HTML fragment, or of what is already plain text."""
    return "\n\n".join(paragraphs(html)) if html else ""


def address(base: str, link: str) -> str:
    """`link` made absolute from `base`, or "" when it is not safe to follow."""
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return ""
    return url if link.strip() and is_web(url) else ""


def plausible(moment: datetime | None) -> datetime | None:
    """`moment`, or None when its year is no year of an article."""
    return moment if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _repaired(text: str) -> bytes:
    """The XML in `text` made well-formed by libxml2, in linear time; b"" when there is none."""
    from lxml import etree  # noqa: PLC0415 - large feeds only

    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"))
    # "&eacute;" is undefined in XML, and would be dropped.
    text = _ENTITY.sub(lambda found: unescape(found[0]), _NOT_XML.sub("", text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return b""
    if root is None:
        return b""
    for entry in list(root.iter("{*}item", "{*}entry"))[MOST_ENTRIES:]:
        entry.getparent().remove(entry)
    for element in root.iter():
        if len(element.attrib) > MOST_ATTRIBUTES:
            element.attrib.clear()
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(raw: Mapping[str, Any], base: str) -> Entry:
    bodies = [_text(part) for part in raw.get("content", ())]
    summary = _text(raw.get("summary_detail") or {})
    text = max([*bodies, summary], key=len)
    # FeedBurner puts a redirect in `link` and the article here.
    links = (raw.get("feedburner_origlink"), raw.get("link"), *_alternates(raw), raw.get("id"))
    return Entry(
        title=_text(raw.get("title_detail") or {}),
        url=next((url for link in links if link and (url := address(base, link))), ""),
        text=text,
        complete=text in bodies,
        published=_moment(raw, "published_parsed") or _moment(raw, "updated_parsed"),
    )


def _alternates(raw: Mapping[str, Any]) -> list[str]:
    return [link.get("href", "") for link in raw.get("links", ()) if link.get("rel") == "alternate"]


def _text(part: Mapping[str, Any]) -> str:
    value = part.get("value") or ""
    return value if part.get("type") == "text/plain" else plain(value)


def _moment(raw: Mapping[str, Any], key: str) -> datetime | None:
    # Asked for first: feedparser answers `updated` with `published`, and a warning.
    parsed: struct_time | None = raw.get(key) if key in raw else None
    if parsed is None:
        return None
    try:
        return plausible(datetime.fromtimestamp(timegm(parsed), UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _no_feed(page: Page) -> SourceError:
    """What it is instead, and which feed the page names, if it does."""
    if not page.body.strip():
        return SourceError(
            Notice("{url} is empty.", url=page.url), Notice("Try again later, or remove it.")
        )
    if b"<html" not in page.body[:100_000].lower():
        return SourceError(
            Notice("{url} is not a feed.", url=page.url), Notice("Correct the address.")
        )
    from lxml import html  # noqa: PLC0415 - failures only

    head = page.text[:100_000].encode()
    links = html.fromstring(head, parser=html.HTMLParser(encoding="utf-8")).iterfind(
        ".//link[@href]"
    )
    feeds = [
        url
        for link in links
        if link.get("type", "").endswith(("rss+xml", "atom+xml", "feed+json"))
        and (url := address(page.url, link.get("href") or ""))
    ]
    return SourceError(
        Notice("{url} is a web page, not a feed (a login or an error page?).", url=page.url),
        Notice("The page names this feed: {feed}", feed=feeds[0])
        if feeds
        else Notice("Correct the address."),
    )
