"""What a story is about: what its articles have in common."""

from digest.write.centre import Centre

from .conftest import make_article

ARTICLES = (
    make_article(1, "Boréal lève 1,2 milliard d’euros", "Boréal finance des barrages."),
    make_article(2, "Boreal raises €1.2bn", "The financing is for dams.", language="en"),
    make_article(3, "Le chat de Boréal", "Boréal a un chat."),
)
CENTRE = Centre(ARTICLES, ARTICLES, "", "fr")


def test_what_most_articles_say_is_nearer_than_what_one_says() -> None:
    assert CENTRE.nearness("Boréal") == 1.0
    assert CENTRE.nearness("Boréal lève") > CENTRE.nearness("Le chat de Boréal lève la patte")


def test_figures_and_the_beginnings_of_words_are_the_same_in_both_languages() -> None:
    assert CENTRE.nearness("1 200 millions") == CENTRE.nearness("financement") == 2 / 3


def test_what_says_nothing_is_not_central() -> None:
    assert CENTRE.nearness("de la") == CENTRE.nearness("") == 0.0


def test_a_story_without_words_has_no_centre() -> None:
    assert Centre((make_article(1, "", ""),), (), "", "fr").nearness("Boréal") == 0.0


def test_the_core_is_what_half_of_the_headlines_hold() -> None:
    assert CENTRE.core("Boréal lève 1,2 milliard grâce au chat") == 2
