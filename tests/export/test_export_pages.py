"""The issue as Markdown and as HTML to paste."""

from datetime import date

import markdown as python_markdown
import pytest
from lxml import html as lxml_html

from digest.config import Newsletter
from digest.export import markdown, paste
from digest.model import (
    Deal,
    Epigraph,
    Issue,
    Item,
    Link,
    Note,
    Picture,
    Prose,
    Quote,
    Section,
    Subhead,
)
from digest.render import render

FIL = (Link(text="Le Fil", url="https://fil.example/a"),)
ISSUE = Issue(
    date=date(2025, 9, 27),
    title="Le câble *et* la prise",
    teaser=("Le câble arrive",),
    epigraph=Epigraph(text="Rien ne presse.", author="Un docker"),
    sections=(
        Section(
            title="Le port",
            standfirst="Enfin.",
            companies=("Ampère", "Nordlys"),
            blocks=(
                Item(label="À SURVEILLER", title="Le câble", text="Il **arrive**.\n\nEnfin.", links=FIL),
                Note(text="secret : note"),
                Item(title="secret", marks=("dropped",)),
                Quote(text="« Oui. »", source="Le maire"),
                Subhead(text="L’argent"),
                Deal(who="A|B", whom="Port", kind="dette", amount="3 M€", links=FIL),
                Deal(who="secret", amount="1 M€", sure=False),
                Picture(src="https://img.example/a.png", alt="Le quai", caption="*Vu* d’ici"),
                Picture(src="a.png", alt="Une grue"),
            ),
        ),
        Section(title="Abonnés", audience="subscribers", blocks=(Prose(text="Pour abonnés."),)),
    ),
)  # fmt: skip


def pasted(base: str = "", variant: str = "everyone") -> str:
    newsletter = Newsletter(name="La Veille", tagline="Ce qui bouge")
    page = render(ISSUE, newsletter=newsletter, templates=None, variant=variant).web
    return paste(page, title=ISSUE.title, language="fr", base=base)


def test_markdown_says_all_that_readers_see_and_nothing_else():
    written = markdown(ISSUE)
    assert written.startswith(
        "# Le câble \\*et\\* la prise\n\n**CETTE SEMAINE** • Le câble arrive\n"
    )
    assert (
        "À SURVEILLER\u00a0: **Le câble** • Il **arrive**.\n\nEnfin.\n\n[Le Fil](https" in written
    )
    assert "> « Oui. »\n>\n> — Le maire" in written
    assert "| A\\|B | Port | dette | 3 M€ | [Le Fil](https://fil.example/a) |" in written
    assert "![Le quai](https://img.example/a.png)\n_*Vu* d’ici_" in written
    assert "Une grue" in written
    for hidden in ("secret", "<!--", "abonnés"):
        assert hidden not in written


def test_markdown_is_read_by_others_as_it_was_meant():
    page = lxml_html.fragment_fromstring(
        python_markdown.markdown(markdown(ISSUE), extensions=["tables"]), create_parent="div"
    )
    assert page.findtext("h1") == "Le câble *et* la prise"
    assert [cell.text_content() for cell in page.iter("td")] == [
        "A|B",
        "Port",
        "dette",
        "3 M€",
        "Le Fil",
    ]


def test_subscribers_sections_come_when_they_are_asked_for():
    assert "Pour abonnés." in markdown(ISSUE, variant="subscribers")
    assert "Pour abonnés." in pasted(variant="subscribers")
    assert "Pour abonnés." not in pasted()


def test_what_is_pasted_has_only_what_editors_keep():
    page = lxml_html.document_fromstring(pasted())
    tags = {element.tag for element in page.body.iter()} - {"body"}
    assert tags <= {
        "h2",
        "h3",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "strong",
        "em",
        "a",
        "img",
        "br",
    }
    assert {name for element in page.body.iter() for name in element.attrib} <= {
        "href",
        "src",
        "alt",
    }


def test_what_is_pasted_says_what_the_page_says():
    page = lxml_html.document_fromstring(pasted())
    text = " ".join(page.body.text_content().split())
    for said in ("Le câble arrive", "Rien ne presse.", "Enfin.", "« Oui. »", "Le maire"):
        assert said in text
    (row,) = page.iter("li")
    assert row.text_content() == "A|B – Port dette : 3 M€ — Le Fil"
    assert "La Veille" not in text.replace("Bienvenue dans La Veille", "")


@pytest.mark.parametrize(
    ("base", "src"), [("", None), ("https://veille.example/n/", "https://veille.example/n/")]
)
def test_a_picture_is_one_that_the_editor_can_fetch_or_its_words(base: str, src: str | None):
    from digest.drawing import Canvas

    newsletter = Newsletter(name="La Veille")
    page = render(
        ISSUE,
        newsletter=newsletter,
        templates=None,
        pictures=lambda _: Canvas(9, 9, "#112233").png(),
    ).web
    found = lxml_html.document_fromstring(paste(page, title="", language="fr", base=base))
    beside = [img.get("src") for img in found.iter("img") if "img.example" not in img.get("src")]
    assert all(one.startswith("https://veille.example/n/pictures/") for one in beside)
    assert bool(beside) == bool(src)
    assert ("Une grue" in found.text_content()) == (not src)


def test_a_comment_between_the_cells_of_a_table_is_passed_over():
    page = "<article><table><tr><!-- a --><td>Anna</td><td>3 M€</td></tr></table></article>"
    assert "<li>Anna : 3 M€</li>" in paste(page, title="", language="fr")
