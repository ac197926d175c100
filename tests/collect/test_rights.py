"""What publishers reserve from models is seen where they say it, and stays with the article."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import merge
from digest.collect.feed import FeedSource
from digest.collect.page import read
from digest.config import SourceSettings
from digest.fetch import Fetcher
from digest.fetch.hop import Limits
from digest.fetch.rights import AI_AGENTS, reserves, rule_for
from digest.workspace import IssueFolder

SINCE = datetime(2025, 9, 1, tzinfo=UTC)
TEXT = "".join(
    f"<p>Le port de Brest met en service sa grue numéro {n}, et les dockers comptent les caisses.</p>"
    for n in ("un", "deux", "trois", "quatre")
)
PAGE = "<html lang='fr'><head><title>Les grues</title>{}</head><body><article><h1>Les grues</h1>{}</article></body></html>"


def page(head: str = "") -> str:
    return PAGE.format(head, TEXT)


def rules(*rows: tuple[str, int]) -> str:
    return json.dumps([{"location": at, "tdm-reservation": value} for at, value in rows])


def collected(url: str, fetch: Fetcher):
    settings = SourceSettings(name="Le Relais", type="page", url=url)
    return next(iter(read(url, settings=settings, fetch=fetch, zone=UTC)))


def test_a_page_of_which_nobody_says_anything_is_open(site, fetch):
    assert collected(site.on("/grues", page()), fetch).reserved == ""


def test_the_answers_header_reserves(site, fetch):
    site.headers["/grues"] = {"tdm-reservation": "1"}
    assert "answer" in collected(site.on("/grues", page()), fetch).reserved


@pytest.mark.parametrize(
    "tag",
    ['<meta name="tdm-reservation" content="1">', '<META NAME="TDM-Reservation" CONTENT=" 1 ">'],
)
def test_the_pages_meta_tag_reserves(site, fetch, tag):
    url = site.on("/grues", page(tag))
    assert "page" in collected(url, fetch).reserved


def test_the_sites_file_reserves_what_it_names(site, fetch):
    site.on("/.well-known/tdmrep.json", rules(("/grues", 1)), "application/json")
    assert "tdmrep.json" in collected(site.on("/grues", page()), fetch).reserved
    assert collected(site.on("/libre", page()), fetch).reserved == ""
    assert site.asked.count("/.well-known/tdmrep.json") == 1


def test_a_header_that_comes_twice_reserves():
    assert reserves("0, 1")


def test_the_docs_name_every_agent_that_counts():
    told = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
    assert set(AI_AGENTS) <= set(re.findall(r"[\w-]+", told))


@pytest.mark.parametrize("agent", ["GPTBot", "Google-Extended", "ClaudeBot"])
def test_a_robots_txt_that_keeps_ai_agents_out_reserves(site, fetch, agent):
    site.on("/robots.txt", f"User-agent: {agent}\nDisallow: /grues\n", "text/plain")
    assert agent in collected(site.on("/grues", page()), fetch).reserved
    assert collected(site.on("/libre", page()), fetch).reserved == ""


@pytest.mark.parametrize("value", ["0", "", "2", "yes"])
def test_any_other_value_reserves_nothing(site, fetch, value):
    site.headers["/grues"] = {"tdm-reservation": value}
    url = site.on("/grues", page(f'<meta name="tdm-reservation" content="{value}">'))
    assert collected(url, fetch).reserved == ""


@pytest.mark.parametrize("body", ["{", "[[[", "3", '[{"location": 3}, {"tdm-reservation": 1}]'])
def test_a_file_that_is_no_tdmrep_reserves_nothing(site, fetch, body):
    site.on("/.well-known/tdmrep.json", body, "application/json")
    assert collected(site.on("/grues", page()), fetch).reserved == ""


def rss(link: str, text: str) -> str:
    return (
        f"<rss version='2.0'><channel><title>F</title><item><title>Les grues</title><link>{link}</link>"
        f"<pubDate>Thu, 25 Sep 2025 10:00:00 GMT</pubDate><description><![CDATA[{text}]]></description>"
        "</item></channel></rss>"
    )


def of_feed(url: str, fetch: Fetcher, **options: object):
    settings = SourceSettings(name="F", type="feed", url=url, **options)
    source = FeedSource(settings, root=None, fetch=fetch, zone=UTC, environ={})
    return next(iter(source.articles(SINCE)))


def test_an_entry_completed_from_a_reserved_page_is_reserved(site, fetch):
    link = site.on("/grues", page('<meta name="tdm-reservation" content="1">'))
    url = site.on("/feed", rss(link, "Le port de Brest met en service ses grues, et les dockers."))
    assert of_feed(url, fetch).reserved


def test_an_entry_whose_page_is_never_asked_follows_its_site(site, fetch):
    site.on("/.well-known/tdmrep.json", rules(("/", 1)), "application/json")
    url = site.on("/feed", rss("/grues", TEXT))
    assert "tdmrep.json" in of_feed(url, fetch, full_text=False).reserved
    assert "/grues" not in site.asked


def test_a_feed_that_reserves_itself_reserves_its_entries(site, fetch):
    site.headers["/feed"] = {"tdm-reservation": "1"}
    assert of_feed(site.on("/feed", rss("/grues", TEXT)), fetch, full_text=False).reserved


def test_a_page_from_memory_is_still_reserved(site, tmp_path):
    site.headers["/grues"] = {"tdm-reservation": "1"}
    link = site.on("/grues", page())
    url = site.on("/feed", rss(link, "Le port de Brest met en service ses grues, et les dockers."))
    for _ in range(2):
        limits = Limits(waits=(), connect=20, read=20, total=60)
        with Fetcher(cache=tmp_path, allow_private=True, limits=limits) as fetch:
            assert "answer" in of_feed(url, fetch).reserved
    assert site.asked.count("/grues") == 1


def test_what_was_reserved_stays_so_on_disk_and_in_later_runs(site, fetch, tmp_path):
    url = site.on("/grues", page('<meta name="tdm-reservation" content="1">'))
    first = collected(url, fetch)
    site.on("/grues", page())
    merged = merge([first], [collected(url, fetch)])
    folder = IssueFolder(tmp_path, SINCE.date())
    folder.write_articles(merged)
    assert folder.read_articles()[0].reserved == first.reserved != ""


@pytest.mark.parametrize(
    ("rows", "path", "reserved"),
    [
        ([("/", 1)], "/a/b", True),
        ([("/a/*", 1)], "/a/b", True),
        ([("/a/*", 1)], "/b", False),
        ([("/*.html$", 1)], "/a/b.html", True),
        ([("/*.html$", 1)], "/a/b.html?x", False),
        ([("/", 1), ("/libre/", 0)], "/libre/a", False),
        ([("/libre/", 0), ("/", 1)], "/ferme", True),
        ([("a.html", 1)], "/a.html", True),
        ([("/b\nDisallow: /a", 1)], "/a", False),
    ],
)
def test_the_longest_location_that_fits_decides(rows, path, reserved):
    assert rule_for(f"https://a.example{path}", rules(*rows).encode()) is reserved


def test_a_location_of_many_wildcards_is_decided_all_the_same():
    wild = "/" + "*a" * 500 + "*b"  # a regular expression of it would try for ever
    assert not rule_for("https://a.example/" + "a" * 2_000, rules((wild, 1)).encode())
    assert rule_for("https://a.example/" + "a" * 2_000 + "b", rules((wild, 1)).encode())


@given(st.binary(max_size=200), st.text(max_size=40))
def test_no_file_and_no_path_raise_an_error(data, path):
    assert rule_for(f"https://a.example/{path}", data) in (True, False)
