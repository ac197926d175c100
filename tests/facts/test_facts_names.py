"""Names by their capitals, without the capitals that sentences begin with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.facts import names


def found(text: str, language: str = "fr") -> list[str]:
    return [name.text for name in names(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La start-up 2501.AI et xAI visent l’iPhone.", ["2501.AI", "xAI", "iPhone"]),
        (
            "Hier, Jean-Luc Martin a vu Ursula von der Leyen.",
            ["Jean-Luc Martin", "Ursula von der Leyen"],
        ),
        ("Le salon Big Data & AI Paris ouvre.", ["Big Data & AI Paris"]),
        ("Un accord lie Meta et Google.", ["Meta", "Google"]),
        ("On teste Qwen3-Max contre GPT-5.", ["Qwen3-Max", "GPT-5"]),
        ("Parallèlement, le groupe grandit.", []),
        ("Nvidia va investir dans OpenAI.", ["Nvidia", "OpenAI"]),
        ("Le mardi 2 Septembre et le Lundi suivant.", []),
        ("L’Italie vote ; l’Espagne attend.", ["Italie", "Espagne"]),
    ],
)
def test_french(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI's new chief left.", ["OpenAI"]),
        ("The Bank of England waits.", ["Bank of England"]),
        ("He met Anna Stone of Northwind.", ["Anna Stone", "Northwind"]),
        ("Users create clips.", []),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert found(text, "en") == expected


def test_a_common_noun_that_opens_a_sentence_is_no_name() -> None:
    assert found("Partenariat rompu. Le partenariat avec Cohere prend fin.") == ["Cohere"]


def test_keys_forget_accents_capitals_and_hyphens() -> None:
    one, other = names("On voit Saint-Étienne.", "fr")[0], names("On voit Saint Etienne.", "fr")[0]
    assert one.key == other.key


@given(st.text(alphabet="AÉaéiOx. -'’&0de\n", max_size=80))
def test_offsets_are_true_and_in_order(text: str) -> None:
    at = 0
    for name in names(text, "fr"):
        assert name.text == text[name.start : name.end]
        assert name.start >= at
        at = name.end


@pytest.mark.parametrize("hostile", ["Ab " * 30_000, "A" * 100_000, "d’" * 50_000, "A-" * 50_000])
def test_work_grows_with_the_text_and_no_faster(linear, hostile: str) -> None:
    linear(lambda text: names(text, "fr"), hostile)
