import re
from datetime import date
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from digest.model import Issue, Item, Section
from digest.render import render


@pytest.fixture(scope="module")
def page(email):
    return lxml_html.document_fromstring(email.web)


def test_semantic_outline(page):
    assert page.get("lang") == "fr"
    assert len(page.findall("body/main/article/header/h1")) == 1
    assert len(page.findall("body/main/article/section/h2")) == 8
    assert page.find("body/main/article/footer") is not None
    assert not list(page.iter("script"))
    assert [table.get("class") for table in page.iter("table")] == ["deals"]  # facts, no layout


def test_no_heading_level_is_skipped(page):
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_head_for_search_engines_and_social_networks(page):
    properties = {e.get("property") or e.get("name"): e.get("content") for e in page.iter("meta")}
    url = "https://boussole.example/numeros/2025-09-27"
    assert page.find("head/link[@rel='canonical']").get("href") == url
    assert properties["og:url"] == url
    assert properties["og:type"] == "article"
    assert properties["og:title"] == page.findtext("body/main/article/header/h1")
    assert properties["article:published_time"] == "2025-09-27T07:00:00+02:00"
    assert "robots" not in properties


def test_without_an_address_the_page_is_not_to_be_indexed(issue, newsletter):
    bare = newsletter.model_copy(update={"url": ""})
    web = render(issue, newsletter=bare, templates=None).web
    assert '<meta name="robots" content="noindex">' in web
    assert "canonical" not in web
    assert "og:url" not in web


def test_nothing_is_fetched_from_elsewhere(email):
    assert not re.search(r"@import|url\(|<script|<iframe|<link(?! rel=\"canonical\")", email.web)


def test_the_date_is_for_machines_too(page):
    assert page.find(".//time").get("datetime") == "2025-09-27"


def test_each_item_can_be_linked_to_and_no_id_stands_twice(newsletter):
    items = (Item(id="s1", title="Un"), Item(title="Deux"), Item(title="Deux", text="Encore."))
    issue = Issue(
        date=date(2025, 9, 27),
        sections=(Section(title="A", blocks=items[:2]), Section(title="B", blocks=items[2:])),
    )
    web = render(issue, newsletter=newsletter, templates=None).web
    found = lxml_html.document_fromstring(web).cssselect(".item")
    assert [one.get("id") for one in found] == ["s1", "deux", None]
