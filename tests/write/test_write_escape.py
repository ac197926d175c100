"""Escaping: what Markdown would read as markup, and nothing more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.write.escape import markdown_escape


def shown(text: str) -> str:
    """What a reader sees of `text` as Markdown."""
    html = MarkdownIt("commonmark").render(text)
    plain = re.sub(r"</?p>", "", html).strip()
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 font 15, et 2 < 3 & 4 > 1",
        "le fichier snake_case_name et C#",
        "« Oui ! » (dit-il) – 20 % – n° 5",
        "3,5 Md$ [sic] le 1. octobre",
        "l’an 2025. Puis rien.",
    ],
)
def test_ordinary_text_stays_as_it_is_but_for_brackets(text: str) -> None:
    assert markdown_escape(text).replace("\\[", "[") == text


@pytest.mark.parametrize(
    "text",
    [
        "*gras* et _italique_ et `code`",
        "# pas un titre",
        "- pas une puce",
        "+ pas une puce",
        "1. pas une liste",
        "2025. pas une liste",
        "> pas une citation",
        "[lien](https://example.org)",
        "![image](https://example.org/p.png)",
        "<script>alert(1)</script>",
        "<!-- commentaire -->",
        "<https://example.org>",
        "une \\*barre\\* oblique",
        "&copy; et &#169;",
        "**gras**fin",
        "[a]: https://example.org",
    ],
)
def test_markup_comes_out_as_its_own_characters(text: str) -> None:
    assert shown(markdown_escape(text)) == text


@given(
    st.text(alphabet="ab*_`[]()<>#-+.1\\&;!~| ", min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
def test_no_element_is_ever_made(text: str) -> None:
    html = MarkdownIt("commonmark").render(markdown_escape(" ".join(text.split())))
    assert set(re.findall(r"<(\w+)", html)) <= {"p"}
