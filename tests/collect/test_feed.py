"""Feeds of every kind become articles; broken and hostile ones say why not."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.entries import Entry, Feed, parse
from digest.collect.feed import FeedSource, is_excerpt, read
from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Page
from digest.model import Article, Refusal

PARIS = ZoneInfo("Europe/Paris")
SINCE = datetime(2025, 9, 20, tzinfo=UTC)
LONG = " ".join(f"Phrase numéro {number} sur les puces et les usines." for number in range(40))
SHORT = "Une usine de puces ouvrira bientôt dans la région."


def page(
    body: str | bytes, kind: str = "application/xml", url: str = "https://a.example/feed"
) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(asked=url, url=url, content_type=kind, body=data)


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A</title>'
        f"{head}{inner}</channel></rss>"
    )


def one(body: str | bytes, **options) -> Entry:
    (entry,) = parse(page(body, **options)).entries
    return entry


def source(url: str, fetch, **options) -> FeedSource:
    settings = SourceSettings.model_validate({"name": "A", "type": "feed", "url": url, **options})
    return FeedSource(settings, root=Path(), fetch=fetch, zone=PARIS, environ={})


def articles(feed: Feed) -> list[Article | Refusal]:
    settings = SourceSettings(name="A", type="feed")
    return list(read(feed, since=SINCE, settings=settings, fetch=None, zone=PARIS))


# ---------------------------------------------------------------------------------- the formats


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://a.example/"><title>A</title></channel>
 <item rdf:about="https://a.example/1"><title>Puces</title><link>https://a.example/1</link>
 <description>Une usine.</description><dc:date>2025-09-25T08:00:00+02:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>Puces</title>
 <link href="https://a.example/1"/><id>tag:a.example,2025:1</id>
 <published>2025-09-25T06:00:00Z</published><summary>Une usine.</summary></entry></feed>"""
RSS_091 = """<rss version="0.91"><channel><title>A</title><item><title>Puces</title>
 <link>https://a.example/1</link><description>Une usine.</description>
 <pubDate>Thu, 25 Sep 2025 06:00:00 GMT</pubDate></item></channel></rss>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A",
        "items": [
            {
                "id": "1",
                "url": "/1",
                "title": "Puces",
                "summary": "Une usine.",
                "date_published": "2025-09-25T08:00:00+02:00",
            }
        ],
    }
)


@pytest.mark.parametrize(
    "body", [RDF, ATOM, RSS_091, JSON_FEED], ids=["rdf", "atom", "rss", "json"]
)
def test_each_format_gives_the_same_entry(body):
    assert one(body) == Entry(
        title="Puces",
        url="https://a.example/1",
        text="Une usine.",
        published=datetime(2025, 9, 25, 6, tzinfo=UTC),
    )


def test_windows_1252_that_calls_itself_latin_1():
    body = rss("<title>L’été</title>").replace("utf-8", "iso-8859-1").encode("cp1252")
    assert one(body).title == "L’été"


def test_the_charset_of_the_header_is_heard():
    body = rss("<title>L’été</title>").replace(' encoding="utf-8"', "").encode("cp1252")
    assert one(body, kind="application/xml; charset=windows-1252").title == "L’été"


def test_markup_in_titles_and_texts_becomes_text():
    entry = one(
        rss(
            "<title>&lt;b&gt;Puces&lt;/b&gt; &amp;amp; usines</title><description>"
            "&lt;p&gt;Une usine.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;Deux.&lt;/p&gt;"
            "</description>"
        )
    )
    assert entry.title == "Puces & usines"
    assert entry.text == "Une usine.\n\nDeux."


def test_the_longest_of_content_and_summary_is_the_text():
    entry = one(
        rss(
            f"<description>Court.</description><content:encoded>{LONG}</content:encoded>",
        )
    )
    assert entry.text == LONG
    assert entry.complete


def test_relative_links_are_resolved():
    assert one(rss("<link>/2025/puces</link>")).url == "https://a.example/2025/puces"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://u:p@b.example/"]
)
def test_unsafe_links_are_dropped(link):
    assert one(rss(f"<title>A</title><link>{link}</link>")).url == ""


@pytest.mark.parametrize(
    "date",
    ["", "soon", "Thu, 99 Foo 2025", "Mon, 01 Jan 0001 00:00:00 GMT", "9999-12-31T23:59:59-12:00"],
)
def test_a_missing_or_impossible_date_is_unknown(date):
    assert one(rss(f"<title>A</title><pubDate>{date}</pubDate>")).published is None


def test_a_feed_broken_in_the_middle_gives_what_it_holds():
    body = rss("<title>Un</title>", "<title>Deux</title>").replace("</channel></rss>", "<oops")
    assert [entry.title for entry in parse(page(body)).entries] == ["Un", "Deux"]


def test_an_empty_feed_is_a_feed():
    assert parse(page(rss())).entries == ()


# ------------------------------------------------------------------------------ what is no feed


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<html><head><title>Log in</title></head><form>Password</form></html>", "a web page"),
        ("", "empty"),
        ("plain words", "not a feed"),
        ('{"items": []}', "not a JSON Feed"),
        ("{broken", "not valid JSON"),
        ("[" * 100_000, "not a feed"),
        ('{"a":' * 100_000, "not valid JSON"),
    ],
)
def test_what_is_no_feed_is_told(body, words):
    with pytest.raises(SourceError, match=words):
        parse(page(body))


def test_a_page_that_names_its_feed_is_a_hint():
    body = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
    with pytest.raises(SourceError) as caught:
        parse(page(body))
    assert "https://a.example/rss" in caught.value.hint


def test_a_feed_too_large_is_told():
    with pytest.raises(SourceError, match="larger"):
        parse(page(b"<rss>" + b" " * 5_000_001))


def test_entities_neither_explode_nor_read_files(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = (
        f'<!DOCTYPE rss [<!ENTITY e0 "x">{levels}<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<rss version="2.0"><channel><item><title>&e11;&s;</title></item></channel></rss>'
    )
    entry = one(body)
    assert "secret words" not in entry.title
    assert len(entry.title) < 10_000


@pytest.mark.parametrize(
    "body",
    [
        "<a>" * 300_000,
        "<a b='" * 150_000,
        rss("<title>x</title><description>" + "&lt;!--" * 100_000 + "</description>"),
        "<rss " + " ".join(f"a{number}='x'" for number in range(80_000)) + ">",
    ],
    ids=["open tags", "open quotes", "open comments", "attributes"],
)
def test_a_hostile_feed_takes_linear_time(linear, body):
    def read(text):
        with suppress(SourceError):
            parse(page(text))

    linear(read, body)


def test_a_large_broken_feed_keeps_its_words():
    body = rss("<title>L&eacute;ger &amp; vif</title>" + " " * 200_000)
    assert one(body.replace("</channel></rss>", "<oops")).title == "Léger & vif"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "url", "title", "content_html", "content_text", "date_published"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_items_of_a_json_feed_are_survived(items):
    table = {"version": "https://jsonfeed.org/version/1", "items": items}
    with suppress(SourceError):
        articles(parse(page(json.dumps(table))))


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(body):
    with suppress(SourceError):
        articles(parse(page(b"<rss><channel><item>" + body)))


# ---------------------------------------------------------------------------------- the articles


def test_an_entry_becomes_an_article():
    body = rss(
        "<title>Puces</title><link>https://a.example/1?utm_source=rss&amp;id=2</link>"
        f"<description>{SHORT}</description><pubDate>Thu, 25 Sep 2025 06:00:00 GMT</pubDate>"
    )
    (article,) = articles(parse(page(body)))
    assert article.url == "https://a.example/1?id=2"
    assert (article.title, article.text) == ("Puces", SHORT)
    assert (article.source, article.publisher) == ("A", "a.example")
    assert article.published == datetime(2025, 9, 25, 6, tzinfo=UTC)
    assert article.language == "fr"


def test_what_is_older_is_left_out_and_what_has_no_date_is_kept():
    feed = Feed(
        url="https://a.example/feed",
        entries=(
            Entry(
                title="old",
                url="https://a.example/1",
                text="x",
                published=datetime(2025, 9, 19, tzinfo=UTC),
            ),
            Entry(title="undated", url="https://a.example/2", text="x"),
        ),
    )
    assert [article.title for article in articles(feed)] == ["undated"]


def test_half_surrogates_and_control_characters_of_json_are_survived():
    item = {
        "title": "Pu\ud800ces\u0000",
        "content_text": "\udfffUne usine\u202e.",
        "url": "/\ud800",
    }
    table = {"version": "https://jsonfeed.org/version/1", "items": [item]}
    (article,) = articles(parse(page(json.dumps(table))))
    assert (article.title, article.text, article.url) == ("Puces", "Une usine.", "")


def test_an_entry_without_link_and_text_is_refused():
    (refusal,) = articles(parse(page(rss("<title>Rien</title>"))))
    assert isinstance(refusal, Refusal)
    assert "neither a link nor a text" in refusal.why


def test_an_entry_without_link_is_used_when_it_has_a_text():
    (article,) = articles(parse(page(rss(f"<description>{SHORT}</description>"))))
    assert (article.url, article.text, article.publisher) == ("", SHORT, "a.example")


def test_entries_that_share_one_page_stay_apart():
    body = rss(
        *(
            f"<title>Version {n}</title><link>https://a.example/log#v{n}</link>"
            f"<description>Ce qui change, {n}.</description>"
            for n in range(3)
        )
    )
    found = articles(parse(page(body)))
    assert len({article.id for article in found}) == 3
    assert {article.part_of for article in found} == {"https://a.example/log"}


# ----------------------------------------------------------------------------------- full texts


@pytest.mark.parametrize(
    ("entry", "excerpt"),
    [
        (Entry(text=LONG, complete=True), False),
        (Entry(text=LONG, complete=False), True),
        (Entry(text=SHORT, complete=True), True),
        (Entry(text=f"{LONG} […]", complete=True), True),
        (Entry(text=f"{LONG} Lire la suite", complete=True), True),
        (Entry(text=f"{LONG}\n\nThe post Puces appeared first on A.", complete=True), False),
        (Entry(text=f"{LONG}…\n\nThe post Puces appeared first on A.", complete=True), True),
    ],
)
def test_what_counts_as_an_excerpt(entry, excerpt):
    assert is_excerpt(entry) is excerpt


def article_page(text: str) -> str:
    return f"<html><title>Puces</title><body><article><p>{text}</p></article></body></html>"


def test_an_excerpt_is_completed_from_its_page_once(site, fetch):
    site.on("/1", article_page(LONG))
    url = site.on(
        "/feed", rss(f"<title>Puces</title><link>/1</link><description>{SHORT}</description>")
    )
    (article,) = source(url, fetch).articles(SINCE)
    list(source(url, fetch).articles(SINCE))
    assert article.text == LONG
    assert site.asked.count("/1") == 1


def test_a_link_over_a_redirector_gives_way_to_the_publishers_own(site, fetch):
    there = site.on("/1", article_page(LONG))
    link = site.on("/click?id=9", there, status=302).replace("127.0.0.1", "localhost")
    url = site.on("/feed", rss(f"<title>Puces</title><link>{link}</link>"))
    (article,) = source(url, fetch).articles(SINCE)
    assert (article.url, article.publisher) == (there, "127.0.0.1")


def test_the_excerpt_stays_when_the_page_is_about_something_else(site, fetch):
    consent = " ".join(["Nous et nos partenaires déposons des cookies sur votre terminal."] * 9)
    site.on("/1", article_page(consent))
    url = site.on("/feed", rss(f"<link>/1</link><description>{SHORT}</description>"))
    (article,) = source(url, fetch).articles(SINCE)
    assert article.text == SHORT


def test_an_entry_whose_page_is_about_something_else_says_so(site, fetch):
    site.on("/1", article_page("Connectez-vous pour lire. " * 30))
    title = "Grenoble ouvrira bientôt une troisième usine de composants"
    url = site.on("/feed", rss(f"<title>{title}</title><link>/1</link>"))
    (refusal,) = source(url, fetch).articles(SINCE)
    assert "something else" in refusal.why


def test_the_excerpt_stays_when_the_page_cannot_be_read(site, fetch):
    url = site.on("/feed", rss(f"<link>/gone</link><description>{SHORT}</description>"))
    (article,) = source(url, fetch).articles(SINCE)
    assert article.text == SHORT


def test_an_entry_with_neither_text_nor_page_says_what_happened(site, fetch):
    url = site.on("/feed", rss("<title>Puces</title><link>/gone</link>"))
    (refusal,) = source(url, fetch).articles(SINCE)
    assert "404" in refusal.why


def test_full_text_false_fetches_no_page(site, fetch):
    url = site.on("/feed", rss(f"<link>/1</link><description>{SHORT}</description>"))
    list(source(url, fetch, full_text=False).articles(SINCE))
    assert site.asked[0] == "/feed"
    assert "/1" not in site.asked


def test_an_unchanged_feed_says_so_and_still_gives_its_articles(site, fetch):
    url = site.on("/feed", rss(f"<description>{SHORT}</description>"))
    first, again = source(url, fetch), source(url, fetch)
    assert list(first.articles(SINCE)) == list(again.articles(SINCE))
    assert (first.unchanged, again.unchanged) == (False, True)


def test_a_failing_feed_keeps_failing_until_it_is_repaired(site, fetch):
    url = site.on("/feed", "<html>Log in</html>")
    for _ in range(2):
        with pytest.raises(SourceError, match="a web page"):
            list(source(url, fetch).articles(SINCE))


def test_offline_no_feed_is_read():
    with pytest.raises(OfflineError):
        list(source("https://a.example/feed", None).articles(SINCE))
