"""The static site: pages, feeds, search, pictures, as files."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from posixpath import dirname, join, normpath
from types import MappingProxyType
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from digest.archive import site
from digest.archive.places import Places
from digest.collect.jsonfeed import parse_json
from digest.config import Newsletter
from digest.fetch import Page
from digest.model import Item, Prose, Section


@pytest.fixture(scope="module")
def files(make, newsletter) -> Mapping[str, bytes]:
    return MappingProxyType(
        site([make(13), make(27, "La veille <b>& après</b>"), make(20)], newsletter)
    )


def page(files, name: str = "index.html"):
    return lxml_html.document_fromstring(files[name].decode())


PAGES = ["index.html", "2025-09-13/index.html", "2025-09-20/index.html", "2025-09-27/index.html"]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_to_a_file_of_the_site(files, name):
    targets = [
        value
        for _, attribute, value, _ in page(files, name).iterlinks()
        if attribute in {"href", "src", "srcset"} and not urlsplit(value).scheme
    ]
    assert targets
    for target in targets:
        path = normpath(join(dirname(name), target)) if target != "./" else dirname(name) or "."
        path = "index.html" if path == "." else path
        assert {path, f"{path}/index.html"} & set(files) or target.startswith("#"), target


def test_no_word_for_subscribers_is_in_any_file(files):
    for name, data in files.items():
        assert "onfidentiel" not in data.decode("utf-8", "ignore"), name
        assert "confidentiel" not in data.decode("utf-8", "ignore"), name


def test_the_first_page_lists_all_issues_newest_first(files):
    days = [time.get("datetime") for time in page(files).iter("time")]
    assert days == ["2025-09-27", "2025-09-20", "2025-09-13"]


def test_titles_are_text_and_never_markup(files):
    assert page(files).findtext(".//h2/a") == "La veille <b>& après</b>"
    assert "La veille <b>" not in files["index.html"].decode()


def test_an_issue_knows_its_neighbours_and_its_picture(files):
    found = page(files, "2025-09-20/index.html")
    links = {a.get("rel"): a.get("href") for a in found.iter("a") if a.get("rel")}
    assert links == {"prev": "../2025-09-13/", "next": "../2025-09-27/"}
    (card,) = found.xpath("//meta[@property='og:image']/@content")
    assert card == "https://veille.example/cards/2025-09-20.png"
    assert Image.open(io.BytesIO(files["cards/2025-09-20.png"])).size == (1200, 630)


def test_the_atom_feed_is_read_back_as_it_was_meant(files):
    feed = feedparser.parse(files["feed.xml"])
    assert not feed.bozo
    assert (feed.version, feed.feed.title) == ("atom10", "La Veille")
    assert [entry.title_detail.type for entry in feed.entries] == ["text/plain"] * 3
    assert feed.entries[0].title == "La veille <b>& après</b>"
    assert feed.entries[1].link == "https://veille.example/2025-09-20"
    assert feed.entries[1].published == "2025-09-20T07:00:00+02:00"
    content = feed.entries[1].content[0].value
    assert "trois kilomètres" in content
    assert 'src="https://veille.example/2025-09-20/pictures/' in content


def test_the_json_feed_says_the_same(files):
    feed, atom = json.loads(files["feed.json"]), feedparser.parse(files["feed.xml"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["id"] for one in feed["items"]] == [entry.id for entry in atom.entries]
    address = "https://veille.example/feed.json"
    page = Page(asked=address, url=address, body=files["feed.json"])
    ours = [(entry.url, entry.title) for entry in parse_json(page).entries]
    assert ours == [(one["url"], one["title"]) for one in feed["items"]]


def test_the_sitemap_has_every_page(files):
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [loc.text for loc in etree.fromstring(files["sitemap.xml"]).iter(f"{space}loc")]
    assert found == [
        "https://veille.example/",
        *(f"https://veille.example/2025-09-{day}" for day in (27, 20, 13)),
    ]
    assert b"Sitemap: https://veille.example/sitemap.xml" in files["robots.txt"]


def values(files, name: str):
    (path,) = [one for one in files if one.endswith(f"/{name}.js")]
    call = re.fullmatch(r'archiveSearch\("\w+",(.*)\);\n', files[path].decode(), re.DOTALL)
    assert call
    return json.loads(call[1])


def test_the_index_knows_each_word_without_accents(files):
    items, words = values(files, "items0"), values(files, "c")
    assert [items[at][2] for at in words["cable"]][:2] == [
        "La veille <b>& après</b>",
        "Le câble du 27",
    ]


def test_no_script_of_the_index_holds_markup(files):
    assert b"<" not in b"".join(
        data for name, data in files.items() if name.endswith(".js") and "search.js" not in name
    )


def test_a_changed_index_stands_in_another_folder(files, make, newsletter):
    folder = next(dirname(name) for name in files if name.endswith("/items0.js"))
    assert folder not in {dirname(name) for name in site([make(13)], newsletter)}


def test_a_page_is_written_before_what_links_to_it(files):
    order = list(files)
    assert order[-1] == "index.html"
    for name in order[:-1]:
        assert order.index(name) < order.index("index.html")


def test_the_same_issues_give_the_same_bytes(files, make, newsletter):
    assert site([make(27, "La veille <b>& après</b>"), make(20), make(13)], newsletter) == files


def test_without_an_address_there_are_no_feeds(make):
    files = site([make(13)], Newsletter(name="La Veille"))
    assert not {"feed.xml", "feed.json", "sitemap.xml"} & set(files)
    assert "og:image" not in files["index.html"].decode()


def test_a_newsletter_without_issues_has_a_first_page(newsletter):
    files = site([], newsletter)
    assert "Le premier numéro est à venir." in files["index.html"].decode()
    assert not feedparser.parse(files["feed.xml"]).bozo


def test_the_site_speaks_the_newsletters_language(make):
    files = site(
        [make(13, language="en")],
        Newsletter(name="The Watch", language="en", url="https://w.example/{date}"),
    )
    assert page(files).getroottree().getroot().get("lang") == "en"
    assert "Read this issue" in files["index.html"].decode()


@pytest.mark.parametrize(
    ("url", "file", "address"),
    [
        ("https://a.example/{date}", "2025-09-13/index.html", "https://a.example/2025-09-13"),
        (
            "https://a.example/n/{date}/",
            "n/2025-09-13/index.html",
            "https://a.example/n/2025-09-13/",
        ),
        (
            "https://a.example/n/{date}.html",
            "n/2025-09-13.html",
            "https://a.example/n/2025-09-13.html",
        ),
        (
            "https://a.example/lettre",
            "2025-09-13/index.html",
            "https://a.example/lettre/2025-09-13/",
        ),
        ("", "2025-09-13/index.html", ""),
    ],
)
def test_an_issue_stands_where_its_address_says(make, url, file, address):
    places, day = Places(url), make(13).day
    assert (places.issue(day), places.address(day)) == (file, address)


def test_search_and_feeds_address_nobody_by_name(make, newsletter):
    one = make(13)
    name = "{first_name|cher lecteur}"
    item = Item(title=f"{name}, le quai", text=f"Voyez, {name}, le quai.")
    blocks = (item, Prose(text=f"Merci, {name}."))
    section = Section(key="port", title=f"{name}, le port", blocks=blocks)
    issue = replace(one.issue, preheader=f"Bonjour {name}", sections=(section,))
    made = site([replace(one, issue=issue, teaser=())], newsletter)
    for path, data in made.items():
        if path.startswith(("search/", "feed")):
            assert b"cher lecteur}" not in data, path
    assert "Voyez, cher lecteur, le quai." in "".join(
        data.decode() for path, data in made.items() if path.startswith("search/")
    )
    assert "Bonjour cher lecteur" in made["feed.xml"].decode()
