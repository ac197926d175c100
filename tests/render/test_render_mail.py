"""The mail's HTML."""

import dataclasses
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from digest.errors import RenderError
from digest.model import Epigraph, Issue, Item, Link, Picture, Prose, Quote, Section, Subhead
from digest.render import render


@pytest.fixture(scope="module")
def page(email):
    return lxml_html.document_fromstring(email.html)


def test_standards_mode(email):
    assert email.html.startswith("<!DOCTYPE html>")


def test_online_and_unsubscribe_stand_at_the_top_and_at_the_foot(page):
    targets = [link.get("href") for link in page.iter("a")]
    both = ["https://boussole.example/numeros/2025-09-27", "https://boussole.example/desabonnement"]
    assert targets[:2] == both
    assert targets[-2:] == both


def test_no_address_is_no_link(issue, newsletter):
    bare = newsletter.model_copy(update={"url": "", "unsubscribe_url": ""})
    email = render(issue, newsletter=bare, templates=None)
    assert 'href=""' not in email.html
    assert "Se désabonner" not in email.html + email.text + email.web


def test_nothing_is_fetched_but_the_issues_own_pictures(email):
    assert "@import" not in email.html
    assert "<link" not in email.html
    assert "fonts.googleapis" not in email.html


def test_no_character_is_printed_as_its_code(newsletter):
    marks = "e\u0301 « a » ? \u00a0\u202f\u200d 1 000 € 🧭"
    issue = Issue(date=date(2025, 9, 27), title=marks, subject=marks, preheader=marks)
    shown = render(issue, newsletter=newsletter, templates=None).html
    assert "\\u{" not in shown
    assert "é «\u00a0a\u00a0»" in shown


def test_spaces_between_emphasised_words_stay(newsletter):
    blocks = (Prose(text="**un**\n*deux* [trois](https://a.example) `quatre`"),)
    issue = Issue(date=date(2025, 9, 27), sections=(Section(title="A", blocks=blocks),))
    shown = lxml_html.fromstring(render(issue, newsletter=newsletter, templates=None).html)
    assert "un deux trois quatre" in shown.text_content()


def test_hostile_text_adds_no_element(newsletter):
    def page_of(text):
        item = Item(title=text, text=text, label=text)
        issue = Issue(
            date=date(2025, 9, 27),
            title=text,
            teaser=(text,),
            preheader=text,
            sections=(Section(title=text, standfirst=text, companies=(text,), blocks=(item,)),),
        )
        email = render(issue, newsletter=newsletter, templates=None)
        return [
            e.tag
            for page in (email.html, email.web)
            for e in lxml_html.document_fromstring(page).iter()
        ]

    hostile = (
        "</mj-text></style></title><script>alert(1)</script><img src=x onerror=y> ]]> --> {{ 7*7 }}"
    )
    assert page_of(hostile) == page_of("mot")


def test_20_items_stay_far_below_where_gmail_cuts(newsletter):
    text = "Une phrase de douze mots, répétée, pour en faire un item entier. " * 6
    items = tuple(Item(title=f"Titre {number}", text=text) for number in range(20))
    issue = Issue(date=date(2025, 9, 27), sections=(Section(title="A", blocks=items),))
    assert len(render(issue, newsletter=newsletter, templates=None).html.encode()) < 45_000


def test_style_sheets_stay_below_where_gmail_drops_them(email):
    css = "".join(re.findall(r"<style[^>]*>(.*?)</style>", email.html, re.DOTALL))
    assert len(css) < 8_000
    depth = 0
    for token in re.findall(r"@\w+|[{}]", css):
        if token.startswith("@"):
            assert depth == 0  # nested at-rules make Gmail drop everything
        depth += {"{": 1, "}": -1}.get(token, 0)


def test_important_has_a_space_before_it(email):
    assert "!important" in email.html
    own = email.html[email.html.index(":root") :]
    assert not re.search(r"[^ ]!important", own)


def test_colours_have_six_digits(email):
    assert not re.search(r":\s*#[0-9a-fA-F]{3}\b(?![0-9a-fA-F])", email.html)


def test_brand(issue, newsletter):
    brand = newsletter.brand.model_copy(
        update={"accent": "#006644", "logo": "https://a.example/l.png"}
    )
    shown = render(issue, newsletter=newsletter.model_copy(update={"brand": brand}), templates=None)
    assert "#006644" in shown.html
    assert '<img class="logo" src="https://a.example/l.png" alt="La Boussole"' in shown.html


def test_a_template_of_the_workspace_takes_the_place_of_the_themes(issue, newsletter, tmp_path):
    (tmp_path / "item.mjml").write_text("<p>Un seul mot : {{ block.title }}</p>", encoding="utf-8")
    email = render(issue, newsletter=newsletter, templates=tmp_path)
    assert "Un seul mot" in email.html
    assert "<h1" in email.html


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("<p>\n{{ block.titel }}</p>", "item.mjml:2"),
        ("<p>\n\n{% if %}</p>", "item.mjml:3"),
        ("\n{{ nothing }}", "item.mjml:2"),
        ("{{ ''.__class__.__mro__ }}", "item.mjml:1"),
        ("{{ 1 / 0 }}", "item.mjml:1"),
        ('{% include "item.mjml" %}', "item.mjml:1"),
        ('{% include "nowhere.mjml" %}', "item.mjml:1"),
        ("<p>\n</p><mj-buton>x</mj-buton>", "item.mjml:2: mj-buton"),
        ('</mj-text><mj-text colour="#000000">', "item.mjml:1: colour"),
        ("<p>{{ block.title }}", "item.mjml: not valid MJML near"),
        ("<p>3 < 5 & 6</p>", "item.mjml: not valid MJML near"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_place(
    issue, newsletter, tmp_path, template, place
):
    (tmp_path / "item.mjml").write_text(template, encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        render(issue, newsletter=newsletter, templates=tmp_path)
    assert caught.value.message.startswith(place)


def test_same_input_same_bytes(issue, newsletter, email):
    again = render(dataclasses.replace(issue), newsletter=newsletter, templates=None)
    assert again == email


TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "\x00\x1b[0m",
        "\ud800",
        "\u202eabc",
        "]]>",
        "&#0;",
        "&nbsp;",
        "e\u0301" * 9,
        "\u2028",
        "</style>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(text=TEXT, other=TEXT)
def test_any_text_renders_anywhere(newsletter, text, other):
    blocks = (
        Item(title=text, label=other, text=other, links=(Link(text=text, url=other),)),
        Prose(text=text),
        Subhead(text=other),
        Quote(text=text, source=other),
        Picture(src=other, alt=text, caption=other),
    )
    issue = Issue(
        date=date(2025, 9, 27),
        title=text,
        newsletter=other,
        subject=text,
        preheader=other,
        teaser=(text, other),
        epigraph=Epigraph(text=text, author=other),
        preamble=blocks,
        sections=(Section(title=text, standfirst=other, companies=(text, other), blocks=blocks),),
    )
    email = render(issue, newsletter=newsletter, templates=None)
    assert not re.search(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", email.html + email.web + email.text
    )
