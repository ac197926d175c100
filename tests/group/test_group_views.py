"""What an article says: words, names, numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.group import views
from digest.group.likeness import SAME_STORY, Likeness
from digest.group.spaces import VIEWS, Spaces


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
        ("5 000 milliards", "$5tn"),
    ],
)
def test_the_same_number_is_the_same_feature_in_both_languages(numbers, french, english):
    assert numbers(french) == numbers(english, "en") != set()


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_every_kind_of_space_groups_digits(numbers, space):
    assert numbers(f"Il vend 12{space}500 puces") == {"1.25e+04"}


# Letters that a pattern without regard to case takes for the one they stand under.
ALIKE = {"i": "iIıİ", "k": "kK\N{KELVIN SIGN}", "s": "sSſ"}
SCALES = (
    "mille",
    "millions",
    "milliards",
    "billions",
    "trillions",
    "thousand",
    "mds",
    "mio",
    "bn",
    "k",
)


@given(
    st.sampled_from(SCALES)
    .flatmap(lambda scale: st.tuples(*(st.sampled_from(ALIKE.get(one, one)) for one in scale)))
    .map("".join),
    st.sampled_from(["fr", "en"]),
)
def test_a_number_is_read_whatever_letters_its_scale_is_written_in(numbers, scale, language):
    assert len(numbers(f"Il en vend 3 {scale}.", language)) == 1


def test_french_billion_is_a_thousand_english_ones(numbers):
    assert numbers("2 billions") != numbers("2 billion", "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boréal lève deux millions d'euros", "Arctis lève deux millions d'euros"),
        (
            "Tesla rappelle vingt-cinq millions de voitures",
            "Un vaccin pour cinq millions d'enfants",
        ),
    ],
)
def test_a_sum_in_words_makes_no_story_of_two_teasers(article, one, other):
    texts = ("Des capteurs pour les barrages de montagne.", "Des logiciels aux cabinets dentaires.")
    found = [
        article(str(n), title, text)
        for n, (title, text) in enumerate(zip((one, other), texts, strict=True))
    ]
    assert Likeness([views.read(one) for one in found], [None, None]).pairs(
        np.array([0]), np.array([1])
    ) < [SAME_STORY]


def features(article_, view):
    """What a view sees of one article alone."""
    return set(Spaces([views.read(article_)]).features[view])


def test_names_are_known_in_a_title_without_capitals(article):
    spaces = Spaces(
        [
            views.read(article("1", "nvidia vend ses puces", "Le groupe Nvidia vend des puces.")),
            views.read(article("2", "Bourse", "Le titre de Nvidia monte. Les puces montent.")),
        ]
    )
    assert spaces.names == {"nvidia"}
    assert spaces.features["facts"] == ["nvidia"]
    assert spaces.shared("facts", 0, 1) == ("nvidia",)


def names(article_):
    return Spaces([views.read(article_)]).names


def test_the_title_of_a_teaser_has_names_that_the_text_does_not_repeat(article):
    title = "La banque d'Angleterre met en garde"
    assert names(article("1", title, "L'institution craint un krach.")) == {"angleterre"}
    assert names(article("1", title, "L'institution craint un krach. " * 20)) == set()


def test_a_title_that_writes_every_word_with_a_capital_has_no_names(article):
    one = article(
        "1", "Central Bank Warns of a Sharp Correction", "It fears a crash.", language="en"
    )
    assert names(one) == set()


def test_an_acronym_that_looks_like_a_small_word_keeps_its_capitals():
    assert views.stems("US", "en") == views.stems("U.S.", "en") == ("US",)
    assert views.stems("us", "en") == ("us",)


def test_cognates_join_the_languages(article):
    one = article("1", "", "Un investissement.")
    two = article("2", "", "An investment.", language="en")
    assert features(one, "cognates") == features(two, "cognates") == {"invest"}


def test_only_the_beginning_of_an_article_is_read(article):
    long = "mot " * 1000
    assert views.read(article("1", "", long + "fin")) == views.read(article("1", "", long + "but"))


@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_whatever_the_texts_a_row_is_one_long_or_empty(article, texts):
    spaces = Spaces([views.read(article(str(n), text, text)) for n, text in enumerate(texts)])
    for view in VIEWS:
        matrix = spaces.matrices[view]
        assert matrix.shape == (len(texts), len(spaces.features[view]))
        lengths = (matrix * matrix).sum(axis=1)
        assert all(length == pytest.approx(1) or length == 0 for length in lengths)
