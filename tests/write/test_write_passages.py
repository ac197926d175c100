"""The sentences of a story, as they may be told."""

import pytest

from digest.write.passages import candidates

from .conftest import make_article


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("En bref : ", "Boréal achète un barrage à la ville de Narvik."),
        ("EXCLUSIF : ", "Boréal achète un barrage à la ville de Narvik."),
        ("Traduction machine : ", "Boréal achète un barrage à la ville de Narvik."),
        ("Sur un ton de plaisanterie : ", "Boréal achète un barrage à la ville de Narvik."),
        ("Reuters (Oslo) : ", "Boréal achète un barrage à la ville de Narvik."),
        ("Update: ", "Boreal buys a dam from the city of Narvik."),
    ],
)
def test_a_label_that_only_announces_is_no_part_of_a_sentence(label: str, sentence: str) -> None:
    (one,) = candidates([make_article(1, "Boréal", label + sentence)])
    assert one.text == sentence
    assert one.passages[0].start == len(label)


@pytest.mark.parametrize("label", ["Selon le Fjord : ", "Parodie : ", "Annonce du procureur : "])
def test_a_label_that_says_who_or_in_what_way_stays(label: str) -> None:
    text = f"{label}Boréal achète un barrage à la ville de Narvik."
    assert candidates([make_article(1, "Boréal", text)])[0].text == text


def test_a_date_above_a_text_is_not_its_head() -> None:
    text = "24 mai\n\nLa ville de Narvik vend ses barrages. Boréal achète le plus grand des trois."
    date, head, next_ = candidates([make_article(1, "Boréal", text)])
    assert (date.position, head.position, next_.position) == (0, 0, 1)
