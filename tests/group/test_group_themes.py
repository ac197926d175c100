"""Stories on one subject stand side by side, and a subject that fills the week is proposed."""

from datetime import date

import pytest

from digest.group.dossier import propose
from digest.group.themes import with_themes
from digest.group.views import read
from digest.model import (
    EDITORIAL,
    Issue,
    Item,
    Note,
    Placement,
    Score,
    Section,
    Selection,
    Story,
    Theme,
    Written,
)

TEXTS = {
    "n1": "Le groupe Nordal bâtit à Bergen un centre de données, refroidi par la mer et payé par Baltica.",
    "k1": "Un studio attaque en justice la copie de son film d'animation sur un héron.",
    "n2": "Le groupe Nordal ouvre à Bergen un centre de données, le deuxième, que la mer refroidit.",
    "k2": "La récolte des cerises commence dans le Roussillon avec deux semaines d'avance.",
    "n3": "À Bergen, le groupe Nordal agrandit son centre de données refroidi par la mer du Nord.",
}


@pytest.fixture
def chosen(article):
    """Three stories on one company among two others, all in one section, best score first."""
    articles = {key: article(key, f"Titre {key}", text) for key, text in TEXTS.items()}
    placed = tuple(
        Placement(story=Story(id=f"s{key}", articles=(one,)), section="a", score=Score())
        for key, one in articles.items()
    )
    selection = Selection(placed=placed, left_out=())
    return with_themes(selection, {key: read(one) for key, one in articles.items()})


def test_a_theme_stands_together_where_its_best_story_does(chosen):
    assert [one.story.id for one in chosen.placed] == ["sn1", "sn2", "sn3", "sk1", "sk2"]


def test_a_theme_is_called_after_the_names_its_stories_share(chosen):
    assert [theme.stories for theme in chosen.themes] == [("sn1", "sn2", "sn3")]
    assert set(chosen.themes[0].title.split(", ")) >= {"Nordal", "Bergen"}
    assert chosen.themes[0].dominates


def test_sections_keep_their_order_and_their_stories(article):
    articles = [article(key, "", text) for key, text in TEXTS.items()]
    placed = tuple(
        Placement(
            story=Story(id=f"s{one.id}", articles=(one,)),
            section="b" if number == 4 else "a",
            score=Score(),
        )
        for number, one in enumerate(articles)
    )
    found = with_themes(
        Selection(placed=placed, left_out=()), {one.id: read(one) for one in articles}
    )
    assert [(one.section, one.story.id) for one in found.placed][-1] == ("b", "sn3")
    assert sorted(one.story.id for one in found.placed) == sorted(one.story.id for one in placed)


@pytest.mark.parametrize("count", [0, 1])
def test_few_stories_have_no_theme(article, count):
    one = article("a", "Titre", TEXTS["n1"])
    placed = (Placement(story=Story(id="sa", articles=(one,)), section="a", score=Score()),)[:count]
    assert with_themes(Selection(placed=placed, left_out=()), {"a": read(one)}).themes == ()


def called(article, *texts: str) -> str:
    """What the theme of these texts, each a story of its own, is called."""
    articles = [article(f"a{n}", f"Titre {n}", text) for n, text in enumerate(texts)]
    placed = tuple(
        Placement(story=Story(id=f"s{one.id}", articles=(one,)), section="a", score=Score())
        for one in articles
    )
    selection = Selection(placed=placed, left_out=())
    return with_themes(selection, {one.id: read(one) for one in articles}).themes[0].title


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (
            (
                "Le groupe Nordal ouvre un chantier. Il attend, dit Nordal, Monday comme lundi.",
                "Le groupe Nordal ferme un chantier, Monday comme lundi.",
            ),
            "Nordal",
        ),
        (
            (
                "Le chantier du groupe plaît à Anna Nordal, et à la Maison-Bleue du chantier.",
                "Le chantier du groupe déplaît à Anna Nordal, et à la Maison-Bleue du chantier.",
            ),
            "Maison-Bleue, Anna Nordal",
        ),
        (
            (
                "Le chantier du groupe, dit la Justice, attend. La justice, le juge, Nordal, le chantier.",
                "Le chantier du groupe, dit la Justice, attend. La justice, le juge, Nordal, le chantier.",
            ),
            "Nordal",
        ),
        (
            (
                "Le chantier du groupe Nordal est British, dit Nordal du chantier.",
                "Le chantier du groupe Nordal est British, redit Nordal du chantier.",
            ),
            "Nordal",
        ),
    ],
    ids=["no weekday", "whole names", "no common noun", "no people"],
)
def test_a_theme_is_called_by_whole_names_and_by_nothing_else(article, texts, title):
    assert called(article, *texts) == title


def test_of_a_long_and_a_short_name_one_is_enough(article):
    text = "Le chantier du groupe plaît à Anna Nordal. Le chantier du groupe est payé par Nordal."
    assert called(article, text, text + " Le chantier attend.") == "Anna Nordal"


def proposed(theme: Theme, *titles: str) -> Issue:
    """An issue with the note on a theme whose items have these titles."""
    written = {
        key: Written(item=Item(id=key, title=title), sentences=())
        for key, title in zip(theme.stories, titles, strict=True)
    }
    issue = Issue(date=date(2025, 9, 27), sections=(Section(key=EDITORIAL),))
    return propose(issue, [theme], written)


def test_a_dossier_is_proposed_under_the_headline_that_holds_its_name_with_its_parts():
    theme = Theme(title="Nordal, Bergen", stories=("s1", "s2"), articles=9, dominates=True)
    note = proposed(theme, "La mer pour climatiseur", "Nordal voit grand").sections[0].blocks[0]
    assert note == Note(
        text="Dossier possible, « Nordal voit grand » (Nordal, Bergen ; articles : 9).\n"
        "- La mer pour climatiseur\n- Nordal voit grand"
    )


def test_a_headline_without_the_name_gets_it():
    theme = Theme(title="AI", stories=("s1",), articles=9, dominates=True)
    note = proposed(theme, "Mais où va l’air").sections[0].blocks[0]
    assert note.text.startswith("Dossier possible, « AI : Mais où va l’air » (AI ;")


def test_a_headline_with_a_colon_gets_no_second_one():
    theme = Theme(title="AI", stories=("s1", "s2"), articles=9, dominates=True)
    both = proposed(theme, "L’air : où va-t-il", "Mais où va l’air").sections[0].blocks[0]
    assert both.text.startswith("Dossier possible, « AI : Mais où va l’air » (AI ;")
    none = proposed(theme, "L’air : où va-t-il", "La mer : où est-elle").sections[0].blocks[0]
    assert none.text.startswith("Dossier possible, « L’air : où va-t-il » (AI ;")


def test_a_theme_that_does_not_dominate_is_no_dossier():
    theme = Theme(title="Nordal", stories=("s1",), articles=2)
    assert not proposed(theme, "Nordal voit grand").sections[0].blocks
