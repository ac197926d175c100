"""One page is one article, or a newsletter's items."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.collect.page import PageSource
from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import SourceError

PARIS = ZoneInfo("Europe/Paris")
SINCE = datetime(2025, 9, 20, tzinfo=UTC)
TEXT = " ".join(
    f"L’usine numéro {number} fabriquera des puces pour les voitures." for number in range(20)
)


def html(body: str, head: str = "<title>Des usines de puces</title>") -> str:
    return f"<html lang='fr'><head>{head}</head><body><article>{body}</article></body></html>"


def source(url: str, fetch) -> PageSource:
    settings = SourceSettings.model_validate({"name": "Le Fil", "type": "page", "url": url})
    return PageSource(settings, root=Path(), fetch=fetch, zone=PARIS, environ={})


def test_a_page_is_one_article(site, fetch):
    url = site.on("/1?id=2&utm_source=x", html(f"<p>{TEXT}</p>"))
    (article,) = source(url, fetch).articles(SINCE)
    assert article.title == "Des usines de puces"
    assert article.text == TEXT
    assert article.source == "Le Fil"
    assert article.url == url.replace("&utm_source=x", "")


def test_a_newsletter_gives_its_items(site, fetch):
    items = "".join(
        f"<p>• Usine {number} à Lyon • La région annonce une usine de puces numéro {number},"
        " qui emploiera mille personnes et ouvrira dans trois ans au plus tard.</p>"
        for number in range(6)
    )
    found = list(source(site.on("/lettre", html(items)), fetch).articles(SINCE))
    assert len(found) == 6
    assert len({article.id for article in found}) == 6
    assert all(article.part_of and article.url.endswith("/lettre") for article in found)


def test_an_older_page_is_left_out(site, fetch):
    head = '<title>x</title><meta property="article:published_time" content="2025-09-01T08:00:00Z">'
    assert list(source(site.on("/", html(f"<p>{TEXT}</p>", head)), fetch).articles(SINCE)) == []


def test_an_unchanged_page_says_so(site, fetch):
    url = site.on("/", html(f"<p>{TEXT}</p>"))
    list(source(url, fetch).articles(SINCE))
    again = source(url, fetch)
    assert len(list(again.articles(SINCE))) == 1
    assert again.unchanged


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (html("<p>Menu</p>"), "text/html", "no article"),
        ("", "text/html", "no article"),
        (b"%PDF-1.7", "application/pdf", "application/pdf"),
        (b"%PDF-1.7", "text/html", "text/html"),
        (b"\x89PNG", "image/png", "image/png"),
    ],
)
def test_what_is_no_article_is_told(site, fetch, body, kind, words):
    with pytest.raises(SourceError, match=words):
        list(source(site.on("/", body, kind), fetch).articles(SINCE))


def test_offline_no_page_is_read():
    with pytest.raises(OfflineError):
        list(source("https://a.example/", None).articles(SINCE))
