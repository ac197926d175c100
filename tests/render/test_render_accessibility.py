"""What the Email Markup Consortium's accessibility report looks for, in every theme and variant."""

import re
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from digest.check.palette import contrast, dark_rules, shown
from digest.render import render
from digest.render.theme import themes

DOOR = "https://boussole.example/abonnement"
LAYOUT = "table[not(contains(@class, 'deals'))]"


@pytest.fixture(
    scope="module",
    params=[(theme, variant) for theme in themes() for variant in ("everyone", "subscribers")],
    ids=" ".join,
)
def email(request, issue, newsletter):
    theme, variant = request.param
    chosen = newsletter.model_copy(update={"theme": theme, "subscribe_url": DOOR})
    return render(issue, newsletter=chosen, templates=None, variant=variant)


@pytest.fixture(scope="module")
def page(email):
    return lxml_html.document_fromstring(email.html)


def test_language_and_direction_on_the_page_and_on_its_content(page):
    content = page.body.find("div[@role='article']")
    assert [(e.get("lang"), e.get("dir")) for e in (page, content)] == [("fr", "ltr")] * 2


def test_words_in_another_language_say_so(page):
    english = [e.text_content() for e in page.body.iter("div") if e.get("lang") == "en"]
    assert len(english) == 1
    assert "Chip maker" in english[0]


def test_title_charset_and_a_viewport_that_may_be_enlarged(page, email):
    assert page.findtext("head/title") == email.subject
    assert "charset=UTF-8" in email.html
    viewport = page.find("head/meta[@name='viewport']").get("content")
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


def test_tables_of_the_layout_say_they_are_none(email):
    tables = re.findall(r"<table[^>]*>", email.html)  # those of Outlook's comments too
    layout = [table for table in tables if "deals" not in table]
    assert layout
    assert all('role="presentation"' in table for table in layout)


def test_a_table_of_facts_has_headings(page):
    (facts,) = page.iterfind(".//table[@class='deals']")
    assert facts.get("role") is None
    assert [cell.get("scope") for cell in facts.iter("th")] == ["col", "col"]


def test_one_first_heading_and_no_skipped_level(page):
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(e.text_content().strip() for e in page.iter("h1", "h2", "h3"))


def test_every_picture_has_words_and_a_width(page):
    pictures = list(page.iter("img"))
    assert pictures
    assert all(picture.get("alt") and picture.get("width") for picture in pictures)


def test_every_link_says_where_and_leads_there(page):
    links = list(page.iter("a"))
    assert all(link.text_content().strip() for link in links)
    assert all(link.get("href").startswith(("https://", "mailto:")) for link in links)
    assert not [link for link in links if link.get("title") or link.get("target") == "_self"]


def test_links_are_told_from_text_by_more_than_colour(page, email):
    assert "a { text-decoration: underline; }" in email.html
    bare = [
        a
        for a in page.iter("a")
        if "text-decoration:none" in (a.get("style") or "").replace(" ", "")
    ]
    assert all("background-color" in link.get("style") for link in bare)  # a button


def test_no_name_stands_twice(page):
    names = [e.get("id") for e in page.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_every_word_can_be_read(page, email, palette):
    pairs = list(shown(page, dark_rules(email.html) if palette == "dark" else []))
    assert len(pairs) > 50
    weak = {
        (colour, ground, round(contrast(colour, ground), 2), words[:30])
        for words, colour, ground in pairs
        if contrast(colour, ground) < 4.5
    }
    assert not weak


def test_no_letter_is_smaller_than_14_pixels(page):
    sizes = {
        float(size)
        for e in page.body.iter()
        if isinstance(e.tag, str) and "display:none" not in (e.get("style") or "")
        for size in re.findall(r"font-size:\s*([\d.]+)px", e.get("style") or "")
        if (e.text or "").strip()
    }
    assert min(sizes) >= 14


def test_long_text_is_neither_justified_nor_centred(page):
    for element in page.body.iter("div", "p", "td"):
        style = (element.get("style") or "").replace(" ", "")
        assert "text-align:justify" not in style
        if "text-align:center" in style and element.tag == "div":
            assert len(element.text_content()) < 400


def test_paragraphs_are_paragraphs(page):
    """No line made of line breaks: two in a row are a paragraph that nobody marked."""
    for one in page.iter("br"):
        after = one.getnext()
        assert not (after is not None and after.tag == "br" and not (one.tail or "").strip())


def test_reading_order_is_the_order_of_the_source(page):
    css = " ".join(e.get("style") or "" for e in page.body.iter() if isinstance(e.tag, str))
    assert not re.search(r"position:\s*absolute|float:\s*right|(?<![\w-])order:", css)
