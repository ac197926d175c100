"""What is not the article's goes, what is stays, and nothing is added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.article import normalise
from digest.collect.clean import clean
from digest.collect.furniture import is_furniture
from digest.text import words

PROSE = (
    (
        "La coopérative a réuni ses membres mardi soir pour leur présenter les comptes de "
        "l’année, qui sont meilleurs que prévu malgré la hausse du prix de l’énergie et des "
        "loyers."
    ),
    (
        "Elle compte ouvrir deux ateliers avant l’été, l’un à Brest et l’autre à Lorient, et "
        "cherche une trentaine de personnes pour y travailler, a précisé sa présidente."
    ),
    (
        "Les membres ont voté le budget à une large majorité. Le débat a surtout porté sur le "
        "partage du temps de travail, que beaucoup voudraient plus souple."
    ),
)

FURNITURE = (
    "AFP, publié le 3 mars 2025 à 8h12",
    "Publié le 12/09/2025 à 14h30 - Mis à jour le 13/09/2025",
    "Par Anne Le Goff",
    "By Jane Doe and John Roe",
    "Lire aussi : Le port de Brest s’agrandit",
    "À lire aussi > Le port de Brest s’agrandit",
    "Réagir",
    "12 commentaires",
    "Partager",
    "Partagez cet article",
    "Share this article on Facebook",
    "© 2025 La Gazette du port. Tous droits réservés.",
    "Nous utilisons des cookies pour mesurer l’audience et personnaliser les publicités.",
    "This website uses cookies to improve your experience.",
    "Temps de lecture : 4 min",
    "3 min read",
    "Nov. 21, 2025, 1:24 p.m.",
    "351",
    "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
)

KEPT = (
    "Par ailleurs, la ville votera son budget en mars.",
    "Le 3 mars 2025, la présidente a signé l’accord avec les deux villes.",
    "Les cookies des sites publics seront contrôlés par un organisme indépendant.",
    "Partager le travail, une idée neuve ?",
    "Un deuxième atelier à Lorient",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_goes(line: str) -> None:
    assert clean("\n\n".join([PROSE[0], line, PROSE[1]])) == "\n\n".join(PROSE[:2])


@pytest.mark.parametrize("line", KEPT)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert line in clean("\n\n".join([PROSE[0], line, PROSE[1]]))


@pytest.mark.parametrize("line", FURNITURE)
def test_a_no_break_space_changes_nothing(line: str) -> None:
    assert is_furniture(line.replace(" ", "\u00a0"))


def test_titles_under_a_lone_heading_of_links_go() -> None:
    lines = [PROSE[0], "Lire aussi", "Le port de Brest s’agrandit", "La criée ferme", PROSE[1]]
    assert clean("\n\n".join(lines)) == "\n\n".join(PROSE[:2])


def test_what_follows_the_article_goes() -> None:
    teaser = "La criée de Lorient ferme ses portes après quatre-vingts ans au service des pêcheurs."
    lines = [*PROSE, "Hot news", "La criée ferme", teaser, "Le port", teaser, "All news"]
    assert clean("\n\n".join(lines)) == "\n\n".join(PROSE)


def test_a_box_in_the_middle_does_not_end_the_article() -> None:
    lines = [PROSE[0], PROSE[1], "Most read", "La criée ferme", *PROSE]
    assert clean("\n\n".join(lines)).endswith("\n\n".join(PROSE))


def test_comments_at_the_head_are_a_button() -> None:
    assert clean("\n\n".join(["Commentaires", *PROSE])) == "\n\n".join(PROSE)


LINES = st.lists(
    st.sampled_from([*PROSE, *FURNITURE, *KEPT, "Hot news", "Lire aussi", "Comments"])
    | st.text(max_size=60),
    max_size=12,
).map("\n\n".join)


@given(LINES)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(LINES)
def test_no_word_is_added(text: str) -> None:
    assert set(words(clean(text))) <= set(words(normalise(text)))


@pytest.mark.parametrize(
    "hostile", ["Par " + "A " * 50_000, "1 " * 50_000, "© " * 50_000, "a lire " * 30_000]
)
def test_hostile_lines_take_linear_time(linear, hostile: str) -> None:
    linear(clean, hostile)
