"""Dated sentences as lines of a diary."""

from datetime import date

import pytest

from digest.facts import dates
from digest.write.event import event_line

WRITTEN = date(2025, 9, 25)


def line(sentence: str, language: str = "fr") -> str:
    (found,) = dates(sentence, language, WRITTEN)
    return event_line(sentence, found, alone=True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Le salon Givre se tiendra les 1er et 2 octobre 2025 à la halle de Narvik, en Norvège.",
            "Le salon Givre, à la halle de Narvik, en Norvège",
        ),
        (
            "Les 1er et 2 octobre, le salon Givre tient sa 14e édition : plus de 220 exposants.",
            "Le salon Givre tient sa 14e édition",
        ),
        (
            "Le salon Givre réunira mille pêcheurs, mercredi 1er et jeudi 2 octobre, halle de Narvik.",
            "Le salon Givre réunira mille pêcheurs, halle de Narvik",
        ),
        ("Du 6 au 9 octobre, le salon Givre réunit mille pêcheurs.", "Le salon Givre réunit mille pêcheurs"),
        ("Le retour sur Terre de la sonde est prévu le 14 octobre prochain.", "Le retour sur Terre de la sonde"),
        ("La finale se tiendra le 14 octobre prochain à Narvik.", "La finale, à Narvik"),
        ("Le salon Givre ouvre du 6 au 9 octobre prochains à Narvik.", "Le salon Givre ouvre à Narvik"),
        ("Le 14 octobre prochain, le salon Givre ouvre.", "Le salon Givre ouvre"),
        ("La mairie de Narvik prépare une enquête publique le 14 octobre.", "La mairie de Narvik prépare une enquête publique"),
    ],
)  # fmt: skip
def test_the_day_stands_before_the_line_and_not_in_it(sentence: str, expected: str) -> None:
    assert line(sentence) == expected


def test_an_english_event_is_as_short() -> None:
    sentence = "The Frost fair takes place on 14 October in Oslo; a thousand people will come."
    assert line(sentence, "en") == "The Frost fair, in Oslo"
    assert (
        line("The Frost fair opens on 14 October next in Oslo.", "en")
        == "The Frost fair opens in Oslo"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Boréal publiera ses comptes avant le 14 octobre.",
        "La loi de Narvik s’appliquera à partir du 2 décembre 2025.",
        "Le procès de Boréal pourrait s’ouvrir le 6 octobre à Oslo.",
        "Le barrage ouvrira le 14 octobre, selon la mairie de Narvik.",
        "Le barrage n’ouvrira pas le 14 octobre à Narvik.",
        "La foule attend le salon Givre, qui ouvrira le 14 octobre.",
        "Les enfants du 14 octobre 2025, film sur Narvik, sortira en salle.",
        "Le salon Givre se tiendra le 14 octobre à Oslo, pour les gens de Narvik seulement.",
    ],
)
def test_a_deadline_a_doubt_and_a_negation_keep_every_word(sentence: str) -> None:
    assert line(sentence) == sentence.removesuffix(".")


def test_with_a_second_date_every_word_stays() -> None:
    sentence = "Boréal publiera ses résultats le 6 octobre, Arctis les siens le 14 octobre à Oslo."
    for found in dates(sentence, "fr", WRITTEN):
        assert event_line(sentence, found, alone=False) == sentence.removesuffix(".")
