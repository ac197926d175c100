"""What an article says: words, names, numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.group import views


@pytest.fixture(scope="session")
def numbers(article):
    def of(text, language="fr"):
        return set(views.read(article("1", "", text, language=language)).numbers)

    return of


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("100 Md$", "$100 billion"),
        ("1,1 milliard d'euros", "1.1bn euros"),
        ("4 500 emplois", "4,500 jobs"),
        ("16.000 postes", "16,000 jobs"),
        ("5 millions", "5 million"),
    ],
)
def test_the_same_number_is_the_same_feature_in_both_languages(numbers, french, english):
    assert numbers(french) == numbers(english, "en") != set()


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_every_kind_of_space_groups_digits(numbers, space):
    assert numbers(f"Il vend 12{space}500 puces") == {"1.25e+04"}


def test_french_billion_is_a_thousand_english_ones(numbers):
    assert numbers("2 billions") != numbers("2 billion", "en")


def test_names_are_known_in_a_title_without_capitals(article):
    read = [
        views.read(article("1", "nvidia vend ses puces", "Le groupe Nvidia vend des puces.")),
        views.read(article("2", "Bourse", "Le titre de Nvidia monte. Les puces montent.")),
    ]
    names = views.names(read)
    assert names == {"nvidia"}
    assert (
        views.bag(read[0], "facts", names)["nvidia"] == 4
    )  # once in the body, three for the title


def test_an_acronym_that_looks_like_a_small_word_keeps_its_capitals():
    assert views.stems("US", "en") == views.stems("U.S.", "en") == ("US",)
    assert views.stems("us", "en") == ("us",)


def test_cognates_join_the_languages(article):
    one = views.bag(views.read(article("1", "", "Un investissement.")), "cognates", frozenset())
    two = views.read(article("2", "", "An investment.", language="en"))
    assert set(one) == set(views.bag(two, "cognates", frozenset())) == {"invest"}


def test_only_the_beginning_of_an_article_is_read(article):
    long = "mot " * 1000
    assert views.read(article("1", "", long + "fin")) == views.read(article("1", "", long + "but"))


@given(st.text(max_size=80))
def test_any_text_is_read(article, text):
    read = views.read(article("1", text, text, language=None))
    for view in views.VIEWS:
        assert all(weight > 0 for weight in views.bag(read, view, views.names([read])).values())
