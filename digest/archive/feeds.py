"""Feeds of the issues, and the map for search engines. All addresses in them are absolute."""

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from digest.archive.issue import Published
from digest.archive.places import Places
from digest.config import Newsletter
from digest.greeting import unaddressed

__all__ = ["atom", "json_feed", "sitemap"]

LATEST = 20  # entries of a feed
_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "http://www.w3.org/XML/1998/namespace"
_ARTICLE = re.compile(r"<article>\s*<header>.*?</header>(.*?)<footer>", re.DOTALL)
_LINK = re.compile(r'((?:src|href|srcset)=")(?![a-z]+:|#|/)([^"]+)"')


def atom(issues: Sequence[Published], newsletter: Newsletter, places: Places) -> bytes:
    """An Atom feed (RFC 4287) of the newest issues, each in full."""
    feed = ET.Element("feed", {"xmlns": _ATOM, f"{{{_XML}}}lang": newsletter.language})
    _say(feed, "title", newsletter.name)
    if newsletter.tagline:
        _say(feed, "subtitle", newsletter.tagline)
    _say(feed, "id", places.base)
    ET.SubElement(feed, "link", {"rel": "self", "href": places.web("feed.xml")})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": places.base})
    author = ET.SubElement(feed, "author")
    _say(author, "name", newsletter.sender.name or newsletter.name)
    if issues:
        _say(feed, "updated", newsletter.publication(issues[0].day).isoformat())
    else:
        _say(feed, "updated", "1970-01-01T00:00:00Z")  # the element must be there
    for one in issues[:LATEST]:
        address = places.address(one.day)
        moment = newsletter.publication(one.day).isoformat()
        entry = ET.SubElement(feed, "entry", {f"{{{_XML}}}lang": one.issue.language})
        _say(entry, "title", one.title)
        _say(entry, "id", address)
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
        _say(entry, "published", moment)
        _say(entry, "updated", moment)
        _say(entry, "summary", _summary(one))
        content = ET.SubElement(entry, "content", {"type": "html"})
        content.text = _content(one, places)
    return _written(feed)


def json_feed(issues: Sequence[Published], newsletter: Newsletter, places: Places) -> bytes:
    """A JSON Feed (jsonfeed.org, version 1.1) of the same issues."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": newsletter.name,
        "description": newsletter.tagline,
        "language": newsletter.language,
        "home_page_url": places.base,
        "feed_url": places.web("feed.json"),
        "authors": [{"name": newsletter.sender.name or newsletter.name}],
        "items": [
            {
                "id": places.address(one.day),
                "url": places.address(one.day),
                "title": one.title,
                "language": one.issue.language,
                "summary": _summary(one),
                "image": places.web(f"cards/{one.day}.png"),
                "date_published": newsletter.publication(one.day).isoformat(),
                "content_html": _content(one, places),
            }
            for one in issues[:LATEST]
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(issues: Sequence[Published], places: Places) -> bytes:
    """The pages of the site for search engines (sitemaps.org)."""
    root = ET.Element("urlset", {"xmlns": _MAP})
    pages = [(places.base, issues[0].day if issues else None)]
    pages += [(places.address(one.day), one.day) for one in issues]
    for address, day in pages:
        url = ET.SubElement(root, "url")
        _say(url, "loc", address)
        if day is not None:
            _say(url, "lastmod", day.isoformat())
    return _written(root)


def _say(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _summary(one: Published) -> str:
    return unaddressed(" • ".join(one.teaser) or one.issue.preheader or one.title)


def _content(one: Published, places: Places) -> str:
    """The issue's page from beneath its head to above its foot, with absolute addresses."""
    inside = _ARTICLE.search(one.page)
    page = inside[1].strip() if inside else ""
    folder = places.web(places.beside(one.day, ""))
    return _LINK.sub(lambda link: f'{link[1]}{folder}{link[2]}"', page)
