"""Themes: each prints an issue whole; what one has not, the default one has; one's own goes before."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from digest.config import Brand
from digest.errors import RenderError
from digest.render import render
from digest.render.edition import Edition
from digest.render.templates import templates
from digest.render.theme import themes

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")


def test_the_default_theme_is_the_first():
    assert themes() == ("default", "briefing", "letter")


def test_what_a_theme_has_not_is_the_default_ones():
    letter = templates("letter")
    assert letter["mail.mjml"].theme == "letter"
    assert letter["prose.mjml"].theme == "default"
    assert set(letter) >= set(templates("default"))


def test_an_unknown_theme_is_named_with_those_there_are(issue, newsletter):
    with pytest.raises(RenderError, match=r"newsletter.theme.*'gazette'") as caught:
        render(issue, newsletter=newsletter.model_copy(update={"theme": "gazette"}), templates=None)
    assert "briefing" in caught.value.hint


def test_a_template_may_include_the_one_it_replaces(issue, newsletter, tmp_path):
    own = '{% include "default/item.mjml" %}<p>Encore un mot.</p>'
    (tmp_path / "item.mjml").write_text(own, encoding="utf-8")
    html = render(issue, newsletter=newsletter, templates=tmp_path).html
    assert html.count("Encore un mot.") == len(list(issue.items))


@pytest.mark.parametrize("theme", themes())
def test_an_ejected_template_prints_what_it_printed_before(issue, newsletter, tmp_path, theme):
    chosen = newsletter.model_copy(update={"theme": theme})
    before = render(issue, newsletter=chosen, templates=None)
    for template in templates(theme).values():
        (tmp_path / template.name).write_text(template.ejected, encoding="utf-8")
    after = render(issue, newsletter=chosen, templates=tmp_path)
    assert re.sub(r"\s+", " ", after.html) == re.sub(r"\s+", " ", before.html)


@pytest.mark.parametrize("theme", themes())
def test_every_template_says_what_it_shows(theme):
    silent = [t.name for t in templates(theme).values() if not t.shows and t.name.endswith("ml")]
    assert not silent


def test_an_ejected_template_says_what_it_is_given():
    ejected = templates("default")["item.mjml"].ejected
    assert "block.label, block.title, block.text, block.links, block.lang" in ejected
    assert "part.companies" in templates("default")["heading.mjml"].ejected
    assert "brand.accent_dark" in templates("default")["dark.css"].ejected


def test_the_page_explains_every_template_and_every_name():
    for name in templates("default"):
        assert f"`{name}`" in PAGE, name
    for field in fields(Edition):
        assert f"`{field.name}`" in PAGE, field.name
    for template in templates("default").values():
        for name in template.given:
            assert name in PAGE or name.startswith("brand."), name


def test_the_brand_decides_every_colour(issue, newsletter):
    """No colour of a theme's own: with other brand colours none of the usual ones is left."""
    plain = {name: field.default for name, field in Brand.model_fields.items()}
    colours = {name for name, default in plain.items() if str(default).startswith("#")}
    brand = Brand(**{name: f"#0{n:02}f{n:02}" for n, name in enumerate(sorted(colours), 10)})
    for theme in themes():
        chosen = newsletter.model_copy(update={"theme": theme, "brand": brand})
        email = render(issue, newsletter=chosen, templates=None)
        shown = email.html.replace("font-size:1px;color:#ffffff", "")  # the preheader is hidden
        for page in (shown, email.web.partition("@media print")[0]):
            assert set(re.findall(r"#[0-9a-f]{6}\b", page)) <= {
                getattr(brand, name) for name in colours
            } | {"#000000"}
