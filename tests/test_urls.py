"""One page, one address; nothing dangerous is an address at all."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Item
from digest.urls import anchor, canonical, is_web, publisher, within

PIECE = st.text("aZé0 ~%/.-_&=?#:;+,'()[]@!$*", max_size=12)
ADDRESSES = st.one_of(
    st.text(max_size=40),
    st.builds(
        "{}://{}{}/{}?{}#{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp"]),
        st.sampled_from(
            ["example.org", "Example.FR", "bücher.example", "[::1]", "a.b.", "1.2.3.4"]
        ),
        st.sampled_from(["", ":80", ":443", ":8080", ":"]),
        PIECE,
        PIECE,
        PIECE,
    ),
)


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTPS://Example.ORG:443/A/b?x=1#top", "https://example.org/A/b?x=1"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org./", "http://example.org/"),
        ("https://example.org/a?utm_source=rss&id=7&fbclid=z", "https://example.org/a?id=7"),
        ("https://example.org/a?xtor=RSS-16&at_medium=feed", "https://example.org/a"),
        ("https://example.org/a?UTM_Campaign=1", "https://example.org/a"),
        ("https://example.org/?p=12&b=2&a=1", "https://example.org/?p=12&b=2&a=1"),
        ("https://example.org/?s=ia&t=4&ref=home", "https://example.org/?s=ia&t=4&ref=home"),
        ("https://bücher.example/été", "https://xn--bcher-kva.example/%C3%A9t%C3%A9"),
        ("https://example.org/a%2fb%c3%a9", "https://example.org/a%2Fb%C3%A9"),
        ("  https://example.org/a b ", "https://example.org/a%20b"),
        ("https://[2001:DB8::1]:443/x", "https://[2001:db8::1]/x"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
    ],
)
def test_canonical_form(given_url, expected):
    assert canonical(given_url) == expected


@given(ADDRESSES)
def test_canonical_is_idempotent(url):
    assert canonical(canonical(url)) == canonical(url)


@given(ADDRESSES)
def test_a_web_address_stays_one_and_keeps_its_family(url):
    if is_web(url):
        assert is_web(canonical(url))
        assert publisher(canonical(url)) == publisher(url)
        assert not urlsplit(canonical(url)).fragment


@given(st.lists(st.sampled_from(["id=7", "s=a", "t=1", "ref=x", "a=b=c", "v"]), max_size=5))
def test_other_parameters_survive_in_order(pairs):
    query = "&".join(["utm_medium=x", *pairs, "gclid=1"])
    assert urlsplit(canonical(f"https://example.org/?{query}")).query == "&".join(pairs)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/",
        "data:text/html,x",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org\\@evil.example/",
        "http://exam\nple.org/",
        "http://example.org/\x00",
        "http://example.org:port/",
        "http://example.org:99999/",
        "http://[::1/",
        "http://a..b/",
        "http://./",
    ],
)
def test_unsafe_or_unfinished_addresses_are_refused(url):
    assert not is_web(url)
    assert publisher(url) == ""


@pytest.mark.parametrize(
    ("url", "family"),
    [
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://tech.example.fr/", "example.fr"),
        ("https://example.com/", "example.com"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("http://localhost:8000/", "localhost"),
        ("http://192.0.2.7/x", "192.0.2.7"),
    ],
)
def test_publisher_is_the_registrable_domain(url, family):
    assert publisher(url) == family


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Item(id="s4ca0d8c25497", title="Énergia paie"), "s4ca0d8c25497"),
        (Item(title="L’été d’Énergia : 3 €, dit-on"), "l-ete-d-energia-3-dit-on"),
        (Item(id='a" onload="x', title="Titre"), "a-onload-x"),
        (Item(title="mot " * 40), "mot-" * 14 + "mot"),
        (Item(text="Sans titre."), ""),
    ],
)
def test_an_item_is_found_by_its_story_or_else_by_its_title(item, expected):
    assert anchor(item) == expected


@pytest.mark.parametrize(
    ("page", "place", "expected"),
    [
        ("https://example.org/a", "s1", "https://example.org/a#s1"),
        ("https://example.org/a", "", "https://example.org/a"),
        ("https://example.org/#/a", "s1", "https://example.org/#/a"),
        ("", "s1", ""),
    ],
)
def test_a_place_in_a_page_is_behind_its_address(page, place, expected):
    assert within(page, place) == expected
