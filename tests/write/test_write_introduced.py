"""Which names a text introduces as companies."""

import pytest

from digest.write.introduced import INTRODUCED, introductions

from .conftest import make_article


def introduced(text: str, name: str, language: str = "fr") -> int:
    return introductions([make_article(1, "", text, language=language)], language)[name]


@pytest.mark.parametrize(
    "text",
    [
        "Hier, le groupe Boreal ouvre un barrage.",
        "Hier, l’éditeur norvégien Boreal ouvre un barrage.",
        "Hier, le norvégien Boreal ouvre un barrage.",
        "On travaille dur chez Boreal à Narvik.",
        "Hier, la vice-présidente de Boreal a souri.",
        "Hier, Boreal a levé 12 millions d’euros.",
        "Hier, Boreal va racheter un barrage.",
        "Hier, Boreal, une jeune pousse de Narvik, a souri.",
        "Hier, Boreal bondit de 8 % à Oslo.",
    ],
)
def test_a_company_is_introduced_in_french(text: str) -> None:
    assert introduced(text, "boreal") == INTRODUCED


@pytest.mark.parametrize(
    "text",
    [
        "It is said that the chip maker Boreal opens a dam.",
        "It is said that Boreal raised $12 million.",
        "It is said that Boreal, a start-up, smiles.",
        "It is said that Boreal's shares rose.",
    ],
)
def test_a_company_is_introduced_in_english(text: str) -> None:
    assert introduced(text, "boreal", "en") == INTRODUCED


def test_what_others_do_too_says_less() -> None:
    assert 0 < introduced("Hier, Boreal a ouvert un barrage.", "boreal") < INTRODUCED


@pytest.mark.parametrize(
    "text",
    [
        "Hier, le projet Boreal a souri.",
        "Hier, l’application mobile Boreal a souri.",
        "Hier, le ministre de l’Boreal a souri.",
        "It is called Boreal in the law.",
    ],
)
def test_products_offices_and_laws_are_something_else(text: str) -> None:
    assert introduced(text, "boreal") < 0


def test_an_article_counts_once_however_often_it_says_so() -> None:
    text = "Hier, le groupe Boreal ouvre. Puis le groupe Boreal ferme, chez Boreal même."
    assert introduced(text, "boreal") == INTRODUCED
