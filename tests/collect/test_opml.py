"""Lists of feeds go out and come back; hostile XML does nothing."""

import tomllib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.opml import append, dumps, loads
from digest.config import SourceSettings
from digest.errors import SourceError


def feed(name: str, url: str) -> SourceSettings:
    return SourceSettings.model_validate({"name": name, "type": "feed", "url": url})


NAMES = st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
URLS = st.integers(0, 10**6).map('https://example.org/feed?id={}&x="<y>'.format)
FEEDS = st.lists(st.tuples(NAMES, URLS), unique_by=(lambda f: f[0], lambda f: f[1]), max_size=6)


def opml(body: str) -> str:
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{body}</body></opml>'


def test_feeds_are_found_however_deep():
    text = opml(
        '<outline text="Tech"><outline text="A" type="rss" xmlUrl="https://a.example/feed"/>'
        '<outline text="More"><outline title="B" xmlUrl="https://b.example/rss"/></outline></outline>'
    )
    assert loads(text) == (
        feed("A", "https://a.example/feed"),
        feed("B", "https://b.example/rss"),
    )


def test_other_outlines_and_unsafe_addresses_are_left_out():
    text = opml(
        '<outline text="a folder"/><outline text="x" xmlUrl="file:///etc/passwd"/>'
        '<outline text="y" xmlUrl="javascript:alert(1)"/>'
    )
    assert loads(text) == ()


def test_a_feed_without_a_name_gets_its_domain():
    assert loads(opml('<outline xmlUrl="https://www.example.org/feed"/>'))[0].name == "example.org"


def test_one_address_once_and_one_name_once():
    text = opml(
        '<outline text="A" xmlUrl="https://a.example/1"/><outline text="A" xmlUrl="https://a.example/2"/>'
        '<outline text="A again" xmlUrl="https://A.example/1#top"/>'
    )
    assert [source.name for source in loads(text)] == ["A", "A 2"]


def test_attributes_in_any_case():
    assert loads(opml('<outline Text="A" xmlURL="https://a.example/"/>'))[0].name == "A"


@pytest.mark.parametrize("text", ["", "words", "<html><body/></html>", "{}", "<opml"])
def test_what_is_not_opml_is_told(text):
    if text == "<opml":
        assert loads(text) == ()  # cut short: what could be read is used
        return
    with pytest.raises(SourceError, match="not OPML"):
        loads(text)


def test_entities_are_not_replaced(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    text = (
        f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "yyyy">]>'
        '<opml><body><outline text="A">&x;</outline>'
        '<outline text="&y;" xmlUrl="https://a.example/"/></body></opml>'
    )
    assert "secret" not in repr(loads(text))


def test_entities_that_explode_do_not():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<!DOCTYPE opml [<!ENTITY e0 "x">{levels}]><opml><body>'
        '<outline text="&e11;" xmlUrl="https://a.example/"/></body></opml>'
    )
    try:
        names = [source.name for source in loads(text)]
    except SourceError:
        return
    assert all(len(name) < 1000 for name in names)


@given(FEEDS)
def test_round_trip(feeds):
    sources = append("", (), [feed(name, url) for name, url in feeds])[1]
    assert loads(dumps(sources, "My feeds")) == sources


def test_only_feeds_go_out():
    folder = SourceSettings.model_validate({"name": "F", "type": "folder", "path": "x"})
    assert loads(dumps([folder, feed("A", "https://a.example/")], "t")) == (
        feed("A", "https://a.example/"),
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(body):
    with suppress(SourceError):
        loads(b"<opml><body><outline " + body)


# ------------------------------------------------------------------------------- sources.toml


@given(FEEDS, FEEDS, st.sampled_from(["", "# mine\n", "# no line end"]))
def test_append_keeps_every_character_and_adds_valid_tables(known, new, comment):
    before, first = append(comment, (), [feed(*one) for one in known])
    after, added = append(before, first, [feed(*one) for one in new])
    assert after.startswith(before)
    tables = tomllib.loads(after).get("source", [])
    assert tuple(SourceSettings.model_validate(table) for table in tables) == first + added
    assert len({table["name"] for table in tables}) == len(tables)


def test_append_leaves_out_what_is_there():
    known = (feed("A", "https://a.example/feed"),)
    text, added = append("# mine\n", known, [feed("Other", "https://A.example:443/feed")])
    assert (text, added) == ("# mine\n", ())
