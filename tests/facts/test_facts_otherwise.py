"""True claims that a source tells in parts, in other places or by another count; and false ones beside them."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2025, 9, 27)


def doubted(sentence: str, *passages: str, language: str = "fr") -> list[str]:
    found = check(sentence, passages, language=language, anchor=DAY)
    return [one.text for one in found if one.status != "supported" and one.kind != "overlap"]


@pytest.mark.parametrize(
    ("sentence", "passages"),
    [
        ("Le Français Richard Martin gagne.", ("Richard Martin won.", "The French cheered.")),
        ("La Britannique Anna Stone gagne.", ("Anna Stone beat a fellow Briton.",)),
        ("Ce n’est rien pour Washington.", ("La Maison blanche n’aura rien.",)),
        ("La Haye en décide.", ("The Dutch government decides.",)),
        ("Elle émarge à 15 000 euros.", ("Elle émarge à 15 000 net, et lui à 13 884 euros.",)),
        ("Les plus de 23 ans y ont droit.", ("Workers over the age of 23 get it.",)),
        ("L’action perd 15 % depuis janvier.", ("It fell 15% since the start of the year.",)),
        ("Elle a gagné 5 M$ en trois mois.", ("It made $5m in the first quarter.",)),
        ("Venu en 2008, il part six ans plus tard.", ("He came in 2008 and left in 2014.",)),
        (
            "On y voit 32 suicides pour 100 000 hommes.",
            ("The rate of men is 32 suicides per 100,000.",),
        ),
    ],
)
def test_a_true_claim_passes(sentence: str, passages: tuple[str, ...]) -> None:
    assert doubted(sentence, *passages) == []


@pytest.mark.parametrize(
    ("sentence", "passages", "wrong"),
    [
        ("Le Danois Richard Martin gagne.", ("Richard Martin won.", "The French cheered."),
         "Danois Richard Martin"),
        ("Elle émarge à 15 000 euros.", ("Elle a 15 000 clients, et lui 13 884 euros.",), "15 000 euros"),
        ("Elle émarge à 15 000 dollars.", ("Elle émarge à 15 000 net, et lui à 13 884 euros.",),
         "15 000 dollars"),
        ("L’action perd 15 % depuis mars.", ("It fell 15% since the start of the year.",), "depuis mars"),
        ("Elle a gagné 5 M$ en deux mois.", ("It made $5m in the first quarter.",), "deux mois"),
        ("Venu en 2008, il part cinq ans plus tard.", ("He came in 2008 and left in 2014.",), "cinq ans"),
    ],
)  # fmt: skip
def test_a_false_one_does_not(sentence: str, passages: tuple[str, ...], wrong: str) -> None:
    assert doubted(sentence, *passages) == [wrong]


@pytest.mark.parametrize("name", ["Commander Gravet", "Operation Barkhane"])
def test_a_title_has_a_capital_in_one_language_alone(name: str) -> None:
    french = "Lors de l’opération, le commandant parle de Barkhane à Gravet et aux autres."
    assert doubted(f"It speaks of {name}.", french, language="en") == []
    assert doubted(f"It speaks of {name}.", "Il parle de Barkhane, de Gravet.", language="en")
